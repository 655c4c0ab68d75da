"""What is entered when work is judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.ground.registers.columns import capitalised
from minhchung.rules import merit
from minhchung.staff.actions.scoring import Line
from minhchung.staff.forms.whom import PersonField
from minhchung.staff.judged_queries import Product
from minhchung.staff.models import Person, QualityClass

_DAY = _("Ngày/tháng/năm, ví dụ: 27/08/2026")


def _text(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class WhomForm(forms.Form):
    """Whose work, of which time."""

    nguoi = PersonField(label=_("Người được đánh giá"), queryset=Person.objects.none())
    nam = forms.IntegerField(label=_("Năm"), min_value=2020, max_value=2200)
    ky = forms.ChoiceField(
        label=_("Kỳ"),
        required=False,
        choices=[
            (part, _("Cả năm") if not part else capitalised(merit.named(0, part).rpartition("/")[0]))
            for part in merit.PARTS
        ],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["nguoi"]
        assert isinstance(field, forms.ModelChoiceField)
        chosen = str(self.data.get("nguoi", ""))
        people = Person.objects.order_by("sort_name")
        # Who has been chosen stands there alone: a list of all people is drawn only to choose from.
        field.queryset = people.filter(pk=chosen) if chosen.isdecimal() and len(chosen) < 10 else people


class ProposeForm(forms.Form):
    """Points for the common criteria and a row for each product, or a class where criteria judge."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        sent: Any,
        *,
        most: int | None,
        products: Sequence[Product],
        leading: Sequence[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(sent, **options)
        self.products = products
        if most is not None:
            self.fields["common"] = forms.DecimalField(
                label=_("Điểm tiêu chí chung"), min_value=0, max_value=most, max_digits=5, decimal_places=2
            )
        self.leading = [f"ty_le_{place}" for place, _title in enumerate(leading)]
        for name, title in zip(self.leading, leading, strict=True):
            self.fields[name] = forms.IntegerField(
                label=f"{title} (%)", min_value=0, max_value=100, initial=100
            )
        for each in products:
            counted = each.counted
            for name, label, known in (
                ("assigned", _("Được giao"), counted.assigned if counted else 0),
                ("done", _("Hoàn thành"), counted.done if counted else 0),
                ("faults", _("Lần sai sót lớn"), 0),
                ("delays", _("Lần chậm"), counted.delays if counted else 0),
            ):
                self.fields[f"sp{each.id}_{name}"] = forms.IntegerField(
                    label=label,
                    min_value=0,
                    initial=known,
                    widget=forms.NumberInput(
                        attrs={"readonly": True} if counted and name != "faults" else {}
                    ),
                )
        if most is None:
            self.fields["quality"] = forms.ChoiceField(
                label=_("Mức đề xuất"), choices=[("", _("Chọn một mức")), *QualityClass.choices]
            )

    def groups(self) -> list[tuple[Product, list[forms.BoundField]]]:
        """Each product with its fields."""
        return [
            (each, [self[f"sp{each.id}_{name}"] for name in ("assigned", "done", "faults", "delays")])
            for each in self.products
        ]

    def first_fields(self) -> list[forms.BoundField]:
        """What is entered beside the products."""
        return [self[name] for name in ("common", *self.leading, "quality") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """What a source counted is taken from it, whatever was sent."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for each in self.products:
            if each.counted is not None:
                told[f"sp{each.id}_assigned"] = each.counted.assigned
                told[f"sp{each.id}_done"] = each.counted.done
                told[f"sp{each.id}_delays"] = each.counted.delays
            if (told.get(f"sp{each.id}_done") or 0) > (told.get(f"sp{each.id}_assigned") or 0):
                self.add_error(f"sp{each.id}_done", _("Số hoàn thành không được lớn hơn số được giao."))
        return told

    def words(self) -> dict[str, Any]:
        """What was entered, by the names of the deed's arguments; products of which nothing was given are left out."""
        told = self.cleaned_data
        lines = [
            Line.of(each.id, each.counted, faults=told[f"sp{each.id}_faults"], source=each.source)
            if each.counted is not None
            else Line(
                each.id, *(told[f"sp{each.id}_{name}"] for name in ("assigned", "done", "faults", "delays"))
            )
            for each in self.products
            if told[f"sp{each.id}_assigned"]
        ]
        return {
            "common": told.get("common"),
            "lines": lines,
            "shares": [told[name] for name in self.leading],
            "quality": told.get("quality", ""),
        }


class JudgingForm(forms.Form):
    """A deed on an assessment: the state that was seen, and the mark by which it is done once."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def words(self) -> dict[str, Any]:
        """What was entered, by the names of the deed's arguments."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("revision", "form_key")
        }


class OpineForm(JudgingForm):
    """What the collective said."""

    opinion = _text(
        _("Ý kiến của tập thể, cấp ủy"), help_text=_("Ghi theo biên bản họp: số phiếu, ý kiến khác.")
    )


class DecideForm(JudgingForm):
    """The class that is decided."""

    quality = forms.ChoiceField(label=_("Mức quyết định"), choices=QualityClass.choices)
    decision = forms.CharField(label=_("Số quyết định"), max_length=200)
    decided_on = forms.DateField(label=_("Ngày quyết định"), help_text=_DAY)
    beyond_cap = _text(
        _("Căn cứ vượt tỷ lệ hoàn thành xuất sắc"),
        rows=2,
        required=False,
        help_text=_("Chỉ ghi khi vượt tỷ lệ trong đơn vị; lời giải thích được lưu lại."),
    )


class ObjectForm(JudgingForm):
    """What the person judged says."""

    objection = _text(_("Nội dung kiến nghị"))


class AnswerForm(JudgingForm):
    """The answer to an objection."""

    text = _text(_("Nội dung trả lời"))
    quality = forms.ChoiceField(
        label=_("Mức sau khi xem xét"),
        required=False,
        choices=[("", _("Giữ nguyên")), *QualityClass.choices],
    )
    decision = forms.CharField(
        label=_("Số quyết định"), max_length=200, required=False, help_text=_("Chỉ ghi khi đổi kết quả.")
    )
