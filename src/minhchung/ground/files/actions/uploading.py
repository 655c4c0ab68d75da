"""Uploads in pieces: begun with a declared size, received piece by piece, finished once all is there.

What was acknowledged is on disk (fsync) before the row says so; a piece that was cut off counts as far as it came; a
process killed in between leaves at most bytes that nobody was told of, which the next piece overwrites.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import FileIO
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from minhchung.ground.files.actions.keeping import checked, keep_as
from minhchung.ground.files.clamd import Daemon
from minhchung.ground.files.disk import make_folder
from minhchung.ground.files.kinds import look_into, refuse_by_head, refuse_by_name
from minhchung.ground.files.models import KeptFile, Upload
from minhchung.ground.files.names import clean_name
from minhchung.ground.files.places import path_of, path_of_upload
from minhchung.ground.files.refusals import NotAccepted

#: An upload on which nothing came for so long is given up.
LEFT_AFTER = timedelta(hours=48)
#: Uploads that one person may have open in one session.
MOST_OPEN = 50
#: Bytes that uploads always leave free on the disk: the database must go on writing.
RESERVE = 256 * 1024**2


class TooLarge(NotAccepted):
    """More bytes than one file may have, or than were declared."""


class TooMany(NotAccepted):
    """Too many uploads are open at once."""


class DiskFull(NotAccepted):
    """There is no room; what came so far is kept, and the upload goes on once there is."""


class NoSuchUpload(LookupError):
    """There is none by this mark for this person, session and record."""


class WrongOffset(ValueError):
    """A piece does not begin where the last one ended; ``received`` says where it must."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


def begin_upload(
    *,
    upload: UUID,
    purpose: str,
    record: int,
    name: str,
    size: int,
    session: str,
    by: str,
    at: datetime,
) -> Upload:
    """Begin an upload, or find the one that was begun by the same mark.

    Args:
        size: in bytes, as the sender declares it.
        session: a mark of the signed-in session.

    Raises:
        NotAccepted: empty, too large, of a kind that is not taken, no room on the disk, too many at once.
        NoSuchUpload: the mark belongs to somebody else, or to another file.
    """
    name = clean_name(name)
    found = Upload.objects.filter(pk=upload).first()
    if found is not None:
        asked = (purpose, record, name, size, session, by)
        if (found.purpose, found.record, found.name, found.size, found.session, found.by) != asked:
            raise NoSuchUpload(str(upload))
        return found
    if size <= 0:
        raise NotAccepted(f"Tệp “{name}” rỗng (0 byte). Hãy chụp hoặc lưu lại rồi gửi.")
    if size > settings.UPLOAD_LIMIT:
        raise TooLarge(too_large(name))
    refuse_by_name(name)
    if Upload.objects.filter(session=session, by=by, file=None).count() >= MOST_OPEN:
        raise TooMany(f"Đang có {MOST_OPEN} tệp tải lên dở. Hãy chờ các tệp đó xong.")
    path = path_of_upload(upload)
    make_folder(path.parent)
    if shutil.disk_usage(path.parent).free < size + RESERVE:
        raise DiskFull(no_room())
    path.touch(mode=0o640)
    return Upload.objects.create(
        pk=upload,
        purpose=purpose,
        record=record,
        name=name,
        size=size,
        session=session,
        by=by,
        begun_at=at,
        touched_at=at,
    )


