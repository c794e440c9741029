"""Why the figures are what they are: the terms of the change, and the rival explanations."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tocsin import formats
from tocsin.briefing import charts
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import (
    Block,
    Cell,
    Column,
    Inlines,
    Link,
    Listing,
    Paragraph,
    Row,
    Section,
    Table,
)
from tocsin.inference import ratings
from tocsin.labels import say
from tocsin.language import Language, Text
from tocsin.results import Explanation, ExplanationRow, MatrixRow

LEAST = 0.02
"""The smallest change in log-odds that is a row of its own."""


def reasons(w: Writer) -> Section:
    """The waterfall and the table whose rows add up to the total."""
    e, held = condensed(w.findings.explanation)
    base, today = w.percent(e.base_probability), w.percent(e.probability)
    figure = w.figure(
        "figure-reasons",
        w.say("waterfall caption"),
        w.say("waterfall alt", base=base, probability=today),
        lambda width: charts.waterfall(e, w.language, width),
    )
    text = w.say(
        "reasons text",
        base=base,
        probability=today,
        label=w.text(e.outcome_label),
        months=str(e.months),
    )
    blocks: list[Block] = [Paragraph((text,)), figure, _terms(w, e)]
    if held:
        least = formats.decimal(LEAST, w.language)
        blocks.append(
            Listing(
                tuple((f"row-{row.id}", _held(w, row)) for row in held),
                title=w.say("small terms held", least=least),
            )
        )
    blocks.append(Paragraph((w.say("log-odds note"),), "note"))
    return Section("reasons", w.say("reasons"), tuple(blocks))


def condensed(e: Explanation) -> tuple[Explanation, list[ExplanationRow]]:
    """The explanation with its smallest terms in one row, and the terms that the row holds.

    Terms are compared as they are shown, rounded, so that the column still adds up exactly.
    """
    changes = formats.adding_up([row.change for row in e.rows], e.log_odds - e.base_log_odds)
    shown, held, rest = [], [], []
    for row, change in zip(e.rows, changes, strict=True):
        rounded = row.model_copy(update={"change": change})
        if row.kind == "small":
            rest.append(rounded)
        elif row.kind != "time" and abs(change) < LEAST:
            held.append(rounded)
        else:
            shown.append(rounded)
    if not held:
        return e, []
    both = [*held, *rest]
    named = {
        language: say("small terms", language, least=formats.decimal(LEAST, language))
        for language in Language
    }
    small = ExplanationRow(
        kind="small",
        id="small",
        label=Text(en=named[Language.EN], fr=named[Language.FR]),
        date=None,
        change=round(sum(row.change for row in both), 2),
        mc_error=math.hypot(*(row.mc_error for row in both)),
        sources=[],
    )
    return e.model_copy(update={"rows": [*shown, small]}), held


def _held(w: Writer, row: ExplanationRow) -> Inlines:
    change = f" ({formats.signed(row.change, w.language)})"
    when = f"{w.day(row.date, short=True)} – " if row.date else ""
    return (when, *_opened(w, "", row), change)


def _opened(w: Writer, before: str, row: ExplanationRow) -> Inlines:
    """A row's label, which leads to its evidence, and its sources."""
    label = w.text(row.label)
    known = {item.id for item in w.findings.weighed.items}
    named = Link(label, f"#evidence-{row.id}") if row.id in known else label
    links = w.cite(row.sources)
    return (*([before] if before else []), named, *((" ", *links) if links else ()))


def _terms(w: Writer, e: Explanation) -> Table:
    changes = formats.adding_up([row.change for row in e.rows], e.log_odds - e.base_log_odds)
    rows = [_total(w, w.say("start row", p=w.percent(e.base_probability)), e.base_log_odds)]
    for number, (row, change) in enumerate(zip(e.rows, changes, strict=True), start=1):
        tone = "raises" if change > 0 else "lowers" if change < 0 else None
        rows.append(
            Row(
                (
                    Cell(_opened(w, f"{number}. ", row)),
                    cell(w.day(row.date, short=True) if row.date else "–"),
                    cell(w.name("row", row.kind)),
                    cell(formats.signed(change, w.language), tone=tone),
                    cell("±" + formats.decimal(row.mc_error, w.language)),
                ),
                anchor=f"row-{row.id}",
            )
        )
    rows.append(_total(w, w.say("total change"), e.log_odds - e.base_log_odds, sign=True))
    rows.append(_total(w, w.say("end row", p=w.percent(e.probability)), e.log_odds))
    columns = ("item", "~date", "~kind", "#change in log-odds", "#error")
    return w.table(w.say("reasons caption"), "table-reasons", columns, rows, compact=True)


def _total(w: Writer, label: str, value: float, *, sign: bool = False) -> Row:
    shown = formats.signed(value, w.language) if sign else formats.decimal(value, w.language)
    return Row((cell(label), cell(""), cell(""), cell(shown), cell("")), total=True)


def hypotheses(w: Writer) -> Section:
    """Prior and posterior of every explanation, and the matrix they come from."""
    states = w.findings.assessment.hypotheses
    if not states:
        return Section("hypotheses", w.say("hypotheses"), (Paragraph((w.say("no data"),)),))
    alternative = w.semicolon.join(
        w.say("hypotheses alt", label=w.text(h.label), prior=w.percent(h.prior),
              posterior=w.percent(h.posterior))
        for h in states
    )  # fmt: skip
    blocks: list[Block] = [
        Paragraph((w.say("hypotheses text"),)),
        w.figure(
            "figure-hypotheses", w.say("hypotheses caption"), alternative,
            lambda width: charts.hypotheses(states, w.language, width),
        ),
        _beliefs(w),
    ]  # fmt: skip
    if w.findings.explanation.matrix:
        blocks += [_matrix(w), _matrix_note(w)]
    if w.findings.case.evidence.discriminators:
        blocks += [_discriminators(w), Paragraph((w.say("discriminators note"),), "note")]
    return Section("hypotheses", w.say("hypotheses"), tuple(blocks))


