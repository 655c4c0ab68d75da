"""Figures of procedures: in force, cut, posted, offered online, all as of the window's last day."""

from __future__ import annotations

from minhchung.figures.kinds import Share, Stock
from minhchung.figures.register import figure
from minhchung.lawbook import in_force as law_in_force
from minhchung.procedures.facts import ProcedureFacts
from minhchung.rules.windows import Clock, Window

_FORM = "BNV, phụ lục thống kê báo cáo CCHC, BM3"
_ONLINE = "BNV, phụ lục thống kê báo cáo CCHC, BM7 dòng 6.1"
_GROUPS = ("field", "online_level", "settled_by")


@figure(
    "procedures.in_force",
    title="Thủ tục hành chính thuộc thẩm quyền giải quyết",
    unit="thủ tục",
    cites=f"{_FORM} dòng 1.2",
    formula="Số thủ tục có phiên bản còn hiệu lực tại ngày cuối kỳ",
    clock=Clock.AS_OF,
    groups=_GROUPS,
)
def in_force(procedures: ProcedureFacts, window: Window) -> Stock:
    """In force on the last day."""
    return Stock(procedures.in_force_after(window))


@figure(
    "procedures.by_field",
    title="Thủ tục hành chính theo lĩnh vực",
    unit="thủ tục",
    cites=f"{_FORM} dòng 1.2",
    formula="Số thủ tục còn hiệu lực tại ngày cuối kỳ, chia theo lĩnh vực",
    clock=Clock.AS_OF,
    groups=("field",),
)
def by_field(procedures: ProcedureFacts, window: Window) -> Stock:
    """In force on the last day, to be broken down by field."""
    return Stock(procedures.in_force_after(window))


@figure(
    "procedures.with_statutory_limit",
    title="Thủ tục hành chính có thời hạn theo quy định",
    unit="thủ tục",
    cites="NĐ 63/2010/NĐ-CP, Điều 8.2 (thời hạn giải quyết)",
    formula="Thủ tục còn hiệu lực mà văn bản quy phạm pháp luật có quy định thời hạn giải quyết",
    clock=Clock.AS_OF,
    groups=_GROUPS,
)
def with_statutory_limit(procedures: ProcedureFacts, window: Window) -> Stock:
    """Those for which a cut can be computed."""
    return Stock(procedures.in_force_after(window).with_statutory_limit())


@figure(
    "procedures.without_statutory_limit",
    title="Thủ tục hành chính không quy định thời hạn",
    unit="thủ tục",
    cites="NĐ 63/2010/NĐ-CP, Điều 8.2 (thời hạn giải quyết)",
    formula=(
        "Thủ tục còn hiệu lực mà văn bản quy phạm pháp luật không quy định thời hạn; "
        "liệt kê riêng, không tính vào tỷ lệ cắt giảm"
    ),
    clock=Clock.AS_OF,
    groups=_GROUPS,
)
def without_statutory_limit(procedures: ProcedureFacts, window: Window) -> Stock:
    """Those that stand apart."""
    return Stock(procedures.in_force_after(window).without_statutory_limit())


@figure(
    "procedures.cut_at_least_20",
    title="Tỷ lệ thủ tục hành chính được cắt giảm ít nhất 20% thời gian giải quyết",
    unit="thủ tục",
    cites=f"{_FORM} dòng 1.5; kế hoạch cải cách hành chính của tỉnh",
    formula=(
        "Mức cắt giảm = (thời hạn theo quy định - thời hạn cam kết) / thời hạn theo quy định. Trong số thủ tục còn "
        "hiệu lực có thời hạn theo quy định: số thủ tục mà mọi trường hợp đều được cắt giảm từ mức tối thiểu trở "
        "lên. Thủ tục không quy định thời hạn đứng riêng"
    ),
    clock=Clock.AS_OF,
    groups=_GROUPS,
)
def cut_at_least_20(procedures: ProcedureFacts, window: Window) -> Share:
    """Cut by the lawbook's threshold in every case, of those with a statutory limit."""
    whole = procedures.in_force_after(window).with_statutory_limit()
    threshold = law_in_force("procedures.time_cut", on=window.last_day)
    return Share(part=whole.cut_by(threshold.value["at_least_percent"]), whole=whole)


