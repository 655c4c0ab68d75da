"""How sheets of legal documents, reviews, lists and events are laid out: headings and their synonyms."""

from __future__ import annotations

from minhchung.ground.intake.columns import Field, Layout
from minhchung.legislation.models import EventForm, Family, Listing, Outcome, Role, Subject

_CODE = Field(
    "code", "Số, ký hiệu", required=True, synonyms=("Số ký hiệu", "Số hiệu", "Số văn bản"), max_length=80
)
_ISSUED_ON = Field(
    "issued_on", "Ngày ban hành", "day", True, ("Ngày, tháng, năm ban hành", "Ngày văn bản"), has_come=True
)
_ISSUER = ("Cơ quan ban hành", "Nơi ban hành")

DOCUMENTS = Layout(
    name="legal-documents",
    title="Danh mục văn bản pháp luật",
    key=("issuer", "type", "code", "issued_on"),
    fields=(
        Field(
            "family",
            "Loại hệ thống",
            "choice",
            False,
            ("Nhóm văn bản", "QPPL/hành chính", "Phân loại"),
            choices=(
                *Family.choices,
                ("normative", "QPPL"),
                ("normative", "VBQPPL"),
                ("administrative", "Hành chính"),
                ("administrative", "Cá biệt"),
            ),
            hint="trống: văn bản quy phạm pháp luật",
        ),
        Field(
            "type",
            "Tên loại",
            required=True,
            synonyms=("Loại văn bản", "Hình thức văn bản", "Loại"),
            max_length=60,
        ),
        _CODE,
        Field("issuer", _ISSUER[0], required=True, synonyms=_ISSUER[1:], max_length=200),
        _ISSUED_ON,
        Field("effective_on", "Ngày có hiệu lực", "day", synonyms=("Ngày hiệu lực", "Thời điểm có hiệu lực")),
        Field(
            "abstract",
            "Trích yếu",
            required=True,
            synonyms=("Trích yếu nội dung", "Tên gọi", "Nội dung", "Tiêu đề"),
        ),
        Field("field", "Lĩnh vực", synonyms=("Ngành, lĩnh vực", "Ngành"), max_length=120),
        Field("signer", "Người ký", max_length=120),
        Field(
            "role",
            "Vai trò của cơ quan",
            "choice",
            synonyms=("Vai trò", "Tham mưu"),
            choices=(
                *Role.choices,
                ("drafted", "Tham mưu"),
                ("drafted", "Soạn thảo"),
                ("drafted", "Chủ trì"),
                ("commented", "Góp ý"),
                ("commented", "Phối hợp"),
                ("none", "Không"),
            ),
        ),
        Field("drafting_unit", "Đơn vị soạn thảo", synonyms=("Phòng soạn thảo", "Đơn vị tham mưu")),
        Field(
            "territory",
            "Phạm vi lãnh thổ áp dụng",
            synonyms=("Phạm vi áp dụng", "Phạm vi", "Địa bàn"),
            max_length=160,
        ),
        Field(
            "expired_on", "Ngày hết hiệu lực", "day", synonyms=("Hết hiệu lực toàn bộ từ ngày", "Ngày hết HL")
        ),
        Field(
            "partly_expired_on",
            "Hết hiệu lực một phần từ ngày",
            "day",
            synonyms=("Ngày hết hiệu lực một phần",),
        ),
        Field("partly_expired", "Nội dung, quy định hết hiệu lực", synonyms=("Nội dung hết hiệu lực",)),
        Field("expiry_reason", "Lý do hết hiệu lực", synonyms=("Lý do",)),
        Field(
            "status",
            "Tình trạng hiệu lực",
            "choice",
            synonyms=("Tình trạng", "Hiệu lực"),
            choices=(
                ("in_force", "Còn hiệu lực"),
                ("coming", "Chưa có hiệu lực"),
                ("partly", "Hết hiệu lực một phần"),
                ("expired", "Hết hiệu lực toàn bộ"),
                ("suspended", "Ngưng hiệu lực"),
                ("partly_suspended", "Ngưng hiệu lực một phần"),
                ("expired", "Hết hiệu lực"),
                ("suspended", "Ngưng hiệu lực toàn bộ"),
                ("unfit", "Không còn phù hợp"),
            ),
            hint="như CSDL quốc gia về pháp luật; phải khớp với các ngày",
        ),
    ),
)

