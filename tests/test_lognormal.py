"""A log-normal has the interval from which it was made, and scipy's points."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import lognorm

from tocsin.lognormal import LogNormal, lognormal_from_interval

INTERVALS = [(0.1, 1.0), (0.004, 0.3), (2.0, 3.0), (1e-6, 5.0), (0.9, 0.92), (10.0, 4e3)]


@pytest.mark.parametrize(("low", "high"), INTERVALS)
def test_a_lognormal_hits_both_points_of_its_interval(low: float, high: float) -> None:
    law = lognormal_from_interval(low, high)
    points = lognorm.ppf([0.05, 0.95], law.sd, scale=np.exp(law.mean))
    assert points == pytest.approx([low, high], rel=1e-9)
    assert law.interval == pytest.approx((low, high), rel=1e-12)


def test_a_certain_quantity_has_an_interval_without_width() -> None:
    assert LogNormal(0.0, 0.0).interval == (1.0, 1.0)
