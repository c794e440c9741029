"""Counts in the filter against a forward algorithm, and what bounds them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from tests.counted_for_tests import block, exact_high, hidden_case, series
from tests.small_case import START, entry, report, timeline
from tocsin.case.schema import Block, Case, CountSeries, Regime
from tocsin.inference import counts
from tocsin.inference.counts import weigh as counts_weigh
from tocsin.inference.prepare import begin
from tocsin.inference.walk import Walk
from tocsin.inference.weights import clustered_error, effective_ancestors, normalise

COUNTS = [38, 55, 31, 70, 110, 95, 140, 120, 45, 88, 130, 150]
DAY = START + timedelta(weeks=4 * len(COUNTS))
SAMPLES = 8_192


def arrived(case: Case, day: date = DAY, seed: int = 1) -> Walk:
    walk = begin(case, day, [12], seed, SAMPLES)
    walk.arrive(day)
    return walk


def high(walk: Walk) -> tuple[float, float]:
    """The probability that the mood is high, and its standard error."""
    particles = walk.particles
    weight = normalise(particles.log_weight)
    holds = (particles.levels[:, 0] == 1).astype(float)[:, None]
    error = clustered_error(weight, holds, particles.ancestor, particles.stratum)
    return float(weight @ holds[:, 0]), float(error[0])


def assert_exact(stated: CountSeries, day: date = DAY) -> None:
    runs = [high(arrived(hidden_case([stated]), day, seed)) for seed in (1, 2, 3)]
    off = np.mean([p for p, _ in runs]) - exact_high(stated, day)
    error = np.sqrt(np.mean([e**2 for _, e in runs]) / len(runs))
    assert abs(off) < 4 * error
    assert error < 0.02


@pytest.mark.parametrize("until", [2, 5, 9, 12])
def test_the_filter_agrees_with_the_forward_algorithm(until: int) -> None:
    blocks = [block(k, count) for k, count in enumerate(COUNTS[:until])]
    assert_exact(series(blocks), START + timedelta(weeks=4 * until))


def test_blocks_with_little_exposure_and_blocks_left_out_agree_too() -> None:
    blocks = [block(k, c // 2, exposure=2.0) for k, c in enumerate(COUNTS) if k not in (3, 4, 8)]
    assert_exact(series(blocks))


def test_a_block_that_becomes_known_late_bears_on_the_day_it_was_complete() -> None:
    assert_exact(series([block(k, c, late=35) for k, c in enumerate(COUNTS[:-2])]))


def _forgetful(*given: Any) -> Any:
    """A filter that lets every block find the mean anew."""
    given[4][:] = 0.0
    return counts_weigh(*given)


@pytest.mark.parametrize(("name", "faulty"), [("DISCOUNT", 1.0), ("weigh", _forgetful)])
def test_the_comparison_sees_a_planted_fault(
    name: str, faulty: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, name, faulty)
    stated = series(
        [block(k, count) for k, count in enumerate(COUNTS)],
        regimes={
            "low": Regime(log_mean=np.log(10), log_sd=0.8),
            "high": Regime(log_mean=np.log(30), log_sd=0.8),
        },
    )
    found, error = high(arrived(hidden_case([stated])))
    assert abs(found - exact_high(stated, DAY)) > 8 * error


def test_what_is_published_after_the_day_changes_nothing() -> None:
    known = [block(k, count) for k, count in enumerate(COUNTS[:6])]
    later = [block(k, 900) for k in range(6, 12)]
    secret = [Block(**(b.model_dump() | {"published": DAY})) for b in known[5:]]
    day = START + timedelta(weeks=20)
    one = arrived(hidden_case([series(known[:5])]), day)
    two = arrived(hidden_case([series([*known[:5], *secret, *later])]), day)
    assert np.array_equal(one.particles.log_weight, two.particles.log_weight)
    assert np.array_equal(one.particles.levels, two.particles.levels)


def test_while_a_dispute_is_visible_the_count_says_nothing_of_the_mood() -> None:
    raised = {"raised_by": "dispute >= on", "raised": Regime(log_mean=np.log(40), log_sd=0.3)}
    line = [timeline("dispute", entry("d1", "2024-01-20", "on"), until=DAY)]
    blocks = [block(k, 200) for k in range(1, 6)]
    # reports that say nothing end the walk's steps on the same days
    empty = [report(f"e{k}", str(b.published), "mood >= high", "F6") for k, b in enumerate(blocks)]
    bare = arrived(hidden_case([], timelines=line, reports=empty))
    told = arrived(hidden_case([series(blocks, **raised)], timelines=line))
    deaf = arrived(hidden_case([series(blocks)], timelines=line))
    assert high(told)[0] == pytest.approx(high(bare)[0], abs=1e-12)
    assert high(deaf)[0] > high(bare)[0] + 0.05


def test_a_single_block_says_little_however_large() -> None:
    """Attention bounds it: a spike of fifty times the usual is no proof of anything."""
    odds = []
    for count in (40, 400, 2000):
        found, _ = high(arrived(hidden_case([series([block(0, count)])]), START + timedelta(28)))
        odds.append(found / (1 - found))
    prior, _ = high(arrived(hidden_case([]), START + timedelta(28)))
    assert odds[0] < prior / (1 - prior)
    assert max(odds) < 100 * prior / (1 - prior)


def test_the_sample_stays_alive_through_years_of_counts() -> None:
    draw = np.random.default_rng(5)
    blocks = [block(k, int(n)) for k, n in enumerate(draw.negative_binomial(6, 6 / 46, 26))]
    walk = arrived(hidden_case([series(blocks)]), START + timedelta(weeks=104))
    weight = normalise(walk.particles.log_weight)
    assert effective_ancestors(weight, walk.particles.ancestor) > 500
