"""Import of meetings and dialogues with enterprises and citizens."""

from __future__ import annotations

from typing import Any, ClassVar

from minhchung.direction.models import Meeting, MeetingKind, MeetingState
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.tables import BadRow, TableImporter
from minhchung.rules import redaction

MEETINGS = Layout(
    name="meetings",
    title="Đối thoại với doanh nghiệp, người dân, tiếp công dân, họp công khai",
    key=("kind", "begins_at", "topic"),
    fields=(
        Field(
            "kind",
            "Hình thức",
            "choice",
            required=True,
            choices=(
                *((value, label) for value, label in MeetingKind.choices),
                ("dialogue", "Đối thoại doanh nghiệp"),
                ("citizens", "Đối thoại nhân dân"),
            ),
            synonyms=("Loại", "Hình thức tổ chức"),
        ),
        Field("topic", "Chủ đề", required=True, max_length=255, synonyms=("Nội dung", "Nội dung đối thoại")),
        Field(
            "begins_at", "Bắt đầu lúc", "moment", required=True, needs_time=True, synonyms=("Thời gian", "Từ")
        ),
        Field("ends_at", "Kết thúc lúc", "moment", required=True, needs_time=True, synonyms=("Đến",)),
        Field("place", "Địa điểm", max_length=255, synonyms=("Nơi tổ chức",)),
        Field("online_url", "Địa chỉ dự trực tuyến", max_length=200, synonyms=("Đường dẫn", "Link")),
        Field(
            "led_by",
            "Chủ trì",
            required=True,
            max_length=255,
            synonyms=("Chức danh chủ trì", "Người chủ trì"),
        ),
        Field(
            "invited", "Thành phần mời", required=True, max_length=500, synonyms=("Thành phần", "Khách mời")
        ),
        Field("attended", "Số người dự", "whole", synonyms=("Số lượt người", "Số người tham dự")),
        Field("raised", "Số câu hỏi, kiến nghị", "whole", synonyms=("Số kiến nghị", "Số câu hỏi")),
        Field(
            "answered", "Số câu đã trả lời", "whole", synonyms=("Đã trả lời", "Số kiến nghị đã giải quyết")
        ),
        Field("conclusion", "Kết luận", "lines", synonyms=("Kết quả",)),
        Field("cancelled_reason", "Lý do không tổ chức", max_length=500, synonyms=("Lý do hoãn, hủy",)),
    ),
)


class MeetingsImporter(TableImporter):
    """One row a meeting: held when it says how many came, cancelled when it says why, else planned."""

    layout = MEETINGS
    room = "direction"
    matter = "meeting"
    model = Meeting
    key: ClassVar[tuple[str, ...]] = ("kind", "begins_at", "topic")

    def convert(self, row: Row) -> dict[str, Any]:
        """A meeting."""
        told = {name: row.values.get(name) or "" for name in _TEXTS}
        results = {name: row.values.get(name) for name in _RESULTS}
        if row.values["ends_at"] <= row.values["begins_at"]:
            raise BadRow("ends_at", "Giờ kết thúc phải sau giờ bắt đầu.")
        if not told["place"] and not told["online_url"]:
            raise BadRow("place", "Ghi địa điểm, hoặc địa chỉ dự trực tuyến.")
        if told["online_url"] and not told["online_url"].startswith(("https://", "http://")):
            raise BadRow("online_url", "Địa chỉ dự trực tuyến phải bắt đầu bằng https://.")
        held = any(value is not None for value in results.values()) or bool(told["conclusion"])
        if held:
            missing = next((name for name, value in results.items() if value is None), None)
            if missing is not None:
                raise BadRow(missing, "Cuộc đã tổ chức ghi đủ số người dự, số câu hỏi và số câu đã trả lời.")
            if told["cancelled_reason"]:
                raise BadRow("cancelled_reason", "Cuộc đã tổ chức thì không có lý do không tổ chức.")
            if results["answered"] > results["raised"]:  # type: ignore[operator]
                raise BadRow("answered", "Số câu đã trả lời nhiều hơn số câu hỏi, kiến nghị.")
        if redaction.find(told["conclusion"]):
            raise BadRow("conclusion", "Kết luận hiện trên trang công khai: hãy bỏ thông tin cá nhân.")
        state = MeetingState.HELD if held else MeetingState.PLANNED
        return {
            **{
                name: row.values[name]
                for name in ("kind", "topic", "begins_at", "ends_at", "led_by", "invited")
            },
            **told,
            **results,
            "topic_folded": fold(row.values["topic"]),
            "state": str(MeetingState.CANCELLED if told["cancelled_reason"] else state),
        }


_TEXTS = ("place", "online_url", "conclusion", "cancelled_reason")
_RESULTS = ("attended", "raised", "answered")
