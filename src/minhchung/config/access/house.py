"""The access table: figures, reports, the public page, and pages of the whole house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.config.access.lines import ANYONE, READ, Line, Rows, public, those
from minhchung.ground.accounts.policy import May

_WRITES = those(May.EDIT_REPORTS)
_REPORT = {"number": Rows("reports.Report")}
_PUBLISHED = {"report_id": Rows("reports.Report")}
_POSTED = {"key": Rows("procedures.ProcedureVersion", column="procedure")}
_LISTED = {"day": Rows("procedures.PostedList", column="listed_on")}
_FIGURE = {"key": "dossiers.received"}

#: Rooms without a page of their own open at their first list, which asks for more.
ROOTS = ("staff_root", "legislation_root", "finance_root", "direction_root", "correspondence_root")

HOUSE = (
    *(Line(root, _("Trang đầu của một phần việc"), get=ANYONE) for root in ROOTS),
    Line("dashboard", _("Bảng điều hành"), get=READ),
    Line("mine", _("Việc của tôi: những gì đến hạn với mình"), get=READ),
    Line("my_month", _("Việc của tôi: lịch tháng"), get=READ),
    Line("my_calendar", _("Việc của tôi: tải lịch"), get=READ),
    Line("find", _("Tìm trong hệ thống"), get=READ),
    Line(
        "story", _("Lịch sử của một bản ghi"), get=READ, rows={"number": Rows("staff.Person")},
        sample={"room": "staff", "matter": "person"},
    ),
    Line("rights", _("Bảng phân quyền"), get=those(May.MANAGE_USERS)),
    Line("healthz", _("Hệ thống còn chạy không"), get=ANYONE),
    Line("figures:catalogue", _("Danh mục chỉ tiêu"), get=READ),
    Line("figures:forms", _("Biểu mẫu thống kê: các dòng và số liệu"), get=READ),
    Line("figures:forms_csv", _("Biểu mẫu thống kê: tải CSV"), get=READ),
    Line("figures:figure", _("Chỉ tiêu: số, cách tính, bản ghi"), get=READ, sample=_FIGURE),
    Line("figures:csv", _("Chỉ tiêu: tải các bản ghi"), get=READ, sample=_FIGURE),
    Line("reports:report_list", _("Báo cáo: xem danh sách"), get=READ),
    Line("reports:report", _("Báo cáo: xem"), get=READ, rows=_REPORT),
    Line(
        "reports:paper", _("Báo cáo: tải Word, PDF, gói minh chứng"), get=READ, rows=_REPORT,
        sample={"kind": "docx"},
    ),
    Line("reports:draw_up", _("Báo cáo: lập"), get=_WRITES, post=_WRITES),
    Line("reports:edit", _("Báo cáo: sửa lời văn"), get=_WRITES, post=_WRITES, rows=_REPORT),
    Line("reports:head", _("Báo cáo: sửa thể thức"), get=_WRITES, post=_WRITES, rows=_REPORT),
    Line("reports:explain", _("Báo cáo: ghi giải trình"), post=_WRITES, rows=_REPORT),
    Line("reports:throw_away", _("Báo cáo: bỏ dự thảo"), post=_WRITES, rows=_REPORT),
    Line("reports:freeze", _("Báo cáo: chốt số liệu"), post=those(May.FREEZE_REPORTS), rows=_REPORT),
    Line("reports:declared", _("Số khai: xem, khai"), get=READ, post=_WRITES),
    Line(
        "portal:publish", _("Báo cáo: công bố"), get=those(May.PUBLISH_REPORTS),
        post=those(May.PUBLISH_REPORTS), rows={"report_id": Rows("reports.Report")},
    ),
    public(
        "portal:shown_figure", _("Trang công khai: chỉ tiêu mà một bài dùng"), "ky",
        rows={"key": Rows("portal.ShownFigure", column="key")},
    ),
    public("portal:feed", _("Trang công khai: bài mới dạng RSS")),
    public(
        "portal:section_feed", _("Trang công khai: bài mới của một chuyên mục dạng RSS"),
        sample={"section": "tin-tuc"},
    ),
    public("portal:sitemap", _("Trang công khai: danh sách trang cho máy tìm kiếm")),
    public("portal:robots", _("Trang công khai: máy được đọc những gì")),
    public("portal:home", _("Trang công khai: trang chủ")),
    public(
        "wagtail_serve", _("Trang công khai: một trang, một bài"), "thang", "trang",
        sample={"path": "tin-tuc/"},
    ),
    Line(
        "wagtaildocs_serve", _("Trang công khai: tải tệp đính kèm của bài"), get=ANYONE,
        rows={"number": Rows("portal.Paper")}, sample={"name": "x.pdf"},
    ),
    Line(
        "portal:picture", _("Trang công khai: ảnh"), get=ANYONE,
        rows={"name": Rows("portal.Rendition", column="name")},
    ),
    public("portal:search", _("Trang công khai: tìm kiếm")),  # words are everybody's own: drawn each time
    public("portal:answers", _("Trang công khai: phản ánh, kiến nghị đã trả lời"), "trang"),
    public("portal:procedures", _("Trang công khai: thủ tục hành chính"), "linh-vuc", "trang"),
    public("portal:procedure", _("Trang công khai: một thủ tục"), rows=_POSTED),
    public("portal:procedure_qr", _("Trang công khai: mã QR của một thủ tục"), rows=_POSTED),
    Line(
        "portal:procedure_form", _("Trang công khai: tải mẫu đơn, tờ khai của một thủ tục"), get=ANYONE,
        rows={**_POSTED, "number": Rows("procedures.Component")},
    ),
    public("portal:promises", _("Trang công khai: cam kết thời hạn"), "ky"),
    public("portal:promise", _("Trang công khai: cam kết của một thủ tục"), "ky", rows=_POSTED),
    public("portal:open_data", _("Trang công khai: dữ liệu mở")),
    public("portal:open_data_catalogue", _("Trang công khai: danh mục dữ liệu mở")),
    public("portal:open_data_file", _("Trang công khai: tải dữ liệu mở"), sample={"kind": "csv"}),
    public("portal:accessibility", _("Trang công khai: giới thiệu trợ năng")),
    public("portal:gazette", _("Công báo: mới nhất")),
    public("portal:plans", _("Công báo: kế hoạch")),
    public("portal:plan", _("Công báo: một kế hoạch"), rows={"number": Rows("direction.Plan")}),
    public("portal:reports", _("Công báo: báo cáo"), "ky"),
    public("portal:results", _("Công báo: kết quả qua các năm"), "chi-so"),
    public("portal:documents", _("Công báo: văn bản pháp luật"), "hieu-luc", "trang"),
    public("portal:posted_lists", _("Công báo: chứng cứ niêm yết"), "thang"),
    public("portal:posted_day", _("Công báo: danh sách niêm yết của một ngày"), rows=_LISTED),
    Line(
        "portal:posted_day_file", _("Công báo: tải danh sách niêm yết, chữ ký, khóa"), get=ANYONE, rows=_LISTED,
        sample={"kind": "danh-sach"},
    ),
    Line(
        "portal:posted_text", _("Công báo: tải nội dung đã niêm yết"), get=ANYONE,
        rows={"digest": Rows("procedures.PostedText", column="digest")},
    ),
    public("portal:check_bundle", _("Công báo: tự kiểm tra gói minh chứng")),
    public("portal:systematisations", _("Công báo: các kỳ hệ thống hóa")),
    public(
        "portal:systematisation", _("Công báo: một kỳ hệ thống hóa"), "danh-muc", "trang",
        rows={"number": Rows("legislation.Systematisation")},
    ),
    public("portal:meetings", _("Công báo: đối thoại, tiếp công dân"), "trang"),
    public(
        "portal:meeting", _("Công báo: một cuộc đối thoại, tiếp công dân"), rows={"number": Rows("direction.Meeting")}
    ),
    Line(
        "portal:meeting_minutes", _("Công báo: tải biên bản đã công bố của một cuộc đối thoại"), get=ANYONE,
        rows={"number": Rows("direction.Meeting")},
    ),
    public("portal:report", _("Trang công khai: báo cáo"), rows=_PUBLISHED),
    public(
        "portal:figure", _("Trang công khai: một chỉ tiêu"), "ky", "theo", "nhom", "trang",
        rows=_PUBLISHED, sample=_FIGURE,
    ),
    Line(
        "portal:download", _("Trang công khai: tải báo cáo"), get=ANYONE, rows=_PUBLISHED,
        sample={"kind": "pdf"},
    ),
)  # fmt: skip
