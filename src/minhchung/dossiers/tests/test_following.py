"""Following a dossier by e-mail: asked for, confirmed, told once, ended; and nothing of it left behind."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.dossiers import actions
from minhchung.dossiers.actions import following
from minhchung.dossiers.models import Dossier, Follower
from minhchung.dossiers.outbox_audit import untrue_notices
from minhchung.dossiers.papers.tokens import token_of
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk, at
from minhchung.ground.knocks.trap import opened_mark
from minhchung.ground.notices import actions as notices
from minhchung.ground.notices.connectors import CannotSend, TryAgain
from minhchung.ground.notices.models import Notice
from minhchung.ground.notices.tests.cast import HandClock, Post, refusing
from minhchung.ground.trail.models import Entry
from minhchung.organisation.models import Unit

pytestmark = pytest.mark.django_db
CITIZEN = "hoa@vidu.vn"
DAY = datetime(2026, 4, 7, 9)


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.PUBLIC_URL = "https://mot-cua.example"


@pytest.fixture
def dossier() -> Dossier:
    """Accepted on Monday 06/04/2026, due on Monday 13/04; its applicant is told by e-mail."""
    filing = a_filing(an_own_desk(), applicant_email="lan@donga.vn", applicant_phone="0900000123")
    return actions.receive(filing=filing, by=an_actor(), at=at("2026-04-06T09:00"))


def do(deed: str, dossier: Dossier, moment: str, **given: Any) -> Any:
    told = {"by": an_actor("binh", unit="QLDN"), "revision": None, **given}
    return getattr(actions, deed)(dossier=dossier.pk, at=at(moment), **told)


def hand_on(dossier: Dossier) -> Any:
    room = Unit.objects.get(code="QLDN").pk
    return do("hand_on", dossier, "2026-04-07T10:00", to_unit=room, by=an_actor())


def link() -> str:
    """The token of the link in the last mail that asks for a word."""
    body = Notice.objects.filter(occasion="tracked_asked").latest("id").body
    return re.search(r"/nhan-tin/xac-nhan/(\w+)/", body)[1]  # type: ignore[index]


def follow(dossier: Dossier, address: str = CITIZEN, when: datetime = DAY) -> None:
    following.ask_to_follow(dossier=dossier.pk, address=address, at=when)
    assert following.confirm(token=link(), at=when) == dossier.code


def told(address: str = CITIZEN) -> list[str]:
    """The subjects of what lies in the outbox for an address."""
    rows = Notice.objects.filter(occasion="tracked", recipient=address).order_by("id")
    return list(rows.values_list("subject", flat=True))


def send(dossier: Dossier, email: str = CITIZEN, client: Client | None = None, **more: Any) -> Any:
    opened = opened_mark(datetime.now() - timedelta(seconds=30))
    data = {"email": email, "opened": opened, **more}
    return (client or Client()).post(reverse("follow", args=[token_of(dossier.pk)]), data)


def stop(row: Follower) -> None:
    url = reverse("stop_following", args=[token_of(row.pk, "stop-following")])
    client = Client(enforce_csrf_checks=True)
    assert "Dừng gửi tin" in client.get(url).content.decode() and Follower.objects.exists()
    assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert "Đã dừng" in client.get(url).content.decode() and client.post(url).status_code == 200


def test_nothing_is_told_before_the_word_and_each_change_once_after_it(dossier: Dossier) -> None:
    following.ask_to_follow(dossier=dossier.pk, address=CITIZEN, at=DAY)
    hand_on(dossier)
    assert told() == []
    assert following.confirm(token=link(), at=DAY) == dossier.code
    do("extend", dossier, "2026-04-08T10:00", until=date(2026, 4, 20), reason="Chờ ý kiến của bà Hoa")
    do(
        "hand_on", dossier, "2026-04-08T11:00", to_unit=Unit.objects.get(code="MC").pk
    )  # the office's own business
    do("finish", dossier, "2026-04-09T10:00", result="GP 15/GP-BQL")
    assert [each.partition(": ")[2] for each in told()] == [
        "Cơ quan xin lỗi và hẹn lại ngày trả",
        "Đã có kết quả tại bộ phận một cửa",
    ]
    body = Notice.objects.filter(occasion="tracked").first().body  # type: ignore[union-attr]
    assert "Hẹn trả: 17:30 ngày 20/04/2026." in body and "/nhan-tin/dung/" in body
    assert "bà Hoa" not in body and "Đông Á" not in body and token_of(dossier.pk) not in body
    assert not list(untrue_notices())


def test_the_address_lies_sealed_and_the_link_hashed(dossier: Dossier) -> None:
    following.ask_to_follow(dossier=dossier.pk, address=CITIZEN, at=DAY)
    row = Follower.objects.get()
    assert str(row.address) == "●●●●●●" and row.address.open() == CITIZEN and CITIZEN not in row.address.token
    assert row.masked == "h•••••@•••••" and link() not in row.confirm_hash and len(row.confirm_hash) == 64
    assert CITIZEN not in str(list(Entry.objects.values_list("details", flat=True)))


@pytest.mark.parametrize("tell_by", ["email", "sms"])
def test_the_applicant_who_follows_his_own_dossier_is_told_once(dossier: Dossier, tell_by: str) -> None:
    Dossier.objects.update(tell_by=tell_by)
    hand_on(dossier)
    follow(dossier, "LAN@donga.vn")
    do("ask_supplement", dossier, "2026-04-08T10:00", reason="Thiếu bản vẽ")
    rows = Notice.objects.filter(event__gt=2, recipient__iexact="lan@donga.vn")
    assert [each.occasion for each in rows] == (["supplement"] if tell_by == "email" else ["tracked"])
    if tell_by == "sms":  # the way that stands in for his telephone does not lead to the same address
        assert Notice.objects.get(occasion="supplement").spares == []


@pytest.mark.parametrize(
    ("end", "left"),
    [
        pytest.param(stop, 0, id="by the link in the mail"),
        pytest.param(lambda _row: following.end_what_is_over(at=at("2026-05-09T10:00")), 0, id="30 days after the end"),
        pytest.param(lambda _row: following.end_what_is_over(at=at("2026-05-09T09:59")), 1, id="not a minute before"),
    ],
)  # fmt: skip
def test_when_it_ends_the_address_is_gone_from_everywhere(dossier: Dossier, end: Any, left: int) -> None:
    follow(dossier)
    hand_on(dossier)
    notices.deliver_due(clock=HandClock(at("2026-04-07T11:00")), connectors={"email": Post(), "sms": Post()})
    do("finish", dossier, "2026-04-09T10:00", result="GP 15/GP-BQL")
    assert len(told()) == 2
    end(Follower.objects.get())
    assert Follower.objects.count() == left
    if not left:
        (sent,) = Notice.objects.filter(matter="follower")  # what had not gone out is taken back
        assert (sent.state, sent.recipient, sent.values) == ("sent", "h•••••@•••••", {})
        assert sent.proof and "/nhan-tin/" not in sent.body and sent.subject == ""
        assert notices.send_all_again(by="it", at=DAY) == 0


def test_what_a_worker_holds_while_it_ends_is_dropped_afterwards(dossier: Dossier) -> None:
    follow(dossier)
    hand_on(dossier)
    held = Notice.objects.get(occasion="tracked")

    def end(_notice: Any) -> None:
        following.unfollow(token=token_of(Follower.objects.get().pk, "stop-following"), at=DAY)
        raise TryAgain("Máy chủ bận.")

    Notice.objects.exclude(pk=held.pk).delete()
    notices.deliver_due(clock=HandClock(at("2026-04-07T11:00")), connectors={"email": Post(end)})
    held.refresh_from_db()
    assert held.state == "given_up", "it is not tried again"
    following.end_what_is_over(at=DAY)
    assert not Notice.objects.filter(pk=held.pk).exists()


def test_a_link_is_good_once_and_for_two_days(dossier: Dossier) -> None:
    following.ask_to_follow(dossier=dossier.pk, address=CITIZEN, at=DAY)
    first = link()
    following.ask_to_follow(dossier=dossier.pk, address=CITIZEN, at=DAY)
    assert Follower.objects.count() == 1 and following.confirm(token=first, at=DAY) is None, (
        "a newer one stands"
    )
    late = DAY + timedelta(hours=48)
    assert following.waiting(link(), late) is None and following.confirm(token=link(), at=late) is None
    assert following.confirm(token=link(), at=late - timedelta(seconds=1)) == dossier.code
    assert not Notice.objects.filter(occasion="tracked_asked").exists() and following.followed_by("x") is None


def test_who_never_confirms_is_forgotten(dossier: Dossier) -> None:
    following.ask_to_follow(dossier=dossier.pk, address=CITIZEN, at=DAY)
    notices.deliver_due(clock=HandClock(DAY), connectors={"email": Post(), "sms": Post()})
    assert following.end_what_is_over(at=DAY + timedelta(hours=47)) == 0
    assert following.end_what_is_over(at=DAY + timedelta(hours=48)) == 1
    assert not Notice.objects.filter(recipient=CITIZEN).exists() and not Follower.objects.exists()


def test_the_answer_is_the_same_whether_the_address_is_told_already_or_not(dossier: Dossier) -> None:
    follow(dossier)
    texts = [send(dossier, email).content.decode() for email in (CITIZEN, "nguoi.khac@vidu.vn")]
    assert texts[0] == texts[1] and "Nếu địa chỉ này chưa nhận tin" in texts[0]
    assert Notice.objects.filter(occasion="tracked_asked", recipient=CITIZEN).count() == 0
    for number in range(3):
        following.ask_to_follow(dossier=dossier.pk, address=f"{number}@vidu.vn", at=datetime.now())
    full = [send(dossier, email) for email in (CITIZEN, "moi@vidu.vn")]
    assert [each.status_code for each in full] == [422, 422] and "đủ 5 địa chỉ" in full[0].content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param({"email": "khong phai thu"}, "field-error", id="no address"),
        pytest.param({"email": "hòa@vidu.vn"}, "field-error", id="letters that servers refuse"),
        pytest.param({"email": "a@vidu.vn\r\nBcc: x@vidu.vn"}, "field-error", id="a smuggled head line"),
        pytest.param({"website": "x"}, "máy tự động", id="the field that nobody sees"),
        pytest.param({"opened": "x"}, "thiếu dấu", id="a forged moment"),
    ],
)
def test_what_is_not_taken_is_said(dossier: Dossier, given: dict[str, str], words: str) -> None:
    page = send(dossier, **given)
    assert page.status_code == 422 and words in page.content.decode() and not Follower.objects.exists()


def test_nobodys_box_is_filled_by_asking(dossier: Dossier, caplog: pytest.LogCaptureFixture) -> None:
    assert [send(dossier).status_code for _time in range(5)] == [200] * 3 + [429] * 2
    assert Notice.objects.filter(recipient=CITIZEN).count() == 1 and "nhan-tin/thu" in caplog.text


def test_the_pages_need_no_script_weigh_little_and_the_click_of_a_machine_confirms_nothing(
    dossier: Dossier,
) -> None:
    client = Client()
    here = client.get(reverse("look_up", args=[token_of(dossier.pk)]))
    assert reverse("follow", args=[token_of(dossier.pk)]) in here.content.decode()
    form = client.get(reverse("follow", args=[token_of(dossier.pk)]))
    assert form.status_code == 200 and len(form.content) < 100_000 and "sessionid" not in form.cookies
    assert send(dossier).status_code == 200
    url = reverse("confirm_following", args=[link()])
    page = client.get(url)
    assert page["Cache-Control"] == "no-store" and page["X-Robots-Tag"] == "noindex"
    assert Follower.objects.get().confirmed_at is None
    assert (
        "Đã bắt đầu" in client.post(url).content.decode() and Follower.objects.get().confirmed_at is not None
    )
    assert client.get(url).status_code == client.post(url).status_code == 404
    for name in ("follow", "confirm_following", "stop_following"):
        assert client.get(reverse(name, args=["A" * 20])).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"state": "10", "ended_at": DAY, "returned_at": DAY}, id="given back"),
        pytest.param({"source": "mirror"}, id="another system tells"),
        pytest.param(None, id="mails could not lead back"),
    ],
)
def test_what_has_no_more_news_is_not_followed(dossier: Dossier, change: Any, settings: Any) -> None:
    if change is None:
        settings.PUBLIC_URL = ""
    else:
        Dossier.objects.update(**change)
    page = Client().get(reverse("look_up", args=[token_of(dossier.pk)])).content.decode()
    assert reverse("follow", args=[token_of(dossier.pk)]) not in page
    assert send(dossier).status_code == 422 and not Follower.objects.exists()


def test_a_mail_that_cannot_arrive_is_given_up_and_harms_nothing(dossier: Dossier) -> None:
    follow(dossier)
    hand_on(dossier)
    notices.deliver_due(
        clock=HandClock(at("2026-04-07T11:00")),
        connectors={"email": refusing(CannotSend("Không có hộp thư này."))},
    )
    assert Notice.objects.get(occasion="tracked").state == "given_up"
    assert not list(untrue_notices())
