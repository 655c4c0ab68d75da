"""Charts: the drawing and its table tell the same numbers, and anyone can read either."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.ground.skin.charts import (
    Bars,
    CannotDraw,
    Histogram,
    Lines,
    Rate,
    Rows,
    Series,
    StackedBars,
    svg_to_png,
    to_svg,
    to_table,
)
from minhchung.ground.skin.charts.text import balanced, width, wrapped
from minhchung.ground.skin.samples import gallery_context
from minhchung.rules.rounding import printed_number

NS = "{http://www.w3.org/2000/svg}"
SAMPLES = [chart for _, chart in gallery_context()["charts"]]
KINDS = (Bars, StackedBars, Lines, Rows, Histogram)


def one(kind, values, categories=None):
    categories = categories or tuple(str(2016 + number) for number in range(len(values)))
    return kind("Hồ sơ", "Theo năm.", categories, (Series("Tiếp nhận", tuple(values)),), "hồ sơ", "Năm")


def drawn(chart, **options):
    return ET.fromstring(to_svg(chart, **options))


def marks(root):
    """What the bars and points say of themselves."""
    return [
        title.text
        for element in root.iter()
        if element.tag != f"{NS}svg"
        for title in element.findall(f"{NS}title")
    ]


def bars(root):
    return [element for element in root.iter(f"{NS}rect") if element.find(f"{NS}title") is not None]


@pytest.mark.parametrize("size", [340, 560, 900])
@pytest.mark.parametrize("chart", SAMPLES, ids=lambda chart: chart.title)
class TestEveryChart:
    def test_it_is_valid_xml_with_a_title_and_a_description(self, chart, size):
        root = drawn(chart, width=size)
        assert root.get("role") == "img"
        assert root.find(f"{NS}title").text == chart.title
        assert root.find(f"{NS}desc").text.startswith(chart.description.rstrip("."))
        named = {element.get("id") for element in root.iter() if element.get("id")}
        assert set(root.get("aria-labelledby").split()) <= named

    def test_every_number_of_the_table_is_said_by_a_mark(self, chart, size):
        said = marks(drawn(chart, width=size))
        for row in to_table(chart).rows:
            category, *numbers = (cell.text for cell in row.cells)
            for series, number in zip(chart.series, numbers, strict=False):
                who = f"{category}, {series.name}" if len(chart.series) > 1 else category
                wanted = f"{who}: {number} {chart.unit}".strip()
                assert wanted in said or number in {"0", "không phát sinh"}

    def test_no_text_leaves_the_drawing(self, chart, size):
        root = drawn(chart, width=size)
        wide, high = (float(part) for part in root.get("viewBox").split()[2:])
        for text in root.iter(f"{NS}text"):
            length, x = width(text.text, 14), float(text.get("x"))
            start = x - {"start": 0, "middle": length / 2, "end": length}[text.get("text-anchor")]
            assert start >= -1
            assert start + length <= wide + 1
            assert 10 <= float(text.get("y")) <= high

    def test_it_needs_no_style_that_a_strict_policy_blocks(self, chart, size):
        assert not re.search(
            r'style=|<style|<script|https?://(?!www\.w3\.org/2000/svg")', to_svg(chart, width=size)
        )

    def test_it_is_the_same_every_time(self, chart, size):
        assert to_svg(chart, width=size) == to_svg(chart, width=size)


def test_bars_start_from_zero_and_are_as_high_as_their_numbers():
    heights = [float(bar.get("height")) for bar in bars(drawn(one(Bars, (10, 20, 40))))]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert heights[2] == pytest.approx(4 * heights[0], abs=0.2)


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=24).filter(any))
def test_heights_are_in_proportion_for_any_numbers(values):
    found = [float(bar.get("height")) for bar in bars(drawn(one(Bars, values)))]
    scale = max(found) / max(values)
    assert found == pytest.approx([value * scale for value in values], abs=0.2)


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=12))
def test_a_stack_adds_up_in_the_table(pairs):
    names = tuple(f"N{number}" for number in range(len(pairs)))
    first, second = zip(*pairs, strict=True)
    chart = StackedBars("T", "D.", names, (Series("a", first), Series("b", second)))
    assert [row.cells[-1].text for row in to_table(chart).rows] == [printed_number(a + b) for a, b in pairs]
    ET.fromstring(to_svg(chart))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    "values",
    [
        pytest.param((0,), id="a single zero"),
        pytest.param((0, 0, 0), id="nothing but zeros"),
        pytest.param((None, None), id="no values"),
        pytest.param((5, None, 7), id="a gap"),
        pytest.param((Decimal("1.5"), Fraction(1, 3)), id="exact parts"),
        pytest.param((10**9, 1), id="very unequal"),
        pytest.param((7,), id="a single value"),
    ],
)
def test_the_edges_of_numbers_can_be_drawn(kind, values):
    chart = one(kind, values)
    drawn(chart)
    drawn(chart, width=340)
    assert len(to_table(chart).rows) == len(values)


def test_nothing_to_count_is_a_gap_not_a_zero():
    chart = one(Lines, (Rate(1, 2), Rate(0, 0), Rate(2, 2)))
    root = drawn(chart)
    assert marks(root) == ["2016: 50\u00a0% hồ sơ", "2018: 100\u00a0% hồ sơ"]
    assert [row.cells[1].text for row in to_table(chart).rows] == [
        "50\u00a0%",
        "không phát sinh",
        "100\u00a0%",
    ]
    assert not [path for path in root.iter(f"{NS}path") if path.get("fill") == "none"]


def test_an_axis_that_does_not_start_at_zero_says_so():
    root = drawn(one(Lines, (Rate(96, 100), Rate(99, 100))))
    texts = [text.text for text in root.iter(f"{NS}text")]
    assert any(text.startswith("Trục đứng bắt đầu từ ") for text in texts)
    assert "Trục đứng bắt đầu từ" in root.find(f"{NS}desc").text


def test_numbers_are_written_the_vietnamese_way():
    texts = [text.text for text in drawn(one(Bars, (1234567,))).iter(f"{NS}text")]
    assert "1.234.567" in texts


def test_words_of_people_cannot_break_out_of_the_drawing():
    chart = Bars("<b>&", '"x"', ("<script>",), (Series("</svg>", (1,)),), "&amp;")
    root = drawn(chart)
    assert root.find(f"{NS}title").text == "<b>&"
    assert marks(root) == ["<script>: 1 &amp;"]


def test_patterns_tell_parts_of_a_stack_apart_without_colour():
    chart = StackedBars("T", "D.", ("a",), tuple(Series(str(number), (10,)) for number in range(5)))
    patterns = [ET.tostring(each, encoding="unicode") for each in drawn(chart).iter(f"{NS}pattern")]
    nameless = [
        re.sub(r"(id|class)=\"[^\"]*\"", "", pattern).replace("#ffffff", "paper") for pattern in patterns
    ]
    assert len({re.sub("#[0-9a-f]{6}", "ink", pattern) for pattern in nameless}) == 5


@pytest.mark.parametrize(
    ("make", "says"),
    [
        pytest.param(lambda: one(Bars, (1, 2), ("a",)), "2 giá trị cho 1 mục", id="too many values"),
        pytest.param(lambda: Bars("T", "D", (), ()), "không có mục nào để vẽ", id="nothing to draw"),
        pytest.param(lambda: one(StackedBars, (Rate(1, 2),)), "không nhận tỷ lệ", id="a stack of rates"),
        pytest.param(lambda: one(StackedBars, (-1,)), "số không âm", id="a negative part"),
        pytest.param(lambda: Series("a", (1,), tone="pink"), "không có màu “pink”", id="an unknown tone"),
        pytest.param(
            lambda: Rows("T", "D", ("a",), (Series("a", (1,)),) * 2),
            "chỉ có một dãy",
            id="two rows of lying bars",
        ),
        pytest.param(
            lambda: Bars("T", "D", ("a",), (Series("a", (1,)),) * 6), "nhiều nhất 5 dãy", id="too many series"
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(make, says):
    with pytest.raises(ValueError, match=says):
        make()


def test_a_word_document_gets_a_picture_of_the_wished_width():
    picture = svg_to_png(to_svg(SAMPLES[1]), 1200)
    assert picture.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(picture[16:20], "big") == 1200
    assert picture == svg_to_png(to_svg(SAMPLES[1]), 1200)


@pytest.mark.parametrize(
    ("svg", "pixels", "says"),
    [
        pytest.param("không phải ảnh", 100, "Không vẽ được biểu đồ", id="no drawing"),
        pytest.param("<svg/>", 0, "phải lớn hơn 0", id="no width"),
    ],
)
def test_what_cannot_become_a_picture_is_refused_in_words(svg, pixels, says):
    with pytest.raises(CannotDraw, match=says):
        svg_to_png(svg, pixels)


def test_marks_add_no_width():
    assert width("Đường Ữ", 14) == width("Duong U", 14)


@given(st.text(alphabet="abc đữ ẾỖ", max_size=60), st.integers(1, 200), st.integers(1, 4))
def test_wrapping_loses_no_word(text, room, lines):
    assert " ".join(wrapped(text, 14, room)).split() == text.split()
    assert " ".join(balanced(text, 14, lines)).split() == text.split()
    assert len(balanced(text, 14, lines)) <= lines
