"""Counts and intervals become distributions that scipy agrees with."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import gamma

from tocsin.engine.rates import (
    Gamma,
    class_curve,
    gamma_from_count,
    gamma_from_interval,
)
from tocsin.errors import CaseError

INTERVALS = [(0.1, 1.0), (0.004, 0.3), (2.0, 3.0), (1e-6, 5.0), (0.9, 0.92), (10.0, 4e3)]


@pytest.mark.parametrize(("low", "high"), INTERVALS)
def test_a_gamma_hits_both_points_of_its_interval(low: float, high: float) -> None:
    law = gamma_from_interval(low, high)
    points = gamma.ppf([0.05, 0.95], law.shape, scale=1 / law.years)
    assert points == pytest.approx([low, high], rel=1e-6)


def test_counts_carry_the_jeffreys_prior() -> None:
    assert gamma_from_count(5, 181) == Gamma(5.5, 181)
    assert gamma_from_count(0, 30) == Gamma(0.5, 30)


@pytest.mark.parametrize("law", [Gamma(5.5, 181), Gamma(0.5, 30), Gamma(40.0, 3.0)])
@pytest.mark.parametrize("years", [0.0, 0.25, 2.0, 50.0])
def test_the_class_curve_is_the_mean_of_the_exponential_law(law: Gamma, years: float) -> None:
    def no_event(rate: float) -> float:
        return float(np.exp(-rate * years) * gamma.pdf(rate, law.shape, scale=1 / law.years))

    top = float(gamma.ppf(1 - 1e-14, law.shape, scale=1 / law.years))
    # substituting rate = top x u^4 takes the pole of small shapes out of the integrand
    quiet = quad(lambda u: no_event(top * u**4) * 4 * top * u**3, 0, 1, epsabs=1e-12, limit=200)[0]
    assert class_curve(law, years) == pytest.approx(1 - quiet, abs=1e-8)


@pytest.mark.parametrize(("low", "high"), [(1.0, 1.0005), (1e-90, 1.0)])
def test_an_interval_that_no_gamma_fits_is_refused_in_words(low: float, high: float) -> None:
    with pytest.raises(CaseError, match="widen or narrow the interval"):
        gamma_from_interval(low, high)
