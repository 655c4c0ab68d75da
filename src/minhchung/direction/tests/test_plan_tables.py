"""Plans as they come in Word and Excel: every line becomes something, what cannot be read stays word for word."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from docx import Document

from clock import TODAY
from minhchung.config.demo.plans import write_table
from minhchung.direction import actions, annex_word
from minhchung.direction.actions import Refusal
from minhchung.direction.models import Plan, PlanTask, TaskHolding
from minhchung.direction.plan_grids import CannotReadTable
from minhchung.direction.plan_tables import Known, Line, read_file
from minhchung.direction.tests.cast import AT, a_plan, a_task, a_unit
from minhchung.direction.units import Units
from minhchung.dossiers.models import Posting
from minhchung.ground.accounts.models import User

GOLDEN = Path(__file__).resolve().parents[4] / "tests" / "golden" / "plans"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "parts"),
    [
        pytest.param("Văn phòng; Phòng A", ["Văn phòng", "Phòng A"], id="a semicolon"),
        pytest.param("- Văn phòng\n- Phòng A", ["Văn phòng", "Phòng A"], id="dashes on lines"),
        pytest.param("Văn phòng, Phòng B, C và D", ["Văn phòng", "Phòng B, C và D"], id="a name with a comma stays whole"),
        pytest.param("Các phòng, đơn vị", ["Các phòng, đơn vị"], id="what is no unit is left as it is"),
    ],
)  # fmt: skip
def test_several_units_in_one_cell(words: str, parts: list[str]) -> None:
    for code, name in (("P1", "Văn phòng"), ("P2", "Phòng A"), ("P3", "Phòng B, C và D")):
        a_unit(code, name)
    assert list(Units().parts(words)) == parts


@pytest.fixture
def word(db: None, tmp_path: Path) -> tuple[Line, ...]:
    for code, name in (
        ("P1", "Văn phòng Ban Quản lý các khu công nghiệp"),
        ("P2", "Phòng Đầu tư, Doanh nghiệp và Lao động"),
    ):
        a_unit(code, name)
    write_table(tmp_path / "ke-hoach.docx")
    return read_file(tmp_path / "ke-hoach.docx", year=2027, known=Known.on(TODAY))


def tasks_of(lines: Any) -> dict[str, Line]:
    return {each.task["number"]: each for each in lines if each.task is not None}


def test_a_word_table_loses_no_line_and_says_what_it_could_not_read(word: tuple[Line, ...]) -> None:
    assert [each.kind for each in word] == [
        "header", "head", "task", "task", "task", "head", "task", "task", "head", "task", "task",
    ]  # fmt: skip
    found = tasks_of(word)
    assert set(found) == {"1", "2", "3", "II.1", "II.2", "III.1", "III.2"}
    assert found["1"].task["due_on"] == "2027-12-30" and found["2"].task["budget"] == 15_000_000
    assert found["3"].task["lead_unit"] == "Văn phòng Ban Quản lý các khu công nghiệp"
    assert found["3"].task["support_units"] == "Phòng Đầu tư, Doanh nghiệp và Lao động"
    assert any("2 đơn vị" in each for each in found["3"].remarks)
    assert (
        found["II.2"].task["product_count"] == 4
        and found["II.2"].task["budget_source"] == "Trong dự toán giao"
    )
    assert (found["III.1"].task["due_kind"], found["III.1"].task["due_words"]) == (
        "other",
        "theo kế hoạch của tỉnh",
    )
    assert any("không phải ngày có thật" in each for each in found["III.2"].remarks)
    assert any("không ghi sản phẩm" in each for each in found["III.2"].remarks)
    assert {found["II.1"].task["head"], found["III.1"].task["head"]} == {"procedures", "modernisation"}


def test_its_tasks_come_into_a_draft_once(word: tuple[Line, ...]) -> None:
    told = {"by": "an", "at": AT}
    table = actions.keep_table(year=2027, issuer="Ban", name="a.docx", digest="0" * 64, lines=word, **told)
    assert PlanTask.objects.count() == 0
    assert actions.take_table(table=table.pk, **told) == 7
    with pytest.raises(Refusal, match="đã được đưa vào"):
        actions.take_table(table=table.pk, **told)
    task = PlanTask.objects.get(number="II.1")
    assert (task.due_on, task.due_words, task.in_original) == (date(2027, 6, 29), "trước 30/6", True)
    assert task.lead is not None and task.supports.count() == 2
    with pytest.raises(Refusal, match=r"III\.2"):
        actions.issue_plan(plan=task.plan_id, decision="1/KH", issued_on=AT.date(), **told)
    again = actions.keep_table(year=2027, issuer="Ban", name="b.docx", digest="1" * 64, lines=word, **told)
    assert again.plan_id == task.plan_id and actions.take_table(table=again.pk, **told) == 7
    assert Plan.objects.count() == 1 and PlanTask.objects.filter(number="1 (2)").exists()


def test_an_excel_table_with_cells_merged_down_and_headings_in_two_lines(db: None, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Phụ lục")
        sheet.merge_range("A1:G1", "PHỤ LỤC KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH")
        for column, words in enumerate(("STT", "Nhiệm vụ chung", "Nhiệm vụ cụ thể", "Sản phẩm")):
            sheet.merge_range(2, column, 3, column, words)
        sheet.merge_range("E3:F3", "Cơ quan thực hiện")
        sheet.write_row("E4", ["Chủ trì", "Phối hợp"])
        sheet.merge_range("G3:G4", "Thời gian")
        sheet.write_row("A5", ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"])
        sheet.merge_range("B6:B8", "Cải cách tài chính công")
        sheet.write_row("A6", [1])
        sheet.write_row("C6", ["Sửa quy chế", "Quy chế", "Văn phòng", "", "Quý I"])
        sheet.merge_range("A7:A8", 2)
        sheet.merge_range("C7:C8", "Báo cáo giải ngân")
        sheet.write_row("D7", ["Báo cáo 6 tháng", "Văn phòng", "", "30/6"])
        sheet.write_row("D8", ["Báo cáo năm", "Văn phòng", "", "30/12"])
        sheet.write_row("A9", ["", "Tổng cộng", "3 nhiệm vụ"])
        sheet.write_row("B11", ["Người lập biểu"])
    lines = read_file(path, year=2026, known=Known.on(TODAY))
    kinds = {each.line: each.kind for each in lines}
    assert (kinds[1], kinds[3], kinds[4], kinds[5]) == ("title", "header", "header", "header")
    assert [kinds[line] for line in (6, 7, 8, 9)] == ["task", "task", "task", "note"]
    found = tasks_of(lines)
    assert [each.task["product"] for each in found.values()] == ["Quy chế", "Báo cáo 6 tháng", "Báo cáo năm"]
    assert {each.task["head"] for each in found.values()} == {"finance"}
    third = list(found.values())[2]
    assert third.task["title"] == "Báo cáo giải ngân" and any("gộp" in each for each in third.remarks)
    assert kinds[11] == "note"


@pytest.mark.parametrize(
    ("number", "after", "kind"),
    [
        pytest.param("2", "3", "task", id="between tasks with numbers a bare title is a task"),
        pytest.param("2", None, "task", id="so is one at the end"),
        pytest.param("2", "2.1", "group", id="before its own parts it names them"),
        pytest.param("2", "-", "group", id="before dashes too"),
        pytest.param("2", "", "group", id="before lines without numbers too"),
        pytest.param("A", "1", "group", id="a letter numbers no task"),
    ],
)
def test_a_line_with_nothing_but_a_title(
    db: None, tmp_path: Path, number: str, after: str | None, kind: str
) -> None:
    path = tmp_path / "ke-hoach.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Phụ lục")
        sheet.write_row("A1", ["STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Thời gian"])
        sheet.write_row("A2", ["1", "Ban hành kế hoạch", "Kế hoạch", "Văn phòng", "Quý I"])
        sheet.write_row("A3", [number, "Niêm yết thủ tục"])
        if after is not None:
            sheet.write_row("A4", [after, "Báo cáo năm", "Báo cáo", "Văn phòng", "Quý IV"])
    lines = {each.line: each for each in read_file(path, year=2026, known=Known.on(TODAY))}
    assert lines[3].kind == kind
    if kind == "task":
        assert lines[3].task is not None and lines[3].task["title"] == "Niêm yết thủ tục"
        assert any("không ghi sản phẩm" in each for each in lines[3].remarks)


@pytest.mark.parametrize("what", ["no zip", "no table", "a workbook of other things"])
def test_what_holds_no_plan_is_refused_with_a_sentence(db: None, tmp_path: Path, what: str) -> None:
    path = tmp_path / "a"
    if what == "no zip":
        path.write_bytes(b"%PDF-1.4")
    elif what == "no table":
        Document().save(str(path))
    else:
        with xlsxwriter.Workbook(str(path)) as book:
            book.add_worksheet("x").write_row("A1", ["Họ tên", "Ngày sinh"])
    with pytest.raises(CannotReadTable):
        read_file(path, year=2026, known=Known.on(TODAY))


ASKED = ["STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian", "Kinh phí"]


def read_rows(folder: Path, *rows: Sequence[str]) -> tuple[Line, ...]:
    path = folder / "ke-hoach.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Phụ lục")
        for place, row in enumerate((ASKED, *rows)):
            sheet.write_row(place, 0, row)
    return read_file(path, year=2026, known=Known.on(TODAY))


def test_lines_without_a_number_are_parts_of_the_task_above_and_take_no_number_of_others(
    db: None, tmp_path: Path
) -> None:
    lines = read_rows(
        tmp_path,
        ("5", "Thay thế quyết định", "Quyết định", "Văn phòng", "", "Quý III", ""),
        ("", "- Khảo sát", "Báo cáo", "", "", "Tháng 3", ""),
        ("-", "Lấy ý kiến", "Dự thảo", "", "", "Tháng 5", ""),
        ("a)", "Đăng tải", "Bài", "", "", "Tháng 6", ""),
        ("6", "Rà soát thủ tục", "Phương án", "Văn phòng", "", "15/8", ""),
        ("", "Công bố", "Quyết định", "Văn phòng", "", "15/9", ""),
    )
    found = tasks_of(lines)
    assert list(found) == ["5", "5.1", "5.2", "5.a", "6", "6.1"]
    assert found["5.1"].task["title"] == "Khảo sát"
    assert [each.task["lead_unit"] for each in found.values()] == ["Văn phòng"] * 6
    assert "đơn vị chủ trì lấy của nhiệm vụ có phần này" in found["5.a"].remarks
    renumbered = [each for line in lines for each in line.remarks if "đánh số" in each]
    assert renumbered == [
        "đánh số 5.1", "đánh số 5.2 (trong bảng: -)", "đánh số 5.a (trong bảng: a))", "đánh số 6.1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("product", "due", "count"),
    [
        pytest.param("04 tin, bài/năm", "Thường xuyên", 4, id="a number before the product"),
        pytest.param("01 báo cáo/quý", "Thường xuyên", 4, id="one each quarter"),
        pytest.param("02 cuộc", "Quý IV", 2, id="of a task with a day"),
        pytest.param("01 Kế hoạch", "Quý I", None, id="one is the rule"),
        pytest.param("100% kết quả", "Trong năm", None, id="a share is no number of products"),
        pytest.param("3 báo cáo", "Hằng quý", 4, id="how often stands before how many"),
    ],
)
def test_products_are_counted_as_the_table_tells(
    db: None, tmp_path: Path, product: str, due: str, count: int | None
) -> None:
    (_head, line) = read_rows(tmp_path, ("1", "Tuyên truyền", product, "Văn phòng", "", due, "1,5 tr"))
    assert (line.task["product_count"], line.task["budget"]) == (count, 1_500_000)
    assert any("cần số sản phẩm" in each for each in line.remarks) is False


def test_a_task_that_stands_twice_says_so(db: None, tmp_path: Path) -> None:
    row = ("Ký số 100 %", "Báo cáo", "Văn phòng", "", "Trong năm", "")
    lines = read_rows(tmp_path, ("1", *row), ("2", *row), ("3", "Ký số", *row[1:]))
    said = [each for line in lines for each in line.remarks if "trùng" in each]
    assert said == ["trùng với nhiệm vụ 1: nếu ghi hai lần thì bỏ một khỏi dự thảo"]


def test_units_in_short_are_written_out_where_they_mean_one_unit_of_the_day(db: None, tmp_path: Path) -> None:
    for code, name in (
        ("P1", "Văn phòng Ban Quản lý các khu công nghiệp"),
        ("P2", "Phòng Đầu tư, Doanh nghiệp và Lao động"),
        ("P3", "Phòng Quy hoạch, Xây dựng"),
    ):
        a_unit(code, name)
    gone = a_unit("P0", "Văn phòng Ban Quản lý cũ")
    gone.versions.update(until=date(2025, 7, 1))
    lines = read_rows(
        tmp_path,
        ("1", "Kế hoạch", "Kế hoạch", "VP Ban", "P. Đầu tư; Phòng; Các phòng", "Quý I", ""),
        ("2", "Báo cáo", "Báo cáo", "Văn phòng (Pháp chế)", "VP Ban", "Quý I", ""),
    )
    task, second = tasks_of(lines).values()
    assert second.task["lead_unit"] == task.task["lead_unit"] and not any(
        "VP Ban" in each for each in second.remarks
    )
    assert task.task["lead_unit"] == "Văn phòng Ban Quản lý các khu công nghiệp"
    assert task.task["support_units"] == "Phòng Đầu tư, Doanh nghiệp và Lao động; Phòng; Các phòng"
    assert "“VP Ban” hiểu là “Văn phòng Ban Quản lý các khu công nghiệp”" in task.remarks
    assert "chưa có trong sổ đơn vị: Phòng; Các phòng" in task.remarks


@pytest.fixture
def annex(db: None) -> bytes:
    plan = a_plan(
        issued_on=date(2026, 2, 5), decision="26/KH-BQL", issuer="Ban Quản lý khu công nghiệp <Nam> & Sơn"
    )
    a_task(plan, "1", head="modernisation", title="Số hóa\x0b kết quả", support_units="Phòng A; Phòng B")
    a_task(
        plan,
        "2",
        head="direction",
        due_kind="regular",
        due_on=None,
        due_words="Thường xuyên",
        product_count=4,
    )
    a_task(plan, "3", budget=15_000_000, budget_source="Trong dự toán", due_words="")
    a_task(plan, "4", dropped_on=date(2026, 3, 1), changed_by="9/QĐ")
    rows = annex_word.rows_of(plan, plan.tasks.order_by("id"))
    return annex_word.docx_of(plan, rows, at=AT)


def test_the_annex_says_what_the_golden_file_says(annex: bytes, tmp_path: Path) -> None:
    path = tmp_path / "annex.docx"
    path.write_bytes(annex)
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    golden = GOLDEN / "annex.document.xml"
    told = body.replace("<w:p>", "\n<w:p>").replace("<w:tr>", "\n<w:tr>").replace("<w:sectPr", "\n<w:sectPr")
    if os.environ.get("GOLDEN") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_what_was_exported_is_read_back_word_for_word(annex: bytes, tmp_path: Path) -> None:
    path = tmp_path / "annex.docx"
    path.write_bytes(annex)
    found = tasks_of(read_file(path, year=2026, known=Known.on(TODAY)))
    assert [each.task["head"] for each in found.values()] == ["direction", "procedures", "modernisation"]
    assert found["3"].task["budget_source"] == "15.000.000 đồng Trong dự toán"
    assert found["1"].task["due_words"] == "Quý II" and found["3"].task["due_on"] == "2026-06-30"


def test_a_table_names_who_does_it_and_says_whom_it_could_not_find(db: None, tmp_path: Path) -> None:
    office = a_unit("P1", "Văn phòng")
    other = a_unit("P2", "Phòng A")
    for username, name, unit in (
        ("lan", "Trần Thị Lan", office),
        ("hoa1", "Lê Thị Hoa", office),
        ("hoa2", "Lê Thị Hòa", office),
        ("minh", "Vũ Minh", other),
    ):
        user = User.objects.create(username=username, full_name=name, role="specialist")
        Posting.objects.create(user=user, unit=unit)
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    rows = [("STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Người thực hiện", "Thời hạn")]
    for number, who in enumerate(("trần thị lan", "LAN", "Lê Thị Hoa", "Vũ Minh", "Ông A", ""), 1):
        rows.append((str(number), f"Việc {number}", "Báo cáo", "Văn phòng", who, "Quý II"))
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    lines = read_file(tmp_path / "a.xlsx", year=2026, known=Known.on(TODAY))
    found = tasks_of(lines)
    lan = User.objects.get(username="lan")
    assert [found[str(number)].task.get("holder") for number in range(1, 7)] == [
        lan.pk,
        lan.pk,
        None,
        None,
        None,
        None,
    ]
    for number, says in (("3", "trùng tên"), ("4", "không thuộc"), ("5", "“Ông A” chưa có tài khoản")):
        assert any(says in each for each in found[number].remarks), number
    assert not any("thực hiện" in each for each in found["6"].remarks)
    kept = actions.keep_table(
        year=2026, issuer="Ban", name="a.xlsx", digest="0" * 64, lines=lines, by="an", at=AT
    )
    actions.take_table(table=kept.pk, by="an", at=AT)
    held = TaskHolding.objects.order_by("task").values_list("task__number", "user", "since_on", "set_by")
    assert list(held) == [("1", lan.pk, AT.date(), "an"), ("2", lan.pk, AT.date(), "an")]
