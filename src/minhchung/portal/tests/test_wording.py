"""Editors read Vietnamese where a catalogue of Wagtail's words does not reach, and those who chose English read English."""

from __future__ import annotations

import json
import re
from datetime import datetime

import pytest
from django.test import Client

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.portal.roots import lay_first_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    lay_first_rows()
    user = create_user(
        username="binh", full_name="Bình", role=Role.LEADER, password="bốn mùa xuân hạ", by="x", at=datetime(2026, 1, 1)
    )  # fmt: skip
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return client


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        pytest.param("choose-email-link/", ["Địa chỉ thư điện tử", "Chữ của liên kết", "Tiêu đề thư", "Nội dung thư"], id="e-mail link"),
        pytest.param("choose-phone-link/", ["Số điện thoại", "Chữ của liên kết"], id="telephone link"),
        pytest.param("choose-external-link/", ["Địa chỉ", "Chữ của liên kết"], id="link to outside"),
        pytest.param("choose-anchor-link/", ["#", "Chữ của liên kết"], id="link within the page"),
    ],
)  # fmt: skip
def test_the_forms_that_add_links_name_their_fields(editor: Client, address: str, wanted: list[str]) -> None:
    shown = editor.get(f"/bien-tap/{address}").json()["html"]
    labels = re.findall(r"<label[^>]*>\s*(.*?)\s*<", shown)
    assert labels == wanted


@pytest.mark.parametrize("address", ["", "pages/", "images/", "documents/", "reports/workflow/"])
def test_pages_of_the_editor_show_the_product_and_no_english(editor: Client, address: str) -> None:
    shown = editor.get(f"/bien-tap/{address}").content.decode()
    assert re.search(r"<title>[^<]* - Minh Chứng</title>", shown)
    assert "guide.wagtail.org" not in shown and "docs.wagtail.org" not in shown
    assert 'aria-label="Actions"' not in shown
    assert ">Root<" not in shown


def test_a_search_of_pages_says_what_it_counts(editor: Client) -> None:
    shown = editor.get("/bien-tap/pages/search/", {"q": "trang chu"}).content.decode()
    assert re.search(r"1–1 trong 1\s+trang", shown)


@pytest.mark.parametrize(
    ("language", "said"), [("vi", '"Reply": "Tr\\u1ea3 l\\u1eddi"'), ("en", "gettext = function")]
)
def test_the_browser_is_given_the_words_of_the_readers_language(
    editor: Client, language: str, said: str
) -> None:
    editor.cookies["django_language"] = language
    script = editor.get("/bien-tap/jsi18n/").content.decode()
    assert said in script
    assert ("Tr\\u1ea3 l\\u1eddi" in script) == (language == "vi")


def test_days_are_written_as_in_vietnam() -> None:
    from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

    assert AdminDateInput().format_value(datetime(2026, 8, 27)) == "27/08/2026"
    assert AdminDateTimeInput().format_value(datetime(2026, 8, 27, 14, 5)) == "27/08/2026 14:05"


def test_an_address_follows_its_vietnamese_title(editor: Client) -> None:
    from wagtail.admin.forms.models import formfield_for_dbfield
    from wagtail.models import Page

    editor.get("/bien-tap/")
    field = formfield_for_dbfield(Page._meta.get_field("slug"))
    replaced = json.loads(field.widget.attrs["data-w-slug-formatters-value"])
    assert [["[đĐ]", "gu"], "d"] in replaced
    assert field.widget.attrs["data-w-slug-allow-unicode-value"] is False
