"""The opening of a briefing: the judgement, its key figures, and the probabilities behind it."""

from __future__ import annotations

from datetime import date
from string import ascii_uppercase

from tocsin import formats
from tocsin.briefing import charts
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import (
    Block,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    Link,
    Listing,
    Paragraph,
    Row,
    Section,
    Strong,
)
from tocsin.briefing.words import band
from tocsin.results import CurvePoint, ExplanationRow, HorizonForecast, OutcomeForecast

MARKERS = 6


def headline(outcome: OutcomeForecast, months: int) -> HorizonForecast:
    """The forecast at the headline horizon, or the nearest one that was asked for."""
    return min(outcome.horizons, key=lambda each: abs(each.months - months))


def judgement(w: Writer) -> Section:
    """The judgement in two sentences, the confidence apart, then the key figures."""
    a = w.findings.assessment
    blocks: list[Block] = [
        lead(w),
        *inputs_beside(w, a.outcomes[-1]),
        Paragraph((w.text(a.confidence),)),
    ]  # fmt: skip
    moved = _moved_most(w)
    if moved is not None:
        blocks.append(Paragraph(moved))
    if a.health.warnings:
        cautions = " ".join(w.text(each) for each in a.health.warnings)
        blocks.append(Paragraph((cautions,), "warning"))
    blocks.append(_key_figures(w))
    return Section("judgement", w.say("judgement"), tuple(blocks))


def lead(w: Writer) -> Paragraph:
    """The gravest outcome and the most probable one, each with its word, number and base rate."""
    a = w.findings.assessment
    gravest = a.outcomes[-1]
    likeliest = max(a.outcomes, key=lambda o: headline(o, a.headline_months).probability)
    first = _sentence(w, "judgement gravest", gravest)
    if likeliest is gravest:
        return Paragraph(first, "lead")
    return Paragraph((*first, " ", *_sentence(w, "judgement likeliest", likeliest)), "lead")


def _sentence(w: Writer, key: str, outcome: OutcomeForecast) -> tuple[Inline, ...]:
    forecast = headline(outcome, w.findings.assessment.headline_months)
    mark = "\u0001"
    sentence = w.say(
        key,
        months=str(forecast.months),
        date=w.day(forecast.until),
        label=w.text(outcome.label),
        predicate=mark,
    )
    before, after = sentence.split(mark)
    parts: list[Inline] = [
        before, Strong(w.text(band(forecast.probability).predicate)), after, " (",
        Link(w.percent(forecast.probability), f"#p-{outcome.id}-{forecast.months}"),
    ]  # fmt: skip
    if forecast.base_rate is None:
        parts += [w.semicolon, w.say("no base")]
    else:
        base = w.say("against base", base=mark).split(mark)
        figure = Link(w.percent(forecast.base_rate), f"#anchor-{outcome.id}")
        parts += [w.semicolon, base[0], figure, base[1]]
    return tuple(part for part in [*parts, ")."] if part != "")


def inputs_beside(w: Writer, outcome: OutcomeForecast) -> list[Block]:
    """What an analyst put in moves the answer: the range over inputs, beside the headline."""
    forecast = headline(outcome, w.findings.assessment.headline_months)
    swing = w.findings.matters.swings[0]
    input_, low = "\u0001", "\u0002"
    sentence = w.say(
        "inputs beside",
        low=low,
        high=w.percent(forecast.high),
        error=formats.points(forecast.mc_error, w.language),
        input=input_,
        from_=w.percent(min(swing.low, swing.high)),
        to=w.percent(max(swing.low, swing.high)),
    )
    before, rest = sentence.split(low)
    middle, after = rest.split(input_)
    range_ = Link(w.percent(forecast.low), f"#p-{outcome.id}-{forecast.months}")
    input_link = Link(w.text(swing.label), f"#input-{swing.id}")
    return [Paragraph((before, range_, middle, input_link, after))]


def _moved_most(w: Writer) -> tuple[Inline, ...] | None:
    e = w.findings.explanation
    items = [row for row in e.rows if row.kind in ("evidence", "rating", "report")]
    if not items:
        return None
    row = max(items, key=lambda each: abs(each.change))
    change, item = "\u0001", "\u0002"
    sentence = w.say("moved most", label=w.text(e.outcome_label), item=item, change=change)
    before, rest = sentence.split(item)
    middle, after = rest.split(change)
    figure = Link(formats.signed(row.change, w.language), f"#row-{row.id}")
    return (before, Strong(w.text(row.label)), middle, figure, after)


