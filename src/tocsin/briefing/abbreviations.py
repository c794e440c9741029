"""Abbreviations of a case, spelled out where a reader first meets them.

The case says what they stand for: its actors, blocs, routes and interventions are named like
``OTS (Organization of Turkic States)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tocsin.briefing.findings import Writer
from tocsin.briefing.parts import (
    Block,
    Cell,
    Document,
    Inlines,
    Listing,
    Paragraph,
    Row,
    Strong,
    Table,
)
from tocsin.language import Text

_NAMED = re.compile(r"\b([A-Z][A-Z0-9-]+) \(([^()]+)\)")


def abbreviations(w: Writer) -> dict[str, str]:
    """What each abbreviation that the case explains stands for."""
    case = w.findings.case
    texts: list[Text] = [actor.label for actor in case.actors.actors]
    texts += [bloc.label for bloc in case.actors.blocs]
    texts += [route.label for route in case.routes.routes]
    texts += [text for ramp in case.model.off_ramps for text in (ramp.label, ramp.why)]
    found: dict[str, str] = {}
    for text in texts:
        for short, full in _NAMED.findall(w.text(text)):
            found.setdefault(short, full)
    return found


def spelled_out(document: Document, w: Writer) -> Document:
    """The document with every abbreviation spelled out at its first place in the running text."""
    speller = _Speller(abbreviations(w))
    sections = tuple(
        replace(section, blocks=tuple(speller.block(block) for block in section.blocks))
        for section in document.sections
    )
    return replace(document, sections=sections)


@dataclass
class _Speller:
    """Spells out what it has not yet spelled, in the order in which it is shown text."""

    names: dict[str, str]
    left: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.left = set(self.names)

    def text(self, text: str) -> str:
        """The text with the full name after each abbreviation that it is the first to use."""
        for short in sorted(self.left, key=len, reverse=True):
            match = re.search(rf"\b{re.escape(short)}\b", text)
            if match is None:
                continue
            self.left.discard(short)
            if not text[match.end() :].startswith(" ("):
                end = match.end()
                text = f"{text[:end]} ({self.names[short]}){text[end:]}"
        return text

    def inlines(self, content: Inlines) -> Inlines:
        """Words that stand by themselves; what leads elsewhere stays as it is."""
        return tuple(
            self.text(part)
            if isinstance(part, str)
            else Strong(self.text(part.text))
            if isinstance(part, Strong)
            else part
            for part in content
        )

    def block(self, block: Block) -> Block:
        """A block of running text; pictures, key figures and headings stay as they are."""
        match block:
            case Paragraph(content, role):
                return Paragraph(self.inlines(content), role)
            case Table():
                return replace(block, rows=tuple(self.row(row) for row in block.rows))
            case Listing(items, numbered, title):
                told = tuple((anchor, self.inlines(content)) for anchor, content in items)
                return Listing(told, numbered, title)
            case _:
                return block

    def row(self, row: Row) -> Row:
        """A row of a table, cell by cell."""
        return replace(row, cells=tuple(self.cells(row.cells)))

    def cells(self, cells: Iterable[Cell]) -> Iterable[Cell]:
        """Cells with their small print."""
        for cell in cells:
            small = self.text(cell.small) if cell.small else cell.small
            yield replace(cell, content=self.inlines(cell.content), small=small)
