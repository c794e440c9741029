"""A document as Markdown: the same words and tables, with drawings replaced by their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.briefing.parts import (
    Block,
    Cell,
    Document,
    Figure,
    Inlines,
    KeyFigures,
    Link,
    Listing,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
)
from tocsin.labels import say
from tocsin.language import Language

_ANCHOR = re.compile(r'<a id="[^"]*"></a>')
_BOLD = {"strong", "raises", "lowers"}
"""Tones of a cell that the page and the paper set in bold, of which their words may speak."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def _escape(text: str) -> str:
    """Text in which nothing is taken for markup, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split("\n")))


def _inline(content: Inlines) -> str:
    shown = []
    for part in content:
        if isinstance(part, Strong):
            shown.append(f"**{_escape(part.text)}**")
        elif isinstance(part, Link) and part.target.startswith(("#", "https://", "http://")):
            shown.append(f"[{_escape(part.text)}](<{part.target.replace('>', '%3E')}>)")
        else:
            shown.append(_escape(part.text if isinstance(part, Link) else part))
    return "".join(shown)


def _anchor(name: str | None) -> str:
    return f'<a id="{name}"></a>' if name else ""


def _cell(cell: Cell) -> str:
    small = f" ({_escape(cell.small)})" if cell.small else ""
    shown = _inline(cell.content)
    return (f"**{shown}**" if cell.tone in _BOLD and shown else shown) + small


def _row(row: Row) -> str:
    bold = row.total or row.title
    cells = [
        f"**{_cell(replace(c, tone=None))}**" if bold and c.content != ("",) else _cell(c)
        for c in row.cells
    ]
    return f"| {_anchor(row.anchor)}" + " | ".join(cells) + " |"


def _table(table: Table) -> list[str]:
    heads = " | ".join(_escape(column.label) for column in table.columns)
    rules = " | ".join("---:" if column.numeric else "---" for column in table.columns)
    lines = [f"{_anchor(table.anchor)}**{_escape(table.caption)}**", "", f"| {heads} |"]
    return [*lines, f"| {rules} |", *map(_row, table.rows), ""]


def _block(block: Block, language: Language) -> list[str]:
    match block:
        case Paragraph(content, role):
            return [("> " if role in ("lead", "warning") else "") + _inline(content), ""]
        case Table():
            return _table(block)
        case Figure():
            drawn = say("drawn elsewhere", language, caption=_escape(block.caption))
            caption = f"*{drawn}*"
            return [f"{_anchor(block.anchor)}{caption} {_escape(block.alternative)}", ""]
        case KeyFigures(items):
            title = f"### {say('key figures', language)}"
            colon = "\u00a0:" if language is Language.FR else ":"
            lines = [
                f"* {_escape(item.label)}{colon} **{_inline((item.value,))}**"
                + "".join(
                    f", {_escape(part)}" for part in (item.words, item.beside, item.spread) if part
                )
                for item in items
            ]
            return [title, "", *lines, ""]
        case Listing(entries, numbered, title):
            lines = [f"### {_escape(title)}", ""] if title else []
            for number, (anchor, content) in enumerate(entries, start=1):
                bullet = f"{number}." if numbered else "*"
                lines.append(f"{bullet} {_anchor(anchor)}{_inline(content)}")
            return [*lines, ""]


def render(document: Document) -> str:
    """The document as Markdown (GitHub's tables, anchors as inline HTML)."""
    lines = [
        f"**{_escape(document.handling)}**", "",
        f"# {_escape(document.title)}", "",
        _escape(document.subtitle), "",
        _escape(document.summary), "",
    ]  # fmt: skip
    lines += _sections(document.sections, document.language)
    return "\n".join([*lines, f"**{_escape(document.handling)}**"]) + "\n"


def body(sections: Sequence[Section], language: Language) -> str:
    """Sections by themselves, as Markdown without anchors."""
    return _ANCHOR.sub("", "\n".join(_sections(sections, language))).strip() + "\n"


def _sections(sections: Sequence[Section], language: Language) -> list[str]:
    lines = []
    for section in sections:
        lines += [f"{_anchor(section.anchor)}", f"## {_escape(section.title)}", ""]
        for block in section.blocks:
            lines += _block(block, language)
    return lines
