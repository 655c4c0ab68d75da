"""The access table: the one-stop desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.config.access.lines import (
    ANYONE,
    OF_THE_AGENCY,
    READ,
    Line,
    Rows,
    RowsOf,
    public,
    register,
    those,
)
from minhchung.ground.accounts.policy import May

_SETTLES = those(May.EDIT_DOSSIERS)
_APPROVES = those(May.APPROVE_DOSSIERS)
_PERSONAL = those(May.READ_PERSONAL)
_DOSSIER = {"number": Rows("dossiers.Dossier", RowsOf.SCOPE)}
_FILE = {**_DOSSIER, "file": Rows("dossiers.Attachment", under="dossier")}
_BULK = {"number": Rows("work.Run", RowsOf.NAMED)}
_TRIAL = {"number": Rows("dossiers.Replay")}
_CHANGE = {"number": Rows("organisation.CalendarChange")}
_DECLARES = those(May.EDIT_ORGANISATION)
_DECIDES = those(May.APPROVE_CALENDAR)

DESK = (
    Line("dossiers:dossier_list", _("Hồ sơ: xem danh sách"), get=READ),
    Line("dossiers:online", _("Hồ sơ trực tuyến chờ tiếp nhận: xem"), get=READ),
    Line(
        "dossiers:tell_anew",
        _("Hồ sơ: gửi lại một thông báo đến địa chỉ hiện có"),
        post=those(May.RECEIVE_DOSSIERS),
        rows={**_DOSSIER, "notice": Rows("notices.Notice", under="record")},
    ),
    Line("dossiers:dossier_csv", _("Hồ sơ: tải danh sách"), get=READ),
    Line("dossiers:export", _("Hồ sơ: xuất danh sách đang xem"), get=READ, sample={"kind": "csv"}),
    Line("dossiers:choose_columns", _("Hồ sơ: chọn cột của danh sách mình xem"), post=READ),
    Line("dossiers:keep_filter", _("Hồ sơ: lưu bộ lọc của mình"), post=READ),
    Line(
        "dossiers:kept_filter",
        _("Hồ sơ: đổi, bỏ bộ lọc đã lưu của mình"),
        post=READ,
        rows={"number": Rows("dossiers.SavedList", RowsOf.NAMED)},
    ),
    Line("dossiers:dossier", _("Hồ sơ: xem chi tiết"), get=READ, rows=_DOSSIER),
    Line(
        "dossiers:receive",
        _("Hồ sơ: tiếp nhận"),
        get=those(May.RECEIVE_DOSSIERS),
        post=those(May.RECEIVE_DOSSIERS),
    ),
    Line(
        "dossiers:deed",
        _("Hồ sơ: làm một việc theo trạng thái (chuyển, yêu cầu bổ sung, trả kết quả)"),
        get=_SETTLES,
        post=_SETTLES,
        rows=_DOSSIER,
        sample={"slug": "chuyen"},
    ),
    Line("dossiers:bulk_runs", _("Việc hàng loạt: xem các lần của mình"), get=READ),
    Line("dossiers:bulk_new", _("Việc hàng loạt: nhập, xem thử, tùy quyền của việc"), get=READ, post=READ),
    Line("dossiers:bulk_run", _("Việc hàng loạt: xem tiến độ"), get=READ, rows=_BULK),
    Line(
        "dossiers:bulk_confirm",
        _("Việc hàng loạt: xác nhận (quyền của việc, như khi làm với một hồ sơ)"),
        post=_SETTLES,
        rows=_BULK,
    ),
    Line("dossiers:bulk_stop", _("Việc hàng loạt: dừng"), post=READ, rows=_BULK),
    Line(
        "dossiers:make_paper",
        _("Hồ sơ: lập giấy tờ"),
        post=_PERSONAL,
        rows=_DOSSIER,
        sample={"kind": "receipt", "event": "1"},
    ),
    Line(
        "dossiers:paper",
        _("Hồ sơ: mở giấy tờ đã lập"),
        get=_PERSONAL,
        rows=_DOSSIER,
        sample={"kind": "receipt", "event": "1", "suffix": "docx"},
    ),
    Line(
        "dossiers:components",
        _("Hồ sơ: ghi thành phần đã nhận"),
        get=_SETTLES,
        post=_SETTLES,
        rows=_DOSSIER,
    ),
    Line("dossiers:attachments", _("Hồ sơ: xem tệp đính kèm"), get=_PERSONAL, rows=_DOSSIER),
    Line("dossiers:attach", _("Hồ sơ: đính kèm tệp"), post=_SETTLES, rows=_DOSSIER),
    Line("dossiers:upload_begin", _("Hồ sơ: bắt đầu tải tệp lên từng phần"), post=_SETTLES, rows=_DOSSIER),
    Line(
        "dossiers:upload",
        _("Hồ sơ: tải tiếp, kết thúc hoặc bỏ một lần tải lên của chính mình"),
        get=_SETTLES,
        post=_SETTLES,
        patch=_SETTLES,
        delete=_SETTLES,
        rows={**_DOSSIER, "key": Rows("files.Upload", RowsOf.NAMED)},
    ),
    Line("dossiers:attachment", _("Hồ sơ: xem một tệp"), get=_PERSONAL, rows=_FILE),
    Line("dossiers:attachment_shown", _("Hồ sơ: mở một tệp trong trang"), get=_PERSONAL, rows=_FILE),
    Line("dossiers:attachment_saved", _("Hồ sơ: tải một tệp về"), get=_PERSONAL, rows=_FILE),
    Line("dossiers:detach", _("Hồ sơ: bỏ một tệp đính kèm"), get=_SETTLES, post=_SETTLES, rows=_FILE),
    Line("dossiers:paper_templates", _("Mẫu giấy tờ: xem"), get=READ),
    Line(
        "dossiers:paper_preview",
        _("Mẫu giấy tờ: xem thử trên hồ sơ thật"),
        get=_PERSONAL,
        sample={"kind": "receipt"},
    ),
    Line("dossiers:book", _("Sổ theo dõi hồ sơ: xem"), get=READ),
    Line("dossiers:book_file", _("Sổ theo dõi hồ sơ: tải"), get=_PERSONAL, sample={"suffix": "xlsx"}),
    Line("track", _("Tra cứu hồ sơ bằng mã và thông tin xác nhận"), get=ANYONE, post=ANYONE),
    public("calculator", _("Tính thời hạn"), "chon"),  # with what somebody typed it is drawn each time
    Line(
        "look_up",
        _("Tra cứu bằng mã trên giấy"),
        get=ANYONE,
        rows={"token": Rows("dossiers.Dossier", column="token")},
    ),
    Line(
        "follow",
        _("Tra cứu hồ sơ: đăng ký nhận tin qua thư điện tử"),
        get=ANYONE,
        post=ANYONE,
        rows={"token": Rows("dossiers.Dossier", column="token")},
    ),
    Line(
        "confirm_following",
        _("Xác nhận muốn nhận tin về hồ sơ, bằng đường dẫn trong thư"),
        get=ANYONE,
        post=ANYONE,
        rows={"token": Rows("dossiers.Follower", column="confirm token")},
    ),
    Line(
        "stop_following",
        _("Dừng nhận tin về hồ sơ, bằng đường dẫn trong thư"),
        get=ANYONE,
        post=ANYONE,
        rows={"token": Rows("dossiers.Follower", column="stop token")},
    ),
    Line("dossiers:compare", _("Đối chiếu với tỉnh: xem, đối chiếu"), get=READ, post=_SETTLES),
    Line(
        "dossiers:reconciliation",
        _("Đối chiếu với tỉnh: xem kết quả"),
        get=READ,
        rows={"number": Rows("dossiers.Reconciliation")},
    ),
    Line(
        "dossiers:settle",
        _("Đối chiếu với tỉnh: ghi cách xử lý một chỗ khác nhau"),
        post=_SETTLES,
        rows={
            "number": Rows("dossiers.Reconciliation"),
            "difference": Rows("dossiers.Difference", RowsOf.SCOPE, under="reconciliation"),
        },
    ),
    Line("dossiers:board", _("Điều hành hồ sơ: xem"), get=READ),
    Line("dossiers:foresee", _("Điều hành hồ sơ: tính lại dự báo"), post=_APPROVES),
    Line("dossiers:behind", _("Điều hành hồ sơ: mở các hồ sơ sau con số"), get=READ),
    Line("dossiers:marks", _("Dấu hiệu cần xem lại: xem"), get=READ),
    Line(
        "dossiers:explain_mark",
        _("Dấu hiệu cần xem lại: ghi giải trình"),
        post=_SETTLES,
        rows={**_DOSSIER, "mark": Rows("dossiers.Mark", under="dossier")},
    ),
    Line("dossiers:forecast", _("Chất lượng dự báo: xem"), get=READ),
    Line("dossiers:forecast_checked", _("Chất lượng dự báo: kiểm tra"), post=_APPROVES),
    Line("dossiers:trials", _("Thử cắt giảm thời hạn: xem, thử"), get=READ, post=OF_THE_AGENCY),
    Line("dossiers:trial", _("Thử cắt giảm thời hạn: xem kết quả"), get=READ, rows=_TRIAL),
    Line("dossiers:trial_csv", _("Thử cắt giảm thời hạn: tải hồ sơ thành quá hạn"), get=READ, rows=_TRIAL),
    Line("dossiers:calendar", _("Lịch làm việc: xem"), get=READ),
    Line(
        "dossiers:calendar_declare",
        _("Lịch làm việc: khai báo thay đổi"),
        get=_DECLARES,
        post=_DECLARES,
        sample={"kind": "holiday"},
    ),
    Line("dossiers:calendar_change", _("Lịch làm việc: xem một thay đổi, xem trước"), get=READ, rows=_CHANGE),
    Line("dossiers:calendar_csv", _("Lịch làm việc: tải hồ sơ bị ảnh hưởng"), get=READ, rows=_CHANGE),
    Line(
        "dossiers:calendar_redraft",
        _("Lịch làm việc: sửa bản khai báo của mình"),
        get=_DECLARES,
        post=_DECLARES,
        rows=_CHANGE,
    ),
    Line("dossiers:calendar_submit", _("Lịch làm việc: trình duyệt"), post=_DECLARES, rows=_CHANGE),
    Line("dossiers:calendar_drop", _("Lịch làm việc: bỏ bản khai báo"), post=_DECLARES, rows=_CHANGE),
    Line("dossiers:calendar_approve", _("Lịch làm việc: duyệt"), post=_DECIDES, rows=_CHANGE),
    Line("dossiers:calendar_send_back", _("Lịch làm việc: trả lại để sửa"), post=_DECIDES, rows=_CHANGE),
    Line("dossiers:calendar_go_on", _("Lịch làm việc: xét tiếp hồ sơ"), post=_DECIDES, rows=_CHANGE),
    Line(
        "dossiers:trial_decided",
        _("Thử cắt giảm thời hạn: ghi quyết định"),
        post=those(May.EDIT_PROCEDURES),
        rows=_TRIAL,
    ),
    Line("dossiers:process_moves", _("Chuyển quy trình: xem"), get=READ),
    Line(
        "dossiers:process_move",
        _("Chuyển quy trình: xem trước, chuyển"),
        get=_APPROVES,
        post=_APPROVES,
        rows={"number": Rows("procedures.Process")},
    ),
    *register("dossiers:charge", _("Phân công lĩnh vực"), "dossiers.Charge", edit=May.MANAGE_USERS),
    *register("dossiers:posting", _("Nơi làm việc của cán bộ"), "dossiers.Posting", edit=May.MANAGE_USERS),
)
