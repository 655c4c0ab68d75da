"""Deeds on public investment and on what audits and inspections recommended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from minhchung.finance.actions.acting import (
    INVESTMENT,
    RECOMMENDATION,
    ROOM,
    CannotFinance,
    dong,
    tell,
)
from minhchung.finance.actions.years import refuse_day
from minhchung.finance.models import Disbursement, InvestmentPlan, Recommendation, RecommendationStep
from minhchung.ground import to_come
from minhchung.ground.registers.actions import save_record


@transaction.atomic
def save_investment(plan: InvestmentPlan, *, by: str, at: datetime) -> InvestmentPlan:
    """Enter a year's plan of a project; its amount changes by an amendment alone.

    Raises:
        CannotFinance: the amount of a stored plan would be written over.
    """
    stored = InvestmentPlan.objects.filter(pk=plan.pk).first() if plan.pk else None
    if stored is None:
        plan.amount = plan.first_given
    elif stored.first_given != plan.first_given:
        raise CannotFinance(
            "Kế hoạch giao đầu năm không sửa; ghi quyết định điều chỉnh.", field_name="first_given"
        )
    save_record(plan, room=ROOM, matter=INVESTMENT, by=by, at=at)
    return plan


@transaction.atomic
def amend_investment(*, plan: int, amount: int, decision: str, by: str, at: datetime) -> InvestmentPlan:
    """Change what a plan gives, by a decision; what was first given stays.

    Raises:
        CannotFinance: no decision, the amount that it gives already, or less than was paid.
    """
    held = _plan(plan)
    if amount == held.amount:
        raise CannotFinance(f"Kế hoạch đang là {dong(amount)}; không có gì điều chỉnh.", field_name="amount")
    if not decision.strip():
        raise CannotFinance("Chưa ghi quyết định điều chỉnh kế hoạch vốn.", field_name="decision")
    paid = paid_of(held)
    if amount < paid:
        raise CannotFinance(
            f"Đã giải ngân {dong(paid)}, không giảm kế hoạch xuống {dong(amount)} được.", field_name="amount"
        )
    before, held.amount = held.amount, amount
    held.save(update_fields=["amount"])
    details = {"before": {"amount": before}, "after": {"amount": amount}, "decision": decision.strip()}
    tell(INVESTMENT, held.pk, "amend", details, by=by, at=at)
    return held


@transaction.atomic
def disburse(*, plan: int, payment: Disbursement, by: str, at: datetime) -> Disbursement:
    """Enter a payment out of a plan.

    Raises:
        CannotFinance: nothing is paid, it was entered before, its day has not come or does not count for the plan's
            year, or more would be paid than the plan gives.
    """
    held = _plan(plan)
    if payment.amount == 0:
        raise CannotFinance("Số tiền phải khác 0; thu hồi vốn thì để số âm.", field_name="amount")
    same = held.disbursements.filter(number=payment.number, on=payment.on).first()
    if same is not None:
        raise CannotFinance(
            f"Chứng từ {same.number} ngày {same.on:%d/%m/%Y} đã được nhập: {dong(same.amount)}.",
            field_name="number",
        )
    refuse_day(held.year, payment.on)
    to_come.refuse("Ngày thanh toán", payment.on, at, CannotFinance)
    paid = paid_of(held) + payment.amount
    if paid > held.amount:
        raise CannotFinance(
            f"Cộng lại {dong(paid)}, vượt kế hoạch {dong(held.amount)} là {dong(paid - held.amount)}.",
            field_name="amount",
        )
    if paid < 0:
        raise CannotFinance(f"Thu hồi nhiều hơn số đã giải ngân là {dong(-paid)}.", field_name="amount")
    payment.plan, payment.counted_on = held, counted_on(held.year, payment.on)
    payment.save()
    details = {"number": payment.number, "amount": payment.amount}
    tell(INVESTMENT, held.pk, "disburse", details, by=by, at=at)
    return payment


def counted_on(year: int, on: date) -> date:
    """The day of a plan's year for which a payment counts."""
    return min(on, date(year, 12, 31))


