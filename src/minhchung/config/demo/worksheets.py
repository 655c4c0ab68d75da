"""All worksheets of the made-up agency, written into a folder from a seed, in the order in which they are imported."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from minhchung import lawbook
from minhchung.config.demo import (
    agency,
    cast,
    catalogue,
    components,
    dossiers,
    finance,
    papers,
    personnel,
    processes,
    reform,
    reorganised,
    sheets,
    work,
)
from minhchung.config.importers import importer_class
from minhchung.rules.calendar import OfficeHours, WorkingCalendar

#: Beyond this many dossiers the worksheet is a CSV file, written as it is drawn.
BIG = 20_000
#: How many dossiers were recorded with a later end first.
CORRECTED_COUNT = 5
QUIET_SHARE, QUIET_COUNT, LIVELY_COUNT = 0.42, 1_200, 1_640


@dataclass(frozen=True)
class Worksheet:
    """A file to import."""

    kind: str
    path: Path
    rows: int
    #: Imported only into a folder that has no dossiers yet: what it says is corrected by a later file.
    once: bool = False


def write_all(folder: Path, *, seed: int, count: int | None) -> list[Worksheet]:
    """Write every worksheet; ``count`` dossiers in all, or the usual number."""
    random = Random(seed)  # noqa: S311  (made-up data, not secrets)
    calendar = demo_calendar()
    staff = agency.people(random)
    plans, tasks = work.plans(random)
    visits, findings = work.inspections(random)
    documents, reviews = papers.legal_documents(random)
    agencies, centres = agency.autonomy(random)
    investments, payments = finance.investments()
    procedures = catalogue.worksheet(random)
    tables: list[tuple[str, list[dict[str, Any]]]] = [
        ("units", agency.units()),
        ("unit-duties", reorganised.duties()),
        ("delegated-tasks", reorganised.delegated()),
        ("people", staff),
        ("qualifications", personnel.qualifications(staff, Random(seed + 2))),  # noqa: S311 (made-up data)
        ("positions", personnel.positions()),
        ("appointments", personnel.appointments(staff)),
        ("movements", personnel.movements(staff)),
        ("training-plans", personnel.training_plans()),
        ("products", personnel.products()),
        ("quota", agency.quota()),
        ("training", agency.training(staff, random)),
        ("year-classes", agency.classes(staff, random)),
        ("agency-autonomy", [each for each in agencies if each["year"] < finance.FIRST_KEPT]),
        ("public-unit-autonomy", centres),
        ("legal-documents", documents),
        ("legal-reviews", reviews),
        ("systematised-documents", papers.systematised(documents)),
        ("dissemination", papers.dissemination(random)),
        ("procedures", procedures),
        ("components", components.worksheet(procedures)),
        ("process-steps", processes.worksheet(procedures)),
        ("feedback", papers.feedback(calendar, random)),
        ("plans", plans),
        ("plan-tasks", tasks),
        ("plan-targets", reform.targets()),
        ("inspections", visits),
        ("findings", findings),
        ("initiatives", work.initiatives()),
        ("index-results", work.index_results()),
        ("index-criteria", reform.index_criteria(Random(seed + 2))),  # noqa: S311 (made-up data)
        ("outreach", reform.outreach(Random(seed + 3))),  # noqa: S311 (made-up data)
        ("reform-budget", reform.reform_budget()),
        ("assigned-tasks", work.assigned(random)),
        ("outgoing-documents", papers.outgoing(calendar, random)),
        ("certificates", papers.certificates(staff)),
        # A chance of its own: what is drawn after it stays as it was.
        ("spendings", finance.vouchers(agencies)),
        ("investment-plans", investments),
        ("disbursements", payments),
        ("recommendations", finance.recommended()),
        ("meetings", work.meetings(Random(seed + 1))),  # noqa: S311 (made-up data)
    ]
    written = [_write(folder, kind, kind, rows) for kind, rows in tables]
    desk = dossiers.Desk(
        calendar=calendar,
        offers=catalogue.offers(procedures),
        enterprises=[cast.enterprise(random) for _ in range(180)],
        code_before=agency.BOARD,
        code_after=agency.BOARD_AFTER,
        merged_on=agency.MERGED_ON,
    )
    quiet = QUIET_COUNT if count is None else round(count * QUIET_SHARE)
    lively = LIVELY_COUNT if count is None else count - quiet
    for name, (since, until), number, alive in (
        ("dossiers-2016-2020", dossiers.QUIET, quiet, False),
        ("dossiers-2021-2026", dossiers.LIVELY, lively, True),
    ):
        rows = dossiers.stories(desk, since=since, until=until, count=number, lively=alive, random=random)
        if alive and number <= BIG:
            rows = list(rows)
            corrected = [row for row in rows if dossiers.is_corrected(row)][:CORRECTED_COUNT]
            first = [dossiers.as_first_told(row, calendar) for row in corrected]
            written.append(replace(_write(folder, "dossiers", f"{name}-ban-dau", first), once=True))
        written.append(_write(folder, "dossiers", name, rows, big=number > BIG))
    return written


def demo_calendar() -> WorkingCalendar:
    """The country's days with the office hours of the lawbook."""
    rule = lawbook.history("clocks.office_hours")[0]
    hours = OfficeHours.same_each_weekday(rule.value["weekdays"], cites=rule.cites)
    return WorkingCalendar(lawbook.national_days(), (hours,))


def _write(folder: Path, kind: str, name: str, rows: Any, *, big: bool = False) -> Worksheet:
    layout = importer_class(kind).layout
    if big:
        path = folder / f"{name}.csv"
        return Worksheet(kind, path, sheets.write_csv(path, layout, rows))
    path = folder / f"{name}.xlsx"
    return Worksheet(kind, path, sheets.write_xlsx(path, layout, rows, agency=agency.BOARD_NAME))
