"""Situations of this room, made by its own deeds."""

from __future__ import annotations

from datetime import datetime

from minhchung.legislation import actions
from minhchung.legislation.models import LegalDocument

DONE = {"by": "lan", "at": datetime(2026, 7, 1, 9)}


def a_text(code, issued_on, **differently):
    """A normative decision of the province, in force ten days after its issue."""
    values = {
        "family": "normative",
        "type": "Quyết định",
        "code": code,
        "issuer": "UBND tỉnh Nam Sơn",
        "issued_on": issued_on,
        "effective_on": issued_on,
        "abstract": "Quy định về khu công nghiệp",
        "field": "Khu công nghiệp",
    }
    return actions.save_document(LegalDocument(**values | differently), **DONE)


def a_decree(code, issued_on, **differently):
    """A decree of the Government."""
    return a_text(code, issued_on, type="Nghị định", issuer="Chính phủ", **differently)


def reread(document):
    """The row as it is stored now."""
    return LegalDocument.objects.get(pk=document.pk)
