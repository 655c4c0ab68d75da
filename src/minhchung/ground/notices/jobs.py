"""The delivery's door: reads the clock and the settings, delivers what is due."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import Error, close_old_connections

from minhchung.ground.files.disk import sweep_leftovers
from minhchung.ground.notices import actions
from minhchung.ground.notices.connectors import Connector, Connectors, FileConnector
from minhchung.ground.notices.mail import EmailConnector, Server
from minhchung.ground.notices.models import Way

log = logging.getLogger(__name__)


def connectors() -> Connectors:
    """The ways out as the settings say: files, and real mail where a server is named.

    Demonstration data never leaves the machine: its applicants are invented, their addresses might not be.
    """
    files: Connector = FileConnector(Path(settings.NOTICES_FOLDER))
    mail = files
    if settings.SMTP_URL and not settings.DEMO:
        mail = EmailConnector(Server.at(settings.SMTP_URL), settings.MAIL_FROM, settings.TIME_ZONE)
    return {Way.EMAIL: mail, Way.SMS: files, Way.ZALO: files}


def deliver() -> actions.Delivered:
    """Deliver what is due now, once; the drafts of killed deliveries are swept from the folder of files."""
    sweep_leftovers(Path(settings.NOTICES_FOLDER))
    return actions.deliver_due(clock=_now, connectors=connectors())


def deliver_forever(rest: Callable[[], bool]) -> None:
    """Deliver what is due, rest, and again, until ``rest`` says that it is enough.

    A database that is away for a while is reported and waited for.
    """
    while True:
        close_old_connections()
        try:
            deliver()
        except Error as error:
            log.warning("Chưa gửi được thông báo vì cơ sở dữ liệu: %s. Sẽ thử lại.", error)
        if not rest():
            return


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
