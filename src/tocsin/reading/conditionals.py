"""Conditionals and scenarios: what would follow from what, and what the author holds possible.

An explicit conditional has a cue (*if*, *unless*, *à moins que* ...), a condition and, where the
sentence gives one, a consequence. The condition of a conjunction such as *if* leaves the cue out;
that of *unless* and of a phrase such as *in case of* holds it, because without it the sense turns.
Other sentences count as scenarios when they hold a cue of possibility in the author's own voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tocsin.reading.clauses import breaks, clause_start, clean, main_clause, without_cause
from tocsin.reading.items import Cover, Place
from tocsin.reading.structure import Passage


@dataclass
class Scenario:
    """One scenario claim; ``modality`` is if_then, unless, conditional, possibility or probable."""

    modality: str
    place: Place
    condition: Place | None = None
    consequence: Place | None = None
    cues: list[Place] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A kind of conditional cue; ``held`` when the condition holds its cue."""

    pattern: re.Pattern[str]
    modality: str
    held: bool = False
    initial_only: bool = False


def _cue(pattern: str, modality: str, held: bool = False, initial_only: bool = False) -> _Cue:
    return _Cue(
        re.compile(rf"(?<![\w-])(?:(?<=qu')|(?<!'))(?:{pattern})(?:(?<=')|(?!\w))"),
        modality,
        held,
        initial_only,
    )


_CUES = {
    "fr": (
        _cue(
            r"a moins (?:que|qu'|d'une?|de|d')|sauf si|excepte si|sauf a|hormis si",
            "unless", True),
        _cue(r"(?:uniquement|seulement|que) si|si et seulement si", "if_then"),
        _cue(r"(?:au|dans le|pour le) cas ou|dans l'hypothese ou|dans l'eventualite ou", "if_then"),
        _cue(r"a (?:la )?condition (?:que|qu'|de|d')|pourvu (?:que|qu')|a supposer (?:que|qu')|"
             r"en supposant (?:que|qu')|pour peu (?:que|qu')|dans la mesure ou", "if_then"),
        _cue(r"(?:aussi longtemps|tant) (?:que|qu')", "if_then"),
        _cue(r"en cas d(?:e|'|u)|en situation d(?:e|')|selon l'evolution d(?:e|u|')|faute d(?:e|')|"
             r"en l'absence d(?:e|')|dans l'hypothese d(?:e|'|u)|dans l'eventualite d(?:e|'|u)",
             "conditional", True),
        _cue(r"sans (?:un|une|accord|reponse|mediation|cessez-le-feu|progres|garantie)\w*",
             "conditional", True, True),
        _cue(r"si|s'(?=ils?\b)", "if_then"),
        _cue(
            r"(?=(?:viendrait|devait|fut-ce)(?:-| )(?:il|elle|ils|elles))", "if_then", False, True),
    ),
    "en": (
        _cue(r"unless|except if|barring|absent|failing", "unless", True),
        _cue(r"(?:but )?only if|if and only if|even if and only if", "if_then"),
        _cue(r"provided(?: that)?|providing(?: that)?|on condition that|on the condition that|"
             r"assuming(?: that)?|supposing(?: that)?|in the event that|in case(?! of)|"
             r"so long as|as long as|insofar as", "if_then"),
        _cue(r"in the event of|in case of|in the absence of|depending on", "conditional", True),
        _cue(
            r"without (?:an?|any|such|that|this|the|some|progress|agreement|guarantees)",
            "conditional", True, True),
        _cue(r"should", "if_then", False, True),
        _cue(
            r"were(?= [^,;]{2,60} to\b)|had(?= [^,;]{2,50} (?:been|not|\w+ed)\b)",
            "if_then", False, True),
        _cue(r"if", "if_then"),
    ),
    "ru": (_cue(r"если", "if_then"), _cue(r"в случае", "conditional", True)),
    "tr": (_cue(r"eger", "if_then"), _cue(r"durumunda|halinde", "conditional", True)),
}  # fmt: skip

_NOT_AFTER = re.compile(
    r"(?:\b(?:meme|comme|as|even|what|savoir|demande\w*|demander|ignore\w*|question|voir|verifier|"
    r"determiner|dire|incertain|clair|flou|see|ask\w*|wonder\w*|know|knows|doubt\w*|unclear|"
    r"question is|tell|decide|consider|considering|uncertain|sure|certain|whether or)|-)\s(?:est "
    r")?$"
)
_NOT_BEFORE = re.compile(
    r"\s(?:bien que|peu que|tant est|ce n'est|l'on en croit|on en croit|fort\b|grand\w* que|"
    r"\w+ soit|\w+ soient|any\b|anything|not\b(?!\w)|only\b|ever\b|so\b|necessary|needed|possible|"
    r"need be|nothing else|at all|souvent|longtemps|proche|rapide|vite\b)"
)
_CONCEDES = re.compile(r"^(?:c'est|ce n'est|il n'en|elle n'en|cela ne signifie|it does not follow)")


