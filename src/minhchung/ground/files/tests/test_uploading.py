"""Uploads in pieces: nothing acknowledged is lost, nothing is taken twice, nothing beyond what was declared."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.http.request import UnreadablePostError

from minhchung.ground.files import actions
from minhchung.ground.files.actions import uploading
from minhchung.ground.files.disk import digest_of_file
from minhchung.ground.files.models import KeptFile, Upload
from minhchung.ground.files.places import path_of, path_of_upload
from minhchung.ground.files.queries import damaged, received_of, upload_of
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.files.tests import samples

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 27, 8, 0)
CONTENT = samples.PDF[:-6] + b"% " + bytes(range(33, 126)) * 3_000 + b"\n%%EOF\n"
WHOLE = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def begun(key: UUID | None = None, **more) -> Upload:
    told = {"name": "Giấy đề nghị.pdf", "size": len(CONTENT), "session": "s", "by": "an", "record": 1, **more}
    return actions.begin_upload(upload=key or uuid4(), purpose="test", at=AT, **told)


def sent(upload: Upload, offset: int, until: int | None = None) -> int:
    return actions.receive_upload(upload, offset=offset, content=[CONTENT[offset:until]], at=AT)


def finished(upload: Upload) -> KeptFile:
    return actions.finish_upload(upload, scanner=None, by="an", at=AT)[0]


def cut_at(place: int, start: int) -> Iterator[bytes]:
    """The line breaks at a place of the file."""
    for here in range(start, place, 1_000):
        yield CONTENT[here : min(here + 1_000, place)]
    raise UnreadablePostError("the line is gone")


@pytest.mark.parametrize("tenth", range(1, 10))
def test_cut_at_each_tenth_it_resumes_to_the_same_bytes(tenth: int):
    upload, place = begun(), len(CONTENT) * tenth // 10
    with pytest.raises(UnreadablePostError):
        actions.receive_upload(upload, offset=0, content=cut_at(place, 0), at=AT)
    again = begun(upload.pk)
    assert received_of(again) == place, "what came before the cut counts"
    assert sent(again, place) == len(CONTENT)
    kept = finished(again)
    assert kept.digest == digest_of_file(path_of(kept)) == WHOLE
    assert not path_of_upload(upload.pk).exists()


def test_bytes_that_nobody_was_told_of_are_written_over():
    upload = begun()
    sent(upload, 0, 1_000)
    with path_of_upload(upload.pk).open("ab") as file:  # killed between the disk and the row
        file.write(b"never acknowledged")
    assert received_of(upload) == 1_000
    sent(upload, 1_000)
    assert finished(upload).digest == WHOLE


def test_a_disk_that_lost_bytes_is_believed_over_the_row():
    upload = begun()
    sent(upload, 0, 1_000)
    with path_of_upload(upload.pk).open("r+b") as file:
        file.truncate(600)
    assert received_of(upload) == 600
    sent(upload, 600)
    assert finished(upload).digest == WHOLE


@pytest.mark.parametrize("offset", [0, 999, 1_001])
def test_a_piece_in_the_wrong_place_is_told_the_right_one(offset: int):
    upload = begun()
    sent(upload, 0, 1_000)
    with pytest.raises(actions.WrongOffset) as wrong:
        sent(upload, offset, offset + 10)
    assert wrong.value.received == received_of(upload) == 1_000


def test_two_pieces_at_once_are_not_mixed():
    upload = begun()

    def with_another_inside() -> Iterator[bytes]:
        with pytest.raises(actions.WrongOffset):
            sent(Upload.objects.get(pk=upload.pk), 0)
        yield CONTENT

    actions.receive_upload(upload, offset=0, content=with_another_inside(), at=AT)
    assert finished(upload).digest == WHOLE


def test_what_comes_beyond_the_declared_size_is_not_kept():
    upload = begun(size=len(CONTENT) - 10)
    with pytest.raises(actions.TooLarge, match="nhiều hơn dung lượng đã báo"):
        sent(upload, 0)
    assert received_of(upload) == 0 and path_of_upload(upload.pk).stat().st_size == 0


def test_finished_twice_it_is_kept_once():
    upload = begun()
    sent(upload, 0)
    first, again = finished(upload), finished(Upload.objects.get(pk=upload.pk))
    assert first.pk == again.pk and KeptFile.objects.count() == 1
    assert first.guarded and not list(damaged())


def test_unfinished_it_is_not_kept():
    upload = begun()
    sent(upload, 0, 1_000)
    with pytest.raises(actions.WrongOffset) as wrong:
        finished(upload)
    assert wrong.value.received == 1_000


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param({"size": 0}, "rỗng", id="empty by its own word"),
        pytest.param({"size": 2 * 1024**3}, "vượt 100 MB", id="2 GB by its own word"),
        pytest.param({"name": "cài.exe"}, "chương trình", id="a program by its own word"),
        pytest.param({"name": "phim.mp4"}, "không thuộc loại được nhận", id="a film by its own word"),
    ],
)
def test_what_is_refused_before_a_byte_is_sent(more: dict, words: str):
    with pytest.raises(NotAccepted, match=words):
        begun(**more)
    assert not Upload.objects.exists()


def test_a_program_is_refused_at_its_first_piece():
    upload = begun(name="đơn.pdf", size=len(samples.PROGRAM))
    with pytest.raises(NotAccepted, match="chương trình"):
        actions.receive_upload(upload, offset=0, content=[samples.PROGRAM], at=AT)
    assert not Upload.objects.exists() and not path_of_upload(upload.pk).exists()


def test_what_is_refused_at_the_end_leaves_nothing():
    torn = CONTENT[:-7] + b" " * 70_000
    upload = begun(size=len(torn))
    actions.receive_upload(upload, offset=0, content=[torn], at=AT)
    with pytest.raises(NotAccepted, match="không trọn vẹn"):
        finished(upload)
    assert not Upload.objects.exists() and not path_of_upload(upload.pk).exists()


@pytest.mark.parametrize(
    "other",
    [{"session": "t"}, {"by": "bình"}, {"record": 2}],
    ids=["another session", "another person", "another record"],
)
def test_it_belongs_to_one_person_in_one_session_and_one_record(other: dict):
    upload = begun()
    mine = {"purpose": "test", "record": 1, "session": "s", "by": "an"}
    assert upload_of(upload.pk, **mine) is not None
    assert upload_of(upload.pk, **{**mine, **other}) is None
    with pytest.raises(actions.NoSuchUpload):
        begun(upload.pk, **other)


def test_nobody_opens_uploads_without_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(uploading, "MOST_OPEN", 2)
    begun()
    begun()
    with pytest.raises(actions.TooMany):
        begun()


def test_what_was_given_up_is_swept_what_goes_on_is_not():
    old, new, done = begun(), begun(), begun()
    sent(done, 0)
    kept = finished(done)
    Upload.objects.filter(pk__in=[old.pk, done.pk]).update(touched_at=AT - timedelta(days=3))
    stray = path_of_upload(uuid4())
    stray.write_bytes(b"x")
    later = datetime.fromtimestamp(stray.stat().st_mtime) + timedelta(days=3)
    assert actions.sweep_uploads(at=AT) == 1
    assert list(Upload.objects.all()) == [new] and path_of(kept).exists()
    actions.sweep_uploads(at=later)
    assert not stray.exists() and not path_of_upload(new.pk).exists()


@pytest.mark.needs("root")
def test_a_full_disk_is_told_and_with_room_it_goes_on(
    settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], check=True)
    try:
        settings.MEDIA_ROOT = disk / "files"
        with pytest.raises(actions.DiskFull, match="hết chỗ"):
            begun()
        monkeypatch.setattr(uploading, "RESERVE", 0)
        upload, filling = begun(), disk / "filling"
        filling.write_bytes(b"\0" * (shutil.disk_usage(disk).free - 100_000))
        with pytest.raises(actions.DiskFull, match="vẫn còn"):
            actions.receive_upload(
                upload,
                offset=0,
                content=[CONTENT[at : at + 9_000] for at in range(0, len(CONTENT), 9_000)],
                at=AT,
            )
        there = received_of(upload)
        assert 0 < there < len(CONTENT)
        filling.unlink()
        sent(upload, there)
        assert finished(upload).digest == WHOLE
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
