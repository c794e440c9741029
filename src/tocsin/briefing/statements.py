"""What a document or a text states, free of its form: running text, and words beside numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.briefing.parts import (
    Block,
    Document,
    Inlines,
    KeyFigures,
    Link,
    Listing,
    Paragraph,
    Table,
)
from tocsin.briefing.words import BANDS
from tocsin.labels import LABELS
from tocsin.language import Text

TERMS = {word for band in BANDS for word in (band.term.en, band.term.fr)}


@dataclass(frozen=True)
class Statement:
    """Words and the section they stand in; a ``pair`` is a word of likelihood with its number."""

    text: str
    place: str
    pair: bool = False


def statements(document: Document) -> Iterator[Statement]:
    """Everything that a document says in its own voice, from top to bottom."""
    yield Statement(document.summary, document.title)
    for section in document.sections:
        for block in section.blocks:
            yield from _of(block, section.title)


def _of(block: Block, place: str) -> Iterator[Statement]:
    match block:
        case Paragraph(content):
            yield Statement(_text(content), place)
        case KeyFigures(items):
            for item in items:
                yield Statement(f"{item.words} {item.value.text}", place, pair=True)
        case Listing(items, numbered=False):
            for _, content in items:
                yield Statement(_text(content), place)
        case Table(rows=rows):
            for row in rows:
                for pair in paired([_text(cell.content) for cell in row.cells]):
                    yield Statement(pair, place, pair=True)
        case _:
            return


def paired(cells: Sequence[str]) -> Iterator[str]:
    """Each cell that is a word of the table, with the figure left of it or else right of it."""
    texts = [cell.strip() for cell in cells]
    for i, text in enumerate(texts):
        if text in TERMS:
            left = [each for each in texts[:i] if "%" in each]
            right = [each for each in texts[i + 1 :] if "%" in each]
            yield f"{text} {left[-1] if left else right[0] if right else ''}"


def cites(document: Document) -> bool:
    """Whether a document leads to a source, or names one."""
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Listing(items, numbered=True) if items:
                    return True
                case Table() if _sourced(block):
                    return True
                case Paragraph(content) if _leads(content):
                    return True
                case _:
                    continue
    return False


def _sourced(table: Table) -> bool:
    """Whether a table leads to a source, or has a column that names some."""
    named = {text for key in ("given by", "sources") for text in _both(LABELS[key])}
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=False):
            told = _text(cell.content) not in ("", "–")
            if _leads(cell.content) or (column.label in named and told):
                return True
    return False


def _both(text: Text) -> tuple[str, str]:
    return text.en, text.fr


def _leads(content: Inlines) -> bool:
    targets = [part.target for part in content if isinstance(part, Link)]
    return any(target.startswith(("http", "#source-")) for target in targets)


def _text(content: Inlines) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in content)


_CAPTION = r"^(?:<a [^<>\n]*></a>)?\*\*[^*\n]+\*\*[ \t]*$"
_ITEM = re.compile(r"[ \t]*(?:[-*+•–—#]|\d{1,3}[.)])[ \t]")
"""How a line begins that is no continuation of the one before."""
_MARKUP = re.compile(
    _CAPTION
    + r"|^```.*?^```[^\n]*$|^~~~.*?^~~~[^\n]*$|`[^`\n]*`|(?<=\])\([^()\s]*\)|</?[a-zA-Z!][^<>\n]*>|"
    r"https?://\S+|^[ \t]*>|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|"
    r"\\(?=\W)|^[ \t]*\|[^\n]*$",
    re.M | re.S,
)


def plain(text: str) -> str:
    """The text without Markdown's marks, code, captions, tables and addresses.

    Blanks stand in their place, so that every word keeps its line.
    """
    bare = _MARKUP.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    return evened(bare)


def unwrapped(text: str) -> str:
    """The text with each paragraph and each item on one line, as long as before."""
    lines = text.split("\n")
    joined = lines[0]
    for line, after in pairwise(lines):
        own = not line.strip() or not after.strip() or line.lstrip().startswith("#")
        joined += ("\n" if own or _ITEM.match(after) else " ") + after
    return joined


def evened(text: str) -> str:
    """The text with every kind of blank as a plain one."""
    return re.sub(r"[\u00a0\u202f]", " ", text)


def rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of Markdown's tables with their line, counted from one, without marks."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("|"):
            yield number, [evened(re.sub(r"[*_]|<[^<>]*>", "", cell)) for cell in line.split("|")]
