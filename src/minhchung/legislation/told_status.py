"""What a list says of a document's standing, beside the days that it tells: the days are kept, so both must agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from minhchung.ground.intake.tables import BadRow
from minhchung.legislation.models import Change, ValidityEvent

_NO_DAY_OF_PART = (
    "danh mục không ghi ngày hết hiệu lực một phần nên văn bản được ghi còn hiệu lực; hãy điền cột “Hết hiệu lực một "
    "phần từ ngày”, hoặc ghi ở trang văn bản"
)
_SUSPENDED = {"suspended": "ngưng hiệu lực", "partly_suspended": "ngưng hiệu lực một phần"}


def refuse(given: Mapping[str, Any], today: date, *, is_suspended: bool) -> None:
    """Refuse a standing that the days contradict, or that no day tells since when.

    Args:
        today: ``date.max`` where it is not known; then nothing is said of days to come or past.
        is_suspended: whether the register has the document suspended already.

    Raises:
        BadRow: with the column and how to mend it.
    """
    status, end, part = given["status"], given["expired_on"], given["partly_expired_on"]
    known = today != date.max
    if status == "expired" and end is None:
        raise BadRow(
            "status",
            "ghi hết hiệu lực toàn bộ mà không có ngày hết hiệu lực; hãy điền ngày, hoặc bỏ tình trạng",
        )
    if status == "expired" and known and end > today:
        raise BadRow(
            "expired_on",
            f"ghi hết hiệu lực toàn bộ mà ngày hết hiệu lực {end:%d/%m/%Y} chưa đến; hãy sửa ngày hoặc tình trạng",
        )
    if status not in (None, "expired", "unfit") and end is not None and known and end <= today:
        raise BadRow(
            "status",
            f"tình trạng không khớp ngày hết hiệu lực {end:%d/%m/%Y} đã qua; hãy sửa tình trạng hoặc ngày",
        )
    if status in _SUSPENDED and not is_suspended:
        raise BadRow(
            "status",
            f"ghi {_SUSPENDED[status]} mà danh mục không có ngày, văn bản ngưng; hãy bỏ tình trạng để nhập dòng này, "
            "rồi bấm “Ghi ngưng hiệu lực” ở trang văn bản",
        )
    if part is not None and end is not None and part > end:
        raise BadRow(
            "partly_expired_on", f"sau ngày hết hiệu lực toàn bộ {end:%d/%m/%Y}; hãy kiểm tra hai ngày"
        )


def remarks(given: Mapping[str, Any], today: date, *, has_part: bool) -> Iterable[tuple[str, str]]:
    """What is to be told of a row that is taken: the column, and how the register reads it.

    Args:
        has_part: whether the register knows already which part ended, and when.
    """
    status, effective, end, part = (
        given[name] for name in ("status", "effective_on", "expired_on", "partly_expired_on")
    )
    if status == "partly" and part is None and not has_part:
        yield "status", _NO_DAY_OF_PART
    if status == "unfit":
        yield (
            "status",
            "không phải tình trạng hiệu lực; hiệu lực được ghi theo các ngày, việc xử lý ghi ở rà soát",
        )
    if end is not None and effective is not None and end < effective:
        yield (
            "expired_on",
            f"trước ngày có hiệu lực {effective:%d/%m/%Y}; được ghi như trong tệp, hãy kiểm tra lại",
        )
    if today == date.max or effective is None:
        return
    if status == "coming" and effective <= today:
        yield "status", f"ngày có hiệu lực {effective:%d/%m/%Y} đã đến; được ghi theo ngày"
    if status in ("in_force", "partly") and effective > today:
        yield "status", f"ngày có hiệu lực {effective:%d/%m/%Y} chưa đến; được ghi là chưa có hiệu lực"
    if status == "in_force" and part is not None and part <= today:
        yield "status", f"một phần hết hiệu lực từ {part:%d/%m/%Y}; được ghi là hết hiệu lực một phần"


def suspended_among(codes: Iterable[str]) -> set[tuple[str, str, str, date]]:
    """Of documents with these numbers, those that a deed has suspended: number, issuer, type and day of issue."""
    changes = [Change.SUSPEND, Change.SUSPEND_PART, Change.RESUME]
    rows = (
        ValidityEvent.objects.standing()
        .filter(document__code__in=set(codes), change__in=changes)
        .select_related("document")
    )
    found: set[tuple[str, str, str, date]] = set()
    for each in rows.order_by("on", "id"):
        of = each.document
        key = (of.code, of.issuer, of.type, of.issued_on)
        if each.change == Change.RESUME:
            found.discard(key)
        else:
            found.add(key)
    return found
