"""Shares of paths against a chain whose states are the paths themselves, solved exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.sparse import csr_array

from tests.engine.harness import with_fixed_rates
from tests.inference.standpoint_for_tests import assert_honest
from tests.networks_for_tests import derived, interval
from tests.small_case import QUIET, START, asked, influence, node, small_case
from tocsin.case.schema import Case
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.exact import transient
from tocsin.engine.network import Floats, Levels
from tocsin.errors import CollapseError
from tocsin.inference import pathways
from tocsin.inference.anchors import Anchors
from tocsin.inference.evidence import Schedule
from tocsin.inference.filter import Filter
from tocsin.inference.particles import first_particles
from tocsin.inference.pathways import Paths, paths_to, steps_to
from tocsin.inference.standpoint import Standpoint, look_ahead
from tocsin.periods import add_months, years_between

MONTHS = 12
BY = add_months(START, 3)
SAMPLES = 2_000
SEEDS = range(24)
YEARS = years_between(START, add_months(START, MONTHS))

A, B, BRAKE = 0, 1, 2
"""Steps: ``a`` comes and goes, ``b`` comes for good, the brake is released for good."""
COMES = {A: 1.5, B: 0.8, BRAKE: 1.0}
GOES = {A: 2.0}
TIMES = {A: 5.0, B: 3.0, BRAKE: 1 / 0.2}
"""What each step, once taken, multiplies the outcome's rate by."""
HARM = 0.01


@cache
def path_case() -> Case:
    """Three conditions on ``harm``; ``far`` moves and bears on nothing; ``seen`` follows ``b``."""
    wide = interval(0.1, 1.0)
    nodes = [
        node("a", "off", "on", up=wide, down=wide),
        node("b", "off", "on", up=wide),
        node("brake", "off", "on", start="on", down=wide),
        node("far", "off", "on", up=wide, down=wide),
        node("harm", "off", "on", kind="outcome", up=wide, down=wide),
    ]
    narrow = {
        "ia": ("a >= on", TIMES[A]),
        "ib": ("seen >= l1", TIMES[B]),
        "ic": ("brake >= on", 1 / TIMES[BRAKE]),
    }
    influences = [
        influence(name, "harm", when, 1, 2).model_copy(
            update={"factor": interval(factor * 0.9999, factor * 1.0001)}
        )
        for name, (when, factor) in narrow.items()
    ]
    return small_case(
        nodes=nodes,
        derived=[derived("seen", "b >= on")],
        influences=influences,
        anchors=[],
        groups=[],
        asked=[asked("harm")],
        **QUIET,
    )


@cache
def _compiled() -> Compiled:
    compiled = compile_case(path_case(), {})
    rates = {
        ("a", "up"): COMES[A],
        ("a", "down"): GOES[A],
        ("b", "up"): COMES[B],
        ("brake", "down"): COMES[BRAKE],
        ("far", "up"): 6.0,
        ("far", "down"): 6.0,
        ("harm", "up"): HARM,
        ("harm", "down"): 3.0,
    }
    fixed = np.array([rates[name, way] for name, way, _ in compiled.parameters])
    return replace(compiled, network=with_fixed_rates(compiled.network, fixed))


def stand_of(case: Case, compiled: Compiled, seed: int, samples: int) -> Standpoint:
    """Where a case without evidence or anchors stands at its start."""
    onsets = len(compiled.onsets)
    scale = np.ones((onsets, 1))
    anchors = Anchors(START, [add_months(START, 3)], scale, np.zeros_like(scale), scale)
    model = Filter(compiled, Schedule([], [], {}), anchors, START, seed)
    particles = first_particles(compiled, samples, seed)
    return look_ahead(case, model, particles, START, MONTHS)


def _stand(seed: int, samples: int = SAMPLES) -> Standpoint:
    return stand_of(path_case(), _compiled(), seed, samples)


Steps = tuple[int, ...]


class _Chain:
    """States are sequences of steps taken; each has an end of its own, reached by the outcome."""

    def __init__(self) -> None:
        taken = range(len(COMES) + 1)
        self.paths = [path for n in taken for path in permutations(COMES, n)]
        moves = [(path, (*path, s), COMES[s]) for path in self.paths for s in {*COMES} - {*path}]
        for path in self.paths:
            gone = {*GOES} & {*path}
            moves += [(path, tuple(s for s in path if s != g), GOES[g]) for g in gone]
        size = len(self.paths)
        Q = np.zeros((2 * size, 2 * size))
        for origin, target, rate in moves:
            Q[self.paths.index(origin), self.paths.index(target)] += rate
        for k, path in enumerate(self.paths):
            Q[k, size + k] = HARM / TIMES[BRAKE] * np.prod([TIMES[s] for s in path])
        self.Q = csr_array(Q - np.diag(Q.sum(axis=1)))

    def arrived(self, years: float) -> dict[Steps, float]:
        """How probable the outcome is by each path within so many years."""
        size = len(self.paths)
        p = transient(self.Q, np.eye(2 * size)[0], years)
        return dict(zip(self.paths, p[size:].tolist(), strict=True))


