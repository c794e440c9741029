"""The commands of the track record: register, settle, record."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from tocsin.cli.options import (
    AsJson,
    AsOf,
    CaseName,
    Lang,
    Samples,
    Seed,
    day,
    progress,
    refusals,
    tell,
    written_day,
)
from tocsin.cli.workspaces import Workspace
from tocsin.language import Language

QuestionId = Annotated[str, typer.Argument(metavar="QUESTION", help="Id of a question.")]


class Answer(StrEnum):
    """How a question can come out."""

    YES = "yes"
    NO = "no"
    VOID = "void"


def register(
    case: CaseName,
    question: QuestionId,
    workspace: Workspace,
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Whose forecast it is.")],
    probability: Annotated[
        float | None,
        typer.Option("--probability", metavar="P", help="Your own, such as 0.03."),
    ] = None,
    base_rate: Annotated[
        float | None,
        typer.Option("--base-rate", metavar="P", help="What the reference class alone gives."),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option("--outcome", help="Take both from the assessment of this outcome."),
    ] = None,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Register a probability for a question of a case, before it can settle."""
    with refusals():
        with progress(lang):
            from tocsin.workflows import register as verb

            result = verb.register(
                workspace, case, question, by=by, probability=probability, base_rate=base_rate,
                outcome=outcome, as_of=day(as_of), seed=seed, samples=samples,
            )  # fmt: skip
        from tocsin.cli.render_track import show_registered

        tell(result, as_json, lang, show_registered)


def settle(
    case: CaseName,
    question: QuestionId,
    outcome: Annotated[Answer, typer.Argument(help="How it came out.")],
    workspace: Workspace,
    settled: Annotated[
        datetime,
        typer.Option(
            "--on", parser=written_day, metavar="DATE", help="When the answer was there to see."
        ),
    ],
    source: Annotated[
        str, typer.Option("--source", metavar="TEXT", help="What says so, to be found again.")
    ],
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who settles it.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="How the source answers it.")],
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Record how a registered question came out: yes, no or void, with the source."""
    with refusals():
        from tocsin.workflows import settle as verb

        result = verb.settle(
            workspace, case, question, outcome.value, settled=settled.date(), source=source,
            by=by, why=why,
        )  # fmt: skip
        from tocsin.cli.render_track import show_settled

        tell(result, as_json, lang, show_settled)


def record(
    workspace: Workspace,
    case: Annotated[
        str | None, typer.Option("--case", metavar="CASE", help="Show this case's alone.")
    ] = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """How good the registered forecasts were, beside the base rate and a week before."""
    with refusals():
        from tocsin.workflows import record as verb

        result = verb.record(workspace, case=case)
        from tocsin.cli.render_track import show_record

        tell(result, as_json, lang, show_record)
