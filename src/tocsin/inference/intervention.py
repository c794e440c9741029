"""What would change if something were done, or were learned: the same futures, told otherwise.

The futures of an intervention use the random streams of those without it, so most of the sampling
error falls out of the difference. Conditioning needs no model of why: the futures in which the
condition holds are kept and the rest are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tocsin.case.scenario import Known, Scenario
from tocsin.engine.compile import condition
from tocsin.engine.network import Floats
from tocsin.engine.plan import Record
from tocsin.errors import CaseError, CollapseError
from tocsin.inference.futures import Course, Truths, arrived, course, travel
from tocsin.inference.standing import FAIL_BELOW
from tocsin.inference.standpoint import Standpoint
from tocsin.inference.weights import effective_ancestors
from tocsin.rng import Purpose


@dataclass(frozen=True)
class Comparison:
    """The probability of each onset within each month, before and after, (O, H) each.

    Both sides are held between 0 and 1, and so is the change, their difference; told from fewer
    futures, ``after`` could otherwise fall a little below 0. Errors and ``by_particle`` are those
    of the estimates as they come, before either end is reached.

    ``change_error`` is the Monte Carlo error of the difference, far below those of its two sides;
    ``by_particle`` (P, O, H) is what the scenario adds for each history, where it only does and
    learns nothing; ``kept`` is the weight of the futures in which what is learned holds (1 where
    nothing is), and ``histories`` the effective number of first histories behind them.
    """

    before: Floats
    after: Floats
    before_error: Floats
    after_error: Floats
    change_error: Floats
    by_particle: Floats
    kept: float
    histories: float

    @property
    def change(self) -> Floats:
        """What the scenario adds to each probability as it is shown, (O, H)."""
        return self.after - self.before


def compare(
    stand: Standpoint,
    scenario: Scenario,
    *,
    copies: int | None = None,
    months: Sequence[int] | None = None,
) -> Comparison:
    """The scenario beside the futures as they are.

    Args:
        stand: where the case stands.
        scenario: what is done and learned.
        copies: futures of each history from which the change is told, all by default.
        months: horizons, ascending, among the standpoint's; all of them by default.

    Raises ``CaseError`` where what is learned contradicts the evidence and ``CollapseError`` where
    too few histories agree with it.
    """
    wanted = stand.months if months is None else list(months)
    places = [stand.months.index(m) for m in wanted]
    records = stand.records[:copies]
    before = stand.values[:, :, places]
    way = stand.way
    if scenario.acts or any(k.on > stand.day for k in scenario.known):
        way = course(stand.model, stand.day, wanted, scenario)
        records = _told(stand, way, scenario, len(records))
    selected = _selected(stand, way, records, scenario)
    until = max((way.number(k.on) for k in scenario.known), default=0)
    values = arrived(way, records, stand.onset_rate, until, selected)
    if way is stand.way:
        values = values[:, :, places]
    if copies is not None and selected is None:
        # what some futures show of the change, upon what all of them show of the level
        shorter = replace(stand.way, ends=[stand.way.ends[k] for k in places])
        values += before - arrived(shorter, stand.records[:copies], stand.onset_rate)
    share = np.ones(len(values)) if selected is None else np.mean(selected, axis=0)
    kept = 1.0 if selected is None else float(stand.weight @ share)
    histories = effective_ancestors(stand.weight * share, stand.particles.ancestor)
    _enough(scenario, kept, histories)
    after = stand.mean(values) / kept
    # a ratio of two means: its error is that of values less what its share of the kept would give
    pull = (values - after * share[:, None, None]) / kept
    base = stand.mean(before)
    hidden = _few(stand, way, records, until, selected) if until else np.zeros_like(after)
    return Comparison(
        before=np.clip(base, 0.0, 1.0),
        after=np.clip(after, 0.0, 1.0),
        before_error=stand.error(before),
        after_error=np.hypot(stand.error(pull), hidden),
        change_error=np.hypot(stand.error(pull - (before - base)), hidden),
        by_particle=values - before,
        kept=kept,
        histories=histories,
    )


def _told(stand: Standpoint, way: Course, scenario: Scenario, copies: int) -> list[Record]:
    """Futures under the scenario; levels are kept where something is learned on a later day."""
    after = _kept_after(stand, way, scenario)
    return [
        travel(stand.model, stand.particles, stand.rates, way, Purpose.FUTURE, copy, after=after)
        for copy in range(copies)
    ]


def _kept_after(stand: Standpoint, way: Course, scenario: Scenario) -> list[int]:
    """The segments that end on the days on which something is learned."""
    return sorted({way.number(k.on) - 1 for k in scenario.known if k.on > stand.day})


def _selected(
    stand: Standpoint, way: Course, records: list[Record], scenario: Scenario
) -> list[Truths] | None:
    """Which futures agree with all that is learned, (P,) for each record; None where nothing is."""
    if not scenario.known:
        return None
    after = _kept_after(stand, way, scenario)
    now = np.ones(len(stand.particles), dtype=np.bool_)
    for known in scenario.known:
        if known.on == stand.day:
            now &= condition(stand.case, known.formula)(stand.particles.levels)
    chosen = []
    for record in records:
        agree = now.copy()
        for known in scenario.known:
            if known.on > stand.day:
                place = after.index(way.number(known.on) - 1)
                agree &= condition(stand.case, known.formula)(record.levels[:, place])
        chosen.append(agree)
    return chosen


def _few(
    stand: Standpoint,
    way: Course,
    records: list[Record],
    until: int,
    selected: list[Truths] | None,
) -> Floats:
    """What the spread of few counted onsets does not show of their standard error, (O, H).

    Before the date on which something is learned onsets are counted, and a handful of them, or
    none, would claim next to no error. How many were to be expected is known from all futures: the
    mean compensator times the share of the onsets that are kept, by Laplace's rule of succession.
    The binomial error that this implies counts where it exceeds the one that the spread shows.
    """
    places = np.minimum(way.ends, until)
    times = way.plan.times[places]
    clock = [np.cumsum(record.exposure, axis=2)[:, :, places - 1] for record in records]
    expected = stand.mean(np.mean(clock, axis=0) * stand.onset_rate[:, :, None])
    came = np.array([record.arrival[:, :, None] <= times for record in records])
    held = np.ones(came.shape[:2]) if selected is None else np.array(selected, dtype=np.float64)
    by_particle, share = (came * held[:, :, None, None]).mean(axis=0), held.mean(axis=0)
    counted, kept = stand.mean(by_particle), float(stand.weight @ share)
    one = float(stand.weight**2 @ share) / len(records) / kept  # the weight of one kept future
    kept_if = (counted + one) / (stand.mean(came.mean(axis=0)) + 2 * one)
    p = np.minimum(expected * kept_if / kept, 1.0)
    pull = (by_particle - counted / kept * share[:, None, None]) / kept
    hidden = p * (1 - p) * one / kept - stand.error(pull) ** 2
    return np.asarray(np.sqrt(np.maximum(hidden, 0.0)))


def _enough(scenario: Scenario, kept: float, histories: float) -> None:
    said = " and ".join(_said(known) for known in scenario.known) or "the evidence"
    if kept == 0.0:
        raise CaseError(
            f"{said}: no simulated history agrees with this and with the evidence; learn something "
            "that the evidence allows, or set it instead (--set) if it is meant to be done"
        )
    if histories < FAIL_BELOW:
        raise CollapseError(
            f"{said}: only {histories:.0f} effective histories agree with this; at least "
            f"{FAIL_BELOW} are needed; raise --samples or learn something less unlikely"
        )


def _said(known: Known) -> str:
    return f"{known.formula} on {known.on}"
