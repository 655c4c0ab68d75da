"""Who has and had a task in hand, as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from minhchung.direction.models import TaskHolding
from minhchung.ground.skin import pieces


def holdings_table(found: Sequence[TaskHolding], setters: Mapping[str, str]) -> pieces.Table | None:
    """Who has and had a task in hand, from when until when; ``setters`` are names by account. None for nobody."""
    if not found:
        return None
    return pieces.Table(
        caption=_("Người thực hiện"),
        columns=(
            pieces.Column(_("Họ và tên")),
            pieces.Column(_("Phần việc")),
            pieces.Column(_("Từ ngày"), nowrap=True),
            pieces.Column(_("Đến trước"), nowrap=True),
            pieces.Column(_("Người giao")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(str(each.user), sub=each.reason),
                    pieces.Cell(
                        badge=pieces.Badge(
                            str(each.get_part_display()),
                            pieces.Tone.NONE if each.until_on is not None else pieces.Tone.OPEN,
                        )
                    ),
                    pieces.Cell(f"{each.since_on:%d/%m/%Y}"),
                    pieces.Cell(f"{each.until_on:%d/%m/%Y}" if each.until_on is not None else "–"),
                    pieces.Cell(setters.get(each.set_by, each.set_by), sub=f"{each.set_at:%H:%M %d/%m/%Y}"),
                )
            )
            for each in found
        ),
    )
