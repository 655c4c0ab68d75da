"""Deeds on notices: put one into the outbox, deliver what is due, send again, take back, keep a text."""

from minhchung.ground.notices.actions.delivering import Delivered, deliver_due
from minhchung.ground.notices.actions.dropping import drop, undropped
from minhchung.ground.notices.actions.following import readdress, tell_anew
from minhchung.ground.notices.actions.putting import (
    CannotSendAgain,
    Matter,
    Road,
    put,
    send_again,
    send_all_again,
)
from minhchung.ground.notices.actions.texts import keep_text, lay_first_texts

__all__ = [
    "CannotSendAgain",
    "Delivered",
    "Matter",
    "Road",
    "deliver_due",
    "drop",
    "keep_text",
    "lay_first_texts",
    "put",
    "readdress",
    "send_again",
    "send_all_again",
    "tell_anew",
    "undropped",
]
