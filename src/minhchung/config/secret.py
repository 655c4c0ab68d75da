"""Secrets: from the environment or a file; the signing key is made once and kept in the data folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path


def secret_text(given: Mapping[str, str], name: str) -> str:
    """A secret by its name, or what the file of ``<name>_FILE`` holds; "" when neither is given."""
    if given.get(f"{name}_FILE"):
        return Path(given[f"{name}_FILE"]).read_text(encoding="utf-8").strip()
    return given.get(name, "")


def secret_key(folder: Path) -> str:
    """The key that signs sessions; the same on every start of the same data folder."""
    if given := os.environ.get("MINHCHUNG_SECRET_KEY"):
        return given
    if given_file := os.environ.get("MINHCHUNG_SECRET_KEY_FILE"):
        return Path(given_file).read_text(encoding="utf-8").strip()
    path = folder / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
