"""The exact solver against dense matrix exponentials and closed forms, and its refusals."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import expm
from scipy.sparse import csr_array
from scipy.stats import poisson

from tests.engine.harness import compiled_case, draw_values, population
from tests.networks_for_tests import case_of, interval, node
from tocsin.case.schema import ModelFile
from tocsin.engine import exact
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.exact import Evidence, Jump, Likelihood, Span
from tocsin.engine.network import Floats
from tocsin.engine.plan import undisturbed
from tocsin.errors import SizeError

ONE = np.array([1.0])


def _model(*sizes: int) -> Compiled:
    nodes = [
        node(f"n{k}", size, up=interval(0.1, 2.0), down=interval(0.1, 2.0))
        for k, size in enumerate(sizes)
    ]
    case = case_of(ModelFile(nodes=nodes), [("n0", "l1")])
    return compile_case(case, {}, ["n0 >= l1"])


def _solved(seed: int) -> tuple[Compiled, exact.StateSpace, csr_array, Floats]:
    compiled = compiled_case(seed)
    net = compiled.network
    space = exact.state_space(net, population(compiled, 1, seed)[0])
    Q = exact.generator(net, space, *draw_values(net, seed), np.ones(net.onset_node.size))
    return compiled, space, Q, exact.initial(net, space, compiled.start)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("years", [0.0, 0.01, 1.0, 60.0])
def test_transient_equals_the_matrix_exponential(seed: int, years: float) -> None:
    _, _, Q, p0 = _solved(seed)
    p = exact.transient(Q, p0, years)
    assert np.abs(p - p0 @ expm(Q.toarray() * years)).max() < 1e-11
    assert p.sum() == pytest.approx(1.0, abs=1e-11)
    assert p.min() >= 0.0


def test_lost_mass_is_survival() -> None:
    """A generator that leaks at rate k keeps exp(-k t) of a mass."""
    leak = csr_array(np.array([[-3.0, 1.0], [0.5, -2.5]]))
    p = exact.transient(leak, np.array([0.4, 0.6]), 1.5)
    assert p.sum() == pytest.approx(np.exp(-2.0 * 1.5), rel=1e-12)


@pytest.mark.parametrize("mean", [1e-9, 0.3, 1.0, 17.2, 800.0, 12_345.6])
def test_poisson_weights_are_scipys(mean: float) -> None:
    fewest, weights = exact._poisson(mean)
    counts = np.arange(fewest, fewest + weights.size)
    assert np.abs(weights - poisson.pmf(counts, mean)).max() < 1e-11
    left_out = poisson.cdf(fewest - 1, mean) + poisson.sf(counts[-1], mean)
    assert left_out < 2 * exact.TRUNCATION


def test_rows_of_a_generator_sum_to_zero_and_states_are_numbered() -> None:
    compiled, space, Q, p0 = _solved(4)
    assert np.abs(Q.sum(axis=1)).max() < 1e-12
    assert [space.number(row) for row in space.levels] == list(range(len(space.levels)))
    for k, law in enumerate(exact.marginals(compiled.network, space, p0)):
        assert law.sum() == pytest.approx(1.0)
        if k < compiled.network.moving:
            assert law == pytest.approx(compiled.start[k])


def test_first_arrival_of_one_step_is_exponential() -> None:
    """With relative precision, however improbable; a scale multiplies its segment's rate."""
    net = _model(2).network
    space = exact.state_space(net, [0])
    times, scale = np.array([0.0, 1.0, 3.0]), np.array([[1.0, 5.0]])
    for rate in (2.0, 1e-14):
        rates = np.array([rate, 0.7])
        reached = exact.first_arrival(
            net, space, np.array([1.0, 0.0]), rates, np.array([]),
            undisturbed(net, times, scale), 0,
        )  # fmt: skip
        assert reached == pytest.approx(-np.expm1(-rate * np.array([1.0, 11.0])), rel=1e-11)


def test_a_node_that_starts_there_must_leave_and_come_back() -> None:
    net = _model(2).network
    space = exact.state_space(net, [1])
    up, down, t = 2.0, 0.5, 1.3
    reached = exact.first_arrival(
        net, space, np.array([0.0, 1.0]), np.array([up, down]), np.array([]),
        undisturbed(net, np.array([0.0, t]), np.ones((1, 1))), 0,
    )  # fmt: skip
    hypoexponential = 1 - (up * np.exp(-down * t) - down * np.exp(-up * t)) / (up - down)
    assert reached[0] == pytest.approx(hypoexponential, rel=1e-11)


def test_a_known_path_has_its_density() -> None:
    compiled = _model(2)
    net, condition = compiled.network, compiled.conditions[0]
    space = exact.state_space(net, [0])
    known = np.array([True])
    evidence: list[Evidence] = [
        Span(0.5, np.array([3.0]), known),
        Jump(0, 1, ONE),
        Span(2.0, ONE, known, ((condition, 0.2),)),
        Likelihood(condition, 0.25, 0.9),
    ]
    log_evidence, p = exact.filter_exact(
        net, space, np.array([1.0, 0.0]), np.array([0.8, 0.3]), np.array([]), evidence
    )
    expected = -3 * 0.8 * 0.5 + np.log(0.8) - (0.3 + 0.2) * 2.0 + np.log(0.25)
    assert log_evidence == pytest.approx(expected, rel=1e-12)
    assert p == pytest.approx([0.0, 1.0])


def test_impossible_evidence_is_minus_infinity() -> None:
    net = _model(3).network
    space = exact.state_space(net, [0])
    p0 = np.array([1.0, 0.0, 0.0])
    log_evidence, p = exact.filter_exact(
        net, space, p0, np.ones(2), np.array([]), [Jump(0, 2, ONE)]
    )
    assert log_evidence == -np.inf
    assert p.sum() == 0.0


def test_too_many_states_are_refused_with_advice() -> None:
    net = _model(*[9] * 6).network
    with pytest.raises(SizeError, match=r"531,441 joint states; .* 100,000; simulate instead"):
        exact.state_space(net, np.zeros(6))


def test_tens_of_thousands_of_states_are_solved() -> None:
    """Eight independent nodes of four levels: each moves as it would alone."""
    net = _model(*[4] * 8).network
    space = exact.state_space(net, np.zeros(8))
    rates = np.linspace(0.3, 1.2, net.shape.size)
    Q = exact.generator(net, space, rates, np.array([]), ONE)
    p0 = np.zeros(len(space.levels))
    p0[0] = 1.0
    p = exact.transient(Q, p0, 0.5)
    alone = _model(4).network
    one = exact.state_space(alone, [0])
    q = exact.generator(alone, one, rates[:2], np.array([]), ONE)
    expected = exact.transient(q, np.array([1.0, 0, 0, 0]), 0.5)
    assert exact.marginals(net, space, p)[0] == pytest.approx(expected, abs=1e-11)
