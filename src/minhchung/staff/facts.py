"""Fact tables of staff: people with the days of their degrees, quota, training turns, yearly classes."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window


class PeopleFacts(Facts):
    """One row for each person's time at the agency.

    A degree without a day of award counts from the day of joining.
    """

    name: ClassVar[str] = "staff_people"
    title: ClassVar[str] = "Công chức, viên chức, người lao động"
    record_url: ClassVar[str] = "/nhan-su/nguoi/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("staff_no", "string", "Số hiệu", personal=True),
        Column("full_name", "string", "Họ và tên", personal=True),
        Column("birth_on", "date", "Ngày sinh", personal=True),
        Column("kind", "string", "Đối tượng"),
        Column("unit_name", "string", "Đơn vị"),
        Column("sex", "string", "Giới tính"),
        Column("joined_on", "date", "Vào cơ quan từ ngày"),
        Column("left_on", "date", "Thôi làm việc từ ngày"),
        Column("leaving", "string", "Lý do thôi làm việc"),
        Column("degree_on", "date", "Có trình độ đại học trở lên từ ngày"),
        Column("postgraduate_on", "date", "Có trình độ thạc sĩ trở lên từ ngày"),
        Column("doctor_on", "date", "Có trình độ tiến sĩ từ ngày"),
        Column("college_on", "date", "Có trình độ cao đẳng trở lên từ ngày"),
        Column("intermediate_on", "date", "Có trình độ trung cấp trở lên từ ngày"),
        Column("undated", "int64", "Số văn bằng không ghi ngày cấp", unit="văn bằng"),
    )
    select: ClassVar[str] = """
        SELECT p.id, p.staff_no, p.full_name, p.birth_on, p.kind,
               COALESCE((SELECT v.name FROM organisation_unitversion v WHERE v.unit_id = u.id
                         ORDER BY v.since DESC LIMIT 1), u.code) AS unit_name,
               p.sex,
               p.joined_on, p.left_on, p.leaving,
               (SELECT MIN(COALESCE(q.awarded_on, p.joined_on)) FROM staff_qualification q
                WHERE q.person_id = p.id AND q.level IN ('ĐH', 'ThS', 'TS')) AS degree_on,
               (SELECT MIN(COALESCE(q.awarded_on, p.joined_on)) FROM staff_qualification q
                WHERE q.person_id = p.id AND q.level IN ('ThS', 'TS')) AS postgraduate_on,
               (SELECT MIN(COALESCE(q.awarded_on, p.joined_on)) FROM staff_qualification q
                WHERE q.person_id = p.id AND q.level IN ('TS')) AS doctor_on,
               (SELECT MIN(COALESCE(q.awarded_on, p.joined_on)) FROM staff_qualification q
                WHERE q.person_id = p.id AND q.level IN ('CĐ', 'ĐH', 'ThS', 'TS')) AS college_on,
               (SELECT MIN(COALESCE(q.awarded_on, p.joined_on)) FROM staff_qualification q
                WHERE q.person_id = p.id AND q.level IN ('TC', 'CĐ', 'ĐH', 'ThS', 'TS')) AS intermediate_on,
               (SELECT COUNT(*) FROM staff_qualification q
                WHERE q.person_id = p.id AND q.awarded_on IS NULL) AS undated
        FROM staff_person p
        JOIN organisation_unit u ON u.id = p.unit_id
    """

    def present_after(self, window: Window) -> Self:
        """At work on the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.joined_on <= day, self.t.left_on.isnull() | (self.t.left_on > day))

    def on_quota(self) -> Self:
        """Civil servants and public employees."""
        return self.where(self.t.kind.isin(["civil_servant", "public_employee"]))

    def of_kind(self, kind: str) -> Self:
        """Working under that law."""
        return self.where(self.t.kind == kind)

    def with_degree(self, window: Window) -> Self:
        """Holding university education or higher on the window's last day."""
        return self.where(self.t.degree_on.notnull() & (self.t.degree_on <= ibis.literal(window.last_day)))

    def postgraduate(self, window: Window) -> Self:
        """Holding a master's degree or higher on the window's last day."""
        return self.where(
            self.t.postgraduate_on.notnull() & (self.t.postgraduate_on <= ibis.literal(window.last_day))
        )

    def doctors(self, window: Window) -> Self:
        """Holding a doctor's degree on the window's last day."""
        return self.where(self.t.doctor_on.notnull() & (self.t.doctor_on <= ibis.literal(window.last_day)))

    def highest(self, window: Window, *, held: str, above: str) -> Self:
        """Holding a level on the window's last day, and none above it; both are columns of days."""
        day = ibis.literal(window.last_day)
        return self.where(
            self.t[held].notnull() & (self.t[held] <= day), self.t[above].isnull() | (self.t[above] > day)
        )

    def women(self) -> Self:
        """Women."""
        return self.where(self.t.sex == "female")

    def joined_in(self, window: Window) -> Self:
        """Came inside the window."""
        return self.where(
            self.t.joined_on >= ibis.literal(window.first_day),
            self.t.joined_on <= ibis.literal(window.last_day),
        )

    def left_in(self, window: Window) -> Self:
        """Left inside the window."""
        return self.where(
            self.t.left_on >= ibis.literal(window.first_day), self.t.left_on <= ibis.literal(window.last_day)
        )

    def left_since(self, year: int, window: Window) -> Self:
        """Left after the end of a year, by the window's last day."""
        base = ibis.literal(date(year, 12, 31))
        return self.where(self.t.left_on > base, self.t.left_on <= ibis.literal(window.last_day))

    def because(self, *reasons: str) -> Self:
        """Left for one of these reasons."""
        return self.where(self.t.leaving.isin(list(reasons)))


