"""How far an index from a sample may lie from the truth: Wilson's interval with the finite population correction.

Few answers, shares near nothing or near everything and small populations are the rule at one agency, and there the
plain normal interval is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt


class BadSample(ValueError):
    """Counts that contradict each other; the message says in Vietnamese which."""


@dataclass(frozen=True)
class Interval:
    """A share of a sample with the interval around it; all three between 0 and 1."""

    share: float
    low: float
    high: float

    @property
    def margin(self) -> float:
        """How far the truth may lie to the farther side."""
        return max(self.share - self.low, self.high - self.share)


def wilson(part: int, sample: int, *, population: int | None = None, score: float) -> Interval | None:
    """Wilson's interval for ``part`` of ``sample``.

    Args:
        part, sample: whole numbers, 0 <= part <= sample.
        population: of which the sample was drawn; None when unknown or endless. All of it asked leaves no doubt.
        score: the standard score of the confidence, 1.96 for 95 percent.

    Returns:
        None for an empty sample: there is nothing to tell, which is neither nothing nor everything.

    Raises:
        BadSample: part outside the sample, or a sample larger than its population.
    """
    if not 0 <= part <= sample:
        raise BadSample(f"Số hài lòng {part} phải nằm trong số trả lời {sample}.")
    if population is not None and sample > population:
        raise BadSample(f"Số trả lời {sample} nhiều hơn tổng số {population}.")
    if sample == 0:
        return None
    share = part / sample
    if population is not None and sample == population:
        return Interval(share, share, share)
    size = sample if population is None else sample * (population - 1) / (population - sample)
    square = score * score
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = score * sqrt(share * (1 - share) / size + square / (4 * size * size)) / (1 + square / size)
    return Interval(share, max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share)))
