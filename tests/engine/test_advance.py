"""The filter's steps against exact filtering, with every kind of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

import numpy as np
import pytest
from scipy.special import gammaln, logsumexp, roots_genlaguerre

from tests.engine.harness import (
    Filtered,
    Values,
    compiled_case,
    draw_values,
    filtered,
    population,
    start_known,
    timeline,
    with_fixed_rates,
    z_log_evidence,
    z_weighted,
)
from tests.networks_for_tests import case_of, group, influence, interval, node
from tocsin.case.schema import ModelFile
from tocsin.engine import advance as kernels
from tocsin.engine import exact
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.exact import Evidence, Jump, Likelihood, Span
from tocsin.engine.network import Floats, Network

PARTICLES = 40_000
SEEDS = range(12)
STATIC = (2, 1)


def _errors(
    compiled: Compiled, evidence: Sequence[Evidence], seed: int, **kernel: Any
) -> list[float]:
    """z-scores of the log evidence and of every level of every node, with fixed rates."""
    net, values = compiled.network, draw_values(compiled.network, seed)
    levels = population(compiled, PARTICLES, seed, static=STATIC)
    run = filtered(
        with_fixed_rates(net, values.rates), levels, values.multipliers, evidence, **kernel
    )
    space = exact.state_space(net, levels[0])
    p0 = exact.initial(net, space, compiled.start)
    log_evidence, p = exact.filter_exact(net, space, p0, *values, evidence)
    if log_evidence == -np.inf:
        return [0.0 if np.all(run.log_weight == -np.inf) else np.inf]
    errors = [z_log_evidence(run.log_weight, log_evidence)]
    for k, expected in enumerate(exact.marginals(net, space, p)):
        for level, probability in enumerate(expected):
            errors.append(z_weighted(run.log_weight, run.levels[:, k] == level, probability))
    return errors


def _setting(seed: int) -> tuple[Compiled, list[Evidence]]:
    compiled = start_known(compiled_case(seed, conditions=5))
    return compiled, timeline(compiled, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_all_evidence_together_agrees_with_exact_filtering(seed: int) -> None:
    assert np.abs(_errors(*_setting(seed), seed)).max() < 4


@pytest.mark.parametrize("kind", ["quiet", "jumps", "reports", "watches"])
@pytest.mark.parametrize("seed", [1, 4, 7])
def test_each_kind_of_evidence_agrees_with_exact_filtering(seed: int, kind: str) -> None:
    compiled, evidence = _setting(seed)
    free = np.zeros(compiled.network.moving, dtype=np.bool_)
    kept: list[Evidence] = []
    for item in evidence:
        match item:
            case Span() if kind == "watches":
                kept.append(item._replace(known=free))
            case Span() if kind == "reports":
                kept.append(item._replace(known=free, watches=()))
            case Span():
                kept.append(item._replace(watches=()))
            case Jump() if kind == "jumps":
                kept.append(item)
            case Likelihood() if kind == "reports":
                kept.append(item)
            case _:
                pass
    assert np.abs(_errors(compiled, kept, seed)).max() < 4


def test_the_evidence_covers_what_it_should() -> None:
    """Jumps up and down, possible and impossible timelines; most are possible."""
    directions, possible = set(), 0
    for seed in SEEDS:
        compiled, evidence = _setting(seed)
        level = int(np.argmax(compiled.start[0]))
        for item in evidence:
            if isinstance(item, Jump):
                directions.add(item.to - level)
                level = item.to
        net, values = compiled.network, draw_values(compiled.network, seed)
        space = exact.state_space(net, population(compiled, 1, seed, STATIC)[0])
        p0 = exact.initial(net, space, compiled.start)
        possible += exact.filter_exact(net, space, p0, *values, evidence)[0] > -np.inf
    assert directions == {-1, 1}
    assert len(SEEDS) / 2 < possible


@pytest.mark.parametrize("seed", [2, 4])
def test_rated_hypotheses_agree_with_exact_posteriors(seed: int) -> None:
    """Ratings weigh the static nodes; priors and evidence about the rest come together."""
    compiled, evidence = _setting(seed)
    net, values = compiled.network, draw_values(compiled.network, seed)
    rating = np.array([0.2, 1.0, 0.6])
    levels = population(compiled, PARTICLES, seed)
    run = filtered(with_fixed_rates(net, values.rates), levels, values.multipliers, evidence)
    hypothesis = run.levels[:, net.moving]
    log_weight = run.log_weight + np.log(rating[hypothesis])
    logs = np.empty((3, 2))
    for h, a in product(range(3), range(2)):
        space = exact.state_space(net, population(compiled, 1, seed, (h, a))[0])
        p0 = exact.initial(net, space, compiled.start)
        prior = compiled.start[net.moving][h] * compiled.start[net.moving + 1][a]
        logs[h, a] = exact.filter_exact(net, space, p0, *values, evidence)[0]
        logs[h, a] += np.log(prior * rating[h])
    total = float(logsumexp(logs))
    posterior = np.exp(logs - total)
    assert abs(z_log_evidence(log_weight, total)) < 4
    for h, a in product(range(3), range(2)):
        here = (hypothesis == h) & (run.levels[:, net.moving + 1] == a)
        assert abs(z_weighted(log_weight, here, float(posterior[h, a]))) < 4


# --- uncertain rates ------------------------------------------------------------------------------


def _single(**changes: object) -> Compiled:
    """One node of three levels, known; its steps up are multiplied under hypothesis h1."""
    rates: dict[str, object] = {"up": interval(0.2, 2.0), "down": interval(0.1, 3.0)}
    strength = influence("i", "x", "up", "h1")
    model = ModelFile(nodes=[node("x", 3, **(rates | changes))], influences=[strength])
    return compile_case(case_of(model, [("x", "l1")], [group("h", 0.5, 0.5)]), {})


def _closed_form(net: Network, parameter: int, jumps: int, exposure: float) -> float:
    """log E[rate^jumps exp(-rate exposure)] under the parameter's Gamma."""
    a, b = float(net.shape[parameter]), float(net.years[parameter])
    return float(
        gammaln(a + jumps) - gammaln(a) + a * np.log(b) - (a + jumps) * np.log(b + exposure)
    )


