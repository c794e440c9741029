"""``python -m benchmarks.counts``: which treatment of weekly counts recovers a simulated truth.

A hidden node with three levels drives the mean of a weekly count and the rate of an outcome. Levels
are drawn from the very chain that the treatments assume, so that a sound treatment is calibrated by
definition. What they do not know is how the count is disturbed: by autocorrelated attention, by
spikes, by a feed that is dead for months, by a dispute that everyone can see. Two years before the
start, at the lowest level, are the baseline. Posteriors are exact (a forward algorithm over the
levels for every combination of candidate means), so that what is compared is the treatments alone;
how many ancestors a particle filter keeps under each is measured apart.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.linalg import expm
from scipy.special import logsumexp

from benchmarks.page import table
from tocsin.indicators.law import (
    ATTENTION,
    CANDIDATES,
    DISCOUNT,
    Baseline,
    autocorrelation_time,
    block_law,
    candidates,
    fit_baseline,
)
from tocsin.inference.weights import effective_ancestors, effective_size, normalise, systematic

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

WEEK = 7 / 365.25
BEFORE, DURING = 104, 156
"""Weeks of the baseline, and weeks that are filtered."""
ORDINARY = 8.0
"""Events in an ordinary week at the lowest level."""
RATES = np.array([[-0.7, 0.7, 0.0], [1.0, -1.7, 0.7], [0.0, 1.0, -1.0]])
"""How the hidden level moves, a year."""
HAZARD = np.array([0.02, 0.10, 0.50])
"""The outcome's rate a year at each level."""
RATIOS = ((1.4, 2.9), (2.2, 7.3))
"""The mean at the upper levels as a multiple of the baseline: 90 % intervals."""
LOOKED_AT = (51, 103, 155)
"""The weeks after which posteriors are compared with the truth."""


class History(NamedTuple):
    """One simulated truth: counts, which weeks were collected, when a dispute was visible, and the
    true level at the end of each filtered week.
    """

    counts: Ints
    live: Floats
    dispute: npt.NDArray[np.bool_]
    level: Ints


class World(NamedTuple):
    """What disturbs the counts besides overdispersion."""

    name: str
    correlated: bool = True
    spikes: bool = False
    dead: bool = False
    dispute: bool = False


WORLDS = (
    World("independent weeks", correlated=False),
    World("autocorrelated attention"),
    World("and spikes", spikes=True),
    World("and a dead feed", spikes=True, dead=True),
    World("and a visible dispute", spikes=True, dispute=True),
)


class Treatment(NamedTuple):
    """How counts are taken: in blocks of so many weeks, tempered by the autocorrelation time, with
    means left open, with room for attention, leaving out weeks that nobody collected, with a
    visible dispute raising the mean by itself, and with the log-likelihood at a discount.
    """

    name: str
    block: int = 4
    tempered: bool = False
    open_means: bool = True
    attention: float = ATTENTION
    covered: bool = True
    disputes: bool = True
    discount: float = 1.0


FACE_VALUE = Treatment("weekly, at face value", 1, False, False, 0.0, False, False)
KEPT = Treatment("blocks, open means, attention, halved", discount=DISCOUNT)
TREATMENTS = (
    FACE_VALUE,
    Treatment("weekly / autocorrelation time", 1, True, False, 0.0),
    Treatment("blocks of four weeks", open_means=False, attention=0.0),
    Treatment("blocks, open means", attention=0.0),
    Treatment("weekly / time, open means, attention", 1, True),
    Treatment("blocks, open means, attention"),
    KEPT,
    KEPT._replace(name="kept, but silence read in a dead feed", covered=False),
    KEPT._replace(name="kept, but disputes read as level", disputes=False),
)


def drawn_path(draw: np.random.Generator) -> tuple[Floats, Ints]:
    """A path of the hidden chain: share of each week at each level (W, 3), level at its end."""
    shares, ends = np.zeros((DURING, 3)), np.zeros(DURING, dtype=np.int64)
    now, level = 0.0, 0
    while now < DURING:
        until = now + draw.exponential(-1 / RATES[level, level]) / WEEK
        for week in range(int(now), min(DURING, int(min(until, DURING - 1e-9)) + 1)):
            shares[week, level] += min(until, week + 1) - max(now, week)
            ends[week] = level
        move = np.maximum(RATES[level], 0.0)
        now, level = until, int(draw.choice(3, p=move / move.sum()))
    return shares, ends


