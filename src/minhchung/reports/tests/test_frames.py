"""The frame of a report: what tiles its window, what it is read beside, and which outline it follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from minhchung.figures.answers import Answer
from minhchung.figures.periods import regime, window_named
from minhchung.figures.register import REGISTER
from minhchung.reports.frames import Span, frame_of
from minhchung.reports.outline import OUTLINE, PERIODIC, outline_of
from minhchung.reports.sources import Source
from minhchung.rules.windows import Clock

FRAMES = [
    ("2016..2020", Span.PROGRAMME, "2016 2017 2018 2019 2020", "", "", OUTLINE),
    ("2025", Span.YEAR, "2025-Q1 2025-Q2 2025-Q3 2025-Q4", "", "2024", PERIODIC),
    ("2025-H1", Span.HALF, "2025-Q1 2025-Q2", "", "2024-H1", PERIODIC),
    ("2025-H2", Span.HALF, "2025-Q3 2025-Q4", "2025", "2024-H2", PERIODIC),
    ("2025-9M", Span.NINE, "2025-Q1 2025-Q2 2025-Q3", "", "2024-9M", PERIODIC),
    ("2026-Q1", Span.QUARTER, "", "", "2025-Q1", PERIODIC),
    ("2026-Q3", Span.QUARTER, "", "2026-9M", "2025-Q3", PERIODIC),
    ("2026-05", Span.MONTH, "", "2026-01..2026-05", "2025-05", PERIODIC),
    ("2026-01", Span.MONTH, "", "", "2025-01", PERIODIC),
    ("2025-07-01..2025-12-14", Span.DAYS, "", "", "", PERIODIC),
    ("2025-12-14", Span.DAYS, "", "", "", PERIODIC),
]


@pytest.mark.parametrize(
    ("label", "span", "parts", "so_far", "before", "outline"), FRAMES, ids=[each[0] for each in FRAMES]
)
def test_a_window_has_its_frame(
    label: str, span: Span, parts: str, so_far: str, before: str, outline: str
) -> None:
    frame = frame_of(window_named(label), regime())
    assert frame.span is span
    assert [part.label for part in frame.parts] == parts.split()
    assert (frame.so_far.label if frame.so_far else "") == so_far
    assert (frame.before.label if frame.before else "") == before
    assert outline_of(frame.window).key == outline
    labels = [window.label for window in frame.windows]
    assert labels[0] == label and len(set(labels)) == len(labels)


@pytest.mark.parametrize("label", [each[0] for each in FRAMES if each[2]])
@pytest.mark.parametrize("clock", [Clock.REPORTING, Clock.CALENDAR])
def test_the_parts_tile_the_window_on_every_clock(label: str, clock: Clock) -> None:
    frame = frame_of(window_named(label), regime())
    spans = [part.on(clock).span for part in frame.parts]
    assert (spans[0][0], spans[-1][1]) == frame.window.on(clock).span
    assert all(left[1] == right[0] for left, right in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("2025-H1", date(2024, 12, 15), date(2025, 6, 14)),
        ("2025", date(2024, 12, 15), date(2025, 12, 14)),
    ],
)
def test_periodic_windows_run_from_the_15th_to_the_14th(label: str, first: date, last: date) -> None:
    window = frame_of(window_named(label), regime()).window
    assert (window.first_day, window.last_day) == (first, last)
    assert window.span[1] == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("2018-H1", ["30c/NQ-CP"]),
        ("2019-Q3", ["09/2019/NĐ-CP", "30c/NQ-CP"]),
        ("2026-Q1", ["09/2019/NĐ-CP", "76/NQ-CP"]),
    ],
)
def test_a_periodic_report_stands_on_the_texts_of_its_day(label: str, named: list[str]) -> None:
    bases = outline_of(window_named(label)).bases
    assert len(bases) == len(named) and all(name in base for name, base in zip(named, bases, strict=True))


@pytest.mark.parametrize(("kept", "shown"), [(0, False), (7, True)])
def test_a_year_before_of_which_nothing_was_kept_is_no_column(kept: int, shown: bool) -> None:
    frame = frame_of(window_named("2016-Q1"), regime())
    answers = {
        ("documents.sent", label): Answer(
            REGISTER["documents.sent"], window_named(label), "count", number, None, None
        )
        for label, number in (("2016-Q1", 5), ("2015-Q1", kept))
    }
    columns = Source(1, frame, answers).columns
    assert ("Cùng kỳ 2015" in dict(columns)) is shown
    assert columns[0] == ("Trong kỳ", frame.window)
