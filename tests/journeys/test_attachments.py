"""Files of a dossier in a real browser: papers ticked, files sent with a broken line, looked at, taken away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from journeys.people import People
from minhchung.ground.files.tests import samples

pytestmark = pytest.mark.needs("chromium")


def test_a_file_is_sent_over_a_broken_line_looked_at_and_taken_away(people: People) -> None:
    page = people.at("/ho-so/tiep-nhan/", "one_stop")
    page.select_option("#id_procedure", index=2)
    papers = page.locator("fieldset[data-papers]:visible")
    expect(papers).to_have_count(1)
    papers.get_by_role("checkbox").first.check()
    page.fill("#id_applicant_name", "Công ty Cà phê Đắk Nông")
    page.locator("main form button.btn").click()
    page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    expect(page.locator("main")).to_contain_text("Còn thiếu giấy tờ bắt buộc")
    page.get_by_role("link", name="Đính kèm tệp").click()
    refused: list[str] = []

    def break_once(route: Route) -> None:
        if route.request.method == "PATCH" and not refused:
            refused.append(route.request.url)
            route.fulfill(status=400, json={"offset": 0})
            return
        route.continue_()

    # A piece that is cut off is answered by 400; the page goes on by itself.
    page.route("**/tep/tai-len/**", break_once)
    large = samples.PDF[:-6] + b"% " + b"0123456789" * 300_000 + b"\n%%EOF\n"
    told = {"mimeType": "application/pdf"}
    page.set_input_files("#chon-tep", [{"name": "Giấy đề nghị.pdf", "buffer": large, **told}])
    page.locator("main form button.btn", has_text="Đính kèm").first.click()
    expect(page.get_by_role("heading", name="Trong hồ sơ")).to_be_visible(timeout=30_000)
    assert refused, "the line was broken"
    page.unroute("**/tep/tai-len/**")
    # The browser names the broken line; it is the only complaint.
    assert len(people.troubles) == 1 and "400" in people.troubles.pop()
    page.get_by_role("link", name="Giấy đề nghị.pdf", exact=True).click()
    expect(page.locator("iframe")).to_be_visible()
    page.get_by_role("link", name="Bỏ tệp").click()
    page.fill("#id_reason", "Quét nhầm hồ sơ khác")
    page.get_by_role("button", name="Bỏ tệp").click()
    expect(page.get_by_role("heading", name="Đã bỏ khỏi hồ sơ")).to_be_visible()
