"""By which path: the likeliest sequences of changes that lead to the gravest outcome."""

from __future__ import annotations

from tocsin import formats
from tocsin.briefing import path_picture
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import Paragraph, Row, Section
from tocsin.results import Pathway


def pathways(w: Writer) -> Section:
    """The paths as a picture and as a table with their early signposts."""
    p = w.findings.pathways
    text = w.say(
        "by path text", label=w.text(p.outcome_label), months=str(p.months),
        p=w.percent(p.probability),
    )  # fmt: skip
    alternative = " ".join(
        w.say(
            "paths alt", share=w.percent(path.share), path=named(w, path), months=_months(w, path)
        )
        for path in p.paths
    )
    rows = [_row(w, path, i) for i, path in enumerate(p.paths, start=1)]
    rest = [cell(w.percent(p.rest)), cell("–")]
    rows.append(Row((cell(w.say("other paths")), *rest)))
    columns = ("path", "#share", "#median months")
    blocks = (
        Paragraph((text,)),
        w.figure(
            "figure-paths", w.say("paths figure"), alternative,
            lambda width: path_picture.paths(p, w.language, width),
        ),
        w.table(w.say("paths table", date=w.day(p.by)), "table-paths", columns, rows),
    )  # fmt: skip
    return Section("paths", w.say("by path"), blocks)


def named(w: Writer, path: Pathway) -> str:
    """The steps of a path in order."""
    steps = [
        w.text(step.label) if step.holds else w.say("ceases", step=w.text(step.label))
        for step in path.steps
    ]
    return " → ".join(steps) or w.say("no change on path")


def _months(w: Writer, path: Pathway) -> str:
    return formats.decimal(path.median_months, w.language, 1)


def _row(w: Writer, path: Pathway, number: int) -> Row:
    signs = w.semicolon.join(
        f"{w.say('node level', node=w.text(sign.label), level=w.text(sign.level_label))} "
        f"{w.percent(sign.on_path)} ({w.percent(sign.otherwise)})"
        for sign in path.signposts
    )
    early = w.say("early signs", list=signs) if signs else None
    return Row(
        (
            cell(f"{number}. {named(w, path)}", small=early),
            cell(w.percent(path.share), small=formats.points(path.share_error, w.language)),
            cell(_months(w, path)),
        )
    )
