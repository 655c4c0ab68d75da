"""The access table: decisions on people, judged work, overviews of posts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.config.access.lines import READ, Line, Rows, RowsOf, those
from minhchung.ground.accounts.policy import May

_STAFF = those(May.EDIT_STAFF)
_PERSON = {"number": Rows("staff.Person")}
_ASSESSMENT = {
    "number": Rows("staff.Assessment", RowsOf.NAMED, besides=those(May.EDIT_STAFF, May.APPROVE_STAFF))
}

STAFF_DEEDS = (
    Line("staff:deputies", _("Cấp phó so với quy định tại một ngày"), get=READ),
    Line("staff:overview", _("Biên chế và người có mặt tại một ngày"), get=READ),
    Line("staff:statistics", _("Thống kê đội ngũ: xem"), get=READ),
    Line("staff:statistics_xlsx", _("Thống kê đội ngũ: tải Excel"), get=READ),
    Line("staff:statistics_word", _("Thống kê đội ngũ: tải Word"), get=READ),
    Line("staff:recruit", _("Đội ngũ: tuyển dụng, tiếp nhận"), get=_STAFF, post=_STAFF),
    Line(
        "staff:person_deed",
        _("Đội ngũ: ghi một quyết định (bổ nhiệm, điều động, kỷ luật, thôi làm việc)"),
        get=_STAFF,
        post=_STAFF,
        rows=_PERSON,
        sample={"slug": "dieu-dong"},
    ),
    Line("staff:person_sealed", _("Đội ngũ: mở thông tin niêm kín"), post=_STAFF, rows=_PERSON),
    Line("staff:assessment_list", _("Đánh giá, xếp loại: xem danh sách những phiếu được xem"), get=READ),
    Line("staff:assessment_csv", _("Đánh giá, xếp loại: tải danh sách những phiếu được xem"), get=READ),
    Line("staff:assessment", _("Đánh giá, xếp loại: xem phiếu"), get=READ, rows=_ASSESSMENT),
    Line("staff:propose", _("Đánh giá, xếp loại: đề xuất"), get=_STAFF, post=_STAFF),
    Line("staff:counted", _("Đánh giá, xếp loại: mở những việc được đếm trước khi đề xuất"), get=_STAFF),
    Line(
        "staff:counted_line",
        _("Đánh giá, xếp loại: mở những việc đã đếm trong phiếu"),
        get=READ,
        rows={**_ASSESSMENT, "line": Rows("staff.AssessmentLine", under="assessment")},
        sample={"share": "duoc-giao"},
    ),
    Line(
        "staff:assessment_deed",
        _("Đánh giá, xếp loại: ý kiến, quyết định, kiến nghị, trả lời"),
        get=READ,
        post=READ,
        rows=_ASSESSMENT,
        sample={"slug": "kien-nghi"},
    ),
)  # fmt: skip
