"""Situations for tests: a row in each watched table, and questions that every keeper answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import connection, models

from minhchung.dossiers.models import Posting
from minhchung.dossiers.tests.cast import an_own_desk
from minhchung.ground.accounts.models import Delegation, User
from minhchung.ground.files.models import KeptFile
from minhchung.ground.kept.models import Topic
from minhchung.ground.notices.models import NoticeTemplate
from minhchung.legislation.models import LegalDocument
from minhchung.organisation.models import CalendarChange, OfficeHours, Succession, Unit
from minhchung.procedures.models import (
    BlankForm,
    Component,
    ProcedureBasis,
    ProcedureVersion,
    Process,
    ProcessStep,
)

ON = date(2026, 4, 6)
#: The number of an account that holds a post and to whom permits are lent.
AN = 7001
TEXT = 4711


def a_row_everywhere() -> ProcedureVersion:
    """An agency with all that seldom changes."""
    version = an_own_desk()
    board, room = Unit.objects.get(is_home=True), Unit.objects.get(code="MC")
    Succession.objects.create(predecessor=room, successor=board, kind="merge", on=date(2025, 7, 1))
    OfficeHours.objects.create(
        unit=board, weekly={"mon": "07:30-11:30"}, since=date(2026, 1, 1), cites="QĐ 1"
    )
    CalendarChange.objects.create(
        kind="holiday", state="in_force", name="Nghỉ bão", since=date(2026, 4, 9), decision="QĐ 40", reason="Bão",
        edition=1, drafted_by="an", drafted_at=datetime(2026, 4, 1), decided_by="binh",
        decided_at=datetime(2026, 4, 2),
    )  # fmt: skip
    component = Component.objects.create(version=version, number=1, name="Đơn")
    file = {"name": "mau.docx", "content_type": "application/msword", "size": 10, "digest": "0" * 64}
    kept = KeptFile.objects.create(
        **file, purpose="procedures.form", kept_at=datetime(2026, 4, 1), kept_by="an"
    )
    BlankForm.objects.create(
        component=component, file=kept, attached_at=datetime(2026, 4, 1), attached_by="an", **file
    )
    text = LegalDocument.objects.create(
        pk=TEXT, family="normative", type="Nghị định", code="1/2020/NĐ-CP", issuer="Chính phủ", issued_on=date(2020, 1, 1),
        abstract="Quy định về khu công nghiệp", expired_on=date(2027, 1, 1), expiry_reason="Bị thay thế",
    )  # fmt: skip
    ProcedureBasis.objects.create(version=version, document=text)
    process = Process.objects.create(version=version, since=date(2026, 1, 1))
    ProcessStep.objects.create(process=process, number=1, name="Thẩm định", unit_name="QLDN", minutes=240)
    NoticeTemplate.objects.create(
        occasion="received",
        way="email",
        subject="Hồ sơ",
        body="{{ma_ho_so}}",
        since=date(2026, 1, 1),
        used=True,
    )
    an, binh = (
        User.objects.create(pk=number, username=name, role="specialist")
        for number, name in ((AN, "an"), (AN + 1, "binh"))
    )
    Posting.objects.create(user=an, unit=room, post="Chuyên viên")
    Delegation.objects.create(
        giver=binh, taker=an, permits="edit_dossiers", since_at=datetime(2026, 4, 1), until_at=datetime(2026, 5, 1),
        reason="Nghỉ phép", made_by="binh", made_at=datetime(2026, 3, 31),
    )  # fmt: skip
    return version


def tokens() -> dict[str, str]:
    """The tokens as they are."""
    return dict(Topic.objects.values_list("topic", "token"))


@contextmanager
def asked() -> Iterator[list[str]]:
    """Every statement that goes to the database, in order."""
    heard: list[str] = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield heard


def tables_in(statements: list[str]) -> set[str]:
    """The tables that statements name, but for the one of the tokens."""
    return set(re.findall(r'(?:FROM|JOIN|INTO|UPDATE) "?(\w+)"?', " ".join(statements))) - {"kept_topic"}


def gone(row: models.Model) -> None:
    """Delete a row whatever refers to it; who calls puts it back."""
    type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")
