"""What an indicator says as of a day: live weeks, the baseline, blocks as they were known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.indicators.lakes_for_tests import FIRST, event, lake, minimal, others, weeks_of_news
from tests.lake.rows_for_tests import add
from tocsin.indicators.observe import BLOCK, Reading, published, read
from tocsin.settings import Workspace

WEEKS = 150
DAY = FIRST + timedelta(weeks=WEEKS)


def only(folder: Path, here: Workspace, day: date = DAY, **changes: Any) -> Reading:
    (found,) = read(minimal(folder, **changes), here, day)
    return found


def blocks(found: Reading) -> list[Any]:
    assert found.series is not None
    return found.series.blocks


def test_a_series_has_its_baseline_and_its_blocks(tmp_path: Path) -> None:
    found = only(tmp_path, lake(tmp_path, weeks_of_news(WEEKS)))
    assert found.missing is None
    assert found.baseline is not None
    assert found.baseline.blocks == 25
    assert np.exp(found.baseline.log_mean) == pytest.approx(5.0, rel=0.1)
    assert found.series is not None
    assert list(found.series.regimes) == ["low", "high"]
    first, last = blocks(found)[0], blocks(found)[-1]
    assert first.since == date(2024, 1, 1)
    assert first.until == date(2024, 1, 28)
    assert first.published == date(2024, 2, 5)
    assert last.published <= DAY < last.published + timedelta(weeks=BLOCK)
    own = [week.count for week in found.weeks if first.since <= week.monday <= first.until]
    assert first.count == sum(own)
    assert first.exposure == pytest.approx(4, rel=0.2)


def test_levels_stand_at_their_ratio_to_the_baseline_and_are_no_surer(tmp_path: Path) -> None:
    found = only(tmp_path, lake(tmp_path, weeks_of_news(WEEKS)))
    series, law = found.series, found.ratios["high"]
    assert series is not None
    assert series.raised is not None
    low, high = series.regimes["low"], series.regimes["high"]
    assert high.log_mean - low.log_mean == pytest.approx(law.mean)
    assert high.log_sd == pytest.approx(np.hypot(low.log_sd, law.sd))
    assert np.exp(series.raised.log_mean - low.log_mean) == pytest.approx(np.sqrt(24))


@pytest.mark.parametrize("unit", ["acts", "events"])
def test_nothing_known_after_the_day_changes_anything(tmp_path: Path, unit: str) -> None:
    rows = weeks_of_news(130)
    here, day = lake(tmp_path, rows), FIRST + timedelta(weeks=120, days=3)
    before = only(tmp_path, here, day, unit=unit)
    late = [
        event(10_000 + k, FIRST + timedelta(weeks=w), day + timedelta(days=1 + k), code=f"19{k}")
        for k, w in enumerate((3, 50, 104, 110, 118, 119))
    ]
    revised = [rows[k] | {"release": "2.1", "known": late[0]["known"], "quad": 1} for k in (4, 900)]
    add(here.lake, [*late, *revised])
    assert only(tmp_path, here, day, unit=unit) == before


def test_a_block_never_changes_once_it_is_published(tmp_path: Path) -> None:
    here = lake(tmp_path, weeks_of_news(WEEKS))
    early = only(tmp_path, here, FIRST + timedelta(weeks=120))
    late = only(tmp_path, here)
    assert blocks(early)
    assert blocks(late)[: len(blocks(early))] == blocks(early)
    assert early.baseline == late.baseline


def test_a_dead_feed_is_not_monitored_and_its_zeros_are_no_silence(tmp_path: Path) -> None:
    found = only(tmp_path, lake(tmp_path, weeks_of_news(WEEKS, dead=range(108, 121))))
    since = [block.since for block in blocks(found)]
    dead = {FIRST + timedelta(weeks=108 + 4 * k) for k in range(3)}
    assert not dead & set(since)
    assert FIRST + timedelta(weeks=104) in since
    # of the fourth block one week is dead: the others count for what they are
    part = next(b for b in blocks(found) if b.since == FIRST + timedelta(weeks=120))
    assert part.exposure == pytest.approx(3, rel=0.25)


def test_a_pair_of_whom_nothing_is_told_is_silent_while_the_source_lives(tmp_path: Path) -> None:
    rows = weeks_of_news(104) + [
        others(50_000 + k, FIRST + timedelta(weeks=104 + k // 16, days=k % 7), code=f"05{k % 16}")
        for k in range(16 * 20)
    ]
    found = only(tmp_path, lake(tmp_path, rows), FIRST + timedelta(weeks=124))
    assert [block.count for block in blocks(found)] == [0] * 4
    assert blocks(found)[0].exposure > 3


def test_twice_the_news_is_twice_the_exposure(tmp_path: Path) -> None:
    rows = weeks_of_news(104, rate=5, volume=45)
    extra = [
        {**row, "event_id": f"x{row['event_id']}",
         "happened": row["happened"] + timedelta(weeks=104),
         "known": row["known"] + timedelta(weeks=104)}
        for row in weeks_of_news(40, rate=10, volume=90, seed=2)
    ]  # fmt: skip
    here = lake(tmp_path, rows + extra)
    found = only(tmp_path, here, FIRST + timedelta(weeks=140))
    assert found.series is not None
    ratio = sum(b.count for b in blocks(found)) / sum(b.exposure for b in blocks(found))
    assert ratio == pytest.approx(np.exp(found.series.baseline.log_mean), rel=0.15)
    bare = only(tmp_path, here, FIRST + timedelta(weeks=140), volume="none")
    assert {b.exposure for b in blocks(bare)} == {4.0}


def test_outside_the_time_of_collection_nothing_is_monitored(tmp_path: Path) -> None:
    here = lake(tmp_path, weeks_of_news(WEEKS))
    until = FIRST + timedelta(weeks=116, days=6)
    found = only(tmp_path, here, until=until)
    assert max(block.until for block in blocks(found)) <= until
    assert found.live[-1] is False
    assert only(tmp_path, here, since=date(2023, 9, 4)).missing == "short baseline"


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([], "no data"),
        ([event(1, FIRST + timedelta(weeks=110))], "no baseline"),
        (weeks_of_news(20), "short baseline"),
    ],
    ids=["empty", "late", "short"],
)
def test_what_is_missing_is_said(tmp_path: Path, rows: list[dict[str, Any]], missing: str) -> None:
    found = only(tmp_path, lake(tmp_path, rows))
    assert (found.missing, found.series) == (missing, None)


def test_a_week_counts_when_its_allowance_has_passed(tmp_path: Path) -> None:
    one = minimal(tmp_path).indicators[0]
    assert published(date(2024, 1, 1), one) == date(2024, 1, 15)
