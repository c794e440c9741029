"""A premortem on a terminal: ways to be wrong, then what each assumption or item decides."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.changes import STYLES, key_of_columns, letters, mark
from tocsin.cli.render import grid, heading, run_line, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language, Text
from tocsin.results import IfKnown, OutcomePremortem, Premortem
from tocsin.terms import name

WAYS = 5
"""Ways to be wrong about an outcome that are shown; all of them are in the result."""


def show_premortem(result: Premortem, language: Language, console: Console) -> None:
    """Each outcome's ways to be wrong, then the probabilities if one thing were known."""
    as_of = say("as of", language, date=formats.day(result.as_of, language))
    facts = say("facts", language, as_of=as_of, months=str(result.months))
    titles(result.title.in_(language), None, facts, console)
    for outcome in result.outcomes:
        _outcome(outcome, language, console)
    _if_known(result, language, console)
    run_line(result.run, language, console)


def _outcome(outcome: OutcomePremortem, language: Language, console: Console) -> None:
    heading(
        say(
            "suppose happens", language, label=outcome.label.in_(language),
            p=formats.percent(outcome.probability, language), words=outcome.words.in_(language),
        ),
        console,
    )  # fmt: skip
    said = say("suppose no" if outcome.expected else "suppose yes", language)
    console.print(Padding(Shown(said), (0, 0, 0, 2)))
    if not outcome.ways:
        console.print(Padding(Shown(say("no ways", language)), (0, 0, 0, 2)))
        return
    table = grid(*(say(key, language) for key in ("way wrong", "now", "if so")), right=(1, 2))
    table.columns[0].width = 56
    for way in outcome.ways[:WAYS]:
        label = Shown(_denied(way.label, way.kind == "failed assumption", language))
        kind = name("way", way.kind, language)
        label.append(f"\n{_with_sign(kind, way.signpost, language)}", style="bright_black")
        table.add_row(
            label,
            Shown(formats.percent(way.now, language)),
            Shown(f"→ {formats.percent(way.if_wrong, language)}", style="bold"),
        )
    console.print(Padding(table, (0, 0, 0, 2)))
    if len(outcome.ways) > WAYS:
        more = say("more", language, n=str(len(outcome.ways) - WAYS))
        console.print(Padding(Shown(more, style="bright_black"), (0, 0, 0, 2)))


def _denied(label: Text, untrue: bool, language: Language) -> str:
    """An assumption that fails is said not to be so: its label alone would say the opposite."""
    text = label.in_(language)
    return say("not so", language, label=text) if untrue else text


def _with_sign(text: str, signpost: Text | None, language: Language) -> str:
    if signpost is None:
        return text
    sign = say("sign", language, signpost=signpost.in_(language))
    return f"{text} · {sign}" if text else sign


def _if_known(result: Premortem, language: Language, console: Console) -> None:
    heading(say("if known caption", language), console)
    labels = {o.outcome: o.label for o in result.outcomes}
    now = {o.outcome: o.probability for o in result.outcomes}
    key_of_columns(labels, now, language, console)
    outcomes = list(letters(list(labels)).values())
    heads = ("", *outcomes, say("likely now", language))
    table = grid(*heads, right=range(1, 2 + len(outcomes)))
    for column in table.columns[1:]:
        column.no_wrap = True
    stands = [Shown(f"{formats.percent(p, language)}\u00a0\u00a0") for p in now.values()]
    table.add_row(Shown(say("as it stands", language), style="bold"), *stands, "")
    kind = None
    for each in result.if_known:
        if each.kind != kind:
            table.add_row(Shown(name("known", each.kind, language), style="bold"))
            kind = each.kind
        if each.kind != "item left out" or _measurable(each):
            table.add_row(*_known(each, labels, language))
    idle = sum(k.kind == "item left out" and not _measurable(k) for k in result.if_known)
    if idle:
        text = say("items nothing", language, n=str(idle))
        table.add_row(Shown(text, style="bright_black"))
    console.print(Padding(table, (0, 0, 0, 2)))
    console.print(
        Padding(Shown(say("if known note", language), style="bright_black"), (0, 0, 0, 2))
    )


def _measurable(each: IfKnown) -> bool:
    return any(mark(each.change[o], each.error[o]) != "≈" for o in each.change)


def _known(each: IfKnown, labels: dict[str, Text], language: Language) -> list[Shown]:
    label = Shown(_denied(each.label, each.kind == "assumption broken", language))
    if each.signpost is not None:
        label.append(f"\n{_with_sign('', each.signpost, language)}", style="bright_black")
    cells = []
    for outcome in labels:
        sign = mark(each.change[outcome], each.error[outcome])
        cells.append(
            Shown(
                f"{formats.percent(each.after[outcome], language)}\u00a0{sign}", style=STYLES[sign]
            )
        )
    now = "" if each.now is None else formats.percent(each.now, language)
    return [label, *cells, Shown(now)]
