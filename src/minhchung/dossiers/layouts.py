"""The columns of a list of dossiers, with the headings under which clerks write them."""

from __future__ import annotations

from minhchung.ground.intake.cells import Choice
from minhchung.ground.intake.columns import Field, Layout

LAYOUT = Layout(
    name="dossiers",
    title="Danh sách hồ sơ thủ tục hành chính",
    key=("code",),
    fields=(
        Field(
            "code",
            "Mã hồ sơ",
            "text",
            required=True,
            max_length=60,
            synonyms=("Số hồ sơ", "Mã số hồ sơ", "Số biên nhận"),
        ),
        Field(
            "procedure",
            "Thủ tục hành chính",
            "text",
            required=True,
            synonyms=("Mã TTHC", "Mã thủ tục", "Tên TTHC", "Tên thủ tục hành chính", "Tên thủ tục"),
        ),
        Field("case", "Trường hợp", "text", synonyms=("Trường hợp giải quyết",)),
        Field(
            "applicant",
            "Người nộp",
            "text",
            required=True,
            max_length=255,
            synonyms=(
                "Chủ hồ sơ",
                "Tên tổ chức, cá nhân",
                "Tổ chức/cá nhân",
                "Người nộp hồ sơ",
                "Tên doanh nghiệp",
            ),
        ),
        Field(
            "applicant_kind",
            "Đối tượng",
            "choice",
            choices=(
                Choice("person", "Cá nhân"),
                Choice("enterprise", "Doanh nghiệp, tổ chức", ("Doanh nghiệp", "Tổ chức")),
                Choice("household", "Hộ kinh doanh"),
            ),
            synonyms=("Loại đối tượng",),
        ),
        Field("phone", "Điện thoại", "phone", synonyms=("Số điện thoại", "SĐT")),
        Field("tax_code", "Mã số thuế", "tax_code", synonyms=("MST", "Mã số doanh nghiệp")),
        Field(
            "channel",
            "Kênh nộp",
            "choice",
            choices=(
                Choice("direct", "Trực tiếp", ("1", "Tại quầy")),
                Choice("online", "Trực tuyến", ("2", "Qua mạng")),
                Choice("post", "Bưu chính công ích", ("3", "Bưu chính", "BCCI")),
            ),
            synonyms=("Hình thức nộp", "Kênh thực hiện", "Hình thức tiếp nhận"),
        ),
        Field("filed_at", "Ngày nộp", "moment", synonyms=("Thời điểm nộp", "Ngày nộp hồ sơ"), has_come=True),
        Field(
            "accepted_at",
            "Ngày tiếp nhận",
            "moment",
            synonyms=("Thời điểm tiếp nhận", "Ngày nhận", "Ngày nhận hồ sơ", "Ngày giờ tiếp nhận"),
            has_come=True,
        ),
        Field(
            "promised_at",
            "Ngày hẹn trả",
            "moment",
            synonyms=("Hẹn trả", "Ngày hẹn trả kết quả", "Thời điểm hẹn trả"),
        ),
        Field(
            "supplement_asked_at",
            "Yêu cầu bổ sung ngày",
            "moment",
            synonyms=("Ngày yêu cầu bổ sung",),
            has_come=True,
        ),
        Field(
            "supplement_taken_at",
            "Nhận bổ sung ngày",
            "moment",
            synonyms=("Ngày nhận bổ sung", "Ngày bổ sung"),
            has_come=True,
        ),
        Field(
            "extended_at",
            "Ngày gia hạn",
            "moment",
            synonyms=("Ngày xin lỗi, gia hạn", "Ngày xin lỗi"),
            has_come=True,
        ),
        Field("extended_until_at", "Hẹn lại ngày", "moment", synonyms=("Ngày hẹn lại", "Hẹn trả lại")),
        Field("extension_reason", "Lý do gia hạn", "text", synonyms=("Lý do hẹn lại",)),
        Field(
            "ended_at",
            "Ngày có kết quả",
            "moment",
            synonyms=("Ngày kết thúc xử lý", "Ngày giải quyết xong", "Ngày xong", "Ngày hoàn thành"),
            has_come=True,
        ),
        Field(
            "returned_at",
            "Ngày trả kết quả",
            "moment",
            synonyms=("Ngày trả", "Ngày trả thực tế"),
            has_come=True,
        ),
        Field("state", "Trạng thái", "text", synonyms=("Tình trạng", "Trạng thái hồ sơ")),
        Field(
            "late_reason", "Lý do quá hạn", "text", synonyms=("Nguyên nhân quá hạn", "Nguyên nhân trễ hạn")
        ),
        Field("filed_with", "Nơi nộp", "text", synonyms=("Đơn vị tiếp nhận", "Nơi tiếp nhận")),
        Field("supported_by", "Nơi hỗ trợ", "text", synonyms=("Đơn vị hỗ trợ",)),
        Field("settled_by", "Cơ quan giải quyết", "text", synonyms=("Đơn vị xử lý", "Đơn vị giải quyết")),
    ),
)
