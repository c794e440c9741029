"""The tables of an assessment: outcomes and their curve, nodes, hypotheses, anchors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tocsin.briefing.findings import Findings
from tocsin.exports.table import Table, both, day, ids, number, share, text, truth, whole
from tocsin.language import pair


def _horizons(f: Findings) -> Iterator[Any]:
    return ((each, h) for each in f.assessment.outcomes for h in each.horizons)


OUTCOMES = Table(
    "outcomes", "overview",
    pair(
        "How likely a new onset of each outcome is: a row for each outcome and horizon.",
        "Probabilité d’un nouvel épisode de chaque issue : une ligne par issue et par horizon.",
    ),
    _horizons,
    (
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.", lambda r: r[0].id),
        *both("label", "Name of the outcome.", "Nom de l’issue.", lambda r: r[0].label),
        text("node", "Node whose onset is asked.", "Nœud dont on demande le début.",
             lambda r: r[0].node),
        text("level", "Level whose onset is asked.", "Niveau dont on demande le début.",
             lambda r: r[0].level),
        share("going_on", "Probability that it is going on on the day.",
              "Probabilité qu’elle soit en cours ce jour-là.", lambda r: r[0].going_on),
        whole("months", "Length of the horizon.", "Longueur de l’horizon.",
              lambda r: r[1].months, "months"),
        day("until", "Last day of the horizon.", "Dernier jour de l’horizon.",
            lambda r: r[1].until),
        share("probability", "Probability of a new onset within the horizon.",
              "Probabilité d’un nouvel épisode dans l’horizon.", lambda r: r[1].probability),
        share("mc_error", "Standard error of sampling.", "Erreur type d’échantillonnage.",
              lambda r: r[1].mc_error),
        share("low", "10 % point over what is uncertain, apart from sampling.",
              "Point à 10 % sur ce qui est incertain, échantillonnage à part.",
              lambda r: r[1].low),
        share("high", "90 % point over what is uncertain, apart from sampling.",
              "Point à 90 % sur ce qui est incertain, échantillonnage à part.",
              lambda r: r[1].high),
        share("base_rate", "What the reference class alone gives; empty without one.",
              "Ce que donne la seule classe de référence ; vide s’il n’y en a pas.",
              lambda r: r[1].base_rate),
        *both("words", "The probability in words (ICD 203).",
              "La probabilité en mots (ICD 203).", lambda r: r[1].words),
    ),
)  # fmt: skip


def _points(f: Findings) -> Iterator[Any]:
    a = f.assessment
    return ((p, each, a.headline_months) for p in a.curve for each in p.probability)


CURVE = Table(
    "curve", "overview",
    pair(
        "The same back through time: a row for each date and outcome, as it was known then.",
        "La même chose en remontant le temps : une ligne par date et par issue, telle que connue "
        "alors.",
    ),
    _points,
    (
        day("date", "Date on which it was known.", "Date à laquelle cela était connu.",
            lambda r: r[0].date),
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.", lambda r: r[1]),
        whole("months", "Length of the horizon.", "Longueur de l’horizon.", lambda r: r[2],
              "months"),
        share("probability", "Probability of a new onset within the horizon.",
              "Probabilité d’un nouvel épisode dans l’horizon.",
              lambda r: r[0].probability[r[1]]),
        share("mc_error", "Standard error of sampling.", "Erreur type d’échantillonnage.",
              lambda r: r[0].mc_error[r[1]]),
        share("base_rate", "What the reference class alone gives; empty without one.",
              "Ce que donne la seule classe de référence ; vide s’il n’y en a pas.",
              lambda r: r[0].base_rate[r[1]]),
    ),
)  # fmt: skip


def _nodes(f: Findings) -> Iterator[Any]:
    triggers = {each.id for each in f.assessment.triggers}
    return ((each, each.id in triggers) for each in f.assessment.nodes)


NODES = Table(
    "nodes", "triggers",
    pair(
        "Where each node stands: a row for each trigger, condition, route, outcome…",
        "Où en est chaque nœud : une ligne par déclencheur, condition, voie, issue…",
    ),
    _nodes,
    (
        text("node", "Id of the node.", "Identifiant du nœud.", lambda r: r[0].id),
        text("kind", "Its kind.", "Sa nature.", lambda r: r[0].kind),
        truth("trigger", "Whether it is on the board of triggers.",
              "S’il figure au tableau des déclencheurs.", lambda r: r[1]),
        *both("label", "Its name.", "Son nom.", lambda r: r[0].label),
        text("level", "Id of the level it stands at, or of the likeliest.",
             "Identifiant de son niveau, ou du plus probable.", lambda r: r[0].level),
        *both("level_label", "That level.", "Ce niveau.", lambda r: r[0].level_label),
        *both("observable", "What would be seen at that level.",
              "Ce qui se verrait à ce niveau.", lambda r: r[0].observable),
        truth("known", "Whether a timeline says where it stands.",
              "Si une chronologie dit où il en est.", lambda r: r[0].known),
        text("state", "State as an indicator; “not monitored” is not “not observed”.",
             "État comme indicateur ; « non suivi » n’est pas « non observé ».",
             lambda r: r[0].state),
        day("last_evidence", "Date of the last evidence.", "Date du dernier élément.",
            lambda r: r[0].last_evidence),
        whole("age_days", "Age of the last evidence.", "Âge du dernier élément.",
              lambda r: r[0].age_days, "days"),
        *both("last_label", "The last evidence.", "Le dernier élément.",
              lambda r: r[0].last_label),
        ids("sources", "Sources and claims it rests on.",
            "Sources et affirmations sur lesquelles il repose.", lambda r: r[0].sources),
    ),
)  # fmt: skip


def _levels(f: Findings) -> Iterator[Any]:
    for node in f.assessment.nodes:
        pairs = zip(node.levels, node.distribution, strict=True)
        yield from ((node, k, label, p) for k, (label, p) in enumerate(pairs))


NODE_LEVELS = Table(
    "node_levels", "triggers",
    pair(
        "How probable each level of each node is: a row for each level, lowest first.",
        "Probabilité de chaque niveau de chaque nœud : une ligne par niveau, du plus bas au plus "
        "haut.",
    ),
    _levels,
    (
        text("node", "Id of the node.", "Identifiant du nœud.", lambda r: r[0].id),
        whole("level_index", "Rank of the level, from 0.", "Rang du niveau, à partir de 0.",
              lambda r: r[1]),
        *both("level_label", "The level.", "Le niveau.", lambda r: r[2]),
        share("probability", "Probability that the node stands there.",
              "Probabilité que le nœud s’y trouve.", lambda r: r[3]),
    ),
)  # fmt: skip


HYPOTHESES = Table(
    "hypotheses", "hypotheses",
    pair(
        "What is believed of each explanation: a row for each hypothesis.",
        "Crédit accordé à chaque explication : une ligne par hypothèse.",
    ),
    lambda f: f.assessment.hypotheses,
    (
        text("hypothesis", "Id of the hypothesis.", "Identifiant de l’hypothèse.", lambda h: h.id),
        text("group", "Group of which exactly one is true.", "Groupe dont une seule est vraie."),
        *both("group_label", "Name of the group.", "Nom du groupe."),
        *both("label", "Name of the hypothesis.", "Nom de l’hypothèse."),
        *both("claim", "What it says.", "Ce qu’elle affirme."),
        share("prior", "Probability before any evidence.", "Probabilité avant tout élément."),
        share("posterior", "Probability after all evidence.",
              "Probabilité après tous les éléments."),
        share("ratings_only", "Posterior from the rated items alone.",
              "Probabilité d’après les seuls éléments cotés."),
        share("undiscounted", "The same, were the items independent of each other.",
              "La même, si les éléments étaient indépendants les uns des autres."),
        number("inconsistency", "Sum of inconsistent items (lower fits better).",
               "Somme des éléments incompatibles (plus bas : mieux)."),
        whole("rank", "Rank by least inconsistency; empty where nothing is rated.",
              "Rang par moindre incompatibilité ; vide si rien n’est coté."),
    ),
)  # fmt: skip


def _quarters(f: Findings) -> Iterator[Any]:
    for each in f.assessment.anchors:
        columns = (each.quarter_ends, each.scale, each.scale_error, each.drift)
        yield from ((each, *values) for values in zip(*columns, strict=True))


ANCHORS = Table(
    "anchors", "method",
    pair(
        "How each onset is tied to its reference class: a row for each quarter.",
        "Comment chaque début est rattaché à sa classe de référence : une ligne par trimestre.",
    ),
    _quarters,
    (
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.", lambda r: r[0].asked),
        number("shape", "Shape of the class’s Gamma law.",
               "Paramètre de forme de la loi Gamma de la classe.", lambda r: r[0].shape),
        number("exposure", "Exposure of the class.", "Exposition de la classe.",
               lambda r: r[0].years, "years"),
        number("class_rate", "Rate of the class.", "Taux de la classe.",
               lambda r: r[0].class_rate, "a year"),
        day("quarter_end", "Last day of the quarter.", "Dernier jour du trimestre.",
            lambda r: r[1]),
        number("scale", "Factor on the onset’s rate in the quarter.",
               "Facteur appliqué au taux du début dans le trimestre.", lambda r: r[2]),
        number("scale_error", "Relative Monte Carlo error of the factor.",
               "Erreur relative de Monte-Carlo du facteur.", lambda r: r[3]),
        number("drift", "Onsets that the dynamics alone would give, over the class rate.",
               "Débuts que donnerait la seule dynamique, rapportés au taux de la classe.",
               lambda r: r[4]),
    ),
)  # fmt: skip

TABLES = (OUTCOMES, CURVE, NODES, NODE_LEVELS, HYPOTHESES, ANCHORS)
