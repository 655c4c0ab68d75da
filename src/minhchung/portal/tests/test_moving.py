"""An old site's articles: a folder of HTML and WordPress's export, with a word for each that fails."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest
from django.test import Client

from minhchung.ground.trail.models import Entry
from minhchung.portal.models import ArticlePage, Attachment, FormerAddress, Picture
from minhchung.portal.moving import Moved, move_in
from minhchung.portal.old_site import CannotRead

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 27, 8, 0)
PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def png() -> bytes:
    drawn = BytesIO()
    PIL.Image.new("RGB", (40, 30), "red").save(drawn, "PNG")
    return drawn.getvalue()


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>T</title>{head}</head><body><nav>Trang chủ</nav><article>{body}</article></body></html>"


def moved(place: Path, *, dry: bool = False) -> list[Moved]:
    return move_in(place, section="tin-tuc", dry=dry, by="reform", at=AT)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with one whole article."""
    (tmp_path / "anh").mkdir()
    (tmp_path / "anh" / "le.png").write_bytes(png())
    (tmp_path / "kh.pdf").write_bytes(PDF)
    (tmp_path / "mot.html").write_text(
        page(
            "<h1>Khởi công khu công nghiệp</h1><p onclick='x()'>Sáng nay.</p><script>alert(1)</script>"
            '<p><img src="anh/le.png" alt="Lễ khởi công"></p><p><a href="kh.pdf">Kế hoạch</a></p>'
            "<table><tr><th>Lô</th></tr><tr><td>A1</td></tr></table>",
            '<meta property="article:published_time" content="2019-05-06T07:30:00">'
            '<meta name="description" content="Tóm tắt.">',
        ),
        encoding="utf-8",
    )
    return tmp_path


def test_a_folder_of_html_becomes_articles_with_their_dates_pictures_and_files(client: Client, old: Path):
    (result,) = moved(old)
    assert (result.source, result.address, result.words) == (
        "mot.html",
        "/tin-tuc/khoi-cong-khu-cong-nghiep/",
        (),
    )
    text = client.get(result.address).content.decode()
    for wanted in (
        "07:30 ngày 06/05/2019",
        "Sáng nay.",
        'alt="Lễ khởi công"',
        "<td>A1</td>",
        "Kế hoạch",
        "PDF",
    ):
        assert wanted in text, wanted
    for unwanted in ("alert(1)", "onclick", "<nav>Trang"):
        assert unwanted not in text.partition("<main")[2], unwanted
    file = Attachment.objects.get()
    answer = client.get(file.paper.url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]


def test_a_second_time_nothing_is_doubled_and_a_trial_writes_nothing(old: Path):
    assert [each.refused for each in moved(old, dry=True)] == [False]
    assert not ArticlePage.objects.exists()
    moved(old)
    (again,) = moved(old)
    assert again.known and ArticlePage.objects.count() == Picture.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "says"),
    [
        pytest.param(
            '<p>a</p><img src="../bi-mat.png" alt="x">', "dẫn ra ngoài", id="a picture outside the folder"
        ),
        pytest.param(
            '<p>a</p><img src="/../../etc/x.png" alt="x">', "dẫn ra ngoài", id="from the root and up"
        ),
        pytest.param(
            '<p>a</p><img src="%2e%2e/bi-mat.png" alt="x">', "dẫn ra ngoài", id="hidden in its writing"
        ),
        pytest.param('<p>a</p><a href="../kh.pdf">x</a>', "dẫn ra ngoài", id="a file outside the folder"),
        pytest.param(
            '<p>a</p><img src="noi/bi-mat.png" alt="x">', "dẫn ra ngoài", id="by a link on the disk"
        ),
        pytest.param("", "không có nội dung", id="an empty page"),
    ],
)
def test_what_leads_out_of_the_folder_is_refused_and_the_others_go_on(tmp_path: Path, body: str, says: str):
    (tmp_path / "bi-mat.png").write_bytes(png())
    (tmp_path / "kh.pdf").write_bytes(PDF)
    root = tmp_path / "cu"
    root.mkdir()
    (root / "noi").symlink_to(tmp_path)
    (root / "a.html").write_text(page(body), encoding="utf-8")
    (root / "b.html").write_text(page("<h1>Bài lành</h1><p>b</p>"), encoding="utf-8")
    first, second = moved(root)
    assert first.refused and says in first.words[0]
    assert not second.refused
    assert not Picture.objects.exists() and not Attachment.objects.exists()


def test_a_drawing_with_a_script_is_left_out_and_said(tmp_path: Path):
    (tmp_path / "x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    (tmp_path / "y.png").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    (tmp_path / "a.html").write_text(
        page(
            '<h1>Bài</h1><p>a</p><img src="x.svg" alt="x"><img src="y.png" alt="y"><img src="khong.png" alt="z">'
        )
    )
    (result,) = moved(tmp_path)
    assert not result.refused and len(result.words) == 3 and "mã lệnh" in result.words[0] + result.words[1]
    assert not Picture.objects.exists()


