"""Settings, addresses, jobs and the command line: the only place that knows every room.

Importing this package puts SQLite's current library in place of the interpreter's own: the version that ships
with Debian 12 (3.40.1) carries the WAL-reset corruption bug (3.7.0 - 3.51.2), see docs/decisions/0002.
"""

import sys

import pysqlite3

sys.modules["sqlite3"] = pysqlite3

from minhchung.config import later  # noqa: E402  (after the library above is in place)

later.put_off()
