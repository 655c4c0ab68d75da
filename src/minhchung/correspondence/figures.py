"""Figures of correspondence: documents sent, electronically, signed twice; certificates in force (BM7).

Fully electronic + parallel + paper only = sent, by construction.
"""

from __future__ import annotations

from minhchung.correspondence.facts import CertificateFacts, IncomingFacts, OutgoingFacts
from minhchung.figures.kinds import Count, Share, Stock
from minhchung.figures.register import figure
from minhchung.rules.windows import Clock, Window

_FORM = "BNV, phụ lục thống kê báo cáo CCHC, BM7"
_OUTGOING = f"{_FORM} dòng 2"
_CERTIFICATES = f"{_FORM} dòng 5; NĐ 68/2024/NĐ-CP (trước đó NĐ 130/2018/NĐ-CP)"
_EXCHANGE = "QĐ 28/2018/QĐ-TTg"
_GROUPS = ("type", "issuer")


@figure(
    "documents.sent",
    title="Văn bản đi",
    unit="văn bản",
    cites=f"{_OUTGOING}; NĐ 30/2020/NĐ-CP, Điều 14-19",
    formula="Số văn bản đi có ngày ban hành trong kỳ, kể cả văn bản mật",
    groups=_GROUPS,
)
def sent(documents: OutgoingFacts, window: Window) -> Count:
    """Issued inside the window."""
    return Count(documents.issued_in(window))


@figure(
    "documents.sent_electronically",
    title="Tỷ lệ văn bản đi gửi dưới dạng điện tử",
    unit="văn bản",
    cites=f"{_OUTGOING}; {_EXCHANGE}",
    formula="Trong số văn bản đi không mật: số gửi qua trục liên thông văn bản (có hoặc không kèm bản giấy)",
    groups=_GROUPS,
)
def sent_electronically(documents: OutgoingFacts, window: Window) -> Share:
    """Sent electronically, of those that are not secret."""
    whole = documents.issued_in(window).not_secret()
    return Share(part=whole.sent_electronically(), whole=whole)


@figure(
    "documents.sent_electronically_signed",
    title="Tỷ lệ văn bản đi gửi điện tử có đủ chữ ký số của cá nhân và cơ quan",
    unit="văn bản",
    cites=f"{_OUTGOING}; {_EXCHANGE}; NĐ 30/2020/NĐ-CP, Điều 5",
    formula=(
        "Trong số văn bản đi không mật: số gửi qua trục liên thông và được cả người có thẩm quyền "
        "lẫn cơ quan ký số"
    ),
    groups=_GROUPS,
)
def sent_electronically_signed(documents: OutgoingFacts, window: Window) -> Share:
    """Sent electronically and signed twice, of those that are not secret."""
    whole = documents.issued_in(window).not_secret()
    return Share(part=whole.sent_electronically().signed_twice(), whole=whole)


@figure(
    "documents.fully_electronic",
    title="Văn bản đi gửi hoàn toàn điện tử",
    unit="văn bản",
    cites=f"{_OUTGOING}; {_EXCHANGE}",
    formula="Văn bản đi trong kỳ gửi qua trục liên thông, không gửi bản giấy",
    groups=_GROUPS,
)
def fully_electronic(documents: OutgoingFacts, window: Window) -> Count:
    """Sent electronically, not on paper."""
    return Count(documents.issued_in(window).sent_electronically().on_paper(False))


@figure(
    "documents.parallel",
    title="Văn bản đi gửi song song điện tử và giấy",
    unit="văn bản",
    cites=f"{_OUTGOING}; {_EXCHANGE}",
    formula="Văn bản đi trong kỳ gửi qua trục liên thông và gửi cả bản giấy",
    groups=_GROUPS,
)
def parallel(documents: OutgoingFacts, window: Window) -> Count:
    """Sent electronically and on paper."""
    return Count(documents.issued_in(window).sent_electronically().on_paper(True))


