"""What counts as a word of likelihood, a hedge, a level of confidence, a number or a date.

English as ICD 203 prints it, in its two rows; French as Tocsin says the first row. Everything is a
pattern over one sentence in which quotations are blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.briefing.words import BANDS, TOP
from tocsin.language import Language

SPACE = "[ \u00a0\u202f]"
ENDS = (*(band.low for band in BANDS), TOP)


@dataclass(frozen=True)
class Term:
    """A word of the table: the pattern, its band counted from the lowest, its row."""

    pattern: re.Pattern[str]
    band: int
    row: int = 1


@dataclass(frozen=True)
class Found:
    """A word in a sentence: where, and which."""

    start: int
    end: int
    text: str
    band: int
    row: int


@dataclass(frozen=True)
class Number:
    """A probability in a sentence: where, and from what to what (twice the same for one figure)."""

    start: int
    end: int
    low: float
    high: float


def _terms(*said: tuple[str, int, int]) -> tuple[Term, ...]:
    return tuple(
        Term(re.compile(rf"\b(?:{pattern})\b", re.I), band, row) for pattern, band, row in said
    )


# longest first: "very likely" is not "likely"
TERMS = {
    Language.EN: _terms(
        ("almost no chance", 0, 1),
        (r"remote (?:chance|possibility|likelihood|probability)|(?<=is )remote", 0, 2),
        ("very unlikely", 1, 1), ("highly improbable", 1, 2),
        ("unlikely", 2, 1), ("improbabl[ey]", 2, 2),
        ("roughly (?:an )?even chance", 3, 1), ("roughly even odds", 3, 2),
        ("very likely", 5, 1), ("highly probable", 5, 2),
        ("almost certain(?:ly)?", 6, 1), ("nearly certain(?:ly)?", 6, 2),
        ("likely", 4, 1), ("probabl[ey]", 4, 2),
    ),
    Language.FR: _terms(
        ("presque aucune chance", 0, 1),
        ("très improbable(?:s|ment)?", 1, 1), ("improbable(?:s|ment)?", 2, 1),
        ("environ une chance sur deux", 3, 1),
        ("très probable(?:s|ment)?", 5, 1),
        ("presque certain(?:e?s?|ement)", 6, 1),
        ("probable(?:s|ment)?", 4, 1),
    ),
}  # fmt: skip

_DEGREES = (
    "extremely|exceptionally|quite|fairly|rather|somewhat|pretty|increasingly|overwhelmingly|"
    "reasonably|all too"
)
_SIZES = (
    "good|fair|strong|real|high|low|slim|small|serious|significant|reasonable|distinct|outside|"
    "considerable|fighting"
)
OUTSIDE = {
    Language.EN: re.compile(
        rf"\b(?:(?:{_DEGREES}|highly) (?:un)?likely|(?:{_DEGREES}|very) (?:im)?probabl[ey]|"
        r"(?<!the )most (?:likely|probably)|(?:more|less) (?:likely|probable) than not|"
        r"not (?:very |at all |so |quite )?(?:un|im)?(?:likely|probable)|"
        r"better than even|(?:fifty[- ]fifty|50[-/]50)|"
        rf"(?:{_SIZES}) (?:chance|probability|likelihood|odds|possibility)|"
        r"chances are|odds are that|odds favou?r|every chance|in all (?:likelihood|probability)|"
        r"inevitabl[ey]|bound to (?:be|become|come|end|fail|follow|happen|lead|start)|"
        r"certainly(?<!almost certainly)(?<!nearly certainly)|surely|undoubtedly|doubtless|"
        r"definitely|assuredly|(?:no|without(?: a)?|beyond) doubt|doubtful|"
        r"virtually certain|near[- ]certain(?:ty)?|impossible(?! to))\b",
        re.I,
    ),
    Language.FR: re.compile(
        r"\b(?:(?:assez|plutôt|fort|hautement|extrêmement|peu|fortement|bien|tout à fait|"
        r"plus que) (?:im)?probable(?:s|ment)?|pas (?:très |si )?(?:im)?probables?|"
        r"(?:in)?vraisemblable(?:s|ment)?|selon toute (?:vraisemblance|probabilité)|"
        r"sans (?:aucun |nul )?doute|certainement(?<!presque certainement)|assurément|sûrement|"
        r"indubitablement|inévitable(?:s|ment)?|inéluctable(?:s|ment)?|"
        r"(?:fortes?|faibles?|grandes?|bonnes?|petites?|minces?|hautes?|réelles?|sérieuses?) "
        r"(?:probabilités?|chances?)|toutes les chances|(?<!environ )une chance sur deux|"
        r"quasi(?:ment)?[- ]certaine?s?|plus de chances que|fort à parier|douteu(?:x|ses?)|"
        r"impossible(?! (?:de|à)))\b",
        re.I,
    ),
}
"""Words of likelihood that the table does not have, and figures of speech for them."""

HEDGES = {
    Language.EN: re.compile(
        r"\b(?:(?:may|might|could)(?! not\b)|(?i:possibly|perhaps|maybe|conceivabl[ey]|"
        r"plausibl[ey]|potentially|(?:it is|it’s|is) possible(?! to)|"
        r"(?:cannot|can not|can’t|could not|couldn’t) be (?:ruled out|excluded|discounted)|"
        r"(?:cannot|can not|can’t|not) rule out))\b"
    ),
    Language.FR: re.compile(
        r"\b(?:peut[-‑]être|pourr(?:ait|aient|ions|a(?=it))|il se (?:peut|pourrait)|"
        r"il est possible|possiblement|éventuellement|potentiellement|"
        r"(?:susceptibles?|en passe) de|n’est pas (?:exclue?|impossible)|"
        r"ne (?:peut|saurait) (?:pas )?être exclue?|(?:peut|saurait) (?:pas )?exclure)\b",
        re.I,
    ),
}
"""Words that say that something is open without saying how far."""

_LEVEL_EN = "low|moderate|medium|high"
_LEVEL_FR = "faible|modérée?|moyenne|élevée?|forte|haute"
CONFIDENCE = {
    Language.EN: re.compile(
        rf"\b(?:(?:{_LEVEL_EN})(?:[- ]to[- ](?:{_LEVEL_EN}))?(?: level of)? confidence"
        r"(?! interval)|"
        rf"confidence\b(?! interval)[^.;:]{{0,60}}?\b(?:is|remains|was|as|at) "
        rf"(?:{_LEVEL_EN})|(?:we|are|am) (?:\w+ )?confident|confidently)\b",
        re.I,
    ),
    Language.FR: re.compile(
        rf"\b(?:(?:{_LEVEL_FR}) confiance|confiance\b[^.;:]{{0,60}}?\b(?:{_LEVEL_FR})|"
        r"(?:sommes|suis) (?:\w+ )?confiants?)\b",
        re.I,
    ),
}
"""A level of confidence that is stated."""

_COMPARED = {
    Language.EN: re.compile(r"\b(?:more|less|the most|the least|as|how|equally)[ ]$", re.I),
    Language.FR: re.compile(r"\b(?:plus|moins|aussi|autant)[ \u00a0]$", re.I),
}
"""What stands before a comparison: it says which of two is likelier, not how likely either is."""

TIME = {
    Language.EN: re.compile(
        r"\b(?:(?:19|20)\d\d|(?:day|week|month|quarter|year|decade)s?|today|now|tomorrow|"
        r"January|February|March|April|June|July|August|September|October|November|December|"
        r"spring|summer|autumn|fall|winter|deadline|horizon)\b", re.I,
    ),
    Language.FR: re.compile(
        r"\b(?:(?:19|20)\d\d|(?:jour|semaine|trimestre|année|décennie|an)s?|mois|aujourd’hui|"
        r"demain|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|"
        r"décembre|printemps|été|automne|hiver|échéance|horizon)\b", re.I,
    ),
}  # fmt: skip
"""By when, or within how long."""

_FIGURE = r"\d+(?:[.,]\d+)?"
_PERCENT = re.compile(
    rf"(?P<sign>[<>]{SPACE}?)?(?P<low>{_FIGURE})(?:{SPACE}?%)?"
    rf"(?:{SPACE}?(?:–|-|to|à){SPACE}?(?P<high>{_FIGURE}))?{SPACE}?(?:%|per ?cent|pour cent)",
    re.I,
)
_IN_SO_MANY = re.compile(
    r"\b(?P<n>\d+|one|une)(?: chances?)? (?:in|sur) (?P<of>\d+|a hundred|cent)\b", re.I
)
_WORDS = {"one": 1.0, "une": 1.0, "a hundred": 100.0, "cent": 100.0}
_OTHER_BEFORE = re.compile(
    r"(?:(?:base rate|reference class|prior|error|was|from|previously|against|taux de base|"
    r"classe de référence|a priori|erreur|contre|était)(?: (?:of|de|at|à))?[ :]*|"
    r"(?:range|interval|plage|fourchette|intervalle)[^.;()]{0,40})$",
    re.I,
)
"""What stands before a percentage that is no probability of the event itself."""
_OTHER_AFTER = re.compile(
    rf"^{SPACE}*(?:range|interval|confidence interval|CI\b|points?\b|of the|des? |du )", re.I
)


def terms(sentence: str, language: Language) -> list[Found]:
    """The words of the table in a sentence, from left to right; comparisons are left out."""
    taken: list[Found] = []
    for term in TERMS[language]:
        for match in term.pattern.finditer(sentence):
            start, end = match.span()
            if any(start < held.end and held.start < end for held in taken):
                continue
            if _COMPARED[language].search(sentence[:start]):
                continue
            taken.append(Found(start, end, match.group(), term.band, term.row))
    return sorted(taken, key=lambda found: found.start)


def numbers(sentence: str) -> list[Number]:
    """The probabilities of a sentence, without base rates, ranges, errors and shares."""
    return list(_numbers(sentence))


def _numbers(sentence: str) -> Iterator[Number]:
    for match in _PERCENT.finditer(sentence):
        start, end = match.span()
        if _OTHER_BEFORE.search(sentence[:start]) or _OTHER_AFTER.search(sentence[end:]):
            continue
        low = _value(match["low"]) / 100
        high = _value(match["high"]) / 100 if match["high"] else low
        if match["sign"] and "<" in match["sign"]:
            low = 0.0
        if match["sign"] and ">" in match["sign"]:
            high = 1.0
        yield Number(start, end, min(low, high), max(low, high))
    for match in _IN_SO_MANY.finditer(sentence):
        p = _value(match["n"]) / _value(match["of"])
        yield Number(*match.span(), p, p)


def _value(text: str) -> float:
    return _WORDS.get(text.lower()) or float(text.replace(",", "."))
