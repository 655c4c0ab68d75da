"""Where an official works."""

from __future__ import annotations

from django import forms

from minhchung.dossiers.models import Posting


class PostingForm(forms.ModelForm[Posting]):
    """An account, its unit and its post."""

    class Meta:
        model = Posting
        fields = ("user", "unit", "post")
