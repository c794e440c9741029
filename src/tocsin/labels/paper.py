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
        "Les {total} déclencheurs sont tous suivis ; ce que le dossier ne nomme pas ne l’est pas.",
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
        "Tocsin {version}, graine {seed}, {samples} histoires simulées, dossier et éléments "
        "{hash}.",
    ),
    # the check of words against ICD 203
    "wording outside-words": pair(
        "“{found}” is no word of ICD 203’s table of likelihood.",
        "« {found} » n’est pas un mot de probabilité de la table d’ICD 203.",
    ),
    "wording outside-words do": pair(
        "Write one of its seven words with the number it stands for: almost no chance, very "
        "unlikely, unlikely, roughly even chance, likely, very likely, almost certain.",
        "Écrivez l’un des sept mots avec son chiffre : presque aucune chance, très improbable, "
        "improbable, environ une chance sur deux, probable, très probable, presque certain.",
    ),
    "wording unlike-number": pair(
        "“{found}” stands for {term}, but the number beside it is {number}.",
        "« {found} » veut dire {term}, mais le chiffre à côté est {number}.",
    ),
    "wording unlike-number do": pair("Write {right}.", "Écrivez {right}."),
    "wording say number": pair(
        "the number alone: below 1% and above 99% the table has no word",
        "le chiffre seul : sous 1 % et au-dessus de 99 %, la table n’a pas de mot",
    ),
    "wording say range": pair(
        "the range alone: it spans more than one word",
        "la plage seule : elle couvre plus d’un mot",
    ),
    "wording no-number": pair(
        "“{found}” stands without its number.", "« {found} » est écrit sans son chiffre."
    ),
    "wording no-number do": pair(
        "Put the probability ({term}) and what it rests on into the same sentence.",
        "Mettez la probabilité ({term}) et ce qui la fonde dans la même phrase.",
    ),
    "wording mixed-rows": pair(
        "Words of both rows of the table stand side by side: {found}.",
        "Des mots des deux lignes de la table voisinent : {found}.",
    ),
    "wording mixed-rows do": pair(
        "Keep to one row throughout.", "Tenez-vous-en partout à une seule ligne."
    ),
    "wording confidence-and-likelihood": pair(
        "Confidence and likelihood share a sentence: {found}.",
        "Confiance et probabilité partagent une phrase : {found}.",
    ),
    "wording confidence-and-likelihood do": pair(
        "Make two sentences: one on the odds, one on the evidence.",
        "Faites deux phrases : l’une sur les chances, l’autre sur les éléments.",
    ),
    "wording hedge": pair(
        "“{found}” leaves open how likely it is.",
        "« {found} » laisse ouvert le degré de probabilité.",
    ),
    "wording hedge do": pair(
        "Give the probability in words and number, or say what is not known.",
        "Donnez la probabilité en mots et en chiffre, ou dites ce que l’on ignore.",
    ),
    "wording no-horizon": pair(
        "The judgement does not say by when.", "Le jugement ne dit pas d’ici quand."
    ),
    "wording no-horizon do": pair(
        "Name a date or a number of months in its paragraph.",
        "Nommez une date ou un nombre de mois dans son paragraphe.",
    ),
    "wording no-confidence": pair(
        "No sentence states the confidence in the evidence base.",
        "Aucune phrase ne dit la confiance dans la base de preuves.",
    ),
    "wording no-confidence do": pair(
        "Say low, moderate or high, and why, in a sentence of its own.",
        "Dites faible, modérée ou élevée, et pourquoi, dans une phrase à part.",
    ),
    "wording no-sources": pair("No source is named.", "Aucune source n’est nommée."),
    "wording no-sources do": pair(
        "Name what each judgement rests on: a link, or a numbered source.",
        "Nommez ce qui fonde chaque jugement : un lien ou une source numérotée.",
    ),
    "wording refused": pair(
        "The briefing was not written: it breaks ICD 203 in {n} places. Mend the texts of the "
        "case:",
        "La note n’a pas été écrite : elle enfreint ICD 203 en {n} endroits. Corrigez les textes "
        "du dossier :",
    ),
    "wording more": pair("- and {n} more", "- et {n} de plus"),
    "wording clean": pair(
        "{file}: nothing breaks ICD 203 (sentences read: {n}).",
        "{file} : rien n’enfreint ICD 203 (phrases lues : {n}).",
    ),
    "wording count": pair(
        "{file}: findings {findings}, sentences read {n}.",
        "{file} : constats {findings}, phrases lues {n}.",
    ),
    # on the desk
    "papers": pair("The briefing of this view:", "La note de cette vue :"),
    "paper one page": pair("one page (PDF)", "une page (PDF)"),
    "paper full": pair("in full (PDF)", "complète (PDF)"),
}
