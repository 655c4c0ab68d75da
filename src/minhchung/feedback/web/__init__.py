"""Screens of the room: reflections and recommendations, complaints and denunciations, surveys."""

from minhchung.feedback.web.cases import case, case_deed, case_list, case_new, identity
from minhchung.feedback.web.desk import deed, receive
from minhchung.feedback.web.listing import FeedbackRegister, listing
from minhchung.feedback.web.public import survey
from minhchung.feedback.web.sending import file, send, sent
from minhchung.feedback.web.supplementing import supplement
from minhchung.feedback.web.surveys import answer, invitation, mark, results, slip, slip_for

__all__ = [
    "FeedbackRegister",
    "answer",
    "case",
    "case_deed",
    "case_list",
    "case_new",
    "deed",
    "file",
    "identity",
    "invitation",
    "listing",
    "mark",
    "receive",
    "results",
    "send",
    "sent",
    "slip",
    "slip_for",
    "supplement",
    "survey",
]
