"""Which kinds of work over many records there are: each room's, by the name under which its runs are kept."""

from __future__ import annotations

from minhchung.dossiers.bulk.work import KIND, BulkWork
from minhchung.ground.work.actions import Kinds

KINDS: Kinds = {KIND: BulkWork}
