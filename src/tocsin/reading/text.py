"""Plain text from a document: what was read, how, and within which limits.

Offsets refer to this text. A text file is decoded and left as it is; HTML gives its main text, PDF
the text of its pages. What cannot be read, or is too large, is refused with a reason.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
import unicodedata
from datetime import date
from email.message import Message
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from tocsin.errors import ReadingError
from tocsin.reading.languages import LANGUAGES, guess
from tocsin.results import SourceText

MAX_BYTES = 20_000_000
MAX_CHARS = 500_000
MAX_PAGES = 500
SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".md": "txt", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf",
}  # fmt: skip
_MEDIA = {
    "text/plain": "txt", "text/markdown": "txt", "text/html": "html",
    "application/xhtml+xml": "html", "application/pdf": "pdf", "application/x-pdf": "pdf",
}  # fmt: skip
_UNTOLD = ("", "application/octet-stream", "binary/octet-stream")
"""Media types of servers that do not know what they serve."""
_OLD_ENCODINGS = {"ru": "cp1251", "tr": "cp1254"}
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONE = re.compile("[\ud800-\udfff]")

Format = Literal["txt", "html", "pdf"]


def load(
    path: str | Path, *, language: str | None = None, published: date | None = None
) -> tuple[SourceText, list[str]]:
    """The plain text of a file, and notes on what looked odd.

    Raises:
        ReadingError: no such file, too large, an unknown format, no text in it, or an unknown
            language.
    """
    file = Path(path)
    if not file.is_file():
        raise ReadingError(
            f"{path} is no file; name a .txt, .html or .pdf file, or an address with http:// or "
            "https://"
        )
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise ReadingError(
            f"{path} has {size:,} bytes; up to {MAX_BYTES:,} are read; cut out the article itself"
        )
    return read_bytes(file.read_bytes(), file.name, language=language, published=published)


def read_bytes(
    data: bytes,
    name: str,
    media_type: str = "",
    *,
    language: str | None = None,
    published: date | None = None,
) -> tuple[SourceText, list[str]]:
    """The plain text of a document's bytes.

    Args:
        data: the document.
        name: its file name or address, whose suffix tells the format where nothing else does.
        media_type: what a server says that it is, as in ``text/html; charset=utf-8``.
        language: the language of the text; told from it by default.
        published: the document's date.

    Raises ``ReadingError`` as ``load`` does.
    """
    if language is not None and language not in LANGUAGES:
        allowed = ", ".join(LANGUAGES)
        raise ReadingError(f"language {language!r} is not read; {allowed} are; leave it out")
    if len(data) > MAX_BYTES:
        raise ReadingError(f"{name} has {len(data):,} bytes; up to {MAX_BYTES:,} are read")
    stated = Message()
    stated["Content-Type"] = media_type or "application/octet-stream"
    kind = _format(data, name, stated.get_content_type())
    charset = stated.get_content_charset()
    encoding: str | None = None
    notes: list[str] = []
    if kind == "pdf":
        text = _pdf(data, name)
    elif kind == "html":
        text = _html(_transcoded(data, charset), name)
    else:
        text, encoding = _decoded(data, name, language, charset)
        if encoding != "utf-8":
            notes.append(f"the file is not UTF-8; it was read as {encoding}")
    return source_text(
        text, name, kind, encoding, language=language, published=published, notes=notes
    )


def source_text(
    text: str,
    name: str,
    kind: Format = "txt",
    encoding: str | None = None,
    *,
    language: str | None = None,
    published: date | None = None,
    notes: list[str] | None = None,
) -> tuple[SourceText, list[str]]:
    """A text that is already at hand as a source, checked against the limits."""
    notes = list(notes or ())
    text = _LONE.sub("\ufffd", text)
    if len(text) > MAX_CHARS:
        raise ReadingError(
            f"{name} holds {len(text):,} characters of text; up to {MAX_CHARS:,} are read; "
            "cut out the article itself"
        )
    if not any(character.isalpha() for character in text):
        raise ReadingError(f"{name} holds no words; give a file with text")
    notes += _oddities(text)
    source = SourceText(
        name=name,
        format=kind,
        encoding=encoding,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        chars=len(text),
        language=language or guess(text),
        language_given=language is not None,
        published=published,
        text=text,
    )
    return source, notes


def _oddities(text: str) -> list[str]:
    """What a reader should know of a text that may hide something."""
    notes = []
    turning = len(_BIDI.findall(text))
    if turning:
        notes.append(f"{turning} invisible characters that turn the direction of writing were kept")
    control = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v" for c in set(text))
    if control:
        notes.append("control characters were kept; they are never printed to a terminal")
    if "\ufffd" in text:
        notes.append("some bytes could not be decoded; they stand as \ufffd")
    return notes


def _format(data: bytes, name: str, media: str) -> Format:
    """What the bytes show; else what the server says; else what the name says."""
    head = data[:2048].lstrip().lower()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise ReadingError(
            f"{name} is an office document; save it as .txt, .html or .pdf and read that"
        )
    if head.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
        raise ReadingError(f"{name} is compressed; unpack it and read what is in it")
    if media not in _MEDIA and media not in _UNTOLD:
        raise ReadingError(
            f"{name} is served as {media!r}; plain text, HTML and PDF are read; save its "
            "text as .txt and read that"
        )
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in head:
        return "html"
    suffix = Path(urlsplit(name).path if "://" in name else name).suffix.lower()
    known = _MEDIA.get(media) or SUFFIXES.get(suffix, "txt")
    if known == "pdf":
        raise ReadingError(
            f"{name} is called a PDF but is no PDF file; check how it was saved or served"
        )
    return "html" if known == "html" else "txt"


def _transcoded(data: bytes, charset: str | None) -> bytes:
    """HTML as UTF-8, where its server states the encoding and is right."""
    try:
        return data.decode(charset).encode() if charset else data
    except (LookupError, UnicodeError):
        return data


def _decoded(data: bytes, name: str, language: str | None, charset: str | None) -> tuple[str, str]:
    """The text of bytes: by its mark, as UTF-8, as its server says, else in an old code page."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode("utf-8-sig" if encoding == "utf-8" else encoding), encoding
            except UnicodeDecodeError as error:
                raise ReadingError(f"{name} is marked {encoding} but is not: {error}") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        beyond_ascii = sum(character > "\x7f" for character in text)
        if broken * 20 > beyond_ascii:  # hardly any sequence is valid: it was never UTF-8
            encoding = _known(charset) or _OLD_ENCODINGS.get(language or "", "cp1252")
            return _checked(data.decode(encoding, errors="replace"), name), encoding
        return _checked(text, name), "utf-8 with errors"
    return _checked(text, name), "utf-8"


