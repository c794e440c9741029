"""The inbox and its decisions on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.render import titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Inbox, ProposalDecision, Proposed
from tocsin.terms import name

EXCERPT = 240
"""Characters of a text that the list shows."""


def show_inbox(result: Inbox, language: Language, console: Console) -> None:
    """Proposals as a list; copies are set in behind the first of their origin."""
    key = "inbox empty" if result.waiting == 0 else "inbox waiting"
    many = "s" if result.waiting > 1 else ""
    facts = say(key, language, n=str(result.waiting), s=many)
    titles(say("inbox", language), None, facts, console)
    shown = {one.id for one in result.proposals}
    for one in result.proposals:
        if one.origin != one.id and one.origin in shown:
            _copy(one, language, console)
        else:
            _proposal(one, language, console)


def _proposal(one: Proposed, language: Language, console: Console) -> None:
    console.print()
    line = Shown(f"{one.id}  ", style="bold cyan")
    line.append(one.title, style="bold")
    console.print(line)
    facts = [
        say("published on", language, date=formats.day(one.published, language)),
        *([one.publisher] if one.publisher else []),
        say("found by", language, what=one.found_by),
    ]
    rows = [Shown(" · ".join(facts), style="bright_black")]
    if one.url:
        rows.append(Shown(one.url, style="bright_black"))
    if one.text:
        cut = one.text if len(one.text) <= EXCERPT else one.text[:EXCERPT].rsplit(" ", 1)[0] + " …"
        rows.append(Shown(" ".join(cut.split())))
    if one.suggests:
        rows.append(Shown(say("suggests", language, what=one.suggests), style="yellow"))
    if one.because is not None:
        rows.append(Shown(_why_copy(one, language), style="magenta"))
    rows += _state(one, language)
    for row in rows:
        console.print(Padding(row, (0, 0, 0, 2)))


def _copy(one: Proposed, language: Language, console: Console) -> None:
    line = Shown(f"↳ {one.id}  ", style="cyan")
    line.append(one.title)
    console.print(Padding(line, (0, 0, 0, 2)))
    facts = [formats.day(one.published, language), *([one.publisher] if one.publisher else [])]
    facts.append(_why_copy(one, language))
    console.print(Padding(Shown(" · ".join(facts), style="bright_black"), (0, 0, 0, 4)))
    for row in _state(one, language):
        console.print(Padding(row, (0, 0, 0, 4)))


def _why_copy(one: Proposed, language: Language) -> str:
    because = name("copy", one.because or "decided", language)
    if one.because == "decided" or one.similarity in (None, 100):
        return say("copy", language, origin=one.origin, because=because)
    likeness = formats.percent((one.similarity or 0) / 100, language)
    return say("copy alike", language, origin=one.origin, because=because, likeness=likeness)


def _state(one: Proposed, language: Language) -> list[Shown]:
    if one.state == "waiting":
        return []
    verdict = name("verdict of a proposal", one.state, language)
    return [Shown(say("decided", language, verdict=verdict, who=one.who or "", why=one.why or ""),
                  style="green")]  # fmt: skip


def show_decision(result: ProposalDecision, language: Language, console: Console) -> None:
    """One decision: what was recorded, and what it made of the proposal."""
    verdict = name("verdict of a proposal", result.verdict, language)
    line = Shown(f"{result.proposal}  ", style="bold cyan")
    line.append(say("decided", language, verdict=verdict, who=result.who, why=result.why))
    console.print(line)
    facts = [
        say("entry number", language, number=str(result.number)),
        *(_item(item, language) for item in result.items),
    ]
    if result.origin != result.proposal:
        facts.append(say("origin is", language, origin=result.origin))
    console.print(Padding(Shown(" · ".join(facts), style="bright_black"), (0, 0, 0, 2)))


def _item(item: str, language: Language) -> str:
    kind, _, key = item.partition(" ")
    shown = name("item", kind, language)
    return shown if kind == "sighting" else f"{shown} {key}"
