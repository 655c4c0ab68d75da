"""What is entered when running dossiers are moved to another process: which of them, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.steps import Placed


class MoveForm(forms.Form):
    """Boxes to tick: those that the law puts on the new side are ticked to begin with."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    dossiers = forms.MultipleChoiceField(
        label=_("Hồ sơ chuyển sang quy trình này"), error_messages={"required": _("Chưa chọn hồ sơ nào.")}
    )
    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Lý do được ghi vào diễn biến của từng hồ sơ."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, placed: Sequence[Placed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.placed = placed
        self.fields["dossiers"].choices = [(_mark(each), each.code) for each in placed]  # type: ignore[attr-defined]
        self.fields["dossiers"].initial = [_mark(each) for each in placed if each.after]

    def sides(self) -> list[tuple[bool, list[tuple[str, bool, Placed]]]]:
        """Both sides of the day: whether after it, and its dossiers each with its value and whether it is ticked."""
        ticked = set(self["dossiers"].value() or ())
        sides = ((after, [each for each in self.placed if each.after is after]) for after in (False, True))
        return [
            (after, [(_mark(each), _mark(each) in ticked, each) for each in side])
            for after, side in sides
            if side
        ]

    def chosen(self) -> dict[int, int]:
        """The chosen dossiers by number, each with the revision that was seen."""
        pairs = (value.partition(":") for value in self.cleaned_data["dossiers"])
        return {int(number): int(revision) for number, _mark_, revision in pairs}


def _mark(each: Placed) -> str:
    return f"{each.id}:{each.revision}"
