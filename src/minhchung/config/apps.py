"""The application that names each room's figures: no discovery by magic."""

from __future__ import annotations

from django.apps import AppConfig

from minhchung.config import checks
from minhchung.figures.register import REGISTER

#: Rooms whose figures.py enter the register, in the order of the house.
ROOMS_WITH_FIGURES = (
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


class ConfigConfig(AppConfig):
    """Names the rooms' figures to the register when Django is ready."""

    name = "minhchung.config"
    label = "config"

    def ready(self) -> None:
        checks.register()
        REGISTER.declared_in(f"minhchung.{room}.figures" for room in ROOMS_WITH_FIGURES)
