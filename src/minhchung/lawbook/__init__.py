"""What the law says, as dated data: value, citation, since, until, and how sure we are of the text.

``in_force(key, on=day)`` is the one question; entries are YAML histories under ``entries/<folder>/<name>.yaml``,
their key is ``<folder>.<name>``. ``national_days()`` and ``clock_policy(on=day)`` hand the entries of the calendar and
of the clocks to :mod:`minhchung.rules`.
"""

from minhchung.lawbook.book import BadEntry, NoRule, Rule, citing, content_hash, history, in_force, keys
from minhchung.lawbook.calendars import national_days
from minhchung.lawbook.clocks import clock_policy

__all__ = [
    "BadEntry",
    "NoRule",
    "Rule",
    "citing",
    "clock_policy",
    "content_hash",
    "history",
    "in_force",
    "keys",
    "national_days",
]