def history(draw: np.random.Generator, world: World) -> History:
    """One truth of a world."""
    shares, ends = drawn_path(draw)
    ratios = np.array([1.0, *(draw_ratio(draw, low, high) for low, high in RATIOS)])
    weeks = BEFORE + DURING
    mean = np.full(weeks, ORDINARY)
    mean[BEFORE:] *= shares @ ratios
    dispute, live = np.zeros(weeks, dtype=np.bool_), np.ones(weeks)
    if world.dispute:
        begun = BEFORE + int(draw.integers(10, 100))
        dispute[begun : begun + int(draw.integers(8, 40))] = True
        mean[dispute] = np.maximum(mean[dispute], ORDINARY * draw_ratio(draw, 2.2, 7.3))
    if world.correlated:
        mean *= np.exp(_noise(draw, weeks, 0.75, 0.35))
    if world.spikes:
        swell = np.zeros(weeks)
        for week in np.flatnonzero(draw.random(weeks) < 1 / 52):
            swell[week:] += (draw_ratio(draw, 1.8, 9.0) - 1) * 0.6 ** np.arange(weeks - week)
        mean *= 1 + swell
    if world.dead:
        begun = BEFORE + int(draw.integers(10, DURING - 60))
        live[begun : begun + int(draw.integers(10, 40))] = 0.0
    counts = draw.poisson(mean * live * draw.gamma(6, 1 / 6, weeks))
    return History(counts, live, dispute, ends)


def draw_ratio(draw: np.random.Generator, low: float, high: float) -> float:
    """A log-normal number with that 90 % interval."""
    middle, spread = _lognormal(low, high)
    return float(np.exp(draw.normal(middle, spread)))


def _lognormal(low: float, high: float) -> tuple[float, float]:
    return float(np.log(low * high) / 2), float(np.log(high / low) / 2 / 1.6448536)


def _noise(draw: np.random.Generator, weeks: int, kept: float, spread: float) -> Floats:
    """Autoregressive noise of a log-mean, with mean one in the end."""
    values = np.empty(weeks)
    values[0] = draw.normal() * spread
    for week in range(1, weeks):
        values[week] = kept * values[week - 1] + draw.normal() * spread * np.sqrt(1 - kept**2)
    return values - spread**2 / 2


class Prepared(NamedTuple):
    """What a treatment knows before the start: candidate means by level (3, G), size, exponent."""

    means: Floats
    size: float
    exponent: float


def prepared(seen: History, how: Treatment) -> Prepared:
    """The baseline of one history, as a treatment takes it."""
    blocks = seen.counts[:BEFORE].reshape(-1, how.block).sum(axis=1).astype(float)
    found: Baseline = fit_baseline(blocks, np.full(len(blocks), float(how.block)), how.attention)
    laws = [(found.log_mean, found.log_sd)]
    for low, high in RATIOS:
        middle, spread = _lognormal(low, high)
        laws.append((found.log_mean + middle, float(np.hypot(spread, found.log_sd))))
    if not how.open_means:
        laws = [(mean, 0.0) for mean, _ in laws]
    number = CANDIDATES if how.open_means else 1
    tau = autocorrelation_time(np.log(blocks + 0.5)) if how.tempered else 1.0
    return Prepared(
        np.stack([candidates(m, s, number) for m, s in laws]), found.size, how.discount / tau
    )


def observed(seen: History, how: Treatment, known: Prepared) -> dict[int, Floats]:
    """By the week in which a block ends, its log probability at each level and mean, (3, G)."""
    found = {}
    for week in range(how.block - 1, DURING, how.block):
        part = slice(BEFORE + week + 1 - how.block, BEFORE + week + 1)
        live = seen.live[part] if how.covered else np.ones(how.block)
        visible = how.disputes and seen.dispute[part].any()
        if live.sum() >= how.block / 2 and not visible:
            count = float((seen.counts[part] * live).sum())
            law = block_law(np.asarray(count), known.means * live.sum(), known.size, how.attention)
            found[week] = known.exponent * law
    return found


