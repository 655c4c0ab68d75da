"""What is due for somebody, gathered from the rooms: the one list of those who tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minhchung.correspondence import due_queries as correspondence
from minhchung.direction import due_queries as direction
from minhchung.dossiers import due_queries as dossiers
from minhchung.feedback import due_queries as feedback
from minhchung.finance import due_queries as finance
from minhchung.ground.due import Asker, Due, Teller
from minhchung.legislation import due_queries as legislation
from minhchung.organisation import due_queries as organisation
from minhchung.procedures import due_queries as procedures
from minhchung.reports import due_queries as reports
from minhchung.staff import due_queries as staff

#: Each room that has something due: its name in the address, in words, and who tells of it.
SOURCES: tuple[tuple[str, Any, Teller], ...] = (
    ("ho-so", _("Hồ sơ"), dossiers.due),
    ("phan-anh", _("Phản ánh, khiếu nại, tố cáo"), feedback.due),
    ("chi-dao", _("Kế hoạch, nhiệm vụ, đối thoại"), direction.due),
    ("phap-che", _("Rà soát văn bản"), legislation.due),
    ("thu-tuc", _("Thủ tục"), procedures.due),
    ("to-chuc", _("Bộ máy"), organisation.due),
    ("can-bo", _("Cán bộ"), staff.due),
    ("tai-chinh", _("Tài chính"), finance.due),
    ("van-thu", _("Chứng thư số"), correspondence.due),
    ("bao-cao", _("Báo cáo"), reports.due),
)
#: What is due later than this is not yet in the way.
AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Gathered:
    """Something that is due, with the room that told it and the address that leads there."""

    source: str
    words: Any
    due: Due

    @property
    def url(self) -> str:
        """Where it is worked on."""
        args = [] if self.due.record is None else [self.due.record]
        asked = f"?{self.due.asked}" if self.due.asked else ""
        return f"{reverse(self.due.route, args=args)}{asked}"

    @property
    def on(self) -> date:
        """Its day."""
        return self.due.on


def gathered(account: Any, at: datetime, *, until: date, since: date | None = None) -> tuple[Gathered, ...]:
    """Everything that is due for an account in a span of days, the earliest first."""
    asker = Asker(account, at, until, since)
    return tuple(sorted(_all(asker), key=lambda each: (each.on, each.source, each.due.about)))


def _all(asker: Asker) -> Iterator[Gathered]:
    for name, words, tell in SOURCES:
        for each in tell(asker):
            yield Gathered(name, words, each)
