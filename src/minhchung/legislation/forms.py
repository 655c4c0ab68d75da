"""Forms of legal documents, reviews, systematisation and dissemination."""

from __future__ import annotations

from django import forms

from minhchung.legislation.models import (
    DisseminationEvent,
    LegalDocument,
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
            "partly_expired_on",
            "partly_expired",
            "expired_on",
            "expiry_reason",
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
        field_classes = {"reviewer_unit": UnitChoiceField}


class SystematisationForm(forms.ModelForm):
    """A period."""

    class Meta:
        model = Systematisation
        fields = ("label", "fixed_on", "published_on", "decision")


class SystematisedDocumentForm(forms.ModelForm):
    """A document in a list."""

    class Meta:
        model = SystematisedDocument
        fields = ("period", "document", "listing", "note")


class DisseminationEventForm(forms.ModelForm):
    """An event."""

    class Meta:
        model = DisseminationEvent
        fields = ("on", "form", "subject", "title", "attendance", "copies", "unit", "evidence")
        field_classes = {"unit": UnitChoiceField}
