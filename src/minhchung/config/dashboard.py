"""The dashboard of a period: figures under the contents of the programme, charts by year, checks that fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain, product
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.config.heads import FIRST_SHOWN, HEADS
from minhchung.figures.answers import Answer
from minhchung.figures.kept import answers_of
from minhchung.figures.periods import choices, previous, years_shown
from minhchung.figures.register import REGISTER
from minhchung.figures.shown import face, value_of
from minhchung.figures.web import FIRST_YEAR, asked_window
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.mirror.queries import freshness
from minhchung.ground.mirror.setup import configured
from minhchung.ground.skin.charts import Bars, Chart, Lines, Series
from minhchung.reports.checks import IDENTITIES, failed, run_checks
from minhchung.rules.rounding import printed_number
from minhchung.rules.windows import Window

_FLOWS = ("dossiers.received", "dossiers.solved", "dossiers.overdue")
_RATE = "dossiers.kept_promise"
Answers = Mapping[tuple[str, str], Answer]


@require(May.READ_RECORDS)
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Every figure of a cell leads to its records."""
    window, problem = asked_window(request)
    before = previous(window)
    years = years_shown(window)
    answers = answers_of(
        chain(
            product(_shown(), (window, before) if before else (window,)),
            product((*_FLOWS, _RATE), years),
        )
    )
    findings = failed(run_checks(REGISTER, window, (), answers))
    context: dict[str, Any] = {
        "window": window,
        "problem": problem,
        "choices": choices(FIRST_YEAR, datetime.now().date(), window.label),
        "heads": [_head(head, window, before, answers) for head in HEADS],
        "charts": _charts(years, answers),
        "findings": findings,
        "fresh": freshness(configured(), datetime.now()),
        "checks": len(
            [each for each in IDENTITIES if all(key in REGISTER for key in (*each.left, *each.right))]
        ),
    }
    return render(request, "dashboard/dashboard.html", context)


def _shown() -> tuple[str, ...]:
    """Figures that are shown and those that the checks compare."""
    keys = {key for shown in FIRST_SHOWN.values() for key in shown}
    keys |= {REGISTER[key].beside[0] for key in keys if key in REGISTER and REGISTER[key].beside}
    keys |= {key for identity in IDENTITIES for key in (*identity.left, *identity.right)}
    return tuple(key for key in sorted(keys) if key in REGISTER)


def _head(head: Any, window: Window, before: Window | None, answers: Answers) -> dict[str, Any]:
    faces = []
    for key in FIRST_SHOWN[head.key]:
        if key not in REGISTER:
            continue
        earlier = answers.get((key, before.label)) if before is not None else None
        faces.append(face(answers[key, window.label], earlier, beside=answers))
    count = sum(1 for figure in REGISTER if figure.key.split(".")[0] in head.prefixes)
    return {"key": head.key, "title": head.title, "faces": faces, "count": count}


def _charts(years: Sequence[Window], answers: Answers) -> list[Chart]:
    """Dossiers by year; nothing when no dossier was ever received or solved in these years."""
    labels = tuple(year.label for year in years)
    if not any(answers[key, label].value for key in _FLOWS for label in labels):
        return []
    tones = ("river", "jade", "lacquer")
    names = (_("Tiếp nhận"), _("Đã giải quyết"), _("Quá hạn"))
    flows = tuple(
        Series(name, tuple(value_of(answers[key, label]) for label in labels), tone)
        for key, name, tone in zip(_FLOWS, names, tones, strict=True)
    )
    overdue = sum(answers["dossiers.overdue", label].value or 0 for label in labels)
    received = sum(answers["dossiers.received", label].value or 0 for label in labels)
    span = f"{labels[0]}-{labels[-1]}"
    return [
        Bars(
            _("Hồ sơ tiếp nhận, đã giải quyết, quá hạn, %(span)s") % {"span": span},
            _("Tiếp nhận %(received)s hồ sơ, %(overdue)s hồ sơ xong sau khi hết hạn.")
            % {"received": printed_number(received), "overdue": printed_number(overdue)},
            labels,
            flows,
            "hồ sơ",
            _("Năm"),
        ),
        Lines(
            _("Tỷ lệ hồ sơ trước hạn và đúng hạn, %(span)s") % {"span": span},
            _("Trong số hồ sơ đã giải quyết của từng năm; năm không phát sinh để trống."),
            labels,
            (
                Series(
                    _("Trước hạn và đúng hạn"),
                    tuple(value_of(answers[_RATE, label]) for label in labels),
                    "jade",
                ),
            ),
            axis=_("Năm"),
        ),
    ]
