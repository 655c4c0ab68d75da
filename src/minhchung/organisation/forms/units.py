"""Forms of units."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.organisation.changes import replaceable_changes
from minhchung.organisation.models import (
    CalendarChange,
    ChangeKind,
    DelegatedTask,
    DelegationCheck,
    OfficeHours,
    Succession,
    Unit,
    UnitDuty,
    UnitVersion,
)
from minhchung.organisation.queries import ended_by, named_units
from minhchung.organisation.standing import PUBLIC_KINDS

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
        """The name, and beside it the code and the last day, where it has one."""
        return str(obj.choice_name(obj.code if obj.shown_name != obj.code else ""))


class PublicUnitField(UnitChoiceField):
    """The units to which the rules of public units apply; agencies and their rooms are none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.queryset = named_units().filter(kind__in=PUBLIC_KINDS)


class CurrentUnitField(UnitChoiceField):
    """The units that still are: on the day from which the form speaks, today until that day is entered.

    What a record already names stays among them, so that an old one can still be opened and mended.
    """

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": _(
            "Đơn vị này đã kết thúc vào ngày ấy hoặc không có; hãy chọn đơn vị đang hoạt động."
        )
    }

    def offer(self, form: forms.ModelForm, name: str, today: date) -> None:
        """Leave out the units that have ended; whoever fills the form in is asked no question about it."""
        on = today
        if form.is_bound and "since" in form.fields:
            typed = form["since"].value()
            with suppress(forms.ValidationError):
                on = form.fields["since"].clean(typed) or today
        kept = getattr(form.instance, f"{name}_id", None)
        ended = ended_by(on) - {kept}
        self.queryset = self.queryset.exclude(pk__in=ended)  # type: ignore[union-attr]


def offer_units(form: forms.ModelForm, today: date) -> None:
    """Let every such field of a form offer the units of the day."""
    for name, field in form.fields.items():
        if isinstance(field, CurrentUnitField):
            field.offer(form, name, today)


class UnitForm(forms.ModelForm):
    """A unit's identity."""

    class Meta:
        model = Unit
        fields = ("code", "kind", "is_home")


class UnitVersionForm(forms.ModelForm):
    """A unit's name and place from a day on."""

    class Meta:
        model = UnitVersion
        fields = (
            *("unit", "name", "parent", "official_code", "legacy_code", "seal_name"),
            *("decision", "since", "until"),
        )
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
        field_classes = {"unit": CurrentUnitField}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _ask_week(self)

    def clean(self) -> dict[str, Any]:
        """The week as it was typed, at least one working day."""
        cleaned = super().clean() or self.cleaned_data
        weekly = _week_of(self, cleaned)
        if not weekly and not self.errors:
            raise forms.ValidationError("Cần ít nhất một ngày làm việc.")
        self.instance.weekly = weekly
        return cleaned


#: What each kind of change asks for beside its name, decision and reason.
_ASKED: dict[str, tuple[str, ...]] = {
    ChangeKind.HOLIDAY: ("since", "until"),
    ChangeKind.SWAP: ("since", "worked_on"),
    ChangeKind.CLOSURE: ("unit", "since", "until", "hours"),
    ChangeKind.HOURS: ("unit", "since", "until"),
    ChangeKind.WORKED: ("since",),
    ChangeKind.WITHDRAWAL: (),
}
_LABELS = {
    ChangeKind.SWAP: {"since": _("Ngày được nghỉ")},
    ChangeKind.WORKED: {"since": _("Ngày vẫn đi làm")},
    ChangeKind.WITHDRAWAL: {"replaces": _("Thay đổi cần rút"), "name": _("Gọi việc rút này là")},
}


