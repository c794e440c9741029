"""Who says what: quotations with their speakers, reported statements, beliefs laid to somebody.

The cue is the words that lay the content to a speaker; the span is the content. A pronoun is
resolved to the person who spoke or was named last; where nobody was, the speaker stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.reading.actors import Actors
from tocsin.reading.clauses import breaks, clean, content_end
from tocsin.reading.items import Place
from tocsin.reading.lexicon import cues
from tocsin.reading.structure import Passage

_SAYS = {language: cues(f"attribution says {language}") for language in ("fr", "en")}
_BELIEVES = {language: cues(f"attribution believes {language}") for language in ("fr", "en")}
_THAT = {"fr": r"(?:que\s|qu')", "en": r"(?:that\s)"}
_SPEAKERS = {language: cues(f"attribution speakers {language}") for language in ("fr", "en")}
_PRONOUNS = frozenset(
    [
        "il",
        "elle",
        "ils",
        "elles",
        "lui",
        "eux",
        "he",
        "she",
        "they",
        "him",
        "her",
        "them",
        "il/elle",
    ]
)
_ACCORDING = {
    "fr": re.compile(
        r"(?<![\w-])(?:selon(?! (?:l'evolution|que|qu'|le cas|les cas|toute))|d'apres|aux yeux "
        r"d(?:e |u |es )|de l'avis d(?:e |u |es )|"
        r"a en croire|pour (?=(?:les |certains |de nombreux |plusieurs )?(?:analystes|"
        r"observateurs|experts|diplomates))) ?"
        r"(?P<who>[^,.;:()«»\"]{2,110}?(?:\s\([^()]{2,20}\))?)(?=\s?[,.;:«\"]|$)"
    ),
    "en": re.compile(
        r"(?<![\w-])(?:according to|in the (?:view|words|eyes|opinion) of|in (?=(?:\w+ )?\w+'s "
        r"(?:view|words|telling|eyes))|"
        r"as (?=[\w' ]{2,40} (?:put it|puts it|noted|has noted|warned)))\s?"
        r"(?P<who>[^,.;:()\"]{2,110}?(?:\s\([^()]{2,20}\))?)(?=\s?[,.;:\"]|$)"
    ),
}  # fmt: skip
_AS = {
    "fr": re.compile(
        r"(?:(?P<long>(?:semble(?:nt)?\s(?:deja\s)?|ont? ete amenee?s? (?:par [\w' ]{2,40} )?a |"
        r"auraient ete amenes (?:par [\w' ]{2,40} )?a "
        r"|aurait ete amenee? (?:par [\w' ]{2,40} )?a )considerer comme )|"
        r"(?P<short>considere(?:nt)?\s|percoi(?:t|vent)\s|voi(?:t|ent)\s))"
    ),
    "en": re.compile(
        r"(?:(?P<long>(?:seems? to|appears? to) (?:regard|see|view) as )|(?P<short>(?:regards?|"
        r"sees|views?|considers?|portrays?|describes?|perceives?)\s))"),
}  # fmt: skip
_PREMISE = {
    "fr": re.compile(
        r"(?P<cue>(?:repose(?:nt)? sur|part(?:ent)? d|s'appuie(?:nt)? sur|nourri(?:t|ssent)|"
        r"partage(?:nt)?)[^,.;:]{0,40}?"
        r"(?:premisse|hypothese|idee|conviction|croyance|crainte|these|postulat)[^,.;:]{0,30}?)"
        r"(?:, a savoir (?:que |qu')| selon laquelle | selon lequel | que | qu')"
    ),
    "en": re.compile(
        r"(?P<cue>(?:rests? on|is based on|starts? from|reflects?|shares?)[^,.;:]{0,40}?"
        r"(?:premise|assumption|belief|conviction|idea|notion|fear|view|theory)[^,.;:]{0,30}?)"
        r"(?:, namely that | that )"
    ),
}
_TO_BELIEVE = {
    "fr": re.compile(
        r"(?P<cue>(?<!laisse )(?<!laissent )(?<!donne a )(?<!porte a )(?<!permet de )(?:au point "
        r"de |a |de |en )?(?:croire|croyant a tort|croyant|penser|s'imaginer))\s(?:que |qu')"
    ),
    "en": re.compile(
        r"(?P<cue>(?:into |to |in )?(?:believing|believe|thinking|the belief))\s(?:that )"
    ),
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content laid to a speaker; ``speaker`` is an id, the speaker's words, or None."""

    type: str
    place: Place
    cue: Place
    speaker: str | None
    named: bool = False


