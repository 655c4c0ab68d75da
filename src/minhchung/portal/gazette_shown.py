"""The gazette of reform in words: its pages side by side, and the tables of plans, reports, documents and lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.direction.public_queries import PlanLine, TaskLine, TaskState
from minhchung.ground.skin import pieces
from minhchung.ground.skin.pieces import Badge, Cell, Column, Row, Table, Tone
from minhchung.legislation.public_queries import DocumentLine, EntryLine, PeriodLine, Validity
from minhchung.reports.frames import Span
from minhchung.reports.public_queries import PublishedLine
from minhchung.rules.rounding import NOTHING_TO_COUNT, printed_number, printed_rate

#: The pages of the gazette in their order: the name of the address, and its words.
PAGES: tuple[tuple[str, str | Promise], ...] = (
    ("portal:gazette", gettext_lazy("Mới nhất")),
    ("portal:plans", gettext_lazy("Kế hoạch")),
    ("portal:reports", gettext_lazy("Báo cáo")),
    ("portal:results", gettext_lazy("Kết quả qua các năm")),
    ("portal:documents", gettext_lazy("Văn bản pháp luật")),
    ("portal:systematisations", gettext_lazy("Hệ thống hóa")),
    ("portal:posted_lists", gettext_lazy("Chứng cứ niêm yết")),
    ("portal:meetings", gettext_lazy("Đối thoại")),
    ("portal:check_bundle", gettext_lazy("Tự kiểm tra")),
)
SPANS: dict[Span, str | Promise] = {
    Span.PROGRAMME: gettext_lazy("Nhiều năm"),
    Span.YEAR: gettext_lazy("Năm"),
    Span.NINE: gettext_lazy("9 tháng"),
    Span.HALF: gettext_lazy("6 tháng"),
    Span.QUARTER: gettext_lazy("Quý"),
    Span.MONTH: gettext_lazy("Tháng"),
    Span.DAYS: gettext_lazy("Kỳ khác"),
}
STATES: dict[TaskState, tuple[str | Promise, Tone]] = {
    TaskState.DONE: (gettext_lazy("Đã xong"), Tone.KEPT),
    TaskState.DONE_LATE: (gettext_lazy("Đã xong, sau hạn"), Tone.SOON),
    TaskState.OPEN: (gettext_lazy("Đang làm"), Tone.OPEN),
    TaskState.OVERDUE: (gettext_lazy("Quá hạn"), Tone.LATE),
    TaskState.DROPPED: (gettext_lazy("Đưa ra khỏi kế hoạch"), Tone.NONE),
}
VALIDITIES: dict[Validity, tuple[str | Promise, Tone]] = {
    Validity.IN_FORCE: (gettext_lazy("Còn hiệu lực"), Tone.KEPT),
    Validity.PARTLY: (gettext_lazy("Hết hiệu lực một phần"), Tone.SOON),
    Validity.SUSPENDED: (gettext_lazy("Ngưng hiệu lực"), Tone.LATE),
    Validity.PARTLY_SUSPENDED: (gettext_lazy("Ngưng hiệu lực một phần"), Tone.SOON),
    Validity.EXPIRED: (gettext_lazy("Hết hiệu lực"), Tone.LATE),
    Validity.COMING: (gettext_lazy("Chưa có hiệu lực"), Tone.OPEN),
    Validity.UNKNOWN: (gettext_lazy("Chưa nhập ngày hiệu lực"), Tone.NONE),
}
#: States that the bar of filters names only where a document stands in them.
RARE = (Validity.UNKNOWN, Validity.SUSPENDED, Validity.PARTLY_SUSPENDED)


def pages(here: str) -> tuple[pieces.NavItem, ...]:
    """The pages of the gazette, with the one that the reader is on."""
    return tuple(pieces.NavItem(str(label), reverse(name), current=name == here) for name, label in PAGES)


def query(**asked: object) -> str:
    """The query of an address from what is asked for; what is empty is left out. "?" asks for nothing."""
    return "?" + urlencode({name.replace("_", "-"): value for name, value in asked.items() if value})


def stretch(number: int, size: int, count: int, shown: int, **kept: object) -> pieces.Pages | None:
    """Where a reader is in a long list; None where it has one page."""
    last = max(1, -(-count // size))
    if last == 1:
        return None
    first = (number - 1) * size
    return pieces.Pages(
        number,
        last,
        printed_number(first + 1),
        printed_number(first + shown),
        printed_number(count),
        previous_url=query(**kept, trang=number - 1) if number > 1 else "",
        next_url=query(**kept, trang=number + 1) if number < last else "",
    )


def day(value: date | None, otherwise: str = "–") -> str:
    """A day as it is written in Vietnam."""
    return f"{value:%d/%m/%Y}" if value else otherwise


def done_words(plan: PlanLine) -> str:
    """How much of a plan is done: "12 trên 13 nhiệm vụ", or that it has none."""
    if not plan.tasks:
        return NOTHING_TO_COUNT
    return _("%(part)s trên %(whole)s nhiệm vụ") % {
        "part": printed_number(plan.done),
        "whole": printed_number(plan.tasks),
    }


def plans(lines: Iterable[PlanLine]) -> Table:
    """Yearly plans; each leads to its own page."""
    return Table(
        caption=_("Kế hoạch cải cách hành chính hằng năm"),
        columns=(
            Column(_("Năm"), nowrap=True),
            Column(_("Kế hoạch"), wide=True),
            Column(_("Ngày ban hành"), nowrap=True),
            Column(_("Sửa đổi, bổ sung")),
            Column(_("Đã xong")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(str(each.year)),
                    Cell(each.decision, sub=each.title),
                    Cell(day(each.issued_on)),
                    Cell(each.amended_by or _("không")),
                    Cell(done_words(each), sub=printed_rate(each.done, each.tasks) if each.tasks else ""),
                ),
                url=reverse("portal:plan", args=[each.id]),
            )
            for each in lines
        ),
        empty=_("Chưa có kế hoạch nào được nhập."),
    )


def plan_figures(plan: PlanLine, on: date) -> tuple[pieces.Figure, ...]:
    """How much of a plan is done, of the plan as it stands and as it was issued."""
    window, found = _("tính đến %(day)s") % {"day": day(on)}, []
    if plan.tasks:
        found.append(
            pieces.Figure(
                _("Nhiệm vụ đã hoàn thành"),
                printed_rate(plan.done, plan.tasks),
                in_words=done_words(plan),
                window=window,
                part=plan.done,
                whole=plan.tasks,
            )
        )
    else:
        found.append(pieces.Figure(_("Nhiệm vụ đã hoàn thành"), NOTHING_TO_COUNT, window=window))
    if plan.original and (plan.amended_by or plan.original != plan.tasks):
        found.append(
            pieces.Figure(
                _("Hoàn thành trên kế hoạch ban đầu"),
                printed_rate(plan.done_of_original, plan.original),
                _("%(done)s trên %(all)s nhiệm vụ")
                % {"done": printed_number(plan.done_of_original), "all": printed_number(plan.original)},
                window=window,
                part=plan.done_of_original,
                whole=plan.original,
            )
        )
    return tuple(found)


def tasks(head: str, lines: Iterable[TaskLine]) -> Table:
    """The tasks under one head of a plan."""
    return Table(
        caption=head,
        columns=(
            Column(_("TT"), nowrap=True),
            Column(_("Nhiệm vụ")),
            Column(_("Đơn vị chủ trì")),
            Column(_("Thời hạn")),
            Column(_("Kết quả")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(each.number),
                    Cell(each.title, sub=_("Sản phẩm: %(product)s") % {"product": each.product}),
                    Cell(each.lead_unit, sub=_with(each.support_units)),
                    Cell(each.due_words or day(each.due_on), sub=_until(each)),
                    Cell(badge=Badge(str(STATES[each.state][0]), STATES[each.state][1]), sub=_result(each)),
                )
            )
            for each in lines
        ),
    )


def _with(units: str) -> str:
    return _("phối hợp: %(units)s") % {"units": units} if units else ""


def _until(task: TaskLine) -> str:
    return _("đến hết %(day)s") % {"day": day(task.due_on)} if task.due_on and task.due_words else ""


def _result(task: TaskLine) -> str:
    told = []
    if task.done_on:
        told.append(
            _("%(document)s, ngày %(day)s") % {"document": task.product_reference, "day": day(task.done_on)}
        )
    if task.added_on:
        told.append(
            _("bổ sung ngày %(day)s theo %(document)s")
            % {"day": day(task.added_on), "document": task.added_by}
        )
    if task.dropped_on:
        told.append(
            _("đưa ra ngày %(day)s theo %(document)s")
            % {"day": day(task.dropped_on), "document": task.dropped_by}
        )
    return "; ".join(told)


def reports(year: int, lines: Iterable[PublishedLine]) -> Table:
    """The published reports whose period ends in one year."""
    return Table(
        caption=_("Báo cáo có kỳ kết thúc trong năm %(year)s") % {"year": year},
        columns=(
            Column(_("Báo cáo"), wide=True),
            Column(_("Kỳ")),
            Column(_("Ngày ký"), nowrap=True),
            Column(_("Chốt số liệu")),
            Column(_("Dấu niêm")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(each.title, sub=_number_and_agency(each)),
                    Cell(str(SPANS[each.span]), sub=each.period),
                    Cell(day(each.dated_on)),
                    Cell(f"{each.frozen_at:%H:%M %d/%m/%Y}"),
                    Cell(f"{each.seal[:16]}…"),
                ),
                url=reverse("portal:report", args=[each.id]),
            )
            for each in lines
        ),
    )


def _number_and_agency(report: PublishedLine) -> str:
    """Before it is numbered a report bears its symbol alone, "/BC-BQL": that is no number."""
    numbered = report.number and not report.number.startswith("/")
    return f"{report.number} · {report.agency}" if numbered else report.agency


def documents(lines: Iterable[DocumentLine], on: date) -> Table:
    """Legal documents with their validity on a day."""
    return Table(
        caption=_("Văn bản quy phạm pháp luật, hiệu lực tại ngày %(day)s") % {"day": day(on)},
        columns=(
            Column(_("Văn bản"), wide=True),
            Column(_("Ban hành"), nowrap=True),
            Column(_("Có hiệu lực từ"), nowrap=True),
            Column(_("Hiệu lực")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(f"{each.type} {each.code}", sub=f"{each.issuer}: {each.abstract}"),
                    Cell(day(each.issued_on)),
                    Cell(day(each.effective_on, _("chưa nhập"))),
                    Cell(badge=validity_badge(each.validity), sub=_why(each)),
                )
            )
            for each in lines
        ),
        empty=_("Không có văn bản nào khớp. Thử ít từ hơn, hoặc bỏ lọc."),
    )


def validity_badge(validity: Validity) -> Badge:
    """The state of a document in a word."""
    words, tone = VALIDITIES[validity]
    return Badge(str(words), tone)


def _why(document: DocumentLine) -> str:
    told = []
    if document.expired_on:
        told.append(_("toàn bộ từ %(day)s") % {"day": day(document.expired_on)})
    if document.partly_expired_on:
        told.append(_("một phần từ %(day)s") % {"day": day(document.partly_expired_on)})
    told.extend(each for each in (document.partly_expired, document.expiry_reason) if each)
    if document.suspended_on:
        told.append(_("ngưng từ %(day)s") % {"day": day(document.suspended_on)})
        told.extend(each for each in (document.suspended, document.suspended_why) if each)
    return "; ".join(told)


def periods(lines: Iterable[PeriodLine]) -> Table:
    """Published periods of systematisation with how long each list is."""
    return Table(
        caption=_("Các kỳ hệ thống hóa đã công bố"),
        columns=(
            Column(_("Kỳ"), nowrap=True),
            Column(_("Văn bản đến hết")),
            Column(_("Công bố"), wide=True),
            *(Column(letter) for letter in ("A", "B", "C", "D")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(each.label),
                    Cell(day(each.fixed_on)),
                    Cell(day(each.published_on), sub=each.decision),
                    *(
                        Cell(printed_number(count) if count else NOTHING_TO_COUNT)
                        for _name, count in each.counts
                    ),
                ),
                url=reverse("portal:systematisation", args=[each.id]),
            )
            for each in lines
        ),
        note=_(
            "A: hết hiệu lực, ngưng hiệu lực toàn bộ. B: hết hiệu lực, ngưng hiệu lực một phần. "
            "C: còn hiệu lực. D: cần xử lý."
        ),
        empty=_("Chưa có kỳ hệ thống hóa nào được công bố."),
    )


def entries(words: str, lines: Iterable[EntryLine]) -> Table:
    """One list of a period."""
    return Table(
        caption=words,
        columns=(
            Column(_("Văn bản"), wide=True),
            Column(_("Ban hành"), nowrap=True),
            Column(_("Ghi chú")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(f"{each.type} {each.code}", sub=f"{each.issuer}: {each.abstract}"),
                    Cell(day(each.issued_on)),
                    Cell(each.note),
                )
            )
            for each in lines
        ),
        empty=_("Không phát sinh: kỳ này không có văn bản nào trong danh mục."),
    )
