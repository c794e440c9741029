"""Assess: the class before evidence, the same bytes however it is run, and the shipped case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tests.small_case import QUIET, START, UNTIL, entry, small_case, timeline, watch
from tocsin.engine import advance as kernels
from tocsin.errors import CaseError, CollapseError
from tocsin.inference import anchors, filter, forecast, particles
from tocsin.periods import add_months
from tocsin.results import Assessment
from tocsin.workflows.assess import assess
from tocsin.workflows.cases import load

SAMPLES = 400


@pytest.fixture
def threads() -> Iterator[Callable[[int], None]]:
    """Sets the number of threads; the pool of before is put back."""
    before = particles.THREADS

    def choose(number: int) -> None:
        particles.THREADS = number
        particles._pool.cache_clear()

    yield choose
    choose(before)


@pytest.fixture(scope="module")
def small() -> Assessment:
    return assess(small_case(), samples=SAMPLES)


def _same(one: Assessment, two: Assessment) -> bool:
    return one.model_dump_json() == two.model_dump_json()


def test_before_evidence_the_probabilities_are_those_of_the_class() -> None:
    """At every horizon within four errors, those of the scales included."""
    found = assess(small_case(), as_of=START, samples=4_000)
    for outcome, anchor in zip(found.outcomes, found.anchors, strict=True):
        for horizon in outcome.horizons:
            assert horizon.base_rate is not None
            quarter = horizon.months // 3 - 1
            error = np.hypot(horizon.mc_error, anchor.scale_error[quarter] * horizon.probability)
            # months are counted in days here and as twelfths of a year in the class
            off = abs(horizon.probability - horizon.base_rate)
            assert off < 4 * error + 0.003 * horizon.base_rate
            assert error < 0.07 * horizon.base_rate
    assert [point.date for point in found.curve] == [START]
    assert {h.id: h.posterior for h in found.hypotheses} == pytest.approx({"h0": 0.3, "h1": 0.7})


def test_evidence_moves_the_probabilities_away(small: Assessment) -> None:
    still = assess(small_case(**QUIET), samples=SAMPLES)
    for known, unknown in zip(small.outcomes, still.outcomes, strict=True):
        assert known.horizons[2].probability != unknown.horizons[2].probability
    assert small.hypotheses[0].posterior < 0.3


def test_two_runs_give_the_same_bytes_and_another_seed_does_not(small: Assessment) -> None:
    assert _same(small, assess(small_case(), samples=SAMPLES))
    assert not _same(small, assess(small_case(), samples=SAMPLES, seed=2))


@pytest.mark.parametrize("number", [1, 2, 5])
def test_threads_change_nothing(
    small: Assessment, threads: Callable[[int], None], number: int
) -> None:
    threads(number)
    assert _same(small, assess(small_case(), samples=SAMPLES))


def test_the_cut_into_chunks_changes_nothing(
    small: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def uneven(size: int, work: Callable[[int, int], object]) -> None:
        bounds = sorted({size, 0, *(size * k // 100 for k in (97, 41, 12, 1))}, reverse=True)
        for low, high in zip(bounds[1:], bounds[:-1], strict=True):
            work(low, high)

    for module in (anchors, filter, forecast):
        monkeypatch.setattr(module, "in_chunks", uneven)
    assert _same(small, assess(small_case(), samples=SAMPLES))


def test_the_comparison_sees_a_stream_that_depends_on_the_chunk(
    small: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    right: Any = kernels.advance

    def faulty(*args: object) -> None:
        right(*args[:-1], 0)

    monkeypatch.setattr(filter, "advance", faulty)
    assert not _same(small, assess(small_case(), samples=SAMPLES))


def test_the_json_reads_back_to_the_same_assessment(small: Assessment) -> None:
    assert Assessment.model_validate_json(small.model_dump_json()) == small


def test_a_date_before_the_start_is_refused() -> None:
    with pytest.raises(CaseError, match="before the case's start"):
        assess(small_case(), as_of=date(2023, 6, 1), samples=SAMPLES)


def test_horizons_are_sorted_and_each_is_given_once() -> None:
    found = assess(small_case(), horizons=[7, 1, 7], samples=SAMPLES, as_of=date(2024, 3, 1))
    for outcome in found.outcomes:
        assert [h.months for h in outcome.horizons] == [1, 7]
        assert [h.until for h in outcome.horizons] == [date(2024, 4, 1), date(2024, 10, 1)]
        assert outcome.horizons[0].probability < outcome.horizons[1].probability
        assert all(h.low <= h.high for h in outcome.horizons)


@pytest.mark.parametrize("horizons", [[0], [-3, 6], [500]])
def test_horizons_out_of_range_are_refused(horizons: list[int]) -> None:
    with pytest.raises(CaseError, match="horizon"):
        assess(small_case(), horizons=horizons, samples=SAMPLES)


def test_the_case_gives_the_defaults(small: Assessment) -> None:
    assert small.as_of == UNTIL
    assert [h.months for h in small.outcomes[0].horizons] == [3, 6, 12, 24]
    assert (small.run.seed, small.run.samples) == (1, SAMPLES)


def test_after_the_evidence_ends_its_nodes_are_latent_again(small: Assessment) -> None:
    later = assess(small_case(), as_of=date(2026, 12, 31), samples=SAMPLES)
    before = {n.id: n for n in small.nodes}
    after = {n.id: n for n in later.nodes}
    for name in ("trig", "dispute", "force"):
        assert before[name].known
        assert max(before[name].distribution) == pytest.approx(1)
        assert not after[name].known
        assert max(after[name].distribution) < 1
        assert after[name].state == "expired"
    assert later.outcomes[0].going_on > 0 == small.outcomes[0].going_on


def test_what_is_going_on_is_stated_apart() -> None:
    found = assess(small_case(), as_of=date(2025, 7, 1), samples=SAMPLES)
    assert found.outcomes[0].going_on == pytest.approx(1)
    assert found.outcomes[1].going_on == 0


def test_the_curve_has_a_point_a_week_and_ends_today(small: Assessment) -> None:
    days = [point.date for point in small.curve]
    assert days[0] == START
    assert days[-1] == UNTIL
    assert {(b - a).days for a, b in pairwise(days[:-1])} == {7}
    last = {o.id: o.horizons[2] for o in small.outcomes}
    for name, horizon in last.items():
        error = np.hypot(horizon.mc_error, small.curve[-1].mc_error[name])
        assert abs(small.curve[-1].probability[name] - horizon.probability) < 4 * error
        assert small.curve[-1].base_rate[name] == horizon.base_rate


def test_a_dispute_shows_in_the_curve(small: Assessment) -> None:
    by_day = {point.date: point.probability["force"] for point in small.curve}
    assert by_day[date(2025, 6, 2)] > 1.5 * by_day[date(2025, 5, 26)]


def test_silence_under_a_watch_lowers_what_would_have_been_heard() -> None:
    heard = [watch("w", "mood >= high", 3.0, "2024-02-01", "2025-12-31")]
    quiet = assess(small_case(**QUIET), samples=SAMPLES)
    silent = assess(small_case(**(QUIET | {"watches": heard})), samples=SAMPLES)
    assert silent.nodes[1].distribution[1] < quiet.nodes[1].distribution[1] / 2


def test_impossible_evidence_collapses_with_advice() -> None:
    nodes = [
        n if n.id != "dispute" else n.model_copy(update={"up_while": "mood >= high and not h1"})
        for n in small_case().model.nodes
    ]
    never = [
        n if n.id != "mood" else n.model_copy(update={"start": "low", "up": None}) for n in nodes
    ]
    steps = [timeline("dispute", entry("d1", "2025-06-01", "on"))]
    case = small_case(nodes=never, anchors=[], timelines=steps, ratings=[], reports=[])
    with pytest.raises(CollapseError, match="no simulated history"):
        assess(case, samples=SAMPLES)


def test_an_onset_without_a_class_has_no_base_rate() -> None:
    found = assess(small_case(anchors=[], horizons=[3]), as_of=START, samples=SAMPLES)
    assert found.outcomes[0].horizons[0].base_rate is None
    assert found.curve[0].base_rate == {"dispute": None, "force": None}
    assert found.anchors == []


def test_progress_names_the_parts_and_reaches_the_end_of_each() -> None:
    told: dict[str, float] = {}
    assess(small_case(), as_of=date(2024, 3, 1), samples=100, progress=told.__setitem__)
    assert told == {"anchors": 1.0, "curve": 1.0}


def test_the_shipped_case_is_sensible() -> None:
    found = assess(load("kazakhstan"), samples=1_024)
    assert all(node.state != "not monitored" for node in found.triggers)
    assert len(found.triggers) == 8
    yearly = {o.id: next(h for h in o.horizons if h.months == 12) for o in found.outcomes}
    base = yearly["force"].base_rate
    assert base is not None
    assert base / 10 < yearly["force"].probability < 10 * base
    assert yearly["dispute"].probability > yearly["coercion"].probability
    assert yearly["coercion"].probability > yearly["force"].probability
    assert found.outcomes[0].horizons[-1].until == add_months(found.as_of, 24)
    for group in {h.group for h in found.hypotheses}:
        members = [h for h in found.hypotheses if h.group == group]
        assert sum(h.posterior for h in members) == pytest.approx(1)
