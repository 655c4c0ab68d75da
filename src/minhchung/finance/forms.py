"""Forms of autonomy. Amounts are whole đồng."""

from __future__ import annotations

from typing import Any

from django import forms

from minhchung.finance.actions import saving_of
from minhchung.finance.models import AgencyAutonomy, PublicUnitAutonomy
from minhchung.organisation.forms import UnitChoiceField
from minhchung.rules.rounding import printed_number

USES = ("extra_income", "reward", "welfare", "conditions", "reserve")


class AgencyAutonomyForm(forms.ModelForm):
    """An agency's autonomy year; the saving is not typed: it follows."""

    class Meta:
        model = AgencyAutonomy
        fields = (
            "unit",
            "year",
            "funds_given",
            "spent",
            "extra_income",
            "reward",
            "welfare",
            "conditions",
            "reserve",
            "spending_rule",
            "asset_rule",
            "decision",
        )
        field_classes = {"unit": UnitChoiceField}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("funds_given") is not None:
            self.instance.saving = saving_of(cleaned["funds_given"], cleaned.get("spent"))
            used = sum(cleaned.get(name) or 0 for name in USES)
            # The saving is not among the fields, so Django leaves its constraint to the database.
            if used > max(self.instance.saving or 0, 0):
                self.add_error(
                    None,
                    f"Tổng các khoản sử dụng ({printed_number(used)} đồng) vượt kinh phí tiết kiệm "
                    f"({printed_number(self.instance.saving or 0)} đồng); hãy kiểm tra lại các khoản.",
                )
        return cleaned


class PublicUnitAutonomyForm(forms.ModelForm):
    """A decision on a public unit."""

    class Meta:
        model = PublicUnitAutonomy
        fields = ("unit", "regime", "group", "band", "revenue", "expenses", "decision", "since", "until")
        field_classes = {"unit": UnitChoiceField}
