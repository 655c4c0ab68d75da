"""Screens of notices: how far the sending has come, sending again, texts with their preview, and who may see what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.ground.notices import actions
from minhchung.ground.notices.connectors import CannotSend
from minhchung.ground.notices.models import Notice, NoticeTemplate
from minhchung.ground.notices.queries import text_in_force
from minhchung.ground.notices.tests.cast import AT, HandClock, Post, a_notice, refusing
from minhchung.ground.notices.wording import FIELDS, SAMPLE, Text, default_texts, wrong_with
from minhchung.ground.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(db: None) -> Callable[[Role], Client]:
    def enter(role: Role) -> Client:
        user = create_user(
            username=str(role), full_name="Lê An", role=role, password="bốn mùa xuân hạ", by="cài đặt", at=AT
        )
        client = Client()
        client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
        return client

    return enter


def given_up() -> Notice:
    notice = a_notice()
    actions.deliver_due(
        clock=HandClock(), connectors={"email": refusing(CannotSend("Không có hộp thư này."))}
    )
    return notice


def test_the_list_counts_by_state_and_narrows(enter: Callable[[Role], Client]) -> None:
    given_up()
    a_notice(key="b")
    actions.deliver_due(clock=HandClock(), connectors={"email": Post()})
    a_notice(key="c")
    client = enter(Role.ONE_STOP)
    text = client.get(reverse("notices:notice_list")).content.decode()
    assert 'value="1" max="3"' in text
    assert "Gửi lại mọi thông báo không gửi được" in text
    narrowed = client.get(reverse("notices:notice_list"), {"state": "given_up"}).content.decode()
    assert "Không có hộp thư này." in narrowed
    assert narrowed.count('<th scope="row"') == 1


def test_a_given_up_notice_is_sent_again_by_a_button(enter: Callable[[Role], Client]) -> None:
    notice = given_up()
    client = enter(Role.ONE_STOP)
    page = client.get(reverse("notices:notice", args=[notice.pk])).content.decode()
    assert reverse("notices:send_again", args=[notice.pk]) in page
    client.post(reverse("notices:send_again", args=[notice.pk]))
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("waiting", 0)
    again = client.post(reverse("notices:send_again", args=[notice.pk]), follow=True)
    assert "chỉ gửi lại thông báo không gửi được" in again.content.decode()


def test_all_given_up_notices_are_sent_again_by_one_button(enter: Callable[[Role], Client]) -> None:
    given_up()
    enter(Role.ONE_STOP).post(reverse("notices:send_all_again"))
    assert Notice.objects.get().state == "waiting"
    assert Entry.objects.filter(room="notices", deed="send_again").count() == 1


def test_who_does_not_settle_dossiers_sends_nothing_again(enter: Callable[[Role], Client]) -> None:
    notice = given_up()
    client = enter(Role.CLERK)
    assert client.post(reverse("notices:send_again", args=[notice.pk])).status_code == 403
    assert client.post(reverse("notices:send_all_again")).status_code == 403
    assert "Gửi lại" not in client.get(reverse("notices:notice", args=[notice.pk])).content.decode()


def test_the_body_is_for_those_who_may_read_personal_data_and_reading_is_noted(
    enter: Callable[[Role], Client],
) -> None:
    notice = a_notice()
    url = reverse("notices:notice", args=[notice.pk])
    hidden = enter(Role.CLERK).get(url).content.decode()
    assert "Thiếu bản vẽ" not in hidden
    assert "lan@donga.vn" not in hidden
    assert not Entry.objects.filter(room="notices", deed="read_personal").exists()
    shown = enter(Role.ONE_STOP).get(url).content.decode()
    assert "Thiếu bản vẽ" in shown
    assert "lan@donga.vn" in shown
    assert Entry.objects.get(room="notices", deed="read_personal").record == notice.pk


def a_text(**more: object) -> dict[str, object]:
    return {
        "occasion": "received",
        "way": "email",
        "subject": "Hồ sơ {{ma_ho_so}}",
        "body": "Đã nhận {{ thu_tuc }}.",
        "since": "01/01/2026",
        "until": "",
        **more,
    }


def test_a_text_is_kept_shown_on_a_sample_and_used_from_its_day_on(enter: Callable[[Role], Client]) -> None:
    client = enter(Role.REFORM)
    page = client.post(reverse("notices:template_new"), a_text(), follow=True).content.decode()
    assert "Hồ sơ NB/2026/000012" in page
    assert "Đã nhận Cấp giấy phép lao động." in page
    assert "{{hen_tra}}" in page
    assert text_in_force("received", "email", date(2026, 1, 1)).subject == "Hồ sơ {{ma_ho_so}}"
    assert text_in_force("received", "email", date(2025, 12, 31)) == default_texts()["received", "email"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param(
            {"body": "Gửi {{ho_ten}}"}, "Không có trường {{ho_ten}}. Các trường được dùng: {{ma_ho_so}}",
            id="a field that is not in the list",
        ),
        pytest.param({"subject": "{{so_cccd}}"}, "Không có trường {{so_cccd}}", id="in the subject as well"),
        pytest.param({"body": "Gửi {{mã hồ sơ}}"}, "viết không đúng", id="a field written with marks"),
        pytest.param({"subject": ""}, "phải có tiêu đề", id="an e-mail without a subject"),
        pytest.param({"until": "31/12/2025"}, "phải sau ngày bắt đầu", id="an end before the beginning"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_filled_in_is_refused_with_the_list(
    enter: Callable[[Role], Client], changed: dict[str, str], sentence: str
) -> None:
    answer = enter(Role.REFORM).post(reverse("notices:template_new"), a_text(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not NoticeTemplate.objects.exists()


def test_a_text_that_has_ended_gives_way_to_the_products_own(db: None) -> None:
    NoticeTemplate.objects.create(
        occasion="received", way="sms", body="Cũ", since=date(2026, 1, 1), until=date(2026, 2, 1)
    )
    assert text_in_force("received", "sms", date(2026, 1, 31)).body == "Cũ"
    assert text_in_force("received", "sms", date(2026, 2, 1)) == default_texts()["received", "sms"]


@pytest.mark.parametrize(("occasion", "way"), default_texts())
def test_every_text_that_comes_with_the_product_can_be_filled_in(occasion: str, way: str) -> None:
    text = default_texts()[occasion, way]
    assert wrong_with(text.subject + text.body) == ""
    filled = text.filled(SAMPLE)
    assert "NB/2026/000012" in filled.body
    assert "{" not in filled.subject + filled.body
    assert bool(filled.subject) == (way == "email")


def test_every_occasion_has_a_text_for_every_way() -> None:
    occasions = Notice._meta.get_field("occasion").flatchoices
    ways = Notice._meta.get_field("way").flatchoices
    assert set(default_texts()) == {(occasion, way) for occasion, _o in occasions for way, _w in ways}


def test_lines_with_nothing_to_say_are_left_out_and_a_subject_is_one_line() -> None:
    text = Text("Hồ sơ {{ma_ho_so}}: {{ly_do}}", "Đã nhận.\nHẹn trả: {{hen_tra}}.\n\nChào.")
    filled = text.filled(dict.fromkeys(FIELDS, "") | {"ma_ho_so": "NB/1", "ly_do": "a\r\nBcc: b"})
    assert filled == Text("Hồ sơ NB/1: a Bcc: b", "Đã nhận.\n\nChào.")


def test_the_screens_open_for_an_empty_outbox(enter: Callable[[Role], Client]) -> None:
    client = enter(Role.ONE_STOP)
    assert client.get(reverse("notices:notice_list")).status_code == 200
    assert client.get(reverse("notices:template_list")).status_code == 200
