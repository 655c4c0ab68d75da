"""Forms of units."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from minhchung.organisation.models import OfficeHours, Succession, Unit, UnitVersion
from minhchung.organisation.queries import named_units

WEEKDAYS = {
    "mon": "Thứ Hai",
    "tue": "Thứ Ba",
    "wed": "Thứ Tư",
    "thu": "Thứ Năm",
    "fri": "Thứ Sáu",
    "sat": "Thứ Bảy",
    "sun": "Chủ nhật",
}
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


class UnitChoiceField(forms.ModelChoiceField):
    """A list of units by their names."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("queryset", Unit.objects.none())
        super().__init__(**options)
        self.queryset = named_units()

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.shown_name} ({obj.code})" if obj.shown_name != obj.code else str(obj.code)


class UnitForm(forms.ModelForm):
    """A unit's identity."""

    class Meta:
        model = Unit
        fields = ("code", "kind", "is_home")


class UnitVersionForm(forms.ModelForm):
    """A unit's name and place from a day on."""

    class Meta:
        model = UnitVersion
        fields = ("unit", "name", "parent", "legacy_code", "decision", "since", "until")
        field_classes = {"unit": UnitChoiceField, "parent": UnitChoiceField}


class SuccessionForm(forms.ModelForm):
    """Who follows whom."""

    class Meta:
        model = Succession
        fields = ("predecessor", "successor", "kind", "on", "decision")
        field_classes = {"predecessor": UnitChoiceField, "successor": UnitChoiceField}


class OfficeHoursForm(forms.ModelForm):
    """Office hours, one line a weekday: "07:30-11:30,13:30-17:30"; an empty line is a day off."""

    class Meta:
        model = OfficeHours
        fields = ("unit", "cites", "since", "until")
        field_classes = {"unit": UnitChoiceField}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        weekly = self.instance.weekly or {}
        for day, label in WEEKDAYS.items():
            self.fields[day] = forms.CharField(
                label=label, required=False, initial=weekly.get(day, ""), help_text="07:30-11:30,13:30-17:30"
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        weekly = {}
        for day in WEEKDAYS:
            written = re.sub(r"\s", "", cleaned.get(day) or "")
            if not written:
                continue
            if not _is_hours(written):
                self.add_error(
                    day,
                    f"“{written}” không đúng; ghi các khoảng giờ tăng dần, cách nhau dấu phẩy, "
                    "ví dụ 07:30-11:30,13:30-17:30.",
                )
            weekly[day] = written
        if not weekly and not self.errors:
            raise forms.ValidationError("Cần ít nhất một ngày làm việc.")
        self.instance.weekly = weekly
        return cleaned


def _is_hours(written: str) -> bool:
    before = ""
    for span in written.split(","):
        if not _SPAN.fullmatch(span):
            return False
        start, _, end = span.partition("-")
        if not before <= start < end <= "24:00":
            return False
        before = end
    return True
