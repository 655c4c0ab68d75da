"""Imports of correspondence: outgoing and incoming documents, certificates."""

from __future__ import annotations

from typing import Any, ClassVar

from minhchung.correspondence.models import Certificate, HolderKind, IncomingDocument, OutgoingDocument
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.tables import BadRow, TableImporter
from minhchung.organisation import queries as organisation

OUTGOING = Layout(
    name="outgoing_documents",
    title="Sổ văn bản đi",
    key=("number", "issued_on"),
    fields=(
        Field("number", "Số văn bản", "whole", required=True, synonyms=("Số", "Số đi", "Số VB")),
        Field("symbol", "Số, ký hiệu", max_length=80, synonyms=("Số và ký hiệu", "Số/ký hiệu", "Ký hiệu")),
        Field("series", "Sổ văn bản", max_length=40, synonyms=("Sổ", "Loại sổ")),
        Field(
            "type",
            "Tên loại văn bản",
            required=True,
            max_length=60,
            synonyms=("Loại văn bản", "Thể loại", "Loại VB"),
        ),
        Field(
            "issued_on",
            "Ngày ban hành",
            "day",
            required=True,
            synonyms=("Ngày văn bản", "Ngày tháng văn bản", "Ngày ký", "Ngày VB"),
            has_come=True,
        ),
        Field(
            "abstract",
            "Trích yếu",
            required=True,
            synonyms=("Trích yếu nội dung", "Tên loại và trích yếu nội dung", "Nội dung"),
        ),
        Field("signer", "Người ký", max_length=120, synonyms=("Lãnh đạo ký",)),
        Field("recipients", "Nơi nhận", synonyms=("Nơi nhận văn bản", "Đơn vị nhận")),
        Field("secret", "Văn bản mật", "yes_no", synonyms=("Mật", "Độ mật")),
        Field(
            "sent_at",
            "Thời điểm gửi",
            "moment",
            synonyms=("Ngày gửi", "Gửi lúc", "Ngày giờ gửi"),
            has_come=True,
        ),
        Field(
            "sent_electronically",
            "Gửi điện tử",
            "yes_no",
            required=True,
            synonyms=("Gửi qua trục liên thông", "Gửi văn bản điện tử", "Điện tử"),
        ),
        Field(
            "signed_by_person",
            "Ký số cá nhân",
            "yes_no",
            synonyms=("Chữ ký số cá nhân", "Người ký số", "Ký số người ký"),
        ),
        Field(
            "signed_by_agency",
            "Ký số cơ quan",
            "yes_no",
            synonyms=("Chữ ký số cơ quan", "Con dấu số", "Ký số đơn vị"),
        ),
        Field("paper_also", "Gửi bản giấy", "yes_no", synonyms=("Kèm bản giấy", "Bản giấy", "Gửi giấy")),
        Field(
            "reform_direction",
            "Chỉ đạo CCHC",
            "yes_no",
            synonyms=("Văn bản chỉ đạo CCHC", "Chỉ đạo cải cách hành chính"),
        ),
        Field("issuer", "Cơ quan ban hành", synonyms=("Đơn vị ban hành",)),
    ),
)
_FLAGS = ("secret", "sent_electronically", "signed_by_person", "signed_by_agency", "reform_direction")


