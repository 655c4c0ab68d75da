"""Figures of the staff room that a line of forms 4 and 5 asks for one by one: by kind of person, form, deed, level."""

from __future__ import annotations

from datetime import date

from minhchung.figures.kinds import Count, Share, Stock, Total
from minhchung.figures.register import figure
from minhchung.rules.windows import Clock, Window
from minhchung.staff.base_year import base_year
from minhchung.staff.facts import MovementFacts, PeopleFacts, QuotaFacts, TrainingFacts, YearClassFacts
from minhchung.staff.facts_posts import PositionFacts, TrainingPlanFacts

_BM4 = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 4 (tổ chức bộ máy)"
_BM5 = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 5 (công vụ)"
_CUT = "NĐ 108/2014/NĐ-CP, NĐ 29/2023/NĐ-CP, NĐ 154/2025/NĐ-CP"
_DECISIONS = "NĐ 170/2025/NĐ-CP; Luật Cán bộ, công chức"
_CLASSES = "NĐ 90/2020/NĐ-CP; NĐ 335/2025/NĐ-CP"
_AS_OF = "vào ngày cuối kỳ (31/12 của năm)"


@figure(
    "staff.assigned_public_budget",
    title="Số người làm việc hưởng lương từ ngân sách được giao",
    unit="người",
    cites=f"{_BM4}, dòng 3.1; NĐ 106/2020/NĐ-CP",
    formula=f"Cộng số người làm việc hưởng lương từ ngân sách của các quyết định giao đang có hiệu lực {_AS_OF}",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name",),
)
def assigned_public_budget(quota: QuotaFacts, window: Window) -> Stock:
    """Posts of public units paid by the budget."""
    return Stock(quota.standing_after(window).of_kind("public_budget"), column="number")


def _declare_base(name: str, kind: str, what: str, line: str) -> None:
    """Posts of one kind given in the base year."""

    @figure(
        f"staff.assigned_base_{name}",
        title=f"{what} được giao tại năm gốc",
        unit="người",
        cites=f"{_BM4}, dòng {line}",
        formula=(
            f"Như “{what} được giao”, vào ngày 31/12 của năm gốc (theo bộ quy tắc của ngày cuối kỳ); sau sáp nhập là "
            "tổng của các đơn vị trước"
        ),
        clock=Clock.AS_OF_CALENDAR,
        groups=("unit_name",),
    )
    def assigned_base(quota: QuotaFacts, window: Window) -> Stock:
        return Stock(quota.standing_on(date(base_year(window), 12, 31)).of_kind(kind), column="number")


_declare_base("civil_servants", "civil_servants", "Biên chế công chức", "2.6")
_declare_base("public_budget", "public_budget", "Số người làm việc hưởng lương từ ngân sách", "3.4")


def _declare_cut(name: str, kind: str, who: str, line: str, line_since: str) -> None:
    """People of one kind cut in the window, and since the base year."""

    @figure(
        f"staff.cut_{name}",
        title=f"{who} được tinh giản biên chế trong kỳ",
        unit="người",
        cites=f"{_BM4}, dòng {line}; {_CUT}",
        formula=f"{who} thôi làm việc trong kỳ với lý do tinh giản biên chế; nghỉ do sắp xếp bộ máy tính riêng",
        groups=("unit_name",),
    )
    def streamlined(people: PeopleFacts, window: Window) -> Count:
        return Count(people.left_in(window).because("streamlined").of_kind(kind))

    @figure(
        f"staff.cut_{name}_since_base",
        title=f"Lũy kế {who.lower()} được tinh giản biên chế từ năm gốc",
        unit="người",
        cites=f"{_BM4}, dòng {line_since}; {_CUT}",
        formula=f"{who} thôi làm việc vì tinh giản biên chế sau ngày 31/12 của năm gốc, đến ngày cuối kỳ",
        clock=Clock.AS_OF_CALENDAR,
        groups=("unit_name",),
    )
    def streamlined_since_base(people: PeopleFacts, window: Window) -> Stock:
        return Stock(people.left_since(base_year(window), window).because("streamlined").of_kind(kind))


