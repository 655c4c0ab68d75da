"""A private PostgreSQL for one run of the tests: made from Debian's binaries, stopped and removed at the end.

PostgreSQL refuses to run as root; then it runs as the user ``postgres``, else as ``nobody``.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ports import free_port

START_WITHIN = 60.0
TRIES = 3
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "listen_addresses": "127.0.0.1",
    "timezone": "Asia/Ho_Chi_Minh",
    "log_min_messages": "fatal",
}


class CannotStart(Exception):
    """PostgreSQL is missing on this machine, or did not start; the message says which and why."""


def find_programs() -> Path | None:
    """The folder of the newest installed server's programs, or None when there is none."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


@dataclass
class Server:
    """A running server; ``url`` is what ``MINHCHUNG_DATABASE_URL`` takes."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]
    port: int
    settings: dict[str, str]

    def crash(self) -> None:
        """End the server at once, as a crash would: nobody is waited for, nothing is written out."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(timeout=30)

    def rise(self) -> None:
        """Start it again on the same data and port; raises CannotStart."""
        programs, owner = find_programs(), _owner()
        if programs is None:
            raise CannotStart("PostgreSQL is gone")
        data = self.folder / "data"
        self.process = _launch(programs, data, self.folder, self.port, owner, self.settings)
        _wait_until_ready(programs, self.process, self.port, self.folder)

    def keep(self, folder: Path) -> None:
        """End the server in peace and leave a copy of what it holds, for :func:`start`."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        folder.mkdir()
        _copy(self.folder / "data", folder / "data")
        _copy(self.folder / "password", folder / "password")

    def ended_by_itself(self) -> str:
        """What a server that is no more said last, with its code; "" while it runs."""
        code = self.process.poll()
        return "" if code is None else f"{code}: {_last_words(self.folder)}"

    def stop(self) -> None:
        """End the server and remove its folder."""
        try:
            self.crash()
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start(*, kept: Path | None = None, **other: str) -> Server:
    """Make and start a server on a free port of 127.0.0.1; raises CannotStart.

    Tests do without lasting writes; ``other`` settings (``synchronous_commit="on"``) go before that. With ``kept`` the
    server begins with a copy of what another one left by :meth:`Server.keep`.
    """
    settings = {**_SETTINGS, **other}
    programs = find_programs()
    if programs is None:
        raise CannotStart(
            "Máy này chưa có PostgreSQL (PostgreSQL is not installed): apt-get install postgresql"
        )
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="mc-pg-", dir="/tmp"))
    secret = folder / "password"
    if kept is None:
        secret.write_text(secrets.token_hex(16), encoding="ascii")
    else:
        _copy(kept / "password", secret)
    password = secret.read_text(encoding="ascii")
    try:
        if owner is not None:
            for path in (folder, secret):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        data = folder / "data"
        if kept is None:
            _make(programs, data, secret, owner, folder)
        else:
            _copy(kept / "data", data)
        port, process = _begin(programs, data, folder, owner, settings)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    url = f"postgres://minhchung:{password}@127.0.0.1:{port}/postgres"
    return Server(url, folder, process, port, settings)


def _begin(
    programs: Path, data: Path, folder: Path, owner: pwd.struct_passwd | None, settings: dict[str, str]
) -> tuple[int, subprocess.Popen[bytes]]:
    """Launch it, a few times if need be: somebody may have taken the port just then."""
    tries = 0
    while True:
        port = free_port()
        process = _launch(programs, data, folder, port, owner, settings)
        try:
            _wait_until_ready(programs, process, port, folder)
        except CannotStart:
            tries += 1
            if tries == TRIES:
                raise
        else:
            return port, process


def _make(programs: Path, data: Path, secret: Path, owner: pwd.struct_passwd | None, folder: Path) -> None:
    _run(
        [
            str(programs / "initdb"),
            f"--pgdata={data}",
            "--username=minhchung",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--no-instructions",
        ],
        owner,
        folder,
    )


def _copy(source: Path, target: Path) -> None:
    """Copy a file or a folder; whoever owns it, and who may read it, stay."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def _owner() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root; None means as ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _as(owner: pwd.struct_passwd | None) -> dict[str, object]:
    return {} if owner is None else {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _run(command: list[str], owner: pwd.struct_passwd | None, folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **_as(owner))  # type: ignore[call-overload]
    if done.returncode:
        raise CannotStart(f"{command[0]}: {done.stderr.strip() or done.stdout.strip()}")


def _launch(
    programs: Path,
    data: Path,
    folder: Path,
    port: int,
    owner: pwd.struct_passwd | None,
    wanted: dict[str, str],
) -> subprocess.Popen[bytes]:
    """The server as our child; setpriv ends it with us even when we are killed."""
    settings = [f"--{name}={value}" for name, value in wanted.items()]
    command = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder), *settings]
    if shutil.which("setpriv"):
        command = ["setpriv", "--pdeathsig", "QUIT", *command]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **_as(owner)
        )


def _wait_until_ready(programs: Path, process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    ready = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(int(START_WITHIN * 10)):
        if subprocess.run(ready, check=False).returncode == 0:
            return
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    process.kill()
    process.wait()
    raise CannotStart(f"PostgreSQL không khởi động được (did not start): {_last_words(folder)}")


def _last_words(folder: Path) -> str:
    return (folder / "log").read_text(errors="replace")[-2000:]
