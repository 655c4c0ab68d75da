"""Where a document that shows a task done may stand: the registers that rooms beside direction keep."""

from __future__ import annotations

from minhchung.correspondence.queries import outgoing_by_symbol
from minhchung.direction.papers import Finder
from minhchung.legislation.queries import document_by_code

FINDERS = (
    Finder("correspondence", "correspondence:outgoing_document", outgoing_by_symbol),
    Finder("legislation", "legislation:document", document_by_code),
)
