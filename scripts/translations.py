"""Brings the English catalogue up to date: ``.venv/bin/python scripts/translations.py``.

The words in the source are Vietnamese; every other language is a catalogue in ``src/minhchung/locale``. This gathers
the words that the source marks (``_("...")``, ``{% translate "..." %}``), keeps the translations there are, adds the
new ones empty, drops those no longer used, and compiles. The tests refuse an empty one.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "minhchung"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
Found = tuple[str, str | tuple[str, ...], str | None]


def marked_words() -> Iterator[Found]:
    """Every marked text: its file below the source, the text (or singular and plural), and its context."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield from marked_in(_name(path), path.read_text(encoding="utf-8"))
    for ending in ("html", "txt"):
        for path in sorted(SOURCE.rglob(f"templates/**/*.{ending}")):
            yield from marked_in(_name(path), _as_python(path))


def _name(path: Path) -> str:
    """The file as the catalogue names it."""
    return path.relative_to(SOURCE).as_posix()


def _as_python(path: Path) -> str:
    """A template as Django itself gives it to gettext: its marked words as calls, everything else struck out."""
    struck = re.sub(r"X{2,}|\bX\b", " ", str(templatize(path.read_text(encoding="utf-8"))))
    calls = re.findall(
        r"\b(?:_|gettext|ngettext|pgettext|npgettext)\((?:u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")[ ,]*|count)+\)",
        struck,
    )
    return "\n".join(calls)


def marked_in(name: str, text: str) -> Iterator[Found]:
    """The marked texts of one piece of Python, told with this name."""
    source = io.BytesIO(text.encode())
    for _line, function, words, _comments in extract_python(source, KEYWORDS, [], {"encoding": "utf-8"}):
        given = [word for word in (words if isinstance(words, tuple) else (words,)) if word]
        if not given:
            continue
        if function and function.startswith("pgettext"):
            yield name, given[1], given[0]
        elif function and function.startswith("ngettext"):
            yield name, (given[0], given[1]), None
        else:
            yield name, given[0], None


def gathered(known: Catalog | None) -> Catalog:
    """The catalogue of all marked words with the translations already known."""
    catalogue = Catalog(
        locale="en",
        project="Minh Chứng",
        version="1",
        msgid_bugs_address="-",
        last_translator="Minh Chứng",
        language_team="Minh Chứng",
        copyright_holder="Minh Chứng",
        fuzzy=False,
        header_comment="# English words of Minh Chứng; made by scripts/translations.py.",
    )
    for name, words, context in marked_words():
        catalogue.add(words, locations=[(name, None)], context=context)
    if known is not None:
        for message in catalogue:
            there = known.get(message.id, message.context) if message.id else None
            if there is not None:
                message.string = there.string
    return catalogue


def read() -> Catalog | None:
    """The catalogue as it is kept."""
    if not CATALOGUE.exists():
        return None
    with CATALOGUE.open("rb") as file:
        return pofile.read_po(file, locale="en")


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """The catalogue as text and compiled."""
    catalogue.creation_date = catalogue.revision_date = datetime(
        2026, 1, 1, tzinfo=UTC
    )  # the same words, the same file
    text, compiled = io.BytesIO(), io.BytesIO()
    pofile.write_po(text, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
    mofile.write_mo(compiled, catalogue)
    return text.getvalue(), compiled.getvalue()


def main() -> None:
    """Write both files; say what has no translation."""
    if not settings.configured:
        settings.configure()
    django.setup()
    catalogue = gathered(read())
    text, compiled = written(catalogue)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(text)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled)
    missing = [message.id for message in catalogue if message.id and not message.string]
    sys.stdout.write(f"{len(catalogue)} words, {len(missing)} without English\n")


if __name__ == "__main__":
    main()
