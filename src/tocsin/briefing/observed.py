"""What would be seen: the levels of every trigger, and the series that are counted for a node."""

from __future__ import annotations

from tocsin.briefing import indicator_charts
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import Block, Listing, Paragraph, Row, Section
from tocsin.results import NodeState

LEAST = 560
"""Pixels that a series needs across: a narrow drawing is shrunk to its page."""


def levels(w: Writer) -> Section:
    """Every level of every trigger, with what would be seen if the trigger stood there."""
    states = w.findings.assessment.triggers
    columns = ("level", "would be seen", "#standing now")
    rows = [row for state in states for row in _levels(w, state, len(columns))]
    table = w.table(w.say("levels caption"), "table-levels", columns, rows, compact=True)
    blocks: tuple[Block, ...] = (table,) if rows else (Paragraph((w.say("no data"),), "note"),)
    return Section("levels", w.say("levels"), blocks)


def _levels(w: Writer, state: NodeState, columns: int) -> list[Row]:
    """The trigger's name, then its levels from the lowest."""
    node = next((one for one in w.findings.case.model.nodes if one.id == state.id), None)
    observables = [None] * len(state.levels) if node is None else [
        level.observable for level in node.levels
    ]  # fmt: skip
    head = Row((cell(w.text(state.label)), *[cell("")] * (columns - 1)), title=True)
    rows = [head]
    for k, (label, seen) in enumerate(zip(state.levels, observables, strict=True)):
        here = k == state.level_index
        share = state.distribution[k]
        now = w.say("known here") if state.known and here else w.percent(share) if share else "–"
        rows.append(
            Row(
                (
                    cell(f"{k}. {w.text(label)}"),
                    cell(w.text(seen) if seen is not None else "–"),
                    cell(now, tone="strong" if here else None),
                )
            )
        )
    return rows


def indicators(w: Writer) -> Section:
    """The weekly series behind the indicators, or why none is monitored."""
    declared = w.findings.case.indicators
    if not declared:
        return _only(w, w.say("no indicators"))
    found = w.findings.indicators
    if found is None:
        names = w.semicolon.join(w.text(one.label) for one in declared)
        return _only(w, w.say("indicators unmonitored", list=names))
    blocks: list[Block] = [Paragraph((w.say("indicators text"),))]
    if any(one.means for one in found.indicators):
        names = w.semicolon.join(w.text(one.label) for one in found.indicators if one.means)
        blocks.append(
            w.figure(
                "figure-indicators", w.say("indicators caption"),
                w.say("indicators alt", list=names),
                lambda width: indicator_charts.series(found, w.language, max(width, LEAST)),
            )
        )  # fmt: skip
    missing = tuple(
        (None, (w.text(one.label), w.colon, w.text(one.missing)))
        for one in found.indicators
        if one.missing is not None
    )
    if missing:
        blocks.append(Listing(missing, title=w.name("state", "not monitored")))
    return Section("indicators", w.say("indicators"), tuple(blocks))


def _only(w: Writer, said: str) -> Section:
    return Section("indicators", w.say("indicators"), (Paragraph((said,), "note"),))
