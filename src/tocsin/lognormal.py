"""Log-normal laws: of what multiplies something, stated as a 90 % interval or otherwise."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

_Z95 = float(ndtri(0.95))


class LogNormal(NamedTuple):
    """The law of a positive quantity: mean and standard deviation of its logarithm."""

    mean: float
    sd: float

    @property
    def interval(self) -> tuple[float, float]:
        """Its 5 % and 95 % points."""
        spread = _Z95 * self.sd
        return float(np.exp(self.mean - spread)), float(np.exp(self.mean + spread))


def lognormal_from_interval(low: float, high: float) -> LogNormal:
    """The log-normal whose 5 % and 95 % points are ``low`` and ``high``."""
    return LogNormal(float(np.log(low * high) / 2), float(np.log(high / low) / (2 * _Z95)))