class OutgoingImporter(TableImporter):
    """One row a document; its register is the calendar year of its day unless a series says otherwise."""

    layout = OUTGOING
    room = "correspondence"
    matter = "outgoing_document"
    model = OutgoingDocument
    key: ClassVar[tuple[str, ...]] = ("number", "issuer_id", "series", "year")

    def prepare(self) -> None:
        """Load the units."""
        self.units = _Units()

    def convert(self, row: Row) -> dict[str, Any]:
        """An outgoing document."""
        number, issued_on = row.values["number"], row.values["issued_on"]
        if number < 1:
            raise BadRow("number", f"Số văn bản “{number}” không hợp lệ; số bắt đầu từ 1.")
        flags = {name: bool(row.values.get(name)) for name in _FLAGS}
        if flags["secret"] and flags["sent_electronically"]:
            raise BadRow(
                "sent_electronically", "Văn bản mật không gửi qua trục liên thông (QĐ 28/2018/QĐ-TTg)."
            )
        paper = row.values.get("paper_also")
        if paper is None:
            paper = not flags["sent_electronically"]
        if not paper and not flags["sent_electronically"]:
            raise BadRow(
                "paper_also", "Văn bản không gửi điện tử cũng không gửi giấy. Ghi ít nhất một cách gửi."
            )
        return {
            "issuer_id": self.units.of(row, "issuer", issued_on),
            "series": row.values.get("series") or "chung",
            "year": issued_on.year,
            "number": number,
            "symbol": row.values.get("symbol") or str(number),
            "issued_on": issued_on,
            "type": row.values["type"],
            "abstract": row.values["abstract"],
            "abstract_folded": fold(row.values["abstract"]),
            "signer": row.values.get("signer") or "",
            "recipients": row.values.get("recipients") or "",
            "sent_at": row.values.get("sent_at"),
            "paper_also": paper,
            **flags,
        }


INCOMING = Layout(
    name="incoming_documents",
    title="Sổ văn bản đến",
    key=("number", "received_on"),
    fields=(
        Field("number", "Số đến", "whole", required=True, synonyms=("Số VB đến", "Số thứ tự đến")),
        Field(
            "received_on",
            "Ngày đến",
            "day",
            required=True,
            synonyms=("Ngày nhận", "Ngày văn bản đến"),
            has_come=True,
        ),
        Field(
            "issuer",
            "Cơ quan ban hành",
            required=True,
            max_length=255,
            synonyms=("Tác giả", "Nơi gửi", "Cơ quan gửi"),
        ),
        Field(
            "symbol",
            "Số, ký hiệu",
            required=True,
            max_length=80,
            synonyms=("Số và ký hiệu", "Số/ký hiệu", "Số hiệu"),
        ),
        Field(
            "issued_on",
            "Ngày văn bản",
            "day",
            synonyms=("Ngày ban hành", "Ngày tháng văn bản"),
            has_come=True,
        ),
        Field(
            "abstract",
            "Trích yếu",
            required=True,
            synonyms=("Trích yếu nội dung", "Tên loại và trích yếu nội dung", "Nội dung"),
        ),
        Field("handler", "Đơn vị xử lý", max_length=255, synonyms=("Người xử lý", "Đơn vị hoặc người nhận")),
        Field("due_on", "Hạn xử lý", "day", synonyms=("Thời hạn xử lý",)),
        Field("secret", "Văn bản mật", "yes_no", synonyms=("Mật", "Độ mật")),
        Field(
            "electronic",
            "Nhận điện tử",
            "yes_no",
            synonyms=("Nhận qua trục liên thông", "Văn bản điện tử", "Điện tử"),
        ),
        Field("series", "Sổ văn bản", max_length=40, synonyms=("Sổ", "Loại sổ")),
        Field("receiver", "Cơ quan nhận", synonyms=("Đơn vị nhận",)),
    ),
)


class IncomingImporter(TableImporter):
    """One row a document."""

    layout = INCOMING
    room = "correspondence"
    matter = "incoming_document"
    model = IncomingDocument
    key: ClassVar[tuple[str, ...]] = ("number", "receiver_id", "series", "year")

    def prepare(self) -> None:
        """Load the units."""
        self.units = _Units()

    def convert(self, row: Row) -> dict[str, Any]:
        """An incoming document."""
        number, received_on, issued_on = (
            row.values.get(each) for each in ("number", "received_on", "issued_on")
        )
        if number < 1:
            raise BadRow("number", f"Số đến “{number}” không hợp lệ; số bắt đầu từ 1.")
        if issued_on is not None and issued_on > received_on:
            raise BadRow(
                "issued_on", f"Ngày văn bản ({issued_on:%d/%m/%Y}) sau ngày đến ({received_on:%d/%m/%Y})."
            )
        return {
            "receiver_id": self.units.of(row, "receiver", received_on),
            "series": row.values.get("series") or "chung",
            "year": received_on.year,
            "number": number,
            "received_on": received_on,
            "issued_on": issued_on,
            **{name: row.values[name] for name in ("issuer", "symbol", "abstract")},
            "abstract_folded": fold(row.values["abstract"]),
            "handler": row.values.get("handler") or "",
            "due_on": row.values.get("due_on"),
            "secret": bool(row.values.get("secret")),
            "electronic": bool(row.values.get("electronic")),
        }


