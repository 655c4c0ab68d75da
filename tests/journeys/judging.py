"""What axe-core says of a page, by the rules of WCAG 2.2 AA and its own good practice."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


def assert_faultless(page: Page) -> None:
    """No rule is broken on the page as it stands."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(rules).then(done => done.violations)", RULES)
    told = [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}" for each in found]
    assert not told, f"{page.url}: {told}"
