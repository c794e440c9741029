"""Predictions: what the author says will happen, without a condition and in the author's voice."""

from __future__ import annotations

import re

from tocsin.reading.clauses import breaks, clean, without_cause
from tocsin.reading.items import Cover, Place
from tocsin.reading.structure import Passage

_NOT_FUTURE = "camera|opera|tiara|contra|caldera|mascara|sierra|agora|flora|hydra|guerra|cholera"
_FUTURE = {
    "fr": re.compile(
        rf"(?<![\w'-])(?!(?:{_NOT_FUTURE})\b)(?:(?:va|vont) (?!a\b|au\b|de\b|en\b|dans\b|vers\b|"
        rf"jusqu)\w+(?:er|ir|re|oir)\b|"
        r"\w{3,}(?:era|eront|ira|iront|dra|dront|tra|tront|vra|vront|rra|rront)\b|(?:sera|seront|"
        r"aura|auront|fera|feront)\b)"
    ),
    "en": re.compile(
        r"(?<![\w-])(?:will(?! of\b)|(?:is|are) going to|shall) (?:\w+ly )?(?:not )?\w+"
    ),
}
_BELIEF = re.compile(
    r"(?:croi\w+|croyant|pens\w+|esper\w+|crai\w+|redout\w+|estim\w+|believ\w+|hop\w+|fear\w+|"
    r"think\w*|expect\w*|"
    r"say|says|said|claim\w*|argu\w+|warn\w*|promis\w*|assur\w+|affirm\w+|declar\w+|annonc\w+|"
    r"question|whether|si|if|"
    r"when|quand|lorsque|once|until|jusqu'a ce que|tant que|as long as|unless)\b"
)


def predictions(passage: Passage, taken: list[Place]) -> list[Place]:
    """Statements about the future from the verb on, outside quotations and ``taken`` places."""
    pattern = _FUTURE.get(passage.language)
    if pattern is None:
        return []
    found: list[Place] = []
    cover = Cover(taken)
    for sentence in passage.sentences:
        if passage.blocks[sentence.block].kind in ("title", "heading", "item"):
            continue
        if cover.meets(sentence.place):
            continue
        low = sentence.place.start
        for hit in pattern.finditer(passage.plain, *sentence.place):
            before = passage.plain[low : hit.start()]
            if passage.quoted(Place(*hit.span())) is not None or _BELIEF.search(before):
                continue
            if found and found[-1].end > hit.start():
                continue
            end = next((b.at for b in breaks(passage, Place(hit.end(), sentence.place.end))),
                       sentence.place.end)  # fmt: skip
            place = without_cause(passage, clean(passage, hit.start(), end))
            if place.start < place.end:
                found.append(place)
    return found