def test_a_picture_without_words_gets_some_and_the_importer_is_told(tmp_path: Path):
    (tmp_path / "x.png").write_bytes(png())
    (tmp_path / "a.html").write_text(page('<h1>Bài</h1><p>a</p><img src="x.png">'))
    (result,) = moved(tmp_path)
    assert result.words == ("Ảnh x.png không có mô tả; cần viết lại mô tả.",)
    assert Picture.objects.get().description == "Ảnh trong bài “Bài”"


WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<item><title>Họp giao ban</title><content:encoded><![CDATA[Dòng một.

Dòng hai.<img src="https://cu.example/wp-content/uploads/x.png" alt="Cuộc họp">]]></content:encoded>
<excerpt:encoded><![CDATA[Tóm tắt]]></excerpt:encoded><wp:post_id>7</wp:post_id>
<wp:post_date>2018-03-02 09:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="tin"><![CDATA[Tin hoạt động]]></category></item>
<item><title>Nháp</title><content:encoded>x</content:encoded><wp:status>draft</wp:status>
<wp:post_type>post</wp:post_type></item>
<item><title></title><content:encoded>x</content:encoded><wp:post_id>9</wp:post_id><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type></item></channel></rss>"""


def test_wordpress_export_becomes_articles(client: Client, tmp_path: Path):
    uploads = tmp_path / "wp-content" / "uploads"
    uploads.mkdir(parents=True)
    (uploads / "x.png").write_bytes(png())
    place = tmp_path / "cu.xml"
    place.write_text(WXR, encoding="utf-8")
    first, second = moved(place)
    assert (first.source, first.address, first.words) == ("cu.xml#7", "/tin-tuc/hop-giao-ban/", ())
    assert second.source == "cu.xml#9" and second.refused
    text = client.get(first.address).content.decode()
    for wanted in (
        "<p>Dòng một.</p>",
        "Dòng hai.",
        "Tin hoạt động",
        "09:00 ngày 02/03/2018",
        'alt="Cuộc họp"',
    ):
        assert wanted in text, wanted


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("không phải XML", id="no XML"),
        pytest.param('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', id="entities"),
        pytest.param('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', id="another file"),
    ],
)
def test_an_export_that_is_none_is_refused(tmp_path: Path, text: str):
    (tmp_path / "x.xml").write_text(text, encoding="utf-8")
    with pytest.raises(CannotRead):
        moved(tmp_path / "x.xml")
    with pytest.raises(CannotRead):
        moved(tmp_path / "khong-co")


def site_of_three(root: Path) -> None:
    """Two articles that lead to each other, one before it is there, and a page that stands for its folder."""
    (root / "Tin").mkdir()
    (root / "Tin" / "index.html").write_text(page("<h1>Mục lục</h1><p>x</p>"), encoding="utf-8")
    (root / "Tin" / "a.html").write_text(
        page(
            '<h1>Bài A</h1><p><a href="b%20b.html#x">B</a> <a href="/van-ban/k.pdf">K</a> <a href="#x">m</a>'
            '<a href="https://www.cu.example/Tin/b b.html">C</a> <a href="https://khac.example/Tin/b b.html">Đ</a>'
            '<a href="http://[x.pdf">E</a> <a href="mat.html">M</a></p>',
            '<link rel="canonical" href="https://cu.example/Tin.aspx?id=7">',
        ),
        encoding="utf-8",
    )
    (root / "Tin" / "b b.html").write_text(
        page('<h1>Bài B</h1><p><a href="a.html">A</a></p>'), encoding="utf-8"
    )
    (root / "van-ban").mkdir()
    (root / "van-ban" / "k.pdf").write_bytes(PDF)


def test_links_between_old_articles_lead_to_the_new_ones(client: Client, tmp_path: Path):
    site_of_three(tmp_path)
    assert not [each.words for each in moved(tmp_path) if each.refused]
    first = client.get("/tin-tuc/bai-a/").content.decode()
    paper = Attachment.objects.get().paper.url
    assert first.count('href="/tin-tuc/bai-b/"') == 2, "also by the old site's own host"
    assert f'<a href="{paper}">K</a>' in first
    assert 'href="https://khac.example/Tin/b b.html"' in first and 'href="/Tin/mat.html"' in first
    assert 'href="/tin-tuc/bai-a/"' in client.get("/tin-tuc/bai-b/").content.decode()
    b = ArticlePage.objects.get(title="Bài B")
    b.slug = "bai-khac"
    b.save()
    assert 'href="/tin-tuc/bai-khac/"' in client.get("/tin-tuc/bai-a/").content.decode()
    deeds = Entry.objects.filter(room="portal", record=b.pk).order_by("id").values_list("deed", flat=True)
    assert list(deeds) == ["publish"], "moving an article in is one deed"


#: What is asked for, and where it leads; None where nothing stood.
ASKED = {
    "as the file was called": ("/Tin/a.html", "/tin-tuc/bai-a/"),
    "in other letters": ("/tin/A.HTML", "/tin-tuc/bai-a/"),
    "with what others append": ("/Tin/a.html?utm_source=x&print=1", "/tin-tuc/bai-a/"),
    "written in code": ("/Tin/b%20b.html", "/tin-tuc/bai-b/"),
    "a folder by the page that stands for it": ("/Tin/", "/tin-tuc/muc-luc/"),
    "without the slash": ("/Tin", "/tin-tuc/muc-luc/"),
    "by a number, as the page says of itself": ("/Tin.aspx?id=7", "/tin-tuc/bai-a/"),
    "by another number": ("/Tin.aspx?id=8", None),
    "by none": ("/Tin.aspx", None),
    "a page that was not there": ("/Tin/khong.html", None),
    "another host in code": ("/%2f%2fevil.example/", None),
    "lines in the path": ("/Tin/a.html%0d%0aX:%20y", None),
    "longer than anything kept": ("/" + "a" * 3000 + ".html", None),
    "a query longer than anything kept": ("/Tin/a.html?" + "a" * 9000, "/tin-tuc/bai-a/"),
    "a page of ours, which is no business of this": ("/tin-tuc/bai-a", "/tin-tuc/bai-a/"),
}


def test_an_old_address_leads_on_for_good(client: Client, tmp_path: Path):
    site_of_three(tmp_path)
    moved(tmp_path)
    for case, (asked, leads_to) in ASKED.items():
        for ask in (client.get, client.head):
            answer = ask(asked)
            said = (answer.status_code, answer.get("Location"))
            assert said == ((301, leads_to) if leads_to else (404, None)), case
    assert client.post("/Tin/a.html").status_code == 404
    assert client.get("/", PATH_INFO="//evil.example/Tin/a.html").status_code == 404, (
        "another host in the path"
    )


def test_an_old_address_leads_only_to_what_visitors_read(client: Client, tmp_path: Path):
    site_of_three(tmp_path)
    moved(tmp_path)
    article = ArticlePage.objects.get(title="Bài A")
    article.unpublish()
    assert client.get("/Tin/a.html").status_code == 404
    article.delete()
    assert client.get("/Tin/a.html").status_code == 404
    assert client.get("/Tin/b%20b.html").status_code == 301


def test_what_answers_by_itself_stays_and_the_importer_is_told(client: Client, tmp_path: Path):
    for name in ("tra-cuu.html", "tra-cuu/index.html", "tin-tuc/index.html"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(page(f"<h1>Bài {name}</h1><p>x</p>"), encoding="utf-8")
    told = {each.source: each.words for each in moved(tmp_path)}
    assert told["tra-cuu.html"] == ()
    assert told["tra-cuu/index.html"] == (
        "Địa chỉ cũ /tra-cuu đã có trang khác trên cổng; người đọc thấy trang đó.",
    )
    assert "/tin-tuc đã có trang khác" in told["tin-tuc/index.html"][0]
    assert client.get("/tra-cuu/").status_code == client.get("/tin-tuc/").status_code == 200


def test_two_old_articles_at_one_address_leave_it_to_the_first(tmp_path: Path):
    own = '<link rel="canonical" href="/chung/">'
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(page(f"<h1>Bài {name}</h1><p>x</p>", own), encoding="utf-8")
    first, second = moved(tmp_path)
    assert first.words == () and second.words == ("Địa chỉ cũ /chung đã dẫn tới bài “Bài a”.",)
    assert not second.refused


def test_addresses_of_wordpress_lead_on(client: Client, tmp_path: Path):
    link = "<link>https://cu.example/2018/03/hop-giao-ban/</link>"
    (tmp_path / "cu.xml").write_text(
        WXR.replace("<item><title>Họp", f"<link>https://cu.example</link><item>{link}<title>Họp", 1),
        encoding="utf-8",
    )
    moved(tmp_path / "cu.xml")
    for asked in (
        "/2018/03/hop-giao-ban/",
        "/2018/03/hop-giao-ban",
        "/?p=7",
        "/?p=7&utm_source=x",
        "/?page_id=7",
    ):
        answer = client.get(asked)
        assert (answer.status_code, answer.get("Location")) == (301, "/tin-tuc/hop-giao-ban/"), asked
    for other in ("/?p=8", "/?p=", "/?p=7'", "/?p=//evil.example", "/"):
        assert client.get(other).status_code == 200, "the first page, as ever"


def test_without_a_link_the_name_of_an_article_tells_where_it_stood(client: Client, tmp_path: Path):
    (tmp_path / "cu.xml").write_text(
        WXR.replace("<wp:post_id>7", "<wp:post_name>hop-2018</wp:post_name><wp:post_id>7"), encoding="utf-8"
    )
    moved(tmp_path / "cu.xml")
    assert client.get("/hop-2018/")["Location"] == "/tin-tuc/hop-giao-ban/"


def test_articles_of_an_earlier_import_get_their_addresses_too(client: Client, old: Path):
    moved(old)
    FormerAddress.objects.all().delete()
    assert client.get("/mot.html").status_code == 404
    moved(old, dry=True)
    assert not FormerAddress.objects.exists()
    moved(old)
    assert client.get("/mot.html")["Location"] == "/tin-tuc/khoi-cong-khu-cong-nghiep/"
