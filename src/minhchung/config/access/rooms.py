"""The access table: rooms whose screens are plain registers, and what every room stands on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.config.access.finance import FINANCE
from minhchung.config.access.lines import (
    ANYONE,
    READ,
    SIGNED_IN,
    Line,
    Rows,
    RowsOf,
    importers,
    register,
    those,
)
from minhchung.config.access.staff import STAFF_DEEDS
from minhchung.ground.accounts.policy import May

_KEEPER = those(May.MANAGE_USERS)
_UNITS, _STAFF, _LAW = May.EDIT_ORGANISATION, May.EDIT_STAFF, May.EDIT_LEGISLATION
_PROCEDURES, _FINANCE = May.EDIT_PROCEDURES, May.EDIT_FINANCE
_TEXT = {"number": Rows("legislation.LegalDocument")}
_REORGANISATION = {"number": Rows("organisation.Reorganisation")}
_PAPERS = May.EDIT_CORRESPONDENCE
_VERSION = {"number": Rows("procedures.ProcedureVersion")}
_COMPONENT = {**_VERSION, "component": Rows("procedures.Component", under="version")}

REGISTERS = (
    *register("organisation:unit", _("Đơn vị"), "organisation.Unit", edit=_UNITS),
    *register("organisation:unit_version", _("Thời kỳ của đơn vị"), "organisation.UnitVersion", edit=_UNITS),
    *register("organisation:succession", _("Kế thừa"), "organisation.Succession", edit=_UNITS),
    *register("organisation:unit_duty", _("Chức năng, nhiệm vụ"), "organisation.UnitDuty", edit=_UNITS),
    *register(
        "organisation:delegated_task", _("Phân cấp, ủy quyền"), "organisation.DelegatedTask", edit=_UNITS
    ),
    *register(
        "organisation:delegation_check", _("Kiểm tra phân cấp"), "organisation.DelegationCheck", edit=_UNITS
    ),
    Line(
        "organisation:mend",
        _("Kiểm tra phân cấp: ghi đã khắc phục"),
        get=those(_UNITS),
        post=those(_UNITS),
        rows={"number": Rows("organisation.DelegationCheck")},
    ),
    Line("organisation:chart", _("Sơ đồ tổ chức theo ngày"), get=READ),
    Line("organisation:restated", _("Số liệu qua sắp xếp"), get=READ),
    Line("organisation:reorganisations", _("Sắp xếp đơn vị: xem danh sách"), get=READ),
    Line("organisation:reorganisation_new", _("Sắp xếp đơn vị: chuẩn bị"), get=those(_UNITS), post=those(_UNITS)),
    Line("organisation:reorganisation", _("Sắp xếp đơn vị: xem trước, xem lại"), get=READ, rows=_REORGANISATION),
    Line(
        "organisation:reorganisation_edit",
        _("Sắp xếp đơn vị: sửa bản chuẩn bị"),
        get=those(_UNITS),
        post=those(_UNITS),
        rows=_REORGANISATION,
    ),
    Line("organisation:carry_out", _("Sắp xếp đơn vị: thực hiện"), post=those(_UNITS), rows=_REORGANISATION),
    Line("organisation:drop_reorganisation", _("Sắp xếp đơn vị: bỏ"), post=those(_UNITS), rows=_REORGANISATION),
    Line(
        "organisation:along",
        _("Sắp xếp đơn vị: bản ghi đã chuyển"),
        get=READ,
        rows=_REORGANISATION,
        sample={"key": "dossiers"},
    ),
    *register("organisation:office_hours", _("Giờ làm việc"), "organisation.OfficeHours", edit=_UNITS),
    *register("staff:person", _("Đội ngũ"), "staff.Person", edit=_STAFF),
    *register("staff:qualification", _("Văn bằng"), "staff.Qualification", edit=_STAFF),
    *register("staff:quota", _("Biên chế"), "staff.Quota", edit=_STAFF),
    *register("staff:training", _("Đào tạo, bồi dưỡng"), "staff.Training", edit=_STAFF),
    *register("staff:year_class", _("Xếp loại năm"), "staff.YearClass", edit=_STAFF),
    *register("staff:position", _("Vị trí việc làm"), "staff.Position", edit=_STAFF),
    *register("staff:training_plan", _("Kế hoạch bồi dưỡng"), "staff.TrainingPlan", edit=_STAFF),
    *register("staff:product", _("Danh mục sản phẩm"), "staff.ProductKind", edit=_STAFF),
    *register("staff:appointment", _("Quá trình công tác"), "staff.Appointment", edit=None),
    *register("staff:movement", _("Quyết định về cán bộ"), "staff.Movement", edit=None),
    *STAFF_DEEDS,
    *register("legislation:document", _("Văn bản pháp luật"), "legislation.LegalDocument", edit=_LAW),
    *register("legislation:review", _("Rà soát"), "legislation.Review", edit=_LAW),
    *register("legislation:systematisation", _("Kỳ hệ thống hóa"), "legislation.Systematisation", edit=_LAW),
    *register(
        "legislation:systematised", _("Văn bản hệ thống hóa"), "legislation.SystematisedDocument", edit=_LAW
    ),
    *register(
        "legislation:dissemination", _("Phổ biến, tuyên truyền"), "legislation.DisseminationEvent", edit=_LAW
    ),
    *register("legislation:sheet", _("Phiếu rà soát"), "legislation.ReviewSheet", edit=None),
    *register("legislation:check", _("Kiểm tra văn bản"), "legislation.Check", edit=_LAW),
    *register("legislation:draft", _("Chương trình soạn thảo"), "legislation.Draft", edit=_LAW),
    *register("legislation:following", _("Theo dõi thi hành pháp luật"), "legislation.Following", edit=_LAW),
    *register(
        "legislation:recommendation", _("Kiến nghị về thi hành pháp luật"), "legislation.Recommendation", edit=_LAW
    ),
    Line("legislation:attach", _("Văn bản pháp luật: đính kèm tệp"), get=those(_LAW), post=those(_LAW), rows=_TEXT),
    Line(
        "legislation:detach", _("Văn bản pháp luật: bỏ tệp đính kèm"), get=those(_LAW), post=those(_LAW),
        rows={**_TEXT, "file": Rows("legislation.DocumentFile", under="document")},
    ),
    Line(
        "legislation:document_file", _("Văn bản pháp luật: tải tệp"), get=READ,
        rows={**_TEXT, "file": Rows("legislation.DocumentFile", under="document")},
    ),
    Line("legislation:work", _("Việc của pháp chế"), get=READ),
    Line("legislation:graph", _("Văn bản pháp luật: liên hệ, hiệu lực theo ngày"), get=READ, rows=_TEXT),
    *(
        Line(f"legislation:{name}_deed", says, get=those(permit), post=those(permit), rows={"number": Rows(table)},
             sample={"slug": slug})
        for name, says, permit, table, slug in (
            ("document", _("Văn bản pháp luật: ghi quan hệ, hiệu lực, lập phiếu rà soát"), _LAW,
             "legislation.LegalDocument", "lien-quan"),
            ("relation", _("Văn bản pháp luật: rút lại quan hệ"), _LAW, "legislation.Relation", "rut"),
            ("change", _("Văn bản pháp luật: rút lại thay đổi hiệu lực"), _LAW, "legislation.ValidityEvent", "rut"),
            ("sheet", _("Phiếu rà soát: làm"), _LAW, "legislation.ReviewSheet", "them-dong"),
            ("approval", _("Phiếu rà soát: duyệt"), May.APPROVE_LEGISLATION, "legislation.ReviewSheet", "duyet"),
            ("draft", _("Chương trình soạn thảo: làm"), _LAW, "legislation.Draft", "soan-thao"),
            ("recommendation", _("Kiến nghị về thi hành pháp luật: ghi kết quả"), _LAW,
             "legislation.Recommendation", "ket-qua"),
            ("check", _("Kiểm tra văn bản: ghi kết quả xử lý"), _LAW, "legislation.Check", "xu-ly"),
            ("period", _("Kỳ hệ thống hóa: lập, công bố danh mục"), _LAW, "legislation.Systematisation", "lap"),
        )
    ),
    Line(
        "legislation:period_file", _("Kỳ hệ thống hóa: tải danh mục"), get=READ,
        rows={"number": Rows("legislation.Systematisation")}, sample={"kind": "xlsx"},
    ),
    Line("legislation:expired_year", _("Văn bản hết hiệu lực theo năm: xem"), get=READ, sample={"year": "2025"}),
    Line(
        "legislation:expired_file", _("Văn bản hết hiệu lực theo năm: tải"), get=READ,
        sample={"year": "2025", "kind": "docx"},
    ),
    *register("procedures:basis", _("Căn cứ của thủ tục"), "procedures.ProcedureBasis", edit=_PROCEDURES),
    Line("procedures:basis_work", _("Căn cứ hết hiệu lực: xem việc"), get=READ),
    Line("procedures:link_bases", _("Căn cứ của thủ tục: tìm trong nội dung"), post=those(_PROCEDURES)),
    Line(
        "procedures:basis_deed", _("Căn cứ hết hiệu lực: đổi căn cứ, cho phép tiếp tục nhận"),
        get=those(_PROCEDURES), post=those(_PROCEDURES), rows={"number": Rows("procedures.ProcedureBasis")},
        sample={"slug": "doi-can-cu"},
    ),
    *register("procedures:procedure", _("Mã thủ tục"), "procedures.Procedure", edit=_PROCEDURES),
    *register(
        "procedures:procedure_version",
        _("Thủ tục hành chính"),
        "procedures.ProcedureVersion",
        edit=_PROCEDURES,
    ),
    *register(
        "procedures:procedure_case", _("Trường hợp, thời hạn"), "procedures.ProcedureCase", edit=_PROCEDURES
    ),
    *register("procedures:component", _("Thành phần hồ sơ"), "procedures.Component", edit=_PROCEDURES),
    Line("procedures:blank_forms", _("Mẫu đơn, tờ khai: xem, gắn"), get=those(_PROCEDURES), rows=_VERSION),
    Line("procedures:blank_form", _("Mẫu đơn, tờ khai: tải"), get=READ, rows=_COMPONENT),
    Line("procedures:attach_blank_form", _("Mẫu đơn, tờ khai: gắn, thay"), post=those(_PROCEDURES), rows=_COMPONENT),
    Line("procedures:drop_blank_form", _("Mẫu đơn, tờ khai: bỏ"), post=those(_PROCEDURES), rows=_COMPONENT),
    *register("procedures:own_desk", _("Quyền tự tiếp nhận"), "procedures.OwnDesk", edit=_PROCEDURES),
    *register("procedures:process", _("Quy trình nội bộ"), "procedures.Process", edit=_PROCEDURES),
    *register(
        "procedures:process_step", _("Bước của quy trình"), "procedures.ProcessStep", edit=_PROCEDURES
    ),
    Line(
        "procedures:process_bpmn",
        _("Quy trình nội bộ: tải hình vẽ BPMN"),
        get=READ,
        rows={"number": Rows("procedures.Process")},
    ),
    *register(
        "finance:agency_autonomy", _("Tự chủ của cơ quan"), "finance.AgencyAutonomy", edit=_FINANCE
    ),
    *register(
        "finance:public_unit_autonomy", _("Đơn vị sự nghiệp"), "finance.PublicUnitAutonomy", edit=_FINANCE
    ),
    *FINANCE,
    *register(
        "correspondence:outgoing_document", _("Văn bản đi"), "correspondence.OutgoingDocument", edit=_PAPERS
    ),
    *register(
        "correspondence:incoming_document", _("Văn bản đến"), "correspondence.IncomingDocument", edit=_PAPERS
    ),
    *register("correspondence:certificate", _("Chứng thư số"), "correspondence.Certificate", edit=_PAPERS),
)  # fmt: skip

_RUN = {"number": Rows("intake.ImportRun")}
#: An example of what may be imported; a file that was uploaded and not yet imported is its owner's alone.
_KIND = {"name": "units"}
_DRAFT = {"token": Rows("intake.Draft", RowsOf.NAMED)}
_UNIT_IMPORTERS = importers("organisation")

GROUND = (
    Line("accounts:mine", _("Tài khoản của mình"), get=READ),
    Line("accounts:sign_in", _("Đăng nhập"), get=ANYONE, post=ANYONE),
    Line("accounts:second_step", _("Đăng nhập: bước hai, khi mật khẩu đã đúng"), get=SIGNED_IN, post=SIGNED_IN),
    Line("accounts:two_steps", _("Đăng nhập hai bước của mình: xem"), get=READ),
    Line("accounts:set_up_second_step", _("Đăng nhập hai bước của mình: thiết lập"), get=READ, post=READ),
    Line("accounts:recovery_codes", _("Đăng nhập hai bước của mình: lập mã dự phòng mới"), get=READ, post=READ),
    Line("accounts:drop_second_step", _("Đăng nhập hai bước của mình: tắt"), get=READ, post=READ),
    Line(
        "accounts:reset_second_step",
        _("Tài khoản: bỏ bước hai cho người mất điện thoại"),
        get=_KEEPER,
        post=_KEEPER,
        rows={"number": Rows("accounts.User")},
    ),
    Line("accounts:sign_out", _("Đăng xuất"), post=ANYONE),
    Line("accounts:password", _("Đổi mật khẩu của mình"), get=SIGNED_IN, post=SIGNED_IN),
    Line("accounts:language", _("Đổi ngôn ngữ"), get=ANYONE),
    Line("accounts:lent", _("Làm thay khi vắng mặt: xem, giao quyền"), get=READ, post=READ),
    Line(
        "accounts:take_back",
        _("Làm thay khi vắng mặt: thu lại quyền đã giao"),
        post=READ,
        rows={"number": Rows("accounts.Delegation", RowsOf.NAMED)},
    ),
    Line("accounts:users", _("Tài khoản: xem danh sách"), get=_KEEPER),
    Line("accounts:new_user", _("Tài khoản: mở"), get=_KEEPER, post=_KEEPER),
    Line(
        "accounts:edit_user",
        _("Tài khoản: sửa, ngừng"),
        get=_KEEPER,
        post=_KEEPER,
        rows={"number": Rows("accounts.User")},
    ),
    Line(
        "accounts:give_password",
        _("Tài khoản: đặt lại mật khẩu"),
        get=_KEEPER,
        post=_KEEPER,
        rows={"number": Rows("accounts.User")},
    ),
    Line("mirror:connectors", _("Bộ nối với hệ thống tỉnh: xem"), get=_KEEPER),
    Line("mirror:run", _("Bộ nối với hệ thống tỉnh: cho chạy ngay"), post=_KEEPER, sample={"name": "http"}),
    Line("trail:list", _("Nhật ký"), get=_KEEPER),
    Line("files:download", _("Tệp đã lưu: tải"), get=READ, rows={"number": Rows("files.KeptFile")}),
    Line("skin:gallery", _("Các mẫu giao diện"), get=READ),
    *register(
        "notices:template", _("Mẫu thông báo"), "notices.NoticeTemplate", edit=May.EDIT_PROCEDURES
    ),
    *register("notices:notice", _("Thông báo cho người nộp"), "notices.Notice", edit=None, of=RowsOf.SCOPE),
    Line("notices:send_all_again", _("Thông báo: gửi lại tất cả"), post=those(May.EDIT_DOSSIERS)),
    Line(
        "notices:send_again",
        _("Thông báo: gửi lại một thông báo"),
        post=those(May.EDIT_DOSSIERS),
        rows={"number": Rows("notices.Notice", RowsOf.SCOPE)},
    ),
    Line("intake:home", _("Nhập liệu: các loại dữ liệu"), get=those(May.IMPORT_RECORDS)),
    Line(
        "intake:upload", _("Nhập liệu: tải tệp lên"), get=_UNIT_IMPORTERS, post=_UNIT_IMPORTERS, sample=_KIND
    ),
    Line("intake:template", _("Nhập liệu: tải tệp mẫu"), get=_UNIT_IMPORTERS, sample=_KIND),
    Line(
        "intake:columns", _("Nhập liệu: ghép cột"), get=_UNIT_IMPORTERS, post=_UNIT_IMPORTERS, rows=_DRAFT, sample=_KIND
    ),
    Line("intake:check", _("Nhập liệu: kiểm tra thử"), get=_UNIT_IMPORTERS, rows=_DRAFT, sample=_KIND),
    Line("intake:reply", _("Nhập liệu: tải tệp có ghi chú lỗi"), get=_UNIT_IMPORTERS, rows=_DRAFT, sample=_KIND),
    Line("intake:import", _("Nhập liệu: nhập"), post=_UNIT_IMPORTERS, rows=_DRAFT, sample=_KIND),
    Line("intake:run", _("Nhập liệu: xem kết quả một lần nhập"), get=_UNIT_IMPORTERS, rows=_RUN),
    Line("intake:resume", _("Nhập liệu: nhập tiếp lần bị ngắt"), post=_UNIT_IMPORTERS, rows=_RUN),
)  # fmt: skip
