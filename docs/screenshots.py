"""Takes the pictures of the user's guide: ``.venv/bin/python docs/screenshots.py [DATA_DIR [GROUP...]]``.

Makes the demonstration agency in a temporary folder (or takes the one in DATA_DIR), serves it, and photographs the
screens into ``docs/huong-dan/hinh`` with Debian's Chromium.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page
from pypdf import PdfWriter

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from shots import rooms  # noqa: E402
from shots.camera import keep  # noqa: E402

from journeys.people import fill, send  # noqa: E402
from journeys.standing import Site, browser, served  # noqa: E402
from robustness.commands import run  # noqa: E402

WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 780}


def public(site: Site, page: Page) -> None:
    """What everybody sees."""
    page.goto(site.url)
    keep(page, "trang-chu")
    page.click("main article a >> nth=0")
    keep(page, "tin-bai")
    page.goto(f"{site.url}/cong-bo/1/")
    keep(page, "bao-cao-cong-bo")
    page.goto(f"{site.url}/cong-bo/1/so-lieu/dossiers.kept_promise/?ky=2016..2020")
    keep(page, "so-lieu-cong-bo")


def editing(site: Site, page: Page) -> None:
    """The editor of the public site: an article being written, and one that waits."""
    page.goto(f"{site.url}/bien-tap/pages/")
    page.get_by_role("link", name="Mở các trang con của “Trang chủ”").click()
    page.get_by_role("link", name="Thêm trang con vào “Thông tin đầu tư”").click()
    page.locator("main").get_by_role("link", name="Bài viết", exact=True).click()
    page.fill("input[name=title]", "Hội nghị xúc tiến đầu tư quý IV")
    page.fill("textarea[name=lead]", "Cơ quan gặp các nhà đầu tư vào ngày 15.")
    page.locator("footer .w-dropdown__toggle").last.click()
    keep(page, "bien-tap-bai")
    page.click("button[name=action-submit]")
    page.wait_for_load_state()
    page.goto(f"{site.url}/bien-tap/")
    keep(page, "bien-tap-cho-duyet")


def outside(site: Site, page: Page) -> None:
    """What people outside do themselves: reckon a limit, send a message and follow it."""
    page.goto(f"{site.url}/tinh-thoi-han/?so=5&don_vi=working-day&luc=01/02/2027 09:00")
    keep(page, "tinh-thoi-han")
    page.goto(f"{site.url}/gui-phan-anh/")
    words = "Hẹn ba lần chưa trả kết quả."
    fill(page, kind="conduct", content=words, sender_name="Người Gửi Thử", sender_phone="0900000000")
    page.wait_for_timeout(4000)  # sooner than a person it would be refused
    page.click("main form[method=post] button.btn")
    page.wait_for_load_state()
    page.click("main details summary >> nth=2")
    keep(page, "theo-doi-phan-anh")


def gazette(site: Site, page: Page) -> None:
    """Results over the years, the signed lists of what is posted, and a bundle checked in the browser."""
    page.goto(f"{site.url}/cong-bao/ket-qua/?chi-so=declared.satisfaction")
    keep(page, "ket-qua-qua-cac-nam")
    page.goto(f"{site.url}/cong-bao/niem-yet/")
    keep(page, "chung-cu-niem-yet")
    page.goto(f"{site.url}/cong-bao/tu-kiem-tra/")
    page.set_input_files("#goi", site.folder / "bao-cao" / "bao-cao-2016-2020.minhchung.zip")
    page.wait_for_selector("[data-verdict] .notice")
    keep(page, "tu-kiem-tra")


def figures(site: Site, page: Page) -> None:
    """The dashboard, a figure and a dossier."""
    page.goto(f"{site.url}/lam-viec/?ky=2025")
    keep(page, "bang-dieu-hanh")
    page.goto(f"{site.url}/chi-tieu/dossiers.kept_promise/?ky=2025")
    keep(page, "chi-tieu")
    page.goto(f"{site.url}/ho-so/")
    keep(page, "danh-sach-ho-so")
    page.goto(f"{site.url}/chi-tieu/dossiers.overdue/?ky=2025")
    page.locator('main td a[href^="/ho-so/"], main th a[href^="/ho-so/"]').first.click()
    keep(page, "ho-so", whole=True)


def imports(site: Site, page: Page) -> None:
    """A worksheet with a bad row, from the upload to its reply."""
    page.goto(f"{site.url}/nhap-lieu/")
    keep(page, "nhap-lieu")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ho-so-thang-6.xlsx"
        _worksheet(path)
        page.goto(f"{site.url}/nhap-lieu/dossiers/")
        page.set_input_files("input[type=file]", path)
        page.click("main form button.btn")
    keep(page, "ghep-cot")
    page.click("main form button.btn")
    keep(page, "kiem-tra-thu", whole=True)


def _worksheet(path: Path) -> None:
    book = openpyxl.Workbook()
    for month in (5, 6):
        sheet = book.create_sheet(f"Tháng {month}")
        sheet.append(["BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP"])
        sheet.append([f"SỔ THEO DÕI HỒ SƠ THÁNG {month} NĂM 2026"])
        sheet.append([])
        sheet.append(
            ["TT", "Số hồ sơ", "Tên thủ tục", "Tên tổ chức, cá nhân", "Ngày nhận hồ sơ", "Ngày có kết quả"]
        )
        for number in range(1, 5):
            name = "Đăng ký nội quy lao động của doanh nghiệp"
            day, done = f"0{number}/0{month}/2026 08:30", f"{number + 8}-{month}-26"
            if month == 6 and number == 3:
                done = "31/02/2026"
            sheet.append(
                [number, f"SO-{month}-{number:03d}", name, f"Công ty Gỗ Trường Phát {number}", day, done]
            )
        sheet.append(["Tổng cộng", None, None, 4])
    book.remove(book.worksheets[0])
    book.save(path)


def reports(site: Site, page: Page) -> None:
    """Drawing up a report, its text, its checks, the frozen one."""
    page.goto(f"{site.url}/bao-cao/")
    keep(page, "danh-sach-bao-cao")
    page.goto(f"{site.url}/bao-cao/2/")
    keep(page, "bao-cao-da-chot")
    page.goto(f"{site.url}/bao-cao/them/")
    keep(page, "lap-bao-cao")
    page.click("main form button.btn")
    page.wait_for_load_state()
    keep(page, "du-thao")
    page.goto(f"{page.url.split('#')[0].rstrip('/')}/sua/")
    keep(page, "sua-loi-van")


def registers(site: Site, page: Page) -> None:
    """Other rooms."""
    page.goto(f"{site.url}/nhan-su/")
    keep(page, "can-bo")
    page.goto(f"{site.url}/thu-tuc/")
    keep(page, "thu-tuc")


def desk(site: Site, page: Page) -> None:
    """A dossier received at the agency's own desk."""
    page.goto(f"{site.url}/ho-so/tiep-nhan/")
    page.select_option("#id_procedure", index=2)
    page.fill("#id_applicant_name", "Công ty TNHH Cà phê Cao Nguyên")
    page.fill("#id_applicant_email", "vanthu@caphe.example")
    keep(page, "tiep-nhan")
    page.click("main form button.btn")
    page.wait_for_load_state()
    keep(page, "ho-so-tu-nhan", whole=True)
    page.goto(f"{site.url}/ho-so/doi-chieu/")
    keep(page, "doi-chieu")


