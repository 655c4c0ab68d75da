"""The signing key: made once, for the service alone, never written over; what it signs is known again and nothing else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from minhchung.ground.signing import ed25519, keys


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path) -> Path:
    settings.SIGNING_KEY_FILE = tmp_path / "kín" / "signing.key"
    return settings.SIGNING_KEY_FILE


def test_the_first_need_makes_a_key_for_the_service_alone_and_the_next_finds_it(key_file: Path) -> None:
    first = keys.public_key()
    assert os.stat(key_file).st_mode & 0o777 == 0o600
    keys._read.cache_clear()
    assert keys.public_key() == first and list(key_file.parent.iterdir()) == [key_file]


def test_of_two_that_begin_together_one_key_stands(key_file: Path) -> None:
    first = keys.public_key()
    keys._make(key_file)  # the other one, who has seen no file yet
    assert keys.public_key() == first


@pytest.mark.parametrize("kind", ["damaged", "empty", "another kind of key"])
def test_a_file_that_holds_no_such_key_is_said_and_stays(key_file: Path, kind: str) -> None:
    keys.public_key()
    other = generate_private_key(SECP256R1()) if kind == "another kind of key" else None
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) if other else b""
    key_file.write_bytes(pem or (b"" if kind == "empty" else b"x" * 40))
    before = key_file.read_bytes()
    with pytest.raises(keys.KeyUnusable, match="bản sao lưu"):
        keys.sign(b"x")
    assert key_file.read_bytes() == before
    if other is not None:
        public = other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        with pytest.raises(ed25519.NoKey):
            ed25519.key_of(public)


def test_a_signature_is_of_these_bytes_by_this_key() -> None:
    key, signature = keys.public_key(), keys.sign(b"danh")
    assert ed25519.is_signed(b"danh", signature, key)
    assert not ed25519.is_signed(b"danH", signature, key)
    for place in range(len(signature)):
        other = bytearray(signature)
        other[place] ^= 1
        assert not ed25519.is_signed(b"danh", bytes(other), key), place
    assert not ed25519.is_signed(b"danh", b"", key) and not ed25519.is_signed(b"danh", signature, key[:-1])
    assert ed25519.key_of(ed25519.pem_of(key)) == key and len(ed25519.fingerprint_of(key)) == 64
