"""Figures of checking, of the programme of drafting, and of following how law is carried out."""

from __future__ import annotations

from minhchung.figures.kinds import Count, Share
from minhchung.figures.register import figure
from minhchung.legislation.facts import CheckFacts, DraftFacts, FollowingFacts, RecommendationFacts
from minhchung.rules.windows import Window

_BM2 = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 2 (thể chế)"
_CHECK = "Luật 64/2025/QH15, Điều 63 (trước 01/4/2025: NĐ 34/2016/NĐ-CP, Chương VIII)"
_FOLLOW = "Luật 64/2025/QH15, Điều 59; NĐ 59/2012/NĐ-CP"


@figure(
    "legislation.checked_by_authority",
    title="Văn bản đã kiểm tra theo thẩm quyền",
    unit="lượt văn bản",
    cites=f"{_BM2}, dòng 2.1; {_CHECK}",
    formula="Số lượt kiểm tra theo thẩm quyền, theo chuyên đề, địa bàn kết luận trong kỳ",
    groups=("fault", "type", "issuer"),
)
def checked_by_authority(checks: CheckFacts, window: Window) -> Count:
    """Checked by who may check others."""
    return Count(checks.checked_in(window).by_authority())


@figure(
    "legislation.checked_by_issuer",
    title="Văn bản đã tự kiểm tra",
    unit="lượt văn bản",
    cites=f"{_BM2}, dòng 2.2; {_CHECK}",
    formula="Số lượt tự kiểm tra kết luận trong kỳ",
    groups=("fault", "type", "issuer"),
)
def checked_by_issuer(checks: CheckFacts, window: Window) -> Count:
    """Checked by who issued it."""
    return Count(checks.checked_in(window).by_its_issuer())


@figure(
    "legislation.unlawful",
    title="Văn bản phát hiện trái pháp luật qua kiểm tra",
    unit="lượt văn bản",
    cites=f"{_BM2}, dòng 2.3; {_CHECK}",
    formula="Lượt kiểm tra kết luận trong kỳ có nội dung trái pháp luật",
    groups=("fault", "kind", "type"),
)
def unlawful(checks: CheckFacts, window: Window) -> Count:
    """With something against the law."""
    return Count(checks.checked_in(window).unlawful())


@figure(
    "legislation.unlawful_handled",
    title="Văn bản trái pháp luật đã xử lý",
    unit="lượt văn bản",
    cites=f"{_BM2}, dòng 2.4; {_CHECK}",
    formula="Số lượt có nội dung trái pháp luật được xử lý xong trong kỳ, kể cả phát hiện từ kỳ trước",
    groups=("fault", "kind", "type"),
)
def unlawful_handled(checks: CheckFacts, window: Window) -> Count:
    """Put right, whenever it was found."""
    return Count(checks.unlawful().handled_in(window))


@figure(
    "legislation.unlawful_handled_rate",
    title="Tỷ lệ văn bản trái pháp luật đã xử lý",
    unit="lượt văn bản",
    cites=f"{_BM2}, dòng 2.4/2.3; {_CHECK}",
    formula="Trong các lượt phát hiện trái pháp luật của kỳ: số đã xử lý xong đến ngày cuối kỳ",
    groups=("fault", "kind"),
)
def unlawful_handled_rate(checks: CheckFacts, window: Window) -> Share:
    """Of what was found in the window, what was put right by its end."""
    whole = checks.checked_in(window).unlawful()
    return Share(part=whole.handled_by_end_of(window), whole=whole)


@figure(
    "legislation.drafts_due",
    title="Dự thảo văn bản đến hạn trình theo chương trình",
    unit="dự thảo",
    cites=f"{_BM2}, dòng 1",
    formula="Dự thảo còn trong chương trình có thời hạn trình trong kỳ",
    groups=("stage", "type", "issuer"),
)
def drafts_due(drafts: DraftFacts, window: Window) -> Count:
    """To be submitted in the window."""
    return Count(drafts.due_in(window))


@figure(
    "legislation.drafts_in_time",
    title="Tỷ lệ dự thảo văn bản trình đúng hạn",
    unit="dự thảo",
    cites=f"{_BM2}, dòng 1",
    formula="Trong các dự thảo đến hạn trình trong kỳ: số đã trình không sau thời hạn",
    groups=("type", "issuer"),
)
def drafts_in_time(drafts: DraftFacts, window: Window) -> Share:
    """Of what was due, what was submitted by then."""
    whole = drafts.due_in(window)
    return Share(part=whole.submitted_in_time(), whole=whole)


@figure(
    "legislation.followed",
    title="Cuộc kiểm tra, điều tra, khảo sát tình hình thi hành pháp luật",
    unit="cuộc",
    cites=f"{_BM2}, dòng 6; {_FOLLOW}",
    formula="Số cuộc kiểm tra, điều tra, khảo sát thực hiện trong kỳ; kế hoạch không tính là cuộc",
    groups=("kind", "field"),
)
def followed(followings: FollowingFacts, window: Window) -> Count:
    """Inspections and surveys."""
    return Count(followings.held_in(window))


@figure(
    "legislation.recommended",
    title="Kiến nghị qua theo dõi thi hành pháp luật",
    unit="kiến nghị",
    cites=f"{_BM2}, dòng 6; {_FOLLOW}",
    formula="Số kiến nghị đưa ra trong kỳ",
    groups=("addressee",),
)
def recommended(recommendations: RecommendationFacts, window: Window) -> Count:
    """What was recommended."""
    return Count(recommendations.made_in(window))


@figure(
    "legislation.recommended_handled",
    title="Kiến nghị qua theo dõi thi hành pháp luật đã xử lý",
    unit="kiến nghị",
    cites=f"{_BM2}, dòng 6; {_FOLLOW}",
    formula="Số kiến nghị thực hiện xong trong kỳ, kể cả kiến nghị từ kỳ trước",
    groups=("addressee",),
)
def recommended_handled(recommendations: RecommendationFacts, window: Window) -> Count:
    """Carried out, whenever it was recommended."""
    return Count(recommendations.handled_in(window))
