"""Where a report takes its figures from: answers in the windows of its frame, as cells that open to their records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from minhchung.figures.answers import Answer
from minhchung.reports.composition import FigureCell
from minhchung.reports.frames import Frame
from minhchung.reports.narrative import BadText, cell_of
from minhchung.rules.windows import Window

Answers = Mapping[tuple[str, str], Answer]
_FLOWS = ("count", "total")


@dataclass(frozen=True)
class Source:
    """The figures of one report.

    Attributes:
        report: its number, part of every address.
        frame: its window and the windows around it.
        answers: every figure in each of those windows.
    """

    report: int
    frame: Frame
    answers: Answers

    def find(self, key: str, label: str = "") -> FigureCell:
        """A figure in the whole window, or in another one of the frame.

        Raises:
            BadText: the frame has no such window.
        """
        answer = self.answers.get((key, label or self.frame.window.label))
        if answer is None:
            raise BadText(f"[[{key}@{label}]]: báo cáo này không có số liệu của “{label}”.")
        return cell_of(answer, "", self.href)

    def lookup(self, key: str) -> Answer:
        """A figure in the whole window, for conditions."""
        return self.answers[key, self.frame.window.label]

    def by_part(self, key: str) -> Sequence[Answer]:
        """A figure in each part, oldest first."""
        return [self.answers[key, part.label] for part in self.frame.parts]

    @cached_property
    def columns(self) -> tuple[tuple[str, Window], ...]:
        """Headings and windows of tables by period; a year before of which nothing was kept is left out."""
        before = self.frame.before
        empty = before is not None and not any(
            answer.value
            for (_key, label), answer in self.answers.items()
            if label == before.label and answer.kind in _FLOWS
        )
        return tuple(each for each in self.frame.columns if not (empty and each[1] == before))

    def href(self, key: str, label: str) -> str:
        """Where a figure of this report opens on the public pages."""
        return f"/cong-bo/{self.report}/so-lieu/{key}/?ky={label}"

    def group_cell(self, answer: Answer, by: str, name: str) -> FigureCell:
        """One group of a figure broken down by a column."""
        cell = cell_of(answer, "", self.href)
        return replace(cell, by=by, group=name, href=f"{cell.href}&{urlencode({'theo': by, 'nhom': name})}")
