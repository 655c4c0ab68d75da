"""A ledger kept outside the system: what somebody was told, on disk before anything else happens."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Ledger:
    """A file of lines; several threads may write."""

    path: Path
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, told: str, **words: Any) -> None:
        """Write one answer down for good."""
        line = json.dumps({"told": told, **words}, ensure_ascii=False) + "\n"
        with self.lock, self.path.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def lines(self) -> list[dict[str, Any]]:
        """What it holds."""
        if not self.path.exists():
            return []
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]
