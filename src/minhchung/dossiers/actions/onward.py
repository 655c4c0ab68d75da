"""Ending the open step of a dossier: it goes to the step that its own process puts next."""

from __future__ import annotations

from datetime import datetime

from minhchung.dossiers import steps
from minhchung.dossiers.actions.acting import Actor, Refusal
from minhchung.dossiers.actions.settling import hand_on
from minhchung.dossiers.desk_queries import units
from minhchung.dossiers.models import Dossier


def end_step(
    *,
    dossier: int,
    revision: int | None,
    to_unit: int | None = None,
    to_holder: int | None = None,
    content: str = "",
    by: Actor,
    at: datetime,
    form: str = "",
) -> Dossier:
    """Hand a dossier on into the next step of its process.

    Args:
        to_unit: who does that step; None leaves it to the unit that the process names.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.settling.hand_on`; it follows no process, stands in the
            last step, or nobody named the unit of the next one.
    """
    found = Dossier.objects.filter(pk=dossier).first()
    if found is None:
        raise Refusal("Không có hồ sơ này.")
    proposed = steps.proposal(found, units(at.date()))
    if not proposed.choices:
        raise Refusal("Hồ sơ không theo quy trình nội bộ nào; hãy dùng việc “Chuyển xử lý”.")
    if proposed.number is None:
        raise Refusal("Hồ sơ đang ở bước cuối của quy trình; việc tiếp theo là đưa kết quả về một cửa.")
    unit = to_unit or proposed.unit
    if unit is None:
        words = dict(proposed.choices)[proposed.number]
        raise Refusal(
            f"Quy trình không nêu đơn vị của cơ quan làm bước “{words}”; hãy chọn đơn vị nhận.",
            field_name="to_unit",
        )
    return hand_on(
        dossier=dossier,
        revision=revision,
        to_unit=unit,
        to_holder=to_holder,
        step=proposed.number,
        content=content,
        by=by,
        at=at,
        form=form,
    )
