"""What a sign tells of an onset, against the exact joint distribution of the two."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest

from tests.inference.standpoint_for_tests import (
    DAY,
    assert_honest,
    fixed_compiled,
    fixed_stand,
    joints,
    run,
)
from tocsin.case.scenario import NOTHING
from tocsin.engine.network import Floats
from tocsin.inference import information
from tocsin.inference.futures import later
from tocsin.inference.information import Sign, Value, values_of_watching
from tocsin.periods import add_months

BY = date(2024, 5, 20)
MONTHS = 12
SAMPLES = 2_000
SEEDS = range(24)
DISPUTE, FORCE = 0, 1


def _sign(name: str, level: int, detection: float = 1.0) -> Sign:
    return Sign(fixed_compiled().nodes[name], level, detection)


SIGNS = [
    _sign("cause", 1),
    _sign("cause", 1, 0.4),
    _sign("sign", 1),
    _sign("sign", 2, 0.7),
    _sign("echo", 1),
    _sign("lone", 1),
    _sign("alarm", 1, 0.8),
]


@cache
def _table(sign: Sign, onset: int) -> Floats:
    """The probability (seen, onset), 2 by 2, as of the day with no onset before it."""
    table = np.zeros((2, 2))
    until = add_months(DAY, MONTHS)
    for joint in joints():
        *_, (_, space, waiting, _) = run(joint, NOTHING, onset, DAY, until, BY)
        there = space.levels[:, sign.node] >= sign.level
        for part, seen in ((waiting * there, sign.detection), (waiting * ~there, 0.0)):
            left = joint._replace(mass=part)
            *_, (_, _, none, some) = run(left, NOTHING, onset, BY, until, until)
            outcome = np.array([none.sum(), some.sum()])
            table += np.outer([1 - seen, seen], outcome)
    return np.asarray(table / table.sum())


def _exactly(sign: Sign, onset: int) -> float:
    """Mutual information over entropy, by their definitions."""
    p = _table(sign, onset)
    apart = np.outer(p.sum(axis=1), p.sum(axis=0))
    onset_law = p.sum(axis=0)
    return float((p * np.log(p / apart)).sum() / -(onset_law * np.log(onset_law)).sum())


@cache
def _found(onset: int) -> list[list[Value]]:
    stands = [fixed_stand(seed, SAMPLES) for seed in SEEDS]
    return [values_of_watching(stand, onset, MONTHS, BY, SIGNS) for stand in stands]


@pytest.mark.parametrize("onset", [DISPUTE, FORCE])
@pytest.mark.parametrize("k", range(len(SIGNS)))
def test_probabilities_agree_with_the_exact_joint_distribution(k: int, onset: int) -> None:
    p = _table(SIGNS[k], onset)
    expected = [p[1].sum(), p[1, 1] / p[1].sum(), p[0, 1] / p[0].sum(), p[:, 1].sum()]
    values = [values[k] for values in _found(onset)]
    found = np.array([[v.seen, v.if_seen, v.if_not, v.expected] for v in values])
    error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
    assert (np.abs(found.mean(axis=0) - expected) < 4 * error).all()


def _deviations(k: int, onset: int) -> tuple[Floats, Floats]:
    """Deviations of the share from the exact one, and its stated errors, by seed."""
    expected = _exactly(SIGNS[k], onset)
    values = [values[k] for values in _found(onset)]
    return (
        np.array([v.share - expected for v in values]),
        np.array([v.share_error for v in values]),
    )


TOLD = [(k, onset) for k in range(len(SIGNS)) for onset in (DISPUTE, FORCE)]
CLEAR = [(k, onset) for k, onset in TOLD if _exactly(SIGNS[k], onset) > 0.0025]


@pytest.mark.parametrize(("k", "onset"), CLEAR)
def test_the_share_agrees_and_its_error_is_honest(k: int, onset: int) -> None:
    deviation, error = _deviations(k, onset)
    assert_honest(deviation / error)


@pytest.mark.parametrize(("k", "onset"), sorted(set(TOLD) - set(CLEAR)))
def test_next_to_no_information_is_told_with_an_error_to_match(k: int, onset: int) -> None:
    """Near zero the share goes with the square of what is estimated and is far from normal."""
    deviation, error = _deviations(k, onset)
    assert np.square(deviation).sum() < 1.5 * np.square(error).sum()
    assert abs(deviation.mean()) < 4 * error.mean() / np.sqrt(len(SEEDS))


def test_a_node_that_bears_on_nothing_tells_nothing_within_its_error() -> None:
    k = SIGNS.index(_sign("lone", 1))
    assert _exactly(SIGNS[k], DISPUTE) == pytest.approx(0.0, abs=1e-12)
    values = [values[k] for values in _found(DISPUTE)]
    assert all(v.share < 3 * v.share_error for v in values)
    assert sum(v.share == 0.0 for v in values) > len(SEEDS) / 3


def test_the_comparison_sees_a_watch_that_would_always_notice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = information._table
    monkeypatch.setattr(information, "_table", lambda cells, detection: right(cells, 1.0))
    stand = fixed_stand(1, SAMPLES)
    k = SIGNS.index(_sign("cause", 1, 0.4))
    (value,) = values_of_watching(stand, FORCE, MONTHS, BY, [SIGNS[k]])
    assert value.share - _exactly(SIGNS[k], FORCE) > 4 * value.share_error


def test_the_comparison_sees_futures_in_which_the_onset_came_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A dispute brings the sign on: counted from today, it would warn of itself."""
    monkeypatch.setattr(
        information,
        "later",
        lambda way, record, rate, start: later(way, record, rate, 0),
    )
    (value,) = values_of_watching(fixed_stand(1, SAMPLES), DISPUTE, MONTHS, BY, [_sign("sign", 1)])
    assert value.expected - _table(_sign("sign", 1), DISPUTE)[:, 1].sum() > 0.1


def test_what_is_there_in_every_future_or_in_none_tells_nothing() -> None:
    stand = fixed_stand(1, 200)
    always, never = values_of_watching(
        stand, FORCE, MONTHS, BY, [_sign("sign", 0), Sign(_sign("sign", 0).node, 3, 1.0)]
    )
    assert (always.seen, never.seen) == pytest.approx((1.0, 0.0))
    assert always.if_seen == pytest.approx(always.expected)
    assert never.if_not == pytest.approx(never.expected)
    for value in (always, never):
        assert value.share == pytest.approx(0.0, abs=1e-12)
        assert value.share_error == pytest.approx(0.0, abs=1e-8)
