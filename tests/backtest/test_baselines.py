"""Baselines: onsets as known on a day, persistence, and the rate of twelve months."""

from __future__ import annotations

from datetime import date

import pytest

import tocsin
from tocsin.backtest.baselines import last_twelve, onsets, persistence, watched_until

START = date(2024, 7, 1)


def test_onsets_are_steps_up_to_the_level_that_were_public() -> None:
    case = tocsin.load_case("river")
    assert onsets(case, "dispute", "on", date.max) == [date(2025, 2, 20), date(2025, 6, 10)]
    assert onsets(case, "dispute", "on", date(2025, 2, 19)) == []
    assert onsets(case, "dispute", "on", date(2025, 6, 9)) == [date(2025, 2, 20)]
    assert onsets(case, "force", "on", date.max) == []
    assert watched_until(case, "dispute") == date(2025, 10, 31)
    assert watched_until(case, "nobody_watches") is None


def test_persistence_says_what_was() -> None:
    began = [date(2025, 2, 20)]
    assert persistence(began, date(2025, 5, 20), 3) == 0.0  # three months to the day: over
    assert persistence(began, date(2025, 5, 19), 3) == 1.0
    assert persistence(began, date(2025, 2, 19), 3) == 0.0


def test_the_rate_of_twelve_months_under_the_jeffreys_prior() -> None:
    day = date(2025, 7, 1)
    one = last_twelve([date(2025, 2, 20)], START, day, 12)
    years = (day - date(2024, 7, 1)).days / 365.25
    assert one == pytest.approx(1 - (years / (years + 1)) ** 1.5)
    assert last_twelve([date(2024, 2, 20)], START, day, 12) == pytest.approx(
        1 - (years / (years + 1)) ** 0.5
    )
    # a case that has just begun is given a quarter's exposure
    assert last_twelve([], START, START, 3) == pytest.approx(1 - 0.5**0.5)
