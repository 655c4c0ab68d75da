"""Figures of the staff room. Stocks are as of the calendar end of the window (31/12 for a year)."""

from __future__ import annotations

from datetime import date

from minhchung.figures.kinds import Count, Share, Stock
from minhchung.figures.register import figure
from minhchung.rules.windows import Clock, Window
from minhchung.staff import figures_forms as figures_forms
from minhchung.staff.base_year import base_year
from minhchung.staff.facts import (
    MovementFacts,
    PeopleFacts,
    PlacementFacts,
    QuotaFacts,
    TrainingFacts,
    YearClassFacts,
)

_BM4 = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 4 (tổ chức bộ máy)"
_BM5 = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 5 (công vụ)"
_BM01 = "TT 11/2012/TT-BNV, biểu BM01/BNV (tại 31/12)"
_DECISIONS = "NĐ 170/2025/NĐ-CP; Luật Cán bộ, công chức"
_GIVEN = ("civil_servants", "public_budget", "public_revenue")
_AS_OF = "vào ngày cuối kỳ (31/12 của năm)"


@figure(
    "staff.assigned",
    title="Biên chế công chức, số người làm việc được giao",
    unit="người",
    cites=f"{_BM4}, dòng 2.1 và 3.1; NĐ 62/2020/NĐ-CP; NĐ 106/2020/NĐ-CP",
    formula=f"Cộng số lượng của các quyết định giao đang có hiệu lực {_AS_OF}, không gồm chỉ tiêu hợp đồng",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "kind"),
)
def assigned(quota: QuotaFacts, window: Window) -> Stock:
    """Posts given, contracts apart."""
    given = quota.standing_after(window).of_kind("civil_servants", "public_budget", "public_revenue")
    return Stock(given, column="number")


@figure(
    "staff.assigned_civil_servants",
    title="Biên chế công chức được giao",
    unit="người",
    cites=f"{_BM4}, dòng 2.1; NĐ 62/2020/NĐ-CP",
    formula=f"Cộng số biên chế công chức của các quyết định giao đang có hiệu lực {_AS_OF}",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name",),
)
def assigned_civil_servants(quota: QuotaFacts, window: Window) -> Stock:
    """Posts of civil servants."""
    return Stock(quota.standing_after(window).of_kind("civil_servants"), column="number")


@figure(
    "staff.present",
    title="Công chức, viên chức có mặt",
    unit="người",
    cites=f"{_BM4}, dòng 2.2 và 3.2; {_BM01}",
    formula=(
        f"Số công chức, viên chức đã vào cơ quan và chưa thôi làm việc {_AS_OF}; hợp đồng lao động tính riêng"
    ),
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "kind", "sex"),
)
def present(people: PeopleFacts, window: Window) -> Stock:
    """Those who count against the quota: comparable with staff.assigned."""
    return Stock(people.present_after(window).on_quota())


@figure(
    "staff.present_civil_servants",
    title="Công chức có mặt",
    unit="người",
    cites=f"{_BM4}, dòng 2.2; {_BM01}",
    formula=f"Số công chức đã vào cơ quan và chưa thôi làm việc {_AS_OF}",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "sex"),
)
def present_civil_servants(people: PeopleFacts, window: Window) -> Stock:
    """Civil servants alone."""
    return Stock(people.present_after(window).of_kind("civil_servant"))


@figure(
    "staff.present_public_employees",
    title="Viên chức có mặt",
    unit="người",
    cites=f"{_BM4}, dòng 3.2; TT 07/2019/TT-BNV",
    formula=f"Số viên chức đã vào cơ quan và chưa thôi làm việc {_AS_OF}",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "sex"),
)
def present_public_employees(people: PeopleFacts, window: Window) -> Stock:
    """Public employees alone."""
    return Stock(people.present_after(window).of_kind("public_employee"))


