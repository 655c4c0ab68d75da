"""One document however it is spelled: "UBND", "Uỷ ban", "QUYẾT ĐỊNH", "19/2023/qđ-ubnd" name no other document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minhchung.ground.intake.folding import fold
from minhchung.legislation.models import LegalDocument
from minhchung.organisation.queries import key_of

_COLUMNS = ("id", "code", "issuer", "issuer_unit_id", "type", "issued_on")


@dataclass(frozen=True)
class Spelled:
    """How a document is spelled; ``id`` is None for one that a sheet brings."""

    id: int | None
    code: str
    issuer: str
    issuer_unit: int | None
    type: str
    issued_on: date

    @property
    def place(self) -> tuple[str, str, date]:
        """Number, type and day in the form in which two spellings agree: all but the issuer."""
        return code_key(self.code), fold(" ".join(self.type.split())), self.issued_on

    def _same_issuer(self, other: Spelled) -> bool:
        if self.issuer_unit is not None and self.issuer_unit == other.issuer_unit:
            return True
        return key_of(self.issuer) == key_of(other.issuer)

    def is_same(self, other: Spelled) -> bool:
        """Whether both spell one document."""
        return self.place == other.place and self._same_issuer(other)


def code_key(code: str) -> str:
    """A number and symbol in the form in which two spellings of it agree."""
    return fold("".join(code.split()))


class Spellings:
    """Documents as they are spelled in the register, and in the sheet that is read."""

    def __init__(self) -> None:
        self._loaded: set[date] = set()
        self._known: dict[tuple[str, str, date], list[Spelled]] = {}

    def load(self, days: Iterable[date]) -> None:
        """Learn the documents of the register that were issued on these days."""
        wanted = set(days) - self._loaded
        if not wanted:
            return
        self._loaded |= wanted
        for row in LegalDocument.objects.filter(issued_on__in=wanted).order_by("id").values_list(*_COLUMNS):
            self._keep(Spelled(*row))

    def first(self, told: Spelled) -> Spelled:
        """The spelling that came first for the same document; this one where it is new."""
        for each in self._known.get(told.place, ()):
            if each.is_same(told):
                return each
        self._keep(told)
        return told

    def _keep(self, one: Spelled) -> None:
        self._known.setdefault(one.place, []).append(one)


def spelled_otherwise(document: LegalDocument) -> LegalDocument | None:
    """The other record of the same document; None where there is none, or where it was another's double before."""
    told = _spelled(document)
    stored = LegalDocument.objects.filter(pk=document.pk).first() if document.pk else None
    if stored is not None and _spelled(stored) == told:
        return None
    rows = LegalDocument.objects.filter(issued_on=document.issued_on).exclude(pk=document.pk).order_by("id")
    for row in rows.values_list(*_COLUMNS):
        if Spelled(*row).is_same(told):
            return LegalDocument.objects.get(pk=row[0])
    return None


def _spelled(document: LegalDocument) -> Spelled:
    return Spelled(*(getattr(document, name) for name in _COLUMNS))
