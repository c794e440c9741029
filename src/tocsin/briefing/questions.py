"""What the figure hangs on, and what to watch next."""

from __future__ import annotations

from tocsin import formats
from tocsin.briefing import question_charts
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import Block, Cell, Inlines, Paragraph, Row, Section, Table
from tocsin.language import Text
from tocsin.periods import add_months
from tocsin.results import InputSwing, WatchValue

LARGEST = 10
"""Inputs and signs that are shown."""


# --- what the figure hangs on --------------------------------------------------------------------


def hangs(w: Writer) -> Section:
    """The inputs that move the gravest outcome most, beside what sampling does."""
    m = w.findings.matters
    shown = m.model_copy(update={"swings": m.swings[:LARGEST]})
    alternative = w.semicolon.join(
        w.say("inputs alt", label=w.text(s.label), low=w.percent(s.low), high=w.percent(s.high))
        for s in shown.swings
    )
    caption = w.say("inputs figure", label=w.text(m.outcome_label), months=str(m.months))
    counts = w.say("inputs clear", inputs=str(m.inputs), clear=str(m.clear))
    blocks: list[Block] = [
        Paragraph((_compared(w), " ", counts)),
        w.figure(
            "figure-inputs", caption, alternative,
            lambda width: question_charts.tornado(shown, w.language, width),
        ),
        _inputs(w, shown.swings),
    ]  # fmt: skip
    return Section("hangs", w.say("hangs"), tuple(blocks))


def _compared(w: Writer) -> str:
    """The largest swing against the reach of sampling, with the measured figures."""
    m, a = w.findings.matters, w.findings.assessment
    swing = m.swings[0]
    gravest = next(o for o in a.outcomes if o.id == m.outcome)
    forecast = min(gravest.horizons, key=lambda each: abs(each.months - m.months))
    reach = 4 * forecast.mc_error
    times = abs(swing.high - swing.low) / reach if reach > 0 else 0.0
    return w.say(
        "inputs more" if times > 1 else "inputs less",
        low=w.percent(min(swing.low, swing.high)),
        high=w.percent(max(swing.low, swing.high)),
        p=w.percent(m.probability),
        **({"times": formats.decimal(times, w.language, 0 if times >= 10 else 1)} if times > 1
           else {}),
    )  # fmt: skip


def _inputs(w: Writer, swings: list[InputSwing]) -> Table:
    rows = [
        Row(
            (
                cell(w.text(s.label), small=w.name("input", s.kind)),
                cell(_own_points(w, s)),
                cell(w.percent(s.low)),
                cell(w.percent(s.high)),
                cell(formats.points(s.error, w.language)),
                Cell(_given_by(w, s.source)),
            ),
            anchor=f"input-{s.id}",
        )
        for s in swings
    ]
    columns = (
        "input",
        "#input points",
        "#figure low",
        "#figure high",
        "~#swing error",
        "~given by",
    )
    return w.table(w.say("inputs table"), "table-inputs", columns, rows, compact=True)


def _own_points(w: Writer, s: InputSwing) -> str:
    if s.kind in ("hypothesis", "assumption"):
        return w.say("true with", p=w.percent(s.input_high))
    ends = [_significant(w, s.input_low), _significant(w, s.input_high)]
    sign = "× " if s.kind == "multiplier" else ""
    return sign + "–".join(ends) if w.language == "en" else sign + "\u00a0à\u00a0".join(ends)


def _significant(w: Writer, value: float) -> str:
    """A rate or multiplier with as many decimals as it needs to show two figures."""
    digits = 1 if value >= 10 else 2 if value >= 0.1 else 3 if value >= 0.01 else 4
    return formats.decimal(value, w.language, digits)


def _given_by(w: Writer, source: str) -> Inlines:
    """Where an input came from: a reference class or a fit by its name, anything else cited."""
    precedents = w.findings.case.precedents
    named: dict[str, Text] = {each.id: each.label for each in precedents.reference_classes}
    return (w.text(named[source]),) if source in named else w.linked(source)


# --- what to watch next --------------------------------------------------------------------------


def watch(w: Writer) -> Section:
    """The collection plan, and the observations that would tell the explanations apart."""
    n = w.findings.watch_next
    values = n.values[:LARGEST]
    clear = sum(_tells(value) for value in values)
    blocks: list[Block] = []
    if values:
        text = w.say(
            "watch read", date=w.day(n.by), label=w.text(n.outcome_label),
            until=w.day(add_months(n.as_of, n.months)), p=w.percent(values[0].expected),
        )  # fmt: skip
        notes = [w.say("watch clear", n=str(len(values)), clear=str(clear))]
        if any(value.declare for value in values):
            notes.append(w.say("watch heard", rate=formats.decimal(n.heard_rate, w.language, 0)))
        blocks += [Paragraph((text,)), Paragraph((" ".join(notes),)), _plan(w, values)]
    return Section("watch", w.say("watch"), tuple(blocks or [Paragraph((w.say("no data"),))]))


def _tells(value: WatchValue) -> bool:
    return value.share > 2 * value.share_error


def _sign(w: Writer, v: WatchValue) -> str:
    named = w.say("node level", node=w.text(v.label), level=w.text(v.level_label))
    return named if _tells(v) else w.say("marked", text=named)


def _plan(w: Writer, values: list[WatchValue]) -> Table:
    rows = [
        Row(
            (
                cell(
                    _sign(w, v),
                    small=w.text(v.observable) if v.observable else None,
                ),
                cell(w.name("state", v.state), small=w.say("declare first") if v.declare else None),
                cell(w.percent(v.seen)),
                cell(w.percent(v.if_seen), tone="strong" if _tells(v) else None),
                cell(w.percent(v.if_not)),
                cell(
                    w.percent(v.share),
                    small=formats.points(v.share_error, w.language),
                ),
                cell(", ".join(v.where) or "–"),
            ),
            anchor=f"watch-{v.node}",
            faint=not _tells(v),
        )
        for v in values
    ]
    columns = ("sign to watch", "~state", "#chance seen", "#once seen", "#if not seen",
               "#expected information", "~where")  # fmt: skip
    return w.table(w.say("collection plan"), "table-watch", columns, rows, compact=True)
