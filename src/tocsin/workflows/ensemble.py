"""Ensemble: the whole assessment again with other seeds, to see how far sampling carries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from tocsin.briefing.words import words
from tocsin.case.schema import Case
from tocsin.engine.compile import anchor_class
from tocsin.engine.rates import class_curve
from tocsin.errors import CaseError
from tocsin.inference.forecast import HEADLINE_FUTURES, forecast
from tocsin.inference.prepare import DEFAULT_SAMPLES, Progress, begin, enough
from tocsin.inference.standing import health
from tocsin.results import Ensemble, EnsembleForecast, EnsembleOutcome
from tocsin.workflows.cases import run_record
from tocsin.workflows.crew import crew

RUNS = 8
"""Runs where nothing else is said."""


def ensemble(
    case: Case,
    *,
    runs: int = RUNS,
    as_of: date | None = None,
    horizons: Sequence[int] | None = None,
    seed: int = 1,
    samples: int | None = None,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> Ensemble:
    """Assess a case ``runs`` times with seeds from ``seed`` on, anchors and all.

    The mean has a smaller error than any run. That the runs differ by no more than they say of
    themselves is a test of the stated errors, which take the anchors as given.

    Args:
        case: a case that ``check`` finds no error in.
        runs: how many, 2 or more.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        horizons: months ahead, 1 to 120; by default the case's own.
        seed: of the first run; each further one takes the next.
        samples: histories in each filter, rounded up to whole strata.
        cluster: address of a Dask cluster that shares the runs; by default this machine alone.
        progress: told what is being done and how far.

    Raises:
        CaseError: fewer than two runs.
        TocsinError: no cluster at the address.
    """
    if runs < 2:
        raise CaseError(f"an ensemble of {runs} runs; 2 or more are allowed; 8 are a good number")
    day = as_of or case.header.evidence_until
    months = sorted(set(horizons or case.header.horizons))
    size = enough(case, DEFAULT_SAMPLES) if samples is None else samples
    seeds = list(range(seed, seed + runs))
    with crew(cluster) as hands:
        told = (lambda share: progress("ensemble", share)) if progress else None
        tasks = [(case, day, months, one, size) for one in seeds]
        answers = hands.run(_one_run, tasks, told)
    probability = np.array([p for p, _ in answers])
    stated = np.sqrt(np.mean([np.square(error) for _, error in answers], axis=0))
    laws = {anchor.asked: anchor_class(case, anchor) for anchor in case.model.anchors}
    outcomes = []
    for o, asked in enumerate(case.header.asked):
        law = laws.get(asked.id)
        forecasts = [
            _summary(
                m,
                probability[:, o, h],
                float(stated[o, h]),
                None if law is None else class_curve(law, m / 12),
            )
            for h, m in enumerate(months)
        ]
        outcomes.append(EnsembleOutcome(id=asked.id, label=asked.label, horizons=forecasts))
    return Ensemble(
        case=case.header.id,
        title=case.header.title,
        as_of=day,
        seeds=seeds,
        outcomes=outcomes,
        run=run_record(case, as_of=day, seed=seed, samples=size),
    )


def _one_run(
    case: Case, day: date, months: list[int], seed: int, samples: int
) -> tuple[list[list[float]], list[list[float]]]:
    """Probabilities and stated errors by onset and horizon: small enough to be sent back."""
    walk = begin(case, day, months, seed, samples)
    walk.arrive(day)
    health(case, walk.model, walk.particles)
    found = forecast(walk.model, walk.particles, day, months, HEADLINE_FUTURES)
    return found.probability.tolist(), found.error.tolist()


def _summary(
    months: int, values: np.ndarray, stated: float, base: float | None
) -> EnsembleForecast:
    spread = float(values.std(ddof=1))
    mean = float(values.mean())
    return EnsembleForecast(
        months=months,
        probability=mean,
        error=spread / len(values) ** 0.5,
        spread=spread,
        stated=stated,
        lowest=float(values.min()),
        highest=float(values.max()),
        base_rate=base,
        words=words(mean),
    )
