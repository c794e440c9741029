"""Where each route of a case stands on a date, and which chains of routes join its actors.

A date known to the month or the year counts from its first day. Routes are public corridors at the
level of cities: a chain says which corridors meet, never how anything would move along them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, groupby, pairwise
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

LEGS = 16
"""Stretches between neighbouring places in one way at most: bounds the search."""

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

    Before the first entry the status is unknown, and since when is not known either.
    """
    history = sorted(route.history, key=lambda one: earliest(one.date))
    past = [one for one in history if earliest(one.date) <= day]
    status = past[-1].status if past else "unknown"
    since = None
    for one in reversed(past):
        if one.status != status:
            break
        since = one.date
    support, note = _support(route, status)
    return RouteState(
        id=route.id,
        label=route.label,
        mode=route.mode,
        status=status,
        status_label=STATUS[status],
        since=since,
        note=past[-1].note if past else _nothing_yet(history[0]),
        source=past[-1].source if past else "",
        places=list(route.places),
        consent=list(route.consent),
        support=support,
        support_note=note,
    )


def _nothing_yet(first: RouteStatus) -> Text:
    article = "le " if first.date.count("-") == 2 else ""
    return Text(
        en=f"The case holds no status before {in_words(first.date, Language.EN)}.",
        fr=f"Le dossier ne contient aucun statut avant {article}"
        f"{in_words(first.date, Language.FR)}.",
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
    carrying = {
        one.id: one for one in states if one.mode in CARRYING and one.status != "label_only"
    }
    touched = {owner[place] for one in carrying.values() for place in one.places}
    actors = [one.id for one in case.actors.actors if one.id in touched]
    for start, end in combinations(actors, 2):
        chains = sorted(_chains(list(carrying.values()), owner, start, end), key=len)
        for chain in chains[:WAYS_SHOWN]:
            yield Way(
                start=start,
                end=end,
                routes=list(chain),
                status=min((carrying[name].status for name in chain), key=list(STATUS).index),
                support=_weakest([carrying[name].support for name in chain]),
            )


def _chains(
    states: Sequence[RouteState], owner: dict[str, str | None], start: str, end: str
) -> list[tuple[str, ...]]:
    """Chains of route ids from any place of ``start`` to any place of ``end``.

    A chain follows each route's places in their order, changes route where two share a place, and
    never comes back to a place of its own start or end: these count as one point each. Where the
    first and the third route of a chain meet, the second adds nothing, so it is left out.
    """
    graph = nx.MultiGraph()
    met: dict[str, set[str | None]] = {}
    for route in states:
        points = [owner[p] if owner[p] in (start, end) else f"place:{p}" for p in route.places]
        for here, there in pairwise(points):
            if here != there:
                graph.add_edge(here, there, key=route.id)
        met[route.id] = {*points} - {start, end}
    if start not in graph or end not in graph:
        return []
    found: dict[tuple[str, ...], None] = {}
    for path in nx.all_simple_edge_paths(graph, start, end, cutoff=LEGS):
        chain = tuple(name for name, _ in groupby(key for _, _, key in path))
        detour = any(
            one == other or met[one] & met[other]
            for i, one in enumerate(chain)
            for other in chain[i + 2 :]
        )
        if len(chain) <= LONGEST and not detour:
            found[chain] = None
    return list(found)


def _weakest(supports: Sequence[Support]) -> Support:
    if "no" in supports:
        return "no"
    return "unknown" if "unknown" in supports else "yes"
