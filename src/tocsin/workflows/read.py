"""Read: from a text to every item in it, each with its exact span; no model, nothing guessed."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from pathlib import Path

from tocsin.reading.finding import find, newest
from tocsin.reading.text import load
from tocsin.results import Reading


def read(path: str | Path, *, language: str | None = None, doc_date: date | None = None) -> Reading:
    """Every item in a document: actors, dates, triggers, conditionals, off-ramps, who says what.

    Args:
        path: a .txt, .html or .pdf file.
        language: ``en``, ``fr``, ``ru`` or ``tr``; told from the text by default.
        doc_date: the document's date, against which dates without a year are resolved; without
            it their year stays empty.

    Raises ``ReadingError`` where the file holds no text that can be read.
    """
    source, notes = load(path, language=language, published=doc_date)
    items = find(source.text, source.language, source.published)
    return Reading(
        tocsin=version("tocsin"),
        source=source,
        newest_date=newest(items),
        items=items,
        notes=notes,
    )
