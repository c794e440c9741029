"""Dates by grammar: what the text prints, as precisely as it prints it.

A year that is not printed is taken from the document's date where that was given, and flagged as
inferred; else it stays empty. Relative expressions (``last month``) are resolved only against the
document's date. Nothing is taken from the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tocsin.periods import add_months
from tocsin.reading.folding import fold
from tocsin.reading.items import Place
from tocsin.reading.structure import Passage

_MONTH_WORDS = {
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "en": "january february march april may june july august september october november december",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "tr": "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
}
_SHORT_MONTHS = {
    "fr": "janv fevr - avr - - juil - sept oct nov dec",
    "en": "jan feb mar apr - jun jul aug sep oct nov dec",
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "tr": (
        "ocakta subatta martta nisanda mayista haziranda temmuzda agustosta eylulde ekimde "
        "kasimda aralikta"
    ),
}


def _months(language: str) -> dict[str, int]:
    found = {word: k + 1 for k, word in enumerate(_MONTH_WORDS[language].split())}
    for k, word in enumerate(_SHORT_MONTHS[language].split()):
        if word != "-":
            found.setdefault(fold(word), k + 1)
    if language == "ru":
        nominative = (
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
        )
        found |= {fold(word): k + 1 for k, word in enumerate(nominative.split())}
        found = {fold(word): k for word, k in found.items()}
    if language == "en":
        found["sept"] = 9
    return found


MONTHS = {language: _months(language) for language in _MONTH_WORDS}
_SEASONS = {
    "printemps": 3, "ete": 6, "automne": 9, "hiver": 12,
    "spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12,
}  # fmt: skip
_PARTS = {
    "debut": "early", "mi": "mid", "fin": "late", "early": "early", "mid": "mid", "late": "late",
    "the beginning of": "early", "the end of": "late", "la fin de": "late", "le debut de": "early",
    "la mi": "mid", "beginning of": "early", "end of": "late",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text. ``value`` is ISO 8601 as far as it is known, None where no year is.

    ``precision`` is day, month, year, season, quarter, decade, or a part such as ``early_month``.
    ``month`` and ``day`` are kept where the year is missing.
    """

    place: Place
    value: str | None
    precision: str
    month: int | None = None
    day: int | None = None
    inferred: bool = False
    ambiguous: bool = False
    end: str | None = None
    relative: bool = False


def dates(passage: Passage, published: date | None) -> list[Dated]:
    """Every date in the text, in order, none overlapping another."""
    found: list[Dated] = []
    for each in sorted(_all(passage, published), key=lambda d: (d.place.start, -d.place.end)):
        if not found or each.place.start >= found[-1].place.end:
            found.append(each)
    return found


def _all(passage: Passage, published: date | None) -> Iterator[Dated]:
    yield from _numeric(passage)
    yield from _worded(passage, published)
    yield from _years(passage)
    if passage.language in ("fr", "en"):
        yield from _quarters_and_seasons(passage)
        yield from _relative(passage, published)


# --- with numbers only --------------------------------------------------------------------------

_ISO = re.compile(
    r"(?<![\w-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>0[1-9]|[12]\d|3[01]))?(?![\w-])"
)
_SLASHED = re.compile(
    r"(?<![\w/.])(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?![\w/]|\.\d)"
)


def _numeric(passage: Passage) -> Iterator[Dated]:
    for hit in _ISO.finditer(passage.plain):
        if hit["d"]:
            day = _valid(int(hit["y"]), int(hit["m"]), int(hit["d"]))
            if day:
                yield Dated(Place(*hit.span()), day.isoformat(), "day", day.month, day.day)
        else:
            yield Dated(Place(*hit.span()), f"{hit['y']}-{hit['m']}", "month", int(hit["m"]))
    for hit in _SLASHED.finditer(passage.plain):
        first, second, year = int(hit["a"]), int(hit["b"]), int(hit["y"])
        order = (second, first)  # day first, but for English with slashes, which has both
        unsure = passage.language == "en" and hit["s"] == "/" and first <= 12 and second <= 12
        if passage.language == "en" and second > 12:
            order = (first, second)
        day = _valid(year, *order)
        if day is None:
            continue
        if unsure and first != second:
            yield Dated(Place(*hit.span()), str(year), "year", ambiguous=True)
        else:
            yield Dated(Place(*hit.span()), day.isoformat(), "day", day.month, day.day)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- with the name of a month -------------------------------------------------------------------

