"""Documents that follow what they detail into its end, in whatever order they were entered, and back again."""

from __future__ import annotations

from datetime import date

import pytest

from minhchung.legislation import actions, queries
from minhchung.legislation.standing import State
from minhchung.legislation.tests.cast import DONE, a_text, reread

pytestmark = pytest.mark.django_db
D = date


def _family(on, *, guides_first=True):
    """A resolution, its heir from a day, what details it, and what guides that."""
    parent, heir = (
        a_text("1/2010/NQ-HĐND", D(2010, 1, 1)),
        a_text("2/2010/NQ-HĐND", D(2010, 2, 1), effective_on=on),
    )
    child, guide = a_text("3/2010/QĐ-UBND", D(2010, 3, 1)), a_text("4/2010/QĐ-UBND", D(2010, 4, 1))
    edges = [(guide, "guides", child), (child, "guides", parent)]
    for source, kind, target in (
        [*edges, (heir, "replaces", parent)] if guides_first else [(heir, "replaces", parent), *edges]
    ):
        actions.relate(source=source, kind=kind, target=target, **DONE)
    return parent, heir, child, guide


def _ends(*documents):
    return [reread(each).expired_on for each in documents]


@pytest.mark.parametrize("guides_first", [True, False], ids=["guided before", "guided after"])
@pytest.mark.parametrize(
    ("on", "child_ends", "guide_ends"),
    [
        pytest.param(D(2015, 8, 1), True, True, id="law of 2008: level by level"),
        pytest.param(D(2019, 7, 20), True, True, id="law of 2015: level by level"),
        pytest.param(D(2025, 5, 1), False, False, id="law of 2025 before its change: it lives on"),
        pytest.param(D(2025, 8, 1), True, False, id="law of 2025 as changed: the first level"),
    ],
)
def test_the_order_of_entering_changes_nothing(on, child_ends, guide_ends, guides_first):
    _parent, _heir, child, guide = _family(on, guides_first=guides_first)
    assert _ends(child, guide) == [on if child_ends else None, on if guide_ends else None]


@pytest.mark.parametrize(
    ("on", "cites"),
    [
        (D(2015, 8, 1), "Luật 17/2008/QH12"),
        (D(2019, 7, 20), "Luật 80/2015/QH13"),
        (D(2025, 8, 1), "Luật 64/2025/QH15, Điều 57 khoản 1 điểm b"),
    ],
)
def test_an_end_cites_the_law_of_its_day(on, cites):
    parent, *_rest = _family(on)
    assert parent.validity.get().cites.startswith(cites)


def test_what_goes_on_takes_along_what_had_followed_it():
    _parent, _heir, child, guide = _family(D(2015, 8, 1))
    actions.keep(document=child.pk, on=D(2015, 8, 1), reason="Quyết định 9/QĐ-UBND", **DONE)
    assert _ends(child, guide) == [None, None]
    kept = child.validity.standing().get(change="keep")
    actions.take_back(event=kept.pk, reason="Ghi nhầm văn bản", **DONE)
    assert _ends(child, guide) == [D(2015, 8, 1)] * 2


def test_of_what_goes_on_in_part_the_rest_ends():
    _parent, _heir, child, _guide = _family(D(2025, 8, 1))
    told = {"document": child.pk, "on": D(2025, 8, 1), "reason": "Quyết định 9/QĐ-UBND", **DONE}
    actions.keep(provisions="Điều 5; Điều 6", **told)
    stands = queries.stands(child, D(2025, 8, 1))
    assert (stands.state, [str(each) for each in stands.gone]) == (State.PARTLY, ["Điều 5", "Điều 6"])
    assert reread(child).partly_expired_on == D(2025, 8, 1)
    actions.take_back(event=child.validity.standing().get(change="keep").pk, reason="Ghi nhầm", **DONE)
    assert (_ends(child), reread(child).partly_expired) == ([D(2025, 8, 1)], "")


