"""Keeping files whole, and handing them out so that nothing runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.ground.files.actions import keep
from minhchung.ground.files.disk import digest_of_file, sweep_leftovers, whole_file
from minhchung.ground.files.models import KeptFile
from minhchung.ground.files.places import path_of
from minhchung.ground.files.queries import damaged, opened

AT = datetime(2026, 8, 27, 8, 0)


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def a_file(
    name: str = "báo cáo.pdf", content_type: str = "application/pdf", content: bytes = b"%PDF-1.7"
) -> KeptFile:
    return keep([content], name=name, content_type=content_type, purpose="report", by="an", at=AT)


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("cũ", encoding="utf-8")
    with pytest.raises(OSError, match="disk"), whole_file(path) as file:
        file.write("mới".encode())
        raise OSError("disk full")
    assert path.read_text(encoding="utf-8") == "cũ"
    assert list(tmp_path.iterdir()) == [path]


def test_leftovers_of_a_killed_process_are_swept(tmp_path: Path) -> None:
    (tmp_path / ".a.txt.x1.tmp").write_bytes(b"half")
    (tmp_path / "a.txt").write_bytes(b"whole")
    assert sweep_leftovers(tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.django_db
def test_the_same_bytes_lie_once() -> None:
    first, second = a_file("a.pdf"), a_file("b.pdf")
    assert path_of(first) == path_of(second) and first.pk != second.pk
    assert digest_of_file(path_of(first)) == first.digest


@pytest.mark.django_db
def test_damage_is_named() -> None:
    gone, changed, well = a_file(content=b"1"), a_file(content=b"2"), a_file(content=b"3")
    path_of(gone).unlink()
    path_of(changed).write_bytes(b"x")
    assert [(kept.pk, why) for kept, why in damaged()] == [
        (gone.pk, "không còn trên đĩa"),
        (changed.pk, "nội dung đã bị thay đổi"),
    ]
    assert opened(well.pk) is not None and opened(0) is None


@pytest.fixture
def reader(client: Client) -> Client:
    user = create_user(
        username="an", full_name="Lê An", role=Role.CLERK, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content_type", "served_as", "attached"),
    [
        pytest.param("application/pdf", "application/pdf", False, id="a PDF opens in the browser"),
        pytest.param("text/html", "application/octet-stream", True, id="a page is saved, never shown"),
        pytest.param("image/svg+xml", "application/octet-stream", True, id="a drawing with scripts is saved"),
        pytest.param("text/csv", "text/csv", True, id="a CSV is saved"),
    ],
)
def test_nothing_that_could_run_is_shown(
    reader: Client, content_type: str, served_as: str, attached: bool
) -> None:
    kept = a_file("tệp.bin", content_type)
    answer = reader.get(reverse("files:download", args=[kept.pk]))
    assert answer.headers["Content-Type"].split(";")[0] == served_as
    assert answer.headers["Content-Disposition"].startswith("attachment") is attached
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"


@pytest.mark.django_db
def test_a_missing_file_and_a_visitor(client: Client, reader: Client) -> None:
    kept = a_file()
    path_of(kept).unlink()
    answer = reader.get(reverse("files:download", args=[kept.pk]))
    assert answer.status_code == 404 and "không còn trên đĩa" in answer.content.decode()
    client.logout()
    assert client.get(reverse("files:download", args=[kept.pk])).status_code == 302