def _single_error(**kernel: Any) -> float:
    """How far the weight of a known path is from its closed form (there is no sampling)."""
    compiled, factor, scale = _single(), 2.5, np.array([1.7])
    net = compiled.network
    known = np.array([True])
    path: list[Evidence] = [
        Span(0.5, scale, known),
        Jump(0, 1, scale),
        Span(0.3, scale, known),
        Span(0.2, scale, known),
        Jump(0, 2, scale),
        Span(0.7, scale, known),
        Jump(0, 1, scale),
        Span(0.1, scale, known),
    ]
    levels = np.array([[0, 1]], dtype=np.int8)
    run = filtered(net, levels, np.array([factor]), path, **kernel)
    # the scale bears on the asked onset only, the step from l0 to l1
    up = factor * (1.7 * 0.5 + 0.3 + 0.2 + 0.1)
    down = 0.3 + 0.2 + 0.7 + 0.1
    r_up, r_down = net.parameter[0, 0], net.parameter[1, 1]
    expected = _closed_form(net, r_up, 2, up) + _closed_form(net, r_down, 1, down)
    expected += np.log(factor * 1.7) + np.log(factor)
    return float(abs(run.log_weight[0] - expected))


def test_a_known_path_weighs_its_closed_form() -> None:
    assert _single_error() < 1e-12


@pytest.mark.parametrize("changes", [{"down": None}, {"down_while": "h0"}])
def test_an_impossible_jump_weighs_nothing(changes: dict[str, object]) -> None:
    """Without a rate, or behind a gate that is shut; the particle moves all the same."""
    net = _single(**changes).network
    levels = np.array([[2, 1]], dtype=np.int8)
    run = filtered(net, levels, np.array([2.5]), [Jump(0, 1, np.array([1.0]))])
    assert run.log_weight[0] == -np.inf
    assert run.levels[0, 0] == 1


def _pair() -> Compiled:
    """x is known and rises more often while the latent y is up; both rates up are uncertain."""
    x = node("x", 3, up=interval(0.3, 3.0), down=interval(0.2, 1.0))
    y = node("y", 2, up=interval(0.1, 2.0), down=interval(0.4, 1.5))
    strength = influence("i", "x", "up", "y >= l1")
    case = case_of(ModelFile(nodes=[x, y], influences=[strength]), [("x", "l1")])
    return compile_case(case, {}, ["y >= l1"])


