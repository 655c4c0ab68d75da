"""The contents of the reform programme, in its order, with the figures that the dashboard shows first.

Titles of the six contents: NQ 76/NQ-CP of 2021, art. 1, III.
"""

from __future__ import annotations

from django.apps import apps

from minhchung.figures.register import REGISTER
from minhchung.figures.words import Head, arrange, teach

HEADS = (
    Head("chi-dao", "Công tác chỉ đạo, điều hành", ("plan", "direction")),
    Head("the-che", "Cải cách thể chế", ("legislation", "dissemination")),
    Head("thu-tuc", "Cải cách thủ tục hành chính", ("dossiers", "procedures", "feedback")),
    Head("bo-may", "Cải cách tổ chức bộ máy hành chính", ("organisation",)),
    Head("cong-vu", "Cải cách chế độ công vụ", ("staff",)),
    Head("tai-chinh", "Cải cách tài chính công", ("finance",)),
    Head(
        "so-hoa", "Xây dựng và phát triển Chính quyền điện tử, Chính quyền số", ("documents", "certificates")
    ),
)
FIRST_SHOWN = {
    "chi-dao": ("plan.tasks_done", "plan.tasks", "direction.inspections", "direction.assigned_on_time"),
    "the-che": (
        "legislation.drafted",
        "legislation.reviewed",
        "legislation.systematised",
        "dissemination.events",
    ),
    "thu-tuc": (
        "dossiers.kept_promise",
        "dossiers.received",
        "dossiers.solved",
        "dossiers.in_progress_overdue",
        "procedures.in_force",
        "procedures.cut_at_least_20",
        "procedures.posted_publicly",
        "feedback.received",
    ),
    "bo-may": (
        "organisation.departments",
        "organisation.public_units",
        "organisation.delegated_in_force",
        "organisation.delegation_mended",
    ),
    "cong-vu": ("staff.present", "staff.assigned", "staff.with_degree", "staff.trained"),
    "tai-chinh": (
        "finance.agencies_autonomous",
        "finance.units_autonomous",
        "finance.saving",
        "finance.investment_disbursed_rate",
    ),
    "so-hoa": (
        "documents.sent",
        "documents.sent_electronically",
        "documents.sent_electronically_signed",
        "certificates.in_force",
    ),
}


