"""Registers of work: sheets of review, checks, drafts, followings of how law is carried out, recommendations."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.legislation import actions, shown
from minhchung.legislation.forms import CheckForm, DraftForm, FollowingForm, RecommendationForm
from minhchung.legislation.models import (
    Check,
    Draft,
    Following,
    FollowKind,
    Recommendation,
    ReviewSheet,
)
from minhchung.legislation.moves import DRAFT_DEEDS, SHEET_DEEDS
from minhchung.legislation.web.doors import doors_of


class SheetRegister(Register):
    """Sheets of review."""

    model, room, matter = ReviewSheet, actions.ROOM, actions.SHEET_MATTER
    title, singular = "Phiếu rà soát", "phiếu rà soát"
    lead = "Mỗi phiếu xem một văn bản, từng điều, khoản: phát hiện, ý kiến, kiến nghị, người duyệt, hạn, kết quả."
    columns = (("document", "Văn bản"), "opened_on", "ground", "state", "due_on", "responsible")
    search = ("document__folded",)
    filters = ("state", "ground")
    order = ("-opened_on",)
    edit = May.EDIT_LEGISLATION
    detail_template = "legislation/sheet.html"
    deed_names = {"open_sheet": _("Lập phiếu rà soát"), **SHEET_DEEDS}

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The lines, the opinions, and what may be done in this state."""
        matters = []
        if user.may(May.EDIT_LEGISLATION):
            matters.append("sheet")
        if user.may(May.APPROVE_LEGISLATION):
            matters.append("approval")
        return {
            **shown.sheet_page(record),
            "doors": tuple(
                each for matter in matters for each in doors_of(matter, record.pk, state=record.state)
            ),
        }


class CheckRegister(Register):
    """Checks of documents."""

    model, room, matter = Check, actions.ROOM, actions.CHECK
    title, singular = "Kiểm tra văn bản", "lượt kiểm tra"
    lead = "Tự kiểm tra và kiểm tra theo thẩm quyền: kết luận, thời hạn và kết quả xử lý."
    columns = (("document", "Văn bản"), "kind", "checked_on", "fault", "due_on", "handled_on", "handled_by")
    search = ("document__folded", "conclusion", "handled_by")
    filters = ("kind", "fault")
    order = ("-checked_on",)
    form_class = CheckForm
    have_come = ("checked_on",)
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_check)
    import_name = "legal-checks"
    detail_template = "legislation/acted.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """What is to be put right."""
        open_ = user.may(cls.edit) and record.fault != "none" and record.handled_on is None
        return {"doors": doors_of("check", record.pk) if open_ else ()}


class DraftRegister(Register):
    """Drafts of the programme."""

    model, room, matter = Draft, actions.ROOM, actions.DRAFT_MATTER
    title, singular = "Chương trình soạn thảo", "dự thảo"
    lead = "Mỗi dự thảo đi qua các giai đoạn; trình khi đủ sáu tiêu chí chất lượng; xong khi có văn bản đã ban hành."
    columns = ("year", "type", "title", "issuer", "submit_by_on", "stage", "submitted_on")
    search = ("title_folded",)
    filters = ("year", "stage")
    order = ("-year", "submit_by_on")
    form_class = DraftForm
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_draft)
    detail_template = "legislation/draft.html"
    deed_names = DRAFT_DEEDS

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The review sheet of the six qualities, and what may be done in this stage."""
        may = user.may(cls.edit)
        return {
            "stage": shown.stage_badge(record),
            "product": record.document,
            "marks": shown.marks_table(record.pk),
            "doors": doors_of("draft", record.pk, state=record.stage) if may else (),
        }


class FollowingRegister(Register):
    """Following how law is carried out."""

    model, room, matter = Following, actions.ROOM, actions.FOLLOWING
    title, singular = "Theo dõi thi hành pháp luật", "hoạt động"
    lead = "Kế hoạch, kiểm tra, điều tra, khảo sát tình hình thi hành pháp luật và kiến nghị sau đó."
    columns = ("on", "kind", "subject", "field", "place", "conclusion")
    search = ("subject",)
    filters = ("kind",)
    order = ("-on",)
    form_class = FollowingForm
    have_come = ("on",)
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_following)
    related = ("recommendations",)
    detail_template = "legislation/acted.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """What was recommended is added here; a plan recommends nothing."""
        if record.kind == FollowKind.PLAN or not user.may(cls.edit):
            return {"doors": ()}
        url = f"{reverse('legislation:recommendation_new')}?following={record.pk}"
        return {"doors": ((_("Thêm kiến nghị"), url, True),)}


class RecommendationRegister(Register):
    """Recommendations to their end."""

    model, room, matter = Recommendation, actions.ROOM, actions.RECOMMENDATION
    title, singular = "Kiến nghị về thi hành pháp luật", "kiến nghị"
    columns = ("made_on", "content", "addressee", "due_on", "handled_on", "handled_by")
    search = ("content", "addressee")
    order = ("-made_on",)
    form_class = RecommendationForm
    have_come = ("made_on",)
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_recommendation)
    detail_template = "legislation/acted.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """What is still to be done."""
        open_ = user.may(cls.edit) and record.handled_on is None
        return {"doors": doors_of("recommendation", record.pk) if open_ else ()}
