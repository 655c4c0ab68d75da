"""Figures of feedback: the columns of form 06a and the on-time and satisfied shares of the national dashboard.

The form's identities hold by construction: received + carried in = resolved + in progress, and each side is the
sum of conduct and regulation.
"""

from __future__ import annotations

import ibis

from minhchung.feedback.facts import FeedbackFacts
from minhchung.figures.kinds import Count, Share, Stock
from minhchung.figures.register import figure
from minhchung.rules.windows import Window

_FORM = "TT 09/2026/TT-BTP, biểu 06a"
_DASHBOARD = "QĐ 766/QĐ-TTg, chỉ số 5"
_GROUPS = ("kind", "sector", "channel", "from_kind")
_UNIT = "phản ánh, kiến nghị"


@figure(
    "feedback.received",
    title="Phản ánh, kiến nghị tiếp nhận trong kỳ",
    unit=_UNIT,
    cites=f"{_FORM}, cột 7; BM3 dòng 4.1",
    formula="Số phản ánh, kiến nghị có thời điểm tiếp nhận trong kỳ, mọi kênh",
    groups=_GROUPS,
)
def received(feedback: FeedbackFacts, window: Window) -> Count:
    """Received inside the window."""
    return Count(feedback.received_in(window))


@figure(
    "feedback.carried_in",
    title="Phản ánh, kiến nghị từ kỳ trước chuyển qua",
    unit=_UNIT,
    cites=f"{_FORM}, cột 6",
    formula="Tiếp nhận trước kỳ và chưa xử lý xong khi kỳ bắt đầu; bằng cột 13 của kỳ trước",
    groups=_GROUPS,
)
def carried_in(feedback: FeedbackFacts, window: Window) -> Count:
    """In hand when the window began."""
    return Count(feedback.carried_into(window))


@figure(
    "feedback.to_handle",
    title="Tổng số phản ánh, kiến nghị phải xử lý",
    unit=_UNIT,
    cites=f"{_FORM}, cột 3 = 4+5 = 6+7",
    formula="Tiếp nhận trong kỳ cộng kỳ trước chuyển qua",
    groups=_GROUPS,
)
def to_handle(feedback: FeedbackFacts, window: Window) -> Count:
    """Received and carried in."""
    return Count(feedback.to_handle_in(window))


@figure(
    "feedback.conduct",
    title="Phản ánh, kiến nghị về hành vi hành chính phải xử lý",
    unit=_UNIT,
    cites=f"{_FORM}, cột 4",
    formula="Trong số phải xử lý: phản ánh về hành vi của cán bộ, công chức",
    groups=_GROUPS,
)
def conduct(feedback: FeedbackFacts, window: Window) -> Count:
    """About the conduct of officials."""
    return Count(feedback.to_handle_in(window).about("conduct"))


@figure(
    "feedback.regulation",
    title="Phản ánh, kiến nghị về quy định hành chính phải xử lý",
    unit=_UNIT,
    cites=f"{_FORM}, cột 5",
    formula="Trong số phải xử lý: phản ánh về cơ chế, chính sách, thủ tục",
    groups=_GROUPS,
)
def regulation(feedback: FeedbackFacts, window: Window) -> Count:
    """About regulations."""
    return Count(feedback.to_handle_in(window).about("regulation"))


@figure(
    "feedback.resolved",
    title="Phản ánh, kiến nghị đã xử lý trong kỳ",
    unit=_UNIT,
    cites=f"{_FORM}, cột 8 = 9+10 = 11+12; BM3 dòng 4.2",
    formula="Số đã trả lời, đã từ chối hoặc đã chuyển cơ quan khác trong kỳ",
    groups=_GROUPS,
)
def resolved(feedback: FeedbackFacts, window: Window) -> Count:
    """Closed inside the window."""
    return Count(feedback.closed_in(window))


@figure(
    "feedback.resolved_conduct",
    title="Phản ánh, kiến nghị về hành vi hành chính đã xử lý",
    unit=_UNIT,
    cites=f"{_FORM}, cột 9",
    formula="Trong số đã xử lý trong kỳ: phản ánh về hành vi",
    groups=_GROUPS,
)
def resolved_conduct(feedback: FeedbackFacts, window: Window) -> Count:
    """Closed, about conduct."""
    return Count(feedback.closed_in(window).about("conduct"))


