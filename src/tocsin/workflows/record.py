"""Record: how good the registered forecasts were, beside the base rate and last week's self."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np

from tocsin.ledger.forecasts import Registered, registered
from tocsin.ledger.store import Ledger
from tocsin.results import QuestionRecord, RecordBin, RecordScore, TrackRecord
from tocsin.scoring.calibration import calibration, equal_width
from tocsin.scoring.comparison import Blocks, paired_difference
from tocsin.scoring.proper import brier, log_score
from tocsin.settings import open_workspace

BINS = 5
"""Bins of one width: with the few questions of one case more would be empty."""
LEVEL = 0.9
DRAWS = 2000
SEED = 1
RULES = {"brier": brier, "log": log_score}

Against = Literal["always 50 %", "base rate", "week before"]


def record(workspace: str | Path, *, case: str | None = None) -> TrackRecord:
    """Every registered question, and the scores of those that were settled yes or no.

    Args:
        workspace: the folder of the workspace.
        case: id of a case; by default all cases of the ledger together.

    Of each question one forecast is scored: the last that was made before the answer was there to
    see. What was registered later is shown and not scored.
    """
    with Ledger.open(open_workspace(workspace).ledger_url).snapshot() as book:
        found = [question_record(one) for one in registered(book, case=case)]
    states = Counter(one.state for one in found)
    decided = [one for one in found if one.state in ("yes", "no")]
    scored = [one for one in decided if one.probability is not None]
    settled = len(decided) + states["void"]
    return TrackRecord(
        case=case,
        registered=len(found),
        yes=states["yes"],
        no=states["no"],
        void=states["void"],
        pending=states["pending"],
        void_rate=states["void"] / settled if settled else None,
        scored=len(scored),
        unscored=len(decided) - len(scored),
        scores=_scores(scored),
        calibration=_calibration(scored),
        questions=found,
    )


def question_record(one: Registered) -> QuestionRecord:
    """One question with the forecast that is scored, and its losses."""
    resolution, forecast = one.resolution, one.scored()
    earlier = None if forecast is None else one.week_before(forecast)
    state = "pending" if resolution is None else resolution.outcome
    losses: dict[str, float] = {}
    if forecast is not None and state in ("yes", "no"):
        y = [1.0 if state == "yes" else 0.0]
        losses = {name: float(rule([forecast.probability], y)[0]) for name, rule in RULES.items()}
    return QuestionRecord(
        case=one.case,
        id=one.question.id,
        text=one.question.text,
        deadline=one.question.deadline or date.max,
        state=state,
        settled=None if resolution is None else resolution.settled,
        source=None if resolution is None else resolution.source,
        forecasts=len(one.forecasts),
        probability=None if forecast is None else forecast.probability,
        base_rate=None if forecast is None else forecast.base_rate,
        week_before=None if earlier is None else earlier.probability,
        as_of=None if forecast is None else forecast.as_of,
        sha256=None if forecast is None else forecast.sha256,
        brier=losses.get("brier"),
        log=losses.get("log"),
    )


def _scores(scored: Sequence[QuestionRecord]) -> list[RecordScore]:
    references: dict[Against, list[float | None]] = {
        "always 50 %": [0.5] * len(scored),
        "base rate": [one.base_rate for one in scored],
        "week before": [one.week_before for one in scored],
    }
    rows = []
    for against, values in references.items():
        pairs = [(one, q) for one, q in zip(scored, values, strict=True) if q is not None]
        if pairs:
            rows += [_score(rule, against, pairs) for rule in RULES]
    return rows


def _score(
    rule: Any, against: Against, pairs: Sequence[tuple[QuestionRecord, float]]
) -> RecordScore:
    y = [1.0 if one.state == "yes" else 0.0 for one, _ in pairs]
    ours = RULES[rule]([one.probability or 0.0 for one, _ in pairs], y)
    reference = RULES[rule]([q for _, q in pairs], y)
    low = high = None
    if len(pairs) > 1:
        blocks = Blocks.by([f"{one.case} {one.id}" for one, _ in pairs])
        rng = np.random.default_rng(SEED)
        apart = paired_difference(ours, reference, blocks, draws=DRAWS, level=LEVEL, rng=rng)
        low, high = apart.low, apart.high
    return RecordScore(
        rule=rule, against=against, n=len(pairs), ours=float(ours.mean()),
        reference=float(reference.mean()), difference=float((ours - reference).mean()), low=low,
        high=high,
    )  # fmt: skip


def _calibration(scored: Sequence[QuestionRecord]) -> list[RecordBin]:
    if not scored:
        return []
    p = [one.probability or 0.0 for one in scored]
    y = [1.0 if one.state == "yes" else 0.0 for one in scored]
    table = calibration(p, y, edges=equal_width(BINS), level=LEVEL, method="wilson")
    return [
        RecordBin(
            lower=float(table.lower[k]),
            upper=float(table.upper[k]),
            n=int(table.count[k]),
            happened=int(table.events[k]),
            forecast=float(table.forecast[k]),
            low=float(table.low[k]),
            high=float(table.high[k]),
        )
        for k in range(len(table.count))
    ]
