"""The file of the signing key: made on first need, readable by the service's account alone, never written over."""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings


class KeyUnusable(RuntimeError):
    """The key file is damaged or holds another kind of key; says in Vietnamese what to do."""


def place() -> Path:
    """Where the key file lies (setting ``SIGNING_KEY_FILE``)."""
    return Path(settings.SIGNING_KEY_FILE)


def public_key() -> bytes:
    """The public key, 32 bytes; the first call in a data folder makes the key.

    Raises:
        KeyUnusable: the file holds no Ed25519 key.
    """
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def sign(content: bytes) -> bytes:
    """The signature of these bytes, 64 bytes.

    Raises:
        KeyUnusable: the file holds no Ed25519 key.
    """
    return _key().sign(content)


def _key() -> Ed25519PrivateKey:
    path = place()
    try:
        state = path.stat()
    except FileNotFoundError:
        _make(path)
        state = path.stat()
    return _read(str(path), state.st_mtime_ns, state.st_size, state.st_ino)


@lru_cache(maxsize=4)
def _read(path: str, _changed: int, _size: int, _inode: int) -> Ed25519PrivateKey:
    try:
        found = load_pem_private_key(Path(path).read_bytes(), password=None)
    except (ValueError, TypeError) as damaged:
        raise KeyUnusable(f"Tệp khóa ký {path} bị hỏng. Hãy lấy lại từ bản sao lưu.") from damaged
    if not isinstance(found, Ed25519PrivateKey):
        raise KeyUnusable(f"Tệp khóa ký {path} không phải khóa Ed25519. Hãy lấy lại từ bản sao lưu.")
    return found


def _make(path: Path) -> None:
    """Make a key; of two that begin together one wins and both sign with the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            key = Ed25519PrivateKey.generate()
            file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except FileExistsError:
        return
    finally:
        fresh.unlink(missing_ok=True)
