"""What the pages of units, reorganisations and the chart tell of who took over from whom, and what is due about it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from minhchung.ground.deeds.acting import Actor
from minhchung.ground.due import Asker
from minhchung.organisation import actions
from minhchung.organisation.due_queries import due
from minhchung.organisation.models import DelegatedTask, DelegationCheck, Reorganisation
from minhchung.organisation.reorganisations import reorganisation

pytestmark = pytest.mark.django_db
DAY, NOW = date(2025, 7, 1), datetime(2025, 7, 1, 9)
DONE = {"by": "lan", "at": datetime(2025, 6, 2, 9)}


@pytest.fixture
def units():
    board = actions.add_unit(
        code="BAN", kind="agency", name="Ban", since=date(2010, 1, 1), is_home=True, **DONE
    )
    found = {"BAN": board}
    for code, name, since in (
        ("P1", "Phòng Một", date(2010, 1, 1)),
        ("P2", "Phòng Hai", date(2010, 1, 1)),
        ("P3", "Phòng Ba", date(2010, 1, 1)),
        ("MOI", "Phòng Mới", DAY),
    ):
        found[code] = actions.add_unit(
            code=code, kind="department", name=name, since=since, parent=board, **DONE
        )
    return found


@pytest.fixture
def officer(client):
    user = get_user_model().objects.create(username="lan", full_name="Trần Thị Lan", role="staff")
    client.force_login(user)
    client.user = user
    return client


def draft(units, kind, *pairs, name="Gọn đầu mối", on=DAY):
    edges = [actions.Pair(units[before].pk, units[after].pk if after else None) for before, after in pairs]
    return actions.prepare(kind=kind, name=name, on=on, decision="QĐ 9", pairs=edges, **DONE)


def carried(units, kind, *pairs):
    number = draft(units, kind, *pairs)
    actions.carry_out(number=number, by=Actor("lan", "Lan"), at=NOW)
    return number


def test_a_unit_that_ended_and_the_one_that_follows_lead_to_each_other(officer, units):
    number = carried(units, "merge", ("P1", "MOI"), ("P2", "MOI"))
    deed = f'href="{reverse("organisation:reorganisation", args=[number])}"'
    for here, there in (("P1", "MOI"), ("MOI", "P1"), ("MOI", "P2")):
        page = officer.get(reverse("organisation:unit", args=[units[here].pk])).content.decode()
        assert deed in page and "QĐ 9" in page
        assert f'href="{reverse("organisation:unit", args=[units[there].pk])}"' in page
    ended = officer.get(reverse("organisation:unit", args=[units["P1"].pk])).content.decode()
    assert "Kết thúc do sắp xếp" in ended and "Sang đơn vị: Phòng Mới" in ended
    taken = officer.get(reverse("organisation:unit", args=[units["MOI"].pk])).content.decode()
    assert "Tiếp nhận việc của đơn vị khác" in taken and "Từ đơn vị: Phòng Một; Phòng Hai" in taken


def test_a_unit_that_nobody_follows_says_so(officer, units):
    number = carried(units, "dissolve", ("P3", None))
    page = officer.get(reverse("organisation:unit", args=[units["P3"].pk])).content.decode()
    assert reverse("organisation:reorganisation", args=[number]) in page and "Giải thể" in page


def test_periods_of_a_unit_lead_to_their_pages(officer, units):
    page = officer.get(reverse("organisation:unit", args=[units["P1"].pk])).content.decode()
    assert f'href="{reverse("organisation:unit_version", args=[units["P1"].versions.get().pk])}"' in page


def test_the_story_of_a_reorganisation_tells_what_was_changed_and_done(officer, units):
    number = draft(units, "absorb", ("P1", "P2"))
    stored = Reorganisation.objects.get(pk=number)
    stored.name, stored.on, stored.kind = "Gọn đầu mối lần 2", date(2025, 7, 2), "merge"
    actions.draft_reorganisation(stored, [actions.Pair(units["P1"].pk, units["MOI"].pk)], **DONE)
    actions.carry_out(number=number, by=Actor("lan", "Lan"), at=datetime(2025, 7, 2, 9))
    page = officer.get(reverse("organisation:reorganisation", args=[number])).content.decode()
    for words in (
        "<del>Gọn đầu mối</del> → </ins>".replace("</ins>", "<ins>Gọn đầu mối lần 2</ins>"),
        "<del>01/07/2025</del> → <ins>02/07/2025</ins>",
        "<del>Nhập vào đơn vị khác</del> → <ins>Hợp nhất, sáp nhập</ins>",
        "Đơn vị: Phòng Một → Phòng Mới · Trước đó ghi: Phòng Một → Phòng Hai",
        "Trần Thị Lan</b>: Thực hiện việc sắp xếp",
        "Số bản ghi đã chuyển: 0",
    ):
        assert words in page
    assert reorganisation(number).revision == 2


def test_the_chart_leads_to_the_days_on_which_rooms_were_reorganised(officer, units):
    carried(units, "merge", ("P1", "MOI"))
    page = officer.get(reverse("organisation:chart")).content.decode()
    assert 'href="?ngay=2025-07-01">01/07/2025</a>' in page


def test_what_is_due_in_the_organisation_is_told_to_who_keeps_it(officer, units):
    number = draft(units, "absorb", ("P1", "P2"))
    told = {"giver": "UBND tỉnh", "document": "QĐ 5", "taker": units["BAN"], "since": date(2024, 1, 1)}
    runs_out = DelegatedTask.objects.create(
        kind="authorised", task="Cấp phép", until=date(2025, 7, 11), **told
    )
    ran_out = DelegatedTask.objects.create(kind="decentralised", task="Cũ", until=date(2025, 6, 30), **told)
    checks = [
        DelegationCheck.objects.create(
            delegated=ran_out, on=on, checker="Sở", document="BC", finding="Chậm",
            to_mend_by=date(2025, 6, 21), mended_on=mended, mended_how="Đã sửa" if mended else "",
        )
        for on, mended in ((date(2025, 6, 1), None), (date(2025, 5, 2), date(2025, 6, 9)))
    ]  # fmt: skip
    found = due(Asker(officer.user, NOW, date(2025, 7, 31)))
    assert [(str(each.what), each.about, each.on, each.record) for each in found] == [
        ("Khắc phục sau kiểm tra phân cấp", "Cũ", date(2025, 6, 20), checks[0].pk),
        ("Thực hiện việc sắp xếp", "Gọn đầu mối", DAY, number),
        ("Hết hạn ủy quyền", "Cấp phép", date(2025, 7, 10), runs_out.pk),
    ]
    for each in found:
        assert officer.get(reverse(each.route, args=[each.record])).status_code == 200
    since = due(Asker(officer.user, NOW, date(2025, 7, 31), since=date(2025, 7, 5)))
    assert [each.record for each in since] == [runs_out.pk]
    officer.user.role = "clerk"
    assert due(Asker(officer.user, NOW, date(2025, 7, 31))) == ()
