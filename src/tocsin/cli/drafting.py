"""Drafting a case from a text: what ``read`` offers for it, and the command ``review``."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from tocsin.cli.options import AsJson, Lang, progress, refusals, screen, tell
from tocsin.errors import EndpointError
from tocsin.labels import say
from tocsin.language import Language, Text, pair

if TYPE_CHECKING:
    from tocsin.results import Asked, Proposal, Reading
    from tocsin.workflows.review import Session

Folder = Annotated[str, typer.Argument(metavar="CASE", help="The folder of a drafted case.")]
Accept = Annotated[
    list[str] | None,
    typer.Option("--accept", metavar="ID", help="Accept a proposal; all: those that wait."),
]
Reject = Annotated[
    list[str] | None,
    typer.Option("--reject", metavar="ID", help="Reject a proposal; all: those that wait."),
]


Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FOLDER", help="Draft a case in this folder, for review."
    ),
]
Llm = Annotated[
    str | None,
    typer.Option(
        "--llm", metavar="URL",
        help="Let the language model behind this OpenAI-compatible address add to it.",
    ),
]  # fmt: skip
ModelName = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="The model's name at that address.")
]
LlmCalls = Annotated[int, typer.Option("--llm-calls", min=0, help="Most requests to the model.")]
LlmTokens = Annotated[
    int, typer.Option("--llm-tokens", min=0, help="Most tokens of prompts and answers together.")
]
DraftWorkspace = Annotated[
    str | None,
    typer.Option(
        "--workspace", metavar="DIR",
        help="Compare with the cases of this workspace, and keep a model's answers there.",
    ),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """The options of ``read`` about a language model."""

    url: str
    model: str | None
    calls: int
    tokens: int


def extended(
    reading: Reading, asking: Asking | None, workspace: str | None, language: Language
) -> Asked:
    """The reading with what the model adds, if one is to be asked."""
    from tocsin.results import Asked

    if asking is None:
        return Asked(reading=reading, refused={}, notes=[])
    if asking.model is None:
        raise EndpointError(f"no model is named for {asking.url}; add --model with its name")
    from tocsin.workflows.ask_model import ask_model

    with progress(language) as report:
        return ask_model(
            reading, url=asking.url, model=asking.model, calls=asking.calls, tokens=asking.tokens,
            workspace=workspace, progress=report,
        )  # fmt: skip


def told(asked: Asked, language: Language) -> Reading:
    """The reading with what was added to it, and what went wrong among its notes."""
    notes = [note.in_(language) for note in asked.notes]
    return asked.reading.model_copy(update={"notes": [*asked.reading.notes, *notes]})


def write_draft(
    asked: Asked, output: str, workspace: str | None, as_json: bool, language: Language
) -> None:
    """Draft a case in a folder and show what is proposed."""
    from tocsin.cli.render_drafting import show_draft
    from tocsin.workflows.draft import draft

    made = draft(
        asked.reading, output=output, workspace=workspace, refused=asked.refused, notes=asked.notes
    )
    tell(made, as_json, language, partial(show_draft, folder=output))


def review(
    case: Folder,
    accept: Accept = None,
    reject: Reject = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Decide on a draft: accept, edit or reject each proposal, then see what the case lacks."""
    with refusals():
        from tocsin.cli.render_drafting import show_review
        from tocsin.workflows import review as verb

        if not accept and not reject and not as_json and at_terminal():
            session = verb.Session(case)
            walk(session, lang, screen())
            result = session.close()
        else:
            result = verb.review(case, accept=accept or (), reject=reject or ())
        tell(result, as_json, lang, show_review)


def at_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty()


def walk(session: Session, language: Language, console: Console) -> None:
    """Ask about every proposal that waits, until there is none or the person quits.

    Each decision is on disk before the next question; an interrupted or closed input quits.
    """
    from tocsin.cli.render_drafting import show_proposal

    waiting = session.waiting
    for number, proposal in enumerate(waiting, start=1):
        span = proposal.spans[0] if proposal.spans else None
        context = session.context(span) if span else None
        show_proposal(proposal, (number, len(waiting)), context, language, console)
        try:
            if not _decide(session, proposal, language, console):
                return
        except (EOFError, KeyboardInterrupt):
            console.print()
            return


def _decide(session: Session, proposal: Proposal, language: Language, console: Console) -> bool:
    """Ask what to do with one proposal and do it; false if the person quits."""
    keys = say("review keys", language).split()
    accept, edit, reject, later, leave = keys
    while True:
        console.print(say("review ask", language), end="", markup=False)
        match input().strip().lower():
            case key if key == accept:
                session.decide(proposal, "accept")
            case key if key == edit:
                session.decide(proposal, "accept", _fill(session, proposal, language, console))
            case key if key == reject:
                session.decide(proposal, "reject")
            case key if key == later:
                pass
            case key if key == leave:
                return False
            case _:
                which = say("review which", language, keys=", ".join(keys))
                console.print(which, markup=False)
                continue
        return True


def _fill(
    session: Session, proposal: Proposal, language: Language, console: Console
) -> dict[str, Text | str]:
    """A person's words for the blanks of a proposal, in both languages."""
    filled: dict[str, Text | str] = {}
    order = sorted(Language, key=lambda each: each is not language)
    for field in proposal.fields:
        while True:
            said = {each: _ask(field, each, language, console) for each in order}
            words = pair(said[Language.EN], said[Language.FR])
            copied = session.own_words({field: words})
            if copied is None:
                break
            console.print(say("review copied", language, words=copied), markup=False)
        if any(said.values()):
            filled[field] = words
    return filled


def _ask(field: str, into: Language, language: Language, console: Console) -> str:
    field_name, tongue = say(f"field {field}", language), say(f"in {into.value}", language)
    asked = say("review field", language, field=field_name, tongue=tongue)
    console.print(asked, end="", markup=False)
    return input().strip()
