"""Forms of documents, reviews, checks, lists, drafts, followings and dissemination."""

from __future__ import annotations

from typing import Any

from django import forms

from minhchung.ground.amounts import WholeField
from minhchung.legislation.forms.fields import DocumentField
from minhchung.legislation.models import (
    Check,
    DisseminationEvent,
    Draft,
    Following,
    FollowKind,
    LegalDocument,
    Recommendation,
    Review,
    Systematisation,
    SystematisedDocument,
)
from minhchung.organisation.forms import UnitChoiceField


class LegalDocumentForm(forms.ModelForm):
    """A document."""

    class Meta:
        model = LegalDocument
        fields = (
            "family",
            "type",
            "code",
            "issuer",
            "issuer_unit",
            "issued_on",
            "effective_on",
            "abstract",
            "field",
            "signer",
            "role",
            "drafting_unit",
            "territory",
            "articles",
        )
        field_classes = {"issuer_unit": UnitChoiceField, "drafting_unit": UnitChoiceField}


class ReviewForm(forms.ModelForm):
    """A review."""

    class Meta:
        model = Review
        fields = (
            "document",
            "reviewed_on",
            "outcome",
            "opinion",
            "reviewer_unit",
            "due_on",
            "handled_on",
            "handled_by",
        )
        field_classes = {"reviewer_unit": UnitChoiceField, "document": DocumentField}


class SystematisationForm(forms.ModelForm):
    """A period."""

    class Meta:
        model = Systematisation
        fields = ("label", "fixed_on", "published_on", "decision")


class SystematisedDocumentForm(forms.ModelForm):
    """A document in a list."""

    class Meta:
        model = SystematisedDocument
        fields = ("period", "document", "listing", "on", "content", "note", "responsible", "due_on")
        field_classes = {"document": DocumentField}


class DisseminationEventForm(forms.ModelForm):
    """An event."""

    class Meta:
        model = DisseminationEvent
        fields = ("on", "form", "subject", "title", "attendance", "copies", "unit", "evidence")
        field_classes = {
            "unit": UnitChoiceField,
            **dict.fromkeys(("attendance", "copies"), WholeField),
        }


class CheckForm(forms.ModelForm):
    """A check."""

    class Meta:
        model = Check
        fields = ("document", "kind", "checked_on", "checker", "fault", "provisions", "conclusion", "due_on")
        field_classes = {"document": DocumentField}


class DraftForm(forms.ModelForm):
    """A draft of the programme."""

    class Meta:
        model = Draft
        fields = (
            "year",
            "type",
            "title",
            "issuer",
            "field",
            "lead_unit",
            "reason",
            "decision",
            "submit_by_on",
        )
        field_classes = {"lead_unit": UnitChoiceField}


class FollowingForm(forms.ModelForm):
    """A plan, an inspection or a survey of how law is carried out."""

    class Meta:
        model = Following
        fields = ("kind", "on", "subject", "field", "place", "document", "decision", "conclusion", "unit")
        field_classes = {"unit": UnitChoiceField, "document": DocumentField}


class FollowingField(forms.ModelChoiceField):
    """What a recommendation comes from, the latest first, with its day: subjects come again each year."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.queryset = Following.objects.exclude(kind=FollowKind.PLAN).order_by("-on", "-id")

    def label_from_instance(self, obj: Any) -> str:
        """The subject and the day."""
        return f"{obj.subject} ({obj.on:%d/%m/%Y})"


class RecommendationForm(forms.ModelForm):
    """What is recommended."""

    class Meta:
        model = Recommendation
        fields = ("following", "content", "addressee", "made_on", "due_on")
        field_classes = {"following": FollowingField}
