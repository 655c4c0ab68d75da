"""Situations for tests: an agency whose dossiers come from the province, records as its system writes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from minhchung.ground.mirror import actions
from minhchung.ground.mirror.client import Client
from minhchung.ground.mirror.models import Outcome
from minhchung.ground.mirror.setup import Setup

AT = datetime(2026, 8, 27, 8, 0)


@dataclass
class HandClock:
    """Shows what it was set to."""

    now: datetime = AT

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


def a_record(number: int = 1, **more: Any) -> dict[str, Any]:
    """A dossier as the province's system writes it."""
    return {
        "MaHoSo": f"H61.15-260806-{number:04d}",
        "MaTTHC": "1.000105",
        "ChuHoSo": "Công ty TNHH Đông Á",
        "LoaiDoiTuong": "2",
        "KenhThucHien": "2",
        "NgayNopHoSo": "20260806081500",
        "NgayTiepNhan": "20260806090000",
        "NgayHenTra": "20260813173000",
        "TrangThaiHoSo": "4",
        **more,
    }


def a_page(*records: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An answer that holds records."""
    return {"error_code": "0", "result": list(records), **more}


def a_setup(url: str = "", folder: Path | None = None, mapping: Path | None = None) -> Setup:
    """What this installation is set up for."""
    return Setup(url=url, token="bí-mật", folder=folder, mapping=mapping or Path(settings.MIRROR_MAPPING))


def pull(
    setup: Setup, clock: HandClock | None = None, waits: list[float] | None = None, seconds: float = 5
) -> tuple[Outcome, ...]:
    """One round of the address."""
    client = Client({"Authorization": "Bearer bi-mat"}, seconds=seconds)
    waited: list[float] = [] if waits is None else waits
    return actions.run("http", setup, by="it", clock=clock or HandClock(), pause=waited.append, client=client)


def look(folder: Path, clock: HandClock | None = None) -> tuple[Outcome, ...]:
    """One round of the folder."""
    return actions.run(
        "folder",
        replace(a_setup(), folder=folder),
        by="it",
        clock=clock or HandClock(),
        pause=lambda _s: None,
    )
