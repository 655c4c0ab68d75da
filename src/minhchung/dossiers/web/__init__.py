"""Screens of dossiers: the list and one dossier, the desk where deeds are done, papers and the book."""

from minhchung.dossiers.web import (
    attachments,
    board,
    calendars,
    forecasting,
    marks,
    reconciling,
    replaying,
    uploads,
)
from minhchung.dossiers.web.book import book_file, book_page
from minhchung.dossiers.web.bulk import bulk_confirm, bulk_new, bulk_run, bulk_runs, bulk_stop
from minhchung.dossiers.web.calculator import calculator
from minhchung.dossiers.web.desk import deed, receive, tell_anew
from minhchung.dossiers.web.following import confirm_following, follow, stop_following
from minhchung.dossiers.web.listing import DossiersRegister, download, listing
from minhchung.dossiers.web.lists import choose_columns, export, save_list, saved_list
from minhchung.dossiers.web.moving import process_move, process_moves
from minhchung.dossiers.web.online import online_page
from minhchung.dossiers.web.papers import make, paper, paper_templates, preview
from minhchung.dossiers.web.postings import ChargesRegister, PostingsRegister
from minhchung.dossiers.web.tracking import look_up, track

__all__ = [
    "ChargesRegister",
    "DossiersRegister",
    "PostingsRegister",
    "attachments",
    "board",
    "book_file",
    "book_page",
    "bulk_confirm",
    "bulk_new",
    "bulk_run",
    "bulk_runs",
    "bulk_stop",
    "calculator",
    "calendars",
    "choose_columns",
    "confirm_following",
    "deed",
    "download",
    "export",
    "follow",
    "forecasting",
    "listing",
    "look_up",
    "make",
    "marks",
    "online_page",
    "paper",
    "paper_templates",
    "preview",
    "process_move",
    "process_moves",
    "receive",
    "reconciling",
    "replaying",
    "save_list",
    "saved_list",
    "stop_following",
    "tell_anew",
    "track",
    "uploads",
]
