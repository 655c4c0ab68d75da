"""Internal processes as the skin draws them: the picture, the same content as a table, the sum in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minhchung.ground.skin import pieces
from minhchung.procedures import processes
from minhchung.procedures.picture import to_svg
from minhchung.procedures.processes import DAY_MINUTES, ProcessRow
from minhchung.procedures.queries import Part
from minhchung.rules.process import Process, Standing, time_words

_TONES = {
    Standing.EQUAL: pieces.Tone.KEPT,
    Standing.WITHIN: pieces.Tone.KEPT,
    Standing.EXCEEDS: pieces.Tone.LATE,
}


@dataclass(frozen=True)
class Shown:
    """A process on a page; ``svg`` is drawn by the server, every word in it escaped."""

    id: int
    title: str
    url: str
    decision: str
    span: str
    svg: SafeString
    table: pieces.Table
    sums: tuple[pieces.Badge, ...]
    bpmn_url: str


def name_of(row: ProcessRow) -> str:
    """The name of a process: its procedure and its case."""
    return f"{row.procedure_name} · {row.case}" if row.case else row.procedure_name


def processes_shown(rows: Sequence[ProcessRow]) -> tuple[Shown, ...]:
    """The processes that no later one has closed, each with its picture."""
    return tuple(process(row) for row in rows if row.until is None)


def process(row: ProcessRow) -> Shown:
    """One process with its picture, its table and its sum; without steps both are empty."""
    since = _("Áp dụng từ %(day)s") % {"day": f"{row.since:%d/%m/%Y}"}
    until = f" {_('đến trước ngày')} {row.until:%d/%m/%Y}" if row.until else ""
    return Shown(
        id=row.id,
        title=row.case or _("Mọi trường hợp"),
        url=reverse("procedures:process", args=[row.id]),
        decision=row.decision,
        span=since + until,
        # Drawn here, every text escaped by the drawing.
        svg=_svg(row, get_language()),
        table=_table(row.steps),
        sums=tuple(
            pieces.Badge(each.words, _TONES.get(each.comparison.standing, pieces.Tone.NONE))
            for each in processes.checked(row)
        ),
        bpmn_url=reverse("procedures:process_bpmn", args=[row.id]) if row.steps else "",
    )


def components(parts: Sequence[Part]) -> pieces.Table | None:
    """The papers of a procedure's dossiers as a table; None where none are entered."""
    if not parts:
        return None
    column = pieces.Column
    return pieces.Table(
        caption=_("Thành phần hồ sơ"),
        columns=(
            column(_("TT"), number=True),
            column(_("Tên giấy tờ"), wide=True),
            column(_("Mẫu")),
            column(_("Bản chính"), number=True),
            column(_("Bản sao"), number=True),
            column(_("Bắt buộc")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(str(each.number)),
                    pieces.Cell(each.name, sub=each.case),
                    pieces.Cell(each.form or "–", sub=each.blank.name if each.blank else ""),
                    pieces.Cell(str(each.originals) if each.originals else "–"),
                    pieces.Cell(str(each.copies) if each.copies else "–"),
                    pieces.Cell(_("có") if each.required else _("không")),
                )
            )
            for each in parts
        ),
    )


@lru_cache(maxsize=256)
def _svg(row: ProcessRow, _language: str | None) -> SafeString:
    """The picture; it hangs on the row and on the language alone, and takes longer than reading the row."""
    if row.steps is None:
        return SafeString()
    title = _("Sơ đồ quy trình nội bộ: %(name)s") % {"name": name_of(row)}
    return mark_safe(to_svg(row.steps, title, DAY_MINUTES, f"quy-trinh-{row.id}"))  # noqa: S308


def _table(process: Process | None) -> pieces.Table:
    column = pieces.Column
    rows = (
        pieces.Row(
            (
                pieces.Cell(str(step.number)),
                pieces.Cell(step.name, sub=step.work if step.work != step.name else ""),
                pieces.Cell(step.unit, sub=step.post),
                pieces.Cell(_words(step.minutes), sub=_("làm cùng lúc: %(group)s") % {"group": step.parallel})
                if step.parallel
                else pieces.Cell(_words(step.minutes)),
                pieces.Cell(step.product or "–"),
            )
        )
        for step in (process.steps if process else ())
    )
    total = process and pieces.Row(
        (
            pieces.Cell(_("Tổng")),
            pieces.Cell(""),
            pieces.Cell(""),
            pieces.Cell(_words(process.minutes)),
            pieces.Cell(""),
        )
    )
    return pieces.Table(
        caption=_("Các bước của quy trình"),
        columns=(
            column(_("Bước"), number=True),
            column(_("Việc")),
            column(_("Đơn vị, chức danh")),
            column(_("Thời gian"), nowrap=True),
            column(_("Sản phẩm")),
        ),
        rows=tuple(rows),
        total=total or None,
        empty=_("Quy trình chưa có bước nào."),
    )


def _words(minutes: int) -> str:
    return time_words(minutes, DAY_MINUTES) if minutes else _("không tính")
