"""Block bootstrap: repeatable, honest about clusters, and the same by weights as by rows."""

from __future__ import annotations

import numpy as np
import pytest

from tocsin.errors import ScoreError
from tocsin.scoring.comparison import (
    Blocks,
    bootstrap,
    mean_loss,
    paired_difference,
    skill,
)


def _clustered(seed: int, blocks: int = 40, each: int = 25) -> tuple[np.ndarray, Blocks]:
    """Losses whose block effect is as large as their noise."""
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(blocks), each)
    loss = rng.normal(size=blocks)[labels] + rng.normal(size=labels.size)
    return loss, Blocks.by(labels)


def test_labels_become_blocks() -> None:
    blocks = Blocks.by(["KAZ", "RUS", "KAZ"])
    assert blocks.of.tolist() == [0, 1, 0]
    assert blocks.number == 2


def test_one_block_says_nothing_of_variation() -> None:
    with pytest.raises(ScoreError, match="one block, KAZ"):
        Blocks.by(["KAZ", "KAZ"])
    with pytest.raises(ScoreError, match="not empty"):
        Blocks.by([])


def test_whole_blocks_are_drawn() -> None:
    blocks = Blocks.by(["a", "b", "a", "c"])
    for rows in blocks.rows(50, np.random.default_rng(0)):
        times = np.bincount(rows, minlength=4)
        assert times[0] == times[2]
        assert times[0] + times[1] + times[3] == 3


def test_the_same_generator_gives_the_same_interval() -> None:
    loss, blocks = _clustered(1)
    one, two = (
        mean_loss(loss, blocks, draws=200, level=0.9, rng=np.random.default_rng(5))
        for _ in range(2)
    )
    assert one == two
    assert one.blocks == 40
    assert one.draws == 200


def test_weights_and_rows_give_the_same_interval() -> None:
    loss, blocks = _clustered(2)
    by_weights = mean_loss(loss, blocks, draws=300, level=0.9, rng=np.random.default_rng(6))
    by_rows = bootstrap(
        lambda rows: float(loss[rows].mean()),
        blocks,
        draws=300,
        level=0.9,
        rng=np.random.default_rng(6),
    )
    assert by_rows.low == pytest.approx(by_weights.low)
    assert by_rows.high == pytest.approx(by_weights.high)


def test_blocks_are_as_wide_as_clusters_demand() -> None:
    """Standard error sqrt(1/40 + 1/1000); single forecasts as blocks would say sqrt(2/1000)."""
    loss, blocks = _clustered(3)
    found = mean_loss(loss, blocks, draws=4000, level=0.9, rng=np.random.default_rng(7))
    width = (found.high - found.low) / (2 * 1.645)
    assert width == pytest.approx(np.sqrt(1 / 40 + 1 / 1000), rel=0.35)
    alone = Blocks.by(np.arange(loss.size))
    naive = mean_loss(loss, alone, draws=4000, level=0.9, rng=np.random.default_rng(7))
    assert (naive.high - naive.low) < 0.5 * (found.high - found.low)


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    covered = 0
    for seed in range(300):
        loss, blocks = _clustered(seed)
        found = mean_loss(loss, blocks, draws=400, level=0.9, rng=np.random.default_rng(seed))
        covered += found.low <= 0 <= found.high
    assert covered / 300 == pytest.approx(0.9, abs=4 * np.sqrt(0.09 / 300) + 0.02)


def test_pairing_cancels_what_both_share() -> None:
    loss, blocks = _clustered(4)
    better = loss - 0.1
    found = paired_difference(
        better, loss, blocks, draws=500, level=0.9, rng=np.random.default_rng(8)
    )
    assert found.estimate == pytest.approx(-0.1)
    assert found.low == pytest.approx(-0.1)
    assert found.high == pytest.approx(-0.1)


def test_skill_by_hand() -> None:
    blocks = Blocks.by([0, 0, 1, 1])
    found = skill(
        [1, 1, 1, 1], [2, 2, 4, 4], blocks, draws=2000, level=0.9, rng=np.random.default_rng(9)
    )
    assert found.estimate == pytest.approx(1 - 1 / 3)
    assert found.low == pytest.approx(0.5)
    assert found.high == pytest.approx(0.75)


def test_a_reference_without_loss_leaves_no_skill() -> None:
    with pytest.raises(ScoreError, match="compare with paired_difference"):
        skill([1, 1], [0, 2], Blocks.by([0, 1]), draws=50, level=0.9, rng=np.random.default_rng(10))


def test_every_model_is_scored_on_the_same_forecasts() -> None:
    blocks = Blocks.by([0, 1, 2])
    with pytest.raises(ScoreError, match="2 losses for 3 forecasts"):
        mean_loss([1, 2], blocks, draws=10, level=0.9, rng=np.random.default_rng(0))
    with pytest.raises(ScoreError, match="0 bootstrap draws"):
        mean_loss([1, 2, 3], blocks, draws=0, level=0.9, rng=np.random.default_rng(0))


def test_a_statistic_without_a_value_is_an_error() -> None:
    with pytest.raises(ScoreError, match="are no number"):
        bootstrap(
            lambda rows: float("nan"),
            Blocks.by([0, 1]),
            draws=5,
            level=0.9,
            rng=np.random.default_rng(0),
        )
