"""Charts of indicators: each series beside its baseline and the means of its node's levels."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import altair as alt

from tocsin import formats
from tocsin.briefing.drawing import BLUE, GREY, INK, ORANGE, SOFT, values
from tocsin.labels import say
from tocsin.language import Language, Text
from tocsin.results import IndicatorMean, Indicators, IndicatorState, IndicatorWeek

HEIGHT = 170
NAMES = 190
"""Pixels right of a panel for the levels' names."""


def series(result: Indicators, language: Language, width: int) -> Any:
    """One panel under the other for every indicator that has a series."""
    drawn = [one for one in result.indicators if one.means]
    panels = [_panel(one, result.outcome_label, language, width - NAMES - 60) for one in drawn]
    return alt.vconcat(*panels, spacing=34)


def _panel(one: IndicatorState, outcome: Text, language: Language, width: int) -> Any:
    weeks = [_week(week) for week in one.weeks]
    blocks = _blocks(one)
    highest = max([row["rate"] for row in weeks if row["rate"] is not None], default=1.0)
    drawn = [mean for mean in one.means if mean.mean <= 2.5 * max(highest, one.means[0].mean)]
    top = 1.08 * max([highest, *(mean.mean for mean in drawn)])
    x = alt.X("date:T", title=None).axis(
        format="%Y", tickCount="year", grid=False, labelAlign="left", labelPadding=6
    )

    def y(field: str) -> Any:
        axis = alt.Axis(tickCount=4, domain=False, ticks=False)
        scale = alt.Scale(domain=[0, top], nice=False)
        return alt.Y(f"{field}:Q", title=say("picture axis", language), axis=axis, scale=scale)

    base = alt.Chart(values(weeks), width=width, height=HEIGHT)
    layers = [
        alt.Chart(values(_dead(one.weeks, top))).mark_rect(color=GREY, opacity=0.22).encode(
            x=x, x2="to:T", y=y("zero"), y2="top:Q"
        ),
        *_means(drawn, one, top, language, x, y, width),
        base.mark_circle(color=SOFT, opacity=0.4, size=14).encode(x=x, y=y("rate")),
        alt.Chart(values(blocks)).mark_rule(color=BLUE, strokeWidth=3).encode(
            x=x, x2="to:T", y=y("rate")
        ),
    ]  # fmt: skip
    if one.blocks:
        start = alt.Chart(values([{"date": one.blocks[0].since.isoformat(), "top": top}]))
        layers.append(start.mark_rule(color=INK, opacity=0.5, strokeDash=[2, 3]).encode(x=x))
    return alt.layer(*layers).properties(title=_title(one, outcome, language, width))


def _title(one: IndicatorState, outcome: Text, language: Language, width: int) -> alt.TitleParams:
    did = ""
    if one.monitored:
        change = formats.signed(one.change, language)
        error = formats.decimal(one.mc_error, language)
        did = " · " + say(
            "picture did", language, outcome=outcome.in_(language), change=change, error=error
        )
    node = f"{say('bears on', language)} {one.node_label.in_(language)}"
    return alt.TitleParams(
        text=one.label.in_(language), subtitle=node + did, subtitleColor=SOFT,
        subtitleFontSize=11.5, limit=width + NAMES, offset=10,
    )  # fmt: skip


def _week(week: IndicatorWeek) -> dict[str, Any]:
    middle = week.week + timedelta(days=3)
    rate = week.count / week.exposure if week.exposure > 0 else None
    return {"date": middle.isoformat(), "rate": rate}


def _blocks(one: IndicatorState) -> list[dict[str, Any]]:
    return [
        {
            "date": block.since.isoformat(),
            "to": (block.until + timedelta(days=1)).isoformat(),
            "rate": block.count / block.exposure,
        }
        for block in one.blocks
    ]


def _dead(weeks: list[IndicatorWeek], top: float) -> list[dict[str, Any]]:
    """The weeks in which nobody collected, as spans over the whole height."""
    return [
        {
            "date": week.week.isoformat(),
            "to": (week.week + timedelta(days=7)).isoformat(),
            "zero": 0.0,
            "top": top,
        }
        for week in weeks
        if week.exposure == 0
    ]


def _means(
    means: list[IndicatorMean], one: IndicatorState, top: float, language: Language, x: Any,
    y: Any, width: int,
) -> list[Any]:  # fmt: skip
    """A line for the mean at each level with its name at the right; a band for the baseline's."""
    span = {
        "date": one.weeks[0].week.isoformat(),
        "to": (one.weeks[-1].week + timedelta(days=7)).isoformat(),
    }
    lines = [{**span, "mean": m.mean, "tone": "raised" if m.raised else "level"} for m in means]
    names = [
        {"at": place, "name": _named(mean, language)}
        for mean, place in zip(means, _apart([mean.mean for mean in means], top), strict=True)
    ]
    tone = alt.Color("tone:N", legend=None).scale(domain=["level", "raised"], range=[ORANGE, GREY])
    surest = min(means, key=lambda mean: mean.high / mean.low)
    band = alt.Chart(values([{**span, "low": surest.low, "high": min(surest.high, top)}]))
    return [
        band.mark_rect(opacity=0.18, color=ORANGE).encode(
            x=x, x2="to:T", y=y("low"), y2="high:Q"
        ),
        alt.Chart(values(lines)).mark_rule(opacity=0.8, strokeDash=[5, 4]).encode(
            x=x, x2="to:T", y=y("mean"), color=tone
        ),
        alt.Chart(values(names)).mark_text(align="left", fontSize=11.5, color=INK).encode(
            x=alt.value(width + 8), y=y("at"), text="name:N"
        ),
    ]  # fmt: skip


def _named(mean: IndicatorMean, language: Language) -> str:
    digits = 1 if mean.mean >= 1 else 2
    name = mean.label.in_(language)
    if mean.probability is not None:
        name += f" ({formats.percent(mean.probability, language)})"
    return say(
        "picture mean", language, level=name, mean=formats.decimal(mean.mean, language, digits)
    )


def _apart(means: list[float], top: float) -> list[float]:
    """Where the names stand: at their means, pushed up where two would touch."""
    line = 15 / HEIGHT * top
    order = sorted(range(len(means)), key=means.__getitem__)
    places, last = [0.0] * len(means), -line
    for k in order:
        last = max(means[k], last + line)
        places[k] = last
    return places
