"""The application that names each room's figures: no discovery by magic."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from minhchung.config import checks

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
    """Fills the register of figures when Django is ready."""

    name = "minhchung.config"
    label = "config"

    def ready(self) -> None:
        checks.register()
        for room in ROOMS_WITH_FIGURES:
            import_module(f"minhchung.{room}.figures")
