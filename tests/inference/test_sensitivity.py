"""Which inputs move the answer: elasticities, swings and their errors against exact answers."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy.stats import gamma, norm, qmc

from tests.inference.standpoint_for_tests import (
    DAY,
    assert_honest,
    fixed_stand,
    joints,
    run,
)
from tests.inference.test_pathways import stand_of
from tests.networks_for_tests import interval
from tests.small_case import QUIET, START, asked, influence, node, small_case
from tocsin.case.scenario import NOTHING
from tocsin.case.schema import Case
from tocsin.engine import exact
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.network import Floats
from tocsin.engine.plan import undisturbed
from tocsin.engine.rates import gamma_from_interval
from tocsin.errors import CollapseError
from tocsin.inference.sensitivity import Swing, swings
from tocsin.lognormal import lognormal_from_interval
from tocsin.periods import add_months, years_between

MONTHS = 12
YEARS = years_between(START, add_months(START, MONTHS))
SEEDS = range(24)
SAMPLES = 2_000

MOOD, HARM = interval(0.5, 1.5), interval(0.002, 0.02)
STRONG, WEAK = (2.0, 8.0), (0.4, 1.2)


@cache
def _case() -> Case:
    """``mood`` bears on a rare harm, and so does ``luck``; ``apart`` has no path to it."""
    still = interval(0.3, 1.2)
    nodes = [
        node("mood", "low", "high", up=MOOD, down=still),
        node("luck", "off", "on", up=still),
        node("apart", "off", "on", up=still, down=still),
        node("harm", "off", "on", kind="outcome", up=HARM, down=still),
    ]
    return small_case(
        nodes=nodes,
        influences=[
            influence("strong", "harm", "mood >= high", *STRONG),
            influence("weak", "harm", "luck >= on", *WEAK),
            influence("aside", "apart", "mood >= high", 1.0, 4.0),
        ],
        anchors=[],
        groups=[],
        asked=[asked("harm")],
        **QUIET,
    )


@cache
def _compiled() -> Compiled:
    return compile_case(_case(), {})


@cache
def _swings(seed: int) -> tuple[float, dict[str, Swing]]:
    stand = stand_of(_case(), _compiled(), seed, SAMPLES)
    p, found = swings(stand, 0, MONTHS)
    assert [s.size for s in found] == sorted((s.size for s in found), reverse=True)
    return p, {_name(s): s for s in found}


def _name(swing: Swing) -> str:
    compiled = _compiled()
    if swing.kind == "rate":
        node, direction, _ = compiled.parameters[swing.number]
        return f"{node}.{direction}"
    return compiled.multipliers[swing.number]


@cache
def _inputs() -> tuple[list[str], Floats, Floats]:
    """Names of all inputs, joint draws (N, I) by a Sobol sequence, and 10 % and 90 % points."""
    compiled = _compiled()
    net = compiled.network
    names = [f"{n}.{d}" for n, d, _ in compiled.parameters] + compiled.multipliers
    spread = np.diag(net.multiplier_factor)

    def at(points: Floats) -> Floats:
        rates = gamma.ppf(points[:, : net.shape.size], net.shape, scale=1 / net.years)
        z = norm.ppf(points[:, net.shape.size :])
        return np.column_stack([rates, np.exp(net.multiplier_mean + z * spread)])

    sobol = qmc.Sobol(len(names), rng=np.random.default_rng(1))
    return names, at(sobol.random(1_024)), at(np.repeat([[0.1], [0.9]], len(names), axis=1))


def _probability(inputs: Floats) -> float:
    """The exact probability averaged over draws (N, I): four states of mood and luck, one left."""
    names, _, _ = _inputs()
    of = {name: inputs[:, k] for k, name in enumerate(names)}
    Q = np.zeros((len(inputs), 5, 5))
    for mood in (0, 1):
        for luck in (0, 1):
            k = 2 * mood + luck
            Q[:, k, 4] = of["harm.up"] * of["strong"] ** mood * of["weak"] ** luck
            Q[:, k, 2 * (1 - mood) + luck] = of["mood.down" if mood else "mood.up"]
            if not luck:
                Q[:, k, 2 * mood + 1] = of["luck.up"]
    diagonal = np.arange(5)
    Q[:, diagonal, diagonal] = -Q.sum(axis=2)
    return float(_exponential(Q * YEARS)[:, 0, 4].mean())


def _exponential(A: Floats) -> Floats:
    """exp(A) of a stack of small matrices, by scaling and squaring; errs by about 1e-9."""
    A = A / 256
    series = np.eye(5) + A @ (np.eye(5) + A @ (np.eye(5) + A @ (np.eye(5) + A / 4) / 3) / 2)
    return np.asarray(np.linalg.matrix_power(series, 256))


def _with(name: str, change: Any) -> Floats:
    """The draws with one input changed throughout."""
    names, draws, _ = _inputs()
    k = names.index(name)
    changed = draws.copy()
    changed[:, k] = change(changed[:, k])
    return changed


def test_the_oracle_agrees_with_the_exact_solver() -> None:
    _, draws, _ = _inputs()
    net = _compiled().network
    space = exact.state_space(net, np.zeros(net.sizes.size))
    p0 = exact.initial(net, space, _compiled().start)
    plan = undisturbed(net, np.array([0.0, YEARS]), np.ones((1, 1)))
    rates, multipliers = draws[7, : net.shape.size], draws[7, net.shape.size :]
    expected = exact.first_arrival(net, space, p0, rates, multipliers, plan, 0)[0]
    assert _probability(draws[7:8]) == pytest.approx(expected, rel=1e-6)


@cache
def _expected() -> Floats:
    """The exact probability at the 10 % and 90 % points of each input, (I, 2)."""
    names, _, points = _inputs()
    return np.array(
        [
            [_probability(_with(name, lambda x, p=p: np.full_like(x, p))) for p in points[:, k]]
            for k, name in enumerate(names)
        ]
    )


def _of(seed: int, *fields: str) -> Floats:
    """Fields of every input's swing, (I, fields), in the order of ``_inputs``."""
    _, found = _swings(seed)
    return np.array([[getattr(found[name], field) for field in fields] for name in _inputs()[0]])


