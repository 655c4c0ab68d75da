"""What is no basis of a procedure and cites a legal document all the same: rules, figures, and what rooms above keep.

Those rooms hand in what they keep; this one asks the register of documents which of it has ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.figures.register import REGISTER
from minhchung.lawbook import history, keys
from minhchung.legislation import queries as legislation


@dataclass(frozen=True)
class Citation:
    """Something that cites documents in its words.

    Attributes:
        kind: what it is, in words.
        name: which one.
        text: the words in which the numbers of documents stand.
        route, key: the name of its page and what that is asked for; "" where it has none.
    """

    kind: Any
    name: str
    text: str
    route: str = ""
    key: str | int = ""


@dataclass(frozen=True)
class EndedCitation:
    """A citation of a document that has ended: its number, its name, and the first day without it."""

    of: Citation
    document: int
    document_name: str
    ended_on: date


Teller = Callable[[date], Iterable[Citation]]
_TELLERS: list[Teller] = []


def offer(tellers: Iterable[Teller]) -> None:
    """Say who else cites documents: each tells what it has in use on a day, in the order of the list."""
    _TELLERS[:] = tellers


def citing(on: date, *, document: int | None = None) -> tuple[EndedCitation, ...]:
    """What is in use on a day and cites a document of the register which has ended by then; of one document alone."""
    told = [each for tell in (_rules, _figures, *_TELLERS) for each in tell(on) if each.text]
    ended = legislation.ended_among([each.text for each in told], on)
    return tuple(
        EndedCitation(each, number, name, day)
        for each in told
        for number, name, day in ended.get(each.text, ())
        if document in (None, number)
    )


def _rules(on: date) -> Iterable[Citation]:
    for key in keys():
        for rule in history(key):
            if rule.in_force(on):
                yield Citation(_("Quy tắc pháp luật trong phần mềm"), rule.key, rule.cites)


def _figures(_on: date) -> Iterable[Citation]:
    for figure in REGISTER:
        yield Citation(
            _("Chỉ tiêu của báo cáo"), str(figure.title), figure.cites, "figures:figure", figure.key
        )
