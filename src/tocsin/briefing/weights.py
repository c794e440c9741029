"""How a piece of evidence counts, in words and with its numbers: on one line, and in full."""

from __future__ import annotations

import math

from tocsin import formats
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import Block, Cell, Paragraph, Row, Table
from tocsin.results import (
    CountWeight,
    Multiplier,
    QuietWeight,
    RatingShare,
    RatingWeight,
    ReportWeight,
    StepWeight,
    WeighedItem,
)


def short(w: Writer, item: WeighedItem) -> str:
    """The formula with its numbers, on one line."""
    match item.weight:
        case StepWeight() as step:
            ends = {"before": w.text(step.before), "after": w.text(step.after)}
            if step.rate_mean is None:
                return w.say("step unrated", **ends)
            n = str(len(step.multipliers))
            return w.say("step short", rate=_rate(w, step.rate_mean), n=n, **ends)
        case ReportWeight() as report:
            if report.counted_already is not None:
                return w.say("report again", first=report.counted_already)
            return w.say(
                "report short", code=report.code, ratio=_plain(w, report.report_ratio),
                reliability=_plain(w, report.reliability), says=w.text(report.says),
                credibility=_plain(w, report.credibility),
                times=formats.decimal(report.likelihood_ratio, w.language),
            )  # fmt: skip
        case RatingWeight() as rating:
            return _rating_short(w, rating)
        case CountWeight() as count:
            mean = formats.decimal(count.means[0].mean, w.language, 1)
            return w.say("count short", n=str(count.count), mean=mean)
        case QuietWeight() as quiet:
            return w.say("quiet short", n=str(len(quiet.watchers)))
        case _:
            return "–"


def _rating_short(w: Writer, rating: RatingWeight) -> str:
    """The heaviest share either way, or why the item counts for nothing."""
    if rating.repeats is not None:
        return w.say("rating repeats", node=w.text(rating.repeats))
    spoken = [share for share in rating.shares if share.weight]
    if not spoken:
        return w.say("rating neutral")
    ends = dict.fromkeys(
        [max(spoken, key=_weight_of).hypothesis, min(spoken, key=_weight_of).hypothesis]
    )
    return w.semicolon.join(
        w.say(
            "rating share", code=share.code, ratio=_plain(w, share.ratio),
            label=w.text(share.label), discount=formats.decimal(rating.discount, w.language),
            exponent=_plain(w, rating.exponent), weight=formats.signed(share.weight, w.language),
        )
        for share in spoken
        if share.hypothesis in ends
    )  # fmt: skip


def _weight_of(share: RatingShare) -> float:
    return share.weight


def full(w: Writer, item: WeighedItem) -> list[Block]:
    """The formula with its numbers and everything that goes into it."""
    match item.weight:
        case StepWeight() as step:
            return _step(w, step)
        case ReportWeight() as report:
            return _report(w, report)
        case RatingWeight() as rating:
            return _rating(w, rating)
        case CountWeight() as count:
            return _count(w, count)
        case QuietWeight() as quiet:
            return _quiet(w, quiet)
        case _:
            key = "interaction text" if item.kind == "interaction" else "noise text"
            return [Paragraph((w.say(key),))]


def _step(w: Writer, step: StepWeight) -> list[Block]:
    text = w.say(
        "step text", node=w.text(step.node_label), before=w.text(step.before),
        after=w.text(step.after),
    )  # fmt: skip
    formula = w.say("step no formula")
    if step.rate_mean is not None and step.shape is not None and step.years is not None:
        formula = w.say(
            "step formula", shape=formats.decimal(step.shape, w.language),
            years=formats.decimal(step.years, w.language), rate=_rate(w, step.rate_mean),
        )  # fmt: skip
    blocks: list[Block] = [Paragraph((text,)), Paragraph((formula,), "note")]
    if step.multipliers:
        blocks.append(_multipliers(w, "step multipliers", "table-multipliers", step.multipliers))
    if step.moves:
        blocks.append(_multipliers(w, "step moves", "table-moves", step.moves))
    return blocks


