"""Taking somebody in: the file, the first post and the decision in one deed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from minhchung.ground.deeds.acting import Actor, Refusal, check_form, mark_form
from minhchung.ground.registers.actions import save_record
from minhchung.staff.actions.decided import Paper, check_paper, check_unit, standing, write_down
from minhchung.staff.actions.keeping import PERSON, ROOM, name_keys
from minhchung.staff.actions.placing import place
from minhchung.staff.models import Person, PersonKind, RecruitForm
from minhchung.staff.moves import PEOPLE, Deed


@dataclass(frozen=True)
class Newcomer:
    """Who comes: as in the file of the person; ``unit`` is its number, ``kind`` a kind of person."""

    staff_no: str
    full_name: str
    sex: str
    kind: str
    unit: int
    post: str
    rank: str = ""
    birth_on: date | None = None
    ethnic: str = ""
    religion: str = ""
    party_member: bool | None = None


@transaction.atomic
def recruit(
    *,
    newcomer: Newcomer,
    form: str,
    paper: Paper,
    by: Actor,
    at: datetime,
    leads: bool = False,
    once: str = "",
) -> Person:
    """Take a new person in from the day on which the decision takes effect.

    Raises:
        Repeated: the form was done before.
        Refusal: known already, a form that does not fit the kind of person, no such unit on that day.
    """
    check_form(once)
    PEOPLE.move(standing(None), Deed.RECRUIT)
    check_paper(paper, at)
    if (form == RecruitForm.CONTRACT) != (newcomer.kind == PersonKind.CONTRACT):
        raise Refusal(
            _(
                "Hình thức không hợp với đối tượng: người ký hợp đồng lao động (NĐ 111/2022/NĐ-CP) không qua "
                "tuyển dụng, "
                "công chức, viên chức không vào bằng hợp đồng (NĐ 170/2025/NĐ-CP)."
            ),
            field_name="form",
        )
    if Person.objects.filter(staff_no=newcomer.staff_no).exists():
        raise Refusal(_("Số hiệu này đã có người mang."), field_name="staff_no")
    if newcomer.birth_on is not None and newcomer.birth_on >= paper.on:
        raise Refusal(_("Ngày sinh phải trước ngày vào cơ quan."), field_name="birth_on")
    check_unit(newcomer.unit, paper.on)
    told = asdict(newcomer)
    person = Person(unit_id=told.pop("unit"), joined_on=paper.on, **told)
    for name, value in name_keys(person.full_name).items():
        setattr(person, name, value)
    save_record(person, room=ROOM, matter=PERSON, by=by.username, at=at)
    place(
        person=person,
        unit=person.unit_id,
        post=person.post,
        rank=person.rank,
        since=paper.on,
        decision=paper.decision,
        leads=leads,
    )
    write_down(person, Deed.RECRUIT, paper, by, at, form=form, to_unit=person.unit_id, to_post=person.post)
    mark_form(once, room=ROOM, matter=PERSON, record=person.pk, at=at)
    return person
