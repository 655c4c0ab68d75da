"""The paper behind a decision on a person: what it must say, whom it may be about, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from minhchung.ground import to_come
from minhchung.ground.deeds.acting import Actor, Refusal
from minhchung.ground.trail import actions as trail
from minhchung.organisation.queries import ended_by
from minhchung.staff.actions.keeping import MOVEMENT, PERSON, ROOM
from minhchung.staff.models import Leaving, Movement, Person
from minhchung.staff.moves import PEOPLE, Deed, Standing
from minhchung.staff.regimes import regime_named, regimes_on


@dataclass(frozen=True)
class Paper:
    """The decision behind a deed: its number, its day, and the day from which it takes effect."""

    decision: str
    decided_on: date
    on: date


def standing(person: Person | None) -> str:
    """Where a person stands in the table of moves."""
    if person is None or person.pk is None:
        return Standing.NOT_YET
    return Standing.PRESENT if person.left_on is None else Standing.LEFT


def held_for(number: int, deed: Deed, paper: Paper, at: datetime) -> Person:
    """The person, held until the transaction ends, where the deed may be done at all.

    Raises:
        Refusal: no such person, not here any more, a paper without its number or of a day to come.
    """
    person = Person.objects.select_for_update().filter(pk=number).first()
    if person is None:
        raise Refusal(_("Không có người này."))
    if person.left_on is not None:
        raise Refusal(
            _("%(name)s đã thôi làm việc từ %(left)s (%(cites)s).")
            % {
                "name": person.full_name,
                "left": f"{person.left_on:%d/%m/%Y}",
                "cites": PEOPLE.move(Standing.PRESENT, deed).cites,
            }
        )
    PEOPLE.move(standing(person), deed)
    check_paper(paper, at)
    return person


def check_paper(paper: Paper, at: datetime) -> None:
    """Refuse a decision without its number, or made on a day to come; what it decides may begin later."""
    if not paper.decision.strip():
        raise Refusal(
            _("Phải ghi số quyết định: việc về người chỉ có khi có quyết định."), field_name="decision"
        )
    to_come.refuse(_("Ngày quyết định"), paper.decided_on, at, Refusal, "decided_on")


def check_once(person: Person, deed: Deed, paper: Paper) -> None:
    """Refuse a decision that is entered of this person already: numbers are given anew each year."""
    entered = person.movements.filter(deed=str(deed), decided_on__year=paper.decided_on.year)
    known = known_as(paper.decision, paper.decided_on)
    told = next((each for each in entered if known_as(each.decision, each.decided_on) == known), None)
    if told is not None:
        raise Refusal(already(told.decision, told.decided_on, person.full_name), field_name="decision")


def known_as(decision: str, decided_on: date) -> tuple[str, int]:
    """What a decision is known by, however its number is written."""
    return "".join(decision.split()).casefold(), decided_on.year


def already(decision: str, decided_on: date, name: str) -> str:
    """That a decision of a person is entered already."""
    return _(
        "Quyết định %(decision)s ngày %(day)s đã được ghi cho %(name)s; hãy kiểm tra lại số quyết định, "
        "hoặc xem ở danh sách các quyết định."
    ) % {"decision": decision, "day": f"{decided_on:%d/%m/%Y}", "name": name}


def check_unit(unit: int, on: date) -> None:
    """Refuse a unit that no longer is on a day."""
    if unit in ended_by(on):
        raise Refusal(
            _("Đơn vị này không còn vào ngày %(on)s; hãy chọn đơn vị kế thừa.") % {"on": f"{on:%d/%m/%Y}"},
            field_name="unit",
        )


def check_regime(leaving: str, regime: str, on: date) -> None:
    """Cutting staff and leaving for reorganisation are under a decree in force that day; nothing else is."""
    wanted = [each.name for each in regimes_on(on) if each.leaving == leaving]
    if leaving in (Leaving.STREAMLINED, Leaving.REORGANISED):
        if regime not in wanted:
            known = regime_named(regime)
            told = f" {regime} {known.force}." if known is not None else ""
            raise Refusal(
                _(
                    "Lý do này phải theo một chế độ có hiệu lực vào ngày thôi làm việc: %(names)s.%(told)s "
                    "Tinh giản biên chế và nghỉ do sắp xếp bộ máy được đếm riêng."
                )
                % {"names": ", ".join(wanted) or _("ngày đó không có chế độ nào"), "told": told},
                field_name="regime",
            )
    elif regime and regime_named(regime) is not None:
        raise Refusal(
            _("%(regime)s chỉ dùng cho tinh giản biên chế hoặc nghỉ do sắp xếp bộ máy; hãy chọn lại lý do.")
            % {"regime": regime},
            field_name="leaving",
        )


def row_of(person: Person, deed: Deed, paper: Paper, **told: object) -> Movement:
    """The row of a decision, not yet saved."""
    named = {
        f"{name}_id" if name in ("from_unit", "to_unit") else name: value for name, value in told.items()
    }
    return Movement(
        person=person,
        deed=str(deed),
        on=paper.on,
        decision=paper.decision.strip(),
        decided_on=paper.decided_on,
        **named,
    )


def write_down(person: Person, deed: Deed, paper: Paper, by: Actor, at: datetime, **told: object) -> None:
    """The row of the decision and its line in the trail: of the person, of discipline of the decision alone.

    What was decided stands in the row, whose readers are known; the trail says that it was, and by which paper.
    """
    row = row_of(person, deed, paper, **told)
    row.save()
    details = {"movement": row.pk, "decision": row.decision, "decided_on": paper.decided_on, "on": paper.on}
    matter, record = (MOVEMENT, row.pk) if deed is Deed.DISCIPLINE else (PERSON, person.pk)
    trail.write_one(trail.Deed(ROOM, matter, record, str(deed), by.username, at, details), recorded_at=at)