_declare_cut("civil_servants", "civil_servant", "Công chức", "2.4", "2.5 và 2.6")
_declare_cut("public_employees", "public_employee", "Viên chức", "3.3", "3.4")


@figure(
    "staff.positions",
    title="Vị trí việc làm được phê duyệt",
    unit="vị trí",
    cites=f"{_BM5}, dòng 1",
    formula=f"Số vị trí việc làm của các đơn vị, đã được phê duyệt và còn hiệu lực {_AS_OF}",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name", "position_group"),
)
def positions(facts: PositionFacts, window: Window) -> Stock:
    """Positions approved."""
    return Stock(facts.standing_after(window))


@figure(
    "staff.units_with_positions",
    title="Cơ quan, đơn vị có vị trí việc làm được phê duyệt",
    unit="đơn vị",
    cites=f"{_BM5}, dòng 1",
    formula=f"Số đơn vị có vị trí việc làm được phê duyệt {_AS_OF}; mỗi đơn vị mở ra vị trí sớm nhất của mình",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name",),
)
def units_with_positions(facts: PositionFacts, window: Window) -> Stock:
    """Units with a position, one row each."""
    return Stock(facts.first_of_its_unit_after(window))


def _declare_recruited(form: str, how: str) -> None:
    """People recruited in one form."""

    @figure(
        f"staff.recruited_{form}",
        title=f"Công chức, viên chức được tuyển dụng: {how}",
        unit="người",
        cites=f"{_BM5}, dòng 2; {_DECISIONS}",
        formula=f"Số quyết định tuyển dụng công chức, viên chức có hiệu lực trong kỳ, hình thức {how}",
        groups=("person_kind",),
    )
    def recruited(movements: MovementFacts, window: Window) -> Count:
        return Count(movements.done_in(window, "recruit").on_quota().of_form(form))


_declare_recruited("exam", "thi tuyển")
_declare_recruited("selection", "xét tuyển")
_declare_recruited("reception", "tiếp nhận")
_declare_recruited("special", "tuyển dụng đặc biệt")


def _declare_appointed(name: str, deed: str, what: str) -> None:
    """Decisions of one deed on leading posts."""

    @figure(
        f"staff.{name}",
        title=f"Lượt {what} trong kỳ",
        unit="lượt",
        cites=f"{_BM5}, dòng 3; {_DECISIONS}",
        formula=f"Số quyết định {what} có hiệu lực trong kỳ",
        groups=("person_kind",),
    )
    def appointed(movements: MovementFacts, window: Window) -> Count:
        return Count(movements.done_in(window, deed))


_declare_appointed("appointed_newly", "appoint", "bổ nhiệm")
_declare_appointed("reappointed", "reappoint", "bổ nhiệm lại")
_declare_appointed("rotated", "rotate", "luân chuyển")
_declare_appointed("relieved", "relieve", "thôi giữ chức vụ, miễn nhiệm")


def _declare_trained(kind: str, what: str) -> None:
    """Turns of one kind of training."""

    @figure(
        f"staff.trained_{kind}",
        title=f"Lượt đào tạo, bồi dưỡng {what}",
        unit="lượt",
        cites=f"{_BM5}, dòng 4",
        formula=f"Số lượt đào tạo, bồi dưỡng loại hình {what} kết thúc trong kỳ",
        groups=("person_kind",),
    )
    def trained(training: TrainingFacts, window: Window) -> Count:
        return Count(training.ended_in(window).of_kind(kind))


_declare_trained("politics", "lý luận chính trị")
_declare_trained("administration", "quản lý nhà nước")
_declare_trained("profession", "chuyên môn, nghiệp vụ")
_declare_trained("language", "ngoại ngữ")
_declare_trained("digital", "tin học, kỹ năng số")


