"""Simulation-based calibration (Talts et al. 2018): the ranks of true values are uniform.

Hypotheses, an assumption, rates and multipliers are drawn from their prior; a history with that
truth is made by a simulator of this file, which shares nothing with the package; evidence is made
from the history in the way in which the case format says that it arises; the walk takes it in. Then
the true value of everything uncertain must be at any place among the posterior draws equally often.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest
from scipy.stats import chi2

from tests.networks_for_tests import assumption, interval
from tests.small_case import (
    START,
    asked,
    entry,
    events,
    hypotheses,
    node,
    rating,
    report,
    small_case,
    timeline,
    watch,
)
from tocsin.case.schema import Case, Influence, Report, TimelineEntry, Watch
from tocsin.engine import advance as kernels
from tocsin.inference import filter as module
from tocsin.inference.prepare import begin
from tocsin.inference.walk import Walk
from tocsin.inference.weights import normalise

DAYS, YEAR = 365, 365.25
AS_OF = START + timedelta(DAYS)
TRIG_KNOWN = 290
"""The day on which the timeline of ``trig`` ends; ``dispute`` and ``calm`` are known throughout."""
LATE = 20
"""Every third step of a timeline is published so many days afterwards."""
SAMPLES = 1_000
"""With 300, a thousand replications show that few values of a multiplier outlive resampling."""
REPLICATIONS, PLANTED = 200, 90
BINS = 8

PASSES, FAILS = 2e-3, 1e-6
"""Of a right filter the least chi-square probability is above the first, of a wrong one below."""

# --- the case, as an analyst would write it -------------------------------------------------------

COUNTS = {
    ("trig", "up"): (5.0, 2.0),
    ("trig", "down"): (4.0, 1.5),
    ("mood", "up"): (4.0, 1.5),
    ("mood", "down"): (4.0, 1.5),
    ("dispute", "up"): (4.0, 2.0),
    ("dispute", "down"): (7.0, 1.0),
    ("calm", "up"): (3.0, 2.0),
    ("calm", "down"): (6.0, 2.0),
}
"""Events and years behind each rate: its prior is Gamma(events + 1/2, years)."""

FACTORS = {
    "mood_trig": (0.2, 10.0),
    "dispute_mood": (1.0, 20.0),
    "peace_mood": (0.05, 2.0),
    "calm_thesis": (0.2, 20.0),
    "trig_dispute": (0.2, 10.0),
}
"""90 % intervals of the multipliers."""

PRIORS = {"h0": 0.2, "h1": 0.3, "h2": 0.5}
KEPT, MOOD_HIGH = 0.6, 0.3
HEARD, WATCHED = 3.0, (100, 300)
"""While the mood is high and watched over these days, word comes at this rate a year."""
CERTAIN, DOUBTFUL = 1e8, 4.0
"""Likelihood ratios of reports: A1 when word comes, B1 otherwise."""
FITS, FITS_NOT = 2.0, 0.5
"""Likelihoods, up to a factor, of an item rated CC under one hypothesis and II under the rest."""

TABLES = {
    "report_ratio": CERTAIN,
    "reliability": {
        **dict.fromkeys("CDEF", 0.0),
        "A": 1.0,
        "B": math.log(DOUBTFUL) / math.log(CERTAIN),
    },
    "credibility": {"1": 1.0, **dict.fromkeys("23456", 0.0)},
    "consistency": {"CC": FITS, "II": FITS_NOT, "C": 1.0, "N": 1.0, "I": 1.0, "NA": 1.0},
    "rating_exponent": 1.0,
}


def _influence(name: str, on: str, direction: str, when: str) -> Influence:
    stated = {"id": name, "node": on, "direction": direction, "when": when, "source": "test"}
    return Influence.model_validate(stated | {"factor": interval(*FACTORS[name])})


def _parts() -> dict[str, Any]:
    def moving(name: str, *levels: str, **changes: object) -> Any:
        rates: dict[str, Any] = {
            d: events(*COUNTS[name, d]) for d in ("up", "down") if (name, d) in COUNTS
        }
        return node(name, *levels, **(rates | changes))

    return {
        "nodes": [
            moving("trig", "none", "some", "wide"),
            moving("mood", "low", "high", start={"low": 1 - MOOD_HIGH, "high": MOOD_HIGH}),
            moving("dispute", "off", "on"),
            moving("calm", "off", "on"),
        ],
        "influences": [
            _influence("mood_trig", "mood", "up", "trig >= some"),
            _influence("dispute_mood", "dispute", "up", "mood >= high and h0"),
            _influence("peace_mood", "dispute", "down", "mood >= high and kept"),
            _influence("calm_thesis", "calm", "up", "h2 or trig >= wide"),
            _influence("trig_dispute", "trig", "up", "dispute >= on and not h1"),
        ],
        "anchors": [],
        "reference_classes": [],
        "asked": [asked("dispute")],
        "groups": [hypotheses("thesis", **PRIORS)],
        "assumptions": [assumption("kept", KEPT)],
        "tables": TABLES,
    }


# --- the same by hand: truth, history, evidence ---------------------------------------------------


class Truth(NamedTuple):
    """What is drawn from the prior."""

    rates: dict[tuple[str, str], float]
    factors: dict[str, float]
    thesis: str
    kept: bool


class Step(NamedTuple):
    """A node arrives at a level at a time in days."""

    time: float
    node: str
    level: int


def _truth(rng: np.random.Generator) -> Truth:
    rates = {key: rng.gamma(n + 0.5) / years for key, (n, years) in COUNTS.items()}
    factors = {}
    for name, (low, high) in FACTORS.items():
        # the 5 % and 95 % points of the logarithm are 1.6449 standard deviations from its mean
        middle, spread = math.log(low * high) / 2, math.log(high / low) / (2 * 1.6448536)
        factors[name] = math.exp(rng.normal(middle, spread))
    thesis = str(rng.choice(list(PRIORS), p=list(PRIORS.values())))
    return Truth(rates, factors, thesis, bool(rng.random() < KEPT))


def _rates_now(levels: dict[str, int], truth: Truth) -> dict[tuple[str, str], float]:
    """The rate a year of every step that is possible."""
    trig, mood, dispute, calm = (levels[n] for n in ("trig", "mood", "dispute", "calm"))
    base, factor = truth.rates, truth.factors
    now = {}
    if trig < 2:
        now["trig", "up"] = base["trig", "up"]
        if dispute == 1 and truth.thesis != "h1":
            now["trig", "up"] *= factor["trig_dispute"]
    if trig > 0:
        now["trig", "down"] = base["trig", "down"]
    if mood == 0:
        now["mood", "up"] = base["mood", "up"] * (factor["mood_trig"] if trig >= 1 else 1)
    else:
        now["mood", "down"] = base["mood", "down"]
    if dispute == 0:
        hot = mood == 1 and truth.thesis == "h0"
        now["dispute", "up"] = base["dispute", "up"] * (factor["dispute_mood"] if hot else 1)
    else:
        slow = mood == 1 and truth.kept
        now["dispute", "down"] = base["dispute", "down"] * (factor["peace_mood"] if slow else 1)
    if calm == 0:
        easy = truth.thesis == "h2" or trig == 2
        now["calm", "up"] = base["calm", "up"] * (factor["calm_thesis"] if easy else 1)
    else:
        now["calm", "down"] = base["calm", "down"]
    return now


def _history(truth: Truth, rng: np.random.Generator) -> list[Step]:
    """Gillespie's direct method; the levels at the start are the first steps."""
    levels = {"trig": 0, "mood": int(rng.random() < MOOD_HIGH), "dispute": 0, "calm": 0}
    steps = [Step(0.0, name, level) for name, level in levels.items()]
    time = 0.0
    while True:
        now = _rates_now(levels, truth)
        rates = np.array(list(now.values())) / YEAR
        time += rng.exponential(1 / rates.sum())
        if time >= DAYS:
            return steps
        name, direction = list(now)[rng.choice(len(now), p=rates / rates.sum())]
        levels[name] += 1 if direction == "up" else -1
        steps.append(Step(time, name, levels[name]))


