"""Tracking for people outside: found by code and secret, guesses shut out, nobody's name on the page."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhchung.dossiers import tracking
from minhchung.dossiers.models import Pause
from minhchung.dossiers.papers.tokens import token_of
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, an_own_desk, at, in_work
from minhchung.rules.lifecycle import Deed, State

pytestmark = pytest.mark.django_db
OFFICIAL = "000.00.15.H17-260105-0001"


@pytest.fixture
def version():
    return a_procedure(a_board())


@pytest.fixture
def dossier(version):
    return a_dossier(version, datetime(2026, 3, 2, 9), code=OFFICIAL, phone="0905.123 456")


def ask(code, secret, client=None, **more):
    return (client or Client()).post(reverse("track"), {"code": code, "secret": secret}, **more)


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param("3456", id="the telephone's last digits"),
        pytest.param(" 34 56 ", id="written with spaces"),
    ],
)
def test_found_by_code_and_telephone(dossier, secret):
    assert ask(f"  {OFFICIAL.lower()} ", secret).url == reverse("look_up", args=[token_of(dossier.pk)])


def test_found_by_code_and_token(dossier):
    assert ask(OFFICIAL, token_of(dossier.pk).lower()).status_code == 302


@pytest.mark.parametrize(
    ("code", "secret"),
    [
        pytest.param(OFFICIAL, "0000", id="a wrong secret"),
        pytest.param("000.00.15.H17-260105-9999", "3456", id="a wrong code"),
        pytest.param(OFFICIAL, "0905123456", id="more than was asked"),
        pytest.param(OFFICIAL, "A" * 20, id="a forged token"),
        pytest.param("../../etc/passwd", "3456", id="a path"),
        pytest.param("' OR 1=1 --", "3456", id="a piece of SQL"),
        pytest.param(OFFICIAL, "٣٤٥٦", id="digits of another writing"),
    ],
)
def test_every_wrong_answer_is_the_same(dossier, code, secret):
    answers = [ask(code, secret), ask(OFFICIAL, "1111")]
    pages = [page.content.decode().partition('<div class="field')[0] for page in answers]
    cut = [
        page.partition("csrfmiddlewaretoken")[0] + page.rpartition("<h1>")[2].partition("<form")[0]
        for page in pages
    ]
    assert {page.status_code for page in answers} == {422} and cut[0] == cut[1]
    assert answers[0]["Cache-Control"] == "no-store" and answers[0]["X-Robots-Tag"] == "noindex"


def test_a_wrong_code_asks_the_database_what_a_wrong_secret_asks(dossier):
    asked = []
    for code in (OFFICIAL, "NB/2026/999999"):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert tracking.found_by(code, "0000") is None
        asked.append(len(found))
    assert asked == [1, 1]


def test_a_dossier_without_a_telephone_opens_by_its_token_alone(version):
    dossier = a_dossier(version, datetime(2026, 3, 2, 9), phone="")
    assert [ask(dossier.code, secret).status_code for secret in ("0", "0000")] == [422, 422]
    assert ask(dossier.code, token_of(dossier.pk)).status_code == 302


def test_guessing_is_shut_out_and_the_rightful_one_still_gets_in(dossier, caplog):
    client = Client()
    answers = [ask(OFFICIAL, f"{guess:04}", client).status_code for guess in range(14)]
    assert answers == [422] * 10 + [429] * 4 and "tra-cuu/dia-chi" in caplog.text
    assert ask(OFFICIAL, "3456", client).status_code == 429
    assert ask(OFFICIAL, "3456", REMOTE_ADDR="10.0.0.9").status_code == 302, "from elsewhere"
    for guess in range(12):
        ask(OFFICIAL, f"{guess:04}", REMOTE_ADDR=f"10.0.1.{guess}")
    page = ask(OFFICIAL, "3456", REMOTE_ADDR="10.0.0.9")
    assert page.status_code == 429 and "20 ký tự" in page.content.decode()
    assert ask(OFFICIAL, token_of(dossier.pk), REMOTE_ADDR="10.0.0.9").status_code == 302, "by the receipt"


def test_the_page_says_where_it_stands_and_names_nobody(version):
    waits = [(datetime(2026, 3, 3, 9), datetime(2026, 3, 5, 9))]
    dossier = a_dossier(
        version, datetime(2026, 3, 2, 9), waits=waits, ended_at=datetime(2026, 3, 9, 9), code=OFFICIAL
    )
    text = Client().get(reverse("look_up", args=[token_of(dossier.pk)])).content.decode()
    for words in (
        OFFICIAL,
        "Cấp giấy phép lao động",
        "Đã xử lý xong",
        "Mời ông/bà bổ sung giấy tờ",
        "Ban Quản lý",
        "148",
    ):
        assert words in text
    assert "Công ty" not in text and "0900000123" not in text
    assert reverse("survey", args=[token_of(dossier.pk)]) in text


def test_reasons_in_an_officials_own_words_stay_inside(version):
    why = "thiếu hộ chiếu của bà Nguyễn Thị Hoa"
    dossier = a_dossier(version, datetime(2026, 3, 2, 9), waits=[(datetime(2026, 3, 3, 9), None)])
    Pause.objects.update(reason=why)
    kept = dossier.explanation
    kept.steps = kept.steps.replace("yêu cầu bổ sung hồ sơ", why)
    kept.save()
    assert why in kept.steps
    text = Client().get(reverse("look_up", args=[token_of(dossier.pk)])).content.decode()
    assert "Thị Hoa" not in text and "theo phiếu yêu cầu" in text


def test_the_own_desks_story_is_told_without_officials():
    dossier = in_work(an_own_desk())
    found = tracking.tracked(token_of(dossier.pk), at("2026-04-06T10:00"))
    assert [line.what for line in found.story] == [
        "Hồ sơ được tiếp nhận",
        "Hồ sơ được chuyển đến bộ phận xử lý",
    ]
    assert found.after.startswith("Cơ quan đang giải quyết")


def test_every_deed_and_every_state_has_public_words_or_is_the_offices_own():
    assert set(tracking.PUBLIC_DEEDS) | tracking.INNER_DEEDS == set(Deed)
    assert set(tracking.NEXT) == set(State)


def test_the_agencys_telephone_is_told_where_it_is_set(settings, dossier):
    settings.PUBLIC_PHONE = "0203 3822 022"
    assert (
        'href="tel:02033822022"'
        in Client().get(reverse("look_up", args=[token_of(dossier.pk)])).content.decode()
    )


@pytest.mark.parametrize("token", ["A" * 20, "a" * 20, "x", "0" * 20, "A" * 400])
def test_forged_tokens_lead_nowhere(dossier, token):
    assert Client().get(reverse("look_up", args=[token])).status_code == 404
