"""Promises of the house that the import contracts and the linter cannot express.

Every test walks what is there, so a new room, template or entry is held to them without being named here.
"""

from __future__ import annotations

import ast
import re
import runpy
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from django.apps import apps
from django.db.models import Model

from minhchung.config import settings

HOUSE = Path(__file__).resolve().parent.parent
SOURCE = HOUSE / "src" / "minhchung"
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST_MODULE = 400
DRAWERS_FOR_ODDS_AND_ENDS = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
TEXT_SUFFIXES = {
    ".py",
    ".html",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".css",
    ".js",
    ".typ",
    ".po",
    ".sh",
    ".csv",
    ".txt",
}


def files(*suffixes: str, under: Path = SOURCE) -> list[Path]:
    """Files of the house with these suffixes, in order; nothing made by tools."""
    return sorted(
        path
        for path in under.rglob("*")
        if path.is_file() and path.suffix in suffixes and "__pycache__" not in path.parts
    )


def all_text() -> list[Path]:
    """Every text file that people write: source, tests, documents, scripts and what lies at the top."""
    top = [
        path
        for path in HOUSE.iterdir()
        if path.is_file() and (path.suffix in TEXT_SUFFIXES or path.name == "Makefile")
    ]
    return top + [
        path
        for folder in ("src", "tests", "docs", "scripts", "benchmarks", ".ci")
        for path in files(*TEXT_SUFFIXES, under=HOUSE / folder)
    ]


def name(path: Path) -> str:
    """The path as people say it."""
    return str(path.relative_to(HOUSE))


def room_of(module: str) -> str:
    """The room that a module belongs to: ``minhchung.staff``, ``minhchung.ground.trail``."""
    parts = [*module.split("."), ""]
    return ".".join(parts[:3] if parts[1] == "ground" else parts[:2])


