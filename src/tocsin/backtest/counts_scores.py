"""Scores of forecasts of counts, cell by cell, in both vintages, with their bootstrap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tocsin.backtest.panel import Floats, Integers
from tocsin.scoring.comparison import Blocks, Interval, mean_loss
from tocsin.scoring.draws import (
    VIEWS_EDGES,
    central_interval,
    covered,
    crps,
    ignorance,
    interval_score,
)

LEVEL = 0.9
"""Of the scored interval, and of every bootstrap interval."""

RESAMPLES = 2_000
SCORES = ("crps", "crps ln", "ignorance", "mis", "coverage")
"""Mean CRPS; the same on ln(1 + y); ignorance in bits; mean interval score; the share of months
with violence inside the 90 % interval."""


@dataclass(frozen=True)
class Scored:
    """Losses of one model in one window and vintage, by score and cell (n,).

    A score that is not known has no entry. ``violent`` marks the cells with deaths: coverage is
    over them alone.
    """

    losses: dict[str, Floats]
    violent: Floats
    blocks: Integers

    def mean(self, score: str) -> float | None:
        """The published figure, or None where the score is not known."""
        if score not in self.losses:
            return None
        loss = self.losses[score]
        return float(loss[self.violent > 0].mean() if score == "coverage" else loss.mean())


def score(draws: Floats, deaths: Floats, blocks: Integers) -> Scored:
    """Every score of draws (n, m) for deaths (n,) in cells of the given countries (n,)."""
    low, high = central_interval(draws, LEVEL, method="linear")
    losses = {
        "crps": crps(draws, deaths, estimator="nrg"),
        "crps ln": crps(np.log1p(draws), np.log1p(deaths), estimator="nrg"),
        "ignorance": ignorance(draws, deaths, edges=VIEWS_EDGES),
        "mis": interval_score(low, high, deaths, level=LEVEL),
        "coverage": covered(low, high, deaths),
    }
    return Scored(losses, (deaths > 0).astype(float), blocks)


def joined(parts: list[Scored]) -> Scored:
    """Several windows as one: the mean over windows of equal size is the mean over their cells."""
    shared = [s for s in SCORES if all(s in part.losses for part in parts)]
    return Scored(
        {s: np.concatenate([part.losses[s] for part in parts]) for s in shared},
        np.concatenate([part.violent for part in parts]),
        np.concatenate([part.blocks for part in parts]),
    )


def interval(scored: Scored, name: str, rng: np.random.Generator) -> Interval | None:
    """The mean with its bootstrap interval; whole countries are drawn again."""
    if name not in scored.losses:
        return None
    loss, labels = scored.losses[name], scored.blocks
    if name == "coverage":
        kept = scored.violent > 0
        loss, labels = loss[kept], labels[kept]
    return loss_interval(loss, labels, rng)


def loss_interval(losses: Floats, labels: Integers, rng: np.random.Generator) -> Interval:
    """The mean of losses (n,) with its bootstrap interval; whole countries are drawn again."""
    return mean_loss(losses, Blocks.by(labels), draws=RESAMPLES, level=LEVEL, rng=rng)


def difference(
    ours: Floats, theirs: Floats, labels: Integers, rng: np.random.Generator
) -> Interval:
    """The mean of paired differences of losses, whole countries drawn again."""
    return loss_interval(ours - theirs, labels, rng)


def where_violent(draws: Floats, deaths: Floats, rng: np.random.Generator) -> Floats:
    """Where the deaths of months with violence fell among the positive draws, 0 to 1.

    The randomised probability integral transform of the forecast law given that there is violence:
    uniform if the amounts are calibrated, however many months were quiet. Cells without a positive
    draw have no such law and are left out; their number is the difference of the lengths.
    """
    some = deaths > 0
    x, y = draws[some], deaths[some]
    positive = (x > 0).sum(axis=1)
    x, y, positive = x[positive > 0], y[positive > 0], positive[positive > 0]
    below = ((x > 0) & (x < y[:, None])).sum(axis=1) / positive
    at_most = ((x > 0) & (x <= y[:, None])).sum(axis=1) / positive
    return np.asarray(rng.uniform(below, at_most), dtype=np.float64)


@dataclass(frozen=True)
class Revision:
    """A mean loss on revised data as what the forecast got wrong plus what the data changed.

    ``wrong`` is the mean loss against the data as they stood when the forecast was judged first,
    ``changed`` what revision added; both are exact, ``wrong + changed`` is the loss on revised
    data. ``cells`` is how many were revised.
    """

    wrong: float
    changed: float
    cells: int

    @property
    def total(self) -> float:
        """The mean loss on revised data."""
        return self.wrong + self.changed


def revision(then: Floats, now: Floats, revised: Floats) -> Revision:
    """The split, from losses by cell in both vintages (n,), and which cells were revised (n,).

    A cell that was not revised has the same loss in both, so it never enters ``changed``.
    """
    return Revision(float(then.mean()), float((now - then).mean()), int((revised != 0).sum()))
