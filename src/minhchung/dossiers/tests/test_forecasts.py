"""Forecasts: what they count is what opens, and a page says on what they rest."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.dossiers import actions, board, web
from minhchung.dossiers.behind import NOW, PAST, Named, Scope, UnknownSet, dossiers_of, named
from minhchung.dossiers.counting import tallied
from minhchung.dossiers.forecasts import Forecaster, foreseen, habits_on
from minhchung.dossiers.jobs import Forecasts
from minhchung.dossiers.measuring import measured
from minhchung.dossiers.models import Dossier, Outlook, Pace, StepPace
from minhchung.dossiers.queries import Ask, page_of
from minhchung.dossiers.tests.cast import (
    Unit,
    a_board,
    a_dossier,
    a_filing,
    a_procedure,
    an_actor,
    an_own_desk,
    at,
)
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import Role
from minhchung.procedures.models import ProcedureVersion, Process, ProcessStep

pytestmark = pytest.mark.django_db
MONDAY = at("2026-03-02T09:00")  # five working days end on Monday 9/3 at 17:30
NOW_AT = at("2026-04-08T09:00")
OPENED = at("2026-04-06T09:00")  # two of five working days used by NOW_AT: 34 %


@pytest.fixture
def version() -> ProcedureVersion:
    """Twelve of the past: four done on the first day, five in time, three late; one of another procedure and field."""
    board_ = a_board()
    found = a_procedure(board_)
    ends = ["2026-03-02T15:00"] * 4 + ["2026-03-06T10:00"] * 5 + ["2026-03-12T10:00"] * 3
    for end in ends:
        a_dossier(found, MONDAY, ended_at=at(end))
    a_dossier(a_procedure(board_, key="2.2", field="Đầu tư"), MONDAY, ended_at=at("2026-03-05T10:00"))
    actions.review_all(at=NOW_AT)
    return found


def test_pace_says_how_much_of_the_limit_was_used(version: ProcedureVersion) -> None:
    assert sorted(Pace.objects.values_list("used", "late")) == sorted(
        [(8, False)] * 4 + [(70, False)] * 5 + [(53, False)] + [(139, True)] * 3
    )


def test_the_forecast_counts_those_who_stood_there(version: ProcedureVersion) -> None:
    dossier = a_dossier(version, OPENED)
    found = foreseen(dossier.pk, at=NOW_AT)
    assert found.standing is not None and found.standing.used == 34
    assert [(each.stood, each.late) for each in found.levels] == [(9, 3), (8, 3), (8, 3)]
    assert found.chance is None  # nine in the whole agency are too few
    earlier = foreseen(dossier.pk, at=at("2026-04-06T10:00"))
    assert [(each.stood, each.late) for each in earlier.levels] == [(13, 3), (12, 3), (12, 3)]
    assert earlier.chance is not None and earlier.chance.level == 2 and 0 < earlier.chance.value < 1


@pytest.mark.parametrize("moment", ["2026-04-06T10:00", "2026-04-07T16:00", "2026-04-10T17:00"])
def test_each_tally_opens_to_just_the_dossiers_that_it_counts(version: ProcedureVersion, moment: str) -> None:
    found = foreseen(a_dossier(version, OPENED).pk, at=at(moment))
    assert found.standing is not None
    for level, tally in zip(("co-quan", "linh-vuc", "thu-tuc"), found.levels, strict=True):
        for name, count in ((f"lich-su-{level}", tally.stood), (f"lich-su-tre-{level}", tally.late)):
            wanted = Named(name, procedure=version.procedure_id, field=version.field, used=found.standing.used,
                           on=at(moment))  # fmt: skip
            assert dossiers_of(wanted, Scope(""), NOW_AT).count() == count


@pytest.mark.parametrize(
    ("made", "why", "level"),
    [
        pytest.param({"waits": [(at("2026-04-07T09:00"), None)]}, "waiting", None, id="nothing while it waits"),
        pytest.param({"limit": None}, "no-limit", None, id="nothing without a limit"),
        pytest.param({"ended_at": at("2026-04-07T09:00")}, "ended", None, id="nothing after the end"),
        pytest.param({"accepted_at": MONDAY}, "", -1, id="certain when the promise is broken"),
        pytest.param({"accepted_at": MONDAY, "extended": (at("2026-03-06T09:00"), at("2026-04-20T17:30"))}, "", -1,
                     id="an extension does not mend it"),
        pytest.param({"waits": [(at("2026-04-06T10:00"), at("2026-04-08T08:00"))]}, "", 2,
                     id="after a supplement it begins anew"),
    ],
)  # fmt: skip
def test_when_nothing_is_foreseen_and_what_is_certain(
    version: ProcedureVersion, made: dict[str, object], why: str, level: int | None
) -> None:
    more = {"accepted_at": OPENED, **made}
    found = foreseen(a_dossier(version, **more).pk, at=NOW_AT)
    assert found.why_not == why
    assert (found.chance.level if found.chance else None) == level


def test_history_of_long_ago_is_left_out(version: ProcedureVersion) -> None:
    dossier = a_dossier(version, at("2029-06-04T09:00"), promised_at=at("2029-06-11T17:30"), limit=None)
    assert dossier.due_at is not None
    later = Forecaster(at("2026-12-30T09:00"))
    assert later.since == at("2023-12-30T00:00")
    assert Pace.objects.filter(ended_at__gte=Forecaster(at("2026-04-01T09:00")).since).count() == 13


def test_measured_on_what_came_later(version: ProcedureVersion) -> None:
    from minhchung.dossiers.forecasts import all_history

    for end in ("2026-04-08T10:00", "2026-04-17T10:00"):
        a_dossier(version, OPENED, ended_at=at(end))
    actions.review_all(at=NOW_AT)
    found = measured(all_history(), date(2026, 4, 1), habits_on(NOW_AT))
    assert found is not None
    assert (found.learned, found.tried, found.tried_late) == (13, 2, 1)
    assert (
        found.ours.cases + found.silent == 7
    )  # one was asked about at 0 and 25 per cent, the other at all five
    assert measured(all_history(), date(2026, 2, 1), habits_on(NOW_AT)) is None
    with pytest.raises(actions.Refusal, match="Chưa đủ"):
        actions.check_forecast(split_on=date(2026, 2, 1), by="an", at=NOW_AT)
    made = actions.check_forecast(split_on=date(2026, 4, 1), by="an", at=NOW_AT)
    assert json.loads(made.result)["learned"] == 13


STAGES = (("Tiếp nhận", 240), ("Thẩm định", 1920), ("Trả kết quả", 240))


@pytest.fixture
def desk() -> ProcedureVersion:
    """Twelve through the desk's steps, every third of them late in the second; three open, held by Lan and Minh."""
    version = an_own_desk()
    process = Process.objects.create(version=version, case="", decision="QĐ 1", since=date(2020, 1, 1))
    for number, (name, minutes) in enumerate(STAGES, start=1):
        ProcessStep.objects.create(
            process=process, number=number, name=name, minutes=minutes, unit_name="QLDN"
        )
    for number in range(12):
        through(
            version,
            "2026-03-02T09:00",
            "2026-03-02T14:00",
            "2026-03-11T10:00" if number % 3 == 0 else "2026-03-05T10:00",
        )
    for moment in ("2026-04-06T09:00", "2026-04-07T09:00"):
        through(version, moment, at(moment) + timedelta(hours=2))
    actions.receive(filing=a_filing(version), by=an_actor(), at=at("2026-04-08T08:00"))
    return version