def test_what_is_published_beforehand_to_go_on_in_part_ends_for_the_rest():
    parent, heir = a_text("1/2010/NQ-HĐND", D(2010, 1, 1)), a_text("2/2025/NQ-HĐND", D(2025, 7, 10))
    child = a_text("3/2010/QĐ-UBND", D(2010, 3, 1))
    actions.relate(source=child, kind="guides", target=parent, **DONE)
    actions.keep(document=child.pk, on=D(2025, 7, 10), reason="QĐ 9", provisions="Điều 5", **DONE)
    actions.relate(source=heir, kind="replaces", target=parent, **DONE)
    assert (_ends(child), reread(child).partly_expired) == ([None], "Điều 5")


def test_a_day_before_issue_is_none_to_go_on_from():
    text = a_text("3/2010/QĐ-UBND", D(2010, 3, 1))
    with pytest.raises(actions.CannotChange, match="trước ngày đó"):
        actions.keep(document=text.pk, on=D(2009, 1, 1), reason="QĐ 9", **DONE)


def test_an_edge_of_guiding_written_in_error_gives_back_what_had_followed():
    parent, _heir, child, guide = _family(D(2019, 7, 20))
    edge = queries.relation_between(child.pk, "guides", parent.pk)
    actions.take_back_relation(relation=edge, reason="Ghi nhầm số", **DONE)
    assert _ends(parent, child, guide) == [D(2019, 7, 20), None, None]


def test_a_part_is_held_back_and_in_force_again_by_itself():
    text = a_text("1/2017/QĐ-UBND", D(2017, 5, 1))
    told = {"document": text.pk, "reason": "QĐ 9", **DONE}
    actions.suspend(on=D(2018, 1, 1), cause="paused", provisions="Điều 5; Điều 6", **told)
    with pytest.raises(actions.CannotChange, match="Điều 6 đang ngưng hiệu lực rồi"):
        actions.suspend(on=D(2018, 1, 2), cause="paused", provisions="Điều 6", **told)
    with pytest.raises(actions.CannotChange, match="Điều 7 không ngưng hiệu lực; đang ngưng: Điều 5; Điều 6"):
        actions.resume(on=D(2018, 2, 1), provisions="Điều 7", **told)
    actions.resume(on=D(2018, 2, 1), provisions="Điều 5", **told)
    stands = queries.stands(text, D(2018, 2, 1))
    assert (stands.state, [str(each) for each in stands.held]) == (State.PARTLY_SUSPENDED, ["Điều 6"])
    actions.suspend(on=D(2018, 3, 1), cause="stopped", **told)
    with pytest.raises(actions.CannotChange, match="đang ngưng toàn bộ từ 01/03/2018"):
        actions.resume(on=D(2018, 4, 1), provisions="Điều 6", **told)
    actions.resume(on=D(2018, 4, 1), **told)
    assert queries.stands(text, D(2018, 4, 1)).state is State.IN_FORCE


def test_what_has_ended_is_not_in_force_again():
    text = a_text("1/2017/QĐ-UBND", D(2017, 5, 1))
    told = {"document": text.pk, "reason": "QĐ 9", **DONE}
    actions.suspend(on=D(2018, 1, 1), cause="paused", **told)
    actions.end(on=D(2018, 3, 1), cause="repealed", **told)
    with pytest.raises(actions.CannotChange, match="đã hết hiệu lực từ 01/03/2018"):
        actions.resume(on=D(2018, 4, 1), **told)


def test_what_was_published_on_one_end_says_nothing_of_a_later_one():
    _parent, heir, child, _guide = _family(D(2025, 8, 1))
    told = {"document": child.pk, "reason": "Quyết định 9/QĐ-UBND", **DONE}
    with pytest.raises(actions.CannotChange, match="từ ngày đó hoặc sau đó"):
        actions.keep(on=D(2025, 7, 31), **told)
    actions.keep(on=D(2025, 8, 1), **told)
    later = a_text("5/2026/NQ-HĐND", D(2026, 2, 1))
    actions.relate(source=child, kind="guides", target=heir, **DONE)
    assert _ends(child) == [None]
    drawn = actions.relate(source=later, kind="replaces", target=heir, **DONE)
    assert (_ends(child), drawn.ended) == ([D(2026, 2, 1)], (child.pk,))
