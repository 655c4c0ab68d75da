"""Questions about what is posted publicly: procedures in force whose version was put on the web by a day.

A version is posted when it has its day of posting on the web (``posted_web_on``) and that day has come; the figure of
procedures posted in all three places counts the same day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhchung.ground.intake.folding import fold
from minhchung.ground.kept.keeping import kept
from minhchung.procedures.models import OnlineLevel, ProcedureVersion
from minhchung.procedures.queries import (
    ComparedCase,
    Part,
    compared_cases,
    components_of,
)

#: Parts of a procedure that are written as text, in the order in which they are posted; each is a column.
TEXTS = ("order_of_doing", "ways_of_doing", "subjects", "result", "conditions", "legal_basis")


@dataclass(frozen=True)
class PostedLine:
    """A posted procedure in a list."""

    key: str
    national_code: str
    name: str
    field: str
    folded: str


@dataclass(frozen=True)
class Change:
    """A part that differs between two versions, by its name; texts as they are posted, "" where nothing is."""

    part: str
    old: str
    new: str


@dataclass(frozen=True)
class PostedPage:
    """A posted procedure with its parts; ``texts`` by the names of ``TEXTS``, "" for what is not entered.

    ``sets`` is how many sets of the dossier are filed, None while it is not entered.
    ``former_since`` is from when the posted version before it held, None without one; ``changes`` what differs from it.
    ``next_since`` is from when a later version holds that is known already.
    """

    version: int
    key: str
    national_code: str
    name: str
    field: str
    decision: str
    cut_decision: str
    online_level: str
    settled_by: int
    since: date
    until: date | None
    posted_on: date
    texts: tuple[tuple[str, str], ...]
    cases: tuple[ComparedCase, ...]
    components: tuple[Part, ...]
    sets: int | None
    former_since: date | None
    changes: tuple[Change, ...]
    next_since: date | None


@kept("procedures", most=8)
def posted(on: date) -> tuple[PostedLine, ...]:
    """Every procedure posted on a day, by field and name."""
    rows = (
        ProcedureVersion.objects.posted(on)
        .select_related("procedure")
        .order_by("field", "name_folded", "procedure__key")
    )
    return tuple(
        PostedLine(each.procedure.key, each.procedure.national_code, each.name, each.field, fold(each.name))
        for each in rows
    )


def found(lines: tuple[PostedLine, ...], words: str, field: str) -> tuple[PostedLine, ...]:
    """Those of a field ("": all) whose name holds every word, marks and capitals aside, or whose code holds them."""
    wanted = fold(words).split()
    return tuple(
        each
        for each in lines
        if (not field or each.field == field)
        and (
            all(word in each.folded for word in wanted)
            or "".join(wanted) in fold(f"{each.key} {each.national_code}")
        )
    )


@kept("procedures")
def posted_page(key: str, on: date) -> PostedPage | None:
    """A procedure as it is posted on a day; None while no version of it is in force and posted."""
    row = (
        ProcedureVersion.objects.posted(on)
        .filter(procedure__key=key)
        .select_related("procedure")
        .order_by("-since")
        .first()
    )
    if row is None or row.posted_web_on is None:
        return None
    siblings = ProcedureVersion.objects.filter(procedure=row.procedure_id)
    former = siblings.filter(since__lt=row.since, posted_web_on__lte=on).order_by("-since").first()
    later = siblings.filter(since__gt=row.since).order_by("since").first()
    return PostedPage(
        version=row.pk,
        key=row.procedure.key,
        national_code=row.procedure.national_code,
        name=row.name,
        field=row.field,
        decision=row.decision,
        cut_decision=row.cut_decision,
        online_level=str(OnlineLevel(row.online_level).label),
        settled_by=row.procedure.settled_by_id,
        since=row.since,
        until=row.until,
        posted_on=row.posted_web_on,
        texts=tuple((name, getattr(row, name)) for name in TEXTS),
        cases=compared_cases(row.pk),
        components=components_of(row.pk),
        sets=row.sets,
        former_since=former.since if former else None,
        changes=_changes(former, row) if former else (),
        next_since=later.since if later else None,
    )


def _changes(former: ProcedureVersion, row: ProcedureVersion) -> tuple[Change, ...]:
    old, new = _as_text(former), _as_text(row)
    return tuple(Change(part, old[part], new[part]) for part in new if old[part] != new[part])


def _as_text(row: ProcedureVersion) -> dict[str, str]:
    """Every posted part as text, lists a line each: what two versions are compared by."""
    return {
        "name": row.name,
        "field": row.field,
        "decision": row.decision,
        "cut_decision": row.cut_decision,
        "online_level": str(OnlineLevel(row.online_level).label),
        **{name: getattr(row, name) for name in TEXTS},
        "limits": "\n".join(_case_words(each) for each in compared_cases(row.pk)),
        "sets": "" if row.sets is None else str(row.sets),
        "components": "\n".join(_component_words(each) for each in components_of(row.pk)),
    }


def _case_words(case: ComparedCase) -> str:
    told = (
        case.name,
        case.channel,
        f"theo quy định {case.legal}" if case.legal else "không quy định thời hạn",
        f"cam kết {case.committed}" if case.committed else "",
        f"phí, lệ phí: {case.fee}" if case.fee else "",
    )
    return "; ".join(each for each in told if each)


def _component_words(part: Part) -> str:
    counts = (
        f"{part.originals} bản chính" if part.originals else "",
        f"{part.copies} bản sao" if part.copies else "",
    )
    told = ", ".join(each for each in (part.form, *counts, "" if part.required else "nếu có") if each)
    name = f"{part.case}: {part.name}" if part.case else part.name
    return f"{name} ({told})" if told else name
