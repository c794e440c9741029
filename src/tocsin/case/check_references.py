"""Checks of references: whatever a case names exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from tocsin.case.check_context import (
    ACTORS,
    CASE,
    CLAIMS,
    EVIDENCE,
    INDICATORS,
    MODEL,
    MONITORING,
    PRECEDENTS,
    QUESTIONS,
    ROUTES,
    SOURCES,
    Context,
    Finding,
)
from tocsin.case.positions import Path
from tocsin.case.schema import (
    Fitted,
    Influence,
    Node,
    Precedent,
    Rating,
    Report,
    Sighting,
    Timeline,
    TimelineEntry,
)
from tocsin.case.schema_errors import nearest

TOKEN = re.compile(r"\bS\d+\b")
"""A source id in the free words of a ``source`` field."""

_LISTED = 12
"""How many known ids a message lists."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where an id of some kind is named, and the ids that exist."""

    kind: str
    value: str
    known: Collection[str]
    file: str
    path: Path
    column: int = 0
    on_key: bool = False


def unknown_references(ctx: Context) -> Iterator[Finding]:
    """Anything named that does not exist, with the nearest name that does."""
    for lister in _LISTERS:
        for one in lister(ctx):
            if one.value not in one.known:
                yield _computed(ctx, one) if one.value in ctx.derived else _unknown(one)


def _unknown(one: Reference) -> Finding:
    known = list(one.known)
    near = nearest(one.value, known)
    return Finding(
        "error",
        f"unknown-{one.kind}",
        one.file,
        one.path,
        f"{one.value!r}, which is no {one.kind.replace('-', ' ')}",
        (", ".join(known[:_LISTED]) or "none exists") + (", ..." if len(known) > _LISTED else ""),
        f"write {near}, if that is meant" if near else "correct it, or add what it means",
        one.column,
        one.on_key,
    )


def _computed(ctx: Context, one: Reference) -> Finding:
    return Finding(
        "error",
        "derived-node",
        one.file,
        one.path,
        f"{one.value!r}, which is computed from other nodes",
        "nodes with rates of their own",
        f"name one of those it is computed from: {', '.join(sorted(ctx.parents(one.value)))}",
    )


def _each(
    kind: str, values: Iterable[str], known: Collection[str], file: str, path: Path
) -> Iterator[Reference]:
    """References in a list that stands at ``path``."""
    return (Reference(kind, one, known, file, (*path, i)) for i, one in enumerate(values))


def _keys(
    kind: str, values: Iterable[str], known: Collection[str], file: str, path: Path
) -> Iterator[Reference]:
    """References that are the keys of a mapping at ``path``."""
    return (Reference(kind, one, known, file, (*path, one), on_key=True) for one in values)


def _level(ctx: Context, node: str, level: str, file: str, path: Path) -> Iterator[Reference]:
    """A level of a node; nothing where the node itself is unknown."""
    if node in ctx.levels:
        yield Reference("level", level, ctx.levels[node], file, path)


def _header(ctx: Context) -> Iterator[Reference]:
    for i, asked in enumerate(ctx.case.header.asked):
        yield Reference("node", asked.node, ctx.nodes, CASE, ("asked", i, "node"))
        yield from _level(ctx, asked.node, asked.level, CASE, ("asked", i, "level"))


def _actors(ctx: Context) -> Iterator[Reference]:
    file = ctx.case.actors
    states = [one.id for one in file.actors]
    parties = [*states, *(one.id for one in file.blocs)]
    for i, bloc in enumerate(file.blocs):
        for j, member in enumerate(bloc.members):
            path = ("blocs", i, "members", j, "actor")
            yield Reference("actor", member.actor, states, ACTORS, path)
    for i, treaty in enumerate(file.treaties):
        yield from _each("party", treaty.parties, parties, ACTORS, ("treaties", i, "parties"))
        for j, duty in enumerate(treaty.duties):
            base = ("treaties", i, "duties", j)
            yield from _each("party", duty.bound, parties, ACTORS, (*base, "bound"))
            yield from _each("party", duty.toward, parties, ACTORS, (*base, "toward"))
    for i, searched in enumerate(file.searched):
        yield from _each("party", searched.actors, parties, ACTORS, ("searched", i, "actors"))


