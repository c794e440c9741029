"""Read: from a text to every item in it, each with its exact span; no model, nothing guessed.

An address is fetched by the client that sources are collected with: the host that the user names
may be any, but no redirect leads from it into a private network.
"""

from __future__ import annotations

import re
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

from tocsin.errors import ReadingError, SourceError
from tocsin.reading.finding import find, newest
from tocsin.reading.french_people import french_people
from tocsin.reading.nearness import reranked
from tocsin.reading.text import MAX_BYTES, load, read_bytes
from tocsin.results import Reading, SourceText
from tocsin.sources.addresses import Guard
from tocsin.sources.web import Answer, Web

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def read(
    path: str | Path,
    *,
    language: str | None = None,
    doc_date: date | None = None,
    people: bool = False,
    embed: bool = False,
) -> Reading:
    """Every item in a document: actors, dates, triggers, conditionals, off-ramps, who says what.

    Args:
        path: a .txt, .html or .pdf file, or the http or https address of one.
        language: ``en``, ``fr``, ``ru`` or ``tr``; told from the text by default.
        doc_date: the document's date, against which dates without a year are resolved; without
            it their year stays empty.
        people: add the people that a statistical model finds in a French text; needs the extra
            ``tocsin[fr]``.
        embed: order each trigger's event types by nearness in meaning; needs the extra
            ``tocsin[embed]``.

    Raises:
        ReadingError: the file holds no text that can be read, or the address gives none; ``people``
            in another language or without the extra; ``embed`` without the extra.
    """
    if _ADDRESS.match(str(path)):
        source, notes = _fetched(str(path), language, doc_date)
    else:
        source, notes = load(path, language=language, published=doc_date)
    items = find(source.text, source.language, source.published)
    if people:
        items += french_people(source.text, source.language, items)
    if embed:
        items = reranked(items)
    return Reading(
        tocsin=version("tocsin"),
        source=source,
        newest_date=newest(items),
        items=items,
        notes=notes,
    )


def _fetched(
    url: str, language: str | None, published: date | None
) -> tuple[SourceText, list[str]]:
    """The text behind an address, named by the address that it came from in the end."""
    try:
        with TemporaryDirectory() as spool, Web(Guard(url), Path(spool), limit=MAX_BYTES) as web:
            answer = web.get(url)
    except SourceError as error:
        raise ReadingError(
            f"{error}; a page saved as .html, .pdf or .txt is read in its place"
        ) from error
    return read_bytes(
        answer.content, _name(answer), answer.type, language=language, published=published
    )


def _name(answer: Answer) -> str:
    """The address without a password or a place on the page."""
    parts = urlsplit(answer.url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
