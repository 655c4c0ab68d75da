"""What the cells of a task's line in a plan's table say: who leads, its number, how many products, its money."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minhchung.direction.units import Units

_MONEY = re.compile(
    r"^\s*([\d.,\s]+)\s*(tỷ|tỉ|triệu|trđ|tr|nghìn|ngàn)?\s*(?:đồng|đ|vnđ)?\s*$", re.IGNORECASE
)
_TIMES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "trđ": 10**6, "tr": 10**6, "nghìn": 10**3, "ngàn": 10**3}
_PART = re.compile(r"[-–+•*]?|[a-zđ][.)]?", re.IGNORECASE)
_BULLET = re.compile(r"^[-–+•*]\s+")
_MANY = re.compile(r"^(\d{1,3})\s+[^\W\d]")
_EACH = re.compile(r"/\s*(tháng|quý|tuần)\b", re.IGNORECASE)
_IN_A_YEAR = {"tháng": 12, "quý": 4, "tuần": 52}


@dataclass
class Numbers:
    """The numbers that are taken, and the task under which lines without a number of their own stand.

    Attributes:
        ordinal: of the head under which the reading stands: "III".
        above: number of the last task that had one; ``parts``: how many lines without one came under it.
    """

    ordinal: str = ""
    taken: set[str] = field(default_factory=set)
    above: str = ""
    parts: int = 0

    def give(self, written: str, remarks: list[str]) -> str:
        """The number as written, with the head's ordinal before it where the numbering begins anew under each head.

        A line without one, with a dash or a letter, is a part of the task above: "5.1", "5.2"; "5.a".
        """
        own = written.strip().rstrip(".)")
        if self.above and _PART.fullmatch(written.strip()):
            self.parts += 1
            own = f"{self.above}.{own if own.isalpha() else self.parts}"
        wanted = own = (own or str(len(self.taken) + 1))[:12]
        if wanted in self.taken and self.ordinal:
            wanted = f"{self.ordinal}.{own}"
        place = 2
        while wanted in self.taken:
            wanted, place = f"{own} ({place})", place + 1
        if written.strip().rstrip(".)") != wanted:
            said = f" (trong bảng: {written.strip()})" if written.strip() else ""
            remarks.append(f"đánh số {wanted}{said}")
        if own[:1].isdecimal() and not _PART.fullmatch(written.strip()):
            self.above, self.parts = wanted, 0
        self.taken.add(wanted)
        return wanted


def without_bullet(words: str) -> str:
    """A title without the dash before it."""
    return _BULLET.sub("", words)


def units_of(lead: str, support: str, units: Units, said: set[str], remarks: list[str]) -> tuple[str, str]:
    """One unit leads; what else stands in its cell supports, and says so.

    Names in short are written out, which is said of each the first time (``said`` holds those that were).
    """
    leads, supports = units.parts(lead), list(units.parts(support))
    if len(leads) > 1:
        remarks.append(
            f"ô chủ trì ghi {len(leads)} đơn vị: “{leads[0]}” chủ trì, các đơn vị còn lại ghi phối hợp"
        )
        supports = [*leads[1:], *supports]
    named = dict.fromkeys([*leads[:1], *supports])
    whole = {each: units.in_full(each) for each in named}
    for short, name in whole.items():
        if name is not None and name != short and short not in said:
            said.add(short)
            remarks.append(f"“{short}” hiểu là “{name}”")
    unknown = [each for each in named if whole[each] is None]
    if unknown:
        remarks.append(f"chưa có trong sổ đơn vị: {'; '.join(unknown)}")
    first = (whole[leads[0]] or leads[0]) if leads else ""
    return first, "; ".join(dict.fromkeys(whole[each] or each for each in supports))


def products_in(words: str) -> int | None:
    """How many products a cell names in a year: 4 for "04 tin, bài/năm", 12 for "01 báo cáo/tháng"; None for one."""
    found = _MANY.match(words.strip())
    if found is None:
        return None
    each = _EACH.search(words)
    count = int(found[1]) * (_IN_A_YEAR[each[1].lower()] if each else 1)
    return count if count > 1 else None


def money_of(words: str, remarks: list[str]) -> tuple[int | None, str]:
    """An amount in đồng where one is written; any other words are the source."""
    text = " ".join(words.split())
    if not text or text in ("-", "–", "0"):
        return None, ""
    found = _MONEY.match(text)
    if found is None:
        return None, text
    plain = found[1].strip().replace(" ", "")
    if found[2]:
        number = plain.replace(".", "").replace(",", ".") if "," in plain else plain
        try:
            amount = round(float(number) * _TIMES[found[2].lower()])
        except ValueError:
            return None, text
        return amount, ""
    digits = re.sub(r"[.,]", "", plain)
    if not digits.isdecimal():
        return None, text
    if len(digits) < 6:
        remarks.append(f"kinh phí “{text}” không ghi đơn vị tiền: giữ nguyên văn")
        return None, text
    return int(digits), ""
