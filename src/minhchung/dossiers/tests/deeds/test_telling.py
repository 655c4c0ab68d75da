"""Telling the applicant: each deed that concerns him puts one notice into the outbox, with the deed or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from minhchung.dossiers import actions
from minhchung.dossiers.actions.telling import NO_WAY, TELLS
from minhchung.dossiers.models import Dossier, Event
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk, at
from minhchung.ground.notices.models import Notice
from minhchung.ground.trail.models import Entry
from minhchung.organisation.models import Unit
from minhchung.rules.lifecycle import Deed

pytestmark = pytest.mark.django_db
MAIL = {"applicant_email": "lan@donga.vn", "applicant_phone": "0900000123"}


@pytest.fixture
def version(db: None) -> Any:
    return an_own_desk()  # dossiers accepted on Monday 06/04/2026 are due on Monday 13/04


def received(version: Any, **more: Any) -> Dossier:
    filing = a_filing(version, **(MAIL | more))
    return actions.receive(filing=filing, by=an_actor(), at=at("2026-04-06T09:00"))


def in_work(version: Any) -> Dossier:
    found = received(version)
    room = Unit.objects.get(code="QLDN").pk
    return actions.hand_on(
        dossier=found.pk, revision=1, to_unit=room, by=an_actor(), at=at("2026-04-06T09:30")
    )


def registered(version: Any) -> Dossier:
    filing = a_filing(version, channel="online", **MAIL)
    return actions.register(filing=filing, by=an_actor(), at=at("2026-04-06T09:00"))


def do(deed: Callable[..., Any], dossier: Dossier, moment: str = "2026-04-08T10:00", **more: Any) -> None:
    deed(dossier=dossier.pk, revision=None, by=an_actor("binh", unit="QLDN"), at=at(moment), **more)


def told() -> Notice:
    return Notice.objects.latest("id")


def test_who_files_is_told_code_and_promise(version: Any) -> None:
    dossier = received(version)
    notice = Notice.objects.get()
    assert (notice.key, notice.way, notice.recipient) == (
        f"dossier:{dossier.pk}:event:1:email",
        "email",
        "lan@donga.vn",
    )
    assert (notice.room, notice.matter, notice.record, notice.about) == (
        "dossiers",
        "dossier",
        dossier.pk,
        dossier.code,
    )
    assert notice.subject == f"Đã tiếp nhận hồ sơ {dossier.code}"
    assert "Hẹn trả kết quả: 17:30 ngày 13/04/2026." in notice.body
    assert "Thủ tục: Cấp giấy phép lao động." in notice.body
    assert "Ban Quản lý đã tiếp nhận" in notice.body


def test_no_more_is_said_than_the_notice_needs(version: Any) -> None:
    received(version, behalf="Trần Văn Thảo", applicant_address="12 Lê Lợi")
    text = told().subject + told().body
    for personal in ("Đông Á", "Trần Văn Thảo", "Lê Lợi", "0900000123", "lan@donga.vn"):
        assert personal not in text


def test_a_notice_is_in_vietnamese_whatever_language_the_official_reads(version: Any) -> None:
    with translation.override("en"):
        received(version)
    assert "Nhận kết quả: Tại nơi tiếp nhận." in told().body


@pytest.mark.parametrize(
    ("begin", "deed", "given", "occasion", "says"),
    [
        pytest.param(
            in_work, actions.ask_supplement, {"reason": "Thiếu bản vẽ"}, "supplement", "Thiếu bản vẽ",
            id="asked for a supplement: what is lacking",
        ),
        pytest.param(
            in_work, actions.extend, {"until": date(2026, 4, 20), "reason": "Chờ ý kiến sở"}, "extension",
            "Ngày hẹn mới: 17:30 ngày 20/04/2026.", id="apologised to: the new day",
        ),
        pytest.param(
            in_work, actions.refuse, {"reason": "Không đủ điều kiện"}, "refused", "Không đủ điều kiện",
            id="refused: why",
        ),
        pytest.param(
            in_work, actions.finish, {"result": "GP 15/GP-BQL"}, "finished", "đã có kết quả",
            id="finished: come and take it",
        ),
        pytest.param(
            in_work, actions.stop_for_good, {"reason": "Pháp nhân đã giải thể"}, "stopped",
            "Pháp nhân đã giải thể", id="stopped: why",
        ),
        pytest.param(
            in_work, actions.stop_for_a_while, {"reason": "Chờ bản án", "basis": "Luật X"}, "paused",
            "Chờ bản án", id="paused: why",
        ),
        pytest.param(
            in_work, actions.ask_payment, {"reason": "Lệ phí cấp phép", "basis": "Luật Y"}, "payment",
            "Lệ phí cấp phép", id="asked to pay: what",
        ),
        pytest.param(
            in_work, actions.withdraw, {"reason": "Đơn ngày 07/04"}, "withdrawn", "đã được rút",
            id="withdrawn: that it is done",
        ),
        pytest.param(registered, actions.acknowledge, {}, "acknowledged", "đang được kiểm tra",
                     id="filed online: seen"),
        pytest.param(
            registered, actions.ask_correction, {"reason": "Sai mẫu đơn"}, "correction", "Sai mẫu đơn",
            id="asked for a correction: what is wrong",
        ),
        pytest.param(registered, actions.accept, {}, "received", "Hẹn trả kết quả", id="accepted online"),
    ],
)  # fmt: skip
def test_a_deed_tells_what_concerns_the_applicant(
    version: Any, begin: Any, deed: Any, given: dict[str, Any], occasion: str, says: str
) -> None:
    dossier = begin(version)
    before = Notice.objects.count()
    do(deed, dossier, **given)
    assert Notice.objects.count() == before + 1
    assert told().occasion == occasion
    assert says in told().body


def test_a_dossier_closed_after_silence_is_told(version: Any) -> None:
    dossier = in_work(version)
    do(actions.ask_supplement, dossier, reason="Thiếu bản vẽ")
    do(actions.close_silent, dossier, "2026-04-24T08:00")
    assert told().occasion == "closed"


def test_what_the_result_says_stays_at_the_counter(version: Any) -> None:
    do(actions.finish, in_work(version), result="GP 15/GP-BQL")
    assert "GP 15" not in told().subject + told().body


def test_what_goes_on_inside_the_agency_is_not_told(version: Any) -> None:
    in_work(version)
    assert [notice.occasion for notice in Notice.objects.all()] == ["received"]
    assert {Deed.HAND_ON, Deed.CONSULT, Deed.TAKE_OPINION, Deed.REPORT_LOST}.isdisjoint(TELLS)


def test_who_waits_at_the_counter_is_not_written_to(version: Any) -> None:
    actions.receive(filing=a_filing(version, **MAIL), by=an_actor(), at=at("2026-04-06T09:00"), at_once=True)
    assert not Notice.objects.exists()
    assert not Event.objects.filter(reason__contains=NO_WAY).exists()


def test_without_an_address_the_phone_is_told(version: Any) -> None:
    dossier = received(version, applicant_email="")
    assert (told().way, told().recipient) == ("sms", "0900000123")
    assert told().body == f"Đã tiếp nhận hồ sơ {dossier.code}.\nHẹn trả: 17:30 ngày 13/04/2026."


def test_where_nobody_can_be_told_the_story_says_so(version: Any) -> None:
    received(version, applicant_email="", applicant_phone="", behalf="Trần Văn Thảo")
    assert not Notice.objects.exists()
    assert Event.objects.get().reason == f"Người nộp thay: Trần Văn Thảo. {NO_WAY}"
    assert NO_WAY in Entry.objects.get(deed="accept").details


def test_the_same_form_twice_tells_once(version: Any) -> None:
    form = str(uuid4())
    filing = a_filing(version, **MAIL)
    actions.receive(filing=filing, by=an_actor(), at=at("2026-04-06T09:00"), form=form)
    with pytest.raises(actions.Repeated):
        actions.receive(filing=filing, by=an_actor(), at=at("2026-04-06T09:00"), form=form)
    assert Notice.objects.count() == 1


def test_a_deed_that_is_refused_tells_nothing(version: Any) -> None:
    dossier = in_work(version)
    before = Notice.objects.count()
    with pytest.raises(actions.Refusal):
        do(actions.ask_supplement, dossier, reason="")
    with pytest.raises(actions.Refusal):
        do(actions.extend, dossier, until=date(2026, 4, 19), reason="Chờ ý kiến")  # a Sunday
    assert Notice.objects.count() == before


def test_who_gets_a_result_is_told_where_to_say_what_he_thought_of_it_and_told_once(
    version: Any, settings: Any, client: Client
) -> None:
    settings.PUBLIC_URL = "https://mot-cua.example"
    dossier = in_work(version)
    assert "danh-gia" not in told().body
    do(actions.finish, dossier, result="GP 15/GP-BQL")
    address = told().values["danh_gia"]
    assert told().body.endswith(f"không cần đăng nhập: {address}\n\nBan Quản lý")
    assert address.startswith("https://mot-cua.example/danh-gia/")
    assert str(dossier.code) not in address
    page = client.get(address.removeprefix(settings.PUBLIC_URL))
    assert page.status_code == 200
    assert 'type="radio"' in page.content.decode()
    do(actions.correct_result, dossier, "2026-04-08T14:00", reason="Sai tên")
    do(actions.finish, dossier, "2026-04-09T10:00", result="GP 15/GP-BQL, đã sửa")
    assert told().occasion == "finished"
    assert "danh-gia" not in told().body
    assert "đánh giá" not in told().body


def test_who_was_never_reached_is_asked_when_he_is(version: Any, settings: Any) -> None:
    settings.PUBLIC_URL = "https://mot-cua.example"
    dossier = in_work(version)
    do(actions.finish, dossier, result="GP 15/GP-BQL")
    lost = {"state": "given_up", "last_reason": "Không có địa chỉ này"}
    Notice.objects.filter(occasion="finished").update(**lost)
    do(actions.correct_result, dossier, "2026-04-08T14:00", reason="Sai tên")
    do(actions.finish, dossier, "2026-04-09T10:00", result="GP 15/GP-BQL, đã sửa")
    assert "/danh-gia/" in told().body


def test_where_nobody_knows_the_public_address_no_line_speaks_of_it(version: Any) -> None:
    do(actions.finish, in_work(version), result="GP 15/GP-BQL")
    assert told().values["danh_gia"] == ""
    assert "đánh giá" not in told().body