def attributions(passage: Passage, actors: Actors) -> list[Attribution]:
    """Every attribution, in the order of the text, none for the same content twice."""
    if passage.language not in _SAYS:
        return []
    raw = [
        *_quoted(passage, actors),
        *_reported(passage, _SAYS[passage.language], "reported_speech"),
        *_reported(passage, _BELIEVES[passage.language], "attributed_belief"),
        *_unmarked(passage),
        *_according(passage),
        *_as_such(passage),
        *_held_true(passage),
    ]
    raw = [_as_quotation(passage, each) for each in raw]
    kept: list[tuple[str, Place, Place]] = []
    for each in sorted(raw, key=lambda r: (r[1].start, -(r[1].end - r[1].start))):
        if each[1].end - each[1].start < 8 or any(
            each[1].meets(k[1]) and k[1].holds(each[1]) for k in kept
        ):
            continue
        kept.append(each)
    return _spoken_by(passage, actors, sorted(kept, key=lambda r: r[2].start))


def _as_quotation(passage: Passage, found: tuple[str, Place, Place]) -> tuple[str, Place, Place]:
    """Reported content that begins with a quotation is that quotation."""
    _, content, cue = found
    for quotation in passage.quotations_in(content):
        if content.start < quotation.start <= content.start + 2 and quotation.end <= content.end:
            return "direct_quote", quotation, cue
    return found


def _spoken_by(
    passage: Passage, actors: Actors, raw: list[tuple[str, Place, Place]]
) -> list[Attribution]:
    found: list[Attribution] = []
    for kind, content, cue in raw:
        speaker, named = _speaker(passage, actors, cue, found)
        found.append(Attribution(kind, content, cue, speaker, named))
    return found


def _speaker(
    passage: Passage, actors: Actors, cue: Place, before: list[Attribution]
) -> tuple[str | None, bool]:
    """The actor in the cue; for a pronoun the speaker before it, or the person named last."""
    words = set(re.findall(r"\w+", passage.plain[cue.start : cue.end]))
    people = actors.within(cue, "actors_people")
    inside = people or _speaking(passage, actors, cue)
    if inside:
        return inside[0], True
    if re.search(
        rf"\b{_SPEAKERS[passage.language]}\b", passage.plain[cue.start : cue.end]
    ) and not (words & _PRONOUNS):
        return None, False
    if words & _PRONOUNS:
        back = Place(max(0, cue.start - 600), cue.start)
        near = actors.mentions_in(back, "actors_people")
        if near:
            return near[-1][1].id, True
        spoken = [each for each in before if each.named and cue.start - each.place.end < 600]
        return (spoken[-1].speaker, True) if spoken else (None, False)
    sentence = passage.sentence_at(cue.start)
    if sentence is not None:
        earlier = actors.within(Place(sentence.place.start, cue.end))
        if earlier:
            return earlier[0], True
    return None, False


def _speaking(passage: Passage, actors: Actors, cue: Place) -> list[str]:
    """The actors in a cue, but for the place where somebody unnamed speaks."""
    unnamed = re.search(rf"\b{_SPEAKERS[passage.language]}\b", passage.plain[cue.start : cue.end])
    found = []
    for where, each in actors.mentions_in(cue):
        before = passage.plain[max(cue.start, where.start - 4) : where.start]
        if (
            unnamed
            and each.kind == "actors_countries"
            and re.search(r"\b(?:in|at|a|en|au)\s$", before)
        ):
            continue
        found.append(each.id)
    return found


# --- quotations ---------------------------------------------------------------------------------


