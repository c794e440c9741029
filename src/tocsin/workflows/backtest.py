"""The verb ``backtest``: what a case would have said on its past, and how that scores.

In Python it is ``tocsin.score_past``, since ``tocsin.backtest`` is a room of the package.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.backtest.baselines import onsets
from tocsin.backtest.offline import offline
from tocsin.backtest.origins import (
    Point,
    filtered,
    need_origins,
    origins,
    refuse_hindsight,
    roll,
)
from tocsin.backtest.panel import Floats
from tocsin.case.schema import Case
from tocsin.errors import BenchmarkError, ScoreError
from tocsin.files import write_whole
from tocsin.inference.prepare import DEFAULT_SAMPLES, Progress, refuse_months
from tocsin.labels import LABELS
from tocsin.language import Language, Text
from tocsin.results import Backtest, CalibrationBin, PastForecast, PastScore
from tocsin.rng import Purpose, generator
from tocsin.scoring.calibration import calibration, equal_width
from tocsin.scoring.comparison import Blocks, Interval, paired_difference
from tocsin.scoring.proper import brier, log_score
from tocsin.workflows.cases import load, run_record

MONTHS = (3, 6, 12)
LEVEL = 0.9
RESAMPLES = 2_000
BINS = 5
FEW_EVENTS = 10
STRETCHES = 5
"""Stretches of one horizon that an interval needs; from fewer it would be far too narrow."""
RIVALS = ("model", "climatology", "persistence", "last_twelve")


def backtest(
    name_or_path: str | Path,
    *,
    workspace: str | Path | None = None,
    months: Sequence[int] | None = None,
    every: int = 1,
    seed: int = 1,
    samples: int | None = None,
    progress: Progress | None = None,
) -> Backtest:
    """Forecast a case at rolling origins over its own history, and score what is settled.

    Args:
        name_or_path: the case.
        workspace: adds, at each origin, what its ledger knew by then.
        months: horizons, 1 to 120 months; by default 3, 6 and 12.
        every: months between origins.
        seed: of all random streams.
        samples: histories in the filter.
        progress: told what is being done and how far.

    Raises:
        BenchmarkError: a history too short for an origin, or no months between origins.
        LeakError: a forecast that depends on what was published later, or a call to a network.
    """
    if every < 1:
        raise BenchmarkError(f"an origin every {every} months; 1 or more are allowed; 1 is usual")
    horizons = sorted(set(months or MONTHS))
    refuse_months(horizons)
    final = load(name_or_path, workspace=workspace)
    days = origins(final.header.start, final.header.evidence_until, every)
    need_origins(days, final)
    # the ledger is read first: its database may stand on another machine
    known = {
        day: final if workspace is None else load(name_or_path, workspace=workspace, as_of=day)
        for day in days
    }
    size = DEFAULT_SAMPLES if samples is None else samples
    told = (lambda share: progress("origins", share)) if progress else None
    with offline():
        points = roll(final, known.__getitem__, days, horizons, seed, size, told)
        middle = days[len(days) // 2]
        refuse_hindsight(filtered(days[-1], horizons, seed, size), known[middle], middle)
    return _result(final, days, horizons, every, middle, points, seed, size)


def _result(
    case: Case, days: list[date], months: list[int], every: int, checked: date,
    points: list[Point], seed: int, samples: int,
) -> Backtest:  # fmt: skip
    settled = [point for point in points if point.happened is not None]
    began = {
        asked.id: onsets(case, asked.node, asked.level, date.max) for asked in case.header.asked
    }
    scores = []
    for asked in case.header.asked:
        for m in months:
            here = [p for p in settled if p.outcome == asked.id and p.months == m]
            if here:
                scores += _scores(here, every, seed)
    return Backtest(
        case=case.header.id,
        title=case.header.title,
        tlp=case.header.tlp.value,
        start=case.header.start,
        evidence_until=case.header.evidence_until,
        outcomes={asked.id: asked.label for asked in case.header.asked},
        months=months,
        every=every,
        checked=checked,
        forecasts=[_forecast(point) for point in points],
        onsets=began,
        scores=scores,
        calibration=_calibration(settled),
        caveats=_caveats(settled, sum(map(len, began.values()))),
        run=run_record(case, as_of=days[-1], seed=seed, samples=samples),
    )


def _forecast(point: Point) -> PastForecast:
    return PastForecast(
        date=point.day,
        outcome=point.outcome,
        months=point.months,
        probability=point.model,
        mc_error=point.error,
        climatology=point.climatology,
        persistence=point.persistence,
        last_twelve=point.last_twelve,
        happened=point.happened,
    )


def _scores(points: list[Point], every: int, seed: int) -> list[PastScore]:
    """Every forecaster on the same forecasts; one that lacks any of them is left out."""
    happened = np.array([bool(point.happened) for point in points], dtype=np.float64)
    months = points[0].months
    # periods that begin within one horizon share months: they are drawn again together
    stretch = max(1, months // every)
    labels = np.arange(len(points)) // stretch
    given = {rival: [getattr(point, rival) for point in points] for rival in RIVALS}
    said = {
        rival: np.clip(np.array(values, dtype=np.float64), 0, 1)
        for rival, values in given.items()
        if all(value is not None for value in values)
    }
    losses = {rival: brier(chances, happened) for rival, chances in said.items()}
    rows = []
    for rival, loss in losses.items():
        apart = _apart(rival, losses, labels, seed)
        rows.append(
            PastScore.model_validate(
                {
                    "outcome": points[0].outcome, "months": months, "rival": rival,
                    "n": len(points), "events": int(happened.sum()),
                    "brier": float(loss.mean()), "log": _log(said[rival], happened),
                    "difference": None if apart is None else apart.estimate,
                    "low": None if apart is None else apart.low,
                    "high": None if apart is None else apart.high,
                }
            )
        )  # fmt: skip
    return rows


def _log(chances: Floats, happened: Floats) -> float | None:
    """The mean logarithmic loss; None where certainty was wrong and there is none."""
    try:
        return float(log_score(chances, happened).mean())
    except ScoreError:
        return None


def _apart(
    rival: str, losses: dict[str, Floats], labels: NDArray[np.int64], seed: int
) -> Interval | None:  # fmt: skip
    if rival == "climatology" or "climatology" not in losses or np.unique(labels).size < STRETCHES:
        return None
    return paired_difference(
        losses[rival], losses["climatology"], Blocks.by(labels), draws=RESAMPLES, level=LEVEL,
        rng=generator(seed, Purpose.RANGE),
    )  # fmt: skip


def _calibration(settled: list[Point]) -> list[CalibrationBin]:
    if not settled:
        return []
    said = np.clip([point.model for point in settled], 0, 1)
    happened = np.array([bool(point.happened) for point in settled], dtype=np.float64)
    found = calibration(said, happened, edges=equal_width(BINS), level=LEVEL, method="wilson")
    return [
        CalibrationBin(
            lower=float(found.lower[k]),
            upper=float(found.upper[k]),
            n=int(found.count[k]),
            forecast=float(found.forecast[k]),
            happened=float(found.frequency[k]),
            low=float(found.low[k]),
            high=float(found.high[k]),
        )
        for k in range(found.count.size)
    ]


def _caveats(settled: list[Point], number: int) -> list[Text]:
    """What the scores cannot show, in words; ``number`` is how many onsets there were."""
    keys = ["hindsight", "overlap"]
    if number < FEW_EVENTS:
        keys.append("few")
    if not settled:
        keys = ["hindsight", "nothing"]
    return [LABELS[f"backtest {key}"] for key in keys]


def refuse_page(output: Path) -> None:
    """Refuse a page that could not be written, before anything is computed.

    Raises:
        BenchmarkError: a suffix other than ``.html``, or a folder that is not there.
    """
    if output.suffix.lower() != ".html":
        raise BenchmarkError(
            f"cannot write a page as {output.name!r}; a name that ends in .html is allowed; "
            "use --json for the figures"
        )
    if not output.absolute().parent.is_dir():
        raise BenchmarkError(f"no folder {str(output.parent)!r} to write to; create it first")


def write_page(result: Backtest, output: Path, language: Language) -> None:
    """The page of a result, in one file that opens anywhere; it appears whole or not at all."""
    from tocsin.briefing import html, past  # charts take a second to import

    refuse_page(output)
    try:
        write_whole(output, html.render(past.build(result, language)))
    except OSError as error:
        reason = error.strerror or str(error)
        raise BenchmarkError(
            f"cannot write {str(output)!r}: {reason}; choose another file"
        ) from error
