"""Dossiers from sheets as clerks have them: what enters, what is refused and why, and what a second time changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from minhchung.dossiers import audit
from minhchung.dossiers.imports import DossiersImporter
from minhchung.dossiers.models import Dossier, Pause
from minhchung.dossiers.tests.cast import a_board, a_procedure
from minhchung.ground.intake import runs
from minhchung.ground.intake.models import ImportRun, RunState
from minhchung.ground.intake.queries import provenance_of
from minhchung.ground.trail.queries import first_break, story_of
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db

AT = datetime(2026, 8, 27, 8, 0)
HEADINGS = ["TT", "Số hồ sơ", "Mã TTHC", "Tên tổ chức, cá nhân", "Hình thức nộp", "Ngày nộp", "Ngày nhận hồ sơ",
            "Ngày yêu cầu bổ sung", "Ngày nhận bổ sung", "Ngày có kết quả", "Ngày trả", "Tình trạng"]  # fmt: skip
NAMES = ("code", "procedure", "applicant", "channel", "filed", "accepted", "asked", "taken", "ended", "returned",
         "state")  # fmt: skip


@pytest.fixture(autouse=True)
def version() -> ProcedureVersion:
    return a_procedure(a_board())


def a_row(number: int, **other: Any) -> list[Any]:
    """A row as the clerk wrote it: dates as text."""
    values = {
        "code": f"X77.15-260406-{number:04d}",
        "procedure": "1.000105",
        "applicant": f"Công ty TNHH số {number}",
        "channel": "Trực tiếp",
        "filed": "06/04/2026 08:00",
        "accepted": "06/04/2026 09:30",
        "ended": "10/04/2026",
        "returned": "13-4-26",
        **other,
    }
    return [number, *(values.get(name) for name in NAMES)]


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Writes a sheet of those rows under three title rows, with a total and a signature below."""

    def write(*rows: list[Any], name: str = "so-ho-so.xlsx") -> Path:
        book = openpyxl.Workbook()
        page = book.active
        page.title = "Sổ 2026"
        page.append(["BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP"])
        page.append(["SỔ THEO DÕI HỒ SƠ QUÝ II NĂM 2026"])
        page.append([])
        page.append(HEADINGS)
        for row in rows:
            page.append(row)
        page.append(["Tổng cộng", None, None, f"{len(rows)} hồ sơ"])
        place = tmp_path / name
        book.save(place)
        return place

    return write


def load(path: Path) -> ImportRun:
    mapping = runs.mapping_for(path, DossiersImporter())
    run = runs.begin(path, DossiersImporter(), mapping, by="an", at=AT)
    return runs.carry_on(run, DossiersImporter(), by="an", clock=lambda: AT)


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.new, run.changed, run.unchanged, run.refused


def test_a_clerks_sheet_enters_with_its_promise_its_story_and_its_line(sheet: Callable[..., Path]) -> None:
    run = load(sheet(a_row(1), a_row(2, ended="14/4/2026 10:00", returned=None)))
    assert counts(run) == (2, 0, 0, 0)
    first = Dossier.objects.get(code="X77.15-260406-0001")
    assert first.accepted_at == datetime(2026, 4, 6, 9, 30)
    assert first.promised_at == datetime(2026, 4, 13, 17, 30)
    assert (first.verdict, first.state, first.returned_at) == ("early", "10", datetime(2026, 4, 13))
    assert Dossier.objects.get(code="X77.15-260406-0002").verdict == "overdue"
    assert "Không tính ngày 06/04/2026" in first.explanation.steps
    (source,) = provenance_of("dossier", first.pk)
    assert (source.file, source.sheet, source.line) == ("so-ho-so.xlsx", "Sổ 2026", 5)
    assert [line.deed for line in story_of("dossiers", "dossier", first.pk)] == ["import_new"]


def test_the_same_file_twice_changes_nothing(sheet: Callable[..., Path]) -> None:
    path = sheet(
        a_row(1), a_row(2, asked="07/04/2026", taken="09/04/2026", ended="15/04/2026", returned=None)
    )
    load(path)
    before = list(Dossier.objects.order_by("id").values())
    assert counts(load(path)) == (0, 0, 2, 0)
    assert list(Dossier.objects.order_by("id").values()) == before
    assert Pause.objects.count() == 1


def test_a_mended_sheet_changes_what_it_mends_and_says_so(sheet: Callable[..., Path]) -> None:
    load(sheet(a_row(1)))
    assert counts(load(sheet(a_row(1, ended="13/04/2026 15:00"), name="sua.xlsx"))) == (0, 1, 0, 0)
    dossier = Dossier.objects.get()
    assert (dossier.ended_at, dossier.verdict) == (datetime(2026, 4, 13, 15), "on_time")
    told = story_of("dossiers", "dossier", dossier.pk)[-1]
    assert told.deed == "import_changed" and told.details["before"]["verdict"] == "early"
    assert first_break() is None