@figure(
    "feedback.resolved_regulation",
    title="Phản ánh, kiến nghị về quy định hành chính đã xử lý",
    unit=_UNIT,
    cites=f"{_FORM}, cột 10",
    formula="Trong số đã xử lý trong kỳ: phản ánh về quy định",
    groups=_GROUPS,
)
def resolved_regulation(feedback: FeedbackFacts, window: Window) -> Count:
    """Closed, about regulations."""
    return Count(feedback.closed_in(window).about("regulation"))


@figure(
    "feedback.resolved_on_time",
    title="Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn",
    unit=_UNIT,
    cites=f"{_DASHBOARD}.2; BM3 dòng 4.3",
    formula=(
        "Trong số đã xử lý trong kỳ: số trả lời trong hạn trả lời, hoặc từ chối, chuyển trong hạn từ chối; "
        "hạn tính theo ngày làm việc từ lúc gửi hoặc lần chuyển gần nhất"
    ),
    groups=_GROUPS,
)
def resolved_on_time(feedback: FeedbackFacts, window: Window) -> Share:
    """Kept limits among what was closed."""
    whole = feedback.closed_in(window)
    return Share(part=whole.where(whole.t.on_time == 1), whole=whole)


@figure(
    "feedback.published",
    title="Phản ánh, kiến nghị đã công khai kết quả trả lời",
    unit=_UNIT,
    cites=f"{_FORM}, cột 16; BM3 dòng 4.4",
    formula="Số có thời điểm công khai trả lời trong kỳ",
    groups=_GROUPS,
)
def published(feedback: FeedbackFacts, window: Window) -> Count:
    """Answers published inside the window."""
    return Count(feedback.published_in(window))


@figure(
    "feedback.published_on_time",
    title="Tỷ lệ công khai trả lời đúng hạn",
    unit=_UNIT,
    cites="Cách tính của Cổng Dịch vụ công quốc gia theo QĐ 766/QĐ-TTg",
    formula="Trong số công khai trong kỳ: số công khai trong hạn kể từ khi trả lời",
    groups=_GROUPS,
)
def published_on_time(feedback: FeedbackFacts, window: Window) -> Share:
    """Published within the limit after the answer."""
    whole = feedback.published_in(window)
    return Share(part=whole.where(whole.t.published_on_time == 1), whole=whole)


@figure(
    "feedback.in_progress",
    title="Phản ánh, kiến nghị đang xử lý cuối kỳ",
    unit=_UNIT,
    cites=f"{_FORM}, cột 13 = 14+15",
    formula="Tiếp nhận trước khi kỳ kết thúc và chưa xử lý xong lúc đó (gồm cả chờ bổ sung)",
    groups=_GROUPS,
)
def in_progress(feedback: FeedbackFacts, window: Window) -> Stock:
    """In hand when the window closed."""
    return Stock(feedback.in_hand_after(window))


@figure(
    "feedback.in_progress_overdue",
    title="Phản ánh, kiến nghị đang xử lý đã quá hạn",
    unit=_UNIT,
    cites="TT 09/2026/TT-BTP, đề cương 01-ĐC mục I.6",
    formula="Đang xử lý cuối kỳ mà ngày hạn trả lời đã hết",
    groups=_GROUPS,
)
def in_progress_overdue(feedback: FeedbackFacts, window: Window) -> Stock:
    """In hand, with the day of the limit gone by."""
    whole = feedback.in_hand_after(window)
    return Stock(whole.where(whole.t.due_on <= ibis.literal(window.last_day)))


@figure(
    "feedback.refused",
    title="Phản ánh, kiến nghị bị từ chối tiếp nhận",
    unit=_UNIT,
    cites="TT 09/2026/TT-BTP, đề cương 01-ĐC mục I.6",
    formula="Trong số đã xử lý trong kỳ: số từ chối tiếp nhận",
    groups=_GROUPS,
)
def refused(feedback: FeedbackFacts, window: Window) -> Count:
    """Closed by refusal."""
    whole = feedback.closed_in(window)
    return Count(whole.where(whole.t.refused_at.notnull()))


@figure(
    "feedback.satisfied",
    title="Tỷ lệ người gửi hài lòng với kết quả trả lời",
    unit=_UNIT,
    cites=f"{_DASHBOARD}.3",
    formula="Trong số đã xử lý trong kỳ và có đánh giá: số đánh giá hài lòng",
    groups=_GROUPS,
)
def satisfied(feedback: FeedbackFacts, window: Window) -> Share:
    """Satisfied among those who rated."""
    whole = feedback.closed_in(window)
    whole = whole.where(whole.t.rating != "")
    return Share(part=whole.where(whole.t.rating == "satisfied"), whole=whole)
