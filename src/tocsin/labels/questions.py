"""The fixed words of the questions: what if, off-ramps, premortem, what matters, what to watch."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    # progress
    "doing off-ramps": pair("Trying the interventions", "Essai des interventions"),
    "doing inputs": pair("Varying the inputs", "Variation des entrées"),
    "doing signs": pair("Weighing the signs", "Pesée des signes"),
    "doing paths": pair("Following the paths", "Suivi des chemins"),
    # shared
    "facts": pair("{as_of}, within {months} months", "{as_of}, dans les {months} mois"),
    "column": pair("{letter}  {label}: {p}", "{letter}  {label} : {p}"),
    "marks": pair(
        "Changes in percentage points. ▲ raises, ▼ lowers, ≈ nothing measurable: within two "
        "sampling errors, or too small to print.",
        "Variations en points de pourcentage. ▲ élève, ▼ abaisse, ≈ rien de mesurable : à moins de "
        "deux erreurs de tirage, ou trop peu pour être imprimé.",
    ),
    "more": pair("and {n} more, in --json", "et {n} de plus, avec --json"),
    "as it stands": pair("As it stands", "En l’état"),
    "now": pair("Now", "Actuel"),
    "if true": pair("If true", "Si vrai"),
    "if false": pair("If false", "Si faux"),
    # what if
    "done caption": pair(
        "Done: the future is changed; nothing is learned about the past",
        "Ce qui est fait : l’avenir change ; rien n’est appris sur le passé",
    ),
    "learned caption": pair(
        "Learned: nothing is changed; all that follows from it is taken into account",
        "Ce qui est appris : rien n’est changé ; tout ce qui en découle est pris en compte",
    ),
    "learned share": pair(
        "Probability of what is learned, before it was: {p} ({n} effective histories)",
        "Probabilité de ce qui est appris, avant de l’apprendre : {p} ({n} historiques effectifs)",
    ),
    "learned share done": pair(
        "Probability of what is learned, given what is done: {p} ({n} effective histories)",
        "Probabilité de ce qui est appris, compte tenu de ce qui est fait : {p} ({n} historiques "
        "effectifs)",
    ),
    "effects done": pair(
        "Probability of a new onset, as it stands and with what is done",
        "Probabilité d’un nouvel épisode, en l’état et avec ce qui est fait",
    ),
    "effects learned": pair(
        "Probability of a new onset, as it stands and with what is learned",
        "Probabilité d’un nouvel épisode, en l’état et avec ce qui est appris",
    ),
    "effects both": pair(
        "Probability of a new onset, as it stands and with what is done and learned",
        "Probabilité d’un nouvel épisode, en l’état et avec ce qui est fait et appris",
    ),
    "if done": pair("If done", "Si fait"),
    "if learned": pair("If learned", "Si appris"),
    "if both": pair("If both", "Si les deux"),
    "change points": pair("Change, points", "Variation, points"),
    "curves": pair(
        "Month by month to {months} months, both from 0 to {top}",
        "Mois par mois jusqu’à {months} mois, toutes deux de 0 à {top}",
    ),
    # off-ramps
    "off-ramps ranked": pair(
        "Interventions, held from today, by what each does to {letter}",
        "Interventions, maintenues dès aujourd’hui, selon leur effet sur {letter}",
    ),
    "already": pair(
        "holds already: shows what its loss would cost",
        "déjà en place : montre ce que coûterait sa perte",
    ),
    "windows caption": pair("When, and how it would be seen", "Quand, et comment on le verrait"),
    "windows": pair("Window", "Fenêtre"),
    "ambiguous caption": pair("Of two signs: read both sides", "À double effet : lire les deux"),
    "falls": pair("Falls", "Baisse"),
    "rises": pair("Rises", "Monte"),
    "neither": pair("Nothing measurable", "Rien de mesurable"),
    "for": pair("For", "Pour"),
    "turns on": pair("What its effect depends on", "Ce dont dépend l’effet"),
    "no turns": pair(
        "No explanation or assumption changes its effect measurably.",
        "Aucune explication ni hypothèse de travail ne change nettement son effet.",
    ),
    "pairs caption": pair(
        "The best pairs, by what they do to {letter}",
        "Les meilleures paires, selon leur effet sur {letter}",
    ),
    "pair": pair("Pair", "Paire"),
    "together": pair("Together", "Ensemble"),
    "interaction": pair("Beyond the sum", "Au-delà de la somme"),
    "pairs note": pair(
        "Beyond the sum: the change of both together less the two changes alone. Below zero they "
        "reinforce each other, above zero they overlap.",
        "Au-delà de la somme : l’effet des deux ensemble moins les deux effets séparés. Négatif, "
        "elles se renforcent ; positif, elles se recouvrent.",
    ),
    "plan caption": pair(
        "What a budget of {budget} points buys (cost: {costs})",
        "Ce qu’achète un budget de {budget} points (coût : {costs})",
    ),
    "plan none": pair(
        "Nothing within this budget lowers {letter} measurably.",
        "Rien dans ce budget n’abaisse nettement {letter}.",
    ),
    "one more": pair("One after another", "L’une après l’autre"),
    "spent": pair("Points so far", "Points dépensés"),
    # premortem
    "suppose happens": pair("{label}: {p}, {words}", "{label} : {p}, {words}"),
    "suppose yes": pair(
        "Suppose that it happens all the same. What would then turn out to have been so:",
        "Supposons que cela survienne malgré tout. Que découvrirait-on alors :",
    ),
    "suppose no": pair(
        "Suppose that it does not happen. What would then turn out to have been so:",
        "Supposons que cela ne survienne pas. Que découvrirait-on alors :",
    ),
    "no ways": pair(
        "Nothing in the model would measurably turn out otherwise.",
        "Rien dans le modèle ne s’en trouverait nettement changé.",
    ),
    "way wrong": pair("Way to be wrong", "Façon de se tromper"),
    "if so": pair("If wrong", "Si erreur"),
    "sign": pair("Sign: {signpost}", "Signe : {signpost}"),
    "not so": pair("Not so: {label}", "Faux : {label}"),
    "if known caption": pair(
        "The probabilities, if one thing were known", "Les probabilités, si l’on savait une chose"
    ),
    "likely now": pair("Likely", "Probable"),
    "if known note": pair(
        "▲ higher than as it stands, ▼ lower, ≈ no measurable difference. Likely: how probable "
        "the thing itself is today.",
        "▲ plus qu’en l’état, ▼ moins, ≈ pas d’écart mesurable. Probable : la probabilité actuelle "
        "de la chose elle-même.",
    ),
    "items nothing": pair(
        "{n} others change nothing measurable", "{n} autres ne changent rien de mesurable"
    ),
    # matters
    "matters caption": pair(
        "{label}: {p}. Of {inputs} uncertain inputs, {clear} move it measurably.",
        "{label} : {p}. Sur {inputs} entrées incertaines, {clear} la déplacent nettement.",
    ),
    "tornado note": pair(
        "│ the probability; ░ towards the input’s 10% point (or if false); █ towards its 90% point "
        "(or if true); ≈ within three sampling errors. Scale from {low} to {high}.",
        "│ la probabilité ; ░ vers le 10ᵉ centile de l’entrée (ou si c’est faux) ; █ vers son 90ᵉ "
        "centile (ou si c’est vrai) ; ≈ à moins de trois erreurs de tirage. Échelle de {low} à "
        "{high}.",
    ),
    "own rate": pair("{low} to {high} a year", "{low} à {high} par an"),
    "own multiplier": pair("multiplies by {low} to {high}", "multiplie par {low} à {high}"),
    "own truth": pair("{kind}, probability {p}", "{kind}, probabilité {p}"),
    "from source": pair("source {source}", "source {source}"),
    # watch next
    "watch caption": pair(
        "{label}: what would be learned by {by}", "{label} : ce qu’on saurait au {by}"
    ),
    "watch text": pair(
        "If none has begun by then, the probability from then to the horizon is {p} without "
        "looking. A sign tells something in so far as seeing it, or not, moves that.",
        "Si rien n’a commencé d’ici là, la probabilité de cette date à l’horizon est de {p} sans "
        "regarder. Un signe renseigne dans la mesure où le voir, ou non, la déplace.",
    ),
    "sign seen": pair("Sign", "Signe"),
    "seen": pair("Seen", "Vu"),
    "if seen": pair("If seen", "Si vu"),
    "if not": pair("If not", "Sinon"),
    "tells": pair("Tells, %", "Apport, %"),
    "watched": pair("its timeline would show it", "sa chronologie le dirait"),
    "declare": pair("watch to be declared", "veille à déclarer"),
    "at level": pair("{node}: {level}", "{node} : {level}"),
    "tells nothing": pair(
        "Tell nothing measurable (below two sampling errors):",
        "N’apportent rien de mesurable (moins de deux erreurs de tirage) :",
    ),
    "tells none": pair(
        "No sign tells anything measurable by then.", "Aucun signe n’apporte rien de mesurable."
    ),
    "watch note": pair(
        "Seen: at that level or above. Tells: the share of all that is uncertain about the outcome "
        "that watching is expected to remove, ± its sampling error. A watch to be declared is "
        "taken to hear of a sign {rate} times a year.",
        "Vu : à ce niveau ou au-dessus. Apport : part de l’incertitude sur l’issue que la veille "
        "devrait lever, ± erreur de tirage. On suppose qu’une veille à déclarer a vent d’un signe "
        "{rate} fois par an.",
    ),
    # pathways
    "paths caption": pair("{label}: {p}, by which paths", "{label} : {p}, par quels chemins"),
    "path share": pair(
        "{share} ± {error} of it · median {months} months",
        "{share} ± {error} du total · médiane {months} mois",
    ),
    "no step": pair(
        "from where things stand, no further step", "depuis la situation actuelle, sans autre pas"
    ),
    "no longer": pair("no longer: {label}", "ne tient plus : {label}"),
    "path sign": pair(
        "{node} at “{level}”: {here} on this path, {there} on others",
        "{node} à « {level} » : {here} sur ce chemin, {there} sur les autres",
    ),
    "path signs": pair("Where things would stand by {by}:", "Où l’on en serait au {by} :"),
    "paths rest": pair(
        "By all other paths: {p} of it", "Par tous les autres chemins : {p} du total"
    ),
}
