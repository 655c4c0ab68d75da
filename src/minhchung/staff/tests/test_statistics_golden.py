"""The table of 31/12 as people get it, held to the golden files; in these every block sums to the total."""

from __future__ import annotations

import io
import os
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from minhchung.staff import statistics_word
from minhchung.staff.statistics import statistics
from minhchung.staff.tests.test_statistics import DAY, board

__all__ = ["board"]
pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).resolve().parents[4] / "tests" / "golden" / "staff"
WORKBOOK, WORD = GOLDEN / "statistics.xlsx.txt", GOLDEN / "statistics.docx.txt"


def held(path: Path, told: str) -> None:
    """Compare with a golden file; with GOLDEN=write in the environment it is written anew, for review."""
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def test_the_workbook_says_what_the_golden_file_says(board, client, django_user_model):
    """A heading and its numbers on one line: columns go down, units across."""
    client.force_login(django_user_model.objects.create(username="an", full_name="An", role="clerk"))
    answer = client.get(f"/nhan-su/thong-ke/xlsx/?ngay={DAY:%d/%m/%Y}")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    lines = ["\t".join(str(cell) for cell in column) for column in sheet.iter_cols(values_only=True)]
    held(WORKBOOK, "\n".join([sheet.title, *lines]) + "\n")


def test_the_word_file_says_what_the_golden_file_says(board):
    content = statistics_word.docx_of(statistics(DAY), "Ban Quản lý", datetime(2026, 1, 5, 8))
    document = Document(io.BytesIO(content))
    tables = iter(document.tables)
    lines = []
    for paragraph in document.paragraphs:
        lines.append(paragraph.text)
        if paragraph.text[:1].isdigit():
            lines.extend("\t".join(cell.text for cell in row.cells) for row in next(tables).rows)
    assert next(tables, None) is None, "a table under each heading"
    held(WORD, "\n".join(lines) + "\n")


def test_in_the_workbook_every_block_sums_to_the_people_present():
    title, units, assigned, present, *rest = [
        line.split("\t") for line in WORKBOOK.read_text(encoding="utf-8").splitlines()
    ]
    assert (title, units[1], assigned[1]) == (["Thống kê đội ngũ"], "Tổng số", "5")
    blocks: dict[str, list[list[int]]] = {}
    for heading, *numbers in rest:
        blocks.setdefault(heading.partition(": ")[0], []).append([int(number) for number in numbers])
    people = [int(number) for number in present[1:]]
    assert len(blocks) > 7
    for block, columns in blocks.items():
        assert [sum(numbers) for numbers in zip(*columns, strict=True)] == people, block
    assert people[0] == sum(people[1:]), "the whole is its units"


def test_in_the_word_file_every_row_sums_to_its_total_and_the_last_to_the_units():
    blocks: list[list[list[str]]] = []
    for line in WORD.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 1 and cells[0] == "Đơn vị":
            blocks.append([])
        elif len(cells) > 1:
            blocks[-1].append(cells)
    assert len(blocks) > 7
    for rows in blocks:
        numbers = [[int(cell) for cell in cells[1:]] for cells in rows]
        assert all(sum(row[1:]) == row[0] for row in numbers), rows
        assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1], rows
    assert {tuple(rows[-1][:2]) for rows in blocks} == {("Tổng số", "4")}, "one total in all of them"
