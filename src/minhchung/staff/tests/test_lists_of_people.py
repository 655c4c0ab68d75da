"""Lists of people as agencies really keep them: birthdays by sex, degrees with their major, short words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from clock import NOW
from minhchung.config import importers
from minhchung.ground.intake import runs
from minhchung.ground.intake.cells import BadCell, Opened
from minhchung.ground.trail.queries import first_break
from minhchung.staff.layouts import PEOPLE
from minhchung.staff.models import Person, Qualification
from minhchung.staff.tests.cast import a_unit

HEADS = (
    "Số hiệu",
    "Họ và tên",
    "Nam",
    "Nữ",
    "Loại",
    "Đơn vị",
    "Ngày vào cơ quan",
    "Đảng viên",
    "Trình độ chuyên môn",
)


@pytest.mark.parametrize(
    ("written", "level", "rest"),
    [
        pytest.param("Cử nhân Luật", "ĐH", "Luật", id="a bachelor of law"),
        pytest.param("ThS. Kinh tế", "ThS", "Kinh tế", id="in short with a point"),
        pytest.param("Kỹ sư xây dựng", "ĐH", "xây dựng", id="an engineer"),
        pytest.param("Đại học (Kế toán)", "ĐH", "Kế toán", id="in brackets"),
        pytest.param("Cử nhân chính trị", "CNC", None, id="a level of politics is itself"),
        pytest.param("Trung cấp LLCT-HC", "TCC", "HC", id="politics in short is no trade"),
        pytest.param("Trung cấp chính trị", "TCC", None, id="nor in part"),
        pytest.param("Trung cấp kế toán", "TC", "kế toán", id="a trade"),
        pytest.param("Lớp 12", None, None, id="no level"),
    ],
)
def test_a_level_may_be_followed_by_its_major(written: str, level: str | None, rest: str | None) -> None:
    parse = PEOPLE.by_name["level"].parser()
    if level is None:
        with pytest.raises(BadCell, match="không có trong danh mục"):
            parse(written, lambda _note: None)
        return
    found = parse(written, lambda _note: None)
    assert found == level and (found.rest if isinstance(found, Opened) else None) == rest


def a_list(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "danh-sach.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("CBCC")
        sheet.merge_range("A1:I1", "DANH SÁCH CÁN BỘ, CÔNG CHỨC")
        sheet.merge_range("C2:D2", "Ngày, tháng, năm sinh")
        for place, head in enumerate(HEADS):
            sheet.write(2 if head in ("Nam", "Nữ") else 1, place, head)
        for line, row in enumerate(rows, 3):
            sheet.write_row(line, 0, row)
    return path


@pytest.mark.django_db
def test_a_list_with_birthdays_by_sex_is_taken_in_and_says_what_it_cannot_read(tmp_path: Path) -> None:
    a_unit("VP", "Văn phòng", home=True)
    path = a_list(
        tmp_path,
        ("T1", "Nguyễn Văn Thử", "12/03/1985", "", "CC", "Văn phòng", "01/09/2012", "x", "Cử nhân Luật"),
        (
            "T2",
            "Trần Thị Mẫu",
            "",
            "05/06/1990",
            "VC",
            "Văn phòng",
            "01/09/2015",
            "Đảng viên",
            "ThS. Kinh tế",
        ),
        ("T3", "Lê Thị Giả", "", "1992", "CC", "Văn phòng", "01/09/2015", "", ""),
        ("T4", "Phạm Hai", "01/01/1980", "01/01/1980", "CC", "Văn phòng", "01/09/2015", "", ""),
        ("T5", "Võ Không", "", "", "HĐLĐ", "Văn phòng", "01/09/2015", "", ""),
    )
    importer = importers.importer("people")
    mapping = runs.mapping_for(path, importer)
    checked = runs.check(path, importer, mapping, at=NOW)
    told = {(problem.line, problem.field): problem.message for problem in checked.problems}
    assert set(told) == {(6, "Ngày sinh của nữ"), (7, "Ngày sinh của nữ"), (8, "Giới tính")}
    assert "chỉ là năm" in told[6, "Ngày sinh của nữ"] and "cả ngày sinh" in told[7, "Ngày sinh của nữ"]
    run = runs.begin(path, importer, mapping, by="lan", at=NOW)
    runs.carry_on(run, importers.importer("people"), by="lan", clock=lambda: NOW)
    assert (run.new, run.refused) == (2, 3) and first_break() is None
    kept = Person.objects.order_by("staff_no").values_list("sex", "birth_on", "kind", "party_member")
    assert list(kept) == [
        ("male", date(1985, 3, 12), "civil_servant", True),
        ("female", date(1990, 6, 5), "public_employee", True),
    ]
    degrees = Qualification.objects.order_by("person__staff_no").values_list("level", "major")
    assert list(degrees) == [("ĐH", "Luật"), ("ThS", "Kinh tế")]
