"""Starting Django for a command, on the data folder it names."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

OK, REFUSED, USAGE, MISSING, PARTLY = 0, 1, 2, 3, 4


def start_django(data_dir: Path | None) -> None:
    """Settings, applications and the register of figures, ready to use; tables brought up to date if asked."""
    if data_dir is not None:
        os.environ["MINHCHUNG_DATA_DIR"] = str(data_dir)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minhchung.config.settings")
    import django

    django.setup()


def migrate() -> None:
    """Bring the tables up to date; quick when they are."""
    from django.core.management import call_command

    from minhchung.config.checks import demand_safe_database

    call_command("migrate", verbosity=0, interactive=False)
    demand_safe_database()


def tell(data: Any) -> None:
    """Print JSON as Unicode, keys in the order given."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def fail(message: str, code: int = REFUSED) -> NoReturn:
    """Say what was wrong on standard error and end with an exit code."""
    sys.stderr.write(f"{message}\n")
    raise SystemExit(code)
