"""Fits against scikit-learn's own terms, and the models that ship against a refit."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from tocsin.errors import DataError
from tocsin.outside_view.fitting import SINCE, dyad_model, fit, panel
from tocsin.outside_view.grid import shipped_grid
from tocsin.outside_view.logistic import shipped_models
from tocsin.outside_view.tables import shipped


def _data(n: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    signs = rng.normal([0.0, 50.0], [1.0, 10.0], (n, 2))
    odds = -2 + signs[:, 0] - 0.05 * (signs[:, 1] - 50)
    return signs, (rng.random(n) < 1 / (1 + np.exp(-odds))).astype(np.int64)


def test_a_fit_without_ridge_solves_the_score_equations() -> None:
    signs, outcome = _data()
    fitted = fit(signs, outcome, ["a", "b"], ridge=0)
    gradient = fitted.design(signs).T @ (outcome - fitted.probability(signs))
    assert gradient == pytest.approx(np.zeros(3), abs=1e-4)
    truth = [1.0, -0.5]
    error = np.sqrt(np.diag(fitted.covariance))[1:]
    assert np.abs((fitted.coefficients[1:] - truth * signs.std(axis=0) / [1, 10]) / error).max() < 4


def test_a_ridge_shrinks_by_its_own_equation() -> None:
    signs, outcome = _data()
    fitted = fit(signs, outcome, ["a", "b"], ridge=500.0)
    gradient = fitted.design(signs).T @ (outcome - fitted.probability(signs))
    assert gradient == pytest.approx(np.array([0, *500.0 * fitted.coefficients[1:]]), abs=1e-3)


def test_errors_by_pairs_are_wider_where_years_repeat() -> None:
    """Every row ten times over, as one pair: the sandwich sees it, the Hessian does not."""
    signs, outcome = _data(400)
    many = np.repeat(signs, 10, axis=0), np.repeat(outcome, 10)
    pairs = np.repeat(np.arange(400), 10)
    once = fit(signs, outcome, ["a", "b"], ridge=0).covariance
    naive = fit(*many, ["a", "b"], ridge=0).covariance
    clustered = fit(*many, ["a", "b"], ridge=0, pairs=pairs).covariance
    assert np.diag(naive) == pytest.approx(np.diag(once) / 10, rel=1e-3)
    assert np.diag(clustered) == pytest.approx(np.diag(once), rel=0.35)


def test_a_panel_pairs_the_signs_of_a_year_with_the_events_of_the_next() -> None:
    grid = shipped_grid()
    data = panel(grid, shipped().state_years, "dispute", "mid5", 2005)
    assert set(np.unique(data.year)) == set(range(2006, 2015))
    here = data.row == grid.row(365, 705)
    assert data.year[here & (data.outcome == 1)].tolist() == [2013]
    assert data.signs.shape == (len(data.outcome), len(data.names))
    began = grid.began["mid5"]["dispute"][:, 2006 - 1816 : 2015 - 1816] > 0
    existed = grid.exists[:, 2005 - 1816 : 2014 - 1816]
    assert data.outcome.sum() == (began & existed & grid.exists[:, 190:199]).sum()


def test_the_models_that_ship_are_what_a_refit_gives() -> None:
    """One of the three; the others go the same way."""
    found = dyad_model(shipped_grid(), shipped().state_years, "fatal")
    held = shipped_models()["fatal"]
    assert (found.years, found.events, found.first) == (held.years, held.events, SINCE + 1)
    np.testing.assert_allclose(
        found.logistic.coefficients, held.logistic.coefficients, rtol=1e-5, atol=1e-6
    )
    np.testing.assert_allclose(
        found.logistic.covariance, held.logistic.covariance, rtol=1e-3, atol=1e-8
    )


def test_without_scikit_learn_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    signs, outcome = _data(50)
    with pytest.raises(DataError, match=r"install tocsin\[fit\]"):
        fit(signs, outcome, ["a", "b"], ridge=1.0)
