"""Budget years and periods of autonomy stay with the unit that had them: they are settled under its name."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy

from minhchung.finance.models import AgencyAutonomy, PublicUnitAutonomy
from minhchung.organisation.movers import Stay


def _agency(unit: int, on: date) -> int:
    return AgencyAutonomy.objects.filter(unit=unit, year=on.year).count()


def _public_unit(unit: int, on: date) -> int:
    rows = PublicUnitAutonomy.objects.filter(unit=unit)
    return rows.filter(Q(until__isnull=True) | Q(until__gt=on)).count()


STAYS = (
    Stay(
        gettext_lazy("Năm tự chủ kinh phí đang thực hiện"),
        gettext_lazy("Quyết toán theo tên đơn vị cũ; đơn vị mới được giao dự toán của mình."),
        _agency,
    ),
    Stay(
        gettext_lazy("Kỳ tự chủ tài chính của đơn vị sự nghiệp"),
        gettext_lazy("Cần quyết định giao quyền tự chủ cho đơn vị mới."),
        _public_unit,
    ),
)
