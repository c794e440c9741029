"""Off-ramps: what, by the text, would lower the risk.

Proposed, not decided: lists of recommendations; conditions whose keeping keeps the peace; changes
of course after *unless*; sentences that name a remedy together with a word of proposal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.reading.clauses import clean
from tocsin.reading.conditionals import Scenario
from tocsin.reading.items import Cover, Place
from tocsin.reading.lexicon import whole
from tocsin.reading.structure import Passage
from tocsin.reading.triggers import TriggerList, item_place, listed

_REMEDY_LIST = whole("off_ramps remedy list")
_REMEDY = {language: whole(f"off_ramps remedy {language}") for language in ("fr", "en")}
_PROPOSES = {language: whole(f"off_ramps proposes {language}") for language in ("fr", "en")}
_URGENCY = re.compile(
    r"(?P<verb>[\w-]+)\s(?:l'urgence|la necessite|the urgency|the need|l'interet)\s(?:pour|"
    r"for)\s[\w' -]{2,30}?\s(?:de |d'|to )"
)
_PEACE_KEPT = whole("off_ramps peace kept")
_OPENERS = whole("off ramps openers")
_REVERSES = whole("off_ramps reverses")


@dataclass(frozen=True, slots=True)
class OffRamp:
    """One proposed off-ramp, and by which rule it was found."""

    place: Place
    rule: str


def off_ramps(
    passage: Passage, scenarios: list[Scenario], triggers: list[TriggerList]
) -> list[OffRamp]:
    """The off-ramps that the text offers, in order, none within another."""
    found = [*_listed(passage, triggers), *_conditions(passage, scenarios)]
    if passage.language in _REMEDY:
        found += [*_proposed(passage, triggers), *_urgent(passage)]
    kept: list[OffRamp] = []
    for each in sorted(found, key=lambda o: (o.place.start, o.place.end)):
        if not (kept and kept[-1].place.meets(each.place)):
            kept.append(each)
    return kept


def _listed(passage: Passage, triggers: list[TriggerList]) -> list[OffRamp]:
    """The items of a list of recommendations."""
    trigger_items = {place for each in triggers for place in each.items}
    found = []
    for indexes, before, heading in listed(passage):
        words = ""
        if before is not None and passage.blocks[before].kind == "paragraph":
            sentences = [s.place for s in passage.sentences if s.block == before]
            words = passage.plain[sentences[-1].start : sentences[-1].end] if sentences else ""
        if (
            not _REMEDY_LIST.search(words)
            and heading is not None
            and (before is not None and before - heading <= 1)
        ):
            place = passage.blocks[heading].place
            words = passage.plain[place.start : place.end]
        if not _REMEDY_LIST.search(words):
            continue
        for k in indexes:
            place = item_place(passage, passage.blocks[k])
            if place not in trigger_items and place.end - place.start > 6:
                found.append(OffRamp(place, "listed remedy"))
    return found


def _conditions(passage: Passage, scenarios: list[Scenario]) -> list[OffRamp]:
    """Changes of course after *unless*, and conditions that keep the peace while they hold."""
    found = []
    for each in scenarios:
        if each.condition is None or "quoted" in each.flags:
            continue
        condition = passage.plain[each.condition.start : each.condition.end]
        if each.modality == "unless" and _REVERSES.search(condition):
            found.append(OffRamp(each.condition, "unless"))
        elif each.modality == "if_then" and each.consequence is not None:
            consequence = passage.plain[each.consequence.start : each.consequence.end]
            if _PEACE_KEPT.search(consequence):
                found.append(OffRamp(each.place, "condition of peace"))
    return found


def _proposed(passage: Passage, triggers: list[TriggerList]) -> list[OffRamp]:
    """Sentences that hold a remedy and a word of proposal, outside quotations and trigger lists."""
    remedy, proposes = _REMEDY[passage.language], _PROPOSES[passage.language]
    trigger_places = [place for each in triggers for place in each.items]
    trigger_places += [each.lead_in for each in triggers if each.lead_in]
    found = []
    cover = Cover(trigger_places)
    opened = -1
    for sentence in passage.sentences:
        block = passage.blocks[sentence.block]
        if _OPENERS.search(passage.plain, *sentence.place) and not cover.meets(sentence.place):
            opened = sentence.block
            if sentence.place.end - sentence.place.start < 60:
                continue
        ending = passage.text[sentence.place.end - 1]
        if block.kind in ("title", "heading", "item") or ending in "?:":
            continue
        if cover.meets(sentence.place):
            continue
        if passage.quoted(sentence.place) is not None:
            continue
        words = passage.plain[sentence.place.start : sentence.place.end]
        hit = remedy.search(words)
        if not proposes.search(words):
            continue
        if hit and not _worsens(words, hit):
            found.append(OffRamp(sentence.place, "proposed remedy"))
        elif sentence.block == opened:
            found.append(OffRamp(sentence.place, "proposed after an opening"))
    return found


_WORSE = re.compile(
    r"(?:collapse of|breakdown of|end of|without|failure of|violat\w+ (?:of )?(?:the )?|no |echec "
    r"de\w*|rupture d\w*|"
    r"fin d\w*|sans|violation d\w*|suspen\w+ (?:of )?|refus\w* (?:de |to )?|reject\w* |hors d\w*|"
    r"absence (?:of|d\w*)|stalled|"
    r"suspension d\w*|broke off|walk\w* out of)\s?(?:the |la |le |les |des |du |l'|any |toute? )?$"
)


def _worsens(words: str, hit: re.Match[str]) -> bool:
    """Whether a remedy is named as missing, refused or ended."""
    return bool(_WORSE.search(words[max(0, hit.start() - 32) : hit.start()]))


def _urgent(passage: Passage) -> list[OffRamp]:
    """``strengthens the urgency for X to do Y``: from the verb to the end of the sentence."""
    found = []
    for sentence in passage.sentences:
        hit = _URGENCY.search(passage.plain, *sentence.place)
        if hit is not None and passage.quoted(Place(*hit.span())) is None:
            found.append(OffRamp(clean(passage, hit.start(), sentence.place.end), "urgency"))
    return found
