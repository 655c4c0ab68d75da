"""Screens of dossiers: the list and one dossier, and the desk where deeds are done."""

from minhchung.dossiers.web import reconciling, replaying
from minhchung.dossiers.web.desk import deed, receive
from minhchung.dossiers.web.listing import DossiersRegister, download, listing
from minhchung.dossiers.web.moving import process_move, process_moves
from minhchung.dossiers.web.postings import PostingsRegister

__all__ = [
    "DossiersRegister",
    "PostingsRegister",
    "deed",
    "download",
    "listing",
    "process_move",
    "process_moves",
    "receive",
    "reconciling",
    "replaying",
]