class ChangeForm(forms.ModelForm):
    """A change of the calendar of one kind; fields that the kind does not know are not asked."""

    unconfirmed = forms.BooleanField(
        label=_("Chưa có văn bản chính thức, mới theo thông báo"),
        required=False,
        help_text=_("Lịch và mọi giải thích sẽ ghi là chưa xác nhận."),
    )

    class Meta:
        model = CalendarChange
        fields = (
            *("name", "unit", "since", "until", "worked_on", "hours", "replaces"),
            *("decision", "cites", "reason"),
        )
        field_classes = {"unit": CurrentUnitField}
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, kind: ChangeKind, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind, asked = kind, _ASKED[kind]
        free = replaceable_changes()
        for name in ("unit", "since", "until", "worked_on", "hours"):
            if name not in asked:
                del self.fields[name]
        for name, label in _LABELS.get(kind, {}).items():
            self.fields[name].label = label
        if kind == ChangeKind.WITHDRAWAL or free:
            field = self.fields["replaces"]
            field.queryset = CalendarChange.objects.filter(pk__in=[each[0] for each in free])  # type: ignore[attr-defined]
            field.required = kind == ChangeKind.WITHDRAWAL
            if kind != ChangeKind.WITHDRAWAL:
                field.help_text = _("Chọn khi việc khai báo này sửa một thay đổi đã có hiệu lực.")
        else:
            del self.fields["replaces"]
        if "since" in self.fields:
            self.fields["since"].required = True
            self.fields["since"].help_text = _("Ngày/tháng/năm.")
        if "until" in self.fields:
            self.fields["until"].required = kind == ChangeKind.CLOSURE
            self.fields["until"].help_text = _(
                "Ngày đầu tiên trở lại bình thường; bỏ trống nếu chỉ một ngày."
            )
            if kind == ChangeKind.CLOSURE:
                self.fields["until"].help_text = _("Ngày đầu tiên trở lại bình thường.")
            if kind == ChangeKind.HOURS:
                self.fields["until"].help_text = _("Bỏ trống nếu áp dụng lâu dài.")
        if "worked_on" in self.fields:
            self.fields["worked_on"].required = True
        if "hours" in self.fields:
            self.fields["hours"].help_text = _(
                "Bỏ trống nếu nghỉ cả ngày; nếu chỉ làm một buổi, ghi như 07:30-11:30."
            )
        if "unit" in self.fields:
            self.fields["unit"].queryset = named_units().filter(is_home=True)  # type: ignore[attr-defined]
            self.fields["unit"].required = True
        offer_units(self, today)
        if kind == ChangeKind.HOURS:
            _ask_week(self)
        self.fields["unconfirmed"].initial = bool(self.instance.confidence)

    def clean_hours(self) -> str:
        """Hours of a day without blanks."""
        written = re.sub(r"\s", "", self.cleaned_data.get("hours") or "")
        if written and not _is_hours(written):
            raise forms.ValidationError(
                _("Ghi như 07:30-11:30, các khoảng giờ tăng dần, cách nhau dấu phẩy.")
            )
        return written

    def clean(self) -> dict[str, Any]:
        """What kind of change it is, and whether its paper was seen."""
        cleaned = super().clean() or self.cleaned_data
        found = self.instance
        found.kind = self.kind
        found.confidence = "medium" if cleaned.get("unconfirmed") else ""
        if self.kind == ChangeKind.HOURS:
            found.weekly = _week_of(self, cleaned)
        return cleaned


def _ask_week(form: forms.ModelForm) -> None:
    weekly = form.instance.weekly or {}
    for day, label in WEEKDAYS.items():
        form.fields[day] = forms.CharField(
            label=label, required=False, initial=weekly.get(day, ""), help_text="07:30-11:30,13:30-17:30"
        )


def _week_of(form: forms.ModelForm, cleaned: dict[str, Any]) -> dict[str, str]:
    weekly = {}
    for day in WEEKDAYS:
        written = re.sub(r"\s", "", cleaned.get(day) or "")
        if not written:
            continue
        if not _is_hours(written):
            form.add_error(
                day,
                f"“{written}” không đúng; ghi các khoảng giờ tăng dần, cách nhau dấu phẩy, "
                "ví dụ 07:30-11:30,13:30-17:30.",
            )
        weekly[day] = written
    return weekly


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


class MendForm(forms.Form):
    """When and how what a check found was mended."""

    on = forms.DateField(label=_("Đã khắc phục ngày"), help_text=_("Ngày/tháng/năm."))
    how = forms.CharField(label=_("Đã khắc phục thế nào"), widget=forms.Textarea(attrs={"rows": 3}))


class DutyForm(forms.ModelForm):
    """A line of the decision on a unit's functions."""

    class Meta:
        model = UnitDuty
        fields = ("unit", "kind", "number", "text", "decision", "since", "until")
        field_classes: ClassVar[dict[str, Any]] = {"unit": CurrentUnitField}


class DelegatedForm(forms.ModelForm):
    """A task that was decentralised or authorised."""

    class Meta:
        model = DelegatedTask
        fields = ("kind", "task", "field", "giver", "taker", "document", "since", "until")
        field_classes: ClassVar[dict[str, Any]] = {"taker": CurrentUnitField}


class CheckForm(forms.ModelForm):
    """A check of a delegated task."""

    class Meta:
        model = DelegationCheck
        fields = ("delegated", "on", "checker", "document", "finding", "to_mend_by")
