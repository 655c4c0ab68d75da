"""From a number to the records behind it, as staff and as a citizen; by keyboard, on a phone, without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.standing import Site

pytestmark = pytest.mark.needs("chromium")
ROLES = (
    "one_stop",
    "specialist",
    "head",
    "leader",
    "clerk",
    "reform",
    "legal",
    "staff",
    "finance",
    "it",
    "province",
)


def number_in(text: str) -> int:
    found = re.search(r"\d[\d.]*", text)
    assert found is not None, text
    return int(found[0].replace(".", ""))


@pytest.mark.parametrize("role", ROLES)
def test_every_role_signs_in_and_sees_the_dashboard(site: Site, page: Page, role: str) -> None:
    site.sign_in(page, role)
    page.goto(f"{site.url}/lam-viec/?ky=2025")
    expect(page.locator("h1")).to_have_text("Bảng điều hành")
    assert page.locator("main svg").count() >= 1
    page.click("text=Đăng xuất")
    expect(page.locator("header.bar")).to_contain_text("Đăng nhập")


def test_a_number_opens_to_its_records_and_a_record_to_its_deadline(site: Site, page: Page) -> None:
    site.sign_in(page, "leader")
    page.goto(f"{site.url}/chi-tieu/dossiers.solved/?ky=2025")
    shown = number_in(page.locator("main .fig-number").first.inner_text())
    listed = page.locator('main tbody a[href^="/ho-so/"]')
    assert 0 < listed.count() <= shown
    listed.first.click()
    expect(page.locator("main")).to_contain_text("Diễn giải từng bước")
    expect(page.locator("main")).to_contain_text("Bộ luật Dân sự 91/2015/QH13")
    expect(page.locator("main")).to_contain_text("dòng")


@pytest.mark.parametrize("words", ["công ty", "cong ty", "CÔNG TY"])
def test_dossiers_are_found_with_and_without_marks(site: Site, page: Page, words: str) -> None:
    site.sign_in(page, "one_stop")
    page.goto(f"{site.url}/ho-so/")
    page.locator("main form input[type=search], main form input[type=text]").first.fill(words)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator("main .table-name")).to_contain_text("Tìm thấy")
    assert number_in(page.locator("main .table-name").inner_text()) > 10
    assert "ông ty" in page.locator("main tbody tr").first.inner_text()


def test_the_keyboard_alone_signs_in_searches_and_opens(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/tai-khoan/dang-nhap/?next=/ho-so/")
    page.focus("input[name=username]")
    page.keyboard.type("one_stop")
    page.keyboard.press("Tab")
    page.keyboard.type(site.password_of("one_stop"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/ho-so/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    page.keyboard.type("cong ty")
    page.keyboard.press("Enter")
    expect(page.locator("main .table-name")).to_contain_text("Tìm thấy")
    page.keyboard.press("j")
    page.keyboard.press("j")
    opened = page.locator("tr.is-here .row-link").inner_text()
    page.keyboard.press("x")
    expect(page.locator("tr.is-here .pick input")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Lời hẹn")
    page.keyboard.press("u")
    page.wait_for_url("**/ho-so/?q=cong+ty**")
    expect(page.locator("tr.is-here .row-link")).to_have_text(opened)
    page.keyboard.press("?")
    page.get_by_label("Tắt phím tắt trên máy này").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("tr.is-here .row-link")).to_have_text(opened)


def test_a_citizen_opens_every_kind_of_number_of_the_published_report(site: Site, page: Page) -> None:
    page.goto(site.url)
    page.click("text=Tổng kết công tác cải cách hành chính giai đoạn 2021-2025")
    expect(page.locator("main")).to_contain_text("lượt xem")
    page.click("text=Đọc trên trang này")
    links = page.locator('main a[href*="/so-lieu/"]')
    addresses = list(dict.fromkeys(link.get_attribute("href") or "" for link in links.all()))
    assert len(addresses) > 60
    kinds: dict[str, str] = {}
    for address in addresses:
        kinds.setdefault(re.sub(r".*/so-lieu/([a-z_]+)\..*", r"\1", address), address)
    assert len(kinds) >= 7, kinds
    for address in kinds.values():
        answer = page.goto(f"{site.url}{address}")
        assert answer is not None and answer.status == 200, address
        for heading in ("Căn cứ", "Cách tính"):
            expect(page.locator("main")).to_contain_text(heading)


def test_the_article_gives_its_files(site: Site, page: Page) -> None:
    page.goto(site.url)
    page.click("text=Tổng kết công tác cải cách hành chính giai đoạn 2016-2020")
    for words, ending in (("Tải bản Word", ".docx"), ("Tải bản PDF", ".pdf"), ("Tải gói minh chứng", ".zip")):
        with page.expect_download() as waiting:
            page.click(f"text={words}")
        assert waiting.value.suggested_filename.endswith(ending)


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_nothing_runs_out_of_the_screen(site: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 860})
    site.sign_in(page, "it")
    for address in (
        "/",
        "/cong-bo/2/",
        "/cong-bo/2/so-lieu/dossiers.solved/?ky=2021..2025",
        "/lam-viec/?ky=2025",
        "/ho-so/",
        "/chi-tieu/",
        "/chi-tieu/dossiers.kept_promise/?ky=2025",
        "/thu-tuc/",
        "/nhap-lieu/",
        "/nhap-lieu/procedures/",
        "/bao-cao/",
        "/bao-cao/2/",
        "/nhat-ky/",
        "/tai-khoan/",
    ):
        answer = page.goto(f"{site.url}{address}")
        assert answer is not None and answer.status == 200, address
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0, f"{address} at {width}: {beyond} pixels"


def test_the_main_way_needs_no_javascript(site: Site, chromium: Browser) -> None:
    plain = chromium.new_context(java_script_enabled=False, locale="vi-VN")
    page = plain.new_page()
    site.sign_in(page, "leader")
    page.goto(f"{site.url}/lam-viec/?ky=2025")
    page.locator('main a[href*="/chi-tieu/dossiers.kept_promise/"]').first.click()
    page.locator('main tbody a[href^="/ho-so/"]').first.click()
    expect(page.locator("main")).to_contain_text("Diễn giải từng bước")
    page.goto(f"{site.url}/ho-so/")
    page.locator("main form input[type=search], main form input[type=text]").first.fill("cong ty")
    page.locator("main form button").first.click()
    expect(page.locator("main")).to_contain_text("Tìm thấy")
    plain.close()


def test_english_keeps_the_page(site: Site, page: Page) -> None:
    site.sign_in(page, "leader")
    page.goto(f"{site.url}/lam-viec/?ky=2025")
    page.click("text=English")
    expect(page.locator("h1")).to_have_text("Dashboard")
    assert page.url.endswith("/lam-viec/?ky=2025")
    page.click("text=Tiếng Việt")
    expect(page.locator("h1")).to_have_text("Bảng điều hành")
