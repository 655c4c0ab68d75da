"""What the page of a task shows beside its record: what shows it done, and the notes on it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.direction.models import Evidence, EvidenceKind, NoteKind, TaskNote
from minhchung.direction.papers import page_of
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number


def evidence_table(found: Iterable[Evidence], task: int) -> pieces.Table:
    """What shows that a task is done; each leads to where it stands."""
    return pieces.Table(
        caption=_("Minh chứng"),
        columns=(
            pieces.Column(_("Minh chứng"), wide=True),
            pieces.Column(_("Loại")),
            pieces.Column(_("Ngày"), nowrap=True),
            pieces.Column(_("Số sản phẩm"), number=True),
            pieces.Column(_("Tình hình")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(each.reference, sub=_where(each)),
                    pieces.Cell(str(each.get_kind_display())),
                    pieces.Cell(f"{each.on:%d/%m/%Y}"),
                    pieces.Cell("–" if each.kind == EvidenceKind.FIGURE else printed_number(each.count)),
                    pieces.Cell(badge=_met(each)),
                ),
                url=_evidence_url(each, task),
            )
            for each in found
        ),
        empty=_("Chưa có minh chứng: nhiệm vụ chỉ hoàn thành khi có sản phẩm"),
    )


def notes_told(found: Iterable[TaskNote]) -> tuple[pieces.Event, ...]:
    """The notes on a task as a story, the latest first."""
    return tuple(
        pieces.Event(
            each.at,
            each.by_name,
            _note_words(each),
            each.words,
            tone=pieces.Tone.SOON if each.kind != NoteKind.PROGRESS else pieces.Tone.OPEN,
        )
        for each in found
    )


def _where(each: Evidence) -> str:
    if each.kind == EvidenceKind.FILE:
        parts = [
            _("mục %(what)s") % {"what": each.section} if each.section else "",
            _("trang %(what)s") % {"what": each.page} if each.page else "",
        ]
        return ", ".join(part for part in parts if part)
    if each.kind == EvidenceKind.FIGURE and each.threshold is not None:
        return _("%(found)s, phải %(how)s %(level)s") % {
            "found": each.printed,
            "how": each.get_comparator_display(),
            "level": each.level_words,
        }
    return _("có trong sổ văn bản") if each.record is not None else _("chưa thấy trong sổ văn bản")


def _met(each: Evidence) -> pieces.Badge:
    if each.kind != EvidenceKind.FIGURE:
        return pieces.Badge(_("Có"), pieces.Tone.KEPT)
    return (
        pieces.Badge(_("Đạt"), pieces.Tone.KEPT)
        if each.met
        else pieces.Badge(_("Chưa đạt"), pieces.Tone.LATE)
    )


def _evidence_url(each: Evidence, task: int) -> str:
    if each.kind == EvidenceKind.FILE:
        return reverse("direction:task_file", args=[task, each.pk])
    if each.kind == EvidenceKind.FIGURE:
        return f"{reverse('figures:figure', args=[each.figure])}?ky={each.window}"
    page = page_of(each.room)
    return reverse(page, args=[each.record]) if page and each.record is not None else ""


def _note_words(each: TaskNote) -> str:
    words = str(each.get_kind_display())
    if each.percent is not None:
        return f"{words}: {each.percent} %"
    if each.due_after_on is not None:
        before = f"{each.due_before_on:%d/%m/%Y}" if each.due_before_on else "–"
        return f"{words}: {before} → {each.due_after_on:%d/%m/%Y}"
    return words
