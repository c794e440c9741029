"""The plain Python twin and the kernels give the same results draw for draw."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.engine.harness import (
    Filtered,
    Futures,
    compiled_case,
    draw_values,
    filtered,
    futures,
    population,
    start_known,
    timeline,
)
from tests.networks_for_tests import large_case
from tocsin import rng
from tocsin.engine import advance, calendar, network, reference, simulate
from tocsin.engine.compile import compile_case
from tocsin.engine.network import Network

SEEDS = range(30)
PARTICLES = 12
TIMES = np.array([0.0, 0.5, 1.5])


def _both_futures(net: Network, seed: int, suppressed: int) -> tuple[Futures, Futures]:
    compiled = compiled_case(seed)
    values = draw_values(compiled.network, seed)
    scale = np.random.default_rng(seed).uniform(0.4, 2.5, (net.onset_node.size, TIMES.size - 1))
    levels = population(compiled, PARTICLES, seed)
    how: dict[str, Any] = {"suppressed": suppressed, "seed": seed, "first": 100}
    fast = futures(net, levels, values, TIMES, scale, **how)
    slow = futures(net, levels, values, TIMES, scale, kernel=reference.simulate, **how)
    return fast, slow


def _same_futures(fast: Futures, slow: Futures) -> bool:
    return (
        fast.made == slow.made
        and np.array_equal(fast.levels, slow.levels)
        and np.allclose(fast.exposure, slow.exposure, rtol=1e-9, atol=1e-9)
        and np.allclose(fast.arrival, slow.arrival, rtol=1e-9, atol=1e-9)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_simulate_equals_its_twin(seed: int) -> None:
    net = compiled_case(seed).network
    fast, slow = _both_futures(net, seed, suppressed=seed % 3 - 1)
    assert _same_futures(fast, slow)


def test_simulate_equals_its_twin_on_a_large_network() -> None:
    """Here places in tables and offsets pass what a level's small integer can hold."""
    compiled = compile_case(large_case(np.random.default_rng(1), 40, 5, 100), {})
    net, values = compiled.network, draw_values(compiled.network, 1)
    levels, scale = population(compiled, 5, 1), np.ones((1, 2))
    fast = futures(net, levels, values, TIMES, scale)
    slow = futures(net, levels, values, TIMES, scale, kernel=reference.simulate)
    assert fast.made > 50
    assert _same_futures(fast, slow)


def test_the_twin_sees_a_rate_that_is_not_updated() -> None:
    """The planted bug: no channel learns that a condition on its rate has flipped."""
    seen = 0
    for seed in SEEDS:
        net = compiled_case(seed).network
        deaf = net._replace(listener_start=np.zeros_like(net.listener_start))
        seen += not _same_futures(*_both_futures(deaf, seed, suppressed=-1))
    assert seen > len(SEEDS) / 3


def _both_filters(seed: int, **faulty: Any) -> tuple[Filtered, Filtered]:
    """Weights, counts and exposures with uncertain rates, by the kernels and by the twin."""
    compiled = start_known(compiled_case(seed, conditions=5))
    net = compiled.network
    levels = population(compiled, PARTICLES, seed)
    multipliers = draw_values(net, seed).multipliers
    evidence = timeline(compiled, seed)
    how: dict[str, Any] = {"seed": seed, "first": 7}
    fast = filtered(net, levels, multipliers, evidence, **how, **faulty)
    twin: dict[str, Any] = {"advance": reference.advance, "jump": reference.jump}
    return fast, filtered(net, levels, multipliers, evidence, **how, **twin)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_filter_equals_its_twin(seed: int) -> None:
    fast, slow = _both_filters(seed)
    assert np.array_equal(fast.levels, slow.levels)
    assert np.array_equal(fast.counts, slow.counts)
    assert np.allclose(fast.exposures, slow.exposures, rtol=1e-9, atol=1e-9)
    assert np.allclose(fast.log_weight, slow.log_weight, rtol=1e-9, atol=1e-9)


class _Strict(np.ndarray[Any, Any]):
    """An array that refuses negative indices: NumPy would count them from the end."""

    def __getitem__(self, index: Any) -> Any:
        _refuse_negative(index)
        return super().__getitem__(index)

    def __setitem__(self, index: Any, value: Any) -> None:
        _refuse_negative(index)
        super().__setitem__(index, value)


def _refuse_negative(index: Any) -> None:
    parts = index if isinstance(index, tuple) else (index,)
    if any(isinstance(part, int | np.integer) and part < 0 for part in parts):
        raise IndexError(f"negative index {index}")


class _StrictNumpy:
    """NumPy, but new arrays are strict."""

    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)

    @staticmethod
    def empty(size: int, dtype: Any = float) -> Any:
        return np.empty(size, dtype=dtype).view(_Strict)


@pytest.fixture
def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kernel as the plain Python it is written in, so that indices are checked."""
    for module in (calendar, network, simulate, advance):
        for name, function in vars(module).copy().items():
            if getattr(function, "__module__", "").startswith("tocsin.engine") and hasattr(
                function, "py_func"
            ):
                monkeypatch.setattr(module, name, function.py_func)
        monkeypatch.setattr(module, "np", _StrictNumpy())
    for module in (simulate, advance):
        # a compiled function takes a large Python integer for a signed one
        monkeypatch.setattr(module, "member", lambda key, c: rng.member(np.uint64(key), c))
        monkeypatch.setattr(module, "uniform", lambda key, k: rng.uniform(np.uint64(key), k))


def _strict(net: Network) -> Network:
    arrays: dict[str, Any] = net._asdict()
    del arrays["moving"]
    return net._replace(**{name: array.view(_Strict) for name, array in arrays.items()})


@pytest.mark.usefixtures("uncompiled")
@pytest.mark.parametrize("seed", range(6))
def test_no_index_leaves_its_array(seed: int) -> None:
    compiled = start_known(compiled_case(seed, conditions=5))
    net, values = _strict(compiled.network), draw_values(compiled.network, seed)
    levels = population(compiled, 4, seed).view(_Strict)
    scale = np.ones((net.onset_node.size, 2)).view(_Strict)
    run = futures(net, levels, values, TIMES.view(_Strict), scale, kernel=simulate.simulate)
    assert run.made >= 0
    evidence = timeline(compiled, seed)
    kernels: dict[str, Any] = {"advance": advance.advance, "jump": advance.jump}
    filtered(net, levels, values.multipliers.view(_Strict), evidence, **kernels)


def test_the_index_check_sees_an_index_that_leaves_its_array(
    uncompiled: None,
) -> None:
    compiled = compiled_case(1)
    net, values = compiled.network, draw_values(compiled.network, 1)
    stray = _strict(net._replace(influence_function=net.influence_function + net.table_start.size))
    levels = population(compiled, 4, 1).view(_Strict)
    scale = np.ones((net.onset_node.size, 2))
    with pytest.raises(IndexError, match="out of bounds"):
        futures(stray, levels, values, TIMES, scale, kernel=simulate.simulate)
