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


class CheckFacts(Facts):
    """One row a check of a document."""

    name: ClassVar[str] = "legal_checks"
    title: ClassVar[str] = "Lượt kiểm tra văn bản"
    record_url: ClassVar[str] = "/van-ban-phap-luat/kiem-tra/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("code", "string", "Số, ký hiệu"),
        Column("type", "string", "Tên loại"),
        Column("issuer", "string", "Cơ quan ban hành"),
        Column("issued_on", "date", "Ngày ban hành"),
        Column("abstract", "string", "Trích yếu"),
        Column("kind", "string", "Hình thức kiểm tra"),
        Column("checked_on", "date", "Ngày kết luận"),
        Column("fault", "string", "Kết quả"),
        Column("due_on", "date", "Thời hạn xử lý"),
        Column("handled_on", "date", "Ngày xử lý xong"),
        Column("handled_by", "string", "Văn bản xử lý"),
    )
    select: ClassVar[str] = """
        SELECT c.id, d.code, d.type, d.issuer, d.issued_on, d.abstract, c.kind, c.checked_on, c.fault, c.due_on,
               c.handled_on, c.handled_by
        FROM legislation_check c
        JOIN legislation_legaldocument d ON d.id = c.document_id
    """

    def checked_in(self, window: Window) -> Self:
        """Concluded inside the window."""
        return self.where(*_inside(self.t.checked_on, window))

    def by_its_issuer(self) -> Self:
        """Checked by who issued it."""
        return self.where(self.t.kind == "self")

    def by_authority(self) -> Self:
        """Checked by who may check others, by plan, topic or area."""
        return self.where(self.t.kind != "self")

    def unlawful(self) -> Self:
        """With something against the law."""
        return self.where(self.t.fault != "none")

    def handled_in(self, window: Window) -> Self:
        """Put right inside the window."""
        return self.where(*_inside(self.t.handled_on, window))

    def handled_by_end_of(self, window: Window) -> Self:
        """Put right by the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.handled_on.notnull() & (self.t.handled_on <= day))


class DraftFacts(Facts):
    """One row a draft of the programme."""

    name: ClassVar[str] = "legal_drafts"
    title: ClassVar[str] = "Dự thảo trong chương trình soạn thảo"
    record_url: ClassVar[str] = "/van-ban-phap-luat/soan-thao/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("year", "int64", "Chương trình năm"),
        Column("type", "string", "Tên loại"),
        Column("title", "string", "Tên dự thảo"),
        Column("issuer", "string", "Cơ quan ban hành"),
        Column("submit_by_on", "date", "Thời hạn trình"),
        Column("stage", "string", "Giai đoạn"),
        Column("submitted_on", "date", "Ngày trình"),
    )
    select: ClassVar[str] = """
        SELECT f.id, f.year, f.type, f.title, f.issuer, f.submit_by_on, f.stage, f.submitted_on
        FROM legislation_draft f
    """

    def due_in(self, window: Window) -> Self:
        """Of the programme still, and to be submitted inside the window."""
        return self.where(self.t.stage != "dropped", *_inside(self.t.submit_by_on, window))

    def submitted_in_time(self) -> Self:
        """Submitted no later than its limit."""
        return self.where(self.t.submitted_on.notnull() & (self.t.submitted_on <= self.t.submit_by_on))


class FollowingFacts(Facts):
    """One row a plan, inspection or survey of how law is carried out."""

    name: ClassVar[str] = "legal_followings"
    title: ClassVar[str] = "Theo dõi thi hành pháp luật"
    record_url: ClassVar[str] = "/van-ban-phap-luat/theo-doi/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("kind", "string", "Loại"),
        Column("held_on", "date", "Ngày thực hiện"),
        Column("subject", "string", "Nội dung"),
        Column("field", "string", "Lĩnh vực"),
        Column("place", "string", "Nơi được kiểm tra, khảo sát"),
        Column("conclusion", "string", "Báo cáo, kết luận"),
    )
    select: ClassVar[str] = """
        SELECT f.id, f.kind, f."on" AS held_on, f.subject, f.field, f.place, f.conclusion
        FROM legislation_following f
    """

    def held_in(self, window: Window) -> Self:
        """Inspections and surveys inside the window."""
        return self.where(self.t.kind != "plan", *_inside(self.t.held_on, window))


class RecommendationFacts(Facts):
    """One row a recommendation about how law is carried out."""

    name: ClassVar[str] = "legal_recommendations"
    title: ClassVar[str] = "Kiến nghị về thi hành pháp luật"
    record_url: ClassVar[str] = "/van-ban-phap-luat/kien-nghi/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("subject", "string", "Hoạt động"),
        Column("content", "string", "Nội dung kiến nghị"),
        Column("addressee", "string", "Cơ quan, đơn vị thực hiện"),
        Column("made_on", "date", "Ngày kiến nghị"),
        Column("due_on", "date", "Thời hạn"),
        Column("handled_on", "date", "Ngày thực hiện xong"),
        Column("handled_by", "string", "Văn bản, kết quả"),
    )
    select: ClassVar[str] = """
        SELECT r.id, f.subject, r.content, r.addressee, r.made_on, r.due_on, r.handled_on, r.handled_by
        FROM legislation_recommendation r
        JOIN legislation_following f ON f.id = r.following_id
    """

    def made_in(self, window: Window) -> Self:
        """Made inside the window."""
        return self.where(*_inside(self.t.made_on, window))

    def handled_in(self, window: Window) -> Self:
        """Carried out inside the window."""
        return self.where(*_inside(self.t.handled_on, window))


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

    def of_form(self, *forms: str) -> Self:
        """Held in one of these forms."""
        return self.where(self.t.form.isin(list(forms)))
