"""Obligations, routes and problems on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.render import grid, heading, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import BoundDuty, Obligations, Problem, Routes
from tocsin.terms import name

STATUS_COLORS = {
    "open": "green", "building": "yellow", "agreed": "yellow", "restricted": "red",
    "closed": "red",
}  # fmt: skip
SEVERITY_COLORS = {"error": "red", "warning": "yellow", "note": "bright_black"}


def show_obligations(result: Obligations, language: Language, console: Console) -> None:
    """Duties to act, duties of restraint, conflicts, and what was looked for."""

    def actor(key: str) -> str:
        return result.actors[key].in_(language) if key in result.actors else key

    def actors(keys: Sequence[str]) -> str:
        return ", ".join(actor(key) for key in keys) or "–"

    when = formats.day(result.as_of, language)
    text = say(
        "obligations text", language, attacked=actor(result.attacked), by=actor(result.by),
        date=when,
    )  # fmt: skip
    console.print(Shown(text, style="bold"))
    for key, duties in (("bound caption", result.bound), ("restrained caption", result.restrained)):
        if duties:
            heading(say(key, language), console)
            _duties(duties, actor, language, console)
    if result.not_bound:
        console.print()
        console.print(Shown(say("not bound", language, list=actors(result.not_bound))))
    if result.conflicts:
        heading(say("conflicts caption", language), console)
        for each in result.conflicts:
            line = Shown(f"{actor(each.actor)}: ", style="bold")
            line.append(each.text.in_(language), style="not bold")
            console.print(Padding(line, (0, 0, 0, 2)))
    if result.not_found:
        heading(say("searched caption", language), console)
        table = grid(*(say(key, language) for key in ("question", "answer", "sure")))
        for found in result.not_found:
            table.add_row(
                Shown(found.question.in_(language)),
                Shown(found.answer.in_(language)),
                Shown(name("strength", found.sure, language)),
            )
        console.print(Padding(table, (0, 0, 0, 2)))
    if result.blocs:
        heading(say("blocs caption", language), console)
        table = grid(*(say(key, language) for key in ("bloc", "members", "frozen")))
        for bloc in result.blocs:
            table.add_row(
                Shown(bloc.label.in_(language)),
                Shown(actors(bloc.members) if bloc.members else say("none coded", language)),
                Shown(actors(bloc.frozen)),
            )
        console.print(Padding(table, (0, 0, 0, 2)))


def _duties(
    duties: Sequence[BoundDuty], actor: Callable[[str], str], language: Language, console: Console
) -> None:
    columns = ("actor", "duty", "text", "treaty", "applies")
    table = grid(*(say(key, language) for key in columns))
    owed: dict[str, list[BoundDuty]] = {}
    for duty in duties:
        owed.setdefault(duty.model_dump_json(exclude={"actor", "reason"}), []).append(duty)
    for same in owed.values():
        duty = same[0]
        article = f", {say('article', language, article=duty.article)}" if duty.article else ""
        applies = name("applies", duty.applies, language)
        table.add_row(
            Shown(", ".join(actor(each.actor) for each in same)),
            Shown(name("duty", duty.kind, language)),
            Shown(duty.text.in_(language)),
            Shown(f"{duty.treaty_label.in_(language)}{article}"),
            Shown(applies, style="green" if duty.applies == "applies" else "bright_black"),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def show_routes(result: Routes, language: Language, console: Console) -> None:
    """The status of each route, then the ways between actors."""
    when = formats.day(result.as_of, language)
    titles(say("routes", language), None, say("as of", language, date=when), console)
    heading(say("routes caption", language), console)
    columns = ("route", "mode", "status", "since", "support")
    table = grid(*(say(key, language) for key in columns))
    for route in result.routes:
        label = Shown(route.label.in_(language))
        if route.since is None:
            label.append(f"\n{route.note.in_(language)}", style="bright_black")
        table.add_row(
            label,
            Shown(name("mode", route.mode, language)),
            Shown(
                name("status", route.status, language),
                style=STATUS_COLORS.get(route.status, "bright_black"),
            ),
            Shown("–" if route.since is None else formats.day(route.since, language, short=True)),
            Shown(name("support", route.support, language)),
        )
    console.print(Padding(table, (0, 0, 0, 2)))
    if not result.ways:
        return
    labels = {route.id: route.label.in_(language) for route in result.routes}
    heading(say("ways caption", language), console)
    table = grid(*(say(key, language) for key in ("way", "by routes", "status", "support")))
    for way in result.ways:
        ends = [
            result.actors[key].in_(language) if key in result.actors else key
            for key in (way.start, way.end)
        ]
        table.add_row(
            Shown(" – ".join(ends)),
            Shown(", ".join(labels.get(key, key) for key in way.routes)),
            Shown(
                name("status", way.status, language),
                style=STATUS_COLORS.get(way.status, "bright_black"),
            ),
            Shown(name("support", way.support, language)),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def show_problems(problems: Sequence[Problem], language: Language, console: Console) -> None:
    """Every problem on lines that an editor can follow, and their count."""
    for problem in problems:
        line = Shown(f"{problem.file}:{problem.line}:{problem.column}: ")
        severity = name("severity", problem.severity, language)
        line.append(severity, style=SEVERITY_COLORS[problem.severity])
        line.append(f" [{problem.code}] {problem.got}; {problem.allowed}; {problem.do}")
        console.print(line, soft_wrap=True)
    if not problems:
        console.print(say("fine", language))
        return
    counts = {
        f"{severity}s": str(sum(problem.severity == severity for problem in problems))
        for severity in ("error", "warning")
    }
    console.print(Shown(say("problems", language, **counts), style="bold"))