class QuotaFacts(Facts):
    """One row for each number given; it stands until its end, the unit's next one, or the unit's end."""

    name: ClassVar[str] = "staff_quota"
    title: ClassVar[str] = "Chỉ tiêu biên chế được giao"
    record_url: ClassVar[str] = "/nhan-su/bien-che/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("unit_name", "string", "Đơn vị được giao"),
        Column("kind", "string", "Loại chỉ tiêu"),
        Column("number", "int64", "Số lượng giao", unit="người"),
        Column("year", "int64", "Giao cho năm"),
        Column("decision", "string", "Quyết định"),
        Column("since", "date", "Từ ngày"),
        Column("until", "date", "Đến trước ngày"),
    )
    select: ClassVar[str] = """
        SELECT q.id,
               COALESCE((SELECT v.name FROM organisation_unitversion v WHERE v.unit_id = u.id
                         ORDER BY v.since DESC LIMIT 1), u.code) AS unit_name,
               q.kind, q.number, q.year, q.decision, q.since,
               CASE WHEN q.ends IS NULL OR q.ends > q.unit_until THEN COALESCE(q.unit_until, q.ends)
                    ELSE q.ends END AS until
        FROM (SELECT w.*, CASE WHEN w.until IS NULL OR w.until > w.next_since THEN COALESCE(w.next_since, w.until)
                               ELSE w.until END AS ends,
                     (SELECT CASE WHEN COUNT(*) = COUNT(v.until) THEN MAX(v.until) END
                      FROM organisation_unitversion v WHERE v.unit_id = w.unit_id) AS unit_until
              FROM (SELECT x.*, LEAD(x.since) OVER (PARTITION BY x.unit_id, x.kind ORDER BY x.since) AS next_since
                    FROM staff_quota x) w) q
        JOIN organisation_unit u ON u.id = q.unit_id
    """

    def standing_after(self, window: Window) -> Self:
        """In force on the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.since <= day, self.t.until.isnull() | (self.t.until > day))

    def standing_on(self, day: date) -> Self:
        """In force on a day."""
        told = ibis.literal(day)
        return self.where(self.t.since <= told, self.t.until.isnull() | (self.t.until > told))

    def of_kind(self, *kinds: str) -> Self:
        """Of one of these kinds."""
        return self.where(self.t.kind.isin(list(kinds)))


class TrainingFacts(Facts):
    """One row for each person's turn of training; it counts on the day it ended."""

    name: ClassVar[str] = "staff_training"
    title: ClassVar[str] = "Lượt đào tạo, bồi dưỡng"
    record_url: ClassVar[str] = "/nhan-su/boi-duong/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("full_name", "string", "Họ và tên", personal=True),
        Column("person_kind", "string", "Đối tượng"),
        Column("kind", "string", "Loại hình"),
        Column("title", "string", "Tên khóa, lớp"),
        Column("begun_on", "date", "Từ ngày"),
        Column("ended_on", "date", "Kết thúc ngày"),
        Column("hours", "int64", "Số tiết", unit="tiết"),
        Column("in_plan", "int64", "Thuộc kế hoạch (1: có, 0: không)"),
        Column("certificate", "string", "Chứng chỉ, chứng nhận", shown=False, personal=True),
    )
    select: ClassVar[str] = """
        SELECT t.id, p.full_name, p.kind AS person_kind, t.kind, t.title, t."on" AS begun_on,
               COALESCE(t.until_on, t."on") AS ended_on, t.hours,
               CASE WHEN t.plan_id IS NULL THEN 0 ELSE 1 END AS in_plan, t.certificate
        FROM staff_training t
        JOIN staff_person p ON p.id = t.person_id
    """

    def ended_in(self, window: Window) -> Self:
        """Ended inside the window."""
        return self.where(
            self.t.ended_on >= ibis.literal(window.first_day),
            self.t.ended_on <= ibis.literal(window.last_day),
        )

    def of_kind(self, kind: str) -> Self:
        """Of that kind of training."""
        return self.where(self.t.kind == kind)

    def by_plan(self) -> Self:
        """Foreseen by a year's plan."""
        return self.where(self.t.in_plan == 1)


