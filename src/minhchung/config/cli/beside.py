"""A process beside the server: started with it, started again when it ends by itself, ended with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

STOP = {signal.SIGTERM, signal.SIGINT}
#: By so many steps of the system's scale processes beside the server stand back for those who wait for a page.
_STAND_BACK = 10
#: How long the server waits for a process to finish what it has in hand, and before it starts another one.
_FAREWELL_SECONDS, _PAUSE_SECONDS = 10.0, 10.0


@contextmanager
def beside(what: str, words: Sequence[str], data_dir: Path | None) -> Iterator[None]:
    """A ``minhchung`` command in a process of its own while the block runs.

    Args:
        what: the work in words, for the report when it ends by itself.
        words: of the command; it must know ``--beside`` and stop at SIGTERM.
    """
    command = [sys.executable, "-c", "from minhchung.config.cli import main; main()", *words]
    command += ["--beside", str(os.getpid())]
    if data_dir is not None:
        command += ["--data-dir", str(data_dir)]
    ending = threading.Event()
    running: list[subprocess.Popen[bytes]] = [subprocess.Popen(command)]

    def watch() -> None:
        while not ending.is_set():
            code = running[-1].wait()
            if ending.is_set():
                return
            sys.stderr.write(f"{what} đã dừng (mã {code}); sẽ mở lại.\n")
            if not ending.wait(_PAUSE_SECONDS):
                running.append(subprocess.Popen(command))

    watcher = threading.Thread(target=watch, name=words[0], daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ending.set()
        running[-1].terminate()
        try:
            running[-1].wait(_FAREWELL_SECONDS)
        except subprocess.TimeoutExpired:
            running[-1].kill()  # what it had in hand is taken up again after its lease


def stand_back() -> None:
    """From now on this process, and what it starts, takes the processor when those who wait for a page leave it."""
    os.nice(_STAND_BACK)


def hold_signals() -> None:
    """From now on a signal to stop waits until it is asked for."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP)


def told_to_stop() -> bool:
    """Whether a signal to stop waits to be taken."""
    return bool(STOP & signal.sigpending())


def resting(seconds: float, parent: int | None) -> Callable[[], bool]:
    """A rest that ends early at a signal; it says whether to go on: no signal came, and the parent is still there."""

    def rest() -> bool:
        stopped = signal.sigtimedwait(STOP, seconds) is not None
        return not stopped and (parent is None or os.getppid() == parent)

    return rest