def _level(steps: list[Step], name: str, time: float) -> int:
    return [s.level for s in steps if s.node == name and s.time <= time][-1]


def _day(day: int) -> str:
    return (START + timedelta(day)).isoformat()


def _entries(steps: list[Step], name: str, levels: str, last: int) -> Iterator[TimelineEntry]:
    """The steps of a node up to a day, to the nearest day, every third one published late."""
    published = 0
    for k, step in enumerate(s for s in steps if s.node == name and s.time > 0):
        day = min(max(round(step.time), 1), DAYS)
        if day <= last:
            # nobody tells of a step before those that came before it
            published = max(published, min(day + (LATE if k % 3 == 1 else 0), DAYS))
            yield entry(f"{name}{k}", _day(day), levels.split()[step.level], _day(published))


def _reports(steps: list[Step], rng: np.random.Generator) -> Iterator[Report]:
    """On fixed days somebody says what the mood is, and is right four times out of five."""
    for day in (80, 200, 320):
        right = rng.random() < DOUBTFUL / (1 + DOUBTFUL)
        says = "mood >= high" if bool(_level(steps, "mood", day)) == right else "mood <= low"
        yield report(f"r{day}", _day(day), says, "B1", published=_day(day + 10))


def _watched(steps: list[Step], rng: np.random.Generator) -> tuple[Watch, list[Report]]:
    """A watch that lasts until word comes, and the word."""
    begun, end = WATCHED
    time = float(begun)
    while (time := time + rng.exponential(YEAR / HEARD)) < end:
        if _level(steps, "mood", time):
            day = max(round(time), begun + 1)
            word = report("word", _day(day), "mood >= high", "A1")
            return watch("w", "mood >= high", HEARD, _day(begun), _day(day)), [word]
    return watch("w", "mood >= high", HEARD, _day(begun), _day(end)), []


