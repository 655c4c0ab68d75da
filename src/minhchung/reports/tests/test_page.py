"""The web page of a report: headed like the paper, and no wider than the screen it is read on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from minhchung.ground import skin
from minhchung.reports.page import html_of
from minhchung.reports.tests.test_blocks import WHOLE, WIDE, cell

CSS = Path(skin.__file__).parent / "static" / "skin" / "skin.css"
NAME = "Tỷ lệ văn bản đi gửi điện tử có đủ chữ ký số của cá nhân và cơ quan (văn bản)"
ROWS = tuple(
    (str(place), NAME, *(cell(printed) for _year in range(6)))
    for place, printed in enumerate(("40,45\u00a0%", "17.400", "không phát sinh"), start=1)
)
REPORT = replace(WHOLE, blocks=(*WHOLE.blocks, replace(WIDE, rows=ROWS)))


def test_the_head_has_motto_issuer_number_place_and_title() -> None:
    html = html_of(REPORT)
    head = html[html.index("<header") : html.index("</header>")]
    words = re.sub(r"<[^>]+>", "|", head)
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN TỈNH NAM SƠN",
                 "Số: 12/BC-BQLKCN", "Nam Sơn, ngày 05 tháng 01 năm 2021", "BÁO CÁO"):  # fmt: skip
        assert part in words
    assert head.count("<h1") == 1


def test_columns_of_figures_are_headed_and_labelled() -> None:
    html = html_of(REPORT)
    assert '<th scope="colgroup" colspan="2">Số hồ sơ</th>' in html
    assert '<th rowspan="2" scope="col">STT</th>' in html
    assert 'data-label="Số hồ sơ: Kỳ này"' in html and '<tr class="report-total">' in html


@pytest.fixture(scope="module")
def screen() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        body = f'<div class="page"><article class="card report">{html_of(REPORT)}</article></div>'
        page.set_content(
            f"<html lang=vi><head><style>{CSS.read_text()}</style></head><body>{body}</body></html>"
        )
        yield page
        browser.close()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [390, 820, 1280])
def test_nothing_is_wider_than_the_screen(screen: Page, width: int) -> None:
    screen.set_viewport_size({"width": width, "height": 900})
    assert screen.evaluate("document.documentElement.scrollWidth") <= width
    inside = "[...document.querySelectorAll('.report .table-wrap')].map(each => each.scrollWidth - each.clientWidth)"
    assert max(screen.evaluate(inside)) <= 0


@pytest.mark.needs("chromium")
def test_a_printed_page_has_issuer_and_motto_side_by_side(screen: Page) -> None:
    screen.emulate_media(media="print")
    issuer, nation = (screen.locator(f".report-{name}").bounding_box() for name in ("issuer", "nation"))
    screen.emulate_media(media="screen")
    assert issuer is not None and nation is not None
    assert issuer["y"] == nation["y"] and issuer["x"] + issuer["width"] <= nation["x"] + 1
