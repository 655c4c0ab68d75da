"""A reform officer's year by the buttons that the guide names (docs/huong-dan/ke-hoach.md): plan, work, report, next plan."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from journeys.people import People, fact, fill, main, offered, send

pytestmark = pytest.mark.needs("chromium")
#: The made-up table in which a plan comes: heads merged across, two units in a cell, free words for limits.
TABLE = "du-thao-ke-hoach-cchc.docx"
#: A task of it that has four products a year, led by the office, where "legal" works.
REPORTS = "Báo cáo kiểm soát thủ tục"
NUMBER = "99/KH-BQLKCN"


def last_quarter(today: date) -> tuple[str, date]:
    """The last reporting quarter that has ended, by its name and its last day (14/3, 14/6, 14/9 or 14/12)."""
    ends = [date(year, month, 14) for year in (today.year - 1, today.year) for month in (3, 6, 9, 12)]
    last = max(day for day in ends if day < today)
    return f"{last.year}-Q{last.month // 3}", last


def follow(page: Page, name: str) -> None:
    """Click the link of a name on the page."""
    main(page).get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def test_a_year_of_the_reform_officer(people: People) -> None:
    quarter, day = last_quarter(date.today())
    written = f"{day:%d/%m/%Y}"

    # December: the table is taken in as it comes, nothing of it is lost.
    reform = people.at("/chi-dao/viec/", "reform")
    follow(reform, "Nhận bảng kế hoạch")
    fill(reform, year=str(day.year))
    reform.set_input_files("#id_file", people.site.folder / "demo" / TABLE)
    send(reform)
    for words in ("theo kế hoạch của tỉnh", "không phải ngày có thật", "Thường xuyên", "Hằng quý"):
        expect(main(reform)).to_contain_text(words)
    reform.get_by_role("button", name="Đưa các nhiệm vụ vào dự thảo").click()
    expect(main(reform)).to_contain_text("Chưa được tính ở chỉ tiêu nào")
    plan = reform.url
    reform.get_by_role("button", name="Đặt chỉ tiêu theo chương trình của giai đoạn").click()
    expect(main(reform)).to_contain_text("Chỉ tiêu")

    # It is issued once every task has its product and a unit in the lead.
    follow(reform, "Ban hành")
    fill(reform, decision=NUMBER, issued_on=f"05/01/{day.year}")
    send(reform)
    expect(main(reform)).to_contain_text("III.2")
    reform.goto(plan)
    main(reform).get_by_role("row").filter(has_text="III.2").get_by_role("link").first.click()
    reform.wait_for_load_state()
    follow(reform, "Sửa")
    fill(reform, product="Báo cáo")
    send(reform)
    reform.goto(plan)
    follow(reform, "Ban hành")
    fill(reform, decision=NUMBER, issued_on=f"05/01/{day.year}")
    send(reform)
    expect(main(reform)).to_contain_text(re.compile(r"0\s+trên\s+7"))

    # A task is set to one of the unit in the lead; it is in that one's own list, by keyboard, and only there.
    reform.goto(f"{people.site.url}/chi-dao/viec/?nam={day.year}&xem=the&giao=chua&q={REPORTS}")
    main(reform).get_by_role("link", name=REPORTS).first.click()
    follow(reform, "Giao người thực hiện")
    choice = reform.locator("#id_holder")
    expect(choice.locator("optgroup").first).to_have_attribute("label", "Đơn vị chủ trì")
    choice.select_option(label="Cán bộ pháp chế (minh họa)")
    fill(reform, since_on=written)
    reform.locator("#id_since_on").press("Enter")
    hands = main(reform).get_by_role("table", name="Người thực hiện")
    expect(hands).to_contain_text("Cán bộ pháp chế (minh họa)")
    assert not offered(people.at(reform.url, "staff"), "Chuyển người thực hiện"), (
        "who heads no unit sets nobody"
    )

    # Who is set to it finds it as his own work, and cannot call it done without its products.
    lead = people.at(f"/chi-dao/viec/?nam={day.year}", "legal")
    lead.get_by_role("link", name=re.compile("^Giao cho tôi")).click()
    expect(main(lead)).to_contain_text(REPORTS)
    lead.get_by_role("link", name="Thẻ theo trạng thái", exact=True).click()
    card = main(lead).locator("article.card", has_text=REPORTS)
    card.get_by_role("button", name=re.compile("^Bắt đầu làm")).click()
    lead.wait_for_load_state()
    card.get_by_role("link", name=re.compile("^Báo xong")).click()
    send(lead)
    expect(main(lead)).to_contain_text("Chưa có minh chứng")
    follow(lead, "Thôi")
    task = lead.url
    people.do("legal", task, "Ghi tiến độ", percent="50", words="Đã có báo cáo hai quý đầu năm")
    people.do("legal", task, "Thêm minh chứng: văn bản", reference="31/BC-BQLKCN", on=written)
    page = people.tried("legal", task, "Báo xong")
    expect(main(page)).to_contain_text("Mới có 1 trên 4 sản phẩm")
    people.do("legal", task, "Thêm minh chứng: văn bản", reference="77/BC-BQLKCN", on=written, count="3")
    page = people.do("legal", task, "Báo xong")
    assert not offered(page, "Xác nhận hoàn thành"), "who leads the task does not confirm it"
    people.do("reform", task, "Xác nhận hoàn thành", done_on=written)
    assert fact(people.window("reform"), "Hoàn thành ngày") == written

    # The quarter's report counts it, and its number opens to the tasks behind it.
    reform = people.at("/bao-cao/", "reform")
    follow(reform, "Lập báo cáo")
    reform.locator("#id_window").select_option(quarter)
    send(reform)
    reform.wait_for_url(re.compile(r"/bao-cao/\d+/"))
    main(reform).locator('a[href*="/chi-tieu/plan.tasks_done"]').first.click()
    reform.wait_for_load_state()
    behind = reform.locator("#bang-ban-ghi, #ban-ghi").first
    row = main(reform).locator("tr", has_text=REPORTS).filter(has_text=NUMBER)
    expect(behind).to_be_visible()
    expect(row).to_contain_text("Tính vào")
    row.get_by_role("link").first.click()
    assert reform.url == task

    # November: next year's plan begins with what is not done.
    reform.goto(f"{people.site.url}/chi-dao/viec/?nam={day.year}")
    follow(reform, "Đề xuất kế hoạch năm sau")
    expect(main(reform)).to_contain_text("chưa hoàn thành")
    reform.get_by_role("button", name="Lập dự thảo").click()
    expect(reform.locator("body")).to_contain_text(f"vào dự thảo kế hoạch năm {day.year + 1}")
    expect(main(reform)).to_contain_text("Mở rộng ký số cá nhân")
