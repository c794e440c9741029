"""Ratios to the baseline: stated intervals, and past cases counted."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.networks_for_tests import TEXT, interval
from tocsin.case.schema import Counted, LearnedRatio, PastCase
from tocsin.indicators.ratios import BETWEEN, log_ratio, ratio_law


def past(before: int, then: int, volume: int = 1_000_000) -> PastCase:
    days = {"since": date(2010, 1, 1), "until": date(2010, 12, 31)}
    return PastCase(
        label=TEXT,
        actors=["RUS", "UKR"],
        before=Counted(events=before, volume=3 * volume, **days),
        then=Counted(events=then, volume=volume, **days),
    )


def learned(*cases: PastCase) -> LearnedRatio:
    return LearnedRatio(past=list(cases), source="test")


def test_an_interval_is_a_90_percent_interval() -> None:
    assert ratio_law(interval(1.5, 6.0)).interval == pytest.approx((1.5, 6.0))


def test_a_ratio_is_of_shares_of_the_volume() -> None:
    value, variance = log_ratio(past(150, 100))
    assert np.exp(value) == pytest.approx(100.5 / 150.5 * 3)
    assert variance == pytest.approx(1 / 100.5 + 1 / 150.5)


def test_one_case_leaves_the_next_one_open() -> None:
    law = ratio_law(learned(past(1_500_000, 1_000_000)))
    assert law.mean == pytest.approx(np.log(2), abs=1e-5)
    assert law.sd == pytest.approx(BETWEEN * np.sqrt(2), rel=0.01)


def test_cases_that_agree_narrow_it_and_cases_that_differ_widen_it() -> None:
    same = ratio_law(learned(*[past(15_000, 10_000)] * 5))
    other = ratio_law(learned(past(15_000, 10_000), past(15_000, 90_000)))
    assert same.sd < 0.4
    assert other.sd > 1.0
    assert other.mean == pytest.approx((np.log(2) + np.log(18)) / 2, abs=1e-3)


def test_a_window_without_events_still_has_a_ratio() -> None:
    law = ratio_law(learned(past(0, 0)))
    assert np.isfinite(law.mean)
    assert law.sd > 1.5
