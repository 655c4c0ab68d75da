"""Which deeds have a door on the screen: the words on it, what is entered, what is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minhchung.ground.deeds.moves import Table
from minhchung.legislation import actions, forms, queries
from minhchung.legislation.moves import DRAFT, DRAFT_DEEDS, SHEET, SHEET_DEEDS


@dataclass(frozen=True)
class Door:
    """A deed on a record: ``do`` gets the record's number, what was entered, who and when.

    ``leads`` is the register opened afterwards, at the number that the deed answers; "" for the record itself.
    """

    slug: str
    button: Any
    form: type[forms.DeedForm]
    do: Callable[..., Any]
    main: bool = False
    lead: Any = ""
    deed: str = ""
    leads: str = ""


def _relate(number: int, *, by: str, at: datetime, **told: Any) -> actions.Consequences:
    return actions.relate(source=queries.document(number), by=by, at=at, **told)


def _open_sheet(number: int, *, by: str, at: datetime, **told: Any) -> int:
    return actions.open_sheet(document=queries.document(number), on=at.date(), by=by, at=at, **told).pk


def _on(name: str, deed: Callable[..., Any]) -> Callable[..., Any]:
    def do(number: int, **told: Any) -> Any:
        return deed(**{name: number}, **told)

    return do


_DOCUMENT = (
    Door("lien-quan", _("Ghi quan hệ"), forms.RelateForm, _relate, main=True,
         lead=_("Căn cứ, sửa đổi, thay thế, bãi bỏ, hướng dẫn, hợp nhất, đính chính. Quan hệ làm văn bản kia hết hiệu "
                "lực thì ngày hết hiệu lực được ghi cùng lúc, cả văn bản hướng dẫn nó theo luật của ngày đó.")),
    Door("ra-soat", _("Lập phiếu rà soát"), forms.OpenSheetForm, _open_sheet, leads="sheet"),
    Door("het-hieu-luc", _("Ghi hết hiệu lực"), forms.EndForm, _on("document", actions.end),
         lead=_("Khi văn bản làm nó hết hiệu lực có trong sổ, hãy ghi quan hệ từ văn bản đó.")),
    Door("ngung", _("Ghi ngưng hiệu lực"), forms.SuspendForm, _on("document", actions.suspend)),
    Door("tiep-tuc", _("Ghi tiếp tục có hiệu lực"), forms.ResumeForm, _on("document", actions.resume)),
    Door("giu-lai", _("Ghi công bố tiếp tục áp dụng"), forms.KeepForm, _on("document", actions.keep),
         lead=_("Văn bản quy định chi tiết được công bố tiếp tục có hiệu lực, hoặc văn bản của địa bàn đã sáp nhập "
                "được quyết định tiếp tục áp dụng.")),
)  # fmt: skip
_CHANGE = (Door("rut", _("Rút lại"), forms.ReasonForm, _on("event", actions.take_back)),)
_RELATION = (
    Door("rut", _("Rút lại"), forms.ReasonForm, _on("relation", actions.take_back_relation),
         lead=_("Quan hệ đã làm văn bản kia hết hiệu lực thì lần hết hiệu lực đó và những gì kéo theo cũng được rút.")),
)  # fmt: skip


def _sheet(slug: str, deed: str, form: type[forms.DeedForm], do: Callable[..., Any], **more: Any) -> Door:
    return Door(slug, SHEET_DEEDS[deed], form, _on("sheet", do), deed=deed, **more)


_SHEET = (
    _sheet("them-dong", "add_line", forms.LineForm, actions.add_line, main=True,
           lead=_("Ghi lại một điều, khoản đã có trên phiếu thì dòng cũ được thay.")),
    _sheet("trinh", "ask", forms.OpinionForm, actions.ask, main=True),
    _sheet("phap-che", "judge", forms.OpinionForm, actions.judge, main=True),
    _sheet("tra-lai", "send_back", forms.ReasonForm, actions.send_back),
    _sheet("ket-qua", "carry_out", forms.CarryOutForm, actions.carry_out, main=True,
           lead=_("Kiến nghị chỉ xong khi có văn bản xử lý. Văn bản ấy bãi bỏ, thay thế hay sửa đổi thì sau đó ghi cả "
                  "hiệu lực ở trang văn bản được rà soát (Ghi quan hệ, Ghi hết hiệu lực).")),
    _sheet("huy", "drop", forms.ReasonForm, actions.drop),
)  # fmt: skip
_APPROVAL = (
    _sheet("duyet", "approve", forms.ApproveForm, actions.approve, main=True),
    _sheet("tra-lai", "send_back", forms.ReasonForm, actions.send_back),
)
_PERIOD = (
    Door("lap", _("Lập danh mục"), forms.DeedForm, _on("period", actions.draw_up), main=True,
         lead=_("Bốn danh mục được lập lại từ sổ văn bản tại thời điểm ấn định; bản nháp trước bị thay.")),
    Door("cong-bo", _("Công bố kết quả"), forms.PublishForm, _on("period", actions.publish_period), main=True,
         lead=_("Sau khi công bố, danh mục không đổi nữa.")),
)  # fmt: skip
_CHECK = (
    Door("xu-ly", _("Ghi kết quả xử lý"), forms.CarryOutForm, _on("check", actions.handle_check), main=True),
)


def _draft(deed: str, form: type[forms.DeedForm], do: Callable[..., Any], slug: str, **more: Any) -> Door:
    return Door(slug, DRAFT_DEEDS[deed], form, _on("draft", do), deed=deed, **more)


def _stage(deed: str) -> Callable[..., Any]:
    return partial(actions.advance, deed=deed)


_DRAFT = (
    _draft("write", forms.NoteForm, _stage("write"), "soan-thao", main=True),
    _draft("consult", forms.NoteForm, _stage("consult"), "lay-y-kien", main=True),
    _draft("appraise", forms.NoteForm, _stage("appraise"), "tham-dinh", main=True),
    _draft("mark", forms.MarkForm, actions.mark, "chat-luong", main=True,
           lead=_("Sáu tiêu chí: hợp hiến, hợp pháp, thống nhất, cụ thể, kịp thời, khả thi. Đánh giá lại thì ghi đè.")),
    _draft("submit", forms.SubmitForm, actions.submit, "trinh", main=True,
           lead=_("Chỉ trình được khi cả sáu tiêu chí đã đánh giá và mọi nhận xét chưa đạt đã tiếp thu, giải trình.")),
    _draft("issue", forms.IssueForm, actions.issue, "ban-hanh", main=True,
           lead=_("Thêm văn bản vào sổ trước, rồi ghi số, ký hiệu ở đây.")),
    _draft("send_back", forms.ReasonForm, actions.send_draft_back, "tra-lai",
           lead=_("Thẩm định, cơ quan ban hành yêu cầu chỉnh lý: dự thảo trở lại soạn thảo; phiếu chất lượng "
                  "vẫn còn.")),
    _draft("drop", forms.ReasonForm, actions.drop_draft, "bo"),
)  # fmt: skip
_RECOMMENDATION = (
    Door("ket-qua", _("Ghi kết quả thực hiện"), forms.CarryOutForm,
         _on("recommendation", actions.carry_out_recommendation), main=True),
)  # fmt: skip

DOORS: dict[str, dict[str, Door]] = {
    matter: {door.slug: door for door in doors}
    for matter, doors in (
        ("document", _DOCUMENT),
        ("change", _CHANGE),
        ("relation", _RELATION),
        ("sheet", _SHEET),
        ("approval", _APPROVAL),
        ("period", _PERIOD),
        ("check", _CHECK),
        ("draft", _DRAFT),
        ("recommendation", _RECOMMENDATION),
    )
}


_MOVES: dict[str, Table] = {"sheet": SHEET, "approval": SHEET, "draft": DRAFT}


def doors_of(
    matter: str, number: int, *, state: str | None = None, but: str = ""
) -> tuple[tuple[str, str, bool], ...]:
    """Words, address and weight of each door of a record but one; with a state those that its moves know."""
    moves = _MOVES.get(matter)
    allowed = moves.allowed(state) if moves is not None and state is not None else None
    return tuple(
        (str(door.button), reverse(f"legislation:{matter}_deed", args=[number, door.slug]), door.main)
        for door in DOORS[matter].values()
        if (allowed is None or door.deed in allowed) and door.slug != but
    )
