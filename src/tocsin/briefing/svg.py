"""A drawing of our own, element by element: every word escaped, looks as attributes only.

A page's content policy refuses styles in the markup, so nothing here writes one.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from tocsin.briefing.drawing import FONT


def element(name: str, *inside: str | Markup, **attributes: object) -> Markup:
    """One element; ``_`` in the name of an attribute stands for ``-``, and None leaves it out."""
    stated = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _number(value))
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{}{}>{}</{}>").format(
        Markup(name), stated, Markup("").join(escape(each) for each in inside), Markup(name)
    )


def drawing(width: int, height: int, inside: Iterable[Markup], *, linked: bool = False) -> str:
    """The whole drawing, scaling to its container.

    What it says stands beside it in words, so a screen reader passes it by, unless it is ``linked``
    and holds links of its own.
    """
    return str(
        element(
            "svg", *inside, xmlns="http://www.w3.org/2000/svg", width=width,
            viewBox=f"0 0 {width} {height}", font_family=FONT,
            aria_hidden=None if linked else "true",
        )
    )  # fmt: skip


def text(words: str, x: float, y: float, size: float = 11, **attributes: object) -> Markup:
    """Words at a point."""
    return element("text", words, x=x, y=y, font_size=size, **attributes)


def haloed(words: str, x: float, y: float, size: float = 11, **attributes: object) -> Markup:
    """Words that stay legible over lines: a white edge is drawn under them."""
    edge = {"stroke": "white", "stroke_width": 3.2, "stroke_linejoin": "round"}
    return text(words, x, y, size, paint_order="stroke", **edge, **attributes)


def points(line: Iterable[tuple[float, float]]) -> str:
    """The points of a polyline or polygon."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in line)


def _number(value: object) -> object:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value
