"""The province's export against what is here: every difference named, explained and settled once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.actions.reconciling import settle
from minhchung.dossiers.imports import DossiersImporter
from minhchung.dossiers.models import Difference, Dossier, Reconciliation
from minhchung.dossiers.tests.cast import an_own_desk, at, received
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.ground.accounts.policy import Role
from minhchung.ground.intake import runs
from minhchung.ground.trail.queries import first_break

pytestmark = pytest.mark.django_db

HEAD = ["Mã hồ sơ", "Tên thủ tục", "Người nộp", "Ngày tiếp nhận", "Ngày kết thúc xử lý", "Trạng thái"]
NAME = "Cấp giấy phép lao động"
SAME = ["A-1", NAME, "Công ty A", "06/04/2026 09:00", "10/04/2026 09:00", "9"]
OPEN = ["A-2", NAME, "Công ty B", "07/04/2026 09:00", None, "4"]
OTHER_DAY = ["A-3", NAME, "Công ty C", "08/04/2026 09:00", "14/04/2026 09:00", "9"]
GONE = ["A-4", NAME, "Công ty D", "09/04/2026 09:00", None, "4"]


def book(path: Path, *rows: list[str | None]) -> Path:
    made = openpyxl.Workbook()
    made.active.append(HEAD)
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


@pytest.fixture
def here(tmp_path: Path) -> None:
    """Four dossiers of the province, imported; and one of the own desk, which is none of its business."""
    received(an_own_desk())
    path = book(tmp_path / "a.xlsx", SAME, OPEN, OTHER_DAY, GONE)
    mapping = runs.mapping_for(path, DossiersImporter())
    run = runs.begin(path, DossiersImporter(), mapping, by="an", at=at("2026-05-01T08:00"))
    runs.carry_on(run, DossiersImporter(), by="an", clock=lambda: at("2026-05-01T08:00"))
    assert run.new == 4


def send(client: Client, path: Path, since: str = "01/04/2026", until: str = "01/05/2026"):
    sent = SimpleUploadedFile("xuất của tỉnh.xlsx", path.read_bytes())
    return client.post(
        reverse("dossiers:compare"), {"file": sent, "since": since, "until": until, "source": ""}
    )


def theirs(tmp_path: Path) -> Path:
    """The same day's export: one is finished, one ended later, one is gone, one is new, one is unreadable."""
    finished = [*OPEN[:4], "13/04/2026 08:00", "9"]
    later = [*OTHER_DAY[:4], "17/04/2026 09:00", "9"]
    fresh = ["A-9", NAME, "Công ty E", "10/04/2026 09:00", None, "4"]
    bad = ["A-8", NAME, "Công ty F", "31/02/2026", None, "4"]
    return book(tmp_path / "b.xlsx", SAME, finished, later, fresh, bad)


def test_each_difference_is_named_and_explained(client: Client, here: None, tmp_path: Path) -> None:
    sign_in(client, Role.SPECIALIST)
    before = list(Dossier.objects.order_by("id").values())
    answer = send(client, theirs(tmp_path))
    found = Reconciliation.objects.get()
    assert answer.url == reverse("dossiers:reconciliation", args=[found.pk])
    assert (found.rows, found.agreed, found.refused) == (4, 1, 1)
    told = {(each.code, each.kind): each.what for each in Difference.objects.all()}
    assert set(told) == {
        ("A-2", "state"),
        ("A-2", "dates"),
        ("A-2", "verdict"),
        ("A-3", "dates"),
        ("A-3", "verdict"),
        ("A-4", "missing_there"),
        ("A-9", "missing_here"),
    }
    assert told["A-2", "state"] == "Trạng thái: ở đây “Đang xử lý”, hệ thống của tỉnh “Đã xử lý xong”."
    assert told["A-3", "dates"] == (
        "Kết thúc xử lý lúc: ở đây 09:00 ngày 14/04/2026, hệ thống của tỉnh 09:00 ngày 17/04/2026."
    )
    assert "ở đây “Trước hạn”, hệ thống của tỉnh “Quá hạn”" in told["A-3", "verdict"]
    assert told["A-4", "missing_there"].endswith("tệp của tỉnh không có dòng nào.")
    assert list(Dossier.objects.order_by("id").values()) == before  # nothing was changed
    text = client.get(answer.url).content.decode()
    assert "1 dòng của tệp không đọc được" in text and "A-9" in text


def test_only_the_days_that_the_file_covers_are_missed(client: Client, here: None, tmp_path: Path) -> None:
    sign_in(client, Role.SPECIALIST)
    send(client, book(tmp_path / "b.xlsx", SAME), since="06/04/2026", until="08/04/2026")
    assert list(Difference.objects.values_list("code", "kind")) == [("A-2", "missing_there")]


def test_a_difference_is_settled_once_with_words(client: Client, here: None, tmp_path: Path) -> None:
    sign_in(client, Role.SPECIALIST)
    url = send(client, theirs(tmp_path)).url
    difference = Difference.objects.get(code="A-9")
    door = reverse("dossiers:settle", args=[difference.reconciliation_id, difference.pk])
    client.post(door, {"how": " "})
    assert Difference.objects.get(code="A-9").settled_at is None
    client.post(door, {"how": "Đã nhập lại tệp"})
    assert Difference.objects.get(code="A-9").how == "Đã nhập lại tệp"
    with pytest.raises(Refusal, match="đã xử lý lúc"):
        settle(difference=difference.pk, how="Nữa", by="an", at=at("2026-05-02T08:00"))
    assert "Đã nhập lại tệp" in client.get(url, {"xong": "1"}).content.decode()
    assert "A-9" not in client.get(url).content.decode()
    assert first_break() is None


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("02/05/2026", "01/05/2026", "phải sau"),
        ("hôm qua", "01/05/2026", "Hãy"),
        ("", "01/05/2026", "bắt buộc"),
    ],
)
def test_wrong_days_are_told(
    client: Client, here: None, tmp_path: Path, since: str, until: str, words: str
) -> None:
    sign_in(client, Role.SPECIALIST)
    answer = send(client, book(tmp_path / "b.xlsx", SAME), since=since, until=until)
    assert answer.status_code == 422 and not Reconciliation.objects.exists()
    assert words in answer.content.decode() or "ghi như 27/08/2026" in answer.content.decode()


def test_what_is_no_table_is_told(client: Client, here: None, tmp_path: Path) -> None:
    sign_in(client, Role.SPECIALIST)
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"%PDF-1.7")
    answer = send(client, path)
    assert answer.status_code == 422 and "tệp PDF" in answer.content.decode()


def test_only_those_who_handle_dossiers_compare(client: Client, here: None, tmp_path: Path) -> None:
    sign_in(client, Role.FINANCE)
    assert "input type=file" not in client.get(reverse("dossiers:compare")).content.decode().replace('"', "")
    assert send(client, book(tmp_path / "b.xlsx", SAME)).status_code == 403


def test_a_dossier_of_the_desk_is_not_overwritten_by_a_file(here: None, tmp_path: Path) -> None:
    path = book(tmp_path / "c.xlsx", ["NB/2026/000001", NAME, "Công ty Z", "06/04/2026 09:00", None, "4"])
    mapping = runs.mapping_for(path, DossiersImporter())
    checked = runs.check(path, DossiersImporter(), mapping)
    assert (checked.counts.refused, checked.counts.changed) == (1, 0)
    assert "mã nội bộ" in checked.problems[0].message
    assert date(2026, 4, 6) == Dossier.objects.get(code="NB/2026/000001").accepted_at.date()
