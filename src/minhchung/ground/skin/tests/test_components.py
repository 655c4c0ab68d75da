"""The living page: every component is on it, and it is a page that anyone can use."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from minhchung.ground.skin import pieces, web
from minhchung.ground.skin.samples import gallery_context

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
#: Parts of other components and of the base page, which have no tag.
PARTS = {"account", "cell", "shape", "shortcuts", "trend"}
COMPONENTS = [Path(name).stem for name in NAMES if "/components/" in name and Path(name).stem not in PARTS]
#: Components whose tag has another name than their template.
TAGS = {
    "table": "data_table",
    "strip": "deadline_strip",
    "field": "form_row",
    "filters": "filter_row",
    "empty": "empty_state",
}
VOID = {"meta", "link", "img", "input", "br", "hr"}


class Page(HTMLParser):
    """Every tag with its attributes; and what was opened and not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def html():
    return render_to_string(
        "skin/gallery.html",
        gallery_context()
        | {
            "demo_data": True,
            "agency_name": "Ban Quản lý (mẫu)",
            "nav_items": (pieces.NavItem("Hồ sơ", "/ho-so/", current=True),),
            "side_groups": (pieces.NavGroup("Một cửa", (pieces.NavItem("Hồ sơ", "/ho-so/", count="3"),)),),
        },
    )


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_can_be_read(name):
    assert get_template(name)


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_on_the_living_page(name):
    words = "".join(
        (TEMPLATES / f"skin/{page}.html").read_text(encoding="utf-8") for page in ("gallery", "base")
    )
    assert f"{{% {TAGS.get(name, name)} " in words


def test_tags_are_closed_in_order(page):
    assert page.wrong == []
    assert page.open == []


def test_the_page_says_its_language_and_its_landmarks(page):
    assert page.all("html")[0]["lang"] == "vi"
    assert len(page.all("main")) == len(page.all("footer")) == len(page.all("header")) == 1
    assert all(nav.get("aria-label") for nav in page.all("nav"))


def test_the_skip_link_leads_to_the_content(page):
    skip = next(link for link in page.all("a") if link.get("class") == "skip")
    assert skip["href"] == f"#{page.all('main')[0]['id']}"


def test_ids_are_unique_and_those_pointed_at_exist(page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        for name in ("for", "aria-labelledby", "aria-describedby", "popovertarget"):
            assert set((attributes.get(name) or "").split()) <= set(ids)


def test_every_field_has_a_label(page):
    labelled = {label["for"] for label in page.all("label") if "for" in label}
    loose = [
        field
        for tag in ("input", "select", "textarea")
        for field in page.all(tag)
        if field.get("type") not in {"hidden", "submit", "radio", "checkbox"}
        and field.get("id") not in labelled
    ]
    assert loose == []


def test_nothing_inline_and_nothing_from_elsewhere(html):
    bare = html.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"\sstyle=|<style|\son\w+=|https?://", bare)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_colour_is_never_alone(html):
    for badge in re.findall(r'<span class="badge .*?</span>', html, re.S):
        assert "<svg" in badge
        assert re.sub(r"<[^>]+>", "", badge).strip()


def test_the_error_summary_leads_to_each_field(page, html):
    ids = {attributes.get("id") for _, attributes in page.tags}
    summary = re.search(r'role="alert".*?</ul>', html, re.S).group()
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == 2
    assert set(targets) <= ids


def test_demonstration_data_says_so(html):
    assert "Dữ liệu minh họa" in html
    assert "Dữ liệu minh họa" not in render_to_string("skin/base.html", {"demo_data": False})


def test_rows_that_do_not_fit_their_columns_are_an_error():
    table = pieces.Table("T", (pieces.Column("a"), pieces.Column("b")), (pieces.Row((pieces.Cell("1"),)),))
    with pytest.raises(ValueError, match="shorter"):
        Template("{% load skin %}{% data_table t %}").render(Context({"t": table}))


def test_an_empty_table_says_what_is_missing():
    table = pieces.Table("Phản ánh", (pieces.Column("a"),), (), empty="Chưa có phản ánh nào")
    text = Template("{% load skin %}{% data_table t %}").render(Context({"t": table}))
    assert "Chưa có phản ánh nào" in text
    assert "<table" not in text


def test_words_of_people_are_escaped():
    figure = pieces.Figure(title="<script>", printed="1", in_words="a & b")
    text = Template("{% load skin %}{% figure f %}").render(Context({"f": figure}))
    assert "<script>" not in text
    assert "a &amp; b" in text


def test_a_guest_is_sent_to_sign_in(settings):
    settings.LOGIN_URL = "/dang-nhap/"
    request = RequestFactory().get("/skin/")
    request.user = AnonymousUser()
    answer = web.gallery(request)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")
