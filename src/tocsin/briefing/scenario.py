"""What if: each outcome as things are and with a scenario, at the horizons and month by month."""

from __future__ import annotations

from tocsin import formats
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.off_ramps import change_cell
from tocsin.briefing.parts import Block, Listing, Paragraph, Row, Section, Strong
from tocsin.briefing.scenario_curves import scenario_curves
from tocsin.results import Effect, OutcomeEffect, WhatIf


def what_if(w: Writer, result: WhatIf) -> Section:
    """The scenario in words, the table before and after, and the curves side by side."""
    steps = tuple((None, (w.text(step.label),)) for step in result.steps)
    blocks: list[Block] = [Paragraph((w.say("what if text"),)), Listing(steps)]
    if result.named is not None:
        kept = w.say(
            "kept by", who=result.named.who, date=w.day(result.named.recorded[:10]),
            why=result.named.why,
        )  # fmt: skip
        blocks.insert(0, Paragraph((Strong(result.named.name), f" · {kept}")))
    if any(step.kind == "given" for step in result.steps):
        blocks.append(Paragraph((w.say("what if kept", p=w.percent(result.kept)),)))
    if result.warnings:
        blocks.append(Paragraph((" ".join(w.text(each) for each in result.warnings),), "warning"))
    columns = ("horizon", "#before", "#after", "in words", "#change in points")
    rows = [row for outcome in result.outcomes for row in _rows(w, outcome, len(columns))]
    alternative = " ".join(
        w.say(
            "what if alt", label=w.text(outcome.label), before=w.percent(last.before),
            after=w.percent(last.after), months=str(last.months),
        )
        for outcome in result.outcomes
        for last in outcome.curve[-1:]
    )  # fmt: skip
    blocks += [
        w.table(w.say("what if caption"), "table-what-if", columns, rows, compact=True),
        w.figure(
            "figure-what-if", w.say("what if figure"), alternative,
            lambda width: scenario_curves(result.outcomes, w.language, width),
        ),
    ]  # fmt: skip
    return Section("what-if", w.say("what if"), tuple(blocks))


def _rows(w: Writer, outcome: OutcomeEffect, columns: int) -> list[Row]:
    """The outcome's name, then a row for each horizon."""
    head = Row((cell(w.text(outcome.label)), *[cell("")] * (columns - 1)), title=True)
    return [head, *(_row(w, effect) for effect in outcome.horizons)]


def _row(w: Writer, effect: Effect) -> Row:
    before, after = (
        formats.points(error, w.language) for error in (effect.before_error, effect.after_error)
    )
    return Row(
        (
            cell(w.months(effect.months)),
            cell(w.percent(effect.before), small=before),
            cell(w.percent(effect.after), tone="strong", small=after),
            cell(w.text(effect.words)),
            change_cell(w, effect.change, effect.change_error),
        )
    )
