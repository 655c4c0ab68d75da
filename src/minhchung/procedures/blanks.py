"""Blank forms of components: which kinds of file they may be, and which components carry one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from minhchung.ground.files.kinds import BY_TYPE
from minhchung.procedures.models import BlankForm

_OOXML = "application/vnd.openxmlformats-officedocument."
#: What people can fill in or print: text documents, sheets, PDF. No picture, no archive, nothing that carries macros.
TYPES = (
    f"{_OOXML}wordprocessingml.document",
    "application/msword",
    "application/vnd.oasis.opendocument.text",
    "application/pdf",
    f"{_OOXML}spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
)
#: What a file chooser offers; the content decides, whatever it says.
ACCEPTED = ",".join(f".{BY_TYPE[each].endings[0]}" for each in TYPES)
#: Bytes of one form: it is downloaded by telephone as well.
MOST_BYTES = 10 * 1024**2


@dataclass(frozen=True)
class Blank:
    """A blank form as pages list it; ``size`` is in bytes, ``kind`` in words."""

    file: int
    name: str
    kind: str
    size: int
    digest: str


def blanks_of(components: Iterable[int]) -> dict[int, Blank]:
    """The blank forms of components, by the component's number."""
    found = BlankForm.objects.filter(component__in=list(components))
    return {
        each.component_id: Blank(each.file_id, each.name, _words(each.content_type), each.size, each.digest)
        for each in found
    }


def _words(content_type: str) -> str:
    kind = BY_TYPE.get(content_type)
    return kind.words if kind else content_type