def _discriminators(w: Writer) -> Table:
    """The observations that would tell the explanations apart, the most telling first."""
    case = w.findings.case
    belief = {h.id: h.posterior for h in w.findings.assessment.hypotheses}
    found = []
    for one in case.evidence.discriminators:
        after = ratings.told_by(case, belief, dict(one.scores))
        found.append((ratings.bits(belief, after), after, one))
    found.sort(key=lambda told: (-told[0], told[2].id))
    rows = [
        Row(
            (
                cell(w.text(one.observation), small=_codes(w, one.scores)),
                cell(_swing(w, belief, after), small=w.text(one.moves)),
                cell(formats.decimal(gain, w.language, 3), tone="strong"),
                cell(w.name("strength", one.strength)),
                Cell(w.linked(one.where)),
            ),
            anchor=f"discriminator-{one.id}",
        )
        for gain, after, one in found
    ]
    columns = ("observation", "if observed", "#tells bits", "~strength", "~where")
    return w.table(w.say("discriminators caption"), "table-discriminators", columns, rows)


def _codes(w: Writer, scores: Mapping[str, str]) -> str:
    """The hypotheses by their consistency codes."""
    codes: dict[str, list[str]] = {}
    for hypothesis, code in scores.items():
        codes.setdefault(code, []).append(w.hypothesis(hypothesis))
    return w.semicolon.join(f"{code} {', '.join(names)}" for code, names in codes.items())


def _swing(w: Writer, before: Mapping[str, float], after: Mapping[str, float]) -> str:
    """The hypothesis whose probability would move most, and from where to where."""
    if not after:
        return "–"
    most = max(after, key=lambda name: abs(after[name] - before[name]))
    return w.say(
        "belief moves", label=w.hypothesis(most), before=w.percent(before[most]),
        after=w.percent(after[most]),
    )  # fmt: skip


def _beliefs(w: Writer) -> Table:
    rows = [
        Row(
            (
                cell(w.text(h.label), small=w.text(h.claim)),
                cell(w.text(h.group_label)),
                cell(w.percent(h.prior)),
                cell(w.percent(h.posterior), tone="strong"),
                cell(w.percent(h.ratings_only)),
                cell(w.percent(h.undiscounted)),
                cell(formats.decimal(h.inconsistency, w.language)),
                cell("–" if h.rank is None else str(h.rank)),
            ),
            anchor=f"hypothesis-{h.id}",
        )
        for h in w.findings.assessment.hypotheses
    ]
    columns = ("hypothesis", "~group", "#prior", "#posterior", "~#ratings only", "#undiscounted",
               "~#inconsistency", "~#rank")  # fmt: skip
    return w.table(w.say("hypotheses table"), "table-hypotheses", columns, rows, compact=True)


def _matrix(w: Writer) -> Table:
    e = w.findings.explanation
    rated = _rated(e)
    heads = [
        Column(w.say("item")),
        *(Column(w.hypothesis(name)) for name in rated),
        Column(w.say("diagnosticity"), numeric=True),
    ]
    rows = [_matrix_row(w, row, rated) for row in e.matrix]
    sums = [cell(formats.decimal(e.inconsistency.get(h, 0.0), w.language)) for h in rated]
    rows.append(Row((cell(w.say("inconsistency")), *sums, cell("")), total=True))
    return Table(w.say("matrix caption"), tuple(heads), tuple(rows), "table-matrix", dense=True)


def _matrix_note(w: Writer) -> Paragraph:
    notes = ["matrix codes", "matrix ratios"]
    if not all(row.counts for row in w.findings.explanation.matrix):
        notes.append("matrix uncounted")
    return Paragraph((" ".join(map(w.say, notes)),), "note")


def _rated(e: Explanation) -> list[str]:
    """The hypotheses that any item speaks to; the others would be empty columns."""
    spoken = {cell.hypothesis for row in e.matrix for cell in row.cells}
    return [hypothesis for hypothesis in e.hypotheses if hypothesis in spoken]


def _matrix_row(w: Writer, row: MatrixRow, rated: Sequence[str]) -> Row:
    given = {each.hypothesis: each for each in row.cells}
    cells: list[Cell] = []
    for hypothesis in rated:
        each = given.get(hypothesis)
        if each is None:
            cells.append(cell("–"))
            continue
        ratio = formats.signed(each.log_ratio, w.language) if row.counts else None
        cells.append(cell(each.code, tone=f"code-{each.code.lower()}", small=ratio))
    counted = sum(r.cluster == row.cluster and r.counts for r in w.findings.explanation.matrix)
    discount = formats.decimal(row.discount, w.language)
    weight = w.say("in cluster", m=str(counted), discount=discount)
    if row.repeats is not None:
        weight = w.say("repeats", node=w.node(row.repeats))
    elif counted == 1:
        weight = w.say("alone")
    named = f"{row.id} {w.text(row.label)}"
    item = w.cited(named if row.counts else w.say("marked", text=named), row.sources)
    diagnosticity = cell(formats.decimal(row.diagnosticity, w.language))
    return Row(
        (Cell(item, small=f"{w.day(row.published, short=True)} · {weight}"), *cells, diagnosticity),
        anchor=f"rated-{row.id}",
        faint=not row.counts,
    )