@figure(
    "staff.contracts",
    title="Lao động hợp đồng có mặt",
    unit="người",
    cites=f"{_BM4}, dòng 2.3; NĐ 68/2000/NĐ-CP, NĐ 161/2018/NĐ-CP, NĐ 111/2022/NĐ-CP",
    formula=f"Số người làm việc theo hợp đồng đã vào cơ quan và chưa thôi làm việc {_AS_OF}",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "sex"),
)
def contracts(people: PeopleFacts, window: Window) -> Stock:
    """Contracts for support work."""
    return Stock(people.present_after(window).of_kind("contract"))


@figure(
    "staff.workforce",
    title="Tổng số công chức, viên chức, người lao động có mặt",
    unit="người",
    cites=f"{_BM4}, dòng 2.2, 2.3 và 3.2",
    formula=f"Mọi người đã vào cơ quan và chưa thôi làm việc {_AS_OF}, gồm cả hợp đồng lao động",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "kind", "sex"),
)
def workforce(people: PeopleFacts, window: Window) -> Stock:
    """Everyone."""
    return Stock(people.present_after(window))


@figure(
    "staff.with_degree",
    title="Công chức, viên chức có trình độ từ đại học trở lên",
    unit="người",
    cites=f"{_BM5}, dòng 7: (TS + ThS + ĐH) / có mặt; {_BM01}",
    formula=(
        f"Trong công chức, viên chức có mặt {_AS_OF}: số người đã có bằng đại học, thạc sĩ hoặc "
        "tiến sĩ vào ngày đó. "
        "Văn bằng không ghi ngày cấp được coi là có từ ngày vào cơ quan"
    ),
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "kind", "sex"),
)
def with_degree(people: PeopleFacts, window: Window) -> Share:
    """University or higher among those on the quota."""
    whole = people.present_after(window).on_quota()
    return Share(part=whole.with_degree(window), whole=whole)


@figure(
    "staff.postgraduate",
    title="Công chức, viên chức có trình độ thạc sĩ trở lên",
    unit="người",
    cites=f"{_BM5}, dòng 7: (TS + ThS) / có mặt; {_BM01}",
    formula=(
        f"Trong công chức, viên chức có mặt {_AS_OF}: số người đã có bằng thạc sĩ hoặc tiến sĩ vào ngày đó"
    ),
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "kind"),
)
def postgraduate(people: PeopleFacts, window: Window) -> Share:
    """Master or higher."""
    whole = people.present_after(window).on_quota()
    return Share(part=whole.postgraduate(window), whole=whole)


@figure(
    "staff.doctors",
    title="Công chức, viên chức có trình độ tiến sĩ",
    unit="người",
    cites=f"{_BM5}, dòng 7; {_BM01}",
    formula=f"Trong công chức, viên chức có mặt {_AS_OF}: số người đã có bằng tiến sĩ vào ngày đó",
    clock=Clock.AS_OF_CALENDAR,
)
def doctors(people: PeopleFacts, window: Window) -> Share:
    """Doctors."""
    whole = people.present_after(window).on_quota()
    return Share(part=whole.doctors(window), whole=whole)


@figure(
    "staff.women",
    title="Nữ công chức, viên chức",
    unit="người",
    cites=f"{_BM01}, cột nữ",
    formula=f"Số nữ trong công chức, viên chức có mặt {_AS_OF}",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "kind"),
)
def women(people: PeopleFacts, window: Window) -> Share:
    """Women among those on the quota."""
    whole = people.present_after(window).on_quota()
    return Share(part=whole.women(), whole=whole)


@figure(
    "staff.joined",
    title="Người vào cơ quan trong kỳ",
    unit="người",
    cites=f"{_BM5}, dòng 2",
    formula="Số công chức, viên chức, người lao động có ngày vào cơ quan trong kỳ",
    groups=("unit_name", "kind"),
)
def joined(people: PeopleFacts, window: Window) -> Count:
    """Came in."""
    return Count(people.joined_in(window))


