"""A person's time at the agency as a story that one can read: posts, decisions, degrees, training, classes by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from minhchung.organisation.queries import names_of
from minhchung.staff.models import Person, RecruitForm
from minhchung.staff.moves import Deed

_HOW = dict(RecruitForm.choices)


@dataclass(frozen=True)
class Chapter:
    """A line of the story: the day, what happened, more about it, and the decision behind it."""

    on: date
    what: str
    note: str = ""
    decision: str = ""
    tone: str = "open"


def story_of(person: Person, *, opened: bool) -> tuple[Chapter, ...]:
    """The story, newest first; discipline and classes only where ``opened``. Seven queries whatever the length."""
    posts = list(person.appointments.order_by("since"))
    moved = list(person.movements.order_by("on", "id"))
    units = {each.unit_id for each in posts}
    units |= {each for row in moved for each in (row.to_unit_id, row.from_unit_id) if each}
    names = names_of(units)
    told = [Chapter(person.joined_on, _("Vào cơ quan"), str(person.get_kind_display()), tone="seal")]
    by_decision = {(each.on, each.to_post) for each in moved}
    for each in posts:
        if (each.since, each.post) in by_decision:
            continue
        what = _("Giữ vị trí %(post)s") if each.main else _("Kiêm nhiệm %(post)s")
        told.append(
            Chapter(each.since, what % {"post": each.post or "–"}, names[each.unit_id], each.decision)
        )
    for row in moved:
        if row.deed == Deed.DISCIPLINE and not opened:
            continue
        note = ", ".join(
            part
            for part in (
                row.get_form_display() if row.form else "",
                row.from_post if row.deed == Deed.RELEASE else row.to_post,
                names.get((row.from_unit_id if row.deed == Deed.RELEASE else row.to_unit_id) or 0, ""),
                row.regime,
                row.reason if opened else "",
            )
            if part
        )
        paper = _("%(number)s ngày %(day)s") % {"number": row.decision, "day": f"{row.decided_on:%d/%m/%Y}"}
        tone = "late" if row.deed == Deed.DISCIPLINE else "seal"
        told.append(Chapter(row.on, str(row.get_deed_display()), note, paper, tone))
    told += [
        Chapter(held.awarded_on or person.joined_on, str(held), held.school, tone="none")
        for held in person.qualifications.all()
    ]
    told += [
        Chapter(
            turn.until_on or turn.on,
            _("Học xong: %(title)s") % {"title": turn.title},
            turn.certificate,
            tone="none",
        )
        for turn in person.trainings.all()
    ]
    if opened:
        told += [
            Chapter(date(kept.year, 12, 31), str(kept.get_quality_display()), "", kept.decision, "kept")
            for kept in person.year_classes.all()
        ]
    if person.left_on is not None and not any(row.deed == Deed.LEAVE for row in moved):
        note = ", ".join(part for part in (str(person.get_leaving_display()), person.leaving_regime) if part)
        told.append(Chapter(person.left_on, _("Thôi làm việc"), note, person.leaving_decision, "none"))
    return tuple(sorted(told, key=lambda chapter: chapter.on, reverse=True))
