"""Internal processes: issued within the limit, imported, drawn, and exported so that another program can read them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from minhchung.config.importers import importer
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.intake.tables import Plan
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.queries import first_break, story_of
from minhchung.organisation.models import Unit
from minhchung.procedures import actions, flow, processes
from minhchung.procedures.actions import Case, Identity
from minhchung.procedures.bpmn import BPMN, BPMNDI, DC, DI, to_bpmn
from minhchung.procedures.models import ProcedureVersion, Process, ProcessStep
from minhchung.procedures.picture import to_svg
from minhchung.procedures.process_imports import LAYOUT
from minhchung.rules.process import Standing, Step, process_of

AT = datetime(2026, 1, 5, 9)
DAY = 480


@pytest.fixture
def version(db: None) -> ProcedureVersion:
    """A procedure of 5 working days, and of 30 calendar days in its case "đất đai"."""
    board = Unit.objects.create(code="BQL", kind="agency", is_home=True)
    return actions.put_in_force(
        identity=Identity("1.000105", "1.000105", "", board.pk),
        values={"name": "Cấp giấy phép lao động", "field": "Lao động", "since": date(2016, 1, 1)},
        cases=[
            Case("thường", "", 7, "working-day", 5, "working-day"),
            Case("đất đai", "", 30, "day", None, ""),
        ],
        by="lan",
        at=AT,
    )


def steps(
    *days: float, units: tuple[str, ...] = ("Một cửa", "Phòng"), parallel: tuple[int, ...] = ()
) -> list[Step]:
    return [
        Step(
            number,
            f"Việc {number}",
            units[(number - 1) % len(units)],
            round(length * DAY),
            parallel="ý kiến" if number in parallel else "",
        )
        for number, length in enumerate(days, start=1)
    ]


def issue(version: ProcedureVersion, *days: float, since: date = date(2020, 1, 1), **more: Any) -> Process:
    given_ = {"case": "thường", "decision": "QĐ 12/QĐ-UBND", **more}
    return actions.issue_process(
        version=version.pk, since=since, steps=steps(*days), by="lan", at=AT, **given_
    )


def test_a_process_is_issued_with_its_steps_and_its_story(version: ProcedureVersion) -> None:
    made = issue(version, 0.5, 4, 0.5)
    row = processes.process_in_force(version.pk, "thường", date(2020, 1, 1))
    assert row is not None and row.steps is not None
    assert (row.id, row.steps.minutes, len(row.steps.stages)) == (made.pk, 5 * DAY, 3)
    assert processes.checked(row)[0].comparison.standing is Standing.EQUAL
    assert [line.deed for line in story_of("procedures", "process", made.pk)] == ["issue"]
    assert processes.process_in_force(version.pk, "thường", date(2019, 12, 31)) is None
    assert processes.process_in_force(version.pk, "đất đai", date(2020, 1, 1)) is None
    assert first_break() is None


def test_one_that_takes_longer_than_promised_is_refused_with_sum_and_limit(version: ProcedureVersion) -> None:
    words = "Tổng thời gian các bước 5,5 ngày, vượt thời hạn cam kết 5 ngày làm việc là 0,5 ngày"
    with pytest.raises(actions.CannotIssueProcess, match=words):
        issue(version, 1, 4, 0.5)
    assert not Process.objects.exists()
    with pytest.raises(actions.CannotIssueProcess, match="thường: tổng"):
        issue(version, 6, case="")  # of all cases: one of them is too short for it
    issue(version, 60, case="đất đai")  # calendar days do not compare with working hours
    row = processes.processes_of(version.pk)[0]
    assert "không so sánh được" in processes.checked(row)[0].words


def test_side_by_side_counts_once(version: ProcedureVersion) -> None:
    made = actions.issue_process(
        version=version.pk,
        since=date(2020, 1, 1),
        steps=steps(0.5, 4, 4, 0.5, parallel=(2, 3)),
        by="lan",
        at=AT,
    )
    row = processes.process_row(made.pk)
    assert row is not None and row.steps is not None and row.steps.minutes == 5 * DAY


def test_a_new_process_closes_the_former_and_two_never_overlap(version: ProcedureVersion) -> None:
    first, second = issue(version, 1), issue(version, 2, since=date(2022, 1, 1))
    first.refresh_from_db()
    assert first.until == date(2022, 1, 1)
    between = issue(version, 3, since=date(2021, 1, 1))
    assert between.until == date(2022, 1, 1)
    with pytest.raises(actions.CannotIssueProcess, match="đã có quy trình áp dụng từ 01/01/2022"):
        issue(version, 1, since=second.since)
    with pytest.raises(actions.CannotIssueProcess, match="không có trường hợp “lạ”"):
        issue(version, 1, case="lạ")
    first.refresh_from_db()
    first.until = None
    with pytest.raises(actions.CannotIssueProcess, match="Trùng thời gian"):
        actions.save_process(first, by="lan", at=AT)


def test_the_process_of_a_case_goes_before_that_of_all(version: ProcedureVersion) -> None:
    of_all, of_case = issue(version, 1, case=""), issue(version, 2, case="đất đai")
    on = date(2024, 1, 1)
    found = [processes.process_in_force(version.pk, case, on) for case in ("Đất đai", "thường")]
    assert [row and row.id for row in found] == [of_case.pk, of_all.pk]


def test_a_step_changed_by_hand_keeps_the_limit(version: ProcedureVersion) -> None:
    made = issue(version, 1, 4)
    step = ProcessStep.objects.get(process=made, number=2)
    step.minutes += 30
    with pytest.raises(actions.CannotIssueProcess, match="là 0,5 giờ"):
        actions.save_step(step, by="lan", at=AT)
    step.minutes -= 60
    actions.save_step(step, by="lan", at=AT)
    assert ProcessStep.objects.get(pk=step.pk).minutes == 4 * DAY - 30


def test_the_database_guards_the_places_of_steps(version: ProcedureVersion) -> None:
    made = issue(version, 1)
    for number in (0, 1):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProcessStep.objects.create(process=made, number=number, name="x", unit_name="y", minutes=1)


# Import


def run(*lines: dict[str, Any]) -> list[Plan]:
    """Import rows; each gives what differs from a plain row."""
    blank = dict.fromkeys(field.name for field in LAYOUT.fields)
    plain = {
        "code": "1.000105",
        "case": "thường",
        "name": "Tiếp nhận",
        "unit_name": "Một cửa",
        "time": "0,5 ngày",
    }
    rows = [
        Row("Sheet1", number, blank | plain | {"number": number - 1} | line, [])
        for number, line in enumerate(lines, start=2)
    ]
    given_ = importer("process-steps")
    plans = given_.plan(rows)
    with transaction.atomic():
        trail.write(given_.write(plans, by="lan", at=AT), recorded_at=AT)
    return plans


def outcomes(plans: list[Plan]) -> list[Outcome]:
    return [plan.outcome for plan in plans]


def test_rows_of_a_case_make_a_process(version: ProcedureVersion) -> None:
    lines = [
        {},
        {"time": "4", "time_unit": "ngày", "unit_name": "Phòng"},
        {"time": "4 giờ", "product": "Giấy phép"},
    ]
    assert outcomes(run(*lines)) == [Outcome.NEW] * 3
    (row,) = processes.processes_of(version.pk)
    assert (row.since, row.case) == (date(2016, 1, 1), "thường")
    assert row.steps is not None and [step.minutes for step in row.steps.steps] == [240, 1920, 240]
    assert outcomes(run(*lines)) == [Outcome.UNCHANGED] * 3
    assert outcomes(run(lines[0], lines[1] | {"time": "3 ngày"})) == [Outcome.UNCHANGED, Outcome.CHANGED]
    assert outcomes(run({"since": date(2024, 1, 1), "decision": "QĐ 5"})) == [Outcome.NEW]
    assert [each.until for each in Process.objects.order_by("since")] == [date(2024, 1, 1), None]
    assert first_break() is None


def test_a_sheet_that_exceeds_the_limit_is_refused_as_a_whole(version: ProcedureVersion) -> None:
    plans = run({}, {"time": "5 ngày"}, {"case": "đất đai", "time": "20 ngày"})
    assert outcomes(plans) == [Outcome.REFUSED, Outcome.REFUSED, Outcome.NEW]
    assert "vượt thời hạn cam kết 5 ngày làm việc là 0,5 ngày" in plans[0].problems[-1].message
    assert outcomes(run({"time": "4 ngày"})) == [Outcome.NEW]
    (plan,) = run({"number": 2, "time": "2 ngày"})  # too long only with what is kept already
    assert plan.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        pytest.param({"code": "9.999999"}, "Mã thủ tục", "Không có thủ tục", id="no such procedure"),
        pytest.param({"case": "lạ"}, "Trường hợp", "các trường hợp: “thường”, “đất đai”", id="no such case"),
        pytest.param({"time": "0,25"}, "Thời gian", "thiếu đơn vị", id="a bare number"),
        pytest.param({"time": "1 tháng"}, "Thời gian", "đơn vị lạ", id="months"),
        pytest.param({"number": 0}, "Bước", "từ 1 đến 999", id="steps count from one"),
        pytest.param({"name": None}, "Tên bước", "Ghi tên bước", id="no name"),
        pytest.param(
            {"since": date(2015, 1, 1)}, "Áp dụng từ", "không có hiệu lực", id="before the procedure"
        ),
    ],
)
def test_what_is_refused(version: ProcedureVersion, line: dict[str, Any], field: str, words: str) -> None:
    (plan,) = run(line)
    assert plan.outcome is Outcome.REFUSED
    assert plan.problems[-1].field == field
    assert words in plan.problems[-1].message


# The drawing


@st.composite
def any_process(draw: Any) -> Any:
    """Up to twelve steps in up to four units, with groups side by side."""
    count = draw(st.integers(1, 12))
    units = draw(
        st.lists(
            st.sampled_from(["Một cửa", "Phòng", "Lãnh đạo Sở", "UBND tỉnh"]), min_size=count, max_size=count
        )
    )
    cuts = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    groups, group = [], 0
    for place, cut in enumerate(cuts):
        group += cut > 0 or place == 0
        groups.append(f"nhóm {group}" if draw(st.booleans()) or cut == 0 else "")
    made = [
        Step(
            place + 1,
            draw(st.sampled_from(["Tiếp nhận", "Thẩm định hồ sơ, dự thảo văn bản lấy ý kiến"])),
            unit,
            60,
        )
        for place, unit in enumerate(units)
    ]
    seen: list[str] = []
    whole = []
    for step, group_ in zip(made, groups, strict=True):
        name = "" if group_ in seen and seen[-1] != group_ else group_
        seen.append(name)
        whole.append(Step(step.number, step.name, step.unit, step.minutes, parallel=name))
    return process_of(whole)


@given(any_process())
def test_boxes_never_touch_and_lines_pass_no_strange_box(process: Any) -> None:
    board = flow.drawn(process, DAY)
    for node in board.nodes:
        lane = board.lanes[node.lane]
        assert lane.top <= node.top and node.bottom <= lane.top + lane.height
        assert node.left > flow.HEAD and node.right < board.width
        for other in board.nodes:
            if other is not node:
                assert (
                    node.right < other.left or other.right < node.left
                    or node.bottom < other.top or other.bottom < node.top
                )  # fmt: skip
    for each in board.flows:
        for (x1, y1), (x2, y2) in zip(each.points, each.points[1:], strict=False):
            assert x1 == x2 or y1 == y2
            for node in board.nodes:
                if node.id not in (each.source.id, each.target.id):
                    apart = max(x1, x2) < node.left or node.right < min(x1, x2)
                    assert apart or max(y1, y2) < node.top or node.bottom < min(y1, y2), (each.id, node.id)


@given(any_process())
def test_the_export_is_whole(process: Any) -> None:
    root = ET.fromstring(to_bpmn(process, "Cấp giấy phép & <gia hạn>", DAY))
    whole = root.find(f"{{{BPMN}}}process")
    tags = ("startEvent", "userTask", "parallelGateway", "endEvent")
    nodes = {each.get("id"): each for tag in tags for each in whole.findall(f"{{{BPMN}}}{tag}")}
    flows = {each.get("id"): each for each in whole.findall(f"{{{BPMN}}}sequenceFlow")}
    assert len(whole.findall(f"{{{BPMN}}}startEvent")) == len(whole.findall(f"{{{BPMN}}}endEvent")) == 1
    assert len(whole.findall(f"{{{BPMN}}}userTask")) == len(process.steps)
    onward: dict[str, set[str]] = {id_: set() for id_ in nodes}
    for each in flows.values():
        assert {each.get("sourceRef"), each.get("targetRef")} <= set(nodes)
        onward[each.get("sourceRef")].add(each.get("targetRef"))
    for id_, node in nodes.items():
        for tag, end in (("incoming", "targetRef"), ("outgoing", "sourceRef")):
            told = {each.text for each in node.findall(f"{{{BPMN}}}{tag}")}
            assert told == {each.get("id") for each in flows.values() if each.get(end) == id_}
        assert "end" in reached(id_, onward)
    assert reached("start", onward) == set(nodes)
    in_lanes = [each.text for each in whole.iter(f"{{{BPMN}}}flowNodeRef")]
    assert sorted(in_lanes) == sorted(nodes)
    shapes = {each.get("bpmnElement"): each for each in root.iter(f"{{{BPMNDI}}}BPMNShape")}
    lanes = {each.get("id") for each in whole.iter(f"{{{BPMN}}}lane")}
    assert set(shapes) == set(nodes) | lanes | {"participant"}
    assert all(each.find(f"{{{DC}}}Bounds") is not None for each in shapes.values())
    edges = {each.get("bpmnElement"): each for each in root.iter(f"{{{BPMNDI}}}BPMNEdge")}
    assert set(edges) == set(flows)
    assert all(len(each.findall(f"{{{DI}}}waypoint")) >= 2 for each in edges.values())


def reached(start: str, onward: dict[str, set[str]]) -> set[str]:
    found, edge = {start}, [start]
    while edge:
        edge = [each for one in edge for each in onward[one] if each not in found]
        found.update(edge)
    return found


@given(any_process())
def test_the_picture_is_lawful_and_says_what_it_shows(process: Any) -> None:
    text = to_svg(process, "Quy trình <lạ>", DAY)
    root = ET.fromstring(text)
    names = {"svg": "http://www.w3.org/2000/svg"}
    assert root.find("svg:title", names).text == "Quy trình <lạ>"
    told = root.find("svg:desc", names).text
    assert all(step.name in told and step.unit in told for step in process.steps)
    assert " style=" not in text and "<style" not in text and "<script" not in text
    assert text == to_svg(process, "Quy trình <lạ>", DAY)


# Screens


def signed_in(client: Client, role: Role) -> None:
    user = create_user(
        username=str(role), full_name="Lê An", role=role, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")


def test_the_version_shows_its_process_drawn_and_told(client: Client, version: ProcedureVersion) -> None:
    made = issue(version, 0.5, 4)
    signed_in(client, Role.SPECIALIST)
    for url in (
        reverse("procedures:procedure_version", args=[version.pk]),
        reverse("procedures:process", args=[made.pk]),
    ):
        text = client.get(url).content.decode()
        assert '<svg xmlns="http://www.w3.org/2000/svg" role="img"' in text
        assert "tổng thời gian các bước 4,5 ngày, ít hơn thời hạn cam kết 5 ngày làm việc" in text.lower()
        assert "Việc 2" in text
    answer = client.get(reverse("procedures:process_bpmn", args=[made.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="quy-trinh-{made.pk}.bpmn"'
    assert ET.fromstring(answer.content).tag == f"{{{BPMN}}}definitions"
    assert client.get(reverse("procedures:process_bpmn", args=[999])).status_code == 404


def test_a_step_that_is_too_long_is_refused_at_the_screen(client: Client, version: ProcedureVersion) -> None:
    made = issue(version, 1)
    signed_in(client, Role.REFORM)
    sent = {"process": made.pk, "number": 2, "name": "Ký", "unit_name": "Lãnh đạo", "minutes": "5 ngày"}
    answer = client.post(reverse("procedures:process_step_new"), sent)
    assert "vượt thời hạn cam kết 5 ngày làm việc là 1 ngày" in answer.content.decode()
    answer = client.post(reverse("procedures:process_step_new"), sent | {"minutes": "nửa ngày"})
    assert "Không hiểu thời gian “nửa ngày”" in answer.content.decode()
    answer = client.post(reverse("procedures:process_step_new"), sent | {"minutes": "4 ngày"})
    assert answer.status_code == 302
    kept = ProcessStep.objects.get(number=2)
    assert kept.minutes == 4 * DAY
    text = client.get(reverse("procedures:process_step_edit", args=[kept.pk])).content.decode()
    assert 'value="4 ngày"' in text
