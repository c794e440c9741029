"""How the mixture of ``counts`` is chosen: on the ten years before a window, never on the window.

The protocol was fixed before any window of the published table was scored. For a window with
origin o (October):

1. The ten inner origins are o - 14, o - 26, ... months: the months ahead of the last end with o.
2. At each, the hurdle is fitted to what was known then, and every candidate of ``GRID`` draws.
3. A candidate's loss at an inner origin is its mean CRPS plus its mean ignorance, each divided by
   that of the last twelve months as they were. Neither score nor a violent year can dominate.
4. The candidate with the smallest mean loss is used for the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from tocsin.backtest.counts import HORIZONS, LAST_TWELVE, Hurdle, Mixture, mix, recent
from tocsin.backtest.panel import STATE, Floats, Panel
from tocsin.errors import LeakError
from tocsin.rng import Purpose, generator
from tocsin.scoring.draws import VIEWS_EDGES, crps, ignorance

GRID = [
    Mixture(decay, noise, midpoint)
    for decay, noise, midpoint in product(
        (0.65, 0.75, 0.85, 0.95), (0.3, 0.45, 0.6), (3.0, 5.0, 7.0, 9.0)
    )
]
"""The candidates."""

INNER = 10
"""Inner origins for each window."""

FEW = 200
"""Draws for a candidate; enough to rank them, few enough to try all."""

Told = Callable[[float], None] | None


@dataclass
class Tuner:
    """Chooses mixtures on one panel; windows share the inner origins they have in common."""

    panel: Panel
    seed: int
    losses: dict[int, Floats] = field(default_factory=dict)
    """Loss of every candidate at each inner origin that was tried."""

    def inner(self, origin: int) -> list[int]:
        """The inner origins for a forecast as of ``origin``, the latest first."""
        return [origin - int(HORIZONS[-1]) - 12 * k for k in range(INNER)]

    def choose(self, origin: int, told: Told = None) -> tuple[Mixture, float]:
        """The mixture for a forecast as of ``origin``, and its mean loss at the inner origins."""
        origins = self.inner(origin)
        for k, inner in enumerate(origins):
            if inner not in self.losses:
                self.losses[inner] = self._try(inner, origin)
            if told is not None:
                told((k + 1) / len(origins))
        mean = np.mean([self.losses[inner] for inner in origins], axis=0)
        best = int(np.argmin(mean))
        return GRID[best], float(mean[best])

    def _try(self, inner: int, origin: int) -> Floats:
        """Each candidate's loss at one inner origin, known in full by ``origin``."""
        known, later = self.panel.until(inner), self.panel.until(origin)
        deaths = ahead(later, inner)
        rng = generator(self.seed, Purpose.CHECK, inner)
        hurdle = Hurdle.fit(known).draws(known, inner, FEW, rng)
        base = _scores(recent(known, inner, LAST_TWELVE, FEW, rng), deaths)
        tried = [_scores(mix(known, inner, one, hurdle, rng), deaths) for one in GRID]
        return np.array([(scores / base).sum() for scores in tried])


def ahead(panel: Panel, origin: int) -> Floats:
    """State-based deaths in the months ahead of ``origin``, (C * 12,), if the panel knows them.

    Raises:
        LeakError: the panel ends before the last of them.
    """
    if origin + int(HORIZONS[-1]) > panel.last:
        raise LeakError(
            f"the months ahead of {origin} are not over at the panel's last month {panel.last}; "
            "only what was known may choose a model; take an earlier inner origin"
        )
    at = origin + HORIZONS - panel.first
    return np.asarray(panel.deaths[STATE][:, at].ravel(), dtype=np.float64)


def _scores(draws: Floats, deaths: Floats) -> Floats:
    return np.array(
        [
            crps(draws, deaths, estimator="nrg").mean(),
            ignorance(draws, deaths, edges=VIEWS_EDGES).mean(),
        ]
    )


def forecast(
    tuner: Tuner, origin: int, draws: int, told: Told = None
) -> tuple[Floats, Mixture, float]:
    """Draws (C * 12, draws) as of ``origin``, the mixture that was chosen, and its inner loss."""
    mixture, loss = tuner.choose(origin, told)
    known = tuner.panel.until(origin)
    rng = generator(tuner.seed, Purpose.FUTURE, origin)
    hurdle = Hurdle.fit(known).draws(known, origin, draws, rng)
    return mix(known, origin, mixture, hurdle, rng), mixture, loss
