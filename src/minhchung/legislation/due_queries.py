"""What is due in legislation, for those who keep it: what reviews and checks proposed, recommendations, drafts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import May
from minhchung.ground.due import MOST, Asker, Due
from minhchung.legislation.models import Check, Draft, Recommendation, Review, Stage


def due(asker: Asker) -> tuple[Due, ...]:
    """What is to be handled or submitted in the span, the earliest first of each kind."""
    if not asker.account.may(May.EDIT_LEGISLATION):
        return ()
    span = asker.span("due_on")
    reviews = Review.objects.filter(handled_on=None, **span).exclude(outcome="kept")
    checks = Check.objects.filter(handled_on=None, **span).exclude(fault="none").select_related("document")
    drafts = Draft.objects.filter(submitted_on=None, **asker.span("submit_by_on")).exclude(
        stage=Stage.DROPPED
    )
    found = []
    for review in reviews.select_related("document", "sheet").order_by("due_on", "pk")[:MOST]:
        sheet = getattr(review, "sheet", None)
        route, number = ("legislation:sheet", sheet.pk) if sheet else ("legislation:review", review.pk)
        words = _("Xử lý kết quả rà soát văn bản")
        found.append(Due(words, str(review.document), review.due_on, route, number))
    for check in checks.order_by("due_on", "pk")[:MOST]:
        words = _("Sửa sai sau kiểm tra văn bản")
        found.append(Due(words, str(check.document), check.due_on, "legislation:check", check.pk))
    for each in Recommendation.objects.filter(handled_on=None, **span).order_by("due_on", "pk")[:MOST]:
        words = _("Thực hiện kiến nghị về thi hành pháp luật")
        found.append(Due(words, str(each), each.due_on, "legislation:recommendation", each.pk))
    for draft in drafts.order_by("submit_by_on", "pk")[:MOST]:
        words = _("Trình dự thảo văn bản")
        found.append(Due(words, str(draft)[:120], draft.submit_by_on, "legislation:draft", draft.pk))
    return tuple(found)
