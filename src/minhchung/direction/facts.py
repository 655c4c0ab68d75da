"""Fact tables of direction: plans, inspections, initiatives, assigned tasks, meetings, information, money."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window


class PlanTaskFacts(Facts):
    """One row a task of a yearly plan that was issued."""

    name: ClassVar[str] = "plan_tasks"
    title: ClassVar[str] = "Nhiệm vụ của kế hoạch cải cách hành chính"
    record_url: ClassVar[str] = "/chi-dao/nhiem-vu/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("plan_year", "int64", "Kế hoạch năm"),
        Column("plan", "string", "Kế hoạch"),
        Column("number", "string", "STT"),
        Column("head", "string", "Nhóm nhiệm vụ"),
        Column("title", "string", "Nhiệm vụ"),
        Column("lead_unit", "string", "Đơn vị chủ trì"),
        Column("due_kind", "string", "Cách ghi thời hạn", shown=False),
        Column("due_on", "date", "Hạn"),
        Column("in_original", "int64", "Có trong kế hoạch ban đầu (1: có, 0: không)"),
        Column("added_on", "date", "Bổ sung ngày"),
        Column("dropped_on", "date", "Đưa ra ngày"),
        Column("done_on", "date", "Hoàn thành ngày"),
        Column("product_reference", "string", "Sản phẩm"),
        Column("product_on", "date", "Ngày của sản phẩm"),
    )
    select: ClassVar[str] = """
        SELECT t.id, p.year AS plan_year, p.decision AS plan, t.number, t.head, t.title, t.lead_unit, t.due_kind,
               t.due_on, CASE WHEN t.in_original THEN 1 ELSE 0 END AS in_original, t.added_on, t.dropped_on,
               t.done_on, t.product_reference, t.product_on
        FROM direction_plantask t
        JOIN direction_plan p ON p.id = t.plan_id
        WHERE p.issued_on IS NOT NULL
    """

    def of_years_of(self, window: Window) -> Self:
        """Of the plans of the calendar years that the window touches."""
        first, until = window.calendar
        last = until - timedelta(days=1)
        return self.where(self.t.plan_year >= first.year, self.t.plan_year <= last.year)

    def standing_after(self, window: Window) -> Self:
        """As the plan stood after its amendments up to the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(
            (self.t.in_original == 1) | (self.t.added_on <= day),
            self.t.dropped_on.isnull() | (self.t.dropped_on > day),
        )

    def original(self) -> Self:
        """As the plan was first issued."""
        return self.where(self.t.in_original == 1)

    def done_by(self, window: Window) -> Self:
        """Whose product is dated, and which were done, by the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.product_on <= day, self.t.done_on <= day)

    def done_in(self, window: Window) -> Self:
        """Done, with a dated product and not dropped before; the later of the two days lies inside the window."""
        first = ibis.literal(window.first_day)
        return self.done_by(window).where(
            (self.t.product_on >= first) | (self.t.done_on >= first),
            self.t.dropped_on.isnull()
            | ((self.t.dropped_on > self.t.product_on) & (self.t.dropped_on > self.t.done_on)),
        )

    def overdue_after(self, window: Window) -> Self:
        """Not done by the window's last day, whose limit has passed by then."""
        day = ibis.literal(window.last_day)
        return self.where(
            self.t.due_on < day,
            self.t.done_on.isnull() | (self.t.done_on > day) | (self.t.product_on > day),
        )


class InspectionFacts(Facts):
    """One row an inspection of a unit."""

    name: ClassVar[str] = "inspections"
    title: ClassVar[str] = "Cuộc kiểm tra cải cách hành chính"
    record_url: ClassVar[str] = "/chi-dao/kiem-tra/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("on", "date", "Ngày kiểm tra"),
        Column("unit", "string", "Đơn vị được kiểm tra"),
        Column("decision", "string", "Quyết định, kế hoạch"),
        Column("findings", "int64", "Số vấn đề đặt ra", unit="vấn đề"),
        Column("closed", "int64", "Số vấn đề đã xử lý", unit="vấn đề"),
    )
    select: ClassVar[str] = """
        SELECT i.id, i."on", i.unit, i.decision, COUNT(f.id) AS findings, COUNT(f.closed_on) AS closed
        FROM direction_inspection i
        LEFT JOIN direction_finding f ON f.inspection_id = i.id
        GROUP BY i.id, i."on", i.unit, i.decision
    """

    def held_in(self, window: Window) -> Self:
        """Held inside the window."""
        return self.where(
            self.t["on"] >= ibis.literal(window.first_day), self.t["on"] <= ibis.literal(window.last_day)
        )


