"""What the inbox verbs return: proposals that wait, and decisions that were recorded."""

from __future__ import annotations

from datetime import date

from tocsin.results.base import Result


class Passage(Result):
    """Words of a document that matter, with those around them; a cut is marked by an ellipsis."""

    before: str
    words: str
    after: str


class Proposed(Result):
    """A proposal in the inbox.

    ``origin`` is the id of the proposal that it is a copy of, or its own; ``because`` says by what
    it was recognised (``same address``, ``same text``, ``same title``, or ``decided`` by a person)
    and ``similarity`` how alike the two are, in per cent; both are None for what is nobody's copy.
    ``state`` is ``waiting`` or the last verdict, by ``who``, with its reason ``why``, recorded at
    ``decided``. ``suggests``
    is what the finder takes it to say; nobody has decided on that. ``passages`` are the words that
    the finder pointed at or, where it pointed at none, those that were looked for. ``decision`` is
    the number of the last decision about it, that about its origin included, or 0.
    """

    id: str
    case: str | None
    kind: str
    title: str
    text: str
    passages: list[Passage]
    publisher: str | None
    url: str | None
    happened: str | None
    published: date
    retrieved: str
    found_by: str
    suggests: str | None
    origin: str
    because: str | None
    similarity: int | None
    state: str
    who: str | None
    why: str | None
    decided: str | None
    decision: int


class Inbox(Result):
    """Proposals, copies right behind the one that they go back to; ``waiting`` counts origins."""

    case: str | None
    waiting: int
    proposals: list[Proposed]


class ProposalDecision(Result):
    """A decision as it was recorded; ``items`` names the evidence that it brought."""

    number: int
    proposal: str
    verdict: str
    who: str
    recorded: str
    why: str
    case: str | None
    items: list[str]
    origin: str


class Receipt(Result):
    """What became of a proposal that a program made: it waits in the inbox, or was there before.

    ``origin`` is the id of the proposal that it is a copy of, or its own; ``because`` says by what
    it was recognised.
    """

    id: str
    new: bool
    origin: str
    because: str | None