_YEAR = r"(?P<y>(?:1[6-9]|20)\d\d)"


def _month_pattern(language: str) -> str:
    words = sorted(MONTHS[language], key=len, reverse=True)
    return "(?P<month>" + "|".join(map(re.escape, words)) + r")\.?"


def _patterns(language: str) -> list[re.Pattern[str]]:
    month = _month_pattern(language)
    if language == "en":
        day = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
        to = r"(?:(?P<d0>[0-3]?\d)(?:st|nd|rd|th)?\s?(?:-|to|and)\s?)?"
        part = (
            r"(?:(?P<part>early|mid|late|the beginning of|the end of|beginning of|end "
            r"of)[\s-](?:in )?)?"
        )
        return [
            re.compile(rf"(?<![\w-]){to}{day}(?: of)? {month},? {_YEAR}(?!\w)"),
            re.compile(rf"(?<![\w-]){month} {to}{day},? {_YEAR}(?!\w)"),
            re.compile(rf"(?<![\w-]){part}{month},? (?:of )?{_YEAR}(?!\w)"),
            re.compile(rf"(?<![\w-]){to}{day}(?: of)? {month}(?!\w)"),
            re.compile(rf"(?<![\w-]){month} {to}{day}(?!\w|[.,]\d)"),
            re.compile(rf"(?<![\w-]){part}(?P<which>last |this |next |previous )?{month}(?!\w)"),
        ]
    if language == "fr":
        day = r"(?P<d>1er|[0-3]?\d)"
        to = r"(?:(?P<d0>1er|[0-3]?\d)\s?(?:-|au|et)\s?)?"
        part = r"(?:(?P<part>debut|mi|fin|la fin de|le debut de|la mi)[\s-](?:du mois de )?)?"
        return [
            re.compile(rf"(?<![\w-]){to}{day} {month} {_YEAR}(?!\w)"),
            re.compile(rf"(?<![\w-]){part}{month} (?:de l'annee )?{_YEAR}(?!\w)"),
            re.compile(rf"(?<![\w-]){to}{day} {month}(?P<which> dernier| prochain)?(?!\w)"),
            re.compile(rf"(?<![\w-]){part}{month}(?P<which> dernier| prochain)?(?!\w)"),
        ]
    suffix = r"(?: г\.| года| году)?" if language == "ru" else r"(?:['a-z]{1,6})?"
    return [
        re.compile(rf"(?<![\w-])(?P<d>[0-3]?\d) {month} {_YEAR}{suffix}(?!\w)"),
        re.compile(rf"(?<![\w-]){month} {_YEAR}{suffix}(?!\w)"),
        re.compile(rf"(?<![\w-])(?P<d>[0-3]?\d) {month}(?!\w)"),
        re.compile(rf"(?<=\bв ){month}(?!\w)") if language == "ru" else re.compile(
            rf"(?<![\w-]){month} ayi(?:nda)?(?!\w)"),
    ]  # fmt: skip


_PATTERNS = {language: _patterns(language) for language in MONTHS}
_AMBIGUOUS_MONTHS = {"mars", "may", "march", "mai", "mart", "ocak", "eylul", "ekim", "aralik"}


def _worded(passage: Passage, published: date | None) -> Iterator[Dated]:
    for pattern in _PATTERNS[passage.language]:
        for hit in pattern.finditer(passage.plain):
            groups = {**dict.fromkeys(("y", "d", "d0", "part", "which")), **hit.groupdict()}
            word = hit["month"]
            bare = not groups["y"] and not groups["d"]
            if bare and not _reads_as_month(passage, hit, groups):
                continue
            month = MONTHS[passage.language][word]
            days = [_number(groups[key]) for key in ("d0", "d")]
            place = Place(hit.start(), hit.end())
            if passage.text[place.end - 1] == ".":
                place = Place(place.start, place.end - 1)
            dated = _build(place, groups["y"], month, days, groups["part"])
            if dated is None:
                continue
            yield dated if groups["y"] else _with_year(dated, passage, published, groups["which"])


