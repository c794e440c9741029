"""Items cut out of a text: a place is two offsets, and the quote is never typed, only cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pydantic import JsonValue

from tocsin.results import Item, Kind, Reader, Span


class Place(NamedTuple):
    """Half-open offsets into a text, in code points."""

    start: int
    end: int

    def holds(self, other: Place) -> bool:
        """Whether ``other`` lies wholly within this place."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Place) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Cover:
    """Many places, asked at once whether one of them meets or holds another place."""

    def __init__(self, places: Iterable[Place]) -> None:
        ordered = sorted(places)
        self._starts = [place.start for place in ordered]
        self._ends: list[int] = []  # the farthest end so far
        for place in ordered:
            self._ends.append(max(place.end, self._ends[-1] if self._ends else 0))

    def meets(self, place: Place) -> bool:
        """Whether one of the places shares a character with ``place``."""
        before = bisect_left(self._starts, place.end)
        return before > 0 and self._ends[before - 1] > place.start

    def holds(self, place: Place) -> bool:
        """Whether ``place`` lies wholly within one of the places."""
        before = bisect_right(self._starts, place.start)
        return before > 0 and self._ends[before - 1] >= place.end


def trimmed(text: str, place: Place, strip: str = "") -> Place:
    """``place`` without white space, or characters of ``strip``, at its ends (may become empty)."""
    start, end = place
    while start < end and (text[start].isspace() or text[start] in strip):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in strip):
        end -= 1
    return Place(start, end)


def span(text: str, role: str, place: Place) -> Span:
    """The stretch of ``text`` at ``place`` in a role; an empty place is a ``ValueError``."""
    return Span(role=role, start=place.start, end=place.end, quote=text[place.start : place.end])


def item(
    text: str,
    kind: Kind,
    key: str,
    places: Iterable[tuple[str, Place]],
    value: Mapping[str, JsonValue] | None = None,
    flags: Iterable[str] = (),
    reader: Reader = "core",
) -> Item:
    """An item whose quotes are cut from ``text`` at ``places``, pairs of a role and a place.

    An empty place says nothing and is left out; at least one must remain.
    """
    return Item(
        kind=kind,
        id=key,
        spans=[span(text, role, place) for role, place in places if place.start < place.end],
        value=dict(value or {}),
        flags=list(dict.fromkeys(flags)),
        reader=reader,
    )
