"""The commands that compute: assess, explain, brief."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from tocsin.cli.options import (
    AsJson,
    AsOf,
    CaseName,
    Cluster,
    GivenOption,
    HoldOption,
    Horizons,
    Lang,
    Months,
    Outcome,
    PutOption,
    RateOption,
    Samples,
    Seed,
    day,
    progress,
    refusals,
    screen,
    tell,
)
from tocsin.cli.workspaces import case_of, chosen_workspace
from tocsin.errors import NotFoundError
from tocsin.language import Language


def assess(
    case: CaseName,
    as_of: AsOf = None,
    horizon: Horizons = None,
    seed: Seed = 1,
    samples: Samples = None,
    cluster: Cluster = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """How likely each outcome is, back through time, with triggers and hypotheses."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import assess as verb

            result = verb.assess(
                case_of(case, as_of), as_of=day(as_of), horizons=horizon, seed=seed,
                samples=samples, cluster=cluster, progress=report,
            )  # fmt: skip
        from tocsin.cli.render import show_assessment

        tell(result, as_json, lang, show_assessment)


def explain(
    case: CaseName,
    outcome: Outcome = None,
    months: Months = 12,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Why a probability is what it is: from the base rate to today, item by item."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import explain as verb

            result = verb.explain(
                case_of(case, as_of), outcome=outcome, months=months, as_of=day(as_of), seed=seed,
                samples=samples, progress=report,
            )  # fmt: skip
        from tocsin.cli.render import show_explanation

        tell(result, as_json, lang, show_explanation)


def brief(
    case: CaseName,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="File to write: .html, .md or .pdf.")
    ],
    length: Annotated[
        Literal["one-page", "full"], typer.Option("--length", help="One page, or all of it.")
    ] = "full",
    attacked: Annotated[
        str | None, typer.Option("--attacked", help="Actor of the duties section.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="The other actor of the duties section.")
    ] = None,
    hold: HoldOption = None,
    put: PutOption = None,
    rate: RateOption = None,
    given: GivenOption = None,
    scenario: Annotated[
        str | None,
        typer.Option("--scenario", metavar="NAME", help="A kept scenario, with --workspace."),
    ] = None,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    lang: Lang = Language.EN,
) -> None:
    """Write a briefing in one file that opens offline."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import brief as verb

            found = case_of(case, as_of)
            written = verb.brief(
                found, output=output, language=lang, length=length,
                attacked=attacked, by=by, as_of=day(as_of), seed=seed, samples=samples,
                hold=hold or (), put=put or (), rates=rate or (), given=given or (),
                scenario=_kept(found.header.id, scenario), progress=report,
            )  # fmt: skip
        from tocsin.labels import say

        screen().print(say("written", lang, path=str(written)), markup=False, soft_wrap=True)


def _kept(case: str, name: str | None) -> Any:
    """The kept scenario of that name, if one is named."""
    if name is None:
        return None
    from tocsin.workflows.scenarios import kept_scenario

    space = chosen_workspace()
    if space is None:
        raise NotFoundError("scenarios are kept in a workspace; name it with --workspace DIR")
    return kept_scenario(space, case, name)
