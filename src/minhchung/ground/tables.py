"""Making a table in a migration without drawing its neighbours anew.

Django renders every model that hangs together with a new one once more for each table, although a new table changes
none of them; of a first start that was nine tenths.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations


class CreateTable(migrations.CreateModel):
    """``CreateModel`` for a model whose relations point to what is there already, or to itself."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Add the model, and render it alone where models are rendered already."""
        rendered = state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
        if rendered is not None:
            rendered.render_multiple([state.models[app_label, self.name_lower]])
            state.__dict__["apps"] = rendered
