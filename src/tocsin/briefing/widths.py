"""How wide each column of a table on paper is, and in which type the table fits its page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.briefing.parts import Inlines, Table

WIDTH = 172.0 / 25.4 * 72
"""Points between the margins."""
LETTER = 0.47
"""Mean width of a letter in sizes of its type; a letter of a code is ``CODES`` times as wide."""
CODES = 1.4
BOLD = 1.22
"""Width of a bold letter of a heading beside one of running text."""
GAP = 8.0
"""Points between two columns."""
STEPS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
"""Type of a table beside that of the running text: the largest in which its words fit."""
TABLE = 0.88
LONGEST = 30
"""Letters that a word may have before it may be broken anywhere."""
HYPHENATED = 13
"""Letters of a word of running text that have to stand on one line."""
WHOLE = 26
"""Letters up to which a figure or a state is never broken."""
BRIEF = 20
"""Letters up to which the words of a column are kept on one line."""
FIRST = 26.0
"""Letters that the first column of a matrix has at least."""
WORDY = 0.75
"""Power of a column's mean length by which it takes part in the rest of the line."""
STATES = ("state-", "status-", "claim-")
"""Tones of cells that begin with a dot."""


@dataclass(frozen=True)
class Fit:
    """The size of a table's type in points, and the share of each column."""

    size: float
    widths: tuple[float, ...]


def broken(text: str) -> str:
    """Text whose overlong words can be broken, so that nothing runs off the page."""
    return re.sub(
        rf"[^\s\u200b]{{{LONGEST + 1},}}",
        lambda word: "\u200b".join(
            word[0][i : i + LONGEST // 2] for i in range(0, len(word[0]), LONGEST // 2)
        ),
        text,
    )


def fitted(table: Table, size: float) -> Fit:
    """The widths of a table's columns, as a browser finds them: first the longest word of each,
    then the rest of the line by how much each has to say.
    """
    needs = [_need(table, i) for i in range(len(table.columns))]
    least, weights = [low for low, _ in needs], [weight for _, weight in needs]
    for step in STEPS:
        type_size = size * TABLE * step
        room = (WIDTH - GAP * (len(least) - 1)) / (LETTER * type_size)
        if sum(least) <= room:
            break
    spare = max(0.0, room - sum(least))
    total = sum(weights) or 1.0
    shares = [low + spare * weight / total for low, weight in zip(least, weights, strict=True)]
    gap = GAP / (LETTER * type_size)
    ends = {0: 0.5, len(shares) - 1: 0.5}
    return Fit(
        round(type_size, 2),
        tuple(round(each + gap * ends.get(i, 1.0), 3) for i, each in enumerate(shares)),
    )


def _need(table: Table, i: int) -> tuple[float, float]:
    """The letters of a column that cannot be broken, and a measure of all it says."""
    column = table.columns[i]
    cells = [row.cells[i] for row in table.rows if not row.title]
    texts = [_text(cell.content) for cell in cells]
    smalls = [cell.small or "" for cell in cells]
    state = any(cell.tone and cell.tone.startswith(STATES) for cell in cells)
    brief = max(map(len, texts), default=0) <= BRIEF and not any(smalls)
    whole = column.numeric or state or brief
    code = any(cell.tone == "code" for cell in cells)
    held = [longest(text) * CODES if code else _held(text, whole=whole) for text in texts]
    upright = table.dense and i > 0 and not column.numeric
    head = 0.0 if upright else min(longest(column.label), HYPHENATED) * BOLD
    least = max([head, 2.0, *(each + 2 * state for each in held), *map(_held, smalls)])
    if table.dense and i == 0:
        least = max(least, FIRST)
    lengths = [len(text) + len(small) for text, small in zip(texts, smalls, strict=True)]
    mean = sum(lengths) / len(lengths) if lengths else 0.0
    # a column twice as wordy is less than twice as wide: it may have more lines than the others
    return least, 1.0 if whole and mean < WHOLE else mean**WORDY


def _text(content: Inlines) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in content)


def longest(text: str, *, whole: bool = False) -> float:
    """Letters of the longest piece that stays on one line; all of it if it is short and whole."""
    if whole and len(text) <= WHOLE:
        return float(len(text))
    pieces = re.split(r"[ \n\u200b]|(?<=[-/–])", text)
    return float(max(map(len, pieces), default=0))


def _held(text: str, *, whole: bool = False) -> float:
    """The same for running text, whose words can be hyphenated."""
    if whole and len(text) <= WHOLE:
        return float(len(text))
    pieces = re.split(r"[ \n\u200b]|(?<=[-/–])", text)
    return float(max((min(len(each), _cap(each)) for each in pieces), default=0))


def _cap(piece: str) -> int:
    """A word of letters can be hyphenated; figures and what is tied together cannot."""
    return HYPHENATED if piece.replace("’", "").isalpha() else LONGEST
