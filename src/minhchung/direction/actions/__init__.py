"""Deeds of direction: plans and their tasks, what shows them done, what was assigned, findings, meetings."""

from minhchung.direction.actions.acting import Seen, check_right
from minhchung.direction.actions.entrusting import entrust, hand_over, join, keep_written, release
from minhchung.direction.actions.following import (
    close_finding,
    conclude_inspection,
    extend_assigned,
    finish_assigned,
    reopen_assigned,
)
from minhchung.direction.actions.initiatives import apply_initiative, decline, recognise, save_initiative
from minhchung.direction.actions.inspections import save_inspection
from minhchung.direction.actions.meetings import (
    CannotChangeMeeting,
    Outcome,
    cancel_meeting,
    hold_meeting,
    keep_minutes,
    tell_question,
)
from minhchung.direction.actions.plans import (
    Change,
    add_task,
    begin_plan,
    drop_task,
    issue_plan,
    leave_out,
    not_its_year,
    propose_tasks,
    save_task,
    set_targets,
    sync_supports,
)
from minhchung.direction.actions.showing import (
    Level,
    Paper,
    Place,
    show_document,
    show_figure,
    show_file,
    unshow,
)
from minhchung.direction.actions.tables import keep_table, take_table
from minhchung.direction.actions.tasks import finish, note, postpone, reopen, report, send_back, start
from minhchung.ground.deeds.acting import Actor, Outdated, Refusal, Repeated

__all__ = [
    "Actor",
    "CannotChangeMeeting",
    "Change",
    "Level",
    "Outcome",
    "Outdated",
    "Paper",
    "Place",
    "Refusal",
    "Repeated",
    "Seen",
    "add_task",
    "apply_initiative",
    "begin_plan",
    "cancel_meeting",
    "check_right",
    "close_finding",
    "conclude_inspection",
    "decline",
    "drop_task",
    "entrust",
    "extend_assigned",
    "finish",
    "finish_assigned",
    "hand_over",
    "hold_meeting",
    "issue_plan",
    "join",
    "keep_minutes",
    "keep_table",
    "keep_written",
    "leave_out",
    "not_its_year",
    "note",
    "postpone",
    "propose_tasks",
    "recognise",
    "release",
    "reopen",
    "reopen_assigned",
    "report",
    "save_initiative",
    "save_inspection",
    "save_task",
    "send_back",
    "set_targets",
    "show_document",
    "show_figure",
    "show_file",
    "start",
    "sync_supports",
    "take_table",
    "tell_question",
    "unshow",
]
