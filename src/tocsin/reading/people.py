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
from tocsin.reading.items import Place
from tocsin.reading.structure import Passage

_CAP = r"[A-ZÀ-ÖØ-ÞŠŽČĆŁŞİĞÖÜÇА-ЯЁ][\w’'-]*[\w]|[A-ZА-Я]\."
_PARTICLE = r"de la|de|da|do|dos|del|della|di|du|van der|van|von der|von|den|bin|ben|al|el|ibn|ould|ag|le"
_NAME = re.compile(
    rf"(?<![\w-])(?:{_CAP})(?:[ \u00a0](?:(?:{_PARTICLE})[ \u00a0])?(?:{_CAP}|al-[A-Z]\w+|el-[A-Z]\w+))"
    r"{1,3}(?![\w-])"
)
_TITLES = frozenset(
    """president presidente ministre premier premiere general generale colonel capitaine commandant
    amiral senateur deputee depute ambassadeur ambassadrice porte-parole chef cheffe docteur
    professeur m mme mm dr pr prof maitre roi reine prince cheikh
    prime minister secretary senator colonel captain commander admiral ambassador spokesman
    spokeswoman spokesperson mr mrs ms sir lord king queen sheikh professor doctor chancellor
    chancelier chanceliere governor gouverneur lieutenant major brigadier analyst analyste
    researcher chercheur chercheuse economist economiste historian historien journalist journaliste
    author auteur director directeur directrice chairman chair leader dirigeant opposant minister
    sergeant marshal marechal foreign defence defense vice former ex- ancien ancienne envoy emissaire
    президент министр генерал премьер-министр посол cumhurbaşkanı başkanı bakanı bakan cumhurbaskani
    baskani bakani başbakan basbakan""".split()
)
_OFFICES = re.compile(
    r"(?:president|ministre|premier|chef|porte-parole|directeur|directrice|chercheur|chercheuse|"
    r"analyste|ambassadeur|senateur|depute|secretaire|general|colonel|professeur|conseiller|leader|"
    r"commandant|gouverneur|fondateur|expert|specialiste|patron|opposant|porte parole|envoye|"
    r"minister|chairman|chair|head|director|analyst|fellow|researcher|spokes\w+|ambassador|senator|"
    r"secretary|professor|adviser|advisor|commander|governor|founder|expert|scholar|envoy|lawmaker|"
    r"chief|deputy|editor|representative|member|lecturer)"
)
_SPEECH = re.compile(
    r"\s(?:a\s(?:declare|affirme|dit|estime|annonce|explique|averti|assure|ajoute|indique|souligne)|"
    r"estime|affirme|juge|explique|avertit|note|ecrit|rappelle|souligne|assure|declare|considere|"
    r"said|says|told|argues?|argued|warns?|warned|believes?|writes|wrote|noted|notes|claims?|"
    r"claimed|announced|added|explains|stressed|insists?|suggested|contends|has said|has warned)\b"
)
_NOT_NAMES = frozenset(
    """sea strait ocean gulf lake river mount mountain valley island islands peninsula north south
    east west northern southern eastern western central new old saint street square avenue city town
    province region district republic kingdom federation union states state council ministry party
    front movement army forces force guard command agency commission organization organisation
    alliance coalition institute center centre foundation court parliament assembly authority bank
    company corporation group league forum initiative congress senate house office department bureau
    committee board fund programme program project plan act treaty agreement accord accords pact
    protocol declaration convention war wars conference summit day week month year process strategy
    policy security defence defense foreign affairs national international global world times post
    news press review journal daily media radio television university school college academy airport
    port base bridge road route corridor railway pipeline highway canal gap line zone area africa
    asia europe america caucasus balkans sahel january february march april may june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday
    accord conseil ministere parti mouvement armee institut fondation cour assemblee banque mer
    detroit golfe lac fleuve ile nord sud est ouest guerre conference sommet programme projet
    union europeenne the and of dear sincerely part section chapter figure table annex conclusion
    introduction context background cher chere president""".split()
)
_OPENERS = frozenset(
    """the a an this that these those in on at if when while since as but and or so yet for from by
    with after before under over during because although though however meanwhile still even only
    once until unless both either neither not no what where who why how its it he she they we you i
    his her their our my le la les l un une des du de d ce cet cette ces en a au aux si mais et ou
    donc or ni car quand lorsque comme selon pour par sur sous avec sans dans depuis apres avant
    tandis que qui il elle ils elles nous vous je on son sa ses leur leurs notre nos mon ma mes
    according beyond despite given should were had will could would may might let now then here
    there today yesterday tomorrow also finally first second third next instead analysis opinion
    editorial comment par said says while whereas""".split()
)


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
    for hit in _NAME.finditer(passage.text):
        place = _without_openers(passage, Place(*hit.span()))
        if place is None or any(place.meets(each) for each in hidden):
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
    _surnames(passage, found, hidden)
    return list(found.values())


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
    if fold(words[0]) in given_names() and not words[0].isupper():
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


def _surnames(passage: Passage, found: dict[str, Person], hidden: list[Place]) -> None:
    """Later mentions by the last name alone, where only one person bears it."""
    by_surname: dict[str, list[Person]] = {}
    for person in found.values():
        by_surname.setdefault(person.name.split()[-1], []).append(person)
    for surname, bearers in by_surname.items():
        if len(bearers) > 1 or len(surname) < 4:
            continue
        (person,) = bearers
        for hit in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", passage.text):
            place = Place(*hit.span())
            taken = any(place.meets(each) for each in (*person.mentions, *hidden))
            if not taken and place.start > person.mentions[0].start:
                person.mentions.append(place)
        person.mentions.sort()
