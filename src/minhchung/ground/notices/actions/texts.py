"""Keeping the texts of notices."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from minhchung.ground.notices.models import NoticeTemplate, Way
from minhchung.ground.notices.wording import default_texts, wrong_with
from minhchung.ground.registers.actions import save_record


def keep_text(record: NoticeTemplate, *, by: str, at: datetime) -> NoticeTemplate:
    """Save a text.

    Raises:
        ValidationError: a field that is not in the closed list, or an e-mail without a subject.
    """
    wrong = {name: wrong_with(getattr(record, name)) for name in ("subject", "body")}
    if record.way == Way.EMAIL and not record.subject.strip():
        wrong["subject"] = _("Thư điện tử phải có tiêu đề.")
    refused = {name: sentence for name, sentence in wrong.items() if sentence}
    if refused:
        raise ValidationError(refused)
    save_record(record, room="notices", matter="template", by=by, at=at)
    return record


def lay_first_texts() -> None:
    """Lay the texts that come with the product into a fresh database, as rows that the agency changes."""
    NoticeTemplate.objects.bulk_create(
        NoticeTemplate(
            occasion=occasion, way=way, subject=text.subject, body=text.body, since=date(2020, 1, 1)
        )
        for (occasion, way), text in default_texts().items()
    )