@figure(
    "procedures.posted_publicly",
    title="Tỷ lệ thủ tục hành chính được công khai đầy đủ",
    unit="thủ tục",
    cites=f"{_FORM} dòng 1.3; NĐ 63/2010/NĐ-CP (sửa đổi bởi NĐ 92/2017/NĐ-CP)",
    formula=(
        "Trong số thủ tục còn hiệu lực: số đã công khai ở cả ba nơi (cơ sở dữ liệu quốc gia, nơi tiếp nhận, "
        "trang thông tin điện tử) đến ngày cuối kỳ"
    ),
    clock=Clock.AS_OF,
    groups=_GROUPS,
)
def posted_publicly(procedures: ProcedureFacts, window: Window) -> Share:
    """Posted in all three places, of those in force."""
    whole = procedures.in_force_after(window)
    return Share(part=whole.posted_by(window), whole=whole)


@figure(
    "procedures.online_full",
    title="Thủ tục hành chính cung cấp trực tuyến toàn trình",
    unit="thủ tục",
    cites=f"{_ONLINE}; NĐ 42/2022/NĐ-CP (từ 15/8/2022)",
    formula="Thủ tục còn hiệu lực ở mức toàn trình tại ngày cuối kỳ",
    clock=Clock.AS_OF,
    groups=("field", "settled_by"),
)
def online_full(procedures: ProcedureFacts, window: Window) -> Stock:
    """Full-process service."""
    return Stock(procedures.in_force_after(window).online("full"))


@figure(
    "procedures.online_partial",
    title="Thủ tục hành chính cung cấp trực tuyến một phần",
    unit="thủ tục",
    cites=f"{_ONLINE}; NĐ 42/2022/NĐ-CP (từ 15/8/2022)",
    formula="Thủ tục còn hiệu lực ở mức một phần tại ngày cuối kỳ",
    clock=Clock.AS_OF,
    groups=("field", "settled_by"),
)
def online_partial(procedures: ProcedureFacts, window: Window) -> Stock:
    """Partial service."""
    return Stock(procedures.in_force_after(window).online("partial"))


@figure(
    "procedures.online_level_3",
    title="Thủ tục hành chính cung cấp trực tuyến mức độ 3",
    unit="thủ tục",
    cites=f"{_ONLINE}; cách gọi trước NĐ 42/2022/NĐ-CP (đến 14/8/2022)",
    formula="Thủ tục còn hiệu lực ở mức độ 3 tại ngày cuối kỳ",
    clock=Clock.AS_OF,
    groups=("field", "settled_by"),
)
def online_level_3(procedures: ProcedureFacts, window: Window) -> Stock:
    """Level 3, in the words before 15/8/2022."""
    return Stock(procedures.in_force_after(window).online("level-3"))


@figure(
    "procedures.online_level_4",
    title="Thủ tục hành chính cung cấp trực tuyến mức độ 4",
    unit="thủ tục",
    cites=f"{_ONLINE}; cách gọi trước NĐ 42/2022/NĐ-CP (đến 14/8/2022)",
    formula="Thủ tục còn hiệu lực ở mức độ 4 tại ngày cuối kỳ",
    clock=Clock.AS_OF,
    groups=("field", "settled_by"),
)
def online_level_4(procedures: ProcedureFacts, window: Window) -> Stock:
    """Level 4, in the words before 15/8/2022."""
    return Stock(procedures.in_force_after(window).online("level-4"))


@figure(
    "procedures.online_rate",
    title="Tỷ lệ thủ tục hành chính cung cấp trực tuyến",
    unit="thủ tục",
    cites=f"{_ONLINE}; mức độ 3, 4 đến 14/8/2022, toàn trình và một phần từ 15/8/2022 (NĐ 42/2022/NĐ-CP)",
    formula="Trong các thủ tục còn hiệu lực tại ngày cuối kỳ: số ở mức độ 3, mức độ 4, một phần hoặc toàn trình",
    clock=Clock.AS_OF,
    groups=("field", "settled_by"),
)
def online_rate(procedures: ProcedureFacts, window: Window) -> Share:
    """Offered online at a level at which a dossier can be filed, of those in force."""
    whole = procedures.in_force_after(window)
    levels = ["level-3", "level-4", "partial", "full"]
    return Share(part=whole.where(whole.t.online_level.isin(levels)), whole=whole)