class InspectedUnitFacts(Facts):
    """One row for each stretch of time in which an own unit bore one name and its last inspection was the same.

    On any day a unit that stands then has exactly one row; ``id`` is that of its name. Whose work came to a unit was
    inspected in its stead.
    """

    name: ClassVar[str] = "inspected_units"
    title: ClassVar[str] = "Phòng, đơn vị trực thuộc và lần kiểm tra gần nhất"
    record_url: ClassVar[str] = "/don-vi/thoi-ky/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("unit_name", "string", "Tên đơn vị"),
        Column("kind", "string", "Loại"),
        Column("inspected_on", "date", "Kiểm tra gần nhất"),
        Column("decision", "string", "Quyết định, kế hoạch kiểm tra"),
        Column("since", "date", "Từ ngày", shown=False),
        Column("until", "date", "Đến trước ngày", shown=False),
        Column("known_since", "date", "Lần kiểm tra ấy là gần nhất từ ngày", shown=False),
        Column("known_until", "date", "Đến trước ngày có lần sau", shown=False),
    )
    select: ClassVar[str] = """
        WITH RECURSIVE line (unit_id, before_id) AS (
            SELECT id, id FROM organisation_unit
            UNION
            SELECT l.unit_id, s.predecessor_id FROM line l
            JOIN organisation_succession s
              ON s.successor_id = l.before_id AND s.kind IN ('rename', 'merge', 'absorb')
        ), told AS (
            SELECT l.unit_id, i.id, i."on", i.decision
            FROM line l JOIN direction_inspection i ON i.inspected_id = l.before_id
        )
        SELECT v.id, v.name AS unit_name, u.kind, e.inspected_on, e.decision, v.since,
               CASE WHEN v.until IS NULL OR v.until > v.next_since THEN COALESCE(v.next_since, v.until)
                    ELSE v.until END AS until,
               e.known_since, e.known_until
        FROM (SELECT w.*, LEAD(w.since) OVER (PARTITION BY w.unit_id ORDER BY w.since) AS next_since
              FROM organisation_unitversion w) v
        JOIN organisation_unit u ON u.id = v.unit_id
        JOIN organisation_unit p ON p.id = v.parent_id
        JOIN (SELECT i.unit_id, i."on" AS inspected_on, i.decision, i."on" AS known_since,
                     LEAD(i."on") OVER (PARTITION BY i.unit_id ORDER BY i."on", i.id) AS known_until
              FROM told i
              UNION ALL
              SELECT n.id, NULL, '', NULL, MIN(f."on")
              FROM organisation_unit n
              LEFT JOIN told f ON f.unit_id = n.id
              GROUP BY n.id) e ON e.unit_id = u.id
        WHERE p.is_home AND u.kind IN ('department', 'public_unit')
    """

    def standing_after(self, window: Window) -> Self:
        """In being on the window's last day, with the last inspection up to then."""
        day = ibis.literal(window.last_day)
        return self.where(
            self.t.since <= day,
            self.t.until.isnull() | (self.t.until > day),
            self.t.known_since.isnull() | (self.t.known_since <= day),
            self.t.known_until.isnull() | (self.t.known_until > day),
        )

    def inspected_in(self, window: Window) -> Self:
        """Last inspected inside the window."""
        return self.where(
            self.t.inspected_on >= ibis.literal(window.first_day),
            self.t.inspected_on <= ibis.literal(window.last_day),
        )


