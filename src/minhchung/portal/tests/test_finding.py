"""What an editor's box of search finds, with and without marks, drafts too; and what it does not."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from wagtail.search.backends import get_search_backend

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.portal import finding, tree
from minhchung.portal.arranging import arrange
from minhchung.portal.from_html import parts_of
from minhchung.portal.models import ArticlePage, Findable, Paper, Picture
from minhchung.portal.models.found import WORDS

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 27, 8, 0)


def an_article(title: str, body: str = "", **told: Any) -> ArticlePage:
    page = tree.add_article(tree.section(tree.NEWS), at=AT, title=title, body=parts_of(body), **told)
    page.save_revision()
    return page


def a_picture(title: str, description: str) -> Picture:
    drawn = BytesIO()
    PIL.Image.new("RGB", (4, 4)).save(drawn, "PNG")
    return Picture.objects.create(
        title=title, description=description, file=ImageFile(BytesIO(drawn.getvalue()), name="IMG_0815.png")
    )


def a_paper(title: str) -> Paper:
    paper = Paper(title=title)
    paper.file.save("ke-hoach-2027.pdf", ContentFile(b"%PDF-1.7"), save=True)
    return paper


@pytest.fixture
def rows() -> dict[str, int]:
    """Three articles, a picture and a file."""
    arrange()
    return {
        "live": an_article("Khởi công khu công nghiệp Đắk Nông", live=True).pk,
        "draft": an_article("Tin vắn", "<p>Đoàn công tác của Đắk Nông đến thăm.</p>", category="Sự kiện").pk,
        "other": an_article("Hội nghị xúc tiến đầu tư").pk,
        "picture": a_picture("Lễ động thổ", "Lãnh đạo tỉnh Đắk Nông động thổ").pk,
        "paper": a_paper("Kế hoạch thanh tra").pk,
    }


#: What is looked for among what, and what is found, in order.
FOUND = {
    "the title before the body": (ArticlePage, "Đắk Nông", ["live", "draft"]),
    "without marks": (ArticlePage, "dak nong", ["live", "draft"]),
    "in capitals": (ArticlePage, "ĐẮK  nông", ["live", "draft"]),
    "in another order": (ArticlePage, "nong dak", ["live", "draft"]),
    "words that only begin so": (ArticlePage, "kho cong ngh", ["live"]),
    "by its category": (ArticlePage, "su kien", ["draft"]),
    "in quotes": (ArticlePage, '"xuc tien"', ["other"]),
    "not what is a picture's": (ArticlePage, "lễ động thổ", []),
    "a statement": (ArticlePage, "'; DROP TABLE x; --", []),
    "no word at all": (ArticlePage, "!!! ###", []),
    "a very long word": (ArticlePage, "a" * 3_000, []),
    "a picture by its title": (Picture, "dong tho", ["picture"]),
    "a picture by what it shows": (Picture, "lanh dao tinh", ["picture"]),
    "a picture by the name of its file": (Picture, "img", ["picture"]),
    "not what is a page's": (Picture, "khoi cong", []),
    "a file by its title": (Paper, "thanh tra", ["paper"]),
    "a file by its name": (Paper, "2027", ["paper"]),
}


def test_words_find_what_has_them(rows: dict[str, int]):
    backend = get_search_backend()
    for case, (model, text, wanted) in FOUND.items():
        for ask in (backend.search, backend.autocomplete):
            found = ask(text, model)
            assert [each.pk for each in found] == [rows[name] for name in wanted], case
            assert found.count() == len(wanted), case


def test_words_follow_what_is_changed_and_go_with_it(rows: dict[str, int]):
    page = ArticlePage.objects.get(pk=rows["live"])
    page.title = "Hoãn lễ"
    page.save_revision()
    assert finding.found("page", "hoan le").all == (page.pk,), "the draft of a page that visitors read"
    page.refresh_from_db()
    page.delete()
    Picture.objects.get(pk=rows["picture"]).delete()
    assert finding.found("page", "hoan").all == () == finding.found("picture", "dong tho").all
    assert list(WORDS.faults()) == []


def test_a_data_folder_of_before_is_noted_once(rows: dict[str, int]):
    count = Findable.objects.count()
    Findable.objects.all().delete()
    assert finding.found("page", "dak nong").all == ()
    assert finding.note_what_is_not_noted() == count and finding.note_what_is_not_noted() == 0
    assert set(finding.found("page", "dak nong").all) == {rows["live"], rows["draft"]}


#: An address of the editor, and what its answer says and does not.
BOXES = (
    ("/bien-tap/pages/search/?q=dak+nong", "Khởi công khu công nghiệp", "Hội nghị xúc tiến"),
    ("/bien-tap/pages/search/?q=dak+nong+live:yes", "Khởi công khu công nghiệp", "Tin vắn"),
    ("/bien-tap/pages/search/?q=dak+nong&ordering=-title", "Tin vắn", "Hội nghị xúc tiến"),
    ("/bien-tap/images/?q=dong+tho", "Lễ động thổ", "Không có ảnh nào"),
    ("/bien-tap/documents/?q=thanh+tra", "Kế hoạch thanh tra", "Không có tệp nào"),
    ("/bien-tap/documents/?q=khong+co", "Không có tệp nào", "Kế hoạch thanh tra"),
    ("/bien-tap/choose-page/search/?q=dak+nong", "Khởi công khu công nghiệp", "Hội nghị xúc tiến"),
    ("/bien-tap/images/chooser/results/?q=dong", "Lễ động thổ", "Không có ảnh nào"),
)


def test_the_boxes_of_the_editor_find_by_words(client: Client, rows: dict[str, int]):
    user = create_user(
        username="head", full_name="Lê An", role=Role.HEAD, password="bốn mùa xuân hạ", by="x", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    for address, says, not_says in BOXES:
        text = client.get(address).content.decode()
        assert says in text and not_says not in text, address