def test_swings_agree_with_quadrature_and_their_errors_are_honest() -> None:
    deviations = []
    for seed in SEEDS:
        low, high, error = _of(seed, "low", "high", "error").T
        deviations.append((high - low - np.diff(_expected(), axis=1)[:, 0]) / error)
    assert_honest(deviations)


def test_both_ends_agree_with_quadrature() -> None:
    """A power of the input is close to, not equal to, what the probability really does."""
    found = np.mean([_of(seed, "low", "high") for seed in SEEDS], axis=0)
    error = np.std([_of(seed, "low", "high") for seed in SEEDS], axis=0) / np.sqrt(len(SEEDS))
    assert (np.abs(found - _expected()) < 4 * error + 0.02 * _expected()).all()


def test_elasticities_are_derivatives_of_the_logarithm() -> None:
    found = np.array([_of(seed, "elasticity")[:, 0] for seed in SEEDS])
    error = found.std(axis=0) / np.sqrt(len(SEEDS))
    for k, name in enumerate(_inputs()[0]):
        up, down = (_probability(_with(name, lambda x, f=f: x * f)) for f in (1.01, 1 / 1.01))
        expected = np.log(up / down) / (2 * np.log(1.01))
        assert abs(found[:, k].mean() - expected) < 4 * error[k] + 0.01, name


def test_a_rare_onset_goes_with_its_own_rate() -> None:
    found = [_swings(seed)[1]["harm.up"].elasticity for seed in SEEDS]
    assert np.mean([e for e in found if e is not None]) == pytest.approx(1.0, abs=0.03)
    assert all(next(iter(_swings(seed)[1])) == "harm.up" for seed in SEEDS)


@pytest.mark.parametrize("name", ["apart.up", "apart.down", "harm.down", "aside"])
def test_an_input_without_a_path_to_the_outcome_swings_within_its_error(name: str) -> None:
    deviations = [_swings(seed)[1][name].size / _swings(seed)[1][name].error for seed in SEEDS]
    assert max(deviations) < 4


