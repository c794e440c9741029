"""Words of estimative probability, as ICD 203 sets them, in one row of terms.

The seven bands share end points; here the lower bound belongs to the band. Outside them the
directive has no word, and the number itself is given: ``<1%``, ``>99%``.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.language import Text


@dataclass(frozen=True)
class Band:
    """A term, the share from which it holds, and the verb phrase that carries it in a sentence.

    ``predicate`` agrees in French with « issue » (feminine).
    """

    low: float
    term: Text
    predicate: Text


BANDS = (
    Band(
        0.01,
        Text(en="almost no chance", fr="presque aucune chance"),
        Text(en="has almost no chance of starting", fr="n’a presque aucune chance de survenir"),
    ),
    Band(
        0.05,
        Text(en="very unlikely", fr="très improbable"),
        Text(en="is very unlikely", fr="est très improbable"),
    ),
    Band(
        0.20,
        Text(en="unlikely", fr="improbable"),
        Text(en="is unlikely", fr="est improbable"),
    ),
    Band(
        0.45,
        Text(en="roughly even chance", fr="environ une chance sur deux"),
        Text(
            en="has a roughly even chance of starting",
            fr="a environ une chance sur deux de survenir",
        ),
    ),
    Band(0.55, Text(en="likely", fr="probable"), Text(en="is likely", fr="est probable")),
    Band(
        0.80,
        Text(en="very likely", fr="très probable"),
        Text(en="is very likely", fr="est très probable"),
    ),
    Band(
        0.95,
        Text(en="almost certain", fr="presque certain"),
        Text(en="is almost certain", fr="est presque certaine"),
    ),
)
TOP = 0.99

BELOW = Band(
    0.0,
    Text(en="<1%", fr="<1\u202f%"),
    Text(
        en="has less than one chance in a hundred of starting",
        fr="a moins d’une chance sur cent de survenir",
    ),
)
ABOVE = Band(
    TOP,
    Text(en=">99%", fr=">99\u202f%"),
    Text(
        en="has more than 99 chances in a hundred of starting",
        fr="a plus de 99 chances sur cent de survenir",
    ),
)


def band(p: float) -> Band:
    """The band of a probability; raises ``ValueError`` outside 0 to 1."""
    if not 0 <= p <= 1:
        raise ValueError(f"got {p!r}; a probability lies between 0 and 1")
    if p > TOP:
        return ABOVE
    held = [each for each in BANDS if each.low <= p]
    return held[-1] if held else BELOW


def words(p: float) -> Text:
    """The term of ICD 203 for a probability, in both languages."""
    return band(p).term
