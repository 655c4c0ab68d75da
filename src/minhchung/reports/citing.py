"""Lines of outlines, and reports that are being written, which cite legal documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung import lawbook
from minhchung.figures.periods import window_named
from minhchung.procedures.citing import Citation
from minhchung.reports.models import Report, ReportState
from minhchung.reports.outline import OUTLINE, PERIODIC, outline_of, passages, plain_value


def outlines(on: date) -> Iterator[Citation]:
    """Every line of the outlines in force on a day."""
    for key in (OUTLINE, PERIODIC):
        for rule in lawbook.history(key):
            if rule.in_force(on):
                name = f"{rule.value['kind'].capitalize()} {rule.value['abstract'].lower()}"
                for line in dict.fromkeys(_lines(plain_value(rule.value))):
                    yield Citation(_("Đề cương báo cáo"), name, line)


def drafts(_on: date) -> Iterator[Citation]:
    """Every line of the reports that are not frozen yet, as they would be printed now; the others are history."""
    for report in Report.objects.filter(state=ReportState.DRAFT).order_by("id"):
        window = window_named(report.window)
        texts = dict(report.texts.values_list("section", "text"))
        own = (texts.get(passage.key, passage.text) for passage in passages(window))
        for line in dict.fromkeys((*outline_of(window).bases, *own)):
            yield Citation(_("Báo cáo đang soạn"), report.title, line, "reports:report", report.pk)


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _lines(each)
