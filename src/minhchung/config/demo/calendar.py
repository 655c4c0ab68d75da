"""The made-up board changes its calendar: a swap that has moved a few dossiers, a closure that waits for approval."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhchung.config.demo.agency import MERGED_ON, OWN_DESKS
from minhchung.dossiers import actions as dossiers
from minhchung.dossiers import foreseen
from minhchung.dossiers.actions.calendaring import apply_some, approve_change
from minhchung.ground.accounts.policy import ROLE_NAMES, Role
from minhchung.organisation import actions as organisation
from minhchung.organisation.calendars import change_declared
from minhchung.organisation.changes import calendar_changes
from minhchung.organisation.forms import ChangeForm
from minhchung.organisation.queries import home_agency
from minhchung.procedures.queries import catalogue

_MORNING = datetime(2026, 6, 29, 8, 30)
_SATURDAY = 5
_APPLICANTS = (
    ("Công ty TNHH Chế biến Cà phê Tâm Lộc Xanh", "0900000101"),
    ("Công ty Cổ phần Gỗ ván ép An Phát Việt", "0900000102"),
    ("Doanh nghiệp tư nhân Cơ khí Kim Hòa Phúc", "0900000103"),
)


def change_calendar(*, actor: dossiers.Actor) -> None:
    """Receive three dossiers at the own desk, swap a day that lies in their limits, and submit one more change."""
    home = home_agency()
    if calendar_changes() or home is None:
        return
    offered = catalogue().all_in_force(MERGED_ON)[:OWN_DESKS]
    in_days = [
        (limit, version.procedure_id)
        for version in offered
        for limit, unit in (version.cases[0].promise,)
        if limit and unit == "day"
    ]
    if not in_days:
        return
    off = _MORNING.date()
    for place, (name, phone) in enumerate(_APPLICANTS):
        filing = dossiers.Filing(
            procedure=min(in_days)[1],
            channel="direct",
            applicant_kind="enterprise",
            applicant_name=name,
            applicant_phone=phone,
        )
        made = dossiers.receive(filing=filing, by=actor, at=_MORNING + timedelta(minutes=20 * place))
        off = made.due_at.date() if made.due_at else off
    worked = off + timedelta(days=7 + (_SATURDAY - off.weekday()) % 7)
    declared = _MORNING + timedelta(hours=24)
    swap = _submitted(
        "swap",
        {
            "name": "Nghỉ để diễn tập phòng cháy toàn khu (minh họa)",
            "since": off,
            "worked_on": worked,
            "decision": "QĐ 118/QĐ-BQLKCN ngày 29/6/2026 (minh họa)",
            "reason": f"Diễn tập phòng cháy, chữa cháy toàn khu công nghiệp; làm bù ngày {worked:%d/%m/%Y}.",
        },
        at=declared,
    )
    row = change_declared(swap)
    assert row is not None  # it has just been written
    later = declared + timedelta(hours=2)
    approve_change(change=swap, seen=foreseen.preview_of(row).mark, by=str(Role.LEADER), at=later)
    while not apply_some(change=swap, at=later).done:
        pass
    _submitted(
        "closure",
        {
            "name": "Cắt điện buổi chiều để sửa trạm biến áp (minh họa)",
            "unit": home.pk,
            "since": off + timedelta(days=1),
            "until": off + timedelta(days=2),
            "hours": "07:30-11:30",
            "decision": "TB 77/TB-BQLKCN ngày 30/6/2026 (minh họa)",
            "reason": "Đơn vị điện lực cắt điện từ 11 giờ 30.",
            "unconfirmed": "on",
        },
        at=later,
    )


def one_stop(user: int | None, unit: int | None) -> dossiers.Actor:
    """The officer of the one-stop as the desk knows him."""
    return dossiers.Actor(
        str(Role.ONE_STOP), f"{ROLE_NAMES[Role.ONE_STOP]} (minh họa)", ROLE_NAMES[Role.ONE_STOP], user, unit
    )


def _submitted(kind: str, typed: dict[str, object], *, at: datetime) -> int:
    form = ChangeForm(typed, kind=kind, today=at.date())
    if not form.is_valid():
        raise ValueError(form.errors.as_text())
    made = organisation.draft_change(form.save(commit=False), by=str(Role.REFORM), at=at)
    organisation.submit_change(number=made.pk, by=str(Role.REFORM), at=at)
    return int(made.pk)
