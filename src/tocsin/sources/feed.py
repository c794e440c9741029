"""RSS and Atom: the entries of a feed.

feedparser reads what real feeds are like. It gets bytes, never an address, and no feed that
declares entities: those are how a feed would have files of this machine read out, or grow without
end.
"""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import feedparser

from tocsin.errors import SourceError
from tocsin.sources.found import Found, squeezed

LIMIT = 20 << 20
"""Bytes of a feed."""
TEXT = 20_000
"""Characters of an entry that are kept."""
DECLARATION = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
SILENT = frozenset({"script", "style", "head", "template"})


def entries(place: str, content: bytes, type_: str = "") -> list[Found]:
    """What a feed holds, in its own order; entries without a title and a text are no entries.

    Raises:
        SourceError: no feed, or one that declares entities.
    """
    # an encoding of two or four bytes a character would hide a declaration
    if DECLARATION.search(content.replace(b"\0", b"")):
        raise SourceError(
            f"{place} declares entities, as a feed never needs; it was not read. "
            "Tell its publisher, or leave it out"
        )
    parsed: Any = feedparser.parse(
        BytesIO(content), response_headers={"content-type": type_, "content-location": place}
    )
    if not parsed.get("version"):
        raise SourceError(f"{place} is no RSS or Atom feed; look at the address in a browser")
    feed = parsed.feed
    return [
        one
        for entry in parsed.entries
        if (one := _entry(entry, squeezed(feed.get("title", "")), feed.get("language"))) is not None
    ]


def _entry(entry: Any, publisher: str, language: str | None) -> Found | None:
    bodies = [body.get("value", "") for body in entry.get("content", [])]
    text = max(map(plain, [entry.get("summary", ""), *bodies]), key=len)
    title = squeezed(plain(entry.get("title", ""))) or squeezed(text)[:120]
    if not title:
        return None
    own = entry.get("source", {}).get("title")
    return Found(
        title=title[:1000],
        text=text[:TEXT],
        url=_address(entry.get("link")),
        publisher=(squeezed(own or "") or publisher)[:1000] or None,
        published=_day(_parsed(entry, "published_parsed") or _parsed(entry, "updated_parsed")),
        language=_language(entry.get("language") or language),
    )


def _address(link: str | None) -> str | None:
    usable = link and len(link) <= 4000 and link.startswith(("http://", "https://"))
    return link if usable else None


def _parsed(entry: Any, name: str) -> Any:
    """A date as it stands in the entry: feedparser's own look-up would take one for another."""
    return dict.get(entry, name)


def _day(parsed: Any) -> date | None:
    """The day, UTC; None for what feedparser could not read as one."""
    if parsed is None:
        return None
    try:
        return date(parsed.tm_year, parsed.tm_mon, parsed.tm_mday)
    except ValueError:
        return None


def _language(told: str | None) -> str | None:
    head = (told or "").lower().replace("_", "-").split("-")[0]
    return head if re.fullmatch(r"[a-z]{2,3}", head) else None


def plain(markup: str) -> str:
    """The text of a piece of HTML, on one line."""
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return squeezed(" ".join(reader.parts))


class _Text(HTMLParser):
    """Collects what a reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What stands in some elements is not shown."""
        self._hidden += tag in SILENT

    def handle_endtag(self, tag: str) -> None:
        """Shown again."""
        if tag in SILENT and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._hidden:
            self.parts.append(data)
