"""The command that shows what events count for a case."""

from __future__ import annotations

from pathlib import Path
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
    screen,
    tell,
)
from tocsin.cli.workspaces import case_of, chosen_workspace
from tocsin.language import Language


def indicators(
    case: CaseName,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Draw the series to this file, .svg or .png."
        ),
    ] = None,
    outcome: Outcome = None,
    months: Months = 12,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """What events count: each series, its baseline, its level, what it did to an outcome."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import indicators as verb

            result = verb.indicator_series(
                case_of(case, as_of), workspace=chosen_workspace(), outcome=outcome, months=months,
                as_of=day(as_of), seed=seed, samples=samples, progress=report,
            )  # fmt: skip
            drawn = None if output is None else verb.draw_indicators(result, output, lang)
        from tocsin.cli.render_indicators import show_indicators

        tell(result, as_json, lang, show_indicators)
        if drawn is not None and not as_json:
            from tocsin.labels import say

            told = say("written", lang, path=str(drawn))
            screen().print(told, markup=False, soft_wrap=True)