def through(version: ProcedureVersion, accepted: str, step: object, ended: str = "") -> None:
    found = actions.receive(filing=a_filing(version), by=an_actor(), at=at(accepted))
    minh = an_actor("minh", unit="QLDN")
    moment = at(step) if isinstance(step, str) else step
    assert minh.unit is not None
    actions.hand_on(
        dossier=found.pk, revision=1, to_unit=minh.unit, to_holder=minh.user, step=2, by=an_actor(), at=moment
    )  # type: ignore[arg-type]
    if ended:
        actions.finish(dossier=found.pk, revision=2, result="QĐ", late_reason="bận", by=minh, at=at(ended))


def test_the_step_is_the_narrowest_group_and_opens_too(desk: ProcedureVersion) -> None:
    dossier = Dossier.objects.filter(accepted_at=at("2026-04-06T09:00")).get()
    found = foreseen(dossier.pk, at=NOW_AT)
    assert found.standing is not None and found.chance is not None
    assert found.standing.step == 2 and found.chance.level == 3
    assert [(each.stood, each.late) for each in found.levels][-1] == (12, 4)
    for name, count in (("lich-su-buoc", 12), ("lich-su-tre-buoc", 4)):
        wanted = Named(name, procedure=desk.procedure_id, step=2, used=found.standing.used,
                       begun_used=found.standing.begun_used, on=NOW_AT)  # fmt: skip
        assert dossiers_of(wanted, Scope(""), NOW_AT).count() == count


def test_where_working_time_goes(desk: ProcedureVersion) -> None:
    second, first = board.step_times(Scope(""), date(2026, 1, 1), date(2026, 5, 1))
    assert (second.number, second.through, second.slow, second.given) == (2, 12, 4, 1920)
    assert second.median < second.given < second.p90 and second.share + first.share in (99, 100)
    assert StepPace.objects.count() == 24
    wanted = Named(
        "qua-buoc-cham", procedure=desk.procedure_id, step=2, since=date(2026, 1, 1), until=date(2026, 5, 1)
    )
    assert set(dossiers_of(wanted, Scope(""), NOW_AT).values_list("verdict", flat=True)) == {"overdue"}