#: Where the words for a fact's codes stand: fact table and column, then application, model and field.
CODES = {
    ("dossiers", "channel"): ("dossiers", "Dossier", "channel"),
    ("dossiers", "state"): ("dossiers", "Dossier", "state"),
    ("dossiers", "verdict"): ("dossiers", "Dossier", "verdict"),
    ("dossiers", "portal_verdict"): ("dossiers", "Dossier", "verdict"),
    ("dossiers", "extended_verdict"): ("dossiers", "Dossier", "verdict"),
    ("dossiers", "online_level"): ("procedures", "ProcedureVersion", "online_level"),
    ("procedures", "online_level"): ("procedures", "ProcedureVersion", "online_level"),
    ("procedures", "legal_unit"): ("procedures", "ProcedureCase", "legal_unit"),
    ("procedures", "committed_unit"): ("procedures", "ProcedureCase", "committed_unit"),
    ("feedback", "kind"): ("feedback", "Feedback", "kind"),
    ("feedback", "from_kind"): ("feedback", "Feedback", "from_kind"),
    ("feedback", "channel"): ("feedback", "Feedback", "channel"),
    ("feedback", "state"): ("feedback", "Feedback", "state"),
    ("feedback", "rating"): ("feedback", "Feedback", "rating"),
    ("survey_marks", "way"): ("feedback", "SurveyAnswer", "way"),
    ("survey_answers", "way"): ("feedback", "SurveyAnswer", "way"),
    ("units", "kind"): ("organisation", "Unit", "kind"),
    ("delegated_tasks", "kind"): ("organisation", "DelegatedTask", "kind"),
    ("delegation_checks", "kind"): ("organisation", "DelegatedTask", "kind"),
    ("staff_people", "kind"): ("staff", "Person", "kind"),
    ("staff_people", "sex"): ("staff", "Person", "sex"),
    ("staff_people", "leaving"): ("staff", "Person", "leaving"),
    ("staff_quota", "kind"): ("staff", "Quota", "kind"),
    ("staff_training", "kind"): ("staff", "Training", "kind"),
    ("staff_training", "person_kind"): ("staff", "Person", "kind"),
    ("staff_placements", "kind"): ("staff", "Person", "kind"),
    ("staff_movements", "person_kind"): ("staff", "Person", "kind"),
    ("staff_movements", "deed"): ("staff", "Movement", "deed"),
    ("staff_movements", "form"): ("staff", "Movement", "form"),
    ("staff_positions", "position_group"): ("staff", "Position", "group"),
    ("staff_training_plans", "kind"): ("staff", "TrainingPlan", "kind"),
    ("staff_year_classes", "person_kind"): ("staff", "Person", "kind"),
    ("staff_year_classes", "quality"): ("staff", "YearClass", "quality"),
    ("finance_public_units", "regime"): ("finance", "PublicUnitAutonomy", "regime"),
    ("finance_public_units", "autonomy_group"): ("finance", "PublicUnitAutonomy", "group"),
    ("finance_rules", "kind"): ("finance", "SpendingRule", "kind"),
    ("finance_recommendations", "kind"): ("finance", "Recommendation", "kind"),
    ("legal_documents", "family"): ("legislation", "LegalDocument", "family"),
    ("legal_documents", "role"): ("legislation", "LegalDocument", "role"),
    ("legal_reviews", "family"): ("legislation", "LegalDocument", "family"),
    ("legal_reviews", "outcome"): ("legislation", "Review", "outcome"),
    ("legal_checks", "kind"): ("legislation", "Check", "kind"),
    ("legal_checks", "fault"): ("legislation", "Check", "fault"),
    ("legal_drafts", "stage"): ("legislation", "Draft", "stage"),
    ("legal_followings", "kind"): ("legislation", "Following", "kind"),
    ("legal_systematised", "listing"): ("legislation", "SystematisedDocument", "listing"),
    ("dissemination", "form"): ("legislation", "DisseminationEvent", "form"),
    ("dissemination", "subject"): ("legislation", "DisseminationEvent", "subject"),
    ("plan_tasks", "head"): ("direction", "PlanTask", "head"),
    ("inspected_units", "kind"): ("organisation", "Unit", "kind"),
    ("initiatives", "head"): ("direction", "Initiative", "head"),
    ("meetings", "kind"): ("direction", "Meeting", "kind"),
    ("meetings", "state"): ("direction", "Meeting", "state"),
    ("outreach", "form"): ("direction", "Outreach", "form"),
    ("certificates", "holder_kind"): ("correspondence", "Certificate", "holder_kind"),
}


def arrange_figures() -> None:
    """Give the catalogue its order and the facts' codes their words."""
    arrange(HEADS)
    for facts in REGISTER.facts():
        for column in facts.columns:
            if column.name in YES_NO.get(facts.name, ()):
                teach(facts, column.name, {"1": "có", "0": "không"})
            source = CODES.get((facts.name, column.name))
            if source is not None:
                room, model, field = source
                teach(
                    facts, column.name, dict(apps.get_model(room, model)._meta.get_field(field).flatchoices)
                )


#: Columns of facts that hold 1 for yes and 0 for no.
YES_NO = {
    "outgoing_documents": (
        "secret",
        "electronic",
        "signed_by_person",
        "signed_by_agency",
        "paper",
        "reform_direction",
    ),
    "incoming_documents": ("secret", "electronic"),
    "plan_tasks": ("in_original",),
    "feedback": ("on_time", "published_on_time"),
    "survey_marks": ("satisfied",),
    "procedures": ("has_legal_limit",),
    "finance_agencies": ("has_spending_rule",),
    "staff_placements": ("leads",),
    "staff_training": ("in_plan",),
    "staff_movements": ("leads",),
}
