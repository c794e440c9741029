"""Known names: countries, organisations, people and places, in four languages.

Names of states come from CLDR (through Babel); adjectives, capitals, organisations, people and
places from the package's own lists (``data/*.tsv``). All are looked for at once by Aho-Corasick on
the folded text, then held against word boundaries and capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick
from babel import Locale
from babel.core import get_global

from tocsin.reading import inflection
from tocsin.reading.folding import fold
from tocsin.reading.items import Place
from tocsin.reading.structure import Passage

Sort = Literal["country", "organisation", "person", "place", "nothing"]
Case = Literal["any", "capital", "exact"]

CAMEO_BY_COUNTRY = {"MNE": "MTN", "ROU": "ROM", "TLS": "TMP", "SSD": None, "XKX": None}
"""CAMEO's code of a country where it is not ISO's; None where CAMEO has none."""

_NEVER_STATES = {"Dominique", "Maurice", "Géorgie du Sud", "Curaçao", "Jersey", "Guernesey"}
_NOT_NAMES = {
    "fr": (
        "sud-américain", "nord-américain", "latino-américain", "centre-américain", "anglo-saxon",
        "indo-pacifique", "montagnes russes", "roulette russe", "indo-européen", "afro-américain",
    ),
    "en": (
        "Latin American", "South American", "Central American", "North American", "Anglo-Saxon",
        "Native American", "African American", "Indo-European", "New Mexico", "Latin Americans",
        "Indiana", "Georgia State", "Washington State", "Jordan Valley", "Panama Papers",
    ),
}  # fmt: skip
"""Phrases that hold a known name and do not mean it."""


class Entry(NamedTuple):
    """What a written form stands for, and how it must be written."""

    sort: Sort
    id: str
    role: str
    case: Case
    hyphen: bool = False


class Match(NamedTuple):
    """A known name in the text."""

    place: Place
    entry: Entry


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of one entity of the lists."""

    id: str
    type: str
    cameo: str | None = None
    wikidata: str | None = None
    alpha2: str | None = None
    names: tuple[tuple[str, str], ...] = ()

    def name(self, language: str) -> str:
        """The first name in a language, or in English, or the id."""
        named = dict(self.names)
        return named.get(language) or named.get("en") or self.id


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of the package: cells between tabs, a comment in the first line."""
    text = files("tocsin.reading").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@cache
def alpha3() -> dict[str, str]:
    """ISO 3166 alpha-2 to alpha-3; Kosovo has the user-assigned code in common use."""
    known = {row[0] for row in rows("countries.tsv")}
    found = {
        targets[0]: code
        for code, targets in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(targets) == 1 and targets[0] in known
        and code not in {"TMP", "ROM", "ZAR", "BUR", "YMD", "SUN", "DDR", "FXX", "NTZ", "SCG"}
    }  # fmt: skip
    return found | {"XK": "XKX"}


@cache
def known() -> dict[tuple[str, str], Known]:
    """The facts of every entity, by its sort and id."""
    checked = dict(row[:2] for row in rows("wikidata.tsv"))
    found: dict[tuple[str, str], Known] = {}
    locales = {language: Locale(language) for language in ("en", "fr", "ru", "tr")}
    for row in rows("countries.tsv"):
        code = alpha3()[row[0]]
        names = {lang: locale.territories.get(row[0], code) for lang, locale in locales.items()}
        found["country", code] = Known(
            code, "country", CAMEO_BY_COUNTRY.get(code, code), checked.get(code), row[0],
            tuple(names.items()),
        )  # fmt: skip
    for row in rows("organisations.tsv"):
        found["organisation", row[0]] = Known(
            row[0], row[1], row[2] or None, row[3] or None, names=_first_names(row[4:])
        )
    for row in rows("people.tsv"):
        found["person", row[0]] = Known(
            row[0], "person", row[2] or None, row[1] or None, names=_first_names(row[3:])
        )
    for row in rows("places.tsv"):
        found["place", row[0]] = Known(row[0], row[1], names=_first_names(row[2:]))
    return found


def _first_names(cells: list[str]) -> tuple[tuple[str, str], ...]:
    languages = ("fr", "en", "ru", "tr")
    named = zip(languages, cells, strict=True)
    return tuple((language, _parts(cell)[0]) for language, cell in named if cell)


# --- written forms ------------------------------------------------------------------------------


_LISTS: tuple[tuple[Sort, str, int], ...] = (
    ("organisation", "organisations.tsv", 4),
    ("person", "people.tsv", 3),
    ("place", "places.tsv", 2),
)
"""The lists beside that of countries, and the column in which their names begin."""


def _written(language: str) -> Iterator[tuple[str, Entry]]:
    """Every form of every name in a language, with what it stands for."""
    yield from _states(language)
    if language in ("fr", "en"):
        yield from _adjectives_and_capitals(language)
    else:
        yield from _eastern(language)
    column = {"fr": 0, "en": 1, "ru": 2, "tr": 3}[language]
    for sort, table, first in _LISTS:
        for row in rows(table):
            for name in _parts(row[first + column]):
                for form in inflection.russian_name(name) if language == "ru" else (name,):
                    yield form, Entry(sort, row[0], "mentions", _case(name))
    for phrase in _NOT_NAMES.get(language, ()):
        forms = inflection.french_adjective(phrase) if language == "fr" else {phrase}
        for form in forms:
            yield form, Entry("nothing", "", "", "any")


def _case(name: str) -> Case:
    """How a name must be written: short names in capitals just so, names with a capital."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) <= 7 and sum(c.isupper() for c in letters) * 2 > len(letters):
        return "exact"
    return "capital" if name[0].isupper() else "any"


