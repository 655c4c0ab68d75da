"""Rows written in the plainest way are read by a short cut: they must say what the long way says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.ground.intake.raw import Damaged, IntakeError, RawRow
from minhchung.ground.intake.sheet import open_book
from minhchung.ground.intake.tests.sheets import a_raw_workbook

_CELLS = (
    '<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>',
    '<c r="{ref}" t="inlineStr"><is><t xml:space="preserve"> {text} </t></is></c>',
    '<c r="{ref}" t="inlineStr"><is><r><t>{text}</t></r><r><t>2</t></r></is></c>',
    '<c r="{ref}" t="str"><f>A1</f><v>{text}</v></c>',
    '<c r="{ref}" t="str"><v>{text}</v></c>',
    '<c r="{ref}"><v>12.5</v></c>',
    '<c r="{ref}" s="0" t="n"><v>7</v></c>',
    '<c r="{ref}" t="b"><v>1</v></c>',
    '<c r="{ref}" t="e"><v>#N/A</v></c>',
    '<c r="{ref}" t="e"/>',
    '<c r="{ref}" s="0"/>',
    '<c r="{ref}"></c>',
    '<c r="{ref}"><f>B2</f></c>',
    '<c r="{ref}" t="d"><v>2026-08-27T08:00:00</v></c>',
    '<c><v>3</v></c>',
    "<!-- <c r='A9'/></row> -->",
)  # fmt: skip
_TEXTS = st.sampled_from(
    ["Nguyễn Văn An", "A &amp; B", "x", "", " ", "_x0041_", "&#272;", "dòng\nhai", "dòng\r\nhai"]
)
_ROW = st.tuples(
    st.sampled_from(["", ' spans="1:3"', ' ht="15" customHeight="1"']),
    st.lists(st.tuples(st.sampled_from(_CELLS), st.sampled_from("ABCDZ"), _TEXTS), max_size=5),
    st.sampled_from(
        ["", "", " ", "\n", "<!-- <row r='1'></row> -->", "<!-- </row>-->", "<![CDATA[</row>]]>"]
    ),
)


def _rows(path: Path) -> list[RawRow] | str:
    try:
        with open_book(path) as book:
            return list(book.sheet().rows())
    except IntakeError as refused:
        return type(refused).__name__


def _sheet(rows: list[tuple[str, list[tuple[str, str, str]], str]], begin: str = "<sheetData>") -> str:
    lines = [
        f'<row r="{line}"{looks}>'
        + "".join(cell.format(ref=f"{column}{line}", text=text) for cell, column, text in cells)
        + f"</row>{after}"
        for line, (looks, cells, after) in enumerate(rows, start=1)
    ]
    return f"<worksheet>{begin}{''.join(lines)}</sheetData></worksheet>"


@given(rows=st.lists(_ROW, max_size=8))
def test_the_short_cut_reads_what_the_parser_reads(tmp_path_factory: pytest.TempPathFactory, rows) -> None:
    folder = tmp_path_factory.mktemp("rows")
    plain, long = folder / "plain.xlsx", folder / "long.xlsx"
    a_raw_workbook(plain, _sheet(rows))
    # An attribute of a row that no plain row has: every row goes the long way.
    a_raw_workbook(long, _sheet([(f"{looks} note='1'", *rest) for looks, *rest in rows]))
    assert _rows(plain) == _rows(long)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param('<row r="2"></row><row r="1"></row>', id="lines out of order"),
        pytest.param('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', id="a column outside the sheet"),
        pytest.param('<row r="1"><c r="A1"><v>x</v></c></row>', id="a number that is none"),
        pytest.param('<row r="1"><c r="A1"><v>1</v></row>', id="a cell that does not close"),
        pytest.param('<row r="1"><c r="A1" t="str"><v>\x02</v></c></row>', id="a forbidden character"),
        pytest.param('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', id="a string that is not there"),
    ],
)
def test_damage_in_a_plain_row_is_told(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "a.xlsx"
    a_raw_workbook(path, f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    with pytest.raises(Damaged), open_book(path) as book:
        list(book.sheet().rows())


def test_rows_over_many_blocks_all_come(tmp_path: Path) -> None:
    long = "ấ" * 70_000
    texts = [long if line % 50 == 0 else "ngắn" for line in range(1, 201)]
    rows = [
        ("", [('<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>', "A", text)], "") for text in texts
    ]
    path = tmp_path / "a.xlsx"
    a_raw_workbook(path, _sheet(rows))
    found = _rows(path)
    assert isinstance(found, list)
    assert [row.cells[0] for row in found] == texts
    assert [row.line for row in found] == list(range(1, 201))
