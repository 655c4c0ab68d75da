"""What is due about people: objections to answer, results to decide, terms that end, one's own right to object."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import May
from minhchung.ground.due import MOST, Asker, Due
from minhchung.staff.judged_queries import yearly_by_criteria
from minhchung.staff.models import Appointment, Assessment
from minhchung.staff.moves import State
from minhchung.staff.sights import assessments_seen


def due(asker: Asker) -> tuple[Due, ...]:
    """What is open and due in the span, the earliest first."""
    found = (*_own(asker), *_objections(asker), *_years(asker), *_terms(asker))
    return tuple(sorted(found, key=lambda each: (each.on, each.about))[:MOST])


def _sheets(asker: Asker) -> QuerySet[Assessment]:
    """The assessments that the asker may see."""
    rows = assessments_seen(asker.account)
    return (Assessment.objects.all() if rows is None else rows).select_related("person")


def _own(asker: Asker) -> Iterator[Due]:
    """A result of one's own, until the last day on which it can be objected to: a right that is past is not late."""
    rows = _sheets(asker).filter(
        person__account=asker.account.pk, state=State.DECIDED, **asker.span("object_until")
    )
    rows = rows.filter(object_until__gte=asker.at.date())
    for each in rows[:MOST]:
        words = _("Xem kết quả xếp loại, kiến nghị nếu có")
        yield Due(words, str(each), each.object_until, "staff:assessment", each.pk)


def _objections(asker: Asker) -> Iterator[Due]:
    if not asker.account.may(May.APPROVE_STAFF):
        return
    rows = _sheets(asker).filter(state=State.OBJECTED, **asker.span("answer_until"))
    for each in rows.order_by("answer_until", "pk")[:MOST]:
        words = _("Trả lời kiến nghị về xếp loại")
        yield Due(words, str(each), each.answer_until, "staff:assessment", each.pk)


def _years(asker: Asker) -> Iterator[Due]:
    """Years judged by criteria, which are decided before a day of the year; points have no such day."""
    steps = (
        (May.EDIT_STAFF, State.PROPOSED, _("Ghi ý kiến của tập thể về xếp loại năm")),
        (May.APPROVE_STAFF, State.OPINED, _("Quyết định xếp loại năm")),
    )
    for permit, state, words in steps:
        if not asker.account.may(permit):
            continue
        rows = _sheets(asker).filter(state=state, part="", total=None)
        for each in rows.order_by("-year", "pk")[:MOST]:
            when = yearly_by_criteria(each.year)
            on = when and when.before - timedelta(days=1)
            if on and on <= asker.until and (asker.since is None or on >= asker.since):
                yield Due(words, str(each), on, "staff:assessment", each.pk)


def _terms(asker: Asker) -> Iterator[Due]:
    """Leading posts whose term ends."""
    if not asker.account.may(May.EDIT_STAFF):
        return
    rows = Appointment.objects.filter(
        main=True, leads=True, until=None, person__left_on=None, **asker.span("term_until")
    )
    for each in rows.select_related("person").order_by("term_until", "pk")[:MOST]:
        if each.term_until is not None:
            about = f"{each.person.full_name}, {each.post}"
            yield Due(
                _("Xem xét bổ nhiệm lại, hết thời hạn giữ chức vụ"),
                about,
                each.term_until,
                "staff:person",
                each.person_id,
            )
