"""What ``read`` returns: the plain text that offsets refer to, and every item found in it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from tocsin.results.base import Result

Kind = Literal[
    "sections",
    "chronology_sources",
    "chronology_events",
    "vague_time_expressions",
    "actors_countries",
    "actors_organisations",
    "actors_people",
    "corridors_routes",
    "places",
    "relations",
    "triggers",
    "scenario_claims",
    "attributions",
    "predictions_asserted",
    "off_ramps",
]
"""What an item can be."""

Reader = Literal["core", "model", "ner"]
"""Who found an item: the deterministic core, or what was asked to add to it: a language model, or a
statistical model of names (named-entity recognition)."""


class Span(Result):
    """A stretch of the text: ``text[start:end] == quote``, counted in Unicode code points.

    ``role`` says what it is to its item: ``span`` (the item itself), ``mentions``,
    ``metonym_mentions``, ``adjectival_mentions``, ``date_span``, ``title_span``, ``event_span``,
    ``condition``, ``consequence``, ``cue``, ``cues`` or ``lead_in``.
    """

    role: str
    start: Annotated[int, Field(ge=0)]
    end: int
    quote: str

    @model_validator(mode="after")
    def _as_long_as_it_says(self) -> Self:
        if not 0 < self.end - self.start == len(self.quote):
            raise ValueError(f"{self.start}:{self.end} is not as long as {self.quote!r}")
        return self


class Item(Result):
    """One thing that the text says, with every place where it says so.

    ``id`` is stable: an ISO 3166 alpha-3 code or an id of the package's lists for an actor, kind
    and number in reading order for the rest. ``value`` holds what was understood, under keys that
    depend on the kind; what the text does not give is absent or null, never guessed. ``flags`` are
    reasons for a second look.
    """

    kind: Kind
    id: str
    spans: Annotated[list[Span], Field(min_length=1)]
    value: dict[str, JsonValue]
    flags: list[str]
    reader: Reader = "core"

    def all(self, *roles: str) -> list[Span]:
        """The spans in one of the ``roles``, in the order of the text."""
        return sorted(
            (span for span in self.spans if span.role in roles), key=lambda span: span.start
        )

    def first(self, *roles: str) -> Span | None:
        """The first span in one of the ``roles``, if there is one."""
        return next(iter(self.all(*roles)), None)


class SourceText(Result):
    """The plain text that was read: all offsets refer to it.

    ``sha256`` is that of the text in UTF-8, ``chars`` its length in code points. ``text`` itself
    is empty in printed results unless it was asked for: it may be under somebody's copyright.
    ``language`` is ``en``, ``fr``, ``ru`` or ``tr``; ``encoding`` and ``format`` say how the file
    was understood; ``published`` is the date that was given for the document, never one guessed.
    """

    name: str
    format: Literal["txt", "html", "pdf"]
    encoding: str | None = None
    sha256: str
    chars: int
    language: str
    language_given: bool = False
    published: date | None = None
    text: str = ""


class Reading(Result):
    """Every item found in a text, in reading order within each kind.

    ``newest_date`` is the latest full date that the text itself prints: the text cannot be older.
    ``notes`` say what was left out or looked odd while reading.
    """

    tocsin: str
    source: SourceText
    newest_date: date | None = None
    items: list[Item]
    notes: list[str]

    def of(self, *kinds: Kind) -> list[Item]:
        """The items of the ``kinds``, in reading order."""
        return [item for item in self.items if item.kind in kinds]
