"""People: those of the list, and capitalised names that the text itself shows to be people.

A pair of capitalised words is taken for a person only on a sign: a given name, a title before it,
an office beside it, a verb of speech after it, a byline. Nothing about a person is inferred beyond
what stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from tocsin.reading.folding import fold
from tocsin.reading.items import Cover, Place
from tocsin.reading.lexicon import cues, words
from tocsin.reading.structure import Passage

_CAP = r"[A-ZÀ-ÖØ-ÞŠŽČĆŁŞİĞÖÜÇА-ЯЁ][\w’'-]*[\w]|[A-ZА-Я]\."
_PARTICLE = (
    r"de la|de|da|do|dos|del|della|di|du|van der|van|von der|von|den|bin|ben|al|el|ibn|ould|ag|le"
)
_NAME = re.compile(
    rf"(?<![\w-])(?:{_CAP})(?:[ \u00a0](?:(?:{_PARTICLE})[ \u00a0])?(?:{_CAP}|al-[A-Z]\w+|"
    rf"el-[A-Z]\w+))"
    r"{1,3}(?![\w-])"
)
_TITLES = words("people titles")
_OFFICES = re.compile(cues("people offices"))
_SPEECH = re.compile(
    r"\s(?:a\s(?:declare|affirme|dit|estime|annonce|explique|averti|assure|ajoute|indique|"
    r"souligne)|"
    r"estime|affirme|juge|explique|avertit|note|ecrit|rappelle|souligne|assure|declare|considere|"
    r"said|says|told|argues?|argued|warns?|warned|believes?|writes|wrote|noted|notes|claims?|"
    r"claimed|announced|added|explains|stressed|insists?|suggested|contends|has said|has warned)\b"
)
_NOT_NAMES = words("people not names")
_OPENERS = words("people openers")


@dataclass
class Person:
    """A person of the text: the fullest name, all mentions, the office stated beside the name."""

    name: str
    mentions: list[Place] = field(default_factory=list)
    role: Place | None = None
    sign: str = ""
    author: bool = False


@cache
def given_names() -> frozenset[str]:
    """Common given names of many regions, folded."""
    text = files("tocsin.reading").joinpath("data", "given_names.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(fold(word) for line in lines for word in line.split())


def people(passage: Passage, hidden: list[Place]) -> list[Person]:
    """The people that the text shows by a sign, outside the ``hidden`` places."""
    found: dict[str, Person] = {}
    cover = Cover(hidden)
    for hit in _NAME.finditer(passage.text):
        place = _without_openers(passage, Place(*hit.span()))
        if place is None or cover.meets(place):
            continue
        words = passage.text[place.start : place.end].split()
        if any(fold(word).strip(".") in _NOT_NAMES for word in words):
            continue
        sign = _sign(passage, place, words)
        if not sign:
            continue
        name = passage.text[place.start : place.end]
        person = found.setdefault(fold(name), Person(name, sign=sign))
        person.mentions.append(place)
        person.author |= sign == "byline"
        person.role = person.role or role(passage, place)
    _surnames(passage, found, cover)
    return list(found.values())


def is_office(word: str) -> bool:
    """Whether a word is a title or an office, or none that a name ends with."""
    plain = fold(word).strip(".")
    return plain in _TITLES | _NOT_NAMES | _OPENERS or _OFFICES.fullmatch(plain) is not None


def _without_openers(passage: Passage, place: Place) -> Place | None:
    """The name without a title or a small word in capitals at its head; None if little is left."""
    start = place.start
    while True:
        word = re.match(r"\S+", passage.text[start : place.end])
        if word is None or fold(word[0]).strip(".") not in _OPENERS | _TITLES:
            break
        start += word.end()
        while start < place.end and passage.text[start].isspace():
            start += 1
    left = passage.text[start : place.end].split()
    return Place(start, place.end) if len(left) >= 2 else None


def _sign(passage: Passage, place: Place, words: list[str]) -> str:
    """Why this is a person; empty where nothing says so."""
    plain = passage.plain
    before = plain[max(0, place.start - 40) : place.start]
    after = plain[place.end : place.end + 70]
    if _is_byline(passage, place):
        return "byline"
    if fold(words[0]).split("-")[0] in given_names() and not words[0].isupper():
        return "given name"
    last = re.search(r"([\w.-]+)\s+$", before)
    if last and last[1].strip(".") in _TITLES:
        return "title"
    if re.search(r"article\s(?:original\s)?(?:de\s|d'|by\s)$", before):
        return "byline"
    office = re.search(rf"(?:^|[\s'])({_OFFICES.pattern})\b[^.;:()]*,\s$", plain[
        max(0, place.start - 110) : place.start])  # fmt: skip
    if office:
        return "office"
    if re.match(rf",\s(?:(?:the|le|la|l'|a|an|un|une|former|ancien(?:ne)?|deputy|senior)\s?){{0,3}}"
                rf"(?:[\w'-]+\s){{0,3}}{_OFFICES.pattern}\b", after):  # fmt: skip
        return "office"
    return "speech" if _SPEECH.match(after) else ""


def _is_byline(passage: Passage, place: Place) -> bool:
    """Whether the name stands alone in its block, after ``By`` at most: a byline or signature."""
    index = passage.block_at(place.start)
    if index is None:
        return False
    block = passage.blocks[index].place
    near_ends = index <= 3 or index >= len(passage.blocks) - 4
    head = passage.plain[block.start : place.start].strip()
    tail = passage.plain[place.end : block.end].strip()
    signed = head in ("by", "par", "de", "propos recueillis par", "автор", "-")
    alone = head == "" and (tail == "" or tail[0] in ",|-·•(")
    return near_ends and (signed or (alone and block.end - block.start < 160 and (
        fold(passage.text[place.start : place.end].split()[0]) in given_names())))  # fmt: skip


def role(passage: Passage, place: Place) -> Place | None:
    """The office stated right before a name, as in ``the foreign minister, A B``."""
    sentence = passage.sentence_at(place.start)
    if sentence is None:
        return None
    head = passage.plain[sentence.place.start : place.start]
    hit = re.search(
        rf"(?:^|[\s,;(-])(?P<role>(?:le |la |l'|les |the |un |une )(?:[\w'-]+ ){{0,3}}"
        rf"(?:{_OFFICES.pattern})\b[^,.;:()«»\"]{{0,90}}),\s$",
        head,
    )
    if hit is None:
        return None
    start = sentence.place.start + hit.start("role")
    return Place(start, sentence.place.start + hit.end("role"))


def _surnames(passage: Passage, found: dict[str, Person], hidden: Cover) -> None:
    """Later mentions by the last name alone, where only one person bears it."""
    by_surname: dict[str, list[Person]] = {}
    for person in found.values():
        by_surname.setdefault(person.name.split()[-1], []).append(person)
    for surname, bearers in by_surname.items():
        if len(bearers) > 1 or len(surname) < 4:
            continue
        (person,) = bearers
        named = Cover(person.mentions)
        for hit in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", passage.text):
            place = Place(*hit.span())
            taken = hidden.meets(place) or named.meets(place)
            if not taken and place.start > person.mentions[0].start:
                person.mentions.append(place)
        person.mentions.sort()
