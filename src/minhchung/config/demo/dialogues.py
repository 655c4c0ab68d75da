"""What was asked at the last dialogue of the made-up agency, and its minutes, published."""

from __future__ import annotations

from datetime import datetime

from minhchung.config.demo.scans import typeset
from minhchung.direction import actions, queries
from minhchung.ground.files.actions import keep_checked

_ASKED = (
    (
        "Doanh nghiệp mới thuê đất thì nộp hồ sơ môi trường trước hay sau khi có giấy chứng nhận đầu tư?",
        "Sau khi có giấy chứng nhận đăng ký đầu tư và trước khi khởi công; danh mục giấy tờ có ở trang thủ tục.",
        "Phòng Quản lý đầu tư",
    ),
    (
        "Giấy phép lao động có nhận kết quả qua bưu chính được không?",
        "Được. Khi nộp hồ sơ, chọn cách nhận kết quả qua bưu chính công ích.",
        "Văn phòng",
    ),
    ("Khi nào tuyến xe buýt vào khu công nghiệp hoạt động lại?", "", ""),
)


def tell(*, by: str, at: datetime) -> None:
    """Questions, answers and minutes of the last dialogue; again does nothing."""
    meeting = queries.last_held_dialogue()
    if meeting is None or meeting.minutes_id is not None:
        return
    for number, (question, answer, unit) in enumerate(_ASKED, start=1):
        actions.tell_question(
            meeting=meeting.pk,
            number=number,
            question=question,
            answer=answer,
            answered_by=unit,
            by=by,
            at=at,
        )
    lines = f"Chủ đề: {meeting.topic}. Số người dự: {meeting.attended}. {meeting.conclusion}"
    content = typeset(heading="BIÊN BẢN ĐỐI THOẠI", lines=lines, signed="Thư ký", at=at)
    kept, _warnings = keep_checked(
        [content], name="bien-ban-doi-thoai.pdf", purpose="direction.minutes", scanner=None, by=by, at=at
    )
    actions.keep_minutes(meeting=meeting.pk, file=kept.pk, published=True, by=by, at=at)
