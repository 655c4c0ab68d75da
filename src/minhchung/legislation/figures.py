"""Figures of legal documents and of dissemination. All flows run by the reporting window."""

from __future__ import annotations

from minhchung.figures.kinds import Count, Share, Stock, Total
from minhchung.figures.register import figure
from minhchung.legislation import figures_spread as figures_spread
from minhchung.legislation import figures_work as figures_work
from minhchung.legislation.facts import DisseminationFacts, DocumentFacts, ReviewFacts, SystematisedFacts
from minhchung.rules.windows import Clock, Window

_BM1 = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 1 (chỉ đạo điều hành), dòng 8"
_BM2 = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 2 (thể chế)"
_REVIEW = "NĐ 79/2025/NĐ-CP, Điều 34 và 38 (trước 01/4/2025: NĐ 34/2016/NĐ-CP, Điều 143)"
_SYSTEM = "NĐ 34/2016/NĐ-CP, Điều 164-168; NĐ 79/2025/NĐ-CP"
_BOTH = "TT 03/2019/TT-BTP"


@figure(
    "legislation.drafted",
    title="Văn bản quy phạm pháp luật do cơ quan tham mưu ban hành",
    unit="văn bản",
    cites=f"{_BM2}, dòng 1",
    formula="Số văn bản quy phạm pháp luật ban hành trong kỳ mà cơ quan chủ trì soạn thảo",
    groups=("type", "field", "issuer"),
)
def drafted(documents: DocumentFacts, window: Window) -> Count:
    """Normative documents that the agency drafted."""
    return Count(documents.issued_in(window).normative().drafted_here())


@figure(
    "legislation.drafted_all",
    title="Văn bản do cơ quan tham mưu ban hành (quy phạm pháp luật và hành chính)",
    unit="văn bản",
    cites=f"{_BM2}, dòng 1",
    formula="Số văn bản ban hành trong kỳ mà cơ quan chủ trì soạn thảo, cả quy phạm pháp luật và hành chính",
    groups=("family", "type", "field", "issuer"),
)
def drafted_all(documents: DocumentFacts, window: Window) -> Count:
    """Whatever the agency drafted."""
    return Count(documents.issued_in(window).drafted_here())


@figure(
    "legislation.commented",
    title="Văn bản cơ quan tham gia góp ý đã được ban hành",
    unit="văn bản",
    cites=f"{_BM2}, dòng 1",
    formula="Số văn bản ban hành trong kỳ mà cơ quan góp ý, phối hợp soạn thảo",
    groups=("family", "type", "field", "issuer"),
)
def commented(documents: DocumentFacts, window: Window) -> Count:
    """Documents that the agency commented on."""
    return Count(documents.issued_in(window).commented_here())


@figure(
    "legislation.in_force",
    title="Văn bản quy phạm pháp luật còn hiệu lực",
    unit="văn bản",
    cites="Luật 80/2015/QH13; Luật 64/2025/QH15, Điều 57",
    formula="Văn bản quy phạm đã có hiệu lực và chưa hết hiệu lực toàn bộ vào ngày cuối kỳ",
    clock=Clock.AS_OF,
    groups=("type", "field", "issuer", "territory"),
)
def in_force(documents: DocumentFacts, window: Window) -> Stock:
    """Normative documents in force."""
    return Stock(documents.normative().in_force_after(window))


@figure(
    "legislation.expired",
    title="Văn bản hết hiệu lực toàn bộ trong kỳ",
    unit="văn bản",
    cites=f"{_BM2}, dòng 4; Luật 64/2025/QH15, Điều 57",
    formula="Số văn bản quy phạm pháp luật có ngày hết hiệu lực toàn bộ trong kỳ",
    groups=("type", "field", "issuer"),
)
def expired(documents: DocumentFacts, window: Window) -> Count:
    """Wholly expired."""
    return Count(documents.normative().expired_in(window))


@figure(
    "legislation.partly_expired",
    title="Văn bản hết hiệu lực một phần trong kỳ",
    unit="văn bản",
    cites=f"{_BM2}, dòng 4; Luật 64/2025/QH15, Điều 57",
    formula="Số văn bản quy phạm pháp luật có ngày hết hiệu lực một phần trong kỳ",
    groups=("type", "field", "issuer"),
)
def partly_expired(documents: DocumentFacts, window: Window) -> Count:
    """Partly expired."""
    return Count(documents.normative().partly_expired_in(window))


