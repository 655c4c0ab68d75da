"""Deeds on following how law is carried out: plans, inspections, surveys, and recommendations to their end."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhchung.ground.registers.actions import save_record
from minhchung.legislation.actions.projecting import ROOM
from minhchung.legislation.actions.refusing import CannotHandle, need
from minhchung.legislation.actions.registering import refuse_to_come
from minhchung.legislation.models import Following, FollowKind, Recommendation

FOLLOWING, RECOMMENDATION = "following", "recommendation"


def save_following(following: Following, *, by: str, at: datetime) -> Following:
    """Write a new or changed plan, inspection or survey.

    Raises:
        CannotHandle: it is said to have been done on a day to come.
    """
    refuse_to_come(following.on, at, "Ngày thực hiện, ban hành", CannotHandle)
    save_record(following, room=ROOM, matter=FOLLOWING, by=by, at=at)
    return following


def save_recommendation(recommendation: Recommendation, *, by: str, at: datetime) -> Recommendation:
    """Write a new or changed recommendation.

    Raises:
        CannotHandle: a plan recommends nothing, it is made before what it comes from, its limit is before it was made,
            it was done on a day to come, or it is written already.
    """
    if recommendation.following.kind == FollowKind.PLAN:
        raise CannotHandle("Kế hoạch không đưa ra kiến nghị; hãy chọn cuộc kiểm tra hoặc điều tra, khảo sát.")
    if recommendation.made_on < recommendation.following.on:
        raise CannotHandle(
            f"Ngày kiến nghị không được trước ngày thực hiện {recommendation.following.on:%d/%m/%Y}."
        )
    if recommendation.due_on is not None and recommendation.due_on < recommendation.made_on:
        raise CannotHandle(f"Thời hạn không được trước ngày kiến nghị {recommendation.made_on:%d/%m/%Y}.")
    if recommendation.handled_on is not None:
        refuse_to_come(recommendation.handled_on, at, "Ngày thực hiện xong", CannotHandle)
    twins = Recommendation.objects.filter(
        following=recommendation.following,
        content=recommendation.content,
        addressee=recommendation.addressee,
        made_on=recommendation.made_on,
    )
    if twins.exclude(pk=recommendation.pk).exists():
        raise CannotHandle("Kiến nghị này, cùng nơi nhận và ngày, đã được ghi; hãy sửa bản ghi đó.")
    save_record(recommendation, room=ROOM, matter=RECOMMENDATION, by=by, at=at)
    return recommendation


@transaction.atomic
def carry_out_recommendation(
    *, recommendation: int, on: date, document: str, by: str, at: datetime
) -> Recommendation:
    """What was recommended was done, by a document or result that is named.

    Raises:
        CannotHandle: no such recommendation, done already, before it was made, nothing named.
    """
    found = (
        Recommendation.objects.select_for_update()
        .select_related("following")
        .filter(pk=recommendation)
        .first()
    )
    if found is None:
        raise CannotHandle("Không có kiến nghị này.")
    if found.handled_on is not None:
        raise CannotHandle(f"Đã thực hiện xong ngày {found.handled_on:%d/%m/%Y}: {found.handled_by}.")
    if on < found.made_on:
        raise CannotHandle(f"Ngày thực hiện không được trước ngày kiến nghị {found.made_on:%d/%m/%Y}.")
    found.handled_on = on
    found.handled_by = need(document, "Phải ghi văn bản, kết quả: chưa có thì chưa xong.")[:200]
    return save_recommendation(found, by=by, at=at)
