"""Forms of procedures: they check what came in and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.procedures.models import (
    OwnDesk,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    Process,
    ProcessStep,
)


class ProcedureForm(forms.ModelForm[Procedure]):
    """The identity of a procedure."""

    class Meta:
        model = Procedure
        fields = ("key", "national_code", "local_suffix", "settled_by")


class VersionForm(forms.ModelForm[ProcedureVersion]):
    """A procedure from a day on."""

    class Meta:
        model = ProcedureVersion
        fields = (
            "procedure",
            "name",
            "field",
            "legal_basis",
            "decision",
            "cut_decision",
            "online_level",
            "yields_paper",
            "cut_off",
            "since",
            "until",
            "posted_national_on",
            "posted_counter_on",
            "posted_web_on",
            "source",
            "confidence",
        )

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] <= data["since"]:
            self.add_error("until", _("Ngày hết hiệu lực không muộn hơn ngày có hiệu lực."))
        return data


class OwnDeskForm(forms.ModelForm[OwnDesk]):
    """By which decision, and from when, the agency receives a procedure itself."""

    class Meta:
        model = OwnDesk
        fields = ("procedure", "decision", "since", "until")


class CaseForm(forms.ModelForm[ProcedureCase]):
    """A case or channel of a version with its limits."""

    class Meta:
        model = ProcedureCase
        fields = (
            "version",
            "name",
            "channel",
            "legal_limit",
            "legal_unit",
            "committed_limit",
            "committed_unit",
            "fee",
        )

    def clean(self) -> dict[str, Any]:
        """A limit is positive and has a unit; a unit has a limit."""
        data = super().clean() or {}
        for limit, unit in (("legal_limit", "legal_unit"), ("committed_limit", "committed_unit")):
            if data.get(limit) == 0:
                self.add_error(limit, _("Để trống nếu không quy định thời hạn."))
            if bool(data.get(limit)) != bool(data.get(unit)):
                self.add_error(unit, _("Thời hạn và đơn vị tính phải ghi cùng nhau."))
        return data


class ProcessForm(forms.ModelForm[Process]):
    """An internal process: of which version and case, by which decision, from when."""

    class Meta:
        model = Process
        fields = ("version", "case", "decision", "since", "until")


class ProcessStepForm(forms.ModelForm[ProcessStep]):
    """A step of an internal process."""

    class Meta:
        model = ProcessStep
        fields = (
            "process",
            "number",
            "name",
            "unit_name",
            "post",
            "work",
            "minutes",
            "product",
            "parallel_group",
        )
