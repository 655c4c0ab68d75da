"""The ways out: one small interface, and the one that writes files.

A connector is given a frozen notice and answers with proof, or says why not: :class:`TryAgain` when time may help,
:class:`CannotSend` when it will not. The same notice may be given to it twice (a worker died between the server's
answer and its own note): its ``key`` is the same then, and what a connector sends bears a mark made from it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from minhchung.ground.files.disk import whole_file


class TryAgain(Exception):
    """Not now; the message says why, in Vietnamese where it is ours, else in the server's words.

    ``doubt``: the other side had everything and its answer was not heard, so it may have taken the notice.
    """

    def __init__(self, message: str, *, doubt: bool = False) -> None:
        super().__init__(message)
        self.doubt = doubt


class CannotSend(Exception):
    """Never; the message says why."""


@dataclass(frozen=True)
class Outgoing:
    """A notice as a connector sees it; ``stop_url`` is where its recipient ends such mails, "" where he cannot."""

    key: str
    way: str
    recipient: str
    subject: str
    body: str
    created_at: datetime
    stop_url: str = ""

    @property
    def mark(self) -> str:
        """A name made from the key: the same for the same notice, telling nothing to strangers."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Proof:
    """What shows that a notice went out: the server's answer, a message's identity, a file's name."""

    text: str


class Connector(Protocol):
    """A way out."""

    def send(self, notice: Outgoing) -> Proof:
        """Hand a notice over.

        Raises:
            TryAgain: not now.
            CannotSend: never.
        """


Connectors = Mapping[str, Connector]


@dataclass(frozen=True)
class FileConnector:
    """Writes each notice as one JSON file, whole or not at all, for a gateway of the agency to fetch.

    The same notice again replaces its own file.
    """

    folder: Path

    def send(self, notice: Outgoing) -> Proof:
        """The file's name as proof.

        Raises:
            TryAgain: the folder cannot be written.
        """
        path = self.folder / f"{notice.created_at:%Y%m%d}-{notice.way}-{notice.mark}.json"
        text = json.dumps(asdict(notice), ensure_ascii=False, indent=1, default=str)
        try:
            with whole_file(path) as file:
                file.write(text.encode())
        except OSError as error:
            raise TryAgain(f"Không ghi được tệp thông báo: {error.strerror or error}.") from error
        return Proof(f"{self.folder.name}/{path.name}")
