"""Lists that are signed and published, held to golden files; what must be true of any four lists."""

from __future__ import annotations

import io
import os
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from minhchung.legislation import actions, lists_shown, printed, systematising
from minhchung.legislation.models import Review, Systematisation
from minhchung.legislation.tests.cast import DONE, a_decree, a_text

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).resolve().parents[4] / "tests" / "golden" / "lists"
D = date
AGENCY = "Ban Quản lý các khu công nghiệp"


def word(content):
    """Every paragraph and row in the order of the document."""
    lines = []
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if hasattr(block, "rows"):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines) + "\n"


def cells(content):
    """Every row of every sheet, with its cells apart."""
    lines = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        lines.append(f"[{sheet.title}]")
        for row in sheet.iter_rows(values_only=True):
            lines.append(" | ".join("" if cell is None else str(cell) for cell in row).rstrip(" |"))
    return "\n".join(lines) + "\n"


def hold(name, text):
    """Compare with a golden file; with GOLDEN=write in the environment it is written anew, for review."""
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_columns_of_a_printed_list_are_as_wide_as_they_have_to_say():
    line = systematising.Listed(
        "Đầu tư", "Quyết định", ("Quyết định", "1/2015/QĐ-UBND", "Quy định", "Hết hạn", "01/01/2020")
    )
    told = printed.PrintedList("A", "Danh mục A", systematising.HEADINGS["A"], (line,))
    content = printed.docx_of(printed.Paper(AGENCY, "Kết quả", "", (told,)), datetime(2024, 1, 1))
    table = Document(io.BytesIO(content)).tables[0]
    widths = [round(column.width.mm) for column in table.columns]
    assert widths == [round(cell.width.mm) for cell in table.rows[0].cells]
    assert widths[0] < widths[1] < widths[3] and abs(sum(widths) - 267) <= len(widths)


@pytest.fixture
def texts():
    """Texts of two fields in every standing at the end of 2023, and what happened to some in that year."""
    zones, invest = {"field": "Khu công nghiệp"}, {"field": "Đầu tư"}
    heir = a_text("9/2022/QĐ-UBND", D(2022, 6, 1), **zones)
    gone = a_text("1/2015/QĐ-UBND", D(2015, 5, 1), abstract="Quy định <ưu đãi> đầu tư & hỗ trợ", **invest)
    partly = a_text("2/2016/QĐ-UBND", D(2016, 5, 1), **zones)
    held = a_text("3/2017/QĐ-UBND", D(2017, 5, 1), **zones)
    pieces = a_text("4/2018/NQ-HĐND", D(2018, 5, 1), type="Nghị quyết", issuer="HĐND tỉnh Nam Sơn", **invest)
    again = a_text("5/2019/QĐ-UBND", D(2019, 5, 1), **zones)
    late = a_text("6/2020/QĐ-UBND", D(2020, 5, 1), **zones)
    decree = a_decree("7/2019/NĐ-CP", D(2019, 1, 1), **zones)
    a_text("8/2010/QĐ-UBND", D(2010, 5, 1), expired_on=D(2017, 1, 1), expiry_reason="Hết thời hạn", **zones)
    a_text("10/2023/QĐ-UBND", D(2023, 12, 25), effective_on=D(2024, 1, 5), **zones)
    a_text("11/2024/QĐ-UBND", D(2024, 5, 1), **zones)
    actions.relate(source=heir, kind="replaces", target=gone, **DONE)
    actions.relate(source=heir, kind="amends", target=partly, provisions="Điều 5; khoản 2 Điều 7", **DONE)
    stopped = {"cause": "stopped", "reason": "Quyết định 71/QĐ-UBND đình chỉ việc thi hành", **DONE}
    actions.suspend(document=held.pk, on=D(2023, 1, 1), **stopped)
    actions.suspend(document=pieces.pk, on=D(2023, 3, 1), provisions="Điều 4", **stopped)
    actions.suspend(document=again.pk, on=D(2023, 2, 1), **stopped)
    actions.resume(document=again.pk, on=D(2023, 9, 1), reason="Quyết định 88/QĐ-UBND", **DONE)
    actions.end(
        document=late.pk, on=D(2023, 7, 1), cause="repealed", reason="Quyết định 12/2023/QĐ-UBND", **DONE
    )
    actions.end(
        document=decree.pk, on=D(2023, 7, 1), cause="repealed", reason="Nghị định 1/2023/NĐ-CP", **DONE
    )
    for document, outcome, opinion in (
        (partly, "replace", "Điều 2 không còn phù hợp Luật Đầu tư"),
        (pieces, "repeal", "Đã có quy định của trung ương"),
    ):
        actions.save_review(
            Review(document=document, reviewed_on=D(2023, 9, 1), outcome=outcome, opinion=opinion,
                   responsible="Văn phòng", due_on=D(2024, 6, 30)), **DONE
        )  # fmt: skip
    Systematisation.objects.create(label="2014-2018", fixed_on=D(2018, 12, 31), published_on=D(2019, 2, 28))


@pytest.fixture
def period(texts):
    made = actions.open_period(label="2019-2023", by="lan", at=datetime(2024, 1, 8, 9))
    actions.draw_up(period=made.pk, by="lan", at=datetime(2024, 1, 10, 9))
    actions.publish_period(
        period=made.pk, on=D(2024, 2, 29), decision="Quyết định 225/QĐ-UBND ngày 29/02/2024", by="lan",
        at=datetime(2024, 2, 29, 9),
    )  # fmt: skip
    return Systematisation.objects.get(pk=made.pk)


@pytest.mark.parametrize(("kind", "told"), [("docx", word), ("xlsx", cells)])
def test_the_four_lists_say_what_the_golden_file_says(kind, told, period):
    paper = lists_shown.period_paper(period, AGENCY)
    content = getattr(printed, f"{kind}_of")(paper, period.drawn_at)
    hold(f"period.{kind}.txt", told(content))


@pytest.mark.parametrize(("kind", "told"), [("docx", word), ("xlsx", cells)])
def test_the_yearly_list_says_what_the_golden_file_says(kind, told, texts):
    content = getattr(printed, f"{kind}_of")(lists_shown.expired_paper(2023, AGENCY), datetime(2023, 12, 31))
    hold(f"year.{kind}.txt", told(content))


def test_a_and_c_part_the_documents_and_b_lies_in_c(period):
    """Of the rows that are kept, and of the cells that are printed."""
    rows = {
        letter: set(period.entries.filter(listing=letter).values_list("document", flat=True))
        for letter in "ABCD"
    }
    lines = {each.letter: {line.cells[1] for line in each.lines} for each in lists_shown.lists_of(period)}
    for placed in (rows, lines):
        assert all(placed.values()), "no list is empty, or nothing is shown"
        assert not placed["A"] & placed["C"]
        assert placed["B"] <= placed["C"]
        assert placed["D"] <= placed["A"] | placed["C"]
    assert {letter: len(found) for letter, found in rows.items()} == {
        letter: len(found) for letter, found in lines.items()
    }


def test_what_was_held_back_and_came_into_force_again_is_in_no_yearly_list(texts):
    whole, parts = systematising.expired_in(2023)
    codes = {each.cells[1].partition(";")[0] for each in (*whole, *parts)}
    assert codes == {"3/2017/QĐ-UBND", "6/2020/QĐ-UBND", "4/2018/NQ-HĐND"}
    assert {each.cells[1].partition(";")[0] for each in whole} == {"3/2017/QĐ-UBND", "6/2020/QĐ-UBND"}
