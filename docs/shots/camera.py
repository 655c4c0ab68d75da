"""Photographing a window into the folder of the guide's pictures."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page

PICTURES = Path(__file__).resolve().parent.parent / "huong-dan" / "hinh"


def keep(page: Page, name: str, *, whole: bool = False) -> None:
    """Photograph the window, or the whole page."""
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=whole)
    sys.stdout.write(f"{path.name} {path.stat().st_size // 1024} kB\n")
