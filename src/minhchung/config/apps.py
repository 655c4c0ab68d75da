"""The application that names each room's figures: no discovery by magic."""

from __future__ import annotations

from django.apps import AppConfig

from minhchung.config import checks
from minhchung.direction.papers import finders_in
from minhchung.figures.register import REGISTER

#: Rooms whose figures.py enter the register, in the order of the house.
_ROOMS = (
    "organisation",
    "staff",
    "legislation",
    "procedures",
    "finance",
    "dossiers",
    "feedback",
    "direction",
    "correspondence",
)


#: Their modules, as the register takes them.
FIGURES = tuple(f"minhchung.{room}.figures" for room in _ROOMS)


class ConfigConfig(AppConfig):
    """Names the rooms' figures to the register when Django is ready."""

    name = "minhchung.config"
    label = "config"

    def ready(self) -> None:
        checks.register()
        REGISTER.declared_in(FIGURES)
        finders_in("minhchung.config.papers")
