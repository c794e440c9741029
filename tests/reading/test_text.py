"""Files of every kind, friendly and hostile: a clean text or a clear refusal, within limits."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from tocsin.errors import ReadingError
from tocsin.reading import text as loading
from tocsin.reading.text import load, read_bytes

PARAGRAPH = "The border has been closed since May, and both armies say that they are ready. " * 4
PAGE = (
    "<!DOCTYPE html><html><head><title>t</title><script>var x = 'Mali';</script></head><body>"
    f"<nav>Home About</nav><article><h1>Trouble ahead</h1><p>{PARAGRAPH}</p><h2>Signs to watch</h2>"
    f"<ul><li>a border closure by Niger;</li><li>an attack on Gao.</li></ul><p>{PARAGRAPH}</p>"
    "</article></body></html>"
)


def _pdf(*, text: str | None, pages: int = 1, password: str | None = None) -> bytes:
    """A small PDF; its one line of text is drawn by a hand-written content stream."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(300, 300)
        if text is not None:
            font = DictionaryObject({
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            })  # fmt: skip
            fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            stream = DecodedStreamObject()
            stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
            page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_text_file_is_decoded_and_left_as_it_is(tmp_path: Path) -> None:
    text = "Première ligne.\r\nDeuxième\u00a0ligne : « fin ».\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    source, notes = load(path)
    assert source.text == text
    assert (source.chars, source.format, source.encoding, notes) == (len(text), "txt", "utf-8", [])


def test_html_gives_headings_and_items_on_their_own_lines() -> None:
    source, _ = read_bytes(PAGE.encode(), "page.html")
    lines = source.text.splitlines()
    assert "Signs to watch" in lines
    assert "- a border closure by Niger;" in lines
    assert "var x" not in source.text


def test_pdf_gives_its_text() -> None:
    source, _ = read_bytes(_pdf(text="Mali left the bloc in January 2025."), "a.pdf")
    assert source.text.strip() == "Mali left the bloc in January 2025."
    assert source.format == "pdf"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (_pdf(text=None), "scan.pdf", "text recognition"),
        (_pdf(text="x", password="secret"), "locked.pdf", "password"),
        (b"%PDF-1.7 nonsense", "broken.pdf", "cannot be read as PDF"),
        (b"no pdf at all", "fake.pdf", "is no PDF"),
        (b"PK\x03\x04rest", "a.docx", "office document"),
        (b"a\x00b" * 40, "a.txt", "NUL"),
        (b"1234 5678", "a.txt", "no words"),
        (b"", "a.txt", "no words"),
        (b"<html><script>" + b"x();" * 5000 + b"</script></html>", "a.html", "no main text"),
        (b"\xff\xfeabc", "a.txt", "marked utf-16"),
    ],
)
def test_what_holds_no_text_is_refused_with_a_reason(data: bytes, name: str, said: str) -> None:
    with pytest.raises(ReadingError, match=said):
        read_bytes(data, name)


def test_sizes_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"word " * 10_000_000)
    with pytest.raises(ReadingError, match="50,000,000 bytes"):
        load(path)
    with pytest.raises(ReadingError, match="characters of text"):
        read_bytes(b"word " * 300_000, "long.txt")
    monkeypatch.setattr(loading, "MAX_PAGES", 2)
    with pytest.raises(ReadingError, match="3 pages"):
        read_bytes(_pdf(text="word", pages=3), "long.pdf")


def test_a_missing_file_and_an_unknown_language_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="is no file"):
        load(tmp_path / "none.txt")
    with pytest.raises(ReadingError, match="en, fr, ru, tr"):
        read_bytes(b"word", "a.txt", language="de")


def test_a_billion_entities_stay_unexpanded() -> None:
    levels = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{levels}]>' + PAGE[15:].replace(
        "</h1>", " &l9;</h1>"
    )
    source, _ = read_bytes(bomb.encode(), "bomb.html")
    assert source.chars < 5000


def test_old_encodings_are_told_and_noted() -> None:
    source, notes = read_bytes("Réunion à Téhéran, été agité.".encode("cp1252"), "a.txt")
    assert "Téhéran" in source.text
    assert notes == ["the file is not UTF-8; it was read as cp1252"]
    source, _ = read_bytes("Москва и Астана".encode("cp1251"), "a.txt", language="ru")
    assert source.text == "Москва и Астана"


def test_a_few_broken_bytes_are_marked() -> None:
    data = ("éàùî " * 40).encode() + b"\xff fin"
    source, notes = read_bytes(data, "a.txt")
    assert "\ufffd" in source.text
    assert any("could not be decoded" in note for note in notes)


def test_what_hides_is_noted() -> None:
    _, notes = read_bytes("Le mot \u202eeilaM\u202c et \x1b[31mrouge".encode(), "a.txt")
    assert any("direction of writing" in note for note in notes)
    assert any("control characters" in note for note in notes)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.pdf", "a"]))
def test_any_bytes_give_a_text_or_a_refusal(data: bytes, name: str) -> None:
    try:
        source, _ = read_bytes(data, name)
    except ReadingError:
        return
    assert source.chars == len(source.text)
