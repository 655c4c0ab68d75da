"""Signed lists of what was posted, in words: the days of a month with those that have none, and one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.skin import pieces
from minhchung.ground.skin.pieces import Badge, Cell, Column, Row, Table, Tone
from minhchung.portal.gazette_shown import day as day_words
from minhchung.portal.gazette_shown import query
from minhchung.procedures.list_queries import ListLine, ListPage, Named
from minhchung.rules.rounding import printed_number


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four, as it is read aloud and compared."""
    return " ".join(fingerprint[place : place + 4] for place in range(0, len(fingerprint), 4))


def key_file(fingerprint: str) -> str:
    """The name under which a public key is saved: it tells keys apart."""
    return f"niem-yet-khoa-{fingerprint[:8]}.pem"


def months(there: Iterable[date], chosen: date | None) -> tuple[pieces.NavItem, ...]:
    """The months of the chosen year that have a list."""
    return tuple(
        pieces.NavItem(f"{each:%m/%Y}", query(thang=f"{each:%Y-%m}"), current=each == chosen)
        for each in there
        if chosen is not None and each.year == chosen.year
    )


def years(there: Iterable[date], chosen: date | None) -> tuple[pieces.NavItem, ...]:
    """The years that have a list, each leading to its newest month; none where there is one year."""
    newest = {}
    for each in there:
        newest.setdefault(each.year, each)
    if len(newest) < 2 or chosen is None:
        return ()
    return tuple(
        pieces.NavItem(str(year), query(thang=f"{month:%Y-%m}"), current=year == chosen.year)
        for year, month in newest.items()
    )


def month(chosen: date, lists: Iterable[ListLine], since: date, today: date) -> Table:
    """The days of a month, newest first; a day without a list, from the first list on until yesterday, says so."""
    return Table(
        caption=_("Danh sách niêm yết tháng %(month)s") % {"month": f"{chosen:%m/%Y}"},
        columns=(
            Column(_("Ngày"), nowrap=True),
            Column(_("Lập lúc"), nowrap=True),
            Column(_("Số thủ tục"), number=True),
            Column(_("So với danh sách liền trước")),
            Column(_("Dấu niêm")),
        ),
        rows=tuple(_days(chosen, {each.day: each for each in lists}, since, today)),
        note=_(
            "Ngày không có danh sách là ngày máy chủ không chạy hoặc chưa lập được; danh sách của ngày đã qua không "
            "được lập bù."
        ),
        empty=_("Tháng này không có danh sách nào."),
    )


def _days(chosen: date, lists: dict[date, ListLine], since: date, today: date) -> Iterator[Row]:
    after = (chosen.replace(day=28) + timedelta(days=4)).replace(day=1)
    on = min(after - timedelta(days=1), today)
    while on >= max(chosen, since):
        found = lists.get(on)
        if found is not None:
            yield Row(
                (
                    Cell(day_words(on)),
                    Cell(f"{found.drawn_at:%H:%M}"),
                    Cell(printed_number(found.count)),
                    Cell(_("danh sách đầu tiên") if on == since else differences(found)),
                    Cell(f"{found.seal[:16]}…"),
                ),
                url=reverse("portal:posted_day", args=[on.isoformat()]),
            )
        else:
            words = _("chưa lập") if on == today else _("không có danh sách")
            badge = Badge(words, Tone.NONE if on == today else Tone.SOON)
            yield Row((Cell(day_words(on)), Cell(badge=badge), Cell("–"), Cell("–"), Cell("–")))
        on -= timedelta(days=1)


def differences(line: ListLine) -> str:
    """How a list differs from the one before it: "2 mới, 1 không còn, 3 đổi nội dung"."""
    told = [
        words % {"n": printed_number(number)}
        for number, words in (
            (line.came, _("%(n)s mới")),
            (line.went, _("%(n)s không còn")),
            (line.changed, _("%(n)s đổi nội dung")),
        )
        if number
    ]
    return ", ".join(told) or _("như trước")


def differing(page: ListPage) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """What came, went and changed, each under its words; what is empty is left out."""
    found = (
        (_("Mới có trong danh sách"), page.came),
        (_("Không còn trong danh sách"), page.went),
        (_("Đổi nội dung hoặc phiên bản"), page.changed),
    )
    return tuple((words, named) for words, named in found if named)


def named(page: ListPage) -> Table:
    """The procedures that a list names; each leads to what was posted of it, to the byte."""
    return Table(
        caption=_("Thủ tục được công khai ngày %(day)s") % {"day": day_words(page.line.day)},
        columns=(
            Column(_("Mã"), nowrap=True),
            Column(_("Thủ tục"), wide=True),
            Column(_("Có hiệu lực từ"), nowrap=True),
            Column(_("Công khai từ"), nowrap=True),
            Column(_("Nội dung (SHA-256)")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(each.national_code or each.key),
                    Cell(each.name, sub=each.decision),
                    Cell(day_words(each.since)),
                    Cell(day_words(each.posted_on)),
                    Cell(f"{each.digest[:16]}…", url=reverse("portal:posted_text", args=[each.digest])),
                )
            )
            for each in page.named
        ),
        empty=_("Ngày này không có thủ tục nào được công khai."),
    )
