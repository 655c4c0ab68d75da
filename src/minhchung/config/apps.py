"""The application that names each room's figures: no discovery by magic."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps import AppConfig

from minhchung.config import checks
from minhchung.direction.papers import finders_in
from minhchung.figures.periods import part_at
from minhchung.figures.register import REGISTER
from minhchung.ground.years import guard_forms

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


def _movers() -> Any:
    """What goes along with a unit's work; the rooms' deeds are loaded by those alone who need them."""
    return import_module("minhchung.config.movers").offered()


def _home_changes() -> Any:
    """The days at which a year of figures can be parted."""
    return import_module("minhchung.organisation.queries").home_changes()


class ConfigConfig(AppConfig):
    """Names the rooms' figures and what goes along with a unit's work, and guards the days of forms."""

    name = "minhchung.config"
    label = "config"

    def ready(self) -> None:
        checks.register()
        guard_forms()
        import_module("minhchung.organisation.movers").offer(_movers)
        REGISTER.declared_in(FIGURES)
        finders_in("minhchung.config.papers")
        part_at(_home_changes)
