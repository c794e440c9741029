"""The parts of a briefing, free of any output format: what is said, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tocsin.language import Language


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: ``#anchor`` within the briefing, or an address outside it."""

    text: str
    target: str


@dataclass(frozen=True)
class Strong:
    """Words that carry the sentence."""

    text: str


Inline = str | Link | Strong
Inlines = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; ``lead`` opens the briefing, ``note`` explains, ``warning`` cautions."""

    content: Inlines
    role: Literal["plain", "lead", "note", "warning"] = "plain"


@dataclass(frozen=True)
class Cell:
    """One cell; ``tone`` names a state for its look, ``small`` stands under the content."""

    content: Inlines
    tone: str | None = None
    small: str | None = None


@dataclass(frozen=True)
class Row:
    """One row; its first cell is its heading. ``total`` rows open or close a sum, ``faint`` ones
    do not count; the one cell of a ``title`` row heads the rows below it.
    """

    cells: tuple[Cell, ...]
    anchor: str | None = None
    total: bool = False
    faint: bool = False
    title: bool = False


@dataclass(frozen=True)
class Column:
    """A column's heading, whether it holds figures, and whether a phone can do without it."""

    label: str
    numeric: bool = False
    minor: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption; ``anchor`` is where links to it lead.

    A ``dense`` table is a matrix with upright headings; a ``compact`` one stays a table on a phone,
    where other wide ones become lists.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    anchor: str
    dense: bool = False
    compact: bool = False


@dataclass(frozen=True)
class Figure:
    """A drawing in a wide and a narrow cut, with its caption and a text that can replace it.

    A ``linked`` one holds links of its own, which a reader can follow in it.
    """

    caption: str
    alternative: str
    wide: str
    narrow: str
    anchor: str
    linked: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """One number that matters, its words, what stands beside it, and how far inputs move it."""

    value: Link
    label: str
    words: str
    beside: str
    spread: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """The handful of numbers that open a briefing."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Listing:
    """A list, numbered or not; each item has an optional anchor."""

    items: tuple[tuple[str | None, Inlines], ...]
    numbered: bool = False
    title: str | None = None


Block = Paragraph | Table | Figure | KeyFigures | Listing


@dataclass(frozen=True)
class Section:
    """A titled part of the briefing."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A whole briefing in one language, as of a day; of one page, or as long as it has to be."""

    language: Language
    title: str
    subtitle: str
    handling: str
    summary: str
    as_of: date
    sections: tuple[Section, ...]
    one_page: bool = False
