"""Names of files as people may safely keep and read them."""

from __future__ import annotations

import re
import unicodedata

#: Longest name that is kept, in characters; the extension is never cut.
LONGEST = 180
#: Extensions of programs, scripts and documents with macros.
PROGRAM_ENDINGS = frozenset(
    "exe com scr bat cmd ps1 vbs vbe js jse wsf wsh hta msi msp jar lnk reg dll sys cpl pif sh py php apk "
    "docm dotm xlsm xltm xlam pptm".split()
)
#: Characters that turn a name around or hide in it, so that a program reads like a document.
_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean_name(name: str) -> str:
    """A name without folders, control characters and letters that hide; composed Unicode; never empty.

    A browser may send a whole path or a name in decomposed letters (macOS does): only the last part is kept, composed.
    """
    last = re.split(r"[/\\]", name)[-1]
    visible = "".join(each for each in last if unicodedata.category(each) not in ("Cc", "Cs", "Co", "Cn"))
    text = unicodedata.normalize("NFC", _HIDDEN.sub("", visible))
    text = _FORBIDDEN.sub("_", " ".join(text.split())).strip(". ")
    stem, ending = split_name(text)
    if len(text) > LONGEST:
        text = f"{stem[: LONGEST - len(ending) - 1].rstrip()}.{ending}" if ending else text[:LONGEST]
    return text or "tep"


def split_name(name: str) -> tuple[str, str]:
    """What stands before the extension, and the extension in small letters without its dot; "" when there is none."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or not re.fullmatch(r"[A-Za-z0-9]{1,8}", ending):
        return name, ""
    return stem, ending.lower()
