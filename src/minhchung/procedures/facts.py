"""The fact table of procedures: one row a version, with its limits compared exactly in whole numbers."""

from __future__ import annotations

from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.lawbook import history
from minhchung.rules.windows import Window

_HOURS = int(history("procedures.working_day")[-1].value["hours"])
# A case's limits compare only within one family of units: working time (days as hours), calendar days, months.
# The cut in thousandths is rounded down, so "at least n thousandths" is exact.
_CASE = f"""
    SELECT version_id, legal_limit, legal_unit, committed_limit, committed_unit,
           CASE legal_unit WHEN 'working-day' THEN legal_limit * {_HOURS} ELSE legal_limit END AS legal,
           CASE committed_unit WHEN 'working-day' THEN committed_limit * {_HOURS} ELSE committed_limit END AS committed,
           CASE WHEN legal_unit = 'working-day' THEN 'working-hour' ELSE legal_unit END AS legal_family,
           CASE WHEN committed_unit = 'working-day' THEN 'working-hour' ELSE committed_unit END AS committed_family
    FROM procedures_procedurecase
"""
_CUT = f"""
    SELECT version_id, legal_limit, legal_unit, committed_limit, committed_unit,
           CASE WHEN legal IS NULL OR committed IS NULL OR legal_family <> committed_family THEN NULL
                WHEN committed <= legal THEN (legal - committed) * 1000 / legal
                ELSE -(((committed - legal) * 1000 + legal - 1) / legal) END AS cut_permille
    FROM ({_CASE}) compared
"""
_LIMITS = f"""
    SELECT version_id, COUNT(*) AS cases, COUNT(legal_limit) AS with_limit,
           COUNT(CASE WHEN legal_limit IS NOT NULL AND cut_permille IS NULL THEN 1 END) AS unknown,
           MIN(CASE WHEN legal_limit IS NOT NULL THEN cut_permille END) AS cut_permille_min,
           MAX(legal_limit) AS legal_limit, MIN(legal_unit) AS legal_unit_first, MAX(legal_unit) AS legal_unit_last,
           MAX(committed_limit) AS committed_limit, MIN(committed_unit) AS committed_unit_first,
           MAX(committed_unit) AS committed_unit_last
    FROM ({_CUT}) judged
    GROUP BY version_id
"""


class ProcedureFacts(Facts):
    """One row a procedure version. ``since <= day < until`` while it is in force.

    ``cut_permille_min`` is the smallest cut among the cases with a legal limit, in thousandths rounded down; it is
    empty when the version has no legal limit, or when some case with one has no committed limit to compare with.
    """

    name: ClassVar[str] = "procedures"
    title: ClassVar[str] = "Thủ tục hành chính"
    record_url: ClassVar[str] = "/thu-tuc/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("key", "string", "Mã nội bộ"),
        Column("national_code", "string", "Mã quốc gia"),
        Column("name", "string", "Tên thủ tục"),
        Column("field", "string", "Lĩnh vực"),
        Column("settled_by", "string", "Cơ quan giải quyết", of_units=True),
        Column("online_level", "string", "Mức độ trực tuyến"),
        Column("since", "date", "Có hiệu lực từ"),
        Column("until", "date", "Đến trước ngày"),
        Column("cases", "int64", "Số trường hợp", unit="trường hợp"),
        Column("has_legal_limit", "int64", "Luật có quy định thời hạn (1: có, 0: không)"),
        Column("legal_limit", "int64", "Thời hạn theo quy định (dài nhất)"),
        Column("legal_unit", "string", "Đơn vị"),
        Column("committed_limit", "int64", "Thời hạn cam kết (dài nhất)"),
        Column("committed_unit", "string", "Đơn vị cam kết"),
        Column("cut_permille_min", "int64", "Mức cắt giảm thấp nhất", unit="phần nghìn"),
        Column("cut_decision", "string", "Quyết định cắt giảm"),
        Column("posted_national_on", "date", "Công khai trên CSDL quốc gia"),
        Column("posted_counter_on", "date", "Niêm yết tại nơi tiếp nhận"),
        Column("posted_web_on", "date", "Công khai trên trang thông tin"),
        Column("posted_on", "date", "Công khai đủ cả ba nơi từ ngày"),
        Column("confidence", "string", "Độ tin cậy"),
    )
    select: ClassVar[str] = f"""
        SELECT v.id, p.key, p.national_code, v.name, v.field, u.code AS settled_by, v.online_level, v.since, v.until,
               COALESCE(c.cases, 0) AS cases,
               CASE WHEN c.with_limit > 0 THEN 1 ELSE 0 END AS has_legal_limit,
               c.legal_limit,
               CASE WHEN c.legal_unit_first = c.legal_unit_last THEN c.legal_unit_last END AS legal_unit,
               c.committed_limit,
               CASE WHEN c.committed_unit_first = c.committed_unit_last THEN c.committed_unit_last END
                   AS committed_unit,
               CASE WHEN c.with_limit > 0 AND c.unknown = 0 THEN c.cut_permille_min END AS cut_permille_min,
               v.cut_decision, v.posted_national_on, v.posted_counter_on, v.posted_web_on,
               CASE WHEN v.posted_national_on IS NULL OR v.posted_counter_on IS NULL OR v.posted_web_on IS NULL
                    THEN NULL
                    WHEN v.posted_national_on >= v.posted_counter_on AND v.posted_national_on >= v.posted_web_on
                    THEN v.posted_national_on
                    WHEN v.posted_counter_on >= v.posted_web_on THEN v.posted_counter_on
                    ELSE v.posted_web_on END AS posted_on,
               v.confidence
        FROM procedures_procedureversion v
        JOIN procedures_procedure p ON p.id = v.procedure_id
        JOIN organisation_unit u ON u.id = p.settled_by_id
        LEFT JOIN ({_LIMITS}) c ON c.version_id = v.id
    """

    def in_force_after(self, window: Window) -> Self:
        """In force on the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.since <= day, self.t.until.isnull() | (self.t.until > day))

    def with_statutory_limit(self) -> Self:
        """For which the law gives a time limit in at least one case."""
        return self.where(self.t.has_legal_limit == 1)

    def without_statutory_limit(self) -> Self:
        """For which the law gives no time limit, so nothing can be cut: they stand apart."""
        return self.where(self.t.has_legal_limit == 0)

    def cut_by(self, percent: int) -> Self:
        """Every case with a legal limit is cut by at least that many per cent."""
        return self.where(self.t.cut_permille_min >= percent * 10)

    def posted_by(self, window: Window) -> Self:
        """Posted in all three places by the window's last day."""
        return self.where(self.t.posted_on <= ibis.literal(window.last_day))

    def online(self, level: str) -> Self:
        """Offered online at that level."""
        return self.where(self.t.online_level == level)