def _known(charset: str | None) -> str | None:
    """The encoding of a charset that is one for text; None where there is no such encoding."""
    try:
        b"".decode(charset or "")
        return codecs.lookup(charset or "").name
    except LookupError:
        return None


def _checked(text: str, name: str) -> str:
    if text.count("\x00") > 0:
        raise ReadingError(f"{name} holds NUL characters, so it is no text; give .txt, .html, .pdf")
    return text


def _html(data: bytes, name: str) -> str:
    """The main text of a page, with headings and list items on lines of their own."""
    from trafilatura import extract

    try:
        text = extract(
            data, output_format="txt", include_comments=False, include_tables=True,
            favor_recall=True, deduplicate=False,
        )  # fmt: skip
    except (ValueError, RecursionError, AssertionError) as error:
        raise ReadingError(f"{name} cannot be read as HTML: {error}; save its text as .txt") from (
            error
        )
    if not text or not text.strip():
        raise ReadingError(
            f"{name} has no main text that can be found (a page of scripts, or very short); "
            "save its text as .txt and read that"
        )
    return str(text)


def _pdf(data: bytes, name: str) -> str:
    """The text of the pages of a PDF, pages parted by an empty line."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError(f"{name} is locked by a password; save an open copy and read that")
        if len(reader.pages) > MAX_PAGES:
            raise ReadingError(
                f"{name} has {len(reader.pages)} pages; up to {MAX_PAGES} are read; "
                "save the pages of the article apart"
            )
        pages, total = [], 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            total += len(pages[-1])
            if total > MAX_CHARS:
                break
    except ReadingError:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError,
            RecursionError, OSError, NotImplementedError, OverflowError) as error:  # fmt: skip
        raise ReadingError(
            f"{name} cannot be read as PDF ({type(error).__name__}: {error}); "
            "print it to a new PDF, or save its text as .txt"
        ) from error
    text = "\n\n".join(pages)
    if not text.strip():
        raise ReadingError(
            f"{name} holds no text, only pictures of pages; run it through text recognition first"
        )
    return text
