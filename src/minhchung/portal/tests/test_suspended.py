"""What everybody reads of documents that are held back: as of a day, wholly or in part, until they are in force again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from minhchung.legislation import actions
from minhchung.legislation.models import ValidityEvent
from minhchung.legislation.public_queries import Validity, documents
from minhchung.legislation.tests.cast import DONE, a_text

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)
TOMORROW = ON + timedelta(1)
BEFORE = date(2025, 1, 1)
WHY = "Quyết định đình chỉ 7"


def hold(document, deed, on, provisions=""):
    told = {"document": document.pk, "on": on, "reason": WHY, **DONE}
    match deed:
        case "suspend":
            actions.suspend(cause="stopped", provisions=provisions, **told)
        case "resume":
            actions.resume(**told)
        case "end":
            actions.end(cause="repealed", **told)


@pytest.mark.parametrize(
    ("deeds", "validity"),
    [
        pytest.param([("suspend", ON)], Validity.SUSPENDED, id="held back from today"),
        pytest.param([("suspend", TOMORROW)], Validity.IN_FORCE, id="held back from tomorrow"),
        pytest.param([("suspend", ON, "Điều 3")], Validity.PARTLY_SUSPENDED, id="one article held back"),
        pytest.param([("suspend", BEFORE), ("resume", ON)], Validity.IN_FORCE, id="in force again today"),
        pytest.param([("suspend", BEFORE), ("resume", TOMORROW)], Validity.SUSPENDED, id="again tomorrow"),
        pytest.param([("suspend", BEFORE), ("end", ON)], Validity.EXPIRED, id="ended while held back"),
    ],
)
def test_the_public_reads_what_is_held_back_on_a_day(client, deeds, validity):
    document = a_text("7/2020/QĐ-UBND", date(2020, 1, 2))
    for deed in deeds:
        hold(document, *deed)
    for asked in (None, *Validity):
        found = documents(ON, "", asked)
        assert [line.validity for line in found.lines] == ([validity] if asked in (None, validity) else [])
        assert [state for state, count in found.counts if count] == [validity]
    page = client.get(reverse("portal:documents"), {"ngay": ON.isoformat()}).content.decode()
    held = validity in (Validity.SUSPENDED, Validity.PARTLY_SUSPENDED)
    assert ("Ngưng hiệu lực" in page) is ("ngưng từ" in page) is held
    assert (WHY in page) is (held or validity is Validity.EXPIRED)


def test_one_that_lost_an_article_and_is_held_back_in_another_tells_both(client):
    document = a_text("7/2020/QĐ-UBND", date(2020, 1, 2))
    actions.end(document=document.pk, on=BEFORE, cause="amended", provisions="Điều 9", reason="QĐ 8", **DONE)
    hold(document, "suspend", ON, "Điều 3")
    (line,) = documents(ON).lines
    assert (line.validity, line.partly_expired, line.suspended) == (
        Validity.PARTLY_SUSPENDED,
        "Điều 9",
        "Điều 3",
    )


def test_a_suspension_that_was_taken_back_was_none(client):
    hold(a_text("7/2020/QĐ-UBND", date(2020, 1, 2)), "suspend", ON)
    actions.take_back(event=ValidityEvent.objects.get().pk, reason="Ghi nhầm", **DONE)
    assert [line.validity for line in documents(ON).lines] == [Validity.IN_FORCE]
    page = client.get(reverse("portal:documents"), {"ngay": ON.isoformat()}).content.decode()
    assert "gưng hiệu lực" not in page
