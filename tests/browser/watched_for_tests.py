"""A page in a browser that notes everything a user would call broken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

WIDE, PHONE = (1280, 900), (360, 740)
"""Width and height of the two screens, in CSS pixels."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""The rules of axe for WCAG 2.2, levels A and AA."""
RAN = "window.ran = 0; window.alert = () => { window.ran += 1; };"
"""Counts what foreign text could have run."""


@dataclass
class Watched:
    """A page of the desk at ``base``; ``faults`` fills with errors and requests elsewhere."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(RAN)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))

    def open(self, address: str) -> Page:
        """Go to an address of the desk and wait until every section is there."""
        self.page.goto(self.base + address)
        self.whole()
        return self.page

    def whole(self) -> None:
        """Wait until no section is being computed."""
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0, timeout=60_000)

    def show(self, size: tuple[int, int], scheme: Any = "light", media: Any = "screen") -> None:
        """Choose screen, colour scheme and medium."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(color_scheme=scheme, media=media)

    def overflow(self) -> int:
        """Pixels by which the page is wider than its screen."""
        wider: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wider

    def violations(self) -> list[str]:
        """What axe finds against WCAG 2.2 A and AA."""
        rules = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        found = Axe().run(self.page, options=rules).response["violations"]
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found
            for node in each["nodes"]
        ]

    def _console(self, message: ConsoleMessage) -> None:
        # a refusal is a page with its status, which the browser notes as a failed load
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.faults.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.faults.append(f"request elsewhere: {request.url}")


def decide(item: Locator, verdict: str, shows: str | None = None, **words: str) -> None:
    """Fill in the form of an item of the inbox that leads to a verdict, and send it."""
    form = item.locator(f"form:has(button[value={verdict}])")
    item.locator(f"details:has(button[value={verdict}]) > summary").click()
    if shows is not None:
        form.locator("select[name=shows]").select_option(shows)
    for name, text in words.items():
        form.locator(f"[name={name}]").fill(text)
    form.locator(f"button[value={verdict}]").click()
    item.page.wait_for_load_state()


@contextmanager
def watching(browser: Browser, desk: str) -> Iterator[Watched]:
    """A new page of a desk, with no memory of earlier ones; it must have noted nothing."""
    context = browser.new_context(
        viewport={"width": WIDE[0], "height": WIDE[1]}, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    made = Watched(context.new_page(), desk)
    yield made
    context.close()
    assert made.faults == []
