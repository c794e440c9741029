"""What is learned from the past, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.render import grid, heading, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import CountedRate, FittedCases, Learning, LeaveOneOut, LeftOut, OddsRatio
from tocsin.terms import name

VERDICTS = {"raises": "red", "lowers": "green", "past cases cannot tell": "bright_black"}


def show_learning(result: Learning, language: Language, console: Console) -> None:
    """Counted rates, then the fits of selected cases, then each case left out."""
    state = "learn current" if result.current else "learn not current"
    titles(result.title.in_(language), None, say(state, language), console)
    if result.rates:
        _rates(result.rates, language, console)
    for caveat in result.caveats:
        console.print(Padding(Shown(caveat.in_(language)), (0, 0, 0, 2)))
    for fit in result.fits:
        _fit(fit, language, console)
    for left_out in result.leave_one_out:
        _left_out(left_out, language, console)


def _rates(rates: list[CountedRate], language: Language, console: Console) -> None:
    heading(say("rates caption", language), console)
    columns = ("rate", "events", "years", "mean", "interval 90")
    table = grid(*(say(key, language) for key in columns), right=(1, 2, 3, 4))
    for column in table.columns[1:]:
        column.no_wrap = True
    for rate in rates:
        table.add_row(
            _rate(rate, language),
            Shown(str(rate.events)),
            Shown(formats.decimal(rate.years, language, 1)),
            Shown(figure(rate.mean, language), style="bold"),
            Shown(_span(rate.low, rate.high, language)),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _rate(rate: CountedRate, language: Language) -> Shown:
    """What a rate is of, then its id, its source and where it is used."""
    told = {
        "node": rate.node_label.in_(language),
        "direction": name("direction", rate.direction, language),
    }
    if rate.leaving_label is None:
        shown = Shown(say("rate step", language, **told))
    else:
        shown = Shown(say("rate leaving", language, level=rate.leaving_label.in_(language), **told))
    if not rate.used_by:
        detail = say("rate unused", language, source=rate.source)
    elif rate.used_by == [rate.id]:
        detail = say("rate used", language, source=rate.source)
    else:
        places = ", ".join(rate.used_by)
        detail = say("rate lent", language, source=rate.source, places=places)
    shown.append(f"\n{rate.id}\n{detail}", style="bright_black")
    return shown


def figure(value: float, language: Language) -> str:
    """A positive number to two or three significant digits; never shown as nothing."""
    if value < 0.0001:
        return "<" + formats.decimal(0.0001, language, 4)
    digits = 1 if value >= 10 else 2 if value >= 0.1 else 3 if value >= 0.01 else 4
    return formats.decimal(value, language, digits)


def _span(low: float, high: float, language: Language) -> str:
    joiner = " à " if language is Language.FR else "–"
    return figure(low, language) + joiner + figure(high, language)


def _fit(fit: FittedCases, language: Language, console: Console) -> None:
    heading(
        say(
            "fit caption", language, label=fit.label.in_(language), kind=fit.kind.in_(language),
            positive=str(fit.cases_with), negative=str(fit.cases_without),
        ),
        console,
    )  # fmt: skip
    penalties = [
        say("penalty", language, sd=formats.decimal(ratio.penalty_sd, language, 1))
        for ratio in fit.factors[0].ratios
    ]
    console.print(Padding(Shown(say("odds ratios text", language)), (0, 0, 0, 2)))
    table = grid(say("factor", language), *penalties, say("verdict", language))
    for column in table.columns[1:-1]:
        column.no_wrap = True
    for factor in fit.factors:
        code = factor.factor.upper()
        shown = Shown(code, style="bold")
        if factor.label is not None:
            label = factor.label.in_(language).replace(f" ({code})", "")
            shown.append(f" {label}", style="not bold")
        table.add_row(
            shown,
            *(Shown(_ratio(ratio, language)) for ratio in factor.ratios),
            Shown(name("verdict", factor.verdict, language), style=VERDICTS[factor.verdict]),
        )
    console.print(Padding(table, (0, 0, 0, 2)))
    if fit.note is not None:
        console.print(Padding(Shown(fit.note.in_(language), style="bright_black"), (0, 0, 0, 2)))


def _ratio(ratio: OddsRatio, language: Language) -> str:
    return f"{figure(ratio.ratio, language)} ({_span(ratio.low, ratio.high, language)})"


def _left_out(result: LeaveOneOut, language: Language, console: Console) -> None:
    heading(say("left out caption", language), console)
    columns = ("past case", "outcome", "model", "base rate alone")
    table = grid(*(say(key, language) for key in columns), "", right=(2, 3))
    for past in result.past:
        table.add_row(*_past(past, language))
    console.print(Padding(table, (0, 0, 0, 2)))
    for why in dict.fromkeys(one.why_not.in_(language) for one in result.past if one.why_not):
        line = say("reason", language, what=say("not scored", language), why=why)
        console.print(Padding(Shown(line, style="bright_black"), (0, 0, 0, 2)))
    _scores(result, language, console)


def _past(past: LeftOut, language: Language) -> list[Shown]:
    def probability(value: float | None) -> str:
        return "–" if value is None else formats.percent(value, language)

    return [
        Shown(f"{past.id} {past.label.in_(language)}"),
        Shown(name("outcome class", past.outcome_class, language)),
        Shown(probability(past.probability), style="bold"),
        Shown(probability(past.base_rate)),
        Shown("" if past.why_not is None else say("not scored", language), style="bright_black"),
    ]


def _scores(result: LeaveOneOut, language: Language, console: Console) -> None:
    if not result.scores:
        heading(say("no scores", language), console)
        return
    heading(say("scores caption", language, n=str(result.n)), console)
    columns = ("rule", "model", "base rate alone", "paired difference")
    table = grid(*(say(key, language) for key in columns), right=(1, 2, 3))
    for row in result.scores:
        error = row.standard_error
        table.add_row(
            Shown(name("rule", row.rule, language)),
            Shown(formats.decimal(row.model, language, 3), style="bold"),
            Shown(formats.decimal(row.base_rate, language, 3)),
            Shown(
                f"{formats.signed(row.difference, language, 3)} ± "
                f"{'–' if error is None else formats.decimal(error, language, 3)}"
            ),
        )
    console.print(Padding(table, (0, 0, 0, 2)))
    for caveat in result.caveats:
        console.print(Padding(Shown(caveat.in_(language), style="yellow"), (0, 0, 0, 2)))
