"""Phone numbers and tax codes, with the zeros that spreadsheets drop.

A zero is put back only when there is one way to do it, and it is told. Check digits of enterprise tax codes
come from python-stdnum; personal codes of 12 digits (the citizen's number) begin with 0 and carry none.
"""

from __future__ import annotations

import re

from stdnum.vn import mst

from minhchung.ground.intake.cells import BadCell, Note, quiet, text
from minhchung.ground.intake.raw import RawCell

_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{8,9}")
_OLD = re.compile(r"01[2689]\d{8}|0[3-8]\d{7,8}")
_SERVICE = re.compile(r"1[89]00\d{4,6}")
_LOST = re.compile(r"[35789]\d{8}|2\d{8,9}")


def _digits(raw: RawCell, note: Note) -> str:
    if isinstance(raw, float) and not raw.is_integer():
        raise BadCell(f"“{raw}” không phải dãy chữ số")
    return f"{raw:.0f}" if isinstance(raw, int | float) else text(raw, note)


def phone(raw: RawCell, note: Note = quiet) -> str:
    """A Vietnamese phone number as national digits ("0912345678"); several numbers in a cell are refused.

    Country prefixes are dropped; a zero lost by the spreadsheet is restored and told; numbers of the
    plans before 2017-2018 are kept as written.
    """
    if type(raw) is str and raw.isascii() and _MOBILE.fullmatch(raw):
        return raw
    written = _digits(raw, note)
    if re.search(r"\d\s*[/;,]\s*(?:\+|0)", written):
        raise BadCell(f"“{written}” có nhiều số điện thoại; mỗi ô chỉ ghi một số")
    digits = re.sub(r"[\s.()\-–]", "", written)
    digits = re.sub(r"^(?:\+|00)84\(?0?\)?", "0", digits)
    if re.fullmatch(r"84[235789]\d{8,9}", digits):
        digits = "0" + digits[2:]
    if _LOST.fullmatch(digits):
        note(f"đã thêm số 0 ở đầu số điện thoại: “{digits}” thành “0{digits}”")
        digits = "0" + digits
    if any(form.fullmatch(digits) for form in (_MOBILE, _LANDLINE, _OLD, _SERVICE)):
        return digits
    raise BadCell(f"“{written}” không phải số điện thoại Việt Nam; hãy kiểm tra số chữ số và số 0 ở đầu")


def _is_enterprise(digits: str) -> bool:
    return bool(mst.is_valid(digits))


def tax_code(raw: RawCell, note: Note = quiet) -> str:
    """A tax code: 10 digits, "10 digits-3 digits" of a branch, or the citizen's 12 digits."""
    written = _digits(raw, note)
    digits = re.sub(r"[\s.\-–]", "", written)
    if not digits.isascii() or not digits.isdigit():
        raise BadCell(
            f"“{written}” không phải mã số thuế; chỉ ghi chữ số, ví dụ 0100109106 hoặc 0100109106-001"
        )
    fits = _readings(digits)
    if len(fits) > 1:
        raise BadCell(
            f"“{written}” có thể là nhiều mã khác nhau ({', '.join(fits)}); hãy gõ đủ số 0 ở dạng Văn bản"
        )
    if fits:
        found = fits[0]
        if len(found.replace("-", "")) != len(digits):
            note(f"đã khôi phục số 0 ở đầu mã số thuế: “{digits}” thành “{found}”")
        return found
    if len(digits) in (10, 13):
        raise BadCell(f"“{written}” sai chữ số kiểm tra của mã số thuế; hãy đối chiếu với giấy đăng ký")
    raise BadCell(f"“{written}” có {len(digits)} chữ số; mã số thuế có 10, 12 hoặc 13 chữ số")


def _readings(digits: str) -> list[str]:
    """Every tax code that these digits may be: as they stand when that is one, else with zeros put back."""
    if len(digits) == 10 and _is_enterprise(digits):
        # A citizen's number that lost two zeros looks the same; codes of ten digits do not begin with 1-9
        # by chance often, and a valid check digit decides.
        return [digits]
    if len(digits) == 13 and _is_enterprise(digits):
        return [f"{digits[:10]}-{digits[10:]}"]
    if len(digits) == 12 and digits.startswith("0"):
        return [digits]
    found = []
    if len(digits) in (8, 9) and _is_enterprise(digits.zfill(10)):
        found.append(digits.zfill(10))
    if len(digits) in (11, 12) and _is_enterprise(digits.zfill(13)):
        whole = digits.zfill(13)
        found.append(f"{whole[:10]}-{whole[10:]}")
    if len(digits) == 11 and _is_citizen(digits.zfill(12)):
        found.append(digits.zfill(12))
    return found


def _is_citizen(digits: str) -> bool:
    """Province of 001-096, then sex and century 0-3 (1900-2099)."""
    return "001" <= digits[:3] <= "096" and digits[3] in "0123"
