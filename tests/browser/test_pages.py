"""Every page of the desk, in both languages, as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.browser.watched_for_tests import PHONE, WIDE, Watched
from tocsin.briefing.pages import PAGES
from tocsin.language import Language

REFUSED = "nothing"
OWN = """language => {
  const copy = document.querySelector("body").cloneNode(true);
  const foreign = `[lang]:not([lang=${language}]), .code, blockquote, script`;
  copy.querySelectorAll(foreign).forEach(each => each.remove());
  return copy.textContent;
}"""
"""The words of a page that are the desk's own, and in its language."""
BROKEN = r"""() => {
  const range = document.createRange(), found = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest("th, td")) continue;
    for (const word of walk.currentNode.data.matchAll(/[\p{L}\p{N}]{2,16}/gu)) {
      range.setStart(walk.currentNode, word.index);
      range.setEnd(walk.currentNode, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
      if (lines.size > 1) found.push(word[0]);
    }
  }
  return found;
}"""


def kind(path: str) -> str:
    """What kind of page an address leads to: the page's name, without what it is about."""
    return path.split("/")[2]


def addresses(watched: Watched, language: Language) -> Iterator[str]:
    """One address of each kind of page that a link of the desk leads to, found by following them;
    then one that there is not.
    """
    waiting, seen = [f"/{language}/overview"], {"overview"}
    while waiting:
        address = waiting.pop(0)
        yield address
        # links of a picture have no pathname of their own
        links = watched.page.locator(f"a[href^='/{language}/']:not([download])").evaluate_all(
            "all => all.map(each => new URL(each.getAttribute('href'), location).pathname)"
        )
        for path in links:
            if kind(path) not in seen:
                seen.add(kind(path))
                waiting.append(path)
    assert seen >= {*PAGES, "inbox"}
    yield f"/{language}/{REFUSED}"


def read(watched: Watched, language: Language, address: str) -> None:
    """What a page says of itself."""
    page = watched.open(address)
    assert page.get_attribute("html", "lang") == language
    title = page.title()
    assert (" – " in title) or kind(address) == REFUSED
    assert len(page.query_selector_all("h1, main h2")) >= 1
    text = page.evaluate(OWN, str(language))
    # a value that was never filled in, or a template's own syntax
    assert not re.search(r"\{\{|\}\}|\{%|\bNone\b|\bnan\b|undefined", text), address
    if language is Language.FR:
        assert "'" not in text, address


@pytest.mark.parametrize("language", list(Language))
def test_every_page_is_sound(
    watched: Watched, language: Language, subtests: pytest.Subtests
) -> None:
    for address in addresses(watched, language):
        with subtests.test(page=address):
            watched.faults.clear()
            watched.show(WIDE, "light")
            read(watched, language, address)
            assert broken(watched) == []
            assert watched.violations() == []
            watched.show(PHONE, "dark")
            assert watched.overflow() <= 0
            assert watched.violations() == []
            watched.show((794, 1123), "dark", "print")
            assert watched.overflow() <= 0
            assert not watched.page.is_visible("nav")
            assert paper(watched) == "rgb(255, 255, 255)"
            assert watched.faults == []


def broken(watched: Watched) -> list[str]:
    """Words of usual length in tables that stand on two lines."""
    words: list[str] = watched.page.evaluate(BROKEN)
    return words


def paper(watched: Watched) -> str:
    """The colour of the ground."""
    colour: str = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour
