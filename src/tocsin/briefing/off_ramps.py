"""What would change the judgement: interventions, and what is taken for granted."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin import formats
from tocsin.briefing import question_charts
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import Block, Cell, Column, Figure, Paragraph, Row, Section, Table
from tocsin.briefing.question_charts import Shift
from tocsin.results import OffRampEffect, OffRamps, OutcomeChange

PAIRS = 5
"""The best pairs that are shown."""
CLEAR = 2.0
"""A change counts from this many sampling errors on."""


def change(w: Writer) -> Section:
    """What each intervention does, alone, in pairs and as a plan; assumptions if they break."""
    blocks: list[Block] = []
    effects = w.findings.off_ramps
    if effects is not None:
        blocks += [*_ranked(w, effects), *_signs(w, effects), _how(w)]
        blocks += [*_pairs(w, effects), *_plan(w, effects)]
    if w.findings.case.header.assumptions:
        blocks.append(_assumptions(w))
    return Section("change", w.say("change"), tuple(blocks or [Paragraph((w.say("no data"),))]))


def clear(change: float, error: float) -> bool:
    """Whether a change goes beyond two sampling errors."""
    return abs(change) > CLEAR * error


def change_cell(w: Writer, change: float, error: float) -> Cell:
    """A change in points with its error under it; in bold where it counts."""
    shown, about = formats.measured(change, error, w.language)
    tone = None
    if clear(change, error) and shown != "0":
        tone = "raises" if change > 0 else "lowers"
    return cell(shown, tone=tone, small=about)


def _changes(w: Writer, changes: Sequence[OutcomeChange]) -> list[Cell]:
    return [change_cell(w, each.change, each.change_error) for each in changes]


def _of(changes: Sequence[OutcomeChange], outcome: str) -> OutcomeChange:
    return next(each for each in changes if each.outcome == outcome)


def _named(w: Writer, effect: OffRampEffect) -> str:
    return f"{effect.code} {w.text(effect.label)}"


def _outcomes(w: Writer, effects: OffRamps) -> list[Column]:
    return [Column(w.text(label), numeric=True) for label in effects.outcomes.values()]


def _asked(w: Writer, effects: OffRamps) -> str:
    return w.text(effects.outcomes[effects.outcome])


def _ranked(w: Writer, effects: OffRamps) -> list[Block]:
    shifts = [
        Shift(_named(w, each), one.change, one.change_error)
        for each in effects.alone
        for one in [_of(each.outcomes, effects.outcome)]
    ]
    text = w.say("off-ramps text", months=str(effects.months), date=w.day(effects.as_of))
    blocks: list[Block] = [Paragraph((text,))]
    if not any(each.change < 0 and clear(each.change, each.error) for each in shifts):
        blocks.append(Paragraph((w.say("off-ramps none text", label=_asked(w, effects)),)))
    caption = w.say("off-ramps figure", label=_asked(w, effects), months=str(effects.months))
    blocks.append(_figure(w, "figure-off-ramps", caption, shifts))
    rows = [
        Row(
            (
                cell(_named(w, each), small=_standing(w, each)),
                cell(w.name("degree", each.cost)),
                *_changes(w, each.outcomes),
            ),
            anchor=f"off-ramp-{each.id}",
        )
        for each in effects.alone
    ]
    heads = (Column(w.say("off-ramp")), Column(w.say("cost"), minor=True), *_outcomes(w, effects))
    caption = w.say("off-ramps effect", label=_asked(w, effects))
    return [*blocks, Table(caption, heads, tuple(rows), "table-off-ramps", compact=True)]


def _standing(w: Writer, effect: OffRampEffect) -> str | None:
    if effect.already:
        return w.say("in place")
    return w.say("both ways") if effect.direction == "ambiguous" else None


def _figure(w: Writer, anchor: str, caption: str, shifts: Sequence[Shift]) -> Figure:
    alternative = w.semicolon.join(
        w.say(
            "change alt",
            label=each.name,
            change=formats.measured(each.change, each.error, w.language)[0],
        )
        for each in shifts
    )
    return w.figure(
        anchor, caption, alternative,
        lambda width: question_charts.shifts(shifts, w.language, width),
    )  # fmt: skip


def _signs(w: Writer, effects: OffRamps) -> list[Block]:
    """For each ambiguous intervention both signs side by side, for the outcome that ranks."""
    figures: list[Block] = []
    for each in effects.alone:
        shifts = []
        for sign in (s for s in each.signs if s.outcome == effects.outcome):
            label = w.text(sign.label)
            true, false = w.say("where true", label=label), w.say("where false", label=label)
            shifts += [
                Shift(true, sign.if_true, sign.if_true_error, gap=True),
                Shift(false, sign.if_false, sign.if_false_error),
            ]
        if shifts:
            caption = w.say("signs figure", ramp=_named(w, each), label=_asked(w, effects))
            figures.append(_figure(w, f"figure-signs-{each.id}", caption, shifts))
    return figures


def _how(w: Writer) -> Table:
    said = {each.id: each for each in w.findings.off_ramps.alone} if w.findings.off_ramps else {}
    rows = []
    for ramp in w.findings.case.model.off_ramps:
        sets = (
            w.semicolon.join(w.text(each) for each in said[ramp.id].sets) if ramp.id in said else ""
        )
        name = cell(
            f"{ramp.code} {w.text(ramp.label)} ", *w.linked(ramp.source), small=w.text(ramp.status)
        )
        caution = w.text(ramp.caution) if ramp.caution else None
        rows.append(
            Row(
                (
                    name,
                    cell(sets),
                    cell(w.text(ramp.why), small=caution),
                    cell(w.text(ramp.window)),
                    cell(w.text(ramp.signpost)),
                )
            )
        )
    columns = ("off-ramp", "~sets", "why", "~window", "signpost")
    return w.table(w.say("how off-ramps"), "table-how", columns, rows, compact=True)


def _pairs(w: Writer, effects: OffRamps) -> list[Block]:
    if not effects.pairs:
        return []
    names = {each.id: _named(w, each) for each in effects.alone}
    rows = [
        Row(
            (
                cell(f"{names[pair.first]} + {names[pair.second]}"),
                cell(str(pair.points)),
                *_changes(w, pair.outcomes),
                cell(formats.signed_points(pair.interaction[effects.outcome], w.language)),
            )
        )
        for pair in effects.pairs[:PAIRS]
    ]
    heads = (
        Column(w.say("pair of ramps")),
        Column(w.say("cost in points"), numeric=True, minor=True),
        *_outcomes(w, effects),
        Column(w.say("beyond sum"), numeric=True, minor=True),
    )
    return [Table(w.say("best pairs"), heads, tuple(rows), "table-pairs", compact=True)]


def _plan(w: Writer, effects: OffRamps) -> list[Block]:
    if not effects.plan:
        return []
    names = {each.id: _named(w, each) for each in effects.alone}
    rows = [
        Row((cell(f"{i}. {names[step.ramp]}"), cell(str(step.points)), *_changes(w, step.outcomes)))
        for i, step in enumerate(effects.plan, start=1)
    ]
    heads = (
        Column(w.say("step")),
        Column(w.say("points spent"), numeric=True),
        *_outcomes(w, effects),
    )
    caption = w.say("plan for budget", budget=str(effects.budget), label=_asked(w, effects))
    return [Table(caption, heads, tuple(rows), "table-plan", compact=True)]


def _assumptions(w: Writer) -> Table:
    premortem = w.findings.premortem
    broken = {k.id: k for k in premortem.if_known if k.kind == "assumption broken"}
    rows = []
    for each in w.findings.case.header.assumptions:
        known = broken.get(each.id)
        after = [
            cell("–")
            if known is None
            else cell(
                w.percent(known.after[o.outcome]),
                tone="strong" if clear(known.change[o.outcome], known.error[o.outcome]) else None,
            )
            for o in premortem.outcomes
        ]
        now = "–" if known is None or known.now is None else w.percent(known.now)
        wrong = w.say("standing and if wrong", standing=w.name("standing", each.standing),
                      text=w.text(each.if_wrong))  # fmt: skip
        rows.append(
            Row(
                (
                    cell(f"{w.text(each.label)} ", *w.linked(each.source), small=wrong),
                    cell(now),
                    *after,
                    cell(w.text(each.signpost)),
                ),
                anchor=f"assumption-{each.id}",
            )
        )
    heads = (
        Column(w.say("assumption")),
        Column(w.say("false today"), numeric=True),
        *(Column(w.text(o.label), numeric=True) for o in premortem.outcomes),
        Column(w.say("signpost"), minor=True),
    )
    caption = w.say("assumptions broken", months=str(premortem.months))
    return Table(caption, heads, tuple(rows), "table-assumptions", compact=True)
