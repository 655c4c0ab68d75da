"""Units are told by their names wherever a record names one: in titles, in cells, in boxes of choice."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhchung.dossiers.models import Charge
from minhchung.finance.models import AgencyAutonomy
from minhchung.organisation import actions
from minhchung.organisation.models import Succession, UnitVersion

pytestmark = pytest.mark.django_db
DONE = {"by": "thu", "at": datetime(2026, 1, 5, 9)}
BOARD, ROOM, AFTER = "Ban Quản lý các khu công nghiệp", "Phòng Đầu tư", "Phòng Đầu tư, Doanh nghiệp"


def reader(role):
    client = Client()
    user = get_user_model().objects.create_user(username=role, role=role)
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return client


@pytest.fixture
def units():
    told = {"since": date(2010, 1, 1), **DONE}
    board = actions.add_unit(code="X77.15", kind="agency", name=BOARD, is_home=True, **told)
    room = actions.add_unit(code="X77.15.02", kind="department", name=ROOM, **told)
    UnitVersion.objects.filter(unit=room).update(parent=board)
    return board, room


def test_a_unit_is_called_by_its_latest_name_and_by_its_code_while_it_has_none(units):
    _board, room = units
    assert str(room) == ROOM
    actions.save_version(UnitVersion(unit=room, name=AFTER, since=date(2025, 7, 1)), **DONE)
    assert str(room) == AFTER
    UnitVersion.objects.filter(unit=room).delete()
    assert str(room) == "X77.15.02"


def test_titles_and_cells_of_records_name_units(units):
    board, room = units
    year = AgencyAutonomy.objects.create(unit=board, year=2026, decision="QĐ 1", funds_given=5)
    charge = Charge.objects.create(unit=room, field="Lao động")
    step = Succession.objects.create(
        predecessor=room, successor=board, kind="absorb", on=date(2026, 1, 1), decision="QĐ 2"
    )
    staff, keeper = reader("staff"), reader("it")
    for client, name, record, title in (
        (staff, "finance:agency_autonomy", year, f"{BOARD} năm 2026"),
        (staff, "organisation:succession", step, f"{ROOM} → {BOARD}"),
        (keeper, "dossiers:charge", charge, f"Lao động: {ROOM}"),
    ):
        page = client.get(reverse(name, args=[record.pk])).content.decode()
        assert f"<h1>{title}</h1>" in page, name
    versions = staff.get(reverse("organisation:unit_version_list")).content.decode()
    body = versions.partition("<tbody")[2].partition("</tbody")[0]
    assert body.count(BOARD) == 2, "its own line, and above the room"
    assert ROOM in keeper.get(reverse("dossiers:charge_list")).content.decode()


def test_a_list_asks_for_names_once_however_long_it_is(units):
    _board, room = units
    client, page = reader("it"), reverse("dossiers:charge_list")

    def questions():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    Charge.objects.create(unit=room, field="Lao động")
    questions()
    few = questions()
    for number in range(20):
        Charge.objects.create(unit=room, field=f"Lĩnh vực {number}")
    assert questions() <= few
