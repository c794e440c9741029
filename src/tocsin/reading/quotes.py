"""Where a quote stands in a text, if it does: exactly, folded, or as the same words in order.

Nothing is ever accepted by likeness. A quote that leaves out, adds, changes or reorders a word is
not found, and what is found is cut from the text, never taken from the quote.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from tocsin.reading.folding import fold
from tocsin.reading.items import Place

How = Literal["exact", "folded", "words"]
"""How a quote agrees with the text, from the strictest way to the most lenient."""

_BETWEEN = "\n"
"""Stands between two words of a sequence; no word holds it."""


class Match(NamedTuple):
    """Every place where a quote stands, and how it agrees with the text there."""

    places: list[Place]
    how: How


class Word(NamedTuple):
    """A word's place in a text, and its key: folded, composed and without invisible signs."""

    place: Place
    key: str


class Quotable:
    """A text in which quotes are looked up; it is folded and split into words once."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, quote: str) -> Match | None:
        """Where ``quote`` stands, or ``None``.

        It has to begin and end at the borders of words: ``likely`` does not stand in ``unlikely``.
        A quote without a single letter or digit stands nowhere. Three ways are tried, and the
        first that finds a place decides: character for character; folded (letter case, accents,
        kinds of apostrophe, quotation mark, dash and space); the same words in the same order,
        whatever spaces and marks stand between them.
        """
        quote = quote.strip()
        if not any(one.isalnum() for one in quote):
            return None
        if places := self._whole(_all(self.text, quote)):
            return Match(places, "exact")
        if places := self._whole(_all(self._folded, fold(quote))):
            return Match(places, "folded")
        if places := self._same_words(quote):
            return Match(places, "words")
        return None

    def copied(self, said: str, run: int = 8) -> str | None:
        """The first ``run`` words of ``said`` that stand in the text in a row, or ``None``.

        Fewer words count as copied where they are all that is said and more than three.
        """
        spoken = list(words(said))
        length = min(run, max(4, len(spoken)))
        for first in range(len(spoken) - length + 1):
            start, end = spoken[first].place.start, spoken[first + length - 1].place.end
            if self._same_words(said[start:end]):
                return said[start:end]
        return None

    @cached_property
    def words(self) -> list[Word]:
        """The words of the text in order."""
        return list(words(self.text))

    @cached_property
    def _folded(self) -> str:
        return fold(self.text)

    def _whole(self, places: Iterable[Place]) -> list[Place]:
        """The places that cut no word in two at their ends."""
        return [place for place in places if not any(map(self._inside_word, place))]

    def _inside_word(self, offset: int) -> bool:
        around = self.text[max(0, offset - 1) : offset + 1]
        return len(around) == 2 and all(map(_in_word, around))

    @cached_property
    def _sequence(self) -> tuple[str, list[int]]:
        """The keys of all words in one string, and where in it each begins."""
        begins, length = [], 1
        for word in self.words:
            begins.append(length)
            length += len(word.key) + 1
        return _joined([word.key for word in self.words]), begins

    def _same_words(self, quote: str) -> list[Place]:
        sought = [word.key for word in words(quote)]
        if not sought:
            return []
        sequence, begins = self._sequence
        found = []
        for place in _all(sequence, _joined(sought)):
            first = bisect_left(begins, place.start + 1)
            last = self.words[first + len(sought) - 1]
            found.append(Place(self.words[first].place.start, last.place.end))
        return found


def words(text: str) -> Iterator[Word]:
    """The words of a text: runs of letters, digits and the marks that belong to them.

    Signs that cannot be seen (soft hyphens, joiners, marks of direction) part no word.
    """
    start, letters = -1, ""
    last = 0
    for at, one in enumerate(text):
        if _in_word(one):
            if start < 0:
                start = at
            letters += one
            last = at + 1
        elif start >= 0 and unicodedata.category(one) != "Cf":
            yield Word(Place(start, last), _key(letters))
            start, letters = -1, ""
    if start >= 0:
        yield Word(Place(start, last), _key(letters))


def _in_word(one: str) -> bool:
    return one.isalnum() or unicodedata.category(one)[0] == "M"


def _key(letters: str) -> str:
    """Letters without case and accents, however they were composed."""
    apart = unicodedata.normalize("NFKD", letters)
    kept = "".join(one for one in apart if not unicodedata.combining(one))
    return fold(kept) or letters


def _joined(keys: list[str]) -> str:
    return _BETWEEN + _BETWEEN.join(keys) + _BETWEEN


def _all(text: str, sought: str) -> Iterator[Place]:
    """Every place of a string in another, also where two overlap."""
    at = text.find(sought)
    while at >= 0:
        yield Place(at, at + len(sought))
        at = text.find(sought, at + 1)
