"""A review: which proposals wait, which were decided on, and the log that keeps each decision.

The log is one line of JSON a decision, in order; the last one on a proposal counts. A line that was
cut off by a kill is no decision and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tocsin.errors import DraftError
from tocsin.language import Text
from tocsin.reading.quotes import Quotable
from tocsin.results import Decision, Draft, Proposal

ALL = "all"
CONTEXT = 220
"""How many characters around a span a reviewer sees."""


class Decided(BaseModel):
    """What a person decided on a proposal, and when; ``filled`` are the words that they gave."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    decision: Decision
    filled: dict[str, Text | str] = Field(default_factory=dict)
    at: datetime


def decide(
    proposal: Proposal,
    decision: Decision,
    filled: Mapping[str, Text | str] | None = None,
    *,
    at: datetime | None = None,
) -> Decided:
    """A decision on a proposal, now unless ``at`` says when."""
    when = at or datetime.now(UTC).replace(microsecond=0)
    return Decided(id=proposal.id, decision=decision, filled=dict(filled or {}), at=when)


def line(decided: Decided) -> str:
    """A decision as the log holds it."""
    return decided.model_dump_json() + "\n"


def read_log(text: str) -> list[Decided]:
    """The decisions of a log, in order; what is no decision is left out."""
    found = []
    for each in text.split("\n"):
        try:
            found.append(Decided.model_validate_json(each))
        except ValidationError:
            continue
    return found


def latest(log: Iterable[Decided]) -> dict[str, Decided]:
    """The decision that counts on each proposal, by its id."""
    return {decided.id: decided for decided in log}


def waiting(draft: Draft, decided: Mapping[str, Decided]) -> list[Proposal]:
    """The proposals on which nobody has decided, in order."""
    return [one for one in draft.proposals if one.id not in decided]


def chosen(
    draft: Draft,
    accept: Iterable[str],
    reject: Iterable[str],
    decided: Mapping[str, Decided],
) -> dict[Decision, list[Proposal]]:
    """The proposals to accept and to reject, in order, by their ids.

    ``all`` means those that wait and are not named for the other. ``DraftError`` names ids that the
    draft does not hold, and those that are named for both.
    """
    names: dict[Decision, list[str]] = {"accept": [*accept], "reject": [*reject]}
    known = {one.id for one in draft.proposals}
    unknown = [one for each in names.values() for one in each if one not in {*known, ALL}]
    if unknown:
        raise DraftError(
            f"the draft has no proposal {', '.join(unknown)}; it has "
            f"{', '.join(one.id for one in draft.proposals)}, and {ALL} means those without a "
            "decision"
        )
    both = sorted(set(names["accept"]) & set(names["reject"]))
    if both:
        raise DraftError(f"{', '.join(both)} cannot be both accepted and rejected; choose one")
    named = {one for each in names.values() for one in each}
    rest = {one.id for one in waiting(draft, decided)} - named
    return {
        decision: [
            one for one in draft.proposals if one.id in each or (ALL in each and one.id in rest)
        ]
        for decision, each in names.items()
    }


def own_words(text: Quotable, filled: Mapping[str, Text | str]) -> str | None:
    """The words of a person that are the text's own, if any are: a paraphrase is no quote."""
    for field, said in filled.items():
        if field in {"paraphrase", "claim"} and isinstance(said, Text):
            for wording in (said.en, said.fr):
                copied = text.copied(wording)
                if copied:
                    return copied
    return None


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before a span, the span, and what stands after it, cut at spaces."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "…" + before[before.find(" ") + 1 :] if " " in before else "…" + before
    if end + CONTEXT < len(text):
        after = after[: after.rfind(" ")] + "…" if " " in after else after + "…"
    return before, text[start:end], after
