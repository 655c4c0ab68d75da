"""What units and their succession must never be, each refusal in words: overlaps, circles, codes that are none."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from minhchung import lawbook
from minhchung.organisation.models import Succession, UnitVersion

#: Where units carry codes of the national directory, in the lawbook.
CODES = "organisation.codes"


def check_version(version: UnitVersion) -> None:
    """Refuse a version that places its unit under itself, or that shares a day with another one of its unit.

    An open version ends by itself where the next one begins, so it overlaps none that begins later.

    Raises:
        ValidationError: by field, with the days and the name of the other one.
    """
    if version.parent_id is not None and version.parent_id == version.unit_id:
        raise ValidationError(
            {"parent": _("Một đơn vị không thể trực thuộc chính nó; hãy chọn cấp trên khác.")}
        )
    others = list(UnitVersion.objects.filter(unit=version.unit_id).exclude(pk=version.pk))
    clash = next(
        (other for other in others if overlaps((version.since, version.until), (other.since, other.until))),
        None,
    )
    if clash is not None:
        words = _("Trùng thời kỳ “%(name)s” (%(span)s) của chính đơn vị này; mỗi ngày một đơn vị có một tên.")
        raise ValidationError({"since": words % {"name": clash.name, "span": span_said(clash)}})
    _check_place(version)


def overlaps(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two spans share a day; an open one ends where a later one begins."""
    (first, first_end), (second, _end) = sorted((one, other), key=lambda span: span[0])
    return first == second or (first_end is not None and first_end > second)


def span_said(version: UnitVersion) -> str:
    """ "từ 01/07/2025" or "01/01/2012 - trước 01/07/2025"."""
    if version.until is None:
        return _("từ %(day)s") % {"day": f"{version.since:%d/%m/%Y}"}
    return _("%(first)s - trước %(last)s") % {
        "first": f"{version.since:%d/%m/%Y}",
        "last": f"{version.until:%d/%m/%Y}",
    }


def _check_place(version: UnitVersion) -> None:
    """No unit stands under one that stands under it on the same day."""
    seen: set[int] = {version.unit_id}
    above = version.parent_id
    while above is not None:
        if above in seen:
            raise ValidationError(
                {"parent": _("Đơn vị này đang là cấp trên của đơn vị được chọn; cấp trên không thể đi vòng.")}
            )
        seen.add(above)
        upper = UnitVersion.objects.filter(unit=above, since__lte=version.since).order_by("-since").first()
        if above == version.parent_id and upper is not None and _ended(upper, version.since):
            raise ValidationError(
                {
                    "parent": _("%(name)s đã kết thúc từ %(day)s; hãy chọn cấp trên hoạt động vào ngày này.")
                    % {"name": upper.name, "day": f"{upper.until:%d/%m/%Y}"}
                }
            )
        above = upper.parent_id if upper is not None and not _ended(upper, version.since) else None


def _ended(version: UnitVersion, on: date) -> bool:
    return version.until is not None and version.until <= on


def check_succession(step: Succession) -> None:
    """Refuse a succession by which a unit would follow itself, at once or by way of others.

    Raises:
        ValidationError: by field.
    """
    if step.predecessor_id == step.successor_id:
        raise ValidationError(
            {"successor": _("Một đơn vị không thể kế thừa chính nó; hãy chọn hai đơn vị khác nhau.")}
        )
    if circle := way(step.successor_id, step.predecessor_id, besides=step.pk):
        raise ValidationError(
            {
                "successor": _("Kế thừa đi vòng: %(way)s đã kế thừa nhau theo chiều ngược lại.")
                % {"way": circle}
            }
        )


def way(start: int, end: int, *, besides: int | None = None) -> str:
    """The codes of the units by which the work of one came down to another, "" when it did not."""
    edges: dict[int, list[tuple[int, str]]] = {}
    codes: dict[int, str] = {}
    steps = Succession.objects.exclude(pk=besides).values_list(
        "predecessor", "predecessor__code", "successor", "successor__code"
    )
    for before, code, after, code_after in steps:
        edges.setdefault(before, []).append((after, code_after))
        codes |= {before: code, after: code_after}
    found: dict[int, int] = {start: 0}
    edge = [start]
    while edge:
        unit = edge.pop()
        for after, _code in edges.get(unit, ()):
            if after not in found:
                found[after] = unit
                edge.append(after)
    if end not in found or start == end:
        return ""
    said = [end]
    while said[-1] != start:
        said.append(found[said[-1]])
    return " → ".join(codes[each] for each in reversed(said))


def check_code(version: UnitVersion) -> None:
    """Refuse an electronic code that is not written as the law of the day writes them.

    A code is given by the authority that keeps the directory; none is made here.

    Raises:
        ValidationError: with the way in which codes are written.
    """
    code = version.official_code
    if not code:
        return
    rule = _codes_on(version.since)
    if rule is None or re.fullmatch(rule.value["pattern"], code):
        return
    raise ValidationError(
        {
            "official_code": _("“%(code)s” không đúng cách viết mã định danh: %(how)s (%(cites)s).")
            % {"code": code, "how": rule.value["how"], "cites": rule.cites}
        }
    )


def _codes_on(day: date) -> lawbook.Rule | None:
    try:
        return lawbook.in_force(CODES, day)
    except lawbook.NoRule:
        return None
