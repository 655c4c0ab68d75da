"""Deeds on who works on a task: set somebody to it, hand it over, add somebody beside, take it back.

The task is held, so of two who act at once one comes second and sees what the first did. A row that ended stays.
"""

from __future__ import annotations

from datetime import date, datetime

from minhchung.direction.actions.acting import MATTER, ROOM, Hand, Seen, acting
from minhchung.direction.models import Part, PlanTask, TaskHolding
from minhchung.direction.moves import Deed
from minhchung.direction.people import members, units_of_task
from minhchung.ground import to_come
from minhchung.ground.accounts import queries as accounts
from minhchung.ground.deeds.acting import Actor, Refusal
from minhchung.ground.trail import actions as trail


def entrust(*, seen: Seen, holder: int, since_on: date, by: Actor, at: datetime) -> PlanTask:
    """Set the person in charge of a task that is in nobody's hands.

    Of a task that is done, whoever keeps the plan may still say in whose hands it was.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; somebody has it, the person is not of
            the units of the task, a day that cannot be.
    """
    with acting(Deed.ENTRUST, seen, by=by, at=at) as hand:
        task = hand.task
        main = _main(task)
        if main is not None:
            raise Refusal(
                f"Nhiệm vụ đang giao cho {main.user} từ {main.since_on:%d/%m/%Y}: muốn đổi người thì chuyển, "
                "để giữ cả thời gian của người trước.",
                field_name="holder",
            )
        if task.done_on is not None:
            if not by.approves:
                raise Refusal(
                    "Nhiệm vụ đã hoàn thành: chỉ cán bộ cải cách hành chính ghi bổ sung người đã thực hiện."
                )
            if since_on > task.done_on:
                raise Refusal(
                    f"Nhiệm vụ hoàn thành ngày {task.done_on:%d/%m/%Y}: người thực hiện phải được giao trước đó.",
                    field_name="since_on",
                )
        _check_person(task, holder, since_on, at)
        _check_day(task, since_on, at)
        _begin(hand, holder, Part.MAIN, since_on)
    return hand.task


def hand_over(*, seen: Seen, holder: int, since_on: date, reason: str, by: Actor, at: datetime) -> PlanTask:
    """Put a task from one person in charge into the hands of another; the row of the first stays with its days.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; nobody has it, it is the same person,
            the person is not of the units of the task, no reason, a day that cannot be.
    """
    with acting(Deed.HAND_OVER, seen, by=by, at=at) as hand:
        said = hand.need(reason, "reason", "Ghi vì sao chuyển người thực hiện.")
        main = _main(hand.task)
        if main is None:
            raise Refusal("Nhiệm vụ chưa giao cho ai: hãy giao người thực hiện.")
        if main.user_id == holder:
            raise Refusal(f"{main.user} đang thực hiện nhiệm vụ này rồi.", field_name="holder")
        _check_person(hand.task, holder, since_on, at)
        _check_day(hand.task, since_on, at, but=main)
        _end(hand, main, since_on, said)
        _begin(hand, holder, Part.MAIN, since_on)
        hand.told |= {"from_holder": str(main.user), "reason": said}
    return hand.task


def join(*, seen: Seen, holder: int, since_on: date, by: Actor, at: datetime) -> PlanTask:
    """Set somebody to work on a task beside the person in charge.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; he has a part in it already, the person
            is not of the units of the task, a day that cannot be.
    """
    with acting(Deed.JOIN, seen, by=by, at=at) as hand:
        task = hand.task
        there = task.holdings.filter(user=holder, until_on__isnull=True).select_related("user").first()
        if there is not None:
            raise Refusal(
                f"{there.user} đã có phần trong nhiệm vụ này: {there.get_part_display().lower()}.",
                field_name="holder",
            )
        _check_person(task, holder, since_on, at)
        _check_begun(task, since_on, at)
        _begin(hand, holder, Part.BESIDE, since_on)
    return hand.task


def release(*, seen: Seen, holder: int, until_on: date, reason: str, by: Actor, at: datetime) -> PlanTask:
    """Take a task back from somebody, in charge or beside; ``until_on`` is the first day on which he has it no more.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; he does not have it, no reason, a day
            before it was given or that has not come.
    """
    with acting(Deed.RELEASE, seen, by=by, at=at) as hand:
        said = hand.need(reason, "reason", "Ghi vì sao thôi giao.")
        found = hand.task.holdings.filter(user=holder, until_on__isnull=True).select_related("user").first()
        if found is None:
            raise Refusal("Người này không còn thực hiện nhiệm vụ.", field_name="holder")
        to_come.refuse("Ngày", until_on, at, Refusal, "until_on")
        _end(hand, found, until_on, said, field_name="until_on")
        hand.told |= {"holder": str(found.user), "until_on": until_on.isoformat(), "reason": said}
    return hand.task


