"""The timeline as a picture: a dot for everything dated, in lanes by kind, on one axis.

Dots of one month stand on each other; each leads to the desk as of its day. What lies before the
axis begins is counted at its left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from tocsin.briefing.drawing import BLUE, FAINT, GREY, INK, ORANGE, SOFT, WIDE
from tocsin.briefing.svg import drawing, element, text
from tocsin.formats import day as written
from tocsin.language import Language

Place = Callable[[date], float]
"""Where a day stands on the axis, in pixels."""
COLORS = (ORANGE, BLUE, GREY, "#1b7f79")
LEAD = timedelta(days=365)
"""How long before the case's start the axis begins."""


@dataclass(frozen=True)
class Dot:
    """Something dated: its lane, its day, its words, and whether the desk can be seen as of it."""

    lane: str
    day: date
    words: str
    linked: bool


def axis(
    dots: Sequence[Dot],
    lanes: Sequence[str],
    start: date,
    end: date,
    language: Language,
    width: int,
) -> str:
    """The lanes in their order, from a year before ``start`` to ``end``."""
    wide = width >= WIDE
    left, right, radius = (150.0 if wide else 12.0), 14.0, (3.4 if wide else 2.4)
    begin = start - LEAD
    days = (end - begin).days or 1

    def x(when: date) -> float:
        return left + (width - left - right) * (when - begin).days / days

    drawn: list[Markup] = []
    top = 6.0
    for number, lane in enumerate(lanes):
        mine = sorted((dot for dot in dots if dot.lane == lane), key=lambda dot: dot.day)
        shown = [dot for dot in mine if begin <= dot.day <= end]
        columns = _stacked(shown, x, radius)
        tall = max((len(column) for column in columns.values()), default=1) * 2 * radius + 8
        head = 0.0 if wide else 16.0
        base = top + head + tall
        label = f"{lane} ({len(mine)})"
        at = (left - 12, base - 4) if wide else (left, top + 12)
        drawn.append(text(label, *at, 11, fill=INK, text_anchor="end" if wide else "start"))
        earlier = len(mine) - len(shown)
        if earlier:
            drawn.append(text(f"← {earlier}", left, base - 2 * radius - 5, 10, fill=SOFT))
        color = COLORS[number % len(COLORS)]
        for place, column in columns.items():
            for k, dot in enumerate(column):
                drawn.append(
                    _dot(dot, place, base - radius - 2 * radius * k, radius, color, language)
                )
        drawn.append(element("line", x1=left, y1=base + 2, x2=width - right, y2=base + 2,
                             stroke=FAINT, stroke_width=1))  # fmt: skip
        top = base + 10
    drawn = [*_years(begin, end, start, x, top), *drawn]
    return drawing(width, int(top + 20), drawn, linked=True)


def _stacked(dots: Sequence[Dot], x: Place, radius: float) -> dict[float, list[Dot]]:
    """The dots by the place of their column, as wide as a dot."""
    columns: dict[float, list[Dot]] = {}
    for dot in dots:
        at = x(dot.day)
        place = round(at / (2 * radius)) * 2 * radius
        columns.setdefault(place, []).append(dot)
    return columns


def _dot(dot: Dot, x: float, y: float, radius: float, color: str, language: Language) -> Markup:
    """A dot with its day and words as a title; a full one leads to the desk as of its day.

    The table lists the same links, so that the keyboard need not pass through hundreds of dots.
    """
    title = element("title", f"{written(dot.day, language)} – {dot.words}")
    look = {"fill": color} if dot.linked else {"fill": "white", "stroke": color}
    shape = element("circle", title, cx=x, cy=y, r=radius - 0.4, **look)
    return element("a", shape, href=f"?as_of={dot.day}", tabindex="-1") if dot.linked else shape


def _years(begin: date, end: date, start: date, x: Place, bottom: float) -> list[Markup]:
    """A line and a number for each year, and a stronger line where the case starts."""
    marks = []
    for year in range(begin.year + 1, end.year + 1):
        at = x(date(year, 1, 1))
        marks += [
            element("line", x1=at, y1=2, x2=at, y2=bottom, stroke=FAINT, stroke_width=0.8),
            text(str(year), at + 3, bottom + 12, 11, fill=SOFT),
        ]
    at = x(start)
    marks.append(
        element("line", x1=at, y1=2, x2=at, y2=bottom, stroke=INK, stroke_width=1,
                stroke_dasharray="2 3")
    )  # fmt: skip
    return marks
