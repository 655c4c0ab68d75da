"""Where a report takes its figures from: answers in the windows of its frame, as cells that open to their records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from minhchung.figures.answers import Answer
from minhchung.reports.composition import FigureCell
from minhchung.reports.declared import Declarations, Declared, declarables
from minhchung.reports.frames import Frame
from minhchung.reports.narrative import BadText, cell_of
from minhchung.reports.narrative_conditions import Numbers
from minhchung.rules.windows import Window

Answers = Mapping[tuple[str, str], Answer]
#: Figures of which any agency at work has some: when none of them has, nothing was kept of that period.
_SIGNS_OF_LIFE = ("dossiers.to_process", "documents.sent", "plan.tasks", "dissemination.events")


@dataclass(frozen=True)
class Source:
    """The figures of one report.

    Attributes:
        report: its number, part of every address.
        frame: its window and the windows around it.
        answers: every figure in each of those windows.
        declared: what was declared for them.
    """

    report: int
    frame: Frame
    answers: Answers
    declared: Declarations = field(default_factory=dict)

    def find(self, key: str, label: str = "") -> FigureCell:
        """A figure in the whole window, or in another one of the frame.

        Raises:
            BadText: the frame has no such window, or the value is one to declare and was not declared.
        """
        if key in declarables():
            found = self.told(key, label)
            if found.source:
                return found.cell(self.report)
            raise BadText(
                f"[[{key}]]: chưa có số khai “{found.what.title}” cho kỳ {found.window}. "
                "Khai ở mục Số khai, hoặc bỏ thẻ này."
            )
        answer = self.answers.get((key, label or self.frame.window.label))
        if answer is None:
            raise BadText(f"[[{key}@{label}]]: báo cáo này không có số liệu của “{label}”.")
        return cell_of(answer, "", self.href)

    def told(self, key: str, label: str = "") -> Declared:
        """What was declared in the whole window or another one; without a source when nothing was."""
        wanted = label or self.frame.window.label
        return self.declared.get((key, wanted)) or Declared(declarables()[key], wanted)

    def lookup(self, key: str) -> Numbers:
        """A figure in the whole window, for conditions."""
        return self.numbers(key, self.frame.window.label)

    def by_part(self, key: str) -> Sequence[Numbers]:
        """A figure in each part, oldest first."""
        return [self.numbers(key, part.label) for part in self.frame.parts]

    def numbers(self, key: str, label: str) -> Numbers:
        """The bare numbers of a figure or of a declared value."""
        return self.told(key, label) if key in declarables() else self.answers[key, label]

    @cached_property
    def columns(self) -> tuple[tuple[str, Window], ...]:
        """Headings and windows of tables by period; a year before of which nothing was kept is left out."""
        before = self.frame.before
        signs = [self.answers.get((key, before.label)) for key in _SIGNS_OF_LIFE] if before else []
        empty = not any(sign.value for sign in signs if sign)
        return tuple(each for each in self.frame.columns if not (empty and each[1] == before))

    def href(self, key: str, label: str) -> str:
        """Where a figure of this report opens on the public pages."""
        return f"/cong-bo/{self.report}/so-lieu/{key}/?ky={label}"

    def group_cell(self, answer: Answer, by: str, name: str) -> FigureCell:
        """One group of a figure broken down by a column."""
        cell = cell_of(answer, "", self.href)
        return replace(cell, by=by, group=name, href=f"{cell.href}&{urlencode({'theo': by, 'nhom': name})}")