def scans(site: Site, page: Page) -> None:
    """Files sent from the dossier's page, with the marks that say where they come from."""
    page.goto(f"{site.url}/ho-so/?q=NB&tinh-hinh=cua-toi")
    page.locator('main tbody a[href^="/ho-so/"]').first.click()
    page.get_by_role("link", name="Đính kèm tệp").first.click()
    with tempfile.TemporaryDirectory() as folder:
        sent = [Path(folder) / "don-de-nghi.pdf", Path(folder) / "ban-ve-mat-bang.pdf"]
        for path in sent:
            writer = PdfWriter()
            writer.add_blank_page(595, 842)
            writer.write(path)
        page.set_input_files("main input[type=file] >> nth=0", sent)
        page.wait_for_timeout(3000)
    keep(page, "dinh-kem", whole=True)


def together(site: Site, page: Page) -> None:
    """One deed for many dossiers: chosen, tried, done."""
    page.goto(f"{site.url}/ho-so/?tinh-hinh=cho-tra")
    page.locator("main tbody input[type=checkbox]").first.check()
    page.select_option("#viec", "tra")
    page.locator("#viec-hang-loat").scroll_into_view_if_needed()
    keep(page, "chon-nhieu-ho-so")
    page.click("#viec-hang-loat button[name=tat-ca]")
    send(page)
    page.locator("#viec .badge", has_text="Chờ xác nhận").wait_for(timeout=60_000)
    keep(page, "xem-thu-hang-loat", whole=True)


def trials(site: Site, page: Page) -> None:
    """A limit tried on the dossiers of a year."""
    page.goto(f"{site.url}/ho-so/thu-cat-giam/1/")
    keep(page, "thu-cat-giam", whole=True)


def watching(site: Site, page: Page) -> None:
    """The board of who holds what, the marks for review, how good the forecast is."""
    page.goto(f"{site.url}/ho-so/dieu-hanh/")
    keep(page, "dieu-hanh-ho-so", whole=True)
    page.goto(f"{site.url}/ho-so/can-xem-lai/")
    keep(page, "can-xem-lai")


def closing(site: Site, page: Page) -> None:
    """A day on which the agency is closed, and whom it touches."""
    day = date.today() + timedelta(days=4)  # noqa: TID251 - a picture is of today
    while day.weekday() > 4:
        day += timedelta(days=1)
    page.goto(f"{site.url}/ho-so/lich-lam-viec/")
    keep(page, "lich-lam-viec")
    page.get_by_role("link", name="Cơ quan nghỉ riêng hoặc làm việc rút ngắn").click()
    fill(
        page,
        name="Cắt điện để sửa trạm",
        since=f"{day:%d/%m/%Y}",
        until=f"{day + timedelta(days=1):%d/%m/%Y}",
    )
    fill(page, decision="TB 99/TB-BQL", reason="Đơn vị điện lực cắt điện cả ngày")
    send(page)
    keep(page, "xem-truoc-doi-lich", whole=True)


