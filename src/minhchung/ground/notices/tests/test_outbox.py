"""The outbox: once for each deed, with the deed or not at all; claimed once, taken up again, never overwritten."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from minhchung.ground.files.disk import LEFTOVER
from minhchung.ground.notices import actions, jobs
from minhchung.ground.notices.actions.delivering import claim
from minhchung.ground.notices.connectors import CannotSend, FileConnector, Outgoing, TryAgain
from minhchung.ground.notices.models import Notice
from minhchung.ground.notices.patience import LEASE, MINUTES_BETWEEN_TRIES
from minhchung.ground.notices.queries import masked
from minhchung.ground.notices.tests.cast import AT, HandClock, Post, a_notice, refusing
from minhchung.ground.trail.models import Entry

pytestmark = pytest.mark.django_db


def test_the_same_key_again_does_nothing() -> None:
    a_notice()
    assert a_notice(ly_do="Thiếu ảnh").body == Notice.objects.get().body
    assert "Thiếu bản vẽ" in Notice.objects.get().body


def test_a_deed_that_fails_leaves_no_notice() -> None:
    with pytest.raises(RuntimeError, match="deed"), transaction.atomic():
        a_notice()
        raise RuntimeError("the deed fails")
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_put() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        actions.put(
            key="k",
            occasion="received",
            way="sms",
            recipient="0900",
            matter=actions.Matter("dossiers", "dossier", 1, "NB"),
            values={},
            at=AT,
        )


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"recipient": ""}, id="to nobody"),
        pytest.param({"state": "sent", "sent_at": AT}, id="sent without proof"),
        pytest.param({"state": "sent", "proof": "250"}, id="sent at no moment"),
        pytest.param({"state": "sending"}, id="held without a lease"),
        pytest.param({"state": "given_up"}, id="given up without a reason"),
        pytest.param({"next_try_at": None}, id="waiting for nothing"),
    ],
)
def test_the_database_guards_what_must_never_be(columns: dict[str, object]) -> None:
    a_notice()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(**columns)


def test_failed_tries_come_later_and_later_until_the_last() -> None:
    a_notice()
    clock, post = HandClock(), refusing(TryAgain("Máy chủ bận."))
    for minutes in MINUTES_BETWEEN_TRIES:
        assert actions.deliver_due(clock=clock, connectors={"email": post}) == actions.Delivered(postponed=1)
        assert Notice.objects.get().next_try_at == clock() + timedelta(minutes=minutes)
        assert actions.deliver_due(clock=clock, connectors={"email": post}) == actions.Delivered()
        clock.pass_by(minutes=minutes)
    assert actions.deliver_due(clock=clock, connectors={"email": post}) == actions.Delivered(given_up=1)
    notice = Notice.objects.get()
    assert (notice.state, notice.next_try_at) == ("given_up", None)
    assert notice.last_reason == f"Máy chủ bận. Đã thử {len(MINUTES_BETWEEN_TRIES) + 1} lần."


def test_one_that_cannot_be_sent_does_not_hold_up_the_next() -> None:
    a_notice(key="a", recipient="a@x.vn")
    a_notice(key="b", recipient="b@x.vn")

    def refuse_first(notice: Outgoing) -> None:
        if notice.key == "a":
            raise CannotSend("Không có hộp thư này.")

    done = actions.deliver_due(clock=HandClock(), connectors={"email": Post(refuse_first)})
    assert done == actions.Delivered(sent=1, given_up=1)


def test_a_way_that_is_not_set_up_waits_and_says_so() -> None:
    a_notice(way="zalo", recipient="0900000123")
    assert actions.deliver_due(clock=HandClock(), connectors={}) == actions.Delivered(postponed=1)
    assert Notice.objects.get().last_reason == "Chưa cấu hình cách gửi “Zalo”."


def test_what_one_worker_holds_no_other_takes() -> None:
    a_notice()
    assert claim(AT) is not None
    assert claim(AT) is None
    assert claim(AT + LEASE - timedelta(seconds=1)) is None


def test_the_notice_of_a_killed_worker_is_sent_after_its_lease() -> None:
    a_notice()
    claim(AT)  # and the worker dies
    clock, post = HandClock(AT + LEASE), Post()
    assert actions.deliver_due(clock=clock, connectors={"email": post}) == actions.Delivered(sent=1)
    assert Notice.objects.get().token == 2


def test_a_worker_that_kills_itself_on_a_notice_does_not_do_so_for_ever() -> None:
    a_notice()
    clock = HandClock()
    for _time in range(len(MINUTES_BETWEEN_TRIES) + 1):
        assert claim(clock()) is not None
        clock.pass_by(seconds=LEASE.total_seconds())
    post = Post()
    assert actions.deliver_due(clock=clock, connectors={"email": post}) == actions.Delivered(given_up=1)
    assert post.given == []
    assert "dừng giữa chừng" in Notice.objects.get().last_reason


@pytest.mark.parametrize(
    "slow_ends_with",
    [
        pytest.param(None, id="by success"),
        pytest.param(CannotSend("Không có hộp thư này."), id="by a refusal"),
    ],
)
def test_a_slow_worker_does_not_overwrite_who_came_after_it(slow_ends_with: Exception | None) -> None:
    a_notice()
    clock, quick = HandClock(), Post()

    def be_overtaken(_notice: Outgoing) -> None:
        clock.pass_by(seconds=LEASE.total_seconds())
        assert actions.deliver_due(clock=clock, connectors={"email": quick}) == actions.Delivered(sent=1)
        if slow_ends_with is not None:
            raise slow_ends_with

    slow = Post(be_overtaken)
    done = actions.deliver_due(clock=clock, connectors={"email": slow})
    assert done == actions.Delivered(overtaken=1)
    notice = Notice.objects.get()
    assert (notice.state, notice.proof, notice.sent_at) == ("sent", "số 1", clock())


def test_a_given_up_notice_is_sent_again_on_demand_and_the_trail_says_by_whom() -> None:
    notice = a_notice()
    clock, post = HandClock(), Post()
    actions.deliver_due(clock=clock, connectors={"email": refusing(CannotSend("550"))})
    actions.send_again(notice=notice.pk, by="binh", at=AT)
    assert actions.deliver_due(clock=clock, connectors={"email": post}) == actions.Delivered(sent=1)
    entry = Entry.objects.get(room="notices", deed="send_again")
    assert (entry.record, entry.by) == (notice.pk, "binh")


def test_only_what_was_given_up_is_sent_again() -> None:
    notice = a_notice()
    actions.deliver_due(clock=HandClock(), connectors={"email": Post()})
    with pytest.raises(actions.CannotSendAgain, match="Đã gửi"):
        actions.send_again(notice=notice.pk, by="binh", at=AT)


def test_files_are_the_default_way_one_for_each_notice(tmp_path: Path) -> None:
    a_notice(way="sms", recipient="0900000123", key="dossier:12:event:3:sms")
    connector = FileConnector(tmp_path / "thong-bao")
    done = actions.deliver_due(clock=HandClock(), connectors={"sms": connector})
    assert done == actions.Delivered(sent=1)
    Notice.objects.update(state="waiting", next_try_at=AT, sent_at=None, proof="")
    actions.deliver_due(clock=HandClock(), connectors={"sms": connector})
    (file,) = (tmp_path / "thong-bao").iterdir()
    kept = json.loads(file.read_text())
    assert (kept["recipient"], kept["body"]) == (
        "0900000123",
        "Hồ sơ NB/2026/000012 cần bổ sung: Thiếu bản vẽ",
    )
    assert Notice.objects.get().proof == f"thong-bao/{file.name}"


def test_a_round_of_delivery_sweeps_the_drafts_of_killed_ones(tmp_path: Path, settings: Any) -> None:
    settings.NOTICES_FOLDER = tmp_path
    draft, sent = tmp_path / f".20260827-sms-x.json.7{LEFTOVER}", tmp_path / "20260827-sms-x.json"
    draft.touch()
    sent.touch()
    jobs.deliver()
    assert sorted(tmp_path.iterdir()) == [sent]


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "thong-bao").write_text("a file in the way")
    a_notice(way="sms", recipient="0900000123")
    done = actions.deliver_due(clock=HandClock(), connectors={"sms": FileConnector(tmp_path / "thong-bao")})
    assert done == actions.Delivered(postponed=1)
    assert "Không ghi được tệp thông báo" in Notice.objects.get().last_reason


@pytest.mark.parametrize(
    ("recipient", "shown"),
    [("lan@donga.vn", "l•••@donga.vn"), ("0900000123", "•••123")],
)
def test_recipients_are_shown_masked(recipient: str, shown: str) -> None:
    assert masked(recipient) == shown


def test_a_claim_takes_one_notice_and_leaves_the_others() -> None:
    for number in range(5):
        a_notice(key=str(number))
    assert claim(AT) is not None
    assert Notice.objects.filter(state="sending").count() == 1
    assert Notice.objects.filter(state="waiting", attempts=0, token=0).count() == 4