@figure(
    "legislation.reviewed",
    title="Lượt văn bản được rà soát",
    unit="lượt văn bản",
    cites=f"{_BM2}, dòng 3.1; {_REVIEW}",
    formula="Số lượt rà soát văn bản trong kỳ; một văn bản rà soát hai lần là hai lượt",
    groups=("outcome", "type", "family"),
)
def reviewed(reviews: ReviewFacts, window: Window) -> Count:
    """Reviews made."""
    return Count(reviews.reviewed_in(window))


@figure(
    "legislation.to_handle",
    title="Văn bản phải xử lý sau rà soát",
    unit="lượt văn bản",
    cites=f"{_BM2}, dòng 3.2; {_REVIEW}",
    formula="Lượt rà soát trong kỳ có kết quả khác “tiếp tục áp dụng, không phải xử lý”",
    groups=("outcome", "type"),
)
def to_handle(reviews: ReviewFacts, window: Window) -> Count:
    """Reviews that ask for something."""
    return Count(reviews.reviewed_in(window).needing_handling())


@figure(
    "legislation.handled",
    title="Văn bản đã xử lý sau rà soát",
    unit="lượt văn bản",
    cites=f"{_BM2}, dòng 3.3; {_REVIEW}",
    formula="Số kiến nghị rà soát được xử lý xong trong kỳ, kể cả của lượt rà soát từ kỳ trước",
    groups=("outcome", "type"),
)
def handled(reviews: ReviewFacts, window: Window) -> Count:
    """Proposals carried out, whenever they were made."""
    return Count(reviews.needing_handling().handled_in(window))


@figure(
    "legislation.handled_rate",
    title="Tỷ lệ văn bản đã xử lý trên số phải xử lý sau rà soát",
    unit="lượt văn bản",
    cites=f"{_BM2}, dòng 3.3/3.2; {_REVIEW}",
    formula="Trong các lượt rà soát của kỳ phải xử lý: số đã xử lý xong đến ngày cuối kỳ",
    groups=("outcome", "type"),
)
def handled_rate(reviews: ReviewFacts, window: Window) -> Share:
    """Of what the window's reviews ask for, what was done by its end."""
    whole = reviews.reviewed_in(window).needing_handling()
    return Share(part=whole.handled_by_end_of(window), whole=whole)


@figure(
    "legislation.systematised",
    title="Văn bản được hệ thống hóa",
    unit="văn bản",
    cites=f"{_BM2}, dòng 5; {_SYSTEM}",
    formula=(
        "Số văn bản trong danh mục A (hết hiệu lực) và C (còn hiệu lực) của kỳ hệ thống hóa "
        "công bố trong kỳ báo cáo"
    ),
    groups=("period", "listing", "type"),
)
def systematised(entries: SystematisedFacts, window: Window) -> Count:
    """All documents of the periods published: each stands in A or in C."""
    return Count(entries.published_in(window).listed("A", "C"))


@figure(
    "legislation.systematised_expired",
    title="Văn bản hết hiệu lực toàn bộ theo kết quả hệ thống hóa",
    unit="văn bản",
    cites=f"{_BM2}, dòng 5; {_SYSTEM}, danh mục A",
    formula="Số văn bản trong danh mục A của kỳ hệ thống hóa công bố trong kỳ báo cáo",
    groups=("period", "type"),
)
def systematised_expired(entries: SystematisedFacts, window: Window) -> Count:
    """List A."""
    return Count(entries.published_in(window).listed("A"))


@figure(
    "legislation.systematised_partly_expired",
    title="Văn bản hết hiệu lực một phần theo kết quả hệ thống hóa",
    unit="văn bản",
    cites=f"{_BM2}, dòng 5; {_SYSTEM}, danh mục B",
    formula="Số văn bản trong danh mục B của kỳ hệ thống hóa công bố trong kỳ báo cáo",
    groups=("period", "type"),
)
def systematised_partly_expired(entries: SystematisedFacts, window: Window) -> Count:
    """List B."""
    return Count(entries.published_in(window).listed("B"))


