"""The briefing of one page: judgement and figures, why, what would change it, what to watch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tocsin import formats
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.judgement import going_on, headline, inputs_beside, lead
from tocsin.briefing.off_ramps import CLEAR, clear
from tocsin.briefing.parts import Block, Cell, Inline, Link, Paragraph, Row, Section
from tocsin.briefing.recent import to_watch
from tocsin.briefing.words import BANDS, TOP
from tocsin.results import ExplanationRow, OffRampEffect, OutcomeChange, OutcomeForecast

TERMS = 4
"""Terms of the change that a page names."""
RAMPS = 3
"""Interventions that a page names."""


def one_page(w: Writer) -> Iterator[Section]:
    """The sections of one page, in the order in which a reader needs them."""
    yield _judgement(w)
    yield _why(w)
    yield _change(w)
    yield to_watch(w)
    yield _unmonitored(w)
    yield _reading(w)


# --- the judgement -------------------------------------------------------------------------------


def _judgement(w: Writer) -> Section:
    a = w.findings.assessment
    blocks: list[Block] = [
        lead(w), *inputs_beside(w, a.outcomes[-1]), Paragraph((w.text(a.confidence),))
    ]  # fmt: skip
    if a.health.warnings:
        cautions = " ".join(w.text(each) for each in a.health.warnings)
        blocks.append(Paragraph((cautions,), "warning"))
    columns = ("outcome", "#probability", "in words", "#80 range", "#Base rate", "~#mc error")
    caption = w.say("one page outcomes", months=str(a.headline_months), date=w.day(_until(w)))
    rows = [_outcome(w, outcome) for outcome in a.outcomes]
    blocks.append(w.table(caption, "table-outcomes", columns, rows, compact=True))
    blocks.append(Paragraph((going_on(w),), "note"))
    return Section("judgement", w.say("judgement"), tuple(blocks))


def _until(w: Writer) -> str:
    a = w.findings.assessment
    return headline(a.outcomes[-1], a.headline_months).until.isoformat()


def _outcome(w: Writer, outcome: OutcomeForecast) -> Row:
    f = headline(outcome, w.findings.assessment.headline_months)
    base = w.say("no base") if f.base_rate is None else w.percent(f.base_rate)
    return Row(
        (
            cell(w.text(outcome.label)),
            cell(w.percent(f.probability), tone="strong"),
            cell(w.text(f.words)),
            cell(formats.span(f.low, f.high, w.language)),
            cell(base),
            cell(formats.points(f.mc_error, w.language)),
        ),
        anchor=f"p-{outcome.id}-{f.months}",
    )


# --- why -----------------------------------------------------------------------------------------


def _why(w: Writer) -> Section:
    e = w.findings.explanation
    total = e.log_odds - e.base_log_odds
    changes = formats.adding_up([row.change for row in e.rows], total)
    told = [(row, change) for row, change in zip(e.rows, changes, strict=True)
            if row.kind != "small"]  # fmt: skip
    told.sort(key=lambda each: -abs(each[1]))
    told = told[:TERMS]
    rest = round(total, 2) - sum(change for _, change in told)
    caption = w.say(
        "one page reasons", n=str(len(told)), label=w.text(e.outcome_label), months=str(e.months),
        base=w.percent(e.base_probability), p=w.percent(e.probability),
    )  # fmt: skip
    rows = [_term(w, row, change) for row, change in told]
    figure = formats.signed(rest, w.language)
    rows.append(Row((cell(w.say("one page rest")), cell(""), cell(""), cell(figure)), faint=True))
    columns = ("item", "date", "given by", "#change in log-odds")
    blocks: list[Block] = [w.table(caption, "table-terms", columns, rows, compact=True)]
    return Section("reasons", w.say("one page why"), (*blocks, *_explanations(w)))


def _term(w: Writer, row: ExplanationRow, change: float) -> Row:
    tone = "raises" if change > 0 else "lowers"
    return Row(
        (
            cell(w.text(row.label)),
            cell(w.day(row.date, short=True) if row.date else "–"),
            Cell(_origin(w, row.sources)),
            cell(formats.signed(change, w.language), tone=tone),
        ),
        anchor=f"row-{row.id}",
    )


def _origin(w: Writer, keys: Sequence[str]) -> tuple[Inline, ...]:
    """Who published the first source that is known, leading to it: one page has no list of them."""
    held = {source.id: source for source in w.findings.case.sources}
    source = next((held[key] for key in keys if key in held), None)
    if source is None:
        return ("–",)
    name = source.publisher or source.title
    return (Link(name, source.url) if source.url else name,)


def _explanations(w: Writer) -> list[Block]:
    """The rival explanation that gained most: an alternative stands beside every judgement."""
    states = w.findings.assessment.hypotheses
    if not states:
        return []
    best = max(states, key=lambda h: h.posterior - h.prior)
    said = w.say("from prior", prior=w.percent(best.prior), posterior=w.percent(best.posterior))
    return [Paragraph((f"{w.say('leading hypothesis')}{w.colon}{w.text(best.label)} ({said}).",))]


# --- what would change it ------------------------------------------------------------------------


def _change(w: Writer) -> Section:
    effects = w.findings.off_ramps
    if effects is None:
        return Section("change", w.say("change"), (Paragraph((w.say("no data"),)),))
    label = w.text(effects.outcomes[effects.outcome])
    found = [(each, one) for each in effects.alone for one in each.outcomes
             if one.outcome == effects.outcome]  # fmt: skip
    lowering = [(each, one) for each, one in found
                if one.change < 0 and clear(one.change, one.change_error)]  # fmt: skip
    if not lowering:
        said = w.say("off-ramps none text", label=label)
        return Section("change", w.say("change"), (Paragraph((said,)),))
    lowering.sort(key=lambda each: each[1].change)
    caption = w.say(
        "one page ramps", label=label, months=str(effects.months),
        n=str(len(lowering[:RAMPS])), errors=formats.decimal(CLEAR, w.language, 0),
    )  # fmt: skip
    rows = [_ramp(w, each, one) for each, one in lowering[:RAMPS]]
    columns = ("off-ramp", "cost", "signpost", "#change in points")
    table = w.table(caption, "table-ramps", columns, rows, compact=True)
    return Section("change", w.say("change"), (table,))


def _ramp(w: Writer, effect: OffRampEffect, one: OutcomeChange) -> Row:
    shown, about = formats.measured(one.change, one.change_error, w.language)
    return Row(
        (
            cell(f"{effect.code} {w.text(effect.label)}"),
            cell(w.name("degree", effect.cost)),
            cell(w.text(effect.signpost)),
            cell(f"{shown} {about}", tone="lowers"),
        ),
        anchor=f"off-ramp-{effect.id}",
    )


# --- what stays unsaid, and how to read it -------------------------------------------------------


def _unmonitored(w: Writer) -> Section:
    """Silence is no absence: the triggers that nothing watches, by name."""
    a = w.findings.assessment
    missing = [w.text(t.label) for t in a.triggers if t.state == "not monitored"]
    said = (
        w.say("one page unwatched", n=str(len(missing)), total=str(len(a.triggers)),
              list=w.semicolon.join(missing))
        if missing
        else w.say("one page watched", total=str(len(a.triggers)))
    )  # fmt: skip
    return Section("triggers", w.say("one page unmonitored"), (Paragraph((said,)),))


def _reading(w: Writer) -> Section:
    """The seven bands of ICD 203 on a line, and what makes the result repeatable."""
    a = w.findings.assessment
    ends = [band.low for band in BANDS[1:]] + [TOP]
    bands = w.semicolon.join(
        w.say("one page band", term=w.text(band.term), low=_whole(w, band.low),
              high=_whole(w, end))
        for band, end in zip(BANDS, ends, strict=True)
    )  # fmt: skip
    run = w.say(
        "one page run", version=a.run.tocsin, seed=str(a.run.seed), hash=a.run.case_sha256[:12],
        samples=formats.decimal(a.run.samples, w.language, 0),
    )  # fmt: skip
    said = w.say("one page bands", bands=bands)
    blocks: tuple[Block, ...] = (Paragraph((said,), "note"), Paragraph((run,), "note"))
    return Section("method", w.say("one page words"), blocks)


def _whole(w: Writer, p: float) -> str:
    """The end of a band in whole percent, as the directive prints it."""
    return formats.decimal(100 * p, w.language, 0)