def _key_figures(w: Writer) -> KeyFigures:
    a = w.findings.assessment
    items = []
    for outcome in a.outcomes:
        forecast = headline(outcome, a.headline_months)
        base = forecast.base_rate
        items.append(
            KeyFigure(
                Link(w.percent(forecast.probability), f"#p-{outcome.id}-{forecast.months}"),
                w.text(outcome.label),
                f"{w.text(forecast.words)}, {w.say('within months', months=str(forecast.months))}",
                w.say("no base")
                if base is None
                else w.say("base rate short", base=w.percent(base)),
                w.say("range beside", span=formats.span(forecast.low, forecast.high, w.language)),
            )
        )
    observed = sum(t.state == "observed" for t in a.triggers)
    unwatched = sum(t.state == "not monitored" for t in a.triggers)
    count = w.say("of", n=str(observed), total=str(len(a.triggers)))
    items.append(
        KeyFigure(
            Link(count, "#triggers"), w.say("triggers observed"), "",
            w.say("not watched too", n=str(unwatched)) if unwatched else w.say("all watched"),
        )
    )  # fmt: skip
    if a.hypotheses:
        best = max(a.hypotheses, key=lambda h: h.posterior - h.prior)
        items.append(
            KeyFigure(
                Link(w.percent(best.posterior), f"#hypothesis-{best.id}"),
                w.say("leading hypothesis"), w.text(best.label),
                w.say("from prior", prior=w.percent(best.prior),
                      posterior=w.percent(best.posterior)),
            )
        )  # fmt: skip
    return KeyFigures(tuple(items))


def probabilities(w: Writer) -> Section:
    """The table by horizon, what is going on now, and the curve back through time."""
    a = w.findings.assessment
    columns = ("horizon", "~until", "#probability", "in words", "~#mc error", "#80 range",
               "#Base rate")  # fmt: skip
    rows = [row for outcome in a.outcomes for row in _forecast_rows(w, outcome, len(columns))]
    blocks: list[Block] = [
        w.table(w.say("probabilities caption"), "table-probabilities", columns, rows, compact=True),
        Paragraph((w.say("probabilities note"),), "note"),
        Paragraph((going_on(w),)),
    ]
    if a.curve:
        blocks += _curve(w)
    return Section("probabilities", w.say("probabilities"), tuple(blocks))


def going_on(w: Writer) -> str:
    """Apart from any new onset: whether each outcome is going on now."""
    outcomes = w.findings.assessment.outcomes
    if all(o.going_on == 0 for o in outcomes):
        return w.say("nothing going on")
    now = ", ".join(f"{w.text(o.label)} {w.percent(o.going_on)}" for o in outcomes)
    return w.say("going on text", list=now)


def _forecast_rows(w: Writer, outcome: OutcomeForecast, columns: int) -> list[Row]:
    """The outcome's name, then a row for each horizon."""
    head = Row((cell(w.text(outcome.label)), *[cell("")] * (columns - 1)), title=True)
    return [head, *(_forecast_row(w, outcome, forecast) for forecast in outcome.horizons)]


def _forecast_row(w: Writer, outcome: OutcomeForecast, f: HorizonForecast) -> Row:
    explained = w.findings.explanation
    why = (explained.outcome, explained.months) == (outcome.id, f.months)
    shown = w.percent(f.probability)
    base = w.say("none") if f.base_rate is None else w.percent(f.base_rate)
    return Row(
        (
            cell(w.months(f.months)),
            cell(w.day(f.until, short=True)),
            cell(Link(shown, "#table-reasons") if why else shown, tone="strong"),
            cell(w.text(f.words)),
            cell(formats.points(f.mc_error, w.language)),
            cell(formats.span(f.low, f.high, w.language)),
            cell(base if f.base_rate is None else Link(base, f"#anchor-{outcome.id}")),
        ),
        anchor=f"p-{outcome.id}-{f.months}",
    )


def _curve(w: Writer) -> list[Block]:
    a = w.findings.assessment
    shown = _marked(w)
    markers = [charts.Marker(letter, day) for letter, day, _ in shown]
    figure = w.figure(
        "figure-curve",
        w.say("curve caption", months=str(a.headline_months)),
        " ".join(_alternative(w, outcome, a.curve) for outcome in a.outcomes),
        lambda width: charts.curve(a.curve, a.outcomes, markers, w.language, width),
    )
    if not shown:
        return [figure]
    items: list[tuple[str | None, Inlines]] = []
    for letter, day, rows in shown:
        content: list[Inline] = [Strong(letter), " ", w.day(day, short=True), " – "]
        for i, row in enumerate(rows):
            content += [w.semicolon] * (i > 0) + [Link(w.text(row.label), f"#row-{row.id}")]
        items.append((None, tuple(content)))
    return [figure, Listing(tuple(items), title=w.say("events shown"))]


def _marked(w: Writer) -> list[tuple[str, date, list[ExplanationRow]]]:
    """The days whose items moved the explained outcome most, lettered in order."""
    a = w.findings.assessment
    days: dict[date, list[ExplanationRow]] = {}
    for row in w.findings.explanation.rows:
        if row.date is not None and a.start <= row.date <= a.as_of and row.kind != "small":
            days.setdefault(row.date, []).append(row)
    most = sorted(days, key=lambda day: (-sum(abs(row.change) for row in days[day]), day))
    chosen = sorted(most[:MARKERS])
    return [(letter, day, days[day]) for letter, day in zip(ascii_uppercase, chosen, strict=False)]


def _alternative(w: Writer, outcome: OutcomeForecast, points: list[CurvePoint]) -> str:
    series = [point.probability[outcome.id] for point in points]
    high = max(range(len(series)), key=series.__getitem__)
    return w.say(
        "curve alt",
        label=w.text(outcome.label),
        first=w.percent(series[0]),
        low=w.percent(min(series)),
        high=w.percent(series[high]),
        date=w.day(points[high].date, short=True),
        last=w.percent(series[-1]),
    )
