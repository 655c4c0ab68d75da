"""Deeds and rooms in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from minhchung.rules import lifecycle

#: Deeds that many rooms share; a room adds its own.
DEED_NAMES: Mapping[str, Any] = {
    "create": _("Tạo mới"),
    "change": _("Sửa"),
    "import_new": _("Nhập từ tệp"),
    "import_changed": _("Cập nhật từ tệp"),
    "read_personal": _("Xem thông tin cá nhân"),
    "export_personal": _("Xuất danh sách có thông tin cá nhân"),
    "publish": _("Công bố"),
    "approve": _("Duyệt"),
    "reject": _("Yêu cầu sửa"),
    "cancel_submission": _("Rút lại bản trình"),
    "schedule": _("Hẹn giờ đăng"),
    "publish_scheduled": _("Đăng theo giờ hẹn"),
    "cancel_schedule": _("Bỏ hẹn giờ đăng"),
    "unpublish": _("Gỡ xuống"),
    "unpublish_scheduled": _("Gỡ xuống theo giờ hẹn"),
    "delete": _("Xóa"),
    "move": _("Chuyển chỗ"),
    "sign_in": _("Đăng nhập"),
    "sign_out": _("Đăng xuất"),
    "sign_in_refused": _("Đăng nhập không thành công"),
    "give_password": _("Đặt lại mật khẩu"),
    "change_password": _("Tự đổi mật khẩu"),
    "set_up_second_step": _("Thiết lập đăng nhập hai bước"),
    "second_step_refused": _("Bước hai khi đăng nhập không qua"),
    "use_recovery_code": _("Dùng một mã dự phòng"),
    "new_recovery_codes": _("Lập mã dự phòng mới"),
    "drop_second_step": _("Tự tắt đăng nhập hai bước"),
    "reset_second_step": _("Bỏ bước hai cho người mất điện thoại"),
    "lend": _("Giao quyền làm thay"),
    "take_back": _("Thu lại quyền làm thay"),
    "open_sealed": _("Mở dữ liệu niêm kín"),
    "rotate_keys": _("Đổi khóa niêm kín"),
    "retire_keys": _("Bỏ khóa niêm kín cũ"),
    "ask_to_follow": _("Đăng ký nhận tin qua thư điện tử"),
    "follow": _("Xác nhận nhận tin qua thư điện tử"),
    "unfollow": _("Dừng nhận tin qua thư điện tử"),
    "end_following": _("Hết hạn nhận tin qua thư điện tử"),
    "answer_survey": _("Đánh giá việc giải quyết hồ sơ"),
    "rebuild_lists": _("Dựng lại từ khóa và số đếm của danh sách"),
    "export_list": _("Xuất danh sách"),
    "choose_columns": _("Chọn cột của danh sách"),
    "save_list": _("Lưu bộ lọc"),
    "forget_list": _("Bỏ bộ lọc đã lưu"),
    "make_paper": _("Lập giấy tờ"),
    "attach": _("Đính kèm tệp"),
    "detach": _("Bỏ tệp đính kèm"),
    "read_file": _("Mở tệp đính kèm"),
    "attach_form": _("Gắn tệp mẫu đơn, tờ khai"),
    "replace_form": _("Thay tệp mẫu đơn, tờ khai"),
    "drop_form": _("Bỏ tệp mẫu đơn, tờ khai"),
    "carry_form": _("Chuyển tệp mẫu sang cùng giấy tờ"),
    "sign_list": _("Ký danh sách niêm yết trong ngày"),
    "note_components": _("Ghi thành phần hồ sơ"),
    "refuse_infected": _("Từ chối tệp có mã độc"),
    "find_infected": _("Phát hiện mã độc khi quét lại"),
    "reconcile": _("Đối chiếu với hệ thống của tỉnh"),
    "settle": _("Ghi cách xử lý chỗ khác nhau"),
    "replay": _("Thử cắt giảm thời hạn"),
    "work_begin": _("Xác nhận việc làm hàng loạt"),
    "work_end": _("Xong việc làm hàng loạt"),
    "work_stop": _("Dừng việc làm hàng loạt"),
    "decide": _("Ghi quyết định sau khi thử"),
    "submit": _("Trình duyệt"),
    "send_back": _("Trả lại để sửa"),
    "drop": _("Bỏ bản khai báo"),
    "put_in_force": _("Duyệt, cho có hiệu lực"),
    "freeze": _("Chốt số liệu"),
    "rewrite": _("Sửa lời văn"),
    "restore": _("Lấy lại lời của đề cương"),
    "reword_head": _("Sửa số, ngày, người ký, nơi nhận"),
    "explain": _("Giải trình phép kiểm tra"),
    "declare": _("Khai một số liệu"),
    "draw_up": _("Lập dự thảo"),
    "throw_away": _("Bỏ dự thảo"),
    "carry_out": _("Thực hiện việc sắp xếp"),
    "name_units": _("Ghi đơn vị trước, đơn vị sau"),
    "end": _("Kết thúc do sắp xếp"),
    "part_with": _("Tách một phần"),
    "take_over": _("Tiếp nhận việc của đơn vị khác"),
    "carry_rest": _("Chuyển nốt việc đến sau"),
    "go_along": _("Chuyển sang đơn vị kế thừa"),
    "mend": _("Ghi đã khắc phục"),
    "apply_calendar": _("Áp dụng lịch mới xong"),
}


def deed_name(deed: str) -> str:
    """A deed in words: of the life of a dossier as the law calls it; an unknown one as it is written."""
    if deed in DEED_NAMES:
        return str(DEED_NAMES[deed])
    return lifecycle.DEED_NAMES[lifecycle.Deed(deed)].capitalize() if deed in set(lifecycle.Deed) else deed


#: What a line is about, where no list shows it.
_MATTER_NAMES: Mapping[str, Any] = {
    "user": _("tài khoản"),
    "report": _("báo cáo"),
    "declared_value": _("số khai"),
    "page": _("bài, trang"),
}


def matter_name(matter: str) -> str:
    """What a line is about in words; an unknown one as it is written."""
    return str(_MATTER_NAMES.get(matter, matter))


def room_name(room: str) -> str:
    """A room by the name of its application; an unknown one as it is written."""
    known = {config.label: str(config.verbose_name) for config in apps.get_app_configs()}
    return known.get(room, room)
