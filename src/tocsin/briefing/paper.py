"""A document as PDF, typeset from data: tagged for screen readers, the same bytes every time.

The words go to the typesetter as JSON, so that none of them can be taken for markup; the look
stands in ``paper.typ``. Only the fonts inside the typesetter are used, never those of the machine,
and the only date is the document's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from typing import Any

import typst
from pypdf import PdfReader

from tocsin.briefing.html import LEADS
from tocsin.briefing.parts import (
    Block,
    Document,
    Figure,
    Inlines,
    KeyFigures,
    Link,
    Listing,
    Paragraph,
    Strong,
    Table,
)
from tocsin.briefing.widths import HYPHENATED, broken, fitted, longest
from tocsin.errors import TocsinError
from tocsin.labels import say
from tocsin.language import Language

REGIONS = {Language.EN: "GB", Language.FR: "FR"}
SIZES = (10.0, 9.6, 9.2, 8.8, 8.4, 8.0)
"""Points of running text that a briefing of one page may have: the largest that fits is taken."""
TALLEST = 1.2
"""Height of a drawing in widths of the text: a taller one is drawn smaller."""
FONT, LARGER = "Libertinus Serif", 1.08
"""The paper's own type in drawings, whose letters are narrower than those they were drawn with."""
EDGE = 12
"""Room around a drawing, in its pixels, for what the other type makes longer."""


def render(document: Document) -> bytes:
    """The document as a tagged PDF (PDF/UA-1), with bookmarks, links and handling marks.

    A document of one page is set in the largest type that fits it.

    Raises:
        TocsinError: a document of one page that does not fit at the smallest legible size.
    """
    if not document.one_page:
        return _typeset(document, SIZES[0])
    for size in SIZES:
        paper = _typeset(document, size)
        if len(PdfReader(BytesIO(paper)).pages) == 1:
            return paper
    raise TocsinError(
        f"the briefing of one page does not fit one page at {SIZES[-1]:g} points: its labels are "
        "too long; shorten the longest labels of the case, or write it with --length full"
    )


def _typeset(document: Document, size: float) -> bytes:
    told = _told(document, size)
    options: dict[str, Any] = {"format": "pdf", "timestamp": 0}
    try:
        made = _compile(told, pdf_standards=["ua-1"], **options)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        # a script that none of the fonts holds is printed as boxes: the file is tagged all the
        # same, but cannot claim the standard
        made = _compile(told, **options)
    if not isinstance(made, bytes):
        raise TypeError(f"got {type(made).__name__} from the typesetter instead of one PDF")
    return made


def _compile(told: dict[str, Any], **options: Any) -> Any:
    """What the typesetter makes of the document: one file, or a picture for each page."""
    source = files("tocsin.briefing").joinpath("paper.typ").read_bytes()
    fonts = typst.Fonts(include_system_fonts=False)
    words = json.dumps(told, ensure_ascii=False)
    return typst.Compiler(source, font_paths=fonts, sys_inputs={"document": words}).compile(
        **options
    )


def _told(document: Document, size: float) -> dict[str, Any]:
    """The document as the template reads it."""
    numbers = _Numbers(document.language)
    day = document.as_of
    return {
        "title": broken(document.title),
        "subtitle": document.subtitle,
        "summary": broken(document.summary),
        "handling": document.handling,
        "language": str(document.language),
        "region": REGIONS[document.language],
        "contents": say("contents", document.language),
        "date": [day.year, day.month, day.day],
        "size": size,
        "one_page": document.one_page,
        "sections": [
            {
                "anchor": section.anchor,
                "title": section.title,
                "blocks": _blocks(section.blocks, numbers, size),
            }
            for section in document.sections
        ],
    }


