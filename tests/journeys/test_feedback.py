"""What people say to the agency: a reflection until everybody reads its answer, a complaint, and a survey."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from journeys.people import People, assert_told, fact, fill, main, offered, send

pytestmark = pytest.mark.needs("chromium")
SENDER, PHONE = "Nguyễn Thị Mẫu", "0905123456"


def test_a_reflection_is_answered_and_everybody_reads_it_without_knowing_who_asked(people: People) -> None:
    page = people.at("/phan-anh/", "one_stop")
    page.get_by_role("link", name="Tiếp nhận", exact=True).click()
    fill(
        page,
        channel="1",
        kind="1",
        sector="Đầu tư",
        content=f"Tôi là {SENDER}, điện thoại {PHONE}. Quầy số 2 hẹn lại ba lần.",
        sent_at=f"{datetime.now() - timedelta(minutes=5):%d/%m/%Y %H:%M}",
        sender_name=SENDER,
        sender_phone=PHONE,
    )
    send(page)
    url, code = page.url, page.locator("h1").inner_text()
    assert re.search(r"/phan-anh/\d+/$", url), url
    assert fact(page, "Trạng thái") == "Chờ phân loại"
    assert fact(page, "Hạn trả lời")
    people.do("one_stop", url, "Phân loại", sector="Đầu tư, quầy tiếp nhận")
    page = people.do("one_stop", url, "Phân công xử lý", to_unit="1", content="Xác minh lịch hẹn")
    assert fact(page, "Trạng thái") == "Đang xử lý"
    answer = f"Ban Quản lý xin lỗi bà {SENDER} và đã bố trí thêm quầy."
    page = people.do("specialist", url, "Trình dự thảo trả lời", text=answer)
    assert not offered(page, "Trả lời"), "who drafts does not sign"
    page = people.do("leader", url, "Trả lời")
    assert fact(page, "Hạn công khai trả lời")
    assert code not in people.at("/hoi-dap/", "").content()

    page = people.tried("one_stop", url, "Công khai trả lời", confirmed="x")
    expect(page).to_have_url(url)
    assert fact(page, "Trạng thái") == "Đã công khai trả lời"
    assert_told(page, "công khai trả lời")
    page = people.at("/", "")
    page.get_by_role("link", name="Phản ánh, kiến nghị đã trả lời").click()
    card = page.locator("main article", has_text=code)
    expect(card).to_contain_text("Quầy số 2 hẹn lại ba lần")
    expect(card).to_contain_text("đã bố trí thêm quầy")
    for personal in (SENDER, PHONE, "Mẫu"):
        expect(card).not_to_contain_text(personal)
    page = people.do("one_stop", url, "Ghi đánh giá của người gửi", rating="satisfied")
    assert fact(page, "Người gửi đánh giá")


def test_a_complaint_is_not_there_for_a_stranger(people: People) -> None:
    page = people.at("/phan-anh/khieu-nai/vao-so/", "leader")
    fill(
        page,
        channel="1",
        who="Trần Văn Khiếu",
        content="Khiếu nại quyết định thu hồi giấy phép số 12.",
    )
    send(page)
    url, code = page.url, page.locator("h1").inner_text()
    expect(main(page)).to_contain_text("Thông tin người gửi được niêm kín")
    expect(main(page)).not_to_contain_text("Trần Văn Khiếu")
    page = people.do("leader", url, "Thụ lý")
    assert fact(page, "Hạn giải quyết")
    fill(page, reason="Mời đối thoại")
    page.get_by_role("button", name="Xem người gửi").click()
    expect(main(page)).to_contain_text("Trần Văn Khiếu")

    for stranger in ("one_stop", "it"):
        page = people.at(url, stranger)
        expect(page.locator("body")).not_to_contain_text("thu hồi giấy phép")
        expect(page.locator("body")).not_to_contain_text(code)
        page = people.at("/phan-anh/khieu-nai/", stranger)
        expect(page.locator("h1")).to_have_text("Khiếu nại")
        expect(main(page)).not_to_contain_text(code)


def test_who_holds_the_receipt_says_what_he_thought_of_it(people: People) -> None:
    url = people.file()
    page = people.window("one_stop")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="In giấy tiếp nhận và hẹn trả").click()
    opened.value.close()
    page = people.at(url, "one_stop")
    pdf = main(page).get_by_role("link", name="PDF", exact=True).first.get_attribute("href")
    receipt = people.site.folder / "receipt.pdf"
    receipt.write_bytes(page.request.get(f"{people.site.url}{pdf}").body())
    text = "".join(each.extract_text() for each in PdfReader(receipt).pages)
    token = re.search(r"tra-cuu/([A-Z2-7]{20})", "".join(text.split()))  # a long address is broken anywhere
    assert token is not None, text
    visitor = people.at(f"/tra-cuu/{token[1]}/", "")
    assert fact(visitor, "Trạng thái") == "Được tiếp nhận"
    assert visitor.get_by_role("link", name="Đánh giá việc giải quyết hồ sơ").count() == 0

    people.do("one_stop", url, "Chuyển xử lý", to_unit="1")
    people.do("specialist", url, "Có kết quả", result="GP 19/GP-BQL")
    page = people.do("one_stop", url, "Trả kết quả")
    page.get_by_role("link", name="Phiếu mời đánh giá").click()
    expect(main(page)).to_contain_text(token[1])
    visitor.reload()
    visitor.get_by_role("link", name="Đánh giá việc giải quyết hồ sơ").click()
    for group in visitor.locator("main fieldset").all():
        group.locator("input[type=radio]").first.check()
    fill(visitor, comment="Nhanh, dễ hiểu")
    send(visitor)
    expect(main(visitor)).to_contain_text("Cảm ơn ông/bà đã đánh giá")
