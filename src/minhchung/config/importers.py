"""Every importer by the name the command line and the screens use: the only list of them."""

from __future__ import annotations

from importlib import import_module

from minhchung.ground.intake.tables import TableImporter

_NAMED = {
    "units": "minhchung.organisation.imports:UnitsImporter",
    "unit-duties": "minhchung.organisation.duty_imports:DutiesImporter",
    "delegated-tasks": "minhchung.organisation.duty_imports:DelegatedImporter",
    "people": "minhchung.staff.imports:PeopleImporter",
    "qualifications": "minhchung.staff.imports:QualificationsImporter",
    "quota": "minhchung.staff.imports:QuotaImporter",
    "positions": "minhchung.staff.career_imports:PositionsImporter",
    "appointments": "minhchung.staff.career_imports:AppointmentsImporter",
    "movements": "minhchung.staff.career_imports:MovementsImporter",
    "training-plans": "minhchung.staff.career_imports:TrainingPlansImporter",
    "products": "minhchung.staff.career_imports:ProductsImporter",
    "training": "minhchung.staff.imports:TrainingImporter",
    "year-classes": "minhchung.staff.imports:YearClassesImporter",
    "legal-documents": "minhchung.legislation.imports:LegalDocumentsImporter",
    "legal-reviews": "minhchung.legislation.imports:ReviewsImporter",
    "legal-checks": "minhchung.legislation.work_imports:ChecksImporter",
    "legal-relations": "minhchung.legislation.work_imports:RelationsImporter",
    "systematised-documents": "minhchung.legislation.imports:SystematisedImporter",
    "dissemination": "minhchung.legislation.imports:DisseminationImporter",
    "procedures": "minhchung.procedures.imports:ProceduresImporter",
    "process-steps": "minhchung.procedures.process_imports:ProcessStepsImporter",
    "components": "minhchung.procedures.component_imports:ComponentsImporter",
    "agency-autonomy": "minhchung.finance.imports:AgencyAutonomyImporter",
    "public-unit-autonomy": "minhchung.finance.imports:PublicUnitAutonomyImporter",
    "spendings": "minhchung.finance.voucher_imports:SpendingsImporter",
    "investment-plans": "minhchung.finance.voucher_imports:InvestmentPlansImporter",
    "disbursements": "minhchung.finance.voucher_imports:DisbursementsImporter",
    "recommendations": "minhchung.finance.voucher_imports:RecommendationsImporter",
    "dossiers": "minhchung.dossiers.imports:DossiersImporter",
    "feedback": "minhchung.feedback.imports:FeedbackImporter",
    "plans": "minhchung.direction.plan_imports:PlansImporter",
    "plan-tasks": "minhchung.direction.plan_imports:PlanTasksImporter",
    "plan-targets": "minhchung.direction.plan_imports:PlanTargetsImporter",
    "inspections": "minhchung.direction.imports:InspectionsImporter",
    "findings": "minhchung.direction.imports:FindingsImporter",
    "initiatives": "minhchung.direction.imports:InitiativesImporter",
    "assigned-tasks": "minhchung.direction.imports:AssignedTasksImporter",
    "outreach": "minhchung.direction.imports:OutreachImporter",
    "reform-budget": "minhchung.direction.imports:ReformBudgetImporter",
    "index-results": "minhchung.direction.index_imports:IndexResultsImporter",
    "index-criteria": "minhchung.direction.index_imports:IndexCriteriaImporter",
    "meetings": "minhchung.direction.meeting_imports:MeetingsImporter",
    "outgoing-documents": "minhchung.correspondence.imports:OutgoingImporter",
    "incoming-documents": "minhchung.correspondence.imports:IncomingImporter",
    "certificates": "minhchung.correspondence.imports:CertificatesImporter",
}


class UnknownImport(KeyError):
    """No such kind of data."""

    def __str__(self) -> str:
        return str(self.args[0])


def names() -> tuple[str, ...]:
    """The kinds of data that can be imported."""
    return tuple(sorted(_NAMED))


def importer_class(name: str) -> type[TableImporter]:
    """The importer of that kind of data.

    Raises:
        UnknownImport: no such kind.
    """
    if name not in _NAMED:
        raise UnknownImport(f"Không có loại dữ liệu “{name}”. Các loại: {', '.join(names())}.")
    module, _, attribute = _NAMED[name].partition(":")
    found: type[TableImporter] = getattr(import_module(module), attribute)
    return found


def importer(name: str) -> TableImporter:
    """A fresh importer of that kind of data; raises :class:`UnknownImport`."""
    return importer_class(name)()
