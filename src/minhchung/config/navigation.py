"""The bar and the side list: the staff's show all rooms by the contents of the programme, visitors' the public site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from minhchung.ground.accounts.policy import May
from minhchung.ground.skin.pieces import NavGroup, NavItem
from minhchung.portal.places import FOOT, PLACES


@dataclass(frozen=True)
class Place:
    """A screen: its address by name, its words, who sees it."""

    name: str
    label: Any
    may: May = May.READ_RECORDS


@dataclass(frozen=True)
class Wing:
    """An entry of the bar with the screens under it."""

    label: Any
    places: tuple[Place, ...]


WINGS = (
    Wing(
        gettext_lazy("Bảng điều hành"),
        (
            Place("dashboard", gettext_lazy("Bảng điều hành")),
            Place("mine", gettext_lazy("Việc của tôi")),
            Place("my_month", gettext_lazy("Lịch việc")),
            Place("find", gettext_lazy("Tìm trong hệ thống")),
        ),
    ),
    Wing(
        gettext_lazy("Chỉ đạo"),
        (
            Place("direction:work", gettext_lazy("Việc theo kế hoạch")),
            Place("direction:plan_list", gettext_lazy("Kế hoạch")),
            Place("direction:plan_task_list", gettext_lazy("Nhiệm vụ của kế hoạch")),
            Place("direction:plan_target_list", gettext_lazy("Chỉ tiêu của kế hoạch")),
            Place("direction:programmes", gettext_lazy("Chương trình")),
            Place("direction:assigned_task_list", gettext_lazy("Nhiệm vụ cấp trên giao")),
            Place("direction:assigned_summary", gettext_lazy("Tổng hợp nhiệm vụ được giao")),
            Place("direction:inspection_list", gettext_lazy("Kiểm tra")),
            Place("direction:finding_list", gettext_lazy("Vấn đề sau kiểm tra")),
            Place("direction:index_result_list", gettext_lazy("Kết quả chỉ số")),
            Place("direction:index_criterion_list", gettext_lazy("Điểm theo tiêu chí")),
            Place("direction:initiative_list", gettext_lazy("Sáng kiến")),
            Place("direction:outreach_list", gettext_lazy("Tuyên truyền")),
            Place("direction:reform_budget_list", gettext_lazy("Kinh phí cải cách")),
            Place("direction:meeting_list", gettext_lazy("Đối thoại, tiếp công dân")),
            Place("direction:meeting_question_list", gettext_lazy("Câu hỏi đối thoại")),
        ),
    ),
    Wing(
        gettext_lazy("Thể chế"),
        (
            Place("legislation:document_list", gettext_lazy("Văn bản pháp luật")),
            Place("legislation:work", gettext_lazy("Việc của pháp chế")),
            Place("legislation:sheet_list", gettext_lazy("Phiếu rà soát")),
            Place("legislation:review_list", gettext_lazy("Rà soát")),
            Place("legislation:check_list", gettext_lazy("Kiểm tra văn bản")),
            Place("legislation:draft_list", gettext_lazy("Chương trình soạn thảo")),
            Place("legislation:systematisation_list", gettext_lazy("Kỳ hệ thống hóa")),
            Place("legislation:systematised_list", gettext_lazy("Văn bản hệ thống hóa")),
            Place("legislation:following_list", gettext_lazy("Theo dõi thi hành pháp luật")),
            Place("legislation:recommendation_list", gettext_lazy("Kiến nghị thi hành")),
            Place("legislation:dissemination_list", gettext_lazy("Phổ biến, tuyên truyền")),
        ),
    ),
    Wing(
        gettext_lazy("Thủ tục"),
        (
            Place("dossiers:dossier_list", gettext_lazy("Hồ sơ")),
            Place("dossiers:board", gettext_lazy("Điều hành hồ sơ")),
            Place("dossiers:marks", gettext_lazy("Dấu hiệu cần xem lại")),
            Place("dossiers:forecast", gettext_lazy("Chất lượng dự báo")),
            Place("dossiers:bulk_runs", gettext_lazy("Việc hàng loạt")),
            Place("dossiers:online", gettext_lazy("Hồ sơ trực tuyến chờ tiếp nhận")),
            Place("dossiers:compare", gettext_lazy("Đối chiếu với tỉnh")),
            Place("dossiers:trials", gettext_lazy("Thử cắt giảm thời hạn")),
            Place("dossiers:book", gettext_lazy("Sổ theo dõi hồ sơ")),
            Place("dossiers:paper_templates", gettext_lazy("Mẫu giấy tờ")),
            Place("procedures:procedure_version_list", gettext_lazy("Thủ tục hành chính")),
            Place("procedures:procedure_case_list", gettext_lazy("Trường hợp, thời hạn")),
            Place("procedures:component_list", gettext_lazy("Thành phần hồ sơ")),
            Place("procedures:procedure_list", gettext_lazy("Mã thủ tục")),
            Place("procedures:process_list", gettext_lazy("Quy trình nội bộ")),
            Place("procedures:process_step_list", gettext_lazy("Bước của quy trình")),
            Place("procedures:basis_work", gettext_lazy("Căn cứ hết hiệu lực")),
            Place("procedures:basis_list", gettext_lazy("Căn cứ của thủ tục")),
            Place("procedures:own_desk_list", gettext_lazy("Quyền tự tiếp nhận")),
            Place("dossiers:process_moves", gettext_lazy("Chuyển quy trình")),
            Place("dossiers:calendar", gettext_lazy("Lịch làm việc")),
            Place("dossiers:posting_list", gettext_lazy("Nơi làm việc của cán bộ")),
            Place("dossiers:charge_list", gettext_lazy("Phân công lĩnh vực")),
            Place("notices:notice_list", gettext_lazy("Thông báo cho người nộp")),
            Place("notices:template_list", gettext_lazy("Mẫu thông báo")),
            Place("feedback:feedback_list", gettext_lazy("Phản ánh, kiến nghị")),
            Place("feedback:surveys", gettext_lazy("Đánh giá của người dân")),
            Place("feedback:complaint_list", gettext_lazy("Khiếu nại")),
            Place("feedback:denunciation_list", gettext_lazy("Tố cáo")),
        ),
    ),
    Wing(
        gettext_lazy("Bộ máy"),
        (
            Place("organisation:unit_list", gettext_lazy("Đơn vị")),
            Place("organisation:unit_version_list", gettext_lazy("Các thời kỳ")),
            Place("organisation:chart", gettext_lazy("Sơ đồ tổ chức")),
            Place("organisation:reorganisations", gettext_lazy("Sắp xếp đơn vị")),
            Place("organisation:restated", gettext_lazy("Số liệu qua sắp xếp")),
            Place("organisation:succession_list", gettext_lazy("Kế thừa")),
            Place("organisation:unit_duty_list", gettext_lazy("Chức năng, nhiệm vụ")),
            Place("organisation:delegated_task_list", gettext_lazy("Phân cấp, ủy quyền")),
            Place("organisation:delegation_check_list", gettext_lazy("Kiểm tra phân cấp")),
            Place("organisation:office_hours_list", gettext_lazy("Giờ làm việc")),
        ),
    ),
    Wing(
        gettext_lazy("Công vụ"),
        (
            Place("staff:person_list", gettext_lazy("Đội ngũ")),
            Place("staff:deputies", gettext_lazy("Cấp phó")),
            Place("staff:overview", gettext_lazy("Biên chế và có mặt")),
            Place("staff:statistics", gettext_lazy("Thống kê 31/12")),
            Place("staff:movement_list", gettext_lazy("Quyết định")),
            Place("staff:appointment_list", gettext_lazy("Quá trình công tác")),
            Place("staff:qualification_list", gettext_lazy("Văn bằng")),
            Place("staff:position_list", gettext_lazy("Vị trí việc làm")),
            Place("staff:quota_list", gettext_lazy("Chỉ tiêu biên chế")),
            Place("staff:training_plan_list", gettext_lazy("Kế hoạch bồi dưỡng")),
            Place("staff:training_list", gettext_lazy("Đào tạo, bồi dưỡng")),
            Place("staff:assessment_list", gettext_lazy("Đánh giá, xếp loại")),
            Place("staff:product_list", gettext_lazy("Danh mục sản phẩm")),
            Place("staff:year_class_list", gettext_lazy("Xếp loại năm")),
        ),
    ),
    Wing(
        gettext_lazy("Tài chính"),
        (
            Place("finance:overview", gettext_lazy("Tổng quan tài chính")),
            Place("finance:agency_autonomy_list", gettext_lazy("Tự chủ của cơ quan")),
            Place("finance:spending_list", gettext_lazy("Chứng từ chi")),
            Place("finance:spending_rule_list", gettext_lazy("Quy chế nội bộ")),
            Place("finance:unit_plan_list", gettext_lazy("Phương án tự chủ")),
            Place("finance:public_unit_autonomy_list", gettext_lazy("Đơn vị sự nghiệp")),
            Place("finance:distribution_list", gettext_lazy("Phân phối kết quả tài chính")),
            Place("finance:investment_plan_list", gettext_lazy("Vốn đầu tư công")),
            Place("finance:disbursement_list", gettext_lazy("Giải ngân")),
            Place("finance:recommendation_list", gettext_lazy("Kiến nghị thanh tra, kiểm toán")),
        ),
    ),
    Wing(
        gettext_lazy("Văn thư, số hóa"),
        (
            Place("correspondence:outgoing_document_list", gettext_lazy("Văn bản đi")),
            Place("correspondence:incoming_document_list", gettext_lazy("Văn bản đến")),
            Place("correspondence:certificate_list", gettext_lazy("Chứng thư số")),
        ),
    ),
    Wing(gettext_lazy("Báo cáo"), (Place("reports:report_list", gettext_lazy("Báo cáo")),)),
    Wing(
        gettext_lazy("Cổng công khai"),
        (Place("editor", gettext_lazy("Biên tập cổng công khai"), May.WRITE_ARTICLES),),
    ),
    Wing(
        gettext_lazy("Chỉ tiêu"),
        (
            Place("figures:catalogue", gettext_lazy("Danh mục chỉ tiêu")),
            Place("figures:forms", gettext_lazy("Biểu mẫu thống kê")),
        ),
    ),
    Wing(
        gettext_lazy("Nhập liệu"),
        (Place("intake:home", gettext_lazy("Nhập liệu từ tệp"), May.IMPORT_RECORDS),),
    ),
    Wing(
        gettext_lazy("Hệ thống"),
        (
            Place("accounts:users", gettext_lazy("Tài khoản"), May.MANAGE_USERS),
            Place("rights", gettext_lazy("Bảng phân quyền"), May.MANAGE_USERS),
            Place("accounts:lent", gettext_lazy("Làm thay khi vắng mặt"), May.MANAGE_USERS),
            Place("mirror:connectors", gettext_lazy("Bộ nối với hệ thống tỉnh"), May.MANAGE_USERS),
            Place("trail:list", gettext_lazy("Nhật ký"), May.MANAGE_USERS),
        ),
    ),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """``nav_items`` of the bar, ``foot_items`` of the foot, and ``side_groups``.

    The last are there when the page's wing has more than one screen; a page that lies under no screen belongs to the
    wing of its room. Visitors who are not signed in see the places of the public site.
    """
    foot = tuple(NavItem(str(label), _address(name)) for name, label in FOOT)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_items": public_bar(request.path), "foot_items": foot}
    wings = [(str(wing.label), _open_to(user, wing)) for wing in WINGS]
    wings = [(label, places) for label, places in wings if places]
    here = [_nearest(list(places), request.path) for _label, places in wings]
    if not any(here):
        rooms = [{_room(url) for url in places} for _label, places in wings]
        here = [_room(request.path) if each == {_room(request.path)} else "" for each in rooms]
    bar: list[NavItem] = []
    side: tuple[NavGroup, ...] = ()
    for (label, places), nearest in zip(wings, here, strict=True):
        bar.append(NavItem(label, next(iter(places)), current=bool(nearest)))
        if nearest and len(places) > 1:
            items = tuple(NavItem(str(name), url, current=url == nearest) for url, name in places.items())
            side = (NavGroup(label, items),)
    return {"nav_items": tuple(bar), "side_groups": side, "foot_items": foot}


def _open_to(user: Any, wing: Wing) -> dict[str, Any]:
    """The screens of a wing that are open to somebody, by address."""
    return {_address(place.name): place.label for place in wing.places if user.may(place.may)}


def _room(path: str) -> str:
    """The first part of an address: "/nhan-su/"."""
    return f"/{path.lstrip('/').partition('/')[0]}/"


def public_bar(path: str) -> tuple[NavItem, ...]:
    """The bar of the public site; the first page, under whose address all others lie, is current only itself."""
    places = [(_address(name), str(label)) for name, label in PLACES]
    here = _nearest([url for url, _label in places if url != "/"], path) or path
    return tuple(NavItem(label, url, current=url == here) for url, label in places)


@cache
def _address(name: str) -> str:
    """The address of a screen; it is the same as long as the process lives."""
    return reverse(name)


def _nearest(urls: list[str], path: str) -> str:
    """The longest of the addresses under which a page lies; empty when it lies under none."""
    return max((url for url in urls if path.startswith(url)), key=len, default="")
