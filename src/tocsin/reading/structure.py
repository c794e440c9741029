"""The shape of a text: headings, paragraphs, list items, sentences, quotations, brackets.

A block is a heading, a paragraph or a list item; its place leaves out the list mark and white
space. Lines that were only wrapped are joined. Sentences lie within blocks. Everything is a place
in the text as it stands: nothing is copied or normalised.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

from tocsin.reading.folding import fold, soften
from tocsin.reading.items import Place, trimmed
from tocsin.reading.lexicon import words

MARK = re.compile(
    r"[ \t\u00a0]*(?P<mark>[-–—•*·▪▫◦‣●○►▶→✓■□]|#{1,6}|\[?\d{1,3}[.)\]°](?!\d)|\(\d{1,3}\)"
    r"|\(?[a-zA-Z][.)](?=[ \t\u00a0])|\(?[ivxIVX]{1,5}[.)](?=[ \t\u00a0]))(?:[ \t\u00a0]+|"
    r"(?<=[•▪◦‣●])|$)"
)
_LONGEST_HEADING = 110
_LONGEST_SENTENCE = 2000
_LONGEST_ITEM = 260
"""Numbered text longer than this, in several sentences, is a paragraph and no list item."""
_WRAPPED = 100
"""The longest line of a text whose lines were wrapped by hand."""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph or list item; ``mark`` is the list mark in front of an item."""

    kind: Literal["title", "heading", "paragraph", "item"]
    place: Place
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the index of its block."""

    place: Place
    block: int


@dataclass
class Passage:
    """A text in a language, with everything that the finders ask about its shape."""

    text: str
    language: str
    soft: str = field(init=False, repr=False)
    plain: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.soft = soften(self.text)
        self.plain = fold(self.text)

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks in order."""
        return _blocks(self.text)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of every block, in order."""
        return [
            Sentence(place, index)
            for index, block in enumerate(self.blocks)
            for place in sentences_in(self.text, block.place)
        ]

    @cached_property
    def quotations(self) -> list[Place]:
        """The insides of quotation marks, outermost only, each within one block."""
        return [q for block in self.blocks for q in _quotations(self.text, block.place)]

    @cached_property
    def brackets(self) -> list[Place]:
        """What stands in round brackets, without them, innermost only."""
        pattern = re.compile(r"\(([^()\n]{1,400})\)")
        return [Place(*found.span(1)) for found in pattern.finditer(self.text)]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers ``offset``."""
        k = bisect_right(self._starts, offset) - 1
        if k < 0 or offset >= self.sentences[k].place.end:
            return None
        return self.sentences[k]

    def sentence_before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before one, if it stands in the same block."""
        k = bisect_right(self._starts, sentence.place.start) - 2
        if k < 0 or self.sentences[k].block != sentence.block:
            return None
        return self.sentences[k]

    def block_at(self, offset: int) -> int | None:
        """The index of the block that covers ``offset``."""
        k = bisect_right(self._block_starts, offset) - 1
        return k if k >= 0 and offset < self.blocks[k].place.end else None

    def quoted(self, place: Place) -> Place | None:
        """The quotation that ``place`` lies in."""
        k = bisect_right(self._quote_starts, place.start) - 1
        if k >= 0 and self.quotations[k].holds(place):
            return self.quotations[k]
        return None

    def quotations_in(self, place: Place) -> list[Place]:
        """The quotations that share a character with ``place``."""
        return _meeting(self.quotations, self._quote_starts, place)

    def brackets_in(self, place: Place) -> list[Place]:
        """The brackets that share a character with ``place``."""
        return _meeting(self.brackets, self._bracket_starts, place)

    @cached_property
    def _bracket_starts(self) -> list[int]:
        return [bracket.start for bracket in self.brackets]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.place.start for sentence in self.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.place.start for block in self.blocks]

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]


def _meeting(places: list[Place], starts: list[int], place: Place) -> list[Place]:
    """Those of ordered, disjoint places that meet ``place``."""
    low = max(0, bisect_right(starts, place.start) - 1)
    high = bisect_right(starts, place.end)
    return [each for each in places[low:high] if each.meets(place)]


# --- blocks -------------------------------------------------------------------------------------


def _chunks(text: str) -> list[list[Place]]:
    """Runs of non-empty lines between empty ones."""
    chunks: list[list[Place]] = [[]]
    breaks = re.compile(r"\r\n|[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]")
    start = 0
    for found in [*breaks.finditer(text), None]:
        end = len(text) if found is None else found.start()
        line = trimmed(text, Place(start, end))
        if line.start < line.end:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
        start = end if found is None else found.end()
    return [chunk for chunk in chunks if chunk]


def _is_wrapped(text: str, chunks: list[list[Place]]) -> bool:
    """Whether lines were broken by width: none is long, and those that are followed are full."""
    lines = [line for chunk in chunks for line in chunk]
    if len(lines) < 4 or max(line.end - line.start for line in lines) > _WRAPPED:
        return False
    inner = [
        line.end - line.start
        for chunk in chunks
        for line, after in pairwise(chunk)
        if not MARK.match(text, after.start)
    ]
    return len(inner) >= 3 and sorted(inner)[len(inner) // 2] >= 45


def _joined(text: str, chunks: list[list[Place]]) -> list[tuple[Place, int]]:
    """Places of blocks-to-be, and in which chunk each stands, wrapped lines joined."""
    wrapped = _is_wrapped(text, chunks)
    found: list[tuple[Place, int]] = []
    for number, chunk in enumerate(chunks):
        for line in chunk:
            before = found[-1] if found else None
            goes_on = (
                before is not None
                and before[1] == number
                and not MARK.match(text, line.start)
                and (wrapped or _continues(text, before[0], line))
            )
            if before is not None and goes_on:
                found[-1] = (Place(before[0].start, line.end), number)
            else:
                found.append((line, number))
    return found


def _continues(text: str, before: Place, line: Place) -> bool:
    """Whether a line goes on in the next: it ends openly and the next starts in lower case."""
    return text[line.start].islower() and text[before.end - 1] not in ".!?;:"


def _blocks(text: str) -> list[Block]:
    raw = _joined(text, _chunks(text))
    marks = [MARK.match(text, place.start, place.end) for place, _ in raw]
    blocks: list[Block] = []
    for k, ((place, _), mark) in enumerate(zip(raw, marks, strict=True)):
        following = raw[k + 1][0] if k + 1 < len(raw) else None
        next_is_item = k + 1 < len(raw) and marks[k + 1] is not None
        sign = mark["mark"] if mark else ""
        body = trimmed(text, Place(mark.end() if mark else place.start, place.end))
        if body.start >= body.end:
            body, sign = place, ""
        if sign.startswith("#"):
            blocks.append(Block("heading", body))
        elif sign and (
            _next_in_list(blocks, sign)
            or not _numbered_heading(text, sign, body, following, next_is_item)
        ):
            blocks.append(Block(_item_or_paragraph(text, sign, body), body, sign))
        elif _heads(text, body, following):
            first = not blocks and not sign
            blocks.append(Block("title" if first else "heading", body))
        else:
            blocks.append(Block("paragraph", place if not sign else body))
    return blocks


def _item_or_paragraph(text: str, sign: str, body: Place) -> Literal["item", "paragraph"]:
    """Some texts number their paragraphs."""
    long = sign[:1].isalnum() and body.end - body.start > _LONGEST_ITEM
    return "paragraph" if long and len(sentences_in(text, body)) > 1 else "item"


def _next_in_list(blocks: list[Block], sign: str) -> bool:
    """Whether a mark goes on from that of the item before: ``3.`` after ``2.``."""
    if not blocks or blocks[-1].kind != "item":
        return False
    before, now = blocks[-1].mark, sign
    same_form = re.sub(r"\w+", "", before) == re.sub(r"\w+", "", now)
    numbers = [re.sub(r"\D", "", mark) for mark in (before, now)]
    if all(numbers):
        return same_form and int(numbers[1]) == int(numbers[0]) + 1
    return same_form


def _numbered_heading(
    text: str, sign: str, body: Place, following: Place | None, next_is_item: bool
) -> bool:
    """``2. Outlook`` over a paragraph is a heading, not the second item of a list."""
    if next_is_item and following is not None:
        after = MARK.match(text, following.start)
        form = re.sub(r"\w+", "", after["mark"]) if after else ""
        if form == re.sub(r"\w+", "", sign) or body.end - body.start > 60:
            return False
    return sign[:1].isalnum() and _heads(text, body, following)


def _heads(text: str, place: Place, following: Place | None) -> bool:
    """A short line that ends openly, starts like a title, and stands over something longer."""
    length = place.end - place.start
    if following is None or length > _LONGEST_HEADING or "\n" in text[place.start : place.end]:
        return False
    first, last = text[place.start], text[place.end - 1]
    if last in '.;:,!…»”"' or not (first.isupper() or first.isdigit() or first in '«“"¿ÀÉ'):
        return False
    if not any(c.isalpha() for c in text[place.start : place.end]):
        return False
    return following.end - following.start > length or bool(MARK.match(text, following.start))


# --- sentences ----------------------------------------------------------------------------------

_STOP = re.compile(r"[.!?…]+[\"'’”»)\]]*(?:[ \u00a0\u202f]*»)?(?=\s|$)")
_ABBREVIATIONS = words("structure abbreviations")


def sentences_in(text: str, place: Place) -> list[Place]:
    """The sentences within ``place``."""
    found: list[Place] = []
    start = place.start
    for stop in _STOP.finditer(text, place.start, place.end):
        if stop.end() < place.end and not _ends(text, start, stop, place.end):
            continue
        found += _pieces(text, Place(start, stop.end()))
        start = stop.end()
    return found + _pieces(text, Place(start, place.end))


def _pieces(text: str, place: Place) -> list[Place]:
    """A sentence, or its pieces where it has no end within ``_LONGEST_SENTENCE``."""
    pieces = []
    start = place.start
    while place.end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        pieces.append(trimmed(text, Place(start, cut)))
        start = cut
    pieces.append(trimmed(text, Place(start, place.end)))
    return [piece for piece in pieces if piece.start < piece.end]


def _ends(text: str, start: int, stop: re.Match[str], limit: int) -> bool:
    """Whether a stop ends a sentence: what follows starts one, and it is no abbreviation."""
    after = stop.end()
    while after < limit and (text[after].isspace() or text[after] in "«“\"‘'([—–-"):
        after += 1
    if after < limit and text[after].islower():
        return False
    if stop[0] != ".":
        return True
    word = re.search(r"[\w.]+$", text[max(start, stop.start() - 12) : stop.start()])
    if word is None:
        return True
    bare = word[0].lower().strip(".")
    if bare in _ABBREVIATIONS:
        return False
    return not (len(word[0]) == 1 and word[0].isupper())


# --- quotations ---------------------------------------------------------------------------------

_PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›", '"': '"'}
_SIGNS = re.compile('[«»“”„‹›"]')


def _quotations(text: str, place: Place) -> list[Place]:
    """Outermost quotations in a block; a mark that is never closed quotes nothing."""
    open_signs: list[tuple[str, int]] = []
    pairs: list[Place] = []
    for hit in _SIGNS.finditer(text, *place):
        sign = hit[0]
        if open_signs and _PAIRS[open_signs[-1][0]] == sign:
            pairs.append(Place(open_signs.pop()[1] + 1, hit.start()))
        elif sign in _PAIRS:
            open_signs.append((sign, hit.start()))
    found: list[Place] = []
    for pair in sorted(pairs, key=lambda p: (p.start, -p.end)):
        inside = trimmed(text, pair)
        if inside.start < inside.end and not (found and inside.start < found[-1].end):
            found.append(inside)
    return found
