"""Who sits where: the appointments behind a person's place, always one main post at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from minhchung.ground.deeds.acting import Refusal
from minhchung.staff.models import Appointment, Person


def place(
    *,
    person: Person,
    unit: int,
    post: str,
    rank: str,
    since: date,
    decision: str,
    leads: bool = False,
    position: int | None = None,
    term_until: date | None = None,
) -> Appointment:
    """Give a person a main post from a day; the one held until then ends on that day.

    Raises:
        Refusal: a main post begins on that day or later; the person would hold two at once.
    """
    held = latest_main(person)
    if held is not None:
        if held.since >= since:
            raise Refusal(
                _(
                    "%(name)s đã nhận vị trí “%(post)s” từ %(since)s. Một người giữ một vị trí chính tại một lúc: "
                    "hãy ghi ngày có hiệu lực sau ngày đó, hoặc ghi là kiêm nhiệm."
                )
                % {"name": person.full_name, "post": held.post or "–", "since": f"{held.since:%d/%m/%Y}"},
                field_name="on",
            )
        if held.until is None or held.until > since:
            held.until = since
            held.save(update_fields=["until"])
    return Appointment.objects.create(
        person=person,
        unit_id=unit,
        position_id=position,
        post=post,
        rank=rank,
        leads=leads,
        since=since,
        term_until=term_until,
        decision=decision,
    )


def check_not_held(person: Person, *, unit: int, post: str, on: date) -> None:
    """Refuse a post beside the main one that a person holds already on a day.

    Raises:
        Refusal: it is his main post, or one beside it.
    """
    lasting = Q(until__isnull=True) | Q(until__gt=on)
    held = Appointment.objects.filter(lasting, person=person, unit=unit, since__lte=on)
    if any(each.post.strip().casefold() == post.casefold() for each in held):
        raise Refusal(
            _("%(name)s đang giữ vị trí “%(post)s” ở đơn vị này; hãy ghi chức vụ, chức danh được giao thêm.")
            % {"name": person.full_name, "post": post},
            field_name="post",
        )


def latest_main(person: Person) -> Appointment | None:
    """The main post that begins last."""
    return Appointment.objects.filter(person=person, main=True).order_by("-since").first()


def end_all(person: Person, on: date) -> None:
    """End on a day whatever a person holds then."""
    held = Appointment.objects.filter(person=person)
    late = held.filter(since__gte=on).order_by("-since").first()
    if late is not None:
        raise Refusal(
            _("%(name)s nhận vị trí “%(post)s” từ %(since)s, sau ngày thôi làm việc. Hãy kiểm tra hai ngày.")
            % {"name": person.full_name, "post": late.post or "–", "since": f"{late.since:%d/%m/%Y}"},
            field_name="on",
        )
    held.filter(until__isnull=True).update(until=on)
    held.filter(until__gt=on).update(until=on)


def align(people: Iterable[Person]) -> None:
    """Keep the appointments of people alike with their rows, after these were entered, corrected or imported.

    Who has none gets one from the day of joining; the latest main one bears the row's unit, post and rank; the first
    begins no later than its holder joined where there is only one; nothing lasts beyond leaving.
    """
    people = list(people)
    held: dict[int, list[Appointment]] = {}
    for each in Appointment.objects.filter(person__in=people, main=True).order_by("since"):
        held.setdefault(each.person_id, []).append(each)
    new, changed = [], []
    for person in people:
        mine = held.get(person.pk, [])
        if not mine:
            new.append(
                Appointment(
                    person=person,
                    unit_id=person.unit_id,
                    post=person.post,
                    rank=person.rank,
                    since=person.joined_on,
                    until=person.left_on,
                )
            )
            continue
        last = mine[-1]
        before = (last.unit_id, last.post, last.rank, last.since, last.until)
        last.unit_id, last.post, last.rank = person.unit_id, person.post, person.rank
        if len(mine) == 1:
            last.since = person.joined_on
        if person.left_on is not None or not _is_open(person, last):
            last.until = person.left_on
        if before != (last.unit_id, last.post, last.rank, last.since, last.until):
            changed.append(last)
    Appointment.objects.bulk_create(new)
    Appointment.objects.bulk_update(changed, ["unit", "post", "rank", "since", "until"])


def _is_open(person: Person, last: Appointment) -> bool:
    return person.left_on is None and last.until is None
