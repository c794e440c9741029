"""Register: a probability for a question of a case, recorded before it can settle."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

from tocsin.case.schema import Case, Question
from tocsin.errors import LedgerError, NotFoundError
from tocsin.inference.prepare import MOST_MONTHS
from tocsin.ledger import forecasts
from tocsin.ledger.store import Ledger, Transaction, canonical
from tocsin.periods import add_months
from tocsin.results import Assessment, HorizonForecast, RegisteredForecast, RunRecord
from tocsin.settings import open_workspace
from tocsin.workflows.assess import assess
from tocsin.workflows.cases import asked_number, load, run_record


def register(
    workspace: str | Path,
    case: str | Path,
    question: str,
    *,
    by: str,
    probability: float | None = None,
    base_rate: float | None = None,
    outcome: str | None = None,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
) -> RegisteredForecast:
    """Record what you hold likely of a question, with a hash, so that it can be scored later.

    Args:
        workspace: the folder of the workspace.
        case: name or folder of the case that asks.
        question: its id there.
        by: whose forecast it is.
        probability: a share of one; your own judgement.
        base_rate: what the reference class alone gives, to be scored against.
        outcome: take both from the assessment of this asked outcome, at the question's deadline. It
            answers the question only as far as the two mean the same.
        as_of: the date of knowledge; by default the last day that the evidence reaches.
        seed: of the assessment.
        samples: histories of the assessment.

    Raises:
        LedgerError: the question is settled, its deadline reached or its wording changed; neither
            or both of ``probability`` and ``outcome``.
        NotFoundError: the case has no such question or outcome.
    """
    if (probability is None) is (outcome is None):
        raise LedgerError(
            "give either your own probability (--probability) or the outcome whose assessed one to "
            "take (--outcome)"
        )
    place = open_workspace(workspace)
    found = load(case, workspace=workspace, as_of=as_of)
    day = as_of or found.header.evidence_until
    asked = _asked(found, question)
    if outcome is None:
        run = run_record(found, as_of=day, seed=seed, samples=0)
    else:
        if asked.deadline is None or day >= asked.deadline:
            raise LedgerError(f"the deadline of {question}, {asked.deadline}, is not after {day}")
        asked_number(found, outcome)
        answer = _assessed(found, day, asked.deadline, seed, samples)
        probability, base_rate, run = (*_at(answer, outcome, day, asked.deadline), answer.run)
    basis = {"outcome": outcome, "evidence": run.evidence_sha256, "case": run.case_sha256}
    with Ledger.open(place.ledger_url).transaction(by) as book:
        if outcome is not None:
            _keep(book, found, run)
        made = forecasts.register(
            book, found.header.id, asked, float(probability or 0), as_of=day, base_rate=base_rate,
            basis=basis,
        )  # fmt: skip
    return RegisteredForecast(
        case=found.header.id,
        question=asked.id,
        text=asked.text,
        deadline=asked.deadline or date.max,
        probability=made.probability,
        base_rate=made.base_rate,
        as_of=made.as_of,
        sha256=made.sha256,
        who=made.who,
        number=made.number,
    )


def _asked(case: Case, name: str) -> Question:
    found = {one.id: one for one in case.questions}
    if name not in found:
        raise NotFoundError(
            f"the case {case.header.id} has no question {name!r}; choose "
            + (", ".join(found) or "another case: this one has no questions.yaml")
        )
    return found[name]


def _keep(book: Transaction, case: Case, run: RunRecord) -> None:
    content = canonical(run.model_dump(mode="json"))
    book.append("runs", case_id=case.header.id, as_of=run.as_of, content=content)


def _months(start: date, end: date) -> list[int]:
    """The whole months on both sides of ``end``, counted from ``start``; one where it fits."""
    months = (end.year - start.year) * 12 + end.month - start.month
    below = months if add_months(start, months) <= end else months - 1
    return [below] if add_months(start, below) == end else [below, below + 1]


def _assessed(case: Case, day: date, deadline: date, seed: int, samples: int | None) -> Assessment:
    months = [one for one in _months(day, deadline) if one > 0]
    if max(months) > MOST_MONTHS:
        raise LedgerError(
            f"the deadline {deadline} is more than {MOST_MONTHS} months after {day}; give your "
            "own --probability"
        )
    return assess(case, as_of=day, horizons=months, seed=seed, samples=samples)


def _at(answer: Assessment, outcome: str, day: date, deadline: date) -> tuple[float, float | None]:
    """Probability and base rate at the deadline, from the horizons on both sides of it."""
    (found,) = [one for one in answer.outcomes if one.id == outcome]
    rates = [one.base_rate for one in found.horizons]
    return (
        _between(found.horizons, [one.probability for one in found.horizons], day, deadline),
        None
        if None in rates
        else _between(found.horizons, [rate or 0.0 for rate in rates], day, deadline),
    )


def _between(
    horizons: list[HorizonForecast], values: list[float], day: date, deadline: date
) -> float:
    """The value at the deadline: the hazard between two horizons is taken as even."""
    ends = [day, *(one.until for one in horizons)]
    hazards = [0.0, *(-math.log1p(-min(value, 1 - 1e-12)) for value in values)]
    days = [(end - day).days for end in ends]
    at = (deadline - day).days
    k = max(k for k in range(len(days) - 1) if days[k] <= at)
    share = (at - days[k]) / (days[k + 1] - days[k])
    return -math.expm1(-(hazards[k] + share * (hazards[k + 1] - hazards[k])))
