"""What everybody may find, taken from the rooms that hold it, and how what was found is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from minhchung.direction import public_meetings
from minhchung.direction import public_queries as plans
from minhchung.feedback import queries as feedback
from minhchung.ground.catalogue.actions import Item, Kept, keep
from minhchung.ground.catalogue.queries import FoundLine
from minhchung.ground.intake.folding import fold
from minhchung.legislation import public_queries as legislation
from minhchung.portal import queries
from minhchung.procedures import posted_queries
from minhchung.procedures.posted_queries import TEXTS
from minhchung.reports import public_queries as reports

#: Kinds of pages with their words, in the order in which a reader may choose among them.
KINDS: dict[str, str | Promise] = {
    "article": _("Tin, bài"),
    "procedure": _("Thủ tục hành chính"),
    "document": _("Văn bản pháp luật"),
    "report": _("Báo cáo"),
    "plan": _("Kế hoạch"),
    "meeting": _("Đối thoại, tiếp công dân"),
    "answer": _("Hỏi đáp"),
}
_AT_ONCE = 500
_ANSWERS = 10  # on a page of answers
#: So many letters of a text are shown around its first hit.
_SHOWN, _BEFORE = 240, 60
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Part:
    """A piece of a text; ``hit`` is a word that was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class Line:
    """A page that was found, as it is shown."""

    kind: str | Promise
    title: tuple[Part, ...]
    text: tuple[Part, ...]
    url: str
    dated_on: date | None


def refresh(on: date) -> Kept:
    """Make the catalogue say what everybody may read on a day."""
    rooms = (_articles(), _procedures(on), _documents(on), _reports(), _plans(on), _meetings(on), _answers())
    return keep([item for each in rooms for item in each])


class Refreshing:
    """Refreshes the catalogue when so much time has gone by since the last time."""

    def __init__(self, every: timedelta = timedelta(minutes=1)) -> None:
        self._every = every
        self._next: datetime | None = None

    def __call__(self, at: datetime) -> Kept | None:
        """What came of it; None while it is not time yet."""
        if self._next is not None and at < self._next:
            return None
        self._next = at + self._every
        return refresh(at.date())


def line(found: FoundLine, words: Sequence[str]) -> Line:
    """A page that was found with its hits; its text is cut around the first of them."""
    return Line(
        KINDS.get(found.kind, found.kind),
        parts(found.title, words),
        parts(_cut(found.text, words), words),
        found.url,
        found.dated_on,
    )


def parts(text: str, words: Sequence[str]) -> tuple[Part, ...]:
    """A text in pieces, the words that were looked for apart, with or without marks; a word may begin so."""
    wanted = tuple(fold(word) for word in words)
    found: list[Part] = []
    after = 0
    for each in _WORD.finditer(text):
        if wanted and _is_hit(fold(each[0]), wanted):
            found += [Part(text[after : each.start()]), Part(each[0], hit=True)]
            after = each.end()
    return tuple(part for part in (*found, Part(text[after:])) if part.text)


def _is_hit(word: str, wanted: tuple[str, ...]) -> bool:
    return word in wanted or (len(wanted[-1]) > 1 and word.startswith(wanted[-1]))


def _cut(text: str, words: Sequence[str]) -> str:
    wanted = tuple(fold(word) for word in words)
    first = next(
        (each.start() for each in _WORD.finditer(text) if wanted and _is_hit(fold(each[0]), wanted)), 0
    )
    start = text.rfind(" ", 0, max(0, first - _BEFORE)) + 1 if first > _BEFORE else 0
    shown = text[start : start + _SHOWN]
    if start + _SHOWN < len(text):
        shown = shown.rpartition(" ")[0] + " …"
    return f"… {shown}" if start else shown


def _articles() -> Iterator[Item]:
    for page in queries.articles_under(""):
        body = " ".join(str(each) for each in page.body.stream_block.get_searchable_content(page.body))
        yield Item(
            "article", str(page.pk), page.title, queries.address_of(page), f"{page.lead} {body}",
            page.first_published_at.date(),
        )  # fmt: skip


def _procedures(on: date) -> Iterator[Item]:
    for each in posted_queries.posted(on):
        page = posted_queries.posted_page(each.key, on)
        texts = dict(page.texts) if page is not None else {}
        words = " ".join([each.national_code, each.field, *(texts.get(name, "") for name in TEXTS)])
        yield Item(
            "procedure", each.key, each.name, reverse("portal:procedure", args=[each.key]), words,
            page.posted_on if page is not None else None,
        )  # fmt: skip


def _documents(on: date) -> Iterator[Item]:
    start = 0
    while True:
        lines = legislation.documents(on, start=start, stop=start + _AT_ONCE).lines
        for each in lines:
            title = f"{each.type} {each.code}"
            url = f"{reverse('portal:documents')}?{urlencode({'q': each.code})}"
            yield Item(
                "document",
                str(each.id),
                title,
                url,
                f"{each.issuer}: {each.abstract} {each.field}",
                each.issued_on,
            )
        if len(lines) < _AT_ONCE:
            return
        start += _AT_ONCE


def _reports() -> Iterator[Item]:
    for each in reports.published():
        yield Item(
            "report", str(each.id), each.title, reverse("portal:report", args=[each.id]),
            f"{each.number} {each.agency} {each.period}", each.dated_on,
        )  # fmt: skip


def _plans(on: date) -> Iterator[Item]:
    for plan in plans.plans(on):
        page = plans.plan_page(plan.id, on)
        tasks = [task.title for _head, group in page.heads for task in group] if page is not None else []
        yield Item(
            "plan", str(plan.id), plan.title, reverse("portal:plan", args=[plan.id]),
            " ".join([plan.decision, plan.issuer, *tasks]), plan.issued_on,
        )  # fmt: skip


def _meetings(on: date) -> Iterator[Item]:
    now = datetime.combine(on, time.min)
    for line in (*public_meetings.coming(now), *public_meetings.past(now)):
        page = public_meetings.meeting_page(line.id, now)
        asked = [f"{question} {answer}" for _n, question, answer, _unit in page.questions] if page else []
        yield Item(
            "meeting", str(line.id), line.topic, reverse("portal:meeting", args=[line.id]),
            " ".join([line.kind, line.place, line.led_by, line.invited, line.conclusion, *asked]),
            line.begins_at.date(),
        )  # fmt: skip


def _answers() -> Iterator[Item]:
    for place, each in enumerate(feedback.published(0, feedback.published_count())):
        url = f"{reverse('portal:answers')}?trang={place // _ANSWERS + 1}#{slugify(each.code)}"
        title = " ".join(each.content.split())
        yield Item(
            "answer", each.code, title if len(title) < _SHOWN else f"{title[:_SHOWN].rpartition(' ')[0]} …", url,
            f"{each.code} {each.sector} {each.content} {each.answer}", each.published_at.date(),
        )  # fmt: skip
