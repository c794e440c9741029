"""The fixed words of indicators: why one is not monitored, and what its series shows."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "missing no workspace": pair(
        "no workspace was given, so nothing was counted",
        "aucun espace de travail n’a été donné : rien n’a été compté",
    ),
    "missing no data": pair(
        "since the baseline began, nothing of this source was collected that was known by then",
        "depuis le début de la période de référence, rien n’a été collecté de cette source qui ait "
        "été connu à cette date",
    ),
    "missing no baseline": pair(
        "the workspace holds nothing of this source in the baseline’s window",
        "l’espace de travail ne contient rien de cette source dans la période de référence",
    ),
    "missing short baseline": pair(
        "fewer than 24 weeks of the baseline’s window were collected",
        "moins de 24 semaines de la période de référence ont été collectées",
    ),
    "missing no block": pair(
        "no block of four weeks after the case’s start has been collected yet",
        "aucun bloc de quatre semaines n’a encore été collecté depuis le début du dossier",
    ),
    "indicator facts": pair(
        "{label} within {months} months: {p}", "{label} d’ici {months} mois : {p}"
    ),
    "indicator did": pair(
        "log-odds {change} ± {error}, odds × {odds}",
        "log-cotes {change} ± {error}, cote × {odds}",
    ),
    "indicator counts": pair("{unit} from {source}", "{unit}, source {source}"),
    "documents with words": pair(
        "Distinct documents in which one of its words stands",
        "Documents distincts où figure l’un de ses mots",
    ),
    "unit acts": pair("Distinct speech acts", "Prises de parole distinctes"),
    "unit events": pair("Events", "Événements"),
    "ordinary week": pair("per ordinary week", "par semaine ordinaire"),
    "bears on": pair("bears on", "porte sur"),
    "mean 90": pair("Mean, 90 %", "Moyenne, 90 %"),
    "while raised": pair("while visibly raised", "tant qu’un fait visible l’élève"),
    "baseline from to": pair(
        "baseline {since} to {until}", "période de référence : {since} à {until}"
    ),
    "block to": pair("Four weeks to", "Quatre semaines au"),
    "block count": pair("Count", "Compte"),
    "block ordinary": pair("Ordinary", "Ordinaire"),
    "block times": pair("Times", "Fois"),
    "spark note": pair(
        "One bar for four weeks, up to {top} times the ordinary; · not monitored, │ the case "
        "begins.",
        "Une barre pour quatre semaines, jusqu’à {top} fois l’ordinaire ; · non suivi, │ début du "
        "dossier.",
    ),
    "no indicators": pair(
        "This case declares no indicators; write indicators.yaml to have events counted.",
        "Ce dossier ne déclare pas d’indicateurs ; écrivez indicators.yaml pour compter des faits.",
    ),
    "none monitored": pair(
        "Nothing was counted, so no figure depends on it: not monitored is not silence.",
        "Rien n’a été compté, aucun chiffre n’en dépend : non suivi ne veut pas dire silence.",
    ),
    "picture did": pair(
        "log-odds of “{outcome}” {change} ± {error}",
        "log-cotes de « {outcome} » {change} ± {error}",
    ),
    "picture axis": pair("per ordinary week", "par semaine ordinaire"),
    "picture week": pair("week", "semaine"),
    "picture block": pair("four weeks", "quatre semaines"),
    "picture mean": pair("{level}: {mean}", "{level} : {mean}"),
    "picture start": pair("the case begins", "début du dossier"),
    "picture dead": pair("not monitored", "non suivi"),
    "doing indicators": pair("Counting events", "Comptage des faits"),
}
