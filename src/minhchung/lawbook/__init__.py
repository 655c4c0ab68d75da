"""What the law says, as dated data: value, citation, since, until, and how sure we are of the text.

``in_force(key, on=day)`` is the one question; entries are YAML histories under ``entries/<folder>/<name>.yaml``,
their key is ``<folder>.<name>``.
"""

from minhchung.lawbook.book import NoRule, Rule, citing, content_hash, history, in_force, keys
from minhchung.lawbook.calendars import national_days

__all__ = ["NoRule", "Rule", "citing", "content_hash", "history", "in_force", "keys", "national_days"]