def test_a_unit_sees_its_own_and_the_whole_is_the_sum(desk: ProcedureVersion) -> None:
    room = board.scope_of((Unit.objects.get(code="QLDN").pk,), NOW_AT.date())
    assert board.totals(Scope(""), NOW_AT)["dang-giu"] == 3
    assert board.totals(room, NOW_AT)["dang-giu"] == 2
    assert [(load.name, load.counts[0]) for load in board.loads(Scope(""), NOW_AT)] == [
        ("minh", 2),
        ("lan", 1),
    ]
    came = {week.monday: (week.came, week.went) for week in board.weeks(room, NOW_AT.date())}
    assert came[date(2026, 3, 2)] == (12, 8) and came[date(2026, 4, 6)] == (2, 0)


def test_every_number_on_the_board_opens_to_as_many_dossiers(
    client: Client, desk: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.board, "_now", lambda: NOW_AT)
    actions.foresee(at=NOW_AT)
    Outlook.objects.update(likelihood=700)
    for role in (Role.LEADER, Role.HEAD):
        sign_in(client, role)
        if role is Role.HEAD:
            user = User.objects.get(username=str(role))
            actions.post(user=user.pk, unit=Unit.objects.get(code="QLDN").pk, title="", by="an", at=NOW_AT)
        text = client.get(reverse("dossiers:board")).content.decode()
        links = re.findall(r'<a href="(/ho-so/phia-sau/\?[^"]+)">([\d.]+)</a>', text)
        assert len(links) > 10
        for url, number in dict(links).items():
            assert f"{number} hồ sơ</p>" in client.get(unescape(url)).content.decode(), (role, url)


def test_the_dossiers_page_tells_its_forecast_in_words(client: Client, desk: ProcedureVersion) -> None:
    sign_in(client, Role.LEADER)
    dossier = Dossier.objects.filter(ended_at=None).first()
    assert dossier is not None
    text = client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()
    assert "Khả năng trễ" in text and "hồ sơ đã xong" not in text.lower().split("dự báo")[0]


def test_forecasts_are_kept_for_open_dossiers_and_may_be_reckoned_again(
    client: Client, desk: ProcedureVersion
) -> None:
    assert actions.foresee(at=NOW_AT) == actions.foresee(at=NOW_AT) == 3
    assert set(Outlook.objects.values_list("dossier__ended_at", flat=True)) == {None}
    gone = Outlook.objects.earliest("pk")
    Dossier.objects.filter(pk=gone.dossier_id).update(ended_at=NOW_AT, state="9", verdict="early")
    assert actions.foresee(at=NOW_AT + timedelta(hours=1)) == Outlook.objects.count() == 2
    sign_in(client, Role.LEADER)
    assert client.post(reverse("dossiers:foresee")).status_code == 302
    assert client.post(reverse("dossiers:forecast_checked"), {"split_on": "01/04/2026"}).status_code == 422
    assert client.get(reverse("dossiers:forecast")).status_code == 200


def test_the_list_shows_and_sorts_by_the_likelihood(client: Client, desk: ProcedureVersion) -> None:
    actions.foresee(at=NOW_AT)
    told = dict(Outlook.objects.values_list("dossier", "likelihood"))
    columns = ("kha-nang-tre",)
    fallen = list(page_of(Ask(NOW_AT, sort="-kha-nang-tre", columns=columns), tallied()).lines)
    risen = list(page_of(Ask(NOW_AT, sort="kha-nang-tre", columns=columns), tallied()).lines)
    values = [told.get(line.id, -1) for line in fallen]
    assert values == sorted(values, reverse=True) and values[0] > 0 > values[-1]
    assert [line.id for line in risen] == [line.id for line in reversed(fallen)]
    assert fallen[0].cells[-1].text == f"{round(values[0] / 10)} %" and fallen[-1].cells[-1].text == "–"


def test_the_worker_keeps_forecasts_fresh_and_reckons_no_more_than_that(desk: ProcedureVersion) -> None:
    worker = Forecasts()
    assert worker.refresh() == Outlook.objects.count() > 0
    assert worker.refresh() is None


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"tap": "khong-co"}, id="no such set"),
        pytest.param({"tap": "vao"}, id="a span without days"),
        pytest.param({"tap": "vao", "tu": "hôm nay", "den": "2026-01-01"}, id="a day that is none"),
        pytest.param({"tap": "dang-giu", "nguoi": "-1"}, id="a person that is none"),
        pytest.param({"tap": "lich-su-co-quan", "luc": "2026-01-01T00:00+07:00"}, id="a moment with a zone"),
    ],
)
def test_an_address_that_names_no_set(client: Client, asked: dict[str, str]) -> None:
    with pytest.raises(UnknownSet):
        named(asked)
    sign_in(client)
    assert client.get(reverse("dossiers:behind"), asked).status_code == 404


def test_an_address_says_the_whole_set() -> None:
    from django.http import QueryDict

    for name in (*NOW, *PAST):
        wanted = Named(name, holder=3, since=date(2026, 1, 1), until=date(2026, 2, 1), procedure=4, step=2, used=40,
                       begun_used=10, field="Đầu tư", on=NOW_AT)  # fmt: skip
        assert named(QueryDict(wanted.query()).dict()) == wanted
