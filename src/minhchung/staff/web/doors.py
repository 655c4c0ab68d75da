"""Which deeds have a door on the screen: the words on it, what is entered, who may pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import May
from minhchung.staff import actions, forms
from minhchung.staff.models import Assessment
from minhchung.staff.moves import DEED_NAMES, JUDGING_NAMES, Deed, Judging
from minhchung.staff.sights import is_own


@dataclass(frozen=True)
class Door:
    """A decision on a person: its address, form and deed; ``lead`` stands above the form."""

    slug: str
    deed: Deed
    form: type[forms.PaperForm]
    do: Callable[..., Any]
    lead: Any = ""

    @property
    def button(self) -> str:
        """The words on it."""
        return str(DEED_NAMES[self.deed])


_PEOPLE = (
    Door("bo-nhiem", Deed.APPOINT, forms.AppointForm, actions.appoint,
         _("Vị trí đang giữ kết thúc vào ngày quyết định có hiệu lực.")),
    Door("bo-nhiem-lai", Deed.REAPPOINT, forms.ReappointForm, actions.reappoint),
    Door("dieu-dong", Deed.TRANSFER, forms.PlaceForm, actions.transfer),
    Door("luan-chuyen", Deed.ROTATE, forms.PlaceForm, actions.rotate),
    Door("kiem-nhiem", Deed.CONCURRENT, forms.ConcurrentForm, actions.make_concurrent,
         _("Kiêm nhiệm không thay vị trí chính; người kiêm nhiệm vẫn được đếm một lần.")),
    Door("thoi-kiem-nhiem", Deed.RELEASE, forms.ReleaseForm, actions.release),
    Door("thoi-giu-chuc-vu", Deed.RELIEVE, forms.RelieveForm, actions.relieve),
    Door("ky-luat", Deed.DISCIPLINE, forms.DisciplineForm, actions.discipline,
         _("Kỷ luật không tự đổi vị trí: giáng chức, cách chức, buộc thôi việc cần thêm quyết định sau.")),
    Door("thoi-lam-viec", Deed.LEAVE, forms.LeaveForm, actions.leave,
         _("Tinh giản biên chế (NĐ 108, 29, 154) và nghỉ do sắp xếp bộ máy (NĐ 178) được đếm riêng.")),
)  # fmt: skip
DOORS: Mapping[str, Door] = {door.slug: door for door in _PEOPLE}


@dataclass(frozen=True)
class JudgingDoor:
    """A deed on an assessment; without a permit it is for the person judged."""

    slug: str
    deed: Judging
    form: type[forms.JudgingForm]
    do: Callable[..., Any]
    permit: May | None
    lead: Any = ""

    @property
    def button(self) -> str:
        """The words on it."""
        return str(JUDGING_NAMES[self.deed])

    def may(self, user: Any, record: Assessment) -> bool:
        """Whether somebody passes."""
        return is_own(record.person, user) if self.permit is None else bool(user.may(self.permit))


_JUDGING = (
    JudgingDoor("y-kien", Judging.OPINE, forms.OpineForm, actions.opine, May.EDIT_STAFF),
    JudgingDoor("quyet-dinh", Judging.DECIDE, forms.DecideForm, actions.decide, May.APPROVE_STAFF,
                _("Người quyết định không phải người đề xuất. Mức cao hơn điểm đạt được thì không nhận.")),
    JudgingDoor("kien-nghi", Judging.OBJECT, forms.ObjectForm, actions.object_to, None,
                _("Kiến nghị được gửi cho người quyết định và phải được trả lời trong thời hạn.")),
    JudgingDoor("tra-loi", Judging.ANSWER, forms.AnswerForm, actions.answer, May.APPROVE_STAFF),
)  # fmt: skip
JUDGING_DOORS: Mapping[str, JudgingDoor] = {door.slug: door for door in _JUDGING}
