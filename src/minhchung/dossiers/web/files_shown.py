"""Files of a dossier as its pages list them: addresses, marks, what the virus scanner said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from minhchung.dossiers import attachment_queries as lying
from minhchung.dossiers.models import Dossier
from minhchung.ground.files.models import Scan
from minhchung.ground.skin import pieces

_SCANS = {
    Scan.CLEAN: pieces.Tone.KEPT,
    Scan.INFECTED: pieces.Tone.LATE,
    Scan.WAITING: pieces.Tone.SOON,
    Scan.NOT_SCANNED: pieces.Tone.SOON,
}


@dataclass(frozen=True)
class Listed:
    """A file with its addresses and what the scanner said."""

    file: lying.Lying
    scanned: pieces.Badge
    url: str
    save_url: str
    detach_url: str


def attachments_section(dossier: Dossier, user: Any) -> dict[str, Any]:
    """What a dossier's page tells of its papers and files; names of files only to those who may open them."""
    if lying.of_our_desk(dossier.pk) is None:
        return {}
    parts, files = lying.filed_parts(dossier), lying.files_of(dossier.pk)
    opens, attaches = lying.may_open(user), lying.may_attach(user)
    return {
        "filed_parts": parts,
        "parts_noted": any(part.noted for part in parts),
        "lacking": lying.lacking(parts),
        "attached": [listed(dossier.pk, each) for each in files] if opens else [],
        "attached_count": len(files),
        "opens_files": opens,
        "files_url": reverse("dossiers:attachments", args=[dossier.pk]) if opens else "",
        "parts_url": reverse("dossiers:components", args=[dossier.pk]) if attaches else "",
        "attaches": attaches,
        "result_url": f"{reverse('dossiers:attachments', args=[dossier.pk])}?la=result#gui-tep"
        if attaches and lying.result_is_lacking(dossier, files)
        else "",
    }


def results_to_give(dossier: Dossier, user: Any) -> list[Listed]:
    """The result files of a dossier, for the page on which it is given back."""
    if not lying.may_open(user):
        return []
    return [listed(dossier.pk, each) for each in lying.files_of(dossier.pk) if each.kind == "result"]


def listed(dossier: int, file: lying.Lying) -> Listed:
    """A file with its addresses."""
    place = [dossier, file.id]
    return Listed(
        file,
        scan_badge(file),
        reverse("dossiers:attachment", args=place),
        reverse("dossiers:attachment_saved", args=place),
        reverse("dossiers:detach", args=place),
    )


def scan_badge(file: lying.Lying) -> pieces.Badge:
    """What the virus scanner said, in a word."""
    scan = Scan(file.scan)
    return pieces.Badge(str(scan.label).capitalize(), _SCANS[scan])
