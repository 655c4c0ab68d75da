"""Work counted from dossiers, reflections and tasks opens to the very records, to each reader as far as he sees."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from minhchung.config.products import arrange_products
from minhchung.direction import actions as direction
from minhchung.direction.tests.cast import a_plan, a_task
from minhchung.dossiers import actions as desk
from minhchung.dossiers.models import Posting, StepRun
from minhchung.dossiers.tests.cast import an_actor, an_own_desk, at, posted_to_the_agency, received
from minhchung.dossiers.tests.test_steps import a_process
from minhchung.feedback import actions as feedback
from minhchung.feedback.tests import cast as messages
from minhchung.ground.trail.queries import story_of
from minhchung.organisation.models import Unit
from minhchung.staff import actions
from minhchung.staff.actions.scoring import Line
from minhchung.staff.judged_queries import products_for
from minhchung.staff.models import Assessment, Person, ProductKind
from minhchung.staff.products import Counted
from minhchung.staff.tests.cast import DONE, a_person

pytestmark = pytest.mark.django_db
QUARTER = (date(2026, 4, 1), date(2026, 6, 30))
PROPOSED = datetime(2026, 7, 2, 9)


@pytest.fixture
def person() -> Person:
    """Lan of the desk: two steps ended, one of them late, one open beyond its limit, one due in the next quarter."""
    arrange_products()
    version = an_own_desk()
    a_process(version)
    told = (("2026-04-06T09:00", "2026-04-06T10:00"), ("2026-04-07T09:00", "2026-04-09T10:00"))
    for begun, ended in told:
        desk.hand_on(
            dossier=received(version, begun).pk,
            revision=None,
            step=2,
            to_unit=Unit.objects.get(code="QLDN").pk,
            by=an_actor(),
            at=at(ended),
        )
    received(version, "2026-06-29T09:00")
    received(version, "2026-07-01T09:00")
    lan = get_user_model().objects.get(username="lan")
    found = a_person(Unit.objects.get(code="MC"), 1)
    actions.give_account(person=found.pk, account=lan.pk, **DONE | {"by": "thu"})
    found.refresh_from_db()
    for code, source in (
        ("SP1", "dossiers.steps"),
        ("SP2", "feedback.answers"),
        ("SP3", "direction.tasks"),
    ):
        kind = ProductKind(
            code=code,
            title=f"Sản phẩm {code}",
            weight=Decimal(1),
            source=source,
            decision="QĐ 1",
            since=QUARTER[0],
        )
        actions.save_product(kind, **DONE | {"by": "thu"})
    return found


@pytest.fixture
def judged(person: Person) -> Assessment:
    lines = [
        Line.of(each.id, each.counted, faults=0, source=each.source)
        for each in products_for(person, *QUARTER)
        if each.counted and each.counted.assigned
    ]
    return actions.propose(
        person=person.pk,
        year=2026,
        part="Q2",
        common=Decimal(30),
        lines=lines,
        by=actions.Actor("to_chuc"),
        at=PROPOSED,
    )


def enter(role: str, username: str = "") -> Client:
    told = {"full_name": role, "role": role}
    user, _made = get_user_model().objects.get_or_create(username=username or role, defaults=told)
    client = Client()
    client.force_login(user)
    return client


def rows_in(client: Client, url: str) -> list[str]:
    """The addresses to which the rows of the page lead."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return re.findall(
        r'<a[^>]*href="(/ho-so/\d+/|/phan-anh/\d+/|/chi-dao/nhiem-vu/\d+/)"', answer.content.decode()
    )


def links_in(text: str, wanted: str) -> list[str]:
    return [each.replace("&amp;", "&") for each in re.findall(rf'href="([^"]*{wanted}[^"]*)"', text)]


def test_steps_are_counted_with_their_records(person: Person) -> None:
    counted = products_for(person, *QUARTER)[0].counted
    assert counted is not None
    runs = StepRun.objects.filter(holder=person.account_id)
    assert (counted.assigned, counted.done, counted.delays) == (3, 2, 1)
    assert set(counted.finished) == set(runs.filter(ended_at__lt=PROPOSED).values_list("pk", flat=True))
    assert runs.get(pk=counted.late[0]).verdict == "overdue"
    assert Counted.kept(counted.to_keep()) == counted


def test_before_it_is_proposed_each_number_opens_to_its_records(person: Person) -> None:
    client = enter("staff")
    posted_to_the_agency(get_user_model().objects.get(username="staff"))
    asked = f"?nguoi={person.pk}&nam=2026&ky=Q2"
    text = client.get(f"/nhan-su/danh-gia/de-xuat/{asked}").content.decode()
    links = links_in(text, "viec-da-dem")
    assert len(links) == 3, "one for each number that is not none; nothing was counted of reflections"
    assert [links_in(text, f"so={share}") != [] for share in ("duoc-giao", "hoan-thanh", "cham")] == [
        True
    ] * 3
    assert [len(rows_in(client, url)) for url in links] == [3, 2, 1]


def test_what_was_counted_stays_with_the_assessment(judged: Assessment) -> None:
    """A step that ends later, or passes into other hands, changes nothing of what was proposed."""
    line = judged.lines.get()
    given = line.records["duoc-giao"]
    StepRun.objects.filter(pk__in=given).update(holder=None)
    line.refresh_from_db()
    assert (line.assigned, line.records["duoc-giao"]) == (3, given)
    client = enter("leader")
    text = client.get(f"/nhan-su/danh-gia/{judged.pk}/").content.decode()
    assert [len(rows_in(client, url)) for url in links_in(text, f"danh-gia/{judged.pk}/san-pham/")] == [
        3,
        2,
        1,
    ]


