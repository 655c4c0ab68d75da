"""Setting up says in a sentence what is missing and how to mend it, and does nothing twice.

Each case runs the real script in a copy of its own, with only the programs it is given on the path.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
MISSING = 3
EVERYDAY = "bash cat cut dirname env flock grep id mkdir printf rm sh sha256sum touch".split()
A_PYTHON = """#!/bin/sh
case "$*" in
  *version_info*) exit {fits};;
  *ensurepip*) exit {has_venv};;
  "-m venv .venv")
    mkdir -p .venv/bin
    printf '#!/bin/sh\\necho "no route to host" >&2; exit 1\\n' >.venv/bin/pip
    chmod 755 .venv/bin/pip;;
  *) echo "Python {version}";;
esac
"""


@pytest.fixture
def copy() -> Iterator[Path]:
    """A folder with the scripts and the lock file, which another user may look into."""
    folder = Path(tempfile.mkdtemp(prefix="minhchung-setup-"))
    shutil.copytree(HOUSE / "scripts", folder / "scripts")
    shutil.copy(HOUSE / "uv.lock", folder)
    (folder / "path").mkdir()
    for program in EVERYDAY:
        (folder / "path" / program).symlink_to(shutil.which(program) or "/bin/false")
    (folder / "path" / "chmod").symlink_to(shutil.which("chmod") or "/bin/false")
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def run(copy: Path, script: str, *, ci: bool = False, user: int | None = None) -> tuple[int, str]:
    """Exit code, and everything that was said."""
    done = subprocess.run(
        [str(copy / "path" / "bash"), f"scripts/{script}"],
        cwd=copy,
        env={"PATH": str(copy / "path"), "HOME": str(copy), "CI": "true" if ci else ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        user=user,
    )
    return done.returncode, done.stdout


def give_python(copy: Path, *, version: str = "3.11.2", venv: bool = True) -> None:
    program = copy / "path" / "python3"
    fits = 0 if version.startswith("3.11.") else 1
    program.write_text(
        A_PYTHON.format(fits=fits, has_venv=0 if venv else 1, version=version), encoding="ascii"
    )
    program.chmod(0o755)


def test_no_python_at_all(copy):
    code, said = run(copy, "environment.sh")
    assert code == MISSING
    assert "Cần Python 3.11; máy này có: không có Python nào." in said
    assert "apt-get install python3 python3-venv" in said


@pytest.mark.parametrize("version", ["3.9.2", "3.10.14", "3.12.1", "3.13.0"])
def test_another_python_is_named(copy, version):
    give_python(copy, version=version)
    code, said = run(copy, "environment.sh")
    assert code == MISSING
    assert f"máy này có: Python {version}." in said


def test_a_python_without_venv_names_the_one_command(copy):
    give_python(copy, venv=False)
    code, said = run(copy, "environment.sh")
    assert code == MISSING
    assert "sudo apt-get install -y python3-venv" in said


def test_no_network(copy):
    give_python(copy)
    code, said = run(copy, "environment.sh")
    assert code == MISSING
    assert "Không tải được thư viện" in said
    assert "HTTPS_PROXY" in said


def test_no_permission_to_write(copy):
    copy.chmod(0o555)
    code, said = run(copy, "environment.sh", user=65534 if os.geteuid() == 0 else None)
    copy.chmod(0o755)
    assert code == MISSING
    assert f"Không ghi được vào thư mục {copy}." in said


def test_an_incomplete_copy(copy):
    (copy / "uv.lock").unlink()
    code, said = run(copy, "environment.sh")
    assert code == MISSING
    assert "uv.lock" in said


def test_what_is_ready_is_left_alone(copy):
    digest = hashlib.sha256((copy / "uv.lock").read_bytes()).hexdigest()
    version = next(
        line.removeprefix("UV_VERSION=")
        for line in (copy / "scripts" / "environment.sh").read_text(encoding="utf-8").splitlines()
        if line.startswith("UV_VERSION=")
    )
    (copy / ".venv").mkdir()
    (copy / ".venv" / ".ready-dev").write_text(f"{copy} {version} {digest}", encoding="ascii")
    assert run(copy, "environment.sh") == (0, "")


@pytest.mark.parametrize(
    ("ci", "expected"),
    [pytest.param(False, 0, id="tests go on without it"), pytest.param(True, MISSING, id="CI fails")],
)
def test_packages_that_cannot_be_had_are_named(copy, ci, expected):
    code, said = run(copy, "packages.sh", ci=ci)
    assert code == expected
    for package in ("chromium", "poppler-utils", "libreoffice-writer-nogui"):
        assert package in said
