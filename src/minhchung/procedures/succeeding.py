"""What a reorganisation leaves as it is in the catalogue: procedures are published anew under the successor's name."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy

from minhchung.organisation.movers import Stay
from minhchung.procedures.models import ProcedureVersion


def _in_force(unit: int, on: date) -> int:
    versions = ProcedureVersion.objects.filter(procedure__settled_by=unit, since__lte=on)
    return versions.filter(Q(until__isnull=True) | Q(until__gt=on)).count()


STAYS = (
    Stay(
        gettext_lazy("Thủ tục hành chính ghi đơn vị này giải quyết"),
        gettext_lazy("Người dân vẫn nộp như trước; cần quyết định công bố lại danh mục theo tên đơn vị mới."),
        _in_force,
    ),
)
