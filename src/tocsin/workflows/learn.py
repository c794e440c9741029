"""The verb ``learn``: base rates from coded histories, odds ratios from selected past cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.stats import gamma, norm

from tocsin.case.check import check_case
from tocsin.case.check_context import LEARNED
from tocsin.case.check_learning import CURED_BY_LEARNING
from tocsin.case.formula import names, parse
from tocsin.case.learned import render
from tocsin.case.load import case_folder, load_case
from tocsin.case.schema import Case, Fit, Fitted, Learned, LearnedRate
from tocsin.engine.network import Floats
from tocsin.engine.rates import gamma_from_count
from tocsin.errors import CaseError, TocsinError
from tocsin.files import write_whole
from tocsin.inference.learning import design, fit_precedents, with_learned
from tocsin.inference.leave_one_out import LeftOutCase, compare, leave_one_out
from tocsin.labels import LABELS
from tocsin.language import Text, pair
from tocsin.results import (
    CountedRate,
    FactorEffect,
    FittedCases,
    Learning,
    LeaveOneOut,
    LeftOut,
    OddsRatio,
    ScoreComparison,
)
from tocsin.scoring.proper import brier, log_score
from tocsin.terms import TERMS

WIDER = 2.0
"""How many times as wide the penalty of the sensitivity run is: N(0, 1) beside N(0, 0.5)."""

Z95 = float(norm.ppf(0.95))


def learn(name_or_path: str | Path, *, write: bool = False) -> Learning:
    """Count and fit the past of the case in a folder, or of the shipped case of that name.

    Args:
        name_or_path: the case; that its learned numbers are missing or stale stands in no way.
        write: put the numbers into the case, as ``learned.yaml``.

    Raises ``CaseError`` for a case with other errors, or with nothing to learn from.
    """
    case = _load(name_or_path)
    learned = with_learned(case)
    if learned.learned is None or not (learned.learned.rates or learned.learned.fits):
        raise CaseError(
            f"the case {case.header.id} has nothing to learn from; coded histories in "
            "precedents.yaml or fits in model.yaml are; code the past first"
        )
    if write:
        _write(case_folder(name_or_path) / LEARNED, render(learned.learned))
    return Learning(
        case=case.header.id,
        title=case.header.title,
        inputs=learned.learned.inputs,
        current=write or case.learned == learned.learned,
        rates=[_rate(case, rate) for rate in learned.learned.rates],
        fits=[_fit(case, fit) for fit in case.model.fits],
        leave_one_out=[_left_out(case, fit) for fit in case.model.fits],
        caveats=[
            LABELS[f"learn {key}"] for key in ("before start", "steps") if case.precedents.histories
        ],
    )


def _load(name_or_path: str | Path) -> Case:
    """The case, refused for any error but those that learning takes away."""
    errors = [
        str(found)
        for found in check_case(name_or_path)
        if found.severity == "error" and found.code not in CURED_BY_LEARNING
    ]
    if errors:
        listed = "\n".join(errors)
        raise CaseError(f"the case {name_or_path} has {len(errors)} errors; mend them:\n{listed}")
    return load_case(name_or_path)


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TocsinError(
            f"cannot write {str(path)!r}: {reason}; copy the case to a folder of your own"
        ) from error


# --- counted rates ------------------------------------------------------------------------------


def _rate(case: Case, rate: LearnedRate) -> CountedRate:
    node = next(one for one in case.model.nodes if one.id == rate.node)
    law = gamma_from_count(rate.events, rate.years)
    low, high = gamma.ppf([0.05, 0.95], law.shape, scale=1 / law.years)
    return CountedRate(
        id=rate.id,
        node_label=node.label,
        direction=rate.direction,
        leaving_label=next((one.label for one in node.levels if one.id == rate.leaving), None),
        events=rate.events,
        years=rate.years,
        mean=law.shape / law.years,
        low=float(low),
        high=float(high),
        histories=rate.histories,
        source=rate.source,
        used_by=[place for place, name in _uses(case) if name == rate.id],
    )


def _uses(case: Case) -> Iterator[tuple[str, str]]:
    """Every step of the model that takes a learned rate, with the id of the rate."""
    for node in case.model.nodes:
        for direction, stated in (("up", node.up), ("down", node.down)):
            if isinstance(stated, dict):
                for level, rate in stated.items():
                    if isinstance(rate, Learned):
                        yield f"{node.id}.{direction}.{level}", rate.learned
            elif isinstance(stated, Learned):
                yield f"{node.id}.{direction}", stated.learned


# --- fits of selected cases ---------------------------------------------------------------------


def _fit(case: Case, fit: Fit) -> FittedCases:
    factors, outcome = design(case, fit)
    penalties = [fit.penalty_sd, WIDER * fit.penalty_sd]
    under = [_ratios(factors, outcome, penalty) for penalty in penalties]
    return FittedCases(
        id=fit.id,
        label=fit.label,
        kind=LABELS["selected cases"],
        cases_with=int(outcome.sum()),
        cases_without=int(len(outcome) - outcome.sum()),
        factors=[
            _effect(name, _enters(case, fit, name), [ratios[k] for ratios in under])
            for k, name in enumerate(fit.factors)
        ],
        source=fit.source,
        note=fit.note,
    )


def _ratios(factors: Floats, outcome: Floats, penalty_sd: float) -> list[OddsRatio]:
    """The marginal odds ratio of each factor under one penalty."""
    mean, covariance = fit_precedents(factors, outcome, penalty_sd)
    spread = Z95 * np.sqrt(np.diag(covariance))
    points = np.exp([mean, mean - spread, mean + spread])[:, 1:]
    return [
        OddsRatio(penalty_sd=penalty_sd, ratio=float(r), low=float(low), high=float(high))
        for r, low, high in points.T
    ]


def _effect(name: str, label: Text | None, ratios: list[OddsRatio]) -> FactorEffect:
    above, below = all(r.low > 1 for r in ratios), all(r.high < 1 for r in ratios)
    return FactorEffect(
        factor=name,
        label=label,
        ratios=ratios,
        verdict="raises" if above else "lowers" if below else "past cases cannot tell",
    )


def _enters(case: Case, fit: Fit, factor: str) -> Text | None:
    """The labels of the nodes in the conditions of the influences that use the factor."""
    labels = {one.id: one.label for one in case.model.nodes}
    labels |= {one.id: one.label for one in case.model.derived}
    named = {
        name: None
        for influence in case.model.influences
        if influence.factor == Fitted(fit=fit.id, factor=factor)
        for name in sorted(names(parse(influence.when)))
        if name in labels
    }
    if not named:
        return None
    found = [labels[name] for name in named]
    return pair("; ".join(one.en for one in found), " ; ".join(one.fr for one in found))


# --- each past case left out --------------------------------------------------------------------


def _left_out(case: Case, fit: Fit) -> LeaveOneOut:
    found = leave_one_out(case, fit)
    scored = [
        (one.probability, one.base_rate, one.outcome)
        for one in found
        if one.outcome is not None and one.probability is not None
    ]
    return LeaveOneOut(
        fit=fit.id,
        past=[_past(one) for one in found],
        n=len(scored),
        scores=_scores(np.array(scored)) if scored else [],
        caveats=[LABELS[f"left out {key}"] for key in ("few", "coder", "selected")],
    )


def _past(one: LeftOutCase) -> LeftOut:
    why = None
    if one.outcome is None:
        kind = TERMS["outcome class"][one.past.outcome_class]
        why = pair(
            f"{kind.en}: counted neither as the outcome nor as its absence",
            f"{kind.fr} : compté ni comme issue ni comme son absence",
        )
    elif one.probability is None:
        why = pair(
            "the other cases all ended the same way: nothing can be fitted",
            "les autres cas ont tous eu la même issue : aucun ajustement possible",
        )
    return LeftOut(
        id=one.past.id,
        label=one.past.label,
        outcome_class=one.past.outcome_class,
        happened=None if why or one.outcome is None else bool(one.outcome),
        why_not=why,
        probability=one.probability,
        base_rate=one.base_rate,
    )


def _scores(scored: Floats) -> list[ScoreComparison]:
    """Model and base rate under both rules; ``scored`` holds probability, base rate, outcome."""
    model, base, outcome = scored.T
    rows = []
    for rule, loss in (("brier", brier), ("log", log_score)):
        apart = compare(loss(model, outcome), loss(base, outcome))
        rows.append(ScoreComparison.model_validate({"rule": rule, **apart._asdict()}))
    return rows
