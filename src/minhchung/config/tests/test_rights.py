"""Who sees which dossiers, by unit, by further post and by lent permit; deeds of two people; the page that says so."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clock import NOW
from minhchung.config.access import TABLE
from minhchung.config.access.lines import RowsOf
from minhchung.config.tests.access_rows import a_unit
from minhchung.dossiers import actions
from minhchung.dossiers.matching import Match
from minhchung.dossiers.models import Charge, Dossier, Event, Posting
from minhchung.dossiers.sights import may_on, permits_on, visible, whose_of
from minhchung.dossiers.tests.cast import an_actor, an_own_desk, at, received
from minhchung.dossiers.web.desk import actor_of
from minhchung.feedback.desk_queries import counts as feedback_counts
from minhchung.figures.kept import forget
from minhchung.figures.register import REGISTER
from minhchung.ground.accounts import lending
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.models import Delegation, User
from minhchung.ground.accounts.policy import May, Role
from minhchung.ground.accounts.sights import is_limited
from minhchung.ground.trail.models import Entry
from minhchung.ground.trail.queries import first_break
from minhchung.organisation.models import Succession, Unit

PASSWORD = "bốn mùa xuân hạ 26"
BACKEND = "minhchung.ground.accounts.backends.Accounts"
pytestmark = pytest.mark.django_db


def an_account(username: str, role: Role, *units: str, **more: Any) -> User:
    user = create_user(
        username=username, full_name=f"Trần {username}", role=role, password=PASSWORD, by="cài đặt", at=NOW
    )
    for code in units:
        Posting.objects.create(user=user, unit=Unit.objects.get(code=code), **more)
    return user


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


@pytest.fixture
def desk():
    """A board with the rooms MC, QLDN (with a team T1 under it) and DT; a dossier in each of QLDN, T1 and DT."""
    version = an_own_desk()
    a_unit("DT", Unit.objects.get(is_home=True))
    a_unit("T1", unit("QLDN"))
    found = {}
    for code in ("QLDN", "T1", "DT"):
        dossier = received(version)
        Dossier.objects.filter(pk=dossier.pk).update(held_by=unit(code), holder=None, code=code)
        found[code] = dossier.pk
    Event.objects.all().update(to_unit=None, to_holder=None)
    forget()
    return found


def codes(user: User) -> set[str]:
    return set(visible(User.objects.get(pk=user.pk), NOW).values_list("code", flat=True))


ALL = {"QLDN", "T1", "DT"}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        pytest.param(Role.ONE_STOP, ALL, id="the one-stop receives and returns for all units"),
        pytest.param(Role.SPECIALIST, {"QLDN", "T1"}, id="a specialist sees his unit and those under it"),
        pytest.param(Role.HEAD, {"QLDN", "T1"}, id="so does its head"),
        pytest.param(Role.LEGAL, {"QLDN", "T1"}, id="who works on other matters sees his unit's"),
        pytest.param(Role.LEADER, ALL, id="a leader sees the agency"),
        pytest.param(Role.CLERK, ALL, id="the clerk sees the agency"),
        pytest.param(Role.IT, ALL, id="the keeper of the system sees the agency"),
        pytest.param(Role.PROVINCE, ALL, id="the agency above sees the lists"),
    ],
)
def test_each_role_sees_as_far_as_it_reaches(desk, role, expected):
    assert codes(an_account("an", role, "QLDN")) == expected


def test_who_was_posted_nowhere_sees_what_is_in_his_hand(desk):
    user = an_account("an", Role.SPECIALIST)
    assert codes(user) == set()
    Dossier.objects.filter(pk=desk["DT"]).update(holder=user)
    assert codes(user) == {"DT"}


def test_what_was_once_handed_to_a_unit_or_a_person_stays_in_its_sight(desk):
    officer, other = an_account("an", Role.SPECIALIST, "DT"), an_account("ba", Role.SPECIALIST, "MC")
    actions.hand_on(
        dossier=desk["QLDN"], revision=None, to_unit=unit("DT").pk, to_holder=other.pk, by=an_actor(), at=NOW
    )
    actions.hand_on(dossier=desk["QLDN"], revision=None, to_unit=unit("QLDN").pk, by=an_actor(), at=NOW)
    assert codes(officer) == {"DT", "QLDN"}
    assert codes(other) == {"QLDN"}


def test_who_has_done_a_deed_on_a_dossier_still_sees_it(desk):
    user = an_account("an", Role.SPECIALIST, "MC")
    Event.objects.filter(dossier=desk["DT"]).update(by="an")
    assert codes(user) == {"DT"}


def test_the_unit_in_charge_of_a_field_sees_the_dossiers_of_the_province(desk):
    Dossier.objects.filter(pk=desk["DT"]).update(source="import", held_by=None, field="Đầu tư")
    user = an_account("an", Role.SPECIALIST, "QLDN")
    assert codes(user) == {"QLDN", "T1"}
    Charge.objects.create(unit=unit("QLDN"), field="Đầu tư")
    assert codes(user) == ALL


def test_a_unit_inherits_what_came_down_to_it(desk):
    Succession.objects.create(
        predecessor=unit("DT"), successor=unit("T1"), kind="merge", on=date(2026, 1, 1), decision="QĐ 1"
    )
    assert codes(an_account("an", Role.HEAD, "QLDN")) == ALL


def test_a_further_post_reaches_and_allows_in_its_unit_alone(desk):
    user = an_account("an", Role.SPECIALIST, "QLDN")
    post = Posting.objects.create(user=user, unit=unit("DT"), role="head", post="Phụ trách")
    assert codes(user) == ALL
    user = User.objects.get(pk=user.pk)
    assert may_on(user, May.APPROVE_DOSSIERS, desk["DT"], NOW)
    assert not may_on(user, May.APPROVE_DOSSIERS, desk["QLDN"], NOW)
    assert May.EDIT_DOSSIERS in permits_on(user, desk["QLDN"], NOW)
    Posting.objects.filter(pk=post.pk).update(until=NOW.date())
    assert codes(user) == {"QLDN", "T1"}


def test_my_unit_means_every_unit_one_is_posted_to(desk, client: Client):
    user = an_account("an", Role.SPECIALIST, "T1")
    for more in ({"role": "head"}, {"role": "specialist", "until": NOW.date()}):
        Posting.objects.create(
            user=user, unit=unit("DT" if "until" not in more else "QLDN"), post="PT", **more
        )
    signed_in(client, user)
    mine = client.get(reverse("dossiers:dossier_list"), {"tinh-hinh": "don-vi-toi"}).content.decode()
    assert "Tìm thấy 2 trong 2 hồ sơ" in mine and ">T1<" in mine and ">DT<" in mine and ">QLDN<" not in mine
    assert "T1 · DT" in client.get(reverse("dossiers:board")).content.decode()
    at_last = whose_of(user, NOW)
    assert at_last.units == (unit("T1").pk, unit("DT").pk)
    assert feedback_counts(NOW, at_last)["don-vi-toi"] == 0


def test_a_bulk_begun_before_officials_had_several_units_still_finds_its_dossiers():
    kept = Match(standing="don-vi-toi").as_json()
    del kept["units"]
    assert Match.from_json(kept | {"unit": 7}).units == (7,)
    assert Match.from_json(kept | {"unit": None}).units == ()
    again = Match(standing="don-vi-toi", units=(7, 9))
    assert Match.from_json(json.loads(json.dumps(again.as_json()))) == again


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend=BACKEND)
    return client


def test_lists_counts_csv_and_pages_show_what_is_in_sight(desk, client: Client):
    signed_in(client, an_account("an", Role.SPECIALIST, "DT"))
    text = client.get(reverse("dossiers:dossier_list")).content.decode()
    assert "Tất cả 1 hồ sơ" in text and ">DT<" in text and ">QLDN<" not in text
    assert 'tinh-hinh=don-vi-toi"' in text
    answer = client.get(reverse("dossiers:dossier_csv"))
    assert b"QLDN" not in b"".join(answer.streaming_content)
    assert client.get(reverse("dossiers:dossier", args=[desk["DT"]])).status_code == 200
    for name, args in (
        ("dossier", [desk["QLDN"]]),
        ("deed", [desk["QLDN"], "chuyen"]),
        ("paper", [desk["QLDN"], "receipt", 1, "pdf"]),
    ):
        assert client.get(reverse(f"dossiers:{name}", args=args)).status_code == 404, name
    book = client.get(reverse("dossiers:book")).content.decode()
    assert ">DT<" in book and ">QLDN<" not in book


def test_a_figure_counts_all_and_lists_what_is_in_sight(desk, client: Client):
    signed_in(client, an_account("an", Role.SPECIALIST, "DT"))
    page = client.get(reverse("figures:figure", args=["dossiers.received"]), {"ky": "2026"})
    assert page.context["total"] == 3 and len(page.context["records"].rows) == 1
    assert "2 bản ghi không liệt kê ở đây vì ngoài phạm vi" in page.content.decode()
    answer = client.get(reverse("figures:csv", args=["dossiers.received"]), {"ky": "2026"})
    assert len(b"".join(answer.streaming_content).decode().splitlines()) == 2
    signed_in(client, an_account("ba", Role.SPECIALIST))
    page = client.get(reverse("figures:figure", args=["dossiers.received"]), {"ky": "2026"})
    assert page.context["total"] == 3 and not page.context["records"].rows


def test_every_table_that_belongs_to_somebody_has_one_who_says_whose():
    tables = {rows.table for line in TABLE for rows in line.rows.values() if rows.of == RowsOf.SCOPE}
    assert {table for table in tables if not is_limited(table)} == set()
    # A figure whose records open at such rows lists them by the same rule.
    for facts in REGISTER.facts():
        assert ("/ho-so/" in facts.record_url) <= bool(facts.record_table), facts.name


def lend(giver: User, taker: User, *permits: May, days: int = 2, since: datetime = NOW) -> Delegation:
    return lending.lend(
        giver=giver, taker=taker, permits=permits, since=since, until=since + timedelta(days=days),
        reason="Nghỉ phép", by=giver.username, at=NOW,
    )  # fmt: skip


def test_a_lent_permit_is_used_in_the_lenders_place_and_both_are_written(desk, client: Client):
    head, clerk = an_account("truong", Role.HEAD, "QLDN"), an_account("thu", Role.CLERK)
    url = reverse("dossiers:deed", args=[desk["QLDN"], "mat-giay-to"])
    assert signed_in(client, clerk).get(url).status_code == 403
    lend(head, clerk, May.EDIT_DOSSIERS)
    assert client.get(url).status_code == 200
    foreign = reverse("dossiers:deed", args=[desk["DT"], "mat-giay-to"])
    assert client.get(foreign).status_code == 403, "what is lent reaches as far as the lender"
    form = client.get(url).context["form"]
    sent = {"revision": form["revision"].value(), "form_key": form["form_key"].value(), "reason": "Mất giấy"}
    assert client.post(url, sent).status_code == 302
    event = Event.objects.order_by("-id").first()
    assert (event.by, event.by_name) == ("thu", "Trần thu (thay Trần truong)")
    entry = Entry.objects.filter(deed="report_lost").get()
    assert entry.by == "thu" and '"in_place_of":"truong"' in entry.details
    assert first_break() is None


def test_a_delegation_ends_by_itself_by_being_taken_back_and_with_the_lender(desk, client: Client):
    head, clerk = an_account("truong", Role.HEAD, "QLDN"), an_account("thu", Role.SPECIALIST, "MC")
    assert codes(clerk) == set()
    lent = lend(head, clerk, May.APPROVE_DOSSIERS)
    assert codes(clerk) == {"QLDN", "T1"}
    assert visible(User.objects.get(pk=clerk.pk), NOW + timedelta(days=2)).count() == 0
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert codes(clerk) == set()
    User.objects.filter(pk=head.pk).update(is_active=True)
    signed_in(client, clerk)
    assert client.post(reverse("accounts:take_back", args=[lent.pk])).status_code == 302
    assert codes(clerk) == set()
    deeds = Entry.objects.filter(matter="delegation").order_by("id").values_list("deed", "by")
    assert list(deeds) == [("lend", "truong"), ("take_back", "thu")]


@pytest.mark.parametrize(
    ("giver", "taker", "permits", "days", "field"),
    [
        pytest.param("a", "a", [May.EDIT_DOSSIERS], 1, "taker", id="to himself"),
        pytest.param("a", "b", [], 1, "permits", id="nothing"),
        pytest.param("a", "b", [May.EDIT_STAFF], 1, "permits", id="what he has not"),
        pytest.param("k", "b", [May.MANAGE_USERS], 1, "permits", id="the keeping of accounts"),
        pytest.param("a", "b", [May.EDIT_DOSSIERS], 0, "until", id="for no time"),
        pytest.param("a", "b", [May.EDIT_DOSSIERS], -3, "until", id="backwards"),
    ],
)
def test_what_cannot_be_lent(giver, taker, permits, days, field):
    people = {
        "a": an_account("a", Role.HEAD),
        "b": an_account("b", Role.CLERK),
        "k": an_account("k", Role.IT),
    }
    with pytest.raises(lending.CannotLend) as refused:
        lend(people[giver], people[taker], *permits, days=days)
    assert refused.value.field == field and not Delegation.objects.exists()


def test_what_was_lent_is_not_lent_on(desk):
    head, clerk, third = (an_account(n, r) for n, r in (("a", Role.HEAD), ("b", Role.CLERK), ("c", Role.IT)))
    lend(head, clerk, May.APPROVE_DOSSIERS)
    with pytest.raises(lending.CannotLend):
        lend(User.objects.get(pk=clerk.pk), third, May.APPROVE_DOSSIERS)


def test_permits_are_lent_on_screen(client: Client):
    head, clerk = an_account("truong", Role.HEAD), an_account("thu", Role.CLERK)
    signed_in(client, head)
    url = reverse("accounts:lent")
    typed = {
        "taker": clerk.pk, "permits": ["approve_dossiers"], "since": f"{NOW:%d/%m/%Y %H:%M}",
        "until": f"{NOW + timedelta(days=3):%d/%m/%Y %H:%M}", "reason": "Đi công tác",
    }  # fmt: skip
    assert client.post(url, {**typed, "reason": ""}).status_code == 422
    assert client.post(url, typed).status_code == 302
    text = client.get(url).content.decode()
    assert "Đang có hiệu lực" in text and "Đi công tác" in text and "Thu lại" in text
    signed_in(client, an_account("khac", Role.CLERK))
    assert "Đi công tác" not in client.get(url).content.decode()


def test_who_froze_a_report_does_not_publish_it(client: Client):
    from minhchung.reports import actions as reports
    from minhchung.reports.models import Report

    an_account("a", Role.REFORM)
    fields = {
        "state": "frozen",
        "seal": "0" * 64,
        "window": "2025",
        "dated_on": NOW.date(),
        "created_at": NOW,
    }
    from minhchung.ground.files.models import KeptFile

    kept = KeptFile.objects.create(digest="0" * 64, name="x", size=1, kept_at=NOW)
    report = Report.objects.create(**fields, frozen_by="a", bundle=kept)
    with pytest.raises(reports.CannotFreeze, match="không tự công bố"):
        reports.mark_published(report_id=report.pk, by="a", at=NOW)
    reports.mark_published(report_id=report.pk, by="b", at=NOW)


def test_a_second_supplement_is_not_approved_in_the_place_of_the_holder(desk, rf):
    holder = an_account("a", Role.HEAD, "QLDN")
    taker = an_account("b", Role.SPECIALIST, "QLDN")
    Dossier.objects.filter(pk=desk["QLDN"]).update(holder=holder, supplements=1, state="4")
    lend(holder, taker, May.APPROVE_DOSSIERS)
    request = rf.get("/")
    request.user = User.objects.get(pk=taker.pk)
    from minhchung.dossiers.sights import more_permits

    request.user.ask_more = lambda: more_permits(request.user, NOW)
    by = actor_of(request)
    assert by.approves and by.approves_for == "a"
    with pytest.raises(actions.Refusal, match="không phải người đang xử lý"):
        actions.ask_supplement(
            dossier=desk["QLDN"],
            revision=None,
            reason="Thiếu",
            basis="Luật A",
            by=by,
            at=at("2026-04-07T08:00"),
        )


def test_the_page_of_rights_is_drawn_from_the_table(client: Client):
    signed_in(client, an_account("k", Role.IT))
    text = client.get(reverse("rights")).content.decode()
    assert f"{len(TABLE)} địa chỉ" in text
    for said in (
        "Hồ sơ: xem chi tiết",
        "trong phạm vi",
        "chỉ người được nêu tên",
        "Công bố báo cáo: người công bố",
    ):
        assert said in text, said


def test_a_closed_account_is_out_at_once_and_a_new_password_ends_other_sessions():
    user = an_account("a", Role.CLERK)
    here, there = Client(), Client()
    for each in (here, there):
        each.force_login(user, backend=BACKEND)
        assert each.get(reverse("accounts:mine")).status_code == 200
    new = "một câu dài dễ nhớ 7"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post(reverse("accounts:password"), typed).status_code == 302
    assert here.get(reverse("accounts:mine")).status_code == 200
    assert "dang-nhap" in there.get(reverse("accounts:mine")).url
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert "dang-nhap" in here.get(reverse("accounts:mine")).url
