"""What people enter for a report: its window and signature, its paragraphs, the explanation of a check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.figures.periods import choices
from minhchung.figures.register import REGISTER
from minhchung.reports.narrative import BadText, check_edit
from minhchung.reports.outline import Passage

#: The first year that the chooser offers: the first of the programme 2016-2020.
FIRST_YEAR = 2016


class NewReportForm(forms.Form):
    """A report to begin."""

    window = forms.ChoiceField(label=gettext_lazy("Kỳ báo cáo"))
    title = forms.CharField(
        label=gettext_lazy("Tên báo cáo"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Để trống để hệ thống đặt theo kỳ báo cáo."),
    )
    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu"),
        max_length=60,
        required=False,
        strip=False,
        help_text=gettext_lazy("Ví dụ: 125/BC-BQLKCN. Chưa có số thì ghi phần ký hiệu, văn thư điền số sau."),
    )
    dated_on = forms.DateField(
        label=gettext_lazy("Ngày ký"),
        required=False,
        help_text=gettext_lazy("Ngày/tháng/năm, ví dụ: 15/12/2026. Để trống thì lấy ngày cuối kỳ."),
    )
    post = forms.CharField(label=gettext_lazy("Chức vụ người ký"), max_length=120, required=False)
    name = forms.CharField(label=gettext_lazy("Người ký"), max_length=120, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = choices(FIRST_YEAR, today, str(today.year))
        self.fields["window"].choices = [  # type: ignore[attr-defined]
            (name, [(each.label, each.words) for each in group]) for name, group in offered
        ]


class PassagesForm(forms.Form):
    """Every paragraph of a report's outline; an empty one takes the outline's own words again.

    ``originals`` are the outline's words, ``texts`` those that were rewritten, by key.
    """

    def __init__(
        self, passages: Sequence[Passage], texts: Mapping[str, str], data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data)
        self.originals = {passage.key: passage.text for passage in passages}
        self.texts = {key: texts.get(key, text) for key, text in self.originals.items()}
        for passage in passages:
            shown = self.texts[passage.key]
            when = _("Chỉ in khi: %(when)s.") % {"when": passage.when} if passage.when else ""
            rewritten = _("Đã sửa; để trống để dùng lại nguyên văn đề cương.") if passage.key in texts else ""
            self.fields[passage.key] = forms.CharField(
                label=passage.key,
                initial=shown,
                required=False,
                help_text=" ".join(each for each in (when, rewritten) if each),
                widget=forms.Textarea(attrs={"rows": min(10, 2 + len(shown) // 90)}),
                validators=[_figures_are_tokens(passage.text)],
            )

    def rewritten(self) -> dict[str, str]:
        """The paragraphs whose words changed, by key; "" asks for the outline's own words."""
        changed = {}
        for key, original in self.originals.items():
            typed = self.cleaned_data[key].replace("\r\n", "\n").strip()
            if typed != self.texts[key].strip():
                changed[key] = "" if typed == original.strip() else typed
        return changed


class ExplanationForm(forms.Form):
    """Why a failed identity does not stop a report."""

    check = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Giải trình"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Giải trình không được để trống.")},
    )


def _figures_are_tokens(original: str) -> Callable[[str], None]:
    """Refuse a text that types a number or breaks a token; ``original`` is the outline's own paragraph."""

    def check(text: str) -> None:
        try:
            check_edit(text, original, REGISTER)
        except BadText as bad:
            raise forms.ValidationError(str(bad)) from bad

    return check