def test_the_points_of_an_input_are_its_own() -> None:
    _, found = _swings(0)
    shape, years = gamma_from_interval(HARM.low, HARM.high)
    expected = gamma.ppf([0.1, 0.9], shape, scale=1 / years)
    assert found["harm.up"].inputs == pytest.approx(expected, rel=0.1)
    law = lognormal_from_interval(*STRONG)
    expected = np.exp(law.mean + law.sd * norm.ppf([0.1, 0.9]))
    assert found["strong"].inputs == pytest.approx(expected, rel=0.1)


def test_the_comparison_sees_an_input_that_was_not_dealt_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The outcome's own rate as if it were one number: it would not matter."""
    monkeypatch.setattr(
        "tocsin.inference.sensitivity.onset_rates",
        lambda net, rates: np.full((len(rates), 1), HARM.high),
    )
    _, found = swings(stand_of(_case(), _compiled(), 1, SAMPLES), 0, MONTHS)
    by_name = {_name(s): s for s in found}
    swing, k = by_name["harm.up"], _inputs()[0].index("harm.up")
    assert abs(swing.high - swing.low - np.diff(_expected()[k])[0]) > 10 * swing.error


def test_a_common_outcome_stays_a_probability() -> None:
    """A power of an input passes 1 where the outcome is likely anyway."""
    stand = stand_of(_case(), _compiled(), 1, 500)
    stand.rates[:, [n == "harm" for n, _, _ in _compiled().parameters]] *= 500
    _, found = swings(stand, 0, MONTHS)
    assert max(s.high for s in found) <= 1.0


# --- hypotheses and assumptions -------------------------------------------------------------------


def _if(thesis: int, holds: int) -> float:
    """The exact probability of force where one static node is as told; -1 leaves it open."""
    some = none = 0.0
    for number, joint in enumerate(joints()):
        if thesis in (-1, number // 2) and holds in (-1, number % 2):
            end = add_months(DAY, MONTHS)
            *_, (_, _, waiting, come) = run(joint, NOTHING, 1, DAY, end, end)
            none, some = none + waiting.sum(), some + come.sum()
    return some / (none + some)


def test_hypotheses_and_assumptions_agree_with_exact_conditionals() -> None:
    expected = np.array([[_if(1, -1), _if(0, -1)], [_if(-1, 0), _if(-1, 1)]])
    deviations = []
    for seed in SEEDS:
        _, found = swings(fixed_stand(seed, SAMPLES), 1, MONTHS)
        static = sorted((s for s in found if s.kind == "static"), key=lambda s: s.number)
        assert [(s.level, s.elasticity) for s in static] == [(0, None), (1, None)]
        assert all(sum(s.inputs) == pytest.approx(1.0) for s in static)
        apart = np.array([s.high - s.low for s in static]) - np.diff(expected, axis=1)[:, 0]
        deviations.append(apart / np.array([s.error for s in static]))
    assert_honest(deviations)


def test_fixed_numbers_move_nothing() -> None:
    p, found = swings(fixed_stand(1, SAMPLES), 1, MONTHS)
    assert max(s.size for s in found if s.kind != "static") < 1e-3 * p


def test_an_assumption_that_is_certain_has_no_swing() -> None:
    stand = fixed_stand(1, 400)
    thesis, holds = (stand.model.compiled.nodes[name] for name in ("thesis", "holds"))
    stand.particles.levels[:, holds] = 1
    stand.particles.influences[:] = np.nan
    _, found = swings(stand, 1, MONTHS)
    assert [s.number for s in found if s.kind == "static"] == [thesis]


def test_an_outcome_that_cannot_come_is_said_so() -> None:
    stand = stand_of(_case(), _compiled(), 1, 100)
    stand.rates[:, [n == "harm" for n, _, _ in _compiled().parameters]] = 0.0
    with pytest.raises(CollapseError, match="no simulated future comes near the outcome"):
        swings(stand, 0, MONTHS)
