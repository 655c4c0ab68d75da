"""Work that runs beside the web server in processes of its own, and ends with it: notices, connectors."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

#: How long the server waits for such a process to finish what it has in hand, and before it starts another one.
_FAREWELL_SECONDS, _PAUSE_SECONDS = 10.0, 10.0
_COMMANDS = {
    ("notices", "deliver"): "Việc gửi thông báo",
    ("mirror",): "Bộ nối với hệ thống tỉnh",
}


@contextmanager
def working_beside(data_dir: Path | None, *, mirror: bool) -> Iterator[None]:
    """The processes that run beside the server while the block runs.

    Args:
        mirror: whether any connector is set up.
    """
    with ExitStack() as stack:
        for command, words in _COMMANDS.items():
            if mirror or command != ("mirror",):
                stack.enter_context(_beside(command, words, data_dir))
        yield


@contextmanager
def _beside(words_of_command: Sequence[str], words: str, data_dir: Path | None) -> Iterator[None]:
    """One command; when it ends by itself that is reported and it is started again."""
    command = [sys.executable, "-c", "from minhchung.config.cli import main; main()", *words_of_command]
    command += ["--forever", "--beside", str(os.getpid())]
    if data_dir is not None:
        command += ["--data-dir", str(data_dir)]
    ending = threading.Event()
    running: list[subprocess.Popen[bytes]] = [subprocess.Popen(command)]

    def watch() -> None:
        while not ending.is_set():
            code = running[-1].wait()
            if ending.is_set():
                return
            sys.stderr.write(f"{words} đã dừng (mã {code}); sẽ mở lại.\n")
            if not ending.wait(_PAUSE_SECONDS):
                running.append(subprocess.Popen(command))

    threading.Thread(target=watch, name=words_of_command[0], daemon=True).start()
    try:
        yield
    finally:
        ending.set()
        running[-1].terminate()
        try:
            running[-1].wait(_FAREWELL_SECONDS)
        except subprocess.TimeoutExpired:
            running[-1].kill()  # what it had in hand is taken up again after its lease
