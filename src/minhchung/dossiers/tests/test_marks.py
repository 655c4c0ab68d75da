"""Marks beside the on-time rate: found from the dates, counted by figures, explained without going away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from minhchung.dossiers import actions
from minhchung.dossiers.facts import DossierFacts
from minhchung.dossiers.marks_audit import untrue_marks
from minhchung.dossiers.models import Dossier, Mark, PauseKind
from minhchung.dossiers.tests.cast import (
    a_board,
    a_dossier,
    a_procedure,
    an_actor,
    an_own_desk,
    at,
    in_work,
)
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.figures.answers import answer, evaluate
from minhchung.figures.engines import DjangoEngine, DuckEngine
from minhchung.figures.parquet import export_one
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.models import Entry
from minhchung.procedures.models import ProcedureVersion
from minhchung.rules.integrity import DETECTOR_NAMES, Detector

pytestmark = pytest.mark.django_db
# Five working days from Monday 6/4 run out on Monday 13/4 at 17:30. The reporting month runs from 15/3 to 14/4.
MONDAY = at("2026-04-06T09:00")
NOW = at("2026-05-04T08:00")
ON_TIME = at("2026-04-10T10:00")


@pytest.fixture
def version() -> ProcedureVersion:
    return a_procedure(a_board())


def marks() -> set[str]:
    actions.review_all(at=NOW)
    return set(Mark.objects.values_list("detector", flat=True))


def asked(when: str, back: str = "2026-04-20T09:00") -> Callable[[ProcedureVersion], Any]:
    return lambda v: a_dossier(v, MONDAY, waits=[(at(when), at(back))], ended_at=at("2026-04-24T10:00"))


def three_waits(version: ProcedureVersion, count: int = 3) -> Dossier:
    found = a_dossier(version, MONDAY)
    for number in range(count):
        begun = MONDAY + timedelta(hours=1 + number)
        found.pauses.create(kind=PauseKind.STOP, from_at=begun, until_at=begun + timedelta(minutes=30))
    return found


def ended(*moments: str) -> Callable[[ProcedureVersion], Any]:
    return lambda v: [a_dossier(v, MONDAY, ended_at=at(moment)) for moment in moments]


def extended(when: str) -> Callable[[ProcedureVersion], Any]:
    return lambda v: a_dossier(v, MONDAY, extended=(at(when), at("2026-04-20T17:30")))


def returned(when: str) -> Callable[[ProcedureVersion], Any]:
    return lambda v: a_dossier(v, MONDAY, ended_at=ON_TIME, returned_at=at(when))


SITUATIONS = [
    pytest.param(asked("2026-04-13T15:30"), {"late_supplement"}, id="papers asked for two working hours before the end"),
    pytest.param(asked("2026-04-13T15:29"), set(), id="a minute earlier is no mark"),
    pytest.param(asked("2026-04-14T08:00"), set(), id="asked for after the end is late, and counted so"),
    pytest.param(three_waits, {"many_waits"}, id="three waits"),
    pytest.param(lambda v: three_waits(v, 2), set(), id="two are not many"),
    pytest.param(extended("2026-04-13T08:00"), {"last_day_extension"}, id="apologised on the very day"),
    pytest.param(extended("2026-04-10T17:00"), set(), id="apologised before it"),
    pytest.param(returned("2026-04-20T09:00"), {"returned_later"}, id="given back six working days after its end"),
    pytest.param(returned("2026-04-17T09:00"), set(), id="given back after five"),
    pytest.param(
        ended("2026-04-08T18:00", "2026-04-08T18:05", "2026-04-08T19:00"), {"outside_hours"}, id="three in one evening"
    ),
    pytest.param(ended("2026-04-08T18:00", "2026-04-08T18:05", "2026-04-09T19:00"), set(), id="two, and one the next day"),
    pytest.param(ended(*(f"2026-04-13T{hour:02}:00" for hour in (*range(8, 12), *range(14, 18)))), {"period_end"},
                 id="eight on the last day but one of the month, none before"),
    pytest.param(ended(*(f"2026-04-07T{hour:02}:00" for hour in (*range(8, 12), *range(14, 18)))), set(),
                 id="eight on an ordinary day"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "expected"), SITUATIONS)
def test_what_is_marked_and_what_lies_just_beside(
    version: ProcedureVersion, make: Callable[[ProcedureVersion], Any], expected: set[str]
) -> None:
    make(version)
    assert {fault.split("“")[1].split("”")[0] for fault in untrue_marks()} == {
        DETECTOR_NAMES[Detector(each)] for each in expected
    }
    assert marks() == expected
    assert not list(untrue_marks())


def test_the_oracle_names_marks_that_dates_do_not_bear_out(version: ProcedureVersion) -> None:
    late, crowd = asked("2026-04-13T16:30")(version), a_dossier(version, MONDAY, ended_at=ON_TIME)
    marks()
    Mark.objects.update(detail="Không rõ")
    rule = Mark.objects.get().rule
    for detector in (Detector.MANY_WAITS, Detector.PERIOD_END):
        Mark.objects.create(dossier=crowd, detector=detector, detail="?", rule=rule, found_at=NOW)
    assert [fault.split(";")[0] for fault in untrue_marks()] == [
        f"{late.code}: dấu hiệu “Yêu cầu bổ sung ngay trước khi hết hạn” ghi khác lần tính lại",
        f"{crowd.code}: dấu hiệu “Nhiều lần tạm dừng” không còn căn cứ",
        f"{crowd.code}: dấu hiệu “Kết thúc dồn vào cuối kỳ” không còn căn cứ",
    ]


def test_a_date_that_an_import_changed_is_marked_with_before_and_after(version: ProcedureVersion) -> None:
    dossier = a_dossier(version, MONDAY, ended_at=ON_TIME)
    Dossier.objects.update(source="import")
    for before in (None, at("2026-04-15T10:00")):  # told for the first time, then told otherwise
        details = {"before": {"ended_at": before}, "after": {"ended_at": ON_TIME}}
        trail.write_one(
            trail.Deed("dossiers", "dossier", dossier.pk, "import_changed", "an", NOW, details),
            recorded_at=NOW,
        )
        assert marks() == ({"edited_dates"} if before else set())
    assert "10:00 ngày 15/04/2026 thành 10:00 ngày 10/04/2026" in Mark.objects.get().detail


def test_deeds_of_the_desk_mark_at_once_and_a_mark_goes_when_its_reason_does() -> None:
    version = an_own_desk()
    dossier = in_work(version)
    by = an_actor("minh", unit="QLDN")
    actions.ask_supplement(
        dossier=dossier.pk, revision=2, reason="Bản vẽ", basis="Luật X", by=by, at=at("2026-04-13T16:30")
    )
    mark = Mark.objects.get()
    assert mark.detector == Detector.LATE_SUPPLEMENT and "còn 60 phút" in mark.detail
    mark.dossier.pauses.all().delete()
    assert marks() == set()


def test_reviewing_twice_keeps_the_explanation(version: ProcedureVersion) -> None:
    asked("2026-04-13T16:30")(version)
    marks()
    found = Mark.objects.get()
    by = actions.Actor(username="an", name="An")
    with pytest.raises(actions.Refusal, match="giải trình"):
        actions.explain(mark=found.pk, dossier=found.dossier_id, text=" ", by=by, at=NOW)
    with pytest.raises(actions.NoSuchMark):
        actions.explain(mark=found.pk, dossier=found.dossier_id + 1, text="x", by=by, at=NOW)
    actions.explain(mark=found.pk, dossier=found.dossier_id, text="Người nộp thay bản vẽ.", by=by, at=NOW)
    assert marks() == {"late_supplement"}
    again = Mark.objects.get()
    assert (again.pk, again.explanation, again.explained_by) == (found.pk, "Người nộp thay bản vẽ.", "An")
    assert Entry.objects.get(deed="explain_mark").record == found.dossier_id


@pytest.fixture
def told(version: ProcedureVersion) -> ProcedureVersion:
    """Kept promises with two marks on one, one on another and none on a third; a late one with a mark."""
    a_dossier(version, MONDAY, waits=[(at("2026-04-13T16:30"), at("2026-04-20T09:00"))],
              ended_at=at("2026-04-24T10:00"), returned_at=at("2026-05-20T10:00"))  # fmt: skip
    a_dossier(version, MONDAY, ended_at=ON_TIME, returned_at=at("2026-05-20T10:00"))
    a_dossier(version, MONDAY, ended_at=ON_TIME)
    a_dossier(version, MONDAY, ended_at=at("2026-04-15T10:00"), returned_at=at("2026-05-20T10:00"))
    marks()
    return version


def test_figures_count_dossiers_not_marks(told: ProcedureVersion) -> None:
    window = window_named("2026-Q2")
    found = answer(REGISTER["dossiers.kept_to_review"], window, DjangoEngine(connection))
    assert (found.part, found.whole) == (2, 3)
    rate = answer(REGISTER["dossiers.kept_promise"], window, DjangoEngine(connection))
    assert (rate.part, rate.whole) == (3, 4)  # marks and explanations change nothing of it
    assert answer(REGISTER["dossiers.review_returned_later"], window, DjangoEngine(connection)).value == 3


def test_the_same_on_parquet_and_an_older_file_without_the_columns_still_opens(
    told: ProcedureVersion, tmp_path: Path
) -> None:
    engine, window = DjangoEngine(connection), window_named("2026-Q2")
    those = [each for each in REGISTER if each.facts is DossierFacts]
    export_one(DossierFacts, engine, tmp_path / "dossiers.parquet")
    ours = {key: found.as_dict() for key, found in evaluate(those, [window], engine).items()}
    duck = DuckEngine(tmp_path, [DossierFacts])
    assert {key: found.as_dict() for key, found in evaluate(those, [window], duck).items()} == ours
    older = tmp_path / "older"
    older.mkdir()
    names = ", ".join(f'"{each}"' for each in (*Detector, "marks"))
    duck.connection.execute(
        f"COPY (SELECT * EXCLUDE ({names}) FROM fact_dossiers) TO '{older}/dossiers.parquet' (FORMAT parquet)"
    )
    old = evaluate(those, [window], DuckEngine(older, [DossierFacts]))
    assert old["dossiers.kept_promise", window.label].as_dict() == ours["dossiers.kept_promise", window.label]
    assert old["dossiers.kept_to_review", window.label].part == 0


def test_every_on_time_share_has_the_marks_beside_it(client: Client, told: ProcedureVersion) -> None:
    sign_in(client, Role.LEADER)
    for key in ("kept_promise", "kept_promise_of_due", "kept_promise_portal"):
        text = client.get(
            reverse("figures:figure", args=[f"dossiers.{key}"]), {"ky": "2026-Q2"}
        ).content.decode()
        assert "dossiers.kept_to_review" in text and "dossiers.review_edited_dates" in text, key
    for name in ("dashboard", "dossiers:board", "dossiers:marks"):
        text = client.get(reverse(name), {"ky": "2026"}).content.decode()
        assert "2 trên 3" in text and "/chi-tieu/dossiers.kept_to_review/?ky=2026" in text, name


def test_a_mark_is_explained_on_the_dossiers_page(client: Client, told: ProcedureVersion) -> None:
    sign_in(client)
    mark = Mark.objects.filter(detector="late_supplement").get()
    page = reverse("dossiers:dossier", args=[mark.dossier_id])
    assert "còn 60 phút làm việc" in client.get(page).content.decode()
    client.post(
        reverse("dossiers:explain_mark", args=[mark.dossier_id, mark.pk]), {"text": "Đã có văn bản 12."}
    )
    assert "Đã có văn bản 12." in client.get(page).content.decode()
    listed = client.get(reverse("dossiers:marks"), {"ky": "2026", "dau": "late_supplement"}).content.decode()
    assert "Đã có văn bản 12." in listed and "1 dấu hiệu" in listed
    other = Dossier.objects.exclude(pk=mark.dossier_id).first()
    assert other is not None
    assert (
        client.post(reverse("dossiers:explain_mark", args=[other.pk, mark.pk]), {"text": "x"}).status_code
        == 404
    )
