"""A process as BPMN 2.0 XML: participant, lanes, tasks, parallel gateways, flows, and the places of all of them.

The form is that of OMG formal/2011-01-03 (BPMN 2.0) with diagram interchange, so that a modeller opens it as it is
drawn here. The time of a step stands in the task's documentation: BPMN 2.0 has no element for a working time.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from minhchung.procedures import flow
from minhchung.procedures.flow import Drawing, Kind, Node
from minhchung.rules.process import Process

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
_TAGS = {
    Kind.START: "startEvent",
    Kind.STEP: "userTask",
    Kind.SPLIT: "parallelGateway",
    Kind.JOIN: "parallelGateway",
    Kind.END: "endEvent",
}
#: Where a participant's own name stands, at the left of its lanes.
_POOL = 30.0


def to_bpmn(process: Process, name: str, day_minutes: int) -> bytes:
    """The process as an XML file in UTF-8; the same bytes for the same process.

    Args:
        name: of the process and of its participant.
        day_minutes: working minutes of a day, for the times in words.
    """
    for prefix, space in (("bpmn", BPMN), ("bpmndi", BPMNDI), ("dc", DC), ("di", DI)):
        ET.register_namespace(prefix, space)
    board = flow.drawn(process, day_minutes)
    root = ET.Element(
        f"{{{BPMN}}}definitions",
        {"id": "definitions", "targetNamespace": "urn:minhchung:quy-trinh-noi-bo", "exporter": "Minh Chứng"},
    )
    collaboration = _under(root, BPMN, "collaboration", id="collaboration")
    _under(collaboration, BPMN, "participant", id="participant", name=name, processRef="process")
    _process(root, board, name)
    _diagram(root, board)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _process(root: ET.Element, board: Drawing, name: str) -> None:
    process = _under(root, BPMN, "process", id="process", name=name, isExecutable="false")
    lanes = _under(process, BPMN, "laneSet", id="lanes")
    for place, each in enumerate(board.lanes):
        lane = _under(lanes, BPMN, "lane", id=each.id, name=each.name)
        for node in board.nodes_in(place):
            _under(lane, BPMN, "flowNodeRef").text = node.id
    for node in board.nodes:
        _node(process, node, board)
    for way in board.flows:
        _under(process, BPMN, "sequenceFlow", id=way.id, sourceRef=way.source.id, targetRef=way.target.id)


def _node(process: ET.Element, node: Node, board: Drawing) -> None:
    names = {Kind.START: "Bắt đầu", Kind.END: "Kết thúc"}
    given = {"id": node.id}
    if node.step is not None or node.kind in names:
        given["name"] = node.step.name if node.step else names[node.kind]
    if node.kind in (Kind.SPLIT, Kind.JOIN):
        given["gatewayDirection"] = "Diverging" if node.kind is Kind.SPLIT else "Converging"
    element = _under(process, BPMN, _TAGS[node.kind], **given)
    if node.step is not None:
        step = node.step
        told = (
            ("Bước", str(step.number)),
            ("Chức danh", step.post),
            ("Việc", step.work),
            (
                "Thời gian",
                f"{node.time} ({step.minutes} phút làm việc)" if node.time else "không tính vào thời hạn",
            ),
            ("Sản phẩm", step.product),
        )
        _under(element, BPMN, "documentation").text = "\n".join(
            f"{what}: {words}" for what, words in told if words
        )
    for tag, ids in (
        ("incoming", [each.id for each in board.flows if each.target.id == node.id]),
        ("outgoing", [each.id for each in board.flows if each.source.id == node.id]),
    ):
        for id_ in ids:
            _under(element, BPMN, tag).text = id_


def _diagram(root: ET.Element, board: Drawing) -> None:
    diagram = _under(root, BPMNDI, "BPMNDiagram", id="diagram")
    plane = _under(diagram, BPMNDI, "BPMNPlane", id="plane", bpmnElement="collaboration")
    _shape(plane, "participant", 0, 0, board.width + _POOL, board.height, isHorizontal="true")
    for lane in board.lanes:
        _shape(plane, lane.id, _POOL, lane.top, board.width, lane.height, isHorizontal="true")
    for node in board.nodes:
        _shape(plane, node.id, node.left + _POOL, node.top, node.width, node.height)
    for each in board.flows:
        edge = _under(plane, BPMNDI, "BPMNEdge", id=f"{each.id}-di", bpmnElement=each.id)
        for x, y in each.points:
            _under(edge, DI, "waypoint", x=_n(x + _POOL), y=_n(y))


def _shape(plane: ET.Element, of: str, x: float, y: float, wide: float, high: float, **more: str) -> None:
    shape = _under(plane, BPMNDI, "BPMNShape", id=f"{of}-di", bpmnElement=of, **more)
    _under(shape, DC, "Bounds", x=_n(x), y=_n(y), width=_n(wide), height=_n(high))


def _under(parent: ET.Element, space: str, tag: str, **given: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{space}}}{tag}", given)


def _n(value: float) -> str:
    return f"{value:.1f}"
