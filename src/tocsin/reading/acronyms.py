"""Names that a text itself introduces: ``Long Form (LF)``, ``LF (Long Form)``, new names.

The letters of the short form must be found in the long form from right to left, the first of them
at the start of a word (Schwartz & Hearst 2003); a quoted long form right before the bracket is
taken whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.reading.folding import fold
from tocsin.reading.items import Place, trimmed
from tocsin.reading.lexicon import words
from tocsin.reading.structure import Passage

_SHORT = re.compile(r"\((?P<short>[^\W\d_][\w&+-]{1,10})(?=[),;:\s])")
_LONG_IN_BRACKET = re.compile(
    r"(?<![\w-])(?P<short>[^\W\d_][\w&+-]{1,10})\s\((?P<long>[^()\n]{8,120})\)"
)
_RENAMED = re.compile(
    r"[,;]?\s*(?:nouveau nom|nouvelle appellation|ex-|anciennement|autrefois|naguère|successeur|"
    r"formerly|previously|once|the new name|new name|successor)\s*"
    r"(?:known as\s|called\s|appelée?\s|connue? sous le nom\s)?(?:de\s|d['’]|du\s|of\s|to\s|for\s)?"
    r"(?:la\s|le\s|les\s|l['’]|the\s)?(?P<old>[^,;()]{3,100})",
    re.IGNORECASE,
)  # fmt: skip
_SMALL = words("acronyms small")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A short form with the place of the long one, and of an older name if one is given."""

    short: str
    short_place: Place
    long_place: Place
    old_place: Place | None = None


def introductions(passage: Passage) -> list[Introduction]:
    """The short forms that the text introduces, each once, in order."""
    found: dict[str, Introduction] = {}
    for hit in _SHORT.finditer(passage.text):
        if hit["short"] in found or not _is_short_form(hit["short"]):
            continue
        long_place = _before(passage, hit.start(), hit["short"])
        if long_place is not None:
            old = _old_name(passage, hit.end())
            found[hit["short"]] = Introduction(
                hit["short"], Place(*hit.span("short")), long_place, old
            )
    for hit in _LONG_IN_BRACKET.finditer(passage.text):
        if hit["short"] in found or not _is_short_form(hit["short"]):
            continue
        inside = trimmed(passage.text, Place(*hit.span("long")), '«»“”"')
        if _spells(hit["short"], passage.text[inside.start : inside.end]) == 0:
            found[hit["short"]] = Introduction(hit["short"], Place(*hit.span("short")), inside)
    return sorted(found.values(), key=lambda each: each.short_place)


def occurrences(passage: Passage, intro: Introduction) -> list[Place]:
    """Every place where the short form, the long form or the older name stands."""
    places = [
        Place(*hit.span())
        for hit in re.finditer(rf"(?<!\w){re.escape(intro.short)}(?!\w)", passage.text)
    ]
    long = passage.plain[intro.long_place.start : intro.long_place.end]
    places += [
        Place(*hit.span()) for hit in re.finditer(rf"(?<!\w){re.escape(long)}(?!\w)", passage.plain)
    ]
    if intro.old_place is not None:
        places.append(intro.old_place)
    return sorted(set(places))


def _is_short_form(word: str) -> bool:
    upper = sum(c.isupper() for c in word)
    return upper >= 2 and upper * 2 >= len(word) and not re.fullmatch(r"[IVXLC]+", word)


def _before(passage: Passage, bracket: int, short: str) -> Place | None:
    """The long form that ends right before an opening bracket."""
    text = passage.text
    end = bracket
    while end > 0 and text[end - 1].isspace():
        end -= 1
    if end and text[end - 1] in '»”"':
        for quotation in passage.quotations_in(Place(max(0, end - 200), end)):
            if quotation.end < end <= quotation.end + 3:
                return quotation
        return None
    sentence = passage.sentence_at(max(0, end - 1))
    if sentence is None:
        return None
    words = list(re.finditer(r"[^\s,;:()«»“”\"]+", text[sentence.place.start : end]))
    limit = min(len(short) + 6, 2 * len(short) + 4)
    window = words[-limit:]
    if not window:
        return None
    low = sentence.place.start + window[0].start()
    offset = _spells(short, text[low:end])
    if offset is None:
        return None
    place = Place(low + offset, end)
    return place if " " in text[place.start : place.end] else None


def _spells(short: str, long: str) -> int | None:
    """Where in ``long`` the shortest tail starts that spells ``short``; None where none does."""
    plain, letters = fold(long), [c for c in fold(short) if c.isalnum()]
    k = len(plain) - 1
    for number in range(len(letters) - 1, -1, -1):
        first = number == 0
        while k >= 0 and not (plain[k] == letters[number] and (_starts(plain, k) or not first)):
            k -= 1
        if k < 0:
            return None
        k -= 1
    start = k + 1
    word = re.match(r"\w+", plain[start:])
    initials = [w[0] for w in re.findall(r"\w+", plain[start:]) if w not in _SMALL]
    if word is None or word[0] in _SMALL or len(initials) < 2:
        return None
    # letters from the middle of words are believed only beside enough true initials
    matched = sum(letter in initials for letter in letters)
    return start if matched * 3 >= 2 * len(letters) else None


def _starts(plain: str, k: int) -> bool:
    return k == 0 or not plain[k - 1].isalnum()


def _old_name(passage: Passage, start: int) -> Place | None:
    """The older name that follows a short form within its bracket."""
    end = passage.text.find(")", start, start + 200)
    if end < 0:
        return None
    hit = _RENAMED.match(passage.text, start, end)
    return None if hit is None else trimmed(passage.text, Place(*hit.span("old")), '«»“”"')
