"""The timeline: everything dated in a case, newest first, each day a place to look back from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tocsin.briefing import timeline_picture
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import Block, Cell, Inline, Inlines, Link, Paragraph, Row, Section
from tocsin.periods import earliest

Entry = tuple[date, str, Inlines, Inlines]
"""Day, kind in words, what happened, where it rests."""


def timeline(w: Writer) -> Section:
    """Sources, claims, decided levels, reports and rated items that were public by the day."""
    as_of, start = w.findings.assessment.as_of, w.findings.assessment.start
    known = [entry for entry in entries(w) if entry[0] <= as_of]
    known.sort(key=lambda entry: entry[0], reverse=True)
    rows = [
        Row(
            (
                Cell((_day(w, day, start),)),
                cell(kind, tone="soft"),
                Cell(what),
                Cell(rests or ("–",)),
            )
        )
        for day, kind, what, rests in known
    ]
    columns = ("date", "~kind", "what", "sources")
    table = w.table(w.say("timeline caption"), "table-timeline", columns, rows)
    text = Paragraph((w.say("timeline text"),))
    return Section("timeline", w.say("timeline"), (text, *_picture(w, known), table))


def _picture(w: Writer, known: list[Entry]) -> list[Block]:
    """Evidence, claims and sources on one axis."""
    if not known:
        return []
    a = w.findings.assessment
    lanes = {w.say("claim"): w.say("lane claims"), w.say("document"): w.say("lane sources")}
    dots = [
        timeline_picture.Dot(
            lanes.get(kind, w.say("lane evidence")), day, _plain(what), day >= a.start
        )
        for day, kind, what, _ in known
    ]
    order = [w.say(f"lane {key}") for key in ("evidence", "claims", "sources")]
    figure = w.drawn(
        "figure-timeline", w.say("timeline figure"), w.say("timeline alt", n=str(len(dots))),
        lambda width: timeline_picture.axis(dots, order, a.start, a.as_of, w.language, width),
    )  # fmt: skip
    return [replace(figure, linked=True)]


def _plain(content: Inlines) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in content)


def _day(w: Writer, day: date, start: date) -> Inline:
    """A day on one line; one that a case can be seen as of leads there."""
    words = w.day(day, short=True).replace(" ", "\u00a0")
    return Link(words, f"?as_of={day.isoformat()}") if day >= start else words


def entries(w: Writer) -> Iterator[Entry]:
    """Everything dated in the case, in no order: evidence, sources, claims."""
    what: Inlines
    case = w.findings.case
    evidence = case.evidence
    shown = {state.id for state in w.findings.assessment.nodes}
    for line in evidence.timelines:
        label = w.node(line.node)
        named = Link(label, f"#node-{line.node}") if line.node in shown else label
        for entry in line.entries:
            what = (named, f" – {w.text(entry.label)}")
            yield (
                entry.published, w.say("decided level"), what,
                w.cite([*entry.sources, *entry.claims]),
            )  # fmt: skip
        for sighting in line.sightings:
            what = (named, f" – {w.text(sighting.label)}")
            yield sighting.date, w.say("sighting"), what, w.cite(sighting.sources)
    for report in evidence.reports:
        what = (w.text(report.label), f" ({report.code})")
        yield report.published, w.name("row", "report"), what, w.cite(report.sources)
    for rating in evidence.ratings:
        what = (Link(w.text(rating.label), f"#rated-{rating.id}"),)
        yield rating.published, w.name("row", "rating"), what, w.cite(rating.sources)
    for source in case.sources:
        if source.date:
            yield (
                earliest(source.date), w.say("document"), (source.title,),
                w.cite([source.id]),
            )  # fmt: skip
    for claim in case.claims:
        if claim.date:
            what = (w.text(claim.paraphrase),)
            yield earliest(claim.date), w.say("claim"), what, w.cite([claim.id])
