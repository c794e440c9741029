"""The track record as a section: what was registered, how it came out, how good it was."""

from __future__ import annotations

from tocsin import formats
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import Block, Paragraph, Row, Section
from tocsin.results import QuestionRecord, RecordBin, RecordScore, TrackRecord

FEW = 30
"""Fewer scored questions cannot tell skill from luck, and the section says so."""


def record(w: Writer) -> Section:
    """All four states counted, the losses against each reference, calibration, every question."""
    r = w.findings.record
    title = w.say("track record")
    if r is None:
        return Section("record", title, (Paragraph((w.say("no data"),), "note"),))
    facts = w.say(
        "track facts", registered=str(r.registered), yes=str(r.yes), no=str(r.no),
        void=str(r.void), pending=str(r.pending),
    )  # fmt: skip
    blocks: list[Block] = [Paragraph((facts,), "lead"), *_cautions(w, r)]
    columns: tuple[str, ...]
    if r.scores:
        columns = ("against", "kind", "#questions scored", "#ours", "#theirs", "#difference")
        rows = [_score(w, each) for each in r.scores]
        blocks.append(w.table(w.say("track scores"), "table-scores", columns, rows))
    if any(each.n for each in r.calibration):
        columns = ("called", "#mean called", "#came true", "#track interval")
        rows = [_bin(w, each) for each in r.calibration if each.n]
        blocks.append(w.table(w.say("track calibration"), "table-calibration", columns, rows))
    if r.questions:
        columns = ("question", "horizon", "state of question", "#we said", "#Base rate", "#brier")
        rows = [_question(w, each) for each in r.questions]
        blocks.append(w.table(w.say("track questions"), "table-questions", columns, rows))
    return Section("record", title, tuple(blocks))


def _cautions(w: Writer, r: TrackRecord) -> list[Block]:
    told = []
    if r.void_rate is not None:
        told.append(w.say("track void", rate=w.percent(r.void_rate)))
    if r.unscored:
        told.append(w.say("track unscored", n=str(r.unscored)))
    if not r.scored:
        if not r.unscored:
            told.append(w.say("track nothing"))
    elif r.scored == 1:
        told.append(w.say("track one"))
    elif r.scored < FEW:
        told.append(w.say("track few", n=str(r.scored)))
    return [Paragraph((" ".join(told),), "note")] if told else []


def _score(w: Writer, each: RecordScore) -> Row:
    interval = None
    if each.low is not None and each.high is not None:
        ends = [formats.signed(value, w.language, 2) for value in (each.low, each.high)]
        interval = " … ".join(ends)
    return Row(
        (
            cell(w.name("against", each.against)),
            cell(w.say("brier" if each.rule == "brier" else "log loss")),
            cell(str(each.n)),
            cell(formats.decimal(each.ours, w.language, 3)),
            cell(formats.decimal(each.reference, w.language, 3)),
            cell(formats.signed(each.difference, w.language, 3), small=interval),
        )
    )


def _bin(w: Writer, each: RecordBin) -> Row:
    return Row(
        (
            cell(f"{w.percent(each.lower)} – {w.percent(each.upper)}"),
            cell(w.percent(each.forecast)),
            cell(w.say("of n", k=str(each.happened), n=str(each.n))),
            cell(formats.span(each.low, each.high, w.language)),
        )
    )


def _question(w: Writer, each: QuestionRecord) -> Row:
    def percent(p: float | None) -> str:
        return "–" if p is None else w.percent(p)

    settled = None if each.settled is None else w.day(each.settled)
    loss = "–" if each.brier is None else formats.decimal(each.brier, w.language, 3)
    return Row(
        (
            cell(f"{each.id} {w.text(each.text)}"),
            cell(w.day(each.deadline)),
            cell(w.name("settlement", each.state), small=settled),
            cell(percent(each.probability)),
            cell(percent(each.base_rate)),
            cell(loss),
        )
    )
