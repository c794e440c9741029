"""Each past case assessed by a model that has not seen it, beside a base rate that has not either.

The past cases are the selected ones of a fit; a score over them says how well their coding told
their outcomes apart, for a coder who may have known them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import expit

from tocsin.case.schema import Case, Fit, Precedent
from tocsin.engine.network import Floats
from tocsin.engine.rates import JEFFREYS
from tocsin.inference.learning import (
    Posterior,
    coded,
    column_means,
    filled,
    fit_precedents,
    used,
)

REACH = 10.0
"""Standard deviations to either side over which log odds are integrated."""


class LeftOutCase(NamedTuple):
    """One past case: its outcome (None if the fit counts it neither way) and two probabilities.

    Both are None where the other cases all ended the same way: then nothing can be fitted.
    """

    past: Precedent
    outcome: float | None
    probability: float | None
    base_rate: float | None


class Difference(NamedTuple):
    """Mean loss of model and base rate, and their mean difference with its paired standard error.

    The error is None for fewer than two cases.
    """

    model: float
    base_rate: float
    difference: float
    standard_error: float | None


def leave_one_out(case: Case, fit: Fit) -> list[LeftOutCase]:
    """The probability of the outcome in each past case, from a fit of all the others.

    Every step leaves the case out: the fit, the means that stand for what is not known, and the
    base rate, which is the Jeffreys mean (k + 1/2) / (n + 1) of the other cases. A case of a class
    that the fit does not use is assessed by the whole fit, and has no outcome to be scored on.
    """
    inside = used(case, fit)
    found = []
    for past in case.precedents.precedents:
        others = [one for one in inside if one is not past]
        outcome = float(past.outcome_class in fit.positive) if past in inside else None
        factors, outcomes = coded(others, fit)
        if not 0 < outcomes.sum() < len(outcomes):
            found.append(LeftOutCase(past, outcome, None, None))
            continue
        means = column_means(factors)
        posterior = fit_precedents(filled(factors, means), outcomes, fit.penalty_sd)
        here = filled(coded([past], fit)[0], means)[0]
        base = (outcomes.sum() + JEFFREYS) / (len(outcomes) + 2 * JEFFREYS)
        found.append(LeftOutCase(past, outcome, predict(posterior, here), float(base)))
    return found


def predict(posterior: Posterior, factors: Floats) -> float:
    """The posterior predictive probability of the outcome for factors (F,).

    The log odds are normal under the Laplace law, so that the mean of their logistic is an integral
    in one dimension; drawing coefficients gives the same. The trapezoid rule is all but exact for
    it as long as its step is small beside both curves: the normal, and the logistic whose poles
    stand pi away.
    """
    x = np.concatenate(([1.0], factors))
    log_odds = float(x @ posterior.mean)
    sd = float(np.sqrt(x @ posterior.covariance @ x))
    points = 2 * int(np.ceil(REACH * max(4.0, 4.0 * sd))) + 1
    away = np.linspace(-REACH, REACH, points)
    weights = np.exp(-(away**2) / 2)
    return float(weights @ expit(log_odds + sd * away) / weights.sum())


def compare(model: Floats, base_rate: Floats) -> Difference:
    """Two forecasters by their losses (n,) on the same cases: below 0, the model did better."""
    apart = model - base_rate
    error = float(apart.std(ddof=1) / np.sqrt(len(apart))) if len(apart) > 1 else None
    return Difference(float(model.mean()), float(base_rate.mean()), float(apart.mean()), error)
