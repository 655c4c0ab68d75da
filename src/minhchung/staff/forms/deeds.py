"""What is entered with a decision on a person. Fields bear the names of the deed's arguments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.organisation.forms import UnitChoiceField
from minhchung.staff.actions import Newcomer, Paper
from minhchung.staff.models import Appointment, Discipline, Leaving, Person, Position, RecruitForm
from minhchung.staff.queries import held_beside
from minhchung.staff.regimes import regimes

_DAY = _("Ngày/tháng/năm, ví dụ: 27/08/2026")


class PaperForm(forms.Form):
    """The decision behind a deed, and the mark by which it is done once."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    decision = forms.CharField(label=_("Số quyết định"), max_length=80)
    decided_on = forms.DateField(label=_("Ngày quyết định"), help_text=_DAY)
    on = forms.DateField(label=_("Có hiệu lực từ ngày"), help_text=_DAY)

    def about(self, person: Person) -> None:
        """Narrow what can be chosen to what a person has."""

    def words(self) -> dict[str, Any]:
        """What was entered, by the names of the deed's arguments."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        paper = Paper(told.pop("decision"), told.pop("decided_on"), told.pop("on"))
        for name in ("unit", "position", "appointment"):
            if told.get(name) is not None:
                told[name] = told[name].pk
        return {**told, "paper": paper}


class PositionField(forms.ModelChoiceField):
    """An approved job position that still is, by its title and code."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Vị trí việc làm"),
            queryset=Position.objects.none(),
            required=False,
            help_text=_("Chọn thì vị trí được tính là có người; để trống nếu chưa có danh mục."),
        )
        self.queryset = Position.objects.filter(until__isnull=True).order_by("unit__code", "code")


class PlaceForm(PaperForm):
    """Another post in a unit."""

    unit = UnitChoiceField(label=_("Đơn vị"))
    post = forms.CharField(label=_("Chức vụ, chức danh"), max_length=160)
    position = PositionField()


class ConcurrentForm(PaperForm):
    """A post beside the main one."""

    unit = UnitChoiceField(label=_("Đơn vị"))
    post = forms.CharField(label=_("Chức vụ, chức danh"), max_length=160)


class PostBesideField(forms.ModelChoiceField):
    """A post that a person holds beside the main one, with its unit and its first day."""

    def label_from_instance(self, obj: Any) -> str:
        """The words of a choice."""
        return f"{obj.post}, {obj.unit_name} ({obj.since:%d/%m/%Y})"


class ReleaseForm(PaperForm):
    """Which post beside the main one ends."""

    appointment = PostBesideField(label=_("Vị trí kiêm nhiệm"), queryset=Appointment.objects.none())

    def about(self, person: Person) -> None:
        """Those that the person holds; the only one is chosen."""
        field = self.fields["appointment"]
        field.queryset = held_beside(person)  # type: ignore[attr-defined]
        if len(held := list(field.queryset)) == 1:  # type: ignore[attr-defined]
            self.initial["appointment"] = held[0].pk


class AppointForm(PlaceForm):
    """A leading post, for a term."""

    rank = forms.CharField(
        label=_("Mã ngạch"), max_length=20, required=False, help_text=_("Trống: giữ như cũ.")
    )
    term_until = forms.DateField(label=_("Hết thời hạn giữ chức vụ ngày"), required=False, help_text=_DAY)


class ReappointForm(PaperForm):
    """The same leading post for another term."""

    term_until = forms.DateField(label=_("Hết thời hạn giữ chức vụ ngày"), required=False, help_text=_DAY)


class RelieveForm(PaperForm):
    """What remains when a leading post is taken away."""

    post = forms.CharField(label=_("Chức danh sau khi thôi giữ chức vụ"), max_length=160)
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


class DisciplineForm(PaperForm):
    """A form of discipline and what for."""

    form = forms.ChoiceField(label=_("Hình thức kỷ luật"), choices=Discipline.choices)
    reason = forms.CharField(label=_("Hành vi vi phạm"), widget=forms.Textarea(attrs={"rows": 3}))


class LeaveForm(PaperForm):
    """Why somebody leaves, and under which decree."""

    leaving = forms.ChoiceField(label=_("Lý do thôi làm việc"), choices=Leaving.choices)
    regime = forms.ChoiceField(
        label=_("Chế độ"),
        required=False,
        help_text=_("Chỉ chọn khi tinh giản biên chế hoặc nghỉ do sắp xếp tổ chức bộ máy."),
    )
    reason = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["regime"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Không theo nghị định nào dưới đây")),
            *((each.name, f"{each.name}: {each.force}") for each in regimes()),
        ]


class RecruitingForm(forms.ModelForm):
    """A new person with the decision by which he comes."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    form = forms.ChoiceField(label=_("Hình thức"), choices=RecruitForm.choices)
    decision = forms.CharField(label=_("Số quyết định"), max_length=80)
    decided_on = forms.DateField(label=_("Ngày quyết định"), help_text=_DAY)
    on = forms.DateField(label=_("Nhận việc từ ngày"), help_text=_DAY)

    class Meta:
        model = Person
        fields = (
            "staff_no",
            "full_name",
            "sex",
            "birth_on",
            "ethnic",
            "religion",
            "party_member",
            "kind",
            "unit",
            "post",
            "rank",
        )
        field_classes = {"unit": UnitChoiceField}

    def words(self) -> dict[str, Any]:
        """What was entered, by the names of the deed's arguments."""
        told = self.cleaned_data
        paper = Paper(told["decision"], told["decided_on"], told["on"])
        named = {name: told[name] for name in self._meta.fields if name != "unit"}
        newcomer = Newcomer(**named, unit=told["unit"].pk)
        return {"newcomer": newcomer, "form": told["form"], "paper": paper}


class ReasonForm(forms.Form):
    """Why sealed data is opened."""

    reason = forms.CharField(label=_("Lý do xem"), max_length=200)


class DayForm(forms.Form):
    """As of which day."""

    ngay = forms.DateField(label=_("Tại ngày"), required=False, help_text=_DAY)
