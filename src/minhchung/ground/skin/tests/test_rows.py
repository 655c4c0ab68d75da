"""The lines of tables: everything printed is escaped, and a line as long as its head."""

from __future__ import annotations

import pytest

from minhchung.ground.skin import rows
from minhchung.ground.skin.pieces import Badge, Cell, Column, Row, Table, Tone

BAD = '<b onclick="x">&'
ESCAPED = "&lt;b onclick=&quot;x&quot;&gt;&amp;"


@pytest.mark.parametrize(
    ("row", "times"),
    [
        pytest.param(Row((Cell("Mã"), Cell(BAD))), 1, id="the text of a cell"),
        pytest.param(Row((Cell("Mã"), Cell("a", sub=BAD))), 1, id="its quieter line"),
        pytest.param(Row((Cell("Mã"), Cell(BAD, url=BAD))), 2, id="a link and its words"),
        pytest.param(Row((Cell("Mã"), Cell(badge=Badge(BAD, Tone.LATE)))), 1, id="a badge"),
        pytest.param(Row((Cell(BAD, sub=BAD), Cell("a")), url=BAD), 3, id="the head of a line"),
        pytest.param(
            Row((Cell(BAD), Cell("a")), pick=BAD), 3, id="a box: value, label, and the head beside it"
        ),
    ],
)
def test_whatever_is_printed_is_escaped(row: Row, times: int) -> None:
    table = Table("Bảng", (Column("Mã"), Column("Tên")), (row,), picks="viec")
    told = rows.body(table)
    assert told.count(ESCAPED) == times and "<b" not in told


def test_labels_of_columns_are_escaped_on_every_line_and_in_the_total() -> None:
    line = Row((Cell("1"), Cell("2")))
    table = Table("Bảng", (Column("Mã"), Column(BAD)), (line, line), total=line, picks=BAD)
    assert rows.body(table).count(f'data-label="{ESCAPED}"') == 2
    assert rows.total(table).count(f'data-label="{ESCAPED}"') == 1


def test_a_line_of_another_length_than_the_head_is_an_error() -> None:
    table = Table("Bảng", (Column("Mã"), Column("Tên")), (Row((Cell("1"),)),))
    with pytest.raises(ValueError, match="shorter"):
        rows.body(table)


@pytest.mark.parametrize("url", ["", "/1/"])
def test_the_name_of_a_line_stands_as_its_column_does(url: str) -> None:
    columns = (Column("STT", number=True), Column("Tên"))
    told = rows.body(Table("Bảng", columns, (Row((Cell("1"), Cell("A")), url=url),)))
    assert '<th scope="row" class="num">' in told and '<td data-label="Tên">' in told
