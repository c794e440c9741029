"""Charts of what would change the judgement and what the figure hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from tocsin import formats
from tocsin.briefing.drawing import BLUE, INK, ORANGE, values
from tocsin.briefing.rows import END, Rows, lay_out
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Matters


@dataclass(frozen=True)
class Shift:
    """A named change of a probability with its sampling error; ``gap`` sets its row apart."""

    name: str
    change: float
    error: float
    gap: bool = False


def shifts(changes: Sequence[Shift], language: Language, width: int) -> Any:
    """A bar for each change, in points, with two sampling errors either side.

    Bars that do not reach beyond two errors are grey: they cannot be told from nothing.
    """
    gaps = [i for i, each in enumerate(changes) if each.gap and i]
    place = lay_out([each.name for each in changes], width, gaps=gaps)
    rows: list[dict[str, Any]] = [
        {
            "y": y, "to": 100 * each.change, "zero": 0.0,
            "low": 100 * (each.change - 2 * each.error),
            "high": 100 * (each.change + 2 * each.error),
            "kind": "none" if abs(each.change) <= 2 * each.error
            else "up" if each.change > 0 else "down",
            "text": formats.measured(each.change, each.error, language)[0],
        }
        for y, each in zip(place.bar_at, changes, strict=True)
    ]  # fmt: skip
    low = min(0.0, *(row["low"] for row in rows))
    high = max(0.0, *(row["high"] for row in rows))
    for row in rows:
        row["edge"] = max(0.0, row["high"])
    x = alt.X("zero:Q", title=say("change in points", language)).axis(tickCount=5)
    base = alt.Chart(values(rows), width=place.width, height=place.height)
    tone = alt.Color("kind:N", legend=None).scale(
        domain=["none", "up", "down"], range=["#b8c0c7", ORANGE, BLUE]
    )
    y = place.y()
    return alt.layer(
        base.mark_bar(height=13, cornerRadius=1).encode(
            y=y, x=x.scale(_scale(low, high, place)), x2="to:Q", color=tone
        ),
        base.mark_rule(color=INK, opacity=0.65, strokeWidth=1.2).encode(
            y=y, x="low:Q", x2="high:Q"
        ),
        base.mark_text(align="left", dx=6, fontSize=11.5, color=INK).encode(
            y=y, x="edge:Q", text="text:N"
        ),
        place.titles(),
    )


def _scale(low: float, high: float, place: Rows) -> Any:
    """A scale over ``low`` to ``high`` that leaves room for a figure to the right."""
    span = high - low or 1.0
    share = END / place.width
    return alt.Scale(domain=[low - 0.02 * span, high + span * share / (1 - share)], nice=False)


def tornado(result: Matters, language: Language, width: int) -> Any:
    """A bar for each input, from the probability at its low point to that at its high one."""
    place = lay_out([swing.label.in_(language) for swing in result.swings], width)
    rows: list[dict[str, Any]] = []
    for y, swing in zip(place.bar_at, result.swings, strict=True):
        low, high = sorted((swing.low, swing.high))
        rows.append(
            {
                "y": y, "low": swing.low, "high": swing.high, "middle": result.probability,
                "edge": high, "text": formats.span(low, high, language),
            }
        )  # fmt: skip
    least = min(row["low"] for row in rows), min(row["high"] for row in rows)
    most = max(row["edge"] for row in rows)
    room = 1.5 * END
    share = room / place.width
    first = 0.0 if min(least) < 0.35 * most else 0.9 * min(least)
    scale = alt.Scale(domain=[first, most + (most - first) * share / (1 - share)], nice=False)
    axis = alt.Axis(format="~%", tickCount=5, title=None)
    x = alt.X("middle:Q").scale(scale).axis(axis)
    base = alt.Chart(values(rows), width=place.width, height=place.height)
    y = place.y()
    return alt.layer(
        base.mark_bar(height=13, cornerRadius=1, color=BLUE).encode(y=y, x=x, x2="low:Q"),
        base.mark_bar(height=13, cornerRadius=1, color=ORANGE).encode(y=y, x=x, x2="high:Q"),
        base.mark_tick(color=INK, thickness=1.6, size=20).encode(y=y, x=x),
        base.mark_text(align="left", dx=6, fontSize=11.5, color=INK).encode(
            y=y, x="edge:Q", text="text:N"
        ),
        place.titles(),
    )
