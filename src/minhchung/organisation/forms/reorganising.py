"""The form of a reorganisation: who hands over to whom, and where the rooms of an agency go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.organisation.actions import Pair
from minhchung.organisation.forms.units import UnitChoiceField
from minhchung.organisation.models import Reorganisation, SuccessionKind, Unit
from minhchung.organisation.queries import ended_by, named_units
from minhchung.organisation.reorganisations import ReorganisationRow, parted, reorganisation, rooms_of

#: Units that ended so long ago are still offered to a reorganisation, which may be entered late.
_LOOK_BACK = timedelta(days=730)


class ManyUnitsField(forms.ModelMultipleChoiceField):
    """Boxes of units by their names."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        """The name, and the code beside it."""
        return f"{obj.shown_name} ({obj.code})" if obj.shown_name != obj.code else str(obj.code)


class ReorganisationForm(forms.ModelForm):
    """A reorganisation: what it is, who hands over, who takes over, and where open work goes when there are several."""

    predecessors = ManyUnitsField(
        label=_("Đơn vị trước sắp xếp"),
        help_text=_("Hợp nhất, sáp nhập: chọn mọi đơn vị cùng về một. Chia, tách, đổi tên: chọn một đơn vị."),
    )
    successors = ManyUnitsField(
        label=_("Đơn vị sau sắp xếp"),
        required=False,
        help_text=_(
            "Đơn vị mới phải được nhập trước ở danh sách đơn vị. Giải thể không ai kế thừa thì bỏ trống."
        ),
    )
    working = UnitChoiceField(
        label=_("Khi chia, tách: việc đang làm về"),
        required=False,
        empty_label=_("Đơn vị cũ, vẫn hoạt động (tách)"),
        help_text=_("Chia thì chọn một trong các đơn vị sau; các hình thức khác bỏ trống."),
    )

    #: Before the name of each field that says where a room of the agency goes, its number.
    _ROOM = "room_"

    class Meta:
        model = Reorganisation
        fields = ("kind", "name", "on", "decision", "reason")
        widgets: ClassVar[dict[str, Any]] = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        steps = list(self.instance.steps.all()) if self.instance.pk else []
        named = {step.predecessor_id for step in steps} | {step.successor_id for step in steps}
        lasting = named_units().exclude(pk__in=ended_by(today - _LOOK_BACK) - named)
        for name in ("predecessors", "successors", "working"):
            self.fields[name].queryset = lasting  # type: ignore[attr-defined]
        within: dict[int, int | None] = {}
        row = reorganisation(self.instance.pk) if steps else None
        if row is not None:
            outer, inner = parted(row)
            within = {edge.predecessor: edge.successor for edge in inner}
            self.initial["predecessors"] = list({edge.predecessor for edge in outer})
            self.initial["successors"] = list({edge.successor for edge in outer if edge.successor})
            if self.instance.kind == SuccessionKind.SPLIT:
                taking = (step.successor_id for step in steps if step.takes_work)
                self.initial["working"] = next(taking, None)
            self._ask_rooms(row, within)
        self.order_fields(
            (
                "kind",
                "name",
                "predecessors",
                "successors",
                "working",
                *self._rooms(),
                "on",
                "decision",
                "reason",
            )
        )

    def _ask_rooms(self, row: ReorganisationRow, within: Mapping[int, int | None]) -> None:
        """Ask, once it is known what goes where, into which room of the successor each room of the agency goes."""
        rooms, there = rooms_of(row)
        if not there:
            return
        for unit in named_units().filter(pk__in=rooms):
            field = UnitChoiceField(
                label=_("“%(name)s” nhập vào") % {"name": unit.shown_name},
                required=False,
                empty_label=_("Không nhập: đi theo cơ quan như đang có"),
            )
            field.queryset = named_units().filter(pk__in=there)
            self.fields[f"{self._ROOM}{unit.pk}"] = field
            self.initial[f"{self._ROOM}{unit.pk}"] = within.get(unit.pk)

    def clean(self) -> dict[str, Any]:
        """Refuse a taker of the open work that is none of the successors; nothing that was chosen is passed over."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        working, kind = told.get("working"), told.get("kind")
        if working is None or "successors" not in told or not kind:
            return told
        if kind != SuccessionKind.SPLIT:
            self.add_error("working", _("Chỉ chia, tách mới chọn ở đây; hình thức khác thì bỏ trống."))
        elif working not in told["successors"]:
            words = _("“%(name)s” không có trong các đơn vị sau; hãy chọn một trong các đơn vị sau.")
            self.add_error("working", words % {"name": working})
        return told

    def _rooms(self) -> tuple[str, ...]:
        return tuple(name for name in self.fields if name.startswith(self._ROOM))

    def pairs(self) -> list[Pair]:
        """The edges that were chosen."""
        told = self.cleaned_data
        after: list[int | None] = [each.pk for each in told["successors"]] or [None]
        divides = told["kind"] == SuccessionKind.SPLIT
        working = told["working"].pk if told.get("working") else None
        pairs = [
            Pair(before.pk, each, takes_work=(each == working if divides else True))
            for before in told["predecessors"]
            for each in after
        ]
        if divides:
            return pairs
        named = {pair.predecessor for pair in pairs}
        rooms = {int(name.removeprefix(self._ROOM)): told[name] for name in self._rooms() if told.get(name)}
        return pairs + [Pair(unit, heir.pk) for unit, heir in rooms.items() if unit not in named]
