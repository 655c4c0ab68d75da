"""Deeds on what shows that a task is done: a document, a place in a file, a figure with its level; taking one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from minhchung.direction.actions.acting import Hand, Seen, acting
from minhchung.direction.models import Comparator, Evidence, EvidenceKind, PlanTask
from minhchung.direction.moves import Deed
from minhchung.direction.papers import find_paper
from minhchung.figures.answers import Answer
from minhchung.figures.kept import answers_of
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.ground import to_come
from minhchung.ground.deeds.acting import Actor, Refusal
from minhchung.rules.rounding import printed_number
from minhchung.rules.windows import BadWindow

_COMPARED: dict[str, Callable[[Fraction, Fraction], bool]] = {
    Comparator.AT_LEAST: lambda value, level: value >= level,
    Comparator.ABOVE: lambda value, level: value > level,
    Comparator.AT_MOST: lambda value, level: value <= level,
    Comparator.BELOW: lambda value, level: value < level,
    Comparator.EXACTLY: lambda value, level: value == level,
}

#: From here up to one a level of a share is taken for a part of one.
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Paper:
    """A document: its number and symbol, the day it bears, and for how many of the product it stands."""

    reference: str
    on: date
    count: int = 1


@dataclass(frozen=True)
class Place:
    """A place in a kept file: which file, and the section or the pages."""

    file: int
    section: str
    page: str


@dataclass(frozen=True)
class Level:
    """A figure by its key, over a window, and how it has to stand to a level (percent for a share)."""

    figure: str
    window: str
    comparator: str
    threshold: Decimal


def show_document(*, seen: Seen, paper: Paper, by: Actor, at: datetime) -> PlanTask:
    """A document shows it; where it stands in a register of the agency it is tied to that.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; no number, a day that has not come,
            a document that shows it already.
    """
    with acting(Deed.SHOW, seen, by=by, at=at) as hand:
        reference = _checked(hand, paper)
        _refuse_twice(hand, EvidenceKind.DOCUMENT, paper.on, reference)
        found = find_paper(reference, paper.on)
        _keep(
            hand,
            EvidenceKind.DOCUMENT,
            paper.on,
            reference,
            count=paper.count,
            room=found.room if found else "",
            record=found.record if found else None,
        )
    return hand.task


def show_file(*, seen: Seen, paper: Paper, place: Place, by: Actor, at: datetime) -> PlanTask:
    """A place in a file shows it.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; no name, no section and no page.
    """
    with acting(Deed.SHOW, seen, by=by, at=at) as hand:
        reference = _checked(hand, paper)
        if not place.section.strip() and not place.page.strip():
            raise Refusal("Ghi mục hoặc trang để người xem mở đúng chỗ.", field_name="section")
        _refuse_twice(
            hand,
            EvidenceKind.FILE,
            paper.on,
            reference,
            section=place.section.strip(),
            page=place.page.strip(),
        )
        _keep(
            hand,
            EvidenceKind.FILE,
            paper.on,
            reference,
            count=paper.count,
            file_id=place.file,
            section=place.section.strip(),
            page=place.page.strip(),
        )
    return hand.task


def show_figure(*, seen: Seen, level: Level, by: Actor, at: datetime) -> PlanTask:
    """A figure shows it once it reaches its level; it is asked again whenever the task is said to be done.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; no such figure, no such period, one
            that has not begun, a level that no share can have.
    """
    with acting(Deed.SHOW, seen, by=by, at=at) as hand:
        if level.figure not in REGISTER:
            raise Refusal(f"Không có chỉ tiêu “{level.figure}”.", field_name="figure")
        try:
            window = window_named(level.window)
        except BadWindow as bad:
            raise Refusal(str(bad), field_name="window") from bad
        begins = window.on(REGISTER[level.figure].clock).first_day
        if begins > hand.at.date():
            raise Refusal(
                f"Kỳ này bắt đầu ngày {begins:%d/%m/%Y}, chưa có gì để tính; chọn kỳ đã bắt đầu.",
                field_name="window",
            )
        if answers_of([(level.figure, window)])[level.figure, window.label].kind == "share":
            _refuse_unlike(level)
        made = _keep(
            hand,
            EvidenceKind.FIGURE,
            min(window.on(REGISTER[level.figure].clock).last_day, at.date()),
            f"{REGISTER[level.figure].title}, {window.title}"[:200],
            figure=level.figure,
            window=window.label,
            comparator=level.comparator,
            threshold=level.threshold,
        )
        asked_again(made)
    return hand.task


def unshow(*, seen: Seen, number: int, by: Actor, at: datetime) -> PlanTask:
    """Take back what was to show it, while the task is not done.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; there is no such evidence.
    """
    with acting(Deed.UNSHOW, seen, by=by, at=at) as hand:
        found = Evidence.objects.filter(task=seen.task, number=number).first()
        if found is None:
            raise Refusal("Không có minh chứng này.", field_name="number")
        hand.told["evidence"] = found.reference
        found.delete()
    return hand.task


def asked_again(evidence: Evidence) -> Evidence:
    """Ask a figure anew and keep what it is now; nothing to count reaches no level."""
    told = answers_of([(evidence.figure, window_named(evidence.window))])
    answer = told[evidence.figure, window_named(evidence.window).label]
    value = _value(answer)
    assert evidence.threshold is not None
    evidence.printed = answer.printed[:80]
    evidence.met = value is not None and _COMPARED[evidence.comparator](value, Fraction(evidence.threshold))
    evidence.save(update_fields=["printed", "met"])
    return evidence


def _value(answer: Answer) -> Fraction | None:
    """The number that is compared: percent of a share; None where there is nothing to count."""
    if answer.kind in ("share", "average"):
        if not answer.whole:
            return None
        exact = Fraction(answer.part or 0, answer.whole)
        return exact * 100 if answer.kind == "share" else exact
    return Fraction(answer.value or 0)


def _refuse_unlike(level: Level) -> None:
    """A level that a share can never reach, or that is written as a part of one instead of percent."""
    if not 0 <= level.threshold <= 100:
        raise Refusal("Chỉ tiêu này là tỷ lệ: mức phải đạt từ 0 đến 100 (%).", field_name="threshold")
    if _TENTH <= level.threshold < 1 and level.comparator in (Comparator.AT_LEAST, Comparator.ABOVE):
        said, meant = printed_number(level.threshold, 2), printed_number(level.threshold * 100)
        raise Refusal(
            f"Chỉ tiêu này là tỷ lệ, mức ghi theo phần trăm: {said} là chưa đến 1 %. Muốn nói {meant} % thì ghi "
            f"{meant}.",
            field_name="threshold",
        )


def _checked(hand: Hand, paper: Paper) -> str:
    reference = hand.need(paper.reference, "reference", "Ghi số, ký hiệu hoặc tên tài liệu.")
    to_come.refuse("Ngày", paper.on, hand.at, Refusal)
    if paper.count < 1:
        raise Refusal("Số sản phẩm ít nhất là một.", field_name="count")
    return reference[:200]


def _refuse_twice(hand: Hand, kind: EvidenceKind, on: date, reference: str, **place: str) -> None:
    """The same product is not counted twice."""
    alike = Evidence.objects.filter(task=hand.task, kind=kind, on=on, **place)
    if reference.casefold() in {each.casefold() for each in alike.values_list("reference", flat=True)}:
        raise Refusal(
            f"“{reference}” ngày {on:%d/%m/%Y} đã là minh chứng của nhiệm vụ này. Văn bản tính là nhiều sản phẩm thì "
            "bỏ minh chứng cũ rồi thêm lại với số sản phẩm đúng.",
            field_name="reference",
        )


def _keep(hand: Hand, kind: EvidenceKind, on: date, reference: str, **more: object) -> Evidence:
    last = (
        Evidence.objects.filter(task=hand.task).order_by("-number").values_list("number", flat=True).first()
    )
    hand.told["evidence"] = reference
    return Evidence.objects.create(
        task=hand.task,
        number=(last or 0) + 1,
        kind=kind,
        on=on,
        reference=reference,
        added_at=hand.at,
        added_by=hand.by.username,
        **more,
    )
