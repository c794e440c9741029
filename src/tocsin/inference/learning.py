"""What selected past cases can say: one joint penalised logistic over the coded precedents."""

from __future__ import annotations

import numpy as np

from tocsin.case.schema import Case, Fit
from tocsin.engine.compile import JointNormal
from tocsin.engine.network import Floats
from tocsin.errors import CaseError


def design(case: Case, fit: Fit) -> tuple[Floats, Floats]:
    """Coded factors (n, F) and outcomes (n,) of the precedents that the fit uses.

    A factor that does not apply to a past case takes the mean of the others: it then says nothing.
    """
    used = [
        p for p in case.precedents.precedents if p.outcome_class in (*fit.positive, *fit.negative)
    ]
    coded = np.array(
        [
            [np.nan if (v := p.factors.get(f)) is None else float(v) for f in fit.factors]
            for p in used
        ]
    )
    outcome = np.array([float(p.outcome_class in fit.positive) for p in used])
    empty = np.isnan(coded).all(axis=0) if len(used) else np.ones(len(fit.factors), dtype=bool)
    if empty.any():
        missing = ", ".join(f for f, is_empty in zip(fit.factors, empty, strict=True) if is_empty)
        raise CaseError(
            f"the fit {fit.id!r} has no past case that codes {missing}; code it in "
            "precedents.yaml or take it out of the fit's factors"
        )
    return np.where(np.isnan(coded), np.nanmean(coded, axis=0), coded), outcome


def fit_precedents(factors: Floats, outcome: Floats, penalty_sd: float) -> tuple[Floats, Floats]:
    """Posterior mode and Laplace covariance of log odds ratios under N(0, penalty_sd) coefficients.

    The intercept is not penalised. Newton's method on the log posterior; the covariance is the
    inverse of the negative Hessian with the intercept integrated out. Selected cases give odds
    ratios, not rate ratios: where the outcome is rare the two are close, and that is assumed.
    """
    x = np.column_stack([np.ones(len(outcome)), factors])
    precision = np.diag([1e-6] + [penalty_sd**-2] * factors.shape[1])
    beta = np.zeros(x.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + precision
        step = np.linalg.solve(hessian, x.T @ (outcome - p) - precision @ beta)
        beta = beta + step
        if np.abs(step).max() < 1e-12:
            break
    covariance = np.linalg.inv(hessian)
    return beta[1:], covariance[1:, 1:]


def fits(case: Case) -> dict[str, JointNormal]:
    """The joint distribution of log-multipliers of each fit that a case declares."""
    joint = {}
    for fit in case.model.fits:
        mean, covariance = fit_precedents(*design(case, fit), fit.penalty_sd)
        joint[fit.id] = JointNormal(tuple(fit.factors), mean, covariance)
    return joint
