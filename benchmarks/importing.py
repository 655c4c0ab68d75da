"""Importing a workbook of 100,000 dossiers, against django-import-export on the same file and the same tables.

Usage, after ``make bench`` has made the environment: ``.venv/bin/python benchmarks/importing.py [--rows N]``

Each contender runs in a process of its own, on a fresh copy of a data folder with units and procedures, and says how
long it took by the clock and on the processor and how much memory its process used at most. The contenders run one
after the other: where other work shares the machine meanwhile, the processor's seconds compare and the clock's do not.
Ours reads Vietnamese headings, finds the procedure in force by its name, computes every deadline with its explanation
and both verdicts, keeps where each row came from and writes the trail, in resumable chunks. The peer reads the same
columns with the widgets of its documentation and saves rows; it computes nothing. It runs twice: as its documentation
begins (one row at a time), and in its bulk mode (``use_bulk``, ``skip_diff``, a thousand a batch).
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results" / "importing.md"
CONTENDERS = {
    "ours": "Minh Chứng",
    "peer": "django-import-export",
    "peer-bulk": "django-import-export, bulk mode",
}


def main() -> None:
    """Run all contenders in turn, print and keep the table; or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--contender", choices=CONTENDERS)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--data-dir", type=Path)
    arguments = parser.parse_args()
    if arguments.contender:
        print(json.dumps(contend(arguments.contender, arguments.file, arguments.data_dir)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        file, land = prepare(home, arguments.rows)
        found = {name: _in_a_process(name, file, land, home) for name in CONTENDERS}
    rows = {each["rows"] for each in found.values()}
    if rows != {arguments.rows}:
        raise SystemExit(f"not all rows were stored: {found}")
    text = _table(found, arguments.rows)
    print(text)
    arguments.results.write_text(text, encoding="utf-8")


def prepare(home: Path, rows: int) -> tuple[Path, Path]:
    """A workbook of so many dossiers, and a data folder with the units and procedures that it names."""
    _start(home / "unused")
    import xlsxwriter

    from minhchung.config.demo.worksheets import BIG, LIVELY_COUNT, QUIET_SHARE, write_all

    sheets = home / "sheets"
    wanted = max(round(rows / (1 - QUIET_SHARE)) + 2, LIVELY_COUNT, round(BIG / (1 - QUIET_SHARE)) + 2)
    write_all(sheets, seed=7, count=wanted)
    file = home / "dossiers.xlsx"
    with (
        (sheets / "dossiers-2021-2026.csv").open(encoding="utf-8-sig", newline="") as lines,
        xlsxwriter.Workbook(str(file), {"constant_memory": True, "strings_to_numbers": False}) as book,
    ):
        sheet = book.add_worksheet("Danh sách")
        for line, row in enumerate(csv.reader(lines)):
            if line > rows:
                break
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(line, column, text)
    land = home / "land"
    for kind in ("units", "procedures"):
        command = [Path(sys.executable).parent / "minhchung", "import", kind, sheets / f"{kind}.xlsx"]
        subprocess.run([*command, "--data-dir", land], check=True, capture_output=True)
    return file, land


def contend(name: str, file: Path, data_dir: Path) -> dict[str, Any]:
    """Import the file as one contender; seconds without start-up, peak memory in MiB with it."""
    _start(data_dir)
    from minhchung.dossiers.models import Dossier

    before = _peak()
    began, began_cpu = time.perf_counter(), time.process_time()
    {"ours": _ours, "peer": _peer, "peer-bulk": _peer_bulk}[name](file)
    seconds, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    return {
        "seconds": seconds,
        "cpu": cpu,
        "peak": _peak(),
        "before": before,
        "rows": Dossier.objects.count(),
    }


def _ours(file: Path) -> None:
    from minhchung.config.importers import importer
    from minhchung.ground.intake import runs

    mapping = runs.mapping_for(file, importer("dossiers"))
    run = runs.begin(file, importer("dossiers"), mapping, by="benchmark", at=datetime.now())
    runs.carry_on(run, importer("dossiers"), by="benchmark", clock=datetime.now, progress=None)
    if run.refused:
        raise SystemExit(f"{run.refused} rows were refused")


def _peer(file: Path) -> None:
    _import_export(file)


def _peer_bulk(file: Path) -> None:
    _import_export(file, use_bulk=True, skip_diff=True, batch_size=1000)


def _import_export(file: Path, **options: Any) -> None:
    """A resource as the documentation of django-import-export writes one: widgets for dates and foreign keys."""
    import tablib
    from import_export import fields, resources, widgets

    from minhchung.dossiers.layouts import LAYOUT
    from minhchung.dossiers.models import Dossier
    from minhchung.organisation.models import Unit
    from minhchung.procedures.models import ProcedureVersion

    home = Unit.objects.filter(is_home=True).order_by("id").first()
    moments = {
        "filed_at": "Ngày nộp",
        "accepted_at": "Ngày tiếp nhận",
        "promised_at": "Ngày hẹn trả",
        "extended_at": "Ngày gia hạn",
        "extended_until_at": "Hẹn lại ngày",
        "ended_at": "Ngày có kết quả",
        "returned_at": "Ngày trả kết quả",
    }
    texts = {
        "code": "Mã hồ sơ",
        "applicant_name": "Người nộp",
        "applicant_phone": "Điện thoại",
        "extension_reason": "Lý do gia hạn",
        "late_reason": "Lý do quá hạn",
    }

    class LabelWidget(widgets.CharWidget):
        """A choice by its label."""

        def __init__(self, name: str) -> None:
            super().__init__(allow_blank=True)
            self.values = {choice.label: choice.value for choice in LAYOUT.by_name[name].choices}

        def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
            return self.values[value]

    class NewestByName(widgets.ForeignKeyWidget):
        """The version of a procedure by its name; of several the newest."""

        def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
            return ProcedureVersion.objects.filter(name=value).order_by("-since").first()

    columns = {
        **{
            name: fields.Field(
                name, label, widget=widgets.CharWidget(coerce_to_string=True, allow_blank=True)
            )
            for name, label in texts.items()
        },
        **{
            name: fields.Field(name, label, widget=widgets.DateTimeWidget(format="%d/%m/%Y %H:%M"))
            for name, label in moments.items()
        },
        "channel": fields.Field("channel", "Kênh nộp", widget=LabelWidget("channel")),
        "applicant_kind": fields.Field("applicant_kind", "Đối tượng", widget=LabelWidget("applicant_kind")),
        "version": fields.Field(
            "version", "Thủ tục hành chính", widget=NewestByName(ProcedureVersion, "name")
        ),
    }

    def before_save_instance(self: Any, instance: Any, row: Any, **kwargs: Any) -> None:
        instance.procedure_id, instance.field = instance.version.procedure_id, instance.version.field
        instance.filed_with = instance.settled_by = home
        instance.state = "10" if instance.returned_at else "9" if instance.ended_at else "4"
        instance.source = "import"

    meta = {"model": Dossier, "import_id_fields": ("code",), "fields": tuple(columns), **options}
    body = {**columns, "before_save_instance": before_save_instance, "Meta": type("Meta", (), meta)}
    resource = type("DossierResource", (resources.ModelResource,), body)()
    with file.open("rb") as stream:
        dataset = tablib.Dataset().load(stream, format="xlsx")
    result = resource.import_data(dataset, dry_run=False, raise_errors=True)
    if result.has_errors() or result.has_validation_errors():
        raise SystemExit("the peer could not import the file")


def _in_a_process(name: str, file: Path, land: Path, home: Path) -> dict[str, Any]:
    folder = Path(shutil.copytree(land, home / name))
    words = ["--contender", name, "--file", str(file), "--data-dir", str(folder)]
    done = subprocess.run([sys.executable, __file__, *words], check=True, stdout=subprocess.PIPE, text=True)
    shutil.rmtree(folder)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"{CONTENDERS[name]}: {found}", file=sys.stderr)
    return found


def _start(data_dir: Path) -> None:
    os.environ["MINHCHUNG_DATA_DIR"] = str(data_dir)
    os.environ["DJANGO_SETTINGS_MODULE"] = "minhchung.config.settings"
    data_dir.mkdir(parents=True, exist_ok=True)
    import django

    django.setup()


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _table(found: dict[str, dict[str, Any]], rows: int) -> str:
    ours = found["ours"]
    lines = [
        "# Importing a workbook of dossiers",
        "",
        f"Command: `.venv/bin/python benchmarks/importing.py --rows {rows}`",
        "",
        (
            f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; SQLite, "
            "one run each."
        ),
        "",
        (
            "| | seconds | rows a second | slower than ours | processor seconds | more than ours | peak MiB "
            "| of it for the import | more than ours |"
        ),
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, each in found.items():
        own = each["peak"] - each["before"]
        lines.append(
            f"| {CONTENDERS[name]} | {each['seconds']:.1f} | {rows / each['seconds']:,.0f} "
            f"| {each['seconds'] / ours['seconds']:.1f}x | {each['cpu']:.1f} | {each['cpu'] / ours['cpu']:.1f}x "
            f"| {each['peak']} | {own} "
            f"| {own / max(1, ours['peak'] - ours['before']):.1f}x |"
        )
    return "\n".join([*lines, "", *__doc__.strip().splitlines()[4:], ""])


if __name__ == "__main__":
    main()
