"""Building a report: the outline of its window's programme, filled with figures, as one composition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhchung import lawbook
from minhchung.reports.composition import (
    Block,
    Composition,
    Heading,
    Letterhead,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
)
from minhchung.reports.declared import NONE_DECLARED, Declarations
from minhchung.reports.exhibits import Exhibits
from minhchung.reports.frames import Frame, Span
from minhchung.reports.models import Report
from minhchung.reports.narrative import holds, resolved
from minhchung.reports.outline import Outline, numbered, outline_of
from minhchung.reports.sources import Answers, Source

#: Quarters whose report is that of a longer period, in practice.
_STOOD_IN_FOR = {
    "2": "Theo thông lệ, báo cáo quý II được thay bằng báo cáo 6 tháng đầu năm.",
    "4": "Theo thông lệ, báo cáo quý IV được thay bằng báo cáo năm.",
}


@dataclass(frozen=True)
class Built:
    """A report ready to be drawn; ``standing`` are the keys of the passages that its figures let stand."""

    composition: Composition
    outline_hash: str
    cells: int
    standing: frozenset[str] = frozenset()


def build(
    report: Report,
    frame: Frame,
    answers: Answers,
    texts: Mapping[str, str],
    declared: Declarations = NONE_DECLARED,
) -> Built:
    """Fill the outline in force at the window's end.

    Args:
        answers: every figure in each window of the frame.
        texts: paragraphs that the officer rewrote, by key.
        declared: what was declared for those windows.
    """
    outline = outline_of(frame.window)
    maker = _Maker(report, Source(report.pk, frame, answers, declared), texts)
    composition = Composition(
        letterhead=_letterhead(report, outline, frame),
        blocks=numbered(maker.blocks(outline.items)),
        title=report.title,
        window=frame.window.label,
        window_title=frame.window.title,
        remarks=tuple(maker.remarks()),
    )
    return Built(composition, outline.digest(), len(composition.cells()), frozenset(maker.standing))


class _Maker:
    """Fills an outline item by item."""

    def __init__(self, report: Report, source: Source, texts: Mapping[str, str]) -> None:
        self.source, self.texts = source, texts
        self.window = source.frame.window
        self.exhibits = Exhibits(source)
        self.names = {"agency": report.agency, "window": self.window.title}
        self.standing: set[str] = set()

    def blocks(self, items: Iterable[Any]) -> Iterator[Block]:
        for item in items:
            if self.stands(item) and (block := self.block(item)):
                yield block

    def block(self, item: Any) -> Block | None:
        if "heading" in item:
            return Heading(item["heading"], item["text"])
        if "key" in item:
            runs = self.runs(item)
            return Paragraph(runs, item.get("style", "body")) if runs else None
        if "list" in item:
            entries = tuple(self.runs(part) for part in item["list"] if self.stands(part))
            return ListBlock(entries, bool(item.get("ordered"))) if entries else None
        if "table" in item:
            return self.exhibits.table(item)
        if "chart" in item:
            return self.exhibits.chart(item)
        if "groups" in item:
            return self.exhibits.groups(item)
        if "targets" in item:
            return self.exhibits.targets(item)
        if "declared" in item:
            return self.exhibits.declared(item)
        return PageBreak()

    def stands(self, item: Any) -> bool:
        return holds(item.get("when", ""), self.source.lookup, self.source.by_part)

    def runs(self, item: Any) -> tuple[Run, ...]:
        text = self.texts.get(item["key"], item["text"])
        if text.strip():
            self.standing.add(item["key"])
        years = [year.label for year in self.source.frame.years]
        return resolved(text, self.source.find, years, self.window.label, self.names)

    def remarks(self) -> Iterator[str]:
        """What a reader must know about the window: reporting years, and sources not confirmed."""
        said = len(self.source.declared)
        computed = "Số liệu do hệ thống đếm từ hồ sơ, văn bản đang quản lý, không nhập tay"
        opens = "mỗi số mở được tới các bản ghi làm nên nó"
        if said:
            yield (
                f"{computed}, trừ {said} số khai được đánh dấu “(số khai)” và liệt kê kèm văn bản nguồn; "
                f"ngoài số khai, {opens}."
            )
        else:
            yield f"{computed}; {opens}."
        yield (
            f"Kỳ báo cáo: {self.window.title}, từ {self.window.first_day:%d/%m/%Y} đến "
            f"{self.window.last_day:%d/%m/%Y}; "
            "số tại thời điểm lấy theo ngày cuối kỳ."
        )
        unconfirmed = [rule for rule in lawbook.history("reports.cutoff") if rule.confidence != "high"]
        for rule in unconfirmed:
            if self.window.first_day < (rule.until or date.max) and self.window.last_day >= rule.since:
                yield f"Ngày chốt kỳ báo cáo trước {rule.until:%d/%m/%Y} chưa đối chiếu: {rule.cites}."
        if self.source.frame.span is Span.QUARTER and self.window.label[-1] in _STOOD_IN_FOR:
            yield _STOOD_IN_FOR[self.window.label[-1]]


def _letterhead(report: Report, outline: Outline, frame: Frame) -> Letterhead:
    day = report.dated_on
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return Letterhead(
        parent_agency=report.parent_agency,
        agency=report.agency,
        number=report.number,
        place=report.place,
        date_words=f"ngày {day.day:02d} tháng {month} năm {day.year}",
        kind=outline.kind,
        abstract=f"{outline.abstract} {frame.window.title}",
        bases=outline.bases,
        authority=report.signer_authority,
        post=report.signer_post,
        name=report.signer_name,
        recipients=tuple(report.recipients.splitlines()) or outline.recipients,
    )
