"""The first particles: proportions and start laws are exact, weights are the prior."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from tests.networks_for_tests import assumption, derived, interval
from tests.small_case import QUIET, asked, hypotheses, influence, node, small_case
from tocsin.engine.compile import Compiled, compile_case
from tocsin.inference import particles as module
from tocsin.inference.particles import first_particles, in_chunks, strata
from tocsin.inference.weights import normalise


def _compiled(**changes: object) -> Compiled:
    groups = [hypotheses("thesis", h0=0.2, h1=0.3, h2=0.5), hypotheses("pressure", p=0.1, q=0.9)]
    return compile_case(
        small_case(groups=groups, assumptions=[assumption("kept", 0.7)], **changes), {}
    )


def test_strata_are_equal_in_size_and_carry_their_prior_as_weight() -> None:
    compiled = _compiled()
    moving = compiled.network.moving
    particles = first_particles(compiled, 1_200, 1)
    weight = normalise(particles.log_weight)
    # three and two hypotheses and two values of the assumption: twelve strata of a hundred
    assert np.bincount(particles.stratum).tolist() == [100] * 12
    assert (np.diff(particles.stratum) >= 0).all()
    for node_, law in enumerate(compiled.start[moving:], start=moving):
        for level, probability in enumerate(law):
            holds = particles.levels[:, node_] == level
            assert weight[holds].sum() == pytest.approx(probability)
            assert holds.mean() == pytest.approx(1 / len(law))
    h1 = (particles.levels[:, moving] == 1) & (particles.levels[:, moving + 1] == 0)
    assert weight[h1 & (particles.levels[:, moving + 2] == 1)].sum() == pytest.approx(
        0.3 * 0.1 * 0.7
    )


def test_strata_stay_within_their_number_in_the_order_of_the_case() -> None:
    groups = [hypotheses(f"g{k}", **{f"a{k}": 0.4, f"b{k}": 0.6}) for k in range(6)]
    compiled = compile_case(small_case(groups=groups, influences=[], ratings=[]), {})
    moving = compiled.network.moving
    chosen, number = strata(compiled, moving)
    assert (chosen, number) == ([moving, moving + 1, moving + 2, moving + 3], 16)
    # the groups that are not stratified are spread evenly within each stratum
    particles = first_particles(compiled, 1_600, 1)
    for s in range(16):
        inside = particles.levels[particles.stratum == s, moving + 5]
        assert inside.mean() == pytest.approx(0.6)


def test_start_laws_are_exact_in_every_stratum_and_independent_of_each_other() -> None:
    law = {"low": 0.8, "high": 0.2}
    nodes = [
        node("x", "low", "high", start=law, up=interval(1, 2)),
        node("y", "low", "high", start=law, up=interval(1, 2)),
        node("dispute", "off", "on"),
    ]
    case = small_case(nodes=nodes, influences=[], anchors=[], asked=[asked("dispute")], **QUIET)
    compiled = compile_case(case, {})
    particles = first_particles(compiled, 10_000, 3)
    for s in range(2):
        inside = particles.levels[particles.stratum == s]
        assert inside[:, 0].mean() == pytest.approx(0.2)
        assert inside[:, 1].mean() == pytest.approx(0.2)
    both = np.mean((particles.levels[:, 0] == 1) & (particles.levels[:, 1] == 1))
    assert abs(both - 0.04) < 4 * np.sqrt(0.04 * 0.96 / 10_000)


def test_derived_nodes_stand_where_the_others_put_them() -> None:
    law = {"low": 0.8, "high": 0.2}
    nodes = [
        node("x", "low", "high", start=law, up=interval(1, 2)),
        node("dispute", "off", "on"),
    ]
    follows = [derived("seen", "x >= high"), derived("told", "seen >= l1 and h0")]
    case = small_case(
        nodes=nodes, derived=follows, influences=[], anchors=[], asked=[asked("dispute")], **QUIET
    )
    compiled = compile_case(case, {})
    levels = first_particles(compiled, 1_000, 1).levels
    high = levels[:, compiled.nodes["x"]] == 1
    thesis, level = compiled.truths["h0"]
    assert 0 < high.sum() < len(high)
    assert np.array_equal(levels[:, compiled.nodes["seen"]] == 1, high)
    told = high & (levels[:, thesis] == level)
    assert np.array_equal(levels[:, compiled.nodes["told"]] == 1, told)


def test_multipliers_follow_their_log_normal() -> None:
    influences = [
        influence("i1", "mood", "trig >= some", 1.5, 6.0),
        influence("i2", "force", "mood >= high", 0.2, 20.0),
    ]
    compiled = compile_case(small_case(influences=influences), {})
    logs = np.log(first_particles(compiled, 20_000, 1).multipliers)
    for k, (low, high) in enumerate([(1.5, 6.0), (0.2, 20.0)]):
        mean, sd = np.log(low * high) / 2, np.log(high / low) / (2 * 1.6448536)
        assert abs(logs[:, k].mean() - mean) < 4 * sd / np.sqrt(20_000)
        assert abs(logs[:, k].std() - sd) < 4 * sd / np.sqrt(40_000)
        inside = np.mean((logs[:, k] > np.log(low)) & (logs[:, k] < np.log(high)))
        assert abs(inside - 0.9) < 4 * np.sqrt(0.09 / 20_000)
    assert abs(np.corrcoef(logs.T)[0, 1]) < 4 / np.sqrt(20_000)


@pytest.mark.parametrize(("wanted", "given"), [(1, 12), (12, 12), (13, 24), (1_000, 1_008)])
def test_the_sample_is_rounded_up_to_whole_strata(wanted: int, given: int) -> None:
    particles = first_particles(_compiled(), wanted, 1)
    assert len(particles) == given
    assert particles.ancestor.tolist() == list(range(given))
    assert not particles.counts.any()
    assert not particles.exposures.any()


def test_taken_and_copied_particles_are_independent_of_the_first() -> None:
    particles = first_particles(_compiled(), 24, 1)
    taken, copied = particles.take(np.array([3, 3, 5])), particles.copy()
    assert taken.ancestor.tolist() == [3, 3, 5]
    for other in (taken, copied):
        other.levels += 1
        other.exposures += 1
    assert not particles.exposures.any()
    assert particles.levels.min() == 0


@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("size", [0, 1, 5, 1_000])
def test_chunks_cover_every_particle_once(
    size: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "THREADS", threads)
    seen = np.zeros(size, dtype=int)
    lock = threading.Lock()

    def work(low: int, high: int) -> None:
        with lock:
            seen[low:high] += 1

    in_chunks(size, work)
    assert (seen == 1).all()


def test_a_failure_in_a_chunk_is_not_lost() -> None:
    def work(low: int, high: int) -> None:
        raise ValueError("chunk")

    with pytest.raises(ValueError, match="chunk"):
        in_chunks(10, work)