def keep_written(
    *, task: PlanTask, holder: int, since_on: date | None, by: str, at: datetime
) -> trail.Deed | None:
    """Let the person in charge be whom a sheet or a table names, within a transaction that holds the task.

    Without a day the first one has it from the beginning of the task, one who follows from today on. None where he is
    in charge already.
    """
    main = _main(task)
    if main is not None and main.user_id == holder:
        return None
    begun = since_on or (None if task.holdings.exists() else first_day(task)) or at.date()
    hand = Hand(task, Actor(by), at)
    if main is not None:
        begun = max(begun, main.since_on)
        _end(hand, main, begun, "Theo tệp đã nhập")
        hand.told["from_holder"] = str(main.user)
    _begin(hand, holder, Part.MAIN, begun)
    deed = Deed.ENTRUST if main is None else Deed.HAND_OVER
    return trail.Deed(ROOM, MATTER, task.pk, str(deed), by, at, hand.told)


def first_day(task: PlanTask) -> date | None:
    """The first day on which a task may be in somebody's hands: its plan's issue, or its own coming."""
    return max((day for day in (task.plan.issued_on, task.added_on) if day is not None), default=None)


def _main(task: PlanTask) -> TaskHolding | None:
    found = TaskHolding.objects.filter(task=task, part=Part.MAIN, until_on__isnull=True)
    return found.select_related("user").first()


def _check_person(task: PlanTask, holder: int, since_on: date, at: datetime) -> None:
    """The person is in use and, on the day or now, of a unit that leads or supports the task."""
    known = dict(accounts.in_use([holder]))
    if holder not in known:
        raise Refusal("Tài khoản này không còn dùng, hãy chọn người khác.", field_name="holder")
    lead, supports = units_of_task(task)
    units = (*lead, *supports)
    if not units:
        raise Refusal(
            f"Chưa biết “{task.lead_unit}” là đơn vị nào trong sổ đơn vị, nên chưa biết ai thuộc đơn vị chủ trì: "
            "hãy sửa đơn vị chủ trì của nhiệm vụ.",
            field_name="holder",
        )
    if not any(holder in members(units, day) for day in {at.date(), since_on}):
        raise Refusal(
            f"{known[holder]} không thuộc đơn vị chủ trì hoặc đơn vị phối hợp của nhiệm vụ.",
            field_name="holder",
        )


def _check_begun(task: PlanTask, since_on: date, at: datetime) -> None:
    to_come.refuse("Ngày", since_on, at, Refusal, "since_on")
    first = first_day(task)
    if first is not None and since_on < first:
        raise Refusal(
            f"Nhiệm vụ có trong kế hoạch từ {first:%d/%m/%Y}: không giao trước ngày đó.",
            field_name="since_on",
        )


def _check_day(task: PlanTask, since_on: date, at: datetime, but: TaskHolding | None = None) -> None:
    """A day that has come, not before the task, and not in the days of somebody who was in charge before."""
    _check_begun(task, since_on, at)
    before = TaskHolding.objects.filter(task=task, part=Part.MAIN, until_on__isnull=False)
    last = before.select_related("user").order_by("-until_on").first()
    if last is not None and last.until_on is not None and since_on < last.until_on:
        raise Refusal(
            f"Đến hết ngày trước {last.until_on:%d/%m/%Y} nhiệm vụ ở {last.user}: chọn từ ngày đó trở đi.",
            field_name="since_on",
        )
    if but is not None and since_on < but.since_on:
        raise Refusal(
            f"{but.user} được giao từ {but.since_on:%d/%m/%Y}: không chuyển trước ngày đó.",
            field_name="since_on",
        )


def _begin(hand: Hand, holder: int, part: Part, since_on: date) -> None:
    """Write who has it; somebody who worked beside and takes charge is beside no more."""
    beside = hand.task.holdings.filter(user=holder, part=Part.BESIDE, until_on__isnull=True).first()
    if beside is not None:
        _end(hand, beside, max(since_on, beside.since_on), "Nhận trách nhiệm chính")
    made = TaskHolding.objects.create(
        task=hand.task,
        user_id=holder,
        part=part,
        since_on=since_on,
        set_at=hand.at,
        set_by=hand.by.username,
    )
    hand.told |= {"holder": str(made.user), "since_on": since_on.isoformat()}


def _end(hand: Hand, holding: TaskHolding, on: date, reason: str, *, field_name: str = "since_on") -> None:
    if on < holding.since_on:
        raise Refusal(
            f"{holding.user} được giao từ {holding.since_on:%d/%m/%Y}: không thôi giao trước ngày đó.",
            field_name=field_name,
        )
    holding.until_on, holding.reason = on, reason[:500]
    holding.ended_at, holding.ended_by = hand.at, hand.by.username
    holding.save(update_fields=["until_on", "reason", "ended_at", "ended_by"])
