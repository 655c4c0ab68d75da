"""`minhchung verify`: a bundle or signed lists offline, or all that the database holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

from minhchung.config.cli.setup import OK, REFUSED, USAGE, fail, migrate, start_django, tell


def run_verify(
    what: str,
    *,
    data_dir: Path | None,
    against: Path | None,
    signature: Path | None,
    key: Path | None,
    as_json: bool,
) -> None:
    """Verify a bundle, a signed list or a folder of them, or ``data``, also against a ledger that was kept outside."""
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
    if not path.is_file() and not path.is_dir():
        fail(f"Không thấy tệp {path}.", USAGE)
    from minhchung.procedures.list_verification import is_list

    if path.is_dir() or is_list(path):
        _verify_lists(path, signature, key, as_json)
    if signature is not None or key is not None:
        fail("--signature và --key chỉ đi cùng danh sách niêm yết.", USAGE)
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


def _verify_lists(path: Path, signature: Path | None, key: Path | None, as_json: bool) -> NoReturn:
    """One list, or all in a folder, where each also has the one before it beside."""
    from minhchung.procedures.list_verification import verify, verify_folder

    if signature is not None and path.is_dir():
        fail("--signature đi cùng một danh sách, không đi cùng thư mục.", USAGE)
    verdicts = verify_folder(path, key=key) if path.is_dir() else [verify(path, signature=signature, key=key)]
    if not verdicts:
        fail(f"Không thấy danh sách niêm yết nào (niem-yet-….json) trong {path}.", USAGE)
    passed = all(each.passed for each in verdicts)
    if as_json:
        tell({"passed": passed, "lists": [each.as_dict() for each in verdicts]})
    else:
        for each in verdicts:
            sys.stdout.write(f"{each.title or each.file}\n")
            if each.seal:
                sys.stdout.write(f"Dấu niêm: {each.seal}\n")
            if each.key:
                sys.stdout.write(f"Vân tay của khóa: {each.key}\n")
            sys.stdout.writelines(f"SAI: {failure}\n" for failure in each.failures)
            sys.stdout.writelines(f"Lưu ý: {note}\n" for note in each.notes)
            sys.stdout.write(
                f"Nguyên vẹn: {each.procedures} thủ tục, chữ ký khớp.\n"
                if each.passed
                else "Danh sách KHÔNG nguyên vẹn.\n"
            )
    raise SystemExit(OK if passed else REFUSED)


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