def _quoted(passage: Passage, actors: Actors) -> Iterator[tuple[str, Place, Place]]:
    says = _SAYS[passage.language]
    lead = re.compile(
        rf"(?:{says}|{_BELIEVES[passage.language]}|selon \w+|d'apres \w+|according to|lance|"
        rf"martele|"
        r"poursuivi|words|mots|termes|declaration|statement)[^.;«»\"]*$"
    )
    tail = re.compile(
        rf"[\s\u00a0]?[»”\"]?[\s,]*(?P<cue>(?:{says}|a-t-(?:il|elle)\s\w+|"
        rf"[\w\s'-]{{2,40}}?\s{says})[^.;:«»\"]{{0,90}})"
    )
    for quotation in passage.quotations:
        if (
            quotation.end - quotation.start < 18
            or " " not in passage.text[quotation.start : quotation.end]
        ):
            continue
        sentence = passage.sentence_at(quotation.start)
        if sentence is None:
            continue
        low = sentence.place.start
        opening = clean_quote(passage, quotation.start)
        head = passage.plain[low:opening].rstrip()
        hit = lead.search(head)
        close = hit is not None and len(head) - hit.start() < 60
        if hit is not None and (head[-1:] in ":," or close) and not _inside_that(passage, hit[0]):
            start = _subject_start(passage, low, low + hit.start())
            yield "direct_quote", quotation, Place(start, low + len(head))
            continue
        after = tail.match(passage.plain, quotation.end)
        if after is not None and passage.sentence_at(after.start("cue")) is not None:
            end = after.start("cue") + len(after["cue"].split(",")[0].rstrip())
            near = Place(after.start("cue"), after.end("cue") + 40)
            named = [p for p, _ in actors.mentions_in(near, "actors_people")]
            if named:
                end = max(end, named[0].end)
            yield "direct_quote", quotation, Place(after.start("cue"), end)


def _inside_that(passage: Passage, words: str) -> bool:
    """Whether a quotation stands in a clause with *that*: then the clause is what is reported."""
    return bool(re.search(rf"(?<!\w){_THAT[passage.language]}", words + " "))


def clean_quote(passage: Passage, start: int) -> int:
    """The place of the mark that opens a quotation whose inside begins at ``start``."""
    while start > 0 and (passage.text[start - 1].isspace() or passage.text[start - 1] in '«“"„'):
        start -= 1
        if passage.text[start] in '«“"„':
            break
    return start


# --- reported -----------------------------------------------------------------------------------


def _reported(passage: Passage, verbs: str, kind: str) -> Iterator[tuple[str, Place, Place]]:
    that = _THAT[passage.language]
    pattern = re.compile(
        rf"(?<![\w-])(?P<verb>{verbs})(?P<when>,?\s(?!que\b|qu'|"
        rf"that\b)[^,.;:()«»\"]{{1,45}}?)?,?\s(?P<that>{that})"
    )
    for sentence in passage.sentences:
        for hit in pattern.finditer(passage.plain, *sentence.place):
            place = Place(*hit.span("verb"))
            if passage.quoted(place) is not None and not _whole_quote(passage, sentence.place):
                continue
            start = _subject_start(passage, sentence.place.start, hit.start())
            subject = passage.plain[start : hit.start()]
            if not _can_speak(passage, start, hit.start(), subject):
                continue
            end = content_end(passage, hit.end(), sentence.place.end)
            yield kind, clean(passage, hit.end(), end), Place(start, hit.end("verb"))


def _unmarked(passage: Passage) -> Iterator[tuple[str, Place, Place]]:
    """English leaves *that* out: ``Guyana says the matter belongs elsewhere``."""
    if passage.language != "en":
        return
    pattern = re.compile(
        rf"(?<![\w-])(?P<verb>(?P<says>{_SAYS['en']})|{_BELIEVES['en']})\s(?P<next>(?:the|a|an|it|"
        rf"he|she|they|its|his|her|"
        r"their|this|these|there|no|any|all|both|neither|most|many|we|our|some)\s|(?=[A-ZÀ-Þ]))"
    )
    for sentence in passage.sentences:
        for hit in pattern.finditer(passage.plain, *sentence.place):
            begin = hit.start("next")
            starts_name = not hit["next"]
            if starts_name and not passage.text[begin].isupper():
                continue
            place = Place(*hit.span("verb"))
            if passage.quoted(place) is not None and not _whole_quote(passage, sentence.place):
                continue
            start = _subject_start(passage, sentence.place.start, hit.start())
            subject = passage.plain[start : hit.start()]
            content = clean(passage, begin, content_end(passage, begin, sentence.place.end))
            told = passage.plain[content.start : content.end]
            if _can_speak(passage, start, hit.start(), subject) and _CLAUSAL.match(told):
                kind = "reported_speech" if hit["says"] else "attributed_belief"
                yield kind, content, Place(start, hit.end("verb"))


