"""Screens of legal documents, reviews, systematisation and dissemination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.legislation import actions, finding, lists_shown, shown
from minhchung.legislation.forms import (
    DisseminationEventForm,
    LegalDocumentForm,
    ReviewForm,
    SystematisationForm,
    SystematisedDocumentForm,
)
from minhchung.legislation.models import (
    DisseminationEvent,
    LegalDocument,
    Review,
    Systematisation,
    SystematisedDocument,
)
from minhchung.legislation.web.doors import doors_of
from minhchung.organisation.queries import latest_name


class DocumentRegister(Register):
    """Legal documents."""

    model, room, matter = LegalDocument, actions.ROOM, actions.DOCUMENT
    title, singular = "Văn bản pháp luật", "văn bản"
    lead = "Văn bản quy phạm pháp luật trong lĩnh vực của cơ quan và văn bản do cơ quan tham mưu ban hành."
    columns = ("code", "type", "issued_on", "issuer", "abstract", "field", "role", "expired_on")
    search = ("folded",)
    filters = ("family", "role")
    order = ("-issued_on",)
    form_class = LegalDocumentForm
    have_come = ("issued_on",)
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
        "take_back_relation": _("Rút lại một quan hệ"),
        "attach": _("Đính kèm tệp"),
        "detach": _("Bỏ tệp đính kèm"),
    }

    @classmethod
    def matching(cls, rows: QuerySet[Any], text: str, names: Sequence[str]) -> QuerySet[Any]:
        """By number, abstract and the words of files; with marks where they are typed."""
        del names
        return finding.matching(rows, text)

    @classmethod
    def beneath(cls, numbers: Sequence[int], text: str) -> Mapping[int, str]:
        """Where in their files the words stand."""
        return finding.excerpts(numbers, text)

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """How it stands today, the history of its validity, its edges, and what may be done."""
        may = user.may(cls.edit)
        page = shown.document_page(record, datetime.now().date(), may_change=may)
        nothing_held = "tiep-tuc" if not page["suspended"] else ""
        return {
            **page,
            "doors": doors_of("document", record.pk, but=nothing_held) if may else (),
            "graph_url": reverse("legislation:graph", args=[record.pk]),
            "files": shown.files_table(record.pk, may_change=may),
            "attach_url": reverse("legislation:attach", args=[record.pk]) if may else "",
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
    have_come = ("reviewed_on", "handled_on")
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
    have_come = ("published_on",)
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_period)
    detail_template = "legislation/period.html"
    deed_names = {
        "open_period": _("Mở kỳ hệ thống hóa"),
        "draw_up": _("Lập danh mục"),
        "publish_period": _("Công bố kết quả"),
    }

    @classmethod
    def can_change(cls, record: Any) -> bool:
        """Until its lists are published."""
        return not record.is_published

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The four lists, what contradicts in them, and what may be done."""
        open_ = user.may(cls.edit) and record.published_on is None
        return {
            **lists_shown.period_page(record),
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

    @classmethod
    def can_change(cls, record: Any) -> bool:
        """Until the lists of its period are published."""
        return not record.period.is_published


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
    have_come = ("on",)
    edit = May.EDIT_LEGISLATION
    save = staticmethod(actions.save_event)
    import_name = "dissemination"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With the latest name of the unit."""
        return DisseminationEvent.objects.annotate(unit_name=latest_name("unit"))
