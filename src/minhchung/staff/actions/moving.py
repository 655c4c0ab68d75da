"""Decisions on people: appoint, rotate, transfer, discipline, let go; each with its number, day and trail.

A deed is one transaction: the person, the appointments, the row of the decision, the trail and the mark of the form.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from minhchung.ground.deeds.acting import Actor, Refusal, check_form, mark_form
from minhchung.ground.registers.actions import save_record
from minhchung.staff.actions.decided import (
    Paper,
    check_once,
    check_regime,
    check_unit,
    held_for,
    write_down,
)
from minhchung.staff.actions.keeping import PERSON, ROOM
from minhchung.staff.actions.placing import check_not_held, end_all, latest_main, place
from minhchung.staff.models import (
    Appointment,
    Discipline,
    Person,
    Position,
)
from minhchung.staff.moves import PEOPLE, Deed, Standing
from minhchung.staff.queries import held_beside


def appoint(
    *,
    person: int,
    unit: int,
    post: str,
    paper: Paper,
    by: Actor,
    at: datetime,
    term_until: date | None = None,
    rank: str = "",
    position: int | None = None,
    once: str = "",
) -> Person:
    """Appoint to a leading post, for a term if it has one.

    Raises:
        Repeated, Refusal: as :func:`_moved`.
    """
    return _moved(
        Deed.APPOINT,
        person,
        paper,
        by,
        at,
        once,
        unit=unit,
        post=post,
        position=position,
        rank=rank,
        leads=True,
        term=term_until,
    )


def reappoint(
    *, person: int, paper: Paper, by: Actor, at: datetime, term_until: date | None = None, once: str = ""
) -> Person:
    """Appoint again to the leading post that is held, for another term.

    Raises:
        Repeated, Refusal: as :func:`_moved`; the person holds no leading post.
    """
    return _moved(Deed.REAPPOINT, person, paper, by, at, once, leads=True, term=term_until, must_lead=True)


def rotate(
    *,
    person: int,
    unit: int,
    post: str,
    paper: Paper,
    by: Actor,
    at: datetime,
    position: int | None = None,
    once: str = "",
) -> Person:
    """Rotate a leader to another unit.

    Raises:
        Repeated, Refusal: as :func:`_moved`; the person leads nothing.
    """
    return _moved(
        Deed.ROTATE,
        person,
        paper,
        by,
        at,
        once,
        unit=unit,
        post=post,
        position=position,
        leads=True,
        must_lead=True,
    )


def transfer(
    *,
    person: int,
    unit: int,
    post: str,
    paper: Paper,
    by: Actor,
    at: datetime,
    position: int | None = None,
    once: str = "",
) -> Person:
    """Move a person to another unit of the agency, in a post that leads nothing.

    Raises:
        Repeated, Refusal: as :func:`_moved`.
    """
    return _moved(Deed.TRANSFER, person, paper, by, at, once, unit=unit, post=post, position=position)


def relieve(
    *, person: int, post: str, reason: str, paper: Paper, by: Actor, at: datetime, once: str = ""
) -> Person:
    """Take a leading post from a person, who stays in the unit with another.

    Raises:
        Repeated, Refusal: as :func:`_moved`; the person leads nothing, no reason.
    """
    if not reason.strip():
        raise Refusal(_("Miễn nhiệm, thôi giữ chức vụ phải nêu lý do."), field_name="reason")
    return _moved(Deed.RELIEVE, person, paper, by, at, once, post=post, must_lead=True, reason=reason.strip())


@transaction.atomic
def make_concurrent(
    *, person: int, unit: int, post: str, paper: Paper, by: Actor, at: datetime, once: str = ""
) -> Person:
    """Give a person a post beside the main one; nobody is counted twice for it.

    Raises:
        Repeated, Refusal: as :func:`_moved`; the post is held on that day, as the main one or beside it.
    """
    check_form(once)
    record, post = held_for(person, Deed.CONCURRENT, paper, at), post.strip()
    check_unit(unit, paper.on)
    check_not_held(record, unit=unit, post=post, on=paper.on)
    Appointment.objects.create(
        person=record, unit_id=unit, post=post, main=False, since=paper.on, decision=paper.decision
    )
    write_down(record, Deed.CONCURRENT, paper, by, at, to_unit=unit, to_post=post)
    mark_form(once, room=ROOM, matter=PERSON, record=record.pk, at=at)
    return record


@transaction.atomic
def release(
    *, person: int, appointment: int, paper: Paper, by: Actor, at: datetime, once: str = ""
) -> Person:
    """End a post that a person holds beside the main one.

    Raises:
        Repeated, Refusal: as :func:`_moved`; no such post beside the main one, or a day on which it is not held.
    """
    check_form(once)
    record = held_for(person, Deed.RELEASE, paper, at)
    beside = held_beside(record).filter(pk=appointment).first()
    if beside is None:
        raise Refusal(
            _("%(name)s không giữ vị trí kiêm nhiệm này.") % {"name": record.full_name},
            field_name="appointment",
        )
    if paper.on <= beside.since:
        raise Refusal(
            _("Kiêm nhiệm “%(post)s” từ %(since)s; ngày thôi phải sau ngày đó.")
            % {"post": beside.post, "since": f"{beside.since:%d/%m/%Y}"},
            field_name="on",
        )
    beside.until = paper.on
    beside.save(update_fields=["until"])
    write_down(record, Deed.RELEASE, paper, by, at, from_unit=beside.unit_id, from_post=beside.post)
    mark_form(once, room=ROOM, matter=PERSON, record=record.pk, at=at)
    return record


@transaction.atomic
def discipline(
    *, person: int, form: str, reason: str, paper: Paper, by: Actor, at: datetime, once: str = ""
) -> Person:
    """Keep a decision of discipline; it moves nobody by itself.

    Raises:
        Repeated, Refusal: as :func:`_moved`; no reason, a form that is for leaders only, or the decision is entered.
    """
    check_form(once)
    record = held_for(person, Deed.DISCIPLINE, paper, at)
    held = latest_main(record)
    leads = held is not None and held.leads
    if form in (Discipline.DEMOTION, Discipline.REMOVAL) and not leads:
        raise Refusal(
            _("Giáng chức, cách chức chỉ áp dụng với người giữ chức vụ lãnh đạo, quản lý (%(cites)s).")
            % {"cites": PEOPLE.move(Standing.PRESENT, Deed.DISCIPLINE).cites},
            field_name="form",
        )
    if not reason.strip():
        raise Refusal(_("Kỷ luật phải nêu hành vi vi phạm."), field_name="reason")
    check_once(record, Deed.DISCIPLINE, paper)
    write_down(record, Deed.DISCIPLINE, paper, by, at, form=form, reason=reason.strip(), leads=leads)
    mark_form(once, room=ROOM, matter=PERSON, record=record.pk, at=at)
    return record


@transaction.atomic
def leave(
    *,
    person: int,
    leaving: str,
    paper: Paper,
    by: Actor,
    at: datetime,
    regime: str = "",
    reason: str = "",
    once: str = "",
) -> Person:
    """Let a person leave from a day on, for a reason; under a regime where the reason has one.

    Raises:
        Repeated: the form was done before.
        Refusal: left already, a day before coming, a regime that is not of that reason or not in force that day.
    """
    check_form(once)
    record = held_for(person, Deed.LEAVE, paper, at)
    if paper.on <= record.joined_on:
        raise Refusal(
            _("%(name)s vào cơ quan ngày %(joined)s; ngày thôi làm việc phải sau ngày đó.")
            % {"name": record.full_name, "joined": f"{record.joined_on:%d/%m/%Y}"},
            field_name="on",
        )
    check_regime(leaving, regime, paper.on)
    end_all(record, paper.on)
    write_down(record, Deed.LEAVE, paper, by, at, form=leaving, regime=regime, reason=reason.strip())
    record.left_on, record.leaving = paper.on, leaving
    record.leaving_regime, record.leaving_decision = regime, paper.decision
    save_record(record, room=ROOM, matter=PERSON, by=by.username, at=at)
    mark_form(once, room=ROOM, matter=PERSON, record=record.pk, at=at)
    return record


@transaction.atomic
def _moved(
    deed: Deed,
    number: int,
    paper: Paper,
    by: Actor,
    at: datetime,
    once: str,
    *,
    unit: int | None = None,
    post: str = "",
    position: int | None = None,
    rank: str = "",
    leads: bool = False,
    term: date | None = None,
    must_lead: bool = False,
    reason: str = "",
) -> Person:
    """Give a person another main post by a decision.

    Raises:
        Repeated: the form was done before.
        Refusal: no such person, not here, no such unit on that day, two posts at once, leads nothing.
    """
    check_form(once)
    person = held_for(number, deed, paper, at)
    held = latest_main(person)
    if must_lead and (held is None or not held.leads):
        raise Refusal(
            _("%(name)s không giữ chức vụ lãnh đạo, quản lý nào nên không làm được việc này (%(cites)s).")
            % {"name": person.full_name, "cites": PEOPLE.move(Standing.PRESENT, deed).cites}
        )
    from_unit, from_post = person.unit_id, person.post
    to_unit, to_post = unit or from_unit, post.strip() or from_post
    if position is not None and not Position.objects.filter(pk=position, unit=to_unit).exists():
        raise Refusal(_("Vị trí việc làm này không thuộc đơn vị đã chọn."), field_name="position")
    if term is not None and term <= paper.on:
        raise Refusal(_("Thời hạn giữ chức vụ phải sau ngày có hiệu lực."), field_name="term_until")
    check_unit(to_unit, paper.on)
    place(
        person=person,
        unit=to_unit,
        post=to_post,
        rank=rank.strip() or person.rank,
        since=paper.on,
        decision=paper.decision,
        leads=leads,
        position=position,
        term_until=term,
    )
    person.unit_id, person.post, person.rank = to_unit, to_post, rank.strip() or person.rank
    save_record(person, room=ROOM, matter=PERSON, by=by.username, at=at)
    write_down(
        person,
        deed,
        paper,
        by,
        at,
        from_unit=from_unit,
        from_post=from_post,
        to_unit=to_unit,
        to_post=to_post,
        leads=leads or must_lead,
        reason=reason,
    )
    mark_form(once, room=ROOM, matter=PERSON, record=person.pk, at=at)
    return person
