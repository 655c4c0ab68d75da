"""Complaints and denunciations: limits of the law of the day, named persons, and nothing that leaks."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection

from minhchung.feedback import actions, audit, case_queries
from minhchung.feedback.actions import COMPLAINTS, DENUNCIATIONS, cases
from minhchung.feedback.case_queries import Reader
from minhchung.feedback.tests.cast import SENDER, a_case, an_account, an_actor, an_agency, at, day
from minhchung.ground.sealed import actions as sealed
from minhchung.ground.trail import queries as trail
from minhchung.ground.trail.models import Entry

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("matter", [COMPLAINTS, DENUNCIATIONS], ids=["a complaint", "a denunciation"])
LAN = {"revision": None}


@pytest.fixture(autouse=True)
def _agency():
    an_agency()


def do(deed, record, moment, *, matter, by=None, **more):
    return deed(
        matter=matter,
        number=record.pk,
        revision=None,
        by=by or an_actor("lan", approves=True),
        at=at(moment),
        **more,
    )


@pytest.mark.parametrize(
    ("moment", "accept_by"),
    [
        pytest.param("2026-06-01T09:00", date(2026, 6, 11), id="until 30/06/2026: ten days"),
        pytest.param("2026-08-03T09:00", date(2026, 8, 12), id="since 01/07/2026: seven working days"),
    ],
)
def test_a_complaint_is_accepted_within_the_limit_of_its_day(moment, accept_by):
    assert a_case(COMPLAINTS, moment).accept_due_at.date() == accept_by


@pytest.mark.parametrize(
    ("told", "settle_by", "longest", "send_by"),
    [
        pytest.param(
            {"round": "first"}, date(2026, 9, 4), date(2026, 9, 21), date(2026, 8, 13), id="the first"
        ),
        pytest.param(
            {"round": "first", "remote": True},
            date(2026, 9, 21),
            date(2026, 10, 5),
            date(2026, 8, 13),
            id="remote",
        ),
        pytest.param(
            {"round": "second"}, date(2026, 9, 21), date(2026, 10, 5), date(2026, 8, 17), id="the second"
        ),
        pytest.param(
            {"round": "discipline"}, date(2026, 9, 4), date(2026, 9, 21), date(2026, 8, 17), id="discipline"
        ),
    ],
)
def test_a_complaint_is_settled_within_the_limit_of_its_kind(told, settle_by, longest, send_by):
    record = a_case(COMPLAINTS, **told)
    record = do(cases.accept, record, "2026-08-05T09:00", matter=COMPLAINTS)
    assert record.due_at.date() == settle_by
    record = do(cases.extend, record, "2026-08-06T09:00", matter=COMPLAINTS, reason="Nhiều bên")
    assert record.due_at.date() == longest
    with pytest.raises(actions.Refusal, match="pháp luật cho 1 lần"):
        do(cases.extend, record, "2026-08-07T09:00", matter=COMPLAINTS, reason="Nữa")
    told = {"outcome": "partly", "decision": "20/QĐ", "conclusion": "Công nhận một phần."}
    record = do(cases.conclude, record, "2026-08-10T09:00", matter=COMPLAINTS, **told)
    assert record.send_due_at.date() == send_by
    record = do(cases.close, record, "2026-08-11T09:00", matter=COMPLAINTS, reason="Gửi bưu điện 11/8")
    assert record.state == "closed" and not list(audit.faults())


@pytest.mark.parametrize(
    ("special", "times"), [(False, 1), (True, 2)], ids=["complicated", "specially complicated"]
)
def test_a_denunciation_is_prolonged_as_often_as_the_law_allows(special, times):
    record = a_case(DENUNCIATIONS)
    assert record.accept_due_at == day("2026-08-12")
    record = do(cases.accept, record, "2026-08-05T09:00", matter=DENUNCIATIONS)
    assert (record.due_at, record.notify_due_at) == (day("2026-09-04"), day("2026-08-12"))
    for _time in range(times):
        record = do(
            cases.extend, record, "2026-08-06T09:00", matter=DENUNCIATIONS, reason="x", special=special
        )
    assert record.due_at.date() == (date(2026, 10, 5) if times == 1 else date(2026, 11, 4))
    with pytest.raises(actions.Refusal, match=f"pháp luật cho {times} lần"):
        do(cases.extend, record, "2026-08-06T09:00", matter=DENUNCIATIONS, reason="x", special=special)
    assert not list(audit.faults())


@BOTH
def test_what_is_refused(matter):
    record = a_case(matter)
    for deed, told, words in (
        (cases.decline, {"reason": " "}, "nêu rõ lý do"),
        (cases.conclude, {"outcome": "right", "decision": "1", "conclusion": "x"}, "khi .* ở trạng thái"),
        (cases.name_persons, {"users": [], "task": "x"}, "Chưa chọn"),
    ):
        with pytest.raises(actions.Refusal, match=words):
            do(deed, record, "2026-08-04T09:00", matter=matter, **told)
    do(cases.accept, record, "2026-08-05T09:00", matter=matter)
    with pytest.raises(actions.Refusal, match="Đã hết hạn giải quyết"):
        do(cases.extend, record, "2026-09-07T09:00", matter=matter, reason="x")
    with pytest.raises(actions.Refusal, match="họ tên"):
        a_case(matter, who=" ")


def test_a_denunciation_is_there_for_its_named_persons_alone():
    record = a_case(DENUNCIATIONS, named=("minh",))
    seen = {
        name: case_queries.record(DENUNCIATIONS, record.pk, Reader(an_account(name).pk, permitted=True))
        is not None
        for name in ("lan", "minh", "sep", "quantri")
    }
    assert seen == {"lan": True, "minh": True, "sep": False, "quantri": False}
    with pytest.raises(actions.Refusal, match="Không có vụ việc này"):
        do(cases.accept, record, "2026-08-05T09:00", matter=DENUNCIATIONS, by=an_actor("sep", approves=True))
    with pytest.raises(actions.Refusal, match="Không có vụ việc này"):
        cases.open_identity(
            matter=DENUNCIATIONS,
            number=record.pk,
            reason="x",
            by=an_actor("sep", approves=True),
            at=at("2026-08-05T09:00"),
        )
    do(
        cases.name_persons,
        record,
        "2026-08-05T09:00",
        matter=DENUNCIATIONS,
        users=[an_account("sep").pk],
        task="Tổ trưởng",
    )
    assert case_queries.record(DENUNCIATIONS, record.pk, Reader(an_account("sep").pk)) is not None
    assert case_queries.count(DENUNCIATIONS) == 1


def test_a_complaint_is_there_for_the_permitted_and_the_named():
    record = a_case(COMPLAINTS, named=("minh",))
    sees = [
        case_queries.record(COMPLAINTS, record.pk, Reader(an_account(name).pk, permitted)) is not None
        for name, permitted in (("minh", False), ("sep", True), ("quantri", False))
    ]
    assert sees == [True, True, False]


@BOTH
def test_nothing_of_it_lies_open_in_the_database_or_the_trail(matter):
    record = a_case(matter, named=("minh",))
    do(cases.accept, record, "2026-08-05T09:00", matter=matter)
    told = {"outcome": "right", "decision": "20", "conclusion": "Ông Bình sai phạm."}
    do(cases.conclude, record, "2026-08-10T09:00", matter=matter, **told)
    kept = ""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("feedback_", "trail_", "deeds_")):
                cursor.execute(f'SELECT * FROM "{table}"')
                kept += str(cursor.fetchall())
    for secret in (SENDER, "Thị Hoa", "Lê Lợi", "15/QĐ-BQL", "thu hồi", "sai phạm"):
        assert secret not in kept, secret
    assert str(record.who) == "●●●●●●"


@BOTH
def test_who_opens_the_name_is_written_down(matter):
    record = a_case(matter)
    opened = cases.open_identity(
        matter=matter,
        number=record.pk,
        reason="Mời làm việc",
        by=an_actor(approves=True),
        at=at("2026-08-06T09:00"),
    )
    assert opened["who"] == SENDER
    entry = Entry.objects.get(deed="open_sealed")
    assert (entry.by, entry.record) == ("lan", record.pk) and "Mời làm việc" in entry.details
    with pytest.raises(actions.Refusal, match="vì sao"):
        cases.open_identity(
            matter=matter, number=record.pk, reason=" ", by=an_actor(approves=True), at=at("2026-08-06T09:00")
        )


def test_the_trail_lists_no_denunciation_and_stays_whole():
    a_case(DENUNCIATIONS)
    a_case(COMPLAINTS)
    listed = trail.listed(trail.Wanted(room="feedback"))
    assert {entry.matter for entry in listed} == {"complaint"}
    assert trail.withheld() == 1 and trail.first_break() is None


@BOTH
def test_search_finds_the_exact_name_among_what_one_sees(matter):
    a_case(matter)
    reader = Reader(an_account("lan").pk)
    now = at("2026-08-04T09:00")
    assert [
        len(case_queries.lines(matter, reader, now=now, who=who)) for who in ("nguyễn thị  HOA", "Hoa")
    ] == [1, 0]
    assert case_queries.lines(matter, Reader(an_account("sep").pk), now=now, who=SENDER) == ()


@pytest.mark.parametrize(
    "changed",
    [{"due_at": datetime(2026, 9, 30, 17, 30)}, {"state": "waiting", "accepted_at": None}, {"revision": 1}],
    ids=["a limit was moved", "a state no deed leads to", "a deed is missing"],
)
@BOTH
def test_the_audit_names_the_row_and_nothing_else(matter, changed):
    record = a_case(matter)
    do(cases.accept, record, "2026-08-05T09:00", matter=matter)
    type(record).objects.filter(pk=record.pk).update(**changed)
    noun = {"complaint": "khiếu nại", "denunciation": "tố cáo"}[matter.name]
    faults = list(audit.faults())
    assert faults and all(fault.startswith(f"{noun} #{record.pk}:") for fault in faults)


def test_what_does_not_open_is_named():
    a_case(DENUNCIATIONS)
    assert not sealed.try_all().closed
    with connection.cursor() as cursor:
        cursor.execute("UPDATE feedback_denunciation SET who = 'hỏng'")
    assert [each.split(" #")[0] for each in sealed.try_all().closed] == ["tố cáo · người tố cáo"]
