"""Listed triggers and warning signs: bulleted, numbered, or in a row within a sentence.

A list counts when what leads into it (the sentence before it, or its heading) speaks of triggers,
signs or what could set off the outcome, and not of remedies. The lead-in's words after a colon or
``namely`` are the outcome, as the text prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from tocsin.reading.clauses import breaks
from tocsin.reading.items import Place, trimmed
from tocsin.reading.lexicon import whole
from tocsin.reading.structure import Block, Passage

_LEADS = whole("triggers leads")
_STRONG_HEADING = whole("triggers strong heading")
_REMEDIES = whole("triggers remedies")
_SOURCES = whole("triggers sources")
_OUTCOME = re.compile(
    r"(?:a savoir|namely|c'est-a-dire|that is,|such as)\s(?:un |une |a |an |the |le |la |"
    r"l')?(?P<o>[^,.;:()]{4,100})$"
    r"|(?:declench\w+|trigger|precipit\w+|provoqu\w+|lead to|set off|spark|mener a|conduire a|"
    r"mark|signal|"
    r"annonc\w+|precede\w*|push [^.]{3,40}? (?:in)?to)\s(?:un |une |a |an |the |le |la |l'|d'un |"
    r"d'une )?(?P<p>[^,.;:()]{4,100})$"
)
_LINKS = re.compile(
    r"\s*(?:et/ou|and/or|et enfin|and finally|enfin|finally|et|and|or|ou|ainsi que|или|и|ve|"
    r"veya)[\s,]+"
    r"(?=\S)"
)


@dataclass
class TriggerList:
    """A list of triggers: what leads into it, the outcome as printed, and the items."""

    lead_in: Place | None
    outcome: Place | None
    items: list[Place] = field(default_factory=list)
    inline: bool = False


def trigger_lists(passage: Passage) -> list[TriggerList]:
    """Every list of triggers, bulleted ones and those within a sentence, in order."""
    found = [*_bulleted(passage), *_in_rows(passage)]
    for each in found:
        each.items = [place for place in each.items if place.end - place.start > 3]
    found = [each for each in found if each.items]
    return sorted(found, key=lambda each: each.items[0])


def listed(passage: Passage) -> list[tuple[list[int], int | None, int | None]]:
    """Runs of list items: block indexes, the block right before, the heading above."""
    runs = []
    blocks = passage.blocks
    k = 0
    while k < len(blocks):
        if blocks[k].kind != "item":
            k += 1
            continue
        start = k
        form = re.sub(r"\w+", "", blocks[k].mark)
        while (
            k < len(blocks)
            and blocks[k].kind == "item"
            and re.sub(r"\w+", "", blocks[k].mark) == form
        ):
            k += 1
        before = start - 1 if start else None
        heading = next((h for h in range(start - 1, -1, -1) if blocks[h].kind == "heading"), None)
        runs.append((list(range(start, k)), before, heading))
    return runs


def _bulleted(passage: Passage) -> list[TriggerList]:
    found = []
    for indexes, before, heading in listed(passage):
        lead = _lead_in(passage, before)
        if not _leads_to_triggers(passage, lead, before, heading):
            continue
        items = [item_place(passage, passage.blocks[k]) for k in indexes]
        outcome = _outcome(passage, lead) if lead else None
        found.append(TriggerList(lead, outcome, [p for p in items if p.end - p.start > 3]))
    return found


def _lead_in(passage: Passage, before: int | None) -> Place | None:
    """The last sentence of the paragraph before a list, without its colon."""
    if before is None or passage.blocks[before].kind not in ("paragraph", "item"):
        return None
    if passage.blocks[before].kind == "item" and passage.text[
        passage.blocks[before].place.end - 1
    ] != ":":  # fmt: skip
        return None
    block = passage.blocks[before].place
    last = [s.place for s in passage.sentences if s.block == before][-1:]
    place = last[0] if last else block
    return trimmed(passage.text, place, ":.")


def _leads_to_triggers(
    passage: Passage, lead: Place | None, before: int | None, heading: int | None
) -> bool:
    plain = passage.plain
    if lead is not None:
        words = plain[_with_sentence_before(passage, lead) : lead.end]
        if _REMEDIES.search(words) and not _STRONG_HEADING.search(words):
            return False
        if _LEADS.search(words) and not _is_sources(words):
            return True
    if heading is None:
        return False
    place = passage.blocks[heading].place
    words = plain[place.start : place.end]
    near = before is not None and before - heading <= 1
    return near and bool(_STRONG_HEADING.search(words)) and not _REMEDIES.search(words)


def _with_sentence_before(passage: Passage, lead: Place) -> int:
    """The start of a lead-in; one too short to tell is read with the sentence before it."""
    if lead.end - lead.start >= 40:
        return lead.start
    here = passage.sentence_at(lead.start)
    before = None if here is None else passage.sentence_before(here)
    return lead.start if before is None else before.place.start


def _is_sources(words: str) -> bool:
    return bool(_SOURCES.search(words)) and not _STRONG_HEADING.search(words)


def item_place(passage: Passage, block: Block) -> Place:
    """The text of a list item without link words at its head and marks at its end."""
    start, end = block.place
    link = _LINKS.match(passage.plain, start, end)
    if link is not None:
        start = link.end()
    tail = re.search(r"[,;.\s]+(?:and|et|or|ou|and/or|et/ou)?[,;.\s]*$", passage.plain[start:end])
    if tail is not None and tail[0].strip():
        end = start + tail.start()
    return trimmed(passage.text, Place(start, end), ";.,")


def _outcome(passage: Passage, lead: Place) -> Place | None:
    hit = _OUTCOME.search(passage.plain[lead.start : lead.end])
    if hit is None:
        return None
    group = "o" if hit["o"] else "p"
    return trimmed(
        passage.text, Place(lead.start + hit.start(group), lead.start + hit.end(group)), ".:"
    )


# --- in a row -----------------------------------------------------------------------------------

_ORDINAL = re.compile(
    r"(?<![\w-])(?:\((?:\d|[a-h]|i{1,3}|iv|v)\)|\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|"
    r"fourth(?:ly)?|"
    r"fifth(?:ly)?|finally|lastly|premierement|deuxiemement|troisiemement|quatriemement|d'abord|"
    r"tout d'abord|ensuite|puis|enfin|en premier lieu|en deuxieme lieu|en second lieu|en "
    r"troisieme lieu|"
    r"le premier|la premiere|le deuxieme|le second|la seconde|la deuxieme|le troisieme|la "
    r"troisieme|le quatrieme|"
    r"the first|the second|the third|the fourth|the last|a fourth|a third)\b)[,:]?\s*"
)
_COUNTED = re.compile(
    r"(?<!\w)(?:deux|trois|quatre|cinq|six|sept|two|three|four|five|six|seven|several|plusieurs|"
    r"following|"
    r"suivants?|suivantes?)\s(?:\w+\s){0,3}?(?:triggers?|signs?|signals?|indicators?|warnings?|"
    r"signposts?|"
    r"developments?|events?|things|steps|flashpoints?|tripwires|red lines|declencheurs?|signaux|"
    r"signes|indicateurs?|"
    r"evenements?|evolutions?|points|facteurs?|lignes rouges|scenarios?|alertes?|clignotants?|"
    r"etincelles|choses|dangers?|risks?|risques?)"
)


def _in_rows(passage: Passage) -> list[TriggerList]:
    """Triggers named in a sentence after a colon, or opened by ordinals in following sentences."""
    found = []
    for number, sentence in enumerate(passage.sentences):
        block = passage.blocks[sentence.block]
        if block.kind != "paragraph":
            continue
        plain = passage.plain[sentence.place.start : sentence.place.end]
        lead_word = _LEADS.search(plain)
        if lead_word is None and number and _MORE.match(plain):
            found += _more(passage, number)
            continue
        if lead_word is None or (_REMEDIES.search(plain) and not _STRONG_HEADING.search(plain)):
            continue
        colon = next((b for b in breaks(passage, sentence.place) if b.sign == ":"), None)
        if colon is not None and lead_word.start() < colon.at - sentence.place.start:
            items = _split_row(passage, Place(colon.at + 1, sentence.place.end))
            before = passage.plain[sentence.place.start : colon.at]
            strong = _STRONG_HEADING.search(before) or _COUNTED.search(before)
            if len(items) >= 2 and strong:
                lead = trimmed(passage.text, Place(sentence.place.start, colon.at))
                found.append(TriggerList(lead, _outcome(passage, lead), items, inline=True))
                continue
        if _COUNTED.search(plain):
            items = _ordinal_sentences(passage, number)
            if len(items) >= 2:
                lead = trimmed(passage.text, sentence.place, ":.")
                found.append(TriggerList(lead, _outcome(passage, lead), items, inline=True))
    return found


_MORE = re.compile(
    r"(?:il y en a d'autres|d'autres suivent|there are others|others are|there are more|they are|"
    r"ce sont|"
    r"here they are|les voici|en voici|we suggest these|these are)[^:]{0,30}:"
)


def _more(passage: Passage, number: int) -> list[TriggerList]:
    """A row that goes on from a sentence about signs: ``There are others: a, b and c.``"""
    sentence, before = passage.sentences[number], passage.sentences[number - 1]
    if before.block != sentence.block or not _STRONG_HEADING.search(passage.plain, *before.place):
        return []
    colon = next((b for b in breaks(passage, sentence.place) if b.sign == ":"), None)
    if colon is None:
        return []
    items = _split_row(passage, Place(colon.at + 1, sentence.place.end))
    lead = trimmed(passage.text, before.place, ":.")
    return [TriggerList(lead, _outcome(passage, lead), items, inline=True)] if items else []


def _split_row(passage: Passage, place: Place) -> list[Place]:
    """The members of a row: parted by semicolons, by ordinals, or by commas and a last ``and``."""
    marks = breaks(passage, place)
    ordinals = list(_ORDINAL.finditer(passage.plain, *place))
    semicolons = [b.at for b in marks if b.sign == ";"]
    if semicolons:
        cuts = semicolons
    elif len(ordinals) >= 2:
        starts = [hit.end() for hit in ordinals]
        ends = [hit.start() for hit in ordinals[1:]] + [place.end]
        return [_member(passage, a, b) for a, b in zip(starts, ends, strict=True)]
    else:
        cuts = [b.at for b in marks if b.sign == ","]
        last = re.search(
            r"\s(?:et|and|ou|or|et/ou|and/or)\s(?!.*,)", passage.plain[place.start : place.end]
        )
        if last is None or not cuts:
            return []
        final = [hit.start() for hit in re.finditer(
            r"(?<!,)\s(?:et|and|ou|or)\s(?=(?:un|une|le|la|les|l'|des|du|a|an|the|any|new|more)\b)",
            passage.plain[place.start : place.end])]  # fmt: skip
        if final and place.start + final[-1] > cuts[-1]:
            cuts = [*cuts, place.start + final[-1]]
    edges = [place.start, *cuts, place.end]
    members = [_member(passage, a, b) for a, b in pairwise(edges)]
    return [m for m in members if m.end - m.start > 6]


def _member(passage: Passage, start: int, end: int) -> Place:
    """One member without marks, link words and an ordinal at its head."""
    place = trimmed(passage.text, Place(start, end), ",;.:")
    for pattern in (_LINKS, _ORDINAL):
        hit = pattern.match(passage.plain, *place)
        if hit is not None and hit.end() < place.end:
            place = trimmed(passage.text, Place(hit.end(), place.end), ",;.:")
    return place


_IS = re.compile(
    r"(?:(?:one|trigger|sign|signal|indicator|danger|declencheur|signe|indicateur|risque|"
    r"etincelle)\s)?"
    r"(?:is|would be|serait|est|sera|tient a|reside dans|concerne|comes from|viendrait de)\s"
)


def _ordinal_sentences(passage: Passage, number: int) -> list[Place]:
    """The sentences after ``number`` that ordinals open, in the same or the next paragraphs."""
    items: list[Place] = []
    for sentence in passage.sentences[number + 1 : number + 12]:
        if passage.blocks[sentence.block].kind not in ("paragraph", "item"):
            break
        hit = _ORDINAL.match(passage.plain, *sentence.place)
        if hit is None:
            if len(items) and sentence.block != passage.sentences[number].block + len(items):
                continue
            continue
        place = trimmed(passage.text, Place(hit.end(), sentence.place.end), ".;,:")
        copula = _IS.match(passage.plain, *place)
        if copula is not None:
            place = Place(copula.end(), place.end)
        items.append(place)
    return items
