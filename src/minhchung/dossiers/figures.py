"""Figures of dossiers: the columns of form 07a and the on-time share with its four denominators in real use.

The identities of the form hold by construction: received in the window and carried in (3 = 4+5+6+7+8) are
exactly what was solved in it and what is in hand after it (3 = 9+13), for both sides are the dossiers accepted
before the window's end and not ended before its start.
"""

from __future__ import annotations

import ibis

from minhchung.dossiers import figures_review as figures_review
from minhchung.dossiers.facts import DossierFacts
from minhchung.figures.kinds import Count, Share, Stock
from minhchung.figures.register import figure
from minhchung.rules.integrity import Detector
from minhchung.rules.windows import Window

_FORM = "TT 09/2026/TT-BTP, biểu 07a"
_GROUPS = ("field", "channel", "procedure_key", "settled_by")
#: What stands beside every on-time share: how many of the kept promises have a mark, then the marks one by one.
_BESIDE = ("dossiers.kept_to_review", *(f"dossiers.review_{each}" for each in Detector))


@figure(
    "dossiers.received",
    title="Hồ sơ tiếp nhận trong kỳ",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 4-7",
    formula="Số hồ sơ có thời điểm tiếp nhận chính thức trong kỳ, mọi kênh nộp",
    groups=_GROUPS,
)
def received(dossiers: DossierFacts, window: Window) -> Count:
    """Accepted inside the window."""
    return Count(dossiers.received_in(window))


@figure(
    "dossiers.received_online",
    title="Hồ sơ tiếp nhận trực tuyến trong kỳ",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 4-5",
    formula="Hồ sơ tiếp nhận trong kỳ qua kênh trực tuyến",
    groups=_GROUPS,
)
def received_online(dossiers: DossierFacts, window: Window) -> Count:
    """Filed online."""
    return Count(dossiers.received_in(window).by_channel("online"))


@figure(
    "dossiers.online_rate",
    title="Tỷ lệ hồ sơ tiếp nhận trực tuyến",
    unit="hồ sơ",
    cites="BNV, phụ lục thống kê báo cáo CCHC, BM7 dòng 6.4 (trên tổng số hồ sơ tiếp nhận)",
    formula="Trong các hồ sơ tiếp nhận trong kỳ: số tiếp nhận qua kênh trực tuyến",
    groups=_GROUPS,
)
def online_rate(dossiers: DossierFacts, window: Window) -> Share:
    """Filed online, of all that was received."""
    whole = dossiers.received_in(window)
    return Share(part=whole.by_channel("online"), whole=whole)


@figure(
    "dossiers.received_online_full",
    title="Hồ sơ trực tuyến toàn trình tiếp nhận trong kỳ",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 4",
    formula="Hồ sơ tiếp nhận trực tuyến của thủ tục ở mức toàn trình (trước 15/8/2022: mức độ 4)",
    groups=_GROUPS,
)
def received_online_full(dossiers: DossierFacts, window: Window) -> Count:
    """Filed online under a full-process service."""
    online = dossiers.received_in(window).by_channel("online")
    return Count(online.where(online.t.online_level.isin(["full", "level-4"])))


@figure(
    "dossiers.received_online_partial",
    title="Hồ sơ trực tuyến một phần tiếp nhận trong kỳ",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 5",
    formula="Hồ sơ tiếp nhận trực tuyến của thủ tục không ở mức toàn trình",
    groups=_GROUPS,
)
def received_online_partial(dossiers: DossierFacts, window: Window) -> Count:
    """Filed online under any lesser service."""
    online = dossiers.received_in(window).by_channel("online")
    return Count(online.where(~online.t.online_level.isin(["full", "level-4"])))


@figure(
    "dossiers.received_post",
    title="Hồ sơ tiếp nhận qua bưu chính trong kỳ",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 6",
    formula="Hồ sơ tiếp nhận trong kỳ qua dịch vụ bưu chính công ích",
    groups=_GROUPS,
)
def received_post(dossiers: DossierFacts, window: Window) -> Count:
    """Sent by post."""
    return Count(dossiers.received_in(window).by_channel("post"))


@figure(
    "dossiers.received_direct",
    title="Hồ sơ tiếp nhận trực tiếp trong kỳ",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 7",
    formula="Hồ sơ tiếp nhận trong kỳ tại quầy",
    groups=_GROUPS,
)
def received_direct(dossiers: DossierFacts, window: Window) -> Count:
    """Handed in at the counter."""
    return Count(dossiers.received_in(window).by_channel("direct"))