@figure(
    "documents.paper_only",
    title="Văn bản đi chỉ gửi bản giấy",
    unit="văn bản",
    cites=_OUTGOING,
    formula="Văn bản đi trong kỳ không gửi qua trục liên thông (kể cả văn bản mật)",
    groups=_GROUPS,
)
def paper_only(documents: OutgoingFacts, window: Window) -> Count:
    """Not sent electronically."""
    return Count(documents.issued_in(window).not_electronic())


@figure(
    "documents.secret",
    title="Văn bản đi mật",
    unit="văn bản",
    cites=f"{_OUTGOING}; {_EXCHANGE} (không áp dụng với văn bản mật)",
    formula="Văn bản đi trong kỳ có độ mật; không tính vào mẫu số của tỷ lệ gửi điện tử",
    groups=_GROUPS,
)
def secret(documents: OutgoingFacts, window: Window) -> Count:
    """With state secrets: apart from the electronic shares."""
    issued = documents.issued_in(window)
    return Count(issued.where(issued.t.secret == 1))


@figure(
    "documents.reform_direction",
    title="Văn bản chỉ đạo cải cách hành chính đã ban hành",
    unit="văn bản",
    cites="BNV, phụ lục thống kê báo cáo CCHC, BM1 dòng 6",
    formula="Văn bản đi trong kỳ được đánh dấu là chỉ đạo, điều hành cải cách hành chính",
    groups=_GROUPS,
)
def reform_direction(documents: OutgoingFacts, window: Window) -> Count:
    """Documents that direct the reform."""
    issued = documents.issued_in(window)
    return Count(issued.where(issued.t.reform_direction == 1))


@figure(
    "documents.incoming",
    title="Văn bản đến",
    unit="văn bản",
    cites="NĐ 30/2020/NĐ-CP, Điều 20-24",
    formula="Số văn bản đến có ngày đến trong kỳ",
    groups=("receiver",),
)
def incoming(documents: IncomingFacts, window: Window) -> Count:
    """Came in inside the window."""
    return Count(documents.received_in(window))


@figure(
    "documents.incoming_electronic",
    title="Tỷ lệ văn bản đến nhận dưới dạng điện tử",
    unit="văn bản",
    cites=f"{_FORM} dòng 3; {_EXCHANGE}",
    formula="Trong số văn bản đến không mật: số nhận qua trục liên thông văn bản",
    groups=("receiver",),
)
def incoming_electronic(documents: IncomingFacts, window: Window) -> Share:
    """Received electronically, of those that are not secret."""
    whole = documents.received_in(window)
    whole = whole.where(whole.t.secret == 0)
    return Share(part=whole.where(whole.t.electronic == 1), whole=whole)


@figure(
    "certificates.in_force",
    title="Chứng thư số còn hiệu lực",
    unit="chứng thư",
    cites=_CERTIFICATES,
    formula="Số chứng thư còn thời hạn và chưa bị thu hồi tại ngày cuối kỳ",
    clock=Clock.AS_OF,
    groups=("holder_kind",),
)
def certificates_in_force(certificates: CertificateFacts, window: Window) -> Stock:
    """Valid on the last day."""
    return Stock(certificates.in_force_after(window))


@figure(
    "certificates.of_agency",
    title="Chứng thư số của cơ quan, đơn vị còn hiệu lực",
    unit="chứng thư",
    cites=_CERTIFICATES,
    formula="Chứng thư còn hiệu lực tại ngày cuối kỳ mà thuê bao là cơ quan, đơn vị",
    clock=Clock.AS_OF,
)
def certificates_of_agency(certificates: CertificateFacts, window: Window) -> Stock:
    """Valid, of agencies."""
    return Stock(certificates.in_force_after(window).held_by("agency"))


@figure(
    "certificates.of_people",
    title="Chứng thư số của cá nhân còn hiệu lực",
    unit="chứng thư",
    cites=_CERTIFICATES,
    formula="Chứng thư còn hiệu lực tại ngày cuối kỳ mà thuê bao là cá nhân",
    clock=Clock.AS_OF,
)
def certificates_of_people(certificates: CertificateFacts, window: Window) -> Stock:
    """Valid, of people."""
    return Stock(certificates.in_force_after(window).held_by("person"))
