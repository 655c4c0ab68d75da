"""A day off is declared, previewed, approved by somebody else, and moves what was promised with a word about it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from journeys.people import People, assert_told, fact, fill, main, send

pytestmark = pytest.mark.needs("chromium")


def test_a_closed_day_moves_a_promise_and_the_story_says_so(people: People) -> None:
    url, day = people.of_the_past("moved"), people.past["moved_from"]
    page = people.at(url, "one_stop")
    code = page.locator("h1").inner_text()
    assert day in fact(page, "Hẹn trả ban đầu")

    page = people.at("/ho-so/lich-lam-viec/", "reform")
    page.get_by_role("link", name="Cơ quan nghỉ riêng hoặc làm việc rút ngắn").click()
    fill(page, name="Cắt điện để sửa trạm", since=day, until=people.past["day_after_moved_from"])
    fill(page, decision="TB 99/TB-BQL", reason="Đơn vị điện lực cắt điện cả ngày")
    send(page)
    expect(main(page)).to_contain_text("Xem trước: hồ sơ bị ảnh hưởng")
    expect(main(page)).to_contain_text(code)
    change = page.url
    page.get_by_role("button", name="Trình duyệt").click()
    expect(main(page)).to_contain_text("Người khai báo không tự duyệt được")
    assert page.get_by_role("button", name="Duyệt, cho có hiệu lực").count() == 0

    page = people.at(change, "leader")
    page.get_by_role("button", name="Duyệt, cho có hiệu lực").click()
    expect(page.locator("body")).to_contain_text("Đã duyệt")
    further = page.get_by_role("button", name="Xét tiếp ngay")
    for _batch in range(20):
        if not further.count():
            break
        further.click()
    expect(main(page)).to_contain_text("Xong lúc")
    expect(main(page)).to_contain_text(code)

    page = people.at(url, "one_stop")
    assert day in fact(page, "Hẹn trả ban đầu"), "the first promise is kept beside it"
    assert fact(page, "Hạn hiện hành") and day not in fact(page, "Hạn hiện hành")
    assert_told(page, "Cắt điện để sửa trạm", "tính lại hạn vì lịch làm việc thay đổi")