@figure(
    "dossiers.carried_in",
    title="Hồ sơ từ kỳ trước chuyển qua",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 8",
    formula="Hồ sơ tiếp nhận trước kỳ và chưa kết thúc khi kỳ bắt đầu; bằng cột 13 của kỳ trước",
    groups=_GROUPS,
)
def carried_in(dossiers: DossierFacts, window: Window) -> Count:
    """In hand when the window began."""
    return Count(dossiers.carried_into(window))


@figure(
    "dossiers.to_process",
    title="Tổng số hồ sơ phải giải quyết",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 3 = 4+5+6+7+8 = 9+13",
    formula="Hồ sơ tiếp nhận trong kỳ cộng hồ sơ từ kỳ trước chuyển qua",
    groups=_GROUPS,
)
def to_process(dossiers: DossierFacts, window: Window) -> Count:
    """Received and carried in."""
    return Count(dossiers.to_process_in(window))


@figure(
    "dossiers.solved",
    title="Hồ sơ đã giải quyết trong kỳ",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 9 = 10+11+12",
    formula="Hồ sơ đã tiếp nhận có thời điểm kết thúc xử lý trong kỳ (có kết quả, từ chối, rút, dừng)",
    groups=(*_GROUPS, "verdict"),
)
def solved(dossiers: DossierFacts, window: Window) -> Count:
    """Ended inside the window."""
    return Count(dossiers.solved_in(window))


@figure(
    "dossiers.early",
    title="Hồ sơ giải quyết trước hạn",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 10",
    formula="Hồ sơ đã giải quyết trong kỳ, xong trước ngày hẹn trả",
    groups=_GROUPS,
)
def early(dossiers: DossierFacts, window: Window) -> Count:
    """Ended on a day before the promised day."""
    return Count(dossiers.solved_in(window).judged("early"))


@figure(
    "dossiers.on_time",
    title="Hồ sơ giải quyết đúng hạn",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 11",
    formula="Hồ sơ đã giải quyết trong kỳ, xong trong ngày hẹn trả",
    groups=_GROUPS,
)
def on_time(dossiers: DossierFacts, window: Window) -> Count:
    """Ended on the promised day."""
    return Count(dossiers.solved_in(window).judged("on_time"))


@figure(
    "dossiers.overdue",
    title="Hồ sơ giải quyết quá hạn",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 12",
    formula="Hồ sơ đã giải quyết trong kỳ, xong sau khi hết hạn",
    groups=_GROUPS,
)
def overdue(dossiers: DossierFacts, window: Window) -> Count:
    """Ended after the promise had run out."""
    return Count(dossiers.solved_in(window).judged("overdue"))


@figure(
    "dossiers.in_progress",
    title="Hồ sơ đang giải quyết cuối kỳ",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 13 = 14+15",
    formula="Hồ sơ tiếp nhận trước khi kỳ kết thúc và chưa kết thúc xử lý lúc đó",
    groups=_GROUPS,
)
def in_progress(dossiers: DossierFacts, window: Window) -> Stock:
    """In hand when the window closed."""
    return Stock(dossiers.in_hand_after(window))


@figure(
    "dossiers.in_progress_in_time",
    title="Hồ sơ đang giải quyết, còn trong hạn",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 14",
    formula="Hồ sơ đang giải quyết cuối kỳ mà hạn hiện hành chưa qua",
    groups=_GROUPS,
)
def in_progress_in_time(dossiers: DossierFacts, window: Window) -> Stock:
    """In hand, promise still holding."""
    return Stock(dossiers.in_hand_after(window).still_in_time(window))


@figure(
    "dossiers.in_progress_overdue",
    title="Hồ sơ đang giải quyết, đã quá hạn",
    unit="hồ sơ",
    cites=f"{_FORM}, cột 15",
    formula="Hồ sơ đang giải quyết cuối kỳ mà hạn hiện hành đã qua",
    groups=_GROUPS,
)
def in_progress_overdue(dossiers: DossierFacts, window: Window) -> Stock:
    """In hand, promise broken."""
    return Stock(dossiers.in_hand_after(window).already_overdue(window))


@figure(
    "dossiers.kept_promise",
    title="Tỷ lệ hồ sơ trước hạn và đúng hạn trên số đã giải quyết",
    unit="hồ sơ",
    cites=f"{_FORM}, (cột 10 + cột 11) / cột 9",
    formula="Hồ sơ trước hạn và đúng hạn chia cho hồ sơ đã giải quyết trong kỳ",
    groups=_GROUPS,
    beside=_BESIDE,
)
def kept_promise(dossiers: DossierFacts, window: Window) -> Share:
    """Kept promises among what was solved: the denominator of the form."""
    whole = dossiers.solved_in(window)
    return Share(part=whole.kept_promise(), whole=whole)


