"""Settings say by themselves what a data folder is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from minhchung.config.public import public_url


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
def test_demonstration_data_is_marked_and_all_other_asks_for_two_steps(
    tmp_path: Path, made_by_demo: bool, said: str | None, marked: bool
) -> None:
    if made_by_demo:
        (tmp_path / "demo").mkdir()
    given = {"MINHCHUNG_DATA_DIR": str(tmp_path)} | ({"MINHCHUNG_DEMO": said} if said else {})
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MINHCHUNG_")}
    told = "from minhchung.config import settings; print(settings.DEMO, settings.SECOND_STEP_DEMANDED)"
    words = [sys.executable, "-c", told]
    done = subprocess.run(words, env=kept | given, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(marked), str(not marked)]


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        pytest.param("", "", id="none is named"),
        pytest.param(
            "https://mot-cua.example/", "https://mot-cua.example", id="a slash at the end is taken off"
        ),
        pytest.param("http://10.0.0.5:8000", "http://10.0.0.5:8000", id="a machine of the house"),
    ],
)
def test_the_public_address_is_taken(said: str, taken: str) -> None:
    assert public_url({"MINHCHUNG_PUBLIC_URL": said}) == taken


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("mot-cua.example", id="no scheme"),
        pytest.param("javascript:alert(1)", id="no address of a host"),
        pytest.param("https://mot-cua.example/a", id="a folder"),
        pytest.param("https://a:b@mot-cua.example", id="a name and a password"),
        pytest.param("https://mot-cua.example:99999", id="no port"),
    ],
)
def test_what_is_no_public_address_is_refused_before_anything_starts(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MINHCHUNG_PUBLIC_URL"):
        public_url({"MINHCHUNG_PUBLIC_URL": said})
