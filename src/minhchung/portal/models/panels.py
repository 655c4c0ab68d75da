"""The editor's panels, named without being read: a table needs none of them."""

from __future__ import annotations

from typing import Any

from wagtail.models import PanelPlaceholder


def panel(kind: str, *args: Any, **kwargs: Any) -> PanelPlaceholder:
    """A panel of ``wagtail.admin.panels``, made when the editor asks for it."""
    return PanelPlaceholder(f"wagtail.admin.panels.{kind}", args, kwargs)
