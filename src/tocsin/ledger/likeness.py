"""Finding copies: documents with the same address, the same words or nearly the same title."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from rapidfuzz import fuzz, process

WINDOW_DAYS = 14
"""Copies of one text appear within this many days of each other."""
TITLE_DAYS = 3
"""Documents that share no more than a title are copies only within this many days."""
WORDS = 4
"""Words in a run; runs shared by two texts are what makes one a copy of the other."""
SHARED_RUNS = 8
"""Fewest shared runs of two copies."""
CONTAINED = 0.6
"""Least share of the shorter text's runs that stand in the longer one."""
TITLE_RATIO = 90.0
"""Least likeness of two titles, from 0 to 100, whatever the order of their words."""
TITLE_WORDS = 5
"""Fewest words of a title that says enough to be recognised by."""

Because = Literal["same address", "same text", "same title"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The earlier document that another one copies, why, and how alike they are in per cent."""

    number: int
    because: Because
    similarity: int


def fold(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def runs(text: str) -> frozenset[int]:
    """The runs of ``WORDS`` folded words in a text, as hashes that hold for this process."""
    words = fold(text)
    return frozenset(hash(tuple(words[i : i + WORDS])) for i in range(len(words) - WORDS + 1))


@dataclass(frozen=True, slots=True)
class _Title:
    words: str
    figures: tuple[str, ...]
    day: date


@dataclass
class Index:
    """Documents that were seen, by number, to hold new ones against.

    A text is a copy if most of the shorter text's runs of words stand in the longer one, so that a
    shortened dispatch is found as well. Titles are compared by RapidFuzz, whatever the order of
    their words; titles whose figures differ are of two events.
    """

    _addresses: dict[str, int] = field(default_factory=dict)
    _days: dict[int, date] = field(default_factory=dict)
    _sizes: dict[int, int] = field(default_factory=dict)
    _runs: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _titles: dict[int, _Title] = field(default_factory=dict)

    def add(self, number: int, title: str, text: str, address: str | None, day: date) -> None:
        """Remember a document."""
        self._days[number] = day
        if address is not None:
            self._addresses.setdefault(address, number)
        found = runs(text)
        self._sizes[number] = len(found)
        for run in found:
            self._runs[run].append(number)
        words = fold(title)
        if len(words) >= TITLE_WORDS:
            self._titles[number] = _Title(" ".join(words), _figures(words), day)

    def find(self, title: str, text: str, address: str | None, day: date) -> Likeness | None:
        """The first document that this one copies, if there is one."""
        if address is not None and address in self._addresses:
            return Likeness(self._addresses[address], "same address", 100)
        return self._same_text(runs(text), day) or self._same_title(fold(title), day)

    def _same_text(self, found: frozenset[int], day: date) -> Likeness | None:
        shared = Counter(number for run in found for number in self._runs.get(run, ()))
        for number, count in sorted(shared.items()):
            share = count / min(len(found), self._sizes[number])
            near = abs((day - self._days[number]).days) <= WINDOW_DAYS
            if near and count >= SHARED_RUNS and share >= CONTAINED:
                return Likeness(number, "same text", round(100 * share))
        return None

    def _same_title(self, words: list[str], day: date) -> Likeness | None:
        if len(words) < TITLE_WORDS:
            return None
        figures = _figures(words)
        near = {
            number: one.words
            for number, one in self._titles.items()
            if abs((day - one.day).days) <= TITLE_DAYS and one.figures == figures
        }
        alike = process.extract(
            " ".join(words),
            near,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=TITLE_RATIO,
            limit=None,
        )
        if not alike:
            return None
        number, ratio = min((number, ratio) for _, ratio, number in alike)
        return Likeness(number, "same title", round(ratio))


def _figures(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(word for word in words if any(c.isdigit() for c in word)))