def _states(language: str) -> Iterator[tuple[str, Entry]]:
    territories = Locale(language).territories
    extra = {row[0]: _parts(row[{"fr": 5, "en": 6}.get(language, 5)]) for row in rows(
        "countries.tsv")} if language in ("fr", "en") else {}  # fmt: skip
    eastern = {row[0]: _parts(row[1 if language == "ru" else 5]) for row in rows(
        "countries_ru_tr.tsv")} if language in ("ru", "tr") else {}  # fmt: skip
    for alpha2, code in alpha3().items():
        names = [territories.get(alpha2, ""), *extra.get(alpha2, ()), *eastern.get(alpha2, ())]
        for name in names:
            if (
                not name
                or name in _NEVER_STATES
                or any(sign in name for sign in "()")
                or " - " in name
            ):
                continue
            plain = name.replace(".", "")
            forms = inflection.russian_name(plain) if language == "ru" else {name}
            for form in forms:
                yield form, Entry("country", code, "mentions", _case(name))


def _adjectives_and_capitals(language: str) -> Iterator[tuple[str, Entry]]:
    french = language == "fr"
    for row in rows("countries.tsv"):
        code = alpha3()[row[0]]
        for adjective in _parts(row[1 if french else 2]):
            forms = inflection.french_adjective(adjective) if french else {adjective}
            case: Case = "any" if french else "capital"
            if adjective in ("US", "U.S."):
                case = "exact"
            for form in forms:
                yield form, Entry("country", code, "adjectival_mentions", case)
        for capital in _parts(row[3 if french else 4]):
            yield capital, Entry("country", code, "metonym_mentions", "capital")
        for prefix in _parts(row[7]):
            case = "any" if french else "capital"
            yield prefix, Entry("country", code, "adjectival_mentions", case, hyphen=True)


def _eastern(language: str) -> Iterator[tuple[str, Entry]]:
    for row in rows("countries_ru_tr.tsv"):
        code = alpha3()[row[0]]
        if language == "ru":
            words = [
                (f, "any") for stem in _parts(row[2]) for f in inflection.russian_adjective(stem)
            ]
            words += [
                (f, "any") for stem in _parts(row[3]) for f in inflection.russian_people(stem)
            ]
            capitals = [f for stem in _parts(row[4]) for f in inflection.russian_stem(stem)]
        else:
            words = [
                (f, "capital") for w in _parts(row[6]) for f in inflection.turkish_adjective(w)
            ]
            capitals = _parts(row[7])
        for form, case in words:
            yield form, Entry("country", code, "adjectival_mentions", case)  # type: ignore[arg-type]
        for form in capitals:
            yield form, Entry("country", code, "metonym_mentions", "capital")


# --- finding ------------------------------------------------------------------------------------


class Gazetteer:
    """The names of one language, ready to be looked for."""

    def __init__(self, language: str) -> None:
        entries: dict[str, list[tuple[str, Entry]]] = {}
        for form, entry in _written(language):
            entries.setdefault(fold(form), []).append((form, entry))
        self._entries = list(entries.values())
        self._automaton = AhoCorasick(list(entries))
        self._language = language

    def find(self, passage: Passage) -> list[Match]:
        """The longest known names in the text, in order; one place may have several meanings."""
        hits = self._automaton.find_matches_as_indexes(passage.plain, overlapping=True)
        candidates: dict[Place, list[Entry]] = {}
        for index, start, end in hits:
            if not _is_word(passage.plain, start, end):
                continue
            written = passage.text[start:end]
            good = [
                entry for form, entry in self._entries[index]
                if _well_written(written, form, entry) and self._fits(passage, start, end, entry)
            ]  # fmt: skip
            if good:
                candidates.setdefault(Place(start, end), []).extend(good)
        return [
            Match(place, entry)
            for place in longest(candidates)
            for entry in dict.fromkeys(candidates[place])
            if entry.sort != "nothing"
        ]

    def _fits(self, passage: Passage, start: int, end: int, entry: Entry) -> bool:
        """Whether the neighbouring letters allow this meaning."""
        plain = passage.plain
        after = plain[end : end + 2]
        if entry.hyphen:
            return after[:1] == "-" and after[1:].isalpha()
        if entry.role == "adjectival_mentions":
            # « en anglais », "in English" name a language
            spoken = (
                plain[max(0, start - 3) : start] in (" en ", "in ")
                or plain[max(0, start - 4) : start] == " en "
            )
            return not (spoken and self._language == "fr" and entry.case == "any")
        return True


def _is_word(plain: str, start: int, end: int) -> bool:
    before = plain[start - 1] if start else " "
    after = plain[end] if end < len(plain) else " "
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


def _well_written(written: str, form: str, entry: Entry) -> bool:
    if entry.case == "exact":
        return written == form
    return entry.case == "any" or written[0].isupper()


def longest(places: Iterable[Place]) -> list[Place]:
    """The places that no longer one (or earlier one of equal length) overlaps, in order."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: (p.start, -p.end)):
        if kept and place.start < kept[-1].end:
            if place.end - place.start > kept[-1].end - kept[-1].start:
                kept[-1] = place
            continue
        kept.append(place)
    return kept


@cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language; built when first asked for."""
    return Gazetteer(language)
