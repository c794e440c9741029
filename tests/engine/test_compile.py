"""From a case to arrays: rates as the case states them, and one order in every run of Python."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.harness import draw_values
from tests.engine.test_functions import every_state, state_of
from tests.networks_for_tests import TEXT, case_of, derived, interval, node, random_case
from tocsin.case.formula import evaluate, parse
from tocsin.case.schema import (
    Anchor,
    Case,
    Count,
    Fit,
    Fitted,
    Influence,
    Interval,
    Learned,
    LearnedFile,
    LearnedRate,
    ModelFile,
    PrecedentsFile,
    Rate,
    ReferenceClass,
)
from tocsin.engine import exact
from tocsin.engine.compile import Compiled, JointNormal, _in_order, compile_case
from tocsin.engine.network import Floats, factor, state_at
from tocsin.engine.rates import gamma_from_count, gamma_from_interval
from tocsin.errors import CaseError


def _stated_rate(case: Case, k: int, down: int, level: int) -> Rate | None:
    """What the case says of one step."""
    stated = case.model.nodes[k].down if down else case.model.nodes[k].up
    top = len(case.model.nodes[k].levels) - 1
    if stated is None or level == (0 if down else top):
        return None
    if isinstance(stated, dict):
        return stated.get(f"l{level}")
    return stated


def _expected_factor(
    case: Case,
    compiled: Compiled,
    state: dict[str, int],
    k: int,
    down: int,
    multipliers: Floats,
) -> float:
    """The product of gates and influences on one step, from the case's own formulas."""
    node_ = case.model.nodes[k]
    gate = node_.down_while if down else node_.up_while
    if gate is not None and not evaluate(parse(gate), state, compiled.levels):
        return 0.0
    product = 1.0
    for influence in case.model.influences:
        bears = influence.node == node_.id and influence.direction == ("down" if down else "up")
        leaving = influence.leaving or list(compiled.levels[node_.id])
        bears = bears and f"l{state[node_.id]}" in leaving
        if bears and evaluate(parse(influence.when), state, compiled.levels):
            product *= multipliers[compiled.multipliers.index(influence.id)]
    return product


@pytest.mark.parametrize("seed", range(8))
def test_every_rate_is_what_the_case_states(seed: int) -> None:
    """Kernel and exact solver against a reading of the case itself, state by state."""
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    compiled = compile_case(case, {})
    net, values = compiled.network, draw_values(compiled.network, seed)
    scale = rng.uniform(0.5, 2.0, net.onset_node.size)
    levels = every_state(net)
    for row in levels[rng.permutation(len(levels))[:60]]:
        at = state_at(net, row, values.multipliers)
        space = exact.StateSpace(row[np.newaxis], np.zeros(net.moving, dtype=np.int64))
        state = state_of(compiled, row)
        for c in range(2 * net.moving):
            k, down = divmod(c, 2)
            level = int(row[k])
            stated = _stated_rate(case, k, down, level)
            expected = 0.0
            if stated is not None:
                assert isinstance(stated, Interval)
                r = net.parameter[2 * k + down, level]
                law = gamma_from_interval(stated.low, stated.high)
                assert (net.shape[r], net.years[r]) == pytest.approx(law)
                expected = _expected_factor(case, compiled, state, k, down, values.multipliers)
                for o, asked in enumerate(case.header.asked):
                    if asked.node == f"n{k}" and not down and asked.level == f"l{level + 1}":
                        expected *= scale[o]
            got = factor(net, at, scale, c)
            assert got == pytest.approx(expected, rel=1e-12)
            rate = exact.leaving(net, space, *values, scale, c)[0]
            drawn = values.rates[net.parameter[2 * k + down, level]]
            assert rate == pytest.approx(expected * drawn, rel=1e-12)


