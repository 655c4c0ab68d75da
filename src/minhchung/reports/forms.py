"""What people enter for a report: its window and signature, its paragraphs, the explanation of a check."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.figures.periods import choices, window_named
from minhchung.ground.amounts import WholeField
from minhchung.reports.declared import KNOWN, declarables, title_of
from minhchung.reports.due_queries import PERIODS
from minhchung.reports.narrative import BadText, check_edit, first_words
from minhchung.reports.narrative_conditions import in_words
from minhchung.reports.outline import Passage
from minhchung.rules.windows import Clock

#: The first year that the chooser offers: the first of the programme 2016-2020.
FIRST_YEAR = 2016
#: What a source document may be, and how large.
EVIDENCE = (".pdf", ".docx", ".xlsx", ".jpg", ".jpeg", ".png")
EVIDENCE_BYTES = 20 * 1024**2


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
        self.fields["window"].choices = _windows(today)  # type: ignore[attr-defined]
        offered = {label for _name, group in _windows(today) for label, _words in group}
        if self.initial.get("window") not in offered:
            self.initial["window"] = last_ended(today)


class HeadForm(forms.Form):
    """What stands around the content of a draft: title, number, place, date, signer and recipients."""

    title = forms.CharField(label=gettext_lazy("Tên báo cáo"), max_length=255)
    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu"),
        max_length=60,
        required=False,
        strip=False,
        help_text=gettext_lazy("Ví dụ: 125/BC-BQLKCN. Chưa có số thì ghi phần ký hiệu, văn thư điền số sau."),
    )
    place = forms.CharField(label=gettext_lazy("Địa danh"), max_length=120)
    dated_on = forms.DateField(
        label=gettext_lazy("Ngày ký"),
        help_text=gettext_lazy("Ngày/tháng/năm, ví dụ: 15/12/2026."),
        error_messages={"invalid": gettext_lazy("Ghi ngày như 15/12/2026.")},
    )
    authority = forms.CharField(
        label=gettext_lazy("Thẩm quyền ký"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Chỉ ghi khi ký thay, ký thừa lệnh hoặc thay mặt, ví dụ: KT. TRƯỞNG BAN."),
    )
    post = forms.CharField(label=gettext_lazy("Chức vụ người ký"), max_length=120, required=False)
    name = forms.CharField(
        label=gettext_lazy("Người ký"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Họ và tên, không ghi học hàm, học vị."),
    )
    recipients = forms.CharField(
        label=gettext_lazy("Nơi nhận"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Mỗi dòng một nơi, không ghi gạch đầu dòng và dấu chấm phẩy. Để trống để lấy theo đề cương."
        ),
    )

    def clean_recipients(self) -> str:
        """One place a line, without the marks that the paper adds."""
        lines = (
            line.strip().lstrip("-").rstrip(";.").strip()
            for line in self.cleaned_data["recipients"].splitlines()
        )
        return "\n".join(line for line in lines if line)


class PassagesForm(forms.Form):
    """Every paragraph of a report's outline; an empty one takes the outline's own words again.

    ``originals`` are the outline's words, ``texts`` those that were rewritten, by key. Fields are named by the keys,
    labelled by the first words, and grouped under the heading that the paragraph stands under (:attr:`groups`).
    ``standing`` are the keys of the paragraphs that the figures let stand now.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        texts: Mapping[str, str],
        data: Mapping[str, Any] | None = None,
        standing: Container[str] = (),
    ) -> None:
        super().__init__(data)
        self.originals = {passage.key: passage.text for passage in passages}
        self.texts = {key: texts.get(key, text) for key, text in self.originals.items()}
        self.standing = standing
        self.rewritten_keys = set(texts)
        self._headings = {passage.key: passage.heading for passage in passages}
        for passage in passages:
            shown = self.texts[passage.key]
            self.fields[passage.key] = forms.CharField(
                label=passage.hint or first_words(passage.text),
                initial=shown,
                required=False,
                help_text=_condition(passage.when),
                widget=forms.Textarea(attrs={"rows": min(12, 2 + len(shown) // 80)}),
                validators=[_figures_are_tokens(passage.text)],
            )

    @property
    def groups(self) -> list[tuple[str, list[tuple[Any, bool, bool]]]]:
        """Heading and its paragraphs: the field, whether it is printed now, whether it was rewritten."""
        found: list[tuple[str, list[tuple[Any, bool, bool]]]] = []
        for key, heading in self._headings.items():
            if not found or found[-1][0] != heading:
                found.append((heading, []))
            found[-1][1].append((self[key], key in self.standing, key in self.rewritten_keys))
        return found

    def rewritten(self) -> dict[str, str]:
        """The paragraphs whose words changed, by key; "" asks for the outline's own words."""
        changed = {}
        for key, original in self.originals.items():
            typed = self.typed(key)
            if typed != self.texts[key].strip():
                changed[key] = "" if typed == original.strip() else typed
        return changed

    def typed(self, key: str) -> str:
        """A paragraph as it was typed, with plain ends of lines."""
        return str(self.cleaned_data[key]).replace("\r\n", "\n").strip()

    def all_typed(self) -> dict[str, str]:
        """Every paragraph as it was typed, for a preview."""
        return {key: self.typed(key) for key in self.originals}


class DeclareForm(forms.Form):
    """A value to declare, with the document that it stands in."""

    key = forms.ChoiceField(label=gettext_lazy("Chỉ tiêu"))
    window = forms.ChoiceField(label=gettext_lazy("Kỳ"))
    value = WholeField(
        label=gettext_lazy("Số"),
        required=False,
        min_value=0,
        help_text=gettext_lazy(
            "Với chỉ tiêu là một số, ví dụ số cuộc, số đồng. Ghi số nguyên, không dấu chấm."
        ),
    )
    part = WholeField(
        label=gettext_lazy("Phần"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("Với chỉ tiêu là tỷ lệ, ví dụ số phiếu hài lòng."),
    )
    whole = WholeField(
        label=gettext_lazy("Tổng"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Với chỉ tiêu là tỷ lệ, ví dụ tổng số phiếu. Hệ thống tính phần trăm."),
    )
    source = forms.CharField(
        label=gettext_lazy("Văn bản nguồn"),
        max_length=255,
        help_text=gettext_lazy(
            "Loại, số, ngày, cơ quan ban hành, ví dụ: Báo cáo số 15/BC-SNV ngày 05/01/2021 của Sở Nội vụ."
        ),
    )
    document = forms.FileField(
        label=gettext_lazy("Bản lưu văn bản nguồn"),
        allow_empty_file=False,
        widget=forms.FileInput(attrs={"accept": ",".join(EVIDENCE)}),
        error_messages={
            "required": gettext_lazy("Hãy chọn tệp văn bản nguồn; số khai không có nguồn thì không nhận."),
            "empty": gettext_lazy("Tệp này rỗng. Hãy chọn tệp có nội dung."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [  # type: ignore[attr-defined]
            (each.key, f"{each.title} ({each.unit})") for each in declarables().values()
        ]
        self.fields["window"].choices = _windows(today)  # type: ignore[attr-defined]

    def clean_document(self) -> Any:
        """A paper or picture of a size that can be kept."""
        file = self.cleaned_data["document"]
        if not file.name.lower().endswith(EVIDENCE):
            raise forms.ValidationError(_("Chỉ nhận tệp %(kinds)s.") % {"kinds": ", ".join(EVIDENCE)})
        if file.size > EVIDENCE_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB. Hãy quét lại với độ phân giải thấp hơn."))
        return file


class ExplanationForm(forms.Form):
    """Why a failed identity does not stop a report."""

    check = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Giải trình"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Giải trình không được để trống.")},
    )


def last_ended(today: date) -> str:
    """The period with a report of its own that ended last: what one comes here to write."""
    periods = (
        window_named(name.format(year=year)) for year in (today.year - 1, today.year) for name in PERIODS
    )
    ended = [(each.on(Clock.REPORTING).last_day, each.label) for each in periods]
    return max(each for each in ended if each[0] <= today)[1]


def _windows(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    offered = choices(FIRST_YEAR, today, str(today.year))
    return [(name, [(each.label, each.words) for each in group]) for name, group in offered]


def _condition(when: str) -> str:
    return _("Chỉ in khi %(when)s.") % {"when": in_words(when, title_of)} if when else ""


def _figures_are_tokens(original: str) -> Callable[[str], None]:
    """Refuse a text that types a number or breaks a token; ``original`` is the outline's own paragraph."""

    def check(text: str) -> None:
        try:
            check_edit(text, original, KNOWN)
        except BadText as bad:
            raise forms.ValidationError(str(bad)) from bad

    return check
