"""How good a forecast was on cases that it had not seen: Brier score, calibration, and the area under the ROC curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

Case = tuple[float, bool]


@dataclass(frozen=True)
class Bin:
    """Cases whose forecast lay in [low, high): how many, the mean forecast, and how many came true."""

    low: float
    high: float
    cases: int
    mean: float
    true: int


@dataclass(frozen=True)
class Skill:
    """``brier`` is 0 for a perfect forecast; ``auc`` is 0.5 for one that tells nothing, None when all ended alike."""

    cases: int
    true: int
    brier: float
    auc: float | None
    bins: tuple[Bin, ...]


def skill(cases: Sequence[Case], edges: Sequence[float] = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)) -> Skill:
    """Measure forecasts, each a probability with what came of it.

    Raises:
        ValueError: there is no case.
    """
    if not cases:
        raise ValueError("nothing to measure")
    return Skill(len(cases), sum(true for _, true in cases), brier(cases), auc(cases), bins(cases, edges))


def brier(cases: Sequence[Case]) -> float:
    """Mean squared distance of forecast and outcome."""
    return sum((value - true) ** 2 for value, true in cases) / len(cases)


def auc(cases: Sequence[Case]) -> float | None:
    """How often a case that came true had the higher forecast than one that did not; equal ones count half."""
    ordered = sorted(cases)
    positives = sum(true for _, true in ordered)
    negatives = len(ordered) - positives
    if not positives or not negatives:
        return None
    ranks = 0.0
    start = 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and ordered[end][0] == ordered[start][0]:
            end += 1
        mean_rank = (start + 1 + end) / 2
        ranks += mean_rank * sum(true for _, true in ordered[start:end])
        start = end
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives)


def bins(cases: Sequence[Case], edges: Sequence[float]) -> tuple[Bin, ...]:
    """The calibration table; spans without cases are left out, the last one holds the value 1 too."""
    found = []
    for low, high in zip(edges, edges[1:], strict=False):
        inside = [case for case in cases if low <= case[0] < high or (high == edges[-1] and case[0] == high)]
        if inside:
            # Exactly: a sum of floats may leave the span that its terms lie in.
            middle = float(mean(value for value, _ in inside))
            found.append(Bin(low, high, len(inside), middle, sum(true for _, true in inside)))
    return tuple(found)
