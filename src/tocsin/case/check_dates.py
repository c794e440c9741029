"""Checks of dates: they exist, and they come in the order in which things happen.

A date known to the month or year is wrong only if it is wrong on every day that it can mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.case.check_context import (
    ACTORS,
    CASE,
    CLAIMS,
    EVIDENCE,
    PRECEDENTS,
    QUESTIONS,
    ROUTES,
    SOURCES,
    Context,
    Finding,
)
from tocsin.case.positions import Path
from tocsin.periods import add_months, earliest

Dated = date | str | None


@dataclass(frozen=True, slots=True)
class Order:
    """``then`` (which stands at ``path``) must not come before ``first``."""

    first: Dated
    then: Dated
    file: str
    path: Path
    words: str
    code: str = "dates-order"


def existing_dates(ctx: Context) -> Iterator[Finding]:
    """A date such as 2025-02-31 is on no calendar."""
    for text, file, path in _partial_dates(ctx):
        if text is not None and _first_day(text) is None:
            yield Finding(
                "error", "no-such-date", file, path, f"{text!r}, which is on no calendar",
                "a year, month or day that exists", "correct the date",
            )  # fmt: skip


def date_order(ctx: Context) -> Iterator[Finding]:
    """Dates that come in an order in which things cannot have happened."""
    for lister in (_case, _histories, _timelines, _items, _actors, _routes, _questions):
        for one in lister(ctx):
            first, last = _first_day(one.first), _last_day(one.then)
            if first is not None and last is not None and last < first:
                yield Finding(
                    "error", one.code, one.file, one.path, f"{one.then}: {one.words} {one.first}",
                    f"{one.first} or later", "correct one of the two dates",
                )  # fmt: skip


def _first_day(dated: Dated) -> date | None:
    if not isinstance(dated, str):
        return dated
    try:
        return earliest(dated)
    except ValueError:
        return None


def _last_day(dated: Dated) -> date | None:
    """The last day that a date can mean."""
    first = _first_day(dated)
    if first is None or not isinstance(dated, str) or dated.count("-") == 2:
        return first
    return add_months(first, 1 if "-" in dated else 12) - timedelta(days=1)


def _case(ctx: Context) -> Iterator[Order]:
    header = ctx.case.header
    yield Order(
        header.start, header.evidence_until, CASE, ("evidence_until",),
        "evidence ends before the case's start",
    )  # fmt: skip


def _histories(ctx: Context) -> Iterator[Order]:
    for i, history in enumerate(ctx.case.precedents.histories):
        base: Path = ("histories", i)
        before, words = history.since, "before the history begins,"
        for j, entry in enumerate(history.entries):
            path = (*base, "entries", j, "date")
            yield Order(before, entry.date, PRECEDENTS, path, words)
            yield Order(
                entry.date, history.until, PRECEDENTS, path,
                "the history ends before its entry of",
            )  # fmt: skip
            before, words = entry.date, "before the entry above it, of"
        yield Order(
            history.since, history.until, PRECEDENTS, (*base, "until"), "ends before it begins on"
        )


def _timelines(ctx: Context) -> Iterator[Order]:
    header = ctx.case.header
    for i, timeline in enumerate(ctx.case.evidence.timelines):
        base: Path = ("timelines", i)
        yield Order(
            timeline.until, header.evidence_until, EVIDENCE, (*base, "until"),
            "all evidence ends before the timeline does,",
        )  # fmt: skip
        before: date = header.start
        words = "before the case's start"
        public: date | None = None
        for j, entry in enumerate(timeline.entries):
            at = (*base, "entries", j)
            yield Order(before, entry.date, EVIDENCE, (*at, "date"), words)
            yield Order(
                entry.date, timeline.until, EVIDENCE, (*at, "date"),
                "the timeline ends before its entry of",
            )  # fmt: skip
            yield Order(
                entry.date, entry.published, EVIDENCE, (*at, "published"),
                "published before it happened on",
            )  # fmt: skip
            yield Order(
                public, entry.published, EVIDENCE, (*at, "published"),
                "a later step cannot be public before the one above it, of",
            )  # fmt: skip
            public = entry.published
            before, words = entry.date, "before the entry above it, of"


def _items(ctx: Context) -> Iterator[Order]:
    evidence = ctx.case.evidence
    for i, report in enumerate(evidence.reports):
        yield Order(
            report.date, report.published, EVIDENCE, ("reports", i, "published"),
            "published before its date,",
        )  # fmt: skip
    for i, watch in enumerate(evidence.watches):
        yield Order(
            watch.since, watch.until, EVIDENCE, ("watches", i, "until"), "ends before it begins on"
        )


def _actors(ctx: Context) -> Iterator[Order]:
    file = ctx.case.actors
    for i, bloc in enumerate(file.blocs):
        for j, member in enumerate(bloc.members):
            at = ("blocs", i, "members", j)
            yield Order(
                member.since, member.until, ACTORS, (*at, "until"), "ends before it begins,"
            )
            yield Order(
                member.since, member.frozen_since, ACTORS, (*at, "frozen_since"),
                "frozen before it begins,",
            )  # fmt: skip
    for i, treaty in enumerate(file.treaties):
        at_treaty: Path = ("treaties", i)
        yield Order(
            treaty.signed, treaty.in_force, ACTORS, (*at_treaty, "in_force"),
            "in force before it was signed,",
        )  # fmt: skip
        yield Order(
            treaty.in_force or treaty.signed, treaty.ended, ACTORS, (*at_treaty, "ended"),
            "ends before it begins,",
        )  # fmt: skip


def _routes(ctx: Context) -> Iterator[Order]:
    for i, route in enumerate(ctx.case.routes.routes):
        before: Dated = None
        for j, status in enumerate(route.history):
            path = ("routes", i, "history", j, "date")
            yield Order(before, status.date, ROUTES, path, "before the status above it, of")
            before = status.date


def _questions(ctx: Context) -> Iterator[Order]:
    for i, one in enumerate(ctx.case.questions):
        yield Order(
            one.opened, one.deadline, QUESTIONS, (i, "deadline"), "closes before it was opened on"
        )


def _partial_dates(ctx: Context) -> Iterator[tuple[str | None, str, Path]]:
    """Every date that may be known to the month or year only. (Full dates the schema checks.)"""
    case = ctx.case
    for i, source in enumerate(case.sources):
        yield source.date, SOURCES, (i, "date")
    for i, claim in enumerate(case.claims):
        yield claim.date, CLAIMS, (i, "date")
    for i, bloc in enumerate(case.actors.blocs):
        for j, member in enumerate(bloc.members):
            for key in ("since", "until", "frozen_since"):
                yield getattr(member, key), ACTORS, ("blocs", i, "members", j, key)
    for i, treaty in enumerate(case.actors.treaties):
        for key in ("signed", "in_force", "ended"):
            yield getattr(treaty, key), ACTORS, ("treaties", i, key)
    for i, route in enumerate(case.routes.routes):
        yield route.as_of, ROUTES, ("routes", i, "as_of")
        for j, status in enumerate(route.history):
            yield status.date, ROUTES, ("routes", i, "history", j, "date")
    for i, past in enumerate(case.precedents.precedents):
        for j, event in enumerate(past.timeline):
            yield event.date, PRECEDENTS, ("precedents", i, "timeline", j, "date")
    for i, dispute in enumerate(case.precedents.disputes):
        yield dispute.date, PRECEDENTS, ("disputes", i, "date")
