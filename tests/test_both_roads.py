"""A fresh database is the same whether its tables are drawn at once or made by migrations, step by step."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

PROGRAM = Path(__file__).with_name("both_roads.py")


@pytest.fixture
def made(tmp_path: Path, transactional_db: None) -> dict[str, Any]:
    """What each road has made, asked in processes of their own at the same time."""
    running = {}
    for road in ("drawn", "migrated"):
        settings = {**os.environ, "MINHCHUNG_DATA_DIR": str(tmp_path / road)}
        if connection.vendor == "postgresql":
            name = f"road_{road}"
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {name}")
                cursor.execute(f"CREATE DATABASE {name}")
            settings["MINHCHUNG_DATABASE_URL"] = (
                f"{os.environ['MINHCHUNG_DATABASE_URL'].rpartition('/')[0]}/{name}"
            )
        running[road] = subprocess.Popen(
            [sys.executable, PROGRAM, road], env=settings, stdout=subprocess.PIPE, text=True
        )
    found = {road: process.communicate(timeout=600)[0] for road, process in running.items()}
    assert [process.returncode for process in running.values()] == [0, 0]
    return {road: json.loads(text) for road, text in found.items()}


@pytest.mark.django_db
def test_both_roads_lead_to_the_same_tables_and_first_rows(made: dict[str, Any]):
    drawn, migrated = made["drawn"], made["migrated"]
    assert sorted(drawn["tables"]) == sorted(migrated["tables"])
    assert len(drawn["tables"]) > 100
    for name, table in drawn["tables"].items():
        assert table == migrated["tables"][name], name
    assert len(drawn["triggers"]) > 30
    for name in sorted({*drawn["triggers"], *migrated["triggers"]}):
        assert drawn["triggers"].get(name) == migrated["triggers"].get(name), name
    for name, rows in drawn["rows"].items():
        assert rows == migrated["rows"][name], name
        assert rows, name
