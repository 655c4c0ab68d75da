"""Importing on screen, from the upload to the records, tried with yearly plans."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhchung.direction.models import Plan
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import EDITS_OF_ROOM, Role
from minhchung.ground.intake import drafts, work
from minhchung.ground.intake.kinds import kinds
from minhchung.ground.intake.models import ImportRun, RunState, SavedMapping
from minhchung.ground.registers.actions import save_record

AT = datetime(2026, 8, 27, 8, 0)
HEAD = ("Năm", "Số, ký hiệu kế hoạch", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu")
GOOD = [
    ("2024", "05/KH-BQL", "10/01/2024", "Ban Quản lý", "Kế hoạch năm 2024"),
    ("2025", "07/KH-BQL", "12/01/2025", "Ban Quản lý", "Kế hoạch năm 2025"),
]
BAD = ("2026", "09/KH-BQL", "31/02/2026", "Ban Quản lý", "Ngày không có thật")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def officer(client: Client) -> Client:
    user = create_user(
        username="an", full_name="Lê An", role=Role.REFORM, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return client


def a_csv(
    rows: list[tuple[str, ...]], head: tuple[str, ...] = HEAD, name: str = "kế hoạch.csv"
) -> SimpleUploadedFile:
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    return SimpleUploadedFile(name, text.getvalue().encode(), content_type="text/csv")


def uploaded(client: Client, file: SimpleUploadedFile, source: str = "") -> str:
    """The address of the step that follows the upload."""
    answer = client.post(reverse("intake:upload", args=["plans"]), {"file": file, "source": source})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def through_columns(client: Client, url: str, **changes: str) -> str:
    """Accept the proposed columns; the address of the dry run."""
    form = client.get(url).context["form"]
    fields = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    answer = client.post(url, {**{name: value for name, value in fields.items() if value}, **changes})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_a_clean_file_goes_all_the_way(officer: Client) -> None:
    columns = uploaded(officer, a_csv(GOOD))
    assert not Plan.objects.exists()
    check = through_columns(officer, columns)
    found = officer.get(check)
    assert (found.context["counts"].new, found.context["counts"].refused) == (2, 0)
    assert not Plan.objects.exists(), "a dry run writes nothing"
    done = officer.post(found.context["import_url"], follow=True)
    assert "Đã nhập xong" in done.content.decode()
    assert sorted(Plan.objects.values_list("year", flat=True)) == [2024, 2025]
    detail = officer.get(done.context["new"][0]["url"]).content.decode()
    assert "kế hoạch.csv" in detail and "dòng 2" in detail


def test_the_same_file_again_changes_nothing(officer: Client) -> None:
    for _turn in range(2):
        check = through_columns(officer, uploaded(officer, a_csv(GOOD)))
        found = officer.get(check)
        officer.post(found.context["import_url"])
    assert (found.context["counts"].new, found.context["counts"].unchanged) == (0, 2)
    assert "Không có gì mới" in found.content.decode()
    assert Plan.objects.count() == 2


def test_bad_rows_are_named_by_cell_and_come_back_with_comments(officer: Client) -> None:
    check = through_columns(officer, uploaded(officer, a_csv([*GOOD, BAD])))
    text = officer.get(check).content.decode()
    assert "C4" in text and "31/02/2026" in text and "Có dòng bị từ chối" in text
    answer = officer.get(check.replace("kiem-tra", "tra-loi"))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    comments = [cell.comment.text for row in book.worksheets[0].iter_rows() for cell in row if cell.comment]
    assert len(comments) == 1 and "31/02/2026" in comments[0]


def test_good_rows_enter_alone_only_when_asked(officer: Client) -> None:
    check = through_columns(officer, uploaded(officer, a_csv([*GOOD, BAD])))
    url = officer.get(check).context["import_url"]
    refused = officer.post(url, follow=True)
    assert "chưa nhập dòng nào" in refused.content.decode() and not Plan.objects.exists()
    done = officer.post(url, {"cach": "dong-tot"}, follow=True)
    assert "Đã nhập các dòng tốt" in done.content.decode() and Plan.objects.count() == 2
    assert ImportRun.objects.get().refused == 1


def test_importing_before_checking_leads_to_the_check(officer: Client) -> None:
    columns = uploaded(officer, a_csv(GOOD))
    answer = officer.post(f"{columns}nhap/")
    assert answer.headers["Location"] == f"{columns}kiem-tra/"
    assert not ImportRun.objects.exists()


def test_a_column_can_be_chosen_by_hand_and_is_remembered_for_the_source(officer: Client) -> None:
    head = ("Năm", "Ký hiệu lạ lùng", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu")
    columns = uploaded(officer, a_csv(GOOD, head), "sở nội vụ")
    page = officer.get(columns)
    assert "Còn cột bắt buộc chưa tìm thấy" in page.content.decode()
    assert officer.get(f"{columns}kiem-tra/").headers["Location"] == columns
    check = through_columns(officer, columns, **{"cot-decision": "1", "remember": "on"})
    assert officer.get(check).context["counts"].new == 2
    assert SavedMapping.objects.get().source == "sở nội vụ"
    again = officer.get(uploaded(officer, a_csv(GOOD, head), "sở nội vụ"))
    assert again.context["form"].fields["cot-decision"].initial == "1"
    assert "theo cách ghép đã lưu" in again.content.decode()


def test_a_column_serves_one_field(officer: Client) -> None:
    columns = uploaded(officer, a_csv(GOOD))
    form = officer.get(columns).context["form"]
    fields = {name: field.initial for name, field in form.fields.items() if field.initial}
    answer = officer.post(columns, {**fields, "cot-title": fields["cot-decision"]})
    assert answer.status_code == 422 and "Mỗi cột chỉ dùng cho một mục" in answer.content.decode()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        pytest.param(SimpleUploadedFile("x.xlsx", b"not a workbook"), "x.xlsx", id="no workbook"),
        pytest.param(SimpleUploadedFile("x.pdf", b"%PDF-1.7\n%\xe2\xe3"), "x.pdf", id="a PDF"),
        pytest.param(a_csv([("1", "2")], ("Cột", "Khác")), "tiêu đề", id="no header of ours"),
        pytest.param(SimpleUploadedFile("x.csv", b""), "rỗng", id="an empty file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    officer: Client, file: SimpleUploadedFile, said: str
) -> None:
    answer = officer.post(reverse("intake:upload", args=["plans"]), {"file": file})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_long_import_is_watched_and_taken_up_again(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    monkeypatch.setattr(work, "start", lambda number, rows, **more: started.append(number))
    check = through_columns(officer, uploaded(officer, a_csv(GOOD)))
    page = officer.post(officer.get(check).context["import_url"], follow=True)
    assert page.headers["Refresh"] == "3" and "Đang nhập" in page.content.decode()
    run = ImportRun.objects.get()
    officer.post(reverse("intake:resume", args=[run.pk]))
    assert started == [run.pk, run.pk]
    work.work(run.pk, by="an", clock=lambda: AT)
    run.refresh_from_db()
    assert run.state == RunState.DONE and Plan.objects.count() == 2
    assert "Refresh" not in officer.get(reverse("intake:run", args=[run.pk])).headers


def test_short_files_run_at_once_and_long_ones_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[int] = []
    monkeypatch.setattr(work, "work", lambda number, **more: worked.append(number))
    monkeypatch.setattr(work.connection, "close", lambda: None)
    work.start(1, work.AT_ONCE, by="an", clock=lambda: AT)
    assert worked == [1]
    work.start(2, work.AT_ONCE + 1, by="an", clock=lambda: AT)
    for thread in [t for t in work.threading.enumerate() if t.name == "import-2"]:
        thread.join(10)
    assert worked == [1, 2]


def test_a_draft_is_its_owners_alone_and_lasts_a_day(officer: Client, client: Client, tmp_path: Path) -> None:
    columns = uploaded(officer, a_csv(GOOD))
    other = create_user(
        username="bình", full_name="B", role=Role.IT, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(other, backend="minhchung.ground.accounts.backends.Accounts")
    assert client.get(columns).status_code == 404
    (kept,) = (tmp_path / "drafts").iterdir()
    written = datetime.fromtimestamp(kept.stat().st_mtime)
    assert drafts.sweep(written + timedelta(hours=23)) == 0
    assert drafts.sweep(written + timedelta(hours=25)) == 1
    assert not kept.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("../../etc/passwd", "passwd", id="a path upwards"),
        pytest.param("C:\\hồ sơ\\năm 2025.xlsx", "năm 2025.xlsx", id="a path of Windows"),
        pytest.param("a\x00b\n.csv", "ab.csv", id="control characters"),
        pytest.param("...", "tep", id="dots alone"),
        pytest.param("x" * 300 + ".xlsx", "x" * 100 + ".xlsx", id="too long"),
    ],
)
def test_file_names_are_made_safe(name: str, kept: str) -> None:
    assert drafts.safe_name(name) == kept


def test_templates_and_kinds_are_offered(officer: Client) -> None:
    keeper = create_user(
        username="it", full_name="Quản trị", role=Role.IT, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    officer.force_login(keeper, backend="minhchung.ground.accounts.backends.Accounts")
    text = officer.get(reverse("intake:home")).content.decode()
    names = set(re.findall(r'href="/nhap-lieu/([a-z-]+)/"', text))
    assert {"dossiers", "plans", "people"} <= names
    for name in sorted(names):
        assert officer.get(reverse("intake:upload", args=[name])).status_code == 200, name
        answer = officer.get(reverse("intake:template", args=[name]))
        assert openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets, name
    assert officer.get(reverse("intake:upload", args=["nothing"])).status_code == 404


def test_lists_lead_to_their_import(officer: Client) -> None:
    save_record(
        Plan(year=2025, decision="1/KH", issued_on=AT.date(), issuer="B"),
        room="direction",
        matter="plan",
        by="an",
        at=AT,
    )
    assert "/nhap-lieu/plans/" in officer.get(reverse("direction:plan_list")).content.decode()


def a_book(*sheets: tuple[str, list[tuple[str, ...]]]) -> SimpleUploadedFile:
    """A workbook of yearly plans, one sheet each."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in (HEAD, *rows):
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("kế hoạch.xlsx", out.getvalue())


