"""The access table: reflections and recommendations, complaints, denunciations, surveys."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.config.access.lines import ANYONE, READ, Line, Rows, RowsOf, register, those
from minhchung.ground.accounts.policy import May

_HANDLES = those(May.EDIT_FEEDBACK)
_DESK = those(May.RECEIVE_DOSSIERS)
_COMPLAINTS = those(May.HANDLE_COMPLAINTS)
_DENUNCIATIONS = those(May.RECEIVE_DENUNCIATIONS)
_FEEDBACK = {"number": Rows("feedback.Feedback")}
_COMPLAINT = {"number": Rows("feedback.Complaint", RowsOf.NAMED, besides=_COMPLAINTS)}
_DENUNCIATION = {"number": Rows("feedback.Denunciation", RowsOf.NAMED)}
_DOSSIER = {"number": Rows("dossiers.Dossier", RowsOf.SCOPE)}

FEEDBACK = (
    *register("feedback:feedback", _("Phản ánh, kiến nghị"), "feedback.Feedback", edit=May.EDIT_FEEDBACK),
    Line("feedback:receive", _("Phản ánh, kiến nghị: tiếp nhận"), get=_HANDLES, post=_HANDLES),
    Line(
        "feedback:deed",
        _("Phản ánh, kiến nghị: làm một việc theo trạng thái (phân loại, trả lời, công khai)"),
        get=_HANDLES,
        post=_HANDLES,
        rows=_FEEDBACK,
        sample={"slug": "phan-loai"},
    ),
    Line("feedback:complaint_list", _("Khiếu nại: xem những vụ việc được xem"), get=READ),
    Line("feedback:complaint_new", _("Khiếu nại: vào sổ"), get=_COMPLAINTS, post=_COMPLAINTS),
    Line("feedback:complaint", _("Khiếu nại: xem vụ việc"), get=READ, rows=_COMPLAINT),
    Line("feedback:complaint_identity", _("Khiếu nại: xem người gửi"), post=READ, rows=_COMPLAINT),
    Line(
        "feedback:complaint_deed",
        _("Khiếu nại: làm một việc (thụ lý, giao, kết luận)"),
        get=READ,
        post=READ,
        rows=_COMPLAINT,
        sample={"slug": "thu-ly"},
    ),
    Line("feedback:denunciation_list", _("Tố cáo: xem những vụ việc được nêu tên"), get=READ),
    Line("feedback:denunciation_new", _("Tố cáo: vào sổ"), get=_DENUNCIATIONS, post=_DENUNCIATIONS),
    Line("feedback:denunciation", _("Tố cáo: xem vụ việc"), get=READ, rows=_DENUNCIATION),
    Line("feedback:denunciation_identity", _("Tố cáo: xem người gửi"), post=READ, rows=_DENUNCIATION),
    Line(
        "feedback:denunciation_deed",
        _("Tố cáo: làm một việc (thụ lý, giao, kết luận)"),
        get=READ,
        post=READ,
        rows=_DENUNCIATION,
        sample={"slug": "thu-ly"},
    ),
    Line("send_feedback", _("Gửi phản ánh, kiến nghị"), get=ANYONE, post=ANYONE),
    Line(
        "sent_feedback",
        _("Theo dõi phản ánh, kiến nghị đã gửi, đánh giá câu trả lời"),
        get=ANYONE,
        post=ANYONE,
        rows={"token": Rows("feedback.Feedback", column="secret")},
    ),
    Line(
        "supplement_feedback",
        _("Phản ánh, kiến nghị đã gửi: bổ sung khi cơ quan yêu cầu"),
        get=ANYONE,
        post=ANYONE,
        rows={"token": Rows("feedback.Feedback", column="secret")},
    ),
    Line(
        "feedback:file",
        _("Phản ánh, kiến nghị: mở tệp của người gửi"),
        get=those(May.READ_PERSONAL),
        rows={**_FEEDBACK, "file": Rows("feedback.FeedbackFile", under="record")},
    ),
    Line(
        "survey",
        _("Đánh giá việc giải quyết hồ sơ bằng mã trên giấy"),
        get=ANYONE,
        post=ANYONE,
        rows={"token": Rows("dossiers.Dossier", column="token")},
    ),
    Line("feedback:surveys", _("Đánh giá của người dân: xem kết quả"), get=READ),
    Line(
        "feedback:survey_answer",
        _("Đánh giá của người dân: xem một phiếu"),
        get=READ,
        rows={"number": Rows("feedback.SurveyAnswer")},
    ),
    Line(
        "feedback:survey_mark",
        _("Đánh giá của người dân: từ một điểm đến phiếu"),
        get=READ,
        rows={"number": Rows("feedback.SurveyMark")},
    ),
    Line("feedback:slip", _("Phiếu đánh giá: nhập, chọn hồ sơ"), get=_DESK, post=_DESK),
    Line("feedback:slip_for", _("Phiếu đánh giá: nhập"), get=_DESK, post=_DESK, rows=_DOSSIER),
    Line("feedback:invitation", _("Phiếu mời đánh giá: in"), get=_DESK, rows=_DOSSIER),
)
