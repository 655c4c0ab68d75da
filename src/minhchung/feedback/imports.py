"""Import of feedback from the national portal's list or an agency's own book."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from minhchung.feedback import actions, limits
from minhchung.feedback.models import Feedback, FeedbackChannel, Kind, Rating, SenderKind, Source
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.tables import BadRow, TableImporter
from minhchung.lawbook import NoRule
from minhchung.organisation import queries as organisation
from minhchung.organisation.calendars import calendar_of
from minhchung.procedures import queries as procedures
from minhchung.rules.calendar import NoCalendarForYear

LAYOUT = Layout(
    name="feedback",
    title="Danh sách phản ánh, kiến nghị",
    key=("code",),
    fields=(
        Field(
            "code",
            "Mã phản ánh, kiến nghị",
            required=True,
            max_length=40,
            synonyms=("Mã PAKN", "Mã số", "Mã"),
        ),
        Field(
            "kind",
            "Loại",
            "choice",
            required=True,
            choices=(
                *Kind.choices,
                ("regulation", "Quy định"),
                ("conduct", "Hành vi"),
                ("regulation", "Phản ánh, kiến nghị về quy định hành chính"),
                ("conduct", "Phản ánh, kiến nghị về hành vi hành chính"),
            ),
            synonyms=("Loại PAKN", "Phân loại", "Nội dung phản ánh về"),
        ),
        Field("sector", "Ngành, lĩnh vực", required=True, max_length=120, synonyms=("Lĩnh vực", "Ngành")),
        Field("procedure", "Thủ tục liên quan", synonyms=("Mã TTHC", "Thủ tục hành chính", "TTHC")),
        Field(
            "from_kind",
            "Đối tượng gửi",
            "choice",
            choices=(
                *SenderKind.choices,
                ("enterprise", "Doanh nghiệp"),
                ("enterprise", "Tổ chức"),
                ("person", "Người dân"),
            ),
            synonyms=("Đối tượng", "Người gửi là"),
        ),
        Field("sender_name", "Người gửi", max_length=255, synonyms=("Họ và tên người gửi", "Tên người gửi")),
        Field(
            "sender_contact",
            "Liên hệ",
            max_length=255,
            synonyms=("Điện thoại", "Địa chỉ, điện thoại", "Thư điện tử"),
        ),
        Field(
            "channel",
            "Kênh tiếp nhận",
            "choice",
            choices=(
                *FeedbackChannel.choices,
                ("portal", "Cổng DVCQG"),
                ("portal", "Trực tuyến"),
                ("paper", "Văn bản"),
                ("paper", "Bưu chính"),
                ("email", "Thư điện tử"),
                ("email", "Email"),
                ("email", "Fax"),
            ),
            synonyms=("Kênh", "Hình thức", "Hình thức tiếp nhận"),
        ),
        Field(
            "content",
            "Nội dung",
            required=True,
            synonyms=("Nội dung phản ánh", "Nội dung phản ánh, kiến nghị"),
        ),
        Field(
            "sent_at",
            "Ngày gửi",
            "moment",
            required=True,
            synonyms=("Thời điểm gửi", "Gửi lúc"),
            has_come=True,
        ),
        Field(
            "received_at",
            "Ngày tiếp nhận",
            "moment",
            synonyms=("Thời điểm tiếp nhận", "Ngày nhận"),
            has_come=True,
        ),
        Field("transfers", "Số lần chuyển", "whole"),
        Field("transferred_at", "Ngày chuyển gần nhất", "moment", synonyms=("Ngày chuyển",), has_come=True),
        Field(
            "supplement_asked_at",
            "Ngày yêu cầu bổ sung",
            "moment",
            synonyms=("Yêu cầu bổ sung ngày",),
            has_come=True,
        ),
        Field(
            "refused_at",
            "Ngày từ chối",
            "moment",
            synonyms=("Từ chối ngày", "Ngày từ chối tiếp nhận"),
            has_come=True,
        ),
        Field(
            "moved_at",
            "Ngày chuyển cơ quan khác",
            "moment",
            synonyms=("Chuyển cơ quan khác ngày",),
            has_come=True,
        ),
        Field(
            "answered_at",
            "Ngày trả lời",
            "moment",
            synonyms=("Trả lời ngày", "Ngày xử lý xong"),
            has_come=True,
        ),
        Field(
            "published_at",
            "Ngày công khai",
            "moment",
            synonyms=("Công khai ngày", "Ngày công khai kết quả"),
            has_come=True,
        ),
        Field("answer", "Nội dung trả lời", synonyms=("Kết quả xử lý",)),
        Field(
            "rating",
            "Đánh giá",
            "choice",
            choices=Rating.choices,
            synonyms=("Mức độ hài lòng", "Đánh giá của người gửi"),
        ),
    ),
)
_MOMENTS = (
    "sent_at",
    "received_at",
    "transferred_at",
    "supplement_asked_at",
    "refused_at",
    "moved_at",
    "answered_at",
    "published_at",
)
#: Each later moment may not lie before the earlier one: (earlier, later, message).
_ORDER = (
    ("sent_at", "received_at", "Ngày tiếp nhận trước ngày gửi"),
    ("sent_at", "transferred_at", "Ngày chuyển trước ngày gửi"),
    ("received_at", "supplement_asked_at", "Ngày yêu cầu bổ sung trước ngày tiếp nhận"),
    ("received_at", "refused_at", "Ngày từ chối trước ngày tiếp nhận"),
    ("received_at", "moved_at", "Ngày chuyển cơ quan khác trước ngày tiếp nhận"),
    ("received_at", "answered_at", "Ngày trả lời trước ngày tiếp nhận"),
    ("answered_at", "published_at", "Ngày công khai trước ngày trả lời"),
)


class FeedbackImporter(TableImporter):
    """One row a reflection or recommendation; limits are computed from sending or the latest transfer."""

    layout = LAYOUT
    room = "feedback"
    matter = "feedback"
    model = Feedback
    key: ClassVar[tuple[str, ...]] = ("code",)

    def prepare(self) -> None:
        """Load the agency's calendar and the procedures."""
        home = organisation.home_agency()
        self.calendar = calendar_of(home) if home is not None else None
        self.catalogue = procedures.catalogue()
        desk = Feedback.objects.filter(source=Source.DESK)
        self.of_the_desk = frozenset(desk.values_list("code", flat=True))

    def convert(self, row: Row) -> dict[str, Any]:
        """A reflection or recommendation with its limits."""
        if row.values["code"] in self.of_the_desk:
            raise BadRow(
                "code",
                "Mã này do cơ quan tiếp nhận tại chỗ, thay đổi qua thao tác xử lý chứ không nhập từ tệp.",
            )
        if self.calendar is None:
            raise BadRow("code", "Chưa khai báo cơ quan sử dụng hệ thống. Nhập danh sách đơn vị trước.")
        moments = self._moments(row)
        self._closed_once(moments)
        try:
            promise = limits.promised(moments["transferred_at"] or moments["sent_at"], self.calendar)
            answered = moments["answered_at"]
            publish_due = limits.publish_due(answered, self.calendar) if answered is not None else None
        except (NoCalendarForYear, NoRule) as missing:
            raise BadRow("sent_at", str(missing)) from missing
        transfers = row.values.get("transfers") or 0
        if moments["transferred_at"] is not None:
            transfers = max(1, transfers)
        elif transfers:
            raise BadRow("transferred_at", "Có số lần chuyển nhưng thiếu ngày chuyển gần nhất.")
        return {
            "code": row.values["code"],
            "kind": row.values["kind"],
            "sector": row.values["sector"],
            "procedure_key": self._procedure(row),
            "from_kind": row.values.get("from_kind") or SenderKind.PERSON.value,
            "sender_name": row.values.get("sender_name") or "",
            "sender_contact": row.values.get("sender_contact") or "",
            "channel": row.values.get("channel") or FeedbackChannel.PORTAL.value,
            "content": row.values["content"],
            "content_folded": fold(row.values["content"]),
            **moments,
            "transfers": transfers,
            "refuse_due_at": promise.refuse_due_at,
            "supplement_due_at": promise.supplement_due_at,
            "due_at": promise.due_at,
            "publish_due_at": publish_due,
            "limits_cite": promise.cites[:255],
            "answer": row.values.get("answer") or "",
            "rating": row.values.get("rating") or "",
            "state": actions.state_of(moments).value,
        }

    def _moments(self, row: Row) -> dict[str, datetime | None]:
        moments: dict[str, datetime | None] = {name: row.values.get(name) for name in _MOMENTS}
        moments["received_at"] = moments["received_at"] or moments["sent_at"]
        for earlier, later, message in _ORDER:
            before, after = moments[earlier], moments[later]
            if before is None or after is None or after >= before:
                continue
            if after.date() == before.date() and after.time() == datetime.min.time():
                moments[later] = before  # only the day was written, and it is the same day
                continue
            raise BadRow(later, f"{message} ({after:%d/%m/%Y %H:%M} < {before:%d/%m/%Y %H:%M}).")
        if moments["published_at"] is not None and moments["answered_at"] is None:
            raise BadRow("answered_at", "Có ngày công khai nhưng thiếu ngày trả lời.")
        return moments

    def _closed_once(self, moments: dict[str, datetime | None]) -> None:
        closings = [name for name in ("answered_at", "refused_at", "moved_at") if moments[name] is not None]
        if len(closings) > 1:
            raise BadRow(closings[1], "Chỉ ghi một trong các ngày: trả lời, từ chối, chuyển cơ quan khác.")

    def _procedure(self, row: Row) -> str:
        text = row.values.get("procedure")
        if not text:
            return ""
        found = self.catalogue.by_code(text) or self.catalogue.by_name(text)
        if len(found) != 1:
            raise BadRow(
                "procedure", f"Không tìm thấy đúng một thủ tục “{text}”. Ghi mã thủ tục, hoặc để trống."
            )
        return self.catalogue.key(next(iter(found)))
