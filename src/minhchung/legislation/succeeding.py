"""Legal documents outlive who issued them: they stay in force in the territory that they had."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy

from minhchung.legislation.models import LegalDocument
from minhchung.organisation.movers import Stay


def _in_force(unit: int, on: date) -> int:
    return LegalDocument.objects.filter(issuer_unit=unit).in_force(on).count()


STAYS = (
    Stay(
        gettext_lazy("Văn bản pháp luật đang có hiệu lực do đơn vị này ban hành"),
        gettext_lazy(
            "Tiếp tục có hiệu lực trong phạm vi lãnh thổ cũ đến khi có văn bản thay thế (Luật 64/2025/QH15, Điều 54)."
        ),
        _in_force,
    ),
)
