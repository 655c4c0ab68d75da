"""Figures of feedback: the columns of form 06a and the on-time and satisfied shares of the national dashboard.

The form's identities hold by construction: received + carried in = resolved + in progress, and each side is the
sum of conduct and regulation.
"""

from __future__ import annotations

import ibis

from minhchung.feedback.facts import FeedbackFacts, RedressFacts, SurveyAnswerFacts, SurveyFacts
from minhchung.figures.kinds import Average, Count, Share, Stock, Total
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


@figure(
    "feedback.reopened",
    title="Phản ánh, kiến nghị được mở lại",
    unit=_UNIT,
    cites=f"{_DASHBOARD}.3",
    formula="Số mà người gửi chưa hài lòng, được mở lại trong kỳ; lần trả lời đầu vẫn được tính như cũ",
    groups=_GROUPS,
)
def reopened(feedback: FeedbackFacts, window: Window) -> Count:
    """Reopened inside the window."""
    return Count(feedback.reopened_in(window))


_SURVEY = "NĐ 118/2025/NĐ-CP, Điều 33"
_FORM_1 = "BNV, phụ lục thống kê báo cáo CCHC, BM1"
_SURVEY_GROUPS = ("criterion", "way", "field")


@figure(
    "feedback.survey_answers",
    title="Phiếu đánh giá việc giải quyết thủ tục hành chính",
    unit="phiếu",
    cites=f"{_SURVEY}; TT 01/2018/TT-VPCP, Điều 13; {_FORM_1} dòng 4.1",
    formula="Số phiếu trả lời trong kỳ; mỗi hồ sơ nhiều nhất một phiếu",
    groups=("way", "field", "edition"),
)
def survey_answers(answers: SurveyAnswerFacts, window: Window) -> Count:
    """Surveys answered inside the window."""
    return Count(answers.answered_in(window))


@figure(
    "feedback.survey_online",
    title="Phiếu đánh giá trả lời trực tuyến",
    unit="phiếu",
    cites=f"{_FORM_1} dòng 4.2; {_SURVEY}",
    formula="Số phiếu trả lời trong kỳ qua mã QR, đường dẫn",
    groups=("field", "edition"),
)
def survey_online(answers: SurveyAnswerFacts, window: Window) -> Count:
    """Answered online."""
    return Count(answers.answered_in(window).by_way("link"))


@figure(
    "feedback.survey_slips",
    title="Phiếu đánh giá trả lời tại quầy",
    unit="phiếu",
    cites=f"{_FORM_1} dòng 4.2; {_SURVEY}",
    formula="Số phiếu trả lời trong kỳ bằng phiếu giấy, thiết bị tại quầy",
    groups=("field", "edition"),
)
def survey_slips(answers: SurveyAnswerFacts, window: Window) -> Count:
    """Answered on paper or at the desk."""
    return Count(answers.answered_in(window).by_way("slip"))


@figure(
    "feedback.survey_satisfied",
    title="Chỉ số hài lòng về giải quyết thủ tục hành chính",
    unit="lượt trả lời tiêu chí",
    cites=_SURVEY,
    formula=(
        "Số lượt trả lời hài lòng, rất hài lòng chia cho mọi lượt trả lời tiêu chí trong kỳ; khảo sát của cơ quan, "
        "không phải chỉ số SIPAS"
    ),
    groups=_SURVEY_GROUPS,
)
def survey_satisfied(marks: SurveyFacts, window: Window) -> Share:
    """Satisfied answers among all answers of criteria."""
    whole = marks.answered_in(window).by_shares()
    return Share(part=whole.where(whole.t.satisfied == 1), whole=whole)


@figure(
    "feedback.survey_points",
    title="Điểm bình quân một tiêu chí theo phiếu đánh giá cũ",
    unit="điểm",
    cites="TT 01/2018/TT-VPCP, Điều 13-15",
    formula="Bình quân điểm (0 đến 2) của các tiêu chí hỏi người dân, đối với hồ sơ kết thúc khi thông tư còn hiệu lực",
    groups=_SURVEY_GROUPS,
)
def survey_points(marks: SurveyFacts, window: Window) -> Average:
    """Mean points of a criterion under the former criteria."""
    return Average(marks.answered_in(window).by_points(), "value")


_COMPLAINTS = "Luật Khiếu nại 02/2011/QH13"
_DENUNCIATIONS = "Luật Tố cáo 25/2018/QH14"


@figure(
    "feedback.complaints_received",
    title="Khiếu nại nhận trong kỳ",
    unit="vụ việc",
    cites=f"{_COMPLAINTS}, Điều 27",
    formula="Số khiếu nại vào sổ trong kỳ; chỉ có số lượng, sổ không mở ra từ đây",
)
def complaints_received(redress: RedressFacts, window: Window) -> Total:
    """Complaints entered inside the window."""
    return Total(redress.happened_in(window, "complaint", "received"), "number")


@figure(
    "feedback.complaints_settled",
    title="Khiếu nại đã giải quyết trong kỳ",
    unit="vụ việc",
    cites=f"{_COMPLAINTS}, Điều 31, 40",
    formula="Số khiếu nại có quyết định giải quyết trong kỳ",
)
def complaints_settled(redress: RedressFacts, window: Window) -> Total:
    """Complaints decided inside the window."""
    return Total(redress.happened_in(window, "complaint", "concluded"), "number")


@figure(
    "feedback.complaints_settled_in_time",
    title="Khiếu nại giải quyết đúng hạn",
    unit="vụ việc",
    cites=f"{_COMPLAINTS}, Điều 28, 37",
    formula="Trong số khiếu nại có quyết định giải quyết trong kỳ: số không quá hạn",
)
def complaints_settled_in_time(redress: RedressFacts, window: Window) -> Total:
    """Decided within the limit."""
    return Total(redress.happened_in(window, "complaint", "concluded"), "in_time")


@figure(
    "feedback.denunciations_received",
    title="Tố cáo nhận trong kỳ",
    unit="vụ việc",
    cites=f"{_DENUNCIATIONS}, Điều 24",
    formula="Số tố cáo vào sổ trong kỳ; chỉ có số lượng, sổ không mở ra từ đây",
)
def denunciations_received(redress: RedressFacts, window: Window) -> Total:
    """Denunciations entered inside the window."""
    return Total(redress.happened_in(window, "denunciation", "received"), "number")


@figure(
    "feedback.denunciations_settled",
    title="Tố cáo đã kết luận trong kỳ",
    unit="vụ việc",
    cites=f"{_DENUNCIATIONS}, Điều 30, 35",
    formula="Số tố cáo có kết luận nội dung trong kỳ",
)
def denunciations_settled(redress: RedressFacts, window: Window) -> Total:
    """Denunciations concluded inside the window."""
    return Total(redress.happened_in(window, "denunciation", "concluded"), "number")
