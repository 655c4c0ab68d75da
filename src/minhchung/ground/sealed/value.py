"""A sealed value: it travels closed, prints as a mask, and is opened only where somebody says so."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.fernet import InvalidToken

from minhchung.ground.sealed import keys

#: How a sealed value prints.
MASK = "●●●●●●"


class CannotOpen(RuntimeError):
    """No key of the key file opens the value: the file was exchanged, or the value was damaged."""


@dataclass(frozen=True)
class Sealed:
    """A text under seal. ``str()`` gives a mask, so no page, export, log or trail shows it by accident.

    Attributes:
        token: what lies in the database; "" for nothing.
        purpose: of which column it is; a token moved to another column does not open.
    """

    token: str
    purpose: str

    def __str__(self) -> str:
        return MASK if self.token else ""

    def __repr__(self) -> str:
        return f"<Sealed {self.purpose}>"

    def __bool__(self) -> bool:
        return bool(self.token)

    def open(self) -> str:
        """The text itself. Whoever calls this leaves a line in the trail.

        Raises:
            CannotOpen: no key opens it.
        """
        if not self.token:
            return ""
        try:
            return keys.ciphers(self.purpose).decrypt(self.token.encode("ascii")).decode()
        except (InvalidToken, UnicodeEncodeError) as wrong:
            raise CannotOpen(
                f"Không mở được dữ liệu niêm kín ({self.purpose}). Hãy kiểm tra tệp khóa {keys.place()}."
            ) from wrong

    def sealed_anew(self) -> Sealed:
        """The same text under the newest key.

        Raises:
            CannotOpen: no key opens it.
        """
        return seal(self.open(), self.purpose)


def seal(text: str, purpose: str) -> Sealed:
    """A text put under seal; nothing stays nothing."""
    if not text:
        return Sealed("", purpose)
    return Sealed(keys.newest_cipher(purpose).encrypt(text.encode()).decode("ascii"), purpose)
