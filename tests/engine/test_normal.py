"""Quantiles of the normal distribution against SciPy's."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from tocsin.engine.normal import FAR, normal_quantile

_MIDDLE = np.linspace(0.001, 0.999, 999)
_FAR = 10.0 ** -np.arange(3, 300, 7)
SMALLEST = 0.5 / 4503599627370496.0
"""The smallest number that a stream can give."""


@pytest.mark.parametrize("p", [*_MIDDLE, *_FAR, SMALLEST, 0.075, 0.925, FAR, 0.999 * FAR])
def test_quantiles_agree_with_scipys(p: float) -> None:
    assert normal_quantile(p) == pytest.approx(ndtri(p), rel=2e-15, abs=2e-15)


@pytest.mark.parametrize("p", [SMALLEST, 1e-9, 0.01, 0.07, 0.2])
def test_quantiles_are_odd_about_the_middle(p: float) -> None:
    mirrored = 1.0 - (1.0 - p)  # what is left of p in 1 - p
    assert normal_quantile(1.0 - p) == pytest.approx(-normal_quantile(mirrored), rel=1e-14)
