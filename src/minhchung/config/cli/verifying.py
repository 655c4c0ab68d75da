"""`minhchung verify`: a bundle offline, or all that the database holds."""

from __future__ import annotations

import sys
from pathlib import Path

from minhchung.config.cli.setup import OK, REFUSED, USAGE, fail, migrate, start_django, tell


def run_verify(what: str, *, data_dir: Path | None, as_json: bool) -> None:
    """Verify a bundle file, or ``data``."""
    if what == "data":
        _verify_data(data_dir, as_json)
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


def _verify_data(data_dir: Path | None, as_json: bool) -> None:
    start_django(data_dir)
    migrate()
    from minhchung.config.oracle import examine

    findings = examine()
    if as_json:
        tell(
            {"passed": all(each.passed for each in findings), "checks": [each.as_dict() for each in findings]}
        )
    else:
        for each in findings:
            sys.stdout.write(f"{'đạt' if each.passed else 'SAI'}  {each.title}: {each.detail}\n")
    raise SystemExit(OK if all(each.passed for each in findings) else REFUSED)
