"""Questions about people and quota."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, QuerySet

from minhchung.organisation.queries import ended_by, latest_name
from minhchung.staff.models import (
    Appointment,
    Person,
    Quota,
)


def quota_on(day: date) -> list[Quota]:
    """The decisions that stand on a day: of each unit and kind the latest begun, unless it or the unit ended."""
    latest = (
        Quota.objects.filter(since__lte=day).order_by().values("unit", "kind").annotate(since=Max("since"))
    )
    gone = ended_by(day)
    begun = {(each["unit"], each["kind"], each["since"]) for each in latest}
    return [
        quota
        for quota in Quota.objects.filter(since__lte=day).select_related("unit")
        if (quota.unit_id, quota.kind, quota.since) in begun
        and (quota.until is None or quota.until > day)
        and quota.unit_id not in gone
    ]


def holder_of(post: str, day: date) -> str:
    """Who holds a post on a day, when exactly one person does; "" otherwise."""
    wanted = post.strip().casefold()
    present = Person.objects.present_on(day).values_list("full_name", "post") if wanted else ()
    names = [name for name, held in present if held.strip().casefold() == wanted]
    return names[0] if len(names) == 1 else ""


def held_beside(person: Person) -> QuerySet[Appointment]:
    """The posts beside the main one that a person holds until further notice, each with the latest name of its unit."""
    held = Appointment.objects.filter(person=person, main=False, until__isnull=True)
    return held.annotate(unit_name=latest_name("unit")).order_by("since", "id")


def person_numbered(number: int) -> Person | None:
    """The person with that number in the database."""
    return Person.objects.filter(pk=number).first()


def people_by_staff_no() -> dict[str, Person]:
    """Everybody who is or was here, by staff number."""
    return {person.staff_no: person for person in Person.objects.all()}


def accounts_by_staff_no() -> dict[str, int]:
    """The account of everybody who signs in with one, by staff number."""
    found = Person.objects.filter(account__isnull=False)
    return dict(found.values_list("staff_no", "account"))
