"""Words of the command line in Vietnamese, or in English through the catalogue (MINHCHUNG_LANG=en)."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[2] / "locale"


def language() -> str:
    """ "vi" unless MINHCHUNG_LANG asks for English."""
    return "en" if os.environ.get("MINHCHUNG_LANG", "vi").lower().startswith("en") else "vi"


_translation = gettext.translation("django", localedir=LOCALE, languages=[language()], fallback=True)


def _(text: str) -> str:
    """The text in the chosen language."""
    return _translation.gettext(text)
