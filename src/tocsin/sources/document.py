"""One document: a page of the web, a PDF or a plain text, as text with its title and day.

Pages are read by trafilatura, which leaves menus and advertisements out, PDF files by pypdf.
"""

from __future__ import annotations

import re
import warnings
from datetime import date
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from tocsin.errors import SourceError
from tocsin.sources.found import Found, squeezed

LIMIT = 50 << 20
"""Bytes of a document."""
PAGES = 2000
"""Pages of a PDF."""
CHARACTERS = 2_000_000
"""Characters of a text that are kept."""
PAGE = re.compile(rb"<(!doctype\s+html|html)\b", re.IGNORECASE)
ENDINGS = (".html", ".htm", ".xhtml", ".pdf", ".txt", ".md")


def document(place: str, content: bytes, type_: str = "") -> Found:
    """The text of a document; ``place`` is a URL or a path.

    Raises:
        SourceError: nothing that can be read, or no text in it.
    """
    if len(content) > LIMIT:
        raise SourceError(f"{place} is larger than {LIMIT >> 20} MB; save the part that matters")
    if content.startswith(b"%PDF-"):
        found = _pdf(place, content)
    elif "html" in type_ or PAGE.search(content[:2000]):
        found = _page(place, content)
    else:
        found = _plain(place, content)
    if not found.text.strip():
        raise SourceError(f"{place} holds no text that can be read; save its text by hand")
    return found


def _page(place: str, content: bytes) -> Found:
    with warnings.catch_warnings():
        # its downloader, which is not used here, misses a package for proxies
        warnings.simplefilter("ignore")
        import trafilatura  # a second to load, for pages only

    read = trafilatura.bare_extraction(content, url=_url(place), with_metadata=True)
    if read is None:
        raise SourceError(f"{place} holds no text that can be read; save its text by hand")
    data = read if isinstance(read, dict) else read.as_dict()
    return Found(
        title=_title(data.get("title"), place),
        text=str(data.get("text") or "")[:CHARACTERS],
        url=_url(place),
        publisher=squeezed(data.get("sitename") or "")[:1000] or _host(place),
        published=_day(data.get("date")),
        language=data.get("language") or None,
        whole=True,
    )


def _pdf(place: str, content: bytes) -> Found:
    import pypdf

    try:
        reader = pypdf.PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(f"{place} is protected by a password; save it without one")
        if len(reader.pages) > PAGES:
            raise SourceError(f"{place} has more than {PAGES} pages; save those that matter")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except SourceError:
        raise
    except Exception as error:  # damaged files make pypdf raise almost anything
        raise SourceError(f"{place} cannot be read as PDF: {error}; save it anew") from error
    # a PDF tells when it was made, not when it was published
    return Found(_title(title, place), text[:CHARACTERS], _url(place), _host(place), whole=True)


def _plain(place: str, content: bytes) -> Found:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{place} is no page, no PDF and no text in UTF-8; save it as one of them"
        ) from error
    if "\0" in text:
        raise SourceError(f"{place} is no text; save it as a page, a PDF or a plain text")
    first = next((line.strip("# \t") for line in text.splitlines() if line.strip("# \t")), None)
    return Found(_title(first, place), text[:CHARACTERS], _url(place), _host(place), whole=True)


def _title(told: str | None, place: str) -> str:
    name = PurePosixPath(urlsplit(place).path.replace("\\", "/")).name or place
    return squeezed(told or "")[:1000] or name[:1000]


def _url(place: str) -> str | None:
    return place if place.startswith(("http://", "https://")) else None


def _host(place: str) -> str | None:
    return urlsplit(place).hostname if _url(place) else None


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat((told or "")[:10])
    except ValueError:
        return None