def paid_of(plan: InvestmentPlan) -> int:
    """What was paid out of a plan, in đồng."""
    return plan.disbursements.aggregate(sum=Sum("amount"))["sum"] or 0


def save_recommendation(record: Recommendation, *, by: str, at: datetime) -> Recommendation:
    """Enter a recommendation, or mend what is written of one that is open.

    Raises:
        CannotFinance: it is closed, or due before it was made.
    """
    if record.pk and Recommendation.objects.filter(pk=record.pk, closed_on__isnull=False).exists():
        raise CannotFinance("Kiến nghị đã hoàn thành, không sửa được.")
    if record.due_on is not None and record.due_on < record.issued_on:
        raise CannotFinance("Hạn thực hiện không được trước ngày ban hành.", field_name="due_on")
    save_record(record, room=ROOM, matter=RECOMMENDATION, by=by, at=at)
    return record


@transaction.atomic
def tell_step(*, recommendation: int, step: RecommendationStep, by: str, at: datetime) -> RecommendationStep:
    """Enter what was done for a recommendation.

    Raises:
        CannotFinance: it is closed, the day lies before it or has not come, no document is named, or more is paid than
            was asked.
    """
    held = _recommendation(recommendation)
    if held.closed_on is not None:
        raise CannotFinance("Kiến nghị đã hoàn thành.")
    if step.on < held.issued_on:
        raise CannotFinance(
            f"Ngày {step.on:%d/%m/%Y} trước ngày ban hành kiến nghị {held.issued_on:%d/%m/%Y}.",
            field_name="on",
        )
    to_come.refuse("Ngày", step.on, at, CannotFinance)
    paid = _paid(held) + step.paid
    if paid > held.amount:
        raise CannotFinance(
            f"Cộng lại {dong(paid)}, nhiều hơn số phải nộp {dong(held.amount)}.", field_name="paid"
        )
    step.recommendation = held
    step.save()
    details = {"content": step.content, "amount": step.paid, "reference": step.reference}
    tell(RECOMMENDATION, held.pk, "follow", details, by=by, at=at)
    return step


@transaction.atomic
def close_recommendation(
    *, recommendation: int, on: date, reference: str, by: str, at: datetime
) -> Recommendation:
    """Close a recommendation with the document that shows it was done.

    Raises:
        CannotFinance: it is closed, no evidence is named, nothing was done, the day has not come, or money is
            outstanding; names how much.
    """
    held = _recommendation(recommendation)
    if held.closed_on is not None:
        raise CannotFinance("Kiến nghị đã hoàn thành.")
    if not reference.strip():
        raise CannotFinance("Chưa ghi văn bản chứng minh kiến nghị đã thực hiện.", field_name="reference")
    last = held.steps.order_by("-on").first()
    if last is None:
        raise CannotFinance("Chưa ghi việc đã làm nào cho kiến nghị này.")
    if on < last.on:
        raise CannotFinance(f"Ngày hoàn thành trước việc làm ngày {last.on:%d/%m/%Y}.", field_name="on")
    to_come.refuse("Ngày hoàn thành", on, at, CannotFinance)
    rest = held.amount - _paid(held)
    if rest:
        raise CannotFinance(f"Còn phải nộp, xử lý {dong(rest)}; chưa hoàn thành.")
    held.closed_on, held.closed_reference = on, reference.strip()
    held.save(update_fields=["closed_on", "closed_reference"])
    details = {"after": {"closed_on": on, "closed_reference": held.closed_reference}}
    tell(RECOMMENDATION, held.pk, "close", details, by=by, at=at)
    return held


def _paid(held: Recommendation) -> int:
    return held.steps.aggregate(sum=Sum("paid"))["sum"] or 0


def _plan(number: int) -> InvestmentPlan:
    found = InvestmentPlan.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise CannotFinance("Không có kế hoạch vốn này.")
    return found


def _recommendation(number: int) -> Recommendation:
    found = Recommendation.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise CannotFinance("Không có kiến nghị này.")
    return found
