"""What is done and what is learned, on a terminal: each outcome before and after."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from tocsin import formats
from tocsin.cli.changes import marked
from tocsin.cli.render import grid, heading, run_line, sparkline, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import KeptScenarios, OutcomeEffect, ScenarioStep, WhatIf


def show_whatif(result: WhatIf, language: Language, console: Console) -> None:
    """What is done, what is learned, then each outcome as it stands and with that."""
    facts = say("as of", language, date=formats.day(result.as_of, language))
    titles(result.title.in_(language), None, facts, console)
    done = [step for step in result.steps if step.kind != "given"]
    learned = [step for step in result.steps if step.kind == "given"]
    _steps("done caption", done, language, console)
    _steps("learned caption", learned, language, console)
    if learned:
        share = say(
            "learned share done" if done else "learned share", language,
            p=formats.percent(result.kept, language),
            n=formats.decimal(result.histories, language, 0),
        )  # fmt: skip
        console.print(Padding(Shown(share), (0, 0, 0, 2)))
    which = "both" if done and learned else "done" if done else "learned"
    heading(say(f"effects {which}", language), console)
    for outcome in result.outcomes:
        console.print()
        console.print(Padding(Shown(outcome.label.in_(language)), (0, 0, 0, 2)))
        console.print(Padding(_horizons(outcome, which, language), (0, 0, 0, 2)))
        _curves(outcome, which, language, console)
    console.print()
    console.print(Shown(say("marks", language), style="bright_black"))
    for warning in result.warnings:
        text = say("warning text", language, text=warning.in_(language))
        console.print(Shown(text, style="yellow"))
    run_line(result.run, language, console)


def _steps(caption: str, steps: list[ScenarioStep], language: Language, console: Console) -> None:
    if not steps:
        return
    heading(say(caption, language), console)
    for step in steps:
        table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
        table.add_row("•", Shown(step.label.in_(language)))
        console.print(Padding(table, (0, 0, 0, 2)))


def _horizons(outcome: OutcomeEffect, which: str, language: Language) -> Table:
    """The widths are fixed so that the tables of all outcomes stand in line."""
    columns = ("within", "as it stands", f"if {which}", "change points", "in words")
    table = grid(*(say(key, language) for key in columns), right=(0, 1, 2, 3))
    for column, width in zip(table.columns, (9, 12, 11, 18), strict=False):
        column.width = width
    for each in outcome.horizons:
        table.add_row(
            Shown(say("months", language, months=str(each.months)).replace(" ", "\u00a0")),
            Shown(formats.percent(each.before, language)),
            Shown(formats.percent(each.after, language), style="bold"),
            marked(each.change, each.change_error, language, errors=True),
            Shown(each.words.in_(language)),
        )
    return table


def _curves(outcome: OutcomeEffect, which: str, language: Language, console: Console) -> None:
    """Both curves month by month on one scale, so that their heights compare."""
    before = [each.before for each in outcome.curve]
    after = [each.after for each in outcome.curve]
    top = max(*before, *after)
    names = [say(key, language) for key in ("as it stands", f"if {which}")]
    across = max(map(len, names))
    width = max(12, min(console.width, 100) - across - 12)
    for name, values, style in zip(names, (before, after), ("bright_black", "blue"), strict=True):
        line = Shown(f"{name:<{across}}  ")
        line.append(sparkline(values, width, (0.0, top)), style=style)
        line.append(f" {formats.percent(values[-1], language)}")
        console.print(Padding(line, (0, 0, 0, 4)))
    said = say(
        "curves", language, months=str(outcome.curve[-1].months),
        top=formats.percent(top, language),
    )  # fmt: skip
    console.print(Padding(Shown(said, style="bright_black"), (0, 0, 0, 4)))


def show_kept(result: KeptScenarios, language: Language, console: Console) -> None:
    """The scenarios that have a name: what is done and learned, who kept each, and why."""
    titles(say("kept scenarios", language), None, result.case, console)
    if not result.scenarios:
        console.print(Shown(say("no kept scenarios", language)))
    for one in result.scenarios:
        console.print()
        console.print(Shown(one.name, style="bold"))
        for option, steps in (
            ("--set", one.hold), ("--put", one.put), ("--rate", one.rates), ("--given", one.given),
        ):  # fmt: skip
            for step in steps:
                console.print(Padding(Shown(f"{option} {step}"), (0, 0, 0, 2)))
        said = say(
            "kept by", language, who=one.who, date=formats.day(one.recorded[:10], language),
            why=one.why,
        )  # fmt: skip
        console.print(Padding(Shown(said, style="bright_black"), (0, 0, 0, 2)))
