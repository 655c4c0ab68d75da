"""Where a command writes to its data folder, and ending or failing it at any one of these calls."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from robustness.commands import Done, program, run

#: Calls that change what is on disk.
WRITING = (
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "unlink",
    "mkdir",
    "fchmod",
    "chmod",
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)")
_FILE = re.compile(r'^\d+<([^>]*)>|^"([^"]*)"')


@dataclass(frozen=True)
class Call:
    """The ``number``-th call of this name (from 1) of the command's main thread, on a file of the data folder."""

    name: str
    number: int
    path: str

    @property
    def file(self) -> str:
        """What kind of file it touches."""
        for ending, kind in (
            ("-wal", "wal"),
            ("-shm", "shm"),
            ("-journal", "journal"),
            (".sqlite3", "database"),
        ):
            if self.path.endswith(ending):
                return kind
        return "files" if "/files" in self.path else "other"


def calls_of(*words: str | Path, folder: Path, log: Path) -> tuple[list[Call], Done]:
    """Run a command to its end and list its writing calls on the data folder."""
    done = run(*words, folder=folder, under=_listing(log))
    return _calls(folder, log), done


def calls_of_program(command: list[str], *, folder: Path, log: Path) -> tuple[list[Call], Done]:
    """Run another program to its end and list its writing calls on the data folder."""
    done = program([*_listing(log), *command])
    return _calls(folder, log), done


def _listing(log: Path) -> list[str]:
    return ["strace", "-f", "--seccomp-bpf", "-y", "-o", str(log), "-e", f"trace={','.join(WRITING)}"]


def _calls(folder: Path, log: Path) -> list[Call]:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    main = lines[0].split(" ", 1)[0]
    numbers: dict[str, int] = {}
    calls = []
    for line in lines:
        found = _CALL.match(line)
        if found is None or line.split(" ", 1)[0] != main:
            continue
        name, rest = found.groups()
        numbers[name] = numbers.get(name, 0) + 1
        file = _FILE.match(rest)
        path = (file.group(1) or file.group(2) or "") if file else ""
        if path.startswith(str(folder)):
            calls.append(Call(name, numbers[name], path))
    return calls


def killed_at(call: Call, *words: str | Path, folder: Path) -> Done:
    """Run a command and end it with SIGKILL as it enters a call."""
    return _injected(f"{call.name}:signal=SIGKILL:when={call.number}", *words, folder=folder)


def program_killed_at(call: Call, command: list[str]) -> Done:
    """Run another program and end it with SIGKILL as it enters a call."""
    return program([*_injecting(f"{call.name}:signal=SIGKILL:when={call.number}"), *command])


def failing_from(name: str, number: int, error: str, *words: str | Path, folder: Path) -> Done:
    """Run a command whose calls of a name fail with an error from the ``number``-th on."""
    return _injected(f"{name}:error={error}:when={number}+", *words, folder=folder)


def _injected(what: str, *words: str | Path, folder: Path) -> Done:
    return run(*words, folder=folder, under=_injecting(what))


def _injecting(what: str) -> list[str]:
    name = what.split(":", 1)[0]
    # Not with --seccomp-bpf: strace 6.1 then counts the calls and injects nothing.
    return ["strace", "-f", "-o", "/dev/null", "-e", f"trace={name}", "-e", f"inject={what}"]


def chosen(calls: list[Call], name: str, file: str, share: float) -> Call | None:
    """The call that lies at this share (0 to 1) of all calls of a name on a kind of file."""
    those = [call for call in calls if call.name == name and call.file == file]
    return those[min(int(share * len(those)), len(those) - 1)] if those else None
