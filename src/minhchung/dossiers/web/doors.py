"""Which deeds have a door on the screen: the words on it, what is entered, and who may pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.dossiers import actions, forms
from minhchung.ground.accounts.policy import May
from minhchung.rules.lifecycle import Deed


@dataclass(frozen=True)
class Door:
    """A deed that people do on a dossier's page.

    Attributes:
        slug: its name in the address.
        deed: of the table of moves; the door is shown where the table allows it.
        button: what the button says.
        form: what is entered.
        permit: who may.
        do: the deed.
        main: what one comes for in this state; drawn first.
        lead: a sentence above the form.
        approver: who may too, when it was done before and the law wants somebody to approve it.
    """

    slug: str
    deed: Deed
    button: Any
    form: type[forms.DeedForm]
    permit: May
    do: Callable[..., Any]
    main: bool = False
    lead: Any = ""
    approver: May | None = None

    def permits(self, *, again: bool) -> tuple[May, ...]:
        """The permissions of which any one opens the door; ``again``: the law's number of times is used up."""
        return (self.permit, self.approver) if again and self.approver else (self.permit,)


_RECEIVE, _SETTLE = May.RECEIVE_DOSSIERS, May.EDIT_DOSSIERS
_ALL = (
    Door("tiep-nhan", Deed.ACCEPT, _("Tiếp nhận"), forms.DeedForm, _RECEIVE, actions.accept, main=True,
         lead=_("Hồ sơ đủ và hợp lệ: thời hạn bắt đầu từ bây giờ, giấy hẹn được lập.")),
    Door("bao-da-nhan", Deed.ACKNOWLEDGE, _("Báo đã nhận"), forms.DeedForm, _RECEIVE, actions.acknowledge),
    Door("yeu-cau-sua", Deed.ASK_CORRECTION, _("Yêu cầu sửa hồ sơ"), forms.ReasonForm, _RECEIVE,
         actions.ask_correction, lead=_("Ghi đủ các nội dung phải sửa trong một lần; chỉ được hướng dẫn một lần.")),
    Door("tu-choi", Deed.REFUSE, _("Từ chối"), forms.ReasonForm, _SETTLE, actions.refuse),
    Door("chuyen", Deed.HAND_ON, _("Chuyển xử lý"), forms.HandOnForm, _SETTLE, actions.hand_on, main=True),
    Door("tra-ket-qua-ve", Deed.FINISH, _("Có kết quả"), forms.FinishForm, _SETTLE, actions.finish, main=True,
         lead=_("Kết quả được chuyển về nơi tiếp nhận; thời hạn dừng lại và lời hẹn được đánh giá.")),
    Door("bo-sung", Deed.ASK_SUPPLEMENT, _("Yêu cầu bổ sung"), forms.SupplementForm, _SETTLE,
         actions.ask_supplement, approver=May.APPROVE_DOSSIERS),
    Door("nhan-bo-sung", Deed.TAKE_SUPPLEMENT, _("Nhận bổ sung"), forms.ContentForm, _RECEIVE,
         actions.take_supplement, main=True,
         lead=_("Hồ sơ đã đủ: thời hạn được tính lại từ đầu; Cổng quốc gia trừ thời gian chờ. Cả hai đều được giữ.")),
    Door("xin-loi", Deed.EXTEND, _("Xin lỗi và hẹn lại"), forms.ExtendForm, _SETTLE, actions.extend,
         lead=_("Chỉ được hẹn lại một lần, trước khi hết hạn. Lời hẹn đầu vẫn được giữ để đánh giá.")),
    Door("lay-y-kien", Deed.CONSULT, _("Lấy ý kiến cơ quan khác"), forms.ConsultForm, _SETTLE, actions.consult,
         lead=_("Thời hạn vẫn chạy trong khi chờ ý kiến.")),
    Door("nhan-y-kien", Deed.TAKE_OPINION, _("Nhận ý kiến trả lời"), forms.AnswerForm, _SETTLE,
         actions.take_opinion),
    Door("cho-nop-tien", Deed.ASK_PAYMENT, _("Chờ nghĩa vụ tài chính"), forms.LawfulWaitForm, _SETTLE,
         actions.ask_payment),
    Door("da-nop-tien", Deed.TAKE_PAYMENT, _("Đã nộp tiền"), forms.DeedForm, _RECEIVE, actions.take_payment,
         main=True),
    Door("tam-dung", Deed.STOP_FOR_A_WHILE, _("Tạm dừng"), forms.LawfulWaitForm, _SETTLE,
         actions.stop_for_a_while),
    Door("xu-ly-tiep", Deed.RESUME, _("Xử lý tiếp"), forms.DeedForm, _SETTLE, actions.resume, main=True),
    Door("dung", Deed.STOP_FOR_GOOD, _("Dừng xử lý"), forms.ReasonForm, _SETTLE, actions.stop_for_good),
    Door("dong", Deed.CLOSE_SILENT, _("Đóng vì không bổ sung"), forms.DeedForm, _RECEIVE, actions.close_silent,
         lead=_("Người nộp đã quá lâu không bổ sung. Hồ sơ được đóng và người nộp được báo; đủ giấy tờ thì nộp lại.")),
    Door("rut", Deed.WITHDRAW, _("Cho rút hồ sơ"), forms.ReasonForm, _RECEIVE, actions.withdraw),
    Door("tra", Deed.RETURN, _("Trả kết quả"), forms.GiveBackForm, _RECEIVE, actions.give_back, main=True),
    Door("sua-ket-qua", Deed.CORRECT_RESULT, _("Sửa kết quả sai"), forms.ReasonForm, _SETTLE,
         actions.correct_result, lead=_("Lời hẹn được đánh giá theo lần có kết quả đúng; hạn sửa ghi vào diễn biến.")),
    Door("sua-lien-he", Deed.CORRECT_CONTACT, _("Sửa thông tin liên hệ"), forms.ContactForm, _RECEIVE,
         actions.correct_contact,
         lead=_("Thông báo chưa gửi xong được chuyển sang địa chỉ mới; cái không đến thì gửi lại từ trang hồ sơ.")),
    Door("mat-giay-to", Deed.REPORT_LOST, _("Mất giấy tờ"), forms.ReasonForm, _SETTLE, actions.report_lost),
)  # fmt: skip
DOORS: Mapping[str, Door] = {door.slug: door for door in _ALL}
