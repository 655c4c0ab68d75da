"""The pages of a published report of a served agency, asked as nobody would: none of them breaks."""

from __future__ import annotations

import urllib.error
import urllib.request

from journeys.standing import Site
from minhchung.config.tests.test_crawl import QUERIES

PAGES = (
    "/cong-bo/1/",
    "/cong-bo/1/so-lieu/dossiers.kept_promise/",
    "/cong-bo/1/so-lieu/%ff/",
    "/cong-bo/1/tep/goi/",
    "/cong-bo/1/tep/khong-co/",
    f"/cong-bo/{'9' * 30}/",
    "/cong-bao/ket-qua/",
)
#: Reports are drawn from their bundles, which takes its time.
CASES = ("a great number", "another charset", "quotes and tags", "a list")


def test_no_page_of_a_report_breaks_by_its_query(site: Site) -> None:
    broken = []
    for path in PAGES:
        for case, query in {"as it is": "", **QUERIES}.items():
            try:
                with urllib.request.urlopen(
                    f"{site.url}{path}?{query}".partition("#")[0], timeout=60
                ) as answer:
                    assert answer.status < 400
            except urllib.error.HTTPError as refused:
                if refused.code >= 500:
                    broken.append(f"{refused.code} {path} ({case})")
    assert not broken, "\n".join(broken)
