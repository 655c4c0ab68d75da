"""Days and moments as offices write them. The order is ALWAYS day, month, year; moments are local, naive."""

from __future__ import annotations

import datetime as dt
import re

from minhchung.ground.intake.cells import BadCell, Note, quiet, shown, text
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.raw import PercentNumber, RawCell
from minhchung.ground.intake.serials import moment_of_serial

FIRST_YEAR, LAST_YEAR = 1900, 2100
PIVOT = 50
"""Two-digit years below it are of this century, the others of the last."""

_HOME = dt.timezone(dt.timedelta(hours=7))
_PLAIN = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?")
_WRITTEN = re.compile(
    r"(?P<word>ngay )?(?<![\d:h/.-])(?P<d>\d{1,2}) ?(?:[/.-]|thang) ?(?P<m>\d{1,2}) ?(?:[/.-]|,? ?nam) ?"
    r"(?P<y>\d{4}|\d{2})(?![\d:h])"
)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4}) ?(?P<s>[/.-]) ?(?P<m>\d{1,2}) ?(?P=s) ?(?P<d>\d{1,2})(?!\d)t?")
_TIME = re.compile(
    r"(?:luc|vao|hoi)? ?(?P<h>\d{1,2}) ?(?::|h|g|gio) ?(?:(?P<m>\d{1,2}) ?(?:phut|p|')?)?"
    r"(?: ?:? ?(?P<s>\d{2})(?:\.\d+)? ?(?:giay|s)?)? ?(?P<half>sa|ch|am|pm|sang|chieu|toi|trua)?"
)
_HINT = "hãy ghi như 27/08/2026"
_NOON = frozenset(["ch", "pm", "chieu", "toi"])


def moment(raw: RawCell, note: Note = quiet, date1904: bool = False) -> dt.datetime:
    """A cell as a naive local moment, to the second. A day without a time is that day's midnight.

    Understood: datetimes, day numbers of the spreadsheet (``date1904`` for the Macintosh calendar), and text
    such as 27/08/2026, 27-8-26, 27.08.2026 14:05, 2026-08-27, "ngày 27 tháng 8 năm 2026", "14h05 27/08/2026".
    """
    if isinstance(raw, dt.datetime):
        return _sane(raw.replace(microsecond=0, tzinfo=None))
    if isinstance(raw, dt.date):
        return _sane(dt.datetime(raw.year, raw.month, raw.day))
    if isinstance(raw, dt.time):
        raise BadCell(f"“{raw:%H:%M}” chỉ có giờ, thiếu ngày; {_HINT} {raw:%H:%M}")
    if raw is None or isinstance(raw, bool | PercentNumber):
        raise BadCell(f"“{shown(raw)}” không phải ngày; {_HINT}")
    if isinstance(raw, int | float):
        return _of_number(float(raw), shown(raw), date1904)
    if len(raw) == 16 and raw[2] == raw[5] == "/" and raw[10] == " " and raw[13] == ":":
        day, month, year, hour, minute = raw[:2], raw[3:5], raw[6:10], raw[11:13], raw[14:]
        digits = day + month + year + hour + minute
        if digits.isdecimal() and digits.isascii():
            return _build(raw, int(year), int(month), int(day), int(hour), int(minute), 0)
    fast = _PLAIN.fullmatch(raw)
    if fast:
        day, _, month, year, hour, minute, second = fast.groups()
        return _build(
            raw, int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0)
        )
    written = text(raw, note)
    return _of_text(written, date1904)


def day(raw: RawCell, note: Note = quiet, date1904: bool = False) -> dt.date:
    """A cell as a day; a time of day beside it is left out."""
    return moment(raw, note, date1904).date()


def has_time(raw: RawCell) -> bool:
    """Whether a cell that was read as a moment says a time of day and not only the day."""
    if isinstance(raw, dt.datetime):
        return raw.time() != dt.time()
    if isinstance(raw, float):
        return not raw.is_integer()
    return isinstance(raw, str) and bool(re.search(r"\d ?(?::|h|g|giờ)", raw.lower()))


