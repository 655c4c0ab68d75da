"""Two rooms become one: drafted, previewed, carried out; the chart of both days, and a dossier with its clock at the heir."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from demonstrated import on_sqlite
from journeys.people import People, assert_told, fact, fill, main, offered, send
from journeys.standing import served
from robustness.commands import run

pytestmark = pytest.mark.needs("chromium")
INVESTMENT = "Phòng Đầu tư, Doanh nghiệp và Lao động"
BUILDING = "Phòng Quy hoạch, Xây dựng và Môi trường"
HEIR, CODE = "Phòng Quản lý Doanh nghiệp, Xây dựng", "X88.15.05"
BOARD = "Ban Quản lý các khu công nghiệp tỉnh Trường Sơn (X88.15)"
CLOCK = ("Hẹn trả ban đầu", "Thời hạn đã chốt khi tiếp nhận")


@pytest.fixture
def people(chromium: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    """People of an agency of their own: nobody else's rooms are merged."""
    folder = shutil.copytree(on_sqlite(tmp_path_factory), tmp_path / "data")
    (folder / "past.json").write_text("{}", encoding="utf-8")
    with served(folder) as site:
        people = People(chromium, site, {})
        yield people
        people.close()
        assert not people.troubles, people.troubles
        done = run("verify", "data", folder=folder)
        assert done.code == 0, done.told


def handed_on(people: People) -> str:
    """A dossier that the specialist of a room that ends has in hand; its address."""
    page = people.at("/ho-so/", "one_stop")
    page.get_by_role("link", name="Tiếp nhận hồ sơ", exact=True).click()
    page.select_option("#id_procedure", index=1)
    page.select_option("#id_channel", "direct")
    fill(page, applicant_name="Công ty Cà phê Đắk Nông")
    send(page)
    page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    url = page.url
    people.do("one_stop", url, "Chuyển xử lý", to_unit=INVESTMENT)
    return url


def founded(people: People) -> None:
    """The new room is entered before anything goes there."""
    page = people.at("/don-vi/them/", "staff")
    fill(page, code=CODE, kind="department")
    send(page)
    page = people.at("/don-vi/thoi-ky/them/", "staff")
    fill(page, unit=CODE, name=HEIR, parent=BOARD, decision="QĐ 12/QĐ-BQL", since=f"{date.today():%d/%m/%Y}")
    send(page)
    expect(page.locator("h1")).to_contain_text(HEIR)


def drafted(people: People) -> str:
    """The reorganisation is prepared by the button that the guide names; its address."""
    page = people.at("/don-vi/sap-xep/", "staff")
    main(page).get_by_role("link", name="Chuẩn bị việc sắp xếp").click()
    fill(
        page, kind="merge", name="Hợp nhất hai phòng chuyên môn", on=f"{date.today():%d/%m/%Y}",
        decision="QĐ 12/QĐ-BQL",
    )  # fmt: skip
    for group, name in (("predecessors", INVESTMENT), ("predecessors", BUILDING), ("successors", HEIR)):
        page.locator(f"#id_{group}").get_by_label(re.compile(re.escape(name))).check()
    page.get_by_role("button", name="Ghi và xem trước").click()
    page.wait_for_url(re.compile(r"/sap-xep/\d+/$"))
    return page.url


def test_two_rooms_become_one_and_the_dossier_in_hand_goes_along_with_its_clock(people: People) -> None:
    dossier = handed_on(people)
    before = {label: fact(people.window("one_stop"), label) for label in CLOCK}
    founded(people)
    reorganisation = drafted(people)
    page = people.at(reorganisation, "staff")
    preview = main(page).locator("section", has_text="Xem trước")
    expect(preview.first).to_contain_text("Hồ sơ")
    expect(main(page)).not_to_contain_text("Chưa thực hiện được vì")
    expect(main(people.at(dossier, "one_stop"))).not_to_contain_text(HEIR)
    page.get_by_role("button", name="Thực hiện sắp xếp").click()
    expect(main(page)).to_contain_text("đồng ý")
    page.get_by_label("Đã xem và đồng ý thực hiện").check()
    page.get_by_role("button", name="Thực hiện sắp xếp").click()
    expect(main(page)).to_contain_text("Đã chuyển sang đơn vị kế thừa")
    assert not page.get_by_role("button", name="Thực hiện sắp xếp").count(), "what is done is not done again"

    page = people.at(f"/don-vi/so-do/?ngay={date.today() - timedelta(days=1):%d/%m/%Y}", "staff")
    expect(main(page)).to_contain_text(INVESTMENT)
    expect(main(page)).not_to_contain_text(HEIR)
    page = people.at(f"/don-vi/so-do/?ngay={date.today():%d/%m/%Y}", "staff")
    expect(main(page)).to_contain_text(HEIR)
    for gone in (INVESTMENT, BUILDING):
        expect(main(page)).not_to_contain_text(gone)

    page = people.at(dossier, "specialist")
    assert {label: fact(page, label) for label in CLOCK} == before
    assert_told(page, "chuyển sang cơ quan kế thừa")
    assert offered(page, "Có kết quả"), "who had it in hand has it still"
    page = people.do("specialist", dossier, "Có kết quả", result="GP 15/GP-BQL")
    expect(main(page)).to_contain_text(HEIR)
