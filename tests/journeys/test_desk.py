"""From the counter to the returned result through every branch of the law, by the hands of those whose work it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from journeys.people import (
    People,
    assert_state,
    assert_told,
    fact,
    fill,
    main,
    offered,
    send,
)

pytestmark = pytest.mark.needs("chromium")
BASIS = "Luật chuyên ngành, Điều 7 khoản 2"


@pytest.mark.parametrize("channel", ["direct", "post", "online"])
def test_a_dossier_goes_its_way_and_comes_back(people: People, channel: str) -> None:
    ways = {"direct": "counter", "post": "post", "online": "online"}
    url = people.file(channel, return_way=ways[channel])
    if channel == "online":
        page = people.window("one_stop")
        expect(page.locator("body")).to_contain_text("hãy kiểm tra rồi tiếp nhận")
        assert_state(page, "Mới đăng ký")
        people.do("one_stop", url, "Báo đã nhận")
        page = people.do("one_stop", url, "Yêu cầu sửa hồ sơ", reason="Tệp quét thiếu trang 3")
        assert_state(page, "Yêu cầu bổ sung giấy tờ")
        assert fact(page, "Hẹn trả ban đầu") == "–", "no limit runs before acceptance"
        people.do("one_stop", url, "Tiếp nhận")
    assert_state(people.window("one_stop"), "Được tiếp nhận")
    people.do("one_stop", url, "Chuyển xử lý", to_unit="1", content="Thẩm định")
    page = people.do("specialist", url, "Yêu cầu bổ sung", reason="Thiếu bản vẽ mặt bằng")
    assert_state(page, "Yêu cầu bổ sung giấy tờ")
    page = people.do("one_stop", url, "Nhận bổ sung", content="Bản vẽ mặt bằng")
    assert_state(page, "Đang xử lý")
    people.do("specialist", url, "Có kết quả", result="GP 15/GP-BQL")
    page = people.do("one_stop", url, "Trả kết quả", receiver="Bà Hoàng Thị Mơ")
    assert_state(page, "Đã trả kết quả")
    expect(main(page)).to_contain_text("Trước hạn")
    assert_told(page, "Thiếu bản vẽ mặt bằng", "Bản vẽ mặt bằng", "Bà Hoàng Thị Mơ")
    assert not offered(page, "Có kết quả")


def test_settled_at_once_for_somebody_who_sent_another(people: People) -> None:
    url = people.file(at_once="x", behalf="Ông Lê Văn Mẫu", authorisation="GUQ 12/2026, UBND phường")
    page = people.window("one_stop")
    assert_state(page, "Đã xử lý xong")
    assert_told(page, "Ông Lê Văn Mẫu, GUQ 12/2026, UBND phường", "Giải quyết ngay khi tiếp nhận")
    page = people.do("one_stop", url, "Trả kết quả", receiver="Ông Lê Văn Mẫu")
    assert_state(page, "Đã trả kết quả")


def test_refused_before_it_was_accepted(people: People) -> None:
    url = people.file("online")
    page = people.do("one_stop", url, "Từ chối", reason="Không thuộc thẩm quyền của Ban Quản lý")
    assert_state(page, "Không được tiếp nhận")
    assert fact(page, "Tiếp nhận lúc") == "–"
    assert_told(page, "Không thuộc thẩm quyền của Ban Quản lý")
    assert not offered(page, "Tiếp nhận")


def test_others_are_asked_it_waits_stops_and_a_wrong_result_is_put_right(people: People) -> None:
    url = people.file()
    page = people.do("one_stop", url, "Chuyển xử lý", to_unit="1")
    due = fact(page, "Hẹn trả ban đầu")
    page = people.do(
        "specialist",
        url,
        "Lấy ý kiến cơ quan khác",
        agency="Sở Xây dựng",
        content="Quy hoạch lô A3",
        due_on=people.past["next_working_day"],
    )
    assert_state(page, "Đang xử lý")
    assert_told(page, "Sở Xây dựng: Quy hoạch lô A3", people.past["next_working_day"])
    page = people.do("specialist", url, "Nhận ý kiến trả lời", consultation="0", answer="Phù hợp quy hoạch")
    assert_told(page, "Sở Xây dựng: Phù hợp quy hoạch")
    page = people.do("specialist", url, "Chờ nghĩa vụ tài chính", reason="Nộp lệ phí cấp phép", basis=BASIS)
    assert_state(page, "Yêu cầu thực hiện nghĩa vụ tài chính")
    page = people.do("one_stop", url, "Đã nộp tiền")
    assert_state(page, "Đang xử lý")
    page = people.do("specialist", url, "Tạm dừng", reason="Chờ giám định", basis=BASIS)
    assert_state(page, "Tạm dừng xử lý")
    page = people.do("specialist", url, "Xử lý tiếp")
    assert_state(page, "Đang xử lý")
    assert fact(page, "Hẹn trả ban đầu") == due, "the promise is kept through all waits"
    people.do("specialist", url, "Có kết quả", result="GP 17/GP-BQL")
    page = people.do("specialist", url, "Sửa kết quả sai", reason="Sai diện tích, lỗi của chuyên viên")
    assert_state(page, "Đang xử lý")
    assert_told(page, "phải sửa xong trước")
    people.do("specialist", url, "Có kết quả", result="GP 17a/GP-BQL")
    people.do("specialist", url, "Mất giấy tờ", reason="Mất bản sao hộ chiếu; đã xin lỗi ông Mẫu")
    page = people.do("one_stop", url, "Trả kết quả")
    assert_state(page, "Đã trả kết quả")
    assert_told(page, "GP 17/GP-BQL", "GP 17a/GP-BQL", "Mất bản sao hộ chiếu", BASIS)


def test_a_second_request_needs_its_law_and_a_leader_and_says_what_the_portal_will_count(
    people: People,
) -> None:
    url = people.of_the_past("waited")
    page = people.do("one_stop", url, "Nhận bổ sung", content="Bản vẽ mặt bằng")
    ours, portals = fact(page, "Hạn hiện hành"), fact(page, "Hạn theo cách tính của Cổng")
    assert ours and portals, "both clocks are shown where they differ"
    assert ours != portals
    page = people.tried("specialist", url, "Yêu cầu bổ sung", reason="Thiếu hợp đồng thuê đất")
    expect(main(page)).to_contain_text("pháp luật chỉ cho một lần")
    expect(main(page).locator("#id_basis[aria-invalid=true]")).to_have_count(1)
    assert page.input_value("#id_reason") == "Thiếu hợp đồng thuê đất"
    fill(page, basis=BASIS)
    send(page)
    expect(main(page)).to_contain_text("do lãnh đạo duyệt")
    page = people.at(url, "leader")
    main(page).get_by_role("link", name="Yêu cầu bổ sung", exact=True).click()
    expect(main(page)).to_contain_text("Cổng Dịch vụ công quốc gia sẽ tính hồ sơ này quá hạn")
    fill(page, reason="Thiếu hợp đồng thuê đất", basis=BASIS)
    send(page)
    assert_state(page, "Yêu cầu bổ sung giấy tờ")
    assert fact(page, "Số lần yêu cầu bổ sung") == "2"
    assert_told(page, BASIS, "Thiếu hợp đồng thuê đất")
    page = people.do("one_stop", url, "Nhận bổ sung")
    assert_state(page, "Đang xử lý")


def test_an_apology_keeps_the_old_day_beside_the_new_one_and_then_it_is_withdrawn(people: People) -> None:
    url = people.file()
    page = people.do("one_stop", url, "Chuyển xử lý", to_unit="1")
    old, new = fact(page, "Hẹn trả ban đầu"), people.past["later"]
    page = people.tried("specialist", url, "Xin lỗi và hẹn lại", until="26/12/2026", reason="Chờ ý kiến Bộ")
    expect(main(page)).to_contain_text("là ngày nghỉ")
    assert page.input_value("#id_reason") == "Chờ ý kiến Bộ"
    fill(page, until=new)
    send(page)
    assert fact(page, "Hẹn trả ban đầu") == old
    assert new in fact(page, "Hạn hiện hành")
    assert new in fact(page, "Xin lỗi, hẹn lại")
    assert_told(page, "Chờ ý kiến Bộ", new)
    assert not offered(page, "Xin lỗi và hẹn lại"), "an apology is made once"
    page = people.do("one_stop", url, "Cho rút hồ sơ", reason="Đơn xin rút ngày hôm nay")
    assert_state(page, "Công dân yêu cầu rút hồ sơ")
    assert_told(page, "Đơn xin rút ngày hôm nay")
    assert not offered(page, "Chuyển xử lý")


def test_stopped_for_good(people: People) -> None:
    url = people.file()
    people.do("one_stop", url, "Chuyển xử lý", to_unit="1")
    page = people.do("specialist", url, "Dừng xử lý", reason="Tòa án đã thụ lý tranh chấp về lô đất")
    assert_state(page, "Dừng xử lý")
    assert_told(page, "Tòa án đã thụ lý tranh chấp về lô đất")
    assert not offered(page, "Có kết quả")


def test_refused_after_it_was_looked_into(people: People) -> None:
    url = people.file()
    people.do("one_stop", url, "Chuyển xử lý", to_unit="1")
    page = people.do("specialist", url, "Từ chối", reason="Không đủ điều kiện theo Điều 12")
    assert_state(page, "Không được tiếp nhận")
    expect(main(page)).to_contain_text("Trước hạn")
    assert_told(page, "Không đủ điều kiện theo Điều 12")


def test_silent_for_fifteen_days_it_is_proposed_and_a_person_closes_it(people: People) -> None:
    page = people.at("/ho-so/?tinh-hinh=khong-tra-loi&q=Lặng+Im", "one_stop")
    page.locator('main tbody a[href^="/ho-so/"]').first.click()
    url = people.of_the_past("silent")
    expect(page).to_have_url(url)
    assert_state(page, "Yêu cầu bổ sung giấy tờ")
    page = people.do("one_stop", url, "Đóng vì không bổ sung")
    assert_state(page, "Dừng xử lý")
    assert_told(page, "Quá 15 ngày không nhận được hồ sơ bổ sung")


def test_a_late_result_says_why(people: People) -> None:
    url = people.of_the_past("late")
    page = people.at(url, "specialist")
    expect(main(page)).to_contain_text("Hồ sơ quá hạn")
    page = people.tried("specialist", url, "Có kết quả", result="GP 18/GP-BQL")
    expect(main(page)).to_contain_text("phải ghi lý do")
    assert page.input_value("#id_result") == "GP 18/GP-BQL"
    fill(page, late_reason="Chờ ý kiến Bộ quá lâu")
    send(page)
    assert_state(page, "Đã xử lý xong")
    expect(main(page)).to_contain_text("Lý do: Chờ ý kiến Bộ quá lâu")
    page = people.do("one_stop", url, "Trả kết quả")
    assert fact(page, "Kết quả theo luật") == "Quá hạn"


def test_two_officers_at_once_one_is_told(people: People) -> None:
    url = people.file()
    people.do("one_stop", url, "Chuyển xử lý", to_unit="1")
    head = people.at(url, "head")
    main(head).get_by_role("link", name="Có kết quả", exact=True).click()
    people.do("specialist", url, "Mất giấy tờ", reason="Mất bản sao hộ chiếu, đã xin lỗi")
    fill(head, result="GP 16/GP-BQL")
    send(head)
    expect(main(head)).to_contain_text("vừa được người khác cập nhật")
    assert head.input_value("#id_result") == "GP 16/GP-BQL"
    send(head)
    expect(head).to_have_url(url)
    expect(head.locator("body")).to_contain_text("Đã xong: có kết quả")
