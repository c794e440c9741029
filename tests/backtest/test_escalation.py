"""Changes of violence: the target, the baselines, and that nothing later enters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.backtest.worlds_for_tests import panel
from tocsin.backtest import escalation as task
from tocsin.backtest.escalation import Choice, Described
from tocsin.backtest.panel import Floats, Panel, month_id, refuse_leak

HERE = np.arange(24) < 12
RIDGE = Choice("both", 100.0, 0.0)


def test_the_target_is_the_change_of_the_logarithm() -> None:
    values = panel()
    change = task.actual(values, task.FIRST, 3, HERE)
    assert change.shape == (12, 36)
    log = np.log1p(values.deaths["sb"])
    at = month_id(2018, 5) - values.first
    assert change[4, 16] == pytest.approx(log[4, at] - log[4, at - 3])


def test_the_mean_of_the_last_six_ends_with_what_is_known() -> None:
    values = panel()
    flat = {**values.deaths, "sb": np.full(values.deaths["sb"].shape, 7.0)}
    assert (
        np.abs(task.mean_of_last(replace(values, deaths=flat), task.FIRST, 2, HERE)).max() < 1e-12
    )


def test_a_forecast_learns_more_than_no_change() -> None:
    described = Described.of(panel())
    actual = task.actual(described.panel, task.FIRST, 4, HERE)
    ours = task.forecast(described, task.FIRST, 4, HERE, RIDGE)
    assert ((ours - actual) ** 2).mean() < 0.9 * (actual**2).mean()


@pytest.mark.parametrize("scope", task.SCOPES)
def test_a_forecast_learns_only_from_before_the_period(scope: str) -> None:
    """The last month of the period enters no forecast but as nonsense would: not at all."""

    def forecast(whole: Panel, origin: int) -> Floats:
        choice = Choice(scope, 100.0, 0.0)
        return task.forecast(Described.of(whole), task.FIRST, 2, HERE, choice)

    # targets to December 2019 are forecast from October, so November and December are bait
    refuse_leak(forecast, panel(task.LAST), task.LAST - 2)


def test_choosing_never_sees_the_test_period() -> None:
    def choice(whole: Panel, origin: int) -> Floats:
        found = task.choose(Described.of(whole), origin + 1, HERE)
        return np.array([task.SCOPES.index(found.scope), found.penalty, found.loss])

    refuse_leak(choice, panel(task.FIRST + 11), task.FIRST - 1)