@figure(
    "staff.trained_by_plan",
    title="Lượt đào tạo, bồi dưỡng thuộc kế hoạch",
    unit="lượt",
    cites=f"{_BM5}, dòng 4 (tỷ lệ kế hoạch)",
    formula="Trong số lượt đào tạo, bồi dưỡng kết thúc trong năm dương lịch của kỳ: số lượt gắn với kế hoạch bồi dưỡng",
    clock=Clock.CALENDAR,
    groups=("kind", "person_kind"),
)
def trained_by_plan(training: TrainingFacts, window: Window) -> Count:
    """Turns that a plan foresaw."""
    return Count(training.ended_in(window).by_plan())


@figure(
    "staff.training_planned",
    title="Lượt đào tạo, bồi dưỡng theo kế hoạch",
    unit="lượt",
    cites=f"{_BM5}, dòng 4 (tỷ lệ kế hoạch)",
    formula="Cộng số lượt kế hoạch của các nội dung bồi dưỡng thuộc những năm của kỳ; kế hoạch tính cho cả năm",
    clock=Clock.CALENDAR,
    groups=("kind",),
)
def training_planned(plans: TrainingPlanFacts, window: Window) -> Total:
    """Turns foreseen."""
    return Total(plans.of_years_of(window), column="turns")


def _declare_classed(name: str, quality: str, what: str) -> None:
    """People in one class of the year, of all who were classed."""

    @figure(
        f"staff.classed_{name}",
        title=f"Xếp loại {what}",
        unit="lượt",
        cites=f"{_BM5}, dòng 5; {_CLASSES}",
        formula=f"Trong các lượt xếp loại của những năm kết thúc (31/12) trong kỳ: số {what}",
        clock=Clock.CALENDAR,
        groups=("person_kind",),
    )
    def classed(classes: YearClassFacts, window: Window) -> Share:
        whole = classes.for_years_closed_in(window)
        return Share(part=whole.classed(quality), whole=whole)


_declare_classed("excellent", "HTXS", "hoàn thành xuất sắc nhiệm vụ")
_declare_classed("good", "HTT", "hoàn thành tốt nhiệm vụ")
_declare_classed("done", "HT", "hoàn thành nhiệm vụ")
_declare_classed("not_done", "KHT", "không hoàn thành nhiệm vụ")


def _declare_disciplined(name: str, lead: bool, who: str) -> None:
    """Decisions of discipline on leaders, or on others."""

    @figure(
        f"staff.disciplined_{name}",
        title=f"Lượt kỷ luật {who} trong kỳ",
        unit="lượt",
        cites=f"{_BM5}, dòng 6; NĐ 112/2020/NĐ-CP",
        formula=f"Số quyết định kỷ luật {who} có hiệu lực trong kỳ, theo chức vụ ghi ở quyết định",
        groups=("form", "person_kind"),
    )
    def disciplined(movements: MovementFacts, window: Window) -> Count:
        return Count(movements.done_in(window, "discipline").of_leaders(lead))


_declare_disciplined("leaders", True, "người giữ chức vụ lãnh đạo, quản lý")
_declare_disciplined("others", False, "người không giữ chức vụ lãnh đạo, quản lý")


def _declare_level(name: str, held: str, above: str, what: str) -> None:
    """People whose highest level that is, of those on the quota."""

    @figure(
        f"staff.{name}",
        title=f"Công chức, viên chức có trình độ cao nhất là {what}",
        unit="người",
        cites=f"{_BM5}, dòng 7",
        formula=f"Trong công chức, viên chức có mặt {_AS_OF}: số người mà trình độ cao nhất vào ngày đó là {what}",
        clock=Clock.AS_OF_CALENDAR,
    )
    def at_level(people: PeopleFacts, window: Window) -> Share:
        whole = people.present_after(window).on_quota()
        return Share(part=whole.highest(window, held=held, above=above), whole=whole)


_declare_level("masters", "postgraduate_on", "doctor_on", "thạc sĩ")
_declare_level("graduates", "degree_on", "postgraduate_on", "đại học")
_declare_level("college", "college_on", "degree_on", "cao đẳng")
_declare_level("intermediate", "intermediate_on", "college_on", "trung cấp")
