"""The evidence: all items with how each counts, and one item with all that it rests on."""

from __future__ import annotations

import math

from tocsin import formats
from tocsin.briefing import weights
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import (
    Block,
    Cell,
    Inline,
    Inlines,
    Link,
    Listing,
    Paragraph,
    Row,
    Section,
)
from tocsin.results import CitedSource, Quote, WeighedEvidence, WeighedItem


def evidence(w: Writer) -> Section:
    """Every item in order of publication: its dates, its formula, what it did."""
    found = w.findings.weighed
    rows = [
        Row(
            (
                Cell(w.cited(w.text(item.label), _cited(item))),
                cell(_days(w, item) or "–"),
                cell(w.name("row", item.kind)),
                cell(weights.short(w, item)),
                cell(*_change(w, item)),
            ),
            anchor=f"evidence-{item.id}",
        )
        for item in found.items
    ]
    columns = ("item", "dates", "~kind", "how it counts", "#change in log-odds")
    return Section(
        "evidence",
        w.say("evidence"),
        (
            Paragraph((w.say("evidence text", label=w.text(found.outcome_label)),)),
            w.table(w.say("evidence caption"), "table-evidence", columns, rows),
        ),
    )


def evidence_item(w: Writer, found: WeighedEvidence, item: WeighedItem) -> Section:
    """One item: what it did, what is said, when, by which document, and how it counts."""
    blocks: list[Block] = [Paragraph(_did(w, found, item))]
    blocks += _said(w, item)
    blocks.append(Paragraph((w.say("dates") + w.colon + _all_days(w, item),)))
    if item.sources:
        documents = tuple((None, _document(w, source)) for source in item.sources)
        blocks.append(Listing(documents, title=w.say("documents it rests on")))
    elif item.kind in ("evidence", "report", "rating"):
        blocks.append(Paragraph((w.say("no documents"),), "note"))
    if item.weight is not None or item.kind in ("interaction", "resampling", "small"):
        blocks += weights.full(w, item)
    return Section(f"evidence-{item.id}", w.text(item.label), tuple(blocks))


def _did(w: Writer, found: WeighedEvidence, item: WeighedItem) -> Inlines:
    label, months = w.text(found.outcome_label), str(found.months)
    back = Link(w.say("in waterfall"), "#table-reasons")
    if item.change is None or item.mc_error is None:
        return (w.say("did nothing", label=label, months=months), " ", back, ".")
    text = w.say(
        "did", label=label, months=months, change=formats.signed(item.change, w.language),
        error=formats.decimal(item.mc_error, w.language),
        times=formats.decimal(math.exp(item.change), w.language),
    )  # fmt: skip
    return (text, " ", Link(w.say("in waterfall"), f"#row-{item.id}"), ".")


def _change(w: Writer, item: WeighedItem) -> Inlines:
    if item.change is None:
        return (w.say("below noise"),)
    return (Link(formats.signed(item.change, w.language), f"#row-{item.id}"),)


def _cited(item: WeighedItem) -> list[str]:
    below = {source for claim in item.claims for source in claim.sources}
    return [
        *(claim.id for claim in item.claims),
        *(source.id for source in item.sources if source.id not in below or not item.claims),
    ]


def _days(w: Writer, item: WeighedItem) -> str:
    """When it was published and, where that was another day, when it happened."""
    days = []
    if item.published is not None:
        days.append(w.day(item.published, short=True))
    if item.happened is not None and item.happened != item.published:
        days.append(w.say("happened on", date=w.day(item.happened, short=True)))
    return ", ".join(days)


def _all_days(w: Writer, item: WeighedItem) -> str:
    named = {
        "happened on": item.happened, "published on day": item.published,
        "retrieved on": item.retrieved,
    }  # fmt: skip
    days = [w.say(key, date=w.day(day)) for key, day in named.items() if day is not None]
    if item.kind in ("evidence", "report", "rating") and item.retrieved is None:
        days.append(w.say("not retrieved"))
    return w.semicolon.join(days) + "." if days else "–"


def _said(w: Writer, item: WeighedItem) -> list[Block]:
    """The claims in paraphrase and, from a workspace, the words of the documents themselves."""
    blocks: list[Block] = []
    if item.claims:
        claims: list[tuple[str | None, Inlines]] = []
        for claim in item.claims:
            status = w.name("claim status", claim.status)
            by = w.say("claim by", speaker=claim.speaker, status=status)
            link = Link(f"[{claim.id}]", f"#claim-{claim.id}")
            claims.append((None, (w.text(claim.paraphrase), " ", link, by)))
        blocks.append(Listing(tuple(claims), title=w.say("claims it rests on")))
    if item.passages:
        quotes = tuple((None, _passage(w, passage)) for passage in item.passages)
        blocks.append(Listing(quotes, title=w.say("quotes")))
    elif item.kind in ("evidence", "report", "rating"):
        blocks.append(Paragraph((w.say("no passages"),), "note"))
    return blocks


def _passage(w: Writer, passage: Quote) -> Inlines:
    told = {
        "title": passage.title, "proposal": passage.proposal, "who": passage.decided_by,
        "why": passage.decided_why,
    }  # fmt: skip
    where = (
        w.say("passage of", **told)
        if passage.start is None
        else w.say("passage at", start=str(passage.start), end=str(passage.end), **told)
    )
    return (f"“{passage.text}”" if w.language == "en" else f"« {passage.text} »", where)


def _document(w: Writer, source: CitedSource) -> Inlines:
    title: Inline = Link(source.title, source.url) if source.url else source.title
    rest = [source.publisher] if source.publisher else []
    if source.date:
        rest.append(w.day(source.date))
    if source.stance is not None:
        rest.append(w.text(source.stance))
    words = f". {', '.join(rest)}" if rest else ""
    return (*w.cite([source.id]), " ", title, words, f" ({source.type}).")
