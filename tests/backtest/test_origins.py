"""Rolling origins: what is settled when, what was known, and hindsight that is caught."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

import tocsin
from tocsin.backtest.origins import (
    filtered,
    happened,
    need_origins,
    origins,
    refuse_hindsight,
    roll,
)
from tocsin.backtest.panel import Floats
from tocsin.case.additions import known_on
from tocsin.case.schema import Case
from tocsin.case.schema.evidence import TimelineEntry
from tocsin.errors import BenchmarkError, LeakError
from tocsin.language import pair

DAYS = [date(2025, 1, 1), date(2025, 3, 1), date(2025, 7, 1)]
FEW = 512


@pytest.fixture(scope="module")
def case() -> Case:
    return tocsin.load_case("river")


def _planted(case: Case, published: date) -> Case:
    """The case with a use of force that becomes known on a day."""
    entry = TimelineEntry(
        id="PLANT", date=published, published=published, level="on", label=pair("Bait", "Appât")
    )
    timelines = [
        one.model_copy(update={"entries": [entry]}) if one.node == "force" else one
        for one in case.evidence.timelines
    ]
    evidence = case.evidence.model_copy(update={"timelines": timelines})
    return case.model_copy(update={"evidence": evidence})


def test_origins_run_from_the_first_quarter_to_the_evidence() -> None:
    days = origins(date(2024, 1, 31), date(2024, 8, 1), 2)
    assert days == [date(2024, 4, 30), date(2024, 6, 30)]
    assert origins(date(2024, 1, 1), date(2024, 3, 1), 1) == []


def test_a_case_without_a_history_is_refused(case: Case) -> None:
    with pytest.raises(BenchmarkError, match="more than 3 months are needed"):
        need_origins([], case)


def test_a_period_is_settled_when_it_is_over_not_before(case: Case) -> None:
    assert happened(case, "dispute", "on", date(2025, 1, 1), 3) is True
    assert happened(case, "dispute", "on", date(2025, 3, 1), 3) is False
    # watched to 31 October 2025: the onset of June must not settle a period that goes on
    assert happened(case, "dispute", "on", date(2025, 3, 1), 12) is None
    assert happened(case, "nobody_watches", "on", date(2025, 1, 1), 3) is None


def test_forecasts_are_those_of_a_walk_of_their_own(case: Case) -> None:
    points = roll(case, lambda _: case, DAYS, [3, 12], 1, FEW)
    assert len(points) == 3 * 3 * 2
    alone = filtered(DAYS[-1], [3, 12], 1, FEW)(case, DAYS[1])
    here = [p for p in points if p.day == DAYS[1]]
    said = np.array([p.model for p in here]).reshape(3, 2)
    np.testing.assert_array_equal(said, alone)
    assert all(p.climatology is not None for p in points)


def test_what_the_ledger_did_not_know_is_not_used(case: Case) -> None:
    """At the second origin the ledger knew less than the final case shows for that day."""

    def as_known(day: date) -> Case:
        less = known_on(case.evidence, date(2025, 1, 15))
        return case.model_copy(update={"evidence": less}) if day == DAYS[1] else case

    full = roll(case, lambda _: case, DAYS, [3], 1, FEW)
    partial = roll(case, as_known, DAYS, [3], 1, FEW)
    changed = {p.day for p, q in zip(full, partial, strict=True) if p.model != q.model}
    assert changed == {DAYS[1]}
    settled = [(p.happened, q.happened) for p, q in zip(full, partial, strict=True)]
    assert all(a == b for a, b in settled)  # what happened is what is known today


def test_a_planted_future_event_changes_nothing_before_it(case: Case) -> None:
    planted = _planted(case, date(2025, 3, 10))
    says = filtered(DAYS[-1], [3], 1, FEW)
    refuse_hindsight(says, planted, DAYS[1])
    np.testing.assert_array_equal(says(planted, DAYS[1]), says(case, DAYS[1]))
    assert (says(planted, DAYS[2]) != says(case, DAYS[2])).any()


def test_a_forecaster_that_looks_ahead_is_caught(case: Case) -> None:
    def looks_ahead(case: Case, day: date) -> Floats:
        return filtered(DAYS[-1], [3], 1, FEW)(case, DAYS[-1])

    with pytest.raises(LeakError, match="as of 2025-01-01 changes when what was published later"):
        refuse_hindsight(looks_ahead, case, DAYS[0])
