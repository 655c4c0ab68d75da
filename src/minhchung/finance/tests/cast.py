"""A board, its centre, and a budget year that is under way."""

from __future__ import annotations

from datetime import date, datetime

from minhchung.finance import actions
from minhchung.finance.models import AgencyAutonomy, Allotment, SavingUse, Spending, UnitPlan
from minhchung.organisation import actions as organisation

DONE = {"by": "ha", "at": datetime(2026, 1, 5, 9)}


def a_board():
    return organisation.add_unit(
        code="BQL", kind="agency", name="Ban Quản lý", since=date(2010, 1, 1), is_home=True, **DONE
    )


def a_centre(board):
    return organisation.add_unit(
        code="TT", kind="public_unit", name="Trung tâm", since=date(2010, 1, 1), parent=board, **DONE
    )


def an_open_year(board, year=2024, **more):
    record = AgencyAutonomy(unit=board, year=year, decision=f"QĐ {year}", **more)
    return actions.save_agency_autonomy(record, **DONE)


def allot(year, amount, **more):
    told = {"decision": "QĐ 9", "decided_on": date(year.year - 1, 12, 25), **more}
    return actions.allot(year=year.pk, allotment=Allotment(amount=amount, **told), **DONE)


def spend(year, amount, number="PC1", **more):
    told = {"group": "people", "on": date(year.year, 5, 4), "content": "Lương", **more}
    return actions.spend(year=year.pk, spending=Spending(number=number, amount=amount, **told), **DONE)


def use(year, amount, purpose="reward", **more):
    told = {"decision": "QĐ 11", "decided_on": date(year.year, 12, 20), **more}
    return actions.use_saving(year=year.pk, use=SavingUse(purpose=purpose, amount=amount, **told), **DONE)


def a_worked_year(board, year=2024):
    """1.000 given for autonomy and 700 spent, 250 of the saving used; 100 of the other part given, 80 spent."""
    record = an_open_year(board, year)
    allot(record, 1_000)
    allot(record, 100, part="other")
    spend(record, 700)
    spend(record, 80, "PC2", part="other", group="work")
    use(record, 200, "extra_income")
    use(record, 50)
    return record


def a_plan(centre, pairs, first=2022, **more):
    plan = UnitPlan(
        unit=centre,
        first_year=first,
        last_year=first + 4,
        submitted="TTr 1",
        submitted_on=date(2021, 11, 1),
        **more,
    )
    actions.save_plan(plan, **DONE)
    amounts = {first + step: pair for step, pair in enumerate(pairs)}
    actions.estimate(plan=plan.pk, amounts=amounts, **DONE)
    return plan
