"""Screens of legal documents, reviews, systematisation and dissemination."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.legislation import actions, shown
from minhchung.legislation.forms import (
    CheckForm,
    DisseminationEventForm,
    LegalDocumentForm,
    ReviewForm,
    SystematisationForm,
    SystematisedDocumentForm,
)
from minhchung.legislation.models import (
    Check,
    DisseminationEvent,
    LegalDocument,
    Review,
    ReviewSheet,
    Systematisation,
    SystematisedDocument,
)
from minhchung.legislation.moves import SHEET_DEEDS
from minhchung.legislation.web.doors import doors_of
from minhchung.organisation.queries import latest_name


class DocumentRegister(Register):
    """Legal documents."""

    model, room, matter = LegalDocument, actions.ROOM, actions.DOCUMENT
    title, singular = "Văn bản pháp luật", "văn bản"
    lead = "Văn bản quy phạm pháp luật trong lĩnh vực của cơ quan và văn bản do cơ quan tham mưu ban hành."
    columns = ("type", "code", "issued_on", "issuer", "abstract", "field", "role", "expired_on")
    search = ("folded",)
    filters = ("family", "role")
    order = ("-issued_on",)
    form_class = LegalDocumentForm
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_document)
    import_name = "legal-documents"
    detail_template = "legislation/document.html"
    deed_names = {
        "relate": _("Ghi quan hệ với văn bản khác"),
        "related": _("Được văn bản khác tác động"),
        "end": _("Ghi hết hiệu lực toàn bộ"),
        "end_part": _("Ghi hết hiệu lực một phần"),
        "end_with_parent": _("Hết hiệu lực theo văn bản được quy định chi tiết"),
        "suspend": _("Ghi ngưng hiệu lực"),
        "suspend_part": _("Ghi ngưng hiệu lực một phần"),
        "resume": _("Ghi tiếp tục có hiệu lực"),
        "keep": _("Ghi công bố tiếp tục có hiệu lực"),
        "take_back": _("Rút lại một thay đổi hiệu lực"),
    }

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """How it stands today, the history of its validity, its edges, and what may be done."""
        may = user.may(cls.edit)
        return {
            **shown.document_page(record, datetime.now().date(), may_change=may),
            "doors": doors_of("document", record.pk) if may else (),
            "graph_url": reverse("legislation:graph", args=[record.pk]),
        }


class ReviewRegister(Register):
    """Reviews."""

    model, room, matter = Review, actions.ROOM, actions.REVIEW
    title, singular = "Rà soát văn bản", "lượt rà soát"
    lead = "Mỗi lần rà soát một văn bản là một bản ghi, kèm kết quả và việc xử lý sau rà soát."
    columns = (("document", "Văn bản"), "reviewed_on", "outcome", "due_on", "handled_on", "handled_by")
    search = ("document__folded", "opinion", "handled_by")
    filters = ("outcome",)
    order = ("-reviewed_on",)
    form_class = ReviewForm
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_review)
    import_name = "legal-reviews"


class SystematisationRegister(Register):
    """Periods of systematising."""

    model, room, matter = Systematisation, actions.ROOM, actions.PERIOD
    title, singular = "Kỳ hệ thống hóa", "kỳ hệ thống hóa"
    lead = "Năm năm một kỳ; văn bản ban hành đến thời điểm ấn định được xếp vào các danh mục."
    columns = ("label", "fixed_on", "published_on", "decision")
    search = ("label", "decision")
    order = ("-fixed_on",)
    form_class = SystematisationForm
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_period)
    detail_template = "legislation/period.html"
    deed_names = {
        "open_period": _("Mở kỳ hệ thống hóa"),
        "draw_up": _("Lập danh mục"),
        "publish_period": _("Công bố kết quả"),
    }

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The four lists, what contradicts in them, and what may be done."""
        open_ = user.may(cls.edit) and record.published_on is None
        return {
            **shown.period_page(record),
            "doors": doors_of("period", record.pk) if open_ else (),
        }


class SystematisedRegister(Register):
    """Documents in the lists."""

    model, room, matter = SystematisedDocument, actions.ROOM, actions.ENTRY
    title, singular = "Văn bản được hệ thống hóa", "văn bản được hệ thống hóa"
    lead = "Danh mục A và C chia hết các văn bản của kỳ; danh mục B và D ghi thêm."
    columns = (("period", "Kỳ"), "listing", ("document", "Văn bản"), "note")
    search = ("document__folded", "period__label")
    filters = ("listing", "period")
    order = ("-period__fixed_on", "listing", "document__issued_on")
    form_class = SystematisedDocumentForm
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_entry)
    import_name = "systematised-documents"


class DisseminationRegister(Register):
    """Events of dissemination."""

    model, room, matter = DisseminationEvent, actions.ROOM, actions.EVENT
    title, singular = "Phổ biến pháp luật, tuyên truyền", "hoạt động"
    lead = "Hội nghị, tập huấn, tin bài, tài liệu, cuộc thi về pháp luật và cải cách hành chính."
    columns = ("on", "form", "subject", "title", "attendance", "copies", ("unit_name", "Đơn vị thực hiện"))
    search = ("title",)
    filters = ("form", "subject")
    order = ("-on",)
    form_class = DisseminationEventForm
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_event)
    import_name = "dissemination"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return DisseminationEvent.objects.annotate(unit_name=latest_name("unit"))


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
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_check)
    import_name = "legal-checks"
    detail_template = "legislation/acted.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """What is to be put right."""
        open_ = user.may(cls.edit) and record.fault != "none" and record.handled_on is None
        return {"doors": doors_of("check", record.pk) if open_ else ()}
