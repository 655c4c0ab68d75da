"""Import of the catalogue: the real procedures, versions that follow each other, cases, and refusals."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from minhchung import config
from minhchung.figures.answers import answer
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.ground.intake import runs
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.intake.tables import Plan
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.queries import first_break, story_of
from minhchung.organisation.models import Unit, UnitVersion
from minhchung.procedures import actions, queries
from minhchung.procedures.imports import LAYOUT, ProceduresImporter
from minhchung.procedures.models import Procedure, ProcedureCase, ProcedureVersion
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 9)
REAL = Path(config.__file__).parent / "demo" / "data" / "procedures.csv"


@pytest.fixture(autouse=True)
def board() -> Unit:
    return Unit.objects.create(code="BQL", kind="agency", is_home=True)


def run(*lines: dict[str, Any]) -> list[Plan]:
    """Import rows; each line gives the values that differ from a plain row."""
    blank = dict.fromkeys(field.name for field in LAYOUT.fields)
    plain = {"name": "Cấp giấy phép", "field": "Xây dựng", "code": "1.000948", "since": date(2016, 1, 1)}
    rows = [Row("Sheet1", number, blank | plain | line, []) for number, line in enumerate(lines, start=2)]
    importer = ProceduresImporter()
    plans = importer.plan(rows)
    with transaction.atomic():
        trail.write(importer.write(plans, by="lan", at=AT), recorded_at=AT)
    return plans


def outcomes(plans: list[Plan]) -> list[Outcome]:
    return [plan.outcome for plan in plans]


def test_the_real_procedures_come_in_whole_and_only_once() -> None:
    importer = ProceduresImporter()
    mapping = runs.mapping_for(REAL, importer)
    assert set(mapping.columns) >= {
        "code",
        "key",
        "name",
        "field",
        "legal_limit",
        "legal_unit",
        "since",
        "until",
    }
    found = runs.check(REAL, importer, mapping)
    assert (found.counts.new, found.counts.refused) == (115, 0), found.problems
    run_ = runs.begin(REAL, importer, mapping, by="lan", at=AT)
    runs.carry_on(run_, ProceduresImporter(), by="lan", clock=lambda: AT)
    assert (ProcedureVersion.objects.count(), Procedure.objects.count()) == (115, 114)
    assert ProcedureCase.objects.count() == 115 + 2 * 12
    again = runs.check(REAL, ProceduresImporter(), mapping)
    assert (again.counts.new, again.counts.changed, again.counts.unchanged) == (0, 0, 115)
    assert first_break() is None
    window = parse_window("2018", Regime.fixed(15))
    engine = DjangoEngine(connection)
    assert answer(REGISTER["procedures.in_force"], window, engine).value == 55
    assert answer(REGISTER["procedures.without_statutory_limit"], window, engine).value == 4


def test_a_new_version_closes_the_former() -> None:
    assert outcomes(run({})) == [Outcome.NEW]
    assert outcomes(run({"since": date(2021, 1, 1), "name": "Cấp giấy phép xây dựng"})) == [Outcome.NEW]
    spans = list(ProcedureVersion.objects.order_by("since").values_list("since", "until"))
    assert spans == [(date(2016, 1, 1), date(2021, 1, 1)), (date(2021, 1, 1), None)]
    former = ProcedureVersion.objects.get(since=date(2016, 1, 1))
    assert [line.deed for line in story_of("procedures", "procedure_version", former.pk)] == [
        "put_in_force",
        "close",
    ]
    assert outcomes(run({})) == [Outcome.UNCHANGED]


def test_an_older_version_that_comes_later_ends_where_the_next_begins() -> None:
    run({"since": date(2021, 1, 1)})
    run({})
    assert ProcedureVersion.objects.get(since=date(2016, 1, 1)).until == date(2021, 1, 1)


def test_rows_of_one_version_bring_its_cases() -> None:
    lines = [
        {"channel": "online", "legal_limit": "6 giờ", "committed_limit": "4 giờ"},
        {"channel": "direct", "legal_limit": "8 giờ", "committed_limit": "6 giờ"},
        {"channel": "post", "legal_limit": "24 giờ"},
    ]
    assert outcomes(run(*lines)) == [Outcome.NEW, Outcome.UNCHANGED, Outcome.UNCHANGED]
    version = queries.version_of(Procedure.objects.get().pk, date(2020, 1, 1))
    assert version is not None
    online, post = queries.case_for(version, "online"), queries.case_for(version, "post")
    assert online is not None
    assert post is not None
    assert (online.promise, post.promise) == ((4, "working-hour"), (24, "working-hour"))
    assert outcomes(run(*lines)) == [Outcome.UNCHANGED] * 3
    assert outcomes(run(lines[0] | {"committed_limit": "3 giờ"})) == [Outcome.CHANGED]
    assert ProcedureCase.objects.count() == 3


def test_posted_parts_come_with_the_file_and_a_file_without_them_leaves_them() -> None:
    parts = {"order_of_doing": "Bước 1: nộp hồ sơ", "sets": 2, "result": "Giấy phép"}
    run(parts)
    version = ProcedureVersion.objects.get()
    assert {name: getattr(version, name) for name in parts} == parts and version.subjects == ""
    assert outcomes(run({})) == [Outcome.UNCHANGED]
    assert outcomes(run({"result": "Giấy phép có gắn chíp"})) == [Outcome.CHANGED]
    version.refresh_from_db()
    assert (version.result, version.sets) == ("Giấy phép có gắn chíp", 2)


def test_posted_parts_keep_their_lines_when_they_are_read_from_a_file(tmp_path: Path) -> None:
    head = "Mã TTHC,Tên thủ tục hành chính,Lĩnh vực,Hiệu lực từ,Trình tự thực hiện,Số bộ hồ sơ"
    body = '1.000948,Cấp giấy phép,Xây dựng,01/01/2016,"Bước 1:  nộp\r\n\nBước 2: nhận",2'
    file = tmp_path / "thu-tuc.csv"
    file.write_text(f"{head}\n{body}\n", encoding="utf-8")
    importer = ProceduresImporter()
    run_ = runs.begin(file, importer, runs.mapping_for(file, importer), by="lan", at=AT)
    runs.carry_on(run_, ProceduresImporter(), by="lan", clock=lambda: AT)
    version = ProcedureVersion.objects.get()
    assert (version.order_of_doing, version.sets) == ("Bước 1: nộp\nBước 2: nhận", 2)


def test_the_code_is_kept_apart_from_its_local_suffix() -> None:
    run({"code": "1.000948.000.00.00.H38"})
    procedure = Procedure.objects.get()
    assert (procedure.key, procedure.national_code, procedure.local_suffix) == (
        "1.000948",
        "1.000948",
        "000.00.00.H38",
    )


def test_a_procedure_without_a_code_is_known_by_its_name() -> None:
    assert outcomes(run({"code": None})) == [Outcome.NEW]
    assert outcomes(run({"code": None, "name": "CẤP GIẤY PHÉP", "since": date(2021, 1, 1)})) == [Outcome.NEW]
    assert Procedure.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "since", "until"),
    [
        pytest.param(
            {"since": None, "period": "A-2016-2020"}, date(2016, 1, 1), date(2021, 1, 1), id="a period"
        ),
        pytest.param({"since": None, "period": "B-2021+"}, date(2021, 1, 1), None, id="an open period"),
        pytest.param(
            {"last_day": date(2020, 12, 31)}, date(2016, 1, 1), date(2021, 1, 1), id="the last day counts"
        ),
        pytest.param(
            {"until": date(2020, 12, 31)}, date(2016, 1, 1), date(2020, 12, 31), id="ended from a day"
        ),
    ],
)
def test_when_a_version_holds(line: dict[str, Any], since: date, until: date | None) -> None:
    run(line)
    version = ProcedureVersion.objects.get()
    assert (version.since, version.until) == (since, until)


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        pytest.param({"since": None}, "Hiệu lực từ", "Thiếu ngày có hiệu lực", id="no day"),
        pytest.param(
            {"last_day": date(2015, 1, 1)}, "Hiệu lực đến", "trước khi có hiệu lực", id="ends before"
        ),
        pytest.param(
            {"legal_limit": "17 / 12 ngày"}, "Thời hạn theo quy định", "mỗi trường hợp một dòng", id="two"
        ),
        pytest.param({"legal_limit": "5"}, "Thời hạn theo quy định", "thiếu đơn vị", id="a bare number"),
        pytest.param({"legal_limit": "5 tuần"}, "Thời hạn theo quy định", "đơn vị", id="weeks are no unit"),
        pytest.param({"online_level": "mức 7"}, "Mức độ trực tuyến", "Không hiểu", id="no such level"),
        pytest.param({"settled_by": "Sở lạ"}, "Cơ quan giải quyết", "Không có đơn vị", id="unknown unit"),
    ],
)
def test_what_is_refused(line: dict[str, Any], field: str, words: str) -> None:
    (plan,) = run(line)
    assert plan.outcome is Outcome.REFUSED
    assert plan.problems[-1].field == field
    assert words in plan.problems[-1].message
    assert not ProcedureVersion.objects.exists()


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        pytest.param("high", "high", id="the lawbook's word"),
        pytest.param("Cao", "high", id="the word that screens show"),
        pytest.param("trung bình", "medium", id="another word for it"),
        pytest.param("thap", "low", id="without marks"),
        pytest.param("chắc chắn", None, id="no such word"),
    ],
)
def test_how_sure_a_procedure_is_reads_in_both_languages(
    tmp_path: Path, written: str, stored: str | None
) -> None:
    path = tmp_path / "thu-tuc.csv"
    path.write_text(
        f"Tên thủ tục hành chính,Lĩnh vực,Hiệu lực từ,Độ tin cậy\nCấp giấy phép,Xây dựng,01/01/2016,{written}\n",
        "utf-8",
    )
    importer = ProceduresImporter()
    mapping = runs.mapping_for(path, importer)
    if stored is None:
        (problem,) = runs.check(path, importer, mapping).problems
        assert "chọn một trong: cao; vừa; thấp" in problem.message and problem.line == 2
        return
    runs.carry_on(
        runs.begin(path, importer, mapping, by="lan", at=AT), ProceduresImporter(), by="lan", clock=lambda: AT
    )
    assert ProcedureVersion.objects.get().confidence == stored


def test_without_a_home_agency_every_row_is_refused(board: Unit) -> None:
    board.delete()
    (plan,) = run({})
    assert "Chưa khai báo cơ quan" in plan.problems[0].message


def test_two_rows_that_contradict_each_other() -> None:
    plans = run({"legal_limit": "5 ngày"}, {"legal_limit": "6 ngày"})
    assert outcomes(plans) == [Outcome.NEW, Outcome.REFUSED]


def test_a_correction_may_not_overlap_another_version(board: Unit) -> None:
    run({}, {"since": date(2021, 1, 1)})
    former = ProcedureVersion.objects.get(since=date(2016, 1, 1))
    with pytest.raises(actions.CannotChangeVersion, match="Trùng thời gian"):
        actions.correct(version=former, values={"until": date(2022, 1, 1)}, by="lan", at=AT)
    actions.post(version=former, place="web", on=date(2016, 2, 1), by="lan", at=AT)
    assert ProcedureVersion.objects.get(pk=former.pk).posted_web_on == date(2016, 2, 1)


def test_a_filter_by_units_marks_those_that_have_ended(client: Client, board: Unit) -> None:
    heir = Unit.objects.create(code="B2", kind="agency")
    UnitVersion.objects.create(unit=board, name="Ban cũ", since=date(2010, 1, 1), until=date(2025, 7, 1))
    UnitVersion.objects.create(unit=heir, name="Ban mới", since=date(2025, 7, 1))
    for unit in (board, heir):
        Procedure.objects.create(key=unit.code, settled_by=unit)
    client.force_login(get_user_model().objects.create(username="lan", full_name="Lan", role="reform"))
    page = client.get(reverse("procedures:procedure_list")).content.decode()
    narrowed = page.partition('id="loc-settled_by"')[2]
    assert ">Ban cũ (đến 30/06/2025)</option>" in narrowed and ">Ban mới</option>" in narrowed
