"""Import of units: one row a version of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.models import Outcome
from minhchung.ground.intake.tables import BadRow, Plan, TableImporter
from minhchung.ground.trail.actions import Deed
from minhchung.organisation import actions
from minhchung.organisation.checking import check_code, overlaps
from minhchung.organisation.models import ENDING, Succession, Unit, UnitKind, UnitVersion
from minhchung.organisation.queries import forget_home_agency_name, key_of, look_up
from minhchung.organisation.reorganisations import followers

LAYOUT = Layout(
    name="units",
    title="Danh sách cơ quan, đơn vị",
    key=("code", "since"),
    fields=(
        Field(
            "code", "Mã đơn vị", "code", True, ("Mã", "Mã cơ quan", "Mã định danh", "org_code"), max_length=40
        ),
        Field(
            "name",
            "Tên đơn vị",
            required=True,
            synonyms=("Tên cơ quan", "Đơn vị", "Tên", "name_vi"),
            max_length=255,
        ),
        Field(
            "kind",
            "Loại",
            "choice",
            True,
            ("Loại đơn vị", "Loại hình", "Phân loại"),
            choices=(
                *UnitKind.choices,
                ("province", "UBND tỉnh"),
                ("agency", "Ban, sở"),
                ("department", "Phòng"),
                ("department", "Văn phòng"),
                ("public_unit", "Đơn vị sự nghiệp"),
                ("public_unit", "ĐVSNCL"),
                ("one_stop", "Một cửa"),
                ("one_stop", "Trung tâm phục vụ hành chính công"),
            ),
        ),
        Field(
            "official_code",
            "Mã định danh điện tử",
            "code",
            synonyms=("Mã định danh theo QĐ 20/2020", "Mã định danh QĐ 20", "Mã QĐ 20/2020/QĐ-TTg"),
            max_length=40,
        ),
        Field("seal_name", "Tên trên con dấu", synonyms=("Con dấu",), max_length=255),
        Field("parent", "Cấp trên trực tiếp", synonyms=("Trực thuộc", "Đơn vị cấp trên", "Cơ quan chủ quản")),
        Field("legacy_code", "Mã cũ", "code", synonyms=("Mã trước đây",), max_length=40),
        Field("is_home", "Là cơ quan sử dụng", "yes_no", synonyms=("Cơ quan sử dụng hệ thống",)),
        Field(
            "decision",
            "Quyết định",
            synonyms=("Quyết định thành lập", "Số quyết định", "Căn cứ"),
            max_length=200,
        ),
        Field("since", "Từ ngày", "day", True, ("Ngày thành lập", "Hiệu lực từ", "Áp dụng từ ngày")),
        Field(
            "until",
            "Đến trước ngày",
            "day",
            synonyms=("Ngày kết thúc", "Ngày giải thể", "Hết hiệu lực từ ngày"),
        ),
    ),
)


def unit_of(units: dict[str, int], written: str, field: str) -> int:
    """The id of a unit that a sheet names by code or name; ``units`` comes from ``queries.look_up()``.

    Raises:
        BadRow: no unit is called so, or several are.
    """
    found = units.get(key_of(written))
    if found is None:
        raise BadRow(
            field, f"chưa có đơn vị “{written}”; ghi đúng mã hoặc tên, hoặc nhập danh sách đơn vị trước"
        )
    return found


class UnitsFollowed(TableImporter):
    """For rooms whose records go along with a unit's work: a sheet may still name the unit that they came from.

    ``unit_columns`` are those attributes; :meth:`prepare` loads who follows whom.
    """

    unit_columns: ClassVar[tuple[str, ...]] = ()

    def prepare(self) -> None:
        """Load who follows whom."""
        self.followers = followers()

    def same(self, name: str, value: Any, stored: Any) -> bool:
        """A record that is with the successor of the unit named is where the sheet says."""
        return name in self.unit_columns and stored in self.followers.get(value, ())


class UnitsImporter(TableImporter):
    """A row's unit is found by its code or made; a parent must stand before its children."""

    layout = LAYOUT
    room, matter = actions.ROOM, actions.VERSION
    model = UnitVersion
    key: ClassVar[tuple[str, ...]] = ("_code", "since")

    def prepare(self) -> None:
        """Load the known units."""
        self.units = look_up()
        self.identities = {unit.code: unit for unit in Unit.objects.all()}
        self.coming: dict[str, str] = {}
        self.spans: dict[str, dict[date, date | None]] = {}
        ending = Succession.objects.filter(kind__in=ENDING)
        self.handed_over = set(ending.values_list("predecessor__code", "on"))
        for code, since, until in UnitVersion.objects.values_list("unit__code", "since", "until"):
            self.spans.setdefault(code, {})[since] = until

    def convert(self, row: Row) -> dict[str, Any]:
        """A version of a unit, and the unit's identity under names that begin with "_"."""
        given = row.values
        code, since, until = given["code"], given["since"], given["until"]
        if until is not None and until <= since:
            raise BadRow("until", "phải sau “Từ ngày”; hãy kiểm tra hai ngày")
        known = self.identities.get(code)
        kind = known.kind if known else self.coming.get(code)
        if kind is not None and kind != given["kind"]:
            raise BadRow(
                "kind", f"đơn vị {code} đã có với loại “{UnitKind(kind).label}”; hãy ghi đúng loại đó"
            )
        parent = self._parent(given["parent"], code)
        self._refuse_code(given["official_code"], since)
        self._refuse_overlap(code, since, until)
        self.coming[code] = given["kind"]
        return {
            "_code": code,
            "_kind": given["kind"],
            "_is_home": given["is_home"],
            "_parent": parent,
            "name": given["name"],
            "folded": fold(given["name"]),
            "legacy_code": given["legacy_code"] or "",
            "official_code": given["official_code"] or "",
            "seal_name": given["seal_name"] or "",
            "decision": given["decision"] or "",
            "since": since,
            "until": until,
        }

    def _refuse_code(self, written: str | None, since: date) -> None:
        try:
            check_code(UnitVersion(official_code=written or "", since=since))
        except ValidationError as wrong:
            raise BadRow("official_code", wrong.messages[0]) from wrong

    def _refuse_overlap(self, code: str, since: date, until: date | None) -> None:
        """A unit has one version a day; an open one ends where the next one begins."""
        spans = self.spans.setdefault(code, {})
        for other, end in spans.items():
            if other != since and overlaps((since, until), (other, end)):
                raise BadRow(
                    "since", f"trùng thời kỳ từ {other:%d/%m/%Y} của chính đơn vị này; hãy kiểm tra ngày"
                )
        spans[since] = until

    def _parent(self, written: str | None, code: str) -> str | None:
        if written is None:
            return None
        found = self.units.get(key_of(written))
        codes = {unit.pk: known for known, unit in self.identities.items()}
        parent = codes.get(found) if found is not None else (written if written in self.coming else None)
        if parent is None:
            raise BadRow(
                "parent", f"chưa có đơn vị “{written}”; ghi mã hoặc tên đã có, hoặc đặt dòng của nó lên trước"
            )
        if parent == code:
            raise BadRow("parent", "đơn vị không thể trực thuộc chính nó")
        return parent

    def write(self, plans: Iterable[Plan], *, by: str, at: datetime) -> list[Deed]:
        """Make the units that are missing, then write their versions."""
        plans = list(plans)
        deeds: list[Deed] = []
        for plan in plans:
            if plan.outcome in (Outcome.NEW, Outcome.CHANGED):
                deeds.extend(self._identify(plan, by, at))
        for plan in plans:
            if plan.outcome in (Outcome.NEW, Outcome.CHANGED):
                parent = plan.values["_parent"]
                plan.values = {
                    **plan.values,
                    "unit_id": self.identities[plan.values["_code"]].pk,
                    "parent_id": self.identities[parent].pk if parent else None,
                }
        deeds.extend(super().write(plans, by=by, at=at))
        forget_home_agency_name()
        return deeds

    def children_differ(self, values: dict[str, Any], record: Model) -> dict[str, Any]:
        """Whether the unit's mark as the home agency changes."""
        known = self.identities[values["_code"]]
        if values["_is_home"] is None or values["_is_home"] == known.is_home:
            return {}
        return {"is_home": known.is_home}

    def _existing(self, keys: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], Model]:
        wanted = set(keys)
        found = UnitVersion.objects.filter(unit__code__in={code for code, _ in keys}).select_related("unit")
        return {key: each for each in found if (key := (each.unit.code, each.since)) in wanted}

    def _compare(self, plan: Plan, record: Model | None) -> None:
        if isinstance(record, UnitVersion):
            parent = self.identities.get(plan.values["_parent"] or "")
            # A parent that this very file brings has no number yet: 0 differs from every number.
            known = parent.pk if parent else (0 if plan.values["_parent"] else None)
            until = plan.values["until"]
            if until is None and record.until in self.spans.get(plan.values["_code"], ()):
                until = record.until  # an open version ends by itself where the next one begins
            elif until is None and (plan.values["_code"], record.until) in self.handed_over:
                until = record.until  # and where the unit has handed over to its successor
            plan.values = {**plan.values, "parent_id": known, "until": until}
        super()._compare(plan, record)

    def _identify(self, plan: Plan, by: str, at: datetime) -> Iterable[Deed]:
        """The unit's identity: made when it is new, its home mark changed when the row says otherwise."""
        code, is_home = plan.values["_code"], plan.values["_is_home"]
        unit = self.identities.get(code)
        if unit is None:
            unit = Unit.objects.create(code=code, kind=plan.values["_kind"], is_home=bool(is_home))
            self.identities[code] = unit
            after = {"code": code, "kind": unit.kind, "is_home": unit.is_home}
            yield Deed(self.room, actions.UNIT, unit.pk, "import_new", by, at, {"after": after})
        elif is_home is not None and is_home != unit.is_home:
            before, unit.is_home = unit.is_home, is_home
            unit.save(update_fields=["is_home"])
            details = {"before": {"is_home": before}, "after": {"is_home": is_home}}
            yield Deed(self.room, actions.UNIT, unit.pk, "import_changed", by, at, details)
