"""The kinds of data that the screens can import. Filled by the configuration, which knows every room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from minhchung.ground.intake.tables import TableImporter

Finder = Callable[[str], type[TableImporter]]


@dataclass(frozen=True)
class Kind:
    """A kind of data: its name in addresses and its importer."""

    name: str
    importer: type[TableImporter]

    @property
    def title(self) -> str:
        """What it is, in words."""
        return self.importer.layout.title


_KINDS: dict[str, Finder] = {}


def provide(names: Iterable[str], find: Finder) -> None:
    """Offer kinds of data; ``find`` gives a name's importer when it is first needed."""
    _KINDS.update(dict.fromkeys(names, find))


def kind_named(name: str) -> Kind | None:
    """The kind of that name; "plan_tasks" and "plan-tasks" are one."""
    name = name.replace("_", "-")
    return Kind(name, _KINDS[name](name)) if name in _KINDS else None


def kinds() -> tuple[Kind, ...]:
    """All kinds, by title."""
    return tuple(
        sorted((Kind(name, find(name)) for name, find in _KINDS.items()), key=lambda kind: kind.title)
    )


def kind_of_layout(layout: str) -> Kind | None:
    """The kind whose sheets have that layout."""
    return next((kind for kind in kinds() if kind.importer.layout.name == layout), None)
