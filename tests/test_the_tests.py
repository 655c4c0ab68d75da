"""The tests are honest: with CI=true a part that is missing fails, elsewhere it is skipped by name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
CASES = {
    "skips_itself": "import pytest\ndef test_it(): pytest.skip('no such thing here')\n",
    "skips_its_module": "import pytest\npytest.skip('no such thing here', allow_module_level=True)\n",
    "fails_as_expected": "import pytest\n@pytest.mark.xfail(reason='known')\ndef test_it(): assert 0\n",
    "needs_a_program": "import pytest\n@pytest.mark.needs('soffice')\ndef test_it(): pass\n",
    "is_about_postgresql": "import pytest\n@pytest.mark.only_on('postgresql')\ndef test_it(): assert 0\n",
    "passes": "def test_it(): pass\n",
}


@pytest.mark.parametrize(
    ("ci", "expected"),
    [
        pytest.param(
            "",
            {"skips_itself": "SKIPPED", "skips_its_module": "SKIPPED", "needs_a_program": "SKIPPED"},
            id="on a desk what is missing is skipped",
        ),
        pytest.param(
            "true",
            {"skips_itself": "FAILED", "skips_its_module": "ERROR", "needs_a_program": "ERROR"},
            id="in CI what is missing fails",
        ),
    ],
)
def test_skips(tmp_path, ci, expected):
    for name, source in CASES.items():
        (tmp_path / f"test_{name}.py").write_text(source, encoding="utf-8")
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "MINHCHUNG_"))
    }
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "conftest", "-p", "no:cacheprovider", "-q", "-rA"),
            *("--no-fold-skipped", "--continue-on-collection-errors"),
        ],
        cwd=tmp_path,
        env=clean | {"CI": ci, "PATH": "/nonexistent", "PYTHONPATH": f"{HOUSE}:{HOUSE / 'tests'}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(PASSED|FAILED|ERROR|SKIPPED|XFAIL) .*?test_(\w+)\.py", done.stdout, re.MULTILINE)
    always = {"passes": "PASSED", "fails_as_expected": "XFAIL"}
    assert {name: outcome for outcome, name in found} == expected | always, done.stdout + done.stderr
    assert "1 deselected" in done.stdout
