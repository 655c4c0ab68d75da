"""Where a request comes from, as far as it can be believed."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The visitor's address: the last one that our own proxy has written where there is one, else the other end.

    What stands before the last in ``X-Forwarded-For`` anybody can write himself. Of an IPv6 address only the first
    64 bits count: one visitor has all of them.
    """
    text = str(request.META.get("REMOTE_ADDR", ""))
    if settings.HTTPS:
        text = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or text
    try:
        address = ip_address(text)
    except ValueError:
        return text[:60]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)
