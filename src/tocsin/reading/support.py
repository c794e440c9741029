"""What a stretch of text bears out: the dates it prints, the figures it holds, what it negates.

Made to hold a value against the words it is said to come from. A value of which the words say
less is cut down to what they say; one that they do not say at all is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from babel import Locale
from babel.dates import get_month_names

from tocsin.reading.items import Place
from tocsin.reading.quotes import Quotable, Word, words

LANGUAGES = ("en", "fr", "ru", "tr")

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e)?")
_LINKS = {"of", "de", "the"}
_SENTENCE = re.compile(r"[.!?…;:\n]")
_NEGATIONS = {
    "not", "no", "never", "neither", "nor", "without", "cannot", "nobody", "none", "nothing",
    "nowhere", "sans", "non", "jamais", "aucun", "aucune", "ni", "nulle",
    "не", "ни", "нет", "без", "никогда", "degil", "yok",
}  # fmt: skip
_AFTER_NE = {
    "pas", "plus", "jamais", "aucun", "aucune", "rien", "ni", "nul", "nulle", "guere", "point",
    "personne",
}  # fmt: skip
_RESTRICTION = {("not", "only"), ("not", "just"), ("non", "seulement")}
_REACH = 6
"""How many words before a stretch a word of negation may stand and still bear on it."""


def supported_date(value: str, text: str) -> str | None:
    """The part of a date (``2025``, ``2025-12``, ``2025-12-16``) that ``text`` prints, or ``None``.

    The year has to be printed; the month and the day have to be printed beside that very year. A
    date all in figures supports its month only where it cannot be read two ways.
    """
    parts = value.split("-")
    best: Sequence[str] = ()
    for printed in _printed_dates(text):
        agreeing = 0
        while agreeing < min(len(parts), len(printed)) and parts[agreeing] == printed[agreeing]:
            agreeing += 1
        if agreeing > len(best):
            best = parts[:agreeing]
    return "-".join(best) or None


def supported_figure(figure: str, text: str) -> bool:
    """Whether ``text`` holds the figure, as whole numbers and with its own marks in between."""
    match = Quotable(text).find(figure)
    return match is not None and match.how != "words" and any(one.isdigit() for one in figure)


def negations(text: str) -> list[Place]:
    """The places of the words by which ``text`` negates, in English, French, Russian, Turkish.

    Turkish negates by endings as well, which are not seen. French ``ne`` counts only with the
    word that completes it: alone it may be empty (``à moins qu’il ne change``).
    """
    found = []
    said = list(words(text))
    keys = [word.key for word in said]
    for i, word in enumerate(said):
        pair = (word.key, keys[i + 1] if i + 1 < len(keys) else "")
        completed = word.key in {"ne", "n"} and not _AFTER_NE.isdisjoint(keys[i + 1 : i + 6])
        contracted = word.key == "t" and i > 0 and keys[i - 1].endswith("n") and _touch(
            text, said[i - 1], word
        )  # fmt: skip
        if (word.key in _NEGATIONS and pair not in _RESTRICTION) or completed or contracted:
            found.append(word.place)
    return found


def negated(text: str, place: Place) -> list[Place]:
    """The words of negation that bear on a stretch: within it, or shortly before it.

    Before it means in the same sentence and at most a few words away.
    """
    begins = max((one.end() for one in _SENTENCE.finditer(text, 0, place.start)), default=0)
    before = list(words(text[begins : place.start]))
    if before:
        begins += before[-_REACH:][0].place.start
    else:
        begins = place.start
    return [
        Place(begins + cue.start, begins + cue.end) for cue in negations(text[begins : place.end])
    ]


def _touch(text: str, first: Word, second: Word) -> bool:
    """Whether an apostrophe alone stands between two words, as in ``won’t``."""
    return second.place.start - first.place.end == 1


def _printed_dates(text: str) -> Iterator[tuple[str, ...]]:
    """Every date that a text prints, as year, month and day, as far as it goes."""
    said = list(words(text))
    keys = [word.key for word in said]
    for i, key in enumerate(keys):
        if re.fullmatch(r"\d{4}", key):
            yield (key,)
            yield from _in_words(keys, i)
    for found in re.finditer(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)", text):
        yield tuple(part for part in found.groups() if part)
    for found in re.finditer(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)", text):
        first, second = int(found[1]), int(found[3])
        if first == second or max(first, second) > 12 >= min(first, second):
            month, day = sorted((first, second))
            yield found[4], f"{month:02d}", f"{day:02d}"


def _in_words(keys: list[str], year: int) -> Iterator[tuple[str, ...]]:
    """The date that ends in the year at an index: ``16 December 2025``, ``December 16, 2025``."""
    at = _before(keys, year)
    if at < 0:
        return
    months = _months()
    if keys[at] in months:
        month = f"{months[keys[at]]:02d}"
        yield keys[year], month
        at = _before(keys, at)
        day = _ORDINAL.fullmatch(keys[at]) if at >= 0 else None
    else:
        day, at = _ORDINAL.fullmatch(keys[at]), _before(keys, at)
        if day is None or at < 0 or keys[at] not in months:
            return
        month = f"{months[keys[at]]:02d}"
        yield keys[year], month
    if day is not None:
        yield keys[year], month, f"{int(day[1]):02d}"


def _before(keys: list[str], index: int) -> int:
    """The index of the word before another, past words that only link; below 0 if none."""
    index -= 1
    while index >= 0 and keys[index] in _LINKS:
        index -= 1
    return index


@cache
def _months() -> dict[str, int]:
    """The number of each month by its names in every language, as keys of words."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context, Locale(language))
                for number, name in names.items():
                    for word in words(name):
                        found.setdefault(word.key, number)
    return found
