"""Questions with registered probabilities, and how they were settled.

A question enters the ledger with its wording; a forecast of it with a hash over that wording, the
probability and the evidence, before it is settled. Both stay as they are. Which of two came first
is told by their numbers; the clock can only rule a forecast out, never in.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from tocsin.case.schema import Question
from tocsin.errors import LedgerError, NotFoundError
from tocsin.ledger.store import Row, Snapshot, Transaction, canonical

Outcome = Literal["yes", "no", "void"]
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Forecast:
    """A registered probability; ``recorded`` is the day by the clock."""

    number: int
    as_of: date
    probability: float
    base_rate: float | None
    sha256: str
    who: str
    recorded: date


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a question was settled, on which day, by which source."""

    number: int
    outcome: Outcome
    settled: date
    source: str
    who: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A question in the ledger, with its forecasts in the order of recording."""

    number: int
    case: str
    question: Question
    forecasts: list[Forecast]
    resolution: Resolution | None

    @property
    def decisive(self) -> date:
        """The day on which the answer was there to see: a forecast must come before it."""
        deadline = self.question.deadline or date.max
        if self.resolution is None or self.resolution.outcome == "no":
            return deadline
        return min(self.resolution.settled, deadline)

    def scored(self) -> Forecast | None:
        """The last forecast that was made, and recorded, before the answer was there to see."""
        made = [
            one
            for one in self.forecasts
            if one.as_of < self.decisive and one.recorded <= self.decisive
        ]
        return max(made, key=lambda one: (one.as_of, one.number), default=None)

    def week_before(self, forecast: Forecast) -> Forecast | None:
        """What stood a week before a forecast, as it was recorded before it."""
        earlier = [
            one
            for one in self.forecasts
            if one.as_of <= forecast.as_of - WEEK and one.number < forecast.number
        ]
        return max(earlier, key=lambda one: (one.as_of, one.number), default=None)


def register(
    book: Transaction,
    case: str,
    question: Question,
    probability: float,
    *,
    as_of: date,
    base_rate: float | None,
    basis: dict[str, Any],
) -> Forecast:
    """Record a probability of a question, before it is settled.

    Args:
        book: the ledger.
        case: id of the case that asks.
        question: with its wording, which never changes once it is registered.
        probability: above 0 and below 1.
        as_of: the date of knowledge of the forecast, before the question's deadline.
        base_rate: what the reference class alone gives, if there is one.
        basis: what the probability rests on; it goes into the hash.

    Raises:
        LedgerError: a certain probability, another wording, a deadline reached, or settled already.
    """
    for what, value in (("probability", probability), ("base rate", base_rate)):
        if value is not None and not 0 < value < 1:
            raise LedgerError(
                f"a {what} of {value:g}; above 0 and below 1 is allowed: a certain forecast that "
                "fails has no finite score"
            )
    if question.deadline is None or as_of >= question.deadline:
        raise LedgerError(
            f"a forecast of {question.id} as of {as_of}; a day before its deadline, "
            f"{question.deadline}, is allowed; what is known by then is no forecast"
        )
    content = canonical(question.model_dump(mode="json"))
    known = book.newest("questions", case_id=case, key=question.id)
    if known is None:
        number = book.append("questions", case_id=case, key=question.id, content=content)
    elif known["content"] != content:
        raise LedgerError(
            f"the question {question.id} has another wording than the one that is registered; a "
            "registered wording never changes; ask the new one under an id of its own"
        )
    else:
        number = known["seq"]
    if book.newest("resolutions", question=number) is not None:
        raise LedgerError(f"the question {question.id} is settled; a forecast comes before that")
    said = {
        "case": case, "question": content, "probability": probability, "base_rate": base_rate,
        "as_of": as_of, "basis": basis,
    }  # fmt: skip
    sha256 = hashlib.sha256(canonical(said).encode()).hexdigest()
    book.append(
        "forecasts", question=number, as_of=as_of, probability=probability, base_rate=base_rate,
        sha256=sha256, content=canonical(basis),
    )  # fmt: skip
    return registered(book, case=case, key=question.id)[0].forecasts[-1]


def settle(
    book: Transaction,
    case: str,
    question: str,
    outcome: Outcome,
    *,
    settled: date,
    source: str,
    why: str,
) -> Registered:
    """Record how a question came out. Settling it again corrects what was recorded before.

    Raises:
        NotFoundError: the question is not registered.
        LedgerError: no source, no reason, or an answer that cannot be known on that day.
    """
    found = registered(book, case=case, key=question)
    if not found:
        raise NotFoundError(
            f"no question {question} of the case {case} is registered; tocsin record lists those "
            "that are; tocsin register adds one"
        )
    (one,) = found
    opened, deadline = one.question.opened, one.question.deadline
    for what, text in (("source", source), ("reason", why)):
        if not text.strip():
            raise LedgerError(f"no {what} is given; every settlement has one")
    if settled <= opened:
        raise LedgerError(f"settled on {settled}; a day after {opened}, when it was opened, is "
                          "allowed")  # fmt: skip
    if outcome == "no" and deadline is not None and settled < deadline:
        raise LedgerError(
            f"no, as of {settled}; only from its deadline, {deadline}, can it be said that it did "
            "not happen; wait, or settle it void if it can no longer be decided"
        )
    book.append(
        "resolutions", question=one.number, outcome=outcome, settled=settled, source=source.strip(),
        why=why.strip(),
    )  # fmt: skip
    return registered(book, case=case, key=question)[0]


def registered(
    book: Snapshot, *, case: str | None = None, key: str | None = None
) -> list[Registered]:
    """The questions of the ledger, of one case or of one name if asked, as they were registered."""
    asked = {"case_id": case, "key": key}
    wanted: dict[str, Any] = {name: value for name, value in asked.items() if value}
    forecasts: dict[int, list[Forecast]] = {}
    for row in book.rows("forecasts"):
        forecasts.setdefault(row["question"], []).append(_forecast(row))
    resolutions = {row["question"]: _resolution(row) for row in book.rows("resolutions")}
    return [
        Registered(
            row["seq"],
            row["case_id"],
            Question.model_validate_json(row["content"]),
            forecasts.get(row["seq"], []),
            resolutions.get(row["seq"]),
        )
        for row in book.rows("questions", **wanted)
    ]


def _forecast(row: Row) -> Forecast:
    return Forecast(
        row["seq"], row["as_of"], row["probability"], row["base_rate"], row["sha256"], row["who"],
        date.fromisoformat(row["recorded"][:10]),
    )  # fmt: skip


def _resolution(row: Row) -> Resolution:
    return Resolution(row["seq"], row["outcome"], row["settled"], row["source"], row["who"])
