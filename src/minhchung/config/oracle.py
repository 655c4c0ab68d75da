"""The oracle: does everything that is stored still follow from its records?

Every figure equals its records, every deadline its recomputation, every state is reachable, every kept file is
there unchanged, and the trail's chain is whole. `minhchung verify data` prints what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

from minhchung.dossiers import audit as dossiers
from minhchung.dossiers.attachment_queries import dossier_of_file
from minhchung.dossiers.calendar_audit import unkept_calendars
from minhchung.dossiers.marks_audit import untrue_marks
from minhchung.dossiers.outbox_audit import untrue_notices
from minhchung.feedback import audit as feedback
from minhchung.figures.answers import evaluate, heading, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.kinds import Average, Share
from minhchung.figures.periods import regime
from minhchung.figures.register import REGISTER, Figure
from minhchung.ground.files import queries as files
from minhchung.ground.sealed import actions as sealed
from minhchung.ground.trail import queries as trail
from minhchung.procedures.list_queries import untrue_lists
from minhchung.rules.windows import Window, parse_window, years_of

NAMED = 20


@dataclass(frozen=True)
class Finding:
    """What one check found."""

    key: str
    title: str
    passed: bool
    detail: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def examine() -> list[Finding]:
    """Run every check; each names its first failures."""
    return [
        _finding("figures", "Mỗi chỉ tiêu bằng đúng số bản ghi mở ra", _unequal_figures(), "chỉ tiêu"),
        _finding("deadlines", "Mỗi hạn và kết quả bằng tính lại", dossiers.unequal_clocks(), "hồ sơ"),
        _finding("states", "Mỗi trạng thái đều có đường đi tới", dossiers.unreachable_states(), "hồ sơ"),
        _finding("stories", "Diễn biến dẫn tới trạng thái đang ghi", dossiers.untold_deeds(), "hồ sơ"),
        _finding("notices", "Việc phải báo được báo đúng một lần", untrue_notices(), "việc, thông báo"),
        _finding("lists", "Từ khóa và số đếm của danh sách bằng tính lại", dossiers.unequal_lists(), "chỗ"),
        _finding("steps", "Hạn từng bước tính lại như cũ", dossiers.unequal_steps(), "hồ sơ"),
        _finding("calendar", "Đổi lịch đến đủ hồ sơ, có diễn biến", unkept_calendars(), "hồ sơ"),
        _finding("marks", "Mỗi dấu hiệu cần xem lại tìm lại được từ ngày giờ", untrue_marks(), "dấu hiệu"),
        _finding("files", "Mỗi tệp còn nguyên", damaged_files(), "tệp"),
        _finding("redress", "Hạn và diễn biến của phản ánh, khiếu nại, tố cáo", feedback.faults(), "vụ việc"),
        _finding("posted", "Danh sách niêm yết còn nguyên, liền chuỗi", untrue_lists(), "chỗ"),
        _finding("sealed", "Mỗi dữ liệu niêm kín đều mở được", iter(sealed.try_all().closed), "dữ liệu"),
        _chain(),
    ]


def damaged_files() -> Iterator[str]:
    """Every kept file is hashed again; one attached to a dossier is named with it."""
    for kept, what in files.damaged():
        code = dossier_of_file(kept.pk)
        yield f"{f'{code}, ' if code else ''}{kept.name}: {what}"


def _finding(key: str, title: str, faults: Iterator[str], noun: str) -> Finding:
    named: list[str] = []
    count = 0
    for fault in faults:
        count += 1
        if len(named) < NAMED:
            named.append(fault)
    if not count:
        return Finding(key, title, True, "không có sai lệch")
    return Finding(key, title, False, f"{count} {noun} sai lệch: " + "; ".join(named))


def _chain() -> Finding:
    broken = trail.first_break()
    number, _ = trail.head()
    detail = f"{number} dòng, chuỗi liền" if broken is None else f"chuỗi đứt ở dòng {broken}"
    return Finding("trail", "Nhật ký liền chuỗi", broken is None, detail)


def _unequal_figures() -> Iterator[str]:
    engine = DjangoEngine(connection)
    windows = examined_windows()
    answers = evaluate(REGISTER, windows, engine)
    for figure in REGISTER:
        for window in windows:
            answer = answers[figure.key, window.label]
            recounted = recount(figure, window, engine)
            stated = (answer.part, answer.whole) if answer.value is None else (answer.value,)
            if recounted != stated:
                yield f"{figure.key} ({window.label}): ghi {stated}, đếm lại {recounted}"


def recount(figure: Figure, window: Window, engine: DjangoEngine) -> tuple[int, ...]:
    """The figure's numbers counted or added up one by one from the records that its page lists."""
    kind = figure.over(window)
    if isinstance(kind, Share):
        names = [each.name for each in heading(figure, window)]
        part = whole = 0
        for record in records(figure, window, engine):
            above, below = (record[names.index(each)] or 0 for each in kind.sums) if kind.sums else (1, 1)
            whole += below
            part += above if record[-1] else 0
        return part, whole
    column = getattr(kind, "column", None)
    if column is None:
        return (sum(1 for _ in records(figure, window, engine)),)
    values = [value for value in column_of(figure, window, column, engine) if value is not None]
    if isinstance(kind, Average):
        return sum(values), len(values)
    return (sum(values),)


def column_of(figure: Figure, window: Window, column: str, engine: DjangoEngine) -> Iterator[Any]:
    """One column of the records behind a figure."""
    names = [each.name for each in figure.facts.columns if each.shown or each.name == "id"]
    place = names.index(column)
    for record in records(figure, window, engine):
        yield record[place]


def examined_windows() -> list[Window]:
    """The windows that the oracle looks at: both programme periods and each of their years."""
    periods = [parse_window(label, regime()) for label in ("2016..2020", "2021..2025")]
    return [*periods, *(year for period in periods for year in years_of(period, regime()))]
