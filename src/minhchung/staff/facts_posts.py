"""Fact tables of what is approved beforehand: job positions, and plans of training."""

from __future__ import annotations

from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window


class PositionFacts(Facts):
    """One row for each job position approved for a unit, from a day until a day.

    ``open_before`` and ``ended_before`` tell of the unit's earlier positions whether one has no end, and when the last
    of the others ended: on any day exactly one position of a unit stands without an earlier one.
    """

    name: ClassVar[str] = "staff_positions"
    title: ClassVar[str] = "Vị trí việc làm được phê duyệt"
    record_url: ClassVar[str] = "/nhan-su/vi-tri/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("unit_name", "string", "Đơn vị"),
        Column("code", "string", "Mã vị trí"),
        Column("title", "string", "Vị trí việc làm"),
        Column("position_group", "string", "Nhóm"),
        Column("number", "int64", "Số người", unit="người"),
        Column("decision", "string", "Quyết định phê duyệt"),
        Column("since", "date", "Từ ngày"),
        Column("until", "date", "Đến trước ngày"),
        Column("open_before", "int64", "Vị trí trước chưa có ngày kết thúc", shown=False),
        Column("ended_before", "date", "Các vị trí trước kết thúc muộn nhất", shown=False),
    )
    select: ClassVar[str] = """
        SELECT o.id,
               COALESCE((SELECT v.name FROM organisation_unitversion v WHERE v.unit_id = u.id
                         ORDER BY v.since DESC LIMIT 1), u.code) AS unit_name,
               o.code, o.title, o."group" AS position_group, o.number, o.decision, o.since, o.until,
               COALESCE(MAX(CASE WHEN o.until IS NULL THEN 1 ELSE 0 END)
                   OVER (PARTITION BY o.unit_id ORDER BY o.since, o.id
                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS open_before,
               MAX(o.until)
                   OVER (PARTITION BY o.unit_id ORDER BY o.since, o.id
                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended_before
        FROM staff_position o
        JOIN organisation_unit u ON u.id = o.unit_id
    """

    def standing_after(self, window: Window) -> Self:
        """Approved on the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.since <= day, self.t.until.isnull() | (self.t.until > day))

    def first_of_its_unit_after(self, window: Window) -> Self:
        """Of each unit with positions on the window's last day, the earliest that stands."""
        day = ibis.literal(window.last_day)
        return self.standing_after(window).where(
            self.t.open_before == 0, self.t.ended_before.isnull() | (self.t.ended_before <= day)
        )


class TrainingPlanFacts(Facts):
    """One row for each content of a year's plan of training; it counts for the whole year."""

    name: ClassVar[str] = "staff_training_plans"
    title: ClassVar[str] = "Kế hoạch bồi dưỡng"
    record_url: ClassVar[str] = "/nhan-su/ke-hoach-boi-duong/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("year", "int64", "Năm"),
        Column("kind", "string", "Loại hình"),
        Column("title", "string", "Nội dung"),
        Column("turns", "int64", "Số lượt kế hoạch", unit="lượt"),
        Column("decision", "string", "Kế hoạch, quyết định"),
    )
    select: ClassVar[str] = (
        "SELECT p.id, p.year, p.kind, p.title, p.turns, p.decision FROM staff_trainingplan p"
    )

    def of_years_of(self, window: Window) -> Self:
        """Of the calendar years that the window touches."""
        return self.where(self.t.year >= window.first_day.year, self.t.year <= window.last_day.year)
