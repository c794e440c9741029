"""Clauses: where a sentence may be cut, leaving brackets, quotations and paired dashes whole."""

from __future__ import annotations

import re
from typing import NamedTuple

from tocsin.reading.items import Place, trimmed
from tocsin.reading.lexicon import cues, words
from tocsin.reading.structure import Passage

ENDS = " \t\n\r\u00a0\u202f.,;:!?…—–-"
"""What is taken off the ends of a clause."""

_BREAK = re.compile(r"[,;:]|(?<=\s)[—–-](?=\s)|—")
_SUBORDINATE = re.compile(
    r"(?:ce qui|ce que|ce dont|which|who|qui|tandis que|alors que|while|whereas|mais|but|bien que|"
    r"although|though|quoique|a declare|a affirme|a dit|said|says|selon|according|d'apres|as well|"
    r"and that|yet|or,|sachant que|et ce|ce faisant|a-t-il|a-t-elle|dont|notamment|poursuit|adding|"
    r"a savoir|en (?:\w+ant)\b|even as|as the|as it)\b"
)
_CAUSE = re.compile(
    r"\s(?:simplement parce qu|parce qu|puisqu|because\s|grace a\s|grace au|en raison d|thanks "
    r"to\s|"
    r"due to\s|du fait d|car\s)"
)
_PARTICIPLES = (
    r"\w+ant|\w+ing|backed|led|supported|soutenue?s?|appuyee?s?|menee?s?|dirigee?s?|suivie?s?"
)
_NOT_A_SUBJECT = {
    "fr": re.compile(
        rf"(?!d'autres\b)(?:(?:{cues('clauses no subject fr')}|{_PARTICIPLES})(?![\w'])|qu'|d')"
    ),
    "en": re.compile(rf"(?:{cues('clauses no subject en')}|{_PARTICIPLES})(?![\w'])"),
}
_VERBAL = {
    "fr": re.compile(
        r"\b(?:est|sont|etait|etaient|sera|seront|a|ont|avait|avaient|aura|auront|peut|peuvent|"
        r"doit|"
        r"doivent|va|vont|fait|font|veut|veulent|reste|demeure|devient|deviennent|permet|met|"
        r"mettent|"
        r"prend|prennent|tient|vient|viennent|\w{2,}(?:ait|aient|ra|ront|issent|ent|it|ie|"
        r"se|te|re|ge|ce|ne|le|che|que|gne|ve|ue|pe|de))\b"
    ),
    "en": re.compile(
        r"\b(?:is|are|was|were|be|has|have|had|do|does|did|will|would|can|could|may|might|shall|"
        r"should|"
        r"must|fail|fails|go|come|take|make|seize|cross|sign|strike|withdraw|move|attack|deploy|"
        r"remain|continue|refuse|agree|accept|reject|impose|lose|hold|choose|decide|close|begin|"
        r"start|"
        r"keep|let|put|send|open|win|break|fall|collapse|resume|escalate|\w{2,}(?:s|ed|en))\b"
    ),
}


class Break(NamedTuple):
    """A sign at which a sentence may be cut, outside brackets, quotations and paired dashes."""

    at: int
    sign: str


def breaks(passage: Passage, place: Place) -> list[Break]:
    """The top-level commas, semicolons, colons and single dashes within ``place``."""
    closed = _closed(passage, place)
    found = []
    for hit in _BREAK.finditer(passage.text, place.start, place.end):
        at = hit.start()
        if any(start <= at < end for start, end in closed):
            continue
        if hit[0] == "," and at + 1 < place.end and passage.text[at + 1].isdigit():
            continue
        found.append(Break(at, "—" if hit[0] in "—–-" else hit[0]))
    return found


def _closed(passage: Passage, place: Place) -> list[Place]:
    """Stretches that are never cut: brackets, quotations, what stands between two dashes."""
    closed = passage.brackets_in(place)
    closed += [q for q in passage.quotations_in(place) if q != place and not q.holds(place)]
    dashes = [
        hit.start()
        for hit in re.finditer(r"(?<=\s)[—–-](?=\s)|—", passage.text[place.start : place.end])
    ]
    dashes = [place.start + at for at in dashes if not any(
        c.start <= place.start + at < c.end for c in closed)]  # fmt: skip
    closed += [Place(a, b + 1) for a, b in zip(dashes[::2], dashes[1::2], strict=False)]
    return closed


def clean(passage: Passage, start: int, end: int) -> Place:
    """A clause without marks and white space at its ends."""
    return trimmed(passage.text, Place(start, end), ENDS)


def content_end(passage: Passage, start: int, limit: int) -> int:
    """Where a reported clause that begins at ``start`` ends: before what comments on it."""
    for each in breaks(passage, Place(start, limit)):
        rest = passage.plain[each.at + 1 : each.at + 40].lstrip()
        if each.sign in ";" or (each.sign in ",—" and _SUBORDINATE.match(rest)):
            return each.at
    return limit


def without_cause(passage: Passage, place: Place) -> Place:
    """A clause up to the words that give its cause."""
    hit = _CAUSE.search(passage.plain, place.start, place.end)
    if hit is None or hit.start() - place.start < 15:
        return place
    return clean(passage, place.start, hit.start())


def verbal(passage: Passage, place: Place) -> bool:
    """Whether some word of ``place`` looks like a verb in a finite form."""
    pattern = _VERBAL.get(passage.language)
    if pattern is None:  # Russian and Turkish are not read for verbs
        return True
    for hit in pattern.finditer(passage.plain, place.start, place.end):
        if passage.text[hit.start()].islower():
            return True
    return False


def main_clause(passage: Passage, start: int, limit: int) -> Break | None:
    """The break after which the main clause follows a subordinate one that begins at ``start``."""
    marks = breaks(passage, Place(start, limit))
    for each in marks:
        if re.match(r"\s*(?:then|alors)\b", passage.plain[each.at + 1 : each.at + 12]):
            return each
    for each in marks:
        if each.sign == ":" or not _says_something(passage, Place(start, each.at)):
            continue
        rest = passage.plain[each.at + 1 : each.at + 40].lstrip(" -\u2014")
        if each.sign in ";" or not rest:
            return None
        begins = _NOT_A_SUBJECT.get(passage.language, _NOT_A_SUBJECT["en"]).match(rest)
        if not begins and verbal(passage, Place(each.at + 1, limit)):
            return each
    return None


_FUNCTION = words("clauses function")


def _says_something(passage: Passage, place: Place) -> bool:
    """Whether a stretch is more than a name: two words at least, one of them plain and full."""
    words = re.findall(r"[\w’'-]+", passage.text[place.start : place.end])
    plain = [w for w in words if w[0].islower() and len(w) >= 4 and w not in _FUNCTION]
    return len(words) >= 2 and bool(plain)


_TURN = re.compile(r"\s(?:but|mais|yet|while|whereas|tandis que|alors que|so)\s")


def clause_start(passage: Passage, low: int, at: int) -> int:
    """Where the clause that contains ``at`` starts: after a semicolon, colon, dash or a *but*."""
    for each in reversed(breaks(passage, Place(low, at))):
        if each.sign in ";:—":
            return each.at + 1
        turn = _TURN.match(passage.plain, each.at + 1, at)
        if turn is not None and re.search(r"\w+\W+\w", passage.text[turn.end() : at]):
            return turn.end()
    return low
