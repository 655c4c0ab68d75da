"""`minhchung reset-second-step`: for the lone keeper of the system who has lost his telephone and his codes."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from minhchung.config.cli.setup import OK, fail, migrate, start_django

_BY = "dòng lệnh"


def run_reset(username: str, *, reason: str, data_dir: Path | None) -> None:
    """Take away an account's second step; whoever may run commands on this machine may read its database anyway."""
    start_django(data_dir)
    migrate()
    from minhchung.ground.accounts import queries, second_step

    user = queries.account_named(username)
    if user is None:
        fail(f"Không có tài khoản {username}.")
    try:
        second_step.reset(user=user, reason=reason, by=_BY, at=datetime.now().replace(microsecond=0))
    except second_step.CannotReset as cannot:
        fail(str(cannot))
    sys.stdout.write(
        f"Đã bỏ bước hai của {username}; các phiên đang mở của tài khoản này đã kết thúc. "
        "Lần đăng nhập sau chỉ cần mật khẩu; hãy thiết lập lại ngay ở trang Đăng nhập hai bước.\n"
    )
    raise SystemExit(OK)
