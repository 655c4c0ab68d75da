"""The main job in small: worksheets in, a frozen report out, and no byte of its bundle can change unnoticed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.config.demo.worksheets import Worksheet, take_in, write_all
from minhchung.config.importers import importer
from minhchung.figures.answers import answer, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.ground.intake import runs
from minhchung.reports import bundle
from minhchung.reports.verification import verify

NOW = datetime(2026, 7, 1, 9, 0)
WINDOW = "2016..2020"


@dataclass(frozen=True)
class Frozen:
    """A bundle on disk, its bytes, and where copies may be written."""

    path: Path
    content: bytes


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Frozen:
    """A report frozen by the command line in a data folder of its own."""
    folder = tmp_path_factory.mktemp("agency")
    command = [
        str(Path(sys.executable).parent / "minhchung"),
        "demo",
        "--no-serve",
        "--dossiers",
        "60",
        "--json",
    ]
    done = subprocess.run(
        [*command, "--data-dir", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env=_bare_environment(),
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    path = Path(result["reports"][0]["bundle"])
    return Frozen(path, path.read_bytes())


def _bare_environment() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("MINHCHUNG_", "DJANGO_"))
    }


def test_a_frozen_report_verifies_without_a_database(frozen: Frozen) -> None:
    verdict = verify(frozen.path)
    assert verdict.passed, verdict.failures
    assert verdict.cells == len(REGISTER) * 6
    assert not verdict.notes


def test_the_bundle_holds_what_the_reader_needs_and_no_personal_column(frozen: Frozen) -> None:
    with zipfile.ZipFile(io.BytesIO(frozen.content)) as archive:
        names = set(archive.namelist())
        assert {
            "report.docx",
            "report.pdf",
            "report.html",
            "figures.json",
            "composition.json",
            "checks.json",
        } < names
        manifest = json.loads(archive.read("manifest.json"))
        assert set(manifest["files"]) == names - {"manifest.json"}
        import pyarrow.parquet as pq

        for facts in REGISTER.facts():
            columns = pq.read_schema(io.BytesIO(archive.read(f"facts/{facts.name}.parquet"))).names
            assert not {column.name for column in facts.columns if column.personal} & set(columns)


@settings(max_examples=120)
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_change_of_any_one_byte_is_found_and_its_place_named(
    frozen: Frozen, tmp_path: Path, place: float, flip: int
) -> None:
    changed = bytearray(frozen.content)
    changed[int(place * len(changed))] ^= flip
    path = tmp_path / "changed.zip"
    path.write_bytes(changed)
    verdict = verify(path)
    assert not verdict.passed
    assert verdict.failures[0]


def test_each_member_is_named_when_its_bytes_change(frozen: Frozen, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(frozen.content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name in sorted(members):
        content = bytearray(members[name])
        content[len(content) // 2] ^= 1
        path = tmp_path / "changed.zip"
        path.write_bytes(bundle.packed({**members, name: bytes(content)}))
        verdict = verify(path)
        assert not verdict.passed
        assert any(name in failure for failure in verdict.failures), (name, verdict.failures)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(
            lambda members: {k: v for k, v in members.items() if k != "report.pdf"}, id="a member taken out"
        ),
        pytest.param(lambda members: {**members, "extra.txt": b"x"}, id="a member put in"),
        pytest.param(
            lambda members: {k: v for k, v in members.items() if k != "manifest.json"}, id="no manifest"
        ),
        pytest.param(lambda members: {**members, "manifest.json": b"{}"}, id="an empty manifest"),
        pytest.param(
            lambda members: {**members, "manifest.json": b"\xef\xbb\xbf" + members["manifest.json"]},
            id="a manifest with a mark before it",
        ),
    ],
)
def test_members_cannot_come_or_go(frozen: Frozen, tmp_path: Path, make: object) -> None:
    with zipfile.ZipFile(io.BytesIO(frozen.content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "changed.zip"
    path.write_bytes(bundle.packed(make(members)))  # type: ignore[operator]
    assert not verify(path).passed


def test_a_forged_number_is_found_even_when_all_hashes_are_made_again(frozen: Frozen, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(frozen.content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    figures = json.loads(members["figures.json"])
    cell = next(
        each for each in figures["cells"] if each["key"] == "dossiers.solved" and each["window"] == WINDOW
    )
    cell["value"] += 1
    members["figures.json"] = bundle.canonical_json(figures)
    about = {name: value for name, value in manifest.items() if name not in ("files", "seal", "format")}
    members["manifest.json"] = bundle.canonical_json(bundle.manifest_of(members, about))
    path = tmp_path / "forged.zip"
    path.write_bytes(bundle.packed(members))
    verdict = verify(path)
    assert verdict.seal != manifest["seal"]
    assert any("dossiers.solved" in failure for failure in verdict.failures)


@pytest.mark.parametrize(
    "content", [None, b"{", b"[]", b"[" * 100_000], ids=["none", "torn", "a list", "deep"]
)
@pytest.mark.parametrize("name", ["figures.json", "composition.json"])
def test_a_bundle_sealed_over_unreadable_figures_is_refused_in_words(
    frozen: Frozen, tmp_path: Path, name: str, content: bytes | None
) -> None:
    with zipfile.ZipFile(io.BytesIO(frozen.content)) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    about = json.loads(members.pop("manifest.json"))
    if content is None:
        del members[name]
    else:
        members[name] = content
    about = {each: value for each, value in about.items() if each not in ("files", "seal", "format")}
    members["manifest.json"] = bundle.canonical_json(bundle.manifest_of(members, about))
    path = tmp_path / "unreadable.zip"
    path.write_bytes(bundle.packed(members))
    assert verify(path).failures == [f"{name}: thiếu hoặc không đọc được."]


@pytest.mark.parametrize(
    "content", [b"", b"not a zip", b"PK\x03\x04" + b"\0" * 40], ids=["empty", "text", "a torn archive"]
)
def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.zip"
    path.write_bytes(content)
    verdict = verify(path)
    assert not verdict.passed
    assert "gói minh chứng" in verdict.failures[0]


@pytest.fixture
def agency(db: None, tmp_path: Path) -> None:
    """A small agency in the test database, imported through the doors."""
    sheets = write_all(tmp_path / "sheets", seed=7, count=80)
    take_in(sheets, read_sheet, begun=False, by="thử", clock=lambda: NOW)


def read_sheet(sheet: Worksheet) -> runs.ImportRun:
    """Import one of them; the run, done."""
    mapping = runs.mapping_for(sheet.path, importer(sheet.kind))
    run = runs.begin(sheet.path, importer(sheet.kind), mapping, by="thử", at=NOW)
    runs.carry_on(run, importer(sheet.kind), by="thử", clock=lambda: NOW)
    return run


def test_the_number_of_every_cell_equals_the_count_of_its_drill_down(agency: None) -> None:
    from django.db import connection

    from minhchung.config.oracle import recount

    engine = DjangoEngine(connection)
    for label in (WINDOW, "2021..2025", "2019", "2025", "2026-Q1", "2024-H1", "2023-05"):
        window = window_named(label)
        for figure in REGISTER:
            found = answer(figure, window, engine)
            stated = (found.part, found.whole) if found.value is None else (found.value,)
            assert recount(figure, window, engine) == stated, (figure.key, label)


def test_the_same_worksheets_twice_change_nothing(agency: None, tmp_path: Path) -> None:
    lasting = [sheet for sheet in write_all(tmp_path / "again", seed=7, count=80) if not sheet.once]
    for sheet in lasting:
        run = read_sheet(sheet)
        assert (run.new, run.changed, run.refused) == (0, 0, 0), sheet.kind
        assert run.unchanged == sheet.rows


def test_records_of_a_share_say_whether_they_are_in_the_part(agency: None) -> None:
    from django.db import connection

    engine = DjangoEngine(connection)
    figure, window = REGISTER["dossiers.kept_promise"], window_named("2021..2025")
    found = answer(figure, window, engine)
    rows = list(records(figure, window, engine))
    assert found.whole == len(rows) > 0
    assert found.part == sum(1 for row in rows if row[-1])
