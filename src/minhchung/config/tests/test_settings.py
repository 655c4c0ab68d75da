"""Settings say by themselves what a data folder is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("made_by_demo", "said", "marked"),
    [
        pytest.param(False, None, False, id="an agency's own folder bears no mark"),
        pytest.param(
            True, None, True, id="a folder that the demonstration made is marked, whoever serves it"
        ),
        pytest.param(True, "0", False, id="the mark can be taken away"),
        pytest.param(False, "1", True, id="the mark can be set"),
    ],
)
def test_demonstration_data_is_marked(
    tmp_path: Path, made_by_demo: bool, said: str | None, marked: bool
) -> None:
    if made_by_demo:
        (tmp_path / "demo").mkdir()
    given = {"MINHCHUNG_DATA_DIR": str(tmp_path)} | ({"MINHCHUNG_DEMO": said} if said else {})
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MINHCHUNG_")}
    words = [sys.executable, "-c", "from minhchung.config import settings; print(settings.DEMO)"]
    done = subprocess.run(words, env=kept | given, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(marked)
