"""What matches: a list's filters and search as one frozen value that gives the same dossiers on a page and in a job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.desk_queries import WORKLISTS, Whose, due_within
from minhchung.dossiers.models import WORDS, Dossier, Sight
from minhchung.dossiers.models.sight import ALL
from minhchung.dossiers.online import late
from minhchung.dossiers.search.finding import find
from minhchung.figures.periods import window_named
from minhchung.rules.lifecycle import OPEN, PAUSED

#: Which moment of a dossier must lie in the chosen window: the name in the address, the column, the words.
MOMENTS = {
    "tiep-nhan": ("accepted_at", _("tiếp nhận trong kỳ")),
    "ket-thuc": ("ended_at", _("kết thúc trong kỳ")),
    "den-han": ("due_at", _("đến hạn trong kỳ")),
}
#: Where a dossier stands now: the name in the address, the words.
STANDINGS = {
    "dang-giai-quyet": _("đang giải quyết"),
    "cho": _("đang chờ (tạm dừng tính giờ)"),
    "tiep-nhan-tre": _("trực tuyến, tiếp nhận hoặc trả lời muộn"),
    **{name: words for name, (words, _condition) in WORKLISTS.items()},
}


@dataclass(frozen=True)
class Match:
    """Which dossiers are meant; empty parts do not narrow.

    Everything is a plain value, so that a job can be given it as JSON and finds what the page showed; only the moment
    that decides what is overdue is passed beside it.

    Attributes:
        text: words of the search. state, verdict, field, channel: exact values.
        standing: a name of :data:`STANDINGS`, a work list among them.
        due_days: due within so many working days from the moment; None for any.
        period, moment: a reporting window by its label ("2026-Q2"), and which moment of a dossier must lie in it
            (a name of :data:`MOMENTS`).
        sees_personal: whether names and telephones may be searched; user, units: for whom "mine" is drawn.
        sight: whose dossiers the visitor sees at all.
    """

    text: str = ""
    state: str = ""
    verdict: str = ""
    field: str = ""
    channel: str = ""
    standing: str = ""
    due_days: int | None = None
    period: str = ""
    moment: str = "tiep-nhan"
    sees_personal: bool = False
    user: int | None = None
    units: tuple[int, ...] = ()
    sight: Sight = ALL

    @property
    def narrows(self) -> bool:
        """Whether any dossier of the agency may be left out."""
        return self.is_asked or self.sight.limits

    @property
    def is_asked(self) -> bool:
        """Whether the visitor himself has narrowed what he sees."""
        parts = (self.text, self.state, self.verdict, self.field, self.channel, self.standing, self.period)
        return any(parts) or self.due_days is not None

    @property
    def narrows_beyond_search(self) -> bool:
        """Whether more than words and a standing narrows."""
        return replace(self, text="", standing="").is_asked

    @property
    def whose(self) -> Whose:
        """For whom the work lists are drawn."""
        return Whose(self.user, self.units, self.sight)

    def as_json(self) -> dict[str, Any]:
        """Plain values, for a job's row."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Match:
        """What :meth:`as_json` gave.

        Raises:
            ValueError: a part is not known to this version; it must not be dropped, since that would match more.
        """
        kept = dict(kept)
        if "unit" in kept:  # of a run begun by a version that knew one unit of an official
            unit = kept.pop("unit")
            kept["units"] = [] if unit is None else [unit]
        unknown = set(kept) - {each.name for each in fields(cls)}
        if unknown:
            raise ValueError(f"không hiểu điều kiện: {', '.join(sorted(unknown))}")
        return cls(**{**kept, "units": tuple(kept.get("units", ())), "sight": Sight.from_json(kept["sight"])})


#: No condition at all.
EVERYTHING = Match()


def matched(match: Match, *, at: datetime) -> QuerySet[Dossier]:
    """The dossiers that match at a moment, in no order."""
    rows = narrowed(match, at=at)
    if match.text:
        rows = rows.filter(WORDS.rows(Dossier, find(match.text, sees_personal=match.sees_personal).whole))
    return rows


def narrowed(match: Match, *, at: datetime) -> QuerySet[Dossier]:
    """The dossiers that match but for the search."""
    return Dossier.objects.visible_to(match.sight).filter(_narrowed(match, at))


def _narrowed(match: Match, at: datetime) -> Q:
    wanted = Q()
    for name in ("state", "verdict", "field", "channel"):
        value = getattr(match, name)
        if value:
            wanted &= Q(**{name: value})
    if match.standing == "dang-giai-quyet":
        running = sorted(str(state) for state in OPEN)
        wanted &= Q(ended_at__isnull=True, state__in=running, accepted_at__isnull=False)
    elif match.standing == "cho":
        paused = sorted(str(state) for state in PAUSED)
        wanted &= Q(ended_at__isnull=True, state__in=paused, accepted_at__isnull=False)
    elif match.standing == "tiep-nhan-tre":
        wanted &= late(at)
    elif match.standing:
        wanted &= WORKLISTS[match.standing][1](at, match.whose)
    if match.due_days is not None:
        wanted &= due_within(at, match.due_days)
    if match.period:
        window = window_named(match.period)
        column = MOMENTS[match.moment][0]
        wanted &= Q(**{f"{column}__gte": window.since, f"{column}__lt": window.until})
    return wanted
