"""The list and the page of dossiers: found with and without marks, masked by permission, totals true."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.dossiers.models import Dossier
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, posted_to_the_agency
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail.models import Entry
from minhchung.organisation import actions as organisation
from minhchung.organisation.models import UnitVersion
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db

AT = datetime(2026, 8, 27, 8, 0)
MONDAY = datetime(2026, 4, 6, 9, 0)
LIST, CSV = "dossiers:dossier_list", "dossiers:dossier_csv"


@pytest.fixture
def version() -> ProcedureVersion:
    return a_procedure(a_board())


def sign_in(client: Client, role: Role = Role.SPECIALIST) -> None:
    """A specialist may read personal data, a clerk may not. Who sees his units' dossiers is posted to the agency."""
    user = create_user(
        username=str(role), full_name="Lê An", role=role, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    posted_to_the_agency(user)
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")


def page(client: Client, **asked: str) -> str:
    answer = client.get(reverse(LIST), {name.replace("_", "-"): value for name, value in asked.items()})
    assert answer.status_code == 200
    return answer.content.decode()


def exported(client: Client, **asked: str) -> list[list[str]]:
    answer = client.get(reverse(CSV), {name.replace("_", "-"): value for name, value in asked.items()})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_visitors_sign_in_first(client: Client) -> None:
    assert client.get(reverse(LIST)).status_code == 302


def test_an_empty_list_says_what_to_do_next(client: Client) -> None:
    sign_in(client)
    assert "Chưa có hồ sơ nào" in page(client)


@pytest.mark.parametrize("words", ["Đắk Nông", "dak nong", "ĐẮK nông", "hs-00001"])
def test_found_by_code_and_applicant_with_and_without_marks(
    client: Client, version: ProcedureVersion, words: str
) -> None:
    a_dossier(version, MONDAY, applicant_name="Công ty Cao su Phước Hòa")
    a_dossier(version, MONDAY, applicant_name="Công ty Cà phê Đắk Nông")
    sign_in(client)
    text = page(client, q=words)
    assert "Tìm thấy 1 trong 2 hồ sơ" in text and "HS-00001" in text and "HS-00000" not in text


def test_without_permission_names_are_masked_and_cannot_be_searched(
    client: Client, version: ProcedureVersion
) -> None:
    dossier = a_dossier(version, MONDAY, applicant_name="Trần Thị Bích")
    sign_in(client, Role.CLERK)
    for text in (page(client), client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()):
        assert "Trần Thị Bích" not in text and "0900000123" not in text and "•••••" in text
    assert "Tìm thấy 0 trong 1 hồ sơ" in page(client, q="bich")
    assert all("Trần" not in cell for row in exported(client) for cell in row)
    assert not Entry.objects.filter(deed__in=["read_personal", "export_personal"]).exists()


def test_reading_and_exporting_personal_data_is_written_down(
    client: Client, version: ProcedureVersion
) -> None:
    dossier = a_dossier(version, MONDAY, applicant_name="Trần Thị Bích")
    sign_in(client)
    text = client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()
    assert "Trần Thị Bích" in text and "0900000123" in text
    assert Entry.objects.filter(deed="read_personal", matter="dossier", record=dossier.pk).count() == 1
    assert any("Trần Thị Bích" in row for row in exported(client))
    assert Entry.objects.filter(deed="export_personal", matter="dossier").count() == 1


def test_a_formula_in_a_name_is_made_harmless_in_csv(client: Client, version: ProcedureVersion) -> None:
    a_dossier(version, MONDAY, applicant_name='=HYPERLINK("http://x","bấm")')
    sign_in(client)
    (cell,) = [cell for row in exported(client) for cell in row if "HYPERLINK" in cell]
    assert not cell.startswith("=")


FILTERS = [
    pytest.param({"ket_qua": "overdue"}, {"late"}, id="verdict"),
    pytest.param({"tinh_hinh": "qua-han"}, {"open"}, id="open and overdue"),
    pytest.param({"tinh_hinh": "dang-giai-quyet"}, {"open", "waiting"}, id="in hand"),
    pytest.param({"tinh_hinh": "cho"}, {"waiting"}, id="the clock stands still"),
    pytest.param({"trang_thai": "1"}, {"door"}, id="state"),
    pytest.param({"linh_vuc": "Đầu tư"}, {"other"}, id="field"),
    pytest.param({"kenh": "online"}, {"other"}, id="channel"),
    pytest.param({"ky": "2025"}, {"other"}, id="received in the window"),
    pytest.param({"ky": "2026-Q2", "moc": "ket-thuc"}, {"early", "late"}, id="ended in the window"),
    pytest.param({"ky": "2026-Q2", "ket_qua": "early"}, {"early"}, id="two at once"),
    pytest.param({"ky": "không có", "ket_qua": "lạ"}, {"early", "late", "open", "waiting", "door", "other"},
                 id="what is no choice narrows nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "codes"), FILTERS)
def test_each_filter_narrows_the_list_and_the_csv_alike(
    client: Client, version: ProcedureVersion, asked: dict[str, str], codes: set[str]
) -> None:
    other = a_procedure_of_investment(version)
    a_dossier(version, MONDAY, code="early", ended_at=MONDAY + timedelta(days=1))
    a_dossier(version, MONDAY, code="late", ended_at=MONDAY + timedelta(days=20))
    a_dossier(version, MONDAY, code="open")
    a_dossier(version, MONDAY, code="waiting", waits=[(MONDAY + timedelta(days=1), None)])
    a_dossier(version, None, code="door", filed_at=MONDAY)
    a_dossier(
        other, datetime(2025, 4, 7, 9), code="other", channel="online", ended_at=datetime(2025, 4, 8, 9)
    )
    sign_in(client)
    assert {row[0] for row in exported(client, **asked)[1:]} == codes
    text = page(client, **asked)
    number = len(codes)
    assert (f"Tìm thấy {number} trong 6 hồ sơ" if number < 6 else "Tất cả 6 hồ sơ") in text


def a_procedure_of_investment(version: ProcedureVersion) -> ProcedureVersion:
    return a_procedure(version.procedure.settled_by, key="1.009642", name="Cấp giấy", field="Đầu tư")


def test_pages_of_fifty_with_a_true_total_in_the_order_asked_for(
    client: Client, version: ProcedureVersion
) -> None:
    for number in range(120):
        a_dossier(version, MONDAY + timedelta(hours=number), code=f"HS-{number:03d}", limit=None)
    sign_in(client)
    text = page(client, sap="ma", trang="3")
    assert "Từ 101 đến 120 trong 120" in text
    assert text.count('class="row-link"') == 20 and text.index("HS-100") < text.index("HS-119")
    assert "HS-119" in page(client, sap="-ma") and "HS-000" not in page(client, sap="-ma")
    assert "Từ 101 đến 120 trong 120" in page(client, trang="99")


def test_a_page_tells_the_promise_its_steps_its_units_and_its_story(
    client: Client, version: ProcedureVersion
) -> None:
    asked = MONDAY + timedelta(days=1)
    dossier = a_dossier(
        version,
        MONDAY,
        waits=[(asked, asked + timedelta(days=6))],
        extended=(datetime(2026, 4, 20, 10), datetime(2026, 4, 24, 17, 30)),
        ended_at=datetime(2026, 4, 23, 9),
        extension_reason="Chờ ý kiến của sở",
    )
    sign_in(client)
    text = client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()
    for said in (
        "09:00 ngày 06/04/2026",
        "17:30 ngày 13/04/2026",
        "17:30 ngày 24/04/2026",
        "Hồ sơ quá hạn 3 ngày làm việc",
        "Chờ ý kiến của sở",
        "tính lại từ đầu",
        "Bộ luật Dân sự",
        "Nơi nộp",
        "Nơi hỗ trợ",
        "Cơ quan giải quyết",
        "yêu cầu bổ sung hồ sơ",
        "xin lỗi và hẹn lại",
        "So với lần hẹn lại",
    ):
        assert said in text, said


def test_a_wait_of_months_still_draws_its_strip(client: Client, version: ProcedureVersion) -> None:
    dossier = a_dossier(version, datetime(2020, 4, 6, 9), waits=[(datetime(2020, 4, 7, 9), None)])
    sign_in(client)
    text = client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()
    assert "strip-days" in text and "Dải ngày vẽ đến ngày hẹn" in text


def test_a_dossier_that_is_not_there_is_said_so(client: Client) -> None:
    sign_in(client)
    assert client.get(reverse("dossiers:dossier", args=[99])).status_code == 404
    assert not Dossier.objects.exists()


def test_where_a_dossier_is_now_is_said_by_the_name_of_now(client: Client, version: ProcedureVersion) -> None:
    board = version.procedure.settled_by
    assert board is not None
    dossier = a_dossier(version, MONDAY, held_by=board, code="H9")
    old, renamed = (
        board.versions.get().name,
        UnitVersion(unit=board, name="Ban mang tên mới", since=AT.date()),
    )
    organisation.save_version(renamed, by="lan", at=AT)
    sign_in(client)
    words = client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()
    filed, _told, now = words.partition("Đang ở</dt>")
    assert "Ban mang tên mới" in now[:200]
    assert old in filed
