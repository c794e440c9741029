"""A small case with one hidden node and a series that bears on it, and its exact posterior."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
from scipy.linalg import expm
from scipy.special import logsumexp
from scipy.stats import nbinom, norm

from tests.networks_for_tests import TEXT
from tests.small_case import QUIET, START, fixed, influence, node, small_case
from tocsin.case.schema import Block, Case, CountSeries, Regime
from tocsin.indicators.law import ATTENTION, CANDIDATES, DISCOUNT, SWELL
from tocsin.periods import years_between

UP, DOWN = 0.8, 1.2
WEEKS = 4


def series(blocks: list[Block], **changes: object) -> CountSeries:
    """A series on ``mood``: ten a week when it is low, three times that when it is high."""
    stated: dict[str, object] = {
        "indicator": "talk",
        "node": "mood",
        "label": TEXT,
        "baseline": Regime(log_mean=np.log(10), log_sd=0.1),
        "regimes": {
            "low": Regime(log_mean=np.log(10), log_sd=0.1),
            "high": Regime(log_mean=np.log(30), log_sd=0.4),
        },
        "size": 6.0,
        "blocks": blocks,
    }
    return CountSeries.model_validate(stated | changes)


def block(number: int, count: int, exposure: float = WEEKS, late: int = 0) -> Block:
    """Block ``number`` of four weeks from the start, published ``late`` days after its end."""
    since = START + timedelta(weeks=WEEKS * number)
    until = since + timedelta(weeks=WEEKS, days=-1)
    published = until + timedelta(days=1 + late)
    return Block(since=since, until=until, published=published, count=count, exposure=exposure)


def hidden_case(counted: list[CountSeries], **changes: object) -> Case:
    """``mood`` moves hidden at known rates and drives ``dispute``; nothing but counts is seen."""
    stated: dict[str, object] = {
        "nodes": [
            node("mood", "low", "high", kind="perception", up=fixed(UP), down=fixed(DOWN)),
            node("dispute", "off", "on", kind="outcome", up=fixed(0.1), down=fixed(5)),
        ],
        "influences": [influence("i1", "dispute", "mood >= high", 4.999, 5.001)],
        "anchors": [],
        "asked": [{"id": "dispute", "node": "dispute", "level": "on", "label": TEXT}],
        **QUIET,
        "reference_classes": [],
    }
    return small_case(**(stated | changes)).model_copy(update={"counted": counted})


def exact_high(stated: CountSeries, day: date) -> float:
    """The probability that ``mood`` is high on ``day``: forward over both levels, for each pair of
    candidate means, written out anew with SciPy's negative binomial.
    """
    points = norm.ppf((np.arange(CANDIDATES) + 0.5) / CANDIDATES)
    low, high = (
        np.exp(stated.regimes[name].log_mean + stated.regimes[name].log_sd * points)
        for name in ("low", "high")
    )
    scores = []
    for means in product(low, high):
        state, total, now = np.array([1.0, 0.0]), 0.0, START
        for one in [b for b in stated.blocks if b.published <= day]:
            end = one.until + timedelta(days=1)
            state = state @ _step(years_between(now, end))
            state = state * [_probability(one, mean, stated.size) for mean in means]
            total += np.log(state.sum())
            state, now = state / state.sum(), end
        state = state @ _step(years_between(now, day))
        scores.append(total + np.log(state))
    both = logsumexp(scores, axis=0)
    return float(np.exp(both[1] - logsumexp(both)))


def _step(years: float) -> np.ndarray:
    return np.asarray(expm(np.array([[-UP, UP], [DOWN, -DOWN]]) * years))


def _probability(one: Block, mean: float, size: float) -> float:
    def law(mu: float) -> float:
        return float(nbinom.pmf(one.count, size, size / (size + mu)))

    mu = mean * one.exposure
    swollen = float(np.mean([law(mu * factor) for factor in SWELL]))
    return float(((1 - ATTENTION) * law(mu) + ATTENTION * swollen) ** DISCOUNT)
