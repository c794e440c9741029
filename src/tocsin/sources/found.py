"""What connectors to texts find: a document or an entry of a feed, before anybody looked at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Found:
    """One text.

    Attributes:
        title: in its own language.
        text: a summary, or the whole; plain, without markup.
        url: where it stands.
        publisher: who published it.
        published: the day it bears; None where it bears none.
        language: ISO 639-1 code, where it is told.
        whole: ``text`` is the document itself, worth keeping.
    """

    title: str
    text: str
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    whole: bool = False


def squeezed(text: str) -> str:
    """Text on one line, with single spaces."""
    return " ".join(text.split())
