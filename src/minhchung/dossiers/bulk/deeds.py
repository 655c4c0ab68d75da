"""Which deeds may be done on many dossiers at once: those that one form can say for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.dossiers import actions, desk_queries, forms
from minhchung.dossiers.forms.bulk import NextStepForm, for_many
from minhchung.ground.accounts.policy import May
from minhchung.rules.lifecycle import MOVES, Deed


@dataclass(frozen=True)
class BulkDeed:
    """A deed over many dossiers.

    Attributes:
        slug: its name in the address.
        deed: of the table of moves.
        button: what the button says.
        form: what is entered once for all.
        permit: who may.
        do: the deed on a single dossier; there is no other way to do it.
        lead: a sentence above the form.
        days: arguments that are days.
    """

    slug: str
    deed: Deed
    button: Any
    form: type[forms.DeedForm]
    permit: May
    do: Callable[..., Any]
    lead: Any = ""
    days: tuple[str, ...] = ()

    def form_for(self, sent: Any, on: date, **initial: Any) -> forms.DeedForm:
        """The form with the choices of a day."""
        more: dict[str, Any] = {}
        if issubclass(self.form, forms.HandOnForm):
            more = {"units": desk_queries.units(on), "people": desk_queries.people()}
        return for_many(self.form(sent, initial=initial, **more))

    def kept(self, words: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments as they are kept until they are used."""
        return {name: value.isoformat() if name in self.days else value for name, value in words.items()}

    def taken(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments as the deed takes them."""
        return {
            name: date.fromisoformat(value) if name in self.days else value for name, value in kept.items()
        }

    def cites(self, state: str) -> str:
        """The article that the deed stands under, for a dossier in a state."""
        found = {str(move.start): move.cites for move in MOVES if move.deed == self.deed}
        return found.get(state) or next(iter(found.values()))


_RECEIVE, _SETTLE = May.RECEIVE_DOSSIERS, May.EDIT_DOSSIERS
_ALL = (
    BulkDeed("chuyen", Deed.HAND_ON, _("Chuyển xử lý"), forms.HandOnForm, _SETTLE, actions.hand_on,
             lead=_("Mọi hồ sơ đến cùng một nơi; bước đang mở của từng hồ sơ được giữ.")),
    BulkDeed("xong-buoc", Deed.HAND_ON, _("Xong bước, sang bước tiếp theo"), NextStepForm, _SETTLE,
             actions.end_step,
             lead=_("Mỗi hồ sơ sang bước tiếp theo của quy trình nội bộ mà nó đang theo.")),
    BulkDeed("co-ket-qua", Deed.FINISH, _("Có kết quả"), forms.FinishForm, _SETTLE, actions.finish,
             lead=_("Dùng khi một văn bản là kết quả của nhiều hồ sơ. Lời hẹn của từng hồ sơ được đánh giá.")),
    BulkDeed("tra", Deed.RETURN, _("Trả kết quả"), forms.GiveBackForm, _RECEIVE, actions.give_back),
    BulkDeed("xin-loi", Deed.EXTEND, _("Xin lỗi và hẹn lại"), forms.ExtendForm, _SETTLE, actions.extend,
             lead=_("Cùng một ngày hẹn mới và cùng một lý do; mỗi người nộp nhận thư xin lỗi riêng."),
             days=("until",)),
    BulkDeed("dong", Deed.CLOSE_SILENT, _("Đóng vì không bổ sung"), forms.DeedForm, _RECEIVE,
             actions.close_silent,
             lead=_("Hệ thống chỉ đề nghị; hồ sơ nào chưa đủ số ngày chờ sẽ bị từ chối khi xem thử.")),
    BulkDeed("bao-da-nhan", Deed.ACKNOWLEDGE, _("Báo đã nhận"), forms.DeedForm, _RECEIVE,
             actions.acknowledge),
    BulkDeed("xu-ly-tiep", Deed.RESUME, _("Xử lý tiếp"), forms.DeedForm, _SETTLE, actions.resume),
)  # fmt: skip
BULK_DEEDS: Mapping[str, BulkDeed] = {each.slug: each for each in _ALL}
