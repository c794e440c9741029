"""The page of a case tested on its past: scores first, then curves, calibration and limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tocsin import formats
from tocsin.briefing import past_charts
from tocsin.briefing.drawing import NARROW, WIDE, draw
from tocsin.briefing.parts import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Listing,
    Paragraph,
    Row,
    Section,
    Table,
)
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Backtest, PastForecast, PastScore


def build(result: Backtest, language: Language) -> Document:
    """The page in one language."""
    days = sorted({one.date for one in result.forecasts})
    return Document(
        language=language,
        title=say("past title", language, title=result.title.in_(language)),
        subtitle=say(
            "past facts", language, origins=str(len(days)),
            first=formats.day(days[0], language), last=formats.day(days[-1], language),
        ),
        handling=say("handling", language, mark=result.tlp),
        summary=say("past summary", language),
        as_of=days[-1],
        sections=tuple(_sections(result, language)),
    )  # fmt: skip


def _sections(result: Backtest, language: Language) -> Iterator[Section]:
    yield _curves(result, language)
    if result.scores:
        yield _scores(result, language)
    if result.calibration:
        yield _calibration(result, language)
    yield _limits(result, language)
    yield _forecasts(result, language)
    yield _run(result, language)


def _months(months: int, language: Language) -> str:
    return say("months", language, months=str(months)).replace(" ", "\u00a0")


def _scores(result: Backtest, language: Language) -> Section:
    blocks: list[Block] = [Paragraph((say("past scores text", language),), "note")]
    columns = (
        Column(say("past forecaster", language)),
        Column(say("past brier", language), numeric=True),
        Column(say("past log", language), numeric=True),
        Column(say("past difference", language), numeric=True),
    )
    for outcome, label in result.outcomes.items():
        rows: list[Row] = []
        for months in result.months:
            here = [r for r in result.scores if (r.outcome, r.months) == (outcome, months)]
            if here:
                title = say(
                    "past period", language, months=_months(months, language),
                    n=str(here[0].n), events=str(here[0].events),
                )  # fmt: skip
                rows.append(Row((Cell((title,)),), title=True))
                rows += [_score(row, language) for row in here]
        caption = label.in_(language)
        blocks.append(Table(caption, columns, tuple(rows), f"table-{outcome}", compact=True))
    return Section("scores", say("past scores", language), tuple(blocks))


def _score(row: PastScore, language: Language) -> Row:
    def number(value: float | None) -> str:
        return "–" if value is None else formats.decimal(value, language, 3)

    apart = "–"
    if row.difference is not None and row.low is not None and row.high is not None:
        apart = say(
            "past interval", language, value=formats.signed(row.difference, language, 3),
            low=formats.signed(row.low, language, 3), high=formats.signed(row.high, language, 3),
        )  # fmt: skip
    texts = (say(f"rival {row.rival}", language), number(row.brier), number(row.log), apart)
    return Row(tuple(Cell((text,)) for text in texts))


def _curves(result: Backtest, language: Language) -> Section:
    months = past_charts.headline(result)
    text = say("past curves text", language, months=_months(months, language))
    lines = []
    for outcome, label in result.outcomes.items():
        said = [f.probability for f in result.forecasts
                if (f.outcome, f.months) == (outcome, months)]  # fmt: skip
        began = ", ".join(formats.day(day, language) for day in result.onsets[outcome])
        lines.append(
            say(
                "past curves alternative", language, outcome=label.in_(language),
                low=formats.percent(min(said), language), high=formats.percent(max(said), language),
                onsets=began or say("past none", language),
            )
        )  # fmt: skip
    figure = Figure(
        caption=text,
        alternative=" ".join(lines),
        wide=draw(past_charts.said(result, language, WIDE), "past-wide", language),
        narrow=draw(past_charts.said(result, language, NARROW), "past-narrow", language),
        anchor="figure-past",
    )
    return Section("judgement", say("past curves", language), (figure,))


def _calibration(result: Backtest, language: Language) -> Section:
    bins = result.calibration
    columns = tuple(
        Column(say(f"past {key}", language), numeric=key != "range")
        for key in ("range", "n", "mean", "happened")
    )
    rows = []
    for b in bins:
        span = say(
            "past range value", language, low=formats.percent(b.lower, language),
            high=formats.percent(b.upper, language),
        )  # fmt: skip
        ends = formats.span(b.low, b.high, language)
        texts = (
            span, str(b.n), formats.percent(b.forecast, language),
            f"{formats.percent(b.happened, language)} ({ends})",
        )  # fmt: skip
        rows.append(Row(tuple(Cell((text,)) for text in texts)))
    title = say("past calibration", language)
    figure = Figure(
        caption=say("past calibration text", language),
        alternative="; ".join(
            f"{formats.percent(b.forecast, language)} → {formats.percent(b.happened, language)}"
            for b in bins
        ),
        wide=draw(past_charts.calibration(bins, language, WIDE), "cal-wide", language),
        narrow=draw(past_charts.calibration(bins, language, NARROW), "cal-narrow", language),
        anchor="figure-calibration",
    )
    table = Table(title, columns, tuple(rows), "table-calibration", compact=True)
    return Section("calibration", title, (figure, table))


def _limits(result: Backtest, language: Language) -> Section:
    checked = say("past checked", language, day=formats.day(result.checked, language))
    items = tuple((None, (text,)) for text in (
        *(caveat.in_(language) for caveat in result.caveats), checked
    ))  # fmt: skip
    return Section("limits", say("past caveats", language), (Listing(items),))


def _forecasts(result: Backtest, language: Language) -> Section:
    """Every origin at the drawn horizon, a column for each outcome."""
    months = past_charts.headline(result)
    by_day: dict[date, dict[str, PastForecast]] = {}
    for one in result.forecasts:
        if one.months == months:
            by_day.setdefault(one.date, {})[one.outcome] = one
    outcomes = (Column(label.in_(language), numeric=True) for label in result.outcomes.values())
    columns = (Column(say("past origin", language)), *outcomes)
    rows = []
    for day, found in by_day.items():
        cells = [Cell((formats.day(day, language),))]
        for outcome in result.outcomes:
            one = found[outcome]
            key = "pending" if one.happened is None else "yes" if one.happened else "no"
            cells.append(
                Cell(
                    (formats.percent(one.probability, language),),
                    small=say(f"past {key}", language),
                )
            )
        rows.append(Row(tuple(cells)))
    text = say("past table text", language, months=_months(months, language))
    title = say("past table", language)
    table = Table(title, columns, tuple(rows), "table-past", compact=True)
    return Section("forecasts", title, (Paragraph((text,), "note"), table))


def _run(result: Backtest, language: Language) -> Section:
    run = result.run
    pairs = (
        ("run version", run.tocsin),
        ("run case", run.case),
        ("run hash", run.case_sha256),
        ("run evidence", run.evidence_sha256),
        ("run seed", str(run.seed)),
        ("run samples", formats.decimal(run.samples, language, 0)),
    )
    rows = tuple(
        Row((Cell((say(key, language),)), Cell((value,), tone="code"))) for key, value in pairs
    )
    columns = (Column(say("setting", language)), Column(say("value", language)))
    table = Table(say("run caption", language), columns, rows, "table-run")
    return Section("run", say("run", language), (table,))
