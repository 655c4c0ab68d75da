"""The fact table of units: one row for each dated version of each unit."""

from __future__ import annotations

from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window


class UnitFacts(Facts):
    """How a unit was called and placed from a day until a day; a version ends where the next begins."""

    name: ClassVar[str] = "units"
    title: ClassVar[str] = "Đơn vị theo thời kỳ"
    record_url: ClassVar[str] = "/don-vi/thoi-ky/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("code", "string", "Mã đơn vị"),
        Column("unit_name", "string", "Tên đơn vị"),
        Column("kind", "string", "Loại"),
        Column("parent", "string", "Cấp trên trực tiếp"),
        Column("under_home", "int64", "Trực thuộc cơ quan (1: có)", shown=False),
        Column("since", "date", "Từ ngày"),
        Column("until", "date", "Đến trước ngày"),
    )
    select: ClassVar[str] = """
        SELECT v.id, u.code, v.name AS unit_name, u.kind, p.code AS parent,
               CASE WHEN p.is_home THEN 1 ELSE 0 END AS under_home, v.since,
               CASE WHEN v.until IS NULL OR v.until > v.next_since THEN COALESCE(v.next_since, v.until)
                    ELSE v.until END AS until
        FROM (SELECT w.*, LEAD(w.since) OVER (PARTITION BY w.unit_id ORDER BY w.since) AS next_since
              FROM organisation_unitversion w) v
        JOIN organisation_unit u ON u.id = v.unit_id
        LEFT JOIN organisation_unit p ON p.id = v.parent_id
    """

    def standing_after(self, window: Window) -> Self:
        """In being on the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.since <= day, self.t.until.isnull() | (self.t.until > day))

    def under_home_agency(self) -> Self:
        """Placed directly under the agency that uses the system."""
        return self.where(self.t.under_home == 1)

    def of_kind(self, *kinds: str) -> Self:
        """Of one of these kinds."""
        return self.where(self.t.kind.isin(list(kinds)))


class DelegatedFacts(Facts):
    """One row for each task decentralised or authorised; it stands until its end."""

    name: ClassVar[str] = "delegated_tasks"
    title: ClassVar[str] = "Nhiệm vụ phân cấp, ủy quyền"
    record_url: ClassVar[str] = "/don-vi/phan-cap/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("kind", "string", "Hình thức"),
        Column("task", "string", "Nhiệm vụ, quyền hạn"),
        Column("field", "string", "Lĩnh vực"),
        Column("giver", "string", "Cơ quan phân cấp, ủy quyền"),
        Column("taker", "string", "Cơ quan nhận", of_units=True),
        Column("document", "string", "Văn bản"),
        Column("since", "date", "Từ ngày"),
        Column("until", "date", "Đến trước ngày"),
    )
    select: ClassVar[str] = """
        SELECT d.id, d.kind, d.task, d.field, d.giver, u.code AS taker, d.document, d.since, d.until
        FROM organisation_delegatedtask d
        JOIN organisation_unit u ON u.id = d.taker_id
    """

    def given_in(self, window: Window) -> Self:
        """Given inside the window."""
        return self.where(
            self.t.since >= ibis.literal(window.first_day), self.t.since <= ibis.literal(window.last_day)
        )

    def standing_after(self, window: Window) -> Self:
        """In force on the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.since <= day, self.t.until.isnull() | (self.t.until > day))


class CheckFacts(Facts):
    """One row for each check of a delegated task."""

    name: ClassVar[str] = "delegation_checks"
    title: ClassVar[str] = "Kiểm tra phân cấp, ủy quyền"
    record_url: ClassVar[str] = "/don-vi/kiem-tra-phan-cap/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("task", "string", "Nhiệm vụ, quyền hạn"),
        Column("kind", "string", "Hình thức"),
        Column("checked_on", "date", "Kiểm tra ngày"),
        Column("checker", "string", "Cơ quan kiểm tra"),
        Column("document", "string", "Văn bản kết luận"),
        Column("to_mend_by", "date", "Phải khắc phục trước ngày"),
        Column("mended_on", "date", "Đã khắc phục ngày"),
    )
    select: ClassVar[str] = """
        SELECT c.id, d.task, d.kind, c."on" AS checked_on, c.checker, c.document, c.to_mend_by, c.mended_on
        FROM organisation_delegationcheck c
        JOIN organisation_delegatedtask d ON d.id = c.delegated_id
    """

    def done_in(self, window: Window) -> Self:
        """Done inside the window."""
        return self.where(
            self.t.checked_on >= ibis.literal(window.first_day),
            self.t.checked_on <= ibis.literal(window.last_day),
        )

    def asking(self) -> Self:
        """With something to be mended."""
        return self.where(self.t.to_mend_by.notnull())

    def mended_by(self, window: Window) -> Self:
        """Mended by the window's end."""
        return self.where(self.t.mended_on.notnull(), self.t.mended_on <= ibis.literal(window.last_day))
