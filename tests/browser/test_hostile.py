"""A feed, a document and a case that mean harm: nothing runs, all of it is shown as text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Browser, expect

import tocsin
from tests.browser.desks_for_tests import served
from tests.browser.test_pages import addresses
from tests.browser.watched_for_tests import PHONE, WIDE, Watched, decide, watching
from tocsin.language import Language

HARM = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "svg": "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>",
    "link": '<a href="javascript:alert(1)">read this</a>',
    "breakout": "\"'></title></select></svg><script>alert(1)</script>",
    "template": "{{ 7*7 }} {% include 'x' %} ${7*7} __proto__",
    "long word": "W" * 300,
}
"""What a stranger may write, by its kind; each is to be read as it stands."""
BIDI = "minutes\u202egpj.exe"
"""A mark that reverses the order of reading; a space takes its place."""
SPOKEN = ("en", "fr", "title", "publisher", "note")
"""The keys of a case under which words for people stand."""


def feed() -> str:
    """An Atom feed of an entry for each harm."""
    entry = (
        "<entry><title>{}</title><summary>{}</summary><link href='javascript:alert(1)'/>"
        "<updated>2025-10-20T00:00:00Z</updated><id>urn:{}</id></entry>"
    )
    # a title is HTML by its own account: what is to be read as text is escaped twice
    shown = [
        entry.format(*[escape(escape(f"{kind}: {text}"))] * 2, escape(kind))
        for kind, text in {**HARM, "bidi": BIDI}.items()
    ]
    name = escape(escape(HARM["script"]))
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{name}</title><id>urn:x</id>"
        f"<updated>2025-10-20T00:00:00Z</updated>{''.join(shown)}</feed>"
    )


def harmed(value: Any, text: str, spoken: bool = False) -> Any:
    """A case's data with a harm added to all words for people."""
    match value:
        case dict():
            return {key: harmed(one, text, key in SPOKEN) for key, one in value.items()}
        case list():
            return [harmed(one, text, spoken) for one in value]
        case str() if spoken:
            return f"{value} {text}"
    return value


def plant(folder: Path) -> Path:
    """A workspace with a hostile case, a hostile inbox and a decision in hostile words."""
    space = tocsin.init(folder / "desk").root
    home = space / "cases" / "hostile"
    home.mkdir(parents=True)
    kinds = [*HARM.values()]
    for number, file in enumerate(
        sorted(files("tocsin").joinpath("cases/river").iterdir(), key=str)
    ):
        if file.name.endswith(".yaml") and file.name != "wording.yaml":
            content = yaml.safe_load(file.read_text(encoding="utf-8"))
            if file.name == "case.yaml":
                content["id"] = "hostile"
            (home / file.name).write_text(
                yaml.safe_dump(harmed(content, kinds[number % len(kinds)]), allow_unicode=True)
            )
    (folder / "feed.xml").write_text(feed(), encoding="utf-8")
    tocsin.collect("feed", space, origin=folder / "feed.xml")
    (folder / "note.txt").write_bytes(b"bell \x07 escape \x1b[31m red, and \xe2\x80\xaethe end")
    tocsin.collect("document", space, origin=folder / "note.txt")
    script = next(each for each in tocsin.inbox(space).proposals if "script:" in each.title)
    tocsin.accept(
        space, script.id, node="border", level="settled", case="hostile",
        by=HARM["handler"], why=HARM["breakout"],
    )  # fmt: skip
    return Path(space)


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    space = plant(tmp_path_factory.mktemp("hostile"))
    with served("hostile", space) as address:
        yield address


@pytest.fixture
def victim(browser: Browser, hostile: str) -> Iterator[Watched]:
    with watching(browser, hostile) as made:
        yield made


def unharmed(watched: Watched) -> None:
    """Nothing ran, and no element or attribute of a stranger's is there."""
    page = watched.page
    assert page.evaluate("window.ran") == 0
    assert page.locator("script:not([src^='/static/']), img, iframe, object, animate").count() == 0
    assert page.locator("a[href^='javascript' i]").count() == 0
    handlers = "[...document.querySelectorAll('*')].filter(each => [...each.attributes].some(a => "
    assert page.evaluate(handlers + "a.name.startsWith('on'))).length") == 0
    assert watched.faults == []


def test_nothing_of_a_hostile_case_runs_or_breaks_a_page(
    victim: Watched, subtests: pytest.Subtests
) -> None:
    for address in addresses(victim, Language.EN):
        with subtests.test(page=address):
            victim.show(WIDE)
            victim.open(address)
            unharmed(victim)
            assert victim.overflow() <= 0
            victim.show(PHONE)
            assert victim.overflow() <= 0


def test_what_a_feed_says_is_read_as_it_stands(victim: Watched) -> None:
    page = victim.open("/fr/inbox?every=true")
    unharmed(victim)
    shown = page.inner_text("main")
    for kind, text in HARM.items():
        assert f"{kind}: {text}" in shown
    assert "minutes gpj.exe" in shown
    assert "bell   escape  [31m red, and  the end" in page.text_content("main").replace("\n", " ")  # type: ignore[union-attr]
    assert HARM["handler"] in shown
    assert HARM["breakout"] in shown
    for mark in "\u202e\x07\x1b":
        assert mark not in page.content()


def test_an_item_in_hostile_words_can_be_decided_like_any_other(victim: Watched) -> None:
    page = victim.open("/en/inbox")
    item = page.locator("article", has_text="svg: ").first
    decide(item, "reject", by=HARM["script"], why=HARM["svg"])
    victim.open("/en/inbox")
    expect(page.locator("article", has_text="svg: ")).to_have_count(0)
    unharmed(victim)


@pytest.mark.parametrize("text", [HARM["script"], HARM["breakout"], HARM["template"]])
def test_nothing_of_an_address_runs(victim: Watched, text: str) -> None:
    asked = quote(text, safe="")
    for address in (f"/en/{asked}", f"/en/overview?as_of={asked}", f"/en/what-if?set={asked}",
                    f"/fr/why/{asked}", f"/{asked}/overview"):  # fmt: skip
        victim.page.goto(victim.base + address)
        unharmed(victim)
