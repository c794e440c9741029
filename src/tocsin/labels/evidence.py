"""The fixed words of the evidence: how each item counts, its dates, what it rests on."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "page evidence": pair("Evidence", "Élément de preuve"),
    "evidence": pair("Evidence, item by item", "Les éléments, un par un"),
    "evidence text": pair(
        "What each item that was public by the date of knowledge says, how it counts, and what it "
        "did to “{label}”.",
        "Ce que dit chaque élément public à la date de connaissance, comment il compte, et son "
        "effet sur « {label} ».",
    ),
    "evidence caption": pair("The items in order of publication",
                             "Les éléments par ordre de parution"),
    "dates": pair("When", "Quand"),
    "how it counts": pair("How it counts", "Comment il compte"),
    "happened on": pair("happened {date}", "survenu le {date}"),
    "published on day": pair("published {date}", "paru le {date}"),
    "retrieved on": pair("retrieved {date}", "relevé le {date}"),
    "not retrieved": pair(
        "the case holds no day on which it was retrieved",
        "le dossier ne dit pas quel jour il a été relevé",
    ),
    "below noise": pair("below noise", "sous le bruit"),
    "did": pair(
        "It changed the log-odds of “{label}” within {months} months by {change} (± {error}): the "
        "odds were multiplied by {times}.",
        "Il a changé de {change} (± {error}) la log-cote de « {label} » dans les {months} mois : "
        "la cote a été multipliée par {times}.",
    ),
    "did nothing": pair(
        "What it did to “{label}” within {months} months is below two Monte Carlo errors: it "
        "stands in the row of small terms.",
        "Son effet sur « {label} » dans les {months} mois est inférieur à deux erreurs de "
        "Monte-Carlo : il figure à la ligne des petits termes.",
    ),
    "in waterfall": pair("Its row among the reasons", "Sa ligne parmi les raisons"),
    # a dated step
    "step short": pair(
        "{before} → {after}: {rate} a year before {n} multipliers",
        "{before} → {after} : {rate} par an avant {n} multiplicateurs",
    ),
    "step unrated": pair("{before} → {after}: taken as known", "{before} → {after} : tenu pour su"),
    "step text": pair(
        "Decided and dated: “{node}” went from “{before}” to “{after}”. It is hard evidence: each "
        "simulated history is weighted by its own rate for this step on that day, then takes it.",
        "Établi et daté : « {node} » est passé de « {before} » à « {after} ». C’est une preuve "
        "ferme : chaque histoire simulée est pondérée par le taux qu’elle donnait à ce pas ce "
        "jour-là, puis le franchit.",
    ),
    "step formula": pair(
        "weight = rate = {shape} / {years} × multipliers in force = {rate} a year × multipliers in "
        "force",
        "poids = taux = {shape} / {years} × multiplicateurs en vigueur = {rate} par an × "
        "multiplicateurs en vigueur",
    ),
    "step no formula": pair(
        "The model gives this step no rate of its own: the start of the timeline sets the level.",
        "Le modèle ne donne pas de taux à ce pas : le début de la chronologie fixe le niveau.",
    ),
    "step multipliers": pair(
        "Multipliers of this step: histories in which one holds gain weight by it",
        "Multiplicateurs de ce pas : les histoires où l’un s’applique y gagnent en poids",
    ),
    "step moves": pair(
        "What the step bears on from then on", "Ce sur quoi le pas agit à partir de là"
    ),
    "multiplier of": pair("Moves", "Fait bouger"),
    "while": pair("While", "Tant que"),
    "times as often": pair("Times as often", "Fois plus souvent"),
    "moves up": pair("{node}, up", "{node}, vers le haut"),
    "moves down": pair("{node}, down", "{node}, vers le bas"),
    "from fit": pair("from the fit", "selon l’ajustement"),
    # a report
    "report text": pair(
        "A report that nobody has decided on. It multiplies the odds of “{says}” by:",
        "Un signalement sur lequel personne n’a tranché. Il multiplie la cote de « {says} » par :",
    ),
    "report formula": pair(
        "{ratio} ^ (reliability {letter} {reliability} × credibility {digit} {credibility}) = "
        "{times}",
        "{ratio} ^ (fiabilité {letter} {reliability} × crédibilité {digit} {credibility}) = "
        "{times}",
    ),
    "report short": pair(
        "{code}: {ratio} ^ ({reliability} × {credibility}) = {times} times the odds of “{says}”",
        "{code} : {ratio} ^ ({reliability} × {credibility}) = {times} fois la cote de « {says} »",
    ),
    "report again": pair(
        "Its origin has spoken already ({first}): it is shown and counts for nothing.",
        "Son origine s’est déjà exprimée ({first}) : il est montré et ne compte pas.",
    ),
    # a rated item
    "rating text": pair(
        "How consistent it is with each hypothesis. The logarithm of each likelihood ratio is "
        "multiplied by the discount of its cluster, 1 / (1 + ({members} − 1) × {rho}) = "
        "{discount}, and by the exponent {exponent}.",
        "Sa compatibilité avec chaque hypothèse. Le logarithme de chaque rapport de vraisemblance "
        "est multiplié par l’abattement de son groupe, 1 / (1 + ({members} − 1) × {rho}) = "
        "{discount}, et par l’exposant {exponent}.",
    ),
    "rating repeats": pair(
        "“{node}” says it already: it is shown and counts for nothing.",
        "« {node} » le dit déjà : il est montré et ne compte pas.",
    ),
    "rating table": pair("What it says of each hypothesis", "Ce qu’il dit de chaque hypothèse"),
    "rating share": pair(
        "{code}: ln {ratio} × {discount} × {exponent} = {weight} ({label})",
        "{code} : ln {ratio} × {discount} × {exponent} = {weight} ({label})",
    ),
    "rating neutral": pair("consistent with all alike: 0", "également compatible avec toutes : 0"),
    "log of ratio": pair("Its logarithm", "Son logarithme"),
    "counts as": pair("Counts as", "Compte pour"),
    "consistency": pair("Consistency", "Compatibilité"),
    # a block of counts
    "count text": pair(
        "{n} in a block of {exposure} ordinary weeks. Each history is weighted by the probability "
        "of that count at the level where “{node}” stands in it: negative binomial of size {size}.",
        "{n} sur une période de {exposure} semaines ordinaires. Chaque histoire est pondérée par "
        "la probabilité de ce compte au niveau où s’y trouve « {node} » : binomiale négative de "
        "taille {size}.",
    ),
    "count short": pair("{n} where {mean} is ordinary", "{n} là où {mean} est ordinaire"),
    "count table": pair("The count at each level", "Le compte à chaque niveau"),
    "mean count": pair("Mean", "Moyenne"),
    "log probability": pair("Log-probability", "Log-probabilité"),
    # quiet time and what is left
    "quiet text": pair(
        "Nothing happened for a time while someone was watching. Each history is weighted by exp(− "
        "rate × time) of every step that it expected and that did not come; where a watch was "
        "declared, by exp(− rate of the watch × time) while it would have had something to tell.",
        "Rien ne s’est passé pendant qu’on observait. Chaque histoire est pondérée par exp(− taux "
        "× temps) de chaque pas qu’elle attendait et qui n’est pas venu ; là où une veille est "
        "déclarée, par exp(− taux de la veille × temps) tant qu’elle aurait eu de quoi parler.",
    ),
    "quiet short": pair("exp(− rate × time), {n} watched", "exp(− taux × temps), {n} sous veille"),
    "quiet table": pair("Who would have told in {year}", "Qui l’aurait dit en {year}"),
    "watched thing": pair("Watched", "Sous veille"),
    "told by": pair("Told by", "Par qui"),
    "watch rate": pair("Times a year", "Fois par an"),
    "noise text": pair(
        "No item of evidence: the part of the walk that the computation itself leaves. More "
        "histories (--samples) make it smaller.",
        "Ce n’est pas un élément de preuve : c’est ce que laisse le calcul lui-même. Davantage "
        "d’histoires (--samples) le réduisent.",
    ),
    "interaction text": pair(
        "Items published on one day are taken in both orders; half of the difference stands here.",
        "Les éléments parus le même jour sont pris dans les deux ordres ; la moitié de l’écart "
        "figure ici.",
    ),
    # what it rests on
    "claims it rests on": pair("What it says, paraphrased", "Ce qui est dit, en paraphrase"),
    "claim by": pair(" – {speaker}; {status}", " – {speaker} ; {status}"),
    "quotes": pair("In the documents of the workspace", "Dans les documents de l’espace"),
    "passage at": pair(
        " – {title}, characters {start} to {end}; taken in from {proposal} by {who}: {why}",
        " – {title}, caractères {start} à {end} ; retenu depuis {proposal} par {who} : {why}",
    ),
    "passage of": pair(
        " – {title}, beginning of the text, no passage marked; taken in from {proposal} by {who}: "
        "{why}",
        " – {title}, début du texte, aucun passage marqué ; retenu depuis {proposal} par {who} : "
        "{why}",
    ),
    "no passages": pair(
        "A case stores paraphrases, never the words of a source; a workspace may hold the passage.",
        "Un dossier garde des paraphrases, jamais les mots d’une source ; un espace de travail "
        "peut en détenir le passage.",
    ),
    "documents it rests on": pair("The documents behind it", "Les documents derrière"),
    "no documents": pair("No document is cited.", "Aucun document n’est cité."),
}  # fmt: skip
