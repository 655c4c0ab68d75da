"""How sheets of job positions, posts held and decisions are laid out: headings, synonyms."""

from __future__ import annotations

from minhchung.ground.intake.columns import Field, Layout
from minhchung.staff.layouts import STAFF_NO
from minhchung.staff.models import Discipline, Leaving, PositionGroup, RecruitForm, TrainingKind
from minhchung.staff.moves import DEED_NAMES

POSITIONS = Layout(
    name="positions",
    title="Danh mục vị trí việc làm",
    key=("unit", "code", "since"),
    fields=(
        Field("unit", "Đơn vị", required=True, synonyms=("Tên đơn vị", "Phòng, đơn vị")),
        Field("code", "Mã vị trí", "code", True, ("Mã vị trí việc làm", "Mã VTVL"), max_length=40),
        Field("title", "Vị trí việc làm", required=True, synonyms=("Tên vị trí", "VTVL"), max_length=160),
        Field(
            "group",
            "Nhóm",
            "choice",
            True,
            ("Nhóm vị trí", "Loại vị trí"),
            choices=(
                *PositionGroup.choices,
                ("leading", "Lãnh đạo"),
                ("special", "Chuyên ngành"),
                ("shared", "Dùng chung"),
                ("support", "Hỗ trợ"),
            ),
        ),
        Field(
            "number", "Số người", "whole", synonyms=("Số lượng", "Số lượng người làm việc"), hint="trống: 1"
        ),
        Field("decision", "Quyết định phê duyệt", required=True, synonyms=("Quyết định",), max_length=200),
        Field("since", "Từ ngày", "day", True, ("Áp dụng từ ngày", "Hiệu lực từ ngày")),
        Field("until", "Đến trước ngày", "day", synonyms=("Hết hiệu lực từ ngày",)),
    ),
)

APPOINTMENTS = Layout(
    name="appointments",
    title="Quá trình công tác",
    key=("staff_no", "since", "beside"),
    fields=(
        STAFF_NO,
        Field("unit", "Đơn vị", required=True, synonyms=("Đơn vị công tác", "Phòng, đơn vị")),
        Field("post", "Chức vụ, chức danh", required=True, synonyms=("Chức vụ", "Chức danh"), max_length=160),
        Field("rank", "Mã ngạch", "code", synonyms=("Ngạch", "Mã số ngạch"), max_length=20),
        Field("position", "Mã vị trí", "code", synonyms=("Mã vị trí việc làm", "Mã VTVL"), max_length=40),
        Field(
            "leads", "Lãnh đạo, quản lý", "yes_no", synonyms=("Giữ chức vụ lãnh đạo",), hint="trống: không"
        ),
        Field("beside", "Kiêm nhiệm", "yes_no", synonyms=("Là kiêm nhiệm",), hint="trống: không"),
        Field("since", "Từ ngày", "day", True, ("Từ", "Bắt đầu")),
        Field("until", "Đến trước ngày", "day", synonyms=("Đến ngày", "Đến")),
        Field("decision", "Quyết định", synonyms=("Số quyết định",), max_length=200),
    ),
)

MOVEMENTS = Layout(
    name="movements",
    title="Quyết định về cán bộ",
    key=("staff_no", "deed", "on", "decision"),
    fields=(
        STAFF_NO,
        Field(
            "deed",
            "Việc",
            "choice",
            True,
            ("Loại quyết định", "Nội dung quyết định"),
            choices=(
                *((str(deed), str(name)) for deed, name in DEED_NAMES.items()),
                ("recruit", "Tuyển dụng"),
                ("recruit", "Tiếp nhận"),
                ("relieve", "Miễn nhiệm"),
                ("leave", "Nghỉ hưu, thôi việc"),
            ),
        ),
        Field(
            "form",
            "Hình thức",
            "choice",
            choices=(*RecruitForm.choices, *Discipline.choices, *Leaving.choices),
        ),
        Field("on", "Có hiệu lực từ ngày", "day", True, ("Từ ngày", "Hiệu lực từ")),
        Field("decision", "Số quyết định", required=True, synonyms=("Quyết định",), max_length=80),
        Field(
            "decided_on",
            "Ngày quyết định",
            "day",
            synonyms=("Ngày ký",),
            hint="trống: ngày có hiệu lực",
            has_come=True,
        ),
        Field("from_unit", "Từ đơn vị", synonyms=("Đơn vị cũ",)),
        Field("from_post", "Từ chức danh", synonyms=("Chức vụ cũ",), max_length=160),
        Field("to_unit", "Đến đơn vị", synonyms=("Đơn vị mới",)),
        Field("to_post", "Đến chức danh", synonyms=("Chức vụ mới",), max_length=160),
        Field("leads", "Lãnh đạo, quản lý", "yes_no", hint="trống: không"),
        Field("regime", "Chế độ", synonyms=("Theo nghị định",), max_length=160),
        Field("reason", "Lý do, nội dung", synonyms=("Lý do", "Ghi chú"), max_length=1000),
    ),
)

TRAINING_PLANS = Layout(
    name="training-plans",
    title="Kế hoạch bồi dưỡng",
    key=("year", "kind", "title"),
    fields=(
        Field("year", "Năm", "whole", True, ("Năm kế hoạch",)),
        Field(
            "kind",
            "Loại hình",
            "choice",
            True,
            ("Loại bồi dưỡng",),
            choices=(*TrainingKind.choices, ("politics", "LLCT"), ("administration", "QLNN")),
        ),
        Field(
            "title",
            "Nội dung",
            required=True,
            synonyms=("Tên khóa, lớp", "Nội dung bồi dưỡng"),
            max_length=255,
        ),
        Field("turns", "Số lượt", "whole", True, ("Số lượt kế hoạch", "Chỉ tiêu")),
        Field("decision", "Kế hoạch", required=True, synonyms=("Quyết định", "Văn bản"), max_length=200),
    ),
)

PRODUCTS = Layout(
    name="products",
    title="Danh mục sản phẩm",
    key=("code",),
    fields=(
        Field("code", "Mã sản phẩm", "code", True, ("Mã", "STT mã"), max_length=40),
        Field(
            "title",
            "Sản phẩm, công việc",
            required=True,
            synonyms=("Tên sản phẩm", "Công việc"),
            max_length=200,
        ),
        Field("weight", "Hệ số quy đổi", "decimal", True, ("Hệ số",)),
        Field("source", "Nguồn đếm", hint="trống: nhập tay; dossiers.steps, feedback.answers", max_length=40),
        Field("decision", "Quyết định", required=True, synonyms=("Quyết định ban hành",), max_length=200),
        Field("since", "Từ ngày", "day", True, ("Áp dụng từ ngày",)),
        Field("until", "Đến trước ngày", "day"),
    ),
)
