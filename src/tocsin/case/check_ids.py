"""Checks of ids: each stands once, and none is a word of the formula language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

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
from tocsin.case.formula import RESERVED
from tocsin.case.positions import Path


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def _at(prefix: Path, entries: Sequence[_HasId], file: str) -> list[tuple[str, str, Path]]:
    return [(one.id, file, (*prefix, i, "id")) for i, one in enumerate(entries)]


def _namespaces(ctx: Context) -> Iterator[list[tuple[str, str, Path]]]:
    """Lists of (id, file, path) within which every id stands once."""
    case = ctx.case
    header, model, actors, evidence = case.header, case.model, case.actors, case.evidence
    yield [
        *_at(("groups",), header.groups, CASE),
        *(
            place
            for i, group in enumerate(header.groups)
            for place in _at(("groups", i, "hypotheses"), group.hypotheses, CASE)
        ),
        *_at(("assumptions",), header.assumptions, CASE),
        *_at(("nodes",), model.nodes, MODEL),
        *_at(("derived",), model.derived, MODEL),
    ]
    for key in ("nodes", "derived"):
        for i, node in enumerate(getattr(model, key)):
            yield _at((key, i, "levels"), node.levels, MODEL)
    yield _at((), case.sources, SOURCES)
    yield _at((), case.claims, CLAIMS)
    yield _at((), case.questions, QUESTIONS)
    yield _at(("asked",), header.asked, CASE)
    # a step can be one onset only: a second question about it would never be answered
    yield [
        (f"the onset {one.node} >= {one.level}", CASE, ("asked", i, "level"))
        for i, one in enumerate(header.asked)
    ]
    yield [*_at(("actors",), actors.actors, ACTORS), *_at(("blocs",), actors.blocs, ACTORS)]
    yield _at(("treaties",), actors.treaties, ACTORS)
    yield _at(("places",), case.routes.places, ROUTES)
    yield _at(("routes",), case.routes.routes, ROUTES)
    yield _at(("influences",), model.influences, MODEL)
    yield _at(("fits",), model.fits, MODEL)
    yield _at(("off_ramps",), model.off_ramps, MODEL)
    yield [
        *_at(("reference_classes",), case.precedents.reference_classes, PRECEDENTS),
        *_at(("counted_classes",), case.precedents.counted_classes, PRECEDENTS),
    ]
    yield _at(("precedents",), case.precedents.precedents, PRECEDENTS)
    yield _at(("histories",), case.precedents.histories, PRECEDENTS)
    yield [
        *(
            place
            for i, timeline in enumerate(evidence.timelines)
            for place in _at(("timelines", i, "entries"), timeline.entries, EVIDENCE)
        ),
        *_at(("reports",), evidence.reports, EVIDENCE),
    ]
    for key in ("ratings", "watches", "discriminators"):
        yield _at((key,), getattr(evidence, key), EVIDENCE)
    yield [
        (one.node, EVIDENCE, ("timelines", i, "node")) for i, one in enumerate(evidence.timelines)
    ]
    yield _at((), case.indicators, INDICATORS)
    yield [(one.node, MONITORING, (i, "node")) for i, one in enumerate(case.monitoring)]
    yield [(one.asked, MODEL, ("anchors", i, "asked")) for i, one in enumerate(model.anchors)]


def duplicate_ids(ctx: Context) -> Iterator[Finding]:
    """An id that stands a second time where each may stand once."""
    for namespace in _namespaces(ctx):
        first: dict[str, str] = {}
        for name, file, path in namespace:
            if name in first:
                yield Finding(
                    "error", "duplicate-id", file, path, f"{name} a second time",
                    f"each id once (first at {first[name]})", "rename or remove one of the two",
                )  # fmt: skip
            else:
                document = ctx.documents.get(file)
                first[name] = f"{file}:{document.place(path).line}" if document else file


def reserved_ids(ctx: Context) -> Iterator[Finding]:
    """A node, level, hypothesis or assumption named like a word of the formula language."""
    for namespace in _namespaces(ctx):
        for name, file, path in namespace:
            if name in RESERVED and file in {CASE, MODEL}:
                yield Finding(
                    "error", "reserved-id", file, path, f"the id {name!r}",
                    f"ids other than {', '.join(sorted(RESERVED))}", "choose another id",
                )  # fmt: skip
