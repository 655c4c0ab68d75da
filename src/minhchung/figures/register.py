"""The register of figures: what each is called, what it cites, and which records make it up.

A room declares its figures in its ``figures.py``; the configuration names those modules one by one. They are read when
the register is first asked: they bring the engines with them, and half of all commands ask for no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from threading import RLock
from typing import Any, get_type_hints

from minhchung.figures.facts import Facts
from minhchung.figures.kinds import Kind
from minhchung.rules.windows import Clock, Window


class UnknownFigure(KeyError):
    """No figure has that key."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Figure:
    """A figure as the register knows it.

    Attributes:
        key: ``<room or matter>.<name>``, never reused for another meaning.
        title: what it is, in Vietnamese.
        unit: what is counted: "hồ sơ", "thủ tục", "đồng"; of a share, the unit of part and whole.
        clock: which span of a window it looks at.
        cites: form, column or article that defines it.
        formula: how it comes from its records, in words an official understands.
        groups: columns by which it may be broken down.
        version: raised whenever the meaning changes.
        beside: keys of figures that stand beside it wherever it is shown, so that it is not read alone.
        define: yields the kind with its records for a window.
    """

    key: str
    title: str
    unit: str
    clock: Clock
    cites: str
    formula: str
    groups: tuple[str, ...]
    version: int
    facts: type[Facts]
    define: Callable[[Facts, Window], Kind]
    beside: tuple[str, ...] = ()

    def over(self, window: Window) -> Kind:
        """The figure's records in a window, seen through the figure's own clock."""
        return _over(self, window)


@lru_cache(maxsize=512)
def _over(figure: Figure, window: Window) -> Kind:
    """An expression never changes; putting one together takes a millisecond and more, and a page needs it often."""
    return figure.define(figure.facts(), window.on(figure.clock))


class Register:
    """Every figure by key."""

    def __init__(self) -> None:
        self._figures: dict[str, Figure] = {}
        self._unread: tuple[str, ...] = ()
        self._reading = RLock()

    def declared_in(self, modules: Iterable[str]) -> None:
        """Name the modules whose figures belong here; they are read when the register is first asked."""
        self._unread = tuple(modules)

    def read_now(self) -> None:
        """Read the named modules, as whoever serves pages does before the first one is asked for."""
        if self._unread:
            with self._reading:
                for module in self._unread:
                    import_module(module)
                self._unread = ()

    def add(self, figure: Figure) -> None:
        """Enter a figure.

        Raises:
            ValueError: the key is taken.
        """
        if figure.key in self._figures:
            raise ValueError(f"figure {figure.key} is declared twice")
        self._figures[figure.key] = figure

    def __getitem__(self, key: str) -> Figure:
        self.read_now()
        try:
            return self._figures[key]
        except KeyError:
            near = ", ".join(
                sorted(each for each in self._figures if each.split(".")[0] == key.split(".")[0])
            )
            raise UnknownFigure(f"Không có chỉ tiêu “{key}”. Gần đúng: {near or 'không có'}.") from None

    def __contains__(self, key: object) -> bool:
        self.read_now()
        return key in self._figures

    def __iter__(self) -> Iterator[Figure]:
        self.read_now()
        return iter(sorted(self._figures.values(), key=lambda figure: figure.key))

    def __len__(self) -> int:
        self.read_now()
        return len(self._figures)

    def facts(self) -> tuple[type[Facts], ...]:
        """Every fact table that some figure reads, by name."""
        return tuple(sorted({figure.facts for figure in self}, key=lambda facts: facts.name))


#: The one register of the product; the configuration names the rooms' ``figures.py`` to it.
REGISTER = Register()


def figure(
    key: str,
    *,
    title: str,
    unit: str,
    cites: str,
    formula: str,
    clock: Clock = Clock.REPORTING,
    groups: tuple[str, ...] = (),
    version: int = 1,
    beside: tuple[str, ...] = (),
    register: Register = REGISTER,
) -> Callable[[Callable[[Any, Window], Kind]], Callable[[Any, Window], Kind]]:
    """Declare a figure; the type of the function's first argument names its fact table."""

    def enter(define: Callable[[Any, Window], Kind]) -> Callable[[Any, Window], Kind]:
        hints = get_type_hints(define)
        facts = next(hint for name, hint in hints.items() if name != "return" and issubclass(hint, Facts))
        register.add(Figure(key, title, unit, clock, cites, formula, groups, version, facts, define, beside))
        return define

    return enter
