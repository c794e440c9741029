"""Charts of a briefing: the curve through time, the waterfall, the hypotheses.

Each function takes the drawing's ``width`` in CSS pixels and is called for a wide and a narrow cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

import altair as alt

from tocsin import formats
from tocsin.briefing.drawing import BLUE, GREY, INK, ORANGE, SOFT, WIDE, values
from tocsin.briefing.rows import END, lay_out
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import (
    CurvePoint,
    Explanation,
    HypothesisState,
    OutcomeForecast,
)

LETTER_ROOM, LETTER_LINE = 13, 12
"""Pixels that a letter over a curve needs across, and down."""


@dataclass(frozen=True)
class Marker:
    """A dated event on the curve, shown by its letter."""

    letter: str
    date: date


def curve(
    points: Sequence[CurvePoint],
    outcomes: Sequence[OutcomeForecast],
    markers: Sequence[Marker],
    language: Language,
    width: int,
) -> Any:
    """One panel for each outcome, its own scale, with the base rate and the dated events."""
    columns = 2 if width >= WIDE else 1
    panel = (width - 70 * columns) // columns
    panels = [_panel(points, outcome, markers, language, panel) for outcome in outcomes]
    return alt.concat(*panels, columns=columns, spacing={"row": 26, "column": 28})


def _panel(
    points: Sequence[CurvePoint],
    outcome: OutcomeForecast,
    markers: Sequence[Marker],
    language: Language,
    width: int,
) -> Any:
    name = outcome.id
    rows: list[dict[str, Any]] = [
        {
            "date": point.date.isoformat(),
            "p": point.probability[name],
            "low": max(0.0, point.probability[name] - 2 * point.mc_error[name]),
            "high": min(1.0, point.probability[name] + 2 * point.mc_error[name]),
            "base": point.base_rate.get(name),
        }
        for point in points
    ]
    top = 1.12 * max(max(row["high"], row["base"] or 0) for row in rows)
    x = alt.X("date:T", title=None).axis(
        format="%Y", tickCount="year", grid=False, labelAlign="left", labelPadding=6
    )

    def y(field: str) -> Any:
        axis = alt.Axis(format="~%", tickCount=4, domain=False, ticks=False)
        return alt.Y(f"{field}:Q", title=None, axis=axis).scale(domain=[0, top], nice=False)

    base = alt.Chart(values(rows), width=width, height=150)
    layers = [
        base.mark_area(color=BLUE, opacity=0.18).encode(x=x, y=y("low"), y2="high:Q"),
        base.mark_line(color=GREY, strokeDash=[5, 4], strokeWidth=1.4).encode(x=x, y=y("base")),
        base.mark_line(color=BLUE, strokeWidth=2).encode(x=x, y=y("p")),
    ]
    days = (points[-1].date - points[0].date).days or 1
    levels = _letter_levels([m.date for m in markers], width / days)
    for level in sorted(set(levels)):
        here = [m for m, at in zip(markers, levels, strict=True) if at == level]
        events = alt.Chart(
            values({"date": m.date.isoformat(), "letter": m.letter, "top": top} for m in here)
        )
        layers.append(events.mark_rule(color=INK, opacity=0.25).encode(x=x))
        text = events.mark_text(
            color=SOFT, fontSize=11, fontWeight="bold", dy=-7 - LETTER_LINE * level
        )
        layers.append(text.encode(x=x, y=y("top"), text="letter:N"))
    last = formats.percent(rows[-1]["p"], language)
    title = alt.TitleParams(
        text=outcome.label.in_(language), subtitle=last, subtitleColor=BLUE, subtitleFontSize=13,
        limit=width + 50, offset=8 + LETTER_LINE * max(levels, default=0),
    )  # fmt: skip
    return alt.layer(*layers).properties(title=title)


def _letter_levels(days: Sequence[date], scale: float) -> list[int]:
    """The line of each letter above its curve, so that none covers another (days in order)."""
    last: list[float] = []
    levels = []
    for day in days:
        x = day.toordinal() * scale
        level = next((k for k, at in enumerate(last) if x - at >= LETTER_ROOM), len(last))
        last[level : level + 1] = [x]
        levels.append(level)
    return levels


def waterfall(result: Explanation, language: Language, width: int) -> Any:
    """The walk from the base rate to today: one bar a row, in log-odds."""
    total = result.log_odds - result.base_log_odds
    changes = formats.adding_up([row.change for row in result.rows], total)
    walk = list(accumulate(changes, initial=result.base_log_odds))
    tall = max(walk) - min(walk) or 1.0
    thin = 0.006 * tall  # a total is a place on the scale, not a length from zero
    first = formats.percent(result.base_probability, language)
    last = formats.percent(result.probability, language)
    bars: list[tuple[str, float, float, str, str]] = [
        (say("base rate", language), walk[0] - thin, walk[0] + thin, "total", first)
    ]
    for number, (row, change) in enumerate(zip(result.rows, changes, strict=True), start=1):
        kind = "up" if change >= 0 else "down"
        label = f"{number}. {row.label.in_(language)}"
        start, end = walk[number - 1], walk[number]
        bars.append((label, start, end, kind, formats.signed(change, language)))
    bars.append((say("today", language), walk[-1] - thin, walk[-1] + thin, "total", last))
    place = lay_out([bar[0] for bar in bars], width)
    rows = [
        {"y": y, "from": start, "to": end, "kind": kind, "text": text, "edge": max(start, end)}
        for y, (_, start, end, kind, text) in zip(place.bar_at, bars, strict=True)
    ]
    share = END / place.width
    scale = alt.Scale(
        domain=[min(walk) - 0.06 * tall, max(walk) + thin + tall * share / (1 - share)], nice=False
    )
    x = alt.X("from:Q", title=say("log-odds", language)).scale(scale).axis(tickCount=5)
    base = alt.Chart(values(rows), width=place.width, height=place.height)
    tone = alt.Color("kind:N", legend=None).scale(
        domain=["total", "up", "down"], range=["#52606d", ORANGE, BLUE]
    )
    return alt.layer(
        base.mark_bar(height=13, cornerRadius=1).encode(y=place.y(), x=x, x2="to:Q", color=tone),
        base.mark_text(align="left", dx=5, fontSize=11.5, color=INK).encode(
            y=place.y(), x="edge:Q", text="text:N"
        ),
        place.titles(),
    )


def hypotheses(states: Sequence[HypothesisState], language: Language, width: int) -> Any:
    """A dumbbell for each hypothesis: an open ring at the prior, a full dot at the posterior."""
    gaps = [i for i in range(1, len(states)) if states[i].group != states[i - 1].group]
    place = lay_out([state.label.in_(language) for state in states], width, gaps=gaps)
    rows = [
        {
            "y": y, "prior": state.prior, "posterior": state.posterior,
            "up": state.posterior >= state.prior,
            "text": formats.percent(state.posterior, language),
            "edge": max(state.prior, state.posterior),
        }
        for y, state in zip(place.bar_at, states, strict=True)
    ]  # fmt: skip
    base = alt.Chart(values(rows), width=place.width - 40, height=place.height)
    axis = alt.Axis(format="~%", tickCount=5, orient="top", domain=False, title=None)
    x = alt.X("prior:Q").scale(domain=[0, 1]).axis(axis)
    tone = alt.condition("datum.up", alt.value(ORANGE), alt.value(BLUE))
    y = place.y()
    return alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.45).encode(y=y, x=x, x2="posterior:Q", color=tone),
        base.mark_point(size=55, filled=False, color=GREY, strokeWidth=1.8, fill="white").encode(
            y=y, x=x, opacity=alt.value(1)
        ),
        base.mark_point(size=70, filled=True, opacity=1).encode(y=y, x="posterior:Q", color=tone),
        base.mark_text(align="left", dx=10, fontSize=12, color=INK).encode(
            y=y, x="edge:Q", text="text:N"
        ),
        place.titles(),
    )
