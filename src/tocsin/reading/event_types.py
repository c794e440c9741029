"""Event types: the nearest PLOVER type and a type of our own, as ranked suggestions.

Each type has words that speak for it; a type's score is the share of what its strongest words
could give. Nothing is forced: a text that no word speaks for is ``unclassified``. Table:
``data/event_types.tsv``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tocsin.reading.folding import fold
from tocsin.reading.gazetteer import rows

PLOVER = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
KEPT = 3


class Suggestion(NamedTuple):
    """One suggested type; ``score`` ranks within one text and is no probability."""

    plover: str
    context: str
    cameo: str
    own: str
    score: int


class _Type(NamedTuple):
    own: str
    plover: str
    context: str
    cameo: str
    strong: re.Pattern[str]
    weak: re.Pattern[str] | None


def _pattern(cell: str) -> re.Pattern[str] | None:
    words = [fold(word) for word in cell.split("|") if word]
    if not words:
        return None
    joined = "|".join(
        re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s") for word in words
    )
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w)")


@cache
def types() -> tuple[_Type, ...]:
    """The table of types, in the order in which ties are broken."""
    found = []
    for own, plover, context, cameo, strong, weak in rows("event_types.tsv"):
        pattern = _pattern(strong)
        if pattern is not None:
            found.append(_Type(own, plover, context, cameo, pattern, _pattern(weak)))
    return tuple(found)


def suggest(text: str) -> list[Suggestion]:
    """Up to three types for a text, the likeliest first; ``unclassified`` alone if none fits.

    A strong word counts three, a weak one one; words in the first half of the text count one
    more, because a trigger names its event before its circumstances.
    """
    plain = fold(text)
    half = max(25, len(plain) // 2)
    scored = []
    for order, kind in enumerate(types()):
        strong = {hit[0]: hit.start() for hit in reversed(list(kind.strong.finditer(plain)))}
        if not strong:
            continue
        score = sum(3 + (at < half) for at in strong.values())
        score += 2 if min(strong.values()) < 16 else 0
        if kind.weak is not None:
            score += len(set(kind.weak.findall(plain)))
        scored.append((-score, order, kind))
    ranked = [
        Suggestion(k.plover, k.context, k.cameo, k.own, -score) for score, _, k in sorted(scored)
    ]
    return ranked[:KEPT] or [Suggestion("", "", "", "unclassified", 0)]
