"""Named groups and bodies that no list can hold: axes, agreements, a state's organs, institutions.

``axe X-Y``, ``Sino-Russian entente``, ``Moscow–Beijing axis``; the leaders, army or minority of a
country; ``Ministry of ...``, ``Treaty of ...``. The name is what the text prints; the parts come
from known names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tocsin.reading.folding import fold
from tocsin.reading.gazetteer import CAMEO_BY_COUNTRY, Match, known
from tocsin.reading.items import Cover, Place
from tocsin.reading.lexicon import words
from tocsin.reading.structure import Passage

_BLOCS = (
    r"axe|entente|alliance|bloc|tandem|duo|partenariat|triangle|coalition|front|troika|"
    r"axis|partnership|bloc|pact|pacte|condominium|duopoly|condominion"
)
_AGREEMENTS = (
    r"accords?|traites?|pactes?|protocoles?|memorandum|convention|declaration|sentence arbitrale|"
    r"processus"
)
_ENGLISH_AGREEMENTS = (
    r"Accords?|Agreements?|Treaty|Pact|Protocol|Memorandum|Convention|Declaration|Communiqu[eé]s?|"
    r"Award|agreements?|accords?|treaty|protocol|declaration|process"
)
_BODIES = {
    "dirigeants": "GOV", "autorites": "GOV", "gouvernement": "GOV", "diplomatie": "GOV",
    "junte": "GOV", "regime": "GOV", "pouvoir": "GOV", "presidence": "GOV", "executif": "GOV",
    "armee": "MIL", "forces armees": "MIL", "forces": "MIL", "marine": "MIL", "opposition": "OPP",
    "garde-cotes": "MIL", "parlement": "LEG", "justice": "JUD", "minorite": "",
    "think tank": "NGO", "rebelles": "REB", "milices": "REB",
    "leaders": "GOV", "leadership": "GOV", "authorities": "GOV", "government": "GOV",
    "officials": "GOV", "regime_en": "GOV", "junta": "GOV", "army": "MIL", "armed forces": "MIL",
    "military": "MIL", "navy": "MIL", "air force": "MIL", "coast guard": "MIL",
    "parliament": "LEG", "minority": "", "rebels": "REB", "militias": "REB", "presidency": "GOV",
}  # fmt: skip
_ENGLISH_INSTITUTIONS = (
    "Ministry|Council|Party|Front|Movement|Army|Agency|Commission|Organization|Organisation|"
    "Alliance|Union|Coalition|Institute|Center|Centre|Foundation|Court|Parliament|Assembly|"
    "Authority|Brigade|Militia|Command|Corporation|Bank|League|Forum|Congress|Senate|Guard|"
    "Group|Fund|University|Committee|Office|Service"
)
_CAP = r"[A-ZÀ-ÖØ-ÞŠŽČĆŁ][\w’'-]*"
_INSTITUTION = re.compile(
    rf"(?<![\w-])(?:{_CAP}\s(?:(?:of|for|and|on)\s(?:the\s)?)?){{1,5}}(?:{_ENGLISH_INSTITUTIONS})"
    rf"(?:\s(?:of|for|on)\s(?:the\s)?{_CAP}(?:\s(?:and\s)?{_CAP}){{0,4}})?(?![\w-])(?! [A-Z]\w)"
    rf"|(?<![\w-])(?:Ministry|Council|Institute|Bank|Office|Department|Court|Centre|Center|"
    rf"University"
    rf"|Party|Front|Movement|League)\s(?:of|for|on)\s(?:the\s)?{_CAP}(?:\s(?:and\s)?{_CAP}){{0,4}}"
)
_FRENCH_INSTITUTION = re.compile(
    r"(?<![\w-])(?:[Mm]inistère\s(?:\w+\s)?(?:de\sla|de\sl[’']|des|du)\s?[A-ZÀ-Þ]\w+"
    r"(?:\s(?:étrangères|intérieure|nationale|armées))?"
    r"|(?:Assemblée|Garde|Banque|Cour|Haute\sCour|Conseil|Haut\sConseil|Parti|Front|Mouvement|"
    r"Institut|Union|Congrès|Sénat|Coalition|Fondation|Centre)\s(?:[a-zà-ÿ]{5,}\s?){1,3}"
    rf"(?:(?:de|du|des|pour|d[’'])\s?(?:la\s|le\s|les\s|l[’'])?{_CAP})?)"
)
_MILITARY_COMPANIES = re.compile(
    r"societes? militaires? privees?|private military (?:and security )?(?:company|companies|"
    r"contractors?)"
)
_FIRST = words("groups first")


@dataclass
class Group:
    """A body or grouping found by its form; ``parts`` are the ids of the known names in it."""

    id: str
    type: str
    name: str
    cameo: str | None = None
    mentions: list[Place] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


def groups(passage: Passage, matches: list[Match], hidden: list[Place]) -> list[Group]:
    """The groups of the text, each with all its mentions, outside the ``hidden`` places."""
    found: dict[str, Group] = {}
    taken: dict[str, set[Place]] = {}
    cover = Cover(hidden)

    def add(group: Group, place: Place) -> None:
        # a name may hold a shorter known one, but not lie in one or cut through it
        if cover.meets(place) and any(
            place.meets(each) and (place == each or not place.holds(each)) for each in hidden
        ):
            return
        kept = found.setdefault(group.id, group)
        if place not in taken.setdefault(group.id, set()):
            taken[group.id].add(place)
            kept.mentions.append(place)

    for place, codes in _compounds(passage, matches):
        bloc = _bloc(passage, place, codes)
        if bloc is not None:
            add(*bloc)
    for match in matches:
        if match.entry.role == "adjectival_mentions" and not match.entry.hyphen:
            body = _body(passage, match)
            if body is not None:
                add(*body)
    for group, place in (*_agreements(passage), *_institutions(passage, matches)):
        add(group, place)
    return list(found.values())


def _compounds(passage: Passage, matches: list[Match]) -> list[tuple[Place, list[str]]]:
    """Two or three country words joined by dashes, such as ``Sino-Russian``."""
    states = [m for m in matches if m.entry.sort == "country"]
    found = []
    k = 0
    while k < len(states):
        run = [states[k]]
        while (
            k + 1 < len(states)
            and passage.plain[run[-1].place.end : states[k + 1].place.start].strip() == "-"
        ):
            k += 1
            run.append(states[k])
        if len(run) > 1:
            place = Place(run[0].place.start, run[-1].place.end)
            found.append((place, list(dict.fromkeys(m.entry.id for m in run))))
        k += 1
    return found


def _bloc(passage: Passage, place: Place, codes: list[str]) -> tuple[Group, Place] | None:
    """The axis, entente or the like that a compound belongs to."""
    plain = passage.plain
    if passage.language == "fr":
        hit = re.search(rf"(?<![\w-])(?:{_BLOCS}) $", plain[max(0, place.start - 14) : place.start])
        whole = Place(place.start - len(hit[0]), place.end) if hit else None
    else:
        after = re.match(rf" (?:{_BLOCS})(?![\w-])", plain[place.end : place.end + 16])
        whole = Place(place.start, place.end + len(after[0])) if after else None
    if whole is None:
        return None
    name = passage.text[whole.start : whole.end]
    return Group(_slug(name), "bloc", name, parts=codes), whole


def _body(passage: Passage, match: Match) -> tuple[Group, Place] | None:
    """The organ or community that an adjective of a country makes: ``Kazakh leaders``."""
    plain, place = passage.plain, match.place
    heads = "|".join(sorted(_BODIES, key=len, reverse=True))
    if passage.language == "fr":
        hit = re.search(rf"(?<![\w-])({heads}) $", plain[max(0, place.start - 18) : place.start])
        whole = Place(place.start - len(hit[0]), place.end) if hit else None
    else:
        hit = re.match(rf" ({heads})(?![\w-])", plain[place.end : place.end + 18])
        whole = Place(place.start, place.end + len(hit[0])) if hit else None
    if hit is None or whole is None:
        return None
    suffix = _BODIES[hit[1]]
    base = CAMEO_BY_COUNTRY.get(match.entry.id, match.entry.id)
    cameo = f"{base}{suffix}" if base and suffix else None
    kind = "state_body" if suffix in ("GOV", "MIL", "LEG", "JUD") else "group"
    key = cameo or f"{match.entry.id}_{_slug(hit[1])}"
    name = passage.text[whole.start : whole.end]
    return Group(key, kind, name, cameo=cameo, parts=[match.entry.id]), whole


def _agreements(passage: Passage) -> list[tuple[Group, Place]]:
    """Treaties and accords called by a place or a person."""
    if passage.language == "fr":
        pattern = re.compile(rf"(?<![\w-])(?:{_AGREEMENTS}) (?:de |d'|du )(?=\w)")
        name = re.compile(rf"{_CAP}(?:-{_CAP}| {_CAP})?")
        found = []
        for hit in pattern.finditer(passage.plain):
            named = name.match(passage.text, hit.end())
            if named:
                found.append(_agreement(passage, Place(hit.start(), named.end())))
        return found
    pattern = re.compile(
        rf"(?<![\w-])(?:{_CAP}[ -]){{1,4}}(?:{_ENGLISH_AGREEMENTS})(?![\w-])"
        rf"|(?<![\w-])(?:Treaty|Convention|Declaration|Memorandum) of {_CAP}(?: {_CAP})?"
    )
    places = (_headless(passage, Place(*hit.span())) for hit in pattern.finditer(passage.text))
    return [_agreement(passage, place) for place in places if place is not None]


def _agreement(passage: Passage, place: Place) -> tuple[Group, Place]:
    name = passage.text[place.start : place.end]
    return Group(_slug(name), "agreement", name), place


def _headless(passage: Passage, place: Place) -> Place | None:
    """The name without a small word in capitals at its head; None where one word is left."""
    start = place.start
    words = passage.text[start : place.end].split(" ")
    while len(words) > 1 and (words[0] in _FIRST or words[0].endswith(("'s", "’s"))):
        start += len(words[0]) + 1
        words = words[1:]
    return Place(start, place.end) if len(words) > 1 or "-" in words[0] else None


def _institutions(passage: Passage, matches: list[Match]) -> list[tuple[Group, Place]]:
    """Institutions called by a head word: ministries, councils, fronts, banks."""
    found = []
    pattern = _FRENCH_INSTITUTION if passage.language == "fr" else _INSTITUTION
    if passage.language in ("fr", "en"):
        for hit in pattern.finditer(passage.text):
            place = _headless(passage, Place(hit.start(), hit.start() + len(hit[0].rstrip())))
            if place is not None:
                name = passage.text[place.start : place.end]
                found.append((Group(_slug(name), _institution_type(name), name), place))
    for hit in _MILITARY_COMPANIES.finditer(passage.plain):
        place = Place(*hit.span())
        name = passage.text[place.start : place.end]
        found.append((Group("PRIVATE_MILITARY_COMPANIES", "group", name), place))
    for match in matches:
        if match.entry.sort == "organisation" and _is_parliament(match.entry.id):
            committee = _committee(passage, match)
            if committee is not None:
                found.append(committee)
    return found


def _institution_type(name: str) -> str:
    plain = fold(name)
    if re.search("institut|centre|center|foundation|fondation|universit", plain):
        return "think_tank"
    if re.search(r"\b(?:party|parti|league)\b", plain):
        return "party"
    return "state_body" if re.search("minist|court|cour|parliament|assembl|senat", plain) else "igo"


def _committee(passage: Passage, match: Match) -> tuple[Group, Place] | None:
    """A committee of a parliament: the words between ``commission`` and the parliament's name."""
    low = max(0, match.place.start - 60)
    hit = re.search(
        r"(?<![\w-])(?:commission|comite)\s[^,.;:()]{1,40}\s(?:de la|du|de l') ?$",
        passage.plain[low : match.place.start],
    )
    if hit is None:
        return None
    place = Place(low + hit.start(), match.place.end)
    name = passage.text[place.start : place.end]
    return Group(
        _slug(name), "state_body", name, known()["organisation", match.entry.id].cameo
    ), place


def _is_parliament(key: str) -> bool:
    return (known()["organisation", key].cameo or "").endswith("LEG")


def _slug(name: str) -> str:
    return re.sub(r"\W+", "_", fold(name)).strip("_").upper()[:60]