def _routes(ctx: Context) -> Iterator[Reference]:
    states = [one.id for one in ctx.case.actors.actors]
    places = [one.id for one in ctx.case.routes.places]
    for i, place in enumerate(ctx.case.routes.places):
        if place.actor is not None:
            yield Reference("actor", place.actor, states, ROUTES, ("places", i, "actor"))
    for i, route in enumerate(ctx.case.routes.routes):
        yield from _each("place", route.places, places, ROUTES, ("routes", i, "places"))
        yield from _each("actor", route.consent, states, ROUTES, ("routes", i, "consent"))
        if route.node is not None:
            yield Reference("node", route.node, ctx.levels, ROUTES, ("routes", i, "node"))


def _model(ctx: Context) -> Iterator[Reference]:
    for i, node in enumerate(ctx.case.model.nodes):
        yield from _node_levels(ctx, node, ("nodes", i))
    for i, influence in enumerate(ctx.case.model.influences):
        yield from _influence(ctx, influence, ("influences", i))
    for i, ramp in enumerate(ctx.case.model.off_ramps):
        for j, setting in enumerate(ramp.sets):
            base = ("off_ramps", i, "sets", j)
            yield Reference("node", setting.node, ctx.nodes, MODEL, (*base, "node"))
            yield from _level(ctx, setting.node, setting.level, MODEL, (*base, "level"))


def _node_levels(ctx: Context, node: Node, base: Path) -> Iterator[Reference]:
    """Levels named where a node starts and by its rates."""
    known = ctx.levels[node.id]
    if isinstance(node.start, str):
        yield Reference("level", node.start, known, MODEL, (*base, "start"))
    else:
        yield from _keys("level", node.start, known, MODEL, (*base, "start"))
    for key, rates in (("up", node.up), ("down", node.down)):
        if isinstance(rates, dict):
            yield from _keys("level", rates, known, MODEL, (*base, key))


def _influence(ctx: Context, influence: Influence, base: Path) -> Iterator[Reference]:
    yield Reference("node", influence.node, ctx.nodes, MODEL, (*base, "node"))
    if influence.node in ctx.nodes:
        known = ctx.levels[influence.node]
        yield from _each("level", influence.leaving, known, MODEL, (*base, "leaving"))
    if isinstance(influence.factor, Fitted):
        factors = {fit.id: fit.factors for fit in ctx.case.model.fits}
        fitted, path = influence.factor, (*base, "factor")
        yield Reference("fit", fitted.fit, factors, MODEL, (*path, "fit"))
        if fitted.fit in factors:
            known_factors = factors[fitted.fit]
            yield Reference("factor", fitted.factor, known_factors, MODEL, (*path, "factor"))
    for token in re.finditer(r"\bC\d+\b", influence.source):
        claims = [one.id for one in ctx.case.claims]
        column = token.start() + 1
        yield Reference("claim", token[0], claims, MODEL, (*base, "source"), column)


def _outside_view(ctx: Context) -> Iterator[Reference]:
    model, precedents = ctx.case.model, ctx.case.precedents
    asked = [one.id for one in ctx.case.header.asked]
    classes = [one.id for one in precedents.reference_classes]
    classes += [one.id for one in precedents.counted_classes]
    for i, anchor in enumerate(model.anchors):
        base = ("anchors", i)
        yield Reference("asked", anchor.asked, asked, MODEL, (*base, "asked"))
        path = (*base, "reference_class")
        yield Reference("reference-class", anchor.reference_class, classes, MODEL, path)
        yield from _keys("reference-class", anchor.pool, classes, MODEL, (*base, "pool"))
    coded = sorted({factor for one in precedents.precedents for factor in one.factors})
    outcomes = get_args(Precedent.model_fields["outcome_class"].annotation)
    for i, fit in enumerate(model.fits):
        yield from _each("factor", fit.factors, coded, MODEL, ("fits", i, "factors"))
        for key, values in (("positive", fit.positive), ("negative", fit.negative)):
            yield from _each("outcome-class", values, outcomes, MODEL, ("fits", i, key))


def _histories(ctx: Context) -> Iterator[Reference]:
    for i, history in enumerate(ctx.case.precedents.histories):
        base: Path = ("histories", i)
        yield Reference("node", history.node, ctx.nodes, PRECEDENTS, (*base, "node"))
        if history.node in ctx.nodes:
            yield from _level(ctx, history.node, history.start, PRECEDENTS, (*base, "start"))
            for j, entry in enumerate(history.entries):
                path = (*base, "entries", j, "level")
                yield from _level(ctx, history.node, entry.level, PRECEDENTS, path)


