"""Figures of correspondence over made situations; every number is the count of its records."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from minhchung.correspondence import figures
from minhchung.correspondence.models import Certificate, IncomingDocument, OutgoingDocument
from minhchung.figures.answers import IN_PART, answer, heading, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.organisation.models import Unit
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
REGIME = Regime.fixed(15)
KEYS = [each.key for each in REGISTER if each.define.__module__ == figures.__name__]


def ask(key: str, window: str) -> tuple[int | None, int | None]:
    """(value, None) or (part, whole)."""
    found = answer(REGISTER[key], parse_window(window, REGIME), DjangoEngine(connection))
    return (found.value, None) if found.value is not None else (found.part, found.whole)


@pytest.fixture
def board() -> Unit:
    return Unit.objects.create(code="BQL", kind="agency", is_home=True)


@pytest.fixture
def letters(board: Unit) -> None:
    """Seven letters of 2020 (one secret, two fully electronic, two parallel, two on paper), one of 15/12."""
    signed = {"signed_by_person": True, "signed_by_agency": True}
    electronic = {"sent_electronically": True}
    kinds = [
        {**electronic, **signed},
        {**electronic, **signed, "reform_direction": True},
        {**electronic, **signed, "paper_also": True},
        {**electronic, "signed_by_agency": True, "paper_also": True},
        {"paper_also": True},
        {"paper_also": True, "signed_by_person": True, "signed_by_agency": True},
        {"paper_also": True, "secret": True},
    ]
    for number, kind in enumerate(kinds, start=1):
        OutgoingDocument.objects.create(
            issuer=board,
            year=2020,
            number=number,
            symbol=f"{number:02d}/BQL-VP",
            type="Công văn",
            issued_on=date(2020, number, number),
            abstract="về việc báo cáo",
            **kind,
        )
    OutgoingDocument.objects.create(
        issuer=board,
        year=2020,
        number=8,
        symbol="08/BQL-VP",
        type="Tờ trình",
        issued_on=date(2020, 12, 15),
        abstract="sau ngày chốt",
        **electronic,
    )
    for number, (electronic_, secret) in enumerate([(True, False), (False, False), (False, True)], start=1):
        IncomingDocument.objects.create(
            receiver=board,
            year=2020,
            number=number,
            received_on=date(2020, 2, number),
            issuer="UBND tỉnh",
            symbol=f"{number}/UBND",
            abstract="về việc báo cáo",
            electronic=electronic_,
            secret=secret,
        )


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    ("key", "window", "expected"),
    [
        pytest.param("documents.sent", "2020", (7, None), id="the letter of 15/12 belongs to the next year"),
        pytest.param("documents.sent", "2021", (1, None), id="and is counted there"),
        pytest.param("documents.secret", "2020", (1, None), id="the secret one stands apart"),
        pytest.param("documents.sent_electronically", "2020", (4, 6), id="of those that are not secret"),
        pytest.param(
            "documents.sent_electronically_signed", "2020", (3, 6), id="one lacks the person's signature"
        ),
        pytest.param("documents.fully_electronic", "2020", (2, None), id="without paper"),
        pytest.param("documents.parallel", "2020", (2, None), id="with paper as well"),
        pytest.param("documents.paper_only", "2020", (3, None), id="on paper alone, the secret one too"),
        pytest.param("documents.reform_direction", "2020", (1, None), id="marked as direction of the reform"),
        pytest.param("documents.incoming", "2020", (3, None), id="what came in"),
        pytest.param(
            "documents.incoming_electronic", "2020", (1, 2), id="electronically, of those not secret"
        ),
        pytest.param("documents.sent_electronically", "2015", (0, 0), id="nothing sent: nothing to count"),
    ],
)
def test_documents(key: str, window: str, expected: tuple[int, int | None]) -> None:
    assert ask(key, window) == expected


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize("window", ["2020", "2020-Q1", "2020-H2", "2016..2020", "2021"])
def test_the_three_ways_add_up_to_all(window: str) -> None:
    ways = [ask(f"documents.{way}", window)[0] for way in ("fully_electronic", "parallel", "paper_only")]
    assert sum(way or 0 for way in ways) == ask("documents.sent", window)[0]


@pytest.fixture
def certificates() -> None:
    """One of the agency; of people: valid, ended on 13/12, ending on 14/12, revoked on 14/12, not yet valid."""
    spans = [
        ("agency", date(2020, 1, 1), date(2024, 12, 31), None),
        ("person", date(2020, 1, 1), date(2024, 12, 31), None),
        ("person", date(2016, 1, 1), date(2020, 12, 13), None),
        ("person", date(2016, 1, 1), date(2020, 12, 14), None),
        ("person", date(2020, 1, 1), date(2024, 12, 31), date(2020, 12, 14)),
        ("person", date(2020, 12, 15), date(2024, 12, 31), None),
    ]
    for number, (kind, start, end, revoked) in enumerate(spans):
        Certificate.objects.create(
            serial=f"54{number:04d}",
            holder_kind=kind,
            holder_name="Nguyễn Thị Mẫu",
            valid_from=start,
            valid_to=end,
            revoked_on=revoked,
        )


@pytest.mark.usefixtures("certificates")
def test_certificates_as_of_the_last_day() -> None:
    assert ask("certificates.in_force", "2020") == (3, None)
    assert ask("certificates.of_agency", "2020") == (1, None)
    assert ask("certificates.of_people", "2020") == (2, None)


@pytest.mark.usefixtures("letters", "certificates")
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("window", ["2020", "2016..2020", "2020-02", "2021"])
def test_a_number_is_the_count_of_its_records(key: str, window: str) -> None:
    figure, span, engine = REGISTER[key], parse_window(window, REGIME), DjangoEngine(connection)
    found, rows = answer(figure, span, engine), list(records(figure, span, engine))
    if found.kind == "share":
        place = [column.name for column in heading(figure, span)].index(IN_PART)
        assert (found.part, found.whole) == (sum(bool(row[place]) for row in rows), len(rows))
    else:
        assert found.value == len(rows)


@pytest.mark.usefixtures("letters")
def test_the_abstract_of_a_secret_document_stays_in_the_register() -> None:
    figure, span = REGISTER["documents.secret"], parse_window("2020", REGIME)
    (row,) = records(figure, span, DjangoEngine(connection))
    place = [column.name for column in heading(figure, span)].index("abstract")
    assert row[place] == ""
