"""`minhchung verify`: a bundle offline, or all that the database holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from minhchung.config.cli.setup import OK, REFUSED, USAGE, fail, migrate, start_django, tell


def run_verify(what: str, *, data_dir: Path | None, against: Path | None, as_json: bool) -> None:
    """Verify a bundle file, or ``data``, also against a ledger that was kept outside."""
    if against is not None and (what != "data" or not against.is_file()):
        fail(
            f"Không thấy tệp sổ ngoài {against}."
            if what == "data"
            else "--against chỉ đi cùng “verify data”.",
            USAGE,
        )
    if what == "data":
        _verify_data(data_dir, against, as_json)
        return
    path = Path(what)
    if not path.is_file():
        fail(f"Không thấy tệp {path}.", USAGE)
    from minhchung.config.offline import load_figures

    load_figures()
    from minhchung.reports.verification import verify

    verdict = verify(path)
    if as_json:
        tell(verdict.as_dict())
    else:
        if verdict.title:
            sys.stdout.write(f"{verdict.title}\nDấu niêm: {verdict.seal}\n")
        for failure in verdict.failures:
            sys.stdout.write(f"SAI: {failure}\n")
        for note in verdict.notes:
            sys.stdout.write(f"Lưu ý: {note}\n")
        sys.stdout.write(
            f"Nguyên vẹn: {verdict.files} tệp khớp mã băm, {verdict.cells} số liệu tính lại đều khớp.\n"
            if verdict.passed
            else "Gói KHÔNG nguyên vẹn.\n"
        )
    raise SystemExit(OK if verdict.passed else REFUSED)


def _verify_data(data_dir: Path | None, against: Path | None, as_json: bool) -> None:
    start_django(data_dir)
    migrate()
    from minhchung.config.against import hold
    from minhchung.config.oracle import examine

    findings = examine()
    try:
        held = hold(against) if against is not None else None
    except UnicodeDecodeError:
        fail(f"Tệp {against} không phải văn bản UTF-8.", USAGE)
    passed = all(each.passed for each in findings) and (held is None or held.passed)
    if as_json:
        answer: dict[str, Any] = {"passed": passed, "checks": [each.as_dict() for each in findings]}
        tell(answer if held is None else {**answer, "ledger": held.as_dict()})
    else:
        for each in findings:
            sys.stdout.write(f"{'đạt' if each.passed else 'SAI'}  {each.title}: {each.detail}\n")
        if held is not None:
            counted = (
                ", ".join(f"{told}: {count}" for told, count in held.items.items()) or "không có dòng nào"
            )
            sys.stdout.write(f"{'đạt' if held.passed else 'SAI'}  Mọi điều đã báo còn đúng: {counted}\n")
            sys.stdout.writelines(f"     {fault}\n" for fault in held.faults)
    raise SystemExit(OK if passed else REFUSED)
