"""Figures of making law known, apart from making the reform known (form 2, line 7): by form, people and copies."""

from __future__ import annotations

from minhchung.figures.kinds import Count, Total
from minhchung.figures.register import figure
from minhchung.legislation.facts import DisseminationFacts
from minhchung.rules.windows import Window

_LINE = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 2 (thể chế), dòng 7; TT 03/2019/TT-BTP"


def _law(facts: DisseminationFacts, window: Window) -> DisseminationFacts:
    return facts.held_in(window).about("law")


@figure(
    "dissemination.law_in_person",
    title="Cuộc phổ biến pháp luật trực tiếp",
    unit="cuộc",
    cites=_LINE,
    formula="Hội nghị phổ biến và lớp tập huấn về pháp luật tổ chức trong kỳ",
    groups=("form", "unit_name"),
)
def law_in_person(facts: DisseminationFacts, window: Window) -> Count:
    """Conferences and training about law."""
    return Count(_law(facts, window).in_person())


@figure(
    "dissemination.law_attendance",
    title="Lượt người dự các cuộc phổ biến pháp luật trực tiếp",
    unit="lượt người",
    cites=_LINE,
    formula="Cộng lượt người dự các hội nghị phổ biến, lớp tập huấn về pháp luật trong kỳ",
    groups=("form", "unit_name"),
)
def law_attendance(facts: DisseminationFacts, window: Window) -> Total:
    """People who came to them, each time they came."""
    return Total(_law(facts, window).in_person(), column="attendance")


@figure(
    "dissemination.law_contests",
    title="Cuộc thi tìm hiểu pháp luật",
    unit="cuộc",
    cites=_LINE,
    formula="Số cuộc thi tìm hiểu pháp luật tổ chức trong kỳ",
    groups=("unit_name",),
)
def law_contests(facts: DisseminationFacts, window: Window) -> Count:
    """Contests about law."""
    return Count(_law(facts, window).of_form("contest"))


@figure(
    "dissemination.law_contestants",
    title="Lượt người dự thi tìm hiểu pháp luật",
    unit="lượt người",
    cites=_LINE,
    formula="Cộng lượt người dự của các cuộc thi tìm hiểu pháp luật trong kỳ",
    groups=("unit_name",),
)
def law_contestants(facts: DisseminationFacts, window: Window) -> Total:
    """People who took part in them."""
    return Total(_law(facts, window).of_form("contest"), column="attendance")


@figure(
    "dissemination.law_copies",
    title="Tài liệu phổ biến pháp luật đã phát hành",
    unit="bản",
    cites=_LINE,
    formula="Cộng số bản tài liệu phát hành của các hoạt động phổ biến pháp luật trong kỳ",
    groups=("form", "unit_name"),
)
def law_copies(facts: DisseminationFacts, window: Window) -> Total:
    """Copies about law given out."""
    return Total(_law(facts, window), column="copies")


@figure(
    "dissemination.law_articles",
    title="Tin, bài phổ biến pháp luật",
    unit="tin, bài",
    cites=_LINE,
    formula="Số hoạt động phổ biến pháp luật trong kỳ có hình thức tin, bài",
    groups=("unit_name",),
)
def law_articles(facts: DisseminationFacts, window: Window) -> Count:
    """Articles about law."""
    return Count(_law(facts, window).of_form("article"))


@figure(
    "dissemination.law_broadcasts",
    title="Lần phát thanh, truyền hình phổ biến pháp luật",
    unit="lần",
    cites=_LINE,
    formula="Số hoạt động phổ biến pháp luật trong kỳ có hình thức phát thanh, truyền hình; mỗi bản ghi là một lần",
    groups=("unit_name",),
)
def law_broadcasts(facts: DisseminationFacts, window: Window) -> Count:
    """Broadcasts about law."""
    return Count(_law(facts, window).of_form("broadcast"))
