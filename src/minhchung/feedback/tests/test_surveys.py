"""Surveys: one for each dossier, by the criteria of the day, with a margin of error; the public page without sign-in."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from minhchung.dossiers.models import Dossier
from minhchung.dossiers.papers.tokens import token_of
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure
from minhchung.feedback import actions, audit, survey_queries
from minhchung.feedback.actions import surveying
from minhchung.feedback.models import SurveyAnswer, SurveyMark
from minhchung.feedback.surveys import edition_on, editions
from minhchung.figures.answers import answer
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.ground.accounts.models import User

pytestmark = pytest.mark.django_db
NEW = {"time": 5, "agencies": 4, "contacts": 4, "information": 3, "attitude": 5, "lawfulness": 4}
OLD = {"time": 2, "contacts": 1, "agencies": 2, "attitude": 0}


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def version():
    return a_procedure(a_board())


def settled(version, year=2026) -> Dossier:
    return a_dossier(version, datetime(year, 3, 2, 9), ended_at=datetime(year, 3, 4, 9))


def answered(dossier, marks=None, moment=None, **more):
    return surveying.answer(
        dossier=dossier.pk,
        marks=NEW if marks is None else marks,
        way="link",
        by="",
        at=moment or datetime(2026, 3, 5, 9),
        **more,
    )


def test_one_answer_for_a_dossier_ever(version):
    dossier = settled(version)
    kept = answered(dossier, comment="  Tốt ")
    assert (kept.edition, kept.comment, kept.marks.count()) == ("nd118-2025", "Tốt", 6)
    assert SurveyMark.objects.filter(satisfied=True).count() == 5
    with pytest.raises(surveying.AnsweredBefore):
        answered(dossier)
    assert SurveyAnswer.objects.count() == 1 and not list(audit.faults())


def test_the_former_criteria_hold_for_what_ended_under_them(version):
    kept = answered(settled(version, 2024), OLD, datetime(2024, 3, 5, 9))
    assert (kept.edition, sum(mark.value for mark in kept.marks.all())) == ("tt01-2018", 5)
    assert edition_on(datetime(2017, 1, 1).date()) is None and len(editions()) == 2


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        pytest.param({**NEW, "time": 6}, "không có trong phiếu", id="a level that was not offered"),
        pytest.param({"time": 5}, "Mời ông/bà chọn", id="a criterion is missing"),
        pytest.param({**NEW, "x": 1}, "không thuộc bộ tiêu chí", id="a criterion nobody asked"),
        pytest.param(OLD, "không có trong phiếu|Mời ông/bà", id="the former criteria today"),
    ],
)
def test_what_is_not_kept(version, marks, words):
    with pytest.raises(actions.Refusal, match=words):
        answered(settled(version), marks)
    assert not SurveyAnswer.objects.exists()


def test_answers_are_told_by_the_way_they_came(version):
    for way in ("link", "link", "slip"):
        surveying.answer(dossier=settled(version).pk, marks=NEW, way=way, by="an", at=datetime(2026, 3, 5, 9))
    keys = ("survey_answers", "survey_online", "survey_slips")
    for window, expected in (("2026", [3, 2, 1]), ("2025", [0, 0, 0])):
        told = [
            answer(REGISTER[f"feedback.{key}"], window_named(window), DjangoEngine(connection)).value
            for key in keys
        ]
        assert told == expected


def test_a_dossier_without_a_result_is_not_judged(version):
    with pytest.raises(actions.Refusal, match="chưa có kết quả"):
        answered(a_dossier(version, datetime(2026, 3, 2, 9)))


def test_the_index_comes_with_its_sample_and_margin(version):
    window = window_named("2026")
    empty = survey_queries.results(window)[0]
    assert (empty.surveys, empty.interval) == (0, None)
    assert (
        answer(REGISTER["feedback.survey_satisfied"], window, DjangoEngine(survey_queries.connection)).whole
        == 0
    )
    dossiers = [settled(version) for _number in range(10)]
    for dossier in dossiers[:4]:
        answered(dossier)
    answered(dossiers[4], dict.fromkeys(NEW, 1))
    told = survey_queries.results(window)[0]
    assert (told.surveys, told.population, told.part, told.whole, told.people) == (5, 10, 20, 30, 4)
    assert (
        told.interval is not None
        and 0.45 < told.interval.low < told.interval.share == 0.8 < told.interval.high
    )
    figure = answer(REGISTER["feedback.survey_satisfied"], window, DjangoEngine(survey_queries.connection))
    assert (figure.part, figure.whole) == (20, 30)


def test_the_public_page_asks_once_and_says_thank_you(version):
    dossier = settled(version)
    url, client = reverse("survey", args=[token_of(dossier.pk)]), Client()
    page = client.get(url)
    text = page.content.decode()
    assert page.status_code == 200 and text.count('type="radio"') == 6 * 5 + 2 * 6
    assert "Công ty" not in text and page["Cache-Control"] == "no-store"
    assert client.post(url, {"time": "5"}).status_code == 422
    sent = client.post(url, {name: str(value) for name, value in NEW.items()})
    assert sent.status_code == 302
    assert "Cảm ơn" in client.get(url).content.decode()
    client.post(url, dict.fromkeys(NEW, "1"))
    assert SurveyAnswer.objects.get().marks.get(criterion="time").value == 5
    assert client.get(reverse("survey", args=["A" * 20])).status_code == 404


def test_the_public_page_is_not_asked_without_end(version):
    url, client = reverse("survey", args=[token_of(settled(version).pk)]), Client()
    answers = [client.get(url).status_code for _time in range(32)]
    assert answers[:30] == [200] * 30 and answers[30:] == [429, 429]
    assert client.get(url, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_results_open_to_their_answers(version):
    kept = answered(settled(version))
    client = Client()
    client.force_login(
        User.objects.create(username="an", role="one_stop"),
        backend="minhchung.ground.accounts.backends.Accounts",
    )
    text = client.get(reverse("feedback:surveys"), {"ky": "2026"}).content.decode()
    assert "83,33" in text and reverse("feedback:survey_answer", args=[kept.pk]) in text
    assert "không phát sinh" in client.get(reverse("feedback:surveys"), {"ky": "2023"}).content.decode()
    mark = kept.marks.first()
    assert client.get(reverse("feedback:survey_mark", args=[mark.pk])).url == reverse(
        "feedback:survey_answer", args=[kept.pk]
    )
    assert "Thái độ" in client.get(reverse("feedback:survey_answer", args=[kept.pk])).content.decode()
    card = client.get(reverse("feedback:invitation", args=[kept.dossier_id])).content.decode()
    assert "data:image/svg+xml" in card and token_of(kept.dossier_id) in card
    other = settled(version)
    asked = client.post(reverse("feedback:slip"), {"dossier_code": other.code})
    assert asked.url == reverse("feedback:slip_for", args=[other.pk])
    client.post(asked.url, {name: str(value) for name, value in NEW.items()})
    assert SurveyAnswer.objects.get(dossier=other).by == "an"
    assert client.get(asked.url).status_code == 302
