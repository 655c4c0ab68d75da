"""The desk at which a report is written: its window, its years, its figures of this moment, its files.

What the command line and the screens share. The clock and the one who acts are given by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from minhchung.figures.answers import Answer
from minhchung.figures.periods import regime, window_named
from minhchung.figures.register import REGISTER
from minhchung.ground.language import in_vietnamese
from minhchung.ground.trail.queries import head
from minhchung.organisation import queries as organisation
from minhchung.reports import actions, declaring
from minhchung.reports.asking import Asked
from minhchung.reports.building import Built, build
from minhchung.reports.checks import Finding, run_checks
from minhchung.reports.declared import ANCHOR
from minhchung.reports.frames import Frame, frame_of
from minhchung.reports.models import Report
from minhchung.reports.outline import outline_of
from minhchung.reports.queries import last_signed
from minhchung.reports.rendering import rendered
from minhchung.rules.windows import Clock, Window, years_of
from minhchung.staff.queries import holder_of


class CannotDrawUp(ValueError):
    """A report cannot be begun; the message says what is missing."""


@dataclass(frozen=True)
class Signing:
    """What people decide of a report's head and foot; the rest follows from the agency and the window."""

    number: str = ""
    post: str = ""
    name: str = ""
    dated_on: date | None = None
    title: str = ""
    authority: str = ""
    recipients: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft with the figures of this moment: what it would say, and what its self-checks find."""

    built: Built
    findings: tuple[Finding, ...]


@in_vietnamese
def draw_up_report(window: Window, *, signing: Signing, by: str, at: datetime) -> Report:
    """Begin a report over a window, headed as the agency stands at the window's end.

    Without a name, it is signed by the one who holds the signer's post that day, else by who last signed with it.

    Raises:
        CannotDrawUp: no agency is entered.
    """
    last = window.on(Clock.CALENDAR).last_day
    home = organisation.home_agency(on=last) or organisation.home_agency()
    if home is None:
        raise CannotDrawUp("Chưa khai báo cơ quan sử dụng hệ thống; nhập danh sách đơn vị trước.")
    signature = actions.Signature(
        agency=organisation.name_of(home, last),
        parent_agency=organisation.parent_name_of(home, last),
        number=signing.number,
        place=organisation.place_of(home, last),
        dated_on=signing.dated_on or min(last, at.date()),
        post=signing.post,
        name=signing.name or _signer(signing.post, last),
        authority=signing.authority,
        recipients=signing.recipients,
    )
    return actions.draw_up(
        outline=outline_of(window).key,
        window=window,
        title=signing.title or title_of(window),
        signature=signature,
        by=by,
        at=at,
    )


def title_of(window: Window) -> str:
    """What a report over a window is called: several years are summed up, one period is told."""
    kind = "Tổng kết" if len(years_of(window, regime())) > 1 else "Kết quả"
    return f"{kind} công tác cải cách hành chính {window.title}"


@in_vietnamese
def draft_of(report: Report, typed: Mapping[str, str] | None = None) -> Draft:
    """The draft with the figures of this moment; ``typed`` are paragraphs as they are being rewritten.

    An empty typed paragraph takes the outline's own words.
    """
    frame = _frame(report)
    answers = _answers(frame.window.label, head()[1])
    built = _built(report, frame, answers, typed or {})
    return Draft(built, tuple(run_checks(REGISTER, frame.window, frame.parts, dict(answers))))


@in_vietnamese
def draft_files(report: Report, at: datetime) -> dict[str, bytes]:
    """The draft's Word, PDF and HTML by file name."""
    frame = _frame(report)
    return rendered(_built(report, frame, _answers(frame.window.label, head()[1]), {}), at)


def _built(
    report: Report, frame: Frame, answers: Mapping[tuple[str, str], Answer], typed: Mapping[str, str]
) -> Built:
    texts = dict(report.texts.values_list("section", "text"))
    texts = {key: text for key, text in {**texts, **typed}.items() if text.strip()}
    return build(report, frame, answers, texts, declaring.declared_over(frame.windows))


def head_of(report: Report) -> dict[str, Any]:
    """What stands around a draft's content, as the form of the head begins with it."""
    return {
        "title": report.title,
        "number": report.number,
        "place": report.place,
        "dated_on": report.dated_on,
        "authority": report.signer_authority,
        "post": report.signer_post,
        "name": report.signer_name,
        "recipients": report.recipients or "\n".join(outline_of(window_named(report.window)).recipients),
    }


def reword_head(report: Report, words: Mapping[str, Any], *, by: str, at: datetime) -> tuple[str, ...]:
    """Change number, place, date, signer and recipients; recipients equal to the outline's stay the outline's.

    Raises:
        minhchung.reports.actions.CannotEdit: the report is frozen.
    """
    own = "\n".join(outline_of(window_named(report.window)).recipients)
    signature = actions.Signature(
        agency=report.agency,
        parent_agency=report.parent_agency,
        number=words["number"],
        place=words["place"],
        dated_on=words["dated_on"],
        post=words["post"],
        name=words["name"],
        authority=words["authority"],
        recipients="" if words["recipients"] == own else words["recipients"],
    )
    return actions.reword_head(report=report, title=words["title"], signature=signature, by=by, at=at)


def declare(words: Mapping[str, Any], *, by: str, at: datetime) -> None:
    """Declare a value as the form gives it.

    Raises:
        minhchung.reports.declaring.CannotDeclare: it cannot be declared so.
    """
    file = words["document"]
    declaring.declare(
        key=words["key"],
        window=window_named(words["window"]),
        number=declaring.Number(words["value"], words["part"], words["whole"]),
        evidence=declaring.Evidence(
            words["source"], file.name, file.content_type or "application/octet-stream", file.chunks()
        ),
        by=by,
        at=at,
    )


@in_vietnamese
def freeze_report(report: Report, *, by: str, at: datetime) -> Report:
    """Freeze a draft over its own window and years.

    Raises:
        minhchung.reports.actions.CannotFreeze: it may not be frozen as it stands.
    """
    return actions.freeze(report=report, frame=_frame(report), regime=regime(), by=by, at=at)


def opened_inside(stored: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A stored composition whose figures open on the staff's pages instead of the public ones."""
    opened: dict[str, Any] = _inside(stored, f"/cong-bo/{number}/")
    return opened


def _inside(node: Any, report: str) -> Any:
    if isinstance(node, Mapping):
        found = {name: _inside(value, report) for name, value in node.items()}
        begin = f"{report}so-lieu/"
        if found.get("href") == f"{report}#{ANCHOR}":
            found["href"] = f"#{ANCHOR}"
        elif str(found.get("href", "")).startswith(begin):
            # The public page says theo (by) and nhom (group), the staff's page nhom and gia-tri.
            rest = str(found["href"]).removeprefix(begin)
            found["href"] = "/chi-tieu/" + rest.replace("&nhom=", "&gia-tri=").replace("&theo=", "&nhom=")
        return found
    return [_inside(value, report) for value in node] if isinstance(node, list | tuple) else node


@lru_cache(maxsize=4)
def _answers(label: str, trail_head: str) -> Mapping[tuple[str, str], Answer]:
    """Every figure in the windows of a report; asked again as soon as anything was written to the trail."""
    del trail_head
    return Asked(frame_of(window_named(label), regime()))


def _signer(post: str, day: date) -> str:
    before = last_signed()
    return holder_of(post, day) or (before.name if before.post == post else "")


def _frame(report: Report) -> Frame:
    return frame_of(window_named(report.window), regime())