@figure(
    "staff.left",
    title="Người thôi làm việc trong kỳ",
    unit="người",
    cites=f"{_BM4}, dòng 2.4 và 3.3",
    formula="Số công chức, viên chức, người lao động có ngày thôi làm việc trong kỳ, mọi lý do",
    groups=("leaving", "kind", "unit_name"),
)
def left(people: PeopleFacts, window: Window) -> Count:
    """Left, whatever the reason."""
    return Count(people.left_in(window))


@figure(
    "staff.streamlined",
    title="Người được tinh giản biên chế trong kỳ",
    unit="người",
    cites=f"{_BM4}, dòng 2.4; NĐ 108/2014/NĐ-CP, NĐ 29/2023/NĐ-CP, NĐ 154/2025/NĐ-CP",
    formula="Người thôi làm việc trong kỳ với lý do tinh giản biên chế; nghỉ do sắp xếp bộ máy tính riêng",
    groups=("kind", "unit_name"),
)
def streamlined(people: PeopleFacts, window: Window) -> Count:
    """Left under a streamlining decree."""
    return Count(people.left_in(window).because("streamlined"))


@figure(
    "staff.trained",
    title="Lượt người được đào tạo, bồi dưỡng",
    unit="lượt",
    cites=f"{_BM5}, dòng 4",
    formula="Số lượt đào tạo, bồi dưỡng kết thúc trong kỳ; một người học hai khóa là hai lượt",
    groups=("kind", "person_kind"),
)
def trained(training: TrainingFacts, window: Window) -> Count:
    """Turns of training that ended."""
    return Count(training.ended_in(window))


@figure(
    "staff.classed",
    title="Lượt người được xếp loại chất lượng năm",
    unit="lượt",
    cites=f"{_BM5}, dòng 5; NĐ 90/2020/NĐ-CP; NĐ 335/2025/NĐ-CP",
    formula="Số lượt xếp loại của các năm kết thúc (31/12) trong kỳ",
    clock=Clock.CALENDAR,
    groups=("quality", "person_kind"),
)
def classed(classes: YearClassFacts, window: Window) -> Count:
    """Yearly classes given."""
    return Count(classes.for_years_closed_in(window))


@figure(
    "staff.classed_well",
    title="Hoàn thành tốt nhiệm vụ trở lên",
    unit="lượt",
    cites=f"{_BM5}, dòng 5; NĐ 90/2020/NĐ-CP; NĐ 335/2025/NĐ-CP",
    formula=(
        "Trong các lượt xếp loại của những năm kết thúc trong kỳ: số hoàn thành tốt hoặc xuất sắc nhiệm vụ"
    ),
    clock=Clock.CALENDAR,
    groups=("person_kind",),
)
def classed_well(classes: YearClassFacts, window: Window) -> Share:
    """Good or excellent."""
    whole = classes.for_years_closed_in(window)
    return Share(part=whole.classed("HTXS", "HTT"), whole=whole)


@figure(
    "staff.placed",
    title="Công chức, viên chức có mặt theo nơi công tác của ngày đó",
    unit="người",
    cites=f"{_BM4}, dòng 2.2 và 3.2",
    formula=f"Số vị trí chính do công chức, viên chức giữ {_AS_OF}, theo quyết định bố trí; mỗi người một vị trí chính",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "kind"),
)
def placed(placements: PlacementFacts, window: Window) -> Stock:
    """Main posts held: who worked where on the day, whatever happened later."""
    return Stock(placements.held_after(window).on_quota())


@figure(
    "staff.leading",
    title="Người giữ chức vụ lãnh đạo, quản lý",
    unit="người",
    cites=f"{_BM4}, dòng 4 (cấp phó vượt quy định đối chiếu theo đơn vị)",
    formula=f"Số vị trí chính lãnh đạo, quản lý có người giữ {_AS_OF}",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "post"),
)
def leading(placements: PlacementFacts, window: Window) -> Stock:
    """Leading posts held."""
    return Stock(placements.held_after(window).leading())


