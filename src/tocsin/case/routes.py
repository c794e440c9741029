"""Where each route of a case stands on a date, and which chains of routes join its actors.

A date known to the month or the year counts from its first day. Routes are public corridors at the
level of cities: a chain says which corridors meet, never how anything would move along them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Literal

import networkx as nx

from tocsin.case.schema import Case, Route, RouteStatus
from tocsin.formats import day as in_words
from tocsin.language import Language, Text
from tocsin.periods import earliest
from tocsin.results import Routes, RouteState, Way

Support = Literal["yes", "no", "unknown"]

STATUS: dict[str, Text] = {
    "label_only": Text(en="a label only", fr="simple appellation"),
    "closed": Text(en="closed", fr="fermé"),
    "idea": Text(en="an idea", fr="à l’état d’idée"),
    "agreed": Text(en="agreed", fr="convenu"),
    "building": Text(en="under construction", fr="en construction"),
    "unknown": Text(en="unknown", fr="inconnu"),
    "restricted": Text(en="restricted", fr="restreint"),
    "open": Text(en="open", fr="ouvert"),
}
"""The statuses from the weakest to the strongest; a way is as weak as its weakest route."""

IDLE = ("label_only", "closed", "idea", "agreed", "building")
"""Statuses under which nothing passes, whatever a text allows."""

CARRYING = ("road_rail", "rail", "air", "sea")
"""Modes by which a way may lead; pipelines, sites and rules join places but carry no traffic."""

LONGEST = 3
"""Routes in one way at most: longer chains say nothing about a real connection."""

WAYS_SHOWN = 5
"""Ways listed for each pair of actors, shortest first."""


def routes(case: Case, as_of: date) -> Routes:
    """The status of every route of ``case`` on ``as_of``, and the ways between its actors.

    A way joins a place of one actor to a place of another by routes that meet at places of others.
    It is as weak as its weakest route and could carry outside support only if every route could.
    """
    states = [_state(route, as_of) for route in case.routes.routes]
    return Routes(
        case=case.header.id,
        as_of=as_of,
        actors={one.id: one.label for one in case.actors.actors},
        routes=states,
        ways=list(_ways(case, states)),
    )


def _state(route: Route, day: date) -> RouteState:
    """The last status entered by ``day``: ``since`` its first day, with the latest note on it.

    Before the first entry the status is unknown, since the day that was asked about.
    """
    history = sorted(route.history, key=lambda one: earliest(one.date))
    past = [one for one in history if earliest(one.date) <= day]
    latest = past[-1] if past else _nothing_yet(history[0], day)
    begun = latest
    for one in reversed(past):
        if one.status != latest.status:
            break
        begun = one
    support, note = _support(route, latest.status)
    return RouteState(
        id=route.id,
        label=route.label,
        mode=route.mode,
        status=latest.status,
        status_label=STATUS[latest.status],
        since=begun.date,
        note=latest.note,
        source=latest.source,
        places=list(route.places),
        consent=list(route.consent),
        support=support,
        support_note=note,
    )


def _nothing_yet(first: RouteStatus, day: date) -> RouteStatus:
    article = "le " if first.date.count("-") == 2 else ""
    return RouteStatus(
        date=day.isoformat(),
        status="unknown",
        note=Text(
            en=f"The case holds no status before {in_words(first.date, Language.EN)}.",
            fr=f"Le cas ne contient aucun statut avant {article}"
            f"{in_words(first.date, Language.FR)}.",
        ),
        source="",
    )


def _support(route: Route, status: str) -> tuple[Support, Text]:
    """Whether the route could carry outside support at this status, and why.

    A route out of use carries none. One that is restricted or of unknown status is no better than
    unknown, unless its case says no.
    """
    if route.support == "no":
        return "no", route.support_note
    if status in IDLE:
        return "no", Text(
            en=f"Not in use on this date. {route.support_note.en}",
            fr=f"Pas en service à cette date. {route.support_note.fr}",
        )
    if status != "open" or route.support == "unknown":
        return "unknown", route.support_note
    return "yes", route.support_note


# --- ways -----------------------------------------------------------------------------------------


def _ways(case: Case, states: Sequence[RouteState]) -> Iterator[Way]:
    """The shortest ways between each pair of actors, in the order of the case's files."""
    owner = {place.id: place.actor for place in case.routes.places}
    carrying = [one for one in states if one.mode in CARRYING and one.status != "label_only"]
    touched = {owner[place] for one in carrying for place in one.places}
    actors = [one.id for one in case.actors.actors if one.id in touched]
    for start, end in combinations(actors, 2):
        chains = sorted(_chains(carrying, owner, start, end), key=len)
        for chain in chains[:WAYS_SHOWN]:
            yield Way(
                start=start,
                end=end,
                routes=[one.id for one in chain],
                status=min((one.status for one in chain), key=list(STATUS).index),
                support=_weakest([one.support for one in chain]),
            )


def _chains(
    states: Sequence[RouteState], owner: dict[str, str | None], start: str, end: str
) -> Iterator[list[RouteState]]:
    """Chains of routes from ``start`` to ``end`` in which only neighbours meet.

    Routes meet at places of third parties only: a way that comes back to a place of its own start
    or end would be a detour. For the same reason a chain whose first and third route meet is left
    out: its second adds nothing.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(len(states)))
    graph.add_edges_from(
        (i, j)
        for (i, one), (j, other) in combinations(enumerate(states), 2)
        if any(owner[place] not in (start, end) for place in {*one.places} & {*other.places})
    )
    leads = [{owner[place] for place in one.places} for one in states]
    first = [i for i, actors in enumerate(leads) if start in actors]
    last = {i for i, actors in enumerate(leads) if end in actors}
    yield from ([states[i]] for i in first if i in last)
    for i in first:
        for path in nx.all_simple_paths(graph, i, last - {i}, cutoff=LONGEST - 1):
            neighbours = {frozenset(pair) for pair in pairwise(path)}
            met = (frozenset(pair) for pair in combinations(path, 2) if graph.has_edge(*pair))
            if all(pair in neighbours for pair in met):
                yield [states[k] for k in path]


def _weakest(supports: Sequence[Support]) -> Support:
    if "no" in supports:
        return "no"
    return "unknown" if "unknown" in supports else "yes"