class FindingFacts(Facts):
    """One row a problem raised by an inspection."""

    name: ClassVar[str] = "findings"
    title: ClassVar[str] = "Vấn đề đặt ra sau kiểm tra"
    record_url: ClassVar[str] = "/chi-dao/van-de-sau-kiem-tra/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("inspected_on", "date", "Ngày kiểm tra"),
        Column("unit", "string", "Đơn vị được kiểm tra"),
        Column("content", "string", "Vấn đề"),
        Column("due_on", "date", "Hạn khắc phục"),
        Column("closed_on", "date", "Xử lý xong ngày"),
        Column("closed_reference", "string", "Văn bản xử lý"),
    )
    select: ClassVar[str] = """
        SELECT f.id, i."on" AS inspected_on, i.unit, f.content, f.due_on, f.closed_on, f.closed_reference
        FROM direction_finding f
        JOIN direction_inspection i ON i.id = f.inspection_id
    """

    def raised_in(self, window: Window) -> Self:
        """Raised by inspections held inside the window."""
        return self.where(
            self.t.inspected_on >= ibis.literal(window.first_day),
            self.t.inspected_on <= ibis.literal(window.last_day),
        )

    def closed_by(self, window: Window) -> Self:
        """Dealt with by the window's last day."""
        return self.where(self.t.closed_on <= ibis.literal(window.last_day))

    def closed_in(self, window: Window) -> Self:
        """Dealt with inside the window, whenever raised."""
        return self.closed_by(window).where(self.t.closed_on >= ibis.literal(window.first_day))


class InitiativeFacts(Facts):
    """One row an initiative that was recognised; what is proposed, or was not recognised, is none."""

    name: ClassVar[str] = "initiatives"
    title: ClassVar[str] = "Sáng kiến, cách làm mới"
    record_url: ClassVar[str] = "/chi-dao/sang-kien/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("title", "string", "Tên sáng kiến"),
        Column("head", "string", "Nội dung cải cách"),
        Column("unit", "string", "Đơn vị"),
        Column("recognised_on", "date", "Ngày công nhận"),
        Column("decision", "string", "Quyết định công nhận"),
    )
    select: ClassVar[str] = """
        SELECT id, title, head, unit, recognised_on, decision
        FROM direction_initiative
        WHERE recognised_on IS NOT NULL
    """

    def recognised_in(self, window: Window) -> Self:
        """Recognised inside the window."""
        return self.where(
            self.t.recognised_on >= ibis.literal(window.first_day),
            self.t.recognised_on <= ibis.literal(window.last_day),
        )


