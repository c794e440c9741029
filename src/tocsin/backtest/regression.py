"""Two pooled regressions with a Gaussian penalty: for whether, and for how much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from tocsin.backtest.panel import Floats
from tocsin.errors import BenchmarkError


@dataclass(frozen=True)
class Regression:
    """Coefficients (K + 1,) of standardised features, the first that of the constant."""

    centre: Floats
    scale: Floats
    coefficients: Floats

    def __call__(self, features: Floats) -> Floats:
        """The linear predictor of rows of features (n, K): (n,)."""
        standard = (features - self.centre) / self.scale
        return np.asarray(self.coefficients[0] + standard @ self.coefficients[1:])

    def probability(self, features: Floats) -> Floats:
        """The logistic function of the predictor."""
        return np.asarray(expit(self(features)))


def least_squares(features: Floats, values: Floats, penalty: float) -> Regression:
    """Ridge regression (Hoerl & Kennard 1970): features (n, K), values (n,).

    ``penalty`` is added to the diagonal for standardised features; the constant is free.
    """
    standard, centre, scale = _standard(features)
    mean = float(values.mean())
    gram = standard.T @ standard + penalty * np.eye(standard.shape[1])
    slopes = np.linalg.solve(gram, standard.T @ (values - mean))
    return Regression(centre, scale, np.concatenate([[mean], slopes]))


def logistic(features: Floats, events: Floats, trials: Floats, penalty: float) -> Regression:
    """Penalised logistic regression of ``events`` among ``trials`` (n,) on features (n, K).

    Minimises minus the binomial log-likelihood plus ``penalty / 2`` times the sum of squares of the
    slopes of standardised features.
    """
    standard, centre, scale = _standard(features)
    total = float(events.sum())
    if not 0 < total < trials.sum():
        raise BenchmarkError(
            f"{total:g} events among {trials.sum():g} trials; some with and some without are "
            "needed to fit; use a longer history"
        )
    start = np.zeros(standard.shape[1] + 1)
    start[0] = np.log(total / (trials.sum() - total))

    def loss(beta: Floats) -> tuple[float, Floats]:
        eta = beta[0] + standard @ beta[1:]
        value = (trials * np.logaddexp(0, eta) - events * eta).sum()
        rest = trials * expit(eta) - events
        slope = np.concatenate([[rest.sum()], standard.T @ rest + penalty * beta[1:]])
        return float(value + penalty / 2 * (beta[1:] @ beta[1:])), slope

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return Regression(centre, scale, np.asarray(found.x))


def _standard(features: Floats) -> tuple[Floats, Floats, Floats]:
    centre, scale = features.mean(axis=0), features.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    return (features - centre) / scale, centre, scale
