"""Judging work: points from real work, proposal, opinion, decision, objection and answer; the share of the best."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from minhchung import lawbook
from minhchung.ground.trail.queries import first_break, story_of
from minhchung.staff import actions
from minhchung.staff.actions.scoring import Line
from minhchung.staff.judged_queries import products_for, rule_of, within_cap
from minhchung.staff.models import Assessment, ProductKind, YearClass
from minhchung.staff.products import Counted, Source, arrange_sources, sources
from minhchung.staff.tests.cast import a_person, a_unit, paper

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 6, 9)
STAFF, LEADER = actions.Actor("to_chuc"), actions.Actor("lanh_dao")


@pytest.fixture
def office():
    return a_unit("VP", "Văn phòng", home=True)


@pytest.fixture
def product():
    kind = ProductKind(code="SP1", title="Bước", weight=Decimal(1), decision="QĐ 1", since=date(2026, 1, 1))
    return actions.save_product(kind, by="thu", at=AT)


def propose(person, product, done=10, part="Q1", **more):
    lines = [Line(product.pk, 10, done)]
    told = {"year": 2026, "part": part, "common": Decimal(30), "lines": lines, "at": AT}
    return actions.propose(person=person.pk, by=STAFF, **told | more)


def settle(record, quality=None, at=AT, **more):
    actions.opine(number=record.pk, revision=None, opinion="Nhất trí", by=STAFF, at=at)
    told = {"quality": quality or record.proposed, "decision": "3/TB", "decided_on": at.date(), "by": LEADER}
    return actions.decide(number=record.pk, revision=None, at=at, **told | more)


def a_year(person, quality, year=2025, **more):
    at = datetime(year + 1, 1, 6, 9)
    record = actions.propose(person=person.pk, year=year, part="", quality=quality, by=STAFF, at=at)
    return settle(record, at=at, **more)


def test_a_quarter_goes_from_work_to_a_decision(office, product):
    record = propose(a_person(office, 1), product, done=9, common=Decimal(28))
    assert (record.results, record.total, record.proposed) == (Decimal("63.00"), Decimal("91.00"), "HTXS")
    with pytest.raises(actions.Refusal, match=r"Đã đề xuất, chờ ý kiến.*NĐ 335/2025"):
        actions.decide(
            number=record.pk,
            revision=None,
            quality="HTT",
            decision="1",
            decided_on=AT.date(),
            by=LEADER,
            at=AT,
        )
    decided = settle(record)
    assert (decided.state, decided.quality, decided.object_until) == ("decided", "HTXS", date(2026, 4, 13))
    assert [line.deed for line in story_of("staff", "assessment", record.pk)] == ["propose", "opine", "judge"]
    assert not YearClass.objects.exists(), "a quarter is no class of the year"
    assert first_break() is None


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param({"lines": []}, "không phát sinh", id="nothing given is neither 0 nor 100"),
        pytest.param({"common": None}, "điểm tiêu chí chung", id="no common points"),
        pytest.param({"common": Decimal(31)}, "từ 0 đến 30", id="more common points than there are"),
        pytest.param({"part": "Q2"}, "chưa kết thúc", id="a quarter that runs"),
        pytest.param(
            {"quality": "HTT"}, "đạt mức “Hoàn thành xuất sắc", id="another class than the points reach"
        ),
        pytest.param({"part": "T13"}, "Không có kỳ", id="a month that is none"),
        pytest.param({"year": 2025, "part": "Q1"}, "chỉ có từ năm 2026", id="points before their decree"),
        pytest.param({"year": 2025, "part": ""}, "chọn mức xếp loại", id="criteria without a class"),
        pytest.param({"year": 2015, "part": ""}, "trước NĐ 90/2020", id="before the decree"),
    ],
)
def test_what_cannot_be_proposed_is_refused(office, product, told, words):
    with pytest.raises(actions.Refusal, match=words):
        propose(a_person(office, 1), product, **told)
    assert not Assessment.objects.exists()


def test_who_was_not_here_yet_is_not_judged(office, product):
    person = a_person(office, 1, joined_on=date(2025, 5, 1))
    with pytest.raises(actions.Refusal, match="không làm việc ở đây"):
        propose(person, product, year=2024, part="")


@pytest.mark.parametrize(
    ("kind", "today", "words"),
    [
        pytest.param(
            "public_employee", "2026-11-30", r"từ 01/12/2026, xong trước 15/12/2026", id="too early"
        ),
        pytest.param("public_employee", "2026-12-01", "", id="criteria judge before the year is over"),
        pytest.param("public_employee", "2027-02-01", "", id="or late"),
        pytest.param(
            "civil_servant", "2026-12-10", "Năm 2026 chưa kết thúc", id="points need the whole year"
        ),
    ],
)
def test_a_year_is_judged_by_criteria_in_its_last_month(office, kind, today, words):
    person, day = a_person(office, 1, kind=kind), date.fromisoformat(today)
    if words:
        with pytest.raises(actions.Refusal, match=words):
            actions.check_time(person, 2026, "", day)
    else:
        record = actions.propose(
            person=person.pk, year=2026, part="", quality="HTT", by=STAFF, at=datetime.combine(day, time(9))
        )
        assert (record.proposed, record.total) == ("HTT", None)


def test_who_is_no_civil_servant_is_not_scored(office, product):
    person = a_person(office, 1, kind="public_employee")
    with pytest.raises(actions.Refusal, match="NĐ 90/2020"):
        propose(person, product)


def test_who_leads_is_measured_by_three_more_shares(office, product):
    person = a_person(office, 1)
    actions.appoint(
        person=person.pk, unit=office.pk, post="Trưởng phòng", paper=paper("2024-01-01"), by=STAFF, at=AT
    )
    with pytest.raises(actions.Refusal, match="thêm 3 tỷ lệ"):
        propose(person, product)
    assert propose(person, product, shares=[100, 50, 100]).results == Decimal("64.16")
    with pytest.raises(actions.Refusal, match="người khác không có"):
        propose(a_person(office, 2), product, shares=[100, 50, 100])


def test_once_for_a_time_and_by_two_people(office, product):
    record = propose(a_person(office, 1), product)
    with pytest.raises(actions.Refusal, match="đã có phiếu"):
        propose(record.person, product)
    with pytest.raises(actions.Refusal, match="không trộn"):
        propose(record.person, product, part="T01")
    actions.opine(number=record.pk, revision=1, opinion="Nhất trí", by=STAFF, at=AT)
    told = {"quality": "HTXS", "decision": "1", "decided_on": AT.date(), "at": AT}
    with pytest.raises(actions.Refusal, match="không phải người đề xuất"):
        actions.decide(number=record.pk, revision=2, by=STAFF, **told)
    with pytest.raises(actions.Outdated):
        actions.decide(number=record.pk, revision=1, by=LEADER, **told)


def test_points_may_be_decided_lower_but_not_higher(office, product):
    record = propose(a_person(office, 1), product, done=8)
    with pytest.raises(actions.Refusal, match="86,00 điểm chỉ đạt mức “Hoàn thành tốt"):
        settle(record, "HTXS")
    told = {"quality": "HT", "decision": "1", "decided_on": AT.date(), "by": LEADER, "at": AT}
    assert actions.decide(number=record.pk, revision=None, **told).quality == "HT"


def test_a_year_is_the_mean_of_its_quarters_and_goes_into_the_register(office, product):
    person = a_person(office, 1)
    for part, done in (("Q1", 10), ("Q2", 8)):
        settle(
            propose(person, product, done=done, part=part, at=datetime(2026, 12, 31, 9)),
            at=datetime(2026, 12, 31, 9),
        )
    at = datetime(2027, 1, 6, 9)
    record = actions.propose(person=person.pk, year=2026, part="", by=STAFF, at=at)
    assert (record.total, record.proposed) == (Decimal("93.00"), "HTXS")
    with pytest.raises(actions.Refusal, match="Vượt tỷ lệ phải ghi căn cứ"):
        settle(record, at=at)
    actions.decide(
        number=record.pk,
        revision=None,
        quality="HTT",
        decision="9/QĐ",
        decided_on=at.date(),
        by=LEADER,
        at=at,
    )
    assert YearClass.objects.values_list("year", "quality", "decision").get() == (2026, "HTT", "9/QĐ")


@pytest.mark.parametrize(
    ("good", "beyond", "passes"),
    [
        pytest.param(5, "", True, id="one beside five good ones"),
        pytest.param(4, "", False, id="one beside four is more than a fifth"),
        pytest.param(4, "Đơn vị xuất sắc", True, id="with a word why"),
    ],
)
def test_the_share_of_the_best(office, good, beyond, passes):
    for number in range(good):
        a_year(a_person(office, number), "HTT")
    best = a_person(office, 90)
    if passes:
        assert a_year(best, "HTXS", beyond_cap=beyond).beyond_cap == beyond
    else:
        with pytest.raises(actions.Refusal, match="20 % của 4 người hoàn thành tốt"):
            a_year(best, "HTXS", beyond_cap=beyond)


@pytest.mark.parametrize(
    ("kind", "decree"), [("civil_servant", "NĐ 335/2025"), ("public_employee", "NĐ 90/2020")]
)
def test_the_decree_of_2025_is_of_civil_servants_alone(office, kind, decree):
    record = Assessment(year=2026, part="", unit=office, person=a_person(office, 1, kind=kind))
    assert within_cap(record).cites.startswith(decree)
    assert lawbook.in_force(rule_of("objection", kind), date(2026, 12, 14)).cites.startswith(decree)


def test_the_person_judged_objects_in_time_and_is_answered(office, product):
    account = get_user_model().objects.create(username="minh", full_name="Minh", role="clerk")
    person = a_person(office, 1)
    actions.give_account(person=person.pk, account=account.pk, by="thu", at=AT)
    record = settle(propose(person, product, done=8))
    mine = actions.Actor("minh", user=account.pk)
    told = {"number": record.pk, "revision": None, "objection": "Đề nghị xem lại"}
    with pytest.raises(actions.Refusal, match="Chỉ người được đánh giá"):
        actions.object_to(**told, by=STAFF, at=AT)
    with pytest.raises(actions.Refusal, match=r"Đã hết thời hạn kiến nghị .đến hết ngày 13/04/2026"):
        actions.object_to(**told, by=mine, at=datetime(2026, 4, 14, 8))
    objected = actions.object_to(**told, by=mine, at=datetime(2026, 4, 13, 17))
    assert (objected.state, objected.answer_until) == ("objected", date(2026, 4, 28))
    with pytest.raises(actions.Refusal, match="phải có quyết định"):
        actions.answer(number=record.pk, revision=None, text="Đúng", quality="HTXS", by=LEADER, at=AT)
    actions.answer(number=record.pk, revision=None, text="Giữ nguyên", by=LEADER, at=datetime(2026, 4, 20, 9))
    kept = Assessment.objects.get()
    assert (kept.state, kept.quality) == ("answered", "HTT")
    assert story_of("staff", "assessment", record.pk)[-1].deed == "answer_objection"


def test_real_work_is_counted_by_the_account(office, product):
    before = tuple(sources().values())
    product.source = "here.made"
    actions.save_product(product, by="thu", at=AT)
    account = get_user_model().objects.create(username="minh", full_name="Minh", role="clerk")
    arrange_sources(
        (
            Source(
                "here.made",
                "Việc thật",
                lambda user, first, last: Counted((user, first.day), (last.day,)),
                lambda records, user, at: [],
            ),
        )
    )
    try:
        person = a_person(office, 1)
        assert products_for(person, date(2026, 1, 1), date(2026, 3, 31))[0].counted is None
        actions.give_account(person=person.pk, account=account.pk, by="thu", at=AT)
        person.refresh_from_db()
        counted = products_for(person, date(2026, 1, 1), date(2026, 3, 31))[0].counted
    finally:
        arrange_sources(before)
    assert counted == Counted((account.pk, 1), (31,))
