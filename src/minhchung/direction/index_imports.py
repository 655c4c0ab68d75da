"""Imports of results of indices, as they were announced, and of the points of their criteria."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from minhchung.direction import queries
from minhchung.direction.models import IndexCriterion, IndexKind, IndexResult
from minhchung.direction.plan_words import HEADS
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.tables import BadRow, TableImporter

#: How announcements name the indices beside their whole names.
_SHORT = (
    (IndexKind.REFORM, "PAR INDEX"),
    (IndexKind.REFORM, "Chỉ số cải cách hành chính"),
    (IndexKind.SATISFACTION, "SIPAS"),
    (IndexKind.SATISFACTION, "Chỉ số hài lòng"),
    (IndexKind.COMPETITIVENESS, "DDCI"),
    (IndexKind.DIGITAL, "DTI"),
    (IndexKind.DIGITAL, "Chỉ số chuyển đổi số"),
)
INDEX_RESULTS = Layout(
    name="index_results",
    title="Kết quả chỉ số do cơ quan cấp trên công bố",
    key=("kind", "year"),
    fields=(
        Field(
            "kind",
            "Chỉ số",
            "choice",
            required=True,
            choices=(*IndexKind.choices, *((kind.value, name) for kind, name in _SHORT)),
            synonyms=("Tên chỉ số",),
        ),
        Field("year", "Năm", "whole", required=True, synonyms=("Năm đánh giá",)),
        Field("score", "Điểm đạt được", "decimal", required=True, synonyms=("Điểm", "Kết quả", "Tổng điểm")),
        Field("full", "Điểm tối đa", "decimal", synonyms=("Thang điểm",)),
        Field("self_score", "Điểm tự chấm", "decimal", synonyms=("Tự chấm", "Điểm tự đánh giá")),
        Field("appraised", "Điểm thẩm định", "decimal", synonyms=("Thẩm định",)),
        Field(
            "surveyed", "Điểm điều tra xã hội học", "decimal", synonyms=("Điều tra xã hội học", "Điểm XHH")
        ),
        Field("rank", "Xếp hạng", "whole", synonyms=("Hạng", "Xếp thứ")),
        Field("ranked_among", "Trong số đơn vị", "whole", synonyms=("Số đơn vị xếp hạng", "Tổng số đơn vị")),
        Field("decision", "Văn bản công bố", required=True, max_length=200, synonyms=("Quyết định công bố",)),
        Field(
            "announced_on",
            "Ngày công bố",
            "day",
            required=True,
            synonyms=("Ngày văn bản công bố",),
            has_come=True,
        ),
        Field("announced_by", "Cơ quan công bố", required=True, max_length=255),
    ),
)


class IndexResultsImporter(TableImporter):
    """One row an index in a year."""

    layout = INDEX_RESULTS
    room = "direction"
    matter = "index_result"
    model = IndexResult
    key: ClassVar[tuple[str, ...]] = ("kind", "year")

    def convert(self, row: Row) -> dict[str, Any]:
        """A result within its full score, announced in its year or later."""
        values = {name: row.values.get(name) for name in (field.name for field in INDEX_RESULTS.fields)}
        values["full"] = values["full"] if values["full"] is not None else Decimal(100)
        for name in ("score", "full", "self_score", "appraised", "surveyed"):
            if values[name] is not None and not _kept_whole(values[name]):
                raise BadRow(name, "Điểm có tối đa 4 chữ số trước và 3 chữ số sau dấu phẩy.")
        if not values["full"] > 0 or not 0 <= values["score"] <= values["full"]:
            raise BadRow("score", "Điểm đạt được phải từ 0 đến điểm tối đa.")
        rank, among = values["rank"], values["ranked_among"]
        if (rank is None) != (among is None) or (rank is not None and not 1 <= rank <= among):
            raise BadRow("rank", "Ghi cả xếp hạng và số đơn vị được xếp; hạng từ 1 đến số đơn vị.")
        if not 1900 < values["year"] <= values["announced_on"].year:
            raise BadRow("year", "Năm của chỉ số sau ngày công bố, hoặc không phải một năm.")
        return values


INDEX_CRITERIA = Layout(
    name="index_criteria",
    title="Điểm theo tiêu chí của chỉ số",
    key=("kind", "year", "number"),
    fields=(
        Field(
            "kind",
            "Chỉ số",
            "choice",
            required=True,
            choices=(*IndexKind.choices, *((kind.value, name) for kind, name in _SHORT)),
            synonyms=("Tên chỉ số",),
        ),
        Field("year", "Năm", "whole", required=True, synonyms=("Năm đánh giá",)),
        Field("number", "Mã tiêu chí", required=True, max_length=20, synonyms=("STT", "TT", "Tiêu chí số")),
        Field("title", "Tiêu chí", required=True, max_length=400, synonyms=("Tên tiêu chí", "Nội dung")),
        Field(
            "head",
            "Nội dung cải cách",
            "choice",
            required=True,
            choices=HEADS,
            synonyms=("Lĩnh vực", "Nhóm tiêu chí"),
        ),
        Field("full", "Điểm tối đa", "decimal", required=True, synonyms=("Điểm chuẩn", "Thang điểm")),
        Field("score", "Điểm đạt được", "decimal", required=True, synonyms=("Điểm", "Điểm thẩm định")),
        Field("reason", "Lý do mất điểm", max_length=400, synonyms=("Ghi chú", "Lý do")),
    ),
)


class IndexCriteriaImporter(TableImporter):
    """One row a criterion of a result that is known."""

    layout = INDEX_CRITERIA
    room = "direction"
    matter = "index_criterion"
    model = IndexCriterion
    key: ClassVar[tuple[str, ...]] = ("result_id", "number")

    def prepare(self) -> None:
        """Load the results by index and year."""
        self.results = queries.index_results()

    def convert(self, row: Row) -> dict[str, Any]:
        """A criterion within its full points."""
        result = self.results.get((row.values["kind"], row.values["year"]))
        if result is None:
            raise BadRow("year", "Chưa có kết quả của chỉ số này trong năm đó. Nhập kết quả chỉ số trước.")
        full, score = row.values["full"], row.values["score"]
        for name, value in (("full", full), ("score", score)):
            if abs(value) >= 1_000 or value != round(value, 3):
                raise BadRow(name, "Điểm có tối đa 3 chữ số trước và 3 chữ số sau dấu phẩy.")
        if not 0 <= score <= full:
            raise BadRow("score", "Điểm đạt được phải từ 0 đến điểm tối đa.")
        return {
            "result_id": result,
            **{name: row.values[name] for name in ("number", "title", "head", "full", "score")},
            "reason": row.values.get("reason") or "",
        }


def _kept_whole(number: Decimal) -> bool:
    """Whether the table keeps every digit of it."""
    return abs(number) < 10_000 and number == round(number, 3)