def _sane(found: dt.datetime) -> dt.datetime:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadCell(f"năm {found.year} ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}; hãy kiểm tra lại ngày")
    return found


def _of_number(number: float, written: str, date1904: bool) -> dt.datetime:
    if FIRST_YEAR <= number <= LAST_YEAR and number.is_integer():
        raise BadCell(f"“{written}” chỉ là năm, thiếu ngày và tháng; {_HINT}")
    if int(number) == 60 and not date1904:
        raise BadCell(f"“{written}” là ngày 29/02/1900 không có thật của Excel; {_HINT}")
    found = moment_of_serial(number, date1904)
    if not isinstance(found, dt.datetime):
        raise BadCell(f"“{written}” không phải ngày; {_HINT}")
    return _sane(found)


def _of_text(written: str, date1904: bool) -> dt.datetime:
    key = re.sub(r"\s+", " ", fold(written)).strip(" .,;")
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", key):
        return _of_number(float(key.replace(",", ".")), written, date1904)
    if _ISO.fullmatch(key):
        return _of_iso(key, written)
    found = _YEAR_FIRST.search(key) or _WRITTEN.search(key)
    if found is None:
        if re.fullmatch(r"(?:thang )?\d{1,2} ?(?:[/.-]|nam) ?\d{4}", key):
            raise BadCell(f"“{written}” thiếu ngày trong tháng; {_HINT}")
        if re.fullmatch(r"(?:nam )?\d{4}", key):
            raise BadCell(f"“{written}” chỉ là năm, thiếu ngày và tháng; {_HINT}")
        raise BadCell(f"“{written}” không đọc được thành ngày; {_HINT} hoặc 27/08/2026 14:05")
    before = key[: found.start()]
    if found.groupdict().get("word") and re.fullmatch(r"[a-z .]+, ?", before):
        before = ""  # the place, as on letters: "Hà Nội, ngày ..."
    rest = f"{before} {key[found.end() :]}".strip(" ,;-()")
    rest = re.sub(
        r"^(?:thu \w+|chu nhat|ngay|luc|t[2-7]|cn)\b[ ,]*|[ ,]*\b(?:ngay|luc|vao)$", "", rest
    ).strip(" ,;-")
    hour = minute = second = 0
    if rest:
        time = _TIME.fullmatch(rest)
        if time is None:
            raise BadCell(f"“{written}” có phần “{rest}” không hiểu được; {_HINT} hoặc 27/08/2026 14:05")
        hour, minute, second = int(time["h"]), int(time["m"] or 0), int(time["s"] or 0)
        if time["half"] in _NOON and hour < 12:
            hour += 12
        elif time["half"] in ("sa", "am") and hour == 12:
            hour = 0
    year = int(found["y"])
    if len(found["y"]) == 2:
        year += 2000 if year < PIVOT else 1900
    return _build(written, year, int(found["m"]), int(found["d"]), hour, minute, second)


def _of_iso(key: str, written: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(key.upper())
    except ValueError as problem:
        raise BadCell(f"“{written}” không phải ngày giờ có thật; {_HINT}") from problem
    if found.tzinfo is not None:
        found = found.astimezone(_HOME)
    return _sane(found.replace(tzinfo=None, microsecond=0))


def _build(
    written: str, year: int, month: int, day_: int, hour: int, minute: int, second: int
) -> dt.datetime:
    if not 1 <= month <= 12:
        raise BadCell(f"“{written}”: không có tháng {month}; ngày được đọc theo thứ tự ngày/tháng/năm")
    try:
        found = dt.datetime(year, month, day_, hour, minute, second)
    except ValueError as problem:
        try:
            dt.date(year, month, day_)
        except ValueError:
            raise BadCell(f"“{written}”: tháng {month}/{year} không có ngày {day_}") from problem
        raise BadCell(f"“{written}”: không có giờ {hour:02}:{minute:02}") from problem
    return _sane(found)
