"""The parts of a Brier score add up, by hand and on random forecasts; corrected ones lack bias."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import ScoreError
from tocsin.scoring.calibration import equal_count, equal_width
from tocsin.scoring.decomposition import murphy, recalibrated

Pairs = st.lists(
    st.tuples(st.floats(0, 1, allow_subnormal=False), st.booleans()), min_size=2, max_size=60
)


def test_by_hand() -> None:
    """Four at 20 % of which one happened, two at 80 % of which both did; overall one half."""
    p, y = [0.2] * 4 + [0.8] * 2, [1, 0, 0, 0, 1, 1]
    parts = murphy(p, y, edges=equal_width(2), corrected=False)
    assert parts.reliability == pytest.approx((4 * 0.05**2 + 2 * 0.2**2) / 6)
    assert parts.resolution == pytest.approx((4 * 0.25**2 + 2 * 0.5**2) / 6)
    assert parts.uncertainty == pytest.approx(0.25)
    assert parts.within == pytest.approx(0.0, abs=1e-15)
    fair = murphy(p, y, edges=equal_width(2), corrected=True)
    assert fair.reliability == pytest.approx(parts.reliability - 4 * (0.1875 / 3) / 6)
    assert fair.uncertainty == pytest.approx(0.25 + 0.25 / 5)
    assert fair.total == pytest.approx(fair.brier)


@given(pairs=Pairs, bins=st.integers(1, 9))
@settings(max_examples=200, deadline=None)
def test_parts_add_up(pairs: list[tuple[float, bool]], bins: int) -> None:
    p, y = zip(*pairs, strict=True)
    parts = murphy(p, y, edges=equal_width(bins), corrected=False)
    assert parts.total == pytest.approx(parts.brier, abs=1e-12)
    assert parts.reliability >= 0
    assert parts.resolution >= -1e-15
    free = recalibrated(p, y)
    whole = free.miscalibration - free.discrimination + free.uncertainty
    assert whole == pytest.approx(free.brier, abs=1e-9)
    assert (np.diff(free.recalibrated[np.argsort(p, kind="stable")]) >= -1e-12).all()


def test_the_correction_takes_the_bias_of_reliability_off() -> None:
    """Calibrated forecasts, 60 at a time in five bins: plain reliability is too large."""
    rng = np.random.default_rng(1)
    values = np.repeat([0.1, 0.3, 0.5, 0.7, 0.9], 12)
    plain, fair = [], []
    for _ in range(3000):
        y = rng.random(values.size) < values
        plain.append(murphy(values, y, edges=equal_width(5), corrected=False).reliability)
        fair.append(murphy(values, y, edges=equal_width(5), corrected=True).reliability)
    error = 4 * np.std(fair) / np.sqrt(len(fair))
    assert np.mean(fair) == pytest.approx(0, abs=error)
    assert np.mean(plain) > 5 * error


def test_a_bin_of_one_cannot_be_corrected() -> None:
    with pytest.raises(ScoreError, match="use fewer bins"):
        murphy([0.1, 0.1, 0.9], [0, 1, 1], edges=equal_width(2), corrected=True)


def test_isotonic_recalibration_by_hand() -> None:
    """At 10 % one in two happened, at 30 % none: together one in four; at 90 % all."""
    free = recalibrated([0.1, 0.1, 0.3, 0.3, 0.9], [1, 0, 0, 0, 1])
    assert free.recalibrated.tolist() == pytest.approx([0.25] * 4 + [1.0])
    assert free.miscalibration == pytest.approx(
        (0.81 + 0.01 + 0.09 + 0.09 + 0.01) / 5 - (0.5625 + 3 * 0.0625) / 5
    )


def test_a_forecast_without_discrimination_has_none() -> None:
    free = recalibrated([0.3, 0.3, 0.3, 0.3], [1, 0, 0, 0])
    assert free.discrimination == pytest.approx(0.0)
    assert free.miscalibration == pytest.approx(0.05**2)


def test_equal_count_bins_serve_the_decomposition() -> None:
    rng = np.random.default_rng(9)
    p = rng.beta(1, 9, 500)
    parts = murphy(p, rng.random(500) < p, edges=equal_count(p, 10), corrected=True)
    assert parts.total == pytest.approx(parts.brier)
