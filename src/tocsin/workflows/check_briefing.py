"""The verb ``check_briefing``: an analyst's own text held against ICD 203, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

from tocsin.briefing.icd203 import check_text
from tocsin.errors import ReadingError
from tocsin.language import Language
from tocsin.reading.languages import guess
from tocsin.results import WordingReport

SUFFIXES = (".md", ".markdown", ".txt")
LARGEST = 2_000_000
"""Bytes that a text may have."""


def check_briefing(path: str | Path, *, language: Language | None = None) -> WordingReport:
    """Check the words of likelihood and confidence of a text, and return what breaks ICD 203.

    Args:
        path: a plain or Markdown file in UTF-8 (``.md``, ``.markdown``, ``.txt``).
        language: of the text; told from the text by default.

    Raises:
        ReadingError: no such file, another format, too large, no UTF-8, no sentence in it, or
            neither in English nor in French.
    """
    file = Path(path)
    if file.suffix.lower() not in SUFFIXES:
        raise ReadingError(
            f"cannot check {file.name!r}: {', '.join(SUFFIXES)} are read; export the text as one"
        )
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise ReadingError(f"{str(file)!r} has {size} bytes; at most {LARGEST} are read")
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ReadingError(f"{str(file)!r} is not UTF-8; save it as UTF-8") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadingError(f"cannot read {str(file)!r}: {reason}; name another file") from error
    report = check_text(text, language or _told(text, file), str(path))
    if not report.sentences:
        raise ReadingError(f"{str(file)!r} holds no sentence to check; give a file with text")
    return report


def _told(text: str, file: Path) -> Language:
    found = guess(text)
    try:
        return Language(found)
    except ValueError as error:
        raise ReadingError(
            f"{str(file)!r} seems to be written in {found!r}; texts in English and French are "
            "checked; if it is one of them, name it with --text-lang"
        ) from error