REFUSED = [
    pytest.param({"ended": "03/04/2026", "returned": None}, "trước ngày tiếp nhận", id="finished before received"),
    pytest.param({"accepted": "05/04/2026 09:00"}, "Ngày tiếp nhận trước ngày nộp", id="accepted before filed"),
    pytest.param({"returned": "08/04/2026"}, "Ngày trả kết quả trước", id="returned before it was there"),
    pytest.param({"procedure": "9.999999"}, "Không có thủ tục “9.999999”", id="unknown procedure"),
    pytest.param(
        {"filed": "02/01/2031", "accepted": "02/01/2031", "ended": None, "returned": None},
        "2031",
        id="a year without calendar",
    ),
    pytest.param({"accepted": "31/02/2026"}, "31/02/2026", id="a day that is none"),
    pytest.param({"accepted": None, "filed": None}, "ngày nộp hoặc ngày tiếp nhận", id="no date to begin with"),
    pytest.param({"state": "Đang xử lý"}, "đã có ngày kết thúc nhưng", id="ended, yet in progress"),
    pytest.param({"state": "Hỏng"}, "Không hiểu trạng thái “Hỏng”", id="a state nobody knows"),
    pytest.param({"channel": "Chim bồ câu"}, "Chim bồ câu", id="a channel nobody knows"),
    pytest.param({"asked": "07/04/2026"}, "chưa có ngày nhận bổ sung", id="done while a supplement was awaited"),
    pytest.param(
        {"state": "Chờ bổ sung", "ended": None, "returned": None},
        "thiếu ngày yêu cầu bổ sung",
        id="waiting since nobody knows when",
    ),
    pytest.param({"code": None}, "Mã hồ sơ", id="no code"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "said"), REFUSED)
def test_a_bad_row_is_refused_by_its_reason_and_the_good_ones_enter(
    sheet: Callable[..., Path], wrong: dict[str, Any], said: str
) -> None:
    run = load(sheet(a_row(1), a_row(2, **wrong), a_row(3)))
    assert counts(run) == (2, 0, 0, 1)
    problems = [each for each in run.problems.all() if each.line == 6]
    assert any(said in f"{each.field} {each.message} {each.raw}" for each in problems), [
        p.message for p in problems
    ]
    assert not list(audit.unequal_clocks()) and not list(audit.unreachable_states())


def test_a_code_twice_with_other_content_keeps_the_first_and_names_both(sheet: Callable[..., Path]) -> None:
    run = load(sheet(a_row(1), a_row(2), a_row(1, applicant="Công ty khác")))
    assert counts(run) == (2, 0, 0, 1)
    assert "đã có ở dòng 5" in run.problems.get().message
    assert Dossier.objects.get(code="X77.15-260406-0001").applicant_name == "Công ty TNHH số 1"


TWICE = [
    a_row(1, asked="07/04/2026 09:00", taken="08/04/2026 09:00", ended="22/04/2026 10:00", returned=None),
    a_row(1, asked="10/04/2026 09:00", taken="15/04/2026 09:00", ended="22/04/2026 10:00", returned=None),
]


@pytest.mark.parametrize("chunk", [1, 2, 1000])
def test_two_rows_of_one_dossier_are_two_requests_for_supplement(
    sheet: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(runs, "CHUNK", chunk)
    path = sheet(*TWICE, a_row(2))
    run = load(path)
    assert (run.new, run.refused) == (2, 0)
    dossier = Dossier.objects.get(code="X77.15-260406-0001")
    assert dossier.supplements == 2 and dossier.pauses.count() == 2
    assert dossier.due_at == datetime(2026, 4, 22, 17, 30), "five working days from the last supplement"
    assert dossier.verdict == "on_time"
    assert (load(path).changed, Pause.objects.count()) == (0, 2)
    assert not list(audit.unequal_clocks()) and not list(audit.unreachable_states())


def test_a_second_row_far_below_is_a_duplicate(sheet: Callable[..., Path]) -> None:
    assert counts(load(sheet(TWICE[0], a_row(2), TWICE[1]))) == (2, 0, 0, 1)
    assert Pause.objects.count() == 1


class Stopped(Exception):
    """The machine went off."""


def test_an_import_cut_between_chunks_goes_on_where_it_stopped(
    sheet: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "CHUNK", 2)
    path = sheet(*(a_row(number) for number in range(1, 8)))
    importer = DossiersImporter()
    run = runs.begin(path, importer, runs.mapping_for(path, importer), by="an", at=AT)

    def stop(done: int) -> None:
        if done >= 4:
            raise Stopped

    with pytest.raises(Stopped):
        runs.carry_on(run, importer, by="an", clock=lambda: AT, progress=stop)
    assert 0 < Dossier.objects.count() < 7
    again = runs.begin(path, DossiersImporter(), runs.mapping_for(path, DossiersImporter()), by="an", at=AT)
    assert again.pk == run.pk
    done = runs.carry_on(again, DossiersImporter(), by="an", clock=lambda: AT)
    assert (done.state, counts(done)) == (RunState.DONE, (7, 0, 0, 0))
    assert Dossier.objects.count() == 7 and first_break() is None


def test_text_in_an_old_font_is_converted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(a_row(1, applicant="C«ng ty TNHH ViÖt Nam"))
    book.active["D2"].font = Font(name=".VnTime")
    book.save(tmp_path / "cu.xlsx")
    assert counts(load(tmp_path / "cu.xlsx")) == (1, 0, 0, 0)
    dossier = Dossier.objects.get()
    assert (dossier.applicant_name, dossier.applicant_folded) == (
        "Công ty TNHH Việt Nam",
        "cong ty tnhh viet nam",
    )


def test_a_dry_run_writes_nothing(sheet: Callable[..., Path]) -> None:
    path = sheet(a_row(1), a_row(2, ended="01/01/2026"))
    found = runs.check(path, DossiersImporter(), runs.mapping_for(path, DossiersImporter()))
    assert (found.counts.new, found.counts.refused, Dossier.objects.count()) == (1, 1, 0)
