"""Somebody with a dossier asks to be told by e-mail, confirms from his mailbox, is told of what happens, and stops."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from demonstrated import on_sqlite
from journeys.judging import assert_faultless
from journeys.people import fact, fill, main, send
from journeys.standing import Site, served
from minhchung.ground.knocks.trap import SOONEST
from robustness.commands import environment

pytestmark = pytest.mark.needs("chromium")
CITIZEN, PHONE = "hoa@vidu.vn", "0900000123"
PATIENCE = 60.0  # seconds until a mail must have come
_LINK = re.compile(r"https://mot-cua\.example(/nhan-tin/(?:xac-nhan|dung)/\w+/)")


@pytest.fixture
def mailing(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The agency with an address of its own; what a demonstration sends lies in a folder."""
    folder = tmp_path / "data"
    shutil.copytree(on_sqlite(tmp_path_factory), folder)
    with served(
        folder, environment(MINHCHUNG_PUBLIC_URL="https://mot-cua.example", MINHCHUNG_FRONT_SECONDS="10")
    ) as site:
        yield site


def letters(site: Site) -> list[str]:
    """The texts of the letters to the citizen, in the order in which they were written."""
    read = [
        json.loads(each.read_text(encoding="utf-8")) for each in (site.folder / "thong-bao").glob("*.json")
    ]
    return [
        each["body"]
        for each in sorted(read, key=lambda each: each["created_at"])
        if each["recipient"] == CITIZEN
    ]


def letter(site: Site, number: int) -> str:
    """The so-manieth letter to the citizen."""
    end = time.monotonic() + PATIENCE
    while len(letters(site)) < number:
        assert time.monotonic() < end
        time.sleep(0.1)
    return letters(site)[number - 1]


def weight(page: Page, address: str) -> int:
    """How many bytes came over the line for a page that nobody has visited before, with all that it draws on."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", note)
    page.goto(address, wait_until="networkidle")
    return sum(each.sizes()["responseBodySize"] for each in asked)


def received(page: Page, site: Site) -> str:
    """The counter receives a dossier; its address."""
    page.goto(f"{site.url}/ho-so/tiep-nhan/")
    page.select_option("#id_procedure", index=1)
    fill(
        page, applicant_name="Công ty Cà phê Đắk Nông", applicant_phone=PHONE, applicant_email="lan@donga.vn"
    )
    send(page)
    page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    return page.url


def test_a_citizen_is_told_until_he_stops(mailing: Site, chromium: Browser) -> None:
    clerk = chromium.new_context(locale="vi-VN").new_page()
    mailing.sign_in(clerk, "one_stop")
    url = received(clerk, mailing)
    code = main(clerk).locator("h1").inner_text().split()[-1]

    page = chromium.new_context(locale="vi-VN", java_script_enabled=False).new_page()
    page.goto(f"{mailing.url}/tra-cuu/")
    fill(page, code=code, secret="9999")
    send(page)
    expect(main(page)).not_to_contain_text("Được tiếp nhận")
    fill(page, code=code, secret=PHONE[-4:])
    send(page)
    assert fact(page, "Trạng thái") == "Được tiếp nhận"

    assert weight(chromium.new_context(locale="vi-VN").new_page(), page.url) < 100_000
    main(page).get_by_role("link", name="Nhận tin qua thư điện tử").click()
    seen = chromium.new_context(locale="vi-VN").new_page()
    seen.goto(page.url)
    assert_faultless(seen)
    time.sleep(SOONEST.total_seconds())  # nobody fills a form in at once: what does is taken for a program
    fill(page, email=CITIZEN)
    send(page)
    expect(main(page)).to_contain_text("Mời mở hộp thư")

    confirm = _LINK.search(letter(mailing, 1))
    assert confirm is not None and code in letter(mailing, 1)
    seen.goto(f"{mailing.url}{confirm[1]}")
    assert_faultless(seen)
    send(seen)
    expect(main(seen)).to_contain_text("Đã bắt đầu nhận tin")
    assert_faultless(seen)
    assert seen.goto(f"{mailing.url}{confirm[1]}").status == 404  # a link is good once

    clerk.goto(url)
    main(clerk).get_by_role("link", name="Chuyển xử lý", exact=True).click()
    fill(clerk, to_unit="1")
    send(clerk)
    told = letter(mailing, 2)
    stop = _LINK.search(told)
    assert stop is not None and code in told and "Công ty" not in told and PHONE not in told

    seen.goto(f"{mailing.url}{stop[1]}")
    assert_faultless(seen)
    send(seen)
    expect(main(seen)).to_contain_text("Đã dừng nhận tin")
    assert_faultless(seen)
    assert len(letters(mailing)) == 2
