"""Indicators against their baseline: out of it, back in it, or not monitored."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest

from tocsin.case.load import load_case
from tocsin.case.schema import Block, Case, CountSeries, Regime
from tocsin.watching.counts import count_standings

DAY = date(2026, 3, 16)
MEAN = 20.0


def counting(count: int, until: date = DAY - timedelta(days=7)) -> Case:
    case = load_case("kazakhstan")
    indicator = case.indicators[0]
    usual = Regime(log_mean=math.log(MEAN), log_sd=0.1)
    block = Block(
        since=until - timedelta(days=27), until=until, published=until + timedelta(days=7),
        count=count, exposure=1.0,
    )  # fmt: skip
    series = CountSeries(
        indicator=indicator.id, node=indicator.node, label=indicator.label, baseline=usual,
        regimes={indicator.baseline_level: usual}, size=1e6, blocks=[block],
    )  # fmt: skip
    return case.model_copy(update={"counted": [series]})


# by the Poisson law, which a size so large comes to: P(X >= 32) = 0.008, P(X >= 30) = 0.022,
# P(X >= 28) = 0.052, P(X <= 9) = 0.005
@pytest.mark.parametrize(
    ("count", "state", "firm"),
    [(20, "within", True), (28, "within", True), (30, "within", False), (32, "above", True),
     (9, "below", True)],
)  # fmt: skip
def test_a_block_is_held_against_its_baseline(count: int, state: str, firm: bool) -> None:
    found = count_standings(counting(count), DAY)[0]
    assert (found.state, found.firm) == (state, firm)
    assert f"{count} du" in found.detail.fr


def test_an_old_block_or_none_is_not_monitored() -> None:
    old = counting(99, DAY - timedelta(weeks=9))
    assert count_standings(old, DAY)[0].state == "unmonitored"
    assert {each.state for each in count_standings(load_case("kazakhstan"), DAY)} == {"unmonitored"}