def _number(text: str | None) -> int | None:
    return None if text is None else int(re.sub(r"\D", "", text))


def _reads_as_month(passage: Passage, hit: re.Match[str], groups: dict[str, str | None]) -> bool:
    """A bare month needs a word that makes it a time, and in English its capital."""
    word = hit["month"]
    if groups["part"]:
        return True
    if passage.language == "en":
        written = passage.text[hit.start("month") : hit.end("month")]
        if not written[0].isupper() or (len(word) <= 4 and word not in ("may", "june", "july")):
            return False
        before = passage.plain[max(0, hit.start() - 9) : hit.start()]
        timed = re.search(r"(?:\bin|since|by|until|before|after|during|from|to|of|and)\s$", before)
        return bool(timed or groups["which"])
    if passage.language == "fr":
        if len(word) <= 3 or (word == "mars" and passage.text[hit.start("month")].isupper()):
            return False
        before = passage.plain[max(0, hit.start() - 12) : hit.start()]
        timed = re.search(
            r"(?:\ben|depuis|d'ici|avant|apres|jusqu'en|des|mois de|mois d'|de|a|et)\s?$", before
        )
        return bool(timed or groups["which"])
    return passage.language == "ru" or word not in _AMBIGUOUS_MONTHS or "ayi" in hit[0]


def _build(
    place: Place, year: str | None, month: int, days: list[int | None], part: str | None
) -> Dated | None:
    first, last = days
    if last is not None:
        check = _valid(int(year) if year else 2024, month, last)
        if check is None or (first is not None and not 1 <= first <= last):
            return None
        start = last if first is None else first
        value = f"{year}-{month:02}-{start:02}" if year else None
        end = f"{year}-{month:02}-{last:02}" if year and first is not None else None
        return Dated(place, value, "day", month, start, end=end)
    precision = f"{_PARTS[part]}_month" if part else "month"
    return Dated(place, f"{year}-{month:02}" if year else None, precision, month)


_FUTURE = re.compile(
    r"\b(?:will|shall|is set to|are set to|due to|planned|scheduled|next|upcoming|by|prochain|"
    r"prevu|prevue|aura lieu|auront lieu|devrait|devra|d'ici|avant|doit|doivent)\b"
)


def _with_year(dated: Dated, passage: Passage, published: date | None, which: str | None) -> Dated:
    """The year of a date without one, from the document's date; unknown where that is."""
    if published is None or dated.month is None:
        return dated
    word = (which or "").strip()
    sentence = passage.sentence_at(dated.place.start)
    told = passage.plain[sentence.place.start : sentence.place.end] if sentence else ""
    ahead = word in ("next", "prochain") or (not word and bool(_FUTURE.search(told)))
    day = dated.day or 1
    years = range(published.year - 1, published.year + 2)
    options = [d for year in years if (d := _valid(year, dated.month, day))]
    if ahead:
        later = [d for d in options if (d.year, d.month, dated.day and d.day) >= (
            published.year, published.month, dated.day and published.day)]  # fmt: skip
        chosen = min(later, default=None)
    else:
        chosen = max((d for d in options if d <= published), default=None)
    if chosen is None:
        return dated
    value = chosen.isoformat() if dated.day else f"{chosen.year}-{chosen.month:02}"
    return replace(dated, value=value, inferred=True)


# --- years, quarters, seasons -------------------------------------------------------------------

