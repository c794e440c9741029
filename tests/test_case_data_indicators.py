"""The past counts of the shipped case's indicators are those of the ICEWS extract."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tocsin.case.load import load_case
from tocsin.case.schema import Counted, LearnedRatio, PastCase
from tocsin.indicators.ratios import ratio_law

ICEWS = (
    Path(__file__).parent.parent.parent / "shared" / "data" / "icews" / "icews_dyad_year.parquet"
)
KINDS = ("verbCoop", "matlCoop", "verbConf", "matlConf")


def _past() -> list[PastCase]:
    one = next(i for i in load_case("kazakhstan").indicators if i.id == "rus_kaz_conflict")
    raised, by = one.levels["raised"], one.raised_by
    assert isinstance(raised, LearnedRatio)
    assert by is not None
    assert isinstance(by.ratio, LearnedRatio)
    return [*raised.past, *by.ratio.past]


@pytest.fixture(scope="module")
def years() -> pl.DataFrame:
    if not ICEWS.is_file():
        pytest.skip("needs ../shared/data/icews")
    return pl.read_parquet(ICEWS)


def _counted(years: pl.DataFrame, doer: str, other: str, since: int, until: int) -> tuple[int, int]:
    """Conflictual events of one towards the other, and all events, in those years."""
    then = years.filter(pl.col("year").is_between(since, until))
    pair = then.filter((pl.col("i_iso3c") == doer) & (pl.col("j_iso3c") == other))
    events = pair.select(pl.sum_horizontal("verbConf", "matlConf").sum()).item()
    return int(events), int(then.select(pl.sum_horizontal(*KINDS).sum()).item())


@pytest.mark.shared
@pytest.mark.parametrize("past", _past(), ids=lambda past: past.label.en)
def test_past_counts_are_those_of_the_source(past: PastCase, years: pl.DataFrame) -> None:
    def told(window: Counted) -> tuple[int, int]:
        assert (window.since.month, window.since.day) == (1, 1)
        assert (window.until.month, window.until.day) == (12, 31)
        doer, other = past.actors
        return _counted(years, doer, other, window.since.year, window.until.year)

    assert told(past.before) == (past.before.events, past.before.volume)
    assert told(past.then) == (past.then.events, past.then.volume)


@pytest.mark.shared
def test_the_control_stays_flat(years: pl.DataFrame) -> None:
    """Russia towards Kazakhstan, as the note of the indicator says."""
    before = _counted(years, "RUS", "KAZ", 2010, 2012)
    then = _counted(years, "RUS", "KAZ", 2013, 2014)
    assert then[0] / then[1] / (before[0] / before[1]) == pytest.approx(1.1, abs=0.05)


def test_a_visible_dispute_raises_the_count_far_more_than_a_raised_perception() -> None:
    one = load_case("kazakhstan").indicators[0]
    assert one.raised_by is not None
    hidden, visible = ratio_law(one.levels["raised"]), ratio_law(one.raised_by.ratio)
    assert np.exp(hidden.mean) == pytest.approx(2.5, abs=0.2)
    assert np.exp(visible.mean) > 5 * np.exp(hidden.mean)
    assert hidden.interval[0] > 0.9
