"""Answering the survey of a dossier: once, ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from minhchung.dossiers.desk_queries import ended
from minhchung.feedback.actions.sending import SENDER
from minhchung.feedback.models import SurveyAnswer, SurveyMark, SurveyWay
from minhchung.feedback.surveys import edition_on
from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.trail import actions as trail

ROOM = "feedback"
#: Longest remark that is kept.
LONGEST = 2000


class AnsweredBefore(Refusal):
    """There is an answer for this dossier; it is not changed."""


def answer(
    *,
    dossier: int,
    marks: Mapping[str, int],
    way: str,
    by: str,
    at: datetime,
    comment: str = "",
) -> SurveyAnswer:
    """Keep what somebody thought of the settlement of a dossier.

    Args:
        dossier: its number; its settlement has ended.
        marks: criterion to level; criteria that may be left out may be missing.
        way: by the link of the receipt, or a paper slip that an official enters.
        by: who enters it; "" for whoever holds the receipt.

    Raises:
        AnsweredBefore: once and for all.
        Refusal: not ended yet, no survey on that day, a criterion missing or unknown, a level that was not offered.
    """
    standing = ended(dossier)
    if standing is None:
        raise Refusal(
            "Hồ sơ chưa có kết quả nên chưa đánh giá được. Mời ông/bà quay lại sau khi nhận kết quả."
        )
    edition = edition_on(standing.date())
    if edition is None:
        raise Refusal("Hồ sơ kết thúc trước khi có quy định đánh giá.")
    for criterion in edition.criteria:
        if criterion.key not in marks:
            if not criterion.optional:
                raise Refusal(f"Mời ông/bà chọn một mức: {criterion.text}.", field_name=criterion.key)
        elif marks[criterion.key] not in dict(criterion.options):
            raise Refusal("Mức này không có trong phiếu.", field_name=criterion.key)
    unknown = set(marks) - {criterion.key for criterion in edition.criteria}
    if unknown:
        raise Refusal("Phiếu có tiêu chí không thuộc bộ tiêu chí đang dùng.")
    try:
        with transaction.atomic():
            kept = SurveyAnswer.objects.create(
                dossier_id=dossier,
                edition=edition.name,
                way=SurveyWay(way),
                answered_at=at,
                by=by,
                comment=comment.strip()[:LONGEST],
            )
            SurveyMark.objects.bulk_create(
                SurveyMark(answer=kept, criterion=key, value=value, satisfied=value >= edition.satisfied_from)
                for key, value in marks.items()
            )
            details = {"edition": edition.name, "way": str(way)}
            trail.write_one(
                trail.Deed(
                    ROOM, "survey_answer", kept.pk, "answer_survey", by or SENDER.username, at, details
                ),
                recorded_at=at,
            )
    except IntegrityError as taken:
        raise AnsweredBefore("Hồ sơ này đã được đánh giá; mỗi hồ sơ chỉ đánh giá một lần.") from taken
    return kept
