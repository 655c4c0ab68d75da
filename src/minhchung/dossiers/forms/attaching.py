"""What is said of a file that is attached, why one is taken away, and which papers came in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.actions import Came, Labels
from minhchung.dossiers.attachment_queries import Filed
from minhchung.dossiers.models import AttachmentKind, CopyKind

#: Rows for papers that the procedure does not ask for.
OTHERS = 3


class LabelsForm(forms.Form):
    """What the files are that are being sent; the same is said of all of them."""

    paper = forms.ChoiceField(label=_("Là giấy tờ nào"))
    copy_kind = forms.ChoiceField(label=_("Loại bản"), choices=CopyKind.choices, initial=CopyKind.COPY)
    copies = forms.IntegerField(label=_("Số lượng"), min_value=1, max_value=99, initial=1)
    digitised = forms.BooleanField(
        label=_("Số hóa từ bản giấy"),
        required=False,
        help_text=_("Cán bộ quét, chụp từ giấy khi tiếp nhận và chịu trách nhiệm về tính toàn vẹn."),
    )
    reused = forms.BooleanField(
        label=_("Tái sử dụng"), required=False, help_text=_("Lấy lại từ hồ sơ, kết quả đã số hóa trước đây.")
    )
    from_store = forms.BooleanField(
        label=_("Từ kho dữ liệu của công dân"),
        required=False,
        help_text=_("Lấy từ kho quản lý dữ liệu điện tử của tổ chức, cá nhân."),
    )
    result_code = forms.CharField(
        label=_("Mã kết quả"),
        max_length=80,
        required=False,
        help_text=_("Chỉ ghi cho tệp kết quả: mã định danh của cá nhân, tổ chức và mã loại giấy tờ."),
    )

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = list(papers)  # type: ignore[attr-defined]
        if not any(value == "result" for value, _words in papers):
            del self.fields["result_code"]

    def labels(self) -> Labels:
        """What was said."""
        said = dict(self.cleaned_data)
        paper = said.pop("paper")
        component = int(paper[1:]) if paper.startswith("c") else None
        kind = {"result": AttachmentKind.RESULT, "other": AttachmentKind.OTHER}.get(
            paper, AttachmentKind.COMPONENT
        )
        return Labels(kind=kind, component=component, **said)


class DetachForm(forms.Form):
    """Why a file is taken away."""

    reason = forms.CharField(
        label=_("Lý do bỏ tệp"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Tệp không hiện trong hồ sơ nữa nhưng vẫn được giữ, kèm lý do này."),
    )


class PartsForm(forms.Form):
    """Which papers came in, and how many originals and copies of each.

    A paper counts only when it is ticked; the counts are filled in with what the procedure asks for. Rows of other
    papers count when they have a name.
    """

    def __init__(self, *args: Any, parts: Sequence[Filed], others: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = max((part.number for part in parts), default=0)
        self.parts = (*parts, *(Filed(last + place, "") for place in range(1, others + 1)))
        for part in self.parts:
            for name, field in _fields_of(part).items():
                self.fields[f"{name}_{part.number}"] = field

    def rows(self) -> list[dict[str, Any]]:
        """Each paper with its fields, as the template draws them."""
        names = ("came", "name", "originals", "copies", "electronic")
        return [
            {
                "part": part,
                **{name: self[key] for name in names if (key := f"{name}_{part.number}") in self.fields},
            }
            for part in self.parts
        ]

    def clean(self) -> dict[str, Any]:
        """A paper that came has a count."""
        told = super().clean() or {}
        for part in self.parts:
            if part.name and told.get(f"came_{part.number}") and not any(self._counts(told, part)):
                self.add_error(
                    f"originals_{part.number}", _("Ghi số bản chính, bản sao hoặc chọn bản điện tử.")
                )
        return told

    def came(self) -> tuple[Came, ...]:
        """What was entered; rows of other papers without a name are left out."""
        told, found = self.cleaned_data, []
        for part in self.parts:
            name = told.get(f"name_{part.number}", part.name).strip()
            if not name:
                continue
            ticked = told.get(f"came_{part.number}", True)
            originals, copies, electronic = self._counts(told, part) if ticked else (0, 0, False)
            if part.component is None and not (originals or copies or electronic):
                originals = 1
            found.append(
                Came(part.number, name, part.component, part.required, originals, copies, electronic)
            )
        return tuple(found)

    @staticmethod
    def _counts(told: dict[str, Any], part: Filed) -> tuple[int, int, bool]:
        return (
            told.get(f"originals_{part.number}") or 0,
            told.get(f"copies_{part.number}") or 0,
            bool(told.get(f"electronic_{part.number}")),
        )


@lru_cache(maxsize=4096)
def _fields_of(part: Filed) -> dict[str, forms.Field]:
    originals, copies = (part.originals, part.copies) if part.came else part.wants
    if not part.came and part.name and not (originals or copies):
        copies = 1

    def count(label: Any, initial: int) -> forms.IntegerField:
        box = forms.NumberInput(attrs={"class": "count-box", "inputmode": "numeric"})
        return forms.IntegerField(
            label=label, min_value=0, max_value=99, required=False, initial=initial, widget=box
        )

    fields: dict[str, forms.Field] = {
        "originals": count(_("Số bản chính"), originals),
        "copies": count(_("Số bản sao"), copies),
        "electronic": forms.BooleanField(label=_("Bản điện tử"), required=False, initial=part.electronic),
    }
    if part.component is None:
        fields["name"] = forms.CharField(
            label=_("Giấy tờ khác"), max_length=500, required=False, initial=part.name
        )
    else:
        fields["came"] = forms.BooleanField(label=part.name, required=False, initial=part.came)
    return fields
