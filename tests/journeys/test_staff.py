"""A quarter's work is judged by two people, from real work; the person judged objects and is answered."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from journeys.people import People, fact, fill, main, offered, send

pytestmark = pytest.mark.needs("chromium")
#: Made-up person 9 signs in as the head of a room.
HEAD = 9


def test_work_is_judged_and_its_doer_objects(people: People) -> None:
    page = people.at(f"/nhan-su/danh-gia/de-xuat/?nguoi={HEAD}&nam=2026&ky=Q1", "staff")
    expect(main(page)).to_contain_text("đếm từ Bước xử lý hồ sơ")
    expect(main(page)).to_contain_text("chưa xác nhận từ văn bản gốc")
    fill(page, common="26", sp3_assigned="4", sp3_done="4", sp3_delays="1")
    send(page)
    url = page.url
    assert re.fullmatch(r"\d+,\d\d", fact(page, "Tổng điểm"))
    proposed = fact(page, "Mức đề xuất")
    assert not offered(page, "Quyết định xếp loại"), "who proposes does not decide"
    people.do("staff", url, "Ghi ý kiến của tập thể, cấp ủy", opinion="Nhất trí 7/7")
    assert not offered(people.at(url, "head"), "Quyết định xếp loại")
    today = f"{date.today():%d/%m/%Y}"
    people.do("leader", url, "Quyết định xếp loại", decision="9/TB-BQLKCN", decided_on=today)
    assert people.at(url, "clerk").title().startswith("Không tìm thấy"), "others do not see it"
    page = people.do("head", url, "Kiến nghị về kết quả", objection="Lần chậm là do chờ ý kiến của sở")
    assert fact(page, "Tình trạng") == "Có kiến nghị, chờ trả lời"
    page = people.do("leader", url, "Trả lời kiến nghị", text="Đã xem lại, giữ nguyên")
    assert fact(page, "Mức quyết định") == proposed
    assert fact(page, "Trả lời kiến nghị") == "Đã xem lại, giữ nguyên"
