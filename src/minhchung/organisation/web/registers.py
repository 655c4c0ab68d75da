"""Screens of units."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.organisation import actions
from minhchung.organisation.forms import (
    OfficeHoursForm,
    SuccessionForm,
    UnitForm,
    UnitVersionForm,
    offer_units,
)
from minhchung.organisation.models import OfficeHours, Succession, Unit, UnitVersion
from minhchung.organisation.queries import latest_name, named_units


class UnitRegister(Register):
    """Units by their identity."""

    model, room, matter = Unit, actions.ROOM, actions.UNIT
    title, singular = "Đơn vị", "đơn vị"
    lead = "Mỗi đơn vị giữ một mã; tên và cấp trên theo từng thời kỳ nằm ở phần các thời kỳ."
    columns = ("code", ("shown_name", "Tên hiện nay"), "kind", "is_home")
    search = ("code", "versions__folded")
    filters = ("kind",)
    order = ("code",)
    form_class = UnitForm
    edit = May.EDIT_ORGANISATION
    save = staticmethod(actions.save_unit)
    related = ("versions", "office_hours")
    import_name = "units"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return named_units().distinct()


class UnitVersionRegister(Register):
    """How units were called and placed over time."""

    model, room, matter = UnitVersion, actions.ROOM, actions.VERSION
    title, singular = "Các thời kỳ của đơn vị", "thời kỳ của đơn vị"
    lead = "Tên và cấp trên của đơn vị từ ngày nào đến ngày nào, theo quyết định nào."
    columns = (
        ("unit__code", "Mã"),
        "name",
        ("unit__kind", "Loại"),
        ("parent__code", "Cấp trên"),
        "since",
        "until",
    )
    search = ("folded", "unit__code", "legacy_code")
    order = ("unit__code", "since")
    form_class = UnitVersionForm
    edit = May.EDIT_ORGANISATION
    save = staticmethod(actions.save_version)
    import_name = "units"


class SuccessionRegister(Register):
    """Merging, splitting, renaming, dissolving."""

    model, room, matter = Succession, actions.ROOM, actions.SUCCESSION
    title, singular = "Kế thừa giữa các đơn vị", "kế thừa"
    lead = "Đơn vị nào tiếp nhận công việc của đơn vị nào, từ ngày nào."
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
    columns = (("unit__code", "Cơ quan"), "weekly", "cites", "since", "until")
    order = ("unit__code", "since")
    form_class = OfficeHoursForm
    narrow = staticmethod(offer_units)
    edit = May.EDIT_ORGANISATION
    save = staticmethod(actions.save_office_hours)
