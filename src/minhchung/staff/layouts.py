"""How sheets of people, degrees, quota, training and yearly classes are laid out: headings, synonyms."""

from __future__ import annotations

from minhchung.ground.intake.columns import Field, Layout
from minhchung.staff.models import (
    Leaving,
    Level,
    PersonKind,
    QualityClass,
    QuotaKind,
    Sex,
    TrainingKind,
)

STAFF_NO = Field(
    "staff_no", "Số hiệu", "code", True, ("Mã số", "Mã cán bộ", "Mã nhân viên", "Số hiệu CC, VC")
)
_FULL_NAME = Field("full_name", "Họ và tên", required=True, synonyms=("Họ tên", "Họ, tên"), max_length=120)
_POLITICS = (("CCC", "Cao cấp"), ("TCC", "Trung cấp"), ("SCC", "Sơ cấp"))
_LEVELS = (
    *Level.choices,
    ("TS", "TS"),
    ("ThS", "Cao học"),
    ("ThS", "Thạc sỹ"),
    ("ThS", "Th.S"),
    ("TS", "Tiến sỹ"),
    ("ĐH", "Cử nhân"),
    ("ĐH", "Kỹ sư"),
    ("ĐH", "Bác sĩ"),
    ("ĐH", "Dược sĩ"),
    ("ĐH", "Kiến trúc sư"),
    ("CĐ", "CĐ"),
    ("TC", "Trung học chuyên nghiệp"),
    ("CCC", "Cao cấp LLCT"),
    ("TCC", "Trung cấp LLCT"),
    ("SCC", "Sơ cấp LLCT"),
    *((level, f"{height} {of}") for level, height in _POLITICS for of in ("lý luận", "chính trị")),
    ("QL1", "QLNN chuyên viên cao cấp"),
    ("QL2", "QLNN chuyên viên chính"),
    ("QL3", "QLNN chuyên viên"),
)
_LEVEL = ("Trình độ chuyên môn", "Trình độ", "Trình độ đào tạo", "Chuyên môn", "Bằng cấp")
_AWARDED = ("Ngày cấp bằng", "Ngày cấp", "Ngày tốt nghiệp")


def _born(sex: str) -> tuple[str, ...]:
    """Lists with a column of birthdays for men and one for women say by the column who is which."""
    return tuple(
        f"{words} – {sex}" for words in ("Ngày sinh", "Ngày, tháng, năm sinh", "Năm sinh", "Sinh ngày")
    )


PEOPLE = Layout(
    name="people",
    title="Danh sách công chức, viên chức, người lao động",
    key=("staff_no",),
    fields=(
        STAFF_NO,
        _FULL_NAME,
        Field("sex", "Giới tính", "choice", synonyms=("Nam/nữ", "Phái"), choices=tuple(Sex.choices)),
        Field("birth_on", "Ngày sinh", "day", synonyms=("Ngày, tháng, năm sinh", "Sinh ngày"), has_come=True),
        Field("born_man", "Ngày sinh của nam", "day", synonyms=_born("Nam"), has_come=True),
        Field("born_woman", "Ngày sinh của nữ", "day", synonyms=_born("Nữ"), has_come=True),
        Field("ethnic", "Dân tộc", max_length=40),
        Field("party_member", "Đảng viên", "yes_no", synonyms=("Là đảng viên",)),
        Field(
            "kind",
            "Đối tượng",
            "choice",
            True,
            ("Loại", "Loại lao động", "Công chức/viên chức", "Diện"),
            choices=(
                *PersonKind.choices,
                ("civil_servant", "CC"),
                ("public_employee", "VC"),
                ("contract", "Hợp đồng"),
                ("contract", "HĐLĐ"),
                ("contract", "HĐ 68"),
                ("contract", "HĐ 161"),
                ("contract", "HĐ 111"),
                ("contract", "Người lao động"),
            ),
        ),
        Field(
            "unit", "Đơn vị", required=True, synonyms=("Đơn vị công tác", "Phòng", "Phòng, đơn vị", "Bộ phận")
        ),
        Field(
            "post", "Chức vụ", synonyms=("Chức danh", "Chức vụ, chức danh", "Vị trí việc làm"), max_length=160
        ),
        Field(
            "rank", "Mã ngạch", "code", synonyms=("Ngạch", "Mã số ngạch", "Mã số chức danh"), max_length=20
        ),
        Field(
            "joined_on",
            "Vào cơ quan từ ngày",
            "day",
            True,
            ("Ngày vào cơ quan", "Ngày tuyển dụng", "Ngày vào"),
        ),
        Field(
            "left_on",
            "Thôi làm việc từ ngày",
            "day",
            synonyms=("Ngày nghỉ", "Ngày thôi việc", "Nghỉ từ ngày"),
        ),
        Field(
            "leaving",
            "Lý do thôi làm việc",
            "choice",
            synonyms=("Lý do nghỉ", "Lý do thôi việc"),
            choices=(
                *Leaving.choices,
                ("retired", "Hưu trí"),
                ("transferred", "Chuyển đi"),
                ("transferred", "Luân chuyển"),
                ("streamlined", "Tinh giản"),
                ("resigned", "Thôi việc"),
                ("contract_ended", "Chấm dứt hợp đồng"),
                ("died", "Chết"),
            ),
        ),
        Field(
            "leaving_regime",
            "Chế độ khi thôi làm việc",
            synonyms=("Theo nghị định", "Chế độ"),
            max_length=160,
        ),
        Field(
            "leaving_decision",
            "Quyết định thôi làm việc",
            synonyms=("QĐ nghỉ", "QĐ thôi việc"),
            max_length=200,
        ),
        Field("level", "Trình độ chuyên môn", "choice", synonyms=_LEVEL[1:], choices=_LEVELS, begins=True),
        Field("major", "Chuyên ngành", synonyms=("Ngành đào tạo", "Ngành"), max_length=160),
        Field("awarded_on", "Ngày cấp bằng", "day", synonyms=_AWARDED[1:], has_come=True),
    ),
)