@figure(
    "legislation.systematised_in_force",
    title="Văn bản còn hiệu lực theo kết quả hệ thống hóa",
    unit="văn bản",
    cites=f"{_BM2}, dòng 5; {_SYSTEM}, danh mục C",
    formula="Số văn bản trong danh mục C của kỳ hệ thống hóa công bố trong kỳ báo cáo",
    groups=("period", "type"),
)
def systematised_in_force(entries: SystematisedFacts, window: Window) -> Count:
    """List C."""
    return Count(entries.published_in(window).listed("C"))


@figure(
    "legislation.systematised_to_handle",
    title="Văn bản cần xử lý theo kết quả hệ thống hóa",
    unit="văn bản",
    cites=f"{_BM2}, dòng 5; {_SYSTEM}, danh mục D",
    formula="Số văn bản trong danh mục D của kỳ hệ thống hóa công bố trong kỳ báo cáo",
    groups=("period", "type"),
)
def systematised_to_handle(entries: SystematisedFacts, window: Window) -> Count:
    """List D."""
    return Count(entries.published_in(window).listed("D"))


@figure(
    "dissemination.events",
    title="Hoạt động phổ biến pháp luật và tuyên truyền cải cách hành chính",
    unit="hoạt động",
    cites=f"{_BM2}, dòng 7 ({_BOTH}); {_BM1}",
    formula="Mọi hội nghị, tập huấn, tin bài, tài liệu, cuộc thi, chương trình phát sóng thực hiện trong kỳ",
    groups=("form", "subject", "unit_name"),
)
def events(facts: DisseminationFacts, window: Window) -> Count:
    """Everything, about law and about the reform."""
    return Count(facts.held_in(window))


@figure(
    "dissemination.law_events",
    title="Hoạt động phổ biến, giáo dục pháp luật",
    unit="hoạt động",
    cites=f"{_BM2}, dòng 7; {_BOTH}",
    formula="Hoạt động thực hiện trong kỳ có nội dung phổ biến, giáo dục pháp luật",
    groups=("form", "unit_name"),
)
def law_events(facts: DisseminationFacts, window: Window) -> Count:
    """About law."""
    return Count(facts.held_in(window).about("law"))


@figure(
    "dissemination.reform_events",
    title="Hoạt động tuyên truyền cải cách hành chính",
    unit="hoạt động",
    cites=_BM1,
    formula="Hoạt động thực hiện trong kỳ có nội dung tuyên truyền cải cách hành chính",
    groups=("form", "unit_name"),
)
def reform_events(facts: DisseminationFacts, window: Window) -> Count:
    """About the reform."""
    return Count(facts.held_in(window).about("reform"))


@figure(
    "dissemination.in_person",
    title="Cuộc phổ biến, tuyên truyền trực tiếp",
    unit="cuộc",
    cites=f"{_BM2}, dòng 7; {_BOTH}",
    formula="Hội nghị phổ biến và lớp tập huấn tổ chức trong kỳ",
    groups=("form", "subject", "unit_name"),
)
def in_person(facts: DisseminationFacts, window: Window) -> Count:
    """Conferences and training."""
    return Count(facts.held_in(window).in_person())


@figure(
    "dissemination.attendance",
    title="Lượt người dự phổ biến pháp luật, tuyên truyền cải cách hành chính",
    unit="lượt người",
    cites=f"{_BM2}, dòng 7 ({_BOTH}); {_BM1}",
    formula="Cộng lượt người dự các hoạt động thực hiện trong kỳ",
    groups=("form", "subject", "unit_name"),
)
def attendance(facts: DisseminationFacts, window: Window) -> Total:
    """People who came, each time they came."""
    return Total(facts.held_in(window), column="attendance")


@figure(
    "dissemination.copies",
    title="Tài liệu phổ biến, tuyên truyền đã phát hành",
    unit="bản",
    cites=f"{_BM2}, dòng 7; {_BOTH}",
    formula="Cộng số bản tài liệu phát hành của các hoạt động thực hiện trong kỳ",
    groups=("form", "subject", "unit_name"),
)
def copies(facts: DisseminationFacts, window: Window) -> Total:
    """Copies given out."""
    return Total(facts.held_in(window), column="copies")
