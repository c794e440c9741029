"""Pages, PDF files and plain texts become text with a title and the day that they bear."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from tocsin.errors import SourceError
from tocsin.sources import document as module
from tocsin.sources.document import document

SENTENCES = " ".join(f"Sentence {k} of the statement tells of the agreement." for k in range(12))
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Statement on transit</title>
<meta property="og:site_name" content="Ministry"><meta name="date" content="2025-12-16"></head>
<body><nav><a href="/">Menu</a></nav><article><h1>Statement on transit</h1><p>{SENTENCES}</p>
<p>{SENTENCES}</p></article></body></html>""".encode()


def test_a_page_is_read_without_its_menu() -> None:
    found = document("https://ministry.example/1", PAGE, "text/html; charset=utf-8")
    assert found.title == "Statement on transit"
    assert "Sentence 3" in found.text
    assert "Menu" not in found.text
    assert found.published == date(2025, 12, 16)
    assert found.url == "https://ministry.example/1"
    assert found.publisher == "Ministry"
    assert found.whole
    local = document("folder/page.html", PAGE)
    assert local.url is None
    assert local.title == found.title


def pdf(text: str, title: str | None = "A report") -> bytes:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
    font = DictionaryObject(
        {NameObject(k): NameObject(v) for k, v in
         {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}.items()}
    )  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title, "/CreationDate": "D:20200101"})
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_pdf_is_read_and_bears_no_day_of_publication() -> None:
    found = document("https://institute.example/r.pdf", pdf("Some findings"))
    assert (found.title, found.text.strip()) == ("A report", "Some findings")
    assert found.published is None
    assert found.publisher == "institute.example"
    assert document("folder/r.pdf", pdf("x", None)).title == "r.pdf"


def test_a_pdf_within_limits_only(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pdf("Some findings")
    for broken in (whole[: len(whole) // 2], b"%PDF-1.7\nnonsense"):
        with pytest.raises(SourceError, match="cannot be read as PDF"):
            document("r.pdf", broken)
    monkeypatch.setattr(module, "PAGES", 0)
    with pytest.raises(SourceError, match="more than 0 pages"):
        document("r.pdf", whole)


def test_a_locked_pdf_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(pdf("secret"))))
    writer.encrypt("password", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    with pytest.raises(SourceError, match="protected by a password"):
        document("r.pdf", buffer.getvalue())


def test_a_plain_text_begins_with_its_title() -> None:
    found = document("notes/a.md", "\n# Le titre\n\nÉté.".encode())
    assert (found.title, found.published) == ("Le titre", None)
    assert document("a.txt", "\ufeffx".encode()).text == "x"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no text"),
        (b"<html><body></body></html>", "holds no text"),
        ("é".encode("latin-1"), "no text in UTF-8"),
        (b"a\0b", "is no text"),
    ],
)
def test_what_holds_no_text_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        document("x", content)


def test_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 1 << 20)
    with pytest.raises(SourceError, match="larger than 1 MB"):
        document("x", bytes(2 << 20))
