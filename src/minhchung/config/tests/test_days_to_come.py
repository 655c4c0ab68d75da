"""Forms and worksheets refuse days to come of what has happened, everywhere and in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import get_resolver, reverse
from openpyxl import Workbook

from minhchung.config import importers
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import PERMITS, May, Role
from minhchung.ground.intake import runs
from minhchung.ground.intake.columns import Field, Row
from minhchung.ground.intake.models import ImportProblem
from minhchung.ground.intake.tables import BadRow, TableImporter
from minhchung.ground.registers.register import Register

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 12, 9)
TODAY, TOMORROW = AT.date(), AT.date() + timedelta(days=1)
#: Days that may lie ahead: of effect, limits, plans, spans; by the name of their column.
AHEAD = {
    *(
        "since",
        "until",
        "last_day",
        "valid_from",
        "valid_to",
        "effective_on",
        "expired_on",
        "partly_expired_on",
    ),
    *("due_on", "promised_at", "extended_until_at", "submit_by_on", "to_mend_by"),
    *("joined_on", "left_on", "until_on", "begins_at", "ends_at", "began_on", "stopped_on", "fixed_on"),
}
#: Where the plain day "on" is one of effect, or of what is planned.
AHEAD_ON = {
    "movements",
    "training",
    "legal-relations",
    "SuccessionRegister",
    "SystematisedRegister",
    "TrainingRegister",
}
DONE_ON = [
    pytest.param(name, field, id=f"{name}: {field.name}")
    for name in importers.names()
    for field in importers.importer_class(name).layout.fields
    if field.has_come
]


DAYS = (forms.DateField, forms.DateTimeField)


def registers(of: type[Register] = Register) -> Iterator[type[Register]]:
    """Every table of the product that is filled by a form; they are there once the addresses are read."""
    assert get_resolver().reverse_dict
    for register in of.__subclasses__():
        if register.__module__.startswith("minhchung.") and register.form_class is not None:
            yield register
        yield from registers(register)


def is_ahead(place: str, name: str) -> bool:
    return name in AHEAD or (name == "on" and place in AHEAD_ON)


def test_every_day_of_a_form_or_a_worksheet_has_come_or_may_lie_ahead() -> None:
    told = [
        (place, field.name, field.has_come)
        for place in importers.names()
        for field in importers.importer_class(place).layout.fields
        if field.kind in ("day", "moment")
    ]
    for register in registers():
        days = {name for name, field in register.form_class.base_fields.items() if isinstance(field, DAYS)}
        assert set(register.have_come) <= days, register
        told += [(register.__name__, name, name in register.have_come) for name in days]
    assert len(told) > 120
    assert [(place, name) for place, name, has_come in told if has_come == is_ahead(place, name)] == []


def test_a_form_refuses_tomorrow_beside_the_field(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PERMITS, Role.LEADER, frozenset(May))
    told = {"username": "an", "full_name": "Lê Thị An", "role": Role.LEADER, "password": "bốn mùa xuân hạ"}
    user = create_user(**told, by="cài đặt", at=AT)
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    tried = 0
    for register in registers():
        url = reverse(f"{register.room}:{register.matter}_new")
        for name in register.have_come:
            for ahead in (0, 1):
                sent = datetime.now() + timedelta(days=ahead)
                form = client.post(
                    url, {name: f"{sent:%d/%m/%Y %H:%M}"[: 16 if name.endswith("_at") else 10]}
                ).context["form"]
                said = f"{form.fields[name].label} {sent:%d/%m/%Y} chưa đến; hãy kiểm tra lại ngày."
                assert (said in form.errors.get(name, [])) is bool(ahead), (register, name)
            tried += 1
    assert tried > 30


def test_issued_decided_and_done_are_among_them() -> None:
    marked = {tuple(each.id.split(": ")) for each in DONE_ON if each.id}
    assert marked >= {
        ("legal-documents", "issued_on"),
        ("movements", "decided_on"),
        ("disbursements", "on"),
        ("plans", "issued_on"),
        ("assigned-tasks", "assigned_on"),
    }


@pytest.mark.parametrize(("name", "field"), DONE_ON)
def test_what_has_happened_did_not_happen_tomorrow(
    name: str, field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_on(self: TableImporter, row: Row) -> dict[str, Any]:
        raise BadRow(field.name, "đọc tiếp")

    kind = importers.importer_class(name)
    monkeypatch.setattr(kind, "convert", read_on)
    monkeypatch.setattr(kind, "load_chunk", lambda self, rows: None)

    def told(day: date) -> str:
        importer = kind()
        importer.stand_on(TODAY)
        given = datetime.combine(day, time(23)) if field.kind == "moment" else day
        values = dict.fromkeys(importer.layout.by_name) | {field.name: given}
        ((problem,),) = (plan.problems for plan in importer.plan([Row("Trang 1", 7, values)]))
        return str(problem)

    words = f"{field.label} {TOMORROW:%d/%m/%Y} chưa đến; hãy kiểm tra lại ngày."
    assert told(TOMORROW) == f"dòng 7 ({field.label}): {words}"
    assert told(TODAY) == f"dòng 7 ({field.label}): đọc tiếp"


def test_a_file_is_checked_and_taken_in_as_on_its_day(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Loại văn bản", "Số, ký hiệu", "Cơ quan ban hành", "Ngày ban hành", "Trích yếu"])
    for number, day in enumerate((TODAY, TOMORROW), 1):
        sheet.append(["Quyết định", f"{number}/2026/QĐ-UBND", "UBND tỉnh", day, "Quy định"])
    path = tmp_path / "van-ban.xlsx"
    book.save(path)
    importer = importers.importer("legal-documents")
    mapping = runs.mapping_for(path, importer)
    checked = runs.check(path, importer, mapping, at=AT)
    (problem,) = checked.problems
    assert (checked.counts.new, checked.counts.refused, problem.line) == (1, 1, 3)
    run = runs.begin(path, importer, mapping, by="lan", at=AT)
    runs.carry_on(run, importers.importer("legal-documents"), by="lan", clock=lambda: AT)
    assert (run.new, run.refused) == (1, 1)
    assert ImportProblem.objects.get().message == "Ngày ban hành 13/05/2026 chưa đến; hãy kiểm tra lại ngày."
