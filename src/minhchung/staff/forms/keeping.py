"""Forms of the registers: people, degrees, posts, quota, training, products, yearly classes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.organisation.forms import UnitChoiceField
from minhchung.staff.forms.whom import PersonField
from minhchung.staff.models import (
    Person,
    Position,
    ProductKind,
    Qualification,
    Quota,
    Training,
    TrainingPlan,
    YearClass,
)
from minhchung.staff.products import sources


class PersonForm(forms.ModelForm):
    """A person's time at the agency, entered or corrected; what is decided on a person has forms of its own.

    What lies under seal is typed anew or left as it is.
    """

    identity_typed = forms.CharField(
        label=_("Số định danh cá nhân"),
        max_length=12,
        required=False,
        help_text=_("Được niêm kín; để trống thì giữ như cũ."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    home_typed = forms.CharField(
        label=_("Nơi ở hiện nay"),
        max_length=255,
        required=False,
        help_text=_("Được niêm kín; để trống thì giữ như cũ."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Person
        fields = (
            "staff_no",
            "full_name",
            "sex",
            "birth_on",
            "ethnic",
            "religion",
            "party_member",
            "kind",
            "unit",
            "post",
            "rank",
            "joined_on",
            "left_on",
            "leaving",
            "leaving_regime",
            "leaving_decision",
            "account",
        )
        field_classes = {"unit": UnitChoiceField}

    def clean_identity_typed(self) -> str:
        """Twelve digits, or nothing."""
        typed = "".join(self.cleaned_data["identity_typed"].split())
        if typed and not (typed.isdecimal() and len(typed) == 12):
            raise forms.ValidationError(_("Số định danh cá nhân có 12 chữ số."))
        return typed

    def save(self, commit: bool = True) -> Person:
        """The record, with what was typed put under seal."""
        record: Person = super().save(commit=False)
        for name in ("identity", "home"):
            if self.cleaned_data.get(f"{name}_typed"):
                setattr(record, name, self.cleaned_data[f"{name}_typed"])
        if commit:
            record.save()
        return record


class QualificationForm(forms.ModelForm):
    """A degree."""

    class Meta:
        model = Qualification
        fields = ("person", "level", "major", "school", "awarded_on")
        field_classes = {"person": PersonField}


class QuotaForm(forms.ModelForm):
    """A number of posts given."""

    class Meta:
        model = Quota
        fields = ("unit", "kind", "number", "year", "decision", "since", "until")
        field_classes = {"unit": UnitChoiceField}


class TrainingForm(forms.ModelForm):
    """A turn of training."""

    class Meta:
        model = Training
        fields = ("person", "plan", "kind", "title", "on", "until_on", "hours", "certificate")
        field_classes = {"person": PersonField}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plans = self.fields["plan"]
        assert isinstance(plans, forms.ModelChoiceField)
        plans.queryset = TrainingPlan.objects.order_by("-year", "title")


class YearClassForm(forms.ModelForm):
    """A yearly class."""

    class Meta:
        model = YearClass
        fields = ("person", "year", "quality", "decision")
        field_classes = {"person": PersonField}


class PositionForm(forms.ModelForm):
    """An approved job position."""

    class Meta:
        model = Position
        fields = ("unit", "code", "title", "group", "number", "decision", "since", "until")
        field_classes = {"unit": UnitChoiceField}


class TrainingPlanForm(forms.ModelForm):
    """A line of a year's training plan."""

    class Meta:
        model = TrainingPlan
        fields = ("year", "kind", "title", "turns", "decision")


class ProductForm(forms.ModelForm):
    """A line of the catalogue of products."""

    class Meta:
        model = ProductKind
        fields = ("code", "title", "weight", "source", "decision", "since", "until")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(each.name, each.title) for each in sources().values()]
        self.fields["source"] = forms.ChoiceField(
            label=self.fields["source"].label,
            required=False,
            choices=[("", _("Nhập tay")), *named],
            help_text=_("Việc thật trong hệ thống được đếm tự động theo tài khoản của người được đánh giá."),
        )
