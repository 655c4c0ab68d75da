"""Real deliveries in processes of their own: each notice once, whoever is killed, beside the server as long as it runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

import database_server
from journeys.standing import served
from robustness.commands import assert_clear, environment, run, start
from smtp_sink import Sink, smtp_sink

NOTICES = 30
PATIENCE = 120  # seconds until something that must happen is called missing

_PUT = f"""
from datetime import datetime
from minhchung.config.cli.setup import migrate, start_django
start_django(None)
migrate()
from django.db import transaction
from minhchung.ground.notices import actions
from minhchung.ground.notices.models import Notice
Notice.objects.all().delete()
with transaction.atomic():
    for number in range({NOTICES}):
        actions.put(
            key=f"dossier:{{number}}:event:1:email", occasion="received", way="email", recipient=f"a{{number}}@x.vn",
            matter=actions.Matter("dossiers", "dossier", number, f"NB/2026/{{number:06d}}"),
            values={{"ma_ho_so": f"NB/2026/{{number:06d}}"}}, at=datetime(2026, 4, 6, 9),
        )
"""
_TELL = """
from minhchung.config.cli.setup import start_django
start_django(None)
from minhchung.ground.notices.models import Notice
print(*sorted(f"{n.state} {n.token} {n.attempts}" for n in Notice.objects.all()), sep="\\n")
"""
_LET_LEASES_END = """
from datetime import datetime
from minhchung.config.cli.setup import start_django
start_django(None)
from minhchung.ground.notices.models import Notice
Notice.objects.filter(state="sending").update(lease_until_at=datetime(2026, 4, 6, 9))
"""


@dataclass(frozen=True)
class Outbox:
    """A data folder with notices in it."""

    folder: Path
    env: dict[str, str]

    def python(self, code: str) -> str:
        """Run something in a process of its own on this data."""
        done = subprocess.run(
            [sys.executable, "-c", code], env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def by_mail(self, sink: Sink) -> dict[str, str]:
        """The environment with a mail server."""
        return {
            **self.env,
            "MINHCHUNG_SMTP_URL": f"smtp://127.0.0.1:{sink.port}",
            "MINHCHUNG_MAIL_FROM": "motcua@bql.gov.vn",
        }


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]
)
def emptied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outbox]:
    """A data folder of the tests of this module, in each database."""
    folder = tmp_path_factory.mktemp("outbox") / "data"
    if request.param == "sqlite":
        yield Outbox(folder, environment(MINHCHUNG_DATA_DIR=str(folder)))
        return
    server = database_server.start()
    try:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE outbox")
        url = server.url.rpartition("/")[0] + "/outbox"
        yield Outbox(folder, environment(MINHCHUNG_DATA_DIR=str(folder), MINHCHUNG_DATABASE_URL=url))
    finally:
        server.stop()


@pytest.fixture
def outbox(emptied: Outbox) -> Outbox:
    """Thirty notices that wait, and nothing else."""
    emptied.python(_PUT)
    return emptied


def test_deliveries_at_once_send_each_notice_once(outbox: Outbox) -> None:
    with smtp_sink() as sink:
        env = outbox.by_mail(sink)
        workers = [start("notices", "deliver", folder=outbox.folder, env=env) for _worker in range(3)]
        ended = [(worker.communicate(timeout=PATIENCE), worker.returncode) for worker in workers]
    assert [code for _said, code in ended] == [0, 0, 0], ended
    assert len(sink.messages) == NOTICES
    assert {str(message["To"]) for message in sink.messages} == {f"a{n}@x.vn" for n in range(NOTICES)}
    assert len({message["Message-ID"] for message in sink.messages}) == NOTICES
    assert outbox.python(_TELL).split("\n")[:NOTICES] == ["sent 1 1"] * NOTICES


def test_the_notice_of_a_killed_delivery_goes_out_after_its_lease_under_the_same_identity(
    outbox: Outbox,
) -> None:
    with smtp_sink(silent_at="DATA.") as deaf:
        worker = start("notices", "deliver", folder=outbox.folder, env=outbox.by_mail(deaf))
        assert deaf.silent.wait(PATIENCE), worker.poll()
        worker.kill()
        worker.communicate()
    with smtp_sink() as sink:
        env = outbox.by_mail(sink)
        assert_clear(run("notices", "deliver", folder=outbox.folder, env=env), 0, f"{NOTICES - 1} thông báo")
        assert "sending 1 1" in outbox.python(_TELL)
        outbox.python(_LET_LEASES_END)
        assert_clear(run("notices", "deliver", folder=outbox.folder, env=env), 0, "Đã gửi 1 thông báo")
    assert len(sink.messages) == NOTICES
    assert sink.messages[-1]["Message-ID"] == deaf.messages[0]["Message-ID"]


def test_a_mail_server_that_is_away_is_told_by_the_exit_code(outbox: Outbox) -> None:
    with smtp_sink() as sink:
        env = outbox.by_mail(sink)
    done = run("notices", "deliver", folder=outbox.folder, env=env)
    assert_clear(done, 4, f"{NOTICES} sẽ thử lại")


def test_without_a_mail_server_notices_become_files(outbox: Outbox) -> None:
    done = run("notices", "deliver", folder=outbox.folder, env=outbox.env)
    assert_clear(done, 0, f"Đã gửi {NOTICES} thông báo")
    assert len(list((outbox.folder / "thong-bao").glob("*.json"))) == NOTICES


def test_while_the_server_runs_notices_go_out_by_themselves(tmp_path: Path) -> None:
    found = Outbox(tmp_path / "data", environment(MINHCHUNG_DATA_DIR=str(tmp_path / "data")))
    found.python(_PUT)
    with smtp_sink() as sink:
        with served(found.folder, found.by_mail(sink)):
            assert sink.arrived.wait(PATIENCE)
            (delivery,) = _deliveries_of(found.folder)
        assert not Path(f"/proc/{delivery}").exists()


def test_a_delivery_stands_back_for_pages_and_told_to_stop_finishes_and_stops(tmp_path: Path) -> None:
    found = Outbox(tmp_path / "data", environment(MINHCHUNG_DATA_DIR=str(tmp_path / "data")))
    found.python(_PUT)
    with smtp_sink() as sink:
        worker = start("notices", "deliver", "--forever", folder=found.folder, env=found.by_mail(sink))
        assert sink.arrived.wait(PATIENCE)
        assert os.getpriority(os.PRIO_PROCESS, worker.pid) > os.getpriority(os.PRIO_PROCESS, 0)
        worker.send_signal(signal.SIGTERM)
        worker.communicate(timeout=PATIENCE)
        assert worker.returncode == 0
    assert "sending" not in found.python(_TELL)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"MINHCHUNG_SMTP_URL": "smtp://host"}, id="a server without a sender"),
        pytest.param({"MINHCHUNG_MAIL_FROM": "a@b.vn"}, id="a sender without a server"),
        pytest.param(
            {"MINHCHUNG_SMTP_URL": "http://host", "MINHCHUNG_MAIL_FROM": "a@b.vn"}, id="no mail server"
        ),
        pytest.param(
            {"MINHCHUNG_SMTP_URL": "smtp://host", "MINHCHUNG_MAIL_FROM": "ban quản lý"}, id="no address"
        ),
    ],
)
def test_a_wrong_mail_setting_stops_the_start_and_repeats_no_password(
    tmp_path: Path, given: dict[str, str]
) -> None:
    done = run("notices", "deliver", folder=tmp_path, env=environment(**given))
    assert done.code != 0
    assert "MINHCHUNG_MAIL_FROM" in done.told


def _deliveries_of(folder: Path) -> list[int]:
    """The processes that deliver the notices of a folder."""
    found = []
    for each in Path("/proc").iterdir():
        if each.name.isdecimal() and int(each.name) != os.getpid():
            try:
                words = (each / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"deliver" in words and str(folder).encode() in words:
                found.append(int(each.name))
    return found