def _multipliers(w: Writer, caption: str, anchor: str, found: list[Multiplier]) -> Table:
    rows = [
        Row(
            (
                cell(w.say(f"moves {one.direction}", node=w.text(one.node_label))),
                cell(w.text(one.when)),
                cell("× " + _times(w, one.typical) if one.typical else w.say("from fit")),
                cell(
                    "–"
                    if one.low is None or one.high is None
                    else f"{_times(w, one.low)} – {_times(w, one.high)}"
                ),
                Cell(w.linked(one.source)),
            )
        )
        for one in found
    ]
    columns = ("multiplier of", "while", "#times as often", "#interval 90", "sources")
    return w.table(w.say(caption), anchor, columns, rows)


def _report(w: Writer, report: ReportWeight) -> list[Block]:
    blocks: list[Block] = [
        Paragraph((w.say("report text", says=w.text(report.says)),)),
        Paragraph(
            (
                w.say(
                    "report formula", ratio=_plain(w, report.report_ratio), letter=report.code[0],
                    reliability=_plain(w, report.reliability), digit=report.code[1],
                    credibility=_plain(w, report.credibility),
                    times=formats.decimal(report.likelihood_ratio, w.language),
                ),
            )
        ),
    ]  # fmt: skip
    if report.counted_already is not None:
        again = w.say("report again", first=report.counted_already)
        blocks.append(Paragraph((again,), "warning"))
    return blocks


def _rating(w: Writer, rating: RatingWeight) -> list[Block]:
    if rating.repeats is not None:
        text = w.say("rating repeats", node=w.text(rating.repeats))
    else:
        text = w.say(
            "rating text", members=str(rating.members), rho=_plain(w, rating.correlation),
            discount=formats.decimal(rating.discount, w.language),
            exponent=_plain(w, rating.exponent),
        )  # fmt: skip
    rows = [
        Row(
            (
                cell(w.text(share.label)),
                cell(share.code, tone=f"code-{share.code.lower()}"),
                cell(_plain(w, share.ratio)),
                cell(formats.signed(share.log_ratio, w.language)),
                cell(formats.signed(share.weight, w.language), tone="strong"),
            )
        )
        for share in rating.shares
    ]
    columns = ("hypothesis", "consistency", "#ratio", "#log of ratio", "#counts as")
    table = w.table(w.say("rating table"), "table-shares", columns, rows, compact=True)
    return [Paragraph((text,)), table]


def _count(w: Writer, count: CountWeight) -> list[Block]:
    text = w.say(
        "count text", n=str(count.count), node=w.text(count.node_label),
        exposure=formats.decimal(count.exposure, w.language, 1),
        size=formats.decimal(count.size, w.language, 1),
    )  # fmt: skip
    rows = [
        Row(
            (
                cell(w.text(mean.label)),
                cell(formats.decimal(mean.mean, w.language, 1)),
                cell(formats.signed(mean.log_probability, w.language)),
            )
        )
        for mean in count.means
    ]
    columns = ("level", "#mean count", "#log probability")
    table = w.table(w.say("count table"), "table-means", columns, rows, compact=True)
    return [Paragraph((text,)), table]


def _quiet(w: Writer, quiet: QuietWeight) -> list[Block]:
    rows = [
        Row(
            (
                cell(w.text(one.label)),
                cell(w.text(one.by) if one.by else "–"),
                cell("–" if one.rate is None else _rate(w, one.rate)),
            )
        )
        for one in quiet.watchers
    ]
    columns = ("watched thing", "told by", "#watch rate")
    caption = w.say("quiet table", year=str(quiet.year))
    table = w.table(caption, "table-watchers", columns, rows, compact=True)
    return [Paragraph((w.say("quiet text"),)), table]


def _plain(w: Writer, value: float) -> str:
    """A number of a table as it was stated there: no digit that is not needed."""
    digits = next((k for k in range(4) if math.isclose(round(value, k), value)), 3)
    return formats.decimal(value, w.language, digits)


def _times(w: Writer, value: float) -> str:
    return formats.decimal(value, w.language, 1 if value >= 1 else 2)


def _rate(w: Writer, value: float) -> str:
    """A rate a year with two digits that say something."""
    digits = 1 if value >= 10 else 2 if value >= 0.1 else 3 if value >= 0.01 else 4
    return formats.decimal(value, w.language, digits)
