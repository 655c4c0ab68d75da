"""A table made without its neighbours knows them, and they know it, as if all had been drawn anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.state import ProjectState

from minhchung.ground.tables import CreateTable

KEY = ("id", models.BigAutoField(primary_key=True))
TABLES: dict[str, dict[str, models.Field[Any, Any]]] = {
    "House": {"above": models.ForeignKey("self", models.PROTECT, related_name="below")},
    "Room": {"house": models.ForeignKey("town.house", models.PROTECT, related_name="rooms")},
    "Key": {
        "room": models.OneToOneField("town.room", models.PROTECT),
        "houses": models.ManyToManyField("town.house", related_name="keys"),
    },
}


def built(kind: type[migrations.CreateModel], *, rendered: bool) -> ProjectState:
    state = ProjectState()
    if rendered:
        state.apps  # noqa: B018 (rendering is what asking for them does)
    for name, fields in TABLES.items():
        kind(name, [KEY, *fields.items()]).state_forwards("town", state)
    return state


def known(state: ProjectState) -> dict[str, list[tuple[str, str]]]:
    return {
        model._meta.label: sorted(
            (field.name, field.related_model._meta.label if field.is_relation else "")
            for field in model._meta.get_fields(include_hidden=True)
        )
        for model in state.apps.get_models(include_auto_created=True)
    }


@pytest.mark.parametrize(
    "rendered", [True, False], ids=["models stand rendered", "models are rendered later"]
)
def test_a_new_table_and_its_neighbours_are_as_django_draws_them(rendered: bool) -> None:
    ours, djangos = (built(kind, rendered=rendered) for kind in (CreateTable, migrations.CreateModel))
    assert known(ours) == known(djangos)
    assert ours == djangos
    assert ("rooms", "town.Room") in known(ours)["town.House"]


def test_a_table_changed_afterwards_keeps_its_neighbours() -> None:
    ours, djangos = (built(kind, rendered=True) for kind in (CreateTable, migrations.CreateModel))
    for state in (ours, djangos):
        migrations.AddField("room", "number", models.TextField()).state_forwards("town", state)
    assert known(ours) == known(djangos)
    house, room = (ours.apps.get_model("town", name) for name in ("house", "room"))
    assert room._meta.get_field("house").related_model is house
