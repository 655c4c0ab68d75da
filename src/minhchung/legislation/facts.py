"""Fact tables of legal documents, their reviews, their systematisation, and of dissemination."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window


def _inside(day: Any, window: Window) -> tuple[Any, Any]:
    return day >= ibis.literal(window.first_day), day <= ibis.literal(window.last_day)


class DocumentFacts(Facts):
    """One row a document."""

    name: ClassVar[str] = "legal_documents"
    title: ClassVar[str] = "Văn bản pháp luật"
    record_url: ClassVar[str] = "/van-ban-phap-luat/van-ban/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("family", "string", "Loại hệ thống"),
        Column("type", "string", "Tên loại"),
        Column("code", "string", "Số, ký hiệu"),
        Column("issuer", "string", "Cơ quan ban hành"),
        Column("issued_on", "date", "Ngày ban hành"),
        Column("abstract", "string", "Trích yếu"),
        Column("field", "string", "Lĩnh vực"),
        Column("role", "string", "Vai trò của cơ quan"),
        Column("effective_on", "date", "Có hiệu lực từ ngày"),
        Column("partly_expired_on", "date", "Hết hiệu lực một phần từ ngày"),
        Column("expired_on", "date", "Hết hiệu lực toàn bộ từ ngày"),
        Column("territory", "string", "Phạm vi lãnh thổ"),
    )
    select: ClassVar[str] = """
        SELECT d.id, d.family, d.type, d.code, d.issuer, d.issued_on, d.abstract, d.field, d.role,
               d.effective_on, d.partly_expired_on, d.expired_on, d.territory
        FROM legislation_legaldocument d
    """

    def normative(self) -> Self:
        """Binding everyone."""
        return self.where(self.t.family == "normative")

    def drafted_here(self) -> Self:
        """The agency held the pen."""
        return self.where(self.t.role == "drafted")

    def commented_here(self) -> Self:
        """The agency gave its opinion."""
        return self.where(self.t.role == "commented")

    def issued_in(self, window: Window) -> Self:
        """Issued inside the window."""
        return self.where(*_inside(self.t.issued_on, window))

    def in_force_after(self, window: Window) -> Self:
        """Effective on the window's last day, wholly or in part."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.effective_on <= day, self.t.expired_on.isnull() | (self.t.expired_on > day))

    def expired_in(self, window: Window) -> Self:
        """Wholly expired inside the window."""
        return self.where(*_inside(self.t.expired_on, window))

    def partly_expired_in(self, window: Window) -> Self:
        """Partly expired inside the window."""
        return self.where(*_inside(self.t.partly_expired_on, window))


class ReviewFacts(Facts):
    """One row a review."""

    name: ClassVar[str] = "legal_reviews"
    title: ClassVar[str] = "Lượt rà soát văn bản"
    record_url: ClassVar[str] = "/van-ban-phap-luat/ra-soat/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("code", "string", "Số, ký hiệu"),
        Column("type", "string", "Tên loại"),
        Column("issuer", "string", "Cơ quan ban hành"),
        Column("issued_on", "date", "Ngày ban hành"),
        Column("abstract", "string", "Trích yếu"),
        Column("family", "string", "Loại hệ thống"),
        Column("reviewed_on", "date", "Ngày rà soát"),
        Column("outcome", "string", "Kết quả rà soát"),
        Column("due_on", "date", "Thời hạn xử lý"),
        Column("handled_on", "date", "Ngày xử lý xong"),
        Column("handled_by", "string", "Văn bản xử lý"),
    )
    select: ClassVar[str] = """
        SELECT r.id, d.code, d.type, d.issuer, d.issued_on, d.abstract, d.family, r.reviewed_on, r.outcome,
               r.due_on, r.handled_on, r.handled_by
        FROM legislation_review r
        JOIN legislation_legaldocument d ON d.id = r.document_id
    """

    def reviewed_in(self, window: Window) -> Self:
        """Made inside the window."""
        return self.where(*_inside(self.t.reviewed_on, window))

    def needing_handling(self) -> Self:
        """Whose outcome asks for something to be done."""
        return self.where(self.t.outcome != "kept")

    def handled_in(self, window: Window) -> Self:
        """Whose proposal was carried out inside the window."""
        return self.where(*_inside(self.t.handled_on, window))

    def handled_by_end_of(self, window: Window) -> Self:
        """Whose proposal was carried out by the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.handled_on.notnull() & (self.t.handled_on <= day))


class SystematisedFacts(Facts):
    """One row for each document in each list of a systematisation."""

    name: ClassVar[str] = "legal_systematised"
    title: ClassVar[str] = "Văn bản được hệ thống hóa"
    record_url: ClassVar[str] = "/van-ban-phap-luat/he-thong-hoa/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("period", "string", "Kỳ hệ thống hóa"),
        Column("listing", "string", "Danh mục"),
        Column("code", "string", "Số, ký hiệu"),
        Column("type", "string", "Tên loại"),
        Column("issuer", "string", "Cơ quan ban hành"),
        Column("issued_on", "date", "Ngày ban hành"),
        Column("abstract", "string", "Trích yếu"),
        Column("fixed_on", "date", "Thời điểm ấn định"),
        Column("published_on", "date", "Ngày công bố"),
        Column("note", "string", "Lý do, kiến nghị, ghi chú"),
    )
    select: ClassVar[str] = """
        SELECT e.id, s.label AS period, e.listing, d.code, d.type, d.issuer, d.issued_on, d.abstract,
               s.fixed_on, s.published_on, e.note
        FROM legislation_systematiseddocument e
        JOIN legislation_systematisation s ON s.id = e.period_id
        JOIN legislation_legaldocument d ON d.id = e.document_id
    """

    def published_in(self, window: Window) -> Self:
        """Of a period whose results were published inside the window."""
        return self.where(*_inside(self.t.published_on, window))

    def listed(self, *listings: str) -> Self:
        """In one of these lists."""
        return self.where(self.t.listing.isin(list(listings)))


class DisseminationFacts(Facts):
    """One row an event, article or publication."""

    name: ClassVar[str] = "dissemination"
    title: ClassVar[str] = "Hoạt động phổ biến pháp luật, tuyên truyền cải cách hành chính"
    record_url: ClassVar[str] = "/van-ban-phap-luat/pho-bien/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("held_on", "date", "Ngày thực hiện"),
        Column("form", "string", "Hình thức"),
        Column("subject", "string", "Nội dung"),
        Column("title", "string", "Tên hoạt động"),
        Column("attendance", "int64", "Lượt người dự", unit="lượt"),
        Column("copies", "int64", "Số bản tài liệu", unit="bản"),
        Column("unit_name", "string", "Đơn vị thực hiện"),
        Column("evidence", "string", "Tài liệu kiểm chứng"),
    )
    select: ClassVar[str] = """
        SELECT e.id, e."on" AS held_on, e.form, e.subject, e.title, e.attendance, e.copies,
               COALESCE((SELECT v.name FROM organisation_unitversion v WHERE v.unit_id = u.id
                         ORDER BY v.since DESC LIMIT 1), u.code) AS unit_name,
               e.evidence
        FROM legislation_disseminationevent e
        JOIN organisation_unit u ON u.id = e.unit_id
    """

    def held_in(self, window: Window) -> Self:
        """Held inside the window."""
        return self.where(*_inside(self.t.held_on, window))

    def about(self, subject: str) -> Self:
        """About law, or about the reform."""
        return self.where(self.t.subject == subject)

    def in_person(self) -> Self:
        """Conferences and training."""
        return self.where(self.t.form.isin(["conference", "training"]))
