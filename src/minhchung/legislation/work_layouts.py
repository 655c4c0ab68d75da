"""How sheets of checks and of relations between documents are laid out."""

from __future__ import annotations

from minhchung.ground.intake.columns import Field, Layout
from minhchung.legislation.models import CheckKind, Fault, Kind

_CODE = Field(
    "code", "Số, ký hiệu", required=True, synonyms=("Số ký hiệu", "Số hiệu", "Số văn bản"), max_length=80
)
_ISSUED_ON = Field(
    "issued_on", "Ngày ban hành", "day", True, ("Ngày, tháng, năm ban hành", "Ngày văn bản"), has_come=True
)
_ISSUER = Field(
    "issuer",
    "Cơ quan ban hành",
    synonyms=("Nơi ban hành",),
    hint="cần khi hai cơ quan có văn bản cùng số, cùng ngày",
)

CHECKS = Layout(
    name="legal-checks",
    title="Kết quả kiểm tra văn bản",
    key=("code", "issued_on", "kind", "checked_on"),
    fields=(
        _CODE,
        _ISSUED_ON,
        _ISSUER,
        Field(
            "kind",
            "Hình thức kiểm tra",
            "choice",
            True,
            ("Loại kiểm tra",),
            choices=(*CheckKind.choices, ("authority", "Theo thẩm quyền"), ("topic", "Theo chuyên đề")),
        ),
        Field("checked_on", "Ngày kết luận", "day", True, ("Ngày kiểm tra",), has_come=True),
        Field(
            "checker", "Cơ quan, người kiểm tra", required=True, synonyms=("Người kiểm tra",), max_length=200
        ),
        Field(
            "fault",
            "Kết quả",
            "choice",
            True,
            ("Kết quả kiểm tra", "Nội dung sai"),
            choices=(
                *Fault.choices,
                ("none", "Không"),
                ("none", "Hợp pháp"),
                ("power", "Thẩm quyền"),
                ("content", "Nội dung"),
                ("basis", "Căn cứ"),
                ("validity", "Hiệu lực"),
                ("form", "Thể thức"),
                ("order", "Trình tự"),
            ),
        ),
        Field("provisions", "Điều, khoản, điểm", synonyms=("Điều khoản",)),
        Field("conclusion", "Kết luận, kiến nghị xử lý", synonyms=("Kết luận", "Kiến nghị")),
        Field("due_on", "Thời hạn xử lý", "day", synonyms=("Hạn xử lý",)),
        Field("handled_on", "Ngày xử lý xong", "day", synonyms=("Ngày xử lý",), has_come=True),
        Field("handled_by", "Văn bản xử lý", max_length=200),
    ),
)

RELATIONS = Layout(
    name="legal-relations",
    title="Quan hệ giữa các văn bản",
    key=("code", "issued_on", "kind", "other_code", "other_issued_on"),
    fields=(
        _CODE,
        _ISSUED_ON,
        _ISSUER,
        Field(
            "kind",
            "Quan hệ",
            "choice",
            True,
            ("Loại quan hệ", "Tác động"),
            choices=(
                *Kind.choices,
                ("basis", "Căn cứ"),
                ("guides", "Hướng dẫn"),
                ("guides", "Quy định chi tiết"),
                ("amends", "Sửa đổi"),
            ),
        ),
        Field(
            "other_code", "Số, ký hiệu văn bản kia", required=True, synonyms=("Văn bản kia",), max_length=80
        ),
        Field(
            "other_issued_on", "Ngày ban hành văn bản kia", "day", True, ("Ngày văn bản kia",), has_come=True
        ),
        Field(
            "other_issuer",
            "Cơ quan ban hành văn bản kia",
            hint="cần khi hai cơ quan có văn bản cùng số, cùng ngày",
        ),
        Field("provisions", "Điều, khoản, điểm của văn bản kia", synonyms=("Điều khoản",)),
        Field("on", "Từ ngày", "day", hint="trống: từ ngày văn bản có hiệu lực"),
        Field("reason", "Lý do"),
    ),
)
