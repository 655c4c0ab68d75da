"""What people outside do themselves: they send, with files, add what was asked for, and rate the answer they got."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from minhchung.feedback.actions.answering import rate
from minhchung.feedback.actions.receiving import Message, receive, take_supplement
from minhchung.feedback.models import Feedback, FeedbackFile
from minhchung.ground.deeds.acting import Actor, check_form
from minhchung.ground.trail import actions as trail

#: Who acts where nobody is signed in.
SENDER = Actor(username="công dân", name="Người gửi, qua trang thông tin")
#: At most so many files with one message, and so many bytes of them together.
MOST_FILES, MOST_BYTES = 5, 20 * 1024**2


def form_of(key: str) -> str:
    """The mark of a form of the public page: under a name of its own, so that it can be no other form's."""
    return str(uuid5(NAMESPACE_URL, f"minhchung.gui-phan-anh.{key}"))


def check_sent(form: str) -> None:
    """See before any file is kept whether the form was sent before.

    Raises:
        Repeated: it was.
    """
    with transaction.atomic():
        check_form(form)


@transaction.atomic
def send(*, message: Message, files: Sequence[int], at: datetime, form: str) -> Feedback:
    """Receive what somebody sends by the public page, with the files that were kept of it.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.receiving.receive`.
    """
    record = receive(message=message, by=SENDER, at=at, form=form)
    _attach(record, files, at)
    return record


@transaction.atomic
def supplement(*, number: int, content: str, files: Sequence[int], at: datetime, form: str) -> Feedback:
    """Take what the agency asked the sender for, from himself, with the files that were kept of it.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.receiving.take_supplement`; nothing is asked for (any
            more).
    """
    record = take_supplement(number=number, revision=None, content=content, by=SENDER, at=at, form=form)
    _attach(record, files, at)
    return record


def rate_once(*, number: int, rating: str, content: str, at: datetime) -> Feedback:
    """Keep what the sender thought of the answer, by himself.

    Raises:
        Refusal: as :func:`minhchung.feedback.actions.answering.rate`.
    """
    return rate(number=number, revision=None, rating=rating, content=content, by=SENDER, at=at)


def _attach(record: Feedback, files: Sequence[int], at: datetime) -> None:
    FeedbackFile.objects.bulk_create(
        FeedbackFile(record=record, file_id=number, attached_at=at) for number in files
    )
    if files:
        trail.write_one(
            trail.Deed(
                "feedback", "feedback", record.pk, "attach", SENDER.username, at, {"files": list(files)}
            ),
            recorded_at=at,
        )