def test_sheets_with_the_same_headings_are_offered_and_can_be_left_out(officer: Client) -> None:
    sheets = a_book(("2024", GOOD[:1]), ("2025", GOOD[1:]))
    columns = uploaded(officer, sheets)
    page = officer.get(columns).content.decode()
    assert "Đọc tiếp các trang tính cùng tiêu đề cột" in page
    assert re.search(r'type="checkbox"[^>]*value="2025"[^>]*checked', page)
    assert officer.get(through_columns(officer, columns)).context["counts"].new == 2
    fields = {name: value for name, value in _initial(officer, columns).items() if name != "sheets"}
    answer = officer.post(columns, fields)
    assert officer.get(answer.headers["Location"]).context["counts"].new == 1


def _initial(client: Client, url: str) -> dict[str, Any]:
    form = client.get(url).context["form"]
    found = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize(
    ("role", "kind", "allowed"),
    [
        (Role.STAFF, "people", True),
        (Role.STAFF, "units", True),
        (Role.STAFF, "agency-autonomy", False),
        (Role.STAFF, "dossiers", False),
        (Role.FINANCE, "agency-autonomy", True),
        (Role.FINANCE, "people", False),
        (Role.LEGAL, "legal-documents", True),
        (Role.LEGAL, "plans", False),
        (Role.CLERK, "outgoing-documents", True),
        (Role.CLERK, "procedures", False),
        (Role.ONE_STOP, "dossiers", True),
        (Role.ONE_STOP, "feedback", True),
        (Role.ONE_STOP, "procedures", False),
        (Role.REFORM, "procedures", True),
        (Role.REFORM, "people", False),
        (Role.IT, "people", True),
        (Role.IT, "dossiers", True),
        (Role.HEAD, "dossiers", False),
        (Role.PROVINCE, "dossiers", False),
    ],
)
def test_who_edits_a_room_imports_its_records(client: Client, role: Role, kind: str, allowed: bool) -> None:
    user = create_user(
        username="chi", full_name="Chi", role=role, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    address = reverse("intake:upload", args=[kind])
    for url in (address, reverse("intake:template", args=[kind])):
        answer = client.get(url)
        assert answer.status_code == (200 if allowed else 403), url
        if not allowed:
            assert "chưa được" in answer.content.decode() and "quyền" in answer.content.decode()
    offered = client.get(reverse("intake:home"))
    assert (offered.status_code == 200 and address in offered.content.decode()) is allowed


def test_anothers_import_is_not_opened_by_those_who_may_not_import_it(officer: Client) -> None:
    check = through_columns(officer, uploaded(officer, a_csv(GOOD)))
    officer.post(officer.get(check).context["import_url"])
    run = ImportRun.objects.get()
    user = create_user(
        username="chi", full_name="Chi", role=Role.LEGAL, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    officer.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    assert officer.get(reverse("intake:run", args=[run.pk])).status_code == 403
    assert officer.post(reverse("intake:resume", args=[run.pk])).status_code == 403


def test_every_kind_belongs_to_a_room_that_somebody_edits() -> None:
    for kind in kinds():
        assert kind.importer.room in EDITS_OF_ROOM, kind.name
