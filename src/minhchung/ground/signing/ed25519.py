"""Ed25519 signatures and public keys in the forms in which they travel. No settings, no files, no database."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

#: Bytes of a public key, and of a signature.
KEY_BYTES, SIGNATURE_BYTES = 32, 64


class NoKey(ValueError):
    """What should be a public key is none; says so in Vietnamese."""


def pem_of(key: bytes) -> bytes:
    """A public key of 32 bytes as PEM, as openssl reads it."""
    return _key(key).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def key_of(pem: bytes) -> bytes:
    """The 32 bytes of a public key in PEM.

    Raises:
        NoKey: it is no Ed25519 key.
    """
    try:
        found = load_pem_public_key(pem)
    except ValueError as bad:
        raise NoKey("không phải tệp khóa công khai dạng PEM") from bad
    if not isinstance(found, Ed25519PublicKey):
        raise NoKey("không phải khóa Ed25519")
    return found.public_bytes(Encoding.Raw, PublicFormat.Raw)


def fingerprint_of(key: bytes) -> str:
    """SHA-256 of a public key as openssl writes it (SubjectPublicKeyInfo, DER), in hexadecimal digits."""
    return hashlib.sha256(_key(key).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def is_signed(content: bytes, signature: bytes, key: bytes) -> bool:
    """Whether a signature is that of these bytes by this key."""
    try:
        _key(key).verify(signature, content)
    except (InvalidSignature, NoKey):
        return False
    return True


def _key(key: bytes) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(key)
    except ValueError as bad:
        raise NoKey("khóa công khai phải đúng 32 byte") from bad