_YEAR_ALONE = {
    "fr": re.compile(
        rf"(?<![\w-])(?:en|depuis|des|fin|debut|mi|courant|l'annee|avant|apres|"
        rf"(?:debut|fin|cours|milieu) de l'annee|d'ici(?: a)?|jusqu'en)[\s-]{_YEAR}(?![\w/]|-\d)"),
    "en": re.compile(
        rf"(?<![\w-])(?:in(?: early| late| mid)?|since|early|late|mid|by|during|before|after|"
        rf"until|of|from)[\s-]{_YEAR}(?![\w/]|-\d|s)"),
    "ru": re.compile(
        rf"(?<![\w-])(?:в|с|до|к|конце|начале)\s{_YEAR}(?:\s(?:году|года|г\.))?(?!\w)"),
    "tr": re.compile(rf"(?<![\w-]){_YEAR}(?:\syili?(?:nda|nin)?|'[dt][ea](?:n|ki)?)(?!\w)"),
}  # fmt: skip
_DECADE = re.compile(r"(?<![\w-])(?:les annees (?P<a>(?:19|20)\d0)|the (?P<b>(?:19|20)\d0)s)(?!\w)")
_QUARTER = re.compile(
    rf"(?<![\w-])(?:q(?P<q>[1-4])(?: of)?|(?P<w>premier|deuxieme|troisieme|quatrieme|first|second|"
    rf"third|fourth)"
    rf" (?:trimestre|quarter)(?: de| of)?) {_YEAR}(?!\w)"
)
_SEASON = re.compile(
    rf"(?<![\w-])(?:(?:l'|the )?(?P<s>{'|'.join(_SEASONS)})(?: of| de)?) {_YEAR}(?!\w)"
)
_ORDER = {"premier": 1, "first": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "third": 3,
          "quatrieme": 4, "fourth": 4}  # fmt: skip


def _years(passage: Passage) -> Iterator[Dated]:
    for hit in _YEAR_ALONE[passage.language].finditer(passage.plain):
        head = hit[0][: -4 if passage.language in ("fr", "en") else len(hit[0])]
        part = next((name for word, name in (("debut", "early"), ("early", "early"), ("mi", "mid"),
                     ("mid", "mid"), ("fin", "late"), ("late", "late")) if re.search(
                     rf"\b{word}\b", head)), None)  # fmt: skip
        yield Dated(
            Place(*hit.span()), hit["y"], f"{part}_year" if part else "year",
        )  # fmt: skip
    for hit in _DECADE.finditer(passage.plain):
        yield Dated(Place(*hit.span()), f"{(hit['a'] or hit['b'])[:3]}X", "decade")


def _quarters_and_seasons(passage: Passage) -> Iterator[Dated]:
    for hit in _QUARTER.finditer(passage.plain):
        number = int(hit["q"]) if hit["q"] else _ORDER[hit["w"]]
        month = 3 * number - 2
        yield Dated(Place(*hit.span()), f"{hit['y']}-Q{number}", "quarter", month)
    for hit in _SEASON.finditer(passage.plain):
        yield Dated(Place(*hit.span()), hit["y"], "season", _SEASONS[hit["s"]])


# --- relative -----------------------------------------------------------------------------------

_LATER_IN_MONTH = re.compile(
    r"(?<![\w-])(?:plus tard (?:dans le|le meme|ce) mois|later (?:that|in the|the same|this) "
    r"month)(?!\w)"
)
_SIMPLE = {
    "yesterday": ("day", 1), "hier": ("day", 1), "avant-hier": ("day", 2), "last week": ("week", 7),
    "la semaine derniere": ("week", 7), "la semaine passee": ("week", 7),
    "last month": ("month", 1), "le mois dernier": ("month", 1), "le mois passe": ("month", 1),
    "last year": ("year", 1), "l'an dernier": ("year", 1), "l'annee derniere": ("year", 1),
    "l'an passe": ("year", 1), "this year": ("year", 0), "cette annee": ("year", 0),
    "earlier this year": ("year", 0), "later this year": ("year", 0), "this month": ("month", 0),
    "ce mois-ci": ("month", 0), "earlier this month": ("month", 0), "next month": ("month", -1),
    "le mois prochain": ("month", -1), "next year": ("year", -1), "l'an prochain": ("year", -1),
    "l'annee prochaine": ("year", -1), "today": ("day", 0), "aujourd'hui meme": ("day", 0),
}  # fmt: skip
_SIMPLE_PATTERN = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(sorted(map(re.escape, _SIMPLE), key=len, reverse=True))
    + r")(?![\w-])"
)
_AGO = re.compile(
    r"(?<![\w-])(?:il y a (?P<a>\w+) (?P<ua>jours?|semaines?|mois|ans?)"
    r"|(?P<b>\w+) (?P<ub>days?|weeks?|months?|years?) ago)(?!\w)"
)
_COUNT_WORDS = (
    "un une one a an|deux two|trois three|quatre four|cinq five|six|sept seven|huit eight|"
    "neuf nine|dix ten|onze eleven|douze twelve"
)
_NUMBERS = {
    word: number
    for number, alternatives in enumerate(_COUNT_WORDS.split("|"), start=1)
    for word in alternatives.split(" ")
}


