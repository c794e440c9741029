"""The back of a briefing: its sources, its method, its run record."""

from __future__ import annotations

from tocsin import formats
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import (
    Block,
    Cell,
    Column,
    Inline,
    Inlines,
    Link,
    Listing,
    Paragraph,
    Row,
    Section,
    Table,
)
from tocsin.briefing.words import ABOVE, BANDS, TOP
from tocsin.case.schema import Node, Source
from tocsin.results import AnchorState


def sources(w: Writer) -> Section:
    """The numbered sources, then the claims of the text under test."""
    case = w.findings.case
    blocks: list[Block] = [
        Paragraph((w.say("sources text"),), "note"),
        Listing(
            tuple((f"source-{s.id}", _source(w, s)) for s in case.sources),
            numbered=True,
        ),
    ]
    if case.claims:
        rows = [
            Row(
                (
                    cell(f"{c.id} {w.text(c.paraphrase)}"),
                    cell(w.name("claim kind", c.kind)),
                    cell(w.name("claim status", c.status), tone=f"claim-{c.status}",
                         small=w.text(c.status_detail) if c.status_detail else None),
                    Cell(w.cite(e.source for e in c.evidence) or ("–",)),
                ),
                anchor=f"claim-{c.id}",
            )
            for c in case.claims
        ]  # fmt: skip
        columns = ("claim", "kind", "status", "sources")
        blocks.append(w.table(w.say("claims caption"), "table-claims", columns, rows))
    return Section("sources", w.say("sources"), tuple(blocks))


def _source(w: Writer, source: Source) -> Inlines:
    title: Inline = Link(source.title, source.url) if source.url else source.title
    rest = [source.publisher] if source.publisher else []
    if source.date:
        rest.append(w.day(source.date))
    return (title, ". " + ", ".join([*rest, source.id]) + ".")


def method(w: Writer) -> Section:
    """What the model does, and every table in force."""
    case, a = w.findings.case, w.findings.assessment
    tables = case.header.tables
    discount = w.say(
        "discount text",
        rho=formats.decimal(tables.cluster_correlation, w.language, 1),
        exponent=formats.decimal(tables.rating_exponent, w.language, 1),
    )
    health = w.say(
        "health text",
        samples=formats.decimal(a.health.samples, w.language, 0),
        ess=formats.decimal(a.health.smallest_ess, w.language, 0),
        date=w.day(a.health.smallest_ess_date),
        ancestors=formats.decimal(a.health.effective_ancestors, w.language, 0),
    )
    blocks: list[Block] = [Paragraph((w.say("method text"),)), Paragraph((health,))]
    if a.anchors:
        blocks.append(_anchors(w))
    blocks += [_start(w), _bands(w), _admiralty(w), _consistency(w), Paragraph((discount,))]
    if case.header.notes:
        items = tuple((None, (w.text(note),)) for note in case.header.notes)
        blocks.append(Listing(items, title=w.say("notes")))
    return Section("method", w.say("method"), tuple(blocks))


def _anchors(w: Writer) -> Table:
    labels = {o.id: w.text(o.label) for o in w.findings.assessment.outcomes}
    rows = [_anchor(w, state, labels) for state in w.findings.assessment.anchors]
    columns = ("outcome", "reference class", "#class rate", "#scale", "#drift", "#error")
    return w.table(w.say("anchors caption"), "table-anchors", columns, rows)


def _anchor(w: Writer, state: AnchorState, labels: dict[str, str]) -> Row:
    case = w.findings.case
    chosen = {anchor.asked: anchor.reference_class for anchor in case.model.anchors}
    classes = {each.id: each for each in case.precedents.reference_classes}
    held = classes.get(chosen.get(state.asked, ""))

    def number(value: float) -> str:
        return formats.decimal(value, w.language)

    counted = "" if state.counted is None else f"{w.text(state.counted)} "
    about = counted + w.say(
        "events over years", events=number(state.shape), years=number(state.years)
    )
    source = w.linked(held.source) if held else ()
    ends = [
        " – ".join(number(value) for value in (series[0], series[-1])) if series else "–"
        for series in (state.scale, state.drift)
    ]
    error = max(state.scale_error, default=0.0)
    return Row(
        (
            cell(labels.get(state.asked, state.asked)),
            cell(f"{w.text(state.label)} ", *source, small=about),
            cell(formats.decimal(state.class_rate, w.language, 4)),
            cell(ends[0]),
            cell(ends[1]),
            cell("±" + w.percent(error)),
        ),
        anchor=f"anchor-{state.asked}",
    )


def _start(w: Writer) -> Table:
    """The start state: part of the reference description, so it is printed."""
    rows = [
        Row((cell(w.text(node.label)), cell(w.name("kind", node.kind)), cell(_begun(w, node))))
        for node in w.findings.case.model.nodes
    ]
    caption = w.say("start caption", date=w.day(w.findings.assessment.start))
    return w.table(caption, "table-start", ("node", "kind", "start"), rows)


def _begun(w: Writer, node: Node) -> str:
    labels = {level.id: w.text(level.label) for level in node.levels}
    if isinstance(node.start, str):
        return labels.get(node.start, node.start)
    shares = node.start.items()
    return ", ".join(f"{labels.get(key, key)} {w.percent(p)}" for key, p in shares)


def _bands(w: Writer) -> Table:
    ends = [band.low for band in BANDS[1:]] + [TOP]
    rows = [Row((cell(w.text(ABOVE.term)), cell(w.percent(TOP)), cell("")))]
    for band, end in zip(reversed(BANDS), reversed(ends), strict=True):
        rows.append(Row((cell(w.text(band.term)), cell(w.percent(band.low)), cell(w.percent(end)))))
    return w.table(w.say("words caption"), "table-words", ("term", "#from", "#to"), rows)


def _admiralty(w: Writer) -> Table:
    tables = w.findings.case.header.tables
    pairs = [(w.say("reliability"), code, value) for code, value in tables.reliability.items()]
    pairs += [(w.say("credibility"), code, value) for code, value in tables.credibility.items()]
    rows = [
        Row((cell(what), cell(code), cell(formats.decimal(value, w.language, 1))))
        for what, code, value in pairs
    ]
    ratio = formats.decimal(tables.report_ratio, w.language, 1)
    heads = (Column(""), Column(w.say("code")), Column(w.say("exponent"), numeric=True))
    caption = w.say("admiralty caption", ratio=ratio)
    return Table(caption, heads, tuple(rows), "table-admiralty")


def _consistency(w: Writer) -> Table:
    rows = [
        Row((cell(code, tone=f"code-{code.lower()}"), cell(formats.decimal(value, w.language, 2))))
        for code, value in w.findings.case.header.tables.consistency.items()
    ]
    return w.table(w.say("consistency caption"), "table-consistency", ("code", "#ratio"), rows)


def run_record(w: Writer) -> Section:
    """All that is needed to repeat the result."""
    run = w.findings.assessment.run
    libraries = ", ".join(f"{key} {value}" for key, value in sorted(run.libraries.items()))
    pairs = [
        ("run version", run.tocsin),
        ("run case", run.case),
        ("run hash", run.case_sha256),
        ("run evidence", run.evidence_sha256),
        ("run as of", w.day(run.as_of)),
        ("run seed", str(run.seed)),
        ("run samples", formats.decimal(run.samples, w.language, 0)),
        ("run libraries", libraries),
        ("run format", str(run.results_version)),
    ]
    rows = [Row((cell(w.say(key)), cell(value, tone="code"))) for key, value in pairs]
    table = w.table(w.say("run caption"), "table-run", ("setting", "value"), rows)
    return Section("run", w.say("run"), (table,))
