"""Brings the Vietnamese of the editing pages up to date: ``.venv/bin/python scripts/editor_words.py``.

Editors work in Wagtail, whose own Vietnamese covers a fifth of its words. This gathers the English words of the Wagtail
apps in use, and those of Django and of the filters that its screens show and that have no Vietnamese of their own;
keeps the translations there are, adds the new ones empty, drops those no longer used, and compiles. The tests refuse
an empty one.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import django
import translations
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from django.conf import settings

CATALOGUES = (
    Path(__file__).resolve().parent.parent / "src" / "minhchung" / "portal" / "locale" / "vi" / "LC_MESSAGES"
)
DOMAINS = ("django", "djangojs")
#: Apps that list their English words in a catalogue; an app that is installed but not here fails a test.
APPS = (
    "wagtail",
    "wagtail.admin",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.snippets",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.search",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "taggit",
)
#: Files that mark words shown on the editing pages; what Django itself says in Vietnamese is left to it.
MARKED = {
    "django": (
        "contrib/auth/password_validation.py",
        "contrib/auth/validators.py",
        "core/paginator.py",
        "core/validators.py",
        "db/models/constraints.py",
        "db/models/fields/__init__.py",
        "db/models/fields/json.py",
        "db/models/fields/related.py",
        "forms/fields.py",
        "forms/formsets.py",
        "forms/models.py",
        "forms/utils.py",
        "utils/ipv6.py",
        "utils/text.py",
        "utils/timesince.py",
    ),
    "django_filters": ("conf.py", "fields.py", "filters.py", "utils.py", "widgets.py"),
    "modelsearch": ("abstract_models.py",),
    "wagtail": ("admin/forms/pages.py",),
}
#: Django's own Vietnamese for these says neither what is wrong nor how to mend it; the house says them itself.
SAID_BETTER = frozenset(
    {
        "Ensure this value is greater than or equal to %(limit_value)s.",
        "Ensure this value is less than or equal to %(limit_value)s.",
        "Enter a whole number.",
        "Enter a number.",
        "Enter a valid date.",
        "Enter a valid date/time.",
        "%(model_name)s with this %(field_label)s already exists.",
        "The submitted file is empty.",
    }
)
DJANGOS_OWN = ("conf", "contrib/auth", "contrib/contenttypes")


def folder(package: str) -> Path:
    """Where a package lies, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"{package} is not installed")
    return Path(spec.origin).parent


def catalogued_words(domain: str) -> Iterator[translations.Found]:
    """The words that the apps list themselves: the app, the text (or singular and plural), and its context."""
    for app in APPS:
        path = folder(app) / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            with path.open("rb") as file:
                for message in pofile.read_po(file, locale="en"):
                    if message.id:
                        yield app, message.id, message.context


def said_by_django() -> set[str]:
    """The English that Django has Vietnamese for, with its context before it as gettext writes it."""
    said = set()
    for part in DJANGOS_OWN:
        with (folder("django") / part / "locale" / "vi" / "LC_MESSAGES" / "django.mo").open("rb") as file:
            for message in mofile.read_mo(file):
                first = forms(message.id)[0]
                said.add(f"{message.context}\x04{first}" if message.context else first)
    return said - SAID_BETTER


def marked_words() -> Iterator[translations.Found]:
    """The words that the named files mark and Django does not say in Vietnamese."""
    said = said_by_django()
    for package, names in MARKED.items():
        for name in names:
            for _file, words, context in translations.marked_in(
                f"{package}/{name}", (folder(package) / name).read_text("utf-8")
            ):
                first = forms(words)[0]
                if (f"{context}\x04{first}" if context else first) not in said:
                    yield package, words, context


def wanted(domain: str) -> Iterator[translations.Found]:
    """Every word that needs Vietnamese."""
    yield from catalogued_words(domain)
    if domain == "django":
        yield from marked_words()


def gathered(domain: str, known: Catalog | None) -> Catalog:
    """The catalogue of all wanted words with the translations already known."""
    catalogue = Catalog(
        locale="vi",
        project="Minh Chứng",
        version="1",
        msgid_bugs_address="-",
        last_translator="Minh Chứng",
        language_team="Minh Chứng",
        copyright_holder="Minh Chứng",
        fuzzy=False,
        header_comment="# Vietnamese words of the editing pages; made by scripts/editor_words.py.",
    )
    for app, words, context in wanted(domain):
        catalogue.add(words, locations=[(app, None)], context=context)
    for message in catalogue:
        there = known.get(message.id, message.context) if known is not None and message.id else None
        if there is not None:
            message.string = there.string
    return catalogue


def forms(text: str | Sequence[str]) -> tuple[str, ...]:
    """The one form of a text, or all of a plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def read(domain: str) -> Catalog | None:
    """The catalogue as it is kept."""
    path = CATALOGUES / f"{domain}.po"
    if not path.exists():
        return None
    with path.open("rb") as file:
        return pofile.read_po(file, locale="vi")


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """The catalogue as text and compiled."""
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    text, compiled = io.BytesIO(), io.BytesIO()
    pofile.write_po(text, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
    mofile.write_mo(compiled, catalogue)
    return text.getvalue(), compiled.getvalue()


def main() -> None:
    """Write the files; say what has no translation."""
    if not settings.configured:
        settings.configure()
    django.setup()
    CATALOGUES.mkdir(parents=True, exist_ok=True)
    for domain in DOMAINS:
        catalogue = gathered(domain, read(domain))
        text, compiled = written(catalogue)
        (CATALOGUES / f"{domain}.po").write_bytes(text)
        (CATALOGUES / f"{domain}.mo").write_bytes(compiled)
        missing = [message.id for message in catalogue if message.id and not all(forms(message.string))]
        sys.stdout.write(f"{domain}: {len(catalogue)} words, {len(missing)} without Vietnamese\n")
        sys.stdout.writelines(f"  {words}\n" for words in missing)


if __name__ == "__main__":
    main()
