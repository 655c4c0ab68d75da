"""The room's pages in the skin's words: a document with its validity and edges, sheets, lists, the inbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.accounts.queries import full_names
from minhchung.ground.skin.pieces import Badge, Cell, Column, Row, Table, Tone
from minhchung.legislation import actions, queries
from minhchung.legislation.graph import Hanging
from minhchung.legislation.models import (
    Change,
    Draft,
    LegalDocument,
    Quality,
    ReviewSheet,
    Stage,
)
from minhchung.legislation.queries import ChangeLine, Edges
from minhchung.legislation.standing import Standing, State
from minhchung.rules.rounding import printed_number

_TONES = {
    State.COMING: Tone.OPEN,
    State.IN_FORCE: Tone.KEPT,
    State.PARTLY: Tone.SOON,
    State.SUSPENDED: Tone.LATE,
    State.PARTLY_SUSPENDED: Tone.SOON,
    State.EXPIRED: Tone.LATE,
    State.UNKNOWN: Tone.NONE,
}


def standing_badge(stands: Standing) -> Badge:
    """How a document stands, in a word."""
    return Badge(stands.words, _TONES[stands.state])


def standing_words(stands: Standing) -> str:
    """Since when, because of what, and which part."""
    parts = []
    if stands.since is not None and stands.state is not State.IN_FORCE:
        since = _("có hiệu lực từ %(day)s") if stands.state is State.COMING else _("từ %(day)s")
        parts.append(since % {"day": f"{stands.since:%d/%m/%Y}"})
    if stands.why:
        parts.append(stands.why)
    if stands.gone and stands.state is not State.EXPIRED:
        parts.append(_("hết hiệu lực: %(parts)s") % {"parts": "; ".join(map(str, stands.gone))})
    if stands.held:
        parts.append(_("đang ngưng: %(parts)s") % {"parts": "; ".join(map(str, stands.held))})
    return " · ".join(parts)


def document_page(document: LegalDocument, today: date, *, may_change: bool) -> dict[str, Any]:
    """How it stands today, its history and its edges."""
    changes = queries.changes_of(document.pk)
    stands = queries.stands(document, today, changes)
    return {
        "standing": standing_badge(stands),
        "suspended": stands.state is State.SUSPENDED or bool(stands.held),
        "standing_words": " · ".join(
            each for each in (standing_words(stands), _to_end(changes, today)) if each
        ),
        "changes": changes_table(changes, may_change=may_change) if changes else None,
        "edges": edges_table(queries.edges_of(document.pk), may_change=may_change),
        "sheets": _sheets_of(document),
    }


def _to_end(changes: Iterable[ChangeLine], today: date) -> str:
    """That it is to end, wholly, on a day to come; "" where nothing of the kind is kept."""
    for each in changes:
        if each.change == Change.END and not each.withdrawn and each.on > today:
            return _("sẽ hết hiệu lực toàn bộ từ %(day)s") % {"day": f"{each.on:%d/%m/%Y}"}
    return ""


_NAMED = 5


def consequences(drawn: actions.Consequences) -> tuple[str, ...]:
    """What an end drew along, in sentences: what ended with it, and what is to be reviewed."""
    told = []
    if drawn.ended:
        names = [name for _number, name in queries.names_of(tuple(sorted(drawn.ended)))]
        more = len(names) - _NAMED
        listed = ", ".join(names[:_NAMED]) + (
            _(" và %(more)s văn bản nữa") % {"more": more} if more > 0 else ""
        )
        told.append(
            _("Hết hiệu lực theo luật của ngày đó, cùng văn bản được quy định chi tiết: %(names)s.")
            % {"names": listed}
        )
    if drawn.to_review:
        count = printed_number(len(drawn.to_review))
        told.append(
            _(
                "%(count)s văn bản còn hiệu lực dựa vào văn bản này đã đến lượt rà soát; xem “Việc của pháp chế”."
            )
            % {"count": count}
        )
    return tuple(told)


def changes_table(changes: Iterable[ChangeLine], *, may_change: bool) -> Table:
    """The history of validity, each line with its cause and article; those that stand can be taken back."""
    changes = tuple(changes)
    names = full_names({each.recorded_by for each in changes})
    rows = []
    for each in changes:
        note = _("đã rút lại: %(why)s") % {"why": each.withdrawn} if each.withdrawn else each.cites
        take_back = (
            Cell(_("Rút lại"), url=reverse("legislation:change_deed", args=[each.id, "rut"]))
            if may_change and not each.withdrawn
            else Cell("")
        )
        rows.append(
            Row(
                (
                    Cell(f"{each.on:%d/%m/%Y}"),
                    Cell(each.change_name, sub=_parts(each)),
                    Cell(each.why, sub=note),
                    Cell(
                        names.get(each.recorded_by, each.recorded_by),
                        sub=f"{each.recorded_at:%d/%m/%Y}" if each.recorded_at else "",
                    ),
                    take_back,
                )
            )
        )
    return Table(
        _("Lịch sử hiệu lực"),
        (
            Column(_("Từ ngày"), nowrap=True),
            Column(_("Thay đổi")),
            Column(_("Nguyên nhân"), wide=True),
            Column(_("Người ghi")),
            Column(_("Việc")),
        ),
        tuple(rows),
    )


def _parts(change: ChangeLine) -> str:
    if change.change == Change.KEEP and change.provisions:
        return _("trừ %(parts)s") % {"parts": change.provisions}
    return change.provisions


def edges_table(edges: Edges, *, may_change: bool = False) -> Table:
    """The edges at a document; how many of each kind are not among them; each can be taken back."""
    rows = tuple(
        Row(
            (
                Cell(each.kind_name),
                Cell(each.other_name, url=reverse("legislation:document", args=[each.other])),
                Cell(each.other_abstract, sub=each.provisions),
                *(
                    (Cell(_("Rút lại"), url=reverse("legislation:relation_deed", args=[each.id, "rut"])),)
                    if may_change
                    else ()
                ),
            )
        )
        for each in edges.lines
    )
    return Table(
        _("Quan hệ với văn bản khác (%(count)s)") % {"count": printed_number(edges.total)},
        (
            Column(_("Quan hệ")),
            Column(_("Văn bản")),
            Column(_("Trích yếu; điều, khoản"), wide=True),
            *((Column(_("Việc")),) if may_change else ()),
        ),
        rows,
        note=_(
            "Mỗi loại hiện %(shown)s văn bản mới nhất; còn nữa: %(more)s (xem “Liên hệ và hiệu lực theo ngày”)."
        )
        % {
            "shown": queries.SHOWN_EDGES,
            "more": ", ".join(f"{printed_number(number)} “{kind}”" for kind, number in edges.more.items()),
        }
        if edges.more
        else "",
        empty=_("Chưa ghi quan hệ nào"),
    )


def hanging_table(found: Hanging, day: date) -> Table:
    """What hangs on a document, directly and through others."""
    rows = tuple(
        Row(
            (
                Cell(node.name),
                Cell(f"{node.issued_on:%d/%m/%Y}"),
                Cell(node.abstract, sub=node.issuer),
                Cell(badge=_ended(node.expired_on, day)),
            ),
            url=reverse("legislation:graph", args=[node.id]),
        )
        for node in found.nodes
    )
    return Table(
        _("Gắn với văn bản này, trực tiếp hoặc qua văn bản khác: %(count)s văn bản")
        % {"count": printed_number(found.total)},
        (
            Column(_("Văn bản")),
            Column(_("Ngày ban hành"), nowrap=True),
            Column(_("Trích yếu"), wide=True),
            Column(_("Hiệu lực")),
        ),
        rows,
        empty=_("Không văn bản nào gắn với văn bản này"),
    )


def _ended(expired_on: date | None, day: date) -> Badge:
    if expired_on is not None and expired_on <= day:
        return Badge(_("Hết hiệu lực"), Tone.LATE)
    return Badge(_("Chưa hết hiệu lực"), Tone.KEPT)


def _sheets_of(document: LegalDocument) -> Table | None:
    rows = queries.sheets_of(document.pk)
    if not rows:
        return None
    return Table(
        _("Phiếu rà soát"),
        (Column(_("Ngày lập"), nowrap=True), Column(_("Căn cứ")), Column(_("Trạng thái")), Column(_("Hạn"))),
        tuple(
            Row(
                (
                    Cell(f"{each.opened_on:%d/%m/%Y}"),
                    Cell(str(each.get_ground_display())),
                    Cell(str(each.get_state_display())),
                    Cell(f"{each.due_on:%d/%m/%Y}" if each.due_on else "–"),
                ),
                url=reverse("legislation:sheet", args=[each.pk]),
            )
            for each in rows
        ),
    )


def sheet_page(sheet: ReviewSheet) -> dict[str, Any]:
    """The lines of a sheet."""
    rows = tuple(
        Row(
            (
                Cell(each.provision),
                Cell(each.finding, sub=each.against),
                Cell(str(each.get_proposal_display())),
            )
        )
        for each in queries.lines_of(sheet.pk)
    )
    return {
        "lines": Table(
            _("Kết quả từng điều, khoản"),
            (
                Column(_("Điều, khoản, điểm"), nowrap=True),
                Column(_("Phát hiện; đối chiếu"), wide=True),
                Column(_("Kiến nghị")),
            ),
            rows,
            empty=_("Chưa ghi điều, khoản nào"),
        ),
        "document_url": reverse("legislation:document", args=[sheet.document_id]),
        "review_url": reverse("legislation:review", args=[sheet.review_id]) if sheet.review_id else "",
    }


def files_table(document: int, *, may_change: bool = False) -> Table | None:
    """The files of a document and how their words were read; None when there is none."""
    files = queries.files_of(document)
    names = full_names({each.attached_by for each in files})
    rows = tuple(
        Row(
            (
                Cell(each.file.name, url=reverse("legislation:document_file", args=[document, each.pk])),
                Cell(str(each.get_reading_display()), sub=each.note),
                Cell(f"{each.attached_at:%d/%m/%Y}", sub=names.get(each.attached_by, each.attached_by)),
                *(
                    (Cell(_("Bỏ tệp"), url=reverse("legislation:detach", args=[document, each.pk])),)
                    if may_change
                    else ()
                ),
            )
        )
        for each in files
    )
    if not rows:
        return None
    columns = (Column(_("Tệp"), wide=True), Column(_("Đọc chữ")), Column(_("Đính kèm"), nowrap=True))
    if may_change:
        columns = (*columns, Column(_("Việc")))
    return Table(_("Tệp đính kèm"), columns, rows)


def stage_badge(draft: Draft) -> Badge:
    """Where a draft stands, with the day on which it was submitted."""
    tones = {Stage.ISSUED: Tone.KEPT, Stage.DROPPED: Tone.NONE}
    words = str(draft.get_stage_display())
    if draft.submitted_on is not None:
        words = _("%(stage)s, trình %(day)s") % {"stage": words, "day": f"{draft.submitted_on:%d/%m/%Y}"}
    return Badge(words, tones.get(Stage(draft.stage), Tone.OPEN))


def marks_table(draft: int) -> Table:
    """The sheet of the six qualities of a draft."""
    marks = {each.quality: each for each in queries.marks_of(draft)}

    def row(quality: Quality) -> Row:
        mark = marks.get(quality)
        if mark is None:
            return Row(
                (
                    Cell(str(quality.label)),
                    Cell(badge=Badge(_("Chưa đánh giá"), Tone.NONE)),
                    Cell(""),
                    Cell(""),
                )
            )
        standing = Badge(_("Đạt"), Tone.KEPT) if mark.met else Badge(_("Chưa đạt"), Tone.LATE)
        return Row((Cell(str(quality.label)), Cell(badge=standing), Cell(mark.finding), Cell(mark.answer)))

    return Table(
        _("Phiếu chất lượng"),
        (
            Column(_("Tiêu chí"), nowrap=True),
            Column(_("Kết quả")),
            Column(_("Nhận xét, phát hiện"), wide=True),
            Column(_("Tiếp thu, giải trình")),
        ),
        tuple(row(each) for each in Quality),
    )
