"""Where an official works."""

from __future__ import annotations

from django import forms

from minhchung.dossiers.models import Charge, Posting
from minhchung.organisation.forms import CurrentUnitField


class PostingForm(forms.ModelForm[Posting]):
    """An account, its unit and its post."""

    class Meta:
        model = Posting
        fields = ("user", "unit", "post", "role", "since", "until")
        field_classes = {"unit": CurrentUnitField}


class ChargeForm(forms.ModelForm[Charge]):
    """A unit and a field of work."""

    class Meta:
        model = Charge
        fields = ("field", "unit", "since", "until")
        field_classes = {"unit": CurrentUnitField}
