"""Imports of what units are for: functions and tasks as decisions list them, and tasks decentralised or authorised."""

from __future__ import annotations

from typing import Any, ClassVar

from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.tables import BadRow, TableImporter
from minhchung.organisation import actions
from minhchung.organisation.imports import unit_of
from minhchung.organisation.models import DelegatedTask, DelegationKind, DutyKind, UnitDuty
from minhchung.organisation.queries import look_up

_SINCE = Field("since", "Từ ngày", "day", True, ("Hiệu lực từ", "Ngày hiệu lực", "Áp dụng từ ngày"))
_UNTIL = Field("until", "Đến trước ngày", "day", synonyms=("Hết hiệu lực từ ngày", "Ngày kết thúc"))
DUTIES = Layout(
    name="unit-duties",
    title="Chức năng, nhiệm vụ của đơn vị",
    key=("unit", "kind", "number", "since"),
    fields=(
        Field("unit", "Đơn vị", required=True, synonyms=("Mã đơn vị", "Tên đơn vị", "Cơ quan")),
        Field(
            "kind",
            "Loại",
            "choice",
            True,
            ("Loại mục", "Phân loại"),
            choices=(*DutyKind.choices, ("task", "Nhiệm vụ, quyền hạn")),
        ),
        Field("number", "Thứ tự", "whole", True, ("STT", "Số thứ tự", "Mục")),
        Field("text", "Nội dung", required=True, synonyms=("Chức năng, nhiệm vụ", "Nhiệm vụ cụ thể")),
        Field(
            "decision",
            "Quyết định quy định",
            required=True,
            synonyms=("Quyết định", "Văn bản", "Căn cứ"),
            max_length=200,
        ),
        _SINCE,
        _UNTIL,
    ),
)
DELEGATED = Layout(
    name="delegated-tasks",
    title="Nhiệm vụ phân cấp, ủy quyền",
    key=("taker", "document", "task"),
    fields=(
        Field(
            "kind",
            "Hình thức",
            "choice",
            True,
            ("Phân cấp/ủy quyền", "Loại"),
            choices=DelegationKind.choices,
        ),
        Field(
            "task",
            "Nhiệm vụ, quyền hạn",
            required=True,
            synonyms=("Nội dung phân cấp", "Nội dung ủy quyền", "Nhiệm vụ", "Nội dung"),
        ),
        Field("field", "Lĩnh vực", synonyms=("Ngành, lĩnh vực",), max_length=120),
        Field(
            "giver",
            "Cơ quan phân cấp, ủy quyền",
            required=True,
            synonyms=("Cơ quan phân cấp", "Cơ quan ủy quyền", "Cơ quan giao"),
            max_length=255,
        ),
        Field(
            "taker",
            "Cơ quan nhận",
            required=True,
            synonyms=("Cơ quan được phân cấp", "Cơ quan được ủy quyền"),
        ),
        Field(
            "document",
            "Văn bản",
            required=True,
            synonyms=("Văn bản phân cấp, ủy quyền", "Quyết định", "Số văn bản"),
            max_length=200,
        ),
        _SINCE,
        _UNTIL,
    ),
)


def _span(given: dict[str, Any]) -> None:
    if given["until"] is not None and given["until"] <= given["since"]:
        raise BadRow("until", "phải sau “Từ ngày”; hãy kiểm tra hai ngày")


class DutiesImporter(TableImporter):
    """A row is one line of the decision on a unit's functions."""

    layout = DUTIES
    room, matter, model = actions.ROOM, actions.DUTY, UnitDuty
    key: ClassVar[tuple[str, ...]] = ("unit_id", "kind", "number", "since")

    def prepare(self) -> None:
        """Load the units."""
        self.units = look_up()

    def convert(self, row: Row) -> dict[str, Any]:
        """One line."""
        given = row.values
        _span(given)
        return {
            "unit_id": unit_of(self.units, given["unit"], "unit"),
            "kind": given["kind"],
            "number": given["number"],
            "text": given["text"],
            "text_folded": fold(given["text"]),
            "decision": given["decision"],
            "since": given["since"],
            "until": given["until"],
        }


class DelegatedImporter(TableImporter):
    """A row is one task that was decentralised or authorised."""

    layout = DELEGATED
    room, matter, model = actions.ROOM, actions.DELEGATED, DelegatedTask
    key: ClassVar[tuple[str, ...]] = ("taker_id", "document", "task_folded")

    def prepare(self) -> None:
        """Load the units."""
        self.units = look_up()

    def convert(self, row: Row) -> dict[str, Any]:
        """One task."""
        given = row.values
        _span(given)
        if given["kind"] == DelegationKind.AUTHORISED and given["until"] is None:
            raise BadRow("until", "ủy quyền phải có thời hạn; hãy ghi ngày hết ủy quyền")
        return {
            "kind": given["kind"],
            "task": given["task"],
            "task_folded": fold(given["task"]),
            "field": given["field"] or "",
            "giver": given["giver"],
            "taker_id": unit_of(self.units, given["taker"], "taker"),
            "document": given["document"],
            "since": given["since"],
            "until": given["until"],
        }
