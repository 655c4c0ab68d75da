"""Forms of imports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.ground.intake.columns import Layout
from minhchung.ground.intake.headings import Mapping
from minhchung.ground.intake.raw import column_letter

NO_COLUMN = ""


class UploadForm(forms.Form):
    """A file and where it comes from."""

    file = forms.FileField(
        label=_("Tệp Excel (.xlsx) hoặc CSV"),
        allow_empty_file=False,
        error_messages={
            "required": _("Hãy chọn tệp cần nhập."),
            "empty": _("Tệp này rỗng. Hãy chọn tệp có dữ liệu."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt"}),
    )
    source = forms.CharField(
        label=_("Nguồn của tệp"),
        required=False,
        max_length=120,
        help_text=_("Ví dụ: phần mềm một cửa. Lần sau, tệp cùng nguồn được đọc theo cách ghép cột đã lưu."),
    )

    def __init__(self, *args: Any, sources: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sources:
            self.fields["source"].widget.attrs["list"] = "nguon-da-luu"


class MappingForm(forms.Form):
    """Which column holds which field: one list for each field of the layout."""

    def __init__(
        self,
        *args: Any,
        layout: Layout,
        mapping: Mapping,
        source: str = "",
        sheets: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.layout = layout
        if sheets:
            self.fields["sheets"] = forms.MultipleChoiceField(
                label=_("Đọc tiếp các trang tính cùng tiêu đề cột"),
                required=False,
                choices=[(name, name) for name in sheets],
                initial=list(mapping.also),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Sau trang “%(first)s”. Mỗi dòng vẫn giữ tên trang tính của mình.")
                % {"first": mapping.sheet},
            )
        columns = [
            (str(place), f"{column_letter(place)}: {heading}")
            for place, heading in sorted(mapping.headings.items())
        ]
        for field in layout.fields:
            match = mapping.columns.get(field.name)
            told = _("Đề nghị: %(why)s") % {"why": match.why} if match and match.why else ""
            self.fields[f"cot-{field.name}"] = forms.ChoiceField(
                label=field.label,
                required=field.required,
                choices=[(NO_COLUMN, _("— không có cột này —")), *columns],
                initial=str(match.column) if match else NO_COLUMN,
                help_text=told or field.hint,
                error_messages={"required": _("Cột này bắt buộc. Hãy chọn cột trong tệp.")},
            )
        if source:
            self.fields["remember"] = forms.BooleanField(
                label=_("Nhớ cách ghép này cho nguồn “%(source)s”") % {"source": source},
                required=False,
                initial=True,
            )

    def clean(self) -> dict[str, Any]:
        """A column serves one field."""
        data = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for field in self.layout.fields:
            chosen = data.get(f"cot-{field.name}")
            if not chosen:
                continue
            if chosen in taken:
                self.add_error(
                    f"cot-{field.name}",
                    _("Cột này đã dùng cho “%(other)s”. Mỗi cột chỉ dùng cho một mục.")
                    % {"other": taken[chosen]},
                )
            taken[chosen] = field.label
        return data

    def choice(self) -> dict[str, int | None]:
        """Field name to column, None for fields without one."""
        chosen = {field.name: self.cleaned_data.get(f"cot-{field.name}") for field in self.layout.fields}
        return {name: int(place) if place else None for name, place in chosen.items()}
