"""Takes the pictures of the user's guide: ``.venv/bin/python docs/screenshots.py [DATA_DIR]``.

Makes the demonstration agency in a temporary folder (or takes the one in DATA_DIR), serves it, and photographs the
screens into ``docs/huong-dan/hinh`` with Debian's Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from journeys.standing import Site, browser, demonstrate, served  # noqa: E402

PICTURES = HERE / "huong-dan" / "hinh"
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 780}


def keep(page: Page, name: str, *, whole: bool = False) -> None:
    """Photograph the window, or the whole page."""
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=whole)
    sys.stdout.write(f"{path.name} {path.stat().st_size // 1024} kB\n")


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
        ("leader", WIDE, figures),
        ("one_stop", WIDE, imports),
        ("reform", WIDE, reports),
        ("staff", WIDE, registers),
        ("one_stop", WIDE, desk),
        ("leader", PHONE, phone),
    ]
    for who, size, take in series:
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
            demonstrate(data)
        with served(data) as site:
            photograph(site, chromium)


if __name__ == "__main__":
    main()
