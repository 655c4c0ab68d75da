"""Fact tables of correspondence: outgoing and incoming documents, certificates."""

from __future__ import annotations

from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window


class OutgoingFacts(Facts):
    """One row an outgoing document. The abstract of a secret document stays in the register of documents."""

    name: ClassVar[str] = "outgoing_documents"
    title: ClassVar[str] = "Văn bản đi"
    record_url: ClassVar[str] = "/van-thu/van-ban-di/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("issuer", "string", "Cơ quan ban hành", of_units=True),
        Column("symbol", "string", "Số, ký hiệu"),
        Column("type", "string", "Loại văn bản"),
        Column("issued_on", "date", "Ngày ban hành"),
        Column("abstract", "string", "Trích yếu"),
        Column("secret", "int64", "Mật (1: có, 0: không)"),
        Column("electronic", "int64", "Gửi điện tử (1: có, 0: không)"),
        Column("signed_by_person", "int64", "Cá nhân ký số (1: có, 0: không)"),
        Column("signed_by_agency", "int64", "Cơ quan ký số (1: có, 0: không)"),
        Column("paper", "int64", "Gửi bản giấy (1: có, 0: không)"),
        Column("sent_at", "timestamp", "Gửi lúc"),
        Column("reform_direction", "int64", "Chỉ đạo cải cách hành chính (1: có, 0: không)"),
    )
    select: ClassVar[str] = """
        SELECT d.id, u.code AS issuer, d.symbol, d.type, d.issued_on,
               CASE WHEN d.secret THEN '' ELSE d.abstract END AS abstract,
               CASE WHEN d.secret THEN 1 ELSE 0 END AS secret,
               CASE WHEN d.sent_electronically THEN 1 ELSE 0 END AS electronic,
               CASE WHEN d.signed_by_person THEN 1 ELSE 0 END AS signed_by_person,
               CASE WHEN d.signed_by_agency THEN 1 ELSE 0 END AS signed_by_agency,
               CASE WHEN d.paper_also THEN 1 ELSE 0 END AS paper,
               d.sent_at,
               CASE WHEN d.reform_direction THEN 1 ELSE 0 END AS reform_direction
        FROM correspondence_outgoingdocument d
        JOIN organisation_unit u ON u.id = d.issuer_id
    """

    def issued_in(self, window: Window) -> Self:
        """Issued inside the window."""
        return self.where(
            self.t.issued_on >= ibis.literal(window.first_day),
            self.t.issued_on <= ibis.literal(window.last_day),
        )

    def not_secret(self) -> Self:
        """Without state secrets: the ones that may be sent electronically."""
        return self.where(self.t.secret == 0)

    def sent_electronically(self) -> Self:
        """Sent by the document exchange."""
        return self.where(self.t.electronic == 1)

    def signed_twice(self) -> Self:
        """Signed digitally by the person and by the agency."""
        return self.where(self.t.signed_by_person == 1, self.t.signed_by_agency == 1)

    def on_paper(self, sent: bool) -> Self:
        """Also sent on paper, or not."""
        return self.where(self.t.paper == int(sent))

    def not_electronic(self) -> Self:
        """Not sent by the document exchange."""
        return self.where(self.t.electronic == 0)


class IncomingFacts(Facts):
    """One row an incoming document."""

    name: ClassVar[str] = "incoming_documents"
    title: ClassVar[str] = "Văn bản đến"
    record_url: ClassVar[str] = "/van-thu/van-ban-den/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("receiver", "string", "Cơ quan nhận", of_units=True),
        Column("number", "int64", "Số đến"),
        Column("received_on", "date", "Ngày đến"),
        Column("issuer", "string", "Cơ quan ban hành"),
        Column("symbol", "string", "Số, ký hiệu"),
        Column("secret", "int64", "Mật (1: có, 0: không)"),
        Column("electronic", "int64", "Nhận điện tử (1: có, 0: không)"),
    )
    select: ClassVar[str] = """
        SELECT d.id, u.code AS receiver, d.number, d.received_on, d.issuer, d.symbol,
               CASE WHEN d.secret THEN 1 ELSE 0 END AS secret,
               CASE WHEN d.electronic THEN 1 ELSE 0 END AS electronic
        FROM correspondence_incomingdocument d
        JOIN organisation_unit u ON u.id = d.receiver_id
    """

    def received_in(self, window: Window) -> Self:
        """Came in inside the window."""
        return self.where(
            self.t.received_on >= ibis.literal(window.first_day),
            self.t.received_on <= ibis.literal(window.last_day),
        )


class CertificateFacts(Facts):
    """One row a certificate; a person's name never leaves the database."""

    name: ClassVar[str] = "certificates"
    title: ClassVar[str] = "Chứng thư số"
    record_url: ClassVar[str] = "/van-thu/chung-thu-so/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("serial", "string", "Số hiệu"),
        Column("holder_kind", "string", "Loại thuê bao"),
        Column("holder_name", "string", "Thuê bao", personal=True),
        Column("valid_from", "date", "Hiệu lực từ"),
        Column("valid_to", "date", "Đến hết ngày"),
        Column("revoked_on", "date", "Thu hồi ngày"),
        Column("device", "string", "Thiết bị"),
    )
    select: ClassVar[str] = """
        SELECT id, serial, holder_kind, holder_name, valid_from, valid_to, revoked_on, device
        FROM correspondence_certificate
    """

    def in_force_after(self, window: Window) -> Self:
        """Valid on the window's last day and not revoked by then."""
        day = ibis.literal(window.last_day)
        return self.where(
            self.t.valid_from <= day,
            self.t.valid_to >= day,
            self.t.revoked_on.isnull() | (self.t.revoked_on > day),
        )

    def held_by(self, kind: str) -> Self:
        """Of agencies or of people."""
        return self.where(self.t.holder_kind == kind)
