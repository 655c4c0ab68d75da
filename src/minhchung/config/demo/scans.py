"""What lies in dossiers of the made-up desk: scanned applications, signed results, one shorter limit that was tried."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import typst

from minhchung.dossiers import actions
from minhchung.dossiers.actions.replaying import decide, replay
from minhchung.dossiers.models import AttachmentKind, CopyKind
from minhchung.dossiers.web.uploads import PURPOSE
from minhchung.ground import skin
from minhchung.ground.files.actions import keep_checked
from minhchung.procedures.queries import VersionRow, components_of

_FONTS = Path(skin.__file__).parent / "fonts"
#: How many dossiers get a scan, and how many of those that have ended their result.
_SCANNED, _RESULTS = 5, 3
_FEW_MINUTES = timedelta(minutes=7)
_PAGE = """
#set page(width: 148mm, height: 210mm, margin: 18mm, fill: rgb("#fbf9f2"))
#set text(font: "Liberation Serif", size: 11pt, lang: "vi")
#align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc* \\ #line(length: 40%)]
#v(8mm)
#align(center)[#text(size: 14pt)[*{heading}*]]
#v(6mm)
{lines}
#v(1fr)
#align(right)[_{signed}_]
#v(10mm)
#align(center)[#text(fill: rgb("#b3261e"), size: 9pt)[Dữ liệu minh họa, không có giá trị pháp lý]]
"""


@dataclass(frozen=True)
class Told:
    """A dossier whose story was told: ``ended_at`` is None while it is open."""

    number: int
    code: str
    version: VersionRow
    accepted_at: datetime
    ended_at: datetime | None


def attach_some(
    told: Sequence[Told], *, one_stop: actions.Actor, leader: actions.Actor, now: datetime
) -> int:
    """Files for a handful of the latest dossiers, by the same deeds as officials attach; returns how many."""
    told = [each for each in told if (each.ended_at or each.accepted_at) + _FEW_MINUTES < now]
    latest = sorted(told, key=lambda each: each.accepted_at, reverse=True)
    ended = [each for each in latest if each.ended_at is not None]
    count = 0
    for place, each in enumerate(latest[:_SCANNED]):
        lines = (
            f"Kính gửi: Ban Quản lý (minh họa) \\ Hồ sơ: {each.code} \\ Thủ tục: {_plain(each.version.name)}"
        )
        page = _PAGE.format(heading="ĐƠN ĐỀ NGHỊ", lines=lines, signed="Người nộp (minh họa)")
        ending = "png" if place % 2 else "pdf"
        part = next(iter(components_of(each.version.id)), None)
        labels = actions.Labels(
            component=part.id if part is not None else None, copy_kind=CopyKind.ORIGINAL, digitised=True
        )
        at = each.accepted_at + _FEW_MINUTES
        _attach(each, page, f"Đơn đề nghị.{ending}", labels, by=one_stop, at=at)
        count += 1
    for each in ended[:_RESULTS]:
        assert each.ended_at is not None
        lines = f"Căn cứ hồ sơ {each.code}; \\ Chấp thuận đề nghị: {_plain(each.version.name)}"
        page = _PAGE.format(heading="KẾT QUẢ GIẢI QUYẾT", lines=lines, signed="Lãnh đạo Ban (minh họa)")
        labels = actions.Labels(
            kind=AttachmentKind.RESULT,
            copy_kind=CopyKind.ELECTRONIC,
            result_code=f"5200000000.MH-{each.number:06d}",
        )
        _attach(each, page, "Kết quả.pdf", labels, by=leader, at=each.ended_at + _FEW_MINUTES)
        count += 1
    return count


def try_a_limit(told: Sequence[Told], *, by: str, at: datetime) -> None:
    """Try a day less on the procedure that had most dossiers lately, and keep what was decided after it."""
    solved = [each for each in told if each.ended_at is not None]
    if not solved:
        return
    procedure, _count = Counter(each.version.procedure_id for each in solved).most_common(1)[0]
    mine = [each for each in solved if each.version.procedure_id == procedure]
    limit, unit = mine[0].version.cases[0].promise
    if not limit or limit < 2:
        return
    since: date = min(each.accepted_at for each in mine).date()
    try:
        made = replay(
            procedure=procedure, since=since, until=at.date(), limit=limit - 1, unit=unit, by=by, at=at
        )
    except actions.Refusal:  # on the first day of a demonstration nothing was accepted before today
        return
    decide(
        trial=made.pk,
        decision="Chưa cắt giảm: bố trí thêm người ở bước thẩm định rồi thử lại sau một quý (minh họa)",
        number="12/TB-BQL",
        on=at.date(),
        by=by,
        at=at,
    )


def typeset(*, heading: str, lines: str, signed: str, at: datetime) -> bytes:
    """A paper of the made-up agency as PDF."""
    return _typeset(
        _PAGE.format(heading=_plain(heading), lines=_plain(lines), signed=_plain(signed)), "pdf", at
    )


def _attach(
    each: Told, page: str, name: str, labels: actions.Labels, *, by: actions.Actor, at: datetime
) -> None:
    content = _typeset(page, "png" if name.endswith("png") else "pdf", at)
    kept, warnings = keep_checked([content], name=name, purpose=PURPOSE, scanner=None, by=by.username, at=at)
    actions.attach(
        dossier=each.number,
        file=kept.pk,
        digest=kept.digest,
        labels=labels,
        warnings=warnings,
        form=f"minh-hoa-{name}",
        by=by,
        at=at,
    )


def _typeset(page: str, ending: str, at: datetime) -> bytes:
    """A page as a PDF, or as a picture of seventy dots an inch like a quick scan."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "trang.typ"
        source.write_text(page, encoding="utf-8")
        made: bytes = typst.compile(
            str(source),
            root=folder,
            font_paths=[str(_FONTS)],
            ignore_system_fonts=True,
            format=ending,
            ppi=70,
            timestamp=int((at - datetime(1970, 1, 1)).total_seconds()),
        )
    return made


def _plain(words: str) -> str:
    """Words in which typst sees no signs of its own."""
    return "".join(f"\\{letter}" if letter in "#*_`$<>@\\[]=/~" else letter for letter in words)
