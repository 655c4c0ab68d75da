"""The public page of answered reflections and recommendations: the words that were published, and no others."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.feedback import actions
from minhchung.feedback.models import Feedback
from minhchung.feedback.tests.cast import an_agency, answered, do

pytestmark = pytest.mark.django_db
PUBLIC = {"content": "Cán bộ hẹn nhiều lần.", "text": "Đã nhắc nhở cán bộ.", "left_is_public": False}


@pytest.fixture(autouse=True)
def _agency() -> None:
    an_agency()


def page(client: Client, query: str = "") -> str:
    return client.get(reverse("portal:answers") + query).content.decode()


def test_everybody_reads_what_was_published_in_the_words_that_were_looked_through(client: Client) -> None:
    record = answered()
    assert record.code not in page(client), "answered is not yet published"
    do(actions.publish, record, "2026-04-16T09:00", **PUBLIC)
    told = page(client)
    for words in (record.code, *(PUBLIC["content"], PUBLIC["text"]), "16/04/2026"):
        assert str(words) in told
    for private in (record.sender_name, record.sender_phone, record.content, record.answer, "Bà Hoa"):
        assert private and private not in told


def test_what_was_published_elsewhere_is_not_shown_without_words_of_ours(client: Client) -> None:
    record = do(actions.publish, answered(), "2026-04-16T09:00", **PUBLIC)
    Feedback.objects.filter(pk=record.pk).update(source="book", public_content="", public_answer="")
    assert record.code not in page(client) and "Chưa có trả lời nào" in page(client)


def test_the_newest_come_first_ten_on_a_page(client: Client) -> None:
    record = do(actions.publish, answered(), "2026-04-16T09:00", **PUBLIC)
    for number in range(10):
        record.pk, record.code = None, f"PA-{number:02d}"
        record.published_at = record.published_at.replace(minute=number + 1)
        record.save()
    first, second = page(client), page(client, "?trang=2")
    assert first.index("PA-09") < first.index("PA-00") and "NB-PA/2026" not in first
    assert "NB-PA/2026/000001" in second and "PA-00" not in second
    assert "NB-PA/2026/000001" in page(client, "?trang=99") and "PA-09" in page(client, "?trang=x")


def test_the_first_page_leads_there(client: Client) -> None:
    assert reverse("portal:answers") in client.get(reverse("portal:home")).content.decode()
