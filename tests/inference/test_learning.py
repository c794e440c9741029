"""The joint penalised logistic against an independent optimiser, and on the shipped case."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from tests.networks_for_tests import TEXT
from tests.small_case import small_case
from tocsin.case.schema import Case, Fit, Precedent
from tocsin.engine.network import Floats
from tocsin.errors import CaseError
from tocsin.inference.learning import (
    design,
    fit_precedents,
    fits,
    learn_numbers,
    with_learned,
)
from tocsin.workflows.cases import load


def _precedent(name: str, outcome: str, **factors: float | None) -> Precedent:
    return Precedent.model_validate(
        {
            "id": name,
            "label": TEXT,
            "window": "2000",
            "outcome": TEXT,
            "outcome_class": outcome,
            "factors": factors,
            "source": "test",
        }
    )


def _fit(*factors: str) -> Fit:
    return Fit(
        id="past",
        label=TEXT,
        factors=list(factors),
        positive=["force"],
        negative=["no force", "incident"],
        source="test",
    )


def _small(*factors: str) -> tuple[Case, Fit]:
    past = [
        _precedent("P1", "force", x1=1, x2=0.5),
        _precedent("P2", "no force", x1=0, x2=None),
        _precedent("P3", "incident", x1=0.5),
        _precedent("P4", "open", x1=1, x2=1),
        _precedent("P5", "no force", x1=None, x2=0),
    ]
    fit = _fit(*factors)
    return small_case(precedents=past, fits=[fit]), fit


def _data(seed: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    factors = rng.choice([0.0, 0.5, 1.0], size=(17, 4))
    return factors, (rng.random(17) < 0.3).astype(float)


@pytest.mark.parametrize("penalty_sd", [0.5, 1.0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_mode_and_covariance_agree_with_an_independent_optimiser(
    seed: int, penalty_sd: float
) -> None:
    factors, outcome = _data(seed)

    def loss(beta: Floats) -> float:
        eta = beta[0] + factors @ beta[1:]
        fit = np.logaddexp(0.0, eta).sum() - outcome @ eta
        return float(fit + np.square(beta[1:]).sum() / (2 * penalty_sd**2))

    options = {"maxiter": 20_000, "maxfev": 20_000, "xatol": 1e-9, "fatol": 1e-13}
    best = minimize(loss, np.zeros(5), method="Nelder-Mead", options=options).x
    h, unit = 1e-4, np.eye(5)
    hessian = np.array(
        [
            [
                (
                    loss(best + h * (u + v))
                    - loss(best + h * (u - v))
                    - loss(best - h * (u - v))
                    + loss(best - h * (u + v))
                )
                / (4 * h * h)
                for u in unit
            ]
            for v in unit
        ]
    )
    mean, covariance = fit_precedents(factors, outcome, penalty_sd)
    assert mean == pytest.approx(best, abs=1e-4)
    assert covariance == pytest.approx(np.linalg.inv(hessian), abs=2e-3)


def test_a_tight_penalty_shrinks_to_nothing_and_a_loose_one_does_not() -> None:
    factors, outcome = _data(1)
    tight, spread = fit_precedents(factors, outcome, 0.01)
    assert np.abs(tight[1:]).max() < 1e-3
    assert np.sqrt(np.diag(spread)[1:]) == pytest.approx(0.01, rel=0.01)
    # what is left is the intercept: the log odds of the share with the outcome
    share = outcome.mean()
    assert tight[0] == pytest.approx(np.log(share / (1 - share)), abs=1e-2)
    loose, _ = fit_precedents(factors, outcome, 2.0)
    assert np.abs(loose[1:]).max() > 0.3


def test_one_factor_agrees_with_quadrature_of_the_posterior() -> None:
    """Mode and curvature by brute force on a grid; and how far Laplace is from the true mean.

    Of two dimensions only: intercept and one log odds ratio.
    """
    factors = np.repeat([0.0, 0.5, 1.0], 20)[:, None]
    outcome = (np.arange(60) % 10 < np.repeat([2, 4, 7], 20)).astype(float)
    a, b = np.meshgrid(np.linspace(-6, 4, 801), np.linspace(-3, 5, 801), indexing="ij")
    log_posterior = -(b**2) / (2 * 0.5**2) - 0.5e-6 * a**2
    for x, y in zip(factors[:, 0], outcome, strict=True):
        eta = a + b * x
        log_posterior += y * eta - np.logaddexp(0.0, eta)
    weight = np.exp(log_posterior - log_posterior.max())
    weight /= weight.sum()
    mean, covariance = fit_precedents(factors, outcome, 0.5)
    top = np.unravel_index(np.argmax(log_posterior), log_posterior.shape)
    assert mean == pytest.approx([a[top], b[top]], abs=0.013)
    exact = float((weight * b).sum())
    assert mean[1] == pytest.approx(exact, abs=0.02)
    spread = float(np.sqrt((weight * (b - exact) ** 2).sum()))
    assert np.sqrt(covariance[1, 1]) == pytest.approx(spread, rel=0.02)


def test_a_fit_without_a_mode_is_an_error() -> None:
    factors, outcome = np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([0.0, 0.0, 1.0, 1.0])
    with pytest.raises(CaseError, match=r"no mode under the penalty 1e\+09.*smaller penalty_sd"):
        fit_precedents(factors, outcome, 1e9)


def test_the_design_uses_the_named_outcomes_and_fills_what_is_missing_with_the_mean() -> None:
    x, y = design(*_small("x1", "x2"))
    assert y.tolist() == [1.0, 0.0, 0.0, 0.0]
    assert x[:, 0] == pytest.approx([1.0, 0.0, 0.5, 0.5])
    assert x[:, 1] == pytest.approx([0.5, 0.25, 0.25, 0.0])


def test_a_factor_that_no_past_case_codes_is_an_error_that_names_it() -> None:
    with pytest.raises(CaseError, match=r"'past' has no past case that codes x9; code it in"):
        design(*_small("x1", "x9"))


def test_past_cases_that_all_ended_the_same_way_are_an_error() -> None:
    past = [_precedent("P1", "no force", x1=1), _precedent("P2", "no force", x1=0)]
    fit = _fit("x1")
    with pytest.raises(CaseError, match="0 past cases with the outcome and 2 without; at least"):
        design(small_case(precedents=past, fits=[fit]), fit)


def test_each_declared_fit_gives_the_joint_law_that_was_learned() -> None:
    case, fit = _small("x1", "x2")
    (name,) = (joint := fits(with_learned(case)))
    assert name == fit.id
    assert joint[name].names == ("x1", "x2")
    mean, covariance = fit_precedents(*design(case, fit), 0.5)
    assert joint[name].mean == pytest.approx(mean[1:], rel=1e-8)
    assert joint[name].covariance == pytest.approx(covariance[1:, 1:], abs=1e-9)
    learned = learn_numbers(case).fits[0]
    assert (learned.cases, learned.penalty_sd) == (["P1", "P2", "P3", "P5"], 0.5)


def test_a_fit_without_learned_numbers_is_an_error_that_says_what_to_run() -> None:
    case, _ = _small("x1", "x2")
    with pytest.raises(CaseError, match=r"'past' has no learned numbers.*run tocsin learn"):
        fits(case)
    other, _ = _small("x2", "x1")
    with pytest.raises(CaseError, match="for x2, x1"):
        fits(other.model_copy(update={"learned": learn_numbers(case)}))


@pytest.mark.parametrize("covariance", [[[1.0, 2.0], [2.0, 1.0]], [[1.0, 0.5], [0.0, 1.0]]])
def test_learned_numbers_that_are_no_law_are_an_error(covariance: list[list[float]]) -> None:
    case, _ = _small("x1", "x2")
    learned = learn_numbers(case)
    planted = learned.fits[0].model_copy(update={"covariance": covariance})
    spoilt = learned.model_copy(update={"fits": [planted]})
    with pytest.raises(CaseError, match="belongs to no law"):
        fits(case.model_copy(update={"learned": spoilt}))


def test_the_shipped_case() -> None:
    """Three cases with force, fourteen without; alliance and another war go with less force."""
    case = load("kazakhstan")
    (fit,) = case.model.fits
    factors, outcome = design(case, fit)
    assert (outcome.sum(), (1 - outcome).sum()) == (3, 14)
    assert factors.shape == (17, len(fit.factors))
    (joint,) = fits(case).values()
    ratio = dict(zip(joint.names, np.exp(joint.mean), strict=True))
    assert ratio["x7"] < 1
    assert ratio["x9"] < 1
    assert (np.linalg.eigvalsh(joint.covariance) > 0).all()
