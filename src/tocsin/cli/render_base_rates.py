"""Base rates on a terminal."""

from __future__ import annotations

import math

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.render import grid, heading, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import BaseRates, ClassRate, EventRates, ModelRate


def show_base_rates(result: BaseRates, language: Language, console: Console) -> None:
    """A table for each kind of event, then what to mind, then where the figures come from."""
    one, other = result.one.in_(language), result.other.in_(language)
    traits = ", ".join(trait.in_(language) for trait in result.traits)
    titles(
        say("baserate title", language, one=one, other=other),
        None,
        say("baserate alike", language, year=str(result.traits_year), traits=traits),
        console,
    )
    for rates in result.rates:
        _event(rates, result, language, console)
    heading(say("baserate mind", language), console)
    for caveat in result.caveats:
        console.print(Padding(Shown(caveat.in_(language)), (0, 0, 0, 2)))
    heading(say("baserate sources", language), console)
    for source in result.sources:
        line = say(
            "baserate source line", language, title=source.title, release=source.release,
            first=str(source.first), last=str(source.last), licence=source.licence.in_(language),
            shipped=source.shipped.in_(language),
        )  # fmt: skip
        shown = Shown(line)
        shown.append(f" {source.citation}", style="bright_black")
        console.print(Padding(shown, (0, 0, 0, 2)))


def _event(rates: EventRates, result: BaseRates, language: Language, console: Console) -> None:
    source = next(each for each in result.sources if each.id == rates.source)
    caption = say(
        "baserate caption", language, event=rates.label.in_(language), source=source.short,
        first=str(rates.first), last=str(rates.last),
    )  # fmt: skip
    heading(caption, console)
    definition = Shown(rates.definition.in_(language), style="bright_black")
    console.print(Padding(definition, (0, 0, 0, 2)))
    columns = ("baserate class", "events", "baserate pair years", "baserate rate a year",
               "interval 90", "baserate one in")  # fmt: skip
    table = grid(*(say(key, language) for key in columns), right=(1, 2, 3, 4, 5))
    for column in table.columns[1:]:
        column.no_wrap = True
    for row in rates.classes:
        table.add_row(*_class(row, language))
    console.print(Padding(table, (0, 0, 0, 2)))
    if rates.model is not None:
        console.print(Padding(Shown(_model(rates.model, language)), (0, 0, 0, 2)))


def _class(row: ClassRate, language: Language) -> list[Shown]:
    joiner = say("baserate to", language)
    return [
        Shown(row.label.in_(language)),
        Shown(formats.decimal(row.events, language, 0)),
        Shown(formats.decimal(row.years, language, 0)),
        Shown(_rate(row.mean, language), style="bold"),
        Shown(f"{_rate(row.low, language)}{joiner}{_rate(row.high, language)}"),
        Shown(formats.decimal(1 / row.mean, language, 0)),
    ]


def _rate(value: float, language: Language) -> str:
    """A rate to two significant digits, six decimals at most."""
    digits = min(6, max(0, 1 - math.floor(math.log10(value)))) if value > 0 else 0
    return formats.decimal(value, language, digits)


def _model(model: ModelRate, language: Language) -> str:
    return say(
        "baserate model", language, year=str(model.known_until),
        p=formats.percent(model.probability, language), low=formats.percent(model.low, language),
        high=formats.percent(model.high, language), first=str(model.fitted_first),
        last=str(model.fitted_last), events=formats.decimal(model.fitted_events, language, 0),
        years=formats.decimal(model.fitted_years, language, 0),
    )  # fmt: skip