STEP = expm(RATES * WEEK)


def posterior(seen: History, how: Treatment) -> Floats:
    """The exact probability of each level at the end of each week, (W, 3)."""
    known = prepared(seen, how)
    terms = observed(seen, how, known)
    number = known.means.shape[1]
    chosen = np.stack(np.meshgrid(*[np.arange(number)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    forward = np.full((len(chosen), 3), -np.inf)
    forward[:, 0] = 0.0
    found = np.empty((DURING, 3))
    for week in range(DURING):
        top = forward.max()
        forward = np.log(np.maximum(np.exp(forward - top) @ STEP, 1e-300))
        if week in terms:
            forward = forward + terms[week][np.arange(3), chosen]
        both = logsumexp(forward, axis=0)
        found[week] = np.exp(both - logsumexp(both))
    return found


def within_a_year() -> Floats:
    """The probability of the outcome within a year from each level, (3,)."""
    absorbing = np.zeros((4, 4))
    absorbing[:3, :3] = RATES - np.diag(HAZARD)
    absorbing[:3, 3] = HAZARD
    return np.asarray(expm(absorbing)[:3, 3])


class Verdict(NamedTuple):
    """How a treatment did in a world.

    ``log_score`` of the true level (lower is better); ``surprised`` and ``shocked``: how often the
    true level had less than 5 % and 1 %, which calibration allows in at most 5 % and 1 % of cases;
    ``slope`` of what is so on what was said for *above the lowest level*, and ``outcome`` for the
    outcome's probability: one if calibrated, below one if too sure.
    """

    log_score: float
    surprised: float
    shocked: float
    slope: float
    outcome: float


def judged(world: World, how: Treatment, repeats: int, seed: int = 0) -> Verdict:
    """Compare posteriors with truths drawn from the same prior, ``repeats`` times."""
    said, true = [], []
    for number in range(repeats):
        seen = history(np.random.default_rng([seed, number]), world)
        found = posterior(seen, how)
        said += [found[week] for week in LOOKED_AT]
        true += [int(seen.level[week]) for week in LOOKED_AT]
    shares, levels = np.array(said), np.array(true)
    given = shares[np.arange(len(levels)), levels]
    year = within_a_year()
    return Verdict(
        float(-np.log(np.maximum(given, 1e-12)).mean()),
        float((given < 0.05).mean()),
        float((given < 0.01).mean()),
        _slope(1 - shares[:, 0], (levels > 0).astype(float)),
        _slope(shares @ year, year[levels]),
    )


def _slope(said: Floats, so: Floats) -> float:
    return float(np.cov(said, so)[0, 1] / said.var(ddof=1))


def ancestors(
    seen: History, how: Treatment, drawn: bool, draw: np.random.Generator, size: int = 4_096
) -> float:
    """Effective ancestors that a bootstrap filter keeps to the end.

    With ``drawn``, every particle draws its means once; else they are integrated out, as kept.
    """
    known = prepared(seen, how)
    terms = observed(seen, how, known)
    number = known.means.shape[1]
    level, ancestor = np.zeros(size, dtype=np.int64), np.arange(size)
    own = draw.integers(number, size=(size, 3))
    tallies, weight = np.zeros((size, 3, number)), np.zeros(size)
    rows = np.arange(size)
    for week in range(DURING):
        level = (draw.random(size)[:, None] > np.cumsum(STEP[level], axis=1)[:, :2]).sum(axis=1)
        if week not in terms:
            continue
        if drawn:
            weight += terms[week][level, own[rows, level]]
        else:
            before = tallies[rows, level]
            tallies[rows, level] = before + terms[week][level]
            weight += logsumexp(tallies[rows, level], axis=1) - logsumexp(before, axis=1)
        shares = normalise(weight)
        if effective_size(shares) < size / 2:
            kept = systematic(shares, size, float(draw.random()))
            level, ancestor, own, tallies = level[kept], ancestor[kept], own[kept], tallies[kept]
            weight = np.zeros(size)
    return effective_ancestors(normalise(weight), ancestor)


STORIES: tuple[tuple[str, Callable[[Floats], tuple[Floats, Floats]]], ...] = (
    ("nothing happens", lambda mean: (mean, np.ones(len(mean)))),
    ("a slow rise, to 3 times in two years", lambda mean: (mean * _rise(), np.ones(len(mean)))),
    ("a spike of 8 times, 4 weeks later", lambda mean: (mean * _spike(4), np.ones(len(mean)))),
    ("the same, 16 weeks later", lambda mean: (mean * _spike(16), np.ones(len(mean)))),
    ("a feed dead for the last half year", lambda mean: (mean, _dead())),
)
"""Told, not drawn: what they do to the ordinary mean of every week, and which weeks are live."""


def _rise() -> Floats:
    share = np.clip((np.arange(BEFORE + DURING) - BEFORE - 26) / 104, 0, 1)
    return np.asarray(np.exp(np.log(3) * share))


def _spike(ago: int) -> Floats:
    """A spike that began so many weeks before the end and fades by four tenths a week."""
    since = np.arange(BEFORE + DURING) - (BEFORE + DURING - ago)
    return 1 + np.where(since >= 0, 7 * 0.6 ** np.maximum(since, 0.0), 0.0)


def _dead() -> Floats:
    return (np.arange(BEFORE + DURING) < BEFORE + DURING - 26).astype(float)


def told(number: int, how: Treatment, repeats: int, seed: int = 7) -> tuple[float, float]:
    """A story's mean probability, at its end, of standing above the lowest level; of the outcome.

    The attention of every telling is autocorrelated, without further spikes.
    """
    above, outcome = [], []
    for repeat in range(repeats):
        draw = np.random.default_rng([seed, repeat])
        weeks = BEFORE + DURING
        mean, live = STORIES[number][1](np.full(weeks, ORDINARY))
        mean = mean * np.exp(_noise(draw, weeks, 0.75, 0.35)) * live
        counts = draw.poisson(mean * draw.gamma(6, 1 / 6, weeks))
        none = np.zeros(weeks, dtype=np.bool_)
        last = posterior(History(counts, live, none, np.zeros(DURING, dtype=np.int64)), how)[-1]
        above.append(1 - last[0])
        outcome.append(last @ within_a_year())
    return float(np.mean(above)), float(np.mean(outcome))


def _table_of(world: World, repeats: int) -> str:
    rows = []
    for how in TREATMENTS:
        if (not how.covered and how != FACE_VALUE and not world.dead) or (
            not how.disputes and how != FACE_VALUE and not world.dispute
        ):
            continue
        v = judged(world, how, repeats)
        rows.append([how.name, f"{v.log_score:.2f}", f"{v.surprised:.1%}", f"{v.shocked:.1%}",
                     f"{v.slope:.2f}", f"{v.outcome:.2f}"])  # fmt: skip
    head = [world.name, "log score", "truth < 5 %", "truth < 1 %", "slope, level", "slope, outcome"]
    return table(head, rows)


def _table_of_stories(repeats: int) -> str:
    rows = []
    for how in TREATMENTS[:8]:
        cells = [told(k, how, repeats) for k in range(len(STORIES))]
        rows.append([how.name, *(f"{level:.0%}, {outcome:.1%}" for level, outcome in cells)])
    return table(["treatment", *(name for name, _ in STORIES)], rows)


def _table_of_ancestors(repeats: int) -> str:
    rows = []
    for how, drawn in ((FACE_VALUE, False), (KEPT, True), (KEPT, False)):
        found = []
        for number in range(repeats):
            seen = history(np.random.default_rng([3, number]), WORLDS[2])
            found.append(ancestors(seen, how, drawn, np.random.default_rng([4, number])))
        name = how.name + (", a mean drawn by each particle" if drawn else "")
        rows.append([name, f"{np.median(found):.0f}", f"{np.min(found):.0f}"])
    return table(["of 4,096 particles, spikes", "median ancestors", "fewest"], rows)


def report(repeats: int, worlds: Sequence[World] = WORLDS) -> str:
    """All tables."""
    parts = [_table_of(world, repeats) for world in worlds]
    return "\n\n".join([*parts, _table_of_stories(repeats // 2), _table_of_ancestors(repeats // 4)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=100, help="truths drawn in each world")
    print(report(parser.parse_args().repeats))