class AssignedTaskFacts(Facts):
    """One row a task assigned from above. A task without a due day cannot be late.

    Done on time, done late, open in time and open overdue part the assigned ones without gap or overlap.
    """

    name: ClassVar[str] = "assigned_tasks"
    title: ClassVar[str] = "Nhiệm vụ cấp trên giao"
    record_url: ClassVar[str] = "/chi-dao/viec-duoc-giao/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("number", "string", "Văn bản giao"),
        Column("item", "string", "Mục"),
        Column("assigned_by", "string", "Người giao"),
        Column("assigned_on", "date", "Ngày giao"),
        Column("content", "string", "Nội dung"),
        Column("due_on", "date", "Hạn"),
        Column("done_on", "date", "Hoàn thành ngày"),
        Column("product_reference", "string", "Sản phẩm"),
    )
    select: ClassVar[str] = """
        SELECT id, number, item, assigned_by, assigned_on, content, due_on, done_on, product_reference
        FROM direction_assignedtask
    """

    def assigned_in(self, window: Window) -> Self:
        """Assigned inside the window."""
        return self.where(
            self.t.assigned_on >= ibis.literal(window.first_day),
            self.t.assigned_on <= ibis.literal(window.last_day),
        )

    def done_on_time_by(self, window: Window) -> Self:
        """Done by the window's last day and within the limit."""
        return self.where(
            self.t.done_on <= ibis.literal(window.last_day),
            self.t.due_on.isnull() | (self.t.done_on <= self.t.due_on),
        )

    def done_late_by(self, window: Window) -> Self:
        """Done by the window's last day, after the limit."""
        return self.where(self.t.done_on <= ibis.literal(window.last_day), self.t.done_on > self.t.due_on)

    def open_in_time_after(self, window: Window) -> Self:
        """Not done by the window's last day, whose limit has not passed by then."""
        day = ibis.literal(window.last_day)
        return self.where(
            self.t.done_on.isnull() | (self.t.done_on > day), self.t.due_on.isnull() | (self.t.due_on >= day)
        )

    def open_overdue_after(self, window: Window) -> Self:
        """Not done by the window's last day, whose limit has passed by then."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.done_on.isnull() | (self.t.done_on > day), self.t.due_on < day)


class MeetingFacts(Facts):
    """One row a meeting or dialogue with enterprises or citizens."""

    name: ClassVar[str] = "meetings"
    title: ClassVar[str] = "Đối thoại, tiếp công dân, họp công khai"
    record_url: ClassVar[str] = "/chi-dao/doi-thoai/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("kind", "string", "Hình thức"),
        Column("topic", "string", "Chủ đề"),
        Column("begins_at", "timestamp", "Bắt đầu lúc"),
        Column("led_by", "string", "Chủ trì"),
        Column("state", "string", "Tình trạng"),
        Column("attended", "int64", "Số người dự", unit="người"),
        Column("raised", "int64", "Số câu hỏi, kiến nghị", unit="câu"),
        Column("answered", "int64", "Số câu đã trả lời", unit="câu"),
    )
    select: ClassVar[str] = """
        SELECT id, kind, topic, begins_at, led_by, state, attended, raised, answered FROM direction_meeting
    """

    def dialogues(self) -> Self:
        """With enterprises or with citizens."""
        return self.where(self.t.kind.isin(["dialogue", "citizens"]))

    def held_in(self, window: Window) -> Self:
        """Held, and begun inside the window."""
        return self.where(
            self.t.state == "held",
            self.t.begins_at >= ibis.literal(window.since),
            self.t.begins_at < ibis.literal(window.until),
        )


class OutreachFacts(Facts):
    """One row something that made the reform known."""

    name: ClassVar[str] = "outreach"
    title: ClassVar[str] = "Tuyên truyền cải cách hành chính"
    record_url: ClassVar[str] = "/chi-dao/tuyen-truyen/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("on", "date", "Ngày"),
        Column("form", "string", "Hình thức"),
        Column("title", "string", "Tên hoạt động"),
        Column("audience", "string", "Đối tượng"),
        Column("people", "int64", "Lượt người", unit="lượt người"),
        Column("minutes", "int64", "Thời lượng", unit="phút"),
        Column("unit", "string", "Đơn vị thực hiện"),
    )
    select: ClassVar[str] = """
        SELECT id, "on", form, title, audience, people, COALESCE(minutes, 0) AS minutes, unit
        FROM direction_outreach
    """

    def held_in(self, window: Window) -> Self:
        """Held inside the window."""
        return self.where(
            self.t["on"] >= ibis.literal(window.first_day), self.t["on"] <= ibis.literal(window.last_day)
        )

    def of_form(self, *forms: str) -> Self:
        """Made known in one of these ways."""
        return self.where(self.t.form.isin(list(forms)))


class ReformBudgetFacts(Facts):
    """One row money for the reform in a budget year, in đồng."""

    name: ClassVar[str] = "reform_budget"
    title: ClassVar[str] = "Kinh phí cải cách hành chính"
    record_url: ClassVar[str] = "/chi-dao/kinh-phi/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("year", "int64", "Năm ngân sách"),
        Column("item", "string", "Nội dung chi"),
        Column("source", "string", "Nguồn"),
        Column("given", "int64", "Dự toán giao", unit="đồng"),
        Column("spent", "int64", "Đã chi", unit="đồng"),
    )
    select: ClassVar[str] = """
        SELECT id, year, item, source, given, COALESCE(spent, 0) AS spent FROM direction_reformbudget
    """

    def of_years_of(self, window: Window) -> Self:
        """Of the budget years that end (31/12) inside the window."""
        first, until = window.calendar
        return self.where(self.t.year >= first.year, self.t.year < until.year)
