"""Two traps for machines that fill in forms: a field that no person sees, and the time a person needs.

No other service is asked, and nothing but the form itself is needed: no script, no cookie.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

_SALT = "minhchung.knocks.trap"
#: A person needs at least so long, and a form is good for so long.
SOONEST, LONGEST = timedelta(seconds=3), timedelta(days=1)


def opened_mark(now: datetime) -> str:
    """The signed moment at which a form was shown."""
    return signing.dumps(now.isoformat(timespec="seconds"), salt=_SALT)


def opened_at(mark: str) -> datetime | None:
    """The moment in a mark; None for one that was not made here."""
    try:
        return datetime.fromisoformat(signing.loads(mark, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


class TrapForm(forms.Form):
    """What every form for people outside holds besides its own fields; ``now`` is when it came back."""

    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label=_("Để trống ô này"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Refuse what a machine sent; a person is told what to do."""
        data = super().clean() or {}
        opened = opened_at(data.get("opened", ""))
        if data.get("website"):
            self.add_error(
                None, _("Ô dành để nhận ra máy tự động đã bị điền. Hãy xóa nội dung ô đó rồi gửi lại.")
            )
        elif opened is None or opened > self.now:
            self.add_error(None, _("Biểu mẫu thiếu dấu thời điểm mở. Hãy gửi lại biểu mẫu này."))
        elif self.now - opened > LONGEST:
            self.add_error(None, _("Biểu mẫu đã mở quá một ngày. Nội dung vẫn còn; hãy gửi lại."))
        elif self.now - opened < SOONEST:
            self.add_error(
                None, _("Biểu mẫu được gửi nhanh hơn người có thể điền. Hãy đợi vài giây rồi gửi lại.")
            )
        return data
