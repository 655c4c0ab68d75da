"""Keeping a picture or a file of the public site that lies on the disk, after the look that every upload passes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.core.files import File
from django.core.files.images import ImageFile

from minhchung.ground.files.actions import checked
from minhchung.ground.files.kinds import BY_TYPE, SHOWN_TYPES, Found
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.files.scanner import configured
from minhchung.portal.models import Paper, Picture

#: Bytes that a file of the public site may have: people read it on telephones.
LARGEST = 50 * 1024**2


def refuse_large(name: str, size: int) -> None:
    """Refuse a file that is too large for readers.

    Raises:
        NotAccepted: it is; says how large it may be.
    """
    if size > LARGEST:
        raise NotAccepted(
            f"Tệp “{name}” nặng {size / 1024**2:.0f} MB; tệp trên cổng công khai không quá {LARGEST // 1024**2} MB. "
            "Hãy nén ảnh trong tệp hoặc tách thành nhiều tệp."
        )


def looked_into(path: Path, name: str, *, by: str, at: datetime) -> Found:
    """What a file is, by its content and the virus scanner's word.

    Raises:
        NotAccepted: too large, empty, of a wrong or dangerous kind, or infected.
    """
    refuse_large(name, path.stat().st_size)
    return checked(path, name, configured(), by, at)[0]


def refuse_no_picture(found: Found) -> None:
    """Refuse what browsers do not draw by themselves.

    Raises:
        NotAccepted: it is none of the kinds.
    """
    if not BY_TYPE[found.content_type].picture or found.content_type not in SHOWN_TYPES:
        raise NotAccepted(f"Ảnh “{found.name}” phải là JPEG, PNG, WebP hoặc GIF.")


def keep_picture(path: Path, *, description: str, by: str, at: datetime) -> Picture:
    """Keep a picture; one with the same bytes is found again.

    Raises:
        NotAccepted: as :func:`looked_into`, or no picture that browsers draw.
    """
    found = looked_into(path, path.name, by=by, at=at)
    refuse_no_picture(found)
    with path.open("rb") as file:
        picture = Picture(
            title=found.name[:255], description=description[:255], file=ImageFile(file, name=found.name)
        )
        picture._set_image_file_metadata()  # noqa: SLF001  (as Wagtail's own form does)
        known = Picture.objects.filter(file_hash=picture.file_hash).first()
        if known is not None:
            return known
        picture.save()
    return picture


def keep_paper(path: Path, *, title: str, by: str, at: datetime) -> Paper:
    """Keep a file for articles; one with the same bytes is found again.

    Raises:
        NotAccepted: as :func:`looked_into`.
    """
    found = looked_into(path, path.name, by=by, at=at)
    with path.open("rb") as file:
        paper = Paper(
            title=title[:255], content_type_found=found.content_type, file=File(file, name=found.name)
        )
        paper._set_document_file_metadata()  # noqa: SLF001
        known = Paper.objects.filter(file_hash=paper.file_hash).first()
        if known is not None:
            return known
        paper.save()
    return paper
