"""What selected past cases can say: one joint penalised logistic over the coded precedents.

The fit is made once, by ``learn``, and its numbers stand in the case; ``fits`` reads them there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import expit

from tocsin.case.learned import inputs
from tocsin.case.schema import Case, Fit, LearnedFile, LearnedFit, Precedent
from tocsin.engine.compile import JointNormal
from tocsin.engine.network import Floats
from tocsin.errors import CaseError
from tocsin.inference.counting import learned_rates

FIGURES = 10
"""Significant figures, of the largest entry, to which a fit's numbers are kept: the same bytes
whatever order a library adds in."""

MOST_STEPS = 100
"""Newton steps; a handful is enough where the penalty holds the coefficients."""


class Posterior(NamedTuple):
    """A normal law of intercept and log odds ratios: mean (F + 1,), covariance, intercept first."""

    mean: Floats
    covariance: Floats


def used(case: Case, fit: Fit) -> list[Precedent]:
    """The past cases that the fit uses: those with the outcome and those without."""
    classes = {*fit.positive, *fit.negative}
    return [one for one in case.precedents.precedents if one.outcome_class in classes]


def coded(past: Sequence[Precedent], fit: Fit) -> tuple[Floats, Floats]:
    """Factors (n, F), NaN where one does not apply or is unknown, and outcomes (n,)."""
    factors = [
        [np.nan if (v := one.factors.get(f)) is None else float(v) for f in fit.factors]
        for one in past
    ]
    outcome = [float(one.outcome_class in fit.positive) for one in past]
    return np.array(factors).reshape(len(past), len(fit.factors)), np.array(outcome)


def column_means(factors: Floats) -> Floats:
    """The mean of what is known of each factor (F,); 0 for a factor of which nothing is known."""
    known = ~np.isnan(factors)
    means: Floats = np.where(known, factors, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return means


def filled(factors: Floats, means: Floats) -> Floats:
    """The factors with ``means`` in place of NaN: what is not known then says nothing."""
    return np.where(np.isnan(factors), means, factors)


def design(case: Case, fit: Fit) -> tuple[Floats, Floats]:
    """Coded factors (n, F) and outcomes (n,) of the precedents that the fit uses.

    A factor that does not apply to a past case takes the mean of the others. ``CaseError`` refuses
    a factor that nobody coded, and past cases that all ended the same way.
    """
    factors, outcome = coded(used(case, fit), fit)
    if not 0 < outcome.sum() < len(outcome):
        raise CaseError(
            f"the fit {fit.id!r} has {int(outcome.sum())} past cases with the outcome and "
            f"{int(len(outcome) - outcome.sum())} without; at least one of each is needed; code "
            "more past cases in precedents.yaml, or take the fit out"
        )
    missing = [name for k, name in enumerate(fit.factors) if np.isnan(factors[:, k]).all()]
    if missing:
        raise CaseError(
            f"the fit {fit.id!r} has no past case that codes {', '.join(missing)}; code it in "
            "precedents.yaml or take it out of the fit's factors"
        )
    return filled(factors, column_means(factors)), outcome


def fit_precedents(factors: Floats, outcome: Floats, penalty_sd: float) -> Posterior:
    """Posterior mode and Laplace covariance under N(0, penalty_sd) log odds ratios.

    The intercept is all but free. Newton's method on the log posterior; the covariance is the
    inverse of the negative Hessian at the mode. Selected cases give odds ratios, not rate ratios:
    where the outcome is rare the two are close, and that is assumed.
    """
    x = np.column_stack([np.ones(len(outcome)), factors])
    precision = np.diag([1e-6] + [penalty_sd**-2] * factors.shape[1])
    beta = np.zeros(x.shape[1])
    for _ in range(MOST_STEPS):
        p = expit(x @ beta)
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + precision
        step = np.linalg.solve(hessian, x.T @ (outcome - p) - precision @ beta)
        beta = beta + step
        if np.abs(step).max() < 1e-12:
            covariance = np.linalg.inv(hessian)
            return Posterior(beta, (covariance + covariance.T) / 2)
    raise CaseError(
        f"the fit of past cases finds no mode under the penalty {penalty_sd:g}; penalties near "
        "0.5 hold the coefficients; choose a smaller penalty_sd"
    )


def learn_numbers(case: Case) -> LearnedFile:
    """All that can be learned from the past of a case: counted rates, then joint fits."""
    return LearnedFile(
        inputs=inputs(case),
        rates=learned_rates(case),
        fits=[_learned_fit(case, fit) for fit in case.model.fits],
    )


def with_learned(case: Case) -> Case:
    """The case with the numbers learned from its own past, whatever it held before."""
    return case.model_copy(update={"learned": learn_numbers(case)})


def _learned_fit(case: Case, fit: Fit) -> LearnedFit:
    """The law of the log odds ratios alone: the intercept belongs to the selection of cases."""
    posterior = fit_precedents(*design(case, fit), fit.penalty_sd)
    return LearnedFit(
        id=fit.id,
        factors=fit.factors,
        mean=_kept(posterior.mean[1:]),
        covariance=_kept(posterior.covariance[1:, 1:]),
        penalty_sd=fit.penalty_sd,
        cases=[one.id for one in used(case, fit)],
        source=fit.source,
    )


def _kept(numbers: Floats) -> list[float]:
    """Numbers rounded to what is written; lists of lists for a matrix."""
    largest = float(np.abs(numbers).max())
    digits = FIGURES - int(np.floor(np.log10(largest))) - 1 if largest > 0 else FIGURES
    # adding 0.0 turns a negative zero into zero
    kept: list[float] = (np.round(numbers, digits) + 0.0).tolist()
    return kept


def fits(case: Case) -> dict[str, JointNormal]:
    """The joint law of the log odds ratios of each fit that a case declares, as it was learned.

    ``CaseError`` where the case holds no numbers for a fit, or numbers that are no law.
    """
    found = {} if case.learned is None else {one.id: one for one in case.learned.fits}
    joint = {}
    for fit in case.model.fits:
        if fit.id not in found or found[fit.id].factors != fit.factors:
            raise CaseError(
                f"the fit {fit.id!r} has no learned numbers for {', '.join(fit.factors)}; numbers "
                "in learned.yaml are needed; run tocsin learn with --write"
            )
        mean, covariance = np.array(found[fit.id].mean), np.array(found[fit.id].covariance)
        if not np.array_equal(covariance, covariance.T) or np.linalg.eigvalsh(covariance)[0] <= 0:
            raise CaseError(
                f"the fit {fit.id!r} has a covariance in learned.yaml that belongs to no law; "
                "symmetric positive definite ones do; run tocsin learn with --write"
            )
        joint[fit.id] = JointNormal(tuple(fit.factors), mean, covariance)
    return joint
