"""The fixed words of a briefing on one page, and of its check against ICD 203."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "one page outcomes": pair(
        "Probability of a new onset within {months} months, by {date}",
        "Probabilité d’un nouvel épisode d’ici {months} mois, soit le {date}",
    ),
    "one page why": pair("Why", "Pourquoi"),
    "one page reasons": pair(
        "The {n} largest terms between the base rate of {base} and {p}: “{label}” within {months} "
        "months, in log-odds",
        "Les {n} plus grands termes entre le taux de base de {base} et {p} : « {label} » d’ici "
        "{months} mois, en log-cotes",
    ),
    "one page rest": pair("All other terms together", "Tous les autres termes réunis"),
    "one page ramps": pair(
        "The {n} interventions that would lower “{label}” most within {months} months, each alone, "
        "with the sampling error",
        "Les {n} interventions qui abaisseraient le plus « {label} » d’ici {months} mois, chacune "
        "seule, avec l’erreur de tirage",
    ),
    "one page unmonitored": pair("What was not monitored", "Ce qui n’a pas été suivi"),
    "one page unwatched": pair(
        "{n} of {total} triggers: {list}. Silence there is no sign of absence.",
        "{n} sur {total} déclencheurs : {list}. Le silence n’y est pas une absence.",
    ),
    "one page watched": pair(
        "All {total} triggers are monitored; what the case does not name is not.",
        "Les {total} déclencheurs sont tous suivis ; ce que le cas ne nomme pas ne l’est pas.",
    ),
    "one page words": pair("How to read the words", "Comment lire les mots"),
    "one page bands": pair(
        "Words of likelihood (ICD 203): {bands}. Outside these bands the number stands without a "
        "word. Confidence speaks of the evidence, never of the odds. The 80% range shows how far "
        "uncertain inputs move a figure.",
        "Mots de probabilité (ICD 203) : {bands}. Hors de ces plages, le chiffre est donné sans "
        "mot. La confiance porte sur les éléments, jamais sur les chances. La plage à 80 % montre "
        "de combien les entrées incertaines déplacent un chiffre.",
    ),
    "one page band": pair("{term} {low}–{high}%", "{term} {low} à {high} %"),
    "one page run": pair(
        "Tocsin {version}, seed {seed}, {samples} simulated histories, case and evidence {hash}.",
        "Tocsin {version}, graine {seed}, {samples} histoires simulées, cas et éléments {hash}.",
    ),
}
