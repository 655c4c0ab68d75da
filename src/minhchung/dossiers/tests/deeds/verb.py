"""What is asked of every verb of the law alike: what it leaves behind, and whom it does not let do it.

A file for a verb says in one row what it begins with, what it does to state, clock, step and notice, and under which
article; :class:`EveryDeed` holds it to that. What is the verb's own, its refusals and its last minutes, stands below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.actions.telling import TELLS
from minhchung.dossiers.audit import unequal_clocks, unequal_steps, untold_deeds
from minhchung.dossiers.models import Dossier, Event, Once, StepRun
from minhchung.dossiers.outbox_audit import untrue_notices
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk, at
from minhchung.ground.notices.models import Notice
from minhchung.ground.trail.queries import story_of
from minhchung.organisation.models import Unit
from minhchung.procedures.actions import issue_process
from minhchung.rules.lifecycle import MOVES, Deed, State
from minhchung.rules.process import Step

WORK = (Step(1, "Tiếp nhận", "MC", 120), Step(2, "Thẩm định", "QLDN", 960), Step(3, "Ký", "MC", 240))


def do(deed: str, dossier: Dossier, moment: str, **given: Any) -> Any:
    """A deed of an official of the room that settles, whatever revision he saw."""
    told = {"by": an_actor("binh", unit="QLDN"), "revision": None, **given}
    return getattr(actions, deed)(dossier=dossier.pk, at=at(moment), **told)


def an_agency() -> Any:
    """An own desk whose procedure (5 working days) has an internal process of three steps."""
    version = an_own_desk()
    issue_process(
        version=version.pk,
        decision="QĐ 12",
        since=date(2026, 1, 1),
        steps=WORK,
        by="lan",
        at=at("2026-01-01T08:00"),
    )
    return version


def filed_online(moment: str = "2026-04-06T09:00") -> Dossier:
    """Filed online, with an address, and waiting for its acceptance."""
    filing = a_filing(an_agency(), channel="online", applicant_email="lan@donga.vn")
    return actions.register(filing=filing, by=an_actor(), at=at(moment))


def accepted(moment: str = "2026-04-06T09:00") -> Dossier:
    """Accepted at the counter on Monday 06/04/2026, due on Monday 13/04; in the first step."""
    filing = a_filing(an_agency(), applicant_email="lan@donga.vn")
    return actions.receive(filing=filing, by=an_actor(), at=at(moment))


def in_work() -> Dossier:
    """The same, handed to the room that settles it; in the second step."""
    found = accepted()
    room = Unit.objects.get(code="QLDN").pk
    return do("hand_on", found, "2026-04-06T09:30", to_unit=room, step=2, by=an_actor())


def after(
    deed: str, moment: str, begin: Callable[[], Dossier] = in_work, **given: Any
) -> Callable[[], Dossier]:
    """A dossier on which one more deed was done."""

    def begun() -> Dossier:
        found = begin()
        do(deed, found, moment, **given)
        return Dossier.objects.get(pk=found.pk)

    return begun


@dataclass(frozen=True)
class Verb:
    """A verb in one row.

    Attributes:
        deed, name: the deed of the table of moves, and the function that does it.
        begin: makes the dossier; moment, given: when and with what words it is done.
        end: the state that it leads to. due: the current limit afterwards, "" for none.
        step: the open step of the process afterwards, None for none.
        cites: how the article begins. says: what the event's reason holds.
        starts: the states in which the law knows it, by their codes.
    """

    deed: Deed
    name: str
    begin: Callable[[], Dossier]
    moment: str
    end: State
    due: str
    step: int | None
    cites: str
    starts: str
    given: Mapping[str, Any] = field(default_factory=dict)
    says: str = ""

    def do(self, dossier: Dossier, **more: Any) -> Any:
        """Do it."""
        return do(self.name, dossier, self.moment, **{**self.given, **more})


class EveryDeed:
    """Inherited by the tests of a verb; the verb is its only attribute."""

    verb: ClassVar[Verb]

    def test_the_law_knows_it_in_these_states_alone(self) -> None:
        starts = {str(move.start) for move in MOVES if move.deed is self.verb.deed and move.start}
        assert starts == set(self.verb.starts.split())

    @pytest.mark.django_db
    def test_what_it_leaves_behind(self) -> None:
        verb = self.verb
        before = verb.begin()
        notices, state, revision = Notice.objects.count(), before.state, before.revision
        verb.do(before)
        kept = Dossier.objects.get(pk=before.pk)
        assert (kept.state, kept.revision) == (str(verb.end), revision + 1)
        assert kept.due_at == (at(verb.due) if verb.due else None)
        event = Event.objects.filter(dossier=kept).latest("number")
        assert (event.deed, event.from_state, event.to_state) == (str(verb.deed), state, str(verb.end))
        assert (event.number, event.at, event.by, event.post) == (
            revision + 1,
            at(verb.moment),
            "binh",
            "chuyên viên",
        )
        assert event.cites.startswith(verb.cites) and verb.says in event.reason
        assert (event.due_before_at, event.due_after_at) == (before.due_at, kept.due_at)
        assert str(verb.deed) in [line.deed for line in story_of("dossiers", "dossier", kept.pk)]
        run = StepRun.objects.filter(dossier=kept, ended_at=None).first()
        assert (run.number if run else None) == verb.step
        tells = TELLS.get(verb.deed)
        told = Notice.objects.filter(event=event.number, record=kept.pk)
        assert [notice.occasion for notice in told] == ([str(tells.occasion)] if tells else [])
        assert Notice.objects.count() == notices + bool(tells)
        for wrong in (unequal_clocks, unequal_steps, untold_deeds, untrue_notices):
            assert not list(wrong()), wrong.__name__

    @pytest.mark.django_db
    def test_the_same_form_an_older_page_and_another_master(self) -> None:
        dossier, form = self.verb.begin(), str(uuid4())
        with pytest.raises(actions.Outdated, match="Chưa có gì bị ghi đè"):
            self.verb.do(dossier, revision=dossier.revision - 1)
        with pytest.raises(actions.Refusal, match="trước việc gần nhất"):
            do(self.verb.name, dossier, "2026-04-01T08:00", **self.verb.given)
        self.verb.do(dossier, revision=dossier.revision, form=form)
        with pytest.raises(actions.Repeated) as repeated:
            self.verb.do(dossier, form=form)
        assert (repeated.value.dossier, Once.objects.get(pk=form).deed) == (dossier.pk, str(self.verb.deed))
        Dossier.objects.update(source="import")
        with pytest.raises(actions.NotOurs, match="do hệ thống của tỉnh quản lý"):
            self.verb.do(dossier)


def refused(verb: Verb, words: str, field_name: str = "", moment: str = "", **given: Any) -> None:
    """It is refused with these words at this field, and nothing is written."""
    dossier = verb.begin()
    events = Event.objects.count()
    with pytest.raises(actions.Refusal, match=words) as refusal:
        do(verb.name, dossier, moment or verb.moment, **{**verb.given, **given})
    assert refusal.value.field_name == field_name
    assert (Event.objects.count(), Dossier.objects.get(pk=dossier.pk).revision) == (events, dossier.revision)
