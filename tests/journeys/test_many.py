"""One deed over all dossiers that match, more than a page of them: tried, done, one refused by name, done again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from journeys.past import MANY, MANY_NAME
from journeys.people import People, fact, fill, main, send

pytestmark = pytest.mark.needs("chromium")
PATIENCE = 60_000  # milliseconds until the work in the background is done


def test_all_that_match_are_handed_on_and_the_one_that_failed_is_done_again(people: People) -> None:
    page = people.at(f"/ho-so/?q={MANY_NAME}", "one_stop")
    assert page.locator("main tbody tr").count() < MANY, "there are more than the page shows"
    page.select_option("#viec", "chuyen")
    page.get_by_role("button", name=f"Tất cả {MANY} hồ sơ khớp").click()
    fill(page, to_unit="1", content="Thẩm định cùng một đợt")
    send(page)
    expect(main(page)).to_contain_text("Chờ xác nhận", timeout=PATIENCE)
    assert fact(page, "Làm được") == str(MANY)
    run = page.url

    changed = f"/ho-so/{people.past['many'][0]}/"
    people.do("head", f"{people.site.url}{changed}", "Mất giấy tờ", reason="Mất bản sao, đã xin lỗi")
    page.get_by_role("button", name=re.compile(f"Chuyển xử lý: {MANY} hồ sơ")).click()
    expect(main(page)).to_contain_text("Xong, có hồ sơ không thành", timeout=PATIENCE)
    assert (fact(page, "Đã làm"), fact(page, "Không thành")) == (str(MANY - 1), "1")
    expect(main(page)).to_contain_text("vừa được người khác cập nhật")
    assert main(page).locator(f'a[href="{changed}"]').count() == 1, "the one that failed is named"

    page.get_by_role("link", name="Làm lại các hồ sơ chưa thành").click()
    fill(page, to_unit="1")
    send(page)
    page.get_by_role("button", name="Chuyển xử lý: 1 hồ sơ").click()
    expect(page.locator("main .badge").first).to_have_text("Đã xong", timeout=PATIENCE)
    page = people.at(changed, "one_stop")
    assert fact(page, "Trạng thái") == "Đang xử lý"
    assert people.at(run, "head").locator("h1").inner_text() != "Chuyển xử lý", "a run is its owner's"
