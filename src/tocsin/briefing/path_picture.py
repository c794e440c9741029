"""The picture of the paths: a line for each from today to the outcome, as thick as its share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import altair as alt

from tocsin import formats
from tocsin.briefing.drawing import BLUE, INK, ORANGE, SOFT, values
from tocsin.briefing.rows import LETTER, LINE, in_lines
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Pathway, Pathways

LEFT, RIGHT, HEAD = 52, 92, 28
"""Pixels for the shares left of the lines, the times right of them, and the words over them."""
THICKEST = 26.0
"""Pixels of a line that holds all of the probability."""
WIDEST, NARROWEST, GAP, EDGE = 400.0, 150.0, 18.0, 10.0
"""Pixels of a box at most and, side by side, at least; between two; around its words in all."""


@dataclass(frozen=True)
class _Box:
    """One step on a path: its words in lines, its middle and its size in pixels."""

    words: str
    kind: Literal["holds", "ceases", "nothing"]
    x: float
    y: float
    wide: float
    tall: float


def paths(result: Pathways, language: Language, width: int) -> Any:
    """The paths of a result, the likeliest first, with shares, steps and median months."""
    start, end = float(LEFT), float(width - RIGHT)
    boxes: list[_Box] = []
    lines: list[dict[str, Any]] = []
    top = float(HEAD)
    for path in result.paths:
        mine = _boxes(path, language, start, end)
        low, high = (min(b.y - b.tall / 2 for b in mine), max(b.y + b.tall / 2 for b in mine))
        deep = max(34.0, high - low + 12)
        y = top + deep / 2
        boxes += [replace(box, y=y + box.y) for box in mine]
        months = formats.decimal(path.median_months, language, 1)
        lines.append(
            {
                "y": y, "x": start, "x2": end, "thick": max(1.5, THICKEST * path.share),
                "share": formats.percent(path.share, language),
                "months": say("months short", language, n=months),
            }
        )  # fmt: skip
        top += deep
    heads = [
        {"x": start, "y": 8.0, "text": say("today", language), "side": "left"},
        {"x": end, "y": 8.0, "text": result.outcome_label.in_(language), "side": "right"},
    ]
    return _drawn(lines, boxes, heads, width, top)


def _boxes(path: Pathway, language: Language, start: float, end: float) -> list[_Box]:
    """The boxes of one path around a middle at 0: side by side, or one over the other."""
    said: list[tuple[str, Literal["holds", "ceases", "nothing"]]] = [
        (step.label.in_(language), "holds")
        if step.holds
        else (say("ceases", language, step=step.label.in_(language)), "ceases")
        for step in path.steps
    ] or [(say("no change on path", language), "nothing")]
    count = len(said)
    wide = (end - start - GAP * (count + 1)) / count
    beside = wide >= NARROWEST or count == 1
    wide = min(WIDEST, wide if beside else end - start - 2 * GAP)
    room = (end - start - wide * count) / (count + 1)
    boxes: list[_Box] = []
    top = 0.0
    for i, (words, kind) in enumerate(said):
        lines = in_lines(words, max(10, int((wide - EDGE) / (LETTER - 0.2))))
        tall = LINE * len(lines) + EDGE
        x = start + room * (i + 1) + wide * (i + 0.5) if beside else (start + end) / 2
        boxes.append(_Box("\n".join(lines), kind, x, 0.0 if beside else top + tall / 2, wide, tall))
        top += tall + 6
    return boxes if beside else [replace(box, y=box.y - (top - 6) / 2) for box in boxes]


def _drawn(
    lines: list[dict[str, Any]],
    boxes: list[_Box],
    heads: list[dict[str, Any]],
    width: int,
    height: float,
) -> Any:
    def x(field: str = "x") -> Any:
        scale = alt.Scale(domain=[0, width], nice=False, zero=False)
        return alt.X(f"{field}:Q", axis=None, scale=scale)

    def y(field: str = "y") -> Any:
        scale = alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False)
        return alt.Y(f"{field}:Q", axis=None, scale=scale)

    base = alt.Chart(values(lines), width=width - 10, height=height)
    thick = alt.StrokeWidth("thick:Q", scale=None)
    share = base.mark_text(align="right", dx=-10, fontSize=13, fontWeight="bold", color=INK)
    tip = base.mark_point(shape="triangle-right", filled=True, color=ORANGE, size=190, opacity=1)
    months = base.mark_text(align="left", dx=14, fontSize=12, color=SOFT)
    return alt.layer(
        base.mark_rule(color=BLUE, opacity=0.55).encode(x=x(), x2="x2:Q", y=y(), strokeWidth=thick),
        tip.encode(x=x("x2"), y=y()),
        share.encode(x=x(), y=y(), text="share:N"),
        months.encode(x=x("x2"), y=y(), text="months:N"),
        *_steps(boxes, x, y),
        *_heads(heads, x, y),
    )


def _steps(boxes: list[_Box], x: Any, y: Any) -> list[Any]:
    """White boxes on the lines, and their words; a box around nothing has no border."""
    layers = []
    looks: dict[str, dict[str, Any]] = {
        "holds": {"stroke": BLUE, "strokeWidth": 1.3},
        "ceases": {"stroke": BLUE, "strokeWidth": 1.3, "strokeDash": [4, 3]},
        "nothing": {},
    }
    for kind, look in looks.items():
        rows = [
            {
                "x": b.x - b.wide / 2, "x2": b.x + b.wide / 2, "y": b.y - b.tall / 2,
                "y2": b.y + b.tall / 2, "middle": b.x, "words": b.words,
                "first": b.y - (b.tall - EDGE - LINE) / 2,
            }
            for b in boxes
            if b.kind == kind
        ]  # fmt: skip
        if not rows:
            continue
        base = alt.Chart(values(rows))
        box = base.mark_rect(fill="white", fillOpacity=1, opacity=1, cornerRadius=3, **look)
        words = base.mark_text(
            fontSize=11.5, lineBreak="\n", lineHeight=LINE, baseline="middle",
            color=SOFT if kind == "nothing" else INK,
        )  # fmt: skip
        layers += [
            box.encode(x=x(), x2="x2:Q", y=y(), y2="y2:Q"),
            words.encode(x=x("middle"), y=y("first"), text="words:N"),
        ]
    return layers


def _heads(heads: list[dict[str, Any]], x: Any, y: Any) -> list[Any]:
    return [
        alt.Chart(values([head]))
        .mark_text(align=head["side"], fontSize=12, color=SOFT)
        .encode(x=x(), y=y(), text="text:N")
        for head in heads
    ]
