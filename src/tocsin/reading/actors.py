"""Who and where: countries, organisations, people, places and routes, with all their mentions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import JsonValue

from tocsin.reading import groups as forms
from tocsin.reading.acronyms import Introduction, introductions, occurrences
from tocsin.reading.folding import fold
from tocsin.reading.gazetteer import Known, Match, gazetteer, known
from tocsin.reading.groups import Group
from tocsin.reading.items import Cover, Place, item
from tocsin.reading.people import Person, people, role
from tocsin.reading.routes import Route, route_head, routes
from tocsin.reading.structure import Passage
from tocsin.results import Item

_ALLIANCE = {
    "fr": re.compile(r"(?<!\w)[lL][’']Alliance(?!\w)(?!\s(?:des|du|de|fleuve|pour|Fleuve|p))"),
    "en": re.compile(r"(?<!\w)the Alliance(?!\w)(?!\s(?:of|for))"),
}
_WEST = re.compile(
    r"(?<!\w)(?:[Tt]he|[Tt]his collective|[Cc]ollective) (?P<west>West)(?!\w)"
    r"(?! (?:Bank|Africa|African|Coast|Indies|Indian|Philippine|Papua|End|Wing|Nile|Point|Germany|"
    r"Java))"
)
_FLANK = re.compile(
    r"(?<![\w-])(?:(?:flanc|flancs|frontiere) (?:sud|nord|est|ouest|sud-est|nord-est|sud-ouest)"
    r"|(?:southern|northern|eastern|western|south-eastern|north-eastern) (?:flank|border))(?![\w-])"
)
_LOCATED = re.compile(
    r"(?<![\w-])(?:a|à|in|near|at|pres de|près de|outside) (?P<name>[A-ZÀ-Þ][\w’'-]+),? "
    r"(?:au|en|aux|in|dans le|dans la) (?=[A-ZÀ-Þ])"
)
_AREA = {
    "en": re.compile(
        r"(?<!\w)(?:[A-ZÀ-Þ][\w’'-]+[ -]){1,3}(?:Province|Region|Oblast|Peninsula|Strait|Sea|Gulf|"
        r"Bay|River|Islands?|Valley|Mountains|Canal|Channel|Shoal|Reef|Lake|Basin|Plateau|Desert|"
        r"province|region|oblast|peninsula|river|valley)(?!\w)"
        r"|(?<!\w)(?:Lake|Mount|Gulf of|Bay of|Strait of|Port of|Sea of|Cape) [A-ZÀ-Þ][\w’'-]+"
        r"(?: [A-ZÀ-Þ][\w’'-]+)?"
        r"|(?<=\b(?:city of|town of|port of) )[A-ZÀ-Þ][\w’'-]+"
    ),
    "fr": re.compile(
        r"(?<!\w)(?:province|région|oblast|péninsule|détroit|golfe|baie|fleuve|rivière|île|îles|"
        r"vallée|lac|mont|plateau|désert|archipel|cap|port|presqu’île) (?:de la |de l’|de l'|de |"
        r"du |"
        r"des |d’|d')?[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,2}"
        r"|(?<=\b(?:ville de|ville du) )[A-ZÀ-Þ][\w’'-]+"
    ),
}  # fmt: skip
_AREA_WORDS = frozenset(
    ["The", "In", "A", "This", "That", "South", "China", "If", "As", "Its", "And"]
)


Mention = tuple[Place, Item]
"""A place in the text, and the item that it mentions."""


@dataclass
class Actors:
    """Everything of the text that has a name, for the finders that come after."""

    matches: list[Match]
    introduced: list[Introduction]
    routes: list[Route]
    groups: list[Group]
    persons: list[Person]
    items: list[Item] = field(default_factory=list)
    _sorted: dict[tuple[str, ...], list[Mention]] = field(default_factory=dict, repr=False)

    def mentions(self, *kinds: str) -> list[Mention]:
        """Every mention of items of ``kinds``, or of all actors, in the order of the text."""
        wanted = kinds or ("actors_countries", "actors_organisations", "actors_people")
        if wanted not in self._sorted:
            found = [
                (Place(span.start, span.end), each)
                for each in self.items
                if each.kind in wanted
                for span in each.spans
            ]
            self._sorted[wanted] = sorted(found, key=lambda pair: (pair[0].start, -pair[0].end))
        return self._sorted[wanted]

    def mentions_in(self, place: Place, *kinds: str) -> list[Mention]:
        """The mentions that lie in ``place``, in the order of the text."""
        ordered = self.mentions(*kinds)
        low = bisect_left(ordered, place.start, key=lambda pair: pair[0].start)
        high = bisect_left(ordered, place.end, key=lambda pair: pair[0].start)
        return [pair for pair in ordered[low:high] if pair[0].end <= place.end]

    def within(self, place: Place, *kinds: str) -> list[str]:
        """The ids of the actors mentioned in ``place``, in order, each once."""
        return list(dict.fromkeys(each.id for _, each in self.mentions_in(place, *kinds)))


def actors(passage: Passage) -> Actors:
    """All named things of a text."""
    matches = gazetteer(passage.language).find(passage)
    introduced = introductions(passage)
    ways = routes(passage, matches, introduced)
    named_ways = [place for way in ways if way.introduced for place in way.mentions]
    own = _own_names(passage, matches, introduced)
    own_places = [place for group in own for place in group.mentions]
    hidden = [*named_ways, *own_places]
    longer = Cover(hidden)
    matches = [match for match in matches if not longer.holds(match.place)]
    listed = [m.place for m in matches if m.entry.sort == "organisation"]
    grouped = own + forms.groups(passage, matches, [*hidden, *listed])
    bodies = [p for g in grouped if g.type in ("agreement", "igo", "party") for p in g.mentions]
    covered = Cover(bodies)
    matches = [m for m in matches if m.entry.sort != "person" or not covered.meets(m.place)]
    occupied = [m.place for m in matches] + hidden + bodies
    occupied += [p for g in grouped if g.type in ("think_tank", "state_body") for p in g.mentions]
    occupied += [place for way in ways if way.name for place in way.mentions]
    persons = people(passage, occupied)
    found = Actors(matches, introduced, ways, grouped, persons)
    found.items = [
        *_countries(passage, matches),
        *_organisations(passage, matches, introduced, grouped),
        *_people(passage, matches, persons),
        *_routes(passage, ways, matches),
        *_places(passage, matches, [*hidden, *bodies], persons),
    ]
    return found


def _own_names(
    passage: Passage, matches: list[Match], introduced: list[Introduction]
) -> list[Group]:
    """Organisations that the text introduces and no list knows."""
    listed = {m.place for m in matches if m.entry.sort == "organisation"}
    found = []
    for intro in introduced:
        known_already = intro.long_place in listed or intro.short_place in listed
        if known_already or route_head(passage, intro):
            continue
        name = passage.text[intro.long_place.start : intro.long_place.end]
        key = re.sub(r"\W+", "_", fold(intro.short)).upper()
        found.append(Group(key, "igo", name, mentions=occurrences(passage, intro)))
    return found


# --- items --------------------------------------------------------------------------------------


def _countries(passage: Passage, matches: list[Match]) -> Iterator[Item]:
    for code, group in _by_id(matches, "country").items():
        facts = known()["country", code]
        value: dict[str, JsonValue] = {
            "type": "country",
            "iso3166_1_alpha3": code,
            "iso3166_1_alpha2": facts.alpha2,
            "cameo": facts.cameo,
            "wikidata": facts.wikidata,
            "name": facts.name(passage.language),
        }
        flags = ["two countries bear this adjective"] if code in ("COD", "COG") and all(
            match.entry.role == "adjectival_mentions" for match in group) else []  # fmt: skip
        spans = [(match.entry.role, match.place) for match in group]
        yield item(passage.text, "actors_countries", code, spans, value, flags)


def _by_id(matches: list[Match], sort: str) -> dict[str, list[Match]]:
    found: dict[str, list[Match]] = {}
    for match in matches:
        if match.entry.sort == sort:
            found.setdefault(match.entry.id, []).append(match)
    return found


def _organisations(
    passage: Passage,
    matches: list[Match],
    introduced: list[Introduction],
    grouped: list[Group],
) -> Iterator[Item]:
    listed = _by_id(matches, "organisation")
    places = {key: [m.place for m in group] for key, group in listed.items()}
    for intro in introduced:
        for mentions in places.values():
            if intro.short_place in mentions and not any(
                p.meets(intro.long_place) for p in mentions
            ):
                mentions.append(intro.long_place)
    if "NATO" in places and passage.language in _ALLIANCE:
        for hit in _ALLIANCE[passage.language].finditer(passage.text):
            if not any(p.meets(Place(*hit.span())) for p in places["NATO"]):
                places["NATO"].append(Place(*hit.span()))
    if passage.language == "en":
        west = [Place(*hit.span("west")) for hit in _WEST.finditer(passage.text)]
        if west:
            places["WEST"] = west
    for key, mentions in places.items():
        facts = known()["organisation", key]
        value: dict[str, JsonValue] = {
            "type": facts.type,
            "cameo": facts.cameo,
            "wikidata": facts.wikidata,
            "name": facts.name(passage.language),
        }
        yield item(passage.text, "actors_organisations", key, _mentions(mentions), value)
    for group in grouped:
        own: dict[str, JsonValue] = {
            "type": group.type,
            "cameo": group.cameo,
            "wikidata": None,
            "name": group.name,
        }
        if group.parts:
            own["parts"] = list(group.parts)
        yield item(
            passage.text, "actors_organisations", group.id, _mentions(group.mentions), own,
            ["named by the text"],
        )  # fmt: skip


def _mentions(places: Iterable[Place]) -> list[tuple[str, Place]]:
    return [("mentions", place) for place in sorted(set(places))]


def _people(passage: Passage, matches: list[Match], persons: list[Person]) -> Iterator[Item]:
    for key, group in _by_id(matches, "person").items():
        facts = known()["person", key]
        where = role(passage, group[0].place)
        value = _person(facts, facts.name(passage.language), where, passage)
        yield item(passage.text, "actors_people", key, _mentions(m.place for m in group), value)
    taken: set[str] = set()
    for person in persons:
        key = re.sub(r"\W+", "_", fold(person.name.split()[-1])).strip("_").upper()
        if not key or key in taken or ("person", key) in known():
            key = re.sub(r"\W+", "_", fold(person.name)).strip("_").upper()
        taken.add(key)
        value = _person(None, person.name, person.role, passage)
        if person.author:
            value["author"] = True
        flags = ["named by the text", f"sign: {person.sign}"]
        yield item(passage.text, "actors_people", key, _mentions(person.mentions), value, flags)


def _person(
    facts: Known | None, name: str, where: Place | None, passage: Passage
) -> dict[str, JsonValue]:
    return {
        "type": "person",
        "name": name,
        "cameo": facts.cameo if facts else None,
        "wikidata": facts.wikidata if facts else None,
        "role": passage.text[where.start : where.end] if where else None,
    }


def _routes(passage: Passage, ways: list[Route], matches: list[Match]) -> Iterator[Item]:
    for number, way in enumerate(ways, start=1):
        cover = Cover(way.mentions)
        inside = [
            m.entry.id
            for m in matches
            if m.entry.sort in ("country", "place") and cover.holds(m.place)
        ]
        first = way.mentions[0]
        value: dict[str, JsonValue] = {
            "kind": way.kind,
            "name": way.name or passage.text[first.start : first.end],
            "named": way.name is not None,
            "connects": list(dict.fromkeys(inside)),
        }
        yield item(
            passage.text, "corridors_routes", f"cor-{number}", _mentions(way.mentions), value
        )


def _places(
    passage: Passage, matches: list[Match], hidden: list[Place], persons: list[Person]
) -> Iterator[Item]:
    found = {key: [m.place for m in group] for key, group in _by_id(matches, "place").items()}
    kinds = {key: known()["place", key].type for key in found}
    names = {key: known()["place", key].name(passage.language) for key in found}
    taken = [m.place for m in matches] + hidden + [p for each in persons for p in each.mentions]
    cover = Cover(taken)
    for kind, place in _unlisted(passage, matches):
        if kind != "flank" and cover.meets(place):
            continue
        name = passage.text[place.start : place.end]
        key = re.sub(r"\W+", "_", fold(name)).strip("_").upper()
        found.setdefault(key, []).append(place)
        kinds.setdefault(key, kind)
        names.setdefault(key, name)
    for key, places in found.items():
        value: dict[str, JsonValue] = {"kind": kinds[key], "name": names[key]}
        yield item(passage.text, "places", key, _mentions(places), value)


def _unlisted(passage: Passage, matches: list[Match]) -> Iterator[tuple[str, Place]]:
    """Places by their form: flanks, a town within a country, a strait or a province by its word."""
    states = [m for m in matches if m.entry.sort == "country" and m.entry.role == "mentions"]
    for hit in _FLANK.finditer(passage.plain):
        end = hit.end()
        of = re.match(r" (?:de la |du |de l'|de l’|de |of |d')", passage.plain[end : end + 8])
        owner = of and next((m for m in states if m.place.start == end + len(of[0])), None)
        yield "flank", Place(hit.start(), owner.place.end if owner else end)
    for hit in _LOCATED.finditer(passage.text):
        place = Place(*hit.span("name"))
        if any(m.place.start == hit.end() for m in states):
            yield "city", place
    pattern = _AREA.get(passage.language)
    if pattern is not None:
        for hit in pattern.finditer(passage.text):
            start, words = hit.start(), hit[0].split(" ")
            while len(words) > 2 and words[0] in _AREA_WORDS:
                start += len(words[0]) + 1
                words = words[1:]
            if words[0] not in _AREA_WORDS:
                yield "area", Place(start, hit.end())
