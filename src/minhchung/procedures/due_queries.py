"""What is due in procedures, for those who keep them: a basis that ends is to be changed before it does."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import May
from minhchung.ground.due import MOST, Asker, Due
from minhchung.procedures import bases


def due(asker: Asker) -> tuple[Due, ...]:
    """Procedures that take no new dossiers, or will take none, because their basis ends; the earliest first."""
    if not asker.account.may(May.EDIT_PROCEDURES):
        return ()
    words = _("Thay căn cứ hết hiệu lực để nhận lại hồ sơ mới")
    return tuple(
        Due(
            words,
            f"{line.document_name}: {line.name}",
            line.ended_on,
            "procedures:basis_work",
            None,
            f"van-ban={line.document}",
        )
        for line in bases.work(asker.at.date(), stop=MOST)
        if line.stops
        and line.ended_on <= asker.until
        and (asker.since is None or asker.since <= line.ended_on)
    )
