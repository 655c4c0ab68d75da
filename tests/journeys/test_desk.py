"""From the counter to the returned result, by the hands of three people."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.standing import Site
from robustness.commands import run

pytestmark = pytest.mark.needs("chromium")


def of(chromium: Browser, site: Site, name: str) -> Page:
    """A window of its own for one person."""
    page = chromium.new_context().new_page()
    site.sign_in(page, name)
    return page


def do(page: Page, url: str, button: str, **typed: str) -> None:
    """Open a dossier, choose a deed, fill it in, send it."""
    page.goto(url)
    page.get_by_role("link", name=button, exact=True).click()
    for name, value in typed.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(index=int(value))
        else:
            field.fill(value)
    page.locator("main form button.btn").click()
    expect(page).to_have_url(url)
    expect(page.locator("body")).to_contain_text("Đã xong")


def file_one(page: Page, site: Site, channel: str) -> str:
    """Write down a dossier; its address."""
    page.goto(f"{site.url}/ho-so/")
    page.get_by_role("link", name="Tiếp nhận hồ sơ", exact=True).click()
    page.select_option("#id_procedure", index=2)
    page.select_option("#id_channel", channel)
    page.fill("#id_applicant_name", "Công ty Cà phê Đắk Nông")
    page.locator("main form button.btn").click()
    page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    return page.url


@pytest.mark.parametrize("channel", ["direct", "post", "online"])
def test_a_dossier_goes_its_way_and_comes_back(site: Site, chromium: Browser, channel: str) -> None:
    counter, office = of(chromium, site, "one_stop"), of(chromium, site, "specialist")
    url = file_one(counter, site, channel)
    if channel == "online":
        expect(counter.locator("body")).to_contain_text("hãy kiểm tra rồi tiếp nhận")
        do(counter, url, "Báo đã nhận")
        do(counter, url, "Tiếp nhận")
    do(counter, url, "Chuyển xử lý", to_unit="1", content="Thẩm định")
    do(office, url, "Yêu cầu bổ sung", reason="Thiếu bản vẽ mặt bằng")
    do(counter, url, "Nhận bổ sung", content="Bản vẽ mặt bằng")
    do(office, url, "Có kết quả", result="GP 15/GP-BQL")
    do(counter, url, "Trả kết quả", receiver="Bà Hoàng Thị Mơ")
    expect(counter.locator("main")).to_contain_text("Trước hạn")
    expect(counter.locator("main .timeline").first).to_contain_text("Thiếu bản vẽ mặt bằng")
    expect(counter.get_by_role("link", name="Có kết quả", exact=True)).to_have_count(0)
    done = run("verify", "data", folder=site.folder)
    assert done.code == 0, done.told


def test_two_officers_at_once_one_is_told(site: Site, chromium: Browser) -> None:
    counter, office, head = (of(chromium, site, name) for name in ("one_stop", "specialist", "head"))
    url = file_one(counter, site, "direct")
    do(counter, url, "Chuyển xử lý", to_unit="1")
    head.goto(url)
    head.get_by_role("link", name="Có kết quả", exact=True).click()
    do(office, url, "Mất giấy tờ", reason="Mất bản sao hộ chiếu, đã xin lỗi")
    head.fill("#id_result", "GP 16/GP-BQL")
    head.locator("main form button.btn").click()
    expect(head.locator("main")).to_contain_text("vừa được người khác cập nhật")
    assert head.input_value("#id_result") == "GP 16/GP-BQL"
    head.locator("main form button.btn").click()
    expect(head).to_have_url(url)
    expect(head.locator("body")).to_contain_text("Đã xong: có kết quả")


def test_a_refusal_names_the_article(site: Site, chromium: Browser) -> None:
    counter = of(chromium, site, "one_stop")
    url = file_one(counter, site, "direct")
    do(counter, url, "Chuyển xử lý", to_unit="1")
    counter.get_by_role("link", name="Xin lỗi và hẹn lại", exact=True).click()
    counter.fill("#id_until", "26/12/2026")
    counter.fill("#id_reason", "Chờ ý kiến Bộ")
    counter.locator("main form button.btn").click()
    expect(counter.locator("main")).to_contain_text("là ngày nghỉ")
    assert counter.input_value("#id_reason") == "Chờ ý kiến Bộ"
