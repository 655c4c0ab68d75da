"""Screens of feedback."""

from __future__ import annotations

from minhchung.feedback import actions
from minhchung.feedback.forms import FeedbackForm
from minhchung.feedback.models import Feedback
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register


class FeedbackRegister(Register):
    """The book of reflections and recommendations."""

    model = Feedback
    room = "feedback"
    matter = "feedback"
    title = "Phản ánh, kiến nghị"
    singular = "phản ánh, kiến nghị"
    lead = "Không gồm khiếu nại, tố cáo. Hạn tính theo ngày làm việc từ lúc gửi hoặc lần chuyển gần nhất."
    columns = ("code", "kind", "sector", "channel", "received_at", "due_at", "answered_at", "state")
    search = ("content_folded", "code", "sector")
    filters = ("kind", "state", "channel")
    order = ("-received_at",)
    form_class = FeedbackForm
    edit = May.EDIT_FEEDBACK
    personal = ("sender_name", "sender_contact")
    save = staticmethod(actions.save)
    import_name = "feedback"
    deed_names = {
        "receive": "Tiếp nhận",
        "take_up": "Xử lý",
        "ask_supplement": "Yêu cầu bổ sung",
        "transfer": "Chuyển đơn vị trong cơ quan",
        "refuse": "Từ chối",
        "move": "Chuyển cơ quan khác",
        "answer": "Trả lời",
        "publish": "Công khai trả lời",
        "rate": "Người gửi đánh giá",
    }
