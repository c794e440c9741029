"""Relations that the text states in a known form: memberships, leadership, support, duties, bases.

Only what a pattern of words states between two known actors; never what is known about them from
elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tocsin.reading.actors import Actors
from tocsin.reading.items import Place
from tocsin.reading.structure import Passage
from tocsin.results import Item


@dataclass(frozen=True, slots=True)
class Relation:
    """One stated relation; ``status`` is asserted or opinion."""

    type: str
    subject: str
    object: str
    place: Place
    status: str = "asserted"


_MEMBERSHIPS = ("member_of", "informal_member_of", "joined", "left", "suspended_from")
_GROUP_TYPES = ("igo", "bloc", "agreement", "party", "armed_group")
_VERBS: tuple[tuple[str, str], ...] = (
    ("informal_member_of",
        r"(?:que l'on peut )?(?:considere\w*|peut etre considere\w*|seen|regarded|viewed) comme "
        r"(?:un )?membre (?:officieux|informel|de facto) d(?:e |u |es )"),
    ("informal_member_of", r"(?:an? )?(?:unofficial|informal|de facto) member of "),
    ("member_of",
        r"(?:,? ?(?:est|sont|reste|restent|etait|etaient|is|are|remains?|was|were)?,? "
        r"?(?:egalement |aussi |toutes? deux |tous deux |tous les deux |also |both |all |a |an |"
        r"un |une )*(?:founding |full |pays |etats? )?(?:membres?|members?) (?:(?:fondateurs?|a "
        r"part entiere|a la fois) )?(?:d(?:e |u |es |')|of ))"),
    ("member_of",
        r"(?:appartien(?:t|nent) a|fai(?:t|sant) partie d(?:e |u |es )|font partie d(?:e |u |es )|"
        r"belongs? to|sits? in|is part of|are part of) ?"),
    ("joined",
        r"(?:a|ont|avait|has|have|had)? ?(?:recemment |officiellement |recently |formally "
        r")?(?:rejoint|adhere a|integre|joined|acceded to|signed up to|adhered to|rallie) ?"),
    ("left",
        r"(?:a|ont|s'est|se sont|has|have|had)? ?(?:recemment |officiellement |formally |recently "
        r")?(?:quitte|retires? d(?:e |u |es )|withdrew from|withdrawn from|left|pulled out of|"
        r"quit) ?"),
    ("suspended_from",
        r"(?:a ete|ont ete|was|were|has been|have been)? ?(?:suspendue?s? d(?:e |u |es )|"
        r"suspended from) ?"),
    ("leads",
        r"(?P<passive>,? ?(?:dirigee?s?|menee?s?|pilotee?s?|dominee?s?) par |,? ?(?:-|is |are "
        r")?(?:led|dominated|headed) by )"),
    ("supports",
        r"(?P<passive>,? ?(?:soutenue?s?|appuyee?s?|parrainee?s?|armee?s?|financee?s?) par |,? "
        r"?(?:backed|supported|armed|sponsored|funded) by )"),
    ("supports",
        r"(?:soutien(?:t|nent)|appuie(?:nt)?|arme(?:nt)?|finance(?:nt)?|backs?|supports?|arms|"
        r"sponsors?|funds) "),
    ("allied_with",
        r"(?:est|sont|reste|is|are|remains?) (?:un )?(?:allie\w*|allied) (?:a |au |aux |avec |to |"
        r"with |d(?:e |u |es ))"),
    ("allied_with", r",? ?(?:(?:un |an? )?(?:proche )?(?:allie\w*|ally)) (?:d(?:e |u |es )|of )"),
    ("recognises",
        r"(?:(?:a|ont|has|have) (?:officiellement |formally )?(?:reconnu|recognised|recognized)|"
        r"reconnai(?:t|ssent)(?: deja)?|recognises|recognizes) "),
    ("claims", r"(?:revendique(?:nt)?|claims|lays claim to|pretend a) "),
    ("mutual_defence_obligation",
        r"(?:est|sont|is|are)? ?(?:liee?s? (?:a |au )|bound to |bound with )"),
    ("guarantees",
        r"(?:garanti(?:t|ssent) la securite d(?:e |u |es )|guarantees? the security of |is "
        r"treaty-bound to defend |is obliged to defend |is committed to defending |doi(?:t|vent) "
        r"defendre )"),
)  # fmt: skip
_ARTICLES = r"(?:l'|la |le |les |the |d'|de la |de l'|du |des )?"
_BETWEEN = re.compile(
    r"(?P<what>(?:pacte|accord|traite|alliance|clause)s? (?:bilateral\w* |militaire |strategique "
    r")?(?:de )?(?:defense|assistance)(?: mutuelle| collective)?|"
    r"mutual[- ]defen[cs]e (?:treaty|pact|agreement|clause|obligations?)|defen[cs]e (?:pact|"
    r"treaty|agreement)|"
    r"obligations? de defense mutuelle) (?:qui lie(?:nt)? |lie |liant |entre |between |binding |"
    r"with |avec |linking )"
)
_MUTUAL = re.compile(
    r"(?:liee?s? par des obligations de defense mutuelle|bound by (?:a )?mutual[- ]defen[cs]e "
    r"(?:obligations?|treaty|pact)|"
    r"lies? par un (?:pacte|traite|accord) de defense(?: mutuelle)?)"
)
_OF_WHICH = re.compile(r"\)?,?\s(?:dont|of which)\s")
_BELONGS = re.compile(
    r"\s(?:est|sont|is|are)\s(?:un\s|a\s|an\s)?(?:toutes? |tous )?(?:deux )?(?:membres?|members?)"
)
_NON_NATO = re.compile(r",? ?(?:un |an? )?(?:allie majeur hors otan|major non-nato ally)")
_BASED = re.compile(
    r"(?:chasseurs|troupes|soldats|forces|avions|bases?|contingent|militaires|fighters|troops|"
    r"soldiers|jets|aircraft|base)"
)
_INCLUDES = re.compile(
    r",? ?(?:qui (?:inclut|comprend|reunit|regroupe|rassemble)|which (?:includes|comprises|groups|"
    r"brings together)|comprising|made up of|composee? d(?:e |u )|regroupant|groups|brings "
    r"together|reunit|rassemble|regroupe) "
)


def relations(passage: Passage, actors: Actors) -> list[Relation]:
    """Every relation that a known form states, each once, in the order of the text."""
    if passage.language not in ("fr", "en"):
        return []
    found: list[Relation] = list(_renamed(passage, actors))
    everywhere = _outermost(actors)
    adjectives = _adjectives(actors)
    for sentence in passage.sentences:
        low = bisect_left(everywhere, sentence.place.start, key=lambda m: m[0].start)
        high = bisect_left(everywhere, sentence.place.end, key=lambda m: m[0].start)
        mentions = [m for m in everywhere[low:high] if m[0].end <= sentence.place.end]
        if len(mentions) < 2 and not any(m[1].kind == "actors_people" for m in mentions):
            continue
        named = [m for m in mentions if (m[1].id, m[0].start) not in adjectives]
        found += _stated(passage, named)
        found += _paired(passage, mentions)
        found += _special(passage, sentence.place, mentions)
    found += _offices(passage, actors)
    unique = {(r.type, r.subject, r.object, r.place): r for r in found if r.subject != r.object}
    return sorted(unique.values(), key=lambda r: (r.place, r.subject, r.object))


_Mention = tuple[Place, Item]


def _outermost(actors: Actors) -> list[_Mention]:
    """The mentions that lie in no longer one: ``Turkish`` in ``Azerbaijani-Turkish axis`` does."""
    kept: list[_Mention] = []
    for mention in actors.mentions():
        if not (kept and kept[-1][0].end >= mention[0].end and kept[-1][0] != mention[0]):
            kept.append(mention)
    return kept


def _renamed(passage: Passage, actors: Actors) -> Iterator[Relation]:
    """The older name that the text gives beside a new one."""
    for intro in actors.introduced:
        if intro.old_place is None:
            continue
        owner = next(
            (each for where, each in actors.mentions() if where == intro.short_place), None
        )
        if owner is not None:
            old = passage.text[intro.old_place.start : intro.old_place.end]
            place = Place(intro.short_place.start, intro.old_place.end)
            yield Relation("renamed_from", owner.id, old, place)


def _adjectives(actors: Actors) -> set[tuple[str, int]]:
    """Where a country is only named by its adjective: its id and the start."""
    return {
        (each.id, span.start)
        for each in actors.items
        if each.kind == "actors_countries"
        for span in each.all("adjectival_mentions")
    }


def _stated(passage: Passage, mentions: list[_Mention]) -> Iterator[Relation]:
    """``A (and B) <verb> C (and D)``: the nearest actors before and after the words."""
    plain = passage.plain
    for k, (place, _) in enumerate(mentions[:-1]):
        following = [m for m in mentions[k + 1 :] if m[0].start >= place.end]
        if not following:
            continue
        gap = plain[place.end : following[0][0].start]
        for kind, pattern in _VERBS:
            hit = re.fullmatch(
                rf"\)?[\s\"]*(?:\([^()]*\))?[\s,]*(?:(?:which|who|that|"
                rf"qui)\s)?(?P<verb>{pattern})\s*{_ARTICLES}[\s\"]*",
                gap,
            )
            if hit is None:
                continue
            subjects = [m for m in _row_before(passage, mentions, k) if _is_actor(m[1])]
            objects = _row_after(passage, following, kind)
            passive = "passive" in (hit.re.groupindex or {}) and bool(hit["passive"])
            start = _with_article(plain, subjects[0][0].start if subjects else place.start)
            for subject in subjects:
                for thing in objects:
                    if kind in _MEMBERSHIPS and not _is_group(thing[1]):
                        continue
                    ends = (thing, subject) if passive else (subject, thing)
                    end = objects[-1][0].end
                    if kind in _MEMBERSHIPS:
                        end = _bracket_end(passage, end)
                    status = "opinion" if kind == "informal_member_of" else "asserted"
                    yield Relation(kind, ends[0][1].id, ends[1][1].id, Place(start, end), status)
            break


def _is_actor(found: Item) -> bool:
    return found.kind in ("actors_countries", "actors_organisations")


def _is_group(found: Item) -> bool:
    return found.kind == "actors_organisations" and found.value.get("type") in _GROUP_TYPES


def _row_before(passage: Passage, mentions: list[_Mention], k: int) -> list[_Mention]:
    """The mention at ``k`` and those joined to it by commas and *and* before it."""
    row = [mentions[k]]
    while k > 0:
        gap = passage.plain[mentions[k - 1][0].end : mentions[k][0].start]
        if not re.fullmatch(rf"\s?(?:,|,?\s?et|,?\s?and)\s{_ARTICLES}", gap):
            break
        k -= 1
        row.insert(0, mentions[k])
    return row


def _row_after(passage: Passage, following: list[_Mention], kind: str) -> list[_Mention]:
    """The first mention and those joined to it; a description between them is stepped over."""
    row = [following[0]]
    for mention in following[1:]:
        gap = passage.plain[row[-1][0].end : mention[0].start]
        if mention[0].start < row[-1][0].end:
            continue
        if kind in _MEMBERSHIPS and re.fullmatch(r"\s?\(", gap) and mention[1].id == row[-1][1].id:
            row[-1] = (Place(row[-1][0].start, mention[0].end), mention[1])
            continue
        joined = re.fullmatch(
            rf"\)?\s?(?:,|,?\s?et|,?\s?and|,?\s?et a|,?\s?et de)\s(?:de |of |a )?{_ARTICLES}", gap
        )
        if joined and kind in _MEMBERSHIPS and _is_group(mention[1]):
            row.append(mention)
            continue
        described = re.match(
            r"\)?,?\s(?:dirige\w*|mene\w*|led|dominated|domine\w*)\s(?:par|by)\s(?:la |le |the |"
            r"l')?$",
            gap,
        )
        if described and kind in _MEMBERSHIPS:
            rest = [m for m in following if m[0].start >= mention[0].end]
            if rest:
                link = passage.plain[mention[0].end : rest[0][0].start]
                if re.fullmatch(rf"\s(?:et|and)\s(?:de |of )?{_ARTICLES}", link):
                    row += _row_after(passage, rest, kind)
        break
    return row


def _with_article(plain: str, start: int) -> int:
    """The start of a name with its article."""
    hit = re.search(r"(?<![\w'])(?:l'|la |le |les |the )$", plain[max(0, start - 4) : start])
    return start - len(hit[0]) if hit else start


def _bracket_end(passage: Passage, end: int) -> int:
    """The end of a name with the bracket that its short form closes, or opens and closes."""
    if passage.text[end : end + 1] == ")":
        return end + 1
    hit = re.match(r"\s\([\w-]{2,12}\)", passage.text[end : end + 16])
    return end + len(hit[0]) if hit else end


def _paired(passage: Passage, mentions: list[_Mention]) -> Iterator[Relation]:
    """Duties of mutual defence between two actors, and forces of one based in another."""
    plain = passage.plain
    states = [m for m in mentions if _is_actor(m[1])]
    if not states:
        return
    low, high = states[0][0].start, states[-1][0].end
    for hit in _BETWEEN.finditer(plain, max(0, low - 90), high):
        after = [m for m in states if m[0].start >= hit.end()][:2]
        before = [m for m in states if m[0].end <= hit.start()][-1:]
        gap = plain[after[0][0].end : after[1][0].start] if len(after) == 2 else ""
        pair = after if re.search(r"\b(?:et|and|a|to)\b", gap) else before + after[:1]
        if len(pair) == 2:
            ends = sorted((pair[0][0], pair[1][0]))
            place = Place(min(hit.start(), ends[0].start), max(hit.end("what"), ends[1].end))
            yield Relation("mutual_defence_obligation", pair[0][1].id, pair[1][1].id, place)
    for hit in _MUTUAL.finditer(plain, low, high + 160):
        sentence = passage.sentence_at(hit.start())
        before = [m for m in states if m[0].end <= hit.start() and m[1].kind == "actors_countries"][
            :2
        ]
        if sentence is not None and len(before) == 2:
            start = _noun_start(plain, before[0][0].start)
            yield Relation("mutual_defence_obligation", before[0][1].id, before[1][1].id,
                           Place(start, hit.end()))  # fmt: skip
    for owner, host in pairwise(states):
        gap = plain[owner[0].end : host[0].start]
        noun = _BASED.search(plain[max(0, owner[0].start - 16) : owner[0].start] + gap)
        if (
            noun
            and len(gap) < 40
            and re.search(
                r"\b(?:basee?s?|based|stationnee?s?|stationed|deployee?s?|deployed)\b", gap
            )
        ):
            start = _noun_start(plain, owner[0].start)
            yield Relation("bases_forces_in", owner[1].id, host[1].id, Place(start, host[0].end))


def _noun_start(plain: str, start: int) -> int:
    """The start of the noun that an adjective right after it describes."""
    hit = re.search(r"(?<![\w-])[\w-]+ $", plain[max(0, start - 24) : start])
    return start - len(hit[0]) if hit else start


def _special(passage: Passage, sentence: Place, mentions: list[_Mention]) -> Iterator[Relation]:
    """A major non-NATO ally; the members that a grouping is said to include; older names."""
    plain = passage.plain
    for place, found in mentions:
        hit = _NON_NATO.match(plain, place.end)
        if hit is not None and found.kind == "actors_countries":
            yield Relation("major_non_nato_ally", found.id, "USA",
                           Place(_with_article(plain, place.start), hit.end()))  # fmt: skip
        of_which = _OF_WHICH.match(plain, place.end)
        if of_which is not None and _is_group(found):
            row = _first_row(
                passage,
                [m for m in mentions if m[0].start >= of_which.end()],
                of_which.end(),
            )
            belongs = _BELONGS.match(plain, row[-1][0].end) if row else None
            if belongs is not None:
                start = _with_article(plain, place.start)
                for member in row:
                    span = Place(start, belongs.end())
                    yield Relation("member_of", member[1].id, found.id, span)
        includes = _INCLUDES.match(plain, place.end)
        if includes is not None and _is_group(found):
            members = [
                m
                for m in mentions
                if m[0].start >= includes.end() and m[1].kind == "actors_countries"
            ]
            row = _first_row(passage, members, includes.end())
            for member in row:
                end = row[-1][0].end
                start = _with_article(plain, place.start)
                yield Relation("participates_in", member[1].id, found.id, Place(start, end))


def _first_row(passage: Passage, members: list[_Mention], start: int) -> list[_Mention]:
    row: list[_Mention] = []
    at = start
    for member in members:
        gap = passage.plain[at : member[0].start]
        if not re.fullmatch(rf"\s?(?:,|,?\s?et|,?\s?and)?\s?{_ARTICLES}", gap):
            break
        row.append(member)
        at = member[0].end
    return row


def _offices(passage: Passage, actors: Actors) -> Iterator[Relation]:
    """The office that the text states right before a person's name, in a body that it names."""
    for person in actors.persons:
        if person.role is None:
            continue
        bodies = actors.within(person.role, "actors_organisations", "actors_countries")
        if bodies:
            yield Relation("holds_office", _id_of(actors, person.mentions[0]), bodies[0],
                           Place(person.role.start, person.mentions[0].end))  # fmt: skip


def _id_of(actors: Actors, place: Place) -> str:
    return next(each.id for where, each in actors.mentions("actors_people") if where == place)
