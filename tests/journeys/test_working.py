"""A worksheet goes in and a report comes out, by the hands of those whose work it is."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from journeys.standing import Site
from robustness.commands import run

pytestmark = pytest.mark.needs("chromium")
PROCEDURE = "Đăng ký nội quy lao động của doanh nghiệp"
HEAD = ["TT", "Số hồ sơ", "Tên thủ tục", "Tên tổ chức, cá nhân", "Ngày nhận hồ sơ", "Ngày có kết quả"]


@pytest.fixture
def worksheet(tmp_path: Path) -> Path:
    """Two months of dossiers under title rows, one row of them bad."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for month in (3, 4):
        sheet = book.create_sheet(f"Tháng {month}")
        sheet.append([f"SỔ THEO DÕI HỒ SƠ THÁNG {month} NĂM 2026"])
        sheet.append(HEAD)
        for number in range(1, 4):
            done = "31/02/2026" if (month, number) == (4, 2) else f"1{number}/{month}/2026"
            sheet.append(
                [number, f"SO-{month}-{number}", PROCEDURE, "Công ty A", f"0{number}-{month}-26", done]
            )
        sheet.append(["Tổng cộng", None, None, 3])
    path = tmp_path / "sổ hồ sơ.xlsx"
    book.save(path)
    return path


def test_a_worksheet_is_checked_given_back_and_its_good_rows_enter(
    site: Site, page: Page, worksheet: Path, tmp_path: Path
) -> None:
    site.sign_in(page, "one_stop")
    page.goto(f"{site.url}/nhap-lieu/")
    page.click("main >> text=Danh sách hồ sơ thủ tục hành chính")
    page.set_input_files("input[type=file]", worksheet)
    page.click("main form button.btn")
    expect(page.locator("main")).to_contain_text("Đã nhận ra 5 cột")
    expect(page.get_by_label("Tháng 4")).to_be_checked()
    page.click("main form button.btn")
    expect(page.locator("main")).to_contain_text("Đây là kết quả kiểm tra thử")
    expect(page.locator("main tbody")).to_contain_text("31/02/2026")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải tệp trả lời").click()
    reply = tmp_path / "trả lời.xlsx"
    waiting.value.save_as(reply)
    comment = openpyxl.load_workbook(reply)["Tháng 4"]["F4"].comment
    assert comment is not None and "tháng 2/2026 không có ngày 31" in comment.text
    page.click("text=Chỉ nhập 5 dòng tốt")
    expect(page.locator("main")).to_contain_text("Đã nhập các dòng tốt")
    page.goto(f"{site.url}/ho-so/")
    page.keyboard.press("/")
    page.keyboard.type("SO-3-1")
    page.keyboard.press("Enter")
    page.locator('main tbody a[href^="/ho-so/"]').first.click()
    expect(page.locator("main")).to_contain_text("sổ hồ sơ.xlsx")
    expect(page.locator("main")).to_contain_text("Tháng 3")


def test_a_report_from_its_draft_to_its_readers(site: Site, page: Page, tmp_path: Path) -> None:
    site.sign_in(page, "reform")
    page.goto(f"{site.url}/bao-cao/them/")
    choice = page.locator("main select").first
    choice.select_option("2023")
    page.click("main form button.btn")
    page.wait_for_url(re.compile(r"/bao-cao/\d+/"))
    report = re.search(r"/bao-cao/(\d+)/", page.url)
    assert report is not None
    address = f"{site.url}/bao-cao/{report[1]}/"

    page.goto(f"{address}sua/")
    box = page.locator("main textarea").first
    before = box.input_value()
    box.fill(before + " Đã nhận 1.234 hồ sơ.")
    page.click('main button:has-text("Lưu các đoạn đã sửa")')
    expect(page.locator("main")).to_contain_text("là số gõ tay")
    expect(page.locator("main textarea").first).to_have_value(re.compile("1.234"))
    page.locator("main textarea").first.fill(before + " Trong kỳ tiếp nhận [[dossiers.received|words]].")
    page.click('main button:has-text("Lưu các đoạn đã sửa")')
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Trong kỳ tiếp nhận")

    if page.locator("main >> text=Ghi giải trình").count():
        for _turn in range(20):
            boxes = page.locator('main form:has-text("Ghi giải trình") textarea')
            if not boxes.count():
                break
            boxes.first.fill("Số liệu minh họa của một cơ quan nhỏ.")
            page.locator('main button:has-text("Ghi giải trình")').first.click()
            page.wait_for_load_state()
    page.locator('main button:has-text("Chốt số liệu")').first.click()
    page.wait_for_load_state()
    if page.locator('dialog[open] button:has-text("Chốt")').count():
        page.locator('dialog[open] button:has-text("Chốt")').first.click()
    expect(page.locator("main")).to_contain_text("Dấu niêm", timeout=60_000)
    with page.expect_download() as waiting:
        page.locator("main >> text=Tải gói minh chứng").first.click()
    bundle = tmp_path / "gói.minhchung.zip"
    waiting.value.save_as(bundle)
    verified = run("verify", bundle, "--json", folder=None)
    assert verified.code == 0, verified.told

    # Who froze the figures does not publish them: the leader does.
    expect(page.locator("main")).to_contain_text("người khác công bố")
    page.click("text=Đăng xuất")
    site.sign_in(page, "leader")
    page.goto(address)
    page.get_by_role("link", name="Công bố", exact=True).click()
    page.get_by_role("button", name="Công bố", exact=True).click()
    page.wait_for_load_state()
    page.click("text=Đăng xuất")
    page.goto(site.url)
    expect(page.locator("main article").first).to_contain_text("2023")
