"""How the judgement could be wrong: what would have been so, and what hangs on a belief."""

from __future__ import annotations

from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.off_ramps import change_cell, clear
from tocsin.briefing.parts import Block, Column, Paragraph, Row, Section, Table
from tocsin.results import IfKnown, OutcomePremortem

WAYS = 5
"""Ways to be wrong that are shown for each outcome."""


def premortem(w: Writer) -> Section:
    """The ways to be wrong, hypotheses taken as true, rated items left out."""
    blocks: list[Block] = [Paragraph((w.say("premortem text"),))]
    ways = [row for outcome in w.findings.premortem.outcomes for row in _ways(w, outcome)]
    if ways:
        columns = ("would have been", "~how wrong", "#today probability", "#in hindsight",
                   "~signpost")  # fmt: skip
        caption = w.say("ways caption wrong")
        blocks.append(w.table(caption, "table-ways-wrong", columns, ways, compact=True))
    blocks += [*_believed(w), *_left_out(w)]
    return Section("premortem", w.say("premortem"), tuple(blocks))


def _ways(w: Writer, outcome: OutcomePremortem) -> list[Row]:
    """A heading row for the outcome, then what would have been so if it surprised us."""
    kept = [way for way in outcome.ways if clear(way.if_wrong - way.now, way.error)]
    kept.sort(key=lambda way: -abs(way.if_wrong - way.now))
    if not kept:
        return []
    label = f"{w.text(outcome.label)} ({w.percent(outcome.probability)})"
    said = w.say("held likely" if outcome.expected else "held unlikely", label=label)
    head = Row((cell(said), *(cell("") for _ in range(4))), title=True)
    return [head] + [
        Row(
            (
                cell(
                    w.say("not after all", label=w.text(way.label))
                    if way.kind == "failed assumption"
                    else w.text(way.label)
                ),
                cell(w.name("way", way.kind)),
                cell(w.percent(way.now)),
                cell(w.percent(way.if_wrong), tone="strong"),
                cell(w.text(way.signpost) if way.signpost else "–"),
            )
        )
        for way in kept[:WAYS]
    ]


def _heads(w: Writer, first: str, *more: Column) -> tuple[Column, ...]:
    outcomes = w.findings.premortem.outcomes
    return (
        Column(w.say(first)),
        *more,
        *(Column(w.text(outcome.label), numeric=True) for outcome in outcomes),
    )


def _believed(w: Writer) -> list[Block]:
    p = w.findings.premortem
    known = [each for each in p.if_known if each.kind == "hypothesis true"]
    if not known:
        return []
    names = [outcome.outcome for outcome in p.outcomes]
    rows = [
        Row(
            (
                cell(w.text(each.label)),
                cell("–" if each.now is None else w.percent(each.now)),
                *(
                    cell(
                        w.percent(each.after[name]),
                        tone="strong" if clear(each.change[name], each.error[name]) else None,
                    )
                    for name in names
                ),
            )
        )
        for each in known
    ]
    heads = _heads(w, "hypothesis", Column(w.say("today probability"), numeric=True))
    caption = w.say("believed caption", months=str(p.months))
    return [Table(caption, heads, tuple(rows), "table-believed", compact=True)]


def _left_out(w: Writer) -> list[Block]:
    p = w.findings.premortem
    items = [each for each in p.if_known if each.kind == "item left out"]
    if not items:
        return []
    names = [outcome.outcome for outcome in p.outcomes]

    def matters(each: IfKnown) -> bool:
        return any(clear(each.change[name], each.error[name]) for name in names)

    def weight(each: IfKnown) -> float:
        """How far the item moves any outcome, relative to its probability."""
        return max(abs(each.change[n]) / max(each.after[n] - each.change[n], 1e-9) for n in names)

    kept = sorted((each for each in items if matters(each)), key=weight, reverse=True)
    if not kept:
        return [Paragraph((w.say("no item left out"),))]
    rows = [
        Row(
            (
                cell(w.text(each.label)),
                *(change_cell(w, each.change[name], each.error[name]) for name in names),
            )
        )
        for each in kept
    ]
    caption = w.say("items left out")
    return [Table(caption, _heads(w, "item"), tuple(rows), "table-left-out", compact=True)]
