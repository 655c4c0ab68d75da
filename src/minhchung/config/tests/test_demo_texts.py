"""The whole texts of the demonstration are files that are found by what they say."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.config.demo import law_texts
from minhchung.config.tests.test_pages import sign_in
from minhchung.ground.accounts.policy import Role
from minhchung.legislation import finding
from minhchung.legislation.models import DocumentFile, LegalDocument
from minhchung.legislation.tests.cast import a_text

pytestmark = pytest.mark.django_db


def test_texts_of_the_demonstration_are_found_by_the_words_of_their_files(client: Client) -> None:
    texts = [
        a_text(
            f"{number}/2024/QĐ-UBND",
            date(2024, number, 12),
            abstract=law_texts.abstract_of(2024, number),
        )
        for number in (1, 4)
    ]
    assert "môi trường" in texts[0].abstract and "quy hoạch" in texts[1].abstract
    law_texts.attach_texts(texts, by="legal")
    assert sorted(DocumentFile.objects.values_list("reading", flat=True)) == ["layer", "words"]
    for words, found in (("dau noi vao he thong", texts[0]), ("quy hoạch phân khu đã được", texts[1])):
        assert list(finding.matching(LegalDocument.objects.all(), words)) == [found]
    sign_in(client, Role.LEGAL)
    listed = client.get(reverse("legislation:document_list"), {"q": "dau noi"}).content.decode()
    assert "1-2024-QĐ-UBND.docx: …" in listed and "đấu nối" in listed
