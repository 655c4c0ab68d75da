"""Troubles of the disk, the database and the settings as sentences that say what to do: the one place for them.

``MINHCHUNG_DEBUG=1`` shows the whole trace instead.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import DatabaseError, InterfaceError

from minhchung.config.cli.words import _

_FULL = _(
    "Đĩa đã đầy nên không ghi tiếp được{where}. Hãy giải phóng dung lượng rồi chạy lại đúng lệnh này: "
    "những gì đã báo là xong vẫn còn nguyên, phần còn lại sẽ được làm tiếp."
)
_CLOSED = _(
    "Không có quyền đọc hoặc ghi{where}. Hãy cấp quyền cho người dùng đang chạy lệnh (chown, chmod), "
    "hoặc chọn thư mục khác bằng --data-dir."
)
_ABSENT = _("Không thấy tệp hoặc thư mục{where}. Hãy kiểm tra lại đường dẫn.")
_BUSY = _(
    "Cơ sở dữ liệu đang bận vì một lệnh khác đang ghi. Hãy chờ lệnh đó xong rồi chạy lại lệnh này; "
    "những gì đã báo là xong vẫn còn nguyên."
)
_DAMAGED = _(
    "Cơ sở dữ liệu bị hỏng{where}. Đừng ghi thêm: hãy chép cả thư mục dữ liệu sang nơi khác để giữ lại, "
    "rồi phục hồi từ bản sao lưu gần nhất và chạy “minhchung verify data”."
)
_DISK = _(
    "Đĩa báo lỗi khi đọc hoặc ghi{where}. Hãy kiểm tra đĩa (dmesg, smartctl) trước khi chạy lại; "
    "những gì đã báo là xong vẫn còn trong cơ sở dữ liệu."
)
_UNREACHED = _(
    "Không nối được cơ sở dữ liệu PostgreSQL. Hãy kiểm tra máy chủ đang chạy và MINHCHUNG_DATABASE_URL."
)
_DATABASE = _("Cơ sở dữ liệu báo lỗi: {error}. Chạy lại với MINHCHUNG_DEBUG=1 để xem chi tiết.")
_SYSTEM = _("Hệ điều hành báo lỗi{where}: {error}. Chạy lại với MINHCHUNG_DEBUG=1 để xem chi tiết.")

_BY_NUMBER = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EROFS: _CLOSED,
    errno.ENOENT: _ABSENT,
    errno.ENOTDIR: _ABSENT,
    errno.EISDIR: _ABSENT,
    errno.EIO: _DISK,
}
#: Words of SQLite and PostgreSQL, in the order in which they are looked for.
_BY_WORDS = (
    ("database or disk is full", _FULL),
    ("no space left on device", _FULL),
    ("could not extend file", _FULL),
    ("database is locked", _BUSY),
    ("database table is locked", _BUSY),
    ("lock timeout", _BUSY),
    ("readonly database", _CLOSED),
    ("unable to open database file", _CLOSED),
    ("malformed", _DAMAGED),
    ("not a database", _DAMAGED),
    ("disk i/o error", _DISK),
    ("connection failed", _UNREACHED),
    ("connection refused", _UNREACHED),
    ("could not connect", _UNREACHED),
    ("server closed the connection", _UNREACHED),
    ("terminating connection", _UNREACHED),
)


def told(error: BaseException) -> str | None:
    """What to say instead of a trace; None when the error is none of these and must be seen as it is."""
    if os.environ.get("MINHCHUNG_DEBUG") == "1":
        return None
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    for each in _with_causes(error):
        if isinstance(each, OSError) and each.errno in _BY_NUMBER:
            return _BY_NUMBER[each.errno].format(where=_where(each))
    text = " ".join(str(each) for each in _with_causes(error)).lower()
    if isinstance(error, DatabaseError | InterfaceError):
        sentence = next((told_ for words, told_ in _BY_WORDS if words in text), _DATABASE)
        return sentence.format(where=_database(), error=error)
    if isinstance(error, OSError):
        return _SYSTEM.format(where=_where(error), error=error.strerror or error)
    return None


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    """The error and those that it came from."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _where(error: OSError) -> str:
    return f" ({error.filename})" if error.filename else ""


def _database() -> str:
    """The database file, when there is one and the settings got so far."""
    if "minhchung.config.settings" not in sys.modules:
        return ""
    from django.conf import settings

    name = settings.DATABASES["default"]["NAME"]
    return f" ({name})" if isinstance(name, Path) else ""