@pytest.mark.parametrize(
    ("role", "username", "answer", "rows"),
    [
        pytest.param("leader", "", 200, 3, id="who decides sees the whole agency's dossiers"),
        pytest.param("specialist", "lan", 200, 3, id="the person himself sees his own"),
        pytest.param("specialist", "binh", 404, 0, id="a colleague sees neither the sheet nor the list"),
    ],
)
def test_each_reader_sees_what_he_may(
    judged: Assessment, role: str, username: str, answer: int, rows: int
) -> None:
    url = f"/nhan-su/danh-gia/{judged.pk}/san-pham/{judged.lines.get().pk}/duoc-giao/"
    client = enter(role, username)
    assert client.get(url).status_code == answer
    if answer == 200:
        assert len(rows_in(client, url)) == rows
        text = client.get(url).content.decode()
        assert "Đông Á" not in text, "nothing of the applicant stands in the list"
    read = [each.deed for each in story_of("staff", "assessment", judged.pk)].count("read_personal")
    assert (read > 0) is (role == "leader"), "who reads of another leaves a line"


def test_records_out_of_sight_are_counted_and_said(judged: Assessment) -> None:
    """Who keeps the files of another room's people reads the number and is told what is not listed."""
    url = f"/nhan-su/danh-gia/{judged.pk}/san-pham/{judged.lines.get().pk}/duoc-giao/"
    client = enter("staff")
    text = client.get(url).content.decode()
    assert not rows_in(client, url)
    assert "3 bản ghi không liệt kê ở đây" in text and "3 được giao" in text


def test_reflections_are_counted_without_their_senders(person: Person) -> None:
    record = messages.in_work()
    type(record).objects.filter(pk=record.pk).update(holder=person.account_id)
    messages.do(
        feedback.answer,
        record,
        "2026-05-15T10:00",
        by=messages.an_actor("sep", approves=True),
        text="Đã nhắc nhở.",
    )
    counted = products_for(person, *QUARTER)[1].counted
    assert counted is not None and counted.given == (record.pk,)
    text = (
        enter("staff")
        .get(
            "/nhan-su/danh-gia/de-xuat/viec-da-dem/",
            {
                "nguoi": person.pk,
                "nam": 2026,
                "ky": "Q2",
                "san-pham": products_for(person, *QUARTER)[1].id,
                "so": "duoc-giao",
            },
        )
        .content.decode()
    )
    assert f"/phan-anh/{record.pk}/" in text
    assert messages.SENDER not in text and "0912345678" not in text


@pytest.fixture
def tasks(person: Person) -> list[int]:
    """Three of the quarter in Lan's charge: one done in time, one late, one open; one more that a colleague did."""
    user, unit = person.account_id, Unit.objects.get(code="MC")
    assert user is not None
    other = get_user_model().objects.create(username="hoa", full_name="Hoa", role="specialist")
    Posting.objects.create(user=other, unit=unit)
    plan, keeper = a_plan(), direction.Actor("reform", "Cán bộ cải cách", approves=True)
    when = datetime(2026, 6, 30, 9)
    made = []
    for number, (holder, due_on, done_on) in enumerate(
        (
            (user, date(2026, 5, 29), date(2026, 5, 20)),
            (user, date(2026, 4, 30), date(2026, 5, 20)),
            (user, date(2026, 6, 30), None),
            (other.pk, date(2026, 6, 30), date(2026, 5, 20)),
        ),
        start=1,
    ):
        task = a_task(plan, str(number), lead=unit, due_kind="date", due_on=due_on)
        made.append(task.pk)
        seen = direction.Seen(task.pk)
        direction.entrust(seen=seen, holder=holder, since_on=date(2026, 2, 2), by=keeper, at=when)
        if done_on is not None:
            paper = direction.Paper(f"{30 + number}/BC-BQL", done_on)
            direction.show_document(seen=seen, paper=paper, by=keeper, at=when)
            direction.finish(seen=seen, done_on=done_on, by=keeper, at=when)
    return made


def test_tasks_in_ones_charge_are_counted_and_open_to_the_tasks(person: Person, tasks: list[int]) -> None:
    product = products_for(person, *QUARTER)[2]
    counted = product.counted
    assert product.source == "direction.tasks" and counted is not None
    assert (counted.given, counted.finished, counted.late) == (
        tuple(tasks[:3]),
        tuple(tasks[:2]),
        (tasks[1],),
    )
    lines = [Line.of(product.id, counted, faults=0, source=product.source)]
    judged = actions.propose(
        person=person.pk, year=2026, part="Q2", common=Decimal(30), lines=lines, by=actions.Actor("to_chuc"), at=PROPOSED
    )  # fmt: skip
    line = judged.lines.get()
    url = f"/nhan-su/danh-gia/{judged.pk}/san-pham/{line.pk}/"
    client = enter("specialist", "lan")
    for share, numbers in (("duoc-giao", (1, 0, 2)), ("hoan-thanh", (1, 0)), ("cham", (1,))):
        assert rows_in(client, f"{url}{share}/") == [f"/chi-dao/nhiem-vu/{tasks[each]}/" for each in numbers]
    text = client.get(f"{url}duoc-giao/").content.decode()
    assert "31/BC-BQL" in text and "29/05/2026" in text and "29/05/2026 00:00" not in text
    seen = direction.Seen(tasks[2])
    keeper = direction.Actor("reform", approves=True)
    direction.hand_over(
        seen=seen, holder=get_user_model().objects.get(username="hoa").pk, since_on=date(2026, 6, 1), reason="Nghỉ",
        by=keeper, at=datetime(2026, 7, 3, 9),
    )  # fmt: skip
    line.refresh_from_db()
    assert line.records["duoc-giao"] == tasks[:3], "what was proposed stays"
    assert products_for(person, *QUARTER)[2].counted.given == tuple(tasks[:2])
