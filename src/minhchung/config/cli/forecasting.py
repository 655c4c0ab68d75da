"""`minhchung forecast`: the likelihood of lateness of open dossiers, and how good it is on the agency's own past."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from minhchung.config.cli.setup import REFUSED, USAGE, fail, migrate, start_django, tell


def run_forecast(*, check: bool, since: str, review: bool, data_dir: Path | None, as_json: bool) -> None:
    """Reckon the forecasts; with ``review`` pace and marks first; with ``check`` measure them instead."""
    start_django(data_dir)
    migrate()
    from minhchung.dossiers import actions

    now = datetime.now().replace(microsecond=0)
    told: dict[str, Any] = {}
    if review:
        told["reviewed"] = actions.review_all(at=now)
    if check:
        try:
            made = actions.check_forecast(split_on=_day(since, now), by="dòng lệnh", at=now)
        except actions.Refusal as refused:
            fail(str(refused), REFUSED)
        told["check"] = {"split_on": made.split_on.isoformat(), **json.loads(made.result)}
    else:
        told["foreseen"] = actions.foresee(at=now)
    if as_json:
        tell(told)
        return
    if review:
        sys.stdout.write(f"Đã rà soát {told['reviewed']} hồ sơ.\n")
    if check:
        _print(told["check"])
    else:
        sys.stdout.write(f"Đã dự báo {told['foreseen']} hồ sơ đang mở.\n")


def _print(check: dict[str, Any]) -> None:
    out = sys.stdout.write
    out(
        f"Học từ {check['learned']} hồ sơ xong trước {check['split_on']}; thử trên {check['tried']} hồ sơ tiếp nhận "
        f"từ đó, {check['tried_late']} hồ sơ trễ.\n"
    )
    for name, words in (
        ("ours", "Dự báo của phần mềm"),
        ("base_rate", "Tỷ lệ trễ chung của thủ tục"),
        ("nearly_used", "Trễ khi đã dùng quá 80 %"),
    ):
        auc = check[name]["auc"]
        said = "không tính được" if auc is None else f"{auc:.3f}"
        out(f"  {words:32} Brier {check[name]['brier']:.4f}   ROC-AUC {said}\n")
    out("  Dự báo trong khoảng / câu hỏi / trung bình / thật sự trễ\n")
    for each in check["ours"]["bins"]:
        real = each["true"] / each["cases"]
        out(f"  {each['low']:4.0%} - {each['high']:4.0%} {each['cases']:8} {each['mean']:8.1%} {real:8.1%}\n")


def _day(text: str, now: datetime) -> date:
    if not text:
        return date(now.year - 1, now.month, 1)
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"Không hiểu ngày “{text}”. Viết dạng 2025-01-01.", USAGE)
