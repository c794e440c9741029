"""The fixed words of what is learned from the past: rates, odds ratios, cases left out."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "selected cases": pair(
        "selected cases, not a rate ratio", "cas choisis, pas un rapport de taux"
    ),
    "learn current": pair("learned.yaml holds these numbers", "learned.yaml contient ces chiffres"),
    "learn not current": pair(
        "learned.yaml does not hold these numbers: run with --write",
        "learned.yaml ne contient pas ces chiffres : relancer avec --write",
    ),
    # counted rates
    "rates caption": pair(
        "Base rates from coded histories, a year", "Taux de base tirés des historiques, par an"
    ),
    "rate": pair("Step", "Passage"),
    "rate step": pair("{node}: {direction}", "{node} : {direction}"),
    "rate leaving": pair(
        "{node}: {direction} from “{level}”", "{node} : {direction} depuis « {level} »"
    ),
    "events": pair("Events", "Nombre"),
    "years": pair("Years", "Années"),
    "mean": pair("Mean", "Moyenne"),
    "interval 90": pair("90%", "90 %"),
    "rate used": pair("source: {source}; used", "source : {source} ; utilisé"),
    "rate lent": pair("source: {source}; used by {places}", "source : {source} ; sert à {places}"),
    "rate unused": pair("source: {source}; not used", "source : {source} ; non utilisé"),
    "learn before start": pair(
        "Only time before the case’s start is counted: the filter learns from what came later.",
        "Seul le temps antérieur au début du dossier est compté : le filtre apprend de la suite.",
    ),
    "learn steps": pair(
        "A step over several levels counts as one step out of each level left on the way.",
        "Un passage de plusieurs niveaux compte pour un passage hors de chaque niveau quitté.",
    ),
    # fits
    "fit caption": pair(
        "{label}: {kind} ({positive} with the outcome, {negative} without)",
        "{label} : {kind} ({positive} avec l’issue, {negative} sans)",
    ),
    "factor": pair("Factor", "Facteur"),
    "penalty": pair("N(0, {sd})", "N(0 ; {sd})"),
    "odds ratios text": pair(
        "Odds ratios with 90% intervals, under two penalties on their logarithms.",
        "Rapports de cotes et intervalles à 90 %, sous deux pénalités sur leurs logarithmes.",
    ),
    "reason": pair("{what}: {why}", "{what} : {why}"),
    "verdict": pair("Reading", "Lecture"),
    # left out
    "left out caption": pair(
        "Each past case, by a model that has not seen it",
        "Chaque cas passé, par un modèle qui ne l’a pas vu",
    ),
    "past case": pair("Past case", "Cas passé"),
    "model": pair("Model", "Modèle"),
    "base rate alone": pair("Base rate", "Taux de base"),
    "not scored": pair("not scored", "non noté"),
    "scores caption": pair(
        "Scores over {n} past cases (losses: less is better)",
        "Scores sur {n} cas passés (pertes : moins vaut mieux)",
    ),
    "no scores": pair(
        "No past case can be scored: leaving one out leaves cases that all ended the same way.",
        "Aucun cas ne peut être noté : sans lui, les autres ont tous eu la même issue.",
    ),
    "rule": pair("Rule", "Règle"),
    "paired difference": pair("Difference ± error", "Écart ± erreur"),
    "left out few": pair(
        "So few cases, and so few with the outcome, cannot show skill: compare the difference "
        "with its error.",
        "Si peu de cas, et si peu avec l’issue, ne prouvent aucune habileté : comparer l’écart à "
        "son erreur.",
    ),
    "left out coder": pair(
        "One coder, who knew the outcomes, coded the factors. A good score says how the cases "
        "were coded, not how well the model forecasts; a perfect one would be an artefact.",
        "Un seul codeur, qui connaissait les issues, a codé les facteurs. Un bon score dit comment "
        "les cas ont été codés, non ce que vaut le modèle ; un score parfait serait un artefact.",
    ),
    "left out selected": pair(
        "The cases were selected: the base rate here is their share with the outcome, not that of "
        "the world.",
        "Les cas ont été choisis : le taux de base est ici leur part avec l’issue, non celle du "
        "monde.",
    ),
}
