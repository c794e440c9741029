"""A track record made up: one question, settled yes."""

from __future__ import annotations

from datetime import date

from tocsin.language import pair
from tocsin.results import QuestionRecord, RecordBin, RecordScore, TrackRecord


def record() -> TrackRecord:
    question = QuestionRecord(
        case="k", id="q1", text=pair("Will it?", "Le fera-t-il ?"), deadline=date(2026, 1, 1),
        state="yes", settled=date(2026, 1, 2), source="S1", forecasts=1, probability=0.7,
        base_rate=0.2, week_before=None, as_of=date(2025, 12, 1), sha256="ab", brier=0.09, log=0.36,
    )  # fmt: skip
    score = RecordScore(
        rule="brier", against="base rate", n=1, ours=0.09, reference=0.64, difference=-0.55,
        low=None, high=None,
    )  # fmt: skip
    bin_ = RecordBin(lower=0.6, upper=0.8, n=1, happened=1, forecast=0.7, low=0.2, high=1.0)
    return TrackRecord(
        case="k", registered=1, yes=1, no=0, void=0, pending=0, void_rate=0.0, scored=1, unscored=0,
        scores=[score], calibration=[bin_], questions=[question],
    )  # fmt: skip
