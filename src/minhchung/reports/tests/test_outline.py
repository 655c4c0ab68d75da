"""Outlines: what they name exists, every passage is written once, and headings are numbered as they stand."""

from __future__ import annotations

import pytest

from minhchung import lawbook
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.reports.composition import Block, Heading, PageBreak, Paragraph
from minhchung.reports.declared import KNOWN
from minhchung.reports.narrative import check_condition, check_edit
from minhchung.reports.outline import numbered, outline_of, passages

WINDOWS = ["2016..2020", "2021..2025", "2018", "2020", "2025", "2018-H1", "2025-H2", "2024-9M", "2016-Q1", "2019-Q3",
           "2026-Q1", "2026-05", "2025-07-01..2025-12-14"]  # fmt: skip


@pytest.mark.parametrize("label", WINDOWS)
def test_every_passage_can_be_filled_and_has_a_key_of_its_own(label: str) -> None:
    found = passages(window_named(label))
    assert len({passage.key for passage in found}) == len(found) > 20
    for passage in found:
        check_edit(passage.text, passage.text, KNOWN)
        assert passage.text or passage.hint, passage.key
        check_condition(passage.when, KNOWN)


@pytest.mark.parametrize("label", WINDOWS)
def test_every_item_is_of_one_kind_and_names_known_figures(label: str) -> None:
    kinds = {"heading", "key", "list", "table", "groups", "chart", "targets", "declared", "page_break"}
    for item in outline_of(window_named(label)).items:
        assert len(kinds & item.keys()) == 1, item
        for key in (*item.get("rows", ()), *([item["figure"]] if "figure" in item else [])):
            assert key in REGISTER
        check_condition(item.get("when", ""), KNOWN)


def test_the_programme_of_the_last_day_gives_the_headings() -> None:
    def headings(label: str) -> list[str]:
        return [item["text"] for item in outline_of(window_named(label)).items if item.get("heading") == 2]

    before, after = headings("2016..2020"), headings("2021..2025")
    assert "Hiện đại hóa hành chính" in before and "Cải cách chế độ công vụ" in after
    assert not {"Hiện đại hóa hành chính"} & set(after)
    assert all(rule.cites for rule in lawbook.history("reports.outline"))


WORDS = Paragraph(("lời",))


def lines(*blocks: Block) -> list[str]:
    return [block.line for block in numbered(blocks) if isinstance(block, Heading)]


def test_headings_are_numbered_as_they_stand() -> None:
    assert lines(
        Heading(1, "Phần"), Heading(2, "Mục"), WORDS, Heading(2, "Mục"), Heading(3, "Ý"), WORDS, Heading(3, "Ý"), WORDS,
        Heading(1, "Phần"), Heading(2, "Mục"), WORDS,
    ) == ["I. Phần", "1. Mục", "2. Mục", "a) Ý", "b) Ý", "II. Phần", "1. Mục"]  # fmt: skip


def test_a_heading_with_nothing_under_it_is_left_out() -> None:
    assert lines(
        Heading(1, "Có"), Heading(2, "rỗng"), Heading(2, "Có"), WORDS,
        Heading(1, "rỗng"), Heading(2, "rỗng"), Heading(3, "rỗng"), Heading(1, "Có"), WORDS,
        PageBreak(), Heading(1, "rỗng"),
    ) == ["I. Có", "1. Có", "II. Có"]  # fmt: skip
    assert numbered([Heading(1, "rỗng")]) == ()


def test_the_fifth_matter_follows_the_vietnamese_alphabet() -> None:
    matters = [block for _each in range(6) for block in (Heading(3, "ý"), WORDS)]
    assert [line[0] for line in lines(*matters)] == ["a", "b", "c", "d", "đ", "e"]