def test_an_anchored_onset_has_the_rate_of_its_pooled_class() -> None:
    model = ModelFile(
        nodes=[node("x", 3, up=interval(0.1, 1.0), down=Count(events=4, years=8, source="test"))],
        anchors=[Anchor(asked="asked0", reference_class="own", pool={"wide": 0.1}, label=TEXT)],
    )
    classes = [
        ReferenceClass(id="own", label=TEXT, events=1, exposure=20, unit=TEXT, source="test"),
        ReferenceClass(id="wide", label=TEXT, events=30, exposure=500, unit=TEXT, source="test"),
    ]
    case = case_of(model, [("x", "l2")])
    case = case.model_copy(update={"precedents": PrecedentsFile(reference_classes=classes)})
    compiled = compile_case(case, {})
    net = compiled.network
    laws = list(zip(net.shape, net.years, strict=True))
    assert laws[net.parameter[0, 0]] == pytest.approx(gamma_from_interval(0.1, 1.0))
    assert laws[net.parameter[0, 1]] == pytest.approx((1 + 3 + 0.5, 20 + 50))
    assert laws[net.parameter[1, 1]] == pytest.approx(gamma_from_count(4, 8))
    assert compiled.classes[0] == pytest.approx((4.5, 70))


def test_a_learned_rate_is_the_posterior_of_its_count() -> None:
    """By the id that the step asks for, whichever node the histories were coded on."""
    lent = Learned(learned="x.up.l0")
    model = ModelFile(
        nodes=[
            node("x", 3, up={"l0": lent, "l1": interval(0.1, 1.0)}, down=lent),
            node("y", 2, up=Learned(learned="y.up")),
        ]
    )
    counted = [
        LearnedRate(
            id=name, node=name[0], direction="up", events=n, years=t, histories=["h"], source="test"
        )
        for name, n, t in [("x.up.l0", 3, 12.5), ("y.up", 0, 4.0)]
    ]
    case = case_of(model, [("x", "l2")])
    learned = LearnedFile(inputs=f"sha256:{'0' * 64}", rates=counted)
    net = compile_case(case.model_copy(update={"learned": learned}), {}).network
    laws = list(zip(net.shape, net.years, strict=True))
    assert laws[net.parameter[0, 0]] == pytest.approx((3.5, 12.5))
    assert laws[net.parameter[0, 1]] == pytest.approx(gamma_from_interval(0.1, 1.0))
    assert laws[net.parameter[1, 1]] == laws[net.parameter[1, 2]] == (3.5, 12.5)
    assert laws[net.parameter[2, 0]] == pytest.approx((0.5, 4.0))
    with pytest.raises(CaseError, match=r"'x\.up\.l0', which was not learned; learned are none"):
        compile_case(case, {})


def test_fitted_multipliers_keep_their_covariance() -> None:
    """The joint draws of a fit, next to intervals of their own."""
    fit = Fit(id="fit", label=TEXT, factors=["a", "b"], positive=[], negative=[], source="test")
    drawn = [
        Influence(
            id=f"i{k}", node="x", direction="up", when="x == l0", factor=factor_, source="test"
        )
        for k, factor_ in enumerate(
            [interval(0.5, 2.0), Fitted(fit="fit", factor="b"), Fitted(fit="fit", factor="a")]
        )
    ]
    model = ModelFile(nodes=[node("x", 2, up=interval(0.1, 1.0))], influences=drawn, fits=[fit])
    joint = JointNormal(("a", "b"), np.array([0.3, -0.2]), np.array([[0.5, 0.2], [0.2, 0.4]]))
    compiled = compile_case(case_of(model, [("x", "l1")]), {"fit": joint})
    net = compiled.network
    assert compiled.multipliers == ["fit.a", "fit.b", "i0"]
    covariance = net.multiplier_factor @ net.multiplier_factor.T
    assert covariance[:2, :2] == pytest.approx(joint.covariance)
    assert covariance[2, :2] == pytest.approx([0, 0])
    assert net.multiplier_mean == pytest.approx([0.3, -0.2, 0.0])
    assert list(net.influence_multiplier) == [2, 1, 0]


def test_derived_nodes_have_one_order_whatever_the_hash_seed() -> None:
    """Each stands after those it needs; a set of strings must not decide the rest."""
    needed = [f"part_{letter}" for letter in "abcdefgh"]
    whole = derived("whole", " and ".join(f"{name} >= l1" for name in needed))
    parts = [derived(name, "x >= l1") for name in needed]
    assert [d.id for d in _in_order([whole, *parts])] == [*needed, "whole"]