def receive_upload(upload: Upload, *, offset: int, content: Iterable[bytes], at: datetime) -> int:
    """Write a piece that begins at an offset; gives how many bytes are now safely there.

    A source that breaks off is heard again after what it gave has been kept.

    Raises:
        WrongOffset: the piece does not begin where the last one ended, or another piece is being written.
        TooLarge: more bytes than were declared; nothing of the piece is kept.
        DiskFull: what fitted is kept.
        NotAccepted: the first bytes are those of a program; the upload is gone.
    """
    path = path_of_upload(upload.pk)
    if upload.file_id is not None:
        raise WrongOffset(upload.size)
    with _held(path, upload) as file:
        upload.refresh_from_db()
        there = min(upload.received, os.fstat(file.fileno()).st_size)
        if offset != there:
            raise WrongOffset(there)
        file.truncate(offset)
        file.seek(offset)
        written = 0
        try:
            for block in content:
                if offset + written + len(block) > upload.size:
                    file.truncate(offset)
                    written = 0
                    raise TooLarge(
                        f"Tệp “{upload.name}” gửi nhiều hơn dung lượng đã báo; phần này không được nhận."
                    )
                _write(file, block)
                written += len(block)
        finally:
            os.fsync(file.fileno())
            upload.received = offset + written
            Upload.objects.filter(pk=upload.pk).update(received=upload.received, touched_at=at)
        if offset == 0:
            file.seek(0)
            try:
                refuse_by_head(file.read(4_096), upload.name)
            except NotAccepted:
                abandon(upload)
                raise
    return upload.received


def finish_upload(
    upload: Upload, *, scanner: Daemon | None, by: str, at: datetime
) -> tuple[KeptFile, tuple[str, ...]]:
    """Look at a whole upload and keep it; finished before, it is only found again.

    Returns:
        The kept file, and warnings for those who will open it.

    Raises:
        WrongOffset: not all has come.
        NotAccepted, Infected: it is not taken; the upload is gone.
    """
    path = path_of_upload(upload.pk)
    if upload.file is not None:
        return upload.file, look_into(path_of(upload.file), upload.file.name).warnings
    there = path.stat().st_size if path.exists() else 0
    if min(upload.received, there) < upload.size:
        raise WrongOffset(min(upload.received, there))
    try:
        found, said = checked(path, upload.name, scanner, by, at)
    except NotAccepted:
        abandon(upload)
        raise
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
        if held is None:
            raise NoSuchUpload(str(upload.pk))
        if held.file is not None:
            return held.file, found.warnings
        kept, warnings = keep_as(path, found, said, purpose=upload.purpose, by=by, at=at)
        held.file, held.touched_at = kept, at
        held.save(update_fields=["file", "touched_at"])
    upload.file = kept
    path.unlink(missing_ok=True)
    return kept, warnings


def abandon(upload: Upload) -> None:
    """Give an upload up: its row and its bytes are gone. A kept file stays."""
    Upload.objects.filter(pk=upload.pk).delete()
    path_of_upload(upload.pk).unlink(missing_ok=True)


def sweep_uploads(*, at: datetime) -> int:
    """Remove uploads on which nothing came for :data:`LEFT_AFTER`, and bytes that no row knows; says how many."""
    swept = 0
    for upload in Upload.objects.filter(touched_at__lt=at - LEFT_AFTER):
        swept += upload.file_id is None
        abandon(upload)
    folder = path_of_upload(UUID(int=0)).parent
    known = {path_of_upload(number) for number in Upload.objects.values_list("pk", flat=True)}
    oldest = (at - LEFT_AFTER).timestamp()
    for path in folder.glob("*.part"):
        if path not in known and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def too_large(name: str) -> str:
    """The sentence for a file beyond the limit."""
    return (
        f"Tệp “{name}” vượt {settings.UPLOAD_LIMIT // 1024**2} MB, mức lớn nhất cho một tệp. "
        "Hãy quét với độ phân giải thấp hơn hoặc tách thành nhiều tệp."
    )


def no_room() -> str:
    """The sentence for a full disk."""
    return "Máy chủ hết chỗ lưu tệp. Phần đã tải lên vẫn còn; hãy báo người quản trị hệ thống rồi tải tiếp khi có chỗ."


@contextmanager
def _held(path: Path, upload: Upload) -> Iterator[FileIO]:
    """The file of an upload, open and locked; one piece at a time."""
    make_folder(path.parent)
    with FileIO(os.open(path, os.O_RDWR | os.O_CREAT, 0o640), "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as busy:
            raise WrongOffset(upload.received) from busy
        yield file


def _write(file: FileIO, block: bytes) -> None:
    rest = memoryview(block)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as full:
        if full.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(no_room()) from full
        raise
