"""What a stretch of text bears out: the dates it prints, the figures it holds, what it negates.

Made to hold a value against the words it is said to come from. A value of which the words say
less is cut down to what they say; one that they do not say at all is dropped.
"""

from __future__ import annotations

import re
from itertools import takewhile

from tocsin.reading.dates import dates
from tocsin.reading.items import Place
from tocsin.reading.quotes import Quotable, Word, words
from tocsin.reading.structure import Passage

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


def supported_date(value: str, text: str, language: str) -> str | None:
    """The part of a date (``2025``, ``2025-12``, ``2025-12-16``) that ``text`` prints, or ``None``.

    The year has to be printed; the month and the day have to be printed with that very year. A date
    all in figures supports its month only where it cannot be read two ways.
    """
    parts = value.split("-")
    printed = [one.value for one in dates(Passage(text, language), None) if one.value]
    printed += [word.key for word in words(text) if re.fullmatch(r"\d{4}", word.key)]
    best: list[str] = []
    for one in printed:
        agreeing = [
            mine for mine, theirs in takewhile(_same, zip(parts, one.split("-"), strict=False))
        ]
        best = max(best, agreeing, key=len)
    return "-".join(best) or None


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


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