def conditionals(passage: Passage) -> list[Scenario]:
    """The explicit conditionals, at most one a sentence and cue, in order."""
    cues = _CUES.get(passage.language, ())
    found: list[Scenario] = []
    for sentence in passage.sentences:
        if passage.blocks[sentence.block].kind in ("title", "heading"):
            continue
        taken: list[Place] = []
        for cue in cues:
            for hit in cue.pattern.finditer(
                passage.plain, sentence.place.start, sentence.place.end
            ):
                place = Place(*hit.span())
                if any(place.meets(each) for each in taken) or not _supposes(
                    passage, sentence.place, place, cue
                ):
                    continue
                scenario = _scenario(passage, sentence.place, place, cue)
                if scenario is not None:
                    found.append(scenario)
                    taken += [place, *filter(None, (scenario.condition,))]
    return sorted(found, key=lambda each: each.place)


def _supposes(passage: Passage, sentence: Place, place: Place, cue: _Cue) -> bool:
    """Whether a cue word supposes something here, rather than asks, compares or concedes."""
    plain = passage.plain
    initial = not any(c.isalnum() for c in plain[sentence.start : place.start])
    if cue.initial_only and not (initial or plain[place.start - 2 : place.start] in ("; ", ": ")):
        return False
    if cue.initial_only and passage.text[sentence.end - 1] == "?":
        return False
    word = plain[place.start : place.end]
    if word in ("si", "if", "s'"):
        before = plain[max(sentence.start, place.start - 16) : place.start]
        if _NOT_AFTER.search(before) or _NOT_BEFORE.match(plain, place.end):
            return False
        if word == "si" and re.match(r"\s\w+ qu(?:e\b|')", plain[place.end : place.end + 20]):
            return bool(re.match(r"\s(?:l'|la|le|les)", plain[place.end : place.end + 5]))
    if word.startswith("failing") or word in ("absent", "barring"):
        return initial or plain[place.start - 2 : place.start] in (", ", "; ")
    return True


def _scenario(passage: Passage, sentence: Place, cue_place: Place, cue: _Cue) -> Scenario | None:
    quotation = passage.quoted(cue_place)
    whole = sentence
    if quotation is not None and not quotation.holds(sentence):
        whole = Place(max(sentence.start, quotation.start), min(sentence.end, quotation.end))
    start = clause_start(passage, whole.start, cue_place.start)
    if passage.text[whole.start : cue_place.start].rstrip()[-1:] in tuple("—–-"):
        before = clean(passage, whole.start, cue_place.start).end
        start = clause_start(passage, whole.start, before)
    head = clean(passage, start, cue_place.start)
    initial = head.end - head.start < 3 or _only_connects(passage, head)
    if initial:
        scenario = _initial(passage, whole, cue_place, cue)
    else:
        scenario = _final(passage, whole, start, cue_place, cue)
    if scenario is None or scenario.condition is None:
        return None
    condition = scenario.condition
    if condition.end - condition.start < 4:
        return None
    if scenario.consequence and _CONCEDES.match(
        passage.plain[scenario.consequence.start : scenario.consequence.end]
    ):
        return None
    shown = cue_place if cue_place.end > cue_place.start else Place(cue_place.start, condition.end)
    scenario.cues = [clean(passage, *shown), *modal_cues(passage, whole)]
    scenario.cues = sorted({place for place in scenario.cues if place.end > place.start})
    if quotation is not None:
        scenario.flags.append("quoted")
    return scenario


_CONNECTS = re.compile(
    r"(?:mais|et|or|but|and|so|however|cependant|toutefois|en revanche|par ailleurs|inversement|"
    r"conversely|thus|ainsi|also|de meme|de plus|moreover|furthermore|enfin|finally|en effet|donc|"
    r"first|second|third|premierement|deuxiemement|similarly|likewise|then|meanwhile|now|still|"
    r"a l'inverse|au contraire|yet|in short|en somme|in other words|autrement dit|for example|"
    r"par exemple|that is why|it follows that|les deux|and yet|nevertheless|neanmoins)"
)


def _only_connects(passage: Passage, head: Place) -> bool:
    return bool(_CONNECTS.fullmatch(passage.plain[head.start : head.end]))