def _relative(passage: Passage, published: date | None) -> Iterator[Dated]:
    for hit in _LATER_IN_MONTH.finditer(passage.plain):
        yield Dated(Place(*hit.span()), None, "later_in_month", relative=True)
    if published is None:
        return
    for hit in _SIMPLE_PATTERN.finditer(passage.plain):
        unit, back = _SIMPLE[hit[0]]
        yield _moved(Place(*hit.span()), published, unit, back)
    for hit in _AGO.finditer(passage.plain):
        word = hit["a"] or hit["b"]
        number = int(word) if word.isdigit() else _NUMBERS.get(word)
        unit = (hit["ua"] or hit["ub"])[0]
        if number is None or number > 400:
            continue
        scale = {"j": "day", "d": "day", "s": "week", "w": "week", "m": "month"}.get(unit, "year")
        yield _moved(
            Place(*hit.span()), published, scale, 7 * number if scale == "week" else number
        )


def _moved(place: Place, published: date, unit: str, back: int) -> Dated:
    """A time so many units before the document's date, no more precise than its unit."""
    if unit in ("day", "week"):
        day = published - timedelta(days=back)
        value = day.isoformat() if unit == "day" else f"{day:%Y-%m}"
        precision = "day" if unit == "day" else "week"
        return Dated(place, value, precision, day.month, inferred=True, relative=True)
    if unit == "month":
        day = add_months(published.replace(day=1), -back)
        return Dated(place, f"{day:%Y-%m}", "month", day.month, inferred=True, relative=True)
    return Dated(place, str(published.year - back), "year", inferred=True, relative=True)


# --- vague --------------------------------------------------------------------------------------

_VAGUE = {
    "fr": re.compile(
        r"(?<![\w-])(?:(?:ces|les|au cours des|dans les|depuis) (?:derni|prochain)\w+ "
        r"(?:\w+ )?(?:mois|semaines|annees|jours)|ces derniers temps|(?:ces|les) (?:mois|semaines|"
        r"annees) "
        r"(?:recent|a venir)\w*|recemment|jusqu'a present|jusqu'ici|dernierement|prochainement|"
        r"a l'avenir|a terme|a court terme|a moyen terme|depuis peu|naguere|tot ou tard|"
        r"hier|la semaine derniere|le mois dernier|l'an dernier|cette annee|l'an prochain|"
        r"une fois [^,.;:()]{3,60}? (?:termine|acheve|conclu|signe|regle|passe)e?s?|"
        r"(?:apres|avant|depuis|d'ici) la fin (?:de la |de l'|du |des |de "
        r")[^,.;:()]{3,40}?(?=[,.;:)]|$))(?![\w-])"
    ),
    "en": re.compile(
        r"(?<![\w-])(?:(?:in|over|during|within) (?:the )?(?:recent|coming|past|last|next|"
        r"following) "
        r"(?:few |several |\w+ )?(?:days|weeks|months|years|decades?)|in recent (?:months|weeks|"
        r"years|days)|"
        r"recently|so far|to date|until now|lately|of late|in the (?:near future|short term|long "
        r"run|"
        r"medium term)|sooner or later|eventually|before long|yesterday|last (?:week|month|year)|"
        r"this year|next (?:week|month|year)|once [^,.;:()]{3,60}? (?:is|are) (?:over|finished|"
        r"complete|completed|signed|settled)|(?:after|before|since|by) the end of [^,.;:()]{3,40}?"
        r"(?=[,.;:)]|$))(?![\w-])"
    ),
}  # fmt: skip
_NOT_VAGUE = frozenset(("a terme", "a l'avenir", "eventually"))


def vague(passage: Passage, dated: list[Dated]) -> list[Place]:
    """Times that the text leaves open, outside what was read as a date."""
    pattern = _VAGUE.get(passage.language)
    if pattern is None:
        return []
    return [
        Place(*hit.span())
        for hit in pattern.finditer(passage.plain)
        if hit[0] not in _NOT_VAGUE
        and not any(Place(*hit.span()).meets(each.place) for each in dated)
    ]
