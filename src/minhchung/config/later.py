"""Libraries that are read only when something of theirs is first used.

Wagtail's tables import the editor's forms, the picture library and a template engine at their top, although a command
that serves no page uses none of them: of the processor time that Wagtail adds to every command that is the larger half.
The standard library's LazyLoader reads a module at its second import, used or not, and so would not do.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from threading import RLock
from types import ModuleType
from typing import Any

#: What is put off. Those who name them at their top import them whole ("import willow"), so that a name is asked of
#: them only when it is used.
PUT_OFF = ("ibis", "jinja2", "willow", "wagtail.admin.panels")
_READING = RLock()


class Later(ModuleType):
    """A module whose first asked name reads it; before that it knows only where it comes from."""

    def __getattr__(self, name: str) -> Any:
        if name == "__warningregistry__":
            raise AttributeError(name)
        with _READING:
            if type(self) is Later:
                self.__class__ = ModuleType  # type: ignore[assignment]
                spec = self.__spec__
                assert spec is not None and spec.loader is not None
                if spec.submodule_search_locations is not None:
                    self.__path__ = spec.submodule_search_locations
                spec.loader.exec_module(self)
        return getattr(self, name)


def put_off() -> None:
    """Let the first use of each of these libraries read it, not its first import."""
    for name in PUT_OFF:
        if name not in sys.modules:
            spec = find_spec(name)
            if spec is None:
                raise ModuleNotFoundError(name)
            module = Later(name)
            module.__spec__, module.__loader__, module.__file__ = spec, spec.loader, spec.origin
            module.__package__ = name
            sys.modules[name] = module


def read_now() -> None:
    """Read them all, as whoever serves pages does before the first one is asked for."""
    for name in PUT_OFF:
        _ = sys.modules[name].__path__
