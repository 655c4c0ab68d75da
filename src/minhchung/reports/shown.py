"""Reports as the screens show them: the list, and how far one has come."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.figures.periods import window_named
from minhchung.ground.accounts.queries import full_names
from minhchung.ground.registers.columns import capitalised
from minhchung.ground.skin import pieces
from minhchung.reports.models import ReportState
from minhchung.reports.queries import ReportLine, ReportPage
from minhchung.rules.rounding import printed_number

TONES = {
    str(ReportState.DRAFT): pieces.Tone.OPEN,
    str(ReportState.FROZEN): pieces.Tone.SEAL,
    str(ReportState.PUBLISHED): pieces.Tone.KEPT,
}


def list_table(lines: Iterable[ReportLine]) -> pieces.Table:
    """Reports in their order; who drew them up by name."""
    found = tuple(lines)
    names = full_names({line.created_by for line in found})
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(line.title, sub=_("Số %(number)s") % {"number": line.id}),
                pieces.Cell(capitalised(window_named(line.window).title)),
                pieces.Cell(badge=pieces.Badge(line.state_name, TONES[line.state])),
                pieces.Cell(
                    f"{line.created_at:%H:%M %d/%m/%Y}", sub=names.get(line.created_by) or line.created_by
                ),
                pieces.Cell(f"{line.frozen_at:%H:%M %d/%m/%Y}" if line.frozen_at else "–"),
            ),
            url=reverse("reports:report", args=[line.id]),
        )
        for line in found
    )
    headings = (_("Báo cáo"), _("Kỳ"), _("Trạng thái"), _("Lập lúc"), _("Chốt lúc"))
    return pieces.Table(
        caption=_("Tất cả %(count)s báo cáo") % {"count": printed_number(len(rows))},
        columns=tuple(pieces.Column(heading) for heading in headings),
        rows=rows,
    )


def steps(found: ReportPage) -> tuple[pieces.Step, ...]:
    """Drawn up, frozen, published: when, and by whom."""
    names = full_names({found.created_by, found.frozen_by})
    done = [str(ReportState.DRAFT), str(ReportState.FROZEN), str(ReportState.PUBLISHED)].index(found.state)
    drawn = names.get(found.created_by) or found.created_by
    frozen = names.get(found.frozen_by) or found.frozen_by
    titles = (
        (_("Soạn báo cáo"), f"{found.created_at:%H:%M %d/%m/%Y}, {drawn}"),
        (_("Chốt số liệu"), f"{found.frozen_at:%H:%M %d/%m/%Y}, {frozen}" if found.frozen_at else ""),
        (_("Công bố"), ""),
    )
    return tuple(
        pieces.Step(
            title,
            detail,
            "done" if place < done or found.is_published else "current" if place == done else "todo",
        )
        for place, (title, detail) in enumerate(titles)
    )