QUALIFICATIONS = Layout(
    name="qualifications",
    title="Danh sách văn bằng",
    key=("staff_no", "level", "major"),
    fields=(
        STAFF_NO,
        Field("level", "Trình độ chuyên môn", "choice", True, _LEVEL[1:], choices=_LEVELS, begins=True),
        Field("major", "Chuyên ngành", synonyms=("Ngành đào tạo", "Ngành"), max_length=160),
        Field("school", "Cơ sở đào tạo", synonyms=("Trường", "Nơi cấp"), max_length=200),
        Field("awarded_on", "Ngày cấp bằng", "day", synonyms=_AWARDED[1:], has_come=True),
    ),
)

QUOTA = Layout(
    name="quota",
    title="Chỉ tiêu biên chế được giao",
    key=("unit", "kind", "year"),
    fields=(
        Field(
            "unit", "Đơn vị được giao", required=True, synonyms=("Đơn vị", "Cơ quan, đơn vị", "Tên đơn vị")
        ),
        Field(
            "kind",
            "Loại chỉ tiêu",
            "choice",
            True,
            ("Loại biên chế", "Loại"),
            choices=(
                *QuotaKind.choices,
                ("civil_servants", "Công chức"),
                ("public_budget", "Số người làm việc"),
                ("public_budget", "Viên chức"),
                ("contracts", "Hợp đồng"),
            ),
        ),
        Field("number", "Số lượng giao", "whole", True, ("Số lượng", "Biên chế được giao", "Số được giao")),
        Field("year", "Năm", "whole", True, ("Giao cho năm", "Năm giao")),
        Field(
            "decision",
            "Quyết định giao",
            required=True,
            synonyms=("Quyết định", "Số quyết định"),
            max_length=200,
        ),
        Field(
            "since", "Từ ngày", "day", synonyms=("Áp dụng từ ngày", "Ngày quyết định"), hint="trống: từ 01/01"
        ),
        Field("until", "Đến trước ngày", "day", synonyms=("Hết hiệu lực từ ngày",)),
    ),
)

TRAINING = Layout(
    name="training",
    title="Đào tạo, bồi dưỡng",
    key=("staff_no", "title", "on"),
    fields=(
        STAFF_NO,
        Field(
            "kind",
            "Loại hình",
            "choice",
            True,
            ("Loại bồi dưỡng", "Nội dung", "Loại"),
            choices=(
                *TrainingKind.choices,
                ("politics", "LLCT"),
                ("administration", "QLNN"),
                ("profession", "Chuyên môn"),
                ("digital", "Tin học"),
            ),
        ),
        Field(
            "title",
            "Tên khóa, lớp",
            required=True,
            synonyms=("Tên lớp", "Khóa học", "Tên khóa"),
            max_length=255,
        ),
        Field("on", "Từ ngày", "day", True, ("Ngày bắt đầu", "Bắt đầu", "Khai giảng")),
        Field("until_on", "Đến hết ngày", "day", synonyms=("Đến ngày", "Ngày kết thúc", "Bế giảng")),
        Field("hours", "Số tiết", "whole", synonyms=("Số giờ", "Thời lượng")),
        Field("certificate", "Chứng chỉ", synonyms=("Chứng nhận", "Số chứng chỉ"), max_length=200),
    ),
)

YEAR_CLASSES = Layout(
    name="year-classes",
    title="Xếp loại chất lượng năm",
    key=("staff_no", "year"),
    fields=(
        STAFF_NO,
        Field("year", "Năm", "whole", True, ("Năm đánh giá", "Năm xếp loại")),
        Field(
            "quality",
            "Xếp loại",
            "choice",
            True,
            ("Kết quả xếp loại", "Mức xếp loại", "Kết quả đánh giá"),
            choices=(
                *QualityClass.choices,
                ("HTXS", "Hoàn thành xuất sắc"),
                ("HTT", "Hoàn thành tốt"),
                ("HT", "Hoàn thành"),
                ("KHT", "Không hoàn thành"),
            ),
        ),
        Field("decision", "Quyết định", synonyms=("Số quyết định",), max_length=200),
    ),
)
