"""The register of figures without a database: enough of Django is configured to import the rooms' figures."""

from __future__ import annotations

from importlib import import_module

from minhchung.config.apps import ROOMS_WITH_FIGURES


def load_figures() -> None:
    """Fill the register. Figures and facts import no tables, so neither settings nor a database is needed."""
    for room in ROOMS_WITH_FIGURES:
        import_module(f"minhchung.{room}.figures")
