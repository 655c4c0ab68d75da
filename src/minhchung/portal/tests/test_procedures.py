"""The public pages of posted procedures: what a visitor reads, finds, prints and scans."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.dossiers.papers.marks import qr_svg
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.ground.files.actions import keep_checked
from minhchung.ground.files.tests.samples import office
from minhchung.legislation import actions as legislation
from minhchung.legislation.tests.cast import DONE, a_text
from minhchung.organisation.models import Succession, Unit, UnitVersion
from minhchung.procedures.actions import attach_form, go_on_without
from minhchung.procedures.models import Component, ProcedureBasis, ProcedureVersion, Process, ProcessStep
from minhchung.procedures.web.blanks import PURPOSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ProcedureVersion:
    version = a_procedure(a_board())
    version.posted_web_on = date(2020, 1, 1)
    version.decision = "QĐ 12/QĐ-UBND"
    version.save()
    return version


def page(client: Client, key: str = "1.000105") -> str:
    return client.get(reverse("portal:procedure", args=[key])).content.decode()


def test_a_visitor_reads_every_part_and_what_is_not_entered_says_so(
    client: Client, version: ProcedureVersion
) -> None:
    told = page(client)
    for words in (version.name, "1.000105", "QĐ 12/QĐ-UBND", "05 ngày làm việc", "Ban Quản lý", "01/01/2020"):
        assert words in told
    assert told.count("chưa nhập") == 10, "six texts, papers, sets, forms and the fee are not entered"
    version.sets, version.conditions = 3, "Đủ 18 tuổi"
    version.save()
    assert "Số bộ hồ sơ: 3" in page(client) and "Đủ 18 tuổi" in page(client)
    Component.objects.create(version=version, number=1, name="Tờ khai đề nghị", form="Mẫu 01/ĐN", originals=1)
    told = page(client)
    assert "Tờ khai đề nghị" in told and "<li>Mẫu 01/ĐN" in told


def test_a_visitor_is_told_that_no_new_dossiers_are_taken(client: Client, version: ProcedureVersion) -> None:
    text = a_text("12/2019/QĐ-UBND", date(2019, 5, 1))
    basis = ProcedureBasis.objects.create(version=version, document=text)
    assert "ngừng nhận hồ sơ mới" not in page(client)
    legislation.end(document=text.pk, on=date(2026, 4, 1), cause="repealed", reason="QĐ 9/2026", **DONE)
    told = page(client)
    assert "Đang ngừng nhận hồ sơ mới" in told
    assert "Quyết định 12/2019/QĐ-UBND, đã hết hiệu lực từ 01/04/2026" in told
    go_on_without(basis=basis.pk, allowed_by="Điều 30 QĐ 9/2026", **DONE)
    assert "ngừng nhận hồ sơ mới" not in page(client)


def test_who_settles_is_who_stands_in_the_units_place_today(
    client: Client, version: ProcedureVersion
) -> None:
    heir = Unit.objects.create(code="MOI", kind="agency")
    UnitVersion.objects.create(unit=heir, name="Ban Quản lý mới", since=date(2025, 7, 1))
    Succession.objects.create(
        predecessor=version.procedure.settled_by, successor=heir, on=date(2025, 7, 1), kind="merge"
    )
    assert "Ban Quản lý mới" in page(client)


def test_the_process_is_drawn_without_a_way_into_the_staffs_pages(
    client: Client, version: ProcedureVersion
) -> None:
    process = Process.objects.create(version=version, since=date(2021, 1, 1))
    ProcessStep.objects.create(process=process, number=1, name="Tiếp nhận", unit_name="Một cửa", minutes=240)
    told = page(client)
    assert (
        "<svg" in told
        and "Tiếp nhận" in told
        and reverse("procedures:process", args=[process.pk]) not in told
    )


def test_what_is_not_posted_is_not_there_in_plain_words(client: Client, version: ProcedureVersion) -> None:
    ProcedureVersion.objects.update(posted_web_on=None)
    for name in ("portal:procedure", "portal:procedure_qr"):
        answer = client.get(reverse(name, args=[version.procedure.key]))
        assert answer.status_code == 404
    assert "Không có thủ tục này trong các thủ tục đang được công khai" in page(client)
    assert version.name not in client.get(reverse("portal:procedures")).content.decode()


def test_the_list_finds_without_marks_and_leads_to_the_page(
    client: Client, version: ProcedureVersion
) -> None:
    told = client.get(reverse("portal:procedures") + "?q=giay+phep").content.decode()
    assert f'href="{reverse("portal:procedure", args=["1.000105"])}"' in told and "1 thủ tục" in told
    assert "Không có thủ tục nào khớp" in client.get(reverse("portal:procedures") + "?q=xyz").content.decode()


def test_the_qr_code_leads_to_the_public_address(
    client: Client, version: ProcedureVersion, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://mot-cua.example"
    answer = client.get(reverse("portal:procedure_qr", args=["1.000105"]))
    assert answer.headers["Content-Type"] == "image/svg+xml"
    address = "https://mot-cua.example/thu-tuc-hanh-chinh/1.000105/"
    drawn = re.search(r' d="([^"]+)"', qr_svg(address))
    assert drawn and drawn[1] in answer.content.decode() and "#fff" in answer.content.decode()
    assert address in page(client)


def test_a_code_of_any_letters_has_its_page(client: Client, version: ProcedureVersion) -> None:
    version.procedure.key = key = "12/TTHC Đầu tư #1"
    version.procedure.save()
    assert quote(key) in client.get(reverse("portal:procedures")).content.decode()
    assert version.name in page(client, key)


def test_no_page_of_a_procedure_names_an_applicant(client: Client, version: ProcedureVersion) -> None:
    a_dossier(version, at("2026-03-02T09:00"), applicant_name="Lò Thị Mẩy", phone="0912345678")
    assert "Lò Thị Mẩy" not in page(client) and "0912345678" not in page(client)


def test_a_long_list_goes_by_pages(client: Client, version: ProcedureVersion) -> None:
    for number in range(101):
        version.procedure.pk = version.pk = None
        version.procedure.key = version.procedure.national_code = f"2.{number:06d}"
        version.procedure.save()
        version.procedure_id = version.procedure.pk
        version.save()
    first, second = (client.get(reverse("portal:procedures") + f"?trang={n}").content for n in (1, 2))
    assert b"2.000000" in first and b"2.000100" in second and b"2.000100" not in first
    assert len(first) < 100_000


def test_a_form_is_downloaded_while_its_version_is_posted_and_by_nobody_after(
    client: Client, version: ProcedureVersion
) -> None:
    paper = Component.objects.create(version=version, number=1, name="Tờ khai", form="Mẫu 01", originals=1)
    Component.objects.create(version=version, number=2, name="Đề án", form="Mẫu 02", originals=1)
    told = page(client)
    assert told.count("chưa có tệp để tải") == 2 and "nơi tiếp nhận hồ sơ của Ban Quản lý" in told
    written = office()  # the moment stands in it
    kept, _warnings = keep_checked(
        [written], name="mau-01.docx", purpose=PURPOSE, scanner=None, by="lan", at=at("2026-01-05T09:00")
    )
    attach_form(component=paper.pk, file=kept.pk, by="lan", at=at("2026-01-05T09:00"))
    url, told = reverse("portal:procedure_form", args=["1.000105", paper.pk]), page(client)
    assert f'href="{url}"' in told and "mau-01.docx" in told and told.count("chưa có tệp để tải") == 1
    answer = client.get(url)
    assert b"".join(answer.streaming_content) == written and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'attachment; filename="mau-01.docx"'
    assert client.get(reverse("files:download", args=[kept.pk])).status_code in (302, 403, 404)
    other = reverse("portal:procedure_form", args=["1.000105", paper.pk + 1])
    assert client.get(other).status_code == 404, "a paper without a file"
    ProcedureVersion.objects.update(posted_web_on=None)
    assert client.get(url).status_code == 404
    ProcedureVersion.objects.update(posted_web_on=date(2020, 1, 1), until=date.today())
    assert client.get(url).status_code == 404, "the version is no longer in force"
