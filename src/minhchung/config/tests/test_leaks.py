"""Every page that opens, drawn for those who must not see a dossier or a person: neither may be found on any of them.

New pages are held to this without being named here: whoever lists dossiers by hand, or prints a name, is found out.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from minhchung.config.access import TABLE
from minhchung.config.access.lines import RowsOf
from minhchung.config.tests.access_rows import FOREIGN, OWN, Stage
from minhchung.config.tests.test_access import may_pass, path_of
from minhchung.dossiers.models import Dossier
from minhchung.ground.accounts.policy import PERMITS, May, Role
from minhchung.ground.intake.folding import fold

#: What a page tells does not hang on the database.
pytestmark = [pytest.mark.django_db, pytest.mark.only_on("sqlite")]
CODE = "NGOAI-PHAM-VI-77"
PERSON = {
    "applicant_name": "Trần Thị Tuyệt Mật",
    "applicant_folded": fold("Trần Thị Tuyệt Mật"),
    "applicant_phone": "0900000765",
    "applicant_email": "tuyetmat@example.org",
    "applicant_address": "Ngõ Kín Đáo",
}
SAID = ("Tuyệt Mật", "0900000765", "tuyetmat@", "Kín Đáo")


@pytest.fixture
def stage(settings: Any) -> Stage:
    """An own and a foreign dossier, with a notice, a difference and papers, and a name that nobody else bears."""
    settings.STORAGES = {**settings.STORAGES}
    stage = Stage()
    for whose in (OWN, FOREIGN):
        for table in ("dossiers.Dossier", "dossiers.Difference", "notices.Notice"):
            stage.row(table, whose)
    foreign = stage.row("dossiers.Dossier", FOREIGN)
    Dossier.objects.filter(pk=foreign.pk).update(code=CODE)
    Dossier.objects.update(**PERSON)
    type(stage.row("dossiers.Difference", FOREIGN)).objects.filter(dossier=foreign.pk).update(code=CODE)
    type(stage.row("notices.Notice", FOREIGN)).objects.filter(record=foreign.pk).update(about=CODE)
    return stage


def pages(stage: Stage, role: Role) -> Any:
    """Every address that opens for a role, with what it answers."""
    user = stage.users[role]
    client = Client()
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    for line in TABLE:
        if (
            line.get is None
            or not may_pass(line.get, role)
            or not line.get.signed_in
            or line.room == "reports"
        ):
            continue
        path = path_of(stage, line, OWN, user)
        answer = client.get(path)
        assert answer.status_code < 500, path
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield line, path, body.decode(errors="ignore")


def test_no_page_names_a_dossier_out_of_sight(stage: Stage):
    found = [path for _line, path, text in pages(stage, Role.SPECIALIST) if CODE in text]
    assert found == [], (
        "narrow these by Dossier.objects.visible_to(sights.sight_of(request.user, now)), or by register.rows_for"
    )


@pytest.mark.parametrize(
    "role", [role for role in (Role.IT, Role.PROVINCE) if May.READ_PERSONAL not in PERMITS[role]]
)
def test_no_page_tells_who_applied_to_those_who_may_not_know(stage: Stage, role: Role):
    found = {path: said for _line, path, text in pages(stage, role) for said in SAID if said in text}
    assert found == {}


def test_the_pages_do_name_them_to_those_who_may(stage: Stage):
    texts = [text for line, _path, text in pages(stage, Role.ONE_STOP) if line.room == "dossiers"]
    assert any(CODE in text for text in texts)
    assert all(any(said in text for text in texts) for said in SAID)
    assert any(rows.of == RowsOf.SCOPE for line in TABLE for rows in line.rows.values())
