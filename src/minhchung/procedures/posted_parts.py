"""The parts of every posted procedure as plain values: what is hashed, signed and kept as proof of posting.

Codes and numbers as they are stored, never words that hang on the reader's language.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhchung.ground.canonical import canonical_json
from minhchung.organisation import queries as organisation
from minhchung.procedures.models import BlankForm, Component, ProcedureCase, ProcedureVersion
from minhchung.procedures.posted_queries import TEXTS

_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})(?!\d)")


@dataclass(frozen=True)
class PostedParts:
    """A posted procedure: ``content`` is the canonical JSON of its parts, ``digest`` the SHA-256 of that."""

    version: int
    procedure: int
    key: str
    national_code: str
    name: str
    decision: str
    decision_on: date | None
    since: date
    posted_on: date
    content: str
    digest: str


def posted_parts(on: date) -> tuple[PostedParts, ...]:
    """Every procedure posted on a day, by its key."""
    rows = list(
        ProcedureVersion.objects.posted(on).select_related("procedure").order_by("procedure__key", "since")
    )
    cases, components, forms = _cases(rows), _components(rows), _forms(rows)
    settlers = {
        unit: organisation.settler_name(unit, on) for unit in {each.procedure.settled_by_id for each in rows}
    }
    found = []
    for each in rows:
        settler = settlers[each.procedure.settled_by_id]
        told = _told(each, settler, cases[each.pk], components[each.pk], forms[each.pk])
        content = canonical_json(told)
        assert each.posted_web_on is not None  # or it would not be posted
        found.append(
            PostedParts(
                version=each.pk,
                procedure=each.procedure_id,
                key=each.procedure.key,
                national_code=each.procedure.national_code,
                name=each.name,
                decision=each.decision,
                decision_on=day_in(each.decision),
                since=each.since,
                posted_on=each.posted_web_on,
                content=content.decode(),
                digest=hashlib.sha256(content).hexdigest(),
            )
        )
    return tuple(found)


def day_in(words: str) -> date | None:
    """The first day in the words of a decision, "Quyết định 45/QĐ-UBND ngày 01/7/2025"; None without one."""
    found = _DAY.search(words)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _told(
    row: ProcedureVersion,
    settler: str,
    cases: list[ProcedureCase],
    components: list[Component],
    forms: dict[int, BlankForm],
) -> dict[str, Any]:
    """Thirteen parts, and what the procedure is called by."""
    parts: dict[str, Any] = {name: getattr(row, name) for name in TEXTS}
    parts |= {
        "name": row.name,
        "components": [
            {
                "case": each.case,
                "number": each.number,
                "name": each.name,
                "form": each.form,
                "originals": each.originals,
                "copies": each.copies,
                "required": each.required,
            }
            for each in components
        ],
        "sets": row.sets,
        "limits": [
            {
                "case": each.name,
                "channel": each.channel,
                "legal": _limit(each.legal_limit, each.legal_unit),
                "committed": _limit(each.committed_limit, each.committed_unit),
            }
            for each in cases
        ],
        "settled_by": settler,
        "fees": [{"case": each.name, "channel": each.channel, "fee": each.fee} for each in cases],
        "forms": [
            {
                "case": each.case,
                "number": each.number,
                "form": each.form,
                "file": forms[each.pk].name,
                "size": forms[each.pk].size,
                "sha256": forms[each.pk].digest,
            }
            for each in components
            if each.pk in forms
        ],
    }
    return {
        "key": row.procedure.key,
        "national_code": row.procedure.national_code,
        "field": row.field,
        "online_level": row.online_level,
        "decision": row.decision,
        "cut_decision": row.cut_decision,
        "since": row.since.isoformat(),
        "parts": parts,
    }


def _limit(number: int | None, unit: str) -> dict[str, Any] | None:
    return None if number is None else {"number": number, "unit": unit}


def _cases(rows: list[ProcedureVersion]) -> dict[int, list[ProcedureCase]]:
    found: dict[int, list[ProcedureCase]] = defaultdict(list)
    for each in ProcedureCase.objects.filter(version__in=rows).order_by("name", "channel"):
        found[each.version_id].append(each)
    return found


def _components(rows: list[ProcedureVersion]) -> dict[int, list[Component]]:
    found: dict[int, list[Component]] = defaultdict(list)
    for each in Component.objects.filter(version__in=rows).order_by("case", "number"):
        found[each.version_id].append(each)
    return found


def _forms(rows: list[ProcedureVersion]) -> dict[int, dict[int, BlankForm]]:
    found: dict[int, dict[int, BlankForm]] = defaultdict(dict)
    for each in BlankForm.objects.filter(component__version__in=rows).select_related("component"):
        found[each.component.version_id][each.component_id] = each
    return found
