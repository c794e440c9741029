"""Charts of a briefing as static SVG: the curve through time, the waterfall, the hypotheses.

Altair describes them and vl-convert draws them; nothing is left for the reader's machine to run.
Each function takes the drawing's ``width`` in CSS pixels, because a briefing carries a wide and a
narrow drawing of the same figure: shrinking the wide one would make its text illegible on a phone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

import altair as alt
import vl_convert

from tocsin import formats
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import CurvePoint, Explanation, HypothesisState, OutcomeForecast

INK, SOFT, FAINT = "#1f2933", "#5b6770", "#d5dadf"
BLUE, ORANGE, GREY = "#1f5f8b", "#c4581c", "#7b8794"
FONT = "Helvetica Neue, Arial, Liberation Sans, sans-serif"
WIDE, NARROW = 880, 340


@dataclass(frozen=True)
class Marker:
    """A dated event on the curve, shown by its letter."""

    letter: str
    date: date


def values(rows: Iterable[dict[str, Any]]) -> Any:
    """Rows as inline data of a chart."""
    return alt.InlineData(values=list(rows))


def draw(chart: Any, name: str, language: Language) -> str:
    """The chart as an SVG element that scales to its container.

    ``name`` keeps the ids inside one drawing apart from those of the next on the same page.
    """
    styled = chart.configure(
        font=FONT, background="transparent", aria=False, padding=4
    ).configure_view(stroke=None)
    styled = styled.configure_axis(
        labelColor=SOFT, titleColor=SOFT, gridColor="#e8ebee", domainColor=FAINT,
        tickColor=FAINT, labelFontSize=12, titleFontSize=12, titleFontWeight="normal",
    )  # fmt: skip
    styled = styled.configure_title(
        color=INK, fontSize=13, fontWeight="bold", anchor="start", offset=8
    )
    svg = vl_convert.vegalite_to_svg(
        styled.to_dict(),
        format_locale="fr-FR" if language is Language.FR else "en-US",
        time_format_locale="fr-FR" if language is Language.FR else "en-GB",
    )
    svg = _own_ids(svg, name)
    # the drawing's alternative stands on the page; these would be read out in English
    svg = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
    size = re.search(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"', svg)
    width = size.group(1) if size else str(WIDE)
    opening = re.compile(r'(<svg[^>]*?) width="[\d.]+" height="[\d.]+"')
    return opening.sub(rf'\1 style="max-width:{width}px" aria-hidden="true"', svg, count=1)


def _own_ids(svg: str, name: str) -> str:
    """The drawing with its ids counted from 1 under ``name``.

    The converter numbers them through the life of the process, so they would differ from run to
    run, and two drawings on one page could share one.
    """
    ids = {old: f"{name}-{i}" for i, old in enumerate(re.findall(r'\bid="([^"]+)"', svg), 1)}

    def renamed(match: re.Match[str]) -> str:
        return match.group(1) + ids.get(match.group(2), match.group(2))

    return re.sub(r'(\bid="|url\(#|href="#)([^")]+)', renamed, svg)


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
    if markers:
        events = alt.Chart(
            values({"date": m.date.isoformat(), "letter": m.letter, "top": top} for m in markers)
        )
        layers.append(events.mark_rule(color=INK, opacity=0.25).encode(x=x))
        text = events.mark_text(color=SOFT, fontSize=11, fontWeight="bold", dy=-7)
        layers.append(text.encode(x=x, y=y("top"), text="letter:N"))
    last = formats.percent(rows[-1]["p"], language)
    title = alt.TitleParams(
        text=outcome.label.in_(language).split("\n"), subtitle=last, subtitleColor=BLUE,
        subtitleFontSize=13, limit=width + 50,
    )  # fmt: skip
    return alt.layer(*layers).properties(title=title)


def waterfall(result: Explanation, language: Language, width: int) -> Any:
    """The walk from the base rate to today: one bar a row, in log-odds."""
    rows: list[dict[str, Any]] = []
    level = result.base_log_odds
    room = 380 if width >= WIDE else 140
    cut = 62 if width >= WIDE else 21

    def add(label: str, start: float, end: float, kind: str, text: str) -> None:
        rows.append(
            {
                "n": len(rows), "label": _short(label, cut), "from": start, "to": end,
                "kind": kind, "text": text, "edge": max(start, end),
            }
        )  # fmt: skip

    total = result.log_odds - result.base_log_odds
    changes = formats.adding_up([row.change for row in result.rows], total)
    walk = list(accumulate(changes, initial=level))
    tall = max(walk) - min(walk) or 1.0
    thin = 0.006 * tall  # a total is a place on the scale, not a length from zero
    floor = min(walk) - 0.06 * tall
    first = formats.percent(result.base_probability, language)
    add(say("base rate", language), level - thin, level + thin, "total", first)
    for number, (row, change) in enumerate(zip(result.rows, changes, strict=True), start=1):
        kind = "up" if change >= 0 else "down"
        label = f"{number}. {row.label.in_(language)}"
        add(label, level, level + change, kind, formats.signed(change, language))
        level += change
    last = formats.percent(result.probability, language)
    add(say("today", language), level - thin, level + thin, "total", last)
    top = max(row["edge"] for row in rows)
    y = alt.Y("n:O", title=None).axis(
        labelExpr=_label_expression(rows), labelLimit=room, domain=False, ticks=False,
        labelPadding=8, labelColor=INK,
    )  # fmt: skip
    scale = alt.Scale(domain=[floor, top + (0.12 + 0.1 * (width < WIDE)) * (top - floor)])
    x = alt.X("from:Q", title=say("log-odds", language)).scale(scale).axis(tickCount=5)
    base = alt.Chart(values(rows), width=width - room - 30, height={"step": 22})
    tone = alt.Color("kind:N", legend=None).scale(
        domain=["total", "up", "down"], range=["#52606d", ORANGE, BLUE]
    )
    bars = base.mark_bar(height=13, cornerRadius=1).encode(y=y, x=x, x2="to:Q", color=tone)
    text = base.mark_text(align="left", dx=5, fontSize=11.5, color=INK)
    return alt.layer(bars, text.encode(y=y, x=alt.X("edge:Q"), text="text:N"))


def hypotheses(states: Sequence[HypothesisState], language: Language, width: int) -> Any:
    """A dumbbell for each hypothesis: an open ring at the prior, a full dot at the posterior."""
    room = 380 if width >= WIDE else 150
    cut = 60 if width >= WIDE else 22
    rows: list[dict[str, Any]] = []
    for state in states:
        gap = bool(rows) and rows[-1]["group"] != state.group
        order = (rows[-1]["n"] + (1.6 if gap else 1)) if rows else 0
        rows.append(
            {
                "n": order, "group": state.group,
                "label": _short(state.label.in_(language), cut),
                "prior": state.prior, "posterior": state.posterior,
                "up": state.posterior >= state.prior,
                "text": formats.percent(state.posterior, language),
                "edge": max(state.prior, state.posterior),
            }
        )  # fmt: skip
    base = alt.Chart(
        values(rows), width=width - room - 40, height=int(24 * (rows[-1]["n"] + 1)) if rows else 40
    )
    y = alt.Y("n:Q", title=None).scale(domain=[-0.6, rows[-1]["n"] + 0.6], reverse=True, nice=False)
    y = y.axis(None)
    axis = alt.Axis(format="~%", tickCount=5, orient="top", domain=False, title=None)
    x = alt.X("prior:Q").scale(domain=[0, 1]).axis(axis)
    tone = alt.condition("datum.up", alt.value(ORANGE), alt.value(BLUE))
    names = base.mark_text(align="right", dx=-10, fontSize=12, color=INK, limit=room)
    return alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.45).encode(y=y, x=x, x2="posterior:Q", color=tone),
        base.mark_point(size=55, filled=False, color=GREY, strokeWidth=1.8, fill="white").encode(
            y=y, x=x, opacity=alt.value(1)
        ),
        base.mark_point(size=70, filled=True, opacity=1).encode(y=y, x="posterior:Q", color=tone),
        base.mark_text(align="left", dx=10, fontSize=12, color=INK).encode(
            y=y, x="edge:Q", text="text:N"
        ),
        names.encode(y=y, x=alt.value(0), text="label:N"),
    )


def _label_expression(rows: Sequence[dict[str, Any]]) -> str:
    """A Vega expression that names the rows of an ordinal axis; JSON is valid Vega there."""
    return json.dumps([row["label"] for row in rows]) + "[datum.value]"


def _short(label: str, limit: int) -> str:
    return label if len(label) <= limit else label[: limit - 1].rstrip(" ,;:") + "…"