REVIEWS = Layout(
    name="legal-reviews",
    title="Kết quả rà soát văn bản",
    key=("code", "issued_on", "reviewed_on"),
    fields=(
        _CODE,
        _ISSUED_ON,
        Field(
            "issuer",
            _ISSUER[0],
            synonyms=_ISSUER[1:],
            hint="cần khi hai cơ quan có văn bản cùng số, cùng ngày",
        ),
        Field("reviewed_on", "Ngày rà soát", "day", True, ("Thời điểm rà soát",), has_come=True),
        Field(
            "outcome",
            "Kết quả rà soát",
            "choice",
            True,
            ("Kiến nghị", "Hình thức xử lý", "Kết quả"),
            choices=(
                *Outcome.choices,
                ("kept", "Giữ nguyên"),
                ("kept", "Tiếp tục áp dụng"),
                ("kept", "Còn phù hợp"),
                ("repeal", "Bãi bỏ"),
                ("amend", "Sửa đổi"),
                ("propose", "Kiến nghị"),
            ),
        ),
        Field("opinion", "Nội dung kiến nghị", synonyms=("Ý kiến", "Nội dung xử lý")),
        Field("reviewer_unit", "Đơn vị rà soát", synonyms=("Đơn vị thực hiện", "Phòng rà soát")),
        Field("due_on", "Thời hạn xử lý", "day", synonyms=("Hạn xử lý",)),
        Field(
            "handled_on", "Ngày xử lý xong", "day", synonyms=("Ngày xử lý", "Đã xử lý ngày"), has_come=True
        ),
        Field("handled_by", "Văn bản xử lý", synonyms=("Văn bản thay thế, bãi bỏ",), max_length=200),
    ),
)

SYSTEMATISED = Layout(
    name="systematised-documents",
    title="Danh mục văn bản được hệ thống hóa",
    key=("period", "code", "issued_on", "listing"),
    fields=(
        Field("period", "Kỳ hệ thống hóa", "code", True, ("Kỳ",)),
        _CODE,
        _ISSUED_ON,
        Field("issuer", _ISSUER[0], synonyms=_ISSUER[1:]),
        Field(
            "listing",
            "Danh mục",
            "choice",
            True,
            ("Thuộc danh mục", "Loại danh mục"),
            choices=(
                *Listing.choices,
                ("A", "Hết hiệu lực toàn bộ"),
                ("B", "Hết hiệu lực một phần"),
                ("C", "Còn hiệu lực"),
                ("D", "Cần xử lý"),
            ),
        ),
        Field("note", "Lý do, kiến nghị, ghi chú", synonyms=("Ghi chú", "Lý do", "Kiến nghị")),
        Field("fixed_on", "Thời điểm ấn định văn bản", "day", synonyms=("Thời điểm hệ thống hóa",)),
        Field("published_on", "Ngày công bố", "day", synonyms=("Ngày công bố kết quả",), has_come=True),
        Field("decision", "Quyết định công bố", synonyms=("Số quyết định công bố",), max_length=200),
    ),
)

EVENTS = Layout(
    name="dissemination",
    title="Hoạt động phổ biến pháp luật, tuyên truyền cải cách hành chính",
    key=("on", "form", "title"),
    fields=(
        Field(
            "on",
            "Ngày thực hiện",
            "day",
            True,
            ("Ngày", "Thời gian", "Ngày tổ chức", "Ngày đăng"),
            has_come=True,
        ),
        Field(
            "form",
            "Hình thức",
            "choice",
            True,
            ("Loại hoạt động", "Loại hình"),
            choices=(
                *EventForm.choices,
                ("conference", "Hội nghị"),
                ("article", "Tin bài"),
                ("article", "Bài viết"),
                ("material", "Tài liệu"),
                ("material", "Tờ rơi"),
                ("contest", "Cuộc thi"),
                ("broadcast", "Phát thanh"),
                ("broadcast", "Truyền hình"),
                ("other", "Khác"),
            ),
        ),
        Field(
            "subject",
            "Nội dung",
            "choice",
            True,
            ("Chủ đề", "Lĩnh vực"),
            choices=(
                *Subject.choices,
                ("law", "Pháp luật"),
                ("law", "PBGDPL"),
                ("reform", "CCHC"),
                ("reform", "Cải cách hành chính"),
            ),
        ),
        Field(
            "title",
            "Tên hoạt động",
            required=True,
            synonyms=("Tên", "Tiêu đề", "Tên hội nghị"),
            max_length=255,
        ),
        Field(
            "attendance", "Lượt người dự", "whole", synonyms=("Số người dự", "Số lượt", "Số lượng tham dự")
        ),
        Field("copies", "Số bản tài liệu", "whole", synonyms=("Số bản", "Tài liệu phát hành")),
        Field("unit", "Đơn vị thực hiện", required=True, synonyms=("Đơn vị", "Đơn vị chủ trì")),
        Field("evidence", "Tài liệu kiểm chứng", synonyms=("Minh chứng", "Đường dẫn"), max_length=255),
    ),
)
