"""Moving step by step ends where settling afresh ends."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.harness import compiled_case, draw_values, population
from tocsin.engine.network import clear, factor, move, no_dirty, settle, unpinned


@pytest.mark.parametrize("seed", range(8))
def test_moving_keeps_places_and_marks_every_channel_that_changed(seed: int) -> None:
    compiled = compiled_case(seed)
    net, values = compiled.network, draw_values(compiled.network, seed)
    rng = np.random.default_rng(seed)
    row = population(compiled, 1, seed)[0]
    scale = np.ones(net.onset_node.size)
    place = np.empty(net.table_start.size, dtype=np.int64)
    fresh = np.empty_like(place)
    dirty, free = no_dirty(net), unpinned(net)
    settle(net, row, place, free)
    for _ in range(100):
        before = [
            factor(net, row, place, values.multipliers, scale, c) for c in range(2 * net.moving)
        ]
        node = int(rng.integers(net.moving))
        clear(dirty)
        move(net, row, place, dirty, free, node, int(rng.integers(net.sizes[node])))
        again = row.copy()
        settle(net, again, fresh, free)
        assert np.array_equal(again, row)
        assert np.array_equal(fresh, place)
        after = [
            factor(net, row, place, values.multipliers, scale, c) for c in range(2 * net.moving)
        ]
        changed = np.array(before) != np.array(after)
        assert not np.any(changed & ~dirty.marked)
        waiting = dirty.queue[: dirty.waiting[0]]
        assert sorted(waiting) == list(np.flatnonzero(dirty.marked))
