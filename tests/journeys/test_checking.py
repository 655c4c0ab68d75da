"""A bundle checked in the visitor's browser: its verdict and its words are those of the command."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from journeys.standing import Site
from minhchung.reports import bundle
from minhchung.reports.verification import Verdict, verify

pytestmark = pytest.mark.needs("chromium")
Members = dict[str, bytes]
RECORDS = "facts/dossiers.parquet"


def sealed(members: Mapping[str, bytes], **more: Any) -> bytes:
    """The archive of these members under a manifest made anew, as a forger with the program would."""
    about = {**json.loads(members[bundle.MANIFEST]), **more}
    about = {name: value for name, value in about.items() if name not in ("files", "seal", "format")}
    rest = {name: content for name, content in members.items() if name != bundle.MANIFEST}
    manifest = bundle.manifest_of(rest, about)
    return bundle.packed({**rest, bundle.MANIFEST: bundle.canonical_json(manifest)})


def with_wrong_seal(members: Members) -> bytes:
    manifest = {**json.loads(members[bundle.MANIFEST]), "seal": "0" * 64}
    return bundle.packed({**members, bundle.MANIFEST: bundle.canonical_json(manifest)})


def with_another_number(members: Members) -> bytes:
    """The report's text tells one task more than the figures; all hashes and the seal are made again."""
    text = members["composition.json"].decode()
    key = text.index('"key":"plan.tasks"')
    begin, end = text.rindex("{", 0, key), text.index("}", key)
    cell = json.loads(text[begin : end + 1])
    cell["value"] += 1
    forged = text[:begin] + bundle.canonical_json(cell).decode().strip() + text[end + 1 :]
    return sealed({**members, "composition.json": forged.encode()})


def as_a_bomb(members: Members) -> bytes:
    """Two hundred megabytes in a few kilobytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("facts/all.parquet", "w") as member:
            for _ in range(200):
                member.write(bytes(2**20))
        archive.writestr(bundle.MANIFEST, members[bundle.MANIFEST])
    return buffer.getvalue()


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def flipped_record(members: Members) -> bytes:
    return flipped(bundle.packed(members), bundle.packed(members).index(members[RECORDS]) + 100)


CASES: dict[str, Callable[[Members], bytes]] = {
    "as it was frozen": bundle.packed,
    "sealed by somebody else": lambda members: sealed(
        members, frozen_by="𝄞 \u2028 ai đó", weight=[1.50, 1e22, -0.0]
    ),
    "one byte of a record changed": flipped_record,
    "a record changed and packed again": lambda members: bundle.packed(
        {**members, RECORDS: flipped(members[RECORDS], 100)}
    ),
    "a byte behind the end": lambda members: bundle.packed(members) + b"\0",
    "a file missing": lambda members: bundle.packed({k: v for k, v in members.items() if k != "report.pdf"}),
    "a file added": lambda members: bundle.packed({**members, "thêm.txt": b"x"}),
    "no manifest": lambda members: bundle.packed({k: v for k, v in members.items() if k != bundle.MANIFEST}),
    "a wrong seal": with_wrong_seal,
    "a number of the text changed, all sealed again": with_another_number,
    "sealed over unreadable figures": lambda members: sealed({**members, "figures.json": b"{"}),
    "a zip bomb": as_a_bomb,
    "no zip at all": lambda _members: b"PK\x03\x04 not a zip",
    "nothing": lambda _members: b"",
}


#: What passes all hashes is not given to the command here: it would reckon every figure again (tests/test_bundle.py).
BEYOND_HASHES = {
    "as it was frozen": Verdict(),
    "sealed by somebody else": Verdict(),
    "a number of the text changed, all sealed again": Verdict(
        failures=["plan.tasks (2016..2020): số trong báo cáo khác số tính từ dữ kiện."]
    ),
}


@pytest.fixture(scope="module")
def members(site: Site) -> Members:
    (path,) = (site.folder / "bao-cao").glob("*2016-2020.minhchung.zip")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_browser_says_what_the_command_says(
    site: Site, page: Page, members: Members, tmp_path: Path
) -> None:
    page.goto(f"{site.url}/cong-bao/tu-kiem-tra/")
    verdict = page.locator("[data-verdict]")
    for case, make in CASES.items():
        path = tmp_path / f"{case}.zip"
        path.write_bytes(make(members))
        said = BEYOND_HASHES.get(case) or verify(path)
        page.set_input_files("#goi", path)
        expect(verdict).to_contain_text(path.name)
        told = verdict.inner_text()
        assert ("KHÔNG nguyên vẹn" not in told) == said.passed, (case, said.failures, told)
        for failure in said.failures:
            assert failure.split(": File is not a zip")[0] in told, case
        known = case == "as it was frozen"
        assert ("Nguyên vẹn, đúng là báo cáo công bố ở đây" in told) == known, case
        assert ("không trùng với báo cáo nào công bố ở đây" in told) == (said.passed and not known), case
        assert not said.passed or f"{len(members) - 1} tệp khớp mã băm" in told


def test_a_dropped_bundle_is_checked_and_nothing_is_sent(site: Site, page: Page, members: Members) -> None:
    page.goto(f"{site.url}/cong-bao/tu-kiem-tra/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        """bytes => {
            const given = new DataTransfer();
            given.items.add(new File([new Uint8Array(bytes)], "tha.zip"));
            const zone = document.querySelector("[data-drop]");
            zone.dispatchEvent(new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true }));
        }""",
        list(members["report.pdf"][:5000]),
    )
    expect(page.locator("[data-verdict] h3")).to_have_text("Gói KHÔNG nguyên vẹn")
    assert [url for url in asked if "/static/" not in url] == []


def test_a_browser_that_cannot_check_tells_the_command(site: Site, page: Page) -> None:
    page.add_init_script("Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })")
    page.goto(f"{site.url}/cong-bao/tu-kiem-tra/")
    expect(page.locator("#goi")).to_be_hidden()
    expect(page.locator("[data-without]")).to_contain_text("Hãy kiểm tra bằng lệnh")
    expect(page.locator("main")).to_contain_text("minhchung verify")
