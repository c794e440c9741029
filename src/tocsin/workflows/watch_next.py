"""What to watch next: the signs that would tell most about an outcome, ranked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median

import numpy as np

from tocsin.case.schema import Case, NodeKind
from tocsin.errors import CaseError
from tocsin.inference.information import Sign, Value, values_of_watching
from tocsin.inference.prepare import Progress
from tocsin.inference.standing import node_states
from tocsin.inference.standpoint import Standpoint
from tocsin.periods import add_months, years_between
from tocsin.results import NodeState, WatchNext, WatchValue
from tocsin.workflows.assess import HEADLINE_MONTHS
from tocsin.workflows.cases import asked_number, run_record
from tocsin.workflows.standpoints import standpoint

WITHIN = 3
"""Months of watching where nothing else is said."""
HEARD_RATE = 4.0
"""Reports a year under a new watch, where the case has no declared watch to go by."""


def watch_next(
    case: Case,
    *,
    outcome: str | None = None,
    months: int = HEADLINE_MONTHS,
    within: int = WITHIN,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    progress: Progress | None = None,
) -> WatchNext:
    """The collection plan: what seeing or not seeing each sign would do to one probability.

    Signs are the levels that an indicator has not been seen at. An indicator with a timeline is
    watched already; for any other a watch has to be declared, which hears of a sign at the median
    rate of the case's own watches.

    Args:
        case: a case that ``check`` finds no error in.
        outcome: id of an asked outcome; by default the last, most severe one.
        months: the horizon, 1 to 120.
        within: months of watching, fewer than ``months``.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        progress: told what is being done and how far.

    Raises:
        NotFoundError: an outcome that is not asked.
        CaseError: a time of watching that does not end before the horizon, or a horizon of a
            month.
    """
    onset = asked_number(case, outcome)
    if months < 2:
        raise CaseError(
            "an outcome within 1 month leaves no time to watch; 2 or more months are allowed; "
            "lengthen --months"
        )
    if not 1 <= within < months:
        raise CaseError(
            f"{within} months of watching for an outcome within {months} months; 1 to "
            f"{months - 1} are allowed; shorten --within or lengthen --months"
        )
    stand = standpoint(case, as_of, [months], seed, samples, progress)
    by = add_months(stand.day, within)
    rates = [watch.rate for watch in case.evidence.watches]
    heard = median(rates) if rates else HEARD_RATE
    states = node_states(case, stand.model, stand.particles, stand.day)
    signs = _signs(stand, states, 1 - float(np.exp(-heard * years_between(stand.day, by))))
    if progress is not None:
        progress("signs", 0.5)
    found = values_of_watching(stand, onset, months, by, signs)
    found.sort(key=lambda value: -value.share)
    asked = case.header.asked[onset]
    by_node = {state.id: state for state in states}
    return WatchNext(
        case=case.header.id,
        title=case.header.title,
        as_of=stand.day,
        by=by,
        outcome=asked.id,
        outcome_label=asked.label,
        months=months,
        probability=float(stand.mean(stand.values)[onset, stand.months.index(months)]),
        heard_rate=heard,
        values=[_watched(case, value, by_node) for value in _best_of_each(found)],
        run=run_record(case, as_of=stand.day, seed=seed, samples=len(stand.particles)),
    )


def _signs(stand: Standpoint, states: Sequence[NodeState], detection: float) -> list[Sign]:
    """The levels above where each indicator is held to stand; outcomes are no indicators."""
    timelines = {t.node for t in stand.case.evidence.timelines}
    signs = []
    for k, (node, state) in enumerate(zip(stand.case.model.nodes, states, strict=True)):
        if node.kind in (NodeKind.OUTCOME, NodeKind.CLOCK):
            continue
        noticed = 1.0 if node.id in timelines else detection
        signs += [
            Sign(k, level, noticed) for level in range(state.level_index + 1, len(node.levels))
        ]
    return signs


def _best_of_each(values: Sequence[Value]) -> list[Value]:
    """The most telling level of each node, in the order given."""
    seen: set[int] = set()
    best = []
    for value in values:
        if value.sign.node not in seen:
            seen.add(value.sign.node)
            best.append(value)
    return best


def _watched(case: Case, value: Value, states: dict[str, NodeState]) -> WatchValue:
    node = case.model.nodes[value.sign.node]
    level = node.levels[value.sign.level]
    timelines = {t.node for t in case.evidence.timelines}
    places = [s for m in case.monitoring if m.node == node.id for s in m.sources]
    return WatchValue(
        node=node.id,
        label=node.label,
        level=level.id,
        level_label=level.label,
        observable=level.observable,
        state=states[node.id].state,
        declare=node.id not in timelines,
        seen=value.seen,
        if_seen=value.if_seen,
        if_not=value.if_not,
        expected=value.expected,
        share=value.share,
        share_error=value.share_error,
        where=places,
    )
