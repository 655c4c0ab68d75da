"""Someone who reads the screens in English works on the same Vietnamese worksheets, exports and reports."""

from __future__ import annotations

import pytest
from django.utils import translation

from minhchung.config.importers import importer, names
from minhchung.dossiers import queries
from minhchung.dossiers.models import Channel
from minhchung.reports import desk
from minhchung.reports.tests.cast import AT, a_draft, a_small_agency


@pytest.mark.django_db
@pytest.mark.parametrize("kind", names())
def test_choices_of_a_worksheet_stay_vietnamese(kind: str) -> None:
    fields = importer(kind).layout.fields
    expected = [[choice.label for choice in field.listed] for field in fields]
    with translation.override("en"):
        assert [[choice.label for choice in field.listed] for field in fields] == expected


@pytest.mark.django_db
def test_the_same_files_enter_and_the_same_papers_come_out() -> None:
    with translation.override("en"):
        a_small_agency(dossiers=40)
        report = a_draft()
        english = desk.draft_files(report, AT)
        headings, lines = queries.exported(queries.Ask(AT))
        rows = list(lines)
        assert str(Channel.DIRECT.label) == "In person"
    assert english == desk.draft_files(report, AT)
    assert "Kênh nộp" in headings
    assert len(rows) == 40
    assert str(Channel.DIRECT.label) in {row[headings.index("Kênh nộp")] for row in rows}