@figure(
    "staff.assigned_base",
    title="Biên chế, số người làm việc được giao tại năm gốc",
    unit="người",
    cites=f"{_BM4}, dòng 2.6 và 3.4",
    formula=(
        "Cộng số lượng của các quyết định giao có hiệu lực ngày 31/12 của năm gốc (theo bộ quy tắc của ngày cuối kỳ), "
        "của mọi đơn vị khi đó: sau sáp nhập là tổng của các đơn vị trước"
    ),
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "kind"),
)
def assigned_base(quota: QuotaFacts, window: Window) -> Stock:
    """Posts given in the base year, summed over whoever the units were then."""
    return Stock(quota.standing_on(date(base_year(window), 12, 31)).of_kind(*_GIVEN), column="number")


@figure(
    "staff.streamlined_since_base",
    title="Lũy kế người được tinh giản biên chế từ năm gốc",
    unit="người",
    cites=f"{_BM4}, dòng 2.5; NĐ 108/2014/NĐ-CP, NĐ 29/2023/NĐ-CP, NĐ 154/2025/NĐ-CP",
    formula="Người thôi làm việc vì tinh giản biên chế sau ngày 31/12 của năm gốc, đến ngày cuối kỳ",
    clock=Clock.AS_OF_CALENDAR,
    groups=("kind", "unit_name"),
)
def streamlined_since_base(people: PeopleFacts, window: Window) -> Stock:
    """Cut since the base year."""
    return Stock(people.left_since(base_year(window), window).because("streamlined"))


@figure(
    "staff.reorganised",
    title="Người nghỉ do sắp xếp tổ chức bộ máy trong kỳ",
    unit="người",
    cites="NĐ 178/2024/NĐ-CP, NĐ 67/2025/NĐ-CP",
    formula="Người thôi làm việc trong kỳ với lý do sắp xếp tổ chức bộ máy; không cộng vào tinh giản biên chế",
    groups=("kind", "unit_name"),
)
def reorganised(people: PeopleFacts, window: Window) -> Count:
    """Left for the reorganisation, apart from cutting staff."""
    return Count(people.left_in(window).because("reorganised"))


@figure(
    "staff.recruited",
    title="Người được tuyển dụng, tiếp nhận trong kỳ",
    unit="người",
    cites=f"{_BM5}, dòng 2; {_DECISIONS}",
    formula="Số quyết định tuyển dụng, tiếp nhận có hiệu lực trong kỳ, theo hình thức",
    groups=("form", "person_kind"),
)
def recruited(movements: MovementFacts, window: Window) -> Count:
    """Recruited by decision."""
    return Count(movements.done_in(window, "recruit"))


@figure(
    "staff.appointed",
    title="Lượt bổ nhiệm trong kỳ",
    unit="lượt",
    cites=f"{_BM5}, dòng 3; {_DECISIONS}",
    formula="Số quyết định bổ nhiệm, bổ nhiệm lại, luân chuyển, thôi giữ chức vụ có hiệu lực trong kỳ, theo việc",
    groups=("deed", "person_kind"),
)
def appointed(movements: MovementFacts, window: Window) -> Count:
    """Deeds on leading posts."""
    return Count(movements.done_in(window, "appoint", "reappoint", "rotate", "relieve"))


@figure(
    "staff.disciplined",
    title="Lượt kỷ luật trong kỳ",
    unit="lượt",
    cites=f"{_BM5}, dòng 6; NĐ 112/2020/NĐ-CP",
    formula="Số quyết định kỷ luật có hiệu lực trong kỳ, theo hình thức",
    groups=("form", "person_kind"),
)
def disciplined(movements: MovementFacts, window: Window) -> Count:
    """Disciplined."""
    return Count(movements.done_in(window, "discipline"))
