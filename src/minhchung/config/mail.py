"""The mail server of the settings, looked at before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from email.headerregistry import Address

from django.core.exceptions import ImproperlyConfigured

from minhchung.ground.notices.mail import Server


def mail_settings(given: Mapping[str, str]) -> tuple[str, str]:
    """The server's address and the sender's, both empty when no server is named.

    Raises:
        ImproperlyConfigured: one without the other, or one that is no address; the password is not repeated.
    """
    url, sender = given.get("MINHCHUNG_SMTP_URL", ""), given.get("MINHCHUNG_MAIL_FROM", "")
    if not url and not sender:
        return "", ""
    if not url or not sender:
        raise ImproperlyConfigured("MINHCHUNG_SMTP_URL và MINHCHUNG_MAIL_FROM phải được đặt cùng nhau.")
    try:
        Server.at(url)
        Address(addr_spec=sender)
    except (ValueError, IndexError) as wrong:
        raise ImproperlyConfigured(
            f"MINHCHUNG_SMTP_URL hoặc MINHCHUNG_MAIL_FROM không đúng: {wrong}"
        ) from wrong
    return url, sender
