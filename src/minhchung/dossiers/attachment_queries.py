"""Questions about what lies in a dossier: its papers, its files, who may see them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from minhchung.dossiers.models import Attachment, AttachmentKind, Dossier, FiledPart, Source
from minhchung.ground.accounts.policy import May
from minhchung.ground.files.kinds import SHOWN_TYPES
from minhchung.ground.files.queries import opened
from minhchung.procedures.queries import components_of, received_here
from minhchung.rules.lifecycle import State


@dataclass(frozen=True)
class Filed:
    """A paper of a dossier as the desk ticks it.

    ``asked`` says in words how many the procedure wants, ``wants`` as originals and copies.
    """

    number: int
    name: str
    component: int | None = None
    form: str = ""
    asked: str = ""
    required: bool = False
    originals: int = 0
    copies: int = 0
    electronic: bool = False
    noted: bool = False
    wants: tuple[int, int] = (0, 0)

    @property
    def came(self) -> bool:
        """Whether it was received at all."""
        return bool(self.originals or self.copies or self.electronic)

    @property
    def count(self) -> int:
        """How many papers in all; an electronic one counts once."""
        return self.originals + self.copies + self.electronic

    @property
    def words(self) -> str:
        """What came, as receipts write it."""
        return words_of(self.originals, self.copies, electronic=self.electronic)


@dataclass(frozen=True)
class Lying:
    """A file of a dossier as pages show it. ``shown``: a browser may draw it; ``there``: its bytes lie on the disk."""

    id: int
    file: int
    name: str
    content_type: str
    size: int
    digest: str
    kind: str
    paper: str
    copies: str
    marks: tuple[str, ...]
    result_code: str
    warning: str
    scan: str
    scan_note: str
    by: str
    at: datetime
    shown: bool
    there: bool
    removed_at: datetime | None = None
    removed_by: str = ""
    removed_reason: str = ""


def of_our_desk(number: int) -> Dossier | None:
    """A dossier whose papers and files are kept here; None for one of the province, and where there is none."""
    return Dossier.objects.filter(pk=number, source=Source.DESK).first()


def may_open(user: Any) -> bool:
    """Whether somebody may open the files of dossiers: they tell of persons."""
    return bool(user.may(May.READ_PERSONAL))


def may_attach(user: Any) -> bool:
    """Whether somebody may attach files and note papers."""
    return may_open(user) and bool(user.may(May.EDIT_DOSSIERS))


def filed_parts(dossier: Dossier) -> tuple[Filed, ...]:
    """The papers of a dossier: those noted, then those that its procedure asks for and nobody has noted."""
    asked = {part.id: part for part in components_of(dossier.version_id, dossier.case)}
    noted = list(FiledPart.objects.filter(dossier=dossier).order_by("number"))
    found = [
        Filed(
            row.number,
            row.name,
            row.component_id,
            asked[row.component_id].form if row.component_id in asked else "",
            _asked_words(asked.get(row.component_id)),
            row.required,
            row.originals,
            row.copies,
            row.electronic,
            noted=True,
            wants=_wants(asked.get(row.component_id)),
        )
        for row in noted
    ]
    if not noted:
        found += blank_parts(dossier.version_id, dossier.case)
    return tuple(found)


def blank_parts(version: int, case: str) -> tuple[Filed, ...]:
    """The papers that a procedure asks for, none of them received yet, counted from one."""
    return tuple(
        Filed(place, part.name, part.id, part.form, _asked_words(part), part.required, wants=_wants(part))
        for place, part in enumerate(components_of(version, case), start=1)
    )


def parts_received(on: date) -> dict[str, tuple[Filed, ...]]:
    """The papers of each procedure and case that the desk receives, by "<procedure>|<case>"."""
    found = {}
    for version in received_here(on):
        for case in {each.name for each in version.cases} or {""}:
            parts = blank_parts(version.id, case)
            if parts:
                found[f"{version.procedure_id}|{case}"] = parts
    return found


def lacking(parts: tuple[Filed, ...]) -> tuple[str, ...]:
    """Names of papers that are required and did not come; nothing while none has been noted at all."""
    return tuple(part.name for part in parts if part.noted and part.required and not part.came)


def files_of(dossier: int, *, removed: bool = False) -> tuple[Lying, ...]:
    """The files of a dossier, results first, then in the order in which they came; or those taken away."""
    rows = Attachment.objects.select_related("file").filter(dossier=dossier, removed_at__isnull=not removed)
    told = [_lying(row) for row in rows.order_by("id")]
    return tuple(sorted(told, key=lambda each: each.kind != AttachmentKind.RESULT))


def file_of(dossier: int, attachment: int) -> Attachment | None:
    """One file of one dossier; None when it belongs to another one. What was taken away is still found."""
    return (
        Attachment.objects.select_related("file", "dossier")
        .filter(pk=attachment, dossier=dossier, dossier__source=Source.DESK)
        .first()
    )


def lying(row: Attachment) -> Lying:
    """One file as its page shows it, with a look at whether its bytes are there."""
    found = opened(row.file_id)
    return replace(_lying(row), there=found is not None and found.path.exists())


def labels_open(dossier: Dossier) -> list[tuple[str, str]]:
    """What a file may be said to be: one of the procedure's papers, another document, the result once there is one."""
    parts = [(f"c{part.id}", part.name) for part in components_of(dossier.version_id, dossier.case)]
    result = (
        [("result", _("Kết quả giải quyết"))]
        if State(dossier.state) in (State.FINISHED, State.RETURNED)
        else []
    )
    return [*result, *parts, ("other", _("Tài liệu khác"))]


def result_is_lacking(dossier: Dossier, files: tuple[Lying, ...]) -> bool:
    """Whether there is a result and no file of it."""
    return State(dossier.state) in (State.FINISHED, State.RETURNED) and not any(
        each.kind == AttachmentKind.RESULT for each in files
    )


def dossier_of_file(file: int) -> str:
    """The code of the dossier that a kept file belongs to; "" for a file of something else."""
    return Attachment.objects.filter(file=file).values_list("dossier__code", flat=True).first() or ""


def words_of(originals: int, copies: int, *, electronic: bool) -> str:
    """Counts in words: "1 bản chính, 2 bản sao"; "" for nothing."""
    counted = ((originals, "bản chính"), (copies, "bản sao"))
    words = [f"{count} {name}" for count, name in counted if count]
    return ", ".join([*words, *(["bản điện tử"] if electronic else [])])


def _asked_words(part: Any) -> str:
    return words_of(part.originals, part.copies, electronic=False) if part is not None else ""


def _wants(part: Any) -> tuple[int, int]:
    return (part.originals, part.copies) if part is not None else (0, 0)


def _lying(row: Attachment) -> Lying:
    marks = (
        (row.digitised, _("số hóa")),
        (row.reused, _("tái sử dụng")),
        (row.from_store, _("từ kho dữ liệu của công dân")),
    )
    file = row.file
    return Lying(
        id=row.pk,
        file=row.file_id,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        digest=file.digest,
        kind=row.kind,
        paper=row.component_name or str(row.get_kind_display()),
        copies=f"{row.copies} {row.get_copy_kind_display()}",
        marks=tuple(words for is_so, words in marks if is_so),
        result_code=row.result_code,
        warning=row.warning,
        scan=file.scan,
        scan_note=file.scan_note,
        by=row.added_by_name or row.added_by,
        at=row.added_at,
        shown=file.content_type in SHOWN_TYPES,
        there=True,
        removed_at=row.removed_at,
        removed_by=row.removed_by,
        removed_reason=row.removed_reason,
    )