@figure(
    "dossiers.kept_promise_of_due",
    title="Tỷ lệ hồ sơ trước hạn và đúng hạn trên số đến hạn",
    unit="hồ sơ",
    cites="Cách tính có trong báo cáo thực tế (mẫu số: hồ sơ đến hạn trong kỳ)",
    formula="Trong các hồ sơ đến hạn trong kỳ: số đã xong trước hạn hoặc đúng hạn",
    groups=_GROUPS,
    beside=_BESIDE,
)
def kept_promise_of_due(dossiers: DossierFacts, window: Window) -> Share:
    """Kept promises among what fell due."""
    whole = dossiers.due_in(window)
    return Share(part=whole.kept_promise(), whole=whole)


@figure(
    "dossiers.kept_promise_of_to_process",
    title="Tỷ lệ hồ sơ trước hạn và đúng hạn trên số phải giải quyết",
    unit="hồ sơ",
    cites="Cách tính có trong báo cáo thực tế (mẫu số: tổng số hồ sơ phải giải quyết)",
    formula="Trong tổng số hồ sơ phải giải quyết: số đã xong trong kỳ trước hạn hoặc đúng hạn",
    groups=_GROUPS,
    beside=_BESIDE,
)
def kept_promise_of_to_process(dossiers: DossierFacts, window: Window) -> Share:
    """Kept promises among all that was to be processed."""
    whole = dossiers.to_process_in(window)
    ended = whole.where(whole.t.ended_at < ibis.literal(window.until))
    return Share(part=ended.kept_promise(), whole=whole)


@figure(
    "dossiers.kept_promise_of_received",
    title="Tỷ lệ hồ sơ trước hạn và đúng hạn trên số tiếp nhận",
    unit="hồ sơ",
    cites="Cách tính có trong báo cáo thực tế (mẫu số: hồ sơ tiếp nhận trong kỳ)",
    formula="Trong các hồ sơ tiếp nhận trong kỳ: số đã xong trong kỳ trước hạn hoặc đúng hạn",
    groups=_GROUPS,
    beside=_BESIDE,
)
def kept_promise_of_received(dossiers: DossierFacts, window: Window) -> Share:
    """Kept promises among what was received."""
    whole = dossiers.received_in(window)
    ended = whole.where(whole.t.ended_at < ibis.literal(window.until))
    return Share(part=ended.kept_promise(), whole=whole)


@figure(
    "dossiers.kept_promise_portal",
    title="Tỷ lệ đúng hạn theo cách tính của Cổng Dịch vụ công quốc gia",
    unit="hồ sơ",
    cites="QĐ 766/QĐ-TTg, chỉ số tiến độ giải quyết (trừ thời gian chờ bổ sung)",
    formula="Như tỷ lệ trên số đã giải quyết, với kết quả tính theo quy tắc của Cổng",
    groups=_GROUPS,
    beside=_BESIDE,
)
def kept_promise_portal(dossiers: DossierFacts, window: Window) -> Share:
    """Kept promises by the portal's rule."""
    whole = dossiers.solved_in(window)
    return Share(part=whole.where(whole.t.portal_verdict.isin(["early", "on_time"])), whole=whole)


@figure(
    "dossiers.extended",
    title="Hồ sơ đã giải quyết có gia hạn kèm xin lỗi",
    unit="hồ sơ",
    cites="NĐ 118/2025/NĐ-CP, Điều 19.6",
    formula="Hồ sơ đã giải quyết trong kỳ có văn bản xin lỗi và hẹn lại",
    groups=_GROUPS,
)
def extended(dossiers: DossierFacts, window: Window) -> Count:
    """Solved after an extension."""
    whole = dossiers.solved_in(window)
    return Count(whole.where(whole.t.extended_at.notnull()))


@figure(
    "dossiers.supplemented",
    title="Hồ sơ đã giải quyết có yêu cầu bổ sung",
    unit="hồ sơ",
    cites="NĐ 118/2025/NĐ-CP, Điều 19.5",
    formula="Hồ sơ đã giải quyết trong kỳ có ít nhất một lần yêu cầu bổ sung sau tiếp nhận",
    groups=_GROUPS,
)
def supplemented(dossiers: DossierFacts, window: Window) -> Count:
    """Solved after a supplement was asked for."""
    whole = dossiers.solved_in(window)
    return Count(whole.where(whole.t.supplements > 0))
