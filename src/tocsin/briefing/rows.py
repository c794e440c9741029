"""Charts of named rows: where each row stands, and its name in as many lines as it needs.

On a wide drawing the names stand left of the bars. On a narrow one they stand above them, because
beside them either the names or the bars would have no room.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from tocsin.briefing.drawing import INK, WIDE, values

LETTER, LINE, FONT_SIZE = 5.8, 14, 12
"""Mean width of a letter of a name, distance of its lines and size of its type, in pixels."""
ROOM = 390
"""Pixels left of the bars for the names of a wide drawing."""
END = 70
"""Pixels right of the bars for a figure."""


@dataclass(frozen=True)
class Rows:
    """The rows of a chart, in pixels: first lines of names and bars from the top, and its size."""

    names: list[str]
    name_at: list[float]
    bar_at: list[float]
    beside: bool
    width: int
    height: float

    def y(self, field: str = "y") -> Any:
        """The vertical place of a row's mark, from a field in pixels."""
        scale = alt.Scale(domain=[0, self.height], reverse=True, nice=False, zero=False)
        return alt.Y(f"{field}:Q", title=None, axis=None, scale=scale)

    def titles(self) -> Any:
        """The layer of the names."""
        rows = [{"y": y, "name": name} for y, name in zip(self.name_at, self.names, strict=True)]
        base = alt.Chart(values(rows)).encode(
            y=self.y(), x=alt.value(-12 if self.beside else 0), text="name:N"
        )
        look: dict[str, Any] = {
            "align": "right" if self.beside else "left", "baseline": "middle",
            "fontSize": FONT_SIZE, "lineBreak": "\n", "lineHeight": LINE,
        }  # fmt: skip
        halo = base.mark_text(stroke="white", strokeWidth=4, **look)
        return alt.layer(halo, base.mark_text(color=INK, **look))


def in_lines(text: str, letters: int) -> list[str]:
    """Text in lines of about so many letters; French punctuation keeps to its word."""
    kept = re.sub(r"(?<=«) | (?=[:;?!»%])", "\u00a0", text)
    return textwrap.wrap(kept, letters) or [""]


def lay_out(names: Sequence[str], width: int, *, gaps: Collection[int] = ()) -> Rows:
    """Rows of ``names`` in a drawing of ``width`` pixels, with a gap before each of ``gaps``."""
    beside = width >= WIDE
    letters = int((ROOM if beside else width - 16) / LETTER)
    wrapped, name_at, bar_at, top = [], [], [], 0.0
    for number, name in enumerate(names):
        lines = in_lines(name, letters)
        tall = LINE * len(lines)
        half = (tall - LINE) / 2  # a text of several lines hangs from the middle of its first
        top += 12 if number in gaps else 0
        wrapped.append("\n".join(lines))
        if beside:
            deep = max(22, tall + 8)
            name_at.append(top + deep / 2 - half)
            bar_at.append(top + deep / 2)
        else:
            deep = tall + 26
            name_at.append(top + 3 + tall / 2 - half)
            bar_at.append(top + tall + 13)
        top += deep
    plot = width - (ROOM + 24 if beside else 16)
    return Rows(wrapped, name_at, bar_at, beside, plot, max(top, 22.0))
