"""Look-up tokens: twenty letters that lead to one dossier and say nothing of it.

A token is the dossier's number, enciphered by a balanced Feistel network over 100 bits whose round function is
HMAC-SHA256 under a key derived from the installation's own. So it is stored nowhere, is found again without a search,
and one that was not made here is known by the half that must come out empty.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

LENGTH = 20
#: The kind of the tokens on papers: they lead to dossiers.
LOOK_UP = "look-up"
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_HALF = 50
_MASK = (1 << _HALF) - 1
_ROUNDS = 6


def token_of(dossier: int, kind: str = LOOK_UP) -> str:
    """The token of a dossier, by its number in the database; of another kind of record under a key of its own."""
    left, right = 0, dossier
    for number in range(_ROUNDS):
        left, right = right, left ^ _mixed(kind, number, right)
    value = left << _HALF | right
    return "".join(_ALPHABET[value >> 5 * place & 31] for place in reversed(range(LENGTH)))


def dossier_of(token: str, kind: str = LOOK_UP) -> int | None:
    """The number that a token leads to; None for one that was not made here."""
    if len(token) != LENGTH or any(letter not in _ALPHABET for letter in token.upper()):
        return None
    value = 0
    for letter in token.upper():
        value = value << 5 | _ALPHABET.index(letter)
    left, right = value >> _HALF, value & _MASK
    for number in reversed(range(_ROUNDS)):
        left, right = right ^ _mixed(kind, number, left), left
    return right if left == 0 else None


def _mixed(kind: str, number: int, half: int) -> int:
    digest = salted_hmac(f"minhchung.{kind}.{number}", str(half), algorithm="sha256").digest()
    return int.from_bytes(digest[:8], "big") & _MASK
