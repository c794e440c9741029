"""Explain: the change in log-odds from the base rate to today, and the matrix behind it."""

from __future__ import annotations

import math
from datetime import date

from tocsin.case.schema import Case
from tocsin.inference import ratings
from tocsin.inference.evidence import Item
from tocsin.inference.explanation import Account, Explainer, Step
from tocsin.inference.prepare import DEFAULT_SAMPLES, Progress, begin, enough
from tocsin.inference.standing import health
from tocsin.language import Text
from tocsin.results import Explanation, ExplanationRow
from tocsin.workflows.assess import base_rate
from tocsin.workflows.cases import asked_number, run_record

DIGITS = 2
"""Decimal places to which the rows are rounded so that what is shown adds up."""
NOISE = 2.0
"""Rows smaller than this many Monte Carlo errors are grouped."""
KINDS = {"jump": "evidence", "report": "report", "rating": "rating", "count": "count"}


def explain(
    case: Case,
    *,
    outcome: str | None = None,
    months: int = 12,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    progress: Progress | None = None,
) -> Explanation:
    """Split the change in log-odds of one outcome over evidence, quiet time and resampling.

    Args:
        case: a case that ``check`` finds no error in.
        outcome: id of an asked outcome; by default the last, most severe one.
        months: the horizon that is explained.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        progress: told what is being done and how far.

    The rows, rounded to two decimals, add up to the rounded total exactly: what rounding and
    sampling leave over stands in the row of small terms.
    """
    day = as_of or case.header.evidence_until
    onset = asked_number(case, outcome)
    asked = case.header.asked[onset]
    size = enough(case, DEFAULT_SAMPLES) if samples is None else samples
    walk = begin(case, day, [months], seed, size, progress)
    account = Explainer(walk, onset, months).run(
        day, (lambda share: progress("explanation", share)) if progress else None
    )
    health(case, walk.model, walk.particles)  # refuses what assess refuses
    base = base_rate(walk.model, onset, months)
    base_log_odds = account.first.log_odds if base is None else math.log(base / (1 - base))
    rows = _rows(case, account, base_log_odds)
    known = [r for r in case.evidence.ratings if r.published <= day]
    return Explanation(
        case=case.header.id,
        title=case.header.title,
        outcome=asked.id,
        outcome_label=asked.label,
        months=months,
        as_of=day,
        base_probability=_probability(base_log_odds),
        probability=_probability(account.last.log_odds),
        base_log_odds=round(base_log_odds, DIGITS),
        log_odds=round(account.last.log_odds, DIGITS),
        rows=rows,
        hypotheses=ratings.hypotheses(case),
        matrix=ratings.matrix(case, known),
        inconsistency=ratings.inconsistency(case, [r for r in known if r.repeats is None]),
        run=run_record(case, as_of=day, seed=seed, samples=len(walk.particles)),
    )


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _rows(case: Case, account: Account, base_log_odds: float) -> list[ExplanationRow]:
    """One row for each term above the noise; the rest, and what rounding leaves, in one."""
    rows = []
    grouped = 0
    # the first day differs from the base rate by its sampling error alone
    small = Step(0.0, account.first.error)
    for item, step in account.items:
        if abs(step.change) < NOISE * step.error or round(step.change, DIGITS) == 0:
            small, grouped = small + step, grouped + 1
        else:
            rows.append(_item_row(case, item, step))
    for year, step in sorted(account.time.items()):
        label = Text(en=f"Time passing, quiet, {year}", fr=f"Temps écoulé, calme, {year}")
        rows.append(_row("time", f"time_{year}", label, None, step))
    if account.interaction.change:
        label = Text(
            en="Interaction of items published on one day",
            fr="Interaction d’éléments publiés le même jour",
        )
        rows.append(_row("interaction", "interaction", label, None, account.interaction))
    label = Text(
        en="Redrawing of the sample (sampling noise)",
        fr="Rééchantillonnage (bruit d’échantillonnage)",
    )
    rows.append(_row("resampling", "resampling", label, None, account.resampling))
    target = round(round(account.last.log_odds, DIGITS) - round(base_log_odds, DIGITS), DIGITS)
    rest = round(target - sum(row.change for row in rows), DIGITS)
    rows.append(_row("small", "small", _grouped(grouped), None, Step(rest, small.error)))
    return rows


def _grouped(count: int) -> Text:
    """What the row of small terms holds; French counts none in the singular, too."""
    if count == 0:
        return Text(en="Rounding", fr="Arrondis")
    return Text(
        en=f"{count} item{'s' * (count > 1)} below two Monte Carlo errors, and rounding",
        fr=f"{count} élément{'s' * (count > 1)} inférieur{'s' * (count > 1)} à deux erreurs de "
        "Monte-Carlo, et arrondis",
    )


def _item_row(case: Case, item: Item, step: Step) -> ExplanationRow:
    """A row of one item; a step of a timeline opens with the name of its node."""
    label = item.label
    if item.kind == "jump":
        node = case.model.nodes[item.node].label
        label = Text(en=f"{node.en}: {label.en}", fr=f"{node.fr} : {label.fr}")
    row = _row(KINDS[item.kind], item.id, label, item.published, step)
    return row.model_copy(update={"sources": list(item.sources)})


def _row(kind: str, name: str, label: Text, day: date | None, step: Step) -> ExplanationRow:
    return ExplanationRow.model_validate(
        {
            "kind": kind,
            "id": name,
            "label": label,
            "date": day,
            "change": round(step.change, DIGITS),
            "mc_error": step.error,
            "sources": [],
        }
    )