CERTIFICATES = Layout(
    name="certificates",
    title="Danh sách chứng thư số",
    key=("serial",),
    fields=(
        Field(
            "serial",
            "Số hiệu chứng thư",
            "code",
            required=True,
            max_length=80,
            synonyms=("Số chứng thư", "Serial", "Số hiệu"),
        ),
        Field(
            "holder_kind",
            "Loại thuê bao",
            "choice",
            required=True,
            choices=(
                *HolderKind.choices,
                ("agency", "Cơ quan"),
                ("agency", "Tổ chức"),
                ("agency", "Đơn vị"),
            ),
            synonyms=("Loại", "Loại chứng thư", "Đối tượng"),
        ),
        Field(
            "holder_name",
            "Tên thuê bao",
            required=True,
            max_length=255,
            synonyms=("Thuê bao", "Họ và tên", "Chủ thể"),
        ),
        Field(
            "valid_from",
            "Hiệu lực từ",
            "day",
            required=True,
            synonyms=("Ngày cấp", "Có hiệu lực từ", "Từ ngày"),
        ),
        Field(
            "valid_to", "Hiệu lực đến", "day", required=True, synonyms=("Ngày hết hạn", "Hết hạn", "Đến ngày")
        ),
        Field("revoked_on", "Ngày thu hồi", "day", synonyms=("Thu hồi ngày",), has_come=True),
        Field("revoked_reason", "Lý do thu hồi", max_length=255),
        Field(
            "device",
            "Thiết bị",
            max_length=120,
            synonyms=("Thiết bị lưu khóa", "Số hiệu thiết bị", "USB Token"),
        ),
    ),
)


class CertificatesImporter(TableImporter):
    """One row a certificate."""

    layout = CERTIFICATES
    room = "correspondence"
    matter = "certificate"
    model = Certificate
    key: ClassVar[tuple[str, ...]] = ("serial",)

    def convert(self, row: Row) -> dict[str, Any]:
        """A certificate."""
        start, end, revoked = (row.values.get(name) for name in ("valid_from", "valid_to", "revoked_on"))
        if end < start:
            raise BadRow(
                "valid_to", f"Hết hiệu lực ({end:%d/%m/%Y}) trước khi có hiệu lực ({start:%d/%m/%Y})."
            )
        if revoked is not None and revoked < start:
            raise BadRow(
                "revoked_on", f"Thu hồi ({revoked:%d/%m/%Y}) trước khi có hiệu lực ({start:%d/%m/%Y})."
            )
        return {
            **{
                name: row.values.get(name)
                for name in ("serial", "holder_kind", "holder_name", "valid_from", "valid_to")
            },
            "holder_folded": fold(row.values["holder_name"]),
            "revoked_on": revoked,
            "revoked_reason": row.values.get("revoked_reason") or "",
            "device": row.values.get("device") or "",
        }


class _Units:
    """The unit that a row names, else the agency whose system this is on the row's day."""

    def __init__(self) -> None:
        self.known = organisation.look_up()
        self.home: dict[Any, int] = {}

    def of(self, row: Row, name: str, on: Any) -> int:
        text = row.values.get(name)
        if text:
            found = self.known.get(organisation.key_of(text))
            if found is None:
                raise BadRow(name, f"Không có đơn vị “{text}”. Nhập đơn vị trước hoặc sửa tên.")
            return found
        if on not in self.home:
            agency = organisation.home_agency(on) or organisation.home_agency()
            if agency is None:
                raise BadRow(name, "Chưa khai báo cơ quan sử dụng hệ thống. Nhập danh sách đơn vị trước.")
            self.home[on] = agency.pk
        return self.home[on]
