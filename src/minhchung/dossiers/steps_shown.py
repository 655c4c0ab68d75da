"""The steps of a dossier as the skin draws them: done, current, to come; who held it, by when, how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.dossiers import steps
from minhchung.dossiers.desk_queries import is_waiting
from minhchung.dossiers.models import Dossier
from minhchung.dossiers.shown import judgement
from minhchung.dossiers.steps import Run
from minhchung.ground.skin import pieces
from minhchung.procedures.processes import ProcessRow
from minhchung.rules.deadlines import said


@dataclass(frozen=True)
class ShownSteps:
    """The process of a dossier on its page.

    ``now`` says who holds it and until when; ``newer_url`` leads to a newer process, "" when there is none.
    """

    decision: str
    url: str
    now: str
    badge: pieces.Badge | None
    steps: tuple[pieces.Step, ...]
    table: pieces.Table
    newer_url: str


def steps_shown(dossier: Dossier, now: datetime) -> ShownSteps | None:
    """What a dossier's page tells of its steps; None when it follows no process and there is none to follow."""
    row, newer = steps.process_of(dossier), steps.newer_process(dossier, now.date())
    runs = steps.runs_of(dossier)
    if row is None and newer is None:
        return None
    waiting = is_waiting(dossier.state)
    current = next((run for run in runs if run.ended_at is None), None)
    return ShownSteps(
        decision=row.decision if row else "",
        url=reverse("procedures:process", args=[row.id]) if row else "",
        now=_now(current),
        badge=_badge(current, now, waiting=waiting) if current else None,
        steps=_line(row, runs) if row else (),
        table=_table(runs, now, waiting=waiting),
        newer_url=reverse("dossiers:process_move", args=[newer.id]) if newer else "",
    )


def _now(run: Run | None) -> str:
    if run is None:
        return ""
    who = ", ".join(part for part in (run.held_by, run.holder) if part) or _("chưa rõ")
    told = {"number": run.number, "name": run.name, "who": who}
    if run.due_at is None:
        return _("Đang ở bước %(number)s, %(name)s; %(who)s đang giữ.") % told
    return _("Đang ở bước %(number)s, %(name)s; %(who)s đang giữ, hạn của bước %(due)s.") % {
        **told,
        "due": said(run.due_at),
    }


def _line(row: ProcessRow, runs: Sequence[Run]) -> tuple[pieces.Step, ...]:
    """The steps of the process: those it went through, the one or the parallel ones it is in, those to come."""
    stages = row.steps.stages if row.steps else ()
    in_order = row.steps is None or all(s.number == place for place, s in enumerate(row.steps.steps, start=1))
    current = next((run.number for run in runs if run.ended_at is None), None)
    done = {run.number for run in runs if run.ended_at is not None}
    return tuple(
        pieces.Step(
            step.name if in_order else f"{step.number}. {step.name}",  # the component counts by itself
            " · ".join(part for part in (step.unit, steps.words_of(step.minutes)) if part),
            "current" if stage.number == current else "done" if stage.number in done else "todo",
        )
        for stage in stages
        for step in stage.steps
    )


def _table(runs: Sequence[Run], now: datetime, *, waiting: bool) -> pieces.Table:
    labels = (_("Bước"), _("Ai giữ"), _("Từ lúc"), _("Hạn của bước"), _("Xong lúc"), _("Kết quả"))
    return pieces.Table(
        caption=_("Đồng hồ từng bước"),
        columns=tuple(pieces.Column(label) for label in labels),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(f"{run.number}. {run.name}", sub=run.time),
                    pieces.Cell(run.held_by or run.unit or "–", sub=run.holder),
                    _moment(run.begun_at),
                    _moment(run.due_at),
                    _moment(run.ended_at),
                    pieces.Cell(badge=_badge(run, now, waiting=waiting)),
                )
            )
            for run in runs
        ),
        empty=_("Hồ sơ chưa vào bước nào."),
    )


def _badge(run: Run, now: datetime, *, waiting: bool) -> pieces.Badge:
    if run.verdict:
        return judgement(run.verdict)
    if run.ended_at is not None or run.due_at is None:
        return pieces.Badge(_("Không tính hạn"))
    if waiting:
        return pieces.Badge(_("Đang chờ"), pieces.Tone.SOON)
    if now > run.due_at:
        return pieces.Badge(_("Bước đã quá hạn"), pieces.Tone.LATE)
    return pieces.Badge(_("Còn trong hạn"), pieces.Tone.OPEN)


def _moment(moment: datetime | None) -> pieces.Cell:
    return pieces.Cell(f"{moment:%d/%m/%Y}", sub=f"{moment:%H:%M}") if moment else pieces.Cell("–")