def test_uncertain_rates_agree_with_quadrature() -> None:
    """The exact filter averaged over two Gamma rates by Gauss-Laguerre quadrature."""
    compiled = _pair()
    net = compiled.network
    uncertain = [int(net.parameter[0, 0]), int(net.parameter[2, 0])]
    values = Values(net.shape / net.years, np.array([4.0]))
    fixed = with_fixed_rates(net, values.rates)
    shape, years = fixed.shape.copy(), fixed.years.copy()
    shape[uncertain], years[uncertain] = net.shape[uncertain], net.years[uncertain]
    mixed = net._replace(shape=shape, years=years)
    known, scale = np.array([True, False]), np.array([1.3])
    condition = compiled.conditions[0]
    evidence: list[Evidence] = [
        Span(0.6, scale, known),
        Jump(0, 1, scale),
        Span(0.3, scale, known, ((condition, 0.5),)),
        Jump(0, 2, scale),
        Likelihood(condition, 0.9, 0.4),
        Span(0.8, scale, known),
        Jump(0, 1, scale),
        Span(1.0, scale, known),
    ]
    levels = population(compiled, 4 * PARTICLES, 1)
    run = filtered(mixed, levels, values.multipliers, evidence)
    space = exact.state_space(net, levels[0])
    p0 = exact.initial(net, space, compiled.start)
    laws = [roots_genlaguerre(16, net.shape[r] - 1) for r in uncertain]
    logs, posteriors = [], []
    for (u, wu), (v, wv) in product(*(zip(*law, strict=True) for law in laws)):
        rates = values.rates.copy()
        rates[uncertain] = np.array([u, v]) / net.years[uncertain]
        log_evidence, p = exact.filter_exact(net, space, p0, rates, values.multipliers, evidence)
        logs.append(log_evidence + np.log(wu) + np.log(wv))
        posteriors.append(p)
    total = float(logsumexp(logs))
    expected = np.exp(np.array(logs) - total) @ np.array(posteriors)
    total -= float(gammaln(net.shape[uncertain]).sum())
    assert abs(z_log_evidence(run.log_weight, total)) < 4
    up = float(exact.marginals(net, space, expected)[1][1])
    assert 0.05 < up < 0.95
    assert abs(z_weighted(run.log_weight, run.levels[:, 1] == 1, up)) < 4


# --- planted bugs ---------------------------------------------------------------------------------


def _wrong_sign(*args: Any) -> None:
    """``advance`` that adds the quiet's log-probability where it should subtract it."""
    log_weight = args[1].log_weight
    before = log_weight.copy()
    kernels.advance(*args)
    log_weight[:] = 2 * before - log_weight


def _no_quiet(*args: Any) -> None:
    """``advance`` that forgets to weigh quiet."""
    log_weight = args[1].log_weight
    before = log_weight.copy()
    kernels.advance(*args)
    log_weight[:] = before


def _uncounted(*args: Any) -> None:
    """``jump`` that forgets to count the jump, so later quiet weighs too much."""
    counts = args[1].counts
    before = counts.copy()
    kernels.jump(*args)
    counts[:] = before


@pytest.mark.parametrize("faulty", [_wrong_sign, _no_quiet])
@pytest.mark.parametrize("seed", [1, 4])
def test_the_comparison_sees_a_wrong_weight_of_quiet(seed: int, faulty: Any) -> None:
    compiled, evidence = _setting(seed)
    assert np.abs(_errors(compiled, evidence, seed, advance=faulty)).max() > 10


@pytest.mark.parametrize(
    "faulty", [{"advance": _wrong_sign}, {"advance": _no_quiet}, {"jump": _uncounted}]
)
def test_the_closed_form_sees_a_wrong_weight_or_count(faulty: dict[str, Any]) -> None:
    assert _single_error(**faulty) > 1e-3


# --- chunks and threads ---------------------------------------------------------------------------


def test_chunks_and_threads_change_nothing() -> None:
    compiled, evidence = _setting(5)
    net = compiled.network
    multipliers: Floats = draw_values(net, 5).multipliers
    levels = population(compiled, 3_000, 5)
    whole = filtered(net, levels, multipliers, evidence)
    bounds = [0, 1, 999, 2_001, 3_000]

    def chunk(k: int) -> Filtered:
        part = levels[bounds[k] : bounds[k + 1]]
        return filtered(net, part, multipliers, evidence, first=bounds[k])

    with ThreadPoolExecutor(2) as pool:
        parts = list(pool.map(chunk, range(len(bounds) - 1)))
    for name in Filtered._fields:
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert np.array_equal(joined, getattr(whole, name))
