"""Forms of correspondence: they check what came in and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.correspondence.models import Certificate, IncomingDocument, OutgoingDocument
from minhchung.organisation.forms import UnitChoiceField


class OutgoingForm(forms.ModelForm[OutgoingDocument]):
    """A document that the agency issues."""

    class Meta:
        model = OutgoingDocument
        fields = (
            "issuer",
            "series",
            "year",
            "number",
            "symbol",
            "type",
            "issued_on",
            "abstract",
            "signer",
            "recipients",
            "secret",
            "sent_electronically",
            "signed_by_person",
            "signed_by_agency",
            "paper_also",
            "sent_at",
            "reform_direction",
        )
        field_classes = {"issuer": UnitChoiceField}

    def clean(self) -> dict[str, Any]:
        """A document leaves in some way; a secret one never electronically; the register is of the day's year."""
        data = super().clean() or {}
        if data.get("secret") and data.get("sent_electronically"):
            self.add_error("sent_electronically", _("Văn bản mật không gửi qua trục liên thông."))
        if not data.get("sent_electronically") and not data.get("paper_also"):
            self.add_error("paper_also", _("Chọn ít nhất một cách gửi: điện tử hoặc giấy."))
        if data.get("issued_on") and data.get("year") and data["issued_on"].year != data["year"]:
            self.add_error("year", _("Năm của sổ khác năm của ngày ban hành."))
        return data


class IncomingForm(forms.ModelForm[IncomingDocument]):
    """A document that came in."""

    class Meta:
        model = IncomingDocument
        fields = (
            "receiver",
            "series",
            "year",
            "number",
            "received_on",
            "issuer",
            "symbol",
            "issued_on",
            "abstract",
            "handler",
            "due_on",
            "secret",
            "electronic",
        )
        field_classes = {"receiver": UnitChoiceField}

    def clean(self) -> dict[str, Any]:
        """It was issued before it came; the register is of the day's year."""
        data = super().clean() or {}
        if data.get("issued_on") and data.get("received_on") and data["issued_on"] > data["received_on"]:
            self.add_error("issued_on", _("Ngày văn bản sau ngày đến."))
        if data.get("received_on") and data.get("year") and data["received_on"].year != data["year"]:
            self.add_error("year", _("Năm của sổ khác năm của ngày đến."))
        return data


class CertificateForm(forms.ModelForm[Certificate]):
    """A certificate for digital signatures."""

    class Meta:
        model = Certificate
        fields = (
            "serial",
            "holder_kind",
            "holder_name",
            "valid_from",
            "valid_to",
            "revoked_on",
            "revoked_reason",
            "device",
        )

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        data = super().clean() or {}
        start = data.get("valid_from")
        if start and data.get("valid_to") and data["valid_to"] < start:
            self.add_error("valid_to", _("Hết hiệu lực trước khi có hiệu lực."))
        if start and data.get("revoked_on") and data["revoked_on"] < start:
            self.add_error("revoked_on", _("Thu hồi trước khi có hiệu lực."))
        return data
