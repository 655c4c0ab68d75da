"""Prints as JSON what a fresh database holds that was made by one of two roads: ``drawn`` or ``migrated``.

Run as a program, in a process of its own: settings name the database.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import minhchung.config  # noqa: F401  (puts the current SQLite in place)


def tables() -> dict[str, Any]:
    """Every table: its columns, and its constraints and indexes.

    Names of constraints and indexes are told where a model gives them: the others come from what a table was once called,
    and whoever changes them asks the database for their names.
    """
    from django.apps import apps
    from django.db import connection

    given = {
        each.name
        for model in apps.get_models(include_auto_created=True)
        for each in (*model._meta.indexes, *model._meta.constraints)
    }
    found = {}
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            held = (
                on_sqlite(cursor, name)
                if connection.vendor == "sqlite"
                else connection.introspection.get_constraints(cursor, name)
            )
            found[name] = {
                "columns": columns(cursor, name),
                "constraints": sorted(
                    [
                        key if key in given else "",
                        *sorted(f"{what}: {said}" for what, said in told.items() if said),
                    ]
                    for key, told in held.items()
                ),
            }
    return found


def on_sqlite(cursor: Any, table: str) -> dict[str, dict[str, Any]]:
    """Indexes, references and checks of a table, asked of SQLite: Django cannot read every statement of ours."""
    held: dict[str, dict[str, Any]] = {}
    for _number, index, unique, _origin, partial in cursor.execute(
        f'PRAGMA index_list("{table}")'
    ).fetchall():
        named = [row[2] for row in cursor.execute(f'PRAGMA index_info("{index}")').fetchall()]
        sql = statement(cursor, index).partition(" WHERE ")[2] if partial else ""
        held[index] = {"columns": named, "unique": unique, "where": sql}
    for number, row in enumerate(cursor.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()):
        held[f"reference {number}"] = {"to": [str(each) for each in row[2:]]}
    for number, check in enumerate(sorted(re.findall(r"CHECK \(.*?\)(?=,|\)$| )", statement(cursor, table)))):
        held[f"check {number}"] = {"says": check}
    return held


def statement(cursor: Any, name: str) -> str:
    """By which a table or an index of SQLite was made; "" for one that comes with a table."""
    found = cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name]).fetchone()
    return (found and found[0]) or ""


def triggers() -> dict[str, str]:
    """Every trigger, as the database keeps it; on PostgreSQL the functions that they call as well."""
    from django.db import connection

    sql = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
        "UNION ALL SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name: " ".join((told or "").split()) for name, told in cursor.fetchall()}


def columns(cursor: Any, table: str) -> list[list[str]]:
    """Name, type, whether it may be empty, and default of each column."""
    from django.db import connection

    if connection.vendor == "sqlite":
        cursor.execute(f'PRAGMA table_info("{table}")')
        told = [row[1:] for row in cursor.fetchall()]
    else:
        cursor.execute(
            "SELECT column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity "
            "FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s",
            [table],
        )
        told = cursor.fetchall()
    return sorted([str(value) for value in row] for row in told)


def rows() -> dict[str, Any]:
    """The first rows, without their numbers."""
    from django.contrib.auth.models import Group, Permission
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder
    from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

    from minhchung.ground.notices.models import NoticeTemplate

    def of(query: Any, *names: str) -> list[list[str]]:
        return sorted([str(value) for value in row] for row in query.values_list(*names))

    right = ("group__name", "permission__content_type__app_label", "permission__codename")
    return {
        "texts of notices": of(
            NoticeTemplate.objects, "occasion", "way", "subject", "body", "since", "until"
        ),
        "steps taken": of(MigrationRecorder(connection).migration_qs.exclude(app="minhchung"), "app", "name"),
        "locales": of(Locale.objects, "language_code"),
        "pages": of(
            Page.objects,
            "path",
            "depth",
            "numchild",
            "title",
            "slug",
            "url_path",
            "live",
            "locale__language_code",
        ),
        "collections": of(Collection.objects, "path", "depth", "numchild", "name"),
        "groups": of(Group.objects, "name", "permissions__codename"),
        "rights on pages": of(GroupPagePermission.objects, "page__path", *right),
        "rights on media": of(GroupCollectionPermission.objects, "collection__path", *right),
        "permissions": of(Permission.objects, "content_type__app_label", "codename", "name"),
        "content types": of(ContentType.objects, "app_label", "model"),
    }


def take_samples_away() -> None:
    """What Wagtail's migrations give as examples: a page that greets, two groups, a workflow."""
    from django.contrib.auth.models import Group
    from wagtail.models import Page, Site, Task, Workflow

    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    Page.objects.update(numchild=0)
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()


def main(road: str) -> None:
    """Make the database, and print what it holds."""
    import django

    django.setup()
    from django.core.management import call_command

    from minhchung.config.cli.setup import migrate
    from minhchung.portal.roots import lay_first_rows

    if road == "drawn":
        migrate()
    else:
        call_command("migrate", verbosity=0)
        take_samples_away()
        lay_first_rows()
    json.dump({"tables": tables(), "triggers": triggers(), "rows": rows()}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
