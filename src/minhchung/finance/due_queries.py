"""What is due in finance, for those who keep it: recommendations to be done, years to be closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from minhchung import lawbook
from minhchung.finance.models import AgencyAutonomy, Recommendation
from minhchung.ground.accounts.policy import May
from minhchung.ground.due import MOST, Asker, Due
from minhchung.organisation.queries import names_of


def due(asker: Asker) -> tuple[Due, ...]:
    """What is open and due in the span, the earliest first."""
    if not asker.account.may(May.EDIT_FINANCE):
        return ()
    return tuple(
        sorted((*_recommendations(asker), *_years(asker)), key=lambda each: (each.on, each.about))[:MOST]
    )


def _recommendations(asker: Asker) -> Iterator[Due]:
    rows = Recommendation.objects.filter(closed_on=None, **asker.span("due_on")).order_by("due_on", "pk")[
        :MOST
    ]
    for each in rows:
        if each.due_on is not None:
            yield Due(
                _("Thực hiện kiến nghị thanh tra, kiểm toán"),
                str(each),
                each.due_on,
                "finance:recommendation",
                each.pk,
            )


def _years(asker: Asker) -> Iterator[Due]:
    """Open budget years, due when the time of settling ends."""
    rows = list(
        AgencyAutonomy.objects.filter(spent=None, year__lt=asker.until.year).order_by("year", "pk")[:MOST]
    )
    names = names_of({each.unit_id for each in rows})
    for each in rows:
        ends = lawbook.in_force("finance.settling", on=date(each.year, 12, 31)).value["counts_until"]
        on = date(each.year + 1, ends["month"], ends["day"])
        if on <= asker.until and (asker.since is None or on >= asker.since):
            about = _("%(agency)s năm %(year)s") % {"agency": names[each.unit_id], "year": each.year}
            yield Due(_("Khóa sổ năm ngân sách"), about, on, "finance:agency_autonomy", each.pk)
