"""Somebody sets up the second step of signing in, passes it, is refused, loses the telephone, and is helped by others."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import datetime, timedelta

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.judging import assert_faultless
from journeys.people import fill, main, send
from journeys.standing import Site
from robustness.commands import run

pytestmark = pytest.mark.needs("chromium")
NAME, PASSWORD = "bien.tap.vien", "một câu dài dễ nhớ 7"
PAGE = "/tai-khoan/hai-buoc/"


def soon(secret: str) -> str:
    """The code that the telephone shows next: its clock is half a minute ahead."""
    return pyotp.TOTP(secret).at(datetime.now() + timedelta(seconds=30))


def first_step(page: Page, site: Site, password: str = PASSWORD) -> None:
    page.goto(f"{site.url}/tai-khoan/dang-nhap/?next={PAGE}")
    fill(page, username=NAME, password=password)
    send(page)


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_load_state()


def try_code(page: Page, code: str) -> None:
    fill(page, code=code)
    send(page)


def test_a_telephone_is_set_up_used_lost_and_taken_away(page: Page, site: Site, chromium: Browser):
    keeper = chromium.new_context(locale="vi-VN").new_page()
    site.sign_in(keeper, "it")
    keeper.goto(f"{site.url}/tai-khoan/nguoi-dung/them/")
    fill(keeper, username=NAME, full_name="Biên tập viên", role="Văn thư", password="mật khẩu đầu 2026")
    send(keeper)

    # The password given by another is changed first; the editor opens in demonstration data, and says what it would ask.
    first_step(page, site, "mật khẩu đầu 2026")
    fill(page, old_password="mật khẩu đầu 2026", new_password1=PASSWORD, new_password2=PASSWORD)
    send(page)
    page.goto(f"{site.url}{PAGE}")
    expect(main(page)).to_contain_text("Vai trò của ông/bà cần đăng nhập hai bước")

    main(page).get_by_role("link", name="Thiết lập").click()
    secret = page.locator("#khoa").inner_text().replace(" ", "")
    fill(page, code=pyotp.TOTP(secret).now(), password="sai mật khẩu")
    send(page)
    expect(main(page)).to_contain_text("Mật khẩu chưa đúng")
    assert page.locator("#khoa").inner_text().replace(" ", "") == secret
    fill(page, code=pyotp.TOTP(secret).now(), password=PASSWORD)
    send(page)
    codes = page.locator("#ma-du-phong code").all_inner_texts()
    assert len(codes) == 10
    assert_faultless(page)
    page.get_by_role("link", name="Đã cất các mã, đi tiếp").click()
    expect(main(page)).to_contain_text("Còn 10 mã dự phòng")

    sign_out(page)
    first_step(page, site)
    expect(main(page)).to_contain_text("Mật khẩu đã đúng")
    try_code(page, "000000")
    expect(main(page)).to_contain_text("Mã chưa đúng")
    assert_faultless(page)
    page.goto(f"{site.url}{PAGE}")
    expect(page).to_have_url(re.compile("/dang-nhap/"))  # not in yet
    first_step(page, site)
    code = soon(secret)
    try_code(page, code)
    expect(page).to_have_url(f"{site.url}{PAGE}")

    sign_out(page)
    first_step(page, site)
    try_code(page, code)
    expect(main(page)).to_contain_text("Mã này đã dùng rồi")
    try_code(page, codes[0].lower())
    expect(main(page)).to_contain_text("Còn 9 mã dự phòng")

    keeper.goto(f"{site.url}/tai-khoan/nguoi-dung/?q={NAME}")
    keeper.get_by_role("link", name="Biên tập viên").click()
    keeper.get_by_role("link", name="Bỏ bước hai").click()
    fill(keeper, reason="Báo mất điện thoại, đã gặp trực tiếp")
    send(keeper)
    expect(main(keeper)).to_contain_text("Báo mất điện thoại")
    page.goto(f"{site.url}{PAGE}")
    expect(page).to_have_url(re.compile("/dang-nhap/"))  # every session has ended
    first_step(page, site)
    expect(page).to_have_url(f"{site.url}{PAGE}")
    keeper.context.close()

    # Set up once more, and taken away by the command.
    main(page).get_by_role("link", name="Thiết lập").click()
    secret = page.locator("#khoa").inner_text().replace(" ", "")
    fill(page, code=pyotp.TOTP(secret).now(), password=PASSWORD)
    send(page)
    done = run("reset-second-step", NAME, "--reason", "mất máy", folder=site.folder, env=site.env)
    assert done.code == 0, done.told
    first_step(page, site)
    expect(page).to_have_url(f"{site.url}{PAGE}")
    with sqlite3.connect(site.folder / "minhchung.sqlite3") as database:
        told = database.execute(
            "SELECT by, details FROM trail_entry WHERE deed = 'reset_second_step' ORDER BY id"
        )
        assert [(by, json.loads(details)["reason"]) for by, details in told] == [
            ("it", "Báo mất điện thoại, đã gặp trực tiếp"),
            ("dòng lệnh", "mất máy"),
        ]
