"""The address under which people outside reach the public pages, looked at before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NAME = "MINHCHUNG_PUBLIC_URL"


def public_url(given: Mapping[str, str]) -> str:
    """The address without a slash at its end; "" when none is named.

    Notices are written by deeds, and some deeds have no page that could say under which address it was asked for.

    Raises:
        ImproperlyConfigured: no http or https address of a host, or one with a folder, a question or a mark.
    """
    url = given.get(NAME, "").strip().rstrip("/")
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        right = (
            parts.scheme in ("http", "https")
            and parts.hostname
            and parts.port != 0
            and "@" not in parts.netloc
        )
    except ValueError:
        right = None
    if not right or parts.path or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"{NAME} phải là địa chỉ như https://mot-cua.tinh.gov.vn, không kèm đường dẫn."
        )
    return url