def _case(truth: Truth, steps: list[Step], rng: np.random.Generator) -> Case:
    ratings = []
    for day in (60, 180):
        weight = np.array([FITS if h == truth.thesis else FITS_NOT for h in PRIORS])
        fits = rng.choice(list(PRIORS), p=weight / weight.sum())
        scores = {h: "CC" if h == fits else "II" for h in PRIORS}
        ratings.append(rating(f"E{day}", _day(day), f"cluster{day}", **scores))
    heard, word = _watched(steps, rng)
    after = AS_OF + timedelta(30)
    trig = _entries(steps, "trig", "none some wide", TRIG_KNOWN)
    return small_case(
        timelines=[
            timeline("trig", *trig, until=START + timedelta(TRIG_KNOWN)),
            timeline("dispute", *_entries(steps, "dispute", "off on", DAYS), until=after),
            timeline("calm", *_entries(steps, "calm", "off on", DAYS), until=after),
        ],
        reports=[*_reports(steps, rng), *word],
        ratings=ratings,
        watches=[heard],
        **_parts(),
    )


@cache
def _replication(number: int) -> tuple[Truth, list[Step], Case]:
    rng = np.random.default_rng([11, number])
    truth = _truth(rng)
    steps = _history(truth, rng)
    return truth, steps, _case(truth, steps, rng)


# --- ranks ----------------------------------------------------------------------------------------


def _walked(case: Case, seed: int) -> Walk:
    walk = begin(case, AS_OF, [3], seed, SAMPLES)
    while news := walk.next_items(AS_OF):
        walk.go(news[0].published)
        for item in news:
            walk.learn(item)
        walk.settle()
    walk.go(AS_OF)
    return walk


def _ranks(number: int) -> dict[str, float]:
    """The share of the posterior below the true value, ties broken at random, by quantity."""
    truth, steps, case = _replication(number)
    walk = _walked(case, number + 1)
    compiled, particles = walk.model.compiled, walk.particles
    weight = normalise(particles.log_weight)
    rng = np.random.default_rng([12, number])

    def rank(draws: Any, true: float) -> float:
        return float(weight @ (draws < true) + rng.random() * (weight @ (draws == true)))

    net = compiled.network
    draws = rng.gamma(net.shape + particles.counts) / (net.years + particles.exposures)
    ranks = {
        f"rate {name} {direction}": rank(draws[:, r], truth.rates[name, direction])
        for r, (name, direction, _) in enumerate(compiled.parameters)
    }
    for k, name in enumerate(compiled.multipliers):
        ranks[f"factor {name}"] = rank(particles.multipliers[:, k], truth.factors[name])
    static = {"thesis": list(PRIORS).index(truth.thesis), "kept": int(truth.kept)}
    ends = {name: _level(steps, name, DAYS) for name in ("mood", "trig")}
    for name, true in (static | ends).items():
        ranks[f"level of {name}"] = rank(particles.levels[:, compiled.nodes[name]], true)
    return ranks


def _p_values(replications: int) -> dict[str, float]:
    """The chi-square probability of uniform ranks, by quantity."""
    found = [_ranks(number) for number in range(replications)]
    p = {}
    for name in found[0]:
        seen = np.histogram([ranks[name] for ranks in found], BINS, (0, 1))[0]
        statistic = np.square(seen - replications / BINS).sum() / (replications / BINS)
        p[name] = float(chi2.sf(statistic, BINS - 1))
    return p


def test_ranks_of_the_truth_are_uniform() -> None:
    p = _p_values(REPLICATIONS)
    assert len(p) == len(COUNTS) + len(FACTORS) + 4
    assert min(p.values()) > PASSES, p


def _no_quiet(*args: Any) -> None:
    """A filter to which nothing happening says nothing."""
    before = args[1].log_weight.copy()
    kernels.advance(*args)
    args[1].log_weight[:] = before


def _uncounted(*args: Any) -> None:
    """A filter that forgets to count the jumps that it is told of."""
    before = args[1].counts.copy()
    kernels.jump(*args)
    args[1].counts[:] = before


def _squared(kernel: Callable[..., None]) -> Callable[..., None]:
    """A filter that applies every multiplier twice."""
    return lambda net, sample, *rest: kernel(
        net, sample._replace(multipliers=sample.multipliers**2), *rest
    )


@pytest.mark.parametrize(
    ("faults", "seen_in"),
    [
        ({"advance": _no_quiet}, "rate"),
        ({"jump": _uncounted}, "rate"),
        ({"advance": _squared(kernels.advance), "jump": _squared(kernels.jump)}, "factor"),
    ],
    ids=["quiet ignored", "jump uncounted", "multiplier squared"],
)
def test_ranks_show_a_planted_fault(
    faults: dict[str, Any], seen_in: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, faulty in faults.items():
        monkeypatch.setattr(module, name, faulty)
    p = _p_values(PLANTED)
    assert min(value for name, value in p.items() if name.startswith(seen_in)) < FAILS, p