@cache
def _exactly() -> dict[Steps, float]:
    return _Chain().arrived(YEARS)


@cache
def _found(seed: int) -> Paths:
    """All sixteen paths, each told apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pathways, "MOST", 16)
        return paths_to(_stand(seed), 0, MONTHS, BY)


def _by_steps(found: Paths) -> dict[Steps, pathways.Path]:
    return {path.steps: path for path in found.paths}


def _scores(found: Paths) -> Floats:
    """z-scores of the shares of every path that has one, in the order of ``_exactly``."""
    exact = _exactly()
    whole, by_steps = sum(exact.values()), _by_steps(found)
    assert set(by_steps) <= set(exact)
    return np.array(
        [(by_steps[p].share - exact[p] / whole) / by_steps[p].share_error for p in exact]
    )


def test_the_steps_are_the_conditions_on_the_outcome() -> None:
    stand = _stand(1, 100)
    steps = steps_to(stand.case, stand.case.header.asked[0], stand)
    assert [(s.formula, s.raises) for s in steps] == [
        ("a >= on", True),
        ("seen >= l1", True),
        ("brake >= on", False),
    ]


def test_shares_of_paths_agree_with_the_exact_chain_and_their_errors_are_honest() -> None:
    assert_honest([_scores(_found(seed)) for seed in SEEDS])


def test_all_paths_together_are_the_probability_of_the_onset() -> None:
    deviations = []
    for seed in SEEDS:
        stand = _stand(seed)
        mass = _found(seed).masses.mean(axis=0).sum(axis=1)
        deviations.append((stand.mean(mass) - sum(_exactly().values())) / stand.error(mass))
    assert_honest(deviations)
    shares = [path.share for path in _found(0).paths]
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("path", [(), (A,), (BRAKE, A), (BRAKE, B, A)])
def test_the_median_time_is_that_of_the_exact_chain(path: Steps) -> None:
    chain, whole = _Chain(), _exactly()[path]
    expected = 12 * brentq(lambda t: chain.arrived(t)[path] - whole / 2, 0.01, YEARS)
    found = [_by_steps(_found(seed))[path].months for seed in SEEDS]
    error = np.std(found) / np.sqrt(len(found))
    assert abs(np.mean(found) - expected) < 4 * error + 0.005


def test_the_median_of_a_future_in_which_nothing_else_moves_is_half_way() -> None:
    """A piece that no transition ends was taken to stand at its beginning: months 0."""
    assert pathways._median(np.zeros(1), np.ones(1), np.ones(1)) == pytest.approx(0.5)
    begin, end, mass = np.array([0.0, 1.0]), np.array([1.0, 3.0]), np.array([1.0, 3.0])
    assert pathways._median(begin, end, mass) == pytest.approx(1 + 2 / 3)


def test_the_comparison_sees_steps_out_of_order(monkeypatch: pytest.MonkeyPatch) -> None:
    right = pathways._codes
    monkeypatch.setattr(pathways, "_codes", lambda since: right(np.where(since >= 0, 0, since)))
    monkeypatch.setattr(pathways, "MOST", 16)
    by_steps = _by_steps(paths_to(_stand(1), 0, MONTHS, BY))
    assert (A, BRAKE) in by_steps
    assert (BRAKE, A) not in by_steps


def test_the_comparison_sees_steps_that_are_never_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    right = pathways._states

    def sticky(stand: Standpoint, turns: Any) -> Iterator[Levels]:
        highest = stand.particles.levels[:, 0].copy()
        for levels in right(stand, turns):
            highest = np.maximum(highest, levels[:, 0])
            yield np.column_stack([highest, levels[:, 1:]])

    monkeypatch.setattr(pathways, "_states", sticky)
    monkeypatch.setattr(pathways, "MOST", 16)
    assert np.abs(_scores(paths_to(_stand(1), 0, MONTHS, BY))).max() > 6


def test_a_record_that_is_too_short_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = paths_to(_stand(1, 500), 0, MONTHS, BY)
    monkeypatch.setattr(pathways, "EVENTS", 2)
    again = paths_to(_stand(1, 500), 0, MONTHS, BY)
    assert again.paths == whole.paths
    assert np.array_equal(again.masses, whole.masses)
    assert np.array_equal(again.levels, whole.levels)


def test_what_is_not_told_apart_stays_in_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    every = _found(1)
    monkeypatch.setattr(pathways, "MOST", 3)
    few = paths_to(_stand(1), 0, MONTHS, BY)
    assert [path.steps for path in few.paths] == [path.steps for path in every.paths[:3]]
    for one, other in zip(few.paths, every.paths, strict=False):
        assert (one.share, one.share_error, one.months) == pytest.approx(
            (other.share, other.share_error, other.months), rel=1e-12
        )
    assert few.masses.sum() == pytest.approx(every.masses.sum())
    assert few.masses[:, :, 3].sum() == pytest.approx(every.masses[:, :, 3:].sum())


def test_steps_beyond_the_longest_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pathways, "LONGEST", 2)
    found = paths_to(_stand(1), 0, MONTHS, BY)
    assert max(len(path.steps) for path in found.paths) == 2
    longer = _by_steps(_found(1))
    expected = sum(longer[p].share for p in longer if p[:2] == (BRAKE, A))
    assert _by_steps(found)[(BRAKE, A)].share == pytest.approx(expected)


def test_what_holds_already_is_no_step() -> None:
    stand = _stand(1, 500)
    stand.particles.levels[:, 0] = 1
    stand.particles.influences[:] = np.nan
    found = paths_to(stand, 0, MONTHS, BY)
    assert not any(A in path.steps for path in found.paths)
    assert any(B in path.steps for path in found.paths)


def test_levels_are_those_of_the_day() -> None:
    found = _found(1)
    assert found.levels.shape == (pathways.COPIES, SAMPLES, 6)
    p = 1 - np.exp(-COMES[B] * years_between(START, BY))
    there = found.levels[:, :, 1] == 1
    assert abs(there.mean() - p) < 4 * np.sqrt(p * (1 - p) / there.size)
    assert np.array_equal(there, found.levels[:, :, 5] == 1)  # the derived node follows


def test_an_outcome_that_nothing_moving_bears_on_comes_by_one_path_without_steps() -> None:
    case = small_case(
        nodes=[
            node("a", "off", "on", up=interval(0.1, 1.0)),
            node("harm", "off", "on", kind="outcome", up=interval(0.1, 1.0)),
        ],
        influences=[influence("i0", "harm", "h0", 2.0, 4.0)],
        anchors=[],
        asked=[asked("harm")],
        **QUIET,
    )
    stand = stand_of(case, compile_case(case, {}), 1, 500)
    found = paths_to(stand, 0, MONTHS, BY)
    (path,) = found.paths
    assert (found.steps, path.steps) == ([], ())
    assert path.share == pytest.approx(1.0)
    assert path.share_error == pytest.approx(0.0, abs=1e-12)
    assert 0 < path.months < MONTHS
    mass = found.masses.mean(axis=0).sum(axis=1)
    apart = stand.values[:, 0, MONTHS - 1] - mass
    assert abs(stand.mean(apart)) < 4 * stand.error(apart)


def test_gates_raise_and_fixed_truths_are_no_steps() -> None:
    gated = small_case(
        nodes=[
            node("a", "off", "on", up=interval(0.1, 1.0)),
            node("low", "none", "some", "much", up=interval(0.1, 1.0), up_while="a >= on"),
        ],
        influences=[
            influence("i0", "low", "h0", 2.0, 4.0),
            influence("i1", "low", "a >= on and h0", 0.2, 0.4),
            influence("i2", "low", "a <= off", 0.2, 0.4).model_copy(update={"leaving": ["none"]}),
            influence("i3", "a", "low >= some", 2.0, 4.0),
        ],
        anchors=[],
        asked=[asked("low", level="much")],
        **QUIET,
    )
    stand = stand_of(gated, compile_case(gated, {}), 1, 100)
    steps = steps_to(gated, gated.header.asked[0], stand)
    assert [(s.formula, s.raises) for s in steps] == [("a >= on", True), ("a >= on and h0", False)]


def test_an_outcome_that_cannot_come_is_said_so() -> None:
    stand = _stand(1, 100)
    stand.rates[:, :] = 0.0
    with pytest.raises(CollapseError, match="no simulated future comes near the outcome"):
        paths_to(stand, 0, MONTHS, BY)
