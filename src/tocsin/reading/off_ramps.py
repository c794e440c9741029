"""Off-ramps: what, by the text, would lower the risk.

Proposed, not decided: lists of recommendations; conditions whose keeping keeps the peace; changes of
course after *unless*; sentences that name a remedy together with a word of proposal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.reading.clauses import clean
from tocsin.reading.conditionals import Scenario
from tocsin.reading.items import Place
from tocsin.reading.structure import Passage
from tocsin.reading.triggers import TriggerList, item_place, listed

_REMEDY_LIST = re.compile(
    r"(?<!\w)(?:recommand\w+|recommend\w*|desescalade|de-escalat\w+|deescalat\w+|apais\w+|defuse\w*|"
    r"eviter|avoid\w*|avert\w*|prevent\w*|prevenir|mesures? de confiance|confidence[- ]building|"
    r"sorties? de crise|off-ramps?|ways? out|portes? de sortie|reduire|reduce|lower the|pistes?|"
    r"what (?:can|should) be done|que faire|steps? (?:that )?(?:could|would|can|might)|"
    r"mesures? (?:qui )?(?:pourraient|permettraient)|рекомендаци\w*|сниз\w*|oneri\w*|azalt\w*)(?!\w)"
)
_REMEDY = {
    "fr": re.compile(
        r"(?<!\w)(?:desescalade|desamorc\w+|apais\w+|mediation|cessez-le-feu|treve|compromis|mesures de confiance|"
        r"hotline|ligne directe|ligne rouge telephonique|canal de communication|canaux de communication|"
        r"dialogue|negoci\w+|pourparlers|observateurs|demilitaris\w+|moratoire|reglement politique|serait utile|aiderait|"
        r"arbitrage|garanties? (?:mutuelles|de securite|ecrites|internationales)|mecanisme|retrait (?:mutuel|coordonne)|"
        r"reduire (?:le risque|les tensions|la tension)|eviter (?:le pire|l'escalade|la guerre|la crise|un conflit)|"
        r"prevenir (?:le pire|l'escalade|la guerre|la crise|un conflit)|porte de sortie|sortie de crise|issue|"
        r"calmer|detendre|gerer les tensions|levee des sanctions|echange de prisonniers|"
        r"mettre fin a|changer de cap|renonc\w+|normalis\w+|retablir|rouvrir)(?!\w)"
    ),
    "en": re.compile(
        r"(?<!\w)(?:de-escalat\w+|deescalat\w+|defus\w+|mediat\w+|ceasefire|cease-fire|truce|compromise|"
        r"confidence-building|confidence building|hotline|direct line|channels? of communication|"
        r"communication channels?|military-to-military|dialogue|negotiat\w+|talks|observers|monitors|monitoring mission|"
        r"demilitari\w+|moratorium|political settlement|arbitration|guarantee\w*|would help|understanding|assurances?|reassur\w+|"
        r"mutual (?:withdrawal|restraint)|reduc\w+ (?:the )?(?:risk|tensions?)|lower(?:ing)? (?:the )?(?:risk|tensions?|temperature)|"
        r"avoid\w* (?:the worst|escalation|war|a crisis|conflict|a conflict)|avert\w*|prevent\w* (?:the worst|escalation|war|a crisis|conflict)|"
        r"off-ramps?|way out|calm\w*|eas\w+ tensions?|manage the tensions?|lifting of sanctions|lift sanctions|prisoner exchange|"
        r"change(?:s|d)? course|renounc\w+|normalis\w+|normaliz\w+|reopen\w*|restor\w+|restraint|incident[- ](?:at|prevention)[\w-]*|"
        r"deconfliction|joint commission|power-sharing|freeze on|pause)(?!\w)"
    ),
}
_PROPOSES = {
    "fr": re.compile(
        r"(?<!\w)(?:idealement|devrai(?:t|ent)|pourrai(?:t|ent)|faudrait|il faut|permettrai(?:t|ent)|aiderai(?:t|ent)|contribuerai(?:t|ent)|"
        r"suffirait|il suffit|gagnerai(?:t|ent)|doi(?:t|vent)|reste possible|est possible|est encore possible|encore temps|"
        r"serait (?:de|une|un|la|le)|consisterait|la seule (?:issue|voie)|une (?:issue|voie|piste|sortie)|reduirai(?:t|ent)|"
        r"eviterai(?:t|ent)|ouvrirai(?:t|ent)|calmerai(?:t|ent)|abaisserai(?:t|ent)|desamorcerai(?:t|ent)|"
        r"mieux vaudrait|nous devons|vous pouvez|je vous (?:invite|demande|exhorte))(?!\w)"
    ),
    "en": re.compile(
        r"(?<!\w)(?:ideally|should|could|would (?:help|not require|lower|reduce|ease|defuse|buy|give|allow|open|do|be|calm|go)|must|need(?:s)? to|"
        r"ought to|can still|is still possible|remains possible|there is (?:still )?(?:time|room|a way)|"
        r"the (?:only|best|surest|simplest) (?:way|path|off-ramp|exit)|a (?:way out|path|better course)|might help|may help|"
        r"would require|it is not too late|had better|we urge|i urge|urge you to|the remedy|the alternative)(?!\w)"
    ),
}
_URGENCY = re.compile(
    r"(?P<verb>[\w-]+)\s(?:l'urgence|la necessite|the urgency|the need|l'interet)\s(?:pour|for)\s[\w' -]{2,30}?\s(?:de |d'|to )"
)
_PEACE_KEPT = re.compile(
    r"(?<!\w)(?:desinteresse|pas (?:de|d')?\s?(?:raison|menace|intervention|intention)|n'interviendra|ne menace|"
    r"restera|resteront|peut (?:etre|rester)|tolere|s'accommode|no reason|will not (?:act|intervene|attack|escalate)|"
    r"has no interest|little reason|can live with|will tolerate|tolerates?|stay out|remain calm|"
    r"remains? (?:stable|manageable|contained|unlikely)|risk (?:is|remains) low|paix|peace|calme|contained|stable|unlikely|"
    r"peu probable|contenu|gerable|eviter|avoid\w*|avert\w*|recul\w*|recede\w*|diminu\w+|retombe\w*|decline|lower|fall|ease)(?!\w)"
)
_REVERSES = re.compile(
    r"(?<!\w)(?:change|changent|changes|reviennent|revient|renonc\w+|accept\w+|agree\w*|sign\w*|withdraw\w*|retir\w+|"
    r"reach\w*|find\w*|trouv\w+|reprenn\w+|resum\w+|commit\w*|engag\w+|suspend\w*|gel\w*|freeze\w*|paus\w+|"
    r"mediat\w+|mediation|negoci\w+|negotiat\w+|recul\w+|back\w*|concess\w+|accord|agreement|compromis\w*|deal|dialogue|"
    r"talks|cap|course|restor\w+|retabli\w+|guarantee\w*|garanti\w+|reopen\w*|rouvr\w+|lift\w*|leve\w*)(?!\w)"
)


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
        if not any(k.place.meets(each.place) for k in kept):
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
        if not _REMEDY_LIST.search(words) and heading is not None and (
            before is not None and before - heading <= 1
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
    for sentence in passage.sentences:
        block = passage.blocks[sentence.block]
        if block.kind in ("title", "heading", "item") or passage.text[sentence.place.end - 1] == "?":
            continue
        if any(place.meets(sentence.place) for place in trigger_places):
            continue
        if passage.quoted(sentence.place) is not None:
            continue
        words = passage.plain[sentence.place.start : sentence.place.end]
        hit = remedy.search(words)
        if hit and proposes.search(words) and not _worsens(words, hit):
            found.append(OffRamp(sentence.place, "proposed remedy"))
    return found


_WORSE = re.compile(
    r"(?:collapse of|breakdown of|end of|without|failure of|violat\w+ (?:of )?(?:the )?|no |echec de\w*|rupture d\w*|"
    r"fin d\w*|sans|violation d\w*|suspen\w+ (?:of )?|refus\w* (?:de |to )?|reject\w* |hors d\w*|absence (?:of|d\w*)|stalled|"
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
