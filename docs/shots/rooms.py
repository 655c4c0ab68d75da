"""The rooms of the contents of reform: organisation, direction, legal documents, staff, finance, and one's own work."""

from __future__ import annotations

from playwright.sync_api import Page

from journeys.people import send
from journeys.standing import Site
from shots.camera import keep


def organisation(site: Site, page: Page) -> None:
    """The chart on the day of the merger, what moved, one that is prepared, and figures over it."""
    page.goto(f"{site.url}/don-vi/so-do/?ngay=2025-07-01")
    keep(page, "so-do-to-chuc", whole=True)
    page.goto(f"{site.url}/don-vi/sap-xep/1/")
    keep(page, "da-chuyen-don-vi-ke-thua", whole=True)
    page.goto(f"{site.url}/don-vi/sap-xep/3/")
    keep(page, "xem-truoc-sap-xep", whole=True)
    page.goto(f"{site.url}/don-vi/qua-sap-xep/?ky=2025")
    keep(page, "so-lieu-qua-sap-xep")


def direction(site: Site, page: Page) -> None:
    """A plan's table from Word, the tasks as cards and over time, one task with its evidence."""
    page.goto(f"{site.url}/chi-dao/ke-hoach/nhan-bang/")
    page.set_input_files("main input[type=file]", site.folder / "demo" / "du-thao-ke-hoach-cchc.docx")
    send(page)
    keep(page, "bang-ke-hoach-da-doc")
    page.goto(f"{site.url}/chi-dao/viec/?xem=the")
    keep(page, "nhiem-vu-dang-the")
    page.goto(f"{site.url}/chi-dao/viec/?xem=thoi-gian")
    keep(page, "nhiem-vu-theo-thoi-gian")
    page.goto(f"{site.url}/chi-dao/nhiem-vu/135/")
    keep(page, "mot-nhiem-vu")


def legislation(site: Site, page: Page) -> None:
    """A legal document with its validity, what hangs on it, the work of the legal officer, a review, the lists."""
    page.goto(f"{site.url}/van-ban-phap-luat/viec/")
    keep(page, "viec-cua-phap-che")
    page.goto(f"{site.url}/van-ban-phap-luat/van-ban/1/")
    keep(page, "mot-van-ban-phap-luat")
    page.goto(f"{site.url}/van-ban-phap-luat/van-ban/47/lien-he/")
    keep(page, "lien-he-va-hieu-luc")
    page.goto(f"{site.url}/van-ban-phap-luat/phieu/1/")
    keep(page, "phieu-ra-soat")
    page.goto(f"{site.url}/van-ban-phap-luat/ky-he-thong-hoa/2/")
    keep(page, "ky-he-thong-hoa")


def people(site: Site, page: Page) -> None:
    """Quota and presence, the table of 31 December, what was counted for a judgement."""
    page.goto(f"{site.url}/nhan-su/tong-hop/?ngay=31/12/2025")
    keep(page, "bien-che-va-co-mat")
    page.goto(f"{site.url}/nhan-su/thong-ke/?ngay=31/12/2025")
    keep(page, "thong-ke-31-12")
    page.goto(f"{site.url}/nhan-su/danh-gia/6/")
    keep(page, "phieu-danh-gia")


def finance(site: Site, page: Page) -> None:
    """The years drawn, and one year with its balance."""
    page.goto(f"{site.url}/tai-chinh/tong-quan/?nam=2025")
    keep(page, "tong-quan-tai-chinh")
    page.goto(f"{site.url}/tai-chinh/co-quan/11/")
    page.get_by_text("Cân đối năm 2025 (đồng)").scroll_into_view_if_needed()
    page.mouse.wheel(0, 330)
    keep(page, "can-doi-nam")


def mine(site: Site, page: Page) -> None:
    """What is due for me, the month, and finding anything by its words."""
    page.goto(f"{site.url}/viec-cua-toi/")
    keep(page, "viec-cua-toi")
    page.goto(f"{site.url}/viec-cua-toi/lich/")
    keep(page, "lich-viec")
    page.goto(f"{site.url}/lam-viec/")
    page.keyboard.press("Control+k")
    page.keyboard.type("kien nghi", delay=40)
    page.wait_for_timeout(1500)
    keep(page, "tim-nhanh")
