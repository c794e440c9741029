"""Corridors and routes: roads, railways, pipelines, air and sea ways, named or described.

A named route is a head word with a name (``corridor d’X``, ``X–Y pipeline``, an introduced short
form whose long form holds a head word); a described one is a head word with its ends or the place
that it crosses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tocsin.reading.acronyms import Introduction, occurrences
from tocsin.reading.folding import fold
from tocsin.reading.gazetteer import Match
from tocsin.reading.items import Place
from tocsin.reading.structure import Passage

KINDS = {
    "corridor": "corridor", "corridors": "corridor", "trouee": "corridor", "gap": "corridor",
    "land bridge": "corridor", "passage": "corridor", "itineraire": "corridor",
    "route": "route", "routes": "route", "voie": "route", "liaison": "route", "way": "route",
    "route nationale": "road", "autoroute": "road", "highway": "road", "motorway": "road",
    "road": "road", "axe routier": "road", "pont": "road", "bridge": "road",
    "voie ferree": "railway", "chemin de fer": "railway", "ligne ferroviaire": "railway",
    "liaison ferroviaire": "railway", "railway": "railway", "railroad": "railway",
    "rail line": "railway", "rail link": "railway", "railway line": "railway",
    "gazoduc": "pipeline", "oleoduc": "pipeline", "pipeline": "pipeline",
    "gas pipeline": "pipeline", "oil pipeline": "pipeline", "canal": "canal",
    "waterway": "sea_route",
    "pont aerien": "air_route", "acheminement aerien": "air_route", "acheminement": "route",
    "liaison aerienne": "air_route", "air bridge": "air_route", "airlift": "air_route",
    "air corridor": "air_route", "couloir aerien": "air_route", "couloir": "corridor",
    "route maritime": "sea_route", "voie maritime": "sea_route", "sea lane": "sea_route",
    "sea lanes": "sea_route", "shipping lane": "sea_route", "sea route": "sea_route",
    "cable sous-marin": "cable", "undersea cable": "cable", "subsea cable": "cable",
    "interconnector": "cable", "interconnexion": "cable",
}  # fmt: skip
_HEADS = "|".join(sorted((re.escape(head) for head in KINDS), key=len, reverse=True))
_QUALIFIER = (
    r"(?:\s(?:logistique|militaire|routiere?|ferroviaire|aerien(?:ne)?|maritime|terrestre|"
    r"commercial[e]?|economique|energetique|humanitaire|strategique|petrolier|gazier|transcaspien|"
    r"complementaire|oil|gas|rail|road|trade|transit|transport|land|sea|air|supply|military|"
    r"logistics?|humanitarian|economic|energy|export|natural gas|crude))"
)
_CAP = r"[A-ZÀ-ÖØ-ÞŠŽČĆŁŞİĞ][\w’'.]*"
_NAME = rf"{_CAP}(?:[\s–—-]{{1,3}}{_CAP}){{0,4}}(?:\s\d)?"
_FRENCH_NAMED = re.compile(
    rf"(?<![\w-])(?P<head>{_HEADS}){_QUALIFIER}{{0,2}}\s(?:de\sla\s|de\sl'|du\s|de\s|d')?(?P<name>)"
)
_ENGLISH_HEAD = re.compile(rf"(?P<quality>{_QUALIFIER}{{0,2}})\s(?P<head>{_HEADS})(?![\w-])")
_THIS = re.compile(
    rf"(?<![\w-])(?:cette|ce|cet|this|that|the same|la meme|le meme)\s(?P<head>{_HEADS})(?![\w-])"
)
_DESCRIBED = re.compile(
    rf"(?<![\w-])(?P<head>{_HEADS}){_QUALIFIER}{{0,3}}\s"
    r"(?P<link>entre|between|au-dessus d[eu]s?|over|across|through|a travers|reliant|linking|"
    r"connecting|via|vers|depuis|allant d[eu]|from|to|running from|qui relie|that links)(?![\w-])"
)
_CARRIED = re.compile(
    r"(?<![\w-])(?P<cue>(?:transport|achemin|envoy|livr|expedi)(?:e|ee|es|ees|er)\s(?:\w+\s){0,3}?"
    r"par\s(?P<by>avion|voie\saerienne|les\sairs|mer|bateau|train|rail|route|camion)"
    r"|(?:flown|airlifted|shipped|trucked|railed|ferried))\s"
    r"(?:\w+\s){0,4}?(?:vers|jusqu'en|jusqu'au|to|into|through|via)(?![\w-])"
)
_NOT_ROUTES = re.compile(r"feuille\s(?:de\s|d')$|\ben\s$|road\s?map|\bmise\sen\s$|\bsur\sla\s$")
_OPENERS = frozenset(
    [
        "The",
        "A",
        "An",
        "This",
        "That",
        "In",
        "On",
        "Le",
        "La",
        "Les",
        "Un",
        "Une",
        "Ce",
        "Cette",
        "Its",
        "If",
        "As",
    ]
)
_NOT_NAMES = frozenset(["Si", "If", "Mais", "But", "Et", "And"])


@dataclass
class Route:
    """One route with all its mentions; ``name`` is None where the text gives it none."""

    kind: str
    name: str | None
    mentions: list[Place] = field(default_factory=list)
    link: str | None = None
    introduced: Introduction | None = None


def routes(passage: Passage, matches: list[Match], introduced: list[Introduction]) -> list[Route]:
    """Every route of the text, in the order of its first mention."""
    found = [_introduced(passage, each) for each in introduced if route_head(passage, each)]
    _named(passage, found)
    taken = [place for route in found for place in route.mentions]
    for route in _described(passage, matches):
        if not any(place.meets(route.mentions[0]) for place in taken):
            found.append(route)
            taken.append(route.mentions[0])
    found.sort(key=lambda route: min(route.mentions))
    _pointed_at(passage, found)
    for route in found:
        route.mentions.sort()
    return found


def route_head(passage: Passage, intro: Introduction) -> str | None:
    """The head word of a long form that names a route."""
    words = passage.plain[intro.long_place.start : intro.long_place.end]
    hit = re.search(rf"(?<![\w-])(?:{_HEADS})(?![\w-])", words)
    if hit is None or (passage.language == "fr" and hit.start() > 0):
        return None
    return hit[0]


def _introduced(passage: Passage, intro: Introduction) -> Route:
    head = route_head(passage, intro) or "route"
    return Route(KINDS[head], intro.short, occurrences(passage, intro), introduced=intro)


def _named(passage: Passage, found: list[Route]) -> None:
    """Add the routes that are a head word with a name, joined where the name is the same."""
    by_name = {fold(route.name): route for route in found if route.name}
    places = _french_named(passage) if passage.language == "fr" else _english_named(passage)
    for place, head, name in places:
        if any(long.holds(place) for route in found for long in route.mentions):
            continue
        key = fold(name)
        route = by_name.get(key)
        if route is None:
            route = by_name[key] = Route(KINDS[head], name)
            found.append(route)
        route.mentions = [each for each in route.mentions if not place.holds(each)]
        if not any(each.meets(place) for each in route.mentions):
            route.mentions.append(place)


def _french_named(passage: Passage) -> list[tuple[Place, str, str]]:
    found = []
    name = re.compile(_NAME)
    for hit in _FRENCH_NAMED.finditer(passage.plain):
        named = name.match(passage.text, hit.end())
        before = passage.plain[max(0, hit.start() - 14) : hit.start()]
        if named is None or _NOT_ROUTES.search(before):
            continue
        end = named.end()
        if passage.text[end - 1] in ".'’":
            end -= 1
        found.append((Place(hit.start(), end), hit["head"], passage.text[named.start() : end]))
    return found


def _english_named(passage: Passage) -> list[tuple[Place, str, str]]:
    found = []
    tail = re.compile(rf"(?:{_CAP}[\s–—-]{{1,3}}(?:(?:of|to|and|for)\s)?){{0,4}}{_CAP}$")
    for hit in _ENGLISH_HEAD.finditer(passage.plain):
        low = max(0, hit.start() - 80)
        named = tail.search(passage.text[low : hit.start()])
        if named is None:
            continue
        start = low + named.start()
        words = named[0]
        while (first := words.split(" ")[0]) in _OPENERS | _NOT_NAMES and " " in words:
            start += len(first) + 1
            words = words[len(first) + 1 :]
        if words in _OPENERS or words.endswith((".", "’s", "'s")) or not words:
            continue
        found.append((Place(start, hit.end()), hit["head"], words))
    return found


def _described(passage: Passage, matches: list[Match]) -> list[Route]:
    """Head words with their ends, and things carried by a means to a place."""
    ends = [m for m in matches if m.entry.sort in ("country", "place") and m.entry.role != (
        "adjectival_mentions")]  # fmt: skip
    found = []
    for hit in _DESCRIBED.finditer(passage.plain):
        before = passage.plain[max(0, hit.start() - 14) : hit.start()]
        if _NOT_ROUTES.search(before):
            continue
        end = _end_of_ends(passage, hit, ends)
        if end is not None:
            found.append(
                Route(_kind(hit[0], hit["head"]), None, [Place(hit.start(), end)], hit["link"])
            )
    for hit in _CARRIED.finditer(passage.plain):
        place = _next_end(passage, hit.end(), ends)
        if place is not None:
            by = hit["by"] or hit["cue"]
            kind = "air_route" if re.search("avion|aeri|airs|flown|airl", by) else "route"
            found.append(Route(kind, None, [Place(hit.start(), place.end)], "vers"))
    return found


def _kind(words: str, head: str) -> str:
    if re.search(r"\baerien|\bair\b", words):
        return "air_route"
    if re.search(r"\bmaritime|\bsea\b", words):
        return "sea_route"
    return "railway" if re.search(r"\bferroviaire|\brail\b", words) else KINDS[head]


def _next_end(passage: Passage, start: int, ends: list[Match]) -> Place | None:
    """The first known place within a few words after ``start``."""
    for match in ends:
        if match.place.start >= start:
            between = passage.text[start : match.place.start]
            close = len(between) <= 30 and not re.search(r"[.;:!?()\n]", between)
            return match.place if close else None
    return None


def _end_of_ends(passage: Passage, hit: re.Match[str], ends: list[Match]) -> int | None:
    """Where a described route stops being described: at its second end, or its only one."""
    paired = hit["link"] in ("entre", "between", "from", "running from", "reliant", "linking")
    first = (_any_name(passage, hit.end()) if paired else None) or _next_end(
        passage, hit.end(), ends
    )
    if first is None:
        return None
    join = {"entre": "et", "between": "and", "from": "to", "running from": "to"}.get(
        hit["link"], "a|au|aux|to|with|et|and|jusqu'a|vers"
    )
    two = re.match(
        rf"(?:,[^.;:()]{{1,60}},)?\s(?:{join})\s", passage.plain[first.end : first.end + 80]
    )
    if two is None:
        return first.end if hit["link"] not in ("entre", "between") else None
    begin = first.end + two.end()
    second = _next_end(passage, begin, ends) or _any_name(passage, begin)
    return (second or first).end


def _any_name(passage: Passage, start: int) -> Place | None:
    """A capitalised name right after ``start``, known or not."""
    name = re.compile(rf"\s?(?:la |le |l[’']|les |the )?(?P<name>{_CAP}(?:[ -]{_CAP})?)")
    hit = name.match(passage.text, start)
    return None if hit is None else Place(*hit.span("name"))


def _pointed_at(passage: Passage, found: list[Route]) -> None:
    """``this route`` is the route that was named last before it."""
    for hit in _THIS.finditer(passage.plain):
        place = Place(*hit.span())
        earlier = [
            (mention, route) for route in found if route.name for mention in route.mentions
            if mention.end <= place.start and place.start - mention.end < 400
        ]  # fmt: skip
        if earlier:
            max(earlier, key=lambda pair: pair[0])[1].mentions.append(place)
