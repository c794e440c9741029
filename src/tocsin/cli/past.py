"""The command about a case's own past: backtest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import (
    AsJson,
    CaseName,
    Horizons,
    Lang,
    Samples,
    Seed,
    progress,
    refusals,
    screen,
    tell,
)
from tocsin.cli.workspaces import InWorkspace
from tocsin.language import Language


def backtest(
    case: CaseName,
    horizon: Horizons = None,
    every: Annotated[int, typer.Option("--every", min=1, help="Months between origins.")] = 1,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Page to write (.html), with curves and calibration."),
    ] = None,
    seed: Seed = 1,
    samples: Samples = None,
    workspace: InWorkspace = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Forecast a case at rolling origins over its own past, and score what is settled."""
    with refusals():
        with progress(lang) as told:
            from tocsin.workflows.backtest import backtest as verb
            from tocsin.workflows.backtest import refuse_page, write_page

            if output is not None:
                refuse_page(output)
            result = verb(
                case, workspace=workspace, months=horizon, every=every, seed=seed,
                samples=samples, progress=told,
            )  # fmt: skip
            if output is not None:
                write_page(result, output, lang)
        from tocsin.cli.render_past import show_backtest
        from tocsin.labels import say

        tell(result, as_json, lang, show_backtest)
        if output is not None and not as_json:
            line = say("past written", lang, path=str(output))
            screen().print(line, markup=False, soft_wrap=True)
