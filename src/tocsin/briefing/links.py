"""Links of a document: which anchors it has, and every link led to one of them or made words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape, unescape

from tocsin.briefing.parts import (
    Block,
    Document,
    Figure,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    Link,
    Listing,
    Paragraph,
    Row,
    Table,
)

_HREF = re.compile(r'<a href="([^"]*)"')
"""A link in a drawing of our own."""
Change = Callable[[Link], Inline]


def settled(document: Document) -> Document:
    """The document without links to anchors that it does not have: their words stay."""
    held = frozenset(anchors(document))

    def kept(link: Link) -> Inline:
        inner = link.target.startswith("#")
        return link.text if inner and link.target[1:] not in held else link

    sections = tuple(
        replace(section, blocks=tuple(relinked(block, kept) for block in section.blocks))
        for section in document.sections
    )
    return replace(document, sections=sections)


def anchors(document: Document) -> Iterator[str]:
    """Every place that a link can lead to."""
    for section in document.sections:
        yield section.anchor
        for block in section.blocks:
            yield from _in(block)


def _in(block: Block) -> Iterator[str]:
    match block:
        case Table(anchor=anchor, rows=rows):
            yield anchor
            yield from (row.anchor for row in rows if row.anchor)
        case Figure(anchor=anchor):
            yield anchor
        case Listing(items=items):
            yield from (anchor for anchor, _ in items if anchor)
        case _:
            return


def relinked(block: Block, change: Change) -> Block:
    """The block with each of its links as ``change`` gives it (a link or its words)."""

    def led(content: Inlines) -> Inlines:
        return tuple(change(part) if isinstance(part, Link) else part for part in content)

    def figure(item: KeyFigure) -> KeyFigure:
        value = change(item.value)
        return replace(item, value=value) if isinstance(value, Link) else item

    def drawn(picture: str) -> str:
        return _HREF.sub(lambda found: _href(change(Link("", unescape(found[1])))), picture)

    def row(each: Row) -> Row:
        return replace(each, cells=tuple(replace(c, content=led(c.content)) for c in each.cells))

    match block:
        case Paragraph(content, role):
            return Paragraph(led(content), role)
        case Listing(items, numbered, title):
            return Listing(tuple((anchor, led(each)) for anchor, each in items), numbered, title)
        case Table():
            return replace(block, rows=tuple(row(each) for each in block.rows))
        case KeyFigures(items):
            return KeyFigures(tuple(figure(item) for item in items))
        case Figure(linked=True):
            return replace(block, wide=drawn(block.wide), narrow=drawn(block.narrow))
        case _:
            return block


def _href(link: Inline) -> str:
    """The opening of a link in a drawing; what became words leads nowhere."""
    return f'<a href="{escape(link.target)}"' if isinstance(link, Link) else "<a"
