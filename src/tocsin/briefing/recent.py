"""What is new: the week's change of each outcome, what was published in it, what to watch now."""

from __future__ import annotations

import math
from datetime import timedelta

from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.off_ramps import change_cell
from tocsin.briefing.parts import Block, Link, Listing, Paragraph, Row, Section
from tocsin.briefing.timeline import entries
from tocsin.formats import signed
from tocsin.results import CurvePoint

WEEK = timedelta(days=7)
WATCHED = 3
"""Signs that an overview names."""


def recent(w: Writer) -> Section:
    """Each outcome a week ago and now, and the dated items of the week with what they did."""
    a = w.findings.assessment
    now, before = a.curve[-1], _week_before(a.curve)
    rows = [
        Row(
            (
                cell(w.text(outcome.label)),
                cell(w.percent(before.probability[outcome.id])),
                cell(w.percent(now.probability[outcome.id]), tone="strong"),
                change_cell(
                    w,
                    now.probability[outcome.id] - before.probability[outcome.id],
                    math.hypot(now.mc_error[outcome.id], before.mc_error[outcome.id]),
                ),
            )
        )
        for outcome in a.outcomes
    ]
    columns = ("outcome", "#week before", "#now", "#change in points")
    caption = w.say(
        "recent caption", months=str(a.headline_months), before=w.day(before.date),
        now=w.day(now.date),
    )  # fmt: skip
    blocks: list[Block] = [w.table(caption, "table-recent", columns, rows, compact=True)]
    return Section("recent", w.say("recent"), (*blocks, *_items(w, before)))


def _week_before(curve: list[CurvePoint]) -> CurvePoint:
    """The last point at least a week before the end, or the first there is."""
    last = curve[-1].date
    return next((point for point in reversed(curve) if point.date <= last - WEEK), curve[0])


def _items(w: Writer, before: CurvePoint) -> list[Block]:
    """What was published in the week, then what of it moved the gravest outcome."""
    a, e = w.findings.assessment, w.findings.explanation
    published = sorted(
        (entry for entry in entries(w) if before.date < entry[0] <= a.as_of),
        key=lambda entry: entry[0],
    )
    if not published:
        return [Paragraph((w.say("recent nothing", date=w.day(before.date)),), "note")]
    items = [
        (None, (f"{w.day(day, short=True)}, {kind}{w.colon}", *what, " ", *rests))
        for day, kind, what, rests in published
    ]
    moved = [
        (None, (Link(w.text(row.label), f"#row-{row.id}"), f" ({_effect(w, row.change)})"))
        for row in e.rows
        if row.date is not None and row.date > before.date
    ]
    label = w.text(e.outcome_label)
    blocks: list[Block] = [Listing(tuple(items), title=w.say("recent items"))]
    if moved:
        blocks.append(Listing(tuple(moved), title=w.say("recent moved", label=label)))
    else:
        blocks.append(Paragraph((w.say("recent unmoved", label=label),), "note"))
    return blocks


def _effect(w: Writer, change: float) -> str:
    return w.say("log-odds change", change=signed(change, w.language))


def to_watch(w: Writer) -> Section:
    """The three signs that would tell most about the gravest outcome."""
    n = w.findings.watch_next
    items = tuple(
        (
            None,
            (
                Link(f"{w.text(value.label)} – {w.text(value.level_label)}", "#table-watch"),
                f"{w.semicolon}"
                + w.say("seen would make", p=w.percent(value.if_seen), q=w.percent(value.if_not)),
            ),
        )
        for value in n.values[:WATCHED]
    )
    text = w.say("to watch text", label=w.text(n.outcome_label), date=w.day(n.by))
    blocks: tuple[Block, ...] = (
        (Paragraph((text,)), Listing(items)) if items else (Paragraph((w.say("no data"),), "note"),)
    )
    return Section("to-watch", w.say("to watch"), blocks)
