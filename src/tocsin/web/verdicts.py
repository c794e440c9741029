"""What a person can decide of a proposal, as a form or a program says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    RootModel,
    StringConstraints,
    ValidationError,
)

from tocsin.errors import LedgerError
from tocsin.results import ProposalDecision
from tocsin.web.who import signature
from tocsin.workflows import decide

Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
EXAMPLE: dict[str, JsonValue] = {
    "verdict": "accept", "by": "Ana", "why": "both say so", "node": "border", "level": "settled",
}  # fmt: skip
"""A decision as a program sends it."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Score = Literal["CC", "C", "N", "I", "II", "NA"]


_ByName = Field(discriminator="verdict")


class _Decision(BaseModel):
    """Who decides (``by``), and why. At a desk with accounts it is whoever has signed in, whatever
    name is given. ``after`` is the number of the last decision about the proposal that
    they have seen (0: none): a later one is never overruled unseen.
    """

    model_config = ConfigDict(extra="forbid")

    by: Name = ""
    why: Said
    after: int | None = None


class Accept(_Decision):
    """It is knowledge of a ``node``'s ``level``, or a report that ``says`` something, with its
    Admiralty ``code``. ``happened`` is the day it is about, by default the document's own.
    """

    verdict: Literal["accept"]
    node: Said | None = None
    level: Said | None = None
    says: Said | None = None
    code: Said | None = None
    happened: date | None = None


class Rate(_Decision):
    """It tells hypotheses apart: how consistent it is with each, among the items of a cluster."""

    verdict: Literal["rate"]
    scores: Annotated[dict[str, Score], Field(min_length=1)]
    cluster: Said


class Reject(_Decision):
    """It tells nothing; what it was accepted for is withdrawn."""

    verdict: Literal["reject"]


class Merge(_Decision):
    """It goes back to the same origin as another proposal, and counts once with it."""

    verdict: Literal["merge"]
    same_as: Said


class Apart(_Decision):
    """It is nobody's copy, whatever it was taken for."""

    verdict: Literal["apart"]


class Verdict(RootModel[Annotated[Accept | Rate | Reject | Merge | Apart, _ByName]]):
    """One of the five."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})


def read_form(fields: Mapping[str, str]) -> Verdict:
    """The verdict of a form that was filled in; what was left empty was not said.

    A form has ``shows`` for ``node=level``, ``source`` and ``item`` for the two halves of an
    Admiralty code, and a field ``score.H`` for each hypothesis H.

    Raises:
        LedgerError: something is missing, or is nothing that can be chosen.
    """
    said: dict[str, Any] = {name: value.strip() for name, value in fields.items() if value.strip()}
    if shows := said.pop("shows", None):
        said["node"], _, said["level"] = shows.partition("=")
    if code := said.pop("source", "") + said.pop("item", ""):
        said["code"] = code
    names = [name for name in said if name.startswith("score.")]
    if names:
        said["scores"] = {name.removeprefix("score."): said.pop(name) for name in names}
    try:
        return Verdict.model_validate(said)
    except ValidationError as error:
        wrong = ", ".join(str(each["loc"][-1]) if each["loc"] else "verdict"
                          for each in error.errors())  # fmt: skip
        raise LedgerError(
            f"a decision needs a verdict, who decides, why, and what the verdict asks for; "
            f"mend: {wrong}"
        ) from error


def settle(verdict: Verdict, workspace: str, proposal: str, case: str) -> ProposalDecision:
    """Record a verdict for a case; the errors are those of the verbs of ``decide``."""
    said = verdict.root
    who: dict[str, Any] = {"by": signature(said.by), "why": said.why, "after": said.after}
    match said:
        case Accept():
            return decide.accept(
                workspace, proposal, node=said.node, level=said.level, says=said.says,
                code=said.code, happened=said.happened, case=case, **who,
            )  # fmt: skip
        case Rate():
            return decide.rate(
                workspace,
                proposal,
                scores=said.scores,
                cluster=said.cluster,
                case=case,
                **who,
            )
        case Reject():
            return decide.reject(workspace, proposal, case=case, **who)
        case Merge():
            return decide.origin(workspace, proposal, same_as=said.same_as, case=case, **who)
        case Apart():
            return decide.origin(workspace, proposal, apart=True, case=case, **who)
