"""Deeds of correspondence: number an outgoing document without a gap, revoke a certificate."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from minhchung.correspondence.models import Certificate, OutgoingDocument
from minhchung.ground.intake.folding import fold
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.actions import Deed

ROOM = "correspondence"
#: Key of the PostgreSQL advisory lock under which numbers are given. SQLite's own write lock does the same.
_LOCK = 7_305_423


class CannotIssue(ValueError):
    """The document cannot be issued that way; says why in Vietnamese."""


class CannotRevoke(ValueError):
    """The certificate cannot be revoked that way; says why in Vietnamese."""


@transaction.atomic
def issue(*, issuer: int, issued_on: date, values: dict[str, Any], by: str, at: datetime) -> OutgoingDocument:
    """Issue a document under the next number of its register: one more than the last of issuer, series and year.

    Args:
        issuer: id of the unit that issues it.
        issued_on: its day; its year is the year of the register.
        values: the other attributes, without number and year. ``symbol`` may hold "{number}" where the number goes;
            numbers under ten are written with a leading zero (NĐ 30/2020/NĐ-CP, phụ lục I).
        by: who does it.
        at: when.

    Raises:
        CannotIssue: a secret document would be sent electronically, or it would not be sent at all.
    """
    if values.get("secret") and values.get("sent_electronically"):
        raise CannotIssue("Văn bản mật không gửi qua trục liên thông văn bản.")
    if not values.get("sent_electronically") and not values.get("paper_also"):
        raise CannotIssue("Chọn ít nhất một cách gửi: điện tử hoặc giấy.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    series = values.get("series") or "chung"
    register = OutgoingDocument.objects.filter(issuer=issuer, series=series, year=issued_on.year)
    number = (register.aggregate(last=Max("number"))["last"] or 0) + 1
    rest = {name: value for name, value in values.items() if name not in ("series", "symbol")}
    document = OutgoingDocument(
        **rest,
        issuer_id=issuer,
        series=series,
        year=issued_on.year,
        number=number,
        symbol=str(values.get("symbol") or "{number}").replace("{number}", f"{number:02d}"),
        issued_on=issued_on,
    )
    document.abstract_folded = fold(document.abstract)
    document.save()
    details = {"symbol": document.symbol, "number": number, "series": series, "issued_on": issued_on}
    trail.write([Deed(ROOM, "outgoing_document", document.pk, "issue", by, at, details)], recorded_at=at)
    return document


@transaction.atomic
def revoke(*, certificate: Certificate, revoked_on: date, reason: str, by: str, at: datetime) -> Certificate:
    """Revoke a certificate from a day on.

    Raises:
        CannotRevoke: it is revoked already, the reason is missing, or the day lies before its validity.
    """
    if certificate.revoked_on is not None:
        raise CannotRevoke(f"Chứng thư đã thu hồi ngày {certificate.revoked_on:%d/%m/%Y}.")
    if not reason.strip():
        raise CannotRevoke("Chưa ghi lý do thu hồi.")
    if revoked_on < certificate.valid_from:
        raise CannotRevoke(
            f"Thu hồi ({revoked_on:%d/%m/%Y}) trước khi có hiệu lực ({certificate.valid_from:%d/%m/%Y})."
        )
    certificate.revoked_on, certificate.revoked_reason = revoked_on, reason.strip()
    certificate.save(update_fields=["revoked_on", "revoked_reason"])
    details = {"after": {"revoked_on": revoked_on, "revoked_reason": certificate.revoked_reason}}
    trail.write([Deed(ROOM, "certificate", certificate.pk, "revoke", by, at, details)], recorded_at=at)
    return certificate
