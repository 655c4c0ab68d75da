"""The deed of a day: draw up what is posted now, sign it, and tie it to the list before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.actions import Deed
from minhchung.procedures.actions.versions import ROOM
from minhchung.procedures.list_format import Line, composed
from minhchung.procedures.models import PostedEntry, PostedList, PostedText
from minhchung.procedures.posted_parts import PostedParts, posted_parts


@dataclass(frozen=True)
class Signer:
    """Whose key signs: the public key, 32 bytes, and what gives a signature of 64 bytes."""

    key: bytes
    sign: Callable[[bytes], bytes]


def list_posted(
    *, agency: str, address_of: Callable[[str], str], signer: Signer, by: str, at: datetime
) -> PostedList | None:
    """Draw up and sign the list of what is posted at a moment, once a day.

    Args:
        address_of: where the public reads a procedure, by its key.

    Returns:
        None when that day, or a later one, has its list already: a day that was missed stays missing.
    """
    last = PostedList.objects.order_by("-listed_on").defer("content").first()
    if last is not None and last.listed_on >= at.date():
        return None
    try:
        return _draw(last, agency, address_of, signer, by, at)
    except IntegrityError:
        # Another worker was quicker; anything else is a fault of ours.
        if PostedList.objects.filter(listed_on__gte=at.date()).exists():
            return None
        raise


@transaction.atomic
def _draw(
    last: PostedList | None,
    agency: str,
    address_of: Callable[[str], str],
    signer: Signer,
    by: str,
    at: datetime,
) -> PostedList:
    found = posted_parts(at.date())
    content, seal = composed(
        agency=agency,
        day=at.date(),
        drawn_at=at,
        key=signer.key,
        previous=None if last is None else (last.listed_on, last.seal),
        lines=[_line(each, address_of(each.key)) for each in found],
    )
    before = _told_by(last)
    now = {each.procedure: (each.version, each.digest) for each in found}
    made = PostedList.objects.create(
        listed_on=at.date(),
        drawn_at=at,
        content=content.decode(),
        seal=seal,
        previous="" if last is None else last.seal,
        signature=signer.sign(content).hex(),
        key=signer.key.hex(),
        count=len(found),
        came=len(now.keys() - before.keys()),
        went=len(before.keys() - now.keys()),
        changed=sum(now[each] != before[each] for each in now.keys() & before.keys()),
    )
    texts = _kept_texts(found)
    PostedEntry.objects.bulk_create(
        [PostedEntry(list=made, version_id=each.version, text_id=texts[each.digest]) for each in found]
    )
    details = {"day": made.listed_on, "seal": seal, "procedures": made.count, "key": made.key}
    trail.write([Deed(ROOM, "posted_list", made.pk, "sign_list", by, at, details)], recorded_at=at)
    return made


def _line(parts: PostedParts, address: str) -> Line:
    return Line(
        key=parts.key,
        national_code=parts.national_code,
        name=parts.name,
        version=f"{parts.key}@{parts.since.isoformat()}",
        decision=parts.decision,
        decision_on=parts.decision_on.isoformat() if parts.decision_on else "",
        since=parts.since.isoformat(),
        posted_on=parts.posted_on.isoformat(),
        parts_sha256=parts.digest,
        address=address,
    )


def _told_by(last: PostedList | None) -> Mapping[int, tuple[int, str]]:
    """Which version and text a list names of each procedure."""
    if last is None:
        return {}
    rows = last.entries.values_list("version__procedure", "version", "text__digest")
    return {procedure: (version, digest) for procedure, version, digest in rows}


def _kept_texts(found: tuple[PostedParts, ...]) -> dict[str, int]:
    """The numbers of the texts by their digest; those that are new are kept now."""
    contents = {each.digest: each.content for each in found}
    kept = dict(PostedText.objects.filter(digest__in=contents).values_list("digest", "pk"))
    fresh = [PostedText(digest=digest, content=contents[digest]) for digest in contents.keys() - kept.keys()]
    PostedText.objects.bulk_create(fresh)
    return kept | {each.digest: each.pk for each in fresh}
