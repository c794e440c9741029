"""The tables of reasons: terms of the log-odds, rated items, inputs, ways to be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tocsin.briefing.findings import Findings
from tocsin.exports.table import Table, both, day, ids, number, share, text, truth, whole
from tocsin.language import pair


def _terms(f: Findings) -> Iterator[Any]:
    e = f.explanation
    reached = e.base_log_odds
    for k, row in enumerate(e.rows, start=1):
        reached += row.change
        yield e, k, row, reached


REASONS = Table(
    "reasons", "why",
    pair(
        "Why the gravest outcome is as likely as it is: a row for each term of the log-odds, from "
        "the base rate to the day. The rows add up.",
        "Pourquoi l’issue la plus grave a cette probabilité : une ligne par terme de la "
        "log-cote, du taux de base au jour dit. Les lignes s’additionnent.",
    ),
    _terms,
    (
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.", lambda r: r[0].outcome),
        whole("months", "Length of the horizon.", "Longueur de l’horizon.",
              lambda r: r[0].months, "months"),
        whole("order", "Place in the sum, from 1.", "Place dans la somme, à partir de 1.",
              lambda r: r[1]),
        text("kind", "What sort of term it is.", "Nature du terme.", lambda r: r[2].kind),
        text("item", "Id of the item.", "Identifiant de l’élément.", lambda r: r[2].id),
        *both("label", "The item.", "L’élément.", lambda r: r[2].label),
        day("date", "Day on which it was published; empty for what has none.",
            "Jour de sa publication ; vide pour ce qui n’en a pas.", lambda r: r[2].date),
        number("change", "What it adds to the log-odds.", "Ce qu’il ajoute à la log-cote.",
               lambda r: r[2].change, "log-odds"),
        number("mc_error", "Standard error of sampling of the change.",
               "Erreur type d’échantillonnage de la variation.", lambda r: r[2].mc_error,
               "log-odds"),
        number("log_odds_after", "Log-odds with this row and all above it.",
               "Log-cote avec cette ligne et toutes celles qui précèdent.", lambda r: r[3],
               "log-odds"),
        ids("sources", "Sources and claims it rests on.",
            "Sources et affirmations sur lesquelles il repose.", lambda r: r[2].sources),
    ),
)  # fmt: skip


def _cells(f: Findings) -> Iterator[Any]:
    return ((row, cell) for row in f.explanation.matrix for cell in row.cells)


RATINGS = Table(
    "ratings", "hypotheses",
    pair(
        "The matrix of hypotheses: a row for each rated item and hypothesis.",
        "La matrice des hypothèses : une ligne par élément coté et par hypothèse.",
    ),
    _cells,
    (
        text("item", "Id of the item.", "Identifiant de l’élément.", lambda r: r[0].id),
        *both("label", "The item.", "L’élément.", lambda r: r[0].label),
        day("published", "Day on which it was published.", "Jour de sa publication.",
            lambda r: r[0].published),
        text("cluster", "Items of common origin or topic share a cluster.",
             "Les éléments de même origine ou de même sujet partagent un groupe.",
             lambda r: r[0].cluster),
        share("discount", "Factor on its log-ratio for the company in its cluster.",
              "Facteur sur son log-rapport, selon le nombre d’éléments de son groupe.",
              lambda r: r[0].discount),
        truth("counts", "Whether it counts in the posterior.",
              "S’il compte dans la probabilité a posteriori.", lambda r: r[0].counts),
        text("repeats", "Node whose timeline already says it.",
             "Nœud dont la chronologie le dit déjà.", lambda r: r[0].repeats),
        number("diagnosticity", "How far it tells the hypotheses apart.",
               "Mesure dans laquelle il départage les hypothèses.",
               lambda r: r[0].diagnosticity),
        text("hypothesis", "Id of the hypothesis.", "Identifiant de l’hypothèse.",
             lambda r: r[1].hypothesis),
        text("code", "Consistency: CC, C, N, I, II or NA.",
             "Compatibilité : CC, C, N, I, II ou NA.", lambda r: r[1].code),
        number("log_ratio", "What it adds to the log of the hypothesis’s likelihood.",
               "Ce qu’il ajoute au logarithme de la vraisemblance de l’hypothèse.",
               lambda r: r[1].log_ratio, "log-odds"),
        ids("sources", "Sources and claims it rests on.",
            "Sources et affirmations sur lesquelles il repose.", lambda r: r[0].sources),
    ),
)  # fmt: skip


def _swings(f: Findings) -> Iterator[Any]:
    return ((f.matters, k, each) for k, each in enumerate(f.matters.swings, start=1))


INPUTS = Table(
    "inputs", "why",
    pair(
        "Which uncertain inputs move the gravest outcome: a row for each, largest swing first.",
        "Quelles entrées incertaines déplacent l’issue la plus grave : une ligne par entrée, du "
        "plus grand écart au plus petit.",
    ),
    _swings,
    (
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.", lambda r: r[0].outcome),
        whole("months", "Length of the horizon.", "Longueur de l’horizon.",
              lambda r: r[0].months, "months"),
        whole("rank", "Rank by swing, from 1.", "Rang par écart, à partir de 1.",
              lambda r: r[1]),
        text("kind", "Rate, multiplier, hypothesis or assumption.",
             "Taux, multiplicateur, hypothèse ou hypothèse de travail.", lambda r: r[2].kind),
        text("input", "Id of the input.", "Identifiant de l’entrée.", lambda r: r[2].id),
        *both("label", "The input.", "L’entrée.", lambda r: r[2].label),
        share("low", "Probability at the input’s 10 % point, or where it is false.",
              "Probabilité au point à 10 % de l’entrée, ou si elle est fausse.",
              lambda r: r[2].low),
        share("high", "Probability at the input’s 90 % point, or where it is true.",
              "Probabilité au point à 90 % de l’entrée, ou si elle est vraie.",
              lambda r: r[2].high),
        number("error", "Standard error of sampling of high less low.",
               "Erreur type d’échantillonnage de l’écart.", lambda r: r[2].error, "points"),
        number("elasticity", "Doubling the input multiplies the probability by 2 to this power.",
               "Doubler l’entrée multiplie la probabilité par 2 à cette puissance.",
               lambda r: r[2].elasticity),
        number("input_low", "The input’s 10 % point.", "Point à 10 % de l’entrée.",
               lambda r: r[2].input_low),
        number("input_high", "The input’s 90 % point, or how probable it is.",
               "Point à 90 % de l’entrée, ou sa probabilité.", lambda r: r[2].input_high),
        text("source", "What it rests on.", "Ce sur quoi elle repose.", lambda r: r[2].source),
    ),
)  # fmt: skip


def _known(f: Findings) -> Iterator[Any]:
    months = f.premortem.months
    return ((each, o, months) for each in f.premortem.if_known for o in each.after)


IF_KNOWN = Table(
    "if_known", "outlook",
    pair(
        "What each outcome becomes if an assumption breaks, an explanation is true or an item "
        "falls: a row for each of these and each outcome.",
        "Ce que devient chaque issue si une hypothèse de travail tombe, si une explication est "
        "vraie ou si un élément est écarté : une ligne par cas et par issue.",
    ),
    _known,
    (
        text("kind", "What is learned.", "Ce que l’on apprend.", lambda r: r[0].kind),
        text("item", "Id of the assumption, hypothesis or item.",
             "Identifiant de l’hypothèse de travail, de l’hypothèse ou de l’élément.",
             lambda r: r[0].id),
        *both("label", "Its name.", "Son nom.", lambda r: r[0].label),
        share("now", "How probable that is on the day; empty for an item.",
              "Sa probabilité ce jour-là ; vide pour un élément.", lambda r: r[0].now),
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.", lambda r: r[1]),
        whole("months", "Length of the horizon.", "Longueur de l’horizon.", lambda r: r[2],
              "months"),
        share("after", "Probability of the outcome then.", "Probabilité de l’issue alors.",
              lambda r: r[0].after[r[1]]),
        number("change", "Change of that probability.", "Variation de cette probabilité.",
               lambda r: r[0].change[r[1]], "points"),
        number("error", "Standard error of sampling of the change.",
               "Erreur type d’échantillonnage de la variation.", lambda r: r[0].error[r[1]],
               "points"),
        *both("signpost", "What would show it.", "Ce qui le montrerait.",
              lambda r: r[0].signpost),
    ),
)  # fmt: skip


def _ways(f: Findings) -> Iterator[Any]:
    return ((o, way) for o in f.premortem.outcomes for way in o.ways)


WAYS_TO_BE_WRONG = Table(
    "ways_to_be_wrong", "outlook",
    pair(
        "What would turn out to have been so if the less expected happened: a row for each way "
        "and outcome.",
        "Ce qui se révélerait vrai si le moins attendu arrivait : une ligne par manière de se "
        "tromper et par issue.",
    ),
    _ways,
    (
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.", lambda r: r[0].outcome),
        truth("expected", "Whether its onset is held likely.",
              "Si son début est jugé probable.", lambda r: r[0].expected),
        text("kind", "The kind of error.", "La nature de l’erreur.", lambda r: r[1].kind),
        text("item", "Id of what it is about.", "Identifiant de ce qu’elle concerne.",
             lambda r: r[1].id),
        *both("label", "What it is about.", "Ce qu’elle concerne.", lambda r: r[1].label),
        share("now", "Its probability on the day.", "Sa probabilité ce jour-là.",
              lambda r: r[1].now),
        share("if_wrong", "Its probability if the less expected happened.",
              "Sa probabilité si le moins attendu arrivait.", lambda r: r[1].if_wrong),
        number("error", "Standard error of sampling of the difference.",
               "Erreur type d’échantillonnage de l’écart.", lambda r: r[1].error, "points"),
        *both("signpost", "What would show it.", "Ce qui le montrerait.",
              lambda r: r[1].signpost),
    ),
)  # fmt: skip

EVIDENCE = Table(
    "evidence", "why",
    pair(
        "How each item counts: a row for each item of evidence and each term that is none, in "
        "order of publication.",
        "Comment compte chaque élément : une ligne par élément et par terme qui n’en est pas un, "
        "dans l’ordre de parution.",
    ),
    lambda f: f.weighed.items,
    (
        text("item", "Id of the item.", "Identifiant de l’élément.", lambda i: i.id),
        text("kind", "What sort of term it is.", "Nature du terme."),
        *both("label", "The item.", "L’élément."),
        day("happened", "Day on which it happened.", "Jour où cela s’est produit."),
        day("published", "Day on which it was public.", "Jour où il était public."),
        day("retrieved", "Day on which it was found, where that is known.",
            "Jour où il a été relevé, si on le sait."),
        text("form", "How it counts: step, report, rating, count or quiet.",
             "Comment il compte : step (pas), report (signalement), rating (élément coté), count "
             "(comptage) ou quiet (calme).",
             lambda i: None if i.weight is None else i.weight.form),
        number("change", "What it did to the log-odds; empty below two Monte Carlo errors.",
               "Son effet sur la log-cote ; vide en deçà de deux erreurs de Monte-Carlo.",
               unit="log-odds"),
        number("mc_error", "Standard error of sampling of the change.",
               "Erreur type d’échantillonnage de la variation.", unit="log-odds"),
        ids("claims", "Claims it rests on.", "Affirmations sur lesquelles il repose.",
            lambda i: [each.id for each in i.claims]),
        ids("sources", "Sources it rests on.", "Sources sur lesquelles il repose.",
            lambda i: [each.id for each in i.sources]),
    ),
)  # fmt: skip

TABLES = (REASONS, EVIDENCE, INPUTS, RATINGS, IF_KNOWN, WAYS_TO_BE_WRONG)
