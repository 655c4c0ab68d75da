"""Which deeds have a door on the screen: the words on it, what is entered, who may pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.forms import DeedForm
from minhchung.feedback import actions, forms
from minhchung.feedback.actions import cases, suspending
from minhchung.feedback.moves import DEED_NAMES, CaseDeed, Deed
from minhchung.ground.accounts.policy import May


@dataclass(frozen=True)
class Door:
    """A deed that people do on a record's page; ``main`` is what one comes for, ``lead`` stands above the form."""

    slug: str
    deed: str
    button: Any
    form: type[DeedForm]
    do: Callable[..., Any]
    permit: May = May.EDIT_FEEDBACK
    main: bool = False
    lead: Any = ""


def _door(slug: str, deed: Deed, form: type[DeedForm], do: Callable[..., Any], **more: Any) -> Door:
    return Door(slug, deed, DEED_NAMES[deed], form, do, **more)


_FEEDBACK = (
    _door("phan-loai", Deed.CLASSIFY, forms.ClassifyForm, actions.classify, main=True),
    _door("phan-cong", Deed.ASSIGN, forms.AssignForm, actions.assign, main=True,
          lead=_("Phân công trong cơ quan không làm thay đổi hạn.")),
    _door("tu-choi", Deed.REFUSE, forms.LateReasonForm, actions.refuse),
    _door("bo-sung", Deed.ASK_SUPPLEMENT, forms.LateReasonForm, actions.ask_supplement,
          lead=_("Ghi đủ trong một lần; hạn trả lời vẫn chạy.")),
    _door("nhan-bo-sung", Deed.TAKE_SUPPLEMENT, forms.ContentForm, actions.take_supplement, main=True),
    _door("chuyen", Deed.MOVE, forms.MoveForm, actions.move),
    _door("du-thao", Deed.DRAFT, forms.TextForm, actions.draft, main=True),
    _door("tra-loi", Deed.ANSWER, forms.TextForm, actions.answer, permit=May.ANSWER_FEEDBACK, main=True,
          lead=_("Trả lời được gửi cho người gửi; hạn công khai bắt đầu từ bây giờ.")),
    _door("cong-khai", Deed.PUBLISH, forms.PublishForm, actions.publish, main=True,
          lead=_("Chỉ những lời dưới đây được công khai. Thông tin cá nhân tìm thấy đã được thay bằng dấu ngoặc; "
                 "hãy đọc lại từng câu.")),
    _door("danh-gia", Deed.RATE, forms.RateForm, actions.rate),
    _door("mo-lai", Deed.REOPEN, forms.ReasonForm, actions.reopen,
          lead=_("Chỉ mở lại được một lần. Lần trả lời đầu vẫn được tính như đã báo cáo.")),
)  # fmt: skip
DOORS: Mapping[str, Door] = {door.slug: door for door in _FEEDBACK}


@dataclass(frozen=True)
class CaseDoor:
    """A deed on a complaint or denunciation."""

    slug: str
    deed: str
    form: type[DeedForm]
    do: Callable[..., Any]
    main: bool = False
    lead: Any = ""


_CASES = (
    CaseDoor("thu-ly", CaseDeed.ACCEPT, forms.NoteForm, cases.accept, main=True,
             lead=_("Hạn giải quyết bắt đầu từ bây giờ.")),
    CaseDoor("khong-thu-ly", CaseDeed.DECLINE, forms.CaseReasonForm, cases.decline),
    CaseDoor("chuyen", CaseDeed.HAND_OVER, forms.CaseReasonForm, cases.hand_over,
             lead=_("Ghi cơ quan có thẩm quyền nhận và số văn bản chuyển.")),
    CaseDoor("giao-nguoi", CaseDeed.NAME, forms.NameForm, cases.name_persons,
             lead=_("Người được giao xem được vụ việc từ bây giờ.")),
    CaseDoor("gia-han", CaseDeed.EXTEND, forms.ExtendCaseForm, cases.extend),
    CaseDoor("ket-luan", CaseDeed.CONCLUDE, forms.ConcludeForm, cases.conclude, main=True),
    CaseDoor("dong", CaseDeed.CLOSE, forms.CaseReasonForm, cases.close, main=True,
             lead=_("Ghi đã gửi, công khai kết quả ngày nào, bằng văn bản nào.")),
    CaseDoor("rut", CaseDeed.WITHDRAW, forms.CaseReasonForm, cases.withdraw),
    CaseDoor("tam-dinh-chi", CaseDeed.SUSPEND, forms.CaseReasonForm, suspending.suspend,
             lead=_("Ghi căn cứ, số quyết định. Thời gian tạm đình chỉ không tính vào thời hạn giải quyết.")),
    CaseDoor("tiep-tuc", CaseDeed.RESUME, forms.CaseReasonForm, suspending.resume, main=True,
             lead=_("Những ngày còn lại của thời hạn chạy tiếp từ bây giờ.")),
    CaseDoor("dinh-chi", CaseDeed.STOP, forms.CaseReasonForm, suspending.stop,
             lead=_("Ghi căn cứ, số quyết định. Người gửi rút đơn thì dùng “Ghi nhận việc rút”.")),
)  # fmt: skip
CASE_DOORS: Mapping[str, CaseDoor] = {door.slug: door for door in _CASES}
