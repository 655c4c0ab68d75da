"""Bringing the tables of a database up to date, cheaply where there is little or nothing to do.

Migrations lead through the whole history of the tables, which costs a fresh database half a minute of processor, most
of it for Wagtail's twelve years. On a database that has none of its tables they are drawn at once, as the models are
now, and the migrations are noted as applied; what migrations put into rows is put there by
:mod:`minhchung.portal.roots` and by the outbox's first texts. A database of before Wagtail came gets its tables in the
same way. What comes later upgrades both by migrations, as usual. ``tests/test_both_roads.py`` holds both roads to the
same tables, triggers and rows.
"""

from __future__ import annotations

import hashlib
import pkgutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import BigAutoField, Model

from minhchung.ground.notices.actions import lay_first_texts

#: What is drawn at once, in this order; it stands on tables of the apps named in BELOW.
DRAWN = ("taggit", "wagtailcore", "wagtailadmin", "wagtailusers", "wagtailimages", "wagtaildocs")
BELOW = ("contenttypes", "auth", "accounts")
#: Under this name it is noted that everything has been done for a list of migrations.
_WHOLE = "minhchung"


def are_up_to_date() -> bool:
    """Whether nothing is left to do for the migrations that there are, found out without reading any of them."""
    recorder = MigrationRecorder(connection)
    return (_WHOLE, _name_of_all()) in recorder.applied_migrations()


def bring_up_to_date(at: datetime) -> None:
    """Make and change tables, with all that follows a change: content types, permissions, first rows."""
    # The editor's libraries take a third of a second to load, and most commands find nothing to do here.
    from minhchung.portal.actions import carry_over  # noqa: PLC0415
    from minhchung.portal.finding import note_what_is_not_noted  # noqa: PLC0415
    from minhchung.portal.roots import lay_first_rows  # noqa: PLC0415

    draw()
    call_command("migrate", verbosity=0, interactive=False)
    lay_first_rows()
    carry_over(at=at)
    note_what_is_not_noted()
    MigrationRecorder(connection).record_applied(_WHOLE, _name_of_all())


def draw() -> None:
    """Draw all tables of a fresh database; those of Wagtail where none of them is there yet."""
    recorder = MigrationRecorder(connection)
    begun = {app for app, _name in recorder.applied_migrations()}
    if not begun:
        _draw(MigrationLoader(connection).migrated_apps, first_rows=lay_first_texts)
        return
    wanted = [label for label in DRAWN if label not in begun]
    if wanted:
        executor = MigrationExecutor(connection)
        executor.migrate([node for label in BELOW for node in executor.loader.graph.leaf_nodes(label)])
        _draw(wanted)


def _draw(wanted: Collection[str], first_rows: Callable[[], None] | None = None) -> None:
    """Draw the tables of applications and note their migrations, all of it or nothing."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    with connection.schema_editor(atomic=True) as editor:
        for config in apps.get_app_configs():
            for model in config.get_models() if config.label in wanted else ():
                if model._meta.managed and not model._meta.proxy:
                    with _as_migrations_see(model):
                        editor.create_model(model)
        found = MigrationLoader(connection).disk_migrations
        steps = {
            step
            for (label, name), migration in found.items()
            if label in wanted
            for step in migration.replaces or [(label, name)]
        }
        for app, name in sorted(steps):
            recorder.record_applied(app, name)
        if first_rows is not None:
            first_rows()


@contextmanager
def _as_migrations_see(model: type[Model]) -> Iterator[None]:
    """Keys of rows that tie two tables are as wide as the project's: migrations know no application's own width."""
    ties = [each.remote_field.through for each in model._meta.local_many_to_many]
    keys = [through._meta.pk for through in ties if through._meta.auto_created]
    kinds = [type(key) for key in keys]
    for key in keys:
        key.__class__ = BigAutoField
    try:
        yield
    finally:
        for key, kind in zip(keys, kinds, strict=True):
            key.__class__ = kind


def _name_of_all() -> str:
    """A name for the list of all migrations; another one as soon as any is added or renamed."""
    names = []
    for each in apps.get_app_configs():
        place = MigrationLoader.migrations_module(each.label)[0]
        if place is None or find_spec(place) is None:
            continue
        folder = import_module(place).__path__
        names += [f"{each.label}.{found.name}" for found in pkgutil.iter_modules(folder)]
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:32]