def _initial(passage: Passage, whole: Place, cue_place: Place, cue: _Cue) -> Scenario | None:
    """``If A, B``: the condition up to the break before the main clause, without end brackets."""
    start = cue_place.start if cue.held else cue_place.end
    if passage.plain[cue_place.start : cue_place.end].endswith("only if"):
        turned = _TURNED.search(passage.plain, cue_place.end + 8, whole.end)
        if turned is not None:
            return Scenario(
                cue.modality, whole, clean(passage, start, turned.start()),
                clean(passage, turned.start(), whole.end),
            )  # fmt: skip
    mark = main_clause(passage, cue_place.end, whole.end)
    if cue.modality == "conditional" and mark is None:
        mark = next(
            (b for b in breaks(passage, Place(cue_place.end, whole.end)) if b.sign == ","), None
        )
    if mark is None:
        if cue.modality == "conditional":
            return None
        return Scenario(cue.modality, whole, clean(passage, start, whole.end))
    condition = _unbracketed(passage, clean(passage, start, _comment(passage, start, mark.at)))
    begin = mark.at + 1
    then = re.match(r"\s*(?:then|alors)\s", passage.plain[begin : begin + 12])
    begin += then.end() if then else 0
    consequence = _unconnected(passage, _consequence(passage, begin, whole.end, cue))
    return Scenario(cue.modality, whole, condition, consequence)


_TURNED = re.compile(r",?\s(?:would|will|could|can|might|should|does|do|did|is|are)\s(?=\w)")
"""The verb that opens a main clause after *only if*: ``Only if A would B``."""


def _comment(passage: Passage, start: int, limit: int) -> int:
    """Where a comment on the condition begins, as in ``unless A, which is unlikely, B``."""
    for each in breaks(passage, Place(start, limit)):
        rest = passage.plain[each.at + 1 : each.at + 16].lstrip()
        if re.match(r"(?:ce qui|ce que|chose qu|which)\b", rest):
            return each.at
    return limit


def _consequence(passage: Passage, start: int, limit: int, cue: _Cue) -> Place:
    """The main clause; after a mere circumstance, only up to its first afterthought."""
    end = limit
    for each in breaks(passage, Place(start, limit)):
        if each.sign in ";" or (cue.modality == "conditional" and each.sign == ","):
            end = each.at
            break
    return clean(passage, start, end)


def _unbracketed(passage: Passage, place: Place) -> Place:
    """``place`` without a bracket at its end."""
    if passage.text[place.end - 1 : place.end] == ")":
        opening = passage.text.rfind("(", place.start, place.end)
        if opening > place.start:
            return clean(passage, place.start, opening)
    return place


_AFTER_CONDITION = re.compile(
    r"\s*(?:ce qui|which|but|mais|and then|while|tandis que|alors que|although|bien que|selon|"
    r"according|said|says|a-t-il|a-t-elle|a declare|a averti|warned|and the|and it|et le|et la|et "
    r"il)\b"
)


def _final(
    passage: Passage, whole: Place, start: int, cue_place: Place, cue: _Cue
) -> Scenario | None:
    """``B if A``: the main clause before the cue, the condition up to what comments on it."""
    end = whole.end
    for each in breaks(passage, Place(cue_place.end, whole.end)):
        rest = passage.plain[each.at + 1 : each.at + 30]
        if each.sign in ";—" or (each.sign == "," and _AFTER_CONDITION.match(rest)):
            end = each.at
            break
    condition = clean(passage, cue_place.start if cue.held else cue_place.end, end)
    head = clean(passage, _main_start(passage, whole, start, cue_place.start), cue_place.start)
    only = re.search(r"\squ'?$", passage.plain[head.start : head.end])
    if only is not None:  # « ne ... qu’à condition que »
        head = clean(passage, head.start, head.start + only.start())
    consequence = _core(passage, without_cause(passage, _unconnected(passage, head)))
    if not re.search(r"\w", passage.text[head.start : head.end]):
        return None
    return Scenario(cue.modality, whole, condition, consequence)


_HEAD = re.compile(
    r"(?:mais|or|but|and|so|however|cependant|toutefois|en revanche|par ailleurs|inversement|"
    r"conversely|thus|ainsi|"
    r"a l'inverse|au contraire|yet|nevertheless|neanmoins|pourtant|though|on the other hand|d'un "
    r"autre "
    r"cote|by contrast|"
    r"moreover|de plus|enfin|finally|in short|en somme)(?:,\s|\s(?=\w))"
)


