"""The register of figures without a database: neither settings nor tables are needed to read the rooms' figures."""

from __future__ import annotations

from minhchung.config.apps import FIGURES
from minhchung.figures.register import REGISTER


def load_figures() -> None:
    """Name the rooms' figures to the register, as Django does when it is ready."""
    REGISTER.declared_in(FIGURES)
