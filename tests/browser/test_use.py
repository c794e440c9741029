"""The desk as a person uses it: keyboard, dates, languages, long work, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desks_for_tests import MANY, served
from tests.browser.watched_for_tests import PHONE, Watched, decide, watching
from tests.workflows.workspaces_for_tests import SIGNED
from tests.workflows.workspaces_for_tests import desk as workspace

FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), look = getComputedStyle(at);
  const hit = r => document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2);
  return { path: [...document.querySelectorAll('*')].indexOf(at), tag: at.tagName,
    text: at.textContent.slice(0, 40),
    ring: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
    seen: box.left >= 0 && box.top < innerHeight && box.bottom > 0,
    free: box.height > 100 || [...at.getClientRects()].some(r => at.contains(hit(r))),
    main: document.querySelector('main').contains(at) };
}"""
"""What has the focus, whether its ring is drawn, and whether it can be seen uncovered."""


DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Resolves when what a key has changed is on the screen: the page scrolls with the next frame."""


@pytest.fixture(scope="module")
def busy(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk whose work takes longer than a page waits for it."""
    with served("river", workspace(tmp_path_factory.mktemp("busy")).root, MANY) as address:
        yield address


def test_the_first_key_leads_past_the_navigation(watched: Watched) -> None:
    page = watched.open("/en/why")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["main"]


@pytest.mark.parametrize("address", ["/en/overview", "/fr/what-if", "/en/inbox"])
@pytest.mark.parametrize("size", [(1280, 900), PHONE])
def test_the_keyboard_goes_through_a_page_in_order(
    watched: Watched, address: str, size: tuple[int, int]
) -> None:
    watched.show(size)
    page = watched.open(address)
    places: list[int] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        page.evaluate(DRAWN)
        now = page.evaluate(FOCUS)
        if now["tag"] == "BODY":
            break
        assert now["ring"], (address, now)
        assert now["seen"], (address, now)
        assert now["free"], (address, now)
        if not places or places[-1] != now["path"]:  # a date has fields of its own
            places.append(now["path"])
    assert places == sorted(places)
    assert len(places) > 10


def test_a_page_can_be_left_and_found_again_by_its_address(watched: Watched) -> None:
    page = watched.open("/en/overview")
    page.locator("nav a[aria-current=page]").wait_for()
    page.get_by_role("navigation").get_by_role("link").nth(1).click()
    page.wait_for_url("**/en/why")
    page.go_back()
    page.wait_for_url("**/en/overview")


def test_the_whole_desk_goes_back_to_a_day(watched: Watched) -> None:
    page = watched.open("/en/timeline")
    page.fill("#as-of", "2025-07-01")
    page.locator("form.known button").click()
    page.wait_for_url("**/en/timeline?as_of=2025-07-01")
    expect(page.locator(".back")).to_contain_text("1 July 2025")
    page.get_by_role("navigation").get_by_role("link").nth(2).click()
    page.wait_for_url("**/en/triggers?as_of=2025-07-01")
    page.locator(".tongue a").click()
    page.wait_for_url("**/fr/triggers?as_of=2025-07-01")
    assert page.get_attribute("html", "lang") == "fr"
    expect(page.locator(".back")).to_contain_text("1er juillet 2025")
    watched.whole()
    page.locator(".back a").click()
    page.wait_for_url("**/fr/triggers")
    expect(page.locator(".back")).to_have_count(0)
    watched.whole()


def test_what_takes_longer_says_how_far_it_is_and_comes_by_itself(
    browser: Browser, busy: str
) -> None:
    with watching(browser, busy) as watched:
        page = watched.page
        page.goto(f"{watched.base}/en/why?as_of=2025-05-03")
        bar = page.locator(".progress")
        expect(bar).to_be_visible()
        expect(bar.locator("progress")).not_to_have_attribute("value", "0")
        watched.whole()
        expect(bar).to_be_hidden()
        expect(page.locator("#reasons table")).not_to_have_count(0)
        assert page.url.endswith("/en/why?as_of=2025-05-03")


def test_long_work_can_be_given_up_and_asked_for_again(browser: Browser, busy: str) -> None:
    with watching(browser, busy) as watched:
        page = watched.page
        page.goto(f"{watched.base}/en/why?as_of=2025-05-04")
        page.locator(".progress button").click()
        watched.whole()
        expect(page.locator(".pending").first).to_contain_text(
            page.get_attribute("main", "data-cancelled") or "?"
        )
        expect(page.locator(".progress")).to_be_hidden()
        watched.open("/en/why?as_of=2025-05-04")
        expect(page.locator("#reasons table")).not_to_have_count(0)


def test_from_the_overview_to_what_moved_the_figure_in_three_clicks(watched: Watched) -> None:
    page = watched.open("/en/overview")
    page.locator("a[href^='/en/why#row-']").first.click()
    watched.whole()
    row = page.locator("tr:target")
    expect(row).to_be_in_viewport()
    row.locator("a.cite").first.click()
    watched.whole()
    expect(page.locator(":target")).to_be_in_viewport()


def test_accepting_a_proposal_moves_the_curve(browser: Browser, tmp_path: Path) -> None:
    space = workspace(tmp_path, SIGNED).root
    with served("river", space) as address, watching(browser, address) as watched:
        page = watched.open("/en/overview")
        before = figures(watched)
        page.get_by_role("navigation").get_by_role("link", name="Inbox").click()
        item = page.locator("article").first
        decide(item, "accept", shows="border=settled", by="Ana", why="both say so")
        watched.open("/en/inbox")
        expect(page.locator("article")).to_have_count(0)
        watched.open("/en/overview")
        after = figures(watched)
        assert after[0] != before[0]
        assert after[1] != before[1]


def figures(watched: Watched) -> tuple[list[str], list[str]]:
    """The headline figures of the overview, and the lines of its curves."""
    page = watched.page
    lines = page.locator("#probabilities .wide path").evaluate_all(
        "all => all.map(each => each.getAttribute('d'))"
    )
    return page.locator(".key .value").all_inner_texts(), lines
