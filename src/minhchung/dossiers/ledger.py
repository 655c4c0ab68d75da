"""What the desk told people, and whether it still stands: a dossier received, a deed done, a paper given out."""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.dossiers.models import Dossier, Event, MadePaper, Once
from minhchung.ground.ledger import LOST, Item
from minhchung.ground.trail.queries import story_of
from minhchung.rules.lifecycle import Deed

_RECEIVING = (str(Deed.ACCEPT), str(Deed.REGISTER))


def received(item: Item) -> Iterator[str]:
    """ "Your dossier has been received": ``code``, and the words of the receipt.

    Further words: ``form`` (mark of the form that was sent), ``applicant``, ``channel``, ``promised_at``.
    """
    code = item.text("code")
    dossier = Dossier.objects.filter(code=code).first()
    if dossier is None:
        yield f"hồ sơ {code} {LOST}"
        return
    yield from item.differing(
        {
            "applicant": dossier.applicant_name,
            "channel": dossier.channel,
            "promised_at": dossier.promised_at,
        }
    )
    openings = Event.objects.filter(dossier=dossier, deed__in=_RECEIVING, from_state="").count()
    if openings != 1:
        yield f"hồ sơ {code} được tiếp nhận {openings} lần"
    if item.words.get("form"):
        yield from _form(item, dossier)


def done(item: Item) -> Iterator[str]:
    """ "It is done": ``form`` (mark of the form that was sent), ``code`` of the dossier, ``deed``."""
    code = item.text("code")
    dossier = Dossier.objects.filter(code=code).first()
    if dossier is None:
        yield f"hồ sơ {code} {LOST}"
        return
    item.text("form")
    yield from _form(item, dossier)


def paper(item: Item) -> Iterator[str]:
    """ "Here is paper number 12": ``code`` of the dossier, ``form`` (kind of paper), ``year``, ``number``."""
    code, kind, year, number = (
        item.text("code"),
        item.text("form"),
        item.number("year"),
        item.number("number"),
    )
    made = MadePaper.objects.filter(form=kind, year=year, number=number).select_related("dossier").first()
    if made is None:
        yield f"giấy {kind} số {number}/{year} {LOST}"
    elif made.dossier.code != code:
        yield f"giấy {kind} số {number}/{year} đã báo cho hồ sơ {code}, đang ghi cho {made.dossier.code}"


def _form(item: Item, dossier: Dossier) -> Iterator[str]:
    mark = str(item.words["form"])
    once = Once.objects.filter(pk=mark).select_related("dossier").first()
    if once is None:
        yield f"biểu mẫu {mark} (hồ sơ {dossier.code}) {LOST}"
        return
    if once.dossier_id != dossier.pk:
        yield f"biểu mẫu {mark} đã báo cho hồ sơ {dossier.code}, đang ghi cho {once.dossier.code}"
        return
    yield from item.differing({"deed": once.deed})
    events = list(
        Event.objects.filter(
            dossier=dossier, deed=once.deed, recorded_at=once.recorded_at, by=once.by
        ).values_list("number", flat=True)
    )
    if len(events) != 1:
        yield f"việc “{once.deed}” của hồ sơ {dossier.code} được ghi {len(events)} lần trong diễn biến"
        return
    rows = [
        line
        for line in story_of("dossiers", "dossier", dossier.pk)
        if line.deed == once.deed and line.details.get("event") == events[0]
    ]
    if len(rows) != 1:
        yield f"việc “{once.deed}” của hồ sơ {dossier.code} được ghi {len(rows)} lần trong nhật ký"
