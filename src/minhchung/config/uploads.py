"""What the settings say of uploads: how large a file may be, and where the virus scanner listens."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

from minhchung.ground.files.clamd import Daemon

_DEFAULT_MB = "100"


def upload_settings(given: Mapping[str, str]) -> tuple[int, str]:
    """The largest file in bytes, and the scanner's address ("" when there is none).

    Raises:
        ImproperlyConfigured: the limit is no positive number, or the address is none.
    """
    limit, address = given.get("MINHCHUNG_UPLOAD_MB", _DEFAULT_MB), given.get("MINHCHUNG_CLAMD", "")
    if not limit.isdecimal() or int(limit) == 0:
        raise ImproperlyConfigured(f"MINHCHUNG_UPLOAD_MB phải là số MB lớn hơn 0, không phải “{limit}”.")
    if address:
        try:
            Daemon.at(address)
        except ValueError as wrong:
            raise ImproperlyConfigured(f"MINHCHUNG_CLAMD: {wrong}.") from wrong
    return int(limit) * 1024**2, address
