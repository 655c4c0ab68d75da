"""The access table: figures, reports, the public page, and pages of the whole house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.config.access.lines import ANYONE, READ, Line, Rows, those
from minhchung.ground.accounts.policy import May

_WRITES = those(May.EDIT_REPORTS)
_REPORT = {"number": Rows("reports.Report")}
_PUBLISHED = {"report_id": Rows("reports.Report")}
_POSTED = {"key": Rows("procedures.ProcedureVersion", column="procedure")}
_FIGURE = {"key": "dossiers.received"}

#: Rooms without a page of their own open at their first list, which asks for more.
ROOTS = ("staff_root", "legislation_root", "finance_root", "direction_root", "correspondence_root")

HOUSE = (
    *(Line(root, _("Trang đầu của một phần việc"), get=ANYONE) for root in ROOTS),
    Line("dashboard", _("Bảng điều hành"), get=READ),
    Line("rights", _("Bảng phân quyền"), get=those(May.MANAGE_USERS)),
    Line("healthz", _("Hệ thống còn chạy không"), get=ANYONE),
    Line("figures:catalogue", _("Danh mục chỉ tiêu"), get=READ),
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
    Line("reports:freeze", _("Báo cáo: chốt số liệu"), post=those(May.FREEZE_REPORTS), rows=_REPORT),
    Line("reports:declared", _("Số khai: xem, khai"), get=READ, post=_WRITES),
    Line(
        "portal:publish", _("Báo cáo: công bố"), get=those(May.PUBLISH_REPORTS),
        post=those(May.PUBLISH_REPORTS), rows={"report_id": Rows("reports.Report")},
    ),
    Line("portal:home", _("Trang công khai: trang chủ"), get=ANYONE),
    Line(
        "wagtail_serve", _("Trang công khai: một trang, một bài"), get=ANYONE, sample={"path": "tin-tuc/"}
    ),
    Line(
        "wagtaildocs_serve", _("Trang công khai: tải tệp đính kèm của bài"), get=ANYONE,
        rows={"number": Rows("portal.Paper")}, sample={"name": "x.pdf"},
    ),
    Line(
        "portal:picture", _("Trang công khai: ảnh"), get=ANYONE,
        rows={"name": Rows("portal.Rendition", column="name")},
    ),
    Line("portal:answers", _("Trang công khai: phản ánh, kiến nghị đã trả lời"), get=ANYONE),
    Line("portal:procedures", _("Trang công khai: thủ tục hành chính"), get=ANYONE),
    Line("portal:procedure", _("Trang công khai: một thủ tục"), get=ANYONE, rows=_POSTED),
    Line("portal:procedure_qr", _("Trang công khai: mã QR của một thủ tục"), get=ANYONE, rows=_POSTED),
    Line("portal:promises", _("Trang công khai: cam kết thời hạn"), get=ANYONE),
    Line("portal:promise", _("Trang công khai: cam kết của một thủ tục"), get=ANYONE, rows=_POSTED),
    Line("portal:open_data", _("Trang công khai: dữ liệu mở"), get=ANYONE),
    Line("portal:open_data_catalogue", _("Trang công khai: danh mục dữ liệu mở"), get=ANYONE),
    Line(
        "portal:open_data_file", _("Trang công khai: tải dữ liệu mở"), get=ANYONE, sample={"kind": "csv"}
    ),
    Line("portal:accessibility", _("Trang công khai: giới thiệu trợ năng"), get=ANYONE),
    Line("portal:gazette", _("Công báo: mới nhất"), get=ANYONE),
    Line("portal:plans", _("Công báo: kế hoạch"), get=ANYONE),
    Line(
        "portal:plan", _("Công báo: một kế hoạch"), get=ANYONE, rows={"number": Rows("direction.Plan")}
    ),
    Line("portal:reports", _("Công báo: báo cáo"), get=ANYONE),
    Line("portal:results", _("Công báo: kết quả qua các năm"), get=ANYONE),
    Line("portal:documents", _("Công báo: văn bản pháp luật"), get=ANYONE),
    Line("portal:check_bundle", _("Công báo: tự kiểm tra gói minh chứng"), get=ANYONE),
    Line("portal:systematisations", _("Công báo: các kỳ hệ thống hóa"), get=ANYONE),
    Line(
        "portal:systematisation", _("Công báo: một kỳ hệ thống hóa"), get=ANYONE,
        rows={"number": Rows("legislation.Systematisation")},
    ),
    Line(
        "portal:article", _("Trang công khai: địa chỉ cũ của một bài"), get=ANYONE,
        rows={"slug": Rows("portal.Article", column="slug")},
    ),
    Line("portal:report", _("Trang công khai: báo cáo"), get=ANYONE, rows=_PUBLISHED),
    Line(
        "portal:figure", _("Trang công khai: một chỉ tiêu"), get=ANYONE, rows=_PUBLISHED, sample=_FIGURE
    ),
    Line(
        "portal:download", _("Trang công khai: tải báo cáo"), get=ANYONE, rows=_PUBLISHED,
        sample={"kind": "pdf"},
    ),
)  # fmt: skip
