"""Deeds of connectors: take in the files of the folder, pull from the address."""

from minhchung.ground.mirror.actions.holding import Busy
from minhchung.ground.mirror.actions.rounds import due, run

__all__ = ["Busy", "due", "run"]
