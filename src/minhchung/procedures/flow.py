"""A process as a drawing: lanes, nodes and flows with their places; the picture and the BPMN file are made of it.

Lanes lie under each other, one for each unit in the order in which it first acts. Time runs to the right: each stage
has its place, so two boxes never touch, and no line passes through a box that it does not belong to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from minhchung.ground.skin.charts.text import wrapped
from minhchung.rules.process import Process, Stage, Step, time_words

HEAD = 132.0  # the lane's name, at its left
BOX = 140.0
LETTER, LINE = 13.0, 17.0
PAD = 9.0
GATE, EVENT = 36.0, 28.0
GAP = 26.0
#: From the middle of a box to that of the next in another lane: they overlap in x, the line between them does not.
ACROSS = 104.0
MOST_LINES = 5


class Kind(StrEnum):
    """What a node is."""

    START = "start"
    STEP = "step"
    SPLIT = "split"
    JOIN = "join"
    END = "end"


@dataclass(frozen=True)
class Node:
    """A node by its centre and size; ``lane`` is its lane's place, ``lines`` what is written in it."""

    id: str
    kind: Kind
    lane: int
    x: float
    y: float
    width: float
    height: float
    step: Step | None = None
    lines: tuple[str, ...] = ()
    time: str = ""

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Flow:
    """From one node to the next, along right angles."""

    id: str
    source: Node
    target: Node

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The corners, from edge to edge."""
        source, target = self.source, self.target
        if source.y == target.y:
            return (source.right, source.y), (target.left, target.y)
        down = target.y > source.y
        if source.kind is Kind.SPLIT:
            leaves = source.bottom if down else source.top
            return (source.x, leaves), (source.x, target.y), (target.left, target.y)
        arrives = target.top if down else target.bottom
        return (source.right, source.y), (target.x, source.y), (target.x, arrives)


@dataclass(frozen=True)
class Lane:
    """The lane of a unit, from its upper edge down."""

    id: str
    name: str
    lines: tuple[str, ...]
    top: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """A whole process drawn; lengths are in the drawing's own unit, y grows downwards."""

    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    width: float
    height: float

    def nodes_in(self, lane: int) -> tuple[Node, ...]:
        """The nodes of a lane."""
        return tuple(node for node in self.nodes if node.lane == lane)


def drawn(process: Process, day_minutes: int) -> Drawing:
    """A process laid out."""
    return _Table(process, day_minutes).drawing()


class _Table:
    """The drawing board: places found from left to right, heights known before."""

    def __init__(self, process: Process, day_minutes: int) -> None:
        self.process, self.day_minutes = process, day_minutes
        self.units = list(dict.fromkeys(step.unit for step in process.steps))
        self.words = {step.number: _lines(step) for step in process.steps}
        self.box = (max(map(len, self.words.values())) + 1) * LINE + 2 * PAD
        self.row = self.box + GAP
        self.names = [tuple(wrapped(name, LETTER, HEAD - 2 * PAD)) for name in self.units]
        self.rows = [
            max(1, *(sum(step.unit == unit for step in stage.steps) for stage in process.stages))
            for unit in self.units
        ]
        self.heights = [
            max(rows * self.row, len(name) * LINE + 2 * PAD)
            for rows, name in zip(self.rows, self.names, strict=True)
        ]
        self.tops = [sum(self.heights[:place]) for place in range(len(self.heights))]
        self.nodes: list[Node] = []
        self.flows: list[Flow] = []

    def drawing(self) -> Drawing:
        stages = self.process.stages
        first = self._lane(stages[0].steps[0])
        last = self._put("start", Kind.START, first, HEAD + GAP + EVENT / 2, EVENT, EVENT)
        for stage in stages:
            last = self._stage(stage, last)
        end = self._put("end", Kind.END, last.lane, last.right + GAP + EVENT / 2, EVENT, EVENT, y=last.y)
        self._flow(last, end)
        return Drawing(
            tuple(
                Lane(f"lane-{place + 1}", name, self.names[place], self.tops[place], self.heights[place])
                for place, name in enumerate(self.units)
            ),
            tuple(self.nodes),
            tuple(self.flows),
            end.right + GAP,
            sum(self.heights),
        )

    def _stage(self, stage: Stage, last: Node) -> Node:
        if len(stage.steps) == 1:
            box = self._box(stage.steps[0], self._next_x(last, self._lane(stage.steps[0])))
            self._flow(last, box)
            return box
        split = self._put(
            f"split-{stage.number}", Kind.SPLIT, last.lane, last.right + GAP + GATE / 2, GATE, GATE
        )
        self._flow(last, split)
        x, rows = split.right + GAP + BOX / 2, dict.fromkeys(range(len(self.units)), 0)
        boxes = []
        for step in stage.steps:
            lane = self._lane(step)
            boxes.append(self._box(step, x, rows[lane]))
            rows[lane] += 1
        join = self._put(
            f"join-{stage.number}", Kind.JOIN, split.lane, x + BOX / 2 + GAP + GATE / 2, GATE, GATE
        )
        for box in boxes:
            self._flow(split, box)
            self._flow(box, join)
        return join

    def _next_x(self, last: Node, lane: int) -> float:
        if last.lane == lane:
            return last.right + GAP + BOX / 2
        return last.x + ACROSS

    def _box(self, step: Step, x: float, row: int = 0) -> Node:
        lane = self._lane(step)
        node = Node(
            f"step-{step.number}",
            Kind.STEP,
            lane,
            x,
            self._y(lane, row),
            BOX,
            self.box,
            step,
            self.words[step.number],
            time_words(step.minutes, self.day_minutes) if step.minutes else "",
        )
        self.nodes.append(node)
        return node

    def _put(
        self, name: str, kind: Kind, lane: int, x: float, width: float, height: float, y: float | None = None
    ) -> Node:
        node = Node(name, kind, lane, x, self._y(lane) if y is None else y, width, height)
        self.nodes.append(node)
        return node

    def _flow(self, source: Node, target: Node) -> None:
        self.flows.append(Flow(f"flow-{len(self.flows) + 1}", source, target))

    def _lane(self, step: Step) -> int:
        return self.units.index(step.unit)

    def _y(self, lane: int, row: int = 0) -> float:
        """The middle of a row; the rows of a lane stand together in its middle."""
        spare = self.heights[lane] - self.rows[lane] * self.row
        return self.tops[lane] + spare / 2 + (row + 0.5) * self.row


def _lines(step: Step) -> tuple[str, ...]:
    """A step's number and name in a few lines; what does not fit stands in the table beside the picture."""
    lines = wrapped(f"{step.number}. {step.name}", LETTER, BOX - 2 * PAD)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]
    return tuple(lines)