def voices(site: Site, page: Page) -> None:
    """Reflections and what people think of how they were served."""
    page.goto(f"{site.url}/phan-anh/")
    keep(page, "phan-anh")
    page.locator('main tbody a[href^="/phan-anh/"]').first.click()
    keep(page, "mot-phan-anh", whole=True)
    page.goto(f"{site.url}/phan-anh/hai-long/?ky=2026")
    keep(page, "hai-long")


def compared(site: Site, page: Page) -> None:
    """The province's export beside the agency's dossiers, with what differs."""
    page.goto(f"{site.url}/ho-so/doi-chieu/")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "xuat-tu-tinh.xlsx"
        since, until = _export(site.folder / "demo" / "dossiers-2021-2026.xlsx", path)
        page.set_input_files("#id_file", path)
        fill(page, since=f"{since:%d/%m/%Y}", until=f"{until:%d/%m/%Y}")
        send(page)
    keep(page, "cho-khac-voi-tinh", whole=True)


def _export(whole: Path, path: Path) -> tuple[date, date]:
    """A fortnight of the province's sheet: one dossier left out, one finished on another day, one unknown here."""
    book = openpyxl.load_workbook(whole)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows(max_row=12) if row[3].value)
    names = [str(cell.value).lower() for cell in head]
    received = next(at for at, name in enumerate(names) if "tiếp nhận" in name and "ngày" in name)
    finished = next(at for at, name in enumerate(names) if "kết quả" in name or "kết thúc" in name)
    code = next(at for at, name in enumerate(names) if "mã hồ sơ" in name or "số hồ sơ" in name)
    until = _day(sheet.cell(sheet.max_row - 300, received + 1).value) or date.max
    since = until - timedelta(days=14)
    for number in range(sheet.max_row, head[0].row, -1):
        day = _day(sheet.cell(number, received + 1).value)
        if day is None or not since <= day < until:
            sheet.delete_rows(number)
    first = head[0].row + 1
    sheet.delete_rows(first + 3)
    sheet.cell(first + 1, finished + 1).value = f"{until + timedelta(days=20):%d/%m/%Y} 09:00"
    sheet.cell(first + 2, code + 1).value = f"{sheet.cell(first + 2, code + 1).value}9"
    book.save(path)
    return since, until


def _day(value: object) -> date | None:
    """The day of a cell, when there is one."""
    if isinstance(value, datetime):
        return value.date()
    found = re.search(r"(\d{2})/(\d{2})/(\d{4})", str(value))
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None


def phone(site: Site, page: Page) -> None:
    """The same on a phone."""
    page.goto(f"{site.url}/lam-viec/?ky=2025")
    keep(page, "dien-thoai-bang-dieu-hanh")
    page.goto(f"{site.url}/ho-so/")
    keep(page, "dien-thoai-ho-so")


def photograph(site: Site, chromium: Browser) -> None:
    """All pictures, each group as the person who works there."""
    series: list[tuple[str, dict[str, int], Callable[[Site, Page], None]]] = [
        ("", WIDE, public),
        ("", WIDE, outside),
        ("head", WIDE, editing),
        ("", WIDE, gazette),
        ("leader", WIDE, figures),
        ("one_stop", WIDE, imports),
        ("reform", WIDE, reports),
        ("staff", WIDE, registers),
        ("one_stop", WIDE, desk),
        ("one_stop", WIDE, scans),
        ("one_stop", WIDE, together),
        ("leader", WIDE, watching),
        ("reform", WIDE, trials),
        ("reform", WIDE, closing),
        ("one_stop", WIDE, voices),
        ("one_stop", WIDE, compared),
        ("reform", WIDE, rooms.organisation),
        ("reform", WIDE, rooms.direction),
        ("legal", WIDE, rooms.legislation),
        ("staff", WIDE, rooms.people),
        ("finance", WIDE, rooms.finance),
        ("reform", WIDE, rooms.mine),
        ("leader", PHONE, phone),
    ]
    wanted = sys.argv[2:]
    for who, size, take in series:
        if wanted and take.__name__ not in wanted:
            continue
        page = chromium.new_page(viewport=size, locale="vi-VN", color_scheme="light")
        if who:
            if take is public or (who, take) == ("leader", figures):
                page.goto(f"{site.url}/tai-khoan/dang-nhap/")
                keep(page, "dang-nhap")
            site.sign_in(page, who)
        take(site, page)
        page.close()


def main() -> None:
    """Make the site when none is given, and photograph it."""
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        data = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "data"
        if len(sys.argv) == 1:
            told = run("demo", "--no-serve", folder=data)
            assert told.code == 0, told.told
        with served(data) as site:
            photograph(site, chromium)


if __name__ == "__main__":
    main()
