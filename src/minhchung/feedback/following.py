"""What a sender sees of what he sent: where it stands, until when, and the answer; nobody's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.papers.tokens import dossier_of, token_of
from minhchung.feedback import desk_queries
from minhchung.feedback.models import Feedback, FeedbackEvent, FeedbackFile, Source
from minhchung.feedback.moves import Deed
from minhchung.feedback.redacting import without_names
from minhchung.feedback.shown import LimitShown, limits_of, standing
from minhchung.ground.skin import pieces

_KIND = "follow-feedback"

NEXT: Mapping[str, str | Promise] = {
    "waiting": _("Cơ quan xem nội dung rồi trả lời, hoặc từ chối có lý do, chậm nhất theo các hạn dưới đây."),
    "supplement": _("Cơ quan mời ông/bà bổ sung thông tin. Hãy gửi bổ sung ngay tại trang này."),
    "in_progress": _("Cơ quan đang xử lý. Câu trả lời hiện ở đây ngay khi có."),
    "answered": _("Đã có trả lời. Mời ông/bà đánh giá câu trả lời."),
    "published": _("Câu trả lời đã được công khai. Mời ông/bà đánh giá nếu chưa đánh giá."),
    "refused": _("Cơ quan không tiếp nhận, lý do ở dưới."),
    "moved": _("Đã chuyển đến cơ quan có thẩm quyền; cơ quan đó sẽ trả lời ông/bà."),
    "reopened": _("Cơ quan đang trả lời lại vì ông/bà chưa hài lòng."),
}  # fmt: skip


@dataclass(frozen=True)
class Followed:
    """What a sender may know by his secret; ``said`` is why it was refused, moved or sent back, "" else."""

    number: int
    code: str
    kind: str
    state: str
    badge: pieces.Badge
    sent_at: datetime
    after: str
    said: str
    limits: tuple[LimitShown, ...]
    answer: str
    answered_at: datetime | None
    published_at: datetime | None
    rating: str
    may_rate: bool
    may_supplement: bool
    files: int


def secret_of(number: int) -> str:
    """The secret by which a sender follows what he sent."""
    return token_of(number, _KIND)


def followed(token: str, now: datetime) -> Followed | None:
    """What a secret leads to; None when it leads nowhere. Only what was received here can be followed."""
    number = dossier_of(token, _KIND)
    found = Feedback.objects.filter(pk=number, source=Source.DESK).first() if number is not None else None
    if found is None:
        return None
    words = str(found.get_state_display())
    allowed = desk_queries.deeds_allowed(found)
    answer = found.public_answer or without_names(found, found.answer)
    return Followed(
        number=found.pk,
        code=found.code,
        kind=str(found.get_kind_display()),
        state=words,
        badge=standing(found.state, words, desk_queries.current_due(found), now),
        sent_at=found.sent_at,
        after=str(NEXT[found.state]),
        said=_said(found),
        limits=limits_of(found.explanation),
        answer=answer if found.answered_at is not None else "",
        answered_at=found.answered_again_at or found.answered_at,
        published_at=found.published_at,
        rating=str(found.get_rating_display()) if found.rating else "",
        may_rate=Deed.RATE in allowed,
        may_supplement=Deed.TAKE_SUPPLEMENT in allowed,
        files=FeedbackFile.objects.filter(record=found).count(),
    )


_TELLING = {"refused": Deed.REFUSE, "supplement": Deed.ASK_SUPPLEMENT, "moved": Deed.MOVE}


def _said(record: Feedback) -> str:
    """The words written for the sender with the deed that led to where it stands."""
    deed = _TELLING.get(record.state)
    event = (
        FeedbackEvent.objects.filter(record=record, deed=deed).order_by("-number").first() if deed else None
    )
    if event is None:
        return ""
    return event.to if deed == Deed.MOVE else without_names(record, event.reason)


def file_of(number: int, file: int) -> FeedbackFile | None:
    """A file of a record."""
    return FeedbackFile.objects.select_related("file").filter(record=number, pk=file).first()


def files_of(number: int) -> list[tuple[int, str]]:
    """The files of a record: number and name, for those who may open them."""
    rows = FeedbackFile.objects.filter(record=number).order_by("pk")
    return list(rows.values_list("pk", "file__name"))
