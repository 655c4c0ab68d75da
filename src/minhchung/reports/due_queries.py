"""Periodic reports that are due, for those who write them: periods whose cut-off is near or past, without a report."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from minhchung.figures.periods import window_named
from minhchung.ground.accounts.policy import May
from minhchung.ground.due import Asker, Due
from minhchung.ground.registers.columns import capitalised
from minhchung.reports.models import Report, ReportState
from minhchung.rules.windows import Clock

#: The periods for which there is a report of its own; those of half a year and a year stand in for their quarters.
PERIODS = ("{year}-Q1", "{year}-H1", "{year}-9M", "{year}")
#: A period that ended so long ago without a report is asked for no more.
_FORGOTTEN = timedelta(days=60)


def due(asker: Asker) -> tuple[Due, ...]:
    """A report for each period that is not frozen yet; due on the last day of its window."""
    if not asker.account.may(May.EDIT_REPORTS):
        return ()
    first = max(asker.at.date() - _FORGOTTEN, asker.since or asker.at.date() - _FORGOTTEN)
    windows = [
        window_named(period.format(year=year))
        for year in range(first.year, asker.until.year + 2)
        for period in PERIODS
    ]
    days = {window.label: window.on(Clock.REPORTING).last_day for window in windows}
    titles = {window.label: capitalised(window.title) for window in windows}
    wanted = {label: day for label, day in days.items() if first <= day <= asker.until}
    known: dict[str, Report] = {}
    for report in Report.objects.filter(window__in=wanted).order_by("pk"):
        if report.window not in known or known[report.window].state == ReportState.DRAFT:
            known[report.window] = report
    return tuple(
        Due(
            _("Báo cáo định kỳ"),
            titles[label],
            day,
            "reports:report" if label in known else "reports:draw_up",
            known[label].pk if label in known else None,
            "" if label in known else f"ky={label}",
        )
        for label, day in sorted(wanted.items(), key=lambda each: each[1])
        if label not in known or known[label].state == ReportState.DRAFT
    )
