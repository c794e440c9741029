"""Drafts and reviews on a terminal: proposals, one of them in its context, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding

from tocsin.cli.render import grid, heading, titles
from tocsin.cli.tied import Shown
from tocsin.labels import LABELS, say
from tocsin.language import Language
from tocsin.results import Draft, Gap, Proposal, Reviewed

MOST_IDS = 10
MOST_SILENCES = 20


def show_draft(draft: Draft, language: Language, console: Console, *, folder: str) -> None:
    """What a draft proposes, what it noticed beside, and how to go on."""
    count = str(len(draft.proposals))
    titles(
        say("draft title", language, name=printable(draft.source.name)), None,
        say("draft facts", language, waiting=count, count=count), console,
    )  # fmt: skip
    _kinds(draft, language, console)
    _loaded(draft, language, console)
    if draft.unsourced:
        heading(say("unsourced caption", language), console)
        number, listed = str(len(draft.unsourced)), ids(draft.unsourced, language)
        _print(say("unsourced text", language, number=number, list=listed), console)
    _silences(draft, language, console)
    if draft.refused:
        heading(say("refused caption", language), console)
        for reason, times in draft.refused.items():
            _print(f"{times} · {say(f'refused {reason}', language)}", console)
    for note in draft.notes:
        warning = say("warning text", language, text=printable(note.in_(language)))
        console.print(Shown(warning, style="yellow"))
    console.print()
    console.print(Shown(say("review next", language, folder=folder)))


def show_review(result: Reviewed, language: Language, console: Console) -> None:
    """Where a review stands, and what the case still lacks."""
    facts = say(
        "review facts", language, accepted=str(len(result.accepted)),
        rejected=str(len(result.rejected)), waiting=str(len(result.waiting)),
    )  # fmt: skip
    titles(say("review title", language, folder=result.folder), None, facts, console)
    heading(say("gaps caption", language), console)
    if result.gaps:
        _gaps(result.gaps, language, console)
    else:
        _print(say("gaps none", language), console)
    console.print()
    console.print(
        Shown(say("gaps check", language, errors=str(result.errors), warnings=str(result.warnings)))
    )


def show_proposal(
    proposal: Proposal,
    place: tuple[int, int],
    context: tuple[str, str, str] | None,
    language: Language,
    console: Console,
) -> None:
    """One proposal: what it is, where it stands in the text, where it would go."""
    console.print()
    what = say("proposal head", language, id=proposal.id, what=proposal.title.in_(language))
    head = Shown(printable(what), style="bold")
    number, count = map(str, place)
    head.append(f"  {say('proposal place', language, number=number, count=count)}", "bright_black")
    console.print(head)
    if context is not None:
        before, span, after = map(printable, context)
        console.print(Padding(Shown.assemble(before, (span, "bold reverse"), after), (0, 0, 0, 2)))
    files = ", ".join(dict.fromkeys(entry.file for entry in proposal.entries))
    _print(say("proposal goes to", language, files=files), console, "bright_black")
    if proposal.reader == "model":
        _print(say("proposal by model", language), console, "yellow")
    if proposal.flags:
        flags = ", ".join(flag(each, language) for each in proposal.flags)
        _print(say("proposal look", language, flags=flags), console, "yellow")


def flag(code: str, language: Language) -> str:
    """The words for a flag; a flag without words is shown as it is."""
    key = f"flag {code}"
    return say(key, language) if key in LABELS else code


def ids(names: Sequence[str], language: Language) -> str:
    """The first ids of a list, and how many more there are."""
    listed = ", ".join(names[:MOST_IDS])
    rest = len(names) - MOST_IDS
    return listed if rest <= 0 else f"{listed} {_more(rest, language)}"


def _more(rest: int, language: Language) -> str:
    if rest == 1:
        return say("and another", language)
    return say("and others", language, n=str(rest))


def printable(text: str) -> str:
    """Text without signs that steer a terminal or hide the order of its letters."""
    return "".join(
        one if one.isprintable() or one in "\n\u00a0\u202f" else "\ufffd" for one in text
    )


def _kinds(draft: Draft, language: Language, console: Console) -> None:
    heading(say("proposals caption", language), console)
    columns = ("proposals kind", "proposals number", "proposals ids")
    table = grid(*(say(key, language) for key in columns), right=(1,))
    for kind in dict.fromkeys(one.kind for one in draft.proposals):
        found = [one.id for one in draft.of(kind)]
        what = Shown(say(f"proposals {kind}", language))
        table.add_row(what, str(len(found)), Shown(ids(found, language)))
    console.print(Padding(table, (0, 0, 0, 2)))


def _loaded(draft: Draft, language: Language, console: Console) -> None:
    found = draft.of("wording")
    if not found:
        return
    heading(say("loaded caption", language), console)
    table = grid(
        *(say(f"loaded {key}", language) for key in ("word", "times", "neutral")), right=(1,)
    )
    for one in found:
        said = one.spans[0].quote
        neutral = one.title.in_(language).rpartition(" : " if language is Language.FR else ": ")[2]
        table.add_row(Shown(printable(" ".join(said.split()))), str(len(one.spans)), Shown(neutral))
    console.print(Padding(table, (0, 0, 0, 2)))


def _silences(draft: Draft, language: Language, console: Console) -> None:
    if not draft.silences:
        return
    heading(say("silences caption", language), console)
    for one in draft.silences[:MOST_SILENCES]:
        line = Shown(printable(one.text.in_(language)))
        line.append(f"  ({printable(one.case)}, {printable(one.source)})", "bright_black")
        console.print(Padding(line, (0, 0, 0, 2)))
    rest = len(draft.silences) - MOST_SILENCES
    if rest > 0:
        _print(_more(rest, language), console, "bright_black")


def _gaps(gaps: Sequence[Gap], language: Language, console: Console) -> None:
    table = grid(*(say(f"gaps {key}", language) for key in ("file", "what", "where")))
    before = ""
    for gap in sorted(gaps, key=lambda each: each.file):
        file, before = ("" if gap.file == before else gap.file), gap.file
        table.add_row(file, Shown(gap.text.in_(language)), Shown(printable(ids(gap.ids, language))))
    console.print(Padding(table, (0, 0, 0, 2)))


def _print(text: str, console: Console, style: str = "") -> None:
    console.print(Padding(Shown(text, style=style), (0, 0, 0, 2)))