class YearClassFacts(Facts):
    """One row for each person and year classed."""

    name: ClassVar[str] = "staff_year_classes"
    title: ClassVar[str] = "Xếp loại chất lượng năm"
    record_url: ClassVar[str] = "/nhan-su/xep-loai/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("full_name", "string", "Họ và tên", personal=True),
        Column("person_kind", "string", "Đối tượng"),
        Column("year", "int64", "Năm"),
        Column("closed_on", "string", "Ngày cuối của năm", shown=False),
        Column("quality", "string", "Xếp loại"),
        Column("decision", "string", "Quyết định"),
    )
    select: ClassVar[str] = """
        SELECT c.id, p.full_name, p.kind AS person_kind, c.year,
               CAST(c.year AS TEXT) || '-12-31' AS closed_on, c.quality, c.decision
        FROM staff_yearclass c
        JOIN staff_person p ON p.id = c.person_id
    """

    def for_years_closed_in(self, window: Window) -> Self:
        """For the calendar years whose last day lies inside the window."""
        first, last = window.first_day.isoformat(), window.last_day.isoformat()
        return self.where(self.t.closed_on >= first, self.t.closed_on <= last)

    def classed(self, *qualities: str) -> Self:
        """In one of these classes."""
        return self.where(self.t.quality.isin(list(qualities)))


class PlacementFacts(Facts):
    """One row for each main post that a person held, from a day until a day: where people worked on any day."""

    name: ClassVar[str] = "staff_placements"
    title: ClassVar[str] = "Quá trình công tác"
    record_url: ClassVar[str] = "/nhan-su/qua-trinh/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("full_name", "string", "Họ và tên", personal=True),
        Column("kind", "string", "Đối tượng"),
        Column("unit_name", "string", "Đơn vị"),
        Column("post", "string", "Chức vụ, chức danh"),
        Column("leads", "int64", "Lãnh đạo, quản lý"),
        Column("since", "date", "Từ ngày"),
        Column("until", "date", "Đến trước ngày"),
    )
    select: ClassVar[str] = """
        SELECT a.id, p.full_name, p.kind,
               COALESCE((SELECT v.name FROM organisation_unitversion v WHERE v.unit_id = u.id
                         ORDER BY v.since DESC LIMIT 1), u.code) AS unit_name,
               a.post, CASE WHEN a.leads THEN 1 ELSE 0 END AS leads, a.since, a.until
        FROM staff_appointment a
        JOIN staff_person p ON p.id = a.person_id
        JOIN organisation_unit u ON u.id = a.unit_id
        WHERE a.main
    """

    def held_after(self, window: Window) -> Self:
        """Held on the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.since <= day, self.t.until.isnull() | (self.t.until > day))

    def on_quota(self) -> Self:
        """Civil servants and public employees."""
        return self.where(self.t.kind.isin(["civil_servant", "public_employee"]))

    def leading(self) -> Self:
        """Leading posts."""
        return self.where(self.t.leads == 1)


class MovementFacts(Facts):
    """One row for each decision on a person; it counts on the day from which it takes effect."""

    name: ClassVar[str] = "staff_movements"
    title: ClassVar[str] = "Quyết định về công chức, viên chức, người lao động"
    record_url: ClassVar[str] = "/nhan-su/quyet-dinh/{id}/"
    record_table: ClassVar[str] = "staff.Movement"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("full_name", "string", "Họ và tên", personal=True),
        Column("person_kind", "string", "Đối tượng"),
        Column("deed", "string", "Việc"),
        Column("form", "string", "Hình thức"),
        Column("leads", "int64", "Lãnh đạo, quản lý"),
        Column("regime", "string", "Chế độ"),
        Column("took_effect_on", "date", "Có hiệu lực từ ngày"),
        Column("decision", "string", "Số quyết định"),
    )
    select: ClassVar[str] = """
        SELECT m.id, p.full_name, p.kind AS person_kind, m.deed, m.form,
               CASE WHEN m.leads THEN 1 ELSE 0 END AS leads, m.regime, m."on" AS took_effect_on, m.decision
        FROM staff_movement m
        JOIN staff_person p ON p.id = m.person_id
    """

    def done_in(self, window: Window, *deeds: str) -> Self:
        """Of these deeds, those that took effect inside the window."""
        return self.where(
            self.t.deed.isin(list(deeds)),
            self.t.took_effect_on >= ibis.literal(window.first_day),
            self.t.took_effect_on <= ibis.literal(window.last_day),
        )

    def of_form(self, form: str) -> Self:
        """In that form: of recruiting, of discipline, of leaving."""
        return self.where(self.t.form == form)

    def on_quota(self) -> Self:
        """Of civil servants and public employees."""
        return self.where(self.t.person_kind.isin(["civil_servant", "public_employee"]))

    def of_leaders(self, lead: bool) -> Self:
        """Of those in leading posts, or of the others."""
        return self.where(self.t.leads == int(lead))
