"""Forms of procedures: they check what came in and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.legislation.forms import DocumentField
from minhchung.organisation.forms import UnitChoiceField
from minhchung.procedures.models import (
    Component,
    OwnDesk,
    Procedure,
    ProcedureBasis,
    ProcedureCase,
    ProcedureVersion,
    Process,
    ProcessStep,
)
from minhchung.procedures.processes import DAY_MINUTES
from minhchung.rules.process import BadTime, read_time, time_words


class VersionField(forms.ModelChoiceField):
    """Versions by name and span: one procedure has several of one name."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name, and from when until when it is in force."""
        span = {"name": obj.name, "since": f"{obj.since:%d/%m/%Y}"}
        if obj.until is None:
            return str(_("%(name)s (từ %(since)s)") % span)
        return str(
            _("%(name)s (từ %(since)s đến trước %(until)s)") % {**span, "until": f"{obj.until:%d/%m/%Y}"}
        )


class ProcedureForm(forms.ModelForm[Procedure]):
    """The identity of a procedure."""

    class Meta:
        model = Procedure
        fields = ("key", "national_code", "local_suffix", "settled_by")
        field_classes = {"settled_by": UnitChoiceField}


class VersionForm(forms.ModelForm[ProcedureVersion]):
    """A procedure from a day on."""

    class Meta:
        model = ProcedureVersion
        fields = (
            "procedure",
            "name",
            "field",
            "order_of_doing",
            "ways_of_doing",
            "sets",
            "subjects",
            "result",
            "conditions",
            "legal_basis",
            "decision",
            "cut_decision",
            "online_level",
            "yields_paper",
            "cut_off",
            "since",
            "until",
            "posted_national_on",
            "posted_counter_on",
            "posted_web_on",
            "source",
            "confidence",
        )

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] <= data["since"]:
            self.add_error("until", _("Ngày hết hiệu lực không muộn hơn ngày có hiệu lực."))
        return data


class OwnDeskForm(forms.ModelForm[OwnDesk]):
    """By which decision, and from when, the agency receives a procedure itself."""

    class Meta:
        model = OwnDesk
        fields = ("procedure", "decision", "since", "until")


class CaseForm(forms.ModelForm[ProcedureCase]):
    """A case or channel of a version with its limits."""

    class Meta:
        model = ProcedureCase
        fields = (
            "version",
            "name",
            "channel",
            "legal_limit",
            "legal_unit",
            "committed_limit",
            "committed_unit",
            "fee",
        )
        field_classes = {"version": VersionField}

    def clean(self) -> dict[str, Any]:
        """A limit is positive and has a unit; a unit has a limit."""
        data = super().clean() or {}
        for limit, unit in (("legal_limit", "legal_unit"), ("committed_limit", "committed_unit")):
            if data.get(limit) == 0:
                self.add_error(limit, _("Để trống nếu không quy định thời hạn."))
            if bool(data.get(limit)) != bool(data.get(unit)):
                self.add_error(unit, _("Thời hạn và đơn vị tính phải ghi cùng nhau."))
        return data


class ComponentForm(forms.ModelForm[Component]):
    """A paper that a dossier of a version holds."""

    class Meta:
        model = Component
        fields = ("version", "case", "number", "name", "form", "originals", "copies", "required")
        field_classes = {"version": VersionField}

    def clean(self) -> dict[str, Any]:
        """The case is one of the version's."""
        data = super().clean() or {}
        version, case = data.get("version"), data.get("case")
        if version and case and not version.cases.filter(name=case).exists():
            self.add_error("case", _("Thủ tục này không có trường hợp đó."))
        return data


class ProcessForm(forms.ModelForm[Process]):
    """An internal process: of which version and case, by which decision, from when."""

    class Meta:
        model = Process
        fields = ("version", "case", "decision", "since", "until")
        field_classes = {"version": VersionField}


class StepTimeField(forms.CharField):
    """A step's time as people write it, "0,5 ngày" or "4 giờ"; cleaned to whole working minutes."""

    def prepare_value(self, value: Any) -> Any:
        """Stored minutes in words; what was typed as it was typed."""
        return time_words(value, DAY_MINUTES) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Working minutes.

        Raises:
            ValidationError: the text is no time; says what can be written.
        """
        text = super().clean(value)
        try:
            return 0 if text == "0" else read_time(text, DAY_MINUTES)
        except BadTime as bad:
            raise forms.ValidationError(str(bad)) from bad


class ProcessStepForm(forms.ModelForm[ProcessStep]):
    """A step of an internal process."""

    minutes = StepTimeField(
        label=_("Thời gian"),
        max_length=40,
        help_text=_("Ví dụ “0,5 ngày” hoặc “4 giờ”; 1 ngày là 8 giờ. Ghi 0 nếu không tính vào thời hạn."),
    )

    class Meta:
        model = ProcessStep
        fields = (
            "process",
            "number",
            "name",
            "unit_name",
            "post",
            "work",
            "minutes",
            "product",
            "parallel_group",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["process"].queryset = Process.objects.select_related("version")  # type: ignore[attr-defined]


class BasisForm(forms.ModelForm[ProcedureBasis]):
    """A document that a version stands on."""

    class Meta:
        model = ProcedureBasis
        fields = ("version", "document", "provisions", "stops", "allowed_by")
        field_classes = {"version": VersionField, "document": DocumentField}


class StandOnForm(forms.Form):
    """The document in the place of the one that ended."""

    document = DocumentField(label=_("Văn bản căn cứ mới"))


class GoOnForm(forms.Form):
    """The text that lets new dossiers start although the basis has ended."""

    allowed_by = forms.CharField(
        label=_("Văn bản cho phép tiếp tục nhận"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Số, ký hiệu, điều khoản chuyển tiếp hoặc văn bản hướng dẫn."),
    )
