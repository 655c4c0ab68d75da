"""Import of the papers that dossiers hold: one row a paper of a procedure, or of one case of it; forms follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.intake.tables import BadRow, Plan, TableImporter
from minhchung.ground.trail.actions import Deed
from minhchung.procedures import actions, queries
from minhchung.procedures.models import Component

#: More of one paper than anybody files; a telephone number in the wrong column is refused, not stored.
_MOST = 99

LAYOUT = Layout(
    name="components",
    title="Thành phần hồ sơ của thủ tục",
    key=("code", "case", "number"),
    fields=(
        Field(
            "code",
            "Mã thủ tục",
            required=True,
            synonyms=("Mã TTHC", "Mã số TTHC", "Tên thủ tục"),
            max_length=255,
        ),
        Field("case", "Trường hợp", synonyms=("Trường hợp giải quyết",), max_length=255),
        Field("number", "Thứ tự", "whole", required=True, synonyms=("STT", "TT", "Số thứ tự")),
        Field(
            "name",
            "Tên giấy tờ",
            required=True,
            synonyms=("Thành phần hồ sơ", "Tên thành phần", "Giấy tờ"),
            max_length=500,
        ),
        Field("form", "Mẫu đơn, tờ khai", synonyms=("Mẫu đơn", "Tên mẫu đơn", "Mẫu"), max_length=120),
        Field("originals", "Số bản chính", "whole", synonyms=("Bản chính", "Số lượng bản chính")),
        Field("copies", "Số bản sao", "whole", synonyms=("Bản sao", "Số lượng bản sao")),
        Field("required", "Bắt buộc", "yes_no", synonyms=("Bắt buộc phải có",), hint="để trống là bắt buộc"),
    ),
)


class ComponentsImporter(TableImporter):
    """New papers are added to the procedure's latest version, those that differ are corrected, the others stay.

    Blank forms stay with their papers, whatever number these bear now; a new paper gets the form of its equal in the
    version before.
    """

    layout = LAYOUT
    room = actions.ROOM
    matter = "component"
    model = Component
    key: ClassVar[tuple[str, ...]] = ("version_id", "case", "number")

    def prepare(self) -> None:
        """Load the catalogue."""
        self.catalogue = queries.catalogue()

    def convert(self, row: Row) -> dict[str, Any]:
        """A paper with the version that asks for it."""
        given = row.values
        version = self._version(given["code"])
        case = given.get("case") or ""
        if case and case not in {each.name for each in version.cases}:
            raise BadRow("case", f"Thủ tục “{given['code']}” không có trường hợp “{case}”.")
        for name in ("number", "originals", "copies"):
            if (given.get(name) or 0) > _MOST:
                raise BadRow(name, f"{given[name]} lớn bất thường; nhiều nhất là {_MOST}.")
        if given["number"] < 1:
            raise BadRow("number", "Thứ tự đếm từ 1.")
        required = given.get("required")
        return {
            "version_id": version.id,
            "case": case,
            "number": given["number"],
            "name": given["name"],
            "form": given.get("form") or "",
            "originals": given.get("originals") or 0,
            "copies": given.get("copies") or 0,
            "required": required is None or required,
        }

    def write(self, plans: Iterable[Plan], *, by: str, at: datetime) -> list[Deed]:
        """Write the papers, and let the blank forms follow them."""
        plans = list(plans)
        changed = {each.values["version_id"] for each in plans if each.outcome is Outcome.CHANGED}
        forms = actions.forms_by_paper(changed) if changed else ()
        deeds = super().write(plans, by=by, at=at)
        if forms:
            deeds += actions.keep_forms(forms, by=by, at=at)
        fresh = [each.number for each in plans if each.outcome is Outcome.NEW and each.number is not None]
        return deeds + actions.carry_forms(fresh, by=by, at=at)

    def _version(self, written: str) -> queries.VersionRow:
        ids = self.catalogue.by_code(written) or self.catalogue.by_name(written)
        if len(ids) != 1:
            what = "Không có thủ tục" if not ids else "Có nhiều thủ tục mang tên"
            raise BadRow("code", f"{what} “{written}”. Nhập danh mục thủ tục trước hoặc ghi đúng mã.")
        return max(self.catalogue.versions(ids), key=lambda each: each.since)
