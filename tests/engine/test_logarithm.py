"""The kernels' logarithm against the mathematical library's."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tocsin.engine.logarithm import logarithm

_UNIFORM = np.random.default_rng(1).random(2_000)
_NEAR_ONE = [s * 10.0**-k for k in range(1, 16) for s in (1.0, 3.3, -1.0)]
_EXPONENTS = [2.0**k * m for k in range(-1000, 1000, 97) for m in (1.0, 1.4142, 1.4143, 1.999)]


@pytest.mark.parametrize(
    "numbers",
    [_UNIFORM, 1.0 + np.array(_NEAR_ONE), np.array(_EXPONENTS)],
    ids=["uniform", "near one", "of all sizes"],
)
def test_logarithms_agree_with_the_librarys(numbers: list[float]) -> None:
    for x in numbers:
        assert logarithm(float(x)) == pytest.approx(math.log(x), rel=5e-16, abs=0)


def test_the_logarithm_of_one_is_nothing() -> None:
    assert logarithm(1.0) == 0.0
