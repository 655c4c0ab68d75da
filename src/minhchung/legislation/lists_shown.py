"""The lists of a period and of a year in the skin's words, and what is printed of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung import lawbook
from minhchung.ground.language import in_vietnamese
from minhchung.ground.skin.pieces import Cell, Column, Crumb, Row, Table
from minhchung.legislation import systematising
from minhchung.legislation.models import Listing, Systematisation
from minhchung.legislation.printed import Paper, PrintedList
from minhchung.rules.rounding import printed_number


def period_page(period: Systematisation) -> dict[str, Any]:
    """The four lists with their counts, what contradicts in them, until when they are to be published."""
    until, rule = systematising.publish_by(period.fixed_on)
    faults = systematising.faults(period)
    return {
        "lists": tuple(_shown_list(each) for each in lists_of(period)),
        "faults": faults,
        "publish_by": f"{until:%d/%m/%Y}",
        "publish_cites": rule.cites,
        "unconfirmed": unseen(rule),
        "files": tuple(
            (kind.upper(), reverse("legislation:period_file", args=[period.pk, kind]))
            for kind in ("docx", "xlsx")
        ),
    }


#: So many lines of a list stand on the page; the files have them all.
_ON_THE_PAGE = 100


def _shown_list(told: PrintedList) -> Table:
    count = printed_number(len(told.lines))
    lines = told.lines[:_ON_THE_PAGE]
    note = ""
    if len(lines) < len(told.lines):
        note = _("Hiện %(shown)s trong %(total)s văn bản; tệp tải về có đủ.") % {
            "shown": len(lines),
            "total": count,
        }
    widest = "Tên gọi, trích yếu"
    return Table(
        f"{told.title} ({count})",
        (Column("STT", number=True), *(Column(each, wide=each == widest) for each in told.headings)),
        tuple(
            Row((Cell(str(number)), *(Cell(text) for text in line.cells)))
            for number, line in enumerate(lines, start=1)
        ),
        note=note,
        empty=_("Không có văn bản"),
    )


def lists_of(period: Systematisation) -> tuple[PrintedList, ...]:
    """The four lists of a period, with their columns."""
    return tuple(
        PrintedList(
            each.value,
            f"Danh mục {each.label}",
            systematising.HEADINGS[each.value],
            systematising.listed(period.pk, each.value),
        )
        for each in Listing
    )


@in_vietnamese
def period_paper(period: Systematisation, agency: str) -> Paper:
    """What is printed of a period."""
    under = f"Thời điểm ấn định văn bản: {period.fixed_on:%d/%m/%Y}"
    if period.published_on is not None:
        under += f". Công bố kèm theo {period.decision}"
    return Paper(
        agency,
        f"Kết quả hệ thống hóa văn bản quy phạm pháp luật kỳ {period.label}",
        under,
        lists_of(period),
    )


def expired_lists(year: int) -> tuple[PrintedList, ...]:
    """The yearly list: what ended wholly, and what lost a part."""
    whole, parts = systematising.expired_in(year)
    ended = "Văn bản hết hiệu lực, ngưng hiệu lực"
    return (
        PrintedList("A", f"I. {ended} toàn bộ năm {year}", systematising.HEADINGS["A"], whole),
        PrintedList("B", f"II. {ended} một phần năm {year}", systematising.HEADINGS["B"], parts),
    )


def expired_paper(year: int, agency: str) -> Paper:
    """What is printed of a year."""
    title = f"Danh mục văn bản quy phạm pháp luật hết hiệu lực, ngưng hiệu lực năm {year}"
    return Paper(agency, title, f"Từ 01/01/{year} đến hết 31/12/{year}", expired_lists(year))


def unseen(rule: lawbook.Rule) -> bool:
    """Whether it is still to be said that the text of a rule was not seen; some citations say so themselves."""
    return rule.confidence != "high" and "chưa đối chiếu" not in rule.cites


def expired_page(year: int, today: date) -> dict[str, Any]:
    """The yearly list as a page."""
    by, rule = systematising.yearly_by(year)
    return {
        "year": year,
        "years": [
            (each, reverse("legislation:expired_year", args=[each]), each == year)
            for each in range(today.year, today.year - 8, -1)
        ],
        "by": f"{by:%d/%m/%Y}",
        "cites": rule.cites,
        "unconfirmed": unseen(rule),
        "lists": tuple(_shown_list(each) for each in expired_lists(year)),
        "crumbs": (
            Crumb(_("Việc của pháp chế"), reverse("legislation:work")),
            Crumb(_("Văn bản hết hiệu lực năm %(year)s") % {"year": year}),
        ),
        "files": tuple(
            (kind.upper(), reverse("legislation:expired_file", args=[year, kind]))
            for kind in ("docx", "xlsx")
        ),
    }