def _evidence(ctx: Context) -> Iterator[Reference]:
    evidence = ctx.case.evidence
    for i, timeline in enumerate(evidence.timelines):
        base = ("timelines", i)
        yield Reference("node", timeline.node, ctx.nodes, EVIDENCE, (*base, "node"))
        yield from _backing(ctx, timeline, base)
        for j, entry in enumerate(timeline.entries):
            at = (*base, "entries", j)
            yield from _level(ctx, timeline.node, entry.level, EVIDENCE, (*at, "level"))
            yield from _backing(ctx, entry, at)
        for j, sighting in enumerate(timeline.sightings):
            yield from _backing(ctx, sighting, (*base, "sightings", j))
    for i, report in enumerate(evidence.reports):
        yield from _backing(ctx, report, ("reports", i))
    for i, rating in enumerate(evidence.ratings):
        base = ("ratings", i)
        yield from _keys("hypothesis", rating.scores, ctx.groups, EVIDENCE, (*base, "scores"))
        yield from _backing(ctx, rating, base)
        if rating.repeats is not None:
            known = sorted(ctx.timelines)
            yield Reference("timeline", rating.repeats, known, EVIDENCE, (*base, "repeats"))
    for i, one in enumerate(evidence.discriminators):
        base = ("discriminators", i)
        yield from _keys("hypothesis", one.scores, ctx.groups, EVIDENCE, (*base, "scores"))


def _backing(
    ctx: Context, item: Timeline | TimelineEntry | Sighting | Report | Rating, base: Path
) -> Iterator[Reference]:
    """The sources and claims on which an item of evidence rests."""
    sources = [one.id for one in ctx.case.sources]
    yield from _each("source", item.sources, sources, EVIDENCE, (*base, "sources"))
    if not isinstance(item, Timeline | Sighting):
        claims = [one.id for one in ctx.case.claims]
        yield from _each("claim", item.claims, claims, EVIDENCE, (*base, "claims"))


def _others(ctx: Context) -> Iterator[Reference]:
    case = ctx.case
    sources = [one.id for one in case.sources]
    claims = [one.id for one in case.claims]
    bearable = [*ctx.levels, *sorted(ctx.truths)]
    for i, claim in enumerate(case.claims):
        yield from _each("node-or-hypothesis", claim.bears_on, bearable, CLAIMS, (i, "bears_on"))
        for j, citation in enumerate(claim.evidence):
            yield Reference(
                "source", citation.source, sources, CLAIMS, (i, "evidence", j, "source")
            )
    for i, question in enumerate(case.questions):
        if question.node is not None:
            yield Reference("node", question.node, ctx.levels, QUESTIONS, (i, "node"))
    for i, watched in enumerate(case.monitoring):
        yield Reference("node", watched.node, ctx.levels, MONITORING, (i, "node"))
        if watched.claim is not None:
            yield Reference("claim", watched.claim, claims, MONITORING, (i, "claim"))


def _indicators(ctx: Context) -> Iterator[Reference]:
    sources = [one.id for one in ctx.case.sources]
    for i, one in enumerate(ctx.case.indicators):
        yield Reference("node", one.node, ctx.nodes, INDICATORS, (i, "node"))
        path = (i, "baseline_level")
        yield from _level(ctx, one.node, one.baseline_level, INDICATORS, path)
        if one.node in ctx.levels:
            known = ctx.levels[one.node]
            yield from _keys("level", one.levels, known, INDICATORS, (i, "levels"))
        yield from _each("source", one.sources, sources, INDICATORS, (i, "sources"))


def _source_words(ctx: Context) -> Iterator[Reference]:
    """Source ids in free words: every ``source`` field, and the ``sources`` of monitoring."""
    known = [one.id for one in ctx.case.sources]
    for file, document in ctx.documents.items():
        if file == SOURCES:
            continue
        for path, text in _texts(document.value, ()):
            field = path[-2] if file == MONITORING and len(path) > 1 else None
            exact = file == CLAIMS and "evidence" in path
            if (path[-1] == "source" and not exact) or field == "sources":
                for token in TOKEN.finditer(text):
                    yield Reference("source", token[0], known, file, path, token.start() + 1)


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in plain data with its path. (Depth is capped by the reader.)"""
    if isinstance(value, str) and path:
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))


_LISTERS = (
    _header,
    _actors,
    _routes,
    _model,
    _outside_view,
    _histories,
    _evidence,
    _others,
    _indicators,
    _source_words,
)
