"""The tests are honest: with CI=true a part that is missing fails, elsewhere it is skipped by name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
SKIPS_ITSELF = "import pytest\ndef test_it(): pytest.skip('no such thing here')\n"
SKIPS_ITS_MODULE = "import pytest\npytest.skip('no such thing here', allow_module_level=True)\n"
FAILS_AS_EXPECTED = "import pytest\n@pytest.mark.xfail(reason='known')\ndef test_it(): assert 0\n"
NEEDS_A_PROGRAM = "import pytest\n@pytest.mark.needs('soffice')\ndef test_it(): pass\n"
ABOUT_ANOTHER = (
    "import pytest\n@pytest.mark.only_on('postgresql')\ndef test_it(): assert 0\ndef test_other(): pass\n"
)


@pytest.mark.parametrize(
    ("source", "ci", "expected"),
    [
        pytest.param(SKIPS_ITSELF, "", "1 skipped", id="a skip is a skip on a desk"),
        pytest.param(SKIPS_ITSELF, "true", "1 failed", id="a skip is a failure in CI"),
        pytest.param(SKIPS_ITS_MODULE, "true", "1 error", id="a skipped module is an error in CI"),
        pytest.param(FAILS_AS_EXPECTED, "true", "1 xfailed", id="an expected failure stays one"),
        pytest.param(NEEDS_A_PROGRAM, "", "1 skipped", id="a missing program skips on a desk"),
        pytest.param(NEEDS_A_PROGRAM, "true", "1 error", id="a missing program is an error in CI"),
        pytest.param(
            ABOUT_ANOTHER, "true", "1 passed, 1 deselected", id="another database's test is left out"
        ),
    ],
)
def test_skips(tmp_path, source, ci, expected):
    (tmp_path / "test_case.py").write_text(source, encoding="utf-8")
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "MINHCHUNG_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "conftest", "-p", "no:cacheprovider", "-q", "test_case.py"],
        cwd=tmp_path,
        env=clean | {"CI": ci, "PATH": "/nonexistent", "PYTHONPATH": f"{HOUSE}:{HOUSE / 'tests'}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert expected in done.stdout, done.stdout + done.stderr
