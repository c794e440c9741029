"""Dated sources: a date with a title.

A list entry whose rest is quoted, an entry under a heading for sources, a date beside a title and
an outlet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tocsin.reading.actors import Actors
from tocsin.reading.dates import Dated
from tocsin.reading.items import Place, trimmed
from tocsin.reading.lexicon import whole
from tocsin.reading.structure import Block, Passage

_SOURCE_WORDS = whole("chronology source words")
_TITLED = whole("chronology titled")
_SEPARATOR = re.compile(r"\s*[:–—,|•·-]\s*|\s+")


@dataclass
class Source:
    """A dated source: its date, its title, who published it."""

    dated: Dated
    title: Place | None
    publisher: str | None = None
    flags: list[str] = field(default_factory=list)


def dated_sources(passage: Passage, dated: list[Dated], actors: Actors) -> list[Source]:
    """The dated sources of the text, in order."""
    found: list[Source] = []
    for each in dated:
        if each.relative or each.precision in ("decade",):
            continue
        source = (
            _listed_work(passage, each, actors)
            or _entry(passage, each, actors)
            or _cited(passage, each, actors)
        )
        if source is not None and not any(s.title and s.title == source.title for s in found):
            found.append(source)
    return found


def _entry(passage: Passage, dated: Dated, actors: Actors) -> Source | None:
    """A list entry or line that is a date with a title, in either order."""
    index = passage.block_at(dated.place.start)
    if index is None:
        return None
    block = passage.blocks[index]
    if block.kind in ("title", "heading") or block.place.end - block.place.start > 400:
        return None
    quotation = next((q for q in passage.quotations_in(block.place) if block.place.holds(q) and (
        q.end - q.start > 12)), None)  # fmt: skip
    opens = not re.search(r"\w", passage.text[block.place.start : dated.place.start])
    closes = len(re.findall(r"\w+", passage.text[dated.place.end : block.place.end])) <= 1
    if opens and quotation is not None and _mostly(passage, dated.place.end, block, quotation):
        return Source(dated, quotation, _publisher(passage, block.place, quotation, actors))
    if (opens or closes) and block.kind == "item" and _under_sources(passage, index):
        title = quotation or _unquoted_title(passage, block, dated, opens, actors)
        if title is not None:
            return Source(dated, title, _publisher(passage, block.place, title, actors))
    if closes and quotation is not None and block.place.end - block.place.start < 300:
        publisher = _publisher(passage, block.place, quotation, actors)
        if publisher or block.kind == "item":
            return Source(dated, quotation, publisher)
    return None


def _mostly(passage: Passage, start: int, block: Block, quotation: Place) -> bool:
    """Whether what follows the date is a quotation, with an outlet beside it at most."""
    rest = passage.text[start : block.place.end]
    outside = len(re.findall(r"\w+", rest)) - len(
        re.findall(r"\w+", passage.text[quotation.start : quotation.end])
    )
    return outside <= 6


def _under_sources(passage: Passage, index: int) -> bool:
    """Whether a list stands under words for sources."""
    k = index
    while k > 0 and passage.blocks[k].kind == "item":
        k -= 1
    above = [b for b in passage.blocks[max(0, k - 1) : k + 1] if b.kind != "item"]
    words = [passage.plain[b.place.start : b.place.end][-160:] for b in above]
    return any(_SOURCE_WORDS.search(w) for w in words[-1:]) or (
        passage.blocks[k].kind == "heading" and any(_SOURCE_WORDS.search(w) for w in words)
    )


def _unquoted_title(
    passage: Passage, block: Block, dated: Dated, opens: bool, actors: Actors
) -> Place | None:
    """The title of an entry without quotation marks: the longest part that is no outlet."""
    rest = Place(dated.place.end, block.place.end) if opens else Place(
        block.place.start, dated.place.start)  # fmt: skip
    rest = trimmed(passage.text, rest, " :–—,|•·-.()")
    outlets = [
        p
        for p, each in actors.mentions_in(rest, "actors_organisations")
        if each.value.get("type") in ("media", "think_tank", "ngo", "igo")
    ]
    start, end = rest
    for outlet in outlets:
        if outlet.start == rest.start:
            after = _SEPARATOR.match(passage.text, outlet.end)
            start = after.end() if after else outlet.end
        elif rest.end - outlet.end <= 2:
            end = outlet.start
    title = trimmed(passage.text, Place(start, end), " :–—,|•·-.(")
    return title if title.end - title.start > 8 else None


def _publisher(passage: Passage, block: Place, title: Place, actors: Actors) -> str | None:
    for place, each in actors.mentions_in(block, "actors_organisations"):
        outside = not place.meets(title)
        if outside and each.value.get("type") in (
            "media",
            "think_tank",
            "ngo",
            "igo",
            "state_body",
        ):
            return each.id
    return None


def _cited(passage: Passage, dated: Dated, actors: Actors) -> Source | None:
    """A source in running text: a titled work with its date, or an outlet and date in brackets."""
    sentence = passage.sentence_at(dated.place.start)
    if sentence is None or passage.blocks[sentence.block].kind == "heading":
        return None
    bracket = next((b for b in passage.brackets_in(dated.place) if b.holds(dated.place)), None)
    if bracket is not None:
        publisher = _publisher(passage, bracket, dated.place, actors)
        if publisher and len(re.findall(r"\w+", passage.text[bracket.start : bracket.end])) <= 12:
            inner = next((q for q in passage.quotations_in(bracket) if bracket.holds(q)), None)
            return Source(dated, inner, publisher, [] if inner else ["no title"])
    low = max(sentence.place.start, dated.place.start - 160)
    high = min(sentence.place.end, dated.place.end + 160)
    quoted = passage.quotations_in(Place(low, high + 61))
    near = next((q for q in quoted if low <= q.start and q.end <= high + 60 and (
        q.end - q.start > 14)), None)  # fmt: skip
    if near is None:
        return None
    outside = passage.plain[low : near.start] + " " + passage.plain[near.end : high]
    titled = _TITLED.search(outside)
    between = passage.plain[min(near.end, dated.place.end) : max(near.start, dated.place.start)]
    if not titled or len(between) > 90 or re.search(r"[.;]\s", between):
        return None
    if not passage.text[near.start].isupper():
        return None
    return Source(dated, near, _publisher(passage, sentence.place, near, actors))


_SEE = re.compile(
    r"(?:see also|see|sources?|further reading|references?|lire aussi|voir aussi|voir|a lire|"
    r"lectures?)\s?:"
)


def _listed_work(passage: Passage, dated: Dated, actors: Actors) -> Source | None:
    """The quoted title before a date in a row of works: ``See also: “A”, X, 3 May; “B”, Y ...``."""
    sentence = passage.sentence_at(dated.place.start)
    if sentence is None or not _SEE.match(passage.plain, *sentence.place):
        return None
    before = passage.quotations_in(Place(sentence.place.start, dated.place.start))
    if not before or ";" in passage.text[before[-1].end : dated.place.start]:
        return None
    segment = Place(before[-1].start, dated.place.end)
    return Source(dated, before[-1], _publisher(passage, segment, before[-1], actors))
