"""Start-up checks of the embedded database: a SQLite that may lose or damage records is refused.

``register()`` adds them to Django's system checks, which ``migrate`` runs; ``demand_safe_database()`` is for
servers, which run no system checks by themselves. Reasons and measurements: docs/decisions/0002-sqlite.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

#: Versions whose WAL can be damaged by two connections and a checkpoint; half-open.
WAL_RESET_SINCE = (3, 7, 0)
WAL_RESET_UNTIL = (3, 51, 3)

#: What each setting must be, how SQLite prints it, and why.
DEMANDED = (
    ("synchronous", 2, "FULL", "mất điện có thể làm mất các bản ghi đã báo là lưu xong"),
    ("foreign_keys", 1, "ON", "bản ghi có thể trỏ tới dữ liệu không còn tồn tại"),
    ("mmap_size", 0, "0", "lỗi đọc đĩa làm dừng cả tiến trình và tệp dữ liệu có thể bị ghi đè"),
)


def register() -> None:
    """Make the check part of Django's system checks; call once when applications are ready."""
    checks.register(check_databases, checks.Tags.database)


def check_databases(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """The faults of every SQLite database asked for; none for other engines."""
    return [fault for alias in databases or () for fault in faults_of(connections[alias])]


def demand_safe_database(alias: str = "default") -> None:
    """Raise ImproperlyConfigured, with every fault and its remedy, unless the database is safe."""
    faults = faults_of(connections[alias])
    if faults:
        raise ImproperlyConfigured("\n".join(f"{fault.msg} {fault.hint}" for fault in faults))


def faults_of(connection: BaseDatabaseWrapper) -> list[checks.CheckMessage]:
    """What is unsafe about one connection, asked of the connection itself; empty when nothing is."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        found: dict[str, Any] = {}
        for name in ("journal_mode", *(name for name, *_ in DEMANDED)):
            row = cursor.execute(f"PRAGMA {name}").fetchone()
            found[name] = row[0] if row else None
        version = cursor.execute("SELECT sqlite_version()").fetchone()[0]
    if found["journal_mode"] == "memory":
        # A database in memory has no file to lose: only its foreign keys matter.
        return [fault for fault in faults_of_settings(found) if fault.id == "minhchung.E004"]
    return faults_of_version(version, found["journal_mode"]) + faults_of_settings(found)


def faults_of_version(version: str, journal_mode: str) -> list[checks.CheckMessage]:
    """Refuse WAL on a library with the WAL-reset bug, and any mode that is not WAL.

    ``version`` is dotted, as SQLite prints it: "3.40.1".
    """
    faults: list[checks.CheckMessage] = []
    numbers = tuple(int(part) for part in version.split("."))
    if journal_mode != "wal":
        faults.append(
            checks.Error(
                f"SQLite đang ở chế độ nhật ký {journal_mode}; cần WAL để vừa đọc vừa ghi được.",
                hint="Đặt dữ liệu trên đĩa của chính máy này (không phải ổ mạng) và giữ nguyên init_command "
                "trong settings.",
                id="minhchung.E002",
            )
        )
    elif WAL_RESET_SINCE <= numbers < WAL_RESET_UNTIL:
        faults.append(
            checks.Error(
                f"Thư viện SQLite {version} có lỗi làm hỏng tệp dữ liệu ở chế độ WAL "
                "(các bản 3.7.0 đến 3.51.2).",
                hint="Chạy lại make demo để cài pysqlite3 có SQLite 3.51.3 trở lên; minhchung.config phải "
                "được nạp trước Django.",
                id="minhchung.E001",
            )
        )
    return faults


def faults_of_settings(found: dict[str, Any]) -> list[checks.CheckMessage]:
    """One fault for each PRAGMA that is not as demanded; ``found`` is what SQLite answered."""
    return [
        checks.Error(
            f"SQLite đang có {name} = {found.get(name)}; cần {printed}, nếu không {danger}.",
            hint=f"Giữ PRAGMA {name}={printed} trong init_command của settings.",
            id=f"minhchung.E00{number}",
        )
        for number, (name, value, printed, danger) in enumerate(DEMANDED, start=3)
        if found.get(name) != value
    ]
