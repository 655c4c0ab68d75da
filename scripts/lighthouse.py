"""Ask Lighthouse about five public pages of the demonstration agency, and keep what it says as a table.

Usage: ``npm install lighthouse`` in a folder of its own, then
``.venv/bin/python scripts/lighthouse.py --lighthouse FOLDER/node_modules/.bin/lighthouse --url http://127.0.0.1:8765``
against a served agency (``minhchung demo``). Debian's Chromium is
asked, as a telephone on a slow line, Lighthouse's default.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import urllib.request
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parent.parent / "benchmarks" / "results" / "lighthouse.md"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AIM = 95


def main() -> None:
    """Print and keep the table; say each check that was not passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lighthouse", type=Path, required=True)
    parser.add_argument("--url", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--results", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    lines = [
        "# What Lighthouse says of five public pages",
        "",
        f"Measured {date.today():%d/%m/%Y} by `scripts/lighthouse.py` on {os.cpu_count()} shared cores.",  # noqa: TID251
        "",
        "| page | performance | accessibility | best practices | SEO | not passed |",
        "|---|--:|--:|--:|--:|---|",
    ]
    version = ""
    for path in pages(arguments.url):
        found = asked(arguments, path)
        version = found["lighthouseVersion"]
        scores = [round((found["categories"][each]["score"] or 0) * 100) for each in CATEGORIES]
        lines.append(f"| `{path}` | {' | '.join(map(str, scores))} | {', '.join(failed(found)) or '-'} |")
    lines += ["", f"Lighthouse {version}, aim {AIM} in each."]
    text = "\n".join([*lines, ""])
    print(text)  # noqa: T201
    arguments.results.write_text(text, encoding="utf-8")


def pages(url: str) -> Sequence[str]:
    """A page of each kind that people read most: home, list, procedure, promises, article."""
    return (
        "/",
        "/thu-tuc-hanh-chinh/",
        _first(url, "/thu-tuc-hanh-chinh/", r"/thu-tuc-hanh-chinh/[^\"/?]+/"),
        "/cam-ket/",
        _first(url, "/", r"/[a-z0-9-]+/[a-z0-9-]{12,}/"),
    )


def asked(arguments: argparse.Namespace, path: str) -> dict[str, Any]:
    """Lighthouse's report of a page."""
    done = subprocess.run(
        [
            str(arguments.lighthouse), arguments.url + path, "--output=json", "--quiet",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run",
        ],
        env={**os.environ, "CHROME_PATH": arguments.chromium}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def failed(found: dict[str, Any]) -> list[str]:
    """The checks of the four categories that count and were not passed."""
    counted = {
        each["id"] for name in CATEGORIES for each in found["categories"][name]["auditRefs"] if each["weight"]
    }
    return [
        f"{name} ({each['score']})"
        for name, each in found["audits"].items()
        if name in counted and each["score"] is not None and each["score"] < 0.9
    ]


def _first(url: str, page: str, form: str) -> str:
    with urllib.request.urlopen(url + page) as answer:  # noqa: S310
        found = re.search(rf'<main.*?href="({form})"', answer.read().decode(), re.S)
    if found is None:
        raise SystemExit(f"{page} leads to no {form}")
    return found[1]


if __name__ == "__main__":
    main()