class _Numbers:
    """Counts tables and figures from one, as the page on screen does."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.counts = {"table": 0, "figure": 0}

    def next(self, kind: str) -> str:
        """The next number in words: ``Table 3``."""
        self.counts[kind] += 1
        return say(kind, self.language, n=str(self.counts[kind]))


def _inlines(content: Inlines, *, whole: bool = False) -> list[Any]:
    """Inline parts; an address that no page would lead to stays words."""

    def shown(text: str) -> str:
        return text if whole else broken(text)

    told: list[Any] = []
    for part in content:
        if isinstance(part, Strong):
            told.append({"strong": shown(part.text)})
        elif isinstance(part, Link) and part.target.startswith(LEADS):
            told.append({"target": part.target, "text": shown(part.text)})
        else:
            told.append(shown(part.text if isinstance(part, Link) else part))
    return told


def _blocks(blocks: Sequence[Block], numbers: _Numbers, size: float) -> list[dict[str, Any]]:
    """The blocks of a section; ``keep`` ties what introduces a figure to it, on one page."""
    after = [*blocks[1:], None]
    return [
        {**_block(block, numbers, size), "keep": isinstance(then, Figure)}
        for block, then in zip(blocks, after, strict=True)
    ]


def _block(block: Block, numbers: _Numbers, size: float) -> dict[str, Any]:
    kind = {"kind": type(block).__name__}
    match block:
        case Paragraph(content, role):
            return {**kind, "content": _inlines(content), "role": role}
        case KeyFigures(items):
            return {**kind, "items": [
                {
                    "label": broken(item.label), "value": _inlines((item.value,))[0],
                    "words": broken(item.words), "beside": broken(item.beside),
                    "spread": broken(item.spread),
                }
                for item in items
            ]}  # fmt: skip
        case Listing(items, numbered, title):
            return {**kind, "numbered": numbered, "title": title, "items": [
                {
                    "anchor": anchor, "content": _inlines(content),
                    "address": _address(content) if numbered else None,
                }
                for anchor, content in items
            ]}  # fmt: skip
        case Figure():
            return {**kind, **_drawing(block), "number": numbers.next("figure")}
        case Table():
            return {**kind, **_table(block, size), "number": numbers.next("table")}


def _address(content: Inlines) -> dict[str, str] | None:
    """The address outside that an item leads to: on paper it must be read, not clicked."""
    targets = (part.target for part in content if isinstance(part, Link))
    found = next((target for target in targets if target.startswith("http")), None)
    return {"target": found, "text": broken(found)} if found else None


def _drawing(figure: Figure) -> dict[str, Any]:
    """The wide cut of a drawing in the paper's type, no taller than a page."""
    svg = re.sub(r'font-family="[^"]*"', f'font-family="{FONT}"', figure.wide)
    svg = re.sub(
        r'font-size="([\d.]+)px"', lambda m: f'font-size="{float(m[1]) * LARGER:g}px"', svg
    )
    found = re.search(r'width="[\d.]+"([^>]*?)viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if found is None:
        raise ValueError(f"the drawing {figure.anchor!r} does not say how large it is")
    wide, tall = float(found[2]) + 2 * EDGE, float(found[3])
    size = f'width="{wide:g}" height="{tall:g}"{found[1]}viewBox="{-EDGE} 0 {wide:g} {tall:g}"'
    svg = svg[: found.start()] + size + svg[found.end() :]
    return {
        "svg": svg,
        "width": min(1.0, TALLEST * wide / tall),
        "alternative": figure.alternative,
        "caption": figure.caption,
        "anchor": figure.anchor,
    }


def _table(table: Table, size: float) -> dict[str, Any]:
    fit = fitted(table, size)
    columns = [
        {
            "label": broken(column.label), "numeric": column.numeric, "first": i == 0,
            "width": width, "hyphens": longest(column.label) > HYPHENATED,
        }
        for i, (column, width) in enumerate(zip(table.columns, fit.widths, strict=True))
    ]  # fmt: skip
    return {
        "caption": table.caption,
        "anchor": table.anchor,
        "dense": table.dense,
        "size": fit.size,
        "columns": columns,
        "rows": [
            {
                "title": row.title,
                "cells": [
                    {
                        "anchor": row.anchor if i == 0 else None,
                        "content": _inlines(cell.content, whole=cell.tone == "code"),
                        "tone": cell.tone,
                        "small": broken(cell.small) if cell.small else None,
                        "bold": row.total,
                        "faint": row.faint,
                        "long": _long(cell.content, cell.small),
                    }
                    for i, cell in enumerate(row.cells)
                ],
            }
            for row in table.rows
        ],
    }


def _long(content: Inlines, small: str | None) -> bool:
    """Whether a cell is so long that it must be allowed to go on overleaf."""
    words: Sequence[str] = [part if isinstance(part, str) else part.text for part in content]
    return sum(map(len, words)) + len(small or "") > 1200
