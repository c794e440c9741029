"""The commands that question a judgement: premortem, matters, watch-next, pathways."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import (
    AsJson,
    AsOf,
    CaseName,
    Lang,
    Months,
    Outcome,
    Samples,
    Seed,
    day,
    progress,
    refusals,
    tell,
)
from tocsin.cli.workspaces import case_of
from tocsin.language import Language


def premortem(
    case: CaseName,
    months: Months = 12,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """How the judgement could be wrong, and what it becomes if an assumption breaks."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import premortem as verb

            result = verb.premortem(
                case_of(case, as_of), months=months, as_of=day(as_of), seed=seed, samples=samples,
                progress=report,
            )  # fmt: skip
        from tocsin.cli.render_premortem import show_premortem

        tell(result, as_json, lang, show_premortem)


def matters(
    case: CaseName,
    outcome: Outcome = None,
    months: Months = 12,
    top: Annotated[int, typer.Option("--top", min=1, help="How many inputs to show.")] = 10,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Which uncertain inputs move the probability of an outcome, largest first."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import matters as verb

            result = verb.matters(
                case_of(case, as_of), outcome=outcome, months=months, top=top, as_of=day(as_of),
                seed=seed, samples=samples, progress=report,
            )  # fmt: skip
        from tocsin.cli.render_questions import show_matters

        tell(result, as_json, lang, show_matters)


def watch_next(
    case: CaseName,
    outcome: Outcome = None,
    months: Months = 12,
    within: Annotated[
        int, typer.Option("--within", help="Months of watching, fewer than --months.")
    ] = 3,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Which signs to watch for: how much each would tell about an outcome."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import watch_next as verb

            result = verb.watch_next(
                case_of(case, as_of), outcome=outcome, months=months, within=within,
                as_of=day(as_of), seed=seed, samples=samples, progress=report,
            )  # fmt: skip
        from tocsin.cli.render_questions import show_watch_next

        tell(result, as_json, lang, show_watch_next)


def pathways(
    case: CaseName,
    outcome: Outcome = None,
    months: Months = 12,
    top: Annotated[int, typer.Option("--top", min=1, max=12, help="How many paths to show.")] = 8,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """By which sequences of changes an outcome comes, and what tells them apart early."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import pathways as verb

            result = verb.pathways(
                case_of(case, as_of), outcome=outcome, months=months, top=top, as_of=day(as_of),
                seed=seed, samples=samples, progress=report,
            )  # fmt: skip
        from tocsin.cli.render_questions import show_pathways

        tell(result, as_json, lang, show_pathways)
