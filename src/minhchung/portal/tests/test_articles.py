"""Articles: from hand to hand to the public, what the trail keeps of it, who is counted as a reader, old addresses."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail.models import Entry
from minhchung.portal import moderation, tree
from minhchung.portal.actions import carry_over, count_view
from minhchung.portal.from_html import parts_of
from minhchung.portal.models import Article, ArticlePage, Reading, SectionPage

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 27, 8, 0)
READER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


def somebody(role: Role) -> User:
    return create_user(
        username=str(role), full_name=f"Vai {role}", role=role, password="bốn mùa xuân hạ", by="x", at=AT
    )


@pytest.fixture
def people() -> dict[Role, User]:
    return {role: somebody(role) for role in (Role.REFORM, Role.HEAD, Role.LEADER, Role.LEGAL)}


def a_draft(people: dict[Role, User], **told: Any) -> ArticlePage:
    told = {"title": "Họp giao ban tháng Tám", "lead": "Tóm tắt.", **told}
    return moderation.write_article(section=tree.NEWS, user=people[Role.REFORM], at=AT, **told)


def deeds(page: ArticlePage) -> list[tuple[str, str]]:
    return list(
        Entry.objects.filter(room="portal", matter="page", record=page.pk)
        .order_by("pk")
        .values_list("deed", "by")
    )


def test_an_article_goes_from_hand_to_hand_and_only_then_is_read(client: Client, people: dict[Role, User]):
    page = a_draft(
        people, body=parts_of("<p>Nội dung</p><table><tr><th>Việc</th></tr><tr><td>Một</td></tr></table>")
    )
    address = tree.address(page.url_path)
    assert address == "/tin-tuc/hop-giao-ban-thang-tam/"
    moderation.submit(page, user=people[Role.REFORM])
    for role in (Role.REFORM, Role.LEGAL):
        with pytest.raises(moderation.CannotTakeStep):
            moderation.approve(page, user=people[role])
    moderation.approve(page, user=people[Role.HEAD])
    assert client.get(address).status_code == 404
    with pytest.raises(moderation.CannotTakeStep):
        moderation.approve(page, user=people[Role.HEAD])  # the last step is a leader's
    moderation.approve(page, user=people[Role.LEADER])
    text = client.get(address).content.decode()
    assert "Họp giao ban tháng Tám" in text and '<th scope="col">Việc</th>' in text and "<td>Một</td>" in text
    assert deeds(page) == [
        ("submit", "reform"),
        ("approve", "head"),
        ("approve", "leader"),
        ("publish", "leader"),
    ]


def test_what_waits_for_its_moment_is_published_by_the_work_in_the_background(people: dict[Role, User]):
    page = a_draft(people, go_live_at=datetime.now() + timedelta(days=1))
    page.save_revision(user=people[Role.REFORM])
    moderation.submit(page, user=people[Role.REFORM])
    moderation.approve(page, user=people[Role.HEAD])
    moderation.approve(page, user=people[Role.LEADER])
    page.refresh_from_db()
    assert not page.live
    assert moderation.publish_due(datetime.now()) == 0
    passed = datetime.now() - timedelta(minutes=1)
    waiting = page.revisions.get(approved_go_live_at__isnull=False)
    waiting.content["go_live_at"], waiting.approved_go_live_at = passed.isoformat(), passed
    waiting.save()
    assert moderation.publish_due(datetime.now()) == 1
    page.refresh_from_db()
    assert page.live and deeds(page)[-1] == ("publish_scheduled", "hẹn giờ")


def test_a_page_that_is_taken_down_is_gone_and_the_trail_says_who_did_it(
    client: Client, people: dict[Role, User]
):
    page = a_draft(people)
    page.save_revision().publish(user=people[Role.LEADER])
    assert client.get(tree.address(page.url_path)).status_code == 200
    page.refresh_from_db()
    page.unpublish(user=people[Role.LEADER])
    assert client.get(tree.address(page.url_path)).status_code == 404
    assert deeds(page)[-1] == ("unpublish", "leader")


@pytest.mark.parametrize(
    ("agents", "counted"),
    [
        pytest.param(["Mozilla/5.0 Firefox"], 1, id="a reader"),
        pytest.param(["Mozilla/5.0 Firefox"] * 3, 1, id="who reads it again counts once"),
        pytest.param(["Mozilla/5.0 Firefox", "Mozilla/5.0 Safari"], 2, id="two readers"),
        pytest.param(["Googlebot/2.1", "curl/8", ""], 0, id="robots and whoever says nothing"),
    ],
)
def test_readers_are_counted_once_and_robots_never(
    client: Client, people: dict[Role, User], agents: list[str], counted: int
):
    page = a_draft(people)
    page.save_revision().publish(user=people[Role.LEADER])
    for agent in agents:
        client.get(tree.address(page.url_path), HTTP_USER_AGENT=agent)
    assert sum(Reading.objects.filter(page=page.pk).values_list("count", flat=True)) == counted


def test_a_reader_counts_again_after_the_span(people: dict[Role, User]):
    page = a_draft(people)
    for at in (AT, AT + timedelta(hours=11), AT + timedelta(hours=13)):
        count_view(page=page.pk, reader="x", at=at)
    assert Reading.objects.get(page=page.pk).count == 2


def test_old_articles_become_pages_once_and_their_addresses_lead_on(client: Client):
    Article.objects.create(
        slug="bao-cao-cu",
        category="Cải cách hành chính",
        title="Báo cáo cũ",
        body="<p>Chữ <script>alert(1)</script>cũ</p>",
        published_at=AT,
        published_by="an",
        views=7,
    )
    assert carry_over(at=AT) == 1
    assert carry_over(at=AT) == 0
    answer = client.get("/tin/bao-cao-cu/")
    assert (answer.status_code, answer["Location"]) == (301, "/tin-tuc/bao-cao-cu/")
    page = ArticlePage.objects.get(title="Báo cáo cũ")
    assert page.live and page.first_published_at == AT
    text = client.get(answer["Location"], **READER).content.decode()
    assert "7 lượt xem" in text and "Chữ" in text and "alert" not in text
    assert client.get("/tin/khong-co/").status_code == 404


def test_the_months_of_a_section_are_an_archive(client: Client, people: dict[Role, User]):
    for month in (3, 4):
        page = a_draft(people, title=f"Bài tháng {month}")
        page.save_revision().publish(user=people[Role.LEADER])
        ArticlePage.objects.filter(pk=page.pk).update(first_published_at=datetime(2026, month, 9))
    text = client.get("/tin-tuc/?thang=2026-03").content.decode()
    assert "Bài tháng 3" in text and "Bài tháng 4" not in text
    assert 'href="?thang=2026-04"' in text
    assert "Bài tháng 4" in client.get("/tin-tuc/?thang=x").content.decode()


def test_the_section_of_procedures_is_the_list_of_posted_ones():
    section = SectionPage.objects.get(slug="thu-tuc-hanh-chinh")
    assert section.get_url() == reverse("portal:procedures") == "/thu-tuc-hanh-chinh/"


def test_the_tree_stands_on_its_first_rows_and_wagtail_finds_nothing_wrong():
    assert all(not problem for problem in Page.find_problems())
    assert list(SectionPage.objects.order_by("path").values_list("slug", flat=True)) == [
        slug for slug, *_rest in tree.SECTIONS
    ]


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        pytest.param("<p>a</p><p>b</p>", [("text", "<p>a</p><p>b</p>")], id="words stay together"),
        pytest.param("a", [("text", "<p>a</p>")], id="bare words are a paragraph"),
        pytest.param("<p onclick='x()'>a</p>", [("text", "<p>a</p>")], id="what would run is taken out"),
        pytest.param(
            "<p><a href='javascript:x()'>a</a></p>",
            [("text", "<p><a>a</a></p>")],
            id="so is an address that runs",
        ),
        pytest.param("<svg><script>x()</script></svg>", [], id="a drawing with a script is nothing"),
        pytest.param(
            "<p>a</p><table><caption>B</caption><tr><th>C</th></tr><tr><td>d</td></tr></table>",
            [
                ("text", "<p>a</p>"),
                (
                    "table",
                    {
                        "columns": [{"type": "text", "heading": "C"}],
                        "rows": [{"values": ["d"]}],
                        "caption": "B",
                    },
                ),
            ],
            id="a table stands apart",
        ),
        pytest.param(
            '<p>a <img src="x.png" alt="b"></p>', [("text", "<p>a </p>")], id="a picture that is not kept"
        ),
    ],
)
def test_html_becomes_parts(html: str, parts: list[Any]):
    assert parts_of(html) == parts


def test_feeds_and_the_list_of_pages_tell_what_visitors_read(client: Client, people: dict[Role, User]):
    shown, hidden = a_draft(people, title="Bài <đã> đăng"), a_draft(people, title="Bài nháp")
    shown.save_revision().publish(user=people[Role.LEADER])
    for address in ("/tin-moi.rss", "/tin-moi/tin-tuc.rss"):
        answer = client.get(address)
        text = answer.content.decode()
        assert answer["Content-Type"].startswith("application/rss+xml")
        assert "Bài &lt;đã&gt; đăng" in text and "http://testserver/tin-tuc/bai-da-dang/" in text
        assert "Bài nháp" not in text
    assert "<item>" not in client.get("/tin-moi/thong-tin-dau-tu.rss").content.decode()
    assert client.get("/tin-moi/khong-co.rss").status_code == 404
    listed = client.get("/sitemap.xml").content.decode()
    assert listed.count("<loc>http://testserver/</loc>") == 1
    for address in (tree.address(shown.url_path), "/thu-tuc-hanh-chinh/", "/gioi-thieu/"):
        assert f"<loc>http://testserver{address}</loc>" in listed, address
    assert tree.address(hidden.url_path) not in listed
    assert "Disallow: /bien-tap/" in client.get("/robots.txt").content.decode()


def test_a_shared_article_asks_no_other_service(client: Client, people: dict[Role, User]):
    page = a_draft(people)
    page.save_revision().publish(user=people[Role.LEADER])
    text = client.get(tree.address(page.url_path)).content.decode()
    assert 'href="mailto:?subject=H%E1%BB%8Dp' in text
    assert '<link rel="canonical" href="http://testserver/tin-tuc/hop-giao-ban-thang-tam/">' in text
    assert "wagtail-userbar" not in text, "the editor's bar is for previews alone"
