"""All worksheets of the made-up agency, written into a folder from a seed, and imported on both sides of its merger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
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
    eve,
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
    #: Imported before the merger is carried out.
    eve: bool = False


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
    tables: dict[str, list[dict[str, Any]]] = {
        "unit-duties": reorganised.duties(),
        "delegated-tasks": reorganised.delegated(),
        "people": agency.people_now(staff),
        "qualifications": personnel.qualifications(staff, Random(seed + 2)),  # noqa: S311 (made-up data)
        "positions": personnel.positions(),
        "appointments": personnel.appointments(staff),
        "movements": personnel.movements(staff),
        "training-plans": personnel.training_plans(),
        "products": personnel.products(),
        "quota": agency.quota(),
        "training": agency.training(staff, random),
        "year-classes": agency.classes(staff, random),
        "legal-documents": documents,
        "legal-reviews": reviews,
        "systematised-documents": papers.systematised(documents),
        "dissemination": papers.dissemination(random),
        "components": components.worksheet(procedures),
        "process-steps": processes.worksheet(procedures),
        "feedback": papers.feedback(calendar, random),
        "plans": plans,
        "plan-tasks": tasks,
        "plan-targets": reform.targets(),
        "inspections": visits,
        "findings": findings,
        "initiatives": work.initiatives(),
        "index-results": work.index_results(),
        "index-criteria": reform.index_criteria(Random(seed + 2)),  # noqa: S311 (made-up data)
        "outreach": reform.outreach(Random(seed + 3)),  # noqa: S311 (made-up data)
        "reform-budget": reform.reform_budget(),
        "assigned-tasks": work.assigned(random),
        "outgoing-documents": papers.outgoing(calendar, random),
        "incoming-documents": papers.incoming(calendar, Random(seed + 4)),  # noqa: S311 (made-up data)
        "certificates": papers.certificates(staff),
        # A chance of its own: what is drawn after it stays as it was.
        "spendings": finance.vouchers(agencies),
        "investment-plans": investments,
        "disbursements": payments,
        "recommendations": finance.recommended(),
        "meetings": work.meetings(Random(seed + 1)),  # noqa: S311 (made-up data)
    }
    standing = {
        "units": agency.units(),
        "agency-autonomy": [each for each in agencies if each["year"] < finance.FIRST_KEPT],
        "public-unit-autonomy": centres,
        "procedures": procedures,
    }
    then = {
        "people": agency.people_then(staff),
        "positions": personnel.positions_then(),
        "appointments": personnel.appointments_then(staff),
        "plans": eve.plans(plans),
        "plan-tasks": eve.tasks(plans, tasks),
        "assigned-tasks": eve.assigned(tables["assigned-tasks"]),
        "incoming-documents": eve.incoming(tables["incoming-documents"]),
        "spendings": finance.vouchers_then(tables["spendings"]),
    }
    told = [replace(_write(folder, kind, kind, rows), eve=True) for kind, rows in standing.items()]
    told += [_write_eve(folder, kind, rows) for kind, rows in then.items()]
    since = [_write(folder, kind, kind, rows) for kind, rows in tables.items()]
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
    in_hand: list[dict[str, Any]] = []
    for name, (first_on, last_on), number, alive in (
        ("dossiers-2016-2020", dossiers.QUIET, quiet, False),
        ("dossiers-2021-2026", dossiers.LIVELY, lively, True),
    ):
        rows = eve.settled_after(
            dossiers.stories(desk, since=first_on, until=last_on, count=number, lively=alive, random=random),
            in_hand,
        )
        if alive and number <= BIG:
            rows = list(rows)
            corrected = [row for row in rows if dossiers.is_corrected(row)][:CORRECTED_COUNT]
            first = [dossiers.as_first_told(row, calendar) for row in corrected]
            since.append(replace(_write(folder, "dossiers", f"{name}-ban-dau", first), once=True))
        since.append(_write(folder, "dossiers", name, rows, big=number > BIG))
    told.append(_write_eve(folder, "dossiers", [eve.dossier(row) for row in in_hand]))
    return [*told, *since]


def take_in(
    worksheets: Iterable[Worksheet],
    read: Callable[[Worksheet], None],
    *,
    begun: bool,
    by: str,
    clock: Callable[[], datetime],
) -> None:
    """Import all worksheets in their order: how things stood on the eve, the merger, what has become of them since.

    Args:
        read: imports one file; ``begun``: the folder has dossiers already.
    """
    merged = False
    for sheet in worksheets:
        if not sheet.eve and not merged:
            reorganised.merge(by=by)
            merged = True
        if sheet.once and begun:
            continue
        if finance.before(sheet.kind, eve=sheet.eve, by=by, at=clock()):
            read(sheet)
            finance.after(sheet.kind, by=by, at=clock())


def demo_calendar() -> WorkingCalendar:
    """The country's days with the office hours of the lawbook."""
    rule = lawbook.history("clocks.office_hours")[0]
    hours = OfficeHours.same_each_weekday(rule.value["weekdays"], cites=rule.cites)
    return WorkingCalendar(lawbook.national_days(), (hours,))


def _write_eve(folder: Path, kind: str, rows: Any) -> Worksheet:
    name = f"{kind}-truoc-{agency.MERGED_ON:%d-%m-%Y}"
    return replace(_write(folder, kind, name, rows), once=True, eve=True)


def _write(folder: Path, kind: str, name: str, rows: Any, *, big: bool = False) -> Worksheet:
    layout = importer_class(kind).layout
    if big:
        path = folder / f"{name}.csv"
        return Worksheet(kind, path, sheets.write_csv(path, layout, rows))
    path = folder / f"{name}.xlsx"
    return Worksheet(kind, path, sheets.write_xlsx(path, layout, rows, agency=agency.BOARD_NAME))
