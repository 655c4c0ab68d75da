"""Changed calendars in words and tables: days, changes, and how a dossier moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.dossiers import foreseen
from minhchung.ground.skin import pieces
from minhchung.organisation.calendars import ChangedDay, SpecialDay
from minhchung.organisation.changes import ChangeRow
from minhchung.rules.calendar.working import WEEKDAY_NAMES
from minhchung.rules.rounding import printed_number

#: Rows of changed days that are listed; a change of office hours without an end has thousands.
_SHOWN = 12


@dataclass(frozen=True)
class Moving:
    """A line of the preview, ready to be placed."""

    url: str
    code: str
    before: str
    after: str
    by: str
    badge: pieces.Badge
    notes: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]


def shift_of_line(line: foreseen.Line) -> Moving:
    """How one dossier would move."""
    notes = []
    if line.step_before != line.step_after:
        notes.append(
            _("Bước đang làm: %(before)s → %(after)s")
            % {"before": _said(line.step_before), "after": _said(line.step_after)}
        )
    if line.waiting:
        notes.append(_("Đang chờ: ngày hẹn được tính khi hết chờ, theo lịch này."))
    if line.late_after and not line.late_before:
        notes.append(_("Sẽ quá hạn ngay khi duyệt."))
    if line.late_before and not line.late_after:
        notes.append(_("Đang quá hạn; sau khi duyệt sẽ không còn quá hạn."))
    return Moving(
        url=reverse("dossiers:dossier", args=[line.number]),
        code=line.code,
        before=_said(line.before),
        after=_said(line.after),
        by=_by(line.before, line.after),
        badge=_direction(line.before, line.after),
        notes=tuple(notes),
        steps=line.steps,
    )


def figures_of(preview: foreseen.Preview) -> tuple[tuple[str, str, str], ...]:
    """The counts of a preview: number, what it counts, and a tone where it is to be minded."""
    counts = (
        (len(preview.lines), _("hồ sơ đang giải quyết bị ảnh hưởng"), ""),
        (preview.later, _("được hẹn muộn hơn"), ""),
        (preview.earlier, _("phải trả sớm hơn"), "soon"),
        (preview.waiting, _("đang chờ người nộp hoặc tạm dừng"), ""),
        (preview.steps_alone, _("chỉ hạn của bước thay đổi"), ""),
        (preview.falls_late, _("sẽ quá hạn ngay khi duyệt"), "late"),
        (preview.no_longer_late, _("đang quá hạn, sẽ không còn quá hạn"), "soon"),
        (preview.watched, _("hồ sơ của hệ thống tỉnh: chỉ để biết, không sửa ở đây"), ""),
        (len(preview.failed), _("không tính lại được"), "late"),
    )
    return tuple(
        (printed_number(count), words, tone)
        for place, (count, words, tone) in enumerate(counts)
        if count or not place
    )


def days_table(days: Sequence[ChangedDay]) -> pieces.Table:
    """The days that a change makes different."""
    more = len(days) - _SHOWN
    note = _("và %(count)s ngày nữa") % {"count": printed_number(more)} if more > 0 else ""
    return pieces.Table(
        caption=_("Ngày thay đổi trong lịch"),
        columns=(
            pieces.Column(_("Ngày"), nowrap=True),
            pieces.Column(_("Giờ làm việc trước")),
            pieces.Column(_("Giờ làm việc sau")),
            pieces.Column(_("Vì"), wide=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(f"{day.on:%d/%m/%Y}", sub=WEEKDAY_NAMES[day.on.weekday()]),
                    pieces.Cell(day.before or _("nghỉ")),
                    pieces.Cell(day.after or _("nghỉ")),
                    pieces.Cell(day.why or "–"),
                )
            )
            for day in days[:_SHOWN]
        ),
        note=note,
        empty=_("Không ngày nào thay đổi"),
    )


def calendar_table(year: int, days: Sequence[SpecialDay]) -> pieces.Table:
    """The days of a year that differ from their weekday."""
    return pieces.Table(
        caption=_("Ngày nghỉ, làm bù, nghỉ riêng năm %(year)s") % {"year": year},
        columns=(
            pieces.Column(_("Ngày"), nowrap=True),
            pieces.Column(_("Là"), nowrap=True),
            pieces.Column(_("Tên"), wide=True),
            pieces.Column(_("Căn cứ"), wide=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(f"{day.on:%d/%m/%Y}", sub=WEEKDAY_NAMES[day.on.weekday()]),
                    pieces.Cell(
                        _("làm việc") if day.works else _("nghỉ"), sub=_("khai báo") if day.declared else ""
                    ),
                    pieces.Cell(day.name, sub="" if day.confirmed else _("Chưa xác nhận")),
                    pieces.Cell(day.cites),
                )
            )
            for day in days
        ),
        empty=_("Chưa có lịch của năm này"),
    )


_TONES = {
    "draft": pieces.Tone.NONE,
    "submitted": pieces.Tone.SOON,
    "in_force": pieces.Tone.KEPT,
    "dropped": pieces.Tone.NONE,
}


def state_tone(state: str) -> pieces.Tone:
    """The tone of where a change stands."""
    return _TONES[state]


def changes_table(rows: Sequence[ChangeRow]) -> pieces.Table:
    """Every declared change."""
    return pieces.Table(
        caption=_("Các thay đổi đã khai báo"),
        columns=(
            pieces.Column(_("Thay đổi"), wide=True),
            pieces.Column(_("Ngày")),
            pieces.Column(_("Văn bản")),
            pieces.Column(_("Tình trạng")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(row.name, sub=row.kind_name),
                    pieces.Cell(days_words(row), sub=row.unit),
                    pieces.Cell(row.decision, sub="" if row.confirmed else _("Chưa xác nhận")),
                    pieces.Cell(
                        badge=pieces.Badge(row.state_name, _TONES[row.state]),
                        sub=_("đã được thay") if row.replaced_by else "",
                    ),
                ),
                url=reverse("dossiers:calendar_change", args=[row.id]),
            )
            for row in rows
        ),
        empty=_("Chưa khai báo thay đổi nào"),
    )


def touched_table(lines: Sequence[foreseen.Done], count: int) -> pieces.Table:
    """The dossiers that a change has touched."""
    return pieces.Table(
        caption=_("%(count)s hồ sơ đã được tính lại hạn") % {"count": printed_number(count)},
        columns=(
            pieces.Column(_("Mã hồ sơ"), nowrap=True),
            pieces.Column(_("Hạn trước"), nowrap=True),
            pieces.Column(_("Hạn sau"), nowrap=True),
            pieces.Column(_("Chuyển")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(line.code, sub=_("đang chờ") if line.waiting else ""),
                    pieces.Cell(_said(line.before)),
                    pieces.Cell(_said(line.after)),
                    pieces.Cell(_by(line.before, line.after)),
                ),
                url=reverse("dossiers:dossier", args=[line.number]),
            )
            for line in lines
        ),
        empty=_("Không hồ sơ nào phải tính lại hạn"),
    )


def days_words(row: ChangeRow) -> str:
    """The days of a change: "từ 02/02/2026 đến 04/02/2026"."""
    if row.since is None:
        return row.replaces[1] if row.replaces else "–"
    if row.worked_on is not None:
        return _("nghỉ %(off)s, làm bù %(worked)s") % {"off": _day(row.since), "worked": _day(row.worked_on)}
    if row.until is None:
        return _("từ %(day)s") % {"day": _day(row.since)} if row.kind == "hours" else _day(row.since)
    last = row.until - timedelta(days=1)
    if last == row.since:
        return _day(row.since)
    return _("từ %(first)s đến %(last)s") % {"first": _day(row.since), "last": _day(last)}


def _by(before: datetime | None, after: datetime | None) -> str:
    if before is None or after is None or before == after:
        return _("hạn trả không đổi")
    days = (after.date() - before.date()).days
    if days:
        words = _("muộn hơn %(n)s ngày") if days > 0 else _("sớm hơn %(n)s ngày")
        return words % {"n": abs(days)}
    minutes = int((after - before).total_seconds() // 60)
    if minutes % 60 == 0:
        words = _("muộn hơn %(n)s giờ") if minutes > 0 else _("sớm hơn %(n)s giờ")
        return words % {"n": abs(minutes) // 60}
    words = _("muộn hơn %(n)s phút") if minutes > 0 else _("sớm hơn %(n)s phút")
    return words % {"n": abs(minutes)}


def _direction(before: datetime | None, after: datetime | None) -> pieces.Badge:
    if before is None or after is None or before == after:
        return pieces.Badge(_("Chỉ bước"), pieces.Tone.NONE)
    if before < after:
        return pieces.Badge(_("Muộn hơn"), pieces.Tone.OPEN)
    return pieces.Badge(_("Sớm hơn"), pieces.Tone.SOON)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _said(moment: datetime | None) -> str:
    return f"{moment:%H:%M %d/%m/%Y}" if moment else "–"