_CLAUSAL = re.compile(
    r"(?:[\w'’-]+\s){1,7}?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|"
    r"must|does|do|did|"
    r"belongs?|remains?|needs?|wants?|\w{3,}s)\s(?!of\b)"
)


def _whole_quote(passage: Passage, sentence: Place) -> bool:
    return passage.quoted(sentence) is not None


def _can_speak(passage: Passage, start: int, end: int, subject: str) -> bool:
    """Whether a subject is somebody: a capital beyond its first letter, or a word for speakers."""
    if not subject.strip():
        return False
    if re.search(rf"\b{_SPEAKERS[passage.language]}\b", subject):
        return True
    written = passage.text[start:end]
    return any(word[0].isupper() for word in re.findall(r"[\w’'-]+", written)[0:8])


def _subject_start(passage: Passage, low: int, verb: int) -> int:
    """Where the subject of a verb starts: after the last break or conjunction before it."""
    start = low
    marks = breaks(passage, Place(low, verb))
    if len(marks) >= 2 and marks[-1].sign == "," == marks[-2].sign and verb - marks[-1].at <= 3:
        marks = marks[:-2]  # an apposition between subject and verb
    if marks:
        start = marks[-1].at + 1
    hits = list(re.finditer(
        r"(?<![\w-])(?:que|qu'|that|mais|but|et|and|car|because|as|while|alors que|tandis que|si|"
        r"if)(?![\w'])\s?|qu'",
        passage.plain[start:verb],
    ))  # fmt: skip
    for hit in reversed(hits):
        rest = passage.plain[start + hit.end() : verb].strip()
        if rest and hit[0].strip() not in ("et", "and"):
            start += hit.end()
            break
    while start < verb and not passage.text[start].isalnum():
        start += 1
    return start


def _according(passage: Passage) -> Iterator[tuple[str, Place, Place]]:
    for sentence in passage.sentences:
        for hit in _ACCORDING[passage.language].finditer(passage.plain, *sentence.place):
            place = Place(*hit.span())
            if passage.quoted(place) is not None and not _whole_quote(passage, sentence.place):
                continue
            after = clean(
                passage, hit.end(), content_end(passage, hit.end() + 1, sentence.place.end)
            )
            before = clean(passage, sentence.place.start, hit.start())
            content = before if before.end - before.start > 15 else after
            if passage.text[content.start : content.end].strip('«»“”" ') and not (
                any(q.end - q.start > 30 for q in passage.quotations_in(content))
            ):
                yield "reported_speech", content, place


def _as_such(passage: Passage) -> Iterator[tuple[str, Place, Place]]:
    """``A considers B as C``: the content is what A holds, B as C."""
    pattern = _AS[passage.language]
    joint = " comme " if passage.language == "fr" else " as "
    for sentence in passage.sentences:
        for hit in pattern.finditer(passage.plain, *sentence.place):
            start = _subject_start(passage, sentence.place.start, hit.start())
            subject = passage.plain[start : hit.start()]
            end = content_end(passage, hit.end(), sentence.place.end)
            content = clean(passage, hit.end(), end)
            quotation = passage.quoted(Place(*hit.span()))
            if quotation is not None:
                start = max(start, quotation.start)
                content = clean(passage, hit.end(), min(end, quotation.end))
            held = joint in passage.plain[content.start : content.end]
            if not (hit["long"] or held) or not _can_speak(passage, start, hit.start(), subject):
                continue
            cue = clean(passage, start, hit.end())
            yield ("attributed_belief" if hit["long"] else "reported_view"), content, cue


def _held_true(passage: Passage) -> Iterator[tuple[str, Place, Place]]:
    """Content of a premise or of believing, whoever's: ``on the premise that ...``."""
    for pattern in (_PREMISE[passage.language], _TO_BELIEVE[passage.language]):
        for sentence in passage.sentences:
            for hit in pattern.finditer(passage.plain, *sentence.place):
                if passage.quoted(Place(*hit.span())) is not None:
                    continue
                end = content_end(passage, hit.end(), sentence.place.end)
                yield "attributed_belief", clean(passage, hit.end(), end), Place(*hit.span("cue"))
