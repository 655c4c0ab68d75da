"""What the made-up agency is told from outside and declares with its document: satisfaction that others measured."""

from __future__ import annotations

from datetime import datetime

from minhchung.figures.periods import window_named
from minhchung.reports import declaring

_KEY = "declared.satisfaction"
#: Satisfied of those asked, by year.
_SATISFIED = {2021: (412, 480), 2022: (431, 490), 2023: (455, 505), 2024: (468, 510), 2025: (486, 520)}


def declare_satisfaction(*, by: str, at: datetime) -> None:
    """Declare each year once."""
    windows = [window_named(str(year)) for year in _SATISFIED]
    told = {label for key, label in declaring.declared_over(windows) if key == _KEY}
    for window in windows:
        if window.label in told:
            continue
        part, whole = _SATISFIED[int(window.label)]
        source = f"Báo cáo 37/BC-SNV năm {window.label} của Sở Nội vụ (minh họa)"
        evidence = declaring.Evidence(
            source=source,
            name=f"muc-do-hai-long-{window.label}.txt",
            content_type="text/plain",
            content=[f"{source}: {part} trên {whole} phiếu hài lòng.\n".encode()],
        )
        number = declaring.Number(part=part, whole=whole)
        declaring.declare(key=_KEY, window=window, number=number, evidence=evidence, by=by, at=at)
