"""Screens of autonomy."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minhchung.finance import actions
from minhchung.finance.forms import AgencyAutonomyForm, PublicUnitAutonomyForm
from minhchung.finance.models import AgencyAutonomy, PublicUnitAutonomy
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.organisation.queries import latest_name


class AgencyAutonomyRegister(Register):
    """Autonomy of agencies, year by year."""

    model, room, matter = AgencyAutonomy, actions.ROOM, actions.AGENCY
    title, singular = "Tự chủ kinh phí của cơ quan", "năm tự chủ"
    lead = "Mỗi cơ quan mỗi năm ngân sách một bản ghi; tiết kiệm bằng kinh phí giao trừ đã chi."
    columns = (
        ("unit_name", "Cơ quan"),
        "year",
        "funds_given",
        "spent",
        "saving",
        "extra_income",
        "spending_rule",
    )
    search = ("unit__code", "decision", "spending_rule")
    order = ("-year", "unit__code")
    form_class = AgencyAutonomyForm
    edit = May.EDIT_FINANCE
    save = staticmethod(actions.save_agency_autonomy)
    import_name = "agency-autonomy"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return AgencyAutonomy.objects.annotate(unit_name=latest_name("unit"))


class PublicUnitAutonomyRegister(Register):
    """Autonomy of public units, decision by decision."""

    model, room, matter = PublicUnitAutonomy, actions.ROOM, actions.PUBLIC_UNIT
    title, singular = "Tự chủ của đơn vị sự nghiệp công lập", "quyết định giao tự chủ"
    lead = "Mỗi quyết định một bản ghi; quyết định sau thay quyết định trước từ ngày của nó."
    columns = (("unit_name", "Đơn vị"), "regime", "group", "band", "revenue", "expenses", "since", "until")
    search = ("unit__code", "decision")
    filters = ("group", "regime")
    order = ("-since", "unit__code")
    form_class = PublicUnitAutonomyForm
    edit = May.EDIT_FINANCE
    save = staticmethod(actions.save_public_unit_autonomy)
    import_name = "public-unit-autonomy"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return PublicUnitAutonomy.objects.annotate(unit_name=latest_name("unit"))
