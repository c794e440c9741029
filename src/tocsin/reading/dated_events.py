"""Dated events: what a date in a statement dates, unless it dates a source.

The span is the smallest statement that the grammar shows: the reported clause, the relative clause
with its antecedent, the noun of happening with its complements, or the clause around the date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tocsin.reading.actors import Actors
from tocsin.reading.clauses import breaks, clean, content_end
from tocsin.reading.dated_sources import Source
from tocsin.reading.dates import Dated
from tocsin.reading.items import Place
from tocsin.reading.lexicon import whole
from tocsin.reading.structure import Block, Passage

_SEPARATOR = re.compile(r"\s*[:–—,|•·-]\s*|\s+")
_HAPPENING = re.compile(
    r"(?<![\w-])(?P<det>l'|la |le |les |une |un |des |the |a |an |its |his |their |son |sa |ses |"
    r"leur )?"
    r"(?:[\w-]+ )?(?P<noun>arrivee|chute|prise|mort|election|reelection|invasion|annexion|"
    r"signature|retrait|rupture|"
    r"attaque|offensive|guerre|crise|coup d'etat|putsch|revolution|independance|adhesion|"
    r"ratification|intervention|"
    r"fermeture|ouverture|creation|fondation|sommet|visite|rencontre|accord|traite|cessez-le-feu|"
    r"referendum|scrutin|"
    r"assassinat|attentat|massacre|sabotage|incident|explosion|nomination|demission|expulsion|"
    r"renversement|decision|"
    r"declaration|livraison|deploiement|inauguration|lancement|publication|entree|sortie|depart|"
    r"defaite|victoire|"
    r"arrival|fall|capture|death|election|re-election|invasion|annexation|signing|withdrawal|"
    r"breakdown|collapse|"
    r"attack|offensive|war|crisis|coup|revolution|independence|accession|ratification|"
    r"intervention|closure|opening|"
    r"creation|founding|summit|visit|meeting|agreement|treaty|ceasefire|referendum|vote|ruling|"
    r"award|assassination|"
    r"bombing|massacre|sabotage|incident|explosion|appointment|resignation|expulsion|overthrow|"
    r"decision|declaration|"
    r"delivery|deployment|inauguration|launch|publication|entry|departure|defeat|victory|"
    r"discovery|decouverte|"
    r"seizure|saisie|arrest|arrestation|kidnapping|enlevement|drill|exercise|sentence|award|"
    r"arbitrage|clash|shooting|killing|fusillade|tuerie|frappe|raid|ambush|embuscade|affrontement|"
    r"protest)s?(?![\w-])"
)
_REPORTING = re.compile(
    r"(?<![\w-])(?:a|ont|has|have)?\s?(?:rapporte|annonce|declare|affirme|revele|confirme|indique|"
    r"fait savoir|"
    r"reported|announced|said|declared|revealed|confirmed|claimed|stated)s?\s*$"
)
_TOLD = re.compile(
    r",?\s[^,.;:()«»\"]{3,60}?\s(?:said|reported|announced|confirmed|a (?:annonce|rapporte|declare|"
    r"affirme|confirme|indique))\s(?:that\s|que\s|qu')(?![«\"])"
)
_RELATIVE = re.compile(
    r",\s(?P<rel>(?:dont|qui|que|ou|which|who|whose|that|where|(?:sign|adopt|annonc|lanc|cre|fond|"
    r"inaugur|nomm|organis|publi|ratifi|rejet|gel|ferm)e(?:e?s?)|conclue?s?|ouverte?s?|tenue?s?|"
    r"elue?s?|signed|adopted|concluded|announced|launched|opened|closed|created|founded|elected|"
    r"appointed|held|published|ratified|rejected|brokered|struck)(?!\w)|qu')"
)
_SUPPOSED = whole("chronology supposed")
_PLANNED = whole("chronology planned")
_ACCORDING = re.compile(r"(?:selon|d'apres|according to)\s[^,]{2,80},\s")


@dataclass
class Event:
    """A dated event: its date, the statement, the actors in it."""

    dated: Dated
    place: Place
    actors: list[str]
    reported_by: str | None = None
    anchor: int | None = None
    flags: list[str] = field(default_factory=list)


def dated_events(
    passage: Passage, dated: list[Dated], given: list[Source], actors: Actors, skipped: list[Place]
) -> list[Event]:
    """The dated events; ``skipped`` are places that state nothing that happened."""
    used = {source.dated.place for source in given}
    found: list[Event] = []
    for each in dated:
        index = passage.block_at(each.place.start)
        if each.place in used or index is None or each.precision == "decade":
            continue
        block = passage.blocks[index]
        if block.kind in ("title", "heading") or any(p.holds(each.place) for p in skipped):
            continue
        if _is_dateline(passage, block, each):
            continue
        event = _event(passage, each, block, actors, found)
        if event is not None:
            found.append(event)
    return found


def _is_dateline(passage: Passage, block: Block, dated: Dated) -> bool:
    """A short block that holds a date and at most a place or a name states no event."""
    if re.match(r"\.?\s?[–—-]\s", passage.text[dated.place.end : dated.place.end + 4]) and (
        block.kind == "paragraph"
        and re.fullmatch(r"(?:[A-ZÀ-Þ][\w’'.-]+,?\s?(?:\([\w .]+\)\s?)?(?:,? le |, )?){1,5}",
                         passage.text[block.place.start : dated.place.start])
    ):  # fmt: skip
        return True
    words = re.findall(r"\w+", passage.text[block.place.start : block.place.end])
    inside = re.findall(r"\w+", passage.text[dated.place.start : dated.place.end])
    return block.kind == "paragraph" and len(words) - len(inside) <= 6 and (
        passage.text[block.place.end - 1] not in ".!?"
    )  # fmt: skip


def _event(
    passage: Passage, dated: Dated, block: Block, actors: Actors, before: list[Event]
) -> Event | None:
    sentence = passage.sentence_at(dated.place.start)
    if sentence is None:
        return None
    reported: str | None = None
    place = _chronicle(passage, dated, block)
    if place is None:
        place = _reported(passage, dated, sentence.place)
        if place is not None:
            speakers = actors.within(Place(sentence.place.start, dated.place.start))
            reported = speakers[0] if speakers else None
    if place is None:
        place = (
            _noun(passage, dated, sentence.place)
            or _reduced(passage, dated, sentence.place)
            or _relative(passage, dated, sentence.place)
            or _clause(passage, dated, sentence.place)
        )
    if place is None or not _says_more(place, dated.place):
        return None
    words = passage.plain[place.start : place.end]
    flags = ["quoted"] if passage.quoted(dated.place) is not None else []
    if _is_no_event(passage, dated, sentence.place, place):
        return None
    if _PLANNED.search(words):
        flags.append("may lie ahead")
    anchor = None
    if dated.precision == "later_in_month":
        anchor = len(before) - 1 if before else None
    return Event(dated, place, actors.within(place), reported, anchor, flags)


def _says_more(place: Place, dated: Place) -> bool:
    """Whether a statement is more than its date."""
    inside = dated.end - dated.start if place.holds(dated) else 0
    return place.end - place.start - inside >= 6


def _is_no_event(passage: Passage, dated: Dated, sentence: Place, place: Place) -> bool:
    """What is only supposed, compared, told of oneself, or the date of something that was said."""
    until = dated.place.end if place.holds(dated.place) else place.end
    words = passage.plain[place.start : until]
    if _SUPPOSED.search(words):
        return True
    since = passage.plain[max(0, dated.place.start - 14) : dated.place.start + 7]
    if re.search(r"\b(?:since|depuis)\b", since):  # how long something has been so
        return True
    before = passage.plain[max(0, dated.place.start - 40) : dated.place.start]
    if re.search(r"(?:\b(?:than|que|as) |(?:moins|plus|fewer|more|less) [\w ]{2,30} qu')$", before):
        return True
    if re.match(r"(?:i|we|je|j'|nous)\b", words):
        return True
    around = sentence if dated.relative else place
    said = sum(q.end - q.start for q in passage.quotations_in(around) if around.holds(q))
    return 5 * said > 2 * (around.end - around.start)


def _chronicle(passage: Passage, dated: Dated, block: Block) -> Place | None:
    """A list entry that opens with its date: the event is the rest of it."""
    if block.kind != "item" and not (
        re.match(r"\s?[:–—]\s", passage.text[dated.place.end : dated.place.end + 3])
    ):
        return None
    if re.search(r"\w", passage.text[block.place.start : dated.place.start]):
        return None
    rest = _SEPARATOR.match(passage.text, dated.place.end)
    start = rest.end() if rest else dated.place.end
    return clean(passage, start, block.place.end)


def _reported(passage: Passage, dated: Dated, sentence: Place) -> Place | None:
    """``X reported in May that ...``: the event is the reported clause."""
    head = passage.plain[sentence.start : dated.place.start]
    told = _TOLD.match(passage.plain, dated.place.end, sentence.end)
    if told is not None and not re.search(r"\w{4}", head):
        return clean(passage, told.end(), content_end(passage, told.end(), sentence.end))
    tail = re.match(
        r"\s?,?\s(?:que\s|qu'|that\s)", passage.plain[dated.place.end : dated.place.end + 8]
    )
    on = re.sub(r"\s(?:on|in|le|au|en|du|des)$", "", head.rstrip())
    if tail is None or not _REPORTING.search(on):
        return None
    start = dated.place.end + tail.end()
    if passage.text[start : start + 1] in '«“"':
        return None
    return clean(passage, start, content_end(passage, start, sentence.end))


def _relative(passage: Passage, dated: Dated, sentence: Place) -> Place | None:
    """A relative clause that holds the date, with its antecedent where that is a plain noun."""
    brackets = [b for b in passage.brackets_in(sentence) if not b.holds(dated.place)]
    hits = [
        hit
        for hit in _RELATIVE.finditer(passage.plain, sentence.start, dated.place.start)
        if not any(b.start <= hit.start() < b.end for b in brackets)
    ]
    if not hits:
        return None
    hit = hits[-1]
    between = passage.plain[hit.end() : dated.place.start]
    if re.search(r"[;:]|,\s", between) and len(between) > 60:
        return None
    end = _after_date(passage, dated, sentence)
    low = sentence.start
    for each in breaks(passage, Place(sentence.start, hit.start())):
        low = each.at + 1
    antecedent = clean(passage, low, hit.start())
    words = passage.text[antecedent.start : antecedent.end]
    if passage.text[hit.start() - 1] != ")" and 0 < len(words.split()) <= 4 and words[:1].isupper():
        return clean(passage, antecedent.start, end)
    return clean(passage, hit.start("rel"), end)


def _after_date(passage: Passage, dated: Dated, sentence: Place) -> int:
    """Where a clause that reaches past its date ends."""
    for each in breaks(passage, Place(dated.place.end, sentence.end)):
        return each.at
    return sentence.end


def _noun(passage: Passage, dated: Dated, sentence: Place) -> Place | None:
    """A noun of happening right before the date, with only its complements between."""
    head = passage.plain[sentence.start : dated.place.start]
    if not re.match(r"(?:en|in|de|du|of|\d)", passage.plain[dated.place.start :][:6]) and not (
        re.search(r"\b(?:of|in|en|de|du|le|on)\s$", head)
    ):
        return None
    for hit in reversed(list(_HAPPENING.finditer(head))):
        between = head[hit.end() :]
        if re.search(r"[.;:,()«»\"—]", between) or len(between) > 70:
            return None
        if re.search(
            r"\b(?:a|ont|est|sont|was|were|has|have|had|is|are|qui|que|who|which|that|et|and|mais|"
            r"but|\w+ed)\s",
            between,
        ):
            return None
        before = head[: hit.start()].rstrip()
        if re.fullmatch(r"(?: \w+)?\s(?:d'|de |du |of )?(?:le |the )?", between):
            return Place(sentence.start + hit.start(), dated.place.end)
        if not before or re.search(
            r"(?:\bet|,|\bde|\bd'|\ba|\bau|\bdepuis|\bapres|\bavant|\bsince|\bafter|\bbefore|\bof|"
                     r"\bto|\bby|\bwith|\bfrom|\bpar|\bsur|\bdes|\bdu|\bin)$", before):  # fmt: skip
            return Place(sentence.start + hit.start(), dated.place.end)
    return None


_REDUCED = re.compile(
    r"\b(?:of|by|to|from|with|de|d'|par|sur|a)\s?(?P<np>(?:(?:the|a|an|un|une|le|la|des|les)\s|l')"
    r"(?:[\w-]+ ){1,3}?\w+(?:ed|en|ee|es|ees|ue|us|is|ies|ise|te|ts|tes|e|i|u))"
    r"(?: on| in| le| en)?\s$"
)


def _reduced(passage: Passage, dated: Dated, sentence: Place) -> Place | None:
    """``of a tanker seized on 3 May``: a noun with its participle, after a preposition."""
    hit = _REDUCED.search(passage.plain, sentence.start, dated.place.start)
    return None if hit is None else Place(hit.start("np"), dated.place.end)


_OPENING = re.compile(
    r"(?:mais|et|or|but|and|so|yet|thus|ainsi|however|cependant|toutefois|then|puis|depuis lors)\s"
)


def _clause(passage: Passage, dated: Dated, sentence: Place) -> Place | None:
    """The clause around the date; one that only dates the next clause is joined to it."""
    low, high = sentence.start, sentence.end
    marks = breaks(passage, sentence)
    for each in marks:
        if each.at < dated.place.start:
            alone = not re.search(r"\w", _without_date(passage, each.at + 1, dated))
            if each.sign in ";:—" or (not alone and _independent(passage, each.at, sentence.end)):
                low = each.at + 1
        elif each.at >= dated.place.end:
            leading = not re.search(r"\w", passage.text[dated.place.end : each.at])
            if each.sign in ";—" or (not leading and _independent(passage, each.at, sentence.end)):
                high = each.at
                break
    place = _subordinate(passage, dated, clean(passage, low, high))
    place = _after_leading_date(passage, dated, place)
    opening = _ACCORDING.match(passage.plain, *place) or _OPENING.match(passage.plain, *place)
    if opening is not None:
        place = Place(opening.end(), place.end)
    return place if place.end > place.start else None


_WHEN = re.compile(
    r"\b(?:when|after|since|before|until|once|because|quand|lorsque|lorsqu'|apres qu[e']|depuis "
    r"qu[e']|"
    r"avant qu[e'])\s?(?=\w)"
)
_GOES_ON = re.compile(r"\s(?:and|but|et|mais)\s(?:will|would|could|may|might|ne |il |elle )")


def _subordinate(passage: Passage, dated: Dated, place: Place) -> Place:
    """``When A in May, B`` and ``B since A in May`` date A; what goes on after the date is left."""
    start, end = place
    hits = [
        hit
        for hit in _WHEN.finditer(passage.plain, place.start, dated.place.start)
        if len(re.findall(r"\w+", passage.text[hit.end() : dated.place.start])) > 2
    ]
    if hits:
        start = hits[-1].end()
        marks = breaks(passage, Place(dated.place.end, place.end))
        end = marks[0].at if marks else place.end
    goes_on = _GOES_ON.search(passage.plain, dated.place.end, end)
    return clean(passage, start, goes_on.start() if goes_on else end)


def _after_leading_date(passage: Passage, dated: Dated, place: Place) -> Place:
    """A clause without the date that opens it: the date has a span of its own."""
    if not place.holds(dated.place) or re.search(
        r"\w{4}", passage.text[place.start : dated.place.start]
    ):
        return place
    rest = clean(passage, dated.place.end, place.end)
    return rest if rest.end - rest.start > 10 else place


def _without_date(passage: Passage, start: int, dated: Dated) -> str:
    return passage.text[start : dated.place.start]


def _independent(passage: Passage, at: int, limit: int) -> bool:
    """Whether what follows a comma is a clause that says something else."""
    rest = passage.plain[at + 1 : at + 40].lstrip()
    return bool(re.match(
        r"(?:and|but|while|whereas|which|who|so|yet|et|mais|tandis que|alors que|ce qui|qui|or|"
        r"car|because|parce que|"
        r"provoquant|entrainant|prompting|leading|leaving|raising|forcing|faisant|ouvrant|"
        r"marquant|marking|after|apres)\b",
        rest,
    ))  # fmt: skip
