"""The tables of where things stand: actors, duties, blocs, routes, dated items, sources, claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tocsin.briefing.findings import Findings
from tocsin.exports.table import Table, both, day, ids, number, text, truth
from tocsin.language import Text, pair
from tocsin.periods import earliest

ACTORS = Table(
    "actors", "ties",
    pair(
        "The states and organisations of the case: a row for each.",
        "Les États et organisations du dossier : une ligne par acteur.",
    ),
    lambda f: f.case.actors.actors,
    (
        text("actor", "Id of the actor.", "Identifiant de l’acteur.", lambda a: a.id),
        text("kind", "State or organisation.", "État ou organisation."),
        *both("label", "Its name.", "Son nom."),
        text("iso3", "ISO 3166-1 code, for a state.", "Code ISO 3166-1, pour un État."),
        number("lon", "Longitude of its seat, where the case gives it.",
               "Longitude de son siège, si le dossier la donne.", unit="degrees"),
        number("lat", "Latitude of its seat.", "Latitude de son siège.", unit="degrees"),
    ),
)  # fmt: skip


def _duties(f: Findings) -> Iterator[Any]:
    o = f.obligations
    yield from ((o, each, "bound") for each in o.bound)
    yield from ((o, each, "restrained") for each in o.restrained)


DUTIES = Table(
    "duties", "ties",
    pair(
        "Who is bound to what if the one actor is attacked by the other: a row for each duty.",
        "Qui est tenu à quoi si l’un des acteurs est attaqué par l’autre : une ligne par "
        "engagement.",
    ),
    _duties,
    (
        text("attacked", "Actor that is attacked, in the question.",
             "Acteur attaqué, dans la question.", lambda r: r[0].attacked),
        text("by", "Actor that attacks, in the question.", "Acteur attaquant, dans la question.",
             lambda r: r[0].by),
        text("actor", "Actor that has the duty.", "Acteur tenu.", lambda r: r[1].actor),
        text("effect", "“bound” to act, or “restrained” from acting.",
             "« bound » : tenu d’agir ; « restrained » : tenu de s’abstenir.", lambda r: r[2]),
        text("treaty", "Id of the text.", "Identifiant du texte.", lambda r: r[1].treaty),
        *both("treaty_label", "The text.", "Le texte.", lambda r: r[1].treaty_label),
        text("kind", "Kind of duty.", "Nature de l’engagement.", lambda r: r[1].kind),
        text("article", "Article.", "Article.", lambda r: r[1].article),
        *both("duty", "The duty, paraphrased.", "L’engagement, en paraphrase.",
              lambda r: r[1].text),
        ids("toward", "Towards whom.", "Envers qui.", lambda r: r[1].toward),
        text("nature", "Legal or political.", "Juridique ou politique.", lambda r: r[1].nature),
        truth("automatic", "Whether it needs no further decision.",
              "S’il ne requiert aucune autre décision.", lambda r: r[1].automatic),
        text("applies", "Whether it applies, and if not, why.",
             "S’il s’applique, sinon pourquoi.", lambda r: r[1].applies),
        *both("reason", "The reason.", "Le motif.", lambda r: r[1].reason),
        text("source", "What it rests on.", "Ce sur quoi il repose.", lambda r: r[1].source),
    ),
)  # fmt: skip

DUTY_CONFLICTS = Table(
    "duty_conflicts", "ties",
    pair(
        "Actors that two duties pull apart: a row for each conflict.",
        "Acteurs que deux engagements tirent en sens contraire : une ligne par conflit.",
    ),
    lambda f: f.obligations.conflicts,
    (
        text("actor", "Id of the actor.", "Identifiant de l’acteur."),
        text("first", "Id of the one text.", "Identifiant d’un texte."),
        text("second", "Id of the other.", "Identifiant de l’autre."),
        *both("conflict", "The conflict.", "Le conflit.", lambda c: c.text),
    ),
)  # fmt: skip


def _memberships(f: Findings) -> Iterator[Any]:
    for bloc in f.obligations.blocs:
        roles = {"member": bloc.members, "partner": bloc.partners, "observer": bloc.observers}
        for role, actors in roles.items():
            yield from ((bloc, actor, role) for actor in actors)


BLOCS = Table(
    "blocs", "ties",
    pair(
        "Who is in which bloc on the day: a row for each place in one.",
        "Qui est dans quel bloc ce jour-là : une ligne par place.",
    ),
    _memberships,
    (
        text("bloc", "Id of the bloc.", "Identifiant du bloc.", lambda r: r[0].bloc),
        *both("label", "The bloc.", "Le bloc.", lambda r: r[0].label),
        text("actor", "Id of the actor.", "Identifiant de l’acteur.", lambda r: r[1]),
        text("role", "member, partner or observer.",
             "member (membre), partner (partenaire) ou observer (observateur).",
             lambda r: r[2]),
        truth("frozen", "Whether its place is frozen.", "Si sa place est gelée.",
              lambda r: r[1] in r[0].frozen),
    ),
)  # fmt: skip

ROUTES = Table(
    "routes", "ties",
    pair(
        "Where each route stands on the day: a row for each.",
        "Où en est chaque voie ce jour-là : une ligne par voie.",
    ),
    lambda f: f.routes.routes,
    (
        text("route", "Id of the route.", "Identifiant de la voie.", lambda r: r.id),
        *both("label", "Its name.", "Son nom."),
        text("mode", "How it carries.", "Son mode."),
        text("status", "Its status on the day.", "Son statut ce jour-là."),
        *both("status_label", "The status in words.", "Le statut en mots."),
        text("since", "Since when, as precise as it is known; empty if the case does not say.",
             "Depuis quand, aussi précis que connu ; vide si le dossier ne le dit pas."),
        *both("note", "What is known of it.", "Ce que l’on en sait."),
        ids("places", "Its places, in order.", "Ses lieux, dans l’ordre."),
        ids("consent", "Actors whose consent it needs.",
            "Acteurs dont elle requiert l’accord."),
        text("support", "Whether it could carry outside support then: yes, no, unknown.",
             "Si elle pouvait alors acheminer un soutien extérieur : yes, no, unknown."),
        *both("support_note", "Why.", "Pourquoi."),
        text("source", "What it rests on.", "Ce sur quoi cela repose."),
    ),
)  # fmt: skip

WAYS = Table(
    "ways", "ties",
    pair(
        "Chains of routes between two actors: a row for each, as weak as its weakest part.",
        "Chaînes de voies entre deux acteurs : une ligne par chaîne, aussi faible que son maillon "
        "le plus faible.",
    ),
    lambda f: f.routes.ways,
    (
        text("start", "Where it begins.", "Où elle commence."),
        text("end", "Where it ends.", "Où elle finit."),
        ids("routes", "Its routes, in order.", "Ses voies, dans l’ordre."),
        text("status", "Status of its weakest part.", "Statut de son maillon le plus faible."),
        text("support", "Whether it could carry outside support.",
             "Si elle pouvait acheminer un soutien extérieur."),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """One dated item of a case, whatever kind it is of."""

    published: date
    happened: date
    kind: str
    item: str
    node: str | None
    label: Text
    code: str | None
    sources: tuple[str, ...]


def dated_items(f: Findings) -> list[Dated]:
    """Decided levels, confirmations, reports and rated items public by the day, newest first."""
    found = [each for each in _items(f) if each.published <= f.assessment.as_of]
    return sorted(found, key=lambda each: (each.published, each.item), reverse=True)


def _items(f: Findings) -> Iterator[Dated]:
    evidence = f.case.evidence
    for line in evidence.timelines:
        for each in line.entries:
            rests = (*each.sources, *each.claims)
            yield Dated(
                each.published, each.date, "level", each.id, line.node, each.label, None, rests
            )
        for seen in line.sightings:
            item = f"{line.node}.{seen.date}"
            yield Dated(
                seen.date, seen.date, "sighting", item, line.node, seen.label, None,
                tuple(seen.sources),
            )  # fmt: skip
    for report in evidence.reports:
        rests = (*report.sources, *report.claims)
        yield Dated(
            report.published, report.date, "report", report.id, None, report.label, report.code,
            rests,
        )  # fmt: skip
    for rating in evidence.ratings:
        rests = (*rating.sources, *rating.claims)
        yield Dated(
            rating.published, rating.published, "rating", rating.id, None, rating.label, None,
            rests,
        )  # fmt: skip


TIMELINE = Table(
    "timeline", "timeline",
    pair(
        "Everything dated that the figures rest on, public by the day: a row for each, newest "
        "first.",
        "Tout élément daté sur lequel reposent les chiffres, public ce jour-là : une ligne par "
        "élément, du plus récent au plus ancien.",
    ),
    dated_items,
    (
        day("published", "Day on which it was public.", "Jour où il était public."),
        day("happened", "Day on which it happened.", "Jour où cela s’est produit."),
        text("kind", "level (decided), sighting, report or rating.",
             "level (établi), sighting (confirmation), report (signalement) ou rating (coté)."),
        text("item", "Id of the item.", "Identifiant de l’élément."),
        text("node", "Node it is about.", "Nœud concerné."),
        *both("label", "What it says.", "Ce qu’il dit."),
        text("code", "Admiralty code of a report.", "Code d’Amirauté d’un signalement."),
        ids("sources", "Sources and claims it rests on.",
            "Sources et affirmations sur lesquelles il repose."),
    ),
)  # fmt: skip


def _known(f: Findings, dated: list[Any]) -> list[Any]:
    """What was public by the day, or has no date."""
    as_of = f.assessment.as_of
    return [each for each in dated if each.date is None or earliest(each.date) <= as_of]


SOURCES = Table(
    "sources", "timeline",
    pair(
        "The documents of the case, public by the day or undated: a row for each.",
        "Les documents du dossier, publics ce jour-là ou sans date : une ligne par document.",
    ),
    lambda f: _known(f, f.case.sources),
    (
        text("source", "Id of the source.", "Identifiant de la source.", lambda s: s.id),
        text("title", "Its title.", "Son titre."),
        text("publisher", "Who published it.", "Qui l’a publié."),
        text("date", "Its date, as precise as it is known.",
             "Sa date, aussi précise que connue."),
        text("type", "What kind of document it is.", "Nature du document."),
        text("url", "Its address.", "Son adresse."),
        *both("stance", "Its standpoint.", "Son point de vue."),
    ),
)  # fmt: skip

CLAIMS = Table(
    "claims", "timeline",
    pair(
        "The statements under test, paraphrased, public by the day or undated: a row for each.",
        "Les affirmations examinées, en paraphrase, publiques ce jour-là ou sans date : une ligne "
        "par affirmation.",
    ),
    lambda f: _known(f, f.case.claims),
    (
        text("claim", "Id of the claim.", "Identifiant de l’affirmation.", lambda c: c.id),
        *both("paraphrase", "What is claimed, in our words.",
              "Ce qui est affirmé, avec nos mots."),
        text("kind", "Kind of statement.", "Nature de l’affirmation."),
        text("date", "Its date, as precise as it is known.",
             "Sa date, aussi précise que connue."),
        text("speaker", "Who says it.", "Qui l’énonce."),
        text("status", "confirmed, contested, unverified or false.",
             "confirmed, contested, unverified ou false."),
        *both("status_detail", "Why.", "Pourquoi."),
        ids("sources", "Sources that bear on it.", "Sources qui s’y rapportent.",
            lambda c: [each.source for each in c.evidence]),
        ids("bears_on", "Nodes and hypotheses it bears on.",
            "Nœuds et hypothèses qu’elle concerne."),
    ),
)  # fmt: skip

TABLES = (ACTORS, DUTIES, DUTY_CONFLICTS, BLOCS, ROUTES, WAYS, TIMELINE, SOURCES, CLAIMS)
