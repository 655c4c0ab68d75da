"""The key file of sealed columns: one secret a line, the newest first, readable by the service's account alone.

Each secret is a generation. New values are sealed under the newest; older ones still open until a rotation has
sealed every value anew. The file is read again whenever it changes, so a rotation needs no restart.
"""

from __future__ import annotations

import base64
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_SECRET_BYTES = 32


class KeysMissing(RuntimeError):
    """The key file is empty or damaged; says in Vietnamese what to do."""


def place() -> Path:
    """Where the key file lies (setting ``SEALING_KEYS_FILE``)."""
    return Path(settings.SEALING_KEYS_FILE)


def generations() -> tuple[bytes, ...]:
    """The secrets, newest first; the first call in a data folder makes one.

    Raises:
        KeysMissing: the file holds no secret, or a damaged one.
    """
    path = place()
    try:
        state = path.stat()
    except FileNotFoundError:
        _make(path)
        state = path.stat()
    return _read(str(path), state.st_mtime_ns, state.st_size, state.st_ino)


def add_generation() -> None:
    """Put a new secret in front; what is sealed from now on is sealed under it."""
    _write(place(), (secrets.token_bytes(_SECRET_BYTES), *generations()))


def keep_newest(count: int) -> int:
    """Drop all but the newest secrets; returns how many were dropped. What they sealed must be sealed anew before."""
    found = generations()
    if len(found) > count:
        _write(place(), found[:count])
    return max(0, len(found) - count)


def ciphers(purpose: str) -> MultiFernet:
    """What seals and opens the values of one column; columns do not share keys."""
    return MultiFernet([_fernet(secret, purpose) for secret in generations()])


def newest_cipher(purpose: str) -> Fernet:
    """Under what a column's values should be sealed now."""
    return _fernet(generations()[0], purpose)


def index_keys(purpose: str) -> tuple[bytes, ...]:
    """Keys of the blind index of one column, newest first."""
    return tuple(_derived(secret, f"index:{purpose}") for secret in generations())


@lru_cache(maxsize=8)
def _read(path: str, _changed: int, _size: int, _inode: int) -> tuple[bytes, ...]:
    lines = Path(path).read_text(encoding="ascii").split()
    try:
        found = tuple(base64.urlsafe_b64decode(line) for line in lines)
    except ValueError as damaged:
        raise KeysMissing(f"Tệp khóa {path} bị hỏng. Hãy lấy lại từ bản sao lưu.") from damaged
    if not found or any(len(secret) != _SECRET_BYTES for secret in found):
        raise KeysMissing(f"Tệp khóa {path} rỗng hoặc bị hỏng. Hãy lấy lại từ bản sao lưu.")
    return found


def _make(path: Path) -> None:
    """Make the file with one secret; of two that begin together one wins and both read the same."""
    fresh = _written(path, (secrets.token_bytes(_SECRET_BYTES),))
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    finally:
        fresh.unlink()


def _write(path: Path, found: tuple[bytes, ...]) -> None:
    _written(path, found).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _written(path: Path, found: tuple[bytes, ...]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("".join(f"{base64.urlsafe_b64encode(secret).decode()}\n" for secret in found))
        file.flush()
        os.fsync(file.fileno())
    return fresh


@lru_cache(maxsize=256)
def _fernet(secret: bytes, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(secret, f"seal:{purpose}")))


@lru_cache(maxsize=512)
def _derived(secret: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"minhchung:{info}".encode()).derive(secret)
