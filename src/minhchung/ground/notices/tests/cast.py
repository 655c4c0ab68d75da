"""Situations for tests: a notice in the outbox, a clock that is set by hand, connectors that misbehave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from minhchung.ground.notices import actions
from minhchung.ground.notices.connectors import Outgoing, Proof
from minhchung.ground.notices.mail import EmailConnector, Server
from minhchung.ground.notices.models import Notice

AT = datetime(2026, 4, 6, 9, 0)
VALUES = {
    "ma_ho_so": "NB/2026/000012",
    "thu_tuc": "Cấp giấy phép lao động",
    "co_quan": "Ban Quản lý",
    "luc": "09:00 ngày 06/04/2026",
    "hen_tra": "17:30 ngày 13/04/2026",
    "ly_do": "Thiếu bản vẽ",
    "nhan_ket_qua": "Tại nơi tiếp nhận",
}


@dataclass
class HandClock:
    """Shows what it was set to."""

    now: datetime = AT

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@dataclass
class Post:
    """A connector that keeps what it is given, and does something first."""

    first: Callable[[Outgoing], None] = lambda _notice: None
    given: list[Outgoing] = field(default_factory=list)

    def send(self, notice: Outgoing) -> Proof:
        """Proof that counts."""
        self.first(notice)
        self.given.append(notice)
        return Proof(f"số {len(self.given)}")


def refusing(refusal: Exception) -> Post:
    """A connector that always refuses."""

    def refuse(_notice: Outgoing) -> None:
        raise refusal

    return Post(refuse)


def a_notice(
    *, key: str = "dossier:12:event:3:email", way: str = "email", recipient: str = "lan@donga.vn", **more: str
) -> Notice:
    """A notice in the outbox."""
    with transaction.atomic():
        actions.put(
            key=key,
            occasion=more.pop("occasion", "supplement"),
            way=way,
            recipient=recipient,
            matter=actions.Matter("dossiers", "dossier", 12, "NB/2026/000012"),
            values={**VALUES, **more},
            at=AT,
        )
    return Notice.objects.get(key=key)


def by_mail(port: int, **more: float) -> dict[str, EmailConnector]:
    """Real mail to a server on this machine."""
    return {"email": EmailConnector(Server("127.0.0.1", port), "motcua@bql.gov.vn", **more)}
