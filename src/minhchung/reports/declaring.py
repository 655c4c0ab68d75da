"""Deed: declare a value with its source document. Question: what was declared for windows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from minhchung.ground.accounts.queries import full_names
from minhchung.ground.files.actions import keep
from minhchung.ground.trail.actions import Deed, write
from minhchung.reports.declared import Declarations, Declared, declarables
from minhchung.reports.models import DeclaredValue
from minhchung.rules.windows import Window


class CannotDeclare(ValueError):
    """The value cannot be declared as it was given; the message says what is wrong and how to mend it."""


@dataclass(frozen=True)
class Number:
    """What is declared: ``value`` of a count or total, ``part`` and ``whole`` of a share."""

    value: int | None = None
    part: int | None = None
    whole: int | None = None


@dataclass(frozen=True)
class Evidence:
    """The document that a value stands in: what it is, and its bytes to be kept."""

    source: str
    name: str
    content_type: str
    content: Iterable[bytes]


def declare(
    *, key: str, window: Window, number: Number, evidence: Evidence, by: str, at: datetime
) -> DeclaredValue:
    """Declare a value for a window; an earlier one for the same window is kept and no longer used.

    Raises:
        CannotDeclare: the figure is computed or unknown, the number is not of its kind, or the source is not told.
    """
    what = declarables().get(key)
    if what is None:
        raise CannotDeclare(
            f"“{key}” không thuộc các chỉ tiêu được khai; chỉ tiêu tính được thì không khai tay."
        )
    if what.kind == "share":
        if number.part is None or number.whole is None or number.value is not None:
            raise CannotDeclare(
                f"“{what.title}” là tỷ lệ: ghi phần và tổng (số {what.unit}), không ghi phần trăm."
            )
        if not 0 <= number.part <= number.whole or number.whole == 0:
            raise CannotDeclare("Phần phải từ 0 đến tổng, và tổng phải lớn hơn 0.")
    elif number.value is None or number.part is not None or number.whole is not None:
        raise CannotDeclare(f"“{what.title}” là một số: ghi số {what.unit}, để trống phần và tổng.")
    elif number.value < 0:
        raise CannotDeclare("Số khai không được âm.")
    if not evidence.source.strip():
        raise CannotDeclare("Ghi văn bản nguồn: số, ngày, cơ quan ban hành.")
    with transaction.atomic():
        document = keep(
            evidence.content,
            name=evidence.name,
            content_type=evidence.content_type,
            purpose="declared",
            by=by,
            at=at,
        )
        row = DeclaredValue.objects.create(
            key=key,
            window=window.label,
            value=number.value,
            part=number.part,
            whole=number.whole,
            source=evidence.source.strip(),
            document=document,
            by=by,
            at=at,
        )
        details = {"key": key, "window": window.label, "source": row.source, "document": document.digest}
        write([Deed("reports", "declared_value", row.pk, "declare", by, at, details)], recorded_at=at)
    return row


def declared_over(windows: Iterable[Window]) -> Declarations:
    """The latest value declared for each figure in each of these windows."""
    return {(each.what.key, each.window): each for _id, _document, each in declared_rows(windows)}


def declared_rows(windows: Iterable[Window] | None = None) -> list[tuple[int, int, Declared]]:
    """Number of the row, of its document, and the value; oldest first, in all windows when none are named."""
    rows = DeclaredValue.objects.select_related("document").order_by("id")
    if windows is not None:
        rows = rows.filter(window__in=[window.label for window in windows])
    names = full_names({row.by for row in rows})
    return [
        (
            row.pk,
            row.document_id,
            Declared(
                what=declarables()[row.key],
                window=row.window,
                value=row.value,
                part=row.part,
                whole=row.whole,
                source=row.source,
                document=row.document.name,
                digest=row.document.digest,
                by=names.get(row.by, row.by),
                at=row.at,
            ),
        )
        for row in rows
        if row.key in declarables()
    ]
