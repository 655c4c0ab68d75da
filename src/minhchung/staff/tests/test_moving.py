"""Decisions on people: what each leaves behind, what is refused and why, who was where on any day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from minhchung.ground.trail.queries import first_break, story_of
from minhchung.organisation import actions as organisation
from minhchung.staff import actions, life
from minhchung.staff.establishment import cut_since_base, establishment, placements_on, positions_on
from minhchung.staff.models import Appointment, Movement, Person, Position, Quota
from minhchung.staff.queries import held_beside, holder_of
from minhchung.staff.tests.cast import AT, DONE, a_person, a_unit, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return a_unit("B", "Ban Quản lý", home=True)


@pytest.fixture
def rooms(board):
    return a_unit("VP", "Văn phòng", board), a_unit("DT", "Phòng Đầu tư", board)


def where(person, day):
    found = placements_on(date.fromisoformat(day)).filter(person=person)
    return [(each.unit.code, each.post) for each in found]


def give(unit, number, since, kind="civil_servants", until=None):
    quota = Quota(
        unit=unit, kind=kind, number=number, year=since.year, decision="QĐ 9", since=since, until=until
    )
    return actions.save_quota(quota, by="thu", at=AT)


def newcomer(unit, **differently):
    told = {
        "staff_no": "CC90",
        "full_name": "Lê Văn Mới",
        "sex": "male",
        "kind": "civil_servant",
        "unit": unit.pk,
        "post": "Chuyên viên",
    }
    return actions.Newcomer(**told | differently)


def test_a_career_is_told_day_by_day(rooms):
    office, invest = rooms
    person = actions.recruit(newcomer=newcomer(office), form="exam", paper=paper("2021-02-01"), **DONE)
    actions.transfer(person=person.pk, unit=invest.pk, post="Chuyên viên", paper=paper("2022-05-01"), **DONE)
    actions.appoint(
        person=person.pk, unit=invest.pk, post="Trưởng phòng", term_until=date(2028, 1, 1),
        paper=paper("2023-01-01"), **DONE,
    )  # fmt: skip
    actions.leave(person=person.pk, leaving="transferred", paper=paper("2025-03-01"), **DONE)
    assert where(person, "2021-01-31") == []
    assert where(person, "2021-02-01") == [("VP", "Chuyên viên")]
    assert where(person, "2022-05-01") == [("DT", "Chuyên viên")]
    assert where(person, "2025-02-28") == [("DT", "Trưởng phòng")]
    assert where(person, "2025-03-01") == []
    told = [line.deed for line in story_of("staff", "person", person.pk)]
    assert told == ["create", "recruit", "change", "transfer", "change", "appoint", "leave", "change"]
    assert list(Movement.objects.order_by("on").values_list("deed", flat=True)) == [
        "recruit", "transfer", "appoint", "leave",
    ]  # fmt: skip
    assert first_break() is None


def test_nobody_holds_two_main_posts_at_once_but_a_post_beside_is_allowed(rooms):
    office, invest = rooms
    person = a_person(office, 1)
    told = {"person": person.pk, "unit": invest.pk, "post": "Phó phòng"}
    with pytest.raises(actions.Refusal, match=r"giữ một vị trí chính tại một lúc.*kiêm nhiệm"):
        actions.appoint(**told, paper=paper("2012-03-01"), **DONE)
    actions.make_concurrent(**told, paper=paper("2020-01-01"), **DONE)
    assert where(person, "2020-06-01") == [("VP", "Chuyên viên")]
    assert Appointment.objects.filter(person=person, main=False).count() == 1


def test_who_holds_a_post_is_known_whatever_letters_it_is_written_in(rooms):
    person = a_person(rooms[0], 1, post="Giám đốc")
    assert holder_of("GIÁM ĐỐC ", date(2020, 1, 1)) == person.full_name
    assert holder_of("", date(2020, 1, 1)) == holder_of("Giám đốc", date(2000, 1, 1)) == ""
    a_person(rooms[0], 2, post="giám đốc")
    assert holder_of("Giám đốc", date(2020, 1, 1)) == "", "of two nobody is meant"


def test_a_post_beside_the_main_one_is_another_one(rooms):
    office, invest = rooms
    person = a_person(office, 1)
    told = {"person": person.pk, "unit": invest.pk, "paper": paper("2020-01-01"), **DONE}
    with pytest.raises(actions.Refusal, match="đang giữ vị trí"):
        actions.make_concurrent(**{**told, "unit": office.pk}, post=" chuyên viên ")
    actions.make_concurrent(**told, post="Phó phòng")
    with pytest.raises(actions.Refusal, match="đang giữ vị trí"):
        actions.make_concurrent(**told, post="Phó Phòng")
    actions.make_concurrent(**told, post="Tổ trưởng")
    assert [each.post for each in held_beside(person)] == ["Phó phòng", "Tổ trưởng"]


def test_a_post_beside_the_main_one_ends_by_a_decision(rooms):
    office, invest = rooms
    person, other = a_person(office, 1), a_person(office, 2)
    actions.make_concurrent(
        person=person.pk, unit=invest.pk, post="Phó phòng", paper=paper("2020-01-01"), **DONE
    )
    (beside,) = held_beside(person)
    told = {"appointment": beside.pk, **DONE}
    with pytest.raises(actions.Refusal, match="không giữ vị trí kiêm nhiệm này"):
        actions.release(**told, person=other.pk, paper=paper("2021-01-01"))
    with pytest.raises(actions.Refusal, match="từ 01/01/2020; ngày thôi phải sau"):
        actions.release(**told, person=person.pk, paper=paper("2020-01-01"))
    main = Appointment.objects.get(person=person, main=True)
    with pytest.raises(actions.Refusal, match="không giữ vị trí kiêm nhiệm này"):
        actions.release(**{**told, "appointment": main.pk}, person=person.pk, paper=paper("2021-01-01"))
    actions.release(**told, person=person.pk, paper=paper("2021-01-01"))
    beside.refresh_from_db()
    assert str(beside.until) == "2021-01-01" and not held_beside(person).exists()
    assert where(person, "2021-06-01") == [("VP", "Chuyên viên")], "the main post stays"
    row = Movement.objects.get(deed="release")
    assert (row.from_unit, row.from_post, row.to_unit) == (invest, "Phó phòng", None)
    assert "Phó phòng" in life.story_of(person, opened=False)[0].note
    assert [line.deed for line in story_of("staff", "person", person.pk)][-1] == "release"
    with pytest.raises(actions.Refusal, match="không giữ vị trí kiêm nhiệm này"):
        actions.release(**told, person=person.pk, paper=paper("2022-01-01"))
    actions.make_concurrent(
        person=person.pk, unit=invest.pk, post="Phó phòng", paper=paper("2023-01-01"), **DONE
    )


@pytest.mark.parametrize(
    ("do", "told", "words"),
    [
        pytest.param(
            "reappoint", {}, "không giữ chức vụ lãnh đạo", id="who leads nothing is not reappointed"
        ),
        pytest.param("relieve", {"post": "x", "reason": "y"}, "không giữ chức vụ", id="nor relieved"),
        pytest.param("relieve", {"post": "x", "reason": " "}, "phải nêu lý do", id="relieved for nothing"),
        pytest.param(
            "discipline", {"form": "removal", "reason": "y"}, "Giáng chức, cách chức", id="removed from none"
        ),
        pytest.param(
            "discipline", {"form": "warning", "reason": ""}, "hành vi vi phạm", id="disciplined for nothing"
        ),
    ],
)
def test_what_the_law_does_not_know_is_refused_with_its_article(rooms, do, told, words):
    person = a_person(rooms[0], 1)
    with pytest.raises(actions.Refusal, match=words):
        getattr(actions, do)(person=person.pk, **told, paper=paper("2026-01-05"), **DONE)
    assert not Movement.objects.exists()


def test_a_decision_has_its_number_and_is_done_once(rooms):
    person = a_person(rooms[0], 1)
    told = {"person": person.pk, "form": "warning", "reason": "Chậm"}
    with pytest.raises(actions.Refusal, match="số quyết định"):
        actions.discipline(**told, paper=paper("2026-01-05", " "), **DONE)
    form = "5a1e4bd0-3f62-4a7e-9f2f-0d7c1b6a9d11"
    actions.discipline(**told, paper=paper("2026-01-05"), **DONE, once=form)
    with pytest.raises(actions.Repeated):
        actions.discipline(**told, paper=paper("2026-01-05"), **DONE, once=form)
    assert Movement.objects.count() == 1


def test_a_decision_is_not_made_on_a_day_to_come_though_it_may_begin_on_one(rooms):
    person = a_person(rooms[0], 1)
    told = {"person": person.pk, "form": "warning", "reason": "Chậm"}
    with pytest.raises(actions.Refusal, match="Ngày quyết định 07/04/2026 chưa đến") as refused:
        actions.discipline(**told, paper=actions.Paper("QĐ 7", date(2026, 4, 7), date(2026, 4, 7)), **DONE)
    assert refused.value.field_name == "decided_on"
    actions.discipline(**told, paper=actions.Paper("QĐ 7", date(2026, 4, 6), date(2026, 4, 7)), **DONE)


@pytest.mark.parametrize(
    ("number", "on", "refused"),
    [
        pytest.param("QĐ 7", "2026-01-05", True, id="the same number of the same year"),
        pytest.param(" qđ 7 ", "2026-03-01", True, id="written otherwise, of another day"),
        pytest.param("QĐ 8", "2026-01-05", False, id="another number"),
        pytest.param("QĐ 7", "2025-01-06", False, id="numbers begin anew each year"),
    ],
)
def test_a_decision_of_discipline_is_entered_once_of_a_person(rooms, number, on, refused):
    told = {"form": "warning", "reason": "Chậm"}
    person, other = a_person(rooms[0], 1), a_person(rooms[0], 2)
    actions.discipline(person=person.pk, **told, paper=paper("2026-01-05", "QĐ 7"), **DONE)
    actions.discipline(person=other.pk, **told, paper=paper("2026-01-05", "QĐ 7"), **DONE)
    if refused:
        with pytest.raises(actions.Refusal, match="QĐ 7 ngày 05/01/2026 đã được ghi cho"):
            actions.discipline(person=person.pk, **told, paper=paper(on, number), **DONE)
    else:
        actions.discipline(person=person.pk, **told, paper=paper(on, number), **DONE)
    assert person.movements.count() == (1 if refused else 2)


@pytest.mark.parametrize(
    ("on", "leaving", "regime", "words"),
    [
        pytest.param(
            "2023-07-19", "streamlined", "NĐ 108/2014/NĐ-CP", "", id="the decree of 2014 on its last day"
        ),
        pytest.param("2023-07-20", "streamlined", "NĐ 108/2014/NĐ-CP", "NĐ 29/2023", id="and the day after"),
        pytest.param(
            "2025-06-15", "streamlined", "NĐ 29/2023/NĐ-CP", "", id="the decree of 2023 on its last day"
        ),
        pytest.param(
            "2025-06-16", "streamlined", "NĐ 154/2025/NĐ-CP", "", id="the decree of 2025 on its first"
        ),
        pytest.param(
            "2025-07-01", "reorganised", "NĐ 178/2024/NĐ-CP", "", id="leaving for the reorganisation"
        ),
        pytest.param(
            "2025-07-01", "streamlined", "NĐ 178/2024/NĐ-CP", "đếm riêng", id="is no cutting of staff"
        ),
        pytest.param(
            "2025-07-01", "reorganised", "NĐ 154/2025/NĐ-CP", "đếm riêng", id="nor the other way round"
        ),
        pytest.param("2025-07-01", "streamlined", "", "phải theo một chế độ", id="cut under no decree"),
        pytest.param(
            "2025-07-01", "retired", "NĐ 178/2024/NĐ-CP", "hãy chọn lại lý do", id="a pension under a decree"
        ),
        pytest.param("2025-07-01", "retired", "", "", id="a pension"),
    ],
)
def test_each_regime_of_leaving_stands_apart(rooms, on, leaving, regime, words):
    person = a_person(rooms[0], 1)
    told = {"person": person.pk, "leaving": leaving, "regime": regime, "paper": paper(on), **DONE}
    if words:
        with pytest.raises(actions.Refusal, match=words):
            actions.leave(**told)
        assert Person.objects.get().left_on is None
    else:
        assert actions.leave(**told).leaving_regime == regime
        assert Movement.objects.get().regime == regime


@pytest.mark.parametrize(
    ("differently", "form", "words"),
    [
        pytest.param({"kind": "contract"}, "exam", "NĐ 111/2022", id="a contract by examination"),
        pytest.param({}, "contract", "NĐ 111/2022", id="a civil servant by contract"),
        pytest.param({"staff_no": "CC01"}, "exam", "đã có người mang", id="a number that is taken"),
        pytest.param({"birth_on": date(2026, 2, 1)}, "exam", "Ngày sinh", id="born after joining"),
    ],
)
def test_recruiting_what_cannot_be(rooms, differently, form, words):
    a_person(rooms[0], 1)
    with pytest.raises(actions.Refusal, match=words):
        actions.recruit(
            newcomer=newcomer(rooms[0], **differently), form=form, paper=paper("2026-01-05"), **DONE
        )
    assert Person.objects.count() == 1


def test_nobody_is_sent_to_a_unit_that_ended(board, rooms):
    office, invest = rooms
    heir, here = a_unit("VP2", "Văn phòng mới", board, since=date(2025, 7, 1)), a_person(invest, 1)
    organisation.succeed(
        predecessor=office, successor=heir, kind="merge", on=date(2025, 7, 1), decision="NQ", by="thu", at=AT
    )
    with pytest.raises(actions.Refusal, match="đơn vị kế thừa"):
        actions.transfer(person=here.pk, unit=office.pk, post="x", paper=paper("2025-08-01"), **DONE)


def test_people_count_against_the_nearest_unit_above_that_was_given_posts(board, rooms):
    office, invest = rooms
    give(board, 3, date(2016, 1, 1))
    give(invest, 1, date(2016, 1, 1), kind="public_budget")
    a_person(office, 1)
    a_person(invest, 2)
    a_person(invest, 3, kind="public_employee")
    a_person(invest, 4, kind="public_employee")
    rows = {
        (row.name, row.kind): (row.assigned, row.present, row.vacant, row.excess)
        for row in establishment(AT.date())
    }
    assert rows == {
        ("Ban Quản lý", "civil_servant"): (3, 2, 1, 0),
        ("Phòng Đầu tư", "public_employee"): (1, 2, 0, 1),
    }


def test_a_position_is_filled_by_the_decision_that_names_it(rooms):
    office, invest = rooms
    told = {
        "title": "Chánh Văn phòng",
        "group": "leading",
        "number": 2,
        "decision": "QĐ",
        "since": date(2021, 1, 1),
    }
    position = actions.save_position(Position(unit=office, code="VP-1", **told), by="thu", at=AT)
    person = a_person(office, 1)
    told = {
        "person": person.pk,
        "post": "Chánh Văn phòng",
        "position": position.pk,
        "paper": paper("2022-01-01"),
    }
    with pytest.raises(actions.Refusal, match="không thuộc đơn vị"):
        actions.appoint(unit=invest.pk, **told, **DONE)
    actions.appoint(unit=office.pk, **told, **DONE)
    assert [(row.held, row.vacant) for row in positions_on(date(2021, 12, 31))] == [(0, 2)]
    assert [(row.held, row.vacant) for row in positions_on(date(2022, 1, 1))] == [(1, 1)]


def test_the_cut_is_measured_against_the_sum_of_the_predecessors(board):
    twin = a_unit("T", "Ban của tỉnh bạn")
    heir = a_unit("H", "Ban mới", since=date(2025, 7, 1))
    for unit, number in ((board, 20), (twin, 30)):
        give(unit, number, date(2020, 1, 1))
        organisation.succeed(
            predecessor=unit,
            successor=heir,
            kind="merge",
            on=date(2025, 7, 1),
            decision="NQ",
            by="thu",
            at=AT,
        )
    give(heir, 44, date(2025, 7, 1))
    cut = cut_since_base(date(2026, 1, 1))
    assert (cut.year, cut.base, cut.now, str(cut.rate)) == (2021, 50, 44, "3/25")
    assert cut_since_base(date(2015, 1, 1)).rate is None


def test_a_correction_of_the_file_does_not_make_a_second_post(rooms):
    office, invest = rooms
    person = a_person(office, 1)
    person.unit, person.joined_on = invest, date(2013, 1, 1)
    actions.save_person(person, by="thu", at=datetime(2026, 4, 6, 10))
    assert where(person, "2026-01-01") == [("DT", "Chuyên viên")]
    assert where(person, "2012-12-31") == []
    assert Appointment.objects.count() == 1


def test_what_lies_under_seal_is_opened_for_a_reason_that_is_kept(rooms):
    person = a_person(rooms[0], 1)
    actions.keep_sealed(person=person.pk, identity="012345678901", home="Số 1", by="thu", at=AT)
    with pytest.raises(actions.Refusal, match="lý do"):
        actions.open_sealed(person=person.pk, reason=" ", **DONE)
    opened = actions.open_sealed(person=person.pk, reason="Làm sổ bảo hiểm", **DONE)
    assert opened == {"identity": "012345678901", "home": "Số 1"}
    lines = story_of("staff", "person", person.pk)
    assert (lines[-1].deed, lines[-1].details["reason"]) == ("open_sealed", "Làm sổ bảo hiểm")
    assert "012345678901" not in str([line.details for line in lines])
    assert "012345678901" not in str(Person.objects.values_list())
