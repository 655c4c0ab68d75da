"""Deeds of the desk, each a verb of the law: receive, acknowledge, refuse, hand on, ask, extend, finish, give back.

And the making of the papers that go with them.
"""

from minhchung.dossiers.actions.acting import (
    Actor,
    NotOurs,
    Outdated,
    Refusal,
    Repeated,
    hold,
    judged_now,
    workshop_on,
)
from minhchung.dossiers.actions.attaching import (
    Attached,
    Came,
    Labels,
    attach,
    detach,
    note_components,
    refuse_attaching,
)
from minhchung.dossiers.actions.contacting import correct_contact, tell_anew
from minhchung.dossiers.actions.explaining import NoSuchMark, explain
from minhchung.dossiers.actions.following import end_what_is_over
from minhchung.dossiers.actions.foreseeing import check_forecast, foresee
from minhchung.dossiers.actions.moving import move_to_process
from minhchung.dossiers.actions.onward import end_step
from minhchung.dossiers.actions.papering import make_paper
from minhchung.dossiers.actions.posting import post, put_in_charge
from minhchung.dossiers.actions.receiving import (
    Filing,
    accept,
    acknowledge,
    answer_due,
    ask_correction,
    receive,
    refuse,
    register,
)
from minhchung.dossiers.actions.reviewing import review, review_after, review_all
from minhchung.dossiers.actions.settling import (
    ask_payment,
    consult,
    correct_result,
    finish,
    give_back,
    hand_on,
    report_lost,
    resume,
    stop_for_a_while,
    stop_for_good,
    take_opinion,
    take_payment,
)
from minhchung.dossiers.actions.waiting import (
    apology_by,
    ask_supplement,
    close_silent,
    extend,
    silent_since,
    take_supplement,
    withdraw,
)

__all__ = [
    "Actor",
    "Attached",
    "Came",
    "Filing",
    "Labels",
    "NoSuchMark",
    "NotOurs",
    "Outdated",
    "Refusal",
    "Repeated",
    "accept",
    "acknowledge",
    "answer_due",
    "apology_by",
    "ask_correction",
    "ask_payment",
    "ask_supplement",
    "attach",
    "check_forecast",
    "close_silent",
    "consult",
    "correct_contact",
    "correct_result",
    "detach",
    "end_step",
    "end_what_is_over",
    "explain",
    "extend",
    "finish",
    "foresee",
    "give_back",
    "hand_on",
    "hold",
    "judged_now",
    "make_paper",
    "move_to_process",
    "note_components",
    "post",
    "put_in_charge",
    "receive",
    "refuse",
    "refuse_attaching",
    "register",
    "report_lost",
    "resume",
    "review",
    "review_after",
    "review_all",
    "silent_since",
    "stop_for_a_while",
    "stop_for_good",
    "take_opinion",
    "take_payment",
    "take_supplement",
    "tell_anew",
    "withdraw",
    "workshop_on",
]
