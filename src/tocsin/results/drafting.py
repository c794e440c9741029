"""What drafting and reviewing a case return: proposals, decisions on them, and what is missing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from tocsin.language import Text
from tocsin.results.base import Result
from tocsin.results.reading import Reader, Reading, SourceText, Span

DRAFT_FORMAT = 1

ProposalKind = Literal[
    "source", "claim", "actor", "route", "trigger", "outcome", "off_ramp", "rival", "wording"
]
"""What a proposal would put into the case."""

Decision = Literal["accept", "reject"]


class DraftEntry(Result):
    """An entry of a file of the case: below ``section``, or in the list that the file is.

    What the text does not say is blank: null, an empty list, or a text without words.
    """

    file: str
    section: str | None
    data: dict[str, JsonValue]


class Proposal(Result):
    """Entries that stand or fall together, and the places in the text from which they come.

    ``id`` is short and stays; ``key`` is what it was made from, so that reading again finds it
    again. ``title`` says in a few words of ours what it is. ``fields`` are the keys of its entries
    that a person is asked for in a review. ``flags`` are reasons for a second look.
    """

    id: str
    key: str
    kind: ProposalKind
    title: Text
    spans: list[Span]
    flags: list[str]
    reader: Reader = "core"
    fields: list[str]
    entries: Annotated[list[DraftEntry], Field(min_length=1)]


class Asked(Result):
    """A reading with what a language model added to it.

    ``refused`` counts, by reason, what the model said and what did not hold: ``quote`` (it does not
    stand in the text), ``form`` (of another form than asked), ``known`` (found before). ``notes``
    say what could not be asked.
    """

    reading: Reading
    refused: dict[str, int]
    notes: list[Text]


class Silence(Result):
    """Something known about actors of the text that the text does not mention."""

    text: Text
    actors: list[str]
    case: str
    source: str


class Draft(Result):
    """All that a reading proposes for a case; nothing of it is in the case yet.

    ``unsourced`` are the ids of claims for which the text names no source. ``refused`` counts, by
    reason, what a language model said and what did not hold.
    """

    format: int = DRAFT_FORMAT
    source: SourceText
    proposals: list[Proposal]
    unsourced: list[str]
    silences: list[Silence]
    refused: dict[str, int] = Field(default_factory=dict)
    notes: list[Text] = Field(default_factory=list)

    def of(self, *kinds: ProposalKind) -> list[Proposal]:
        """The proposals of the ``kinds``, in order."""
        return [one for one in self.proposals if one.kind in kinds]


class Gap(Result):
    """Something that a case still lacks: what, in which file, and where in it."""

    code: str
    text: Text
    file: str
    ids: list[str]


class Reviewed(Result):
    """Where a review stands, and what the case lacks.

    ``waiting`` are the ids of proposals without a decision; ``errors`` and ``warnings`` count what
    ``check`` finds in the folder.
    """

    folder: str
    accepted: list[str]
    rejected: list[str]
    waiting: list[str]
    entered: list[str]
    gaps: list[Gap]
    errors: int
    warnings: int
    draft: Draft
