"""Relations and validity: what ends what, from which day, by which law; what contradicts is refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from minhchung.ground.trail.queries import story_of
from minhchung.legislation import actions, graph, queries, work_queries
from minhchung.legislation.levels import Level, level_of
from minhchung.legislation.models import Relation, ValidityEvent
from minhchung.legislation.provisions import codes_in, read, short_codes_in, written
from minhchung.legislation.standing import Happening, State, standing
from minhchung.legislation.tests.cast import DONE, a_decree, a_text, reread
from minhchung.organisation import actions as organisation

pytestmark = pytest.mark.django_db
D = date


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("Điều 5", "Điều 5", id="an article"),
        pytest.param(
            "điểm a khoản 2 điều 7; Điều 9", "điểm a khoản 2 Điều 7; Điều 9", id="a point and an article"
        ),
        pytest.param("Điều 5, 6 và 7", "Điều 5; Điều 6; Điều 7", id="a list of articles"),
        pytest.param("khoản 1, 3 Điều 4", "khoản 1 Điều 4; khoản 3 Điều 4", id="clauses of one article"),
        pytest.param("Phụ lục II", "Phụ lục II", id="an annex is kept as written"),
        pytest.param("Điều 5; Điều 5", "Điều 5", id="said twice"),
    ],
)
def test_provisions_are_read_as_people_write_them(text, kept):
    assert written(read(text)) == kept
    assert read(kept) == read(text)


@pytest.mark.parametrize(
    ("whole", "part", "holds"),
    [("Điều 7", "khoản 2 Điều 7", True), ("khoản 2 Điều 7", "Điều 7", False), ("Điều 7", "Điều 8", False)],
)
def test_an_article_holds_its_clauses(whole, part, holds):
    assert read(whole)[0].holds(read(part)[0]) is holds


def test_numbers_of_documents_are_found_in_running_text():
    text = "NĐ 118/2025/NĐ-CP, Điều 19; QĐ 412/QĐ-UBND ngày 5/6/2023; Luật 64/2025/QH15; Điều 15 NĐ 31/2018"
    assert codes_in(text) == ("118/2025/NĐ-CP", "412/QĐ-UBND", "64/2025/QH15")
    assert short_codes_in(text) == ("31/2018/NĐ",)


@pytest.mark.parametrize(
    ("kind", "issuer", "level"),
    [
        ("Nghị định", "Chính phủ", Level.CENTRAL),
        ("Thông tư", "Bộ trưởng Bộ Tư pháp", Level.CENTRAL),
        ("Quyết định", "Ủy ban nhân dân tỉnh Nam Sơn", Level.PROVINCE),
        ("Quyết định", "UBND huyện Cư Jút", Level.DISTRICT),
        ("Quyết định", "UBND thị xã Gia Nghĩa", Level.DISTRICT),
        ("Nghị quyết", "HĐND xã Nam Dong", Level.COMMUNE),
        ("Kế hoạch", "Ban Quản lý các khu công nghiệp", Level.OTHER),
    ],
)
def test_the_level_follows_from_type_and_issuer(kind, issuer, level):
    assert level_of(kind, issuer) is level


STORY = (
    Happening("suspend_part", D(2020, 1, 1), "Điều 3", "đình chỉ"),
    Happening("resume", D(2020, 6, 1)),
    Happening("end_part", D(2021, 1, 1), "Điều 5", "sửa đổi"),
    Happening("suspend", D(2022, 1, 1), "", "ngưng"),
    Happening("resume", D(2022, 3, 1)),
    Happening("end", D(2023, 1, 1), "", "thay thế"),
)


@pytest.mark.parametrize(
    ("day", "state", "gone"),
    [
        pytest.param(D(2018, 12, 31), State.COMING, "", id="before its first day"),
        pytest.param(D(2019, 1, 1), State.IN_FORCE, "", id="on its first day"),
        pytest.param(D(2020, 1, 1), State.PARTLY_SUSPENDED, "", id="an article held back"),
        pytest.param(D(2020, 6, 1), State.IN_FORCE, "", id="in force again"),
        pytest.param(D(2021, 1, 1), State.PARTLY, "Điều 5", id="an article gone"),
        pytest.param(D(2022, 2, 1), State.SUSPENDED, "Điều 5", id="held back whole"),
        pytest.param(D(2022, 12, 31), State.PARTLY, "Điều 5", id="the day before its end"),
        pytest.param(D(2023, 1, 1), State.EXPIRED, "Điều 5", id="its end"),
    ],
)
def test_a_document_stands_on_any_day_by_its_kept_changes(day, state, gone):
    found = standing(D(2019, 1, 1), STORY, day)
    assert (found.state, written(found.gone)) == (state, gone)


def test_a_replacement_ends_the_other_on_the_day_it_takes_effect():
    old, new = a_text("1/2017/QĐ-UBND", D(2017, 5, 1)), a_text("2/2020/QĐ-UBND", D(2020, 6, 1))
    actions.relate(source=new, kind="replaces", target=old, **DONE)
    assert reread(old).expired_on == D(2020, 6, 1)
    assert reread(old).expiry_reason == "Được thay thế bằng Quyết định 2/2020/QĐ-UBND"
    assert queries.stands(old, D(2020, 5, 31)).state is State.IN_FORCE
    assert queries.stands(old, D(2020, 6, 1)).state is State.EXPIRED
    assert [line.deed for line in story_of("legislation", "document", old.pk)] == ["create", "related", "end"]


def test_what_is_amended_is_named_to_the_provision():
    old, new = a_text("1/2017/QĐ-UBND", D(2017, 5, 1)), a_text("2/2020/QĐ-UBND", D(2020, 6, 1))
    actions.relate(source=new, kind="amends", target=old, provisions="khoản 2 Điều 7; Điều 9", **DONE)
    kept = reread(old)
    assert (kept.expired_on, kept.partly_expired_on) == (None, D(2020, 6, 1))
    assert kept.partly_expired == "khoản 2 Điều 7; Điều 9"
    part = {"document": old.pk, "cause": "repealed", "provisions": "khoản 1 Điều 9", "reason": "QĐ 3", **DONE}
    actions.end(on=D(2021, 1, 1), **part)
    with pytest.raises(actions.CannotChange, match=r"khoản 1 Điều 9 .* đã hết hiệu lực từ 01/01/2021"):
        actions.end(on=D(2022, 1, 1), **part)


def test_what_was_amended_may_be_amended_again():
    old, first, again = (
        a_text("1/2017/QĐ-UBND", D(2017, 5, 1)),
        a_text("2/2020/QĐ-UBND", D(2020, 6, 1)),
        a_text("3/2022/QĐ-UBND", D(2022, 6, 1)),
    )
    for each in (first, again):
        actions.relate(source=each, kind="amends", target=old, provisions="Điều 9", **DONE)
    kept = reread(old)
    assert (kept.partly_expired, kept.partly_expired_on) == ("Điều 9", D(2020, 6, 1))
    assert kept.expiry_reason.count("Được sửa đổi, bổ sung bằng") == 2


def test_what_contradicts_is_refused_in_words():
    old, mid = a_text("1/2017/QĐ-UBND", D(2017, 5, 1)), a_text("2/2020/QĐ-UBND", D(2020, 6, 1))
    new, other = (
        a_text("3/2022/QĐ-UBND", D(2022, 6, 1)),
        a_text("4/2022/NQ-HĐND", D(2022, 7, 1), issuer="HĐND tỉnh"),
    )
    same_day = a_text("5/2020/QĐ-UBND", D(2020, 6, 1))
    actions.relate(source=mid, kind="replaces", target=old, **DONE)
    actions.relate(source=same_day, kind="basis", target=mid, **DONE)

    def refused(match, **told):
        with pytest.raises(actions.Refused, match=match), transaction.atomic():
            actions.relate(**told, **DONE)

    refused("không thể tự thay thế chính nó", source=new, kind="replaces", target=new)
    refused("ban hành trước không thể thay thế", source=old, kind="replaces", target=mid)
    refused("Thành vòng tròn: .*5/2020.* → .*2/2020", source=mid, kind="basis", target=same_day)
    refused("đã hết hiệu lực toàn bộ từ 01/06/2020.*chồng nhau", source=new, kind="replaces", target=old)
    refused("Đã ghi", source=mid, kind="replaces", target=old)
    refused("chỉ cơ quan đó được thay thế.*Điều 8 khoản 1", source=other, kind="replaces", target=mid)
    refused("trước ngày đó", source=new, kind="replaces", target=mid, on=D(2022, 5, 1))
    refused("cùng có hiệu lực", source=new, kind="replaces", target=mid, on=D(2022, 9, 1))
    refused("xác định rõ điều", source=new, kind="amends", target=mid)
    assert Relation.objects.count() == 2
    actions.relate(source=other, kind="replaces", target=mid, reason="Điều 54 khoản 2", **DONE)
    assert reread(mid).expired_on == D(2022, 7, 1)


def test_circular_replacement_on_one_day_is_refused():
    one, two = (a_text(f"{number}/2020/QĐ-UBND", D(2020, 6, 1)) for number in (1, 2))
    actions.relate(source=one, kind="amends", target=two, provisions="Điều 1", **DONE)
    with pytest.raises(actions.CannotRelate, match="Thành vòng tròn"):
        actions.relate(source=two, kind="replaces", target=one, **DONE)


def test_the_database_refuses_what_acts_on_itself_and_a_second_end():
    text = a_text("1/2017/QĐ-UBND", D(2017, 5, 1), expired_on=D(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(
            source=text, target=text, kind="basis", recorded_at=DONE["at"], recorded_by="x"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        ValidityEvent.objects.create(document=text, change="end", on=D(2021, 1, 1), cause="term")


def _family(parent_on, end_on):
    """A decree, its circular that details it, and a provincial text that guides the circular."""
    decree, heir = a_decree("1/2010/NĐ-CP", parent_on), a_decree("2/2025/NĐ-CP", end_on)
    circular = a_text("3/2011/TT-BXD", D(2011, 1, 1), type="Thông tư", issuer="Bộ Xây dựng")
    local = a_text("4/2012/QĐ-UBND", D(2012, 1, 1))
    actions.relate(source=circular, kind="guides", target=decree, **DONE)
    actions.relate(source=local, kind="guides", target=circular, **DONE)
    return decree, heir, circular, local


@pytest.mark.parametrize(
    ("end_on", "dies", "grandchild"),
    [
        pytest.param(D(2020, 3, 1), True, True, id="law of 2015: the child dies, and its child"),
        pytest.param(D(2025, 3, 31), True, True, id="the last day of the law of 2015"),
        pytest.param(D(2025, 4, 1), False, False, id="law of 2025 as passed: it lives on"),
        pytest.param(D(2025, 7, 1), True, False, id="as amended by 87/2025: the child dies, not its child"),
    ],
)
def test_a_guiding_text_follows_its_parent_by_the_law_of_the_day(end_on, dies, grandchild):
    decree, heir, circular, local = _family(D(2010, 1, 1), end_on)
    drawn = actions.relate(source=heir, kind="replaces", target=decree, **DONE)
    assert set(drawn.ended) == {each.pk for each, ends in ((circular, dies), (local, grandchild)) if ends}
    assert reread(circular).expired_on == (end_on if dies else None)
    assert reread(local).expired_on == (end_on if grandchild else None)
    if dies:
        event = circular.validity.get(change="end")
        assert event.cause == "parent" and "Điều" in event.cites and event.follows.document == decree
    else:
        assert drawn.to_review == (circular.pk,)


def test_a_repeal_does_not_draw_along_after_july_2025():
    decree, _heir, circular, _local = _family(D(2010, 1, 1), D(2025, 7, 1))
    actions.end(document=decree.pk, on=D(2025, 8, 1), cause="repealed", reason="NQ 1", **DONE)
    assert reread(circular).expired_on is None


def test_a_guiding_text_may_be_published_as_going_on():
    decree, heir, circular, _local = _family(D(2010, 1, 1), D(2025, 7, 1))
    actions.relate(source=heir, kind="replaces", target=decree, **DONE)
    actions.keep(document=circular.pk, on=D(2025, 7, 1), reason="Công văn 5/BXD-PC", **DONE)
    assert reread(circular).expired_on is None
    assert circular.validity.get(change="end").withdrawn_reason.startswith("Được công bố tiếp tục")
    old_decree, old_heir = a_decree("8/2011/NĐ-CP", D(2011, 1, 1)), a_decree("9/2020/NĐ-CP", D(2020, 1, 1))
    child = a_text("10/2012/QĐ-UBND", D(2012, 1, 1))
    actions.relate(source=child, kind="guides", target=old_decree, **DONE)
    actions.relate(source=old_heir, kind="replaces", target=old_decree, **DONE)
    with pytest.raises(actions.CannotChange, match="không có ngoại lệ"):
        actions.keep(document=child.pk, on=D(2020, 1, 1), reason="Công văn", **DONE)


@pytest.mark.parametrize(("detailed", "ends"), [("Điều 7", True), ("Điều 8", False), ("", False)])
def test_a_part_draws_along_what_details_that_part_alone(detailed, ends):
    decree, heir = a_decree("1/2010/NĐ-CP", D(2010, 1, 1)), a_decree("2/2020/NĐ-CP", D(2020, 1, 1))
    circular = a_text("3/2011/TT-BXD", D(2011, 1, 1), type="Thông tư", issuer="Bộ Xây dựng")
    actions.relate(source=circular, kind="guides", target=decree, provisions=detailed, **DONE)
    actions.relate(source=heir, kind="amends", target=decree, provisions="Điều 7", **DONE)
    assert (reread(circular).expired_on is not None) is ends


def test_what_was_written_in_error_is_taken_back_with_what_followed():
    decree, heir, circular, local = _family(D(2010, 1, 1), D(2020, 3, 1))
    actions.relate(source=heir, kind="replaces", target=decree, **DONE)
    actions.take_back(event=decree.validity.get(change="end").pk, reason="Ghi nhầm số", **DONE)
    assert [reread(each).expired_on for each in (decree, circular, local)] == [None, None, None]
    assert queries.stands(circular, D(2021, 1, 1)).state is State.IN_FORCE
    with pytest.raises(actions.Refused, match="đã được rút lại"):
        actions.take_back(event=decree.validity.get(change="end").pk, reason="x", **DONE)


def test_a_day_of_effect_is_not_moved_away_from_what_it_has_ended():
    old, new = a_text("1/2010/QĐ-UBND", D(2010, 1, 1)), a_text("2/2020/QĐ-UBND", D(2020, 1, 1))
    actions.relate(source=new, kind="replaces", target=old, **DONE)
    new.abstract, new.effective_on = "Quy định mới", D(2020, 2, 1)
    with pytest.raises(actions.CannotIssue, match="Quyết định 1/2010/QĐ-UBND từ 01/01/2020"):
        actions.save_document(new, **DONE)
    actions.take_back_relation(
        relation=queries.relation_between(new.pk, "replaces", old.pk), reason="Sai ngày", **DONE
    )
    actions.save_document(new, **DONE)
    actions.relate(source=new, kind="replaces", target=old, **DONE)
    assert reread(old).expired_on == D(2020, 2, 1)


def test_an_end_taken_back_takes_its_edge_along_and_may_be_told_anew():
    old, new = a_text("1/2010/QĐ-UBND", D(2010, 1, 1)), a_text("2/2020/QĐ-UBND", D(2020, 1, 1))
    actions.relate(source=new, kind="amends", target=old, provisions="Điều 5", **DONE)
    with pytest.raises(actions.CannotRelate, match="rút lại quan hệ đó trước"):
        actions.relate(source=new, kind="amends", target=old, provisions="Điều 5; Điều 7", **DONE)
    actions.take_back(event=old.validity.get().pk, reason="Thiếu Điều 7", **DONE)
    assert queries.edges_of(old.pk).total == 0
    actions.relate(source=new, kind="amends", target=old, provisions="Điều 5; Điều 7", **DONE)
    assert [each.provisions for each in queries.edges_of(old.pk).lines] == ["Điều 5; Điều 7"]


@pytest.mark.parametrize("kind", ["basis", "replaces"])
def test_an_edge_written_in_error_is_taken_back_with_what_it_ended(kind):
    old, new = a_text("1/2010/QĐ-UBND", D(2010, 1, 1)), a_text("2/2020/QĐ-UBND", D(2020, 1, 1))
    actions.relate(source=new, kind=kind, target=old, **DONE)
    edge = queries.relation_between(new.pk, kind, old.pk)
    with pytest.raises(actions.Refused, match="Phải ghi vì sao rút lại"):
        actions.take_back_relation(relation=edge, reason=" ", **DONE)
    actions.take_back_relation(relation=edge, reason="Ghi nhầm số", **DONE)
    assert queries.edges_of(new.pk).total == 0 and reread(old).expired_on is None
    with pytest.raises(actions.CannotRelate, match="đã được rút lại"):
        actions.take_back_relation(relation=edge, reason="x", **DONE)
    for each in (old, new):
        told = [
            line for line in story_of("legislation", "document", each.pk) if line.deed == "take_back_relation"
        ]
        assert [line.details["reason"] for line in told] == ["Ghi nhầm số"]


def test_only_the_issuer_repeals_unless_a_reason_is_given():
    decree, ours = a_decree("1/2010/NĐ-CP", D(2010, 1, 1)), a_text("2/2020/QĐ-UBND", D(2020, 1, 1))
    with pytest.raises(actions.CannotRelate, match="do Chính phủ ban hành: chỉ cơ quan đó được bãi bỏ"):
        actions.relate(source=ours, kind="repeals", target=decree, **DONE)


def test_suspending_and_resuming_take_turns():
    text = a_text("1/2017/QĐ-UBND", D(2017, 5, 1))
    told = {"document": text.pk, "reason": "QĐ 9", **DONE}
    with pytest.raises(actions.CannotChange, match="không ngưng hiệu lực"):
        actions.resume(on=D(2018, 1, 1), **told)
    actions.suspend(on=D(2018, 1, 1), cause="paused", **told)
    with pytest.raises(actions.CannotChange, match="đang ngưng hiệu lực từ 01/01/2018"):
        actions.suspend(on=D(2018, 2, 1), cause="stopped", **told)
    actions.resume(on=D(2018, 3, 1), **told)
    assert [queries.stands(text, day).state for day in (D(2018, 2, 1), D(2018, 3, 1))] == [
        State.SUSPENDED,
        State.IN_FORCE,
    ]


def test_texts_of_the_district_end_by_law():
    text = a_text("1/2019/QĐ-UBND", D(2019, 5, 1), issuer="UBND huyện Cư Jút")
    with pytest.raises(actions.CannotChange, match="đến hết 28/02/2027"):
        actions.end(document=text.pk, on=D(2027, 3, 2), cause="level", **DONE)
    actions.end(document=text.pk, on=D(2027, 3, 1), cause="level", **DONE)
    province = a_text("2/2019/QĐ-UBND", D(2019, 5, 1))
    with pytest.raises(actions.CannotChange, match="không phải văn bản của cấp huyện"):
        actions.end(document=province.pk, on=D(2027, 3, 1), cause="level", **DONE)


def test_the_issuer_is_the_one_of_the_day_and_its_texts_outlive_it():
    old = organisation.add_unit(
        code="T1", kind="province", name="UBND tỉnh Nam Sơn", since=D(2010, 1, 1), **DONE
    )
    old.versions.update(until=D(2025, 7, 1))
    text = a_text("1/2019/QĐ-UBND", D(2019, 5, 1), issuer_unit=old, territory="tỉnh Nam Sơn cũ")
    assert text.issuer_version.name == "UBND tỉnh Nam Sơn"
    with pytest.raises(actions.CannotIssue, match="chưa thành lập hoặc đã sắp xếp"):
        a_text("2/2025/QĐ-UBND", D(2025, 8, 1), issuer_unit=old)
    again = reread(text)
    again.pk, again.issuer = None, "Ủy ban nhân dân tỉnh Nam Sơn"
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    assert work_queries.outliving(D(2026, 1, 1), [old.pk]) == ((text,), 1)
    actions.end(document=text.pk, on=D(2026, 2, 1), cause="territory", reason="QĐ 5/QĐ-UBND", **DONE)
    assert work_queries.outliving(D(2026, 2, 1), [old.pk]) == ((), 0)


@pytest.mark.parametrize(("kept_on", "waits"), [(D(2020, 1, 1), True), (D(2025, 9, 1), False)])
def test_a_text_of_an_old_area_waits_until_it_is_decided_that_it_goes_on(kept_on, waits):
    old = organisation.add_unit(
        code="T1", kind="province", name="UBND tỉnh Nam Sơn", since=D(2010, 1, 1), **DONE
    )
    old.versions.update(until=D(2025, 7, 1))
    text = a_text("1/2019/QĐ-UBND", D(2019, 5, 1), issuer_unit=old)
    actions.keep(document=text.pk, on=kept_on, reason="Quyết định 5/QĐ-UBND", **DONE)
    assert work_queries.outliving(D(2026, 1, 1), [old.pk])[1] == waits
    assert work_queries.outliving(D(2025, 8, 1), [old.pk])[1] == 1


def test_what_hangs_on_a_document_is_met_through_others_and_once():
    law, decree = a_decree("1/2010/QH12", D(2010, 1, 1)), a_decree("2/2011/NĐ-CP", D(2011, 1, 1))
    texts = [a_text(f"{number}/2012/QĐ-UBND", D(2012, 1, number)) for number in range(1, 4)]
    for source, kind, target in (
        (decree, "guides", law),
        (texts[0], "basis", decree),
        (texts[0], "basis", law),
        (texts[1], "basis", texts[0]),
    ):
        actions.relate(source=source, kind=kind, target=target, **DONE)
    found = graph.hanging(law.pk)
    assert found.total == 3
    assert [node.id for node in found.nodes] == [texts[1].pk, texts[0].pk, decree.pk]
    assert graph.hanging(law.pk, ("guides",)).total == 1
    assert graph.hanging(texts[2].pk).total == 0
    assert sorted(graph.all_hanging(law.pk)) == sorted([decree.pk, texts[0].pk, texts[1].pk])
    near = graph.near(law.pk)
    assert {node.id for node in near.below} == {decree.pk, texts[0].pk}
    assert {node.id for node in near.further} == {texts[1].pk}
    assert len(near.edges) == 4 and near.more == 0
    actions.relate(source=texts[1], kind="corrects", target=texts[0], **DONE)
    assert graph.near(texts[1].pk).more == 0, "two edges to one text are one text"


def test_a_document_is_due_for_review_when_its_basis_changes_until_it_is_looked_at():
    decree, heir = a_decree("1/2010/NĐ-CP", D(2010, 1, 1)), a_decree("2/2020/NĐ-CP", D(2020, 1, 1))
    text = a_text("3/2012/QĐ-UBND", D(2012, 1, 1))
    actions.relate(source=text, kind="basis", target=decree, **DONE)
    assert not work_queries.due_for_review(D(2020, 1, 2))
    actions.relate(source=heir, kind="replaces", target=decree, **DONE)
    assert work_queries.count_due(D(2019, 12, 31)) == 0
    (due,) = work_queries.due_for_review(D(2020, 1, 2))
    assert (due.id, due.because_id, due.on) == (text.pk, decree.pk, D(2020, 1, 1))
    sheet = actions.open_sheet(
        document=text, ground="basis", ground_document=decree, on=D(2020, 2, 1), **DONE
    )
    assert not work_queries.due_for_review(D(2020, 2, 2))
    actions.drop(sheet=sheet.pk, reason="nhầm", **DONE)
    assert work_queries.count_due(D(2020, 2, 2)) == 1
