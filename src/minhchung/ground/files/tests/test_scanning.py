"""The virus scanner: asked in its own protocol, away, and asked again."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied

from clamd_sink import VIRUS, clamd_sink
from minhchung.config.uploads import upload_settings
from minhchung.ground.files.actions import Infected, keep_checked, scan_again
from minhchung.ground.files.clamd import Daemon, ScannerAway, TooLargeToScan
from minhchung.ground.files.models import KeptFile, Scan
from minhchung.ground.files.tests import samples
from minhchung.ground.files.web import handed_out
from minhchung.ground.trail.models import Entry

AT = datetime(2026, 8, 27, 8, 0)
BAD = samples.PDF.replace(b"%%EOF", b"% " + VIRUS + b"\n%%EOF")
#: Nobody listens there.
AWAY = Daemon("127.0.0.1", 1)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def kept(content: bytes = samples.PDF, scanner: Daemon | None = None) -> KeptFile:
    told = {"name": "đơn.pdf", "purpose": "test", "by": "an", "at": AT}
    return keep_checked([content], scanner=scanner, **told)[0]


@pytest.mark.parametrize("by_socket", [False, True], ids=["over TCP", "over a socket of this machine"])
def test_a_file_is_sent_whole_and_judged(tmp_path: Path, by_socket: bool):
    path = tmp_path / "x"
    path.write_bytes(b"0123456789" * 30_000)
    with clamd_sink(tmp_path / "clamd.ctl" if by_socket else None) as scanner:
        assert Daemon.at(scanner.address).scan(path) == ""
        assert scanner.digests == [hashlib.sha256(path.read_bytes()).hexdigest()]
        path.write_bytes(BAD)
        assert Daemon.at(scanner.address).scan(path) == "Thu.Virus-1"


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        pytest.param("hang up", ScannerAway, id="it hangs up without a word"),
        pytest.param("Can't allocate memory ERROR", ScannerAway, id="it has trouble of its own"),
        pytest.param("INSTREAM size limit exceeded. ERROR", TooLargeToScan, id="it takes no such size"),
    ],
)
def test_trouble_is_no_verdict(tmp_path: Path, answer: str, trouble: type[Exception]):
    (tmp_path / "x").write_bytes(b"x")
    with clamd_sink(answer=answer) as scanner, pytest.raises(trouble):
        Daemon.at(scanner.address).scan(tmp_path / "x")


def test_a_daemon_that_stops_listening_in_the_middle_is_still_heard(tmp_path: Path):
    (tmp_path / "x").write_bytes(b"x" * 3_000_000)
    with clamd_sink(most=100_000) as scanner, pytest.raises((TooLargeToScan, ScannerAway)):
        Daemon.at(scanner.address).scan(tmp_path / "x")


@pytest.mark.django_db
def test_verdicts_are_kept():
    with clamd_sink() as scanner:
        assert (kept(scanner=Daemon.at(scanner.address)).scan) == Scan.CLEAN
    unasked, waiting = kept(), kept(scanner=AWAY)
    assert (unasked.scan, unasked.scanned_at) == (Scan.NOT_SCANNED, None)
    assert (waiting.scan, waiting.scanned_at) == (Scan.WAITING, None) and waiting.scan_note


@pytest.mark.django_db
def test_an_infected_file_is_refused_and_told(tmp_path: Path):
    with clamd_sink() as scanner, pytest.raises(Infected, match=r"Thu\.Virus-1"):
        kept(BAD, Daemon.at(scanner.address))
    assert not KeptFile.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert Entry.objects.get().deed == "refuse_infected"


@pytest.mark.django_db
def test_a_scanner_that_comes_back_is_asked_again():
    good, bad, before = kept(scanner=AWAY), kept(BAD, AWAY), kept(b"%PDF-1.7 2 %%EOF")
    away = scan_again(scanner=AWAY, by="hệ thống", clock=lambda: AT)
    assert (away.clean, away.infected, away.waiting) == (0, 0, 2)
    with clamd_sink() as scanner:
        done = scan_again(scanner=Daemon.at(scanner.address), by="hệ thống", clock=lambda: AT)
        assert (done.clean, done.infected, done.waiting) == (2, 1, 0), "one came before a scanner was named"
        again = scan_again(scanner=Daemon.at(scanner.address), by="hệ thống", clock=lambda: AT)
        assert (again.clean, again.infected) == (0, 0), "nobody is asked twice"
    for each in (good, bad, before):
        each.refresh_from_db()
    assert (good.scan, bad.scan, before.scan) == (Scan.CLEAN, Scan.INFECTED, Scan.CLEAN)
    assert Entry.objects.get().deed == "find_infected"
    with pytest.raises(PermissionDenied, match="mã độc"):
        handed_out(bad)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, (100 * 1024**2, ""), id="nothing said"),
        pytest.param({"MINHCHUNG_UPLOAD_MB": "20"}, (20 * 1024**2, ""), id="a smaller limit"),
        pytest.param(
            {"MINHCHUNG_CLAMD": "unix:///run/clamd.ctl"},
            (100 * 1024**2, "unix:///run/clamd.ctl"),
            id="a scanner",
        ),
        pytest.param({"MINHCHUNG_UPLOAD_MB": "0"}, None, id="no limit at all is refused"),
        pytest.param({"MINHCHUNG_UPLOAD_MB": "lớn"}, None, id="no number"),
        pytest.param({"MINHCHUNG_CLAMD": "localhost:3310"}, None, id="no address"),
    ],
)
def test_the_settings_are_looked_at_before_anything_starts(
    given: dict[str, str], expected: tuple[int, str] | None
):
    if expected is None:
        with pytest.raises(ImproperlyConfigured, match="MINHCHUNG_"):
            upload_settings(given)
    else:
        assert upload_settings(given) == expected
