"""The random streams: pinned for ever, uniform, and independent of their neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import chi2_contingency, expon, kstest

from tocsin.rng import Purpose, exponential, generator, stream, uniform

_WORD = (1 << 64) - 1


def _unmix(word: int) -> int:
    """The inverse of ``rng.mix``, by modular arithmetic on plain integers."""

    def unshift(value: int, by: int) -> int:
        result = value
        for _ in range(64 // by + 1):
            result = value ^ (result >> by)
        return result

    word = unshift(word, 31) * pow(0x94D049BB133111EB, -1, 1 << 64) & _WORD
    word = unshift(word, 27) * pow(0xBF58476D1CE4E5B9, -1, 1 << 64) & _WORD
    return unshift(word, 30)


def _key(*parts: int) -> np.uint64:
    return np.uint64(stream(*parts))


def _draws(parts: tuple[int, ...], count: int) -> np.ndarray:
    key = _key(*parts)
    return np.array([uniform(key, k) for k in range(count)])


@pytest.mark.parametrize(
    ("parts", "key", "first", "tenth"),
    [
        ((0, 1, 0, 0, 0), 0x7564ACA7CB8F9E9A, 0.08660435245826126, 0.8869103669520172),
        ((7, 5, 3, 11, 2), 0x35F2A2A1E72E80A9, 0.942314207228559, 0.3439063337696099),
        (
            (2**63 - 1, 7, 1000, 10**9, 99),
            0xF2AA4282E4899833,
            0.37831263863461817,
            0.040273305962838735,
        ),
    ],
)
def test_the_streams_are_pinned(
    parts: tuple[int, ...], key: int, first: float, tenth: float
) -> None:
    """A change here changes every result ever recorded: it needs a new version of the engine."""
    assert int(_key(*parts)) == key
    assert uniform(_key(*parts), 0) == first
    assert uniform(_key(*parts), 9) == tenth


def test_the_numpy_generator_is_pinned() -> None:
    assert generator(7, Purpose.PRIOR, 3).random() == 0.6584116808495275


@pytest.mark.parametrize("word", [0, _WORD])
def test_the_extreme_words_stay_inside_the_open_interval(word: int) -> None:
    key = np.uint64((_unmix(word) - 0x9E3779B97F4A7C15) & _WORD)
    assert 0.0 < uniform(key, 0) < 1.0
    assert 0.0 < exponential(key, 0) < 40.0


def test_a_key_given_as_a_plain_integer_is_the_same_key() -> None:
    plain: Any = 3
    assert uniform(plain, 0) == uniform(np.uint64(3), 0)


def test_draws_of_one_stream_are_uniform() -> None:
    assert kstest(_draws((1, Purpose.FUTURE, 0, 0, 0), 20_000), "uniform").pvalue > 0.001


@pytest.mark.parametrize("part", range(5))
def test_first_draws_of_neighbouring_keys_are_uniform(part: int) -> None:
    """Seeds, purposes, steps, particles and channels are all counted from zero."""
    base = [3, 2, 1, 4, 5]
    draws = np.array(
        [uniform(_key(*[*base[:part], k, *base[part + 1 :]]), 0) for k in range(20_000)]
    )
    assert kstest(draws, "uniform").pvalue > 0.001


@pytest.mark.parametrize("part", range(5))
def test_neighbouring_keys_are_independent(part: int) -> None:
    base = [3, 2, 1, 4, 5]
    draws = np.array(
        [uniform(_key(*[*base[:part], k, *base[part + 1 :]]), 0) for k in range(20_001)]
    )
    table = np.histogram2d(draws[:-1], draws[1:], bins=8, range=[[0, 1], [0, 1]])[0]
    assert chi2_contingency(table).pvalue > 0.001


def test_consecutive_draws_are_independent() -> None:
    draws = _draws((1, Purpose.FUTURE, 0, 0, 0), 20_001)
    table = np.histogram2d(draws[:-1], draws[1:], bins=8, range=[[0, 1], [0, 1]])[0]
    assert chi2_contingency(table).pvalue > 0.001


def test_exponential_draws_have_mean_and_variance_one() -> None:
    key = _key(1, Purpose.FILTER, 0, 0, 0)
    draws = np.array([exponential(key, k) for k in range(50_000)])
    assert abs(draws.mean() - 1) < 4 / np.sqrt(draws.size)
    # the variance of an exponential's sample variance is 8 / n
    assert abs(draws.var() - 1) < 4 * np.sqrt(8 / draws.size)
    assert kstest(draws, expon.cdf).pvalue > 0.001


def test_no_two_keys_meet() -> None:
    """Purposes, and parts that change places, give streams of their own."""
    grid = range(6)
    keys = {
        int(stream(seed, purpose, step, particle, channel))
        for seed in grid
        for purpose in Purpose
        for step in grid
        for particle in grid
        for channel in grid
    }
    assert len(keys) == 6**4 * len(Purpose)


def test_numpy_generators_with_more_parts_differ() -> None:
    firsts = {
        generator(1, Purpose.PRIOR, *rest).random() for rest in [(), (0,), (0, 0), (1,), (0, 1)]
    }
    assert len(firsts) == 5
