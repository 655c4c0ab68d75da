"""Deeds on an agency's budget year: what is given, spent and saved, until the year is closed over sums that agree."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from minhchung import lawbook
from minhchung.finance import queries
from minhchung.finance.actions.acting import AGENCY, ROOM, RULE, UNSURE, CannotFinance, dong, tell
from minhchung.finance.actions.dividing import closed_after, refuse_days, refuse_other_carried, refuse_part
from minhchung.finance.actions.holding import held_year, open_year
from minhchung.finance.actions.savings import extra_income_of
from minhchung.finance.models import (
    AgencyAutonomy,
    Allotment,
    Part,
    Purpose,
    RuleKind,
    SavingUse,
    Spending,
    SpendingGroup,
    SpendingRule,
)
from minhchung.ground import to_come
from minhchung.ground.intake.folding import fold
from minhchung.ground.registers.actions import save_record
from minhchung.organisation.standing import lasted_in
from minhchung.rules.rounding import printed_number

#: What stands in the place of vouchers where a year was taken in as sums.
BROUGHT_FORWARD = "Số tổng theo báo cáo quyết toán đã nhập"
_RULE_COLUMNS = {RuleKind.SPENDING: "spending_rule", RuleKind.ASSETS: "asset_rule"}


def saving_of(funds_given: int, spent: int | None) -> int | None:
    """What was saved, in đồng; None while the year is not settled."""
    return None if spent is None else funds_given - spent


@transaction.atomic
def save_agency_autonomy(autonomy: AgencyAutonomy, *, by: str, at: datetime) -> AgencyAutonomy:
    """Open a budget year or change what it says of the agency; a year taken in as sums has its saving reckoned.

    Raises:
        CannotFinance: the year is closed, the days that part it do not lie in it, the agency was not there on any of
            them, or a coefficient cannot be.
    """
    if autonomy.pk and AgencyAutonomy.objects.filter(pk=autonomy.pk, spent__isnull=False).exists():
        raise CannotFinance("Năm ngân sách đã khóa sổ; mở lại sổ (có lý do) rồi mới sửa.")
    autonomy.saving = saving_of(autonomy.funds_given, autonomy.spent)
    if not autonomy.pk:
        for kind, column in _RULE_COLUMNS.items():
            if not getattr(autonomy, column):
                setattr(autonomy, column, queries.rule_text(autonomy.unit_id, kind, autonomy.year))
    refuse_days(autonomy)
    _refuse_not_there(autonomy)
    _refuse_coefficients(autonomy)
    fresh = autonomy.pk is None
    save_record(autonomy, room=ROOM, matter=AGENCY, by=by, at=at)
    if fresh and autonomy.funds_given:
        bring_forward_allotment(autonomy)
    return autonomy


def _refuse_not_there(year: AgencyAutonomy) -> None:
    first, last = year.began_on or date(year.year, 1, 1), year.last_day
    if not lasted_in(year.unit_id, first, last):
        raise CannotFinance(
            f"{year.unit} không hoạt động ngày nào từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}; hãy kiểm tra năm ngân sách "
            "và cơ quan.",
            field_name="year",
        )


def _refuse_coefficients(year: AgencyAutonomy) -> None:
    for name, letter in (("rise", "K1"), ("rank_coefficient", "K2"), ("allowance_coefficient", "K3")):
        value = getattr(year, name)
        if value is not None and value < 0:
            raise CannotFinance(f"Hệ số {letter} không được âm.", field_name=name)
    rule = extra_income_of(year.year)
    most = Decimal(rule.value["k1_at_most"])
    if year.rise is not None and year.rise > most:
        unsure = "" if rule.confidence == "high" else UNSURE
        raise CannotFinance(
            f"Hệ số K1 từ 0 đến {printed_number(most, 1)}, theo {rule.cites}{unsure}; hãy kiểm tra lại.",
            field_name="rise",
        )


def bring_forward_allotment(year: AgencyAutonomy) -> None:
    """A year taken in as sums has what was given as one row, so that an amendment adds to it."""
    Allotment.objects.create(year=year, amount=year.funds_given, decision=year.decision)


@transaction.atomic
def allot(*, year: int, allotment: Allotment, by: str, at: datetime) -> Allotment:
    """Enter what a decision gives for a year, or takes back.

    Raises:
        CannotFinance: the year is closed, the decision is of another year, of a day to come or entered already, or
            more is taken back than was given.
    """
    held = open_year(year)
    on = allotment.decided_on
    if on is not None:
        to_come.refuse("Ngày quyết định", on, at, CannotFinance, "decided_on")
    if on is not None and on.year not in (held.year - 1, held.year):
        raise CannotFinance(
            f"Quyết định ngày {on:%d/%m/%Y} không giao dự toán năm {held.year}.", field_name="decided_on"
        )
    alike = held.allotments.filter(
        decided_on=on, part=allotment.part, source=allotment.source, amount=allotment.amount
    )
    if allotment.decision.casefold() in {each.decision.casefold() for each in alike}:
        raise CannotFinance(
            f"{allotment.decision} đã được ghi cho phần kinh phí, nguồn này với cùng số tiền.",
            field_name="decision",
        )
    if not allotment.amends and allotment.amount <= 0:
        raise CannotFinance("Chỉ quyết định điều chỉnh mới giảm dự toán.", field_name="amount")
    column = "funds_given" if allotment.part == Part.AUTONOMOUS else "other_given"
    before = getattr(held, column)
    after = before + allotment.amount
    if after < 0:
        raise CannotFinance(
            f"Giảm nhiều hơn số đã giao {dong(before)} là {dong(-after)}.", field_name="amount"
        )
    allotment.year = held
    allotment.save()
    setattr(held, column, after)
    held.save(update_fields=[column])
    details = {
        "before": {column: before},
        "after": {column: after},
        "decision": allotment.decision,
        "amount": allotment.amount,
    }
    tell(AGENCY, held.pk, "allot", details, by=by, at=at)
    return allotment


@transaction.atomic
def spend(*, year: int, spending: Spending, by: str, at: datetime) -> Spending:
    """Enter a line of a voucher.

    Raises:
        CannotFinance: the year is closed, or the voucher's day does not count for it or has not come.
    """
    held = open_year(year)
    spending.year, spending.content_folded = held, fold(spending.content)
    refuse_day(held.year, spending.on)
    to_come.refuse("Ngày chứng từ", spending.on, at, CannotFinance)
    refuse_part(held, spending.on)
    _refuse_twice(held, spending)
    spending.save()
    details = {"number": spending.number, "content": spending.content, "amount": spending.amount}
    tell(AGENCY, held.pk, "spend", details, by=by, at=at)
    return spending


def _refuse_twice(held: AgencyAutonomy, spending: Spending) -> None:
    alike = held.spendings.filter(
        number=spending.number, on=spending.on, line=spending.line, part=spending.part, group=spending.group,
        content=spending.content,
    ).first()  # fmt: skip
    if alike is not None:
        raise CannotFinance(
            f"Chứng từ {alike.number} ngày {alike.on:%d/%m/%Y}, dòng {alike.line} đã được ghi {dong(alike.amount)} với "
            "cùng nhóm chi, nội dung. Một khoản khác của chứng từ ấy thì ghi số dòng tiếp theo.",
            field_name="line",
        )


def refuse_day(year: int, on: date) -> None:
    """Refuse a voucher that does not count for a year.

    Raises:
        CannotFinance: its day is before the year or after its vouchers are taken.
    """
    rule = lawbook.in_force("finance.settling", on=date(year, 12, 31))
    last = date(year + 1, rule.value["counts_until"]["month"], rule.value["counts_until"]["day"])
    if not date(year, 1, 1) <= on <= last:
        raise CannotFinance(
            f"Ngày {on:%d/%m/%Y} không tính vào năm {year}: từ 01/01/{year} đến {last:%d/%m/%Y}, "
            f"theo {rule.cites}.",
            field_name="on",
        )


@transaction.atomic
def close_year(*, year: int, carried_over: int, returned: int, by: str, at: datetime) -> AgencyAutonomy:
    """Close a year over sums that agree: given = spent + uses of the saving + carried over, to the đồng.

    Args:
        carried_over: of the autonomous part, to the next year; ``returned``: of the other part, cancelled or paid back.

    Raises:
        CannotFinance: the year has not ended, has no rows, or does not balance; names the difference.
    """
    held = open_year(year)
    if at.date() <= held.last_day:
        raise CannotFinance(f"Năm ngân sách {held.year} chưa hết, chưa khóa sổ được.")
    sums = queries.sums_of(held)
    if not held.allotments.exists():
        raise CannotFinance("Chưa có quyết định giao dự toán nào; không có gì để khóa sổ.")
    if not held.spendings.exists():
        raise CannotFinance("Chưa có chứng từ chi nào; không có gì để khóa sổ.")
    if sums.saving < 0:
        raise CannotFinance(
            f"Đã chi {dong(sums.spent)}, vượt kinh phí giao tự chủ {dong(sums.given)} là {dong(-sums.saving)}."
        )
    _refuse_open_rest(sums.saving - sums.used - carried_over, "Kinh phí tiết kiệm", "carried_over")
    _refuse_open_rest(
        sums.other_given - sums.other_spent - returned, "Kinh phí không tự chủ còn lại", "returned"
    )
    refuse_other_carried(held)
    changes = {
        "spent": sums.spent,
        "saving": sums.saving,
        **{purpose: sums.uses.get(purpose, 0) for purpose in Purpose.values},
        "carried_over": carried_over,
        "other_spent": sums.other_spent,
        "returned": returned,
    }
    _write(held, "close", changes, by=by, at=at)
    return held


def _refuse_open_rest(rest: int, what: str, field_name: str) -> None:
    if rest > 0:
        raise CannotFinance(
            f"{what}: còn {dong(rest)} chưa ghi dùng vào việc gì hoặc chuyển đi đâu.", field_name=field_name
        )
    if rest < 0:
        raise CannotFinance(f"{what}: đã ghi sử dụng, chuyển đi quá {dong(-rest)}.", field_name=field_name)


@transaction.atomic
def reopen_year(*, year: int, reason: str, by: str, at: datetime) -> AgencyAutonomy:
    """Open a closed year again; what was closed stays in the trail.

    Raises:
        CannotFinance: it is open, no reason is given, or a later year of the agency is closed.
    """
    held = held_year(year)
    if not held.is_closed:
        raise CannotFinance("Năm ngân sách đang mở.")
    if not reason.strip():
        raise CannotFinance("Chưa ghi lý do mở lại sổ.", field_name="reason")
    later = AgencyAutonomy.objects.filter(unit=held.unit_id, year__gt=held.year, spent__isnull=False)
    last = later.order_by("-year").first()
    if last is not None and held.carried_over:
        raise CannotFinance(f"Sổ năm {last.year} đã khóa trên số chuyển sang; mở lại năm {last.year} trước.")
    heir = closed_after(held)
    if heir is not None:
        raise CannotFinance(
            f"Sổ năm {heir.year} của đơn vị kế thừa đã khóa trên số chuyển sang; mở lại sổ ấy trước."
        )
    _bring_forward(held)
    changes = {
        "spent": None,
        "saving": None,
        **dict.fromkeys(Purpose.values, 0),
        "carried_over": 0,
        "other_spent": None,
        "returned": 0,
    }
    _write(held, "reopen", changes, by=by, at=at, reason=reason.strip())
    return held


def _bring_forward(held: AgencyAutonomy) -> None:
    """The sums of a year without rows become rows, so that nothing is lost when it is opened."""
    if held.spendings.exists():
        return
    if not held.allotments.exists() and held.funds_given:
        bring_forward_allotment(held)
    if held.spent:
        Spending.objects.create(
            year=held, group=SpendingGroup.OTHER, number=str(held.year), on=held.last_day,
            content=BROUGHT_FORWARD, amount=held.spent,
        )  # fmt: skip
    for purpose in Purpose.values:
        amount = getattr(held, purpose)
        if amount:
            SavingUse.objects.create(
                year=held, purpose=purpose, amount=amount, decision=BROUGHT_FORWARD,
                decided_on=held.last_day,
            )  # fmt: skip


@transaction.atomic
def issue_rule(rule: SpendingRule, *, by: str, at: datetime) -> SpendingRule:
    """Issue the next version of an internal rule, or mend what is written of one; open years take its name.

    Raises:
        CannotFinance: it would apply before the version that it follows, or before it was decided.
    """
    others = SpendingRule.objects.filter(unit=rule.unit_id, kind=rule.kind)
    if rule.pk is None:
        last = others.order_by("-since").first()
        if last is not None and rule.since <= last.since:
            raise CannotFinance(
                f"Lần ban hành trước áp dụng từ {last.since:%d/%m/%Y}; lần này phải áp dụng sau ngày đó.",
                field_name="since",
            )
        rule.version = (last.version if last else 0) + 1
    if rule.since < rule.decided_on:
        raise CannotFinance(
            f"Không áp dụng từ {rule.since:%d/%m/%Y}, trước ngày ban hành {rule.decided_on:%d/%m/%Y}.",
            field_name="since",
        )
    save_record(rule, room=ROOM, matter=RULE, by=by, at=at)
    column = _RULE_COLUMNS[RuleKind(rule.kind)]
    open_years = AgencyAutonomy.objects.filter(unit=rule.unit_id, spent__isnull=True)
    for year in open_years.select_for_update().order_by("year"):
        said = queries.rule_text(rule.unit_id, rule.kind, year.year)
        if said and said != getattr(year, column):
            _write(year, "take_rule", {column: said}, by=by, at=at)
    return rule


def _write(
    held: AgencyAutonomy, deed: str, changes: dict[str, object], *, by: str, at: datetime, reason: str = ""
) -> None:
    before = {name: getattr(held, name) for name in changes}
    for name, value in changes.items():
        setattr(held, name, value)
    held.save(update_fields=list(changes))
    changed = [name for name in changes if before[name] != changes[name]]
    details: dict[str, object] = {
        "before": {name: before[name] for name in changed},
        "after": {name: changes[name] for name in changed},
    }
    if reason:
        details["reason"] = reason
    tell(AGENCY, held.pk, deed, details, by=by, at=at)
