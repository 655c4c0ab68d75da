"""Plain screens of units: what they are, who follows whom, what they are for, when they are open."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.organisation import actions
from minhchung.organisation.forms import (
    CheckForm,
    DelegatedForm,
    DutyForm,
    OfficeHoursForm,
    SuccessionForm,
    UnitForm,
    UnitVersionForm,
    offer_units,
)
from minhchung.organisation.models import (
    DelegatedTask,
    DelegationCheck,
    OfficeHours,
    Succession,
    Unit,
    UnitDuty,
    UnitVersion,
)
from minhchung.organisation.queries import latest_name, named_units
from minhchung.organisation.web import unit_shown


class UnitRegister(Register):
    """Units by their identity."""

    model, room, matter = Unit, actions.ROOM, actions.UNIT
    title, singular = "Đơn vị", "đơn vị"
    lead = "Mỗi đơn vị giữ một mã; tên và cấp trên theo từng thời kỳ nằm ở phần các thời kỳ."
    columns = ("code", ("shown_name", "Tên hiện nay"), "kind", "is_home", ("last_on", "Đến hết ngày"))
    search = ("code", "versions__folded")
    filters = ("kind",)
    order = ("code",)
    form_class = UnitForm
    edit = May.EDIT_ORGANISATION
    save = staticmethod(actions.save_unit)
    related = ("versions", "duties", "office_hours")
    import_name = "units"
    detail_template = "organisation/unit.html"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With their latest names."""
        return named_units().distinct()

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """From whom it took over, to whom it handed over."""
        return {"handovers": unit_shown.handovers(record.pk)}


class UnitVersionRegister(Register):
    """How units were called and placed over time."""

    model, room, matter = UnitVersion, actions.ROOM, actions.VERSION
    title, singular = "Các thời kỳ của đơn vị", "thời kỳ của đơn vị"
    lead = "Tên và cấp trên của đơn vị từ ngày nào đến ngày nào, theo quyết định nào."
    columns = (
        ("unit__code", "Mã"),
        "name",
        ("unit__kind", "Loại"),
        ("parent", "Cấp trên"),
        "official_code",
        "since",
        "until",
    )
    search = ("folded", "unit__code", "legacy_code", "official_code")
    order = ("unit__code", "since")
    sort_keys = {"parent": "parent__code"}
    form_class = UnitVersionForm
    edit = May.EDIT_ORGANISATION
    save = staticmethod(actions.save_version)
    import_name = "units"


class SuccessionRegister(Register):
    """Merging, splitting, renaming, dissolving."""

    model, room, matter = Succession, actions.ROOM, actions.SUCCESSION
    title, singular = "Kế thừa giữa các đơn vị", "kế thừa"
    lead = (
        "Đơn vị nào tiếp nhận công việc của đơn vị nào, từ ngày nào. Ghi thẳng ở đây là ghi lịch sử, không chuyển "
        "hồ sơ, người, việc: muốn chuyển thì lập một việc sắp xếp."
    )
    columns = (
        ("predecessor_name", "Đơn vị trước"),
        ("successor_name", "Đơn vị sau"),
        "kind",
        "on",
        "decision",
    )
    search = ("decision", "predecessor__code", "successor__code")
    filters = ("kind",)
    order = ("-on",)
    form_class = SuccessionForm
    edit = May.EDIT_ORGANISATION
    save = staticmethod(actions.save_succession)

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With the latest names of both units."""
        return Succession.objects.annotate(
            predecessor_name=latest_name("predecessor"), successor_name=latest_name("successor")
        )


class OfficeHoursRegister(Register):
    """Office hours by agency."""

    model, room, matter = OfficeHours, actions.ROOM, actions.HOURS
    title, singular = "Giờ làm việc", "giờ làm việc"
    lead = (
        "Giờ làm việc riêng của cơ quan khi bắt đầu dùng hệ thống; nơi không khai thì tính theo giờ mặc định. "
        "Khi đã có hồ sơ, đổi giờ làm việc là một thay đổi lịch: khai báo ở màn hình Lịch làm việc."
    )
    columns = (("unit", "Cơ quan"), "weekly", "cites", "since", "until")
    order = ("unit__code", "since")
    sort_keys = {"unit": "unit__code"}
    form_class = OfficeHoursForm
    narrow = staticmethod(offer_units)
    edit = May.EDIT_ORGANISATION
    save = staticmethod(actions.save_office_hours)


class DutyRegister(Register):
    """Functions, tasks and powers of units."""

    model, room, matter = UnitDuty, actions.ROOM, actions.DUTY
    title, singular = "Chức năng, nhiệm vụ", "chức năng, nhiệm vụ"
    lead = "Từng mục trong quyết định quy định chức năng, nhiệm vụ, quyền hạn của đơn vị, từ ngày nào."
    columns = (("unit_name", "Đơn vị"), "kind", "number", "text", "decision", "since", "until")
    search = ("text_folded", "unit__code", "decision")
    filters = ("kind",)
    order = ("unit__code", "since", "kind", "number")
    form_class = DutyForm
    narrow = staticmethod(offer_units)
    edit = May.EDIT_ORGANISATION
    save = staticmethod(actions.save_duty)
    import_name = "unit-duties"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With the latest name of the unit."""
        return UnitDuty.objects.annotate(unit_name=latest_name("unit"))


class DelegatedRegister(Register):
    """What was decentralised or authorised to units."""

    model, room, matter = DelegatedTask, actions.ROOM, actions.DELEGATED
    title, singular = "Nhiệm vụ phân cấp, ủy quyền", "nhiệm vụ phân cấp, ủy quyền"
    lead = "Nhiệm vụ, quyền hạn mà cấp trên phân cấp hoặc ủy quyền, theo văn bản nào, đến bao giờ."
    columns = ("kind", "task", "field", "giver", ("taker_name", "Cơ quan nhận"), "document", "since", "until")
    search = ("task_folded", "document", "giver")
    filters = ("kind",)
    order = ("-since",)
    form_class = DelegatedForm
    narrow = staticmethod(offer_units)
    edit = May.EDIT_ORGANISATION
    save = staticmethod(actions.save_delegated)
    related = ("checks",)
    import_name = "delegated-tasks"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With the latest name of the taker."""
        return DelegatedTask.objects.annotate(taker_name=latest_name("taker"))


class CheckRegister(Register):
    """Checks of delegated tasks, to their mending."""

    model, room, matter = DelegationCheck, actions.ROOM, actions.CHECK
    title, singular = "Kiểm tra phân cấp, ủy quyền", "lần kiểm tra"
    lead = "Ai kiểm tra việc thực hiện nhiệm vụ được phân cấp, ủy quyền, kết quả ra sao, đã khắc phục chưa."
    columns = (
        ("delegated__task", "Nhiệm vụ"),
        *("on", "checker", "document", "finding", "to_mend_by", "mended_on"),
    )
    search = ("delegated__task_folded", "document", "checker")
    order = ("-on",)
    form_class = CheckForm
    have_come = ("on",)
    edit = May.EDIT_ORGANISATION
    save = staticmethod(actions.save_check)
    detail_template = "organisation/check.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """Where what was found is said to be mended."""
        open_ = record.to_mend_by is not None and record.mended_on is None
        may = open_ and user.may(May.EDIT_ORGANISATION)
        return {"mend_url": reverse("organisation:mend", args=[record.pk]) if may else ""}
