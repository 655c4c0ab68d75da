"""Checks that a report runs on itself before it is frozen: identities between its own figures.

Each check compares two sides made of figures. A side is a sum of cells; both sides must be equal, or the left at
most the right. A failed check names the window and both numbers and blocks publication unless a person explains it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from minhchung.figures.answers import Answer
from minhchung.figures.kinds import Count, Total
from minhchung.figures.register import Register
from minhchung.rules.rounding import printed_number
from minhchung.rules.windows import Window

Answers = dict[tuple[str, str], Answer]


@dataclass(frozen=True)
class Identity:
    """``left`` equals ``right`` (or does not exceed it), all as sums of figures in one window."""

    key: str
    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    at_most: bool = False


IDENTITIES: tuple[Identity, ...] = (
    Identity(
        "dossiers.3=4+5+6+7+8",
        "Phải giải quyết = tiếp nhận theo từng kênh + kỳ trước chuyển qua",
        ("dossiers.to_process",),
        (
            "dossiers.received_online_full",
            "dossiers.received_online_partial",
            "dossiers.received_post",
            "dossiers.received_direct",
            "dossiers.carried_in",
        ),
    ),
    Identity(
        "dossiers.3=9+13",
        "Phải giải quyết = đã giải quyết + đang giải quyết",
        ("dossiers.to_process",),
        ("dossiers.solved", "dossiers.in_progress"),
    ),
    Identity(
        "dossiers.9=10+11+12",
        "Đã giải quyết = trước hạn + đúng hạn + quá hạn",
        ("dossiers.solved",),
        ("dossiers.early", "dossiers.on_time", "dossiers.overdue"),
    ),
    Identity(
        "dossiers.13=14+15",
        "Đang giải quyết = trong hạn + quá hạn",
        ("dossiers.in_progress",),
        ("dossiers.in_progress_in_time", "dossiers.in_progress_overdue"),
    ),
    Identity(
        "procedures.split",
        "Thủ tục đang có hiệu lực = có thời hạn theo luật + không có thời hạn theo luật",
        ("procedures.in_force",),
        ("procedures.with_statutory_limit", "procedures.without_statutory_limit"),
    ),
    Identity(
        "staff.present<=assigned",
        "Công chức, viên chức có mặt không vượt biên chế được giao",
        ("staff.present",),
        ("staff.assigned",),
        at_most=True,
    ),
    Identity(
        "documents.ways",
        "Văn bản đi = hoàn toàn điện tử + song song + chỉ giấy",
        ("documents.sent",),
        ("documents.fully_electronic", "documents.parallel", "documents.paper_only"),
    ),
    Identity(
        "direction.assigned",
        "Nhiệm vụ cấp trên giao = đúng hạn + muộn + còn hạn + quá hạn chưa xong",
        ("direction.assigned",),
        (
            "direction.assigned_on_time",
            "direction.assigned_late_done",
            "direction.assigned_open_in_time",
            "direction.assigned_open_overdue",
        ),
    ),
    Identity(
        "feedback.kinds",
        "Phản ánh, kiến nghị phải xử lý = về hành vi + về quy định",
        ("feedback.to_handle",),
        ("feedback.conduct", "feedback.regulation"),
    ),
    Identity(
        "feedback.inflow",
        "Phản ánh, kiến nghị phải xử lý = tiếp nhận trong kỳ + kỳ trước chuyển qua",
        ("feedback.to_handle",),
        ("feedback.received", "feedback.carried_in"),
    ),
    Identity(
        "feedback.outflow",
        "Phản ánh, kiến nghị phải xử lý = đã xử lý + đang xử lý",
        ("feedback.to_handle",),
        ("feedback.resolved", "feedback.in_progress"),
    ),
)

#: Flows that do not add over parts of a window: they count what was carried in, or how things stand at its end.
_NOT_ADDED = frozenset(
    {
        "dossiers.carried_in",
        "dossiers.to_process",
        "feedback.carried_in",
        "feedback.to_handle",
        "feedback.conduct",
        "feedback.regulation",
        "direction.assigned_done_on_time",
        "direction.assigned_late_done",
        "direction.assigned_open_in_time",
        "direction.assigned_open_overdue",
    }
)
#: Flows of whole years: every part of a year shows all of them.
_OF_YEARS = frozenset({"plan.tasks", "plan.tasks_original", "staff.training_planned"})
#: What is in hand at the end of a part, and what the next part carries in.
_CARRIED = (("dossiers.in_progress", "dossiers.carried_in"), ("feedback.in_progress", "feedback.carried_in"))


@dataclass(frozen=True)
class Finding:
    """What a check found; ``detail`` says both numbers in words."""

    key: str
    title: str
    window: str
    passed: bool
    detail: str

    def as_dict(self) -> dict[str, Any]:
        """For the frozen report."""
        return asdict(self)


def run_checks(register: Register, whole: Window, years: Sequence[Window], answers: Answers) -> list[Finding]:
    """Every identity in every window, the tiling of flows by parts (years, quarters), the carry-over between them."""
    windows = [whole, *(year for year in years if year.label != whole.label)]
    findings = [
        _identity(identity, window, answers)
        for identity in IDENTITIES
        if _all_known(register, identity)
        for window in windows
    ]
    if len(years) > 1:
        findings.extend(_tiling(register, whole, years, answers))
        findings.extend(_carry_over(register, years, answers))
    return findings


def failed(findings: Iterable[Finding]) -> list[Finding]:
    """Those that did not hold."""
    return [finding for finding in findings if not finding.passed]


def _identity(identity: Identity, window: Window, answers: Answers) -> Finding:
    left, right = (_sum(side, window, answers) for side in (identity.left, identity.right))
    sign = "≤" if identity.at_most else "="
    passed = left <= right if identity.at_most else left == right
    detail = (
        f"{printed_number(left)} {sign if passed else '≠' if sign == '=' else '>'} {printed_number(right)}"
    )
    return Finding(f"{identity.key}@{window.label}", identity.title, window.label, passed, detail)


def _tiling(
    register: Register, whole: Window, years: Sequence[Window], answers: Answers
) -> Iterable[Finding]:
    by_year = all(year.label.isdigit() for year in years)
    for figure in register:
        if not isinstance(figure.over(whole), Count | Total) or figure.key in _NOT_ADDED:
            continue
        if figure.key in _OF_YEARS and not by_year:
            continue
        total = _number(answers[figure.key, whole.label])
        parts = [_number(answers[figure.key, year.label]) for year in years]
        passed = total == sum(parts)
        added = " + ".join(printed_number(part) for part in parts)
        detail = f"{added} {'=' if passed else '≠'} {printed_number(total)}"
        title = f"{figure.title}: tổng các phần = cả kỳ"
        yield Finding(f"tiling.{figure.key}@{whole.label}", title, whole.label, passed, detail)


def _carry_over(register: Register, years: Sequence[Window], answers: Answers) -> Iterable[Finding]:
    for left_key, carried in _CARRIED:
        if left_key not in register or carried not in register:
            continue
        for before, year in zip(years, years[1:], strict=False):
            left = _number(answers[left_key, before.label])
            right = _number(answers[carried, year.label])
            yield Finding(
                f"{left_key.split('.')[0]}.carry_over@{year.label}",
                f"{register[carried].title} = đang giải quyết cuối kỳ trước",
                year.label,
                left == right,
                f"{printed_number(right)} {'=' if left == right else '≠'} {printed_number(left)}",
            )


def _sum(keys: Iterable[str], window: Window, answers: Answers) -> int:
    return sum(_number(answers[key, window.label]) for key in keys)


def _number(answer: Answer) -> int:
    """A count, total or stock as it is; of a share, its part."""
    return (answer.part if answer.value is None else answer.value) or 0


def _all_known(register: Register, identity: Identity) -> bool:
    return all(key in register for key in (*identity.left, *identity.right))
