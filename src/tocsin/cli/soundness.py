"""The commands that test a figure itself: ensemble and exact."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import (
    AsJson,
    AsOf,
    CaseName,
    Cluster,
    HoldOption,
    Horizons,
    Lang,
    PutOption,
    RateOption,
    Samples,
    Seed,
    day,
    progress,
    refusals,
    tell,
)
from tocsin.cli.workspaces import case_of
from tocsin.language import Language


def ensemble(
    case: CaseName,
    runs: Annotated[int, typer.Option("--runs", help="Assessments, each with its own seed.")] = 8,
    horizon: Horizons = None,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    cluster: Cluster = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """The whole assessment with several seeds: whether its runs differ as much as they say."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import ensemble as verb

            result = verb.ensemble(
                case_of(case, as_of), runs=runs, as_of=day(as_of), horizons=horizon, seed=seed,
                samples=samples, cluster=cluster, progress=report,
            )  # fmt: skip
        from tocsin.cli.render_soundness import show_ensemble

        tell(result, as_json, lang, show_ensemble)


def exact(
    case: CaseName,
    hold: HoldOption = None,
    put: PutOption = None,
    rate: RateOption = None,
    horizon: Horizons = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Solve a small model without sampling, at its central inputs and without evidence."""
    with refusals():
        with progress(lang):
            from tocsin.workflows import exact as verb

            result = verb.exact(
                case_of(case), hold=hold or (), put=put or (), rates=rate or (),
                horizons=horizon, seed=seed, samples=samples,
            )  # fmt: skip
        from tocsin.cli.render_soundness import show_exact

        tell(result, as_json, lang, show_exact)
