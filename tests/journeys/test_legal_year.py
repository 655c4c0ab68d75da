"""A legal officer's year by the buttons that the guide names: a review to its end, the four lists, a text that ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from journeys.people import People, fact, fill, main, offered, send
from journeys.standing import Site

pytestmark = pytest.mark.needs("chromium")
ENDED, KEPT = "78/2010/QĐ-UBND", "77/2012/QĐ-UBND"
#: In force, and received at no desk of its own: nobody else has to do with it.
PROCEDURE = "Thủ tục ngừng hoạt động của dự án đầu tư (từ 01/01/2021)"


def on(day: date) -> str:
    return f"{day:%d/%m/%Y}"


@pytest.fixture
def people(chromium: Browser, site: Site, signed_in: dict[tuple[str, str], Any]) -> Iterator[People]:
    """The officer, the leader and the others, on SQLite alone: nothing here is left to the database."""
    people = People(chromium, site, signed_in)
    yield people
    people.close()
    assert not people.troubles, people.troubles


def added(people: People, code: str, issued_on: str) -> str:
    """The officer adds a text of the province; its address."""
    page = people.at("/van-ban-phap-luat/van-ban/", "legal")
    main(page).get_by_role("link", name=re.compile("^Thêm")).click()
    fill(
        page, family="normative", type="Quyết định", code=code, issuer="Ủy ban nhân dân tỉnh Nam Sơn",
        issued_on=issued_on, effective_on=issued_on, abstract="Quy định về bãi đỗ xe khu công nghiệp",
        field="Khu công nghiệp", articles="8",
    )  # fmt: skip
    send(page)
    expect(page.locator("h1")).to_contain_text(code)
    return page.url


def downloaded(page: Page, name: str, folder: Path) -> Path:
    """A file that a link of the page hands out."""
    with page.expect_download() as waiting:
        main(page).get_by_role("link", name=name, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def reviewed(people: People, text: str) -> None:
    """A sheet, planned, line by line, through opinions and the approval of somebody else, to what was done."""
    page = people.tried("legal", text, "Lập phiếu rà soát", ground="plan")
    sheet = page.url
    assert re.search(r"/phieu/\d+/$", sheet)
    for provision, proposal in (("Điều 3", "repeal"), ("khoản 2 Điều 5", "kept")):
        people.do(
            "legal", sheet, "Ghi kết quả từng điều, khoản", provision=provision,
            finding="Trùng quy định của trung ương", proposal=proposal,
        )  # fmt: skip
    people.do("legal", sheet, "Trình xin ý kiến pháp chế", opinion="Đề nghị bãi bỏ toàn bộ")
    page = people.do("legal", sheet, "Cho ý kiến pháp chế", opinion="Thống nhất")
    assert not offered(page, "Duyệt kết quả rà soát"), "who reviews does not approve"
    due = on(date.today() + timedelta(days=60))
    people.do("leader", sheet, "Duyệt kết quả rà soát", responsible="Văn phòng", due_on=due)
    expect(main(people.at("/van-ban-phap-luat/viec/", "legal"))).to_contain_text(KEPT)
    told = {"on": on(date.today()), "document": "Quyết định 5/2026/QĐ-UBND"}
    page = people.do("legal", sheet, "Ghi kết quả xử lý", **told)
    assert fact(page, "Trạng thái") == "Đã xong"


def systematised(people: People, folder: Path) -> None:
    """The lists of a period are drawn up, opened as Word and Excel, published, and read by everybody."""
    page = people.at("/van-ban-phap-luat/ky-he-thong-hoa/", "legal")
    main(page).get_by_role("link", name=re.compile("^Thêm")).click()
    fill(page, label="2009-2013", fixed_on="31/12/2013")
    send(page)
    period = page.url
    page = people.do("legal", period, "Lập danh mục")
    book = openpyxl.load_workbook(downloaded(page, "Tải XLSX", folder))
    codes = {
        sheet.title[-1]: {
            row[2].partition(";")[0] for row in sheet.iter_rows(values_only=True) if row[0] in (1, 2)
        }
        for sheet in book
    }
    assert codes == {"A": {ENDED}, "B": set(), "C": {KEPT}, "D": set()}
    word = Document(str(downloaded(page, "Tải DOCX", folder)))
    assert [row.cells[2].text for row in word.tables[0].rows][-1] == f"{ENDED}; 05/05/2010"
    page = people.do(
        "legal",
        period,
        "Công bố kết quả",
        on=on(date.today()),
        decision="Quyết định 9/QĐ-UBND (công bố muộn)",
    )
    assert not offered(page, "Lập danh mục"), "what is published stands"
    page = people.at("/cong-bao/he-thong-hoa/", "")
    main(page).get_by_role("link", name="2009-2013").click()
    main(page).get_by_role("link", name=re.compile("^A. Hết hiệu lực")).click()
    expect(main(page)).to_contain_text(ENDED)


def test_a_year_from_the_review_to_the_work_that_an_ended_text_leaves(people: People, tmp_path: Path) -> None:
    gone, text = added(people, ENDED, "05/05/2010"), added(people, KEPT, "05/05/2012")
    told = {"on": "01/07/2013", "cause": "term", "reason": "Hết thời hạn quy định tại Điều 9"}
    people.do("legal", gone, "Ghi hết hiệu lực", **told)
    reviewed(people, text)
    systematised(people, tmp_path)

    page = people.at("/thu-tuc/can-cu/them/", "reform")
    page.get_by_label("phiên bản thủ tục").select_option(label=PROCEDURE)
    fill(page, document=KEPT)
    send(page)
    told = {"on": on(date.today()), "cause": "repealed", "reason": "Quyết định 5/2026/QĐ-UBND"}
    page = people.do("legal", text, "Ghi hết hiệu lực", **told)
    expect(main(page)).to_contain_text("Hết hiệu lực toàn bộ")
    main(page).get_by_role("link", name=re.compile("^Việc phải làm khi văn bản này hết hiệu lực")).click()
    expect(page.locator("h1")).to_have_text("Căn cứ hết hiệu lực")
    expect(main(page)).to_contain_text("Ngừng nhận hồ sơ mới")
    page = people.at(page.url, "reform")
    main(page).get_by_role("link", name="Cho phép tiếp tục").click()
    fill(page, allowed_by="Quyết định 5/2026/QĐ-UBND, Điều 3 (chuyển tiếp)")
    send(page)
    expect(main(page)).to_contain_text("Được phép tiếp tục nhận")
    listed = people.at(f"/van-ban-phap-luat/viec/het-hieu-luc/{date.today().year}/", "legal")
    expect(main(listed)).to_contain_text(KEPT)
    page = people.at(f"/cong-bao/van-ban/?q={KEPT}", "")
    expect(main(page)).to_contain_text("Hết hiệu lực")
