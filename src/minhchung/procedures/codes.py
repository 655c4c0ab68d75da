"""Reading what sheets write of procedures: codes, time limits, online levels."""

from __future__ import annotations

import re

from minhchung.ground.intake.folding import fold
from minhchung.procedures.models import LimitUnit, OnlineLevel


class BadText(ValueError):
    """The text means nothing known; says in Vietnamese what can be written."""


_NATIONAL = re.compile(r"\s*(\d\.\d{6})(.*)", re.DOTALL)
_LIMIT = re.compile(r"(\d+)\s*(?:\(\s*[^)\d]*\))?\s*(.*)")
_UNITS = {
    "gio lam viec": LimitUnit.WORKING_HOUR,
    "gio": LimitUnit.WORKING_HOUR,
    "ngay lam viec": LimitUnit.WORKING_DAY,
    "ngay": LimitUnit.DAY,
    "ngay lich": LimitUnit.DAY,
    "thang": LimitUnit.MONTH,
}
_WITHOUT_LIMIT = re.compile(
    r"-|khong( co| quy dinh.*)?|(tiep nhan |tra |giai quyet )?ngay( khi .*| trong ngay)?|trong ngay"
)


def split_code(text: str) -> tuple[str, str]:
    """The national code and the local suffix: "1.000948.000.00.00.H38" gives ("1.000948", "000.00.00.H38").

    A text that does not begin with a national code comes back whole, without a suffix.
    """
    found = _NATIONAL.fullmatch(text)
    if found is None:
        return text.strip(), ""
    return found[1], found[2].strip().lstrip(".-")


def is_national_code(text: str) -> bool:
    """Whether a text begins with a national code: a digit, a dot, six digits."""
    return _NATIONAL.fullmatch(text) is not None


def read_unit(text: str) -> LimitUnit:
    """The unit that words name.

    Raises:
        BadText: no such unit.
    """
    words = " ".join(fold(text).split()).rstrip(".")
    if words not in _UNITS:
        raise BadText(f"Không hiểu đơn vị thời hạn “{text}”. Viết: giờ, ngày làm việc, ngày hoặc tháng.")
    return _UNITS[words]


def read_limit(text: str, unit: str = "") -> tuple[int, LimitUnit] | None:
    """A time limit in words or figures: "05 ngày làm việc", "8 giờ", "15 ngày", "1 tháng".

    Args:
        text: the cell; a bare number takes its unit from ``unit``.
        unit: words of a unit that stand elsewhere (another column, or the limit that was cut).

    Returns:
        The number and its unit, None when the text says that there is no limit.

    Raises:
        BadText: neither a limit nor the absence of one.
    """
    words = " ".join(fold(text).split())
    if not words or _WITHOUT_LIMIT.fullmatch(words):
        return None
    found = _LIMIT.fullmatch(words)
    if found is None or any(each.isdigit() for each in found[2]):
        raise BadText(
            f"Không hiểu thời hạn “{text}”. Viết một số và đơn vị, ví dụ “05 ngày làm việc”; "
            "nhiều thời hạn thì ghi mỗi trường hợp một dòng."
        )
    number = int(found[1])
    if number == 0:
        raise BadText(f"Thời hạn “{text}” bằng không. Để trống nếu không quy định thời hạn.")
    named = found[2].strip()
    if not named and not unit.strip():
        raise BadText(f"Thời hạn “{text}” thiếu đơn vị. Viết thêm: giờ, ngày làm việc, ngày hoặc tháng.")
    return number, read_unit(named or unit)


def read_online_level(text: str) -> OnlineLevel:
    """The online level that words name, old or new: "mức 3 (2016-2021)", "Toàn trình", "một phần".

    A procedure with both ways counts at the higher one (QĐ 766/QĐ-TTg, published method).

    Raises:
        BadText: no such level.
    """
    words = " ".join(fold(text).split())
    if not words or words in {"khong", "khong truc tuyen", "chua", "muc 1", "muc do 1", "1"}:
        return OnlineLevel.NONE
    if "toan trinh" in words:
        return OnlineLevel.FULL
    if "mot phan" in words:
        return OnlineLevel.PARTIAL
    found = re.match(r"(?:truc tuyen )?(?:muc do |muc )?([234])\b", words)
    if found is None and words.startswith("truc tuyen"):
        return OnlineLevel.PARTIAL  # online in whatever measure short of the full process
    if found is None:
        raise BadText(
            f"Không hiểu mức độ trực tuyến “{text}”. "
            "Viết: toàn trình, một phần, mức độ 2, mức độ 3, mức độ 4 hoặc không."
        )
    return {"2": OnlineLevel.LEVEL_2, "3": OnlineLevel.LEVEL_3, "4": OnlineLevel.LEVEL_4}[found[1]]
