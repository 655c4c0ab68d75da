"""Forms of people, degrees, quota, training and yearly classes."""

from __future__ import annotations

from django import forms

from minhchung.organisation.forms import UnitChoiceField
from minhchung.staff.models import Person, Qualification, Quota, Training, YearClass


class PersonForm(forms.ModelForm):
    """A person's time at the agency."""

    class Meta:
        model = Person
        fields = (
            "staff_no",
            "full_name",
            "sex",
            "birth_on",
            "ethnic",
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
        )
        field_classes = {"unit": UnitChoiceField}


class QualificationForm(forms.ModelForm):
    """A degree."""

    class Meta:
        model = Qualification
        fields = ("person", "level", "major", "school", "awarded_on")


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
        fields = ("person", "kind", "title", "on", "until_on", "hours", "certificate")


class YearClassForm(forms.ModelForm):
    """A yearly class."""

    class Meta:
        model = YearClass
        fields = ("person", "year", "quality", "decision")