def module_of(path: Path) -> str:
    """The dotted name of a source file."""
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything a file imports, wherever it stands in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def test_modules_stay_short():
    too_long = {
        name(path): lines
        for path in files(".py") + files(".py", under=HOUSE / "tests") + [HOUSE / "conftest.py"]
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert too_long == {}


def test_no_drawers_for_odds_and_ends():
    found = [
        name(path)
        for path in files(".py")
        if DRAWERS_FOR_ODDS_AND_ENDS & {path.stem, *path.relative_to(SOURCE).parent.parts}
    ]
    assert found == []


def test_no_signals():
    found = [
        f"{name(path)}:{line} {what}"
        for path in files(".py")
        for line, what in imports_of(path)
        if what.startswith("django.dispatch") or ".signals" in what
    ]
    assert found == []


def is_table(module: str, attribute: str) -> bool:
    """True for a model class, and for a whole module of tables; a vocabulary (choices) is no table."""
    thing = getattr(import_module(module), attribute, None)
    return (
        thing is None
        or isinstance(thing, ModuleType)
        or (isinstance(thing, type) and issubclass(thing, Model))
    )


def test_tables_are_imported_by_their_own_room_alone():
    found = []
    for path in files(".py"):
        if "tests" in path.parts:
            continue
        mine = room_of(module_of(path))
        for line, what in imports_of(path):
            match = re.match(r"(minhchung\.(?:ground\.)?\w+)\.models(?:\.(\w+))?$", what)
            if match and match[1] != mine and is_table(f"{match[1]}.models", match[2] or "*"):
                found.append(f"{name(path)}:{line} {what}")
    assert found == []


def floors() -> dict[str, int]:
    """Each room's floor, 0 at the top, as the import contract draws it."""
    contract = next(
        c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["name"] == "Arrows point down"
    )
    return {
        room.strip(" ()"): number
        for number, layer in enumerate(contract["layers"])
        for room in layer.split("|")
    }


def test_foreign_keys_point_to_the_same_room_or_a_lower_floor():
    floor = floors()
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("minhchung."):
            continue
        here = room_of(model.__module__)
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if not field.concrete or other is None or not other.__module__.startswith("minhchung."):
                continue
            there = room_of(other.__module__)
            lower = floor[there.split(".")[1]] > floor[here.split(".")[1]]
            if not (lower or here == there or {here.split(".")[1], there.split(".")[1]} == {"ground"}):
                found.append(f"{model._meta.label}.{field.name} -> {other._meta.label}")
    assert found == []


def test_nothing_is_left_for_later():
    unfinished = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    found = [
        f"{name(path)}:{number} {line.strip()[:80]}"
        for path in all_text()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if unfinished.search(line)
    ]
    assert found == []


def test_text_is_composed_unicode():
    found = [
        name(path)
        for path in all_text()
        if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def entries() -> list[tuple[str, dict]]:
    """Every dated value of the lawbook with the file it stands in."""
    found = []
    for path in files(".yaml", ".yml", under=SOURCE / "lawbook"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [(f"{name(path)} #{number}", entry) for number, entry in enumerate(content, start=1)]
    return found


def test_the_lawbook_says_what_where_and_since_when():
    assert entries(), "the lawbook has no entries"
    found = [
        f"{where}: {sorted(entry) if isinstance(entry, dict) else entry}"
        for where, entry in entries()
        if not isinstance(entry, dict)
        or "value" not in entry
        or not str(entry.get("cites") or "").strip()
        or not isinstance(entry.get("since"), date)
        or not (
            entry.get("until") is None
            or (isinstance(entry["until"], date) and entry["since"] < entry["until"])
        )
    ]
    assert found == []


TEMPLATES = files(".html")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
#: A block of data for a script is no script: browsers do not run it.
DATA_BLOCK = re.compile(r"<script[^>]*type=\"application/(?:json|ld\+json)\"", re.IGNORECASE)


def without_comments(text: str) -> str:
    """The template without what it says to its maintainer, lines kept."""
    for pattern in (r"\{#.*?#\}", r"\{% comment.*?%\}.*?\{% endcomment %\}", r"<!--.*?-->"):
        text = re.sub(pattern, lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    return text


def test_templates_have_no_inline_script_or_style():
    found = [
        f"{name(path)}:{number} {line.strip()[:80]}"
        for path in TEMPLATES
        for number, line in enumerate(
            without_comments(path.read_text(encoding="utf-8")).splitlines(), start=1
        )
        if INLINE.search(line) and not DATA_BLOCK.search(line)
    ]
    assert found == []


def bare_words(text: str) -> list[str]:
    """What a reader sees of a template that does not pass through a translation."""
    text = without_comments(text)
    text = re.sub(r"\{% (blocktrans\w*).*?\{% end\1 %\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    shown = re.findall(r"\b(?:title|alt|placeholder|aria-label)=\"([^\"]*)\"", text)
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL | re.IGNORECASE)
    return [" ".join(piece.split()) for piece in [*re.split(r"<[^>]*>", text), *shown] if piece.strip()]


def test_templates_speak_through_the_catalogue():
    english = re.compile(r"\b(the|and|of|is|are|this|with|for|from|your|please|not|to)\b", re.IGNORECASE)
    found = [
        f"{name(path)}: {piece[:80]}"
        for path in TEMPLATES
        for piece in bare_words(path.read_text(encoding="utf-8"))
        if len(re.findall(r"[A-Za-z]{2,}", piece)) >= 3 and english.search(piece)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("<p>{% translate 'Hồ sơ' %}</p>", [], id="translated"),
        pytest.param(
            "{% blocktranslate %}Có {{ n }} hồ sơ{% endblocktranslate %}", [], id="translated block"
        ),
        pytest.param("<p>Open the list</p>", ["Open the list"], id="bare text"),
        pytest.param('<img alt="Open the list">', ["Open the list"], id="bare attribute"),
        pytest.param("{# Open the list #}", [], id="a comment"),
    ],
)
def test_bare_words_of_a_template(template, expected):
    assert bare_words(template) == expected


def test_decisions_are_numbered_without_gaps_and_listed():
    folder = HOUSE / "docs" / "decisions"
    pages = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    assert [path.name[:5] for path in pages] == [f"{number:04d}-" for number in range(1, len(pages) + 1)]
    for path in pages:
        assert path.read_text(encoding="utf-8").startswith(f"# {path.name[:4]}. "), name(path)
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == [path.name for path in pages]


def test_links_between_documents_lead_somewhere():
    found = []
    for path in files(".md", under=HOUSE / "docs") + sorted(HOUSE.glob("*.md")):
        text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists():
                found.append(f"{name(path)}: {target}")
    assert found == []


def test_the_guide_shows_the_pictures_that_its_script_takes():
    guide = HOUSE / "docs" / "huong-dan"
    scripts = [HOUSE / "docs" / "screenshots.py", *(HOUSE / "docs" / "shots").glob("*.py")]
    script = "".join(path.read_text(encoding="utf-8") for path in scripts)
    taken = set(re.findall(r'keep\(page, "([^"]+)"', script))
    shown = {
        name
        for page in guide.glob("*.md")
        for name in re.findall(r"\(hinh/([^)]+)\.png\)", page.read_text("utf-8"))
    }
    assert taken == shown == {picture.stem for picture in (guide / "hinh").glob("*.png")}
    runpy.run_path(str(HOUSE / "docs" / "screenshots.py"))


def test_fonts_have_their_licence_beside():
    fonts = files(".ttf", ".otf", ".woff", ".woff2")
    assert fonts, "no fonts found: pages and reports bring their own"
    found = [
        name(path)
        for path in fonts
        if not any(re.match(r"(OFL|LICEN[SC]E|COPYING)", other.name) for other in path.parent.iterdir())
    ]
    assert found == []


def test_the_lock_file_names_every_dependency():
    locked = tomllib.loads((HOUSE / "uv.lock").read_text(encoding="utf-8"))["package"]
    (own,) = (package for package in locked if package["name"] == PROJECT["project"]["name"])

    def names(requirements: list[str]) -> set[str]:
        return {
            re.match(r"[\w.-]+", text)[0].lower().replace("_", "-").replace(".", "-") for text in requirements
        }

    assert {need["name"] for need in own["metadata"]["requires-dist"]} == names(
        PROJECT["project"]["dependencies"]
    )
    for group, requirements in PROJECT["dependency-groups"].items():
        assert {need["name"] for need in own["metadata"]["requires-dev"][group]} == names(requirements), group


def test_every_setting_is_in_the_operators_guide():
    guide = (HOUSE / "docs" / "operator" / "README.md").read_text(encoding="utf-8")
    assert [setting for setting in settings.KNOWN if f"`{setting}`" not in guide] == []


def test_publiccode_has_what_its_standard_asks_for():
    given = yaml.safe_load((HOUSE / "publiccode.yml").read_text(encoding="utf-8"))
    assert {
        "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType",
        "description", "legal", "maintenance", "localisation", "releaseDate",
    } <= set(given)  # fmt: skip
    assert given["legal"]["license"] == PROJECT["project"]["license"]
    assert given["softwareVersion"] == PROJECT["project"]["version"]
    for language, text in given["description"].items():
        assert len(text["shortDescription"]) <= 150, language
        assert 500 <= len(text["longDescription"]) <= 10_000, language
        assert text["features"], language
        assert max(map(len, text["features"])) <= 100, language
