"""Starting Django for a command, on the data folder it names."""

from __future__ import annotations

import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

OK, REFUSED, USAGE, MISSING, PARTLY = 0, 1, 2, 3, 4
#: Key of the PostgreSQL advisory lock under which tables are made and changed.
_MIGRATING = 7_305_423


def start_django(data_dir: Path | None) -> None:
    """Settings, applications and the register of figures, ready to use; tables brought up to date if asked."""
    if data_dir is not None:
        os.environ["MINHCHUNG_DATA_DIR"] = str(data_dir)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minhchung.config.settings")
    import django

    django.setup()


def migrate() -> None:
    """Bring the tables up to date; quick when they are."""
    from minhchung.config import tables
    from minhchung.config.checks import demand_safe_database

    with _one_at_a_time():
        if not tables.are_up_to_date():
            _demand_whole_history()
            tables.bring_up_to_date(datetime.now().replace(microsecond=0))
    demand_safe_database()


def _demand_whole_history() -> None:
    """Refuse a database that stopped among the steps which one migration now stands for; Django would pass over it."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    recorded = MigrationRecorder(connection).applied_migrations().keys()
    steps = [step.replaces for step in MigrationLoader(None).disk_migrations.values()] if recorded else []
    if any(not recorded.isdisjoint(each) and not recorded >= set(each) for each in steps):
        fail(
            "Dữ liệu ở đây do một bản thử cũ tạo ra và chưa được bản ấy cập nhật xong, bản này không dùng tiếp được: "
            "hãy chọn một thư mục (hoặc cơ sở dữ liệu) mới rồi nhập lại từ các tệp gốc."
        )


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two commands that begin together do not both make the tables: the second waits for the first."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])
        return
    with (Path(settings.DATA_DIR) / ".migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def tell(data: Any) -> None:
    """Print JSON as Unicode, keys in the order given."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def fail(message: str, code: int = REFUSED) -> NoReturn:
    """Say what was wrong on standard error and end with an exit code."""
    sys.stderr.write(f"{message}\n")
    raise SystemExit(code)
