"""Reorganisations: what is refused and in which words, what is done at once, and what a second time does."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from minhchung.ground.deeds.acting import Actor, Outdated, Refusal
from minhchung.ground.trail.queries import story_of
from minhchung.organisation import actions, queries
from minhchung.organisation.drawing import to_svg
from minhchung.organisation.models import (
    PassedOn,
    Reorganisation,
    Succession,
    SuccessionKind,
    Unit,
    UnitVersion,
)
from minhchung.organisation.passages import where_then
from minhchung.organisation.previews import preview
from minhchung.organisation.reorganisations import reorganisation

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)
BEFORE, AFTER = datetime(2025, 6, 20, 9), datetime(2025, 7, 1, 7, 30)
DONE = {"by": "thu", "at": BEFORE}
BY = Actor("thu", "Thu")


@pytest.fixture(autouse=True)
def units() -> dict[str, Unit]:
    """Two boards with a department each, and the board that follows them; a unit that ended long ago."""
    found = {}
    for code, parent, since, until in (
        ("A", None, date(2010, 1, 1), None),
        ("A1", "A", date(2010, 1, 1), None),
        ("B", None, date(2010, 1, 1), None),
        ("B1", "B", date(2010, 1, 1), None),
        ("N", None, DAY, None),
        ("OLD", None, date(2010, 1, 1), date(2015, 1, 1)),
    ):
        kind = "department" if parent else "agency"
        unit = Unit.objects.create(code=code, kind=kind, is_home=code in ("A", "N"))
        UnitVersion.objects.create(
            unit=unit, name=f"Đơn vị {code}", parent=found.get(parent or ""), since=since, until=until
        )
        found[code] = unit
    return found


def a_draft(
    units: dict[str, Unit], pairs: str, kind: str = "merge", on: date = DAY, working: str = ""
) -> int:
    """``pairs``: "A>N B>N"; a unit that nobody follows: "A>"."""
    edges = [each.partition(">")[::2] for each in pairs.split()]
    draft = Reorganisation(kind=kind, name="Sắp xếp", on=on, decision="NQ 1")
    told = [
        actions.Pair(
            units[before].pk,
            units[after].pk if after else None,
            takes_work=kind != SuccessionKind.SPLIT or after == working,
        )
        for before, after in edges
    ]
    return actions.draft_reorganisation(draft, told, **DONE).pk


@pytest.mark.parametrize(
    ("pairs", "more", "words"),
    [
        pytest.param("A>N B>A", {}, "đi vòng", id="who hands over takes nothing over"),
        pytest.param("A>N B>B1", {}, "cùng về một", id="a merger has one successor"),
        pytest.param("A>N A1>B1", {}, "trực thuộc đơn vị tiếp nhận", id="a room goes where its agency goes"),
        pytest.param(
            "OLD>N", {}, "không hoạt động ngay trước", id="a unit that ended long ago hands nothing over"
        ),
        pytest.param("A>OLD", {}, "nhập thời kỳ", id="a successor must be there on the day"),
        pytest.param(
            "A>N", {"on": date(2025, 6, 1)}, "nhập thời kỳ", id="a successor is not there before its time"
        ),
        pytest.param(
            "A>", {}, "Chưa ghi đơn vị tiếp nhận", id="only what is dissolved is followed by nobody"
        ),
        pytest.param(
            "A>A1", {"kind": "absorb"}, "đặt lại cấp trên", id="no unit goes into one that stands under it"
        ),
        pytest.param(
            "A>B",
            {"kind": "rename"},
            "đã hoạt động từ trước ngày 01/07/2025; đổi tên",
            id="nobody is renamed into one that is there already",
        ),
        pytest.param("A>N B>N", {"kind": "rename"}, "đổi tên một", id="one unit is renamed at a time"),
        pytest.param("A>A1 B>N", {"kind": "split"}, "chia, tách một", id="one unit is divided at a time"),
    ],
)
def test_what_cannot_be_is_refused_in_words(units, pairs, more, words):
    number = a_draft(units, pairs, **more)
    row = reorganisation(number)
    assert words in " ".join(preview(row).refusals)
    with pytest.raises(Refusal, match=words):
        actions.carry_out(number=number, by=BY, at=AFTER)
    assert not Succession.objects.exists()
    assert UnitVersion.objects.get(unit=units["A"]).until is None


def test_a_unit_does_not_follow_itself_at_once_nor_by_way_of_others(units):
    with pytest.raises(Refusal, match="chính nó"):
        a_draft(units, "A>A")
    given = {"kind": "split", "on": date(2020, 1, 1), "decision": "QĐ 1", **DONE}
    for before, after in (("A", "B"), ("B", "B1")):
        actions.succeed(predecessor=units[before], successor=units[after], **given)
    with pytest.raises(ValidationError, match="A → B → B1"):
        actions.succeed(predecessor=units["B1"], successor=units["A"], **given)
    with pytest.raises(ValidationError, match="chính nó"):
        actions.succeed(predecessor=units["A"], successor=units["A"], **given)
    number = a_draft(units, "B1>A", kind="absorb")
    with pytest.raises(Refusal, match="A → B → B1"):
        actions.carry_out(number=number, by=BY, at=AFTER)


def test_nothing_in_hand_is_left_without_an_owner(units):
    number = a_draft(units, "A>", kind="dissolve")
    words = "“Đơn vị A” còn việc chưa có ai nhận \\(Đơn vị trực thuộc: 1\\); hãy chọn đơn vị tiếp nhận"
    with pytest.raises(Refusal, match=words):
        actions.carry_out(number=number, by=BY, at=AFTER)
    assert not queries.ended_by(DAY) & {units["A"].pk, units["A1"].pk}
    actions.carry_out(number=a_draft(units, "A1>", kind="dissolve"), by=BY, at=AFTER)
    assert actions.carry_out(number=number, by=BY, at=AFTER) == 0, "what stood under it is gone"
    assert units["A"].pk in queries.ended_by(DAY)


@pytest.mark.parametrize(
    ("first", "kind", "working"),
    [
        pytest.param("B1>", "dissolve", "", id="dissolved"),
        pytest.param("B1>A1 B1>N", "split", "A1", id="divided"),
    ],
)
def test_a_unit_ends_once_though_another_deed_is_of_the_same_day(units, first, kind, working):
    numbers = [a_draft(units, first, kind=kind, working=working), a_draft(units, "B1>A1", kind="absorb")]
    actions.carry_out(number=numbers[0], by=BY, at=AFTER)
    with pytest.raises(Refusal, match="“Đơn vị B1” đã được sắp xếp từ ngày 01/07/2025 theo NQ 1"):
        actions.carry_out(number=numbers[1], by=BY, at=AFTER)


def test_a_unit_whose_end_was_set_for_later_ends_on_the_day(units):
    UnitVersion.objects.filter(unit=units["B1"]).update(until=date(2026, 1, 1))
    actions.carry_out(number=a_draft(units, "B1>A1", kind="absorb"), by=BY, at=AFTER)
    assert UnitVersion.objects.get(unit=units["B1"]).until == DAY


def test_a_merger_ends_its_units_and_takes_along_what_stands_under_them(units):
    number = a_draft(units, "A>N B>N")
    foreseen = preview(reorganisation(number))
    assert not foreseen.refusals
    assert {line.title: line.total for line in foreseen.lines}["Đơn vị trực thuộc"] == 2
    assert actions.carry_out(number=number, revision=1, by=BY, at=AFTER) == 2
    assert queries.ended_by(DAY) >= {units["A"].pk, units["B"].pk}
    assert queries.predecessors_of(units["N"]) == (units["A"], units["B"])
    assert queries.home_agency(DAY) == units["N"]
    for code in ("A1", "B1"):
        old, new = UnitVersion.objects.filter(unit=units[code]).order_by("since")
        assert (old.until, old.parent.code) == (DAY, code[0])
        assert (new.since, new.parent.code, new.decision) == (DAY, "N", "NQ 1")
    made, named, done = story_of("organisation", "reorganisation", number)
    assert [made.deed, named.deed, done.deed] == ["create", "name_units", "carry_out"]
    assert named.details["units"] == "Đơn vị A → Đơn vị N; Đơn vị B → Đơn vị N"
    assert done.details["moved"] == 2
    (ended,) = story_of("organisation", "unit", units["A"].pk)
    assert (ended.deed, ended.details["to_unit"], ended.details["decision"]) == ("end", "Đơn vị N", "NQ 1")
    (taken,) = story_of("organisation", "unit", units["N"].pk)
    assert (taken.deed, taken.details["from_unit"]) == ("take_over", "Đơn vị A; Đơn vị B")
    assert [line.deed for line in story_of("organisation", "unit", units["A1"].pk)] == ["go_along"]
    assert queries.home_changes() == (DAY,)


def test_rooms_of_what_is_merged_go_into_rooms_of_the_successor_by_the_same_deed(units):
    for code in ("N1", "A2"):
        unit = units[code] = Unit.objects.create(code=code, kind="department")
        above, since = (units["N"], DAY) if code == "N1" else (units["A"], date(2010, 1, 1))
        UnitVersion.objects.create(unit=unit, name=f"Phòng {code}", parent=above, since=since)
    number = a_draft(units, "A>N A1>N1 A2>N")
    assert not preview(reorganisation(number)).refusals
    assert actions.carry_out(number=number, by=BY, at=AFTER) == 0, "no room went along as it was"
    assert queries.ended_by(DAY) >= {units[code].pk for code in ("A", "A1", "A2")}
    assert queries.predecessors_of(units["N1"]) == (units["A1"],)
    assert set(queries.predecessors_of(units["N"])) == {units["A"], units["A2"]}
    assert [each.name for each in queries.chart(DAY).below] == ["Phòng N1"]


@pytest.mark.parametrize(
    "order", [pytest.param((0, 1), id="the one above first"), pytest.param((1, 0), id="the one below first")]
)
def test_two_levels_are_reorganised_on_one_day_in_either_order(units, order):
    heir = units["N1"] = Unit.objects.create(code="N1", kind="department")
    UnitVersion.objects.create(unit=heir, name="Phòng N1", parent=units["N"], since=DAY)
    drafts = [a_draft(units, "A>N"), a_draft(units, "A1>N1")]
    for place in order:
        assert not preview(reorganisation(drafts[place])).refusals
        actions.carry_out(number=drafts[place], by=BY, at=AFTER)
    assert list(UnitVersion.objects.filter(unit=units["A1"]).values_list("until", "parent__code")) == [
        (DAY, "A")
    ]
    assert [each.name for each in queries.chart(DAY).below] == ["Phòng N1"]
    assert queries.predecessors_of(heir) == (units["A1"],)


def test_a_second_time_does_nothing_and_a_late_comer_goes_along_alone(units):
    number = a_draft(units, "A>N")
    actions.carry_out(number=number, by=BY, at=AFTER)
    assert actions.carry_out(number=number, by=BY, at=AFTER) == 0
    assert actions.carry_out(number=number, revision=1, by=BY, at=AFTER) == 0, "his own click came twice"
    with pytest.raises(Outdated, match="thu vừa thực hiện việc sắp xếp này lúc 07:30 01/07/2025"):
        actions.carry_out(number=number, revision=1, by=Actor("lan", "Lan"), at=AFTER)
    assert Succession.objects.count() == 1
    late = Unit.objects.create(code="A2", kind="department")
    UnitVersion.objects.create(unit=late, name="Tổ", parent=units["A"], since=date(2020, 1, 1))
    assert actions.carry_out(number=number, by=BY, at=AFTER) == 1
    assert PassedOn.objects.filter(reorganisation=number).count() == 2
    told = [line.deed for line in story_of("organisation", "reorganisation", number)]
    assert told == ["create", "name_units", "carry_out", "carry_rest"]


@pytest.mark.parametrize(
    ("kind", "pairs", "working", "ends", "moved"),
    [
        pytest.param("split", "A>B A>B1", "B", True, 1, id="divided: it ends, its work goes to one of them"),
        pytest.param("split", "A>B", "", False, 0, id="a part is parted: it goes on with all it has"),
        pytest.param("absorb", "A>B", "", True, 1, id="absorbed: it ends in the one that goes on"),
        pytest.param("rename", "A>N", "", True, 1, id="renamed into a new identity"),
        pytest.param("dissolve", "B1>", "", True, 0, id="dissolved without a successor"),
    ],
)
def test_each_kind_ends_and_moves_what_it_should(units, kind, pairs, working, ends, moved):
    number = a_draft(units, pairs, kind=kind, working=working)
    assert actions.carry_out(number=number, by=BY, at=AFTER) == moved
    assert (units[pairs.partition(">")[0]].pk in queries.ended_by(DAY)) is ends


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        pytest.param({"revision": 7}, Outdated, "vừa được", id="what was previewed is what is done"),
        pytest.param({"at": BEFORE}, Refusal, "Chưa đến ngày", id="not before its day"),
    ],
)
def test_it_is_not_carried_out_unseen_nor_too_early(units, spoil, error, words):
    number = a_draft(units, "A>N")
    with pytest.raises(error, match=words):
        actions.carry_out(number=number, **{"by": BY, "at": AFTER, **spoil})
    assert not PassedOn.objects.exists()


def test_a_draft_is_changed_and_dropped_but_nothing_that_is_done(units):
    number = a_draft(units, "A>N")
    draft = Reorganisation.objects.get(pk=number)
    pair = actions.Pair(units["B"].pk, units["N"].pk)
    assert actions.draft_reorganisation(draft, [pair], **DONE).revision == 2
    with pytest.raises(Outdated):
        actions.carry_out(number=number, revision=1, by=BY, at=AFTER)
    actions.drop_reorganisation(number=number, **DONE)
    for deed in (
        lambda: actions.carry_out(number=number, by=BY, at=AFTER),
        lambda: actions.draft_reorganisation(draft, [pair], **DONE),
        lambda: actions.drop_reorganisation(number=number, **DONE),
    ):
        with pytest.raises(Refusal, match="bỏ"):
            deed()


def test_where_a_record_was_before_is_read_from_what_went_along(units):
    number = a_draft(units, "A>N")
    told = {"reorganisation_id": number, "mover": "staff", "room": "staff", "matter": "person", "on": DAY}
    PassedOn.objects.create(**told, record=5, predecessor=units["A"], successor=units["N"], at=AFTER)
    now = {5: units["N"].pk, 6: units["N"].pk}
    assert where_then("staff", "person", now, date(2025, 6, 30)) == {5: units["A"].pk, 6: units["N"].pk}
    assert where_then("staff", "person", now, DAY) == now


@pytest.mark.parametrize(
    ("since", "until", "good"),
    [
        pytest.param(date(2016, 1, 1), None, True, id="after one that has ended"),
        pytest.param(date(2014, 1, 1), None, False, id="while one that ends later stands"),
        pytest.param(date(2005, 1, 1), date(2010, 1, 1), True, id="right before another"),
        pytest.param(date(2005, 1, 1), date(2010, 1, 2), False, id="one day into another"),
        pytest.param(date(2005, 1, 1), None, True, id="open before another: it ends where that begins"),
        pytest.param(date(2010, 1, 1), date(2012, 1, 1), False, id="from the same day"),
    ],
)
def test_a_unit_has_one_version_a_day(units, since, until, good):
    version = UnitVersion(unit=units["OLD"], name="Tên khác", since=since, until=until)
    if not good:
        with pytest.raises(ValidationError, match="Trùng thời kỳ “Đơn vị OLD”"):
            actions.save_version(version, **DONE)
        return
    actions.save_version(version, **DONE)
    spans = list(
        UnitVersion.objects.filter(unit=units["OLD"]).order_by("since").values_list("since", "until")
    )
    assert all(
        end is not None and end <= start for (_s, end), (start, _e) in zip(spans, spans[1:], strict=False)
    )


def test_no_unit_stands_under_one_that_has_ended(units):
    child = UnitVersion(unit=units["A1"], name="A1", since=date(2024, 1, 1), parent=units["OLD"])
    with pytest.raises(ValidationError, match="Đơn vị OLD đã kết thúc từ 01/01/2015"):
        actions.save_version(child, **DONE)


def test_no_unit_stands_under_one_that_stands_under_it(units):
    version = UnitVersion(unit=units["A"], name="Ban", since=date(2021, 1, 1), parent=units["A1"])
    with pytest.raises(ValidationError, match="không thể đi vòng"):
        actions.save_version(version, **DONE)


@pytest.mark.parametrize(
    ("code", "good"),
    [
        pytest.param("H37.02.05", True, id="three levels"),
        pytest.param("G09", True, id="a ministry"),
        pytest.param("", True, id="none yet"),
        pytest.param("000.05.37.H37", False, id="the former way round"),
        pytest.param("h37.2", False, id="small letter, one digit"),
    ],
)
def test_an_electronic_code_is_written_as_the_decision_says(units, code, good):
    version = UnitVersion(unit=units["A"], name="Ban", since=date(2021, 1, 1), official_code=code)
    if good:
        assert actions.save_version(version, **DONE).pk
    else:
        with pytest.raises(ValidationError, match="QĐ 20/2020"):
            actions.save_version(version, **DONE)


def test_the_chart_is_that_of_the_day(units):
    actions.carry_out(number=a_draft(units, "A>N B>N"), by=BY, at=AFTER)
    before, after = queries.chart(date(2025, 6, 30)), queries.chart(DAY)
    assert (before.name, [each.name for each in before.below]) == ("Đơn vị A", ["Đơn vị A1"])
    assert (after.name, [each.name for each in after.below]) == ("Đơn vị N", ["Đơn vị A1", "Đơn vị B1"])
    assert queries.chart(date(2009, 1, 1)) is None


def test_the_drawing_names_every_unit_and_lets_no_markup_through(units):
    UnitVersion.objects.filter(unit=units["A1"]).update(name="Phòng <b> & cộng sự")
    for number in range(7):
        unit = Unit.objects.create(code=f"T{number}", kind="public_unit")
        above = units["A1"] if number == 6 else units["A"]
        UnitVersion.objects.create(
            unit=unit, name=f"Trung tâm {number}", parent=above, since=date(2012, 1, 1)
        )
    found = queries.chart(date(2020, 1, 1))
    drawn = to_svg(found, "Sơ đồ")
    assert drawn == to_svg(found, "Sơ đồ")
    assert all(f"Trung tâm {number} (T{number})" in drawn for number in range(7))
    assert "Phòng &lt;b&gt; &amp; cộng sự" in drawn
    assert "<b>" not in drawn
    assert found.many == 9
