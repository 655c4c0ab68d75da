"""Every importer by the name the command line and the screens use: the only list of them."""

from __future__ import annotations

from importlib import import_module

from minhchung.ground.intake.tables import TableImporter

_NAMED = {
    "units": "minhchung.organisation.imports:UnitsImporter",
    "procedures": "minhchung.procedures.imports:ProceduresImporter",
    "dossiers": "minhchung.dossiers.imports:DossiersImporter",
    "feedback": "minhchung.feedback.imports:FeedbackImporter",
    "people": "minhchung.staff.imports:PeopleImporter",
}


class UnknownImport(KeyError):
    """No such kind of data."""

    def __str__(self) -> str:
        return str(self.args[0])


def names() -> tuple[str, ...]:
    """The kinds of data that can be imported."""
    return tuple(sorted(_NAMED))


def importer(name: str) -> TableImporter:
    """A fresh importer of that kind of data.

    Raises:
        UnknownImport: no such kind.
    """
    if name not in _NAMED:
        raise UnknownImport(f"Không có loại dữ liệu “{name}”. Các loại: {', '.join(names())}.")
    module, _, attribute = _NAMED[name].partition(":")
    found: type[TableImporter] = getattr(import_module(module), attribute)
    return found()
