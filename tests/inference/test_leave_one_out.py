"""Each past case left out: against refitting by hand, and the integral against two others."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.special import expit
from scipy.stats import norm

from tests.networks_for_tests import TEXT
from tests.small_case import small_case
from tocsin.case.schema import Case, Fit, Precedent
from tocsin.engine.network import Floats
from tocsin.inference.learning import Posterior, fit_precedents
from tocsin.inference.leave_one_out import compare, leave_one_out, predict
from tocsin.workflows.cases import load


def _past(name: str, outcome: str, **factors: float | None) -> Precedent:
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


def _case(*past: Precedent, factors: tuple[str, ...] = ("x1", "x2")) -> tuple[Case, Fit]:
    fit = Fit(
        id="past",
        label=TEXT,
        factors=list(factors),
        positive=["force"],
        negative=["no force"],
        source="test",
    )
    return small_case(precedents=list(past), fits=[fit]), fit


SIX = (
    _past("P1", "force", x1=1, x2=0.5),
    _past("P2", "force", x1=0.5, x2=1),
    _past("P3", "no force", x1=0, x2=None),
    _past("P4", "no force", x1=0.5, x2=0),
    _past("P5", "no force", x1=0, x2=0),
    _past("P6", "open", x1=1, x2=1),
)


def _by_hand(training: list[list[float]], outcome: list[float], here: list[float]) -> float:
    """The posterior predictive by an independent optimiser and an independent integral.

    BFGS on the written-out log posterior, the curvature written out, ``quad`` over the log odds.
    """
    x, y = np.column_stack([np.ones(len(outcome)), training]), np.array(outcome)
    precision = np.array([1e-6, 4.0, 4.0])

    def loss(beta: Floats) -> float:
        eta = x @ beta
        return float(np.logaddexp(0, eta).sum() - y @ eta + (precision * beta**2).sum() / 2)

    best = minimize(loss, np.zeros(3), method="BFGS", options={"gtol": 1e-8}).x
    p = 1 / (1 + np.exp(-x @ best))
    covariance = np.linalg.inv(x.T @ np.diag(p * (1 - p)) @ x + np.diag(precision))
    point = np.array([1.0, *here])
    centre, sd = float(point @ best), float(np.sqrt(point @ covariance @ point))
    low, high = centre - 10 * sd, centre + 10 * sd
    value, _ = quad(lambda t: norm.pdf(t, centre, sd) / (1 + math.exp(-t)), low, high)
    return float(value)


def test_each_case_is_assessed_by_a_fit_of_the_others() -> None:
    found = leave_one_out(*_case(*SIX))
    assert [one.past.id for one in found] == ["P1", "P2", "P3", "P4", "P5", "P6"]
    # without P1 the mean of x2 over P2, P4, P5 is 1/3: P3 takes it
    without_first = _by_hand(
        [[0.5, 1], [0, 1 / 3], [0.5, 0], [0, 0]], [1, 0, 0, 0], [1, 0.5]
    )  # fmt: skip
    assert found[0].probability == pytest.approx(without_first, abs=1e-5)
    # P3 itself takes the mean of the others, 3/8
    without_third = _by_hand(
        [[1, 0.5], [0.5, 1], [0.5, 0], [0, 0]], [1, 1, 0, 0], [0, 3 / 8]
    )  # fmt: skip
    assert found[2].probability == pytest.approx(without_third, abs=1e-5)


def test_base_rates_leave_the_case_out_too() -> None:
    found = leave_one_out(*_case(*SIX))
    assert [one.base_rate for one in found] == pytest.approx(
        [1.5 / 5, 1.5 / 5, 2.5 / 5, 2.5 / 5, 2.5 / 5, 2.5 / 6]
    )
    assert [one.outcome for one in found] == [1, 1, 0, 0, 0, None]


def test_a_case_of_no_class_is_assessed_by_the_whole_fit() -> None:
    found = leave_one_out(*_case(*SIX))[5]
    whole = _by_hand(
        [[1, 0.5], [0.5, 1], [0, 3 / 8], [0.5, 0], [0, 0]], [1, 1, 0, 0, 0], [1, 1]
    )  # fmt: skip
    assert found.probability == pytest.approx(whole, abs=1e-5)


def test_seeing_the_case_would_show() -> None:
    """Planted: P1 assessed by the fit that holds it. The oracle tells the two apart."""
    x = np.array([[1, 0.5], [0.5, 1], [0, 3 / 8], [0.5, 0], [0, 0]])
    seen = predict(fit_precedents(x, np.array([1.0, 1, 0, 0, 0]), 0.5), x[0])
    left_out = leave_one_out(*_case(*SIX))[0].probability
    assert left_out is not None
    assert seen > left_out + 0.1


def test_the_outcome_of_a_case_does_not_reach_its_own_forecast() -> None:
    case, fit = _case(*SIX)
    turned = [SIX[0].model_copy(update={"outcome_class": "no force"}), *SIX[1:]]
    other, _ = _case(*turned)
    assert leave_one_out(case, fit)[0].probability == leave_one_out(other, fit)[0].probability


def test_a_factor_that_nobody_else_codes_leaves_the_rest_to_speak() -> None:
    alone = [_past("P0", "force", x1=1, x2=1)]
    others = [_past("P1", "force", x1=1), _past("P2", "no force", x1=0)]
    found = leave_one_out(*_case(*alone, *others))[0].probability
    one, _ = fit_precedents(np.array([[1.0], [0.0]]), np.array([1.0, 0.0]), 0.5)
    assert found is not None
    # x2 keeps its prior N(0, 0.5): the log odds have the centre of x1 alone
    assert found > 0.5
    assert found < 1 / (1 + math.exp(-(one[0] + one[1])))


def test_where_the_others_all_ended_the_same_way_there_is_no_forecast() -> None:
    found = leave_one_out(*_case(SIX[0], SIX[2], SIX[3]))
    assert (found[0].probability, found[0].base_rate) == (None, None)
    assert found[1].probability is not None


@pytest.mark.parametrize("scale", [0.0, 0.1, 1.0, 3.0, 10.0])
def test_the_predictive_integral_agrees_with_quadrature_and_with_drawing(scale: float) -> None:
    rng = np.random.default_rng(3)
    root = rng.normal(size=(4, 4)) * scale
    posterior = Posterior(rng.normal(size=4), root @ root.T)
    factors = np.array([1.0, 0.5, 0.0])
    x = np.array([1.0, *factors])
    centre, sd = float(x @ posterior.mean), float(np.sqrt(x @ posterior.covariance @ x))
    exact = 1 / (1 + math.exp(-centre))
    if sd > 0:
        ends = centre - 12 * sd, centre + 12 * sd
        exact, _ = quad(lambda t: norm.pdf(t, centre, sd) * expit(t), *ends, limit=500)
    got = predict(posterior, factors)
    assert got == pytest.approx(exact, abs=1e-7)
    draws = rng.multivariate_normal(posterior.mean, posterior.covariance, size=40_000)
    shares = 1 / (1 + np.exp(-(draws @ x)))
    assert abs(got - shares.mean()) <= 4 * shares.std() / np.sqrt(len(shares)) + 1e-12


def test_the_paired_difference_has_the_error_of_a_paired_sample() -> None:
    model, base = np.array([0.1, 0.4, 0.2]), np.array([0.3, 0.3, 0.3])
    found = compare(model, base)
    assert found.difference == pytest.approx(-0.2 / 3)
    apart = [-0.2, 0.1, -0.1]
    mean = sum(apart) / 3
    variance = sum((d - mean) ** 2 for d in apart) / 2
    assert found.standard_error == pytest.approx(math.sqrt(variance / 3))
    assert compare(model[:1], base[:1]).standard_error is None


def test_the_shipped_case_assesses_all_nineteen_and_scores_seventeen() -> None:
    case: Any = load("kazakhstan")
    found = leave_one_out(case, case.model.fits[0])
    assert len(found) == 19
    unscored = [one.past.id for one in found if one.outcome is None]
    assert unscored == ["A11", "A19"]
    assert sum(one.outcome or 0 for one in found) == 3
    assert all(one.probability is not None and 0 < one.probability < 1 for one in found)
