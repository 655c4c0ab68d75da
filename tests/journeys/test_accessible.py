"""Pages as axe-core judges them, by the rules of WCAG 2.2 AA and its own good practice: nothing to find fault with."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser

from journeys.judging import assert_faultless
from journeys.standing import Site

pytestmark = pytest.mark.needs("chromium")

EVERYBODY = ["/", "/hoi-dap/", "/cong-bo/1/", "/cong-bo/1/so-lieu/dossiers.kept_promise/?ky=2016..2020",
             "/tinh-thoi-han/?so=5&don_vi=working-day&luc=01/02/2027 09:00", "/tra-cuu/", "/gui-phan-anh/",
             "/thu-tuc-hanh-chinh/", "/thu-tuc-hanh-chinh/1.014199/", "/cam-ket/?ky=2025",
             "/cam-ket/1.014199/?ky=2025", "/du-lieu-mo/", "/tro-nang/",
             "/cong-bao/", "/cong-bao/ke-hoach/1/", "/cong-bao/bao-cao/", "/cong-bao/van-ban/?q=quy",
             "/cong-bao/ket-qua/?chi-so=declared.satisfaction", "/cong-bao/tu-kiem-tra/", "/cong-bao/he-thong-hoa/1/?danh-muc=A",
             "/cong-bao/doi-thoai/", "/cong-bao/doi-thoai/32/", "/cong-bao/niem-yet/",
             f"/cong-bao/niem-yet/{date.today()}/",
             "/tim-kiem/?q=giay phep", "/cai-cach-hanh-chinh/", "/gioi-thieu/", "/tai-khoan/dang-nhap/", "/khong-co-trang-nay/"]  # fmt: skip
AT_WORK = {
    "leader": ["/lam-viec/?ky=2025", "/ho-so/", "/ho-so/1/", "/ho-so/dieu-hanh/", "/ho-so/can-xem-lai/",
               "/chi-tieu/dossiers.kept_promise/?ky=2025", "/bao-cao/2/", "/ho-so/lich-lam-viec/",
               "/chi-dao/doi-thoai/32/"],
    "reform": ["/thu-tuc/93/mau-don/", "/chi-dao/viec/", "/chi-dao/viec/?xem=the", "/chi-dao/viec/?xem=thoi-gian",
               "/chi-dao/nhiem-vu/135/", "/chi-dao/ke-hoach/11/", "/chi-dao/ke-hoach/bang/1/", "/chi-dao/ke-hoach/de-xuat/",
               "/don-vi/so-do/?ngay=2025-06-30", "/don-vi/sap-xep/", "/don-vi/sap-xep/them/", "/don-vi/sap-xep/2/",
               "/don-vi/sap-xep/3/", "/don-vi/sap-xep/1/da-chuyen/units/", "/don-vi/qua-sap-xep/?ky=2025", "/don-vi/phan-cap/",
               "/nhan-su/cap-pho/",
               "/don-vi/kiem-tra-phan-cap/5/khac-phuc/"],
    "one_stop": ["/ho-so/tiep-nhan/", "/ho-so/truc-tuyen/", "/ho-so/so-theo-doi/", "/phan-anh/", "/phan-anh/hai-long/",
                 "/ho-so/hang-loat/", "/nhap-lieu/dossiers/"],
    "finance": ["/tai-chinh/tong-quan/?nam=2025", "/tai-chinh/co-quan/6/", "/tai-chinh/co-quan/11/khoa-so/",
                "/tai-chinh/phuong-an/2/", "/tai-chinh/phan-phoi/1/", "/tai-chinh/dau-tu/1/", "/tai-chinh/kien-nghi/1/",
                "/viec-cua-toi/", "/viec-cua-toi/lich/", "/tim/?q=kien nghi", "/lich-su/finance/recommendation/1/"],
    "staff": ["/nhan-su/nguoi/1/", "/nhan-su/nguoi/10/viec/thoi-lam-viec/", "/nhan-su/tong-hop/?ngay=31/12/2025",
              "/nhan-su/thong-ke/?ngay=31/12/2025", "/nhan-su/danh-gia/", "/nhan-su/danh-gia/1/",
              "/nhan-su/danh-gia/de-xuat/?nguoi=10&nam=2026&ky=Q1"],
    "legal": ["/van-ban-phap-luat/viec/", "/van-ban-phap-luat/van-ban/1/", "/van-ban-phap-luat/van-ban/47/lien-he/",
              "/van-ban-phap-luat/van-ban/1/viec/lien-quan/", "/van-ban-phap-luat/phieu/1/", "/van-ban-phap-luat/soan-thao/1/",
              "/van-ban-phap-luat/ky-he-thong-hoa/2/", "/van-ban-phap-luat/het-hieu-luc/2022/", "/thu-tuc/can-cu/het-hieu-luc/"],
    "it": ["/tai-khoan/nguoi-dung/", "/tai-khoan/quyen/", "/skin/", "/thong-bao/", "/tai-khoan/hai-buoc/",
           "/tai-khoan/hai-buoc/thiet-lap/"],
}  # fmt: skip


@pytest.mark.parametrize("look", ["light", "dark"])
def test_pages_for_everybody(site: Site, chromium: Browser, look: str) -> None:
    # As wide as a screen of 1280 pixels is at four times the size: nothing may need scrolling sideways (WCAG 1.4.10).
    size = {"width": 1280, "height": 860} if look == "light" else {"width": 320, "height": 780}
    page = chromium.new_page(viewport=size, locale="vi-VN", color_scheme=look)
    for path in EVERYBODY:
        page.goto(f"{site.url}{path}")
        assert_faultless(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.close()


@pytest.mark.parametrize("who", AT_WORK)
def test_pages_of_those_who_work(site: Site, chromium: Browser, who: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 860}, locale="vi-VN", color_scheme="light")
    site.sign_in(page, who)
    for path in AT_WORK[who]:
        page.goto(f"{site.url}{path}")
        assert_faultless(page)
    page.close()
