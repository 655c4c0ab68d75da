"""What is posted publicly: which version, found by which words, with which parts, and how it differs from the last."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from minhchung.figures.answers import answer
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.ground.intake.folding import fold
from minhchung.organisation.models import Unit
from minhchung.procedures.models import Component, Procedure, ProcedureCase, ProcedureVersion
from minhchung.procedures.posted_queries import found, posted, posted_page
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def board() -> Unit:
    return Unit.objects.create(code="BQL", kind="agency", is_home=True)


def a_version(key: str = "TT1", *, name: str = "Cấp giấy phép lao động", **given: Any) -> ProcedureVersion:
    procedure, _new = Procedure.objects.get_or_create(
        key=key, defaults={"settled_by": Unit.objects.get(code="BQL")}
    )
    told: dict[str, Any] = {
        "field": "Lao động",
        "since": date(2020, 1, 1),
        "posted_web_on": date(2020, 1, 1),
    }
    version = ProcedureVersion.objects.create(
        procedure=procedure, name=name, name_folded=fold(name), **told | given
    )
    ProcedureCase.objects.create(
        version=version,
        legal_limit=5,
        legal_unit="working-day",
        committed_limit=4,
        committed_unit="working-day",
    )
    return version


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param({}, True, id="posted and in force"),
        pytest.param({"posted_web_on": None}, False, id="not posted on the web"),
        pytest.param({"posted_web_on": date(2026, 5, 5)}, False, id="to be posted tomorrow"),
        pytest.param({"posted_web_on": ON}, True, id="posted this very day"),
        pytest.param({"since": date(2026, 5, 5)}, False, id="not yet in force"),
        pytest.param({"until": ON}, False, id="no longer in force"),
        pytest.param({"until": date(2026, 5, 5)}, True, id="in force for the last day"),
    ],
)
def test_what_is_shown_to_the_public(given: dict[str, Any], shown: bool) -> None:
    a_version(**given)
    assert bool(posted(ON)) == shown
    assert (posted_page("TT1", ON) is not None) == shown


def test_the_figure_counts_the_same_day_of_posting() -> None:
    everywhere = {"posted_national_on": date(2020, 1, 1), "posted_counter_on": date(2020, 1, 1)}
    a_version("TT1", **everywhere)
    a_version("TT2", **everywhere, posted_web_on=None)
    a_version("TT3", **everywhere, posted_web_on=date(2026, 5, 5))
    window = parse_window("2026-05-04", Regime.fixed(15))
    told = answer(REGISTER["procedures.posted_publicly"], window, DjangoEngine(connection))
    assert (told.part, told.whole) == (1, 3) and [each.key for each in posted(ON)] == ["TT1"]


@pytest.mark.parametrize(
    ("words", "field", "keys"),
    [
        pytest.param("giấy phép", "", ["TT1", "1.000948"], id="with marks"),
        pytest.param("GIAY PHEP", "", ["TT1", "1.000948"], id="without marks, in capitals"),
        pytest.param("phép dựng", "", ["1.000948"], id="every word, in any place"),
        pytest.param("1.000948", "", ["1.000948"], id="by code"),
        pytest.param("phép", "Lao động", ["TT1"], id="in one field"),
        pytest.param("", "", ["TT1", "1.000948"], id="nothing asked for: all"),
        pytest.param("hộ tịch", "", [], id="nothing found"),
    ],
)
def test_what_is_found(words: str, field: str, keys: list[str]) -> None:
    a_version()
    a_version("1.000948", name="Cấp giấy phép xây dựng", field="Xây dựng")
    assert [each.key for each in found(posted(ON), words, field)] == keys


def test_a_page_has_its_parts_and_what_differs_from_the_version_posted_before() -> None:
    old = a_version(until=date(2025, 1, 1), decision="QĐ 1", legal_basis="Luật cũ")
    hidden = a_version(since=date(2025, 1, 1), until=date(2026, 1, 1), posted_web_on=None, decision="QĐ 2")
    new = a_version(
        since=date(2026, 1, 1), posted_web_on=date(2026, 1, 2), decision="QĐ 3", legal_basis="Luật cũ"
    )
    a_version(since=date(2026, 9, 1), posted_web_on=None)
    ProcedureCase.objects.filter(version=new).update(committed_limit=3)
    ProcedureVersion.objects.filter(pk=new.pk).update(sets=2, result="Giấy phép")
    Component.objects.create(version=new, number=1, name="Đơn", form="Mẫu 01", originals=1)
    page = posted_page("TT1", ON)
    assert page is not None and page.version == new.pk
    assert (page.since, page.posted_on) == (date(2026, 1, 1), date(2026, 1, 2))
    assert dict(page.texts)["legal_basis"] == "Luật cũ" and page.cases[0].committed == "03 ngày làm việc"
    assert page.former_since == old.since, "the version that was never posted is not compared with"
    assert hidden.decision not in str(page)
    assert {each.part: (each.old, each.new) for each in page.changes} == {
        "decision": ("QĐ 1", "QĐ 3"),
        "limits": (
            "mọi kênh; theo quy định 05 ngày làm việc; cam kết 04 ngày làm việc",
            "mọi kênh; theo quy định 05 ngày làm việc; cam kết 03 ngày làm việc",
        ),
        "result": ("", "Giấy phép"),
        "sets": ("", "2"),
        "components": ("", "Đơn (Mẫu 01, 1 bản chính)"),
    }
    assert page.next_since == date(2026, 9, 1)


def test_the_first_version_differs_from_nothing() -> None:
    a_version()
    page = posted_page("TT1", ON)
    assert page is not None and page.former_since is None and page.changes == ()
