"""Pages that know several rooms: the dashboard, the figures opened to their records, errors, the way through."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse

from minhchung.config import web
from minhchung.config.heads import CODES, FIRST_SHOWN, HEADS, YES_NO
from minhchung.config.navigation import WINGS
from minhchung.config.urls import ROOTS
from minhchung.dossiers.models import Dossier
from minhchung.figures.answers import answer
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import PERMITS, Role
from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail.models import Entry
from minhchung.organisation.models import Unit, UnitVersion
from minhchung.procedures.models import Procedure, ProcedureVersion
from minhchung.staff.models import Person

AT = datetime(2026, 8, 27, 8, 0)


def sign_in(client: Client, role: Role) -> None:
    user = create_user(
        username=str(role), full_name="Lê An", role=role, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")


@pytest.fixture
def agency(db: None) -> None:
    """A board with 130 dossiers received in 2025, every tenth of them late, and three people."""

    def kept(record: Any, room: str, matter: str) -> Any:
        return save_record(record, room=room, matter=matter, by="an", at=AT)

    home = kept(Unit(code="H20.15", kind="agency", is_home=True), "organisation", "unit")
    kept(UnitVersion(unit=home, name="Ban Quản lý", since=date(2010, 1, 1)), "organisation", "unit_version")
    procedure = kept(Procedure(key="P1", settled_by=home), "procedures", "procedure")
    version = kept(
        ProcedureVersion(procedure=procedure, name="Cấp giấy phép", field="Đầu tư", since=date(2015, 1, 1)),
        "procedures",
        "procedure_version",
    )
    for number in range(130):
        accepted = datetime(2025, 1, 6, 9) + timedelta(days=2 * number)
        late = number % 10 == 0
        promised = accepted + timedelta(days=10)
        ended = promised + timedelta(days=3) if late else accepted + timedelta(days=5)
        Dossier.objects.create(
            code=f"H20.15-25-{number:04d}",
            source="test",
            procedure=procedure,
            version=version,
            field="Đầu tư" if number % 3 else "Xây dựng",
            channel="online",
            online_level="full",
            filed_with=home,
            settled_by=home,
            applicant_name="Công ty A",
            filed_at=accepted,
            accepted_at=accepted,
            promised_at=promised,
            due_at=promised,
            kept_until_at=promised,
            ended_at=ended,
            state="9",
            verdict="overdue" if late else "early",
        )
    for number in range(3):
        person = Person(
            staff_no=f"CC{number}",
            full_name=f"Đỗ Thị Thắm {number}",
            sex="female",
            birth_on=date(1987, 3, 4),
            kind="civil_servant",
            unit=home,
            joined_on=date(2012, 1, 1),
        )
        kept(person, "staff", "person")


def opened(client: Client, key: str, **asked: str) -> Any:
    found = client.get(reverse("figures:figure", args=[key]), asked)
    assert found.status_code == 200, key
    return found


def test_every_figure_is_under_a_head_and_every_shown_key_exists() -> None:
    prefixes = {prefix for head in HEADS for prefix in head.prefixes}
    assert {figure.key.split(".")[0] for figure in REGISTER} <= prefixes
    assert {key for keys in FIRST_SHOWN.values() for key in keys} <= {figure.key for figure in REGISTER}
    assert set(FIRST_SHOWN) == {head.key for head in HEADS}


def test_every_taught_column_exists() -> None:
    facts = {each.name: {column.name for column in each.columns} for each in REGISTER.facts()}
    taught = {*CODES, *((name, column) for name, columns in YES_NO.items() for column in columns)}
    assert {(name, column) for name, column in taught if column not in facts.get(name, set())} == set()


def test_the_dashboard_shows_the_period_and_leads_to_the_records(client: Client, agency: None) -> None:
    sign_in(client, Role.LEADER)
    text = client.get(reverse("dashboard"), {"ky": "2025"}).content.decode()
    assert "Năm 2025" in text and "117 trên 130 hồ sơ" in text and "<svg" in text
    assert "/chi-tieu/dossiers.kept_promise/?ky=2025" in text
    for head in HEADS:
        assert head.title in text


def test_the_dashboard_names_a_check_that_fails(client: Client, agency: None) -> None:
    sign_in(client, Role.LEADER)
    text = client.get(reverse("dashboard"), {"ky": "2025"}).content.decode()
    assert "Số liệu tự mâu thuẫn" in text, "three people are present and no quota was given"
    assert "3 &gt; 0" in text


def test_the_dashboard_of_an_empty_house_opens(client: Client, db: None) -> None:
    sign_in(client, Role.REFORM)
    answer = client.get(reverse("dashboard"), {"ky": "vô nghĩa"})
    assert answer.status_code == 200 and "Không hiểu kỳ báo cáo" in answer.content.decode()


@pytest.mark.parametrize("label", ["2025", "2021..2025", "2025-Q2", "2025-03", "2024"])
def test_the_list_is_as_long_as_the_number_says(client: Client, agency: None, label: str) -> None:
    sign_in(client, Role.LEADER)
    engine, window = DjangoEngine(connection), window_named(label)
    for figure in REGISTER:
        if figure.key.split(".")[0] not in ("dossiers", "staff", "procedures", "organisation", "finance"):
            continue
        page = opened(client, figure.key, ky=label)
        number = answer(figure, window, engine)
        assert page.context["agrees"], figure.key
        if number.kind in ("count", "share") and not number.of_sums:
            assert page.context["total"] == (number.whole if number.kind == "share" else number.value), (
                figure.key
            )


def test_pages_of_records_leave_none_out_and_lead_to_each(client: Client, agency: None) -> None:
    sign_in(client, Role.LEADER)
    first = opened(client, "dossiers.received", ky="2025").context["records"]
    second = opened(client, "dossiers.received", ky="2025", trang="2").context["records"]
    urls = [row.url for row in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows)) == (100, 30)
    assert sorted(urls) == sorted(
        f"/ho-so/{number}/" for number in Dossier.objects.values_list("pk", flat=True)
    )


def test_a_share_marks_the_records_of_its_part(client: Client, agency: None) -> None:
    sign_in(client, Role.LEADER)
    text = opened(client, "dossiers.kept_promise", ky="2025", trang="2").content.decode()
    assert "Tính vào" in text and "Không tính" in text


def test_a_group_lists_its_own_records(client: Client, agency: None) -> None:
    sign_in(client, Role.LEADER)
    page = opened(client, "dossiers.received", **{"ky": "2025", "nhom": "field", "gia-tri": "Xây dựng"})
    assert page.context["total"] == 44 and "Lĩnh vực: Xây dựng" in page.content.decode()
    other = opened(client, "dossiers.received", **{"ky": "2025", "nhom": "id", "gia-tri": "1"})
    assert other.context["total"] == 130, "what is no group of the figure narrows nothing"


def test_the_csv_has_every_record_and_the_column_of_the_part(client: Client, agency: None) -> None:
    sign_in(client, Role.LEADER)
    answered = client.get(reverse("figures:csv", args=["dossiers.kept_promise"]), {"ky": "2025"})
    rows = list(csv.reader(io.StringIO(b"".join(answered.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 131
    assert [row[-1] for row in rows[1:]].count("có") == 117


def test_personal_columns_need_the_right_and_reading_them_is_written_down(
    client: Client, agency: None
) -> None:
    sign_in(client, Role.REFORM)
    page = opened(client, "staff.present", ky="2025")
    assert "Thắm" not in page.content.decode() and page.context["total"] == 3
    assert not Entry.objects.filter(deed="read_personal").exists()
    answered = client.get(reverse("figures:csv", args=["staff.present"]), {"ky": "2025"})
    assert "Thắm" not in b"".join(answered.streaming_content).decode()
    sign_in(client, Role.STAFF)
    assert "Thắm" in opened(client, "staff.present", ky="2025").content.decode()
    assert Entry.objects.filter(room="figures", deed="read_personal", by="staff").count() == 1


def test_the_catalogue_lists_every_figure(client: Client, db: None) -> None:
    sign_in(client, Role.PROVINCE)
    text = client.get(reverse("figures:catalogue")).content.decode()
    assert all(f"/chi-tieu/{figure.key}/" in text for figure in REGISTER)


def test_an_unknown_figure_is_a_page_that_names_near_ones(client: Client, db: None) -> None:
    sign_in(client, Role.LEADER)
    answered = client.get(reverse("figures:figure", args=["dossiers.recieved"]))
    assert answered.status_code == 404 and "dossiers.received" in answered.content.decode()


def test_every_place_of_the_way_through_is_there_for_whom_it_is_meant(client: Client, db: None) -> None:
    sign_in(client, Role.IT)
    for place in (place for wing in WINGS for place in wing.places):
        answered = client.get(reverse(place.name))
        assert answered.status_code == 200, place.name
        if place.name != "editor":  # has a way through of its own
            assert 'aria-current="page"' in answered.content.decode(), place.name


def test_a_page_under_no_screen_stands_in_the_wing_of_its_room(client: Client, db: None) -> None:
    sign_in(client, Role.STAFF)
    shown = client.get(reverse("staff:recruit")).context
    assert [each.url for each in shown["nav_items"] if each.current] == [reverse("staff:person_list")]
    (group,) = shown["side_groups"]
    assert len(group.items) > 10 and not [each for each in group.items if each.current]
    own = client.get(reverse("accounts:mine")).context
    assert not [each for each in own["nav_items"] if each.current], "one's own account is no room"


def test_the_way_through_hides_what_one_may_not_open(client: Client, db: None) -> None:
    sign_in(client, Role.PROVINCE)
    assert reverse("trail:list") not in client.get(reverse("figures:catalogue")).content.decode()


@pytest.mark.parametrize("root", sorted(ROOTS))
def test_a_rooms_root_opens_its_first_list(client: Client, db: None, root: str) -> None:
    sign_in(client, Role.PROVINCE)
    assert client.get(f"/{root}", follow=True).status_code == 200


def test_every_register_is_on_the_way_through() -> None:
    named = {place.name for wing in WINGS for place in wing.places}

    def lists(resolver: Any, space: str = "") -> set[str]:
        found: set[str] = set()
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                found |= lists(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            elif pattern.name and pattern.name.endswith("_list"):
                found.add(f"{space}{pattern.name}")
        return found

    assert lists(get_resolver()) <= named


def test_the_service_says_that_it_is_alive(client: Client, db: None) -> None:
    assert client.get("/healthz").content == b"ok"


def test_errors_have_pages_in_the_house_style(client: Client, db: None, rf: RequestFactory) -> None:
    missing = client.get("/khong/co/trang/nay/")
    assert missing.status_code == 404 and "Không tìm thấy trang" in missing.content.decode()
    bare = rf.get("/")
    pages = {400: web.bad_request(bare), 403: web.forbidden(bare), 500: web.server_error(bare)}
    for status, page in pages.items():
        assert page.status_code == status and "skin.css" in page.content.decode()


def test_a_form_from_elsewhere_is_refused_kindly(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answered = strict.post(reverse("accounts:sign_in"), {"username": "an", "password": "x"})
    assert answered.status_code == 403 and "Biểu mẫu đã hết hiệu lực" in answered.content.decode()


def test_every_role_may_read() -> None:
    assert all(PERMITS[role] for role in Role)
