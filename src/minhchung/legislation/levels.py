"""At which level of the State a document was issued, as its type and the name of its issuer say. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from minhchung.ground.intake.folding import fold


class Level(StrEnum):
    """Levels whose texts the law treats apart."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


_CENTRAL_TYPES = re.compile(r"\b(hien phap|bo luat|luat|phap lenh|nghi dinh|thong tu|lenh)\b")
_CENTRAL = re.compile(r"\b(quoc hoi|chinh phu|thu tuong|bo|chu tich nuoc|kiem toan|toi cao)\b")
_LOCAL = re.compile(r"\b(ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan)\b(.*)")
_WORDS = (
    (Level.PROVINCE, re.compile(r"\b(tinh|thanh pho truc thuoc)\b")),
    (Level.COMMUNE, re.compile(r"\b(xa|phuong|dac khu|thi tran)\b")),
    (Level.DISTRICT, re.compile(r"\b(huyen|quan|thi xa)\b")),
    (Level.PROVINCE, re.compile(r"\bthanh pho\b")),
)


def level_of(kind: str, issuer: str) -> Level:
    """The level of a document; OTHER where neither type nor issuer tells."""
    name = fold(issuer)
    local = _LOCAL.search(name)
    if local is not None:
        place = local[2].replace("thi xa", "huyen")
        return next((level for level, words in _WORDS if words.search(place)), Level.OTHER)
    if _CENTRAL_TYPES.search(fold(kind)) or _CENTRAL.search(name):
        return Level.CENTRAL
    return Level.OTHER
