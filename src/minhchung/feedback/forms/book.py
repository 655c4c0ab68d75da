"""Forms of feedback: they check what came in and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.feedback.models import Feedback


class FeedbackForm(forms.ModelForm[Feedback]):
    """A reflection or recommendation as it is written into the book."""

    class Meta:
        model = Feedback
        fields = (
            "code",
            "kind",
            "sector",
            "procedure_key",
            "from_kind",
            "sender_name",
            "sender_contact",
            "channel",
            "content",
            "sent_at",
            "received_at",
            "transfers",
            "transferred_at",
            "supplement_asked_at",
            "refused_at",
            "moved_at",
            "answered_at",
            "answer",
            "published_at",
            "rating",
        )

    def clean(self) -> dict[str, Any]:
        """Moments in order; closed in one way only."""
        data = super().clean() or {}
        sent, received, answered = (data.get(name) for name in ("sent_at", "received_at", "answered_at"))
        if sent and received and received < sent:
            self.add_error("received_at", _("Thời điểm tiếp nhận trước thời điểm gửi."))
        for name in ("supplement_asked_at", "refused_at", "moved_at", "answered_at"):
            if received and data.get(name) and data[name] < received:
                self.add_error(name, _("Thời điểm này trước thời điểm tiếp nhận."))
        if data.get("published_at") and (not answered or data["published_at"] < answered):
            self.add_error("published_at", _("Công khai sau khi đã trả lời."))
        closings = [name for name in ("answered_at", "refused_at", "moved_at") if data.get(name)]
        if len(closings) > 1:
            self.add_error(closings[1], _("Chỉ ghi một trong: trả lời, từ chối, chuyển cơ quan khác."))
        if bool(data.get("transfers")) != bool(data.get("transferred_at")):
            self.add_error("transferred_at", _("Số lần chuyển và thời điểm chuyển phải ghi cùng nhau."))
        return data
