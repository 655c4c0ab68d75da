"""People of the agency, each with a window of his own, and what their hands do at the desk."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from journeys.standing import Site, watched

APPLICANT = "Công ty Cà phê Đắk Nông"


class People:
    """Windows by the name of the person; each signs in once."""

    def __init__(self, chromium: Browser, site: Site, signed_in: dict[tuple[str, str], Any]) -> None:
        self.chromium, self.site, self.signed_in = chromium, site, signed_in
        self.past: dict[str, Any] = json.loads((site.folder / "past.json").read_text(encoding="utf-8"))
        self.troubles: list[str] = []
        self._contexts: list[BrowserContext] = []
        self._pages: dict[str, Page] = {}

    def window(self, name: str) -> Page:
        """The window of a person, signed in; "" is somebody from outside."""
        if name not in self._pages:
            key = (self.site.url, name)
            context = self.chromium.new_context(
                viewport={"width": 1280, "height": 860}, locale="vi-VN", storage_state=self.signed_in.get(key)
            )
            watched(context, self.site, self.troubles)
            self._contexts.append(context)
            self._pages[name] = context.new_page()
            if name and key not in self.signed_in:
                self.site.sign_in(self._pages[name], name)
                self.signed_in[key] = context.storage_state()
        return self._pages[name]

    def at(self, path: str, name: str) -> Page:
        """The window of a person, opened at an address of the site."""
        page = self.window(name)
        page.goto(path if path.startswith("http") else f"{self.site.url}{path}")
        return page

    def of_the_past(self, part: str) -> str:
        """The address of the dossier that has a part in a walk."""
        return f"{self.site.url}/ho-so/{self.past[part]}/"

    def close(self) -> None:
        """Everybody goes home."""
        for context in self._contexts:
            context.close()

    def file(self, channel: str = "direct", **typed: str) -> str:
        """The one-stop writes down a dossier; its address."""
        page = self.at("/ho-so/", "one_stop")
        page.get_by_role("link", name="Tiếp nhận hồ sơ", exact=True).click()
        page.select_option("#id_procedure", self.past["procedure"])
        page.select_option("#id_channel", channel)
        fill(page, applicant_name=APPLICANT, **typed)
        send(page)
        page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
        return page.url

    def do(self, name: str, url: str, button: str, **typed: str) -> Page:
        """A person opens a dossier, chooses a deed, fills it in, sends it, and is told that it is done."""
        page = self.tried(name, url, button, **typed)
        expect(page).to_have_url(url)
        expect(page.locator("body")).to_contain_text("Đã xong")
        return page

    def tried(self, name: str, url: str, button: str, **typed: str) -> Page:
        """The same, however it ends."""
        page = self.at(url, name)
        page.locator("main").get_by_role("link", name=button, exact=True).click()
        fill(page, **typed)
        send(page)
        return page


def fill(page: Page, **typed: str) -> None:
    """Type into the fields of a form; a number chooses from a list by its place, a text by what it says."""
    for name, value in typed.items():
        field = page.locator(f"#id_{name}")
        match field.evaluate("field => field.type"):
            case "select-one" if value.isdecimal():
                field.select_option(index=int(value))
            case "select-one":
                field.select_option(value)
            case None:  # a group of choices
                field.locator(f'input[value="{value}"]').check()
            case "checkbox":
                field.check()
            case _:
                field.fill(value)


def send(page: Page) -> None:
    """Send the form of the page."""
    page.locator("main form button.btn:not(.btn--quiet)").last.click()
    page.wait_for_load_state()


def main(page: Page) -> Locator:
    """What the page is about."""
    return page.locator("main")


def fact(page: Page, label: str) -> str:
    """What a page says beside a label of its facts; "" when it has no such label."""
    found = page.locator("dl.facts dt", has_text=re.compile(f"^{re.escape(label)}$")).first
    if not found.count():
        return ""
    return found.locator("xpath=following-sibling::dd[1]").inner_text().strip()


def assert_state(page: Page, words: str) -> None:
    """The dossier stands in that state and says so."""
    assert fact(page, "Trạng thái") == words


def assert_told(page: Page, *words: str) -> None:
    """The story of the dossier holds these words."""
    for each in words:
        expect(page.locator("main .timeline").first).to_contain_text(each)


def offered(page: Page, button: str) -> bool:
    """Whether the page has a button for a deed."""
    return page.locator("main").get_by_role("link", name=button, exact=True).count() > 0