def _unconnected(passage: Passage, head: Place) -> Place:
    """A main clause without the word that connects it to the sentence before."""
    hit = _HEAD.match(passage.plain, *head)
    return head if hit is None else Place(hit.end(), head.end)


def _main_start(passage: Passage, whole: Place, start: int, at: int) -> int:
    """The start of the main clause; a dash right before the cue does not begin one."""
    if not re.search(r"\w", passage.text[start:at]):
        return whole.start
    return start


def _core(passage: Passage, head: Place) -> Place:
    """A main clause up to the first comma whose other side is no clause of its own."""
    for each in breaks(passage, head):
        rest = passage.plain[each.at + 1 : each.at + 30].lstrip()
        if each.sign == "," and re.match(
            r"(?:simplement|parce|because|puisque|car|notamment)\b", rest
        ):
            return clean(passage, head.start, each.at)
    return head


# --- possibility --------------------------------------------------------------------------------

_MODAL = {
    "fr": re.compile(
        r"(?<![\w-])(?:(?P<possibility>pourrai(?:t|ent)|pouvant|puisse(?:nt)?|risqu(?:e|ent|"
        r"erai(?:t|ent)|era|eront)"
        r"(?: (?:ainsi|aussi|donc|egalement|fort|alors|desormais))? d(?:e|')|susceptibles?|"
        r"appelee?s? a|eventualite|eventuellement|il (?:est|n'est pas) (?:possible|exclu|"
        r"impossible)|"
        r"n'est pas (?:a exclure|exclue?)|menace(?:nt)? de|rien ne garantit|a toutes les chances)|"
        r"(?P<probable>devrai(?:t|ent)|probable(?:ment)?|vraisemblable(?:ment)?|sans doute|"
        r"est en passe de|sont en passe de|promet(?:tent)? de))(?!\w)"
    ),
    "en": re.compile(
        r"(?<![\w-])(?:(?P<possibility>could|may|might|risks?(?= \w+ing)|at risk of|is liable to|"
        r"are liable to|"
        r"possible|possibly|conceivable|potentially|the risk (?:of|that)|perhaps|threatens? to|"
        r"cannot be (?:excluded|ruled out)|chances? (?:of|that))|"
        r"(?P<probable>likely|probably|probable|is (?:expected|set|bound|poised) to|are "
        r"(?:expected|set|"
        r"bound|poised) to|in all likelihood|almost certainly))(?!\w)"
    ),
}
_PAST_HEARSAY = re.compile(
    r"(?<!\w)(?:aurai(?:t|ent)|serai(?:t|ent)) (?:ete |deja |pu )?\w+(?:e|es|ee|ees|i|is|u|us|it)\b"
)
_PAST_ABILITY = re.compile(r"(?:could|might|may|pourrait|pourraient) (?:not )?(?:have|avoir) ")


def modal_cues(passage: Passage, place: Place) -> list[Place]:
    """The cues of possibility and probability within ``place``."""
    pattern = _MODAL.get(passage.language)
    if pattern is None:
        return []
    return [
        Place(*hit.span())
        for hit in pattern.finditer(passage.plain, place.start, place.end)
        if not (hit[0] == "may" and passage.text[hit.start()].isupper())
        and not _PAST_ABILITY.match(passage.plain[hit.start() : hit.start() + 30])
    ]


def possibilities(passage: Passage, spoken: list[Place]) -> Iterator[Scenario]:
    """Sentences in which the author holds something possible, outside quotations and ``spoken``.

    ``spoken`` are places that are no statements of the author: titles of sources, list items.
    """
    pattern = _MODAL.get(passage.language)
    if pattern is None:
        return
    cover = Cover(spoken)
    for sentence in passage.sentences:
        block = passage.blocks[sentence.block]
        if block.kind in ("title", "heading"):
            continue
        cues = [
            place
            for place in modal_cues(passage, sentence.place)
            if passage.quoted(place) is None and not cover.meets(place)
        ]
        if not cues:
            continue
        hit = pattern.match(passage.plain, cues[0].start, cues[0].end)
        probable = bool(hit and hit.lastgroup == "probable")
        place = _without_tail(passage, sentence.place)
        ideal = re.match(r"idealement|ideally", passage.plain[place.start : place.start + 12])
        modality = "conditional" if ideal else "probable" if probable else "possibility"
        yield Scenario(modality, place, cues=cues)


def _without_tail(passage: Passage, place: Place) -> Place:
    """A sentence without the colon that leads into a list."""
    end = place.end
    while end > place.start and passage.text[end - 1] in ": \u00a0\u202f":
        end -= 1
    return Place(place.start, end)
