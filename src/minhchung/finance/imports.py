"""Imports of agencies' autonomy years and of decisions on public units. Amounts are whole đồng."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q

from minhchung.finance import actions
from minhchung.finance.forms import USES
from minhchung.finance.models import AgencyAutonomy, Allotment, Group, PublicUnitAutonomy, Regime
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.tables import BadRow, Plan, TableImporter
from minhchung.organisation import queries as organisation
from minhchung.organisation.imports import unit_of
from minhchung.organisation.reorganisations import kinds_of
from minhchung.organisation.standing import may_be_public

AGENCIES = Layout(
    name="agency-autonomy",
    title="Tự chủ kinh phí quản lý hành chính của cơ quan (đơn vị tính: đồng)",
    key=("unit", "year"),
    fields=(
        Field("unit", "Cơ quan", required=True, synonyms=("Tên cơ quan", "Đơn vị", "Cơ quan, đơn vị")),
        Field("year", "Năm ngân sách", "whole", True, ("Năm",)),
        Field(
            "funds_given",
            "Kinh phí giao thực hiện tự chủ",
            "money",
            True,
            ("Kinh phí giao tự chủ", "Dự toán giao tự chủ", "Kinh phí được giao"),
        ),
        Field("spent", "Kinh phí đã chi", "money", synonyms=("Kinh phí thực hiện", "Đã chi", "Quyết toán")),
        Field("saving", "Kinh phí tiết kiệm", "money", synonyms=("Tiết kiệm", "Kinh phí tiết kiệm được")),
        Field("extra_income", "Chi thu nhập tăng thêm", "money", synonyms=("Thu nhập tăng thêm",)),
        Field("reward", "Chi khen thưởng", "money", synonyms=("Khen thưởng",)),
        Field("welfare", "Chi phúc lợi, trợ cấp", "money", synonyms=("Phúc lợi", "Chi phúc lợi")),
        Field(
            "conditions",
            "Chi cải thiện điều kiện làm việc",
            "money",
            synonyms=("Cải thiện điều kiện làm việc",),
        ),
        Field("reserve", "Trích quỹ dự phòng ổn định thu nhập", "money", synonyms=("Quỹ dự phòng",)),
        Field(
            "spending_rule",
            "Quy chế chi tiêu nội bộ",
            synonyms=("Số, ngày quy chế chi tiêu",),
            max_length=200,
        ),
        Field(
            "asset_rule", "Quy chế quản lý tài sản công", synonyms=("Quy chế tài sản công",), max_length=200
        ),
        Field(
            "decision",
            "Quyết định giao tự chủ",
            required=True,
            synonyms=("Quyết định", "QĐ giao"),
            max_length=200,
        ),
    ),
)

UNITS = Layout(
    name="public-unit-autonomy",
    title="Tự chủ của đơn vị sự nghiệp công lập (đơn vị tính: đồng)",
    key=("unit", "since"),
    fields=(
        Field(
            "unit", "Đơn vị sự nghiệp công lập", required=True, synonyms=("Đơn vị", "Tên đơn vị", "ĐVSNCL")
        ),
        Field(
            "regime",
            "Theo nghị định",
            "choice",
            True,
            ("Nghị định", "Căn cứ", "Chế độ"),
            choices=(
                *Regime.choices,
                ("16/2015", "16/2015/NĐ-CP"),
                ("141/2016", "141/2016/NĐ-CP"),
                ("60/2021", "60/2021/NĐ-CP"),
                ("111/2025", "111/2025/NĐ-CP"),
                ("111/2025", "NĐ 111/2025/NĐ-CP"),
            ),
        ),
        Field(
            "group",
            "Nhóm",
            "choice",
            True,
            ("Phân loại", "Nhóm tự chủ", "Mức tự chủ"),
            choices=(
                *Group.choices,
                *((str(value), f"Nhóm {value}") for value in Group.values),
                ("1", "I"),
                ("2", "II"),
                ("3", "III"),
                ("4", "IV"),
            ),
        ),
        Field(
            "band",
            "Mức tự bảo đảm",
            synonyms=("Mức tự bảo đảm chi thường xuyên", "Khoảng tự bảo đảm"),
            max_length=40,
        ),
        Field("revenue", "Nguồn thu tính mức tự bảo đảm (A)", "money", synonyms=("A", "Nguồn thu")),
        Field("expenses", "Chi thường xuyên (B)", "money", synonyms=("B", "Chi thường xuyên")),
        Field(
            "decision",
            "Quyết định giao tự chủ",
            required=True,
            synonyms=("Quyết định", "QĐ giao"),
            max_length=200,
        ),
        Field("since", "Từ ngày", "day", True, ("Hiệu lực từ", "Áp dụng từ ngày")),
        Field("until", "Đến trước ngày", "day", synonyms=("Hết hiệu lực từ ngày",)),
    ),
)


#: Columns of a year of which a sheet of sums says nothing.
_NOT_IN_SUMS: dict[str, Any] = {
    "carried_over": 0,
    "other_given": 0,
    "other_spent": None,
    "returned": 0,
    "staff_assigned": None,
    "rise": None,
    "rank_coefficient": None,
    "allowance_coefficient": None,
}


class AgencyAutonomyImporter(TableImporter):
    """Autonomy years as sums; a saving that the sheet gives must be what was given less what was spent.

    A year that people keep in the system, with vouchers, is not written over by sums.
    """

    layout = AGENCIES
    room, matter, model = actions.ROOM, actions.AGENCY, AgencyAutonomy
    key: ClassVar[tuple[str, ...]] = ("unit_id", "year")
    kept = (*_NOT_IN_SUMS,)
    untold = frozenset(_NOT_IN_SUMS)

    def prepare(self) -> None:
        """Load the units, and the years that have rows of their own with their sums."""
        self.units = organisation.look_up()
        kept = AgencyAutonomy.objects.filter(
            Q(spendings__isnull=False) | Q(uses__isnull=False) | Q(allotments__decided_on__isnull=False)
        )
        self.kept_here = {(year.unit_id, year.year): year for year in kept.distinct()}

    def convert(self, row: Row) -> dict[str, Any]:
        """An autonomy year."""
        given = row.values
        for name in ("funds_given", "spent", *USES):
            if given[name] is not None and given[name] < 0:
                raise BadRow(name, "số tiền không được âm")
        if not 1900 < given["year"] < 2200:
            raise BadRow("year", f"“{given['year']}” không phải năm; hãy ghi bốn chữ số, ví dụ 2020")
        saving = actions.saving_of(given["funds_given"], given["spent"])
        if given["saving"] is not None and given["saving"] != saving:
            told = "chưa có số đã chi" if saving is None else f"giao trừ chi là {saving} đồng"
            raise BadRow(
                "saving", f"ghi {given['saving']} đồng nhưng {told}; hãy kiểm tra ba số của dòng này"
            )
        uses = {name: given[name] or 0 for name in USES}
        if sum(uses.values()) > max(saving or 0, 0):
            raise BadRow("extra_income", "tổng các khoản sử dụng vượt kinh phí tiết kiệm; hãy kiểm tra lại")
        unit = unit_of(self.units, given["unit"], "unit")
        sums = {"funds_given": given["funds_given"], "spent": given["spent"], "saving": saving, **uses}
        stored = self.kept_here.get((unit, given["year"]))
        if stored is not None and any(getattr(stored, name) != value for name, value in sums.items()):
            raise BadRow(
                "year",
                f"năm {given['year']} đã có quyết định, chứng từ trong hệ thống; số của năm cộng từ đó, "
                "không nhập số tổng khác",
            )
        return {
            "unit_id": unit,
            "year": given["year"],
            **sums,
            "spending_rule": given["spending_rule"] or "",
            "asset_rule": given["asset_rule"] or "",
            "decision": given["decision"],
        }

    def attributes(self, values: dict[str, Any]) -> dict[str, Any]:
        """A sheet of sums says nothing of the other part of the budget, of staff or coefficients."""
        return {**_NOT_IN_SUMS, **values}

    def after_write(self, new: list[Plan], changed: list[Plan]) -> None:
        """What was given is a row of the year, too, so that an amendment adds to it."""
        Allotment.objects.filter(
            year__in=[each.number for each in changed if "funds_given" in each.before], decided_on=None
        ).delete()
        Allotment.objects.bulk_create(
            Allotment(
                year_id=each.number, amount=each.values["funds_given"], decision=each.values["decision"]
            )
            for each in (*new, *(each for each in changed if "funds_given" in each.before))
            if each.values["funds_given"] > 0
        )


class PublicUnitAutonomyImporter(TableImporter):
    """Decisions on public units."""

    layout = UNITS
    room, matter, model = actions.ROOM, actions.PUBLIC_UNIT, PublicUnitAutonomy
    key: ClassVar[tuple[str, ...]] = ("unit_id", "since")
    kept = ("plan_id",)
    untold = frozenset({"plan_id"})

    def prepare(self) -> None:
        """Load the units with their kinds."""
        self.units = organisation.look_up()
        self.kinds = kinds_of(set(self.units.values()))

    def convert(self, row: Row) -> dict[str, Any]:
        """A decision."""
        given = row.values
        group = int(given["group"])
        if given["until"] is not None and given["until"] <= given["since"]:
            raise BadRow("until", "phải sau “Từ ngày”; hãy kiểm tra hai ngày")
        if given["band"] and group != Group.THREE:
            raise BadRow("band", "chỉ nhóm 3 mới chia theo mức tự bảo đảm; hãy để trống hoặc ghi nhóm 3")
        if (given["revenue"] is None) != (given["expenses"] is None):
            raise BadRow("revenue", "cần ghi cả A và B, hoặc để trống cả hai")
        if given["revenue"] is not None and (given["revenue"] < 0 or given["expenses"] <= 0):
            raise BadRow("expenses", "A không được âm và B phải lớn hơn 0")
        unit = unit_of(self.units, given["unit"], "unit")
        if not may_be_public(self.kinds.get(unit, "")):
            raise BadRow(
                "unit",
                "không phải đơn vị sự nghiệp công lập; hãy chọn đơn vị khác, hoặc sửa loại của đơn vị trước",
            )
        return {
            "unit_id": unit,
            "regime": given["regime"],
            "group": group,
            "band": given["band"] or "",
            "revenue": given["revenue"],
            "expenses": given["expenses"],
            "decision": given["decision"],
            "since": given["since"],
            "until": given["until"],
        }

    def attributes(self, values: dict[str, Any]) -> dict[str, Any]:
        """A decision from a sheet stands on no plan."""
        return {"plan_id": None, **values}
