"""Plans, their targets and the tables they came in, as the screens show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.direction.models import Comparator, PlanTable, PlanTarget
from minhchung.direction.programmes import Programme
from minhchung.direction.queries import AmendmentLine, PlanProgress
from minhchung.figures.kept import answers_of
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number, printed_rate

_DOUBT = {"high": "", "medium": "chưa đối chiếu văn bản gốc", "low": "chưa xác nhận"}


def figures_of(progress: PlanProgress | None, on: date) -> tuple[pieces.Figure, ...]:
    """Both denominators of a plan, and how much of each is done."""
    if progress is None:
        return ()
    day = f"{on:%d/%m/%Y}"
    return (
        pieces.Figure(
            _("Hoàn thành trên kế hoạch sau sửa đổi"),
            printed_rate(progress.done, progress.tasks),
            _("%(done)s trên %(all)s nhiệm vụ")
            % {"done": printed_number(progress.done), "all": printed_number(progress.tasks)},
            dates=day,
            part=progress.done,
            whole=progress.tasks,
        ),
        pieces.Figure(
            _("Hoàn thành trên kế hoạch ban đầu"),
            printed_rate(progress.done_of_original, progress.original),
            _("%(done)s trên %(all)s nhiệm vụ")
            % {
                "done": printed_number(progress.done_of_original),
                "all": printed_number(progress.original),
            },
            dates=day,
            part=progress.done_of_original,
            whole=progress.original,
        ),
    )


def amendments_table(rows: Sequence[AmendmentLine]) -> pieces.Table | None:
    """What each amending document brought and took; None when there is none."""
    if not rows:
        return None
    return pieces.Table(
        caption=_("Các lần sửa đổi, bổ sung"),
        columns=(
            pieces.Column(_("Văn bản"), wide=True),
            pieces.Column(_("Ngày"), nowrap=True),
            pieces.Column(_("Bổ sung"), number=True),
            pieces.Column(_("Đưa ra"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(row.document),
                    pieces.Cell(f"{row.on:%d/%m/%Y}"),
                    pieces.Cell(printed_number(row.added)),
                    pieces.Cell(printed_number(row.dropped)),
                )
            )
            for row in rows
        ),
    )


def targets_table(rows: Sequence[PlanTarget], year: int) -> pieces.Table | None:
    """The targets of a plan with what the figures say of them in its year; None when there are none."""
    if not rows:
        return None
    measured = _measured([each.figure for each in rows], year)
    return pieces.Table(
        caption=_("Chỉ tiêu"),
        columns=(
            pieces.Column(_("Chỉ tiêu"), wide=True),
            pieces.Column(_("Phải đạt"), nowrap=True),
            pieces.Column(_("Đến năm"), nowrap=True),
            pieces.Column(_("Số liệu năm %(year)s") % {"year": year}, nowrap=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(
                        each.name, sub=" · ".join(part for part in (each.base, each.programme) if part)
                    ),
                    pieces.Cell(
                        f"{each.get_comparator_display()} "
                        f"{printed_number(each.value, 2).removesuffix(',00')} {each.unit}".strip()
                    ),
                    pieces.Cell(str(each.year)),
                    pieces.Cell(measured.get(each.figure, _("không đo bằng số liệu"))),
                ),
                url=reverse("direction:plan_target", args=[each.pk]),
            )
            for each in rows
        ),
    )


def programme_table(programme: Programme, today: date) -> pieces.Table:
    """The targets of a programme; measured in its last year, or in the last whole one that has come."""
    year = min(programme.last_year, max(programme.first_year, today.year - 1))
    measured = _measured([each.figure for each in programme.targets], year)
    return pieces.Table(
        caption=_("Chỉ tiêu: %(cites)s") % {"cites": programme.targets_cite},
        columns=(
            pieces.Column(_("Chỉ tiêu")),
            pieces.Column(_("Phải đạt"), nowrap=True),
            pieces.Column(_("Số liệu năm %(year)s") % {"year": year}),
            pieces.Column(_("Nguồn")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(each.name),
                    pieces.Cell(
                        f"{Comparator(each.comparator).label} {printed_number(each.value, 2).removesuffix(',00')} %"
                    ),
                    pieces.Cell(measured.get(each.figure, _("không đo bằng số liệu"))),
                    pieces.Cell(_DOUBT.get(each.confidence, "") or _("đã đọc văn bản")),
                )
            )
            for each in programme.targets
        ),
        empty=_("Bộ quy tắc chưa có chỉ tiêu của giai đoạn này"),
    )


def tables_table(rows: Sequence[PlanTable]) -> pieces.Table | None:
    """The tables from which a plan was taken; None when there are none."""
    if not rows:
        return None
    return pieces.Table(
        caption=_("Bảng nhiệm vụ đã nhận"),
        columns=(
            pieces.Column(_("Tệp"), wide=True),
            pieces.Column(_("Đọc lúc"), nowrap=True),
            pieces.Column(_("Đưa vào kế hoạch"), nowrap=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(each.name),
                    pieces.Cell(f"{each.read_at:%H:%M %d/%m/%Y}"),
                    pieces.Cell(f"{each.taken_at:%H:%M %d/%m/%Y}" if each.taken_at else _("chưa")),
                ),
                url=reverse("direction:plan_table", args=[each.pk]),
            )
            for each in rows
        ),
    )


def sum_up(lines: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """How many lines became what; together they are all lines of the table."""
    counted = Counter(each["kind"] for each in lines)
    doubted = sum(bool(each["remarks"]) for each in lines if each["kind"] == "task")
    told = [(kind_words(kind), printed_number(counted[kind])) for kind in _KINDS if counted[kind]]
    told.append((_("nhiệm vụ có điều cần xem lại"), printed_number(doubted)))
    return tuple(told)


def lines_table(lines: Sequence[Mapping[str, Any]]) -> pieces.Table:
    """Every line of a table: what it was taken for, what was read, what was not and why, and its own words."""
    return pieces.Table(
        caption=_("Mọi dòng của bảng"),
        columns=(
            pieces.Column(_("Dòng"), number=True),
            pieces.Column(_("Được hiểu là"), nowrap=True),
            pieces.Column(_("Nội dung đọc được")),
            pieces.Column(_("Chủ trì, thời hạn")),
            pieces.Column(_("Cần xem lại")),
        ),
        rows=tuple(_line(each) for each in lines if each["kind"] != "empty"),
    )


_KINDS = ("task", "head", "group", "title", "header", "note", "empty")


def kind_words(kind: str) -> str:
    """What a line was taken for, in words."""
    words = {
        "task": _("nhiệm vụ"),
        "head": _("nội dung cải cách"),
        "group": _("nhóm nhiệm vụ"),
        "title": _("phía trên bảng"),
        "header": _("tiêu đề cột"),
        "note": _("ghi chú, dòng cộng"),
        "empty": _("dòng trống"),
    }
    return words[kind]


def _line(each: Mapping[str, Any]) -> pieces.Row:
    words = " | ".join(dict.fromkeys(part for part in each["cells"] if part))
    task = each["task"]
    remarks = "; ".join(each["remarks"])
    if task is None:
        return pieces.Row(
            (
                pieces.Cell(str(each["line"])),
                pieces.Cell(kind_words(each["kind"])),
                pieces.Cell(words),
                pieces.Cell(""),
                pieces.Cell(remarks),
            )
        )
    due = date.fromisoformat(task["due_on"]) if task["due_on"] else None
    return pieces.Row(
        (
            pieces.Cell(str(each["line"])),
            pieces.Cell(
                badge=pieces.Badge(kind_words("task"), pieces.Tone.SOON if remarks else pieces.Tone.KEPT)
            ),
            pieces.Cell(f"{task['number']}. {task['title']}", sub=task["product"]),
            pieces.Cell(
                task["lead_unit"] or "–",
                sub=" · ".join(
                    part
                    for part in (
                        task["due_words"],
                        f"→ {due:%d/%m/%Y}" if due else "",
                        task.get("holder_name", ""),
                        _("phối hợp: %(units)s") % {"units": task["support_units"]}
                        if task["support_units"]
                        else "",
                    )
                    if part
                ),
            ),
            pieces.Cell(remarks),
        )
    )


def _measured(keys: Iterable[str], year: int) -> dict[str, str]:
    """What the figures of some keys are in a year, as printed; keys that the register does not have are left out."""
    window = window_named(str(year))
    known = sorted({key for key in keys if key and key in REGISTER})
    told = answers_of([(key, window) for key in known]) if known else {}
    return {key: told[key, window.label].printed for key in known}
