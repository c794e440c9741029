"""The briefing on paper: a tagged PDF that stays within its pages, the same bytes every time."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import numba
import numpy as np
import numpy.typing as npt
import pytest
from pypdf import PdfReader

from tests.briefing.test_briefing import HOSTILE
from tocsin.briefing import paper
from tocsin.briefing.parts import (
    Cell,
    Column,
    Document,
    Link,
    Listing,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
)
from tocsin.briefing.widths import broken, fitted
from tocsin.errors import TocsinError
from tocsin.language import Language

LONG = "0123456789" * 17


def document(*blocks: Any, **changes: Any) -> Document:
    """A small document of one section."""
    small = Document(
        language=Language.EN, title="A title", subtitle="As of 1 May 2026", handling="TLP:AMBER",
        summary="What it is about.", as_of=date(2026, 5, 1),
        sections=(Section("first", "First", blocks),),
    )  # fmt: skip
    return replace(small, **changes)


def table(*cells: str, numeric: bool = False, **options: Any) -> Table:
    """A table of one row."""
    columns = tuple(Column(f"Column {i}", numeric and i > 0) for i in range(len(cells)))
    row = Row(tuple(Cell((text,)) for text in cells))
    return Table("A caption", columns, (row,), "table-a", **options)


def pixels(picture: bytes) -> npt.NDArray[np.uint8]:
    """A PNG of 8 bits a channel as an array of rows, columns and channels."""
    width, height, _, colour = struct.unpack(">IIBB", picture[16:26])
    channels = {2: 3, 6: 4}[colour]
    parts, at = [], 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            parts.append(picture[at + 8 : at + 8 + length])
        at += length + 12
    raw = np.frombuffer(zlib.decompress(b"".join(parts)), np.uint8).reshape(height, -1)
    plain: npt.NDArray[np.uint8] = compiled(raw, channels)
    return plain.reshape(height, width, channels)


def unfiltered(raw: npt.NDArray[np.uint8], channels: int) -> npt.NDArray[np.uint8]:
    """The bytes of a picture from its filtered rows (PNG specification, section 9)."""
    rows = np.zeros((raw.shape[0] + 1, raw.shape[1] - 1 + channels), np.int64)
    for y in range(raw.shape[0]):
        for x in range(channels, rows.shape[1]):
            a, b, c = rows[y + 1, x - channels], rows[y, x], rows[y, x - channels]
            far = np.array([abs(b - c), abs(a - c), abs(a + b - 2 * c)])
            nearest = (a, b, c)[np.argmin(far)]
            guess = (0, a, b, (a + b) // 2, nearest)[raw[y, 0]]
            rows[y + 1, x] = (raw[y, x - channels + 1] + guess) % 256
    return rows[1:, channels:].astype(np.uint8)


compiled: Any = numba.njit(unfiltered)


def over_the_edge(shown: Document) -> list[int]:
    """The pages with ink in a side margin, counted from one."""
    pictures = paper._compile(paper._told(shown, 10.0), format="png", ppi=36)
    pictures = pictures if isinstance(pictures, list) else [pictures]
    found = []
    for number, picture in enumerate(pictures, start=1):
        page = pixels(picture)[:, :, :3]
        edge = int(page.shape[1] * (17 if shown.one_page else 19) / 210) - 2
        if (page[:, :edge] < 230).any() or (page[:, -edge:] < 230).any():
            found.append(number)
    return found


@pytest.fixture(scope="module")
def printed(english: Document) -> bytes:
    return paper.render(english)


def test_the_same_document_gives_the_same_bytes(english: Document, printed: bytes) -> None:
    assert paper.render(english) == printed


def test_it_is_tagged_dated_and_says_its_language(printed: bytes, english: Document) -> None:
    reader = PdfReader(BytesIO(printed))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is not None
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).lower().startswith("en")
    assert reader.metadata is not None
    assert reader.metadata.title == english.title
    assert f"{english.as_of:%Y%m%d}" in str(reader.metadata["/CreationDate"])
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()


def test_bookmarks_lead_to_the_sections(printed: bytes, english: Document) -> None:
    outline = PdfReader(BytesIO(printed)).outline
    titles = [each.title for each in outline if not isinstance(each, list)]
    assert titles[-len(english.sections) :] == [section.title for section in english.sections]


def test_every_page_has_its_mark_and_number(printed: bytes, english: Document) -> None:
    pages = PdfReader(BytesIO(printed)).pages
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert text.count("TLP:CLEAR") == 2
        assert f"{number} / {len(pages)}" in text


def test_links_lead_somewhere(printed: bytes, english: Document) -> None:
    inner = outer = 0
    for page in PdfReader(BytesIO(printed)).pages:
        for each in page.get("/Annots", []):
            link = each.get_object()
            action = link.get("/A", {})
            if "/URI" in action:
                outer += 1
                assert str(action["/URI"]).startswith("http")
            else:
                inner += "/Dest" in link or "/D" in action
    assert inner > 40
    assert outer > 0


def test_the_words_are_those_of_the_document(printed: bytes, english: Document) -> None:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(printed)).pages)
    for section in english.sections:
        assert section.title in text
    assert "Contents" in text


def test_nothing_runs_into_the_margins(english: Document, french: Document) -> None:
    assert over_the_edge(english) == []
    assert over_the_edge(french) == []


def test_overlong_words_are_broken() -> None:
    shown = document(
        Paragraph((LONG, Strong(LONG)), "lead"), table(LONG, LONG, "1", LONG),
        Listing(((None, (Link(LONG, f"https://example.org/{LONG}"),)),), numbered=True),
        title=LONG, summary=LONG,
    )  # fmt: skip
    assert over_the_edge(shown) == []


def test_the_margins_are_really_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "broken", lambda text: text)
    assert over_the_edge(document(Paragraph((LONG,)))) == [1]


def test_hostile_words_stay_words() -> None:
    words = f'{HOSTILE} #panic("x") $x$ = y \\ " * _ @label <label> // /* `raw` [ ]'
    shown = document(
        Paragraph((words, Link(words, "javascript:evil()"))), table(words, words), title=words
    )
    text = PdfReader(BytesIO(paper.render(shown))).pages[0].extract_text()
    for part in ('#panic("x")', "<script>", "$x$", "@label", "`raw`"):
        assert part in re.sub(r"\s+", " ", text)
    assert b"/URI" not in paper.render(shown)


def test_a_script_without_letters_in_the_fonts_is_still_printed() -> None:
    printed = paper.render(document(Paragraph(("The paper 人民日报 of that day",))))
    text = PdfReader(BytesIO(printed)).pages[0].extract_text()
    assert "The paper" in text
    assert "of that day" in text


def test_one_page_is_set_in_the_largest_type_that_fits() -> None:
    line = "A sentence of some length that fills about one line of the page on which it stands. "
    few = paper.render(document(Paragraph((line,)), one_page=True))
    many = paper.render(document(*[Paragraph((line * 3,))] * 18, one_page=True))
    assert len(PdfReader(BytesIO(few)).pages) == len(PdfReader(BytesIO(many)).pages) == 1
    with pytest.raises(TocsinError, match="--length full"):
        paper.render(document(*[Paragraph((line * 3,))] * 40, one_page=True))


def test_columns_are_as_wide_as_what_they_hold() -> None:
    fit = fitted(table("Two words", "3.4%", "a much longer text " * 12, numeric=False), 10.0)
    assert fit.widths[2] > 3 * fit.widths[1]
    whole = fitted(table("roughly even chance", "a much longer text " * 12), 10.0)
    assert whole.widths[0] >= len("roughly even chance")
    crowded = fitted(table(*["2026-05-01T00:00"] * 12, numeric=True), 10.0)
    assert crowded.size < fit.size
    assert broken("short words stay") == "short words stay"
    assert max(map(len, broken("x" * 100).split("\u200b"))) <= 30


def test_what_introduces_a_figure_stays_on_its_page(english: Document) -> None:
    told = paper._told(english, 10.0)["sections"]
    kept = [
        (block["kind"], after["kind"])
        for section in told
        for block, after in pairwise(section["blocks"])
        if block["keep"]
    ]
    assert len(kept) > 3
    assert {after for _, after in kept} == {"Figure"}
