"""Charts of a case tested on its past: what would have been said, and calibration."""

from __future__ import annotations

from typing import Any

import altair as alt

from tocsin.briefing.drawing import BLUE, GREY, INK, ORANGE, SOFT, WIDE, values
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Backtest, CalibrationBin, PastForecast

SHOWN = ("model", "climatology", "last_twelve")
COLOURS = {"model": BLUE, "climatology": GREY, "last_twelve": ORANGE}


def headline(result: Backtest) -> int:
    """The horizon that is drawn: the longest of at most twelve months, or the shortest."""
    return max((m for m in result.months if m <= 12), default=min(result.months))


def said(result: Backtest, language: Language, width: int) -> Any:
    """A panel for each outcome: forecasts by origin, and a line for each new onset."""
    columns = 2 if width >= WIDE else 1
    panel = (width - 70 * columns) // columns
    months = headline(result)
    panels = []
    for outcome, label in result.outcomes.items():
        points = [f for f in result.forecasts if f.outcome == outcome and f.months == months]
        panels.append(_panel(points, result, outcome, label.in_(language), language, panel))
    return alt.concat(*panels, columns=columns, spacing={"row": 26, "column": 28})


def _panel(
    points: list[PastForecast], result: Backtest, outcome: str, title: str, language: Language,
    width: int,
) -> Any:  # fmt: skip
    names = {key: say(f"rival {key}", language) for key in SHOWN}
    rows: list[dict[str, Any]] = []
    for point in points:
        shown = (
            ("model", point.probability),
            ("climatology", point.climatology),
            ("last_twelve", point.last_twelve),
        )
        rows += [
            {"date": point.date.isoformat(), "who": names[key], "p": value}
            for key, value in shown
            if value is not None
        ]
    colour = alt.Color("who:N", title=None).scale(
        domain=list(names.values()), range=[COLOURS[key] for key in names]
    )
    x = alt.X("date:T", title=None).axis(tickCount=4, grid=False)
    y = alt.Y("p:Q", title=None).axis(format=".0%", tickCount=4).scale(domainMin=0)
    lines = alt.Chart(values(rows), width=width, height=150).mark_line(
        strokeWidth=2, point={"size": 14}
    ).encode(x=x, y=y, color=colour.legend(orient="bottom", columns=1 if width < 300 else 3,
                                           labelLimit=300))  # fmt: skip
    began = [
        {"date": day.isoformat()}
        for day in result.onsets[outcome]
        if points and points[0].date <= day <= result.evidence_until
    ]
    marks = alt.Chart(values(began)).mark_rule(color=INK, strokeWidth=1.4, opacity=0.75)
    return alt.layer(lines, marks.encode(x="date:T")).properties(title=title)


def calibration(bins: list[CalibrationBin], language: Language, width: int) -> Any:
    """Shares that came true over what was said, with intervals, beside the diagonal."""
    side = min(width - 70, 360)
    rows = [
        {"said": b.forecast, "happened": b.happened, "low": b.low, "high": b.high, "n": str(b.n)}
        for b in bins
    ]
    x = alt.X("said:Q", title=say("past said", language)).axis(format=".0%", tickCount=5)
    y = alt.Y("happened:Q", title=say("past share", language)).axis(format=".0%", tickCount=5)
    base = alt.Chart(values(rows), width=side, height=side)
    diagonal = alt.Chart(values([{"said": 0, "happened": 0}, {"said": 1, "happened": 1}]))
    return alt.layer(
        diagonal.mark_line(color=SOFT, strokeDash=[4, 4], strokeWidth=1).encode(
            x=x.scale(domain=[0, 1]), y=y.scale(domain=[0, 1])
        ),
        base.mark_rule(color=BLUE, strokeWidth=1.6).encode(x="said:Q", y="low:Q", y2="high:Q"),
        base.mark_circle(color=BLUE, size=70, opacity=1).encode(x="said:Q", y="happened:Q"),
        base.mark_text(align="left", dx=8, dy=-6, fontSize=11, color=INK).encode(
            x="said:Q", y="happened:Q", text="n:N"
        ),
    )
