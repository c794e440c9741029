"""Fitting models of pairs of states: logistic regression with a ridge, its error by pairs.

Needs scikit-learn, the extra ``fit``; ``logistic`` reads the models that ship without it.
``python -m tocsin.outside_view.fitting`` fits those anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.case.schema import DyadEvent, DyadRelease
from tocsin.errors import DataError
from tocsin.outside_view.grid import COVERED, FIRST, Grid, shipped_grid
from tocsin.outside_view.logistic import SHIPPED, DyadModel, Logistic, stored
from tocsin.outside_view.signs import structure
from tocsin.outside_view.tables import Columns, folder, shipped

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

SINCE = 1946
"""First year of signs that models are fitted to."""

RIDGE = 10.0
"""The penalty of the models that ship, as ``tocsin benchmark mid`` chooses it on the 1980s."""


@dataclass(frozen=True)
class Panel:
    """Pairs of states in years: signs at the end of a year, and whether an event came in the next.

    ``signs`` (n, K), ``outcome`` (n,), ``row`` (n,) of the grid, ``year`` (n,) of the event,
    ``relevant`` (n,): politically relevant in the year of the signs.
    """

    names: tuple[str, ...]
    signs: Floats
    outcome: Integers
    row: Integers
    year: Integers
    relevant: NDArray[np.bool_]


def panel(
    grid: Grid, state_years: Columns, event: DyadEvent, release: DyadRelease, since: int
) -> Panel:
    """Every pair that existed both in the year of the signs, from ``since``, and in the next."""
    signs = structure(grid, state_years, release, since=since)
    last = grid.covered(event, release)[1]
    now = slice(since - FIRST, last - FIRST)
    then = slice(since - FIRST + 1, last - FIRST + 1)
    exists = grid.exists[:, now] & grid.exists[:, then]
    rows, years = np.nonzero(exists)
    wide = last - since
    return Panel(
        names=tuple(signs),
        signs=np.column_stack([sign[:, :wide][exists] for sign in signs.values()]),
        outcome=(grid.events(event, release)[:, then][exists] > 0).astype(np.int64),
        row=rows,
        year=years + since + 1,
        relevant=grid.relevant[:, now][exists],
    )


def fit(
    signs: Floats,
    outcome: Integers,
    names: Sequence[str],
    *,
    ridge: float,
    pairs: Integers | None = None,
) -> Logistic:
    """Fit outcomes (n,) of 0 or 1 on signs (n, K).

    Args:
        signs: each column is standardised by its own mean and spread; NaN counts as the mean.
        outcome: whether the event came.
        names: what each column is.
        ridge: the penalty is ``ridge / 2`` times the sum of squared coefficients on standardised
            signs, the intercept left out; 0 for none.
        pairs: the pair of states of each row; the covariance then allows for any dependence among
            the years of a pair (sandwich by clusters). Without, it is the inverse Hessian.
    """
    mean, spread = np.nanmean(signs, axis=0), np.nanstd(signs, axis=0)
    blank = np.zeros(signs.shape[1] + 1)
    frame = Logistic(tuple(names), mean, np.where(spread > 0, spread, 1.0), blank, np.diag(blank))
    design = frame.design(signs)
    model = _library().LogisticRegression(
        C=1 / ridge if ridge else np.inf, solver="newton-cholesky", tol=1e-9, max_iter=200
    )
    model.fit(design[:, 1:], outcome)
    coefficients = np.concatenate([model.intercept_, model.coef_[0]])
    covariance = _covariance(design, outcome, coefficients, ridge, pairs)
    return Logistic(frame.names, frame.mean, frame.spread, coefficients, covariance)


def _covariance(
    design: Floats, outcome: Integers, coefficients: Floats, ridge: float, pairs: Integers | None
) -> Floats:
    probability = 1 / (1 + np.exp(-design @ coefficients))
    information = design.T @ (design * (probability * (1 - probability))[:, None])
    information[1:, 1:] += ridge * np.eye(design.shape[1] - 1)
    inverse = np.linalg.inv(information)
    if pairs is None:
        return np.asarray(inverse)
    _, group = np.unique(pairs, return_inverse=True)
    by_row = design * (outcome - probability)[:, None]
    score = np.column_stack([np.bincount(group, column) for column in by_row.T])
    return np.asarray(inverse @ (score.T @ score) @ inverse)


def _library() -> Any:
    try:
        from sklearn import linear_model
    except ImportError as error:
        raise DataError(
            "fitting needs scikit-learn, which is not installed; the models that ship work without "
            "it; install tocsin[fit]"
        ) from error
    return linear_model


def dyad_model(grid: Grid, state_years: Columns, event: DyadEvent) -> DyadModel:
    """The model of an event over all pairs since 1946, on the disputes of MID 5.0."""
    release: DyadRelease = "mid5"
    data = panel(grid, state_years, event, release, SINCE)
    fitted = fit(data.signs, data.outcome, data.names, ridge=RIDGE, pairs=data.row)
    return DyadModel(
        event=event,
        release=release,
        first=SINCE + 1,
        last=COVERED[release][1],
        years=len(data.outcome),
        events=int(data.outcome.sum()),
        ridge=RIDGE,
        logistic=fitted,
    )


if __name__ == "__main__":
    events: tuple[DyadEvent, ...] = ("dispute", "force", "fatal")
    models = [dyad_model(shipped_grid(), shipped().state_years, event) for event in events]
    text = json.dumps([stored(model) for model in models], indent=1)
    (folder() / SHIPPED).write_text(text + "\n", encoding="utf-8")
