"""Proposals: what connectors and indicators found, until a person decides about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints, model_validator

from tocsin.case.positions import plain_text
from tocsin.case.schema import Day, Entry, Name, PartialDate
from tocsin.errors import NotFoundError
from tocsin.ledger.addresses import canonical_url
from tocsin.ledger.likeness import WINDOW_DAYS, Index, Likeness, fold
from tocsin.ledger.store import Row, Snapshot, Transaction, canonical

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def _plainly(text: object) -> object:
    return plain_text(text) if isinstance(text, str) else text


Plain = Annotated[str, BeforeValidator(_plainly)]
"""What a stranger wrote, without control characters and marks that reverse the reading order."""
Short = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1000),
    BeforeValidator(_plainly),
]


class Span(Entry):
    """A passage of the document: characters from ``start`` up to, not including, ``end``."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        if not self.start < self.end:
            raise ValueError(f"a passage from {self.start} to {self.end}; it ends after it begins")
        return self


class Suggestion(Entry):
    """What the finder takes it to say: a node's level, or a formula; nobody has decided on it."""

    node: Name | None = None
    level: Name | None = None
    says: str | None = None


class Proposal(Entry):
    """Something found that may bear on a case.

    Attributes:
        case: id of the case that it was looked for; without one it is offered to every case.
        kind: ``document`` is a text that a connector found, ``signal`` an indicator's reading.
        title: of the document, or what the signal is, in its own language.
        text: of the document or its summary: for the analyst's eyes and to find copies by.
        language: ISO 639-1 code, where it is known.
        url: where it stands.
        publisher: who published it.
        happened: when what it tells of happened, as precisely as it is known.
        published: the day from which it was public.
        retrieved: the moment at which it was fetched.
        found_by: what found it, such as ``feed:akorda``.
        document: SHA-256 of the text in the workspace's folder ``documents``.
        spans: the passages of the document that matter.
        suggests: what the finder takes it to say.
    """

    case: Name | None = None
    kind: Literal["document", "signal"] = "document"
    title: Short
    text: Plain = ""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None = None
    url: Annotated[str, StringConstraints(max_length=4000)] | None = None
    publisher: Short | None = None
    happened: PartialDate | None = None
    published: Day
    retrieved: AwareDatetime
    found_by: Short
    document: Sha256 | None = None
    spans: list[Span] = []
    suggests: Suggestion | None = None

    def identity(self) -> str:
        """The hash of what it is: the same however often and by whomever it is found."""
        said = [
            self.case, self.kind, canonical_url(self.url), fold(self.title), fold(self.text),
            self.published, None if self.suggests is None else self.suggests.model_dump(),
        ]  # fmt: skip
        return hashlib.sha256(canonical(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of a proposal: its id, whether it is new, and the origin that it shares."""

    id: str
    new: bool
    origin: str
    likeness: Likeness | None


def name_of(number: int) -> str:
    """The id of the proposal with that number in the ledger."""
    return f"P-{number}"


def number_of(name: str) -> int:
    """The number of a proposal from its id.

    Raises:
        NotFoundError: no id of a proposal.
    """
    head, _, number = name.upper().partition("-")
    if head != "P" or not number.isascii() or not number.isdigit():
        raise NotFoundError(f"no proposal {name!r}; ids look like P-12; tocsin inbox lists them")
    return int(number)


def propose(book: Transaction, proposals: Iterable[Proposal]) -> list[Proposed]:
    """Put what was found into the inbox; what is there already is left as it is.

    A copy (same address, same text, nearly the same title) shares the origin of the first one of
    its case, and so will be counted once.
    """
    wanted = list(proposals)
    if not wanted:
        return []
    indices = _indices(book, [one.published for one in wanted])
    known = _numbers(book, wanted)
    origins = origins_of(book)
    result = []
    for one in wanted:
        identity, like = one.identity(), None
        number = known.get(identity)
        new = number is None
        if number is None:
            index = indices.setdefault(one.case, Index())
            address = canonical_url(one.url)
            like = index.find(one.title, one.text, address, one.published)
            number = known[identity] = _record(book, one, identity, address)
            index.add(number, one.title, one.text, address, one.published)
        if like is not None:
            origins[number] = origins.get(like.number, like.number)
            book.append(
                "origins", proposal=number, origin=origins[number], because=like.because,
                similarity=like.similarity,
            )  # fmt: skip
        result.append(Proposed(name_of(number), new, origin_name(origins, number), like))
    return result


def origins_of(book: Snapshot, *, up_to: int | None = None) -> dict[int, int]:
    """The proposal that each copy goes back to; what is nobody's copy is not listed.

    A later entry about the same proposal, such as a person's, takes the place of an earlier one.
    """
    return {row["proposal"]: row["origin"] for row in book.rows("origins", up_to=up_to)}


def origin_name(origins: Mapping[int, int], number: int) -> str:
    """The id of the proposal that one goes back to: its own, where it is nobody's copy."""
    return name_of(origins.get(number, number))


def read_proposal(row: Row) -> Proposal:
    """The proposal of an entry."""
    return Proposal.model_validate_json(row["content"])


def find_proposal(book: Snapshot, name: str, *, case: str | None = None) -> Row:
    """The entry of the proposal with that id.

    Args:
        book: the ledger.
        name: such as ``P-12``.
        case: id of the case for which it is looked up: what was found for another case is then not
            found, in the words of an id that nothing has, for its title may be for fewer eyes.

    Raises:
        NotFoundError: the ledger has no such proposal.
    """
    found = book.rows("proposals", seq=number_of(name))
    if not found or (case is not None and found[0]["case_id"] not in (None, case)):
        raise NotFoundError(f"no proposal {name} in this ledger; tocsin inbox lists them")
    return found[0]


def _record(book: Transaction, one: Proposal, identity: str, address: str | None) -> int:
    return book.append(
        "proposals",
        case_id=one.case,
        kind=one.kind,
        happened=one.happened,
        published=one.published,
        retrieved=moment(one.retrieved),
        identity=identity,
        canonical_url=address,
        content=canonical(one.model_dump(mode="json")),
    )


def moment(when: datetime) -> str:
    """A moment as the ledger writes it: UTC, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _numbers(book: Snapshot, proposals: Sequence[Proposal]) -> dict[str, int]:
    """The numbers of those proposals that the ledger has, by identity."""
    names = [one.identity() for one in proposals]
    size = 500  # a query with more values is refused by some builds of SQLite
    return {
        row["identity"]: row["seq"]
        for k in range(0, len(names), size)
        for row in book.rows("proposals", identity=names[k : k + size])
    }


def _indices(book: Snapshot, days: Sequence[date]) -> dict[str | None, Index]:
    """What copies are looked for among, for each case: all addresses, recent texts and titles."""
    around = timedelta(days=WINDOW_DAYS)
    first, last = min(days) - around, max(days) + around
    indices: dict[str | None, Index] = {}
    for row in book.rows("proposals"):
        index = indices.setdefault(row["case_id"], Index())
        near = first <= row["published"] <= last
        one = read_proposal(row) if near else None
        index.add(
            row["seq"], one.title if one else "", one.text if one else "", row["canonical_url"],
            row["published"],
        )  # fmt: skip
    return indices
