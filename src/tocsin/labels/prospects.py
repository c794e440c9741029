"""The fixed words of a briefing's questions: what would change it, its errors, inputs and paths."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    # what if
    "what if": pair("What if", "Et si"),
    "what if text": pair(
        "The same simulated futures, with this done or learned. What is done changes the future "
        "only; what is learned also changes what is believed of the past.",
        "Les mêmes avenirs simulés, avec ceci en plus, fait ou appris. Ce qui est fait ne change "
        "que l’avenir ; ce qui est appris change aussi ce que l’on croit du passé.",
    ),
    "what if kept": pair(
        "Probability, today, of all that is learned, together: {p}.",
        "Probabilité, aujourd’hui, de tout ce qui est appris, ensemble : {p}.",
    ),
    "what if caption": pair(
        "Each outcome without and with the scenario; changes in points, with their sampling error",
        "Chaque issue sans et avec le scénario ; variations en points, avec leur erreur de tirage",
    ),
    "what if figure": pair(
        "Probability that each outcome has started by then. Dashed: as things are; solid: with the "
        "scenario. Each panel has its own scale.",
        "Probabilité que chaque issue ait débuté d’ici là. Tirets : en l’état ; trait plein : avec "
        "le scénario. Chaque panneau a sa propre échelle.",
    ),
    "what if alt": pair(
        "{label}: {before} as things are and {after} with the scenario, within {months} months.",
        "{label} : {before} en l’état et {after} avec le scénario, d’ici {months} mois.",
    ),
    "before": pair("As things are", "En l’état"),
    "after": pair("With the scenario", "Avec le scénario"),
    "change in points": pair("Change, points", "Variation, points"),
    "months ahead": pair("months ahead", "mois à venir"),
    # by which path
    "by path": pair("By which path", "Par quel chemin"),
    "by path text": pair(
        "In the simulated futures in which “{label}” starts within {months} months: what changed "
        "on the way there, beyond what stands today. Shares are of its probability of {p}.",
        "Dans les avenirs simulés où « {label} » débute d’ici {months} mois : ce qui a changé en "
        "chemin par rapport à aujourd’hui. Les parts sont celles de sa probabilité de {p}.",
    ),
    "paths figure": pair(
        "The likeliest paths, the outcome at the right end of each. Left, and as its thickness, "
        "the path’s share; right, its median time; boxes: what comes to hold on the way, dashed "
        "where something ceases to hold.",
        "Les chemins les plus probables, l’issue à droite de chacun. À gauche, et par "
        "l’épaisseur, la part du chemin ; à droite, son délai médian ; cases : ce qui advient en "
        "route, en tirets quand quelque chose cesse.",
    ),
    "paths alt": pair(
        "{share}: {path}, median time {months} months.",
        "{share} : {path}, délai médian de {months} mois.",
    ),
    "paths table": pair(
        "The paths, their share, their median time, and where things would stand by {date} if the "
        "outcome came by that path (in brackets: if it came by any other)",
        "Les chemins, leur part, leur délai médian, et où l’on en serait au {date} si l’issue "
        "venait par ce chemin (entre parenthèses : par tout autre)",
    ),
    "path": pair("Path", "Chemin"),
    "share": pair("Share", "Part"),
    "median months": pair("Median months", "Mois, médiane"),
    "early signs": pair("Early signposts: {list}", "Signes précoces : {list}"),
    "no change on path": pair(
        "From where things stand, with no further change",
        "De la situation présente, sans autre changement",
    ),
    "ceases": pair("No longer: {step}", "Ne tient plus : {step}"),
    "other paths": pair("All other paths together", "Tous les autres chemins réunis"),
    "months short": pair("{n} months", "{n} mois"),
    # what the figure hangs on
    "hangs": pair("What the figure hangs on", "À quoi tient le chiffre"),
    "inputs more": pair(
        "What an analyst put in moves this figure more than sampling does: between the ends of the "
        "first input below it goes from {low} to {high}, {times} times as far as two sampling "
        "errors either side of {p} reach.",
        "Ce que l’analyste a introduit déplace ce chiffre davantage que le tirage : d’un bout à "
        "l’autre de la première entrée ci-dessous, il va de {low} à {high}, soit {times} fois "
        "l’écart de deux erreurs de tirage de part et d’autre de {p}.",
    ),
    "inputs less": pair(
        "Sampling still moves this figure as much as any one input does: between the ends of the "
        "first input below it goes from {low} to {high}. Raise the sample size before leaning on "
        "{p}.",
        "Le tirage déplace encore ce chiffre autant que toute entrée : d’un bout à l’autre de la "
        "première entrée ci-dessous, il va de {low} à {high}. Augmentez la taille de "
        "l’échantillon avant de vous fier à {p}.",
    ),
    "inputs clear": pair(
        "Of {inputs} uncertain inputs, {clear} move it beyond three sampling errors; the largest "
        "are shown.",
        "Sur {inputs} entrées incertaines, {clear} le déplacent au-delà de trois erreurs de "
        "tirage ; les plus influentes sont montrées.",
    ),
    "inputs beside": pair(
        "What an analyst put in moves the answer: over all uncertain inputs this figure ranges "
        "from {low} to {high} (80% range), while its sampling error is {error} points. The input "
        "that moves it most: {input} (from {from_} to {to}).",
        "Ce que l’analyste a introduit déplace la réponse : sur toutes les entrées incertaines, ce "
        "chiffre va de {low} à {high} (plage à 80 %), alors que son erreur de tirage est de "
        "{error} point. L’entrée qui le déplace le plus : {input} (de {from_} à {to}).",
    ),
    "range beside": pair("80% range over inputs {span}", "plage à 80 % des entrées : {span}"),
    "inputs figure": pair(
        "“{label}” within {months} months at both ends of each input. Orange: at its 90% point, or "
        "if true; blue: at its 10% point, or if false; line: the figure as it is.",
        "« {label} » d’ici {months} mois aux deux bouts de chaque entrée. Orange : à son 90ᵉ "
        "centile, ou si elle est vraie ; bleu : à son 10ᵉ centile, ou si elle est fausse ; trait : "
        "le chiffre tel quel.",
    ),
    "inputs alt": pair("{label}: {low} to {high}", "{label} : de {low} à {high}"),
    "inputs table": pair(
        "The inputs that move the figure most, their own 10% and 90% points (rates a year; "
        "multipliers; for what is true or false its probability), and the figure at either",
        "Les entrées qui déplacent le plus le chiffre, leurs 10ᵉ et 90ᵉ centiles (taux annuels ; "
        "multiplicateurs ; pour ce qui est vrai ou faux, sa probabilité), et le chiffre à chacun",
    ),
    "input": pair("Input", "Entrée"),
    "input points": pair("Its 10–90% points", "Ses centiles 10 à 90"),
    "true with": pair("true: {p}", "vraie : {p}"),
    "figure low": pair("Figure at the low end", "Chiffre au bout bas"),
    "figure high": pair("Figure at the high end", "Chiffre au bout haut"),
    "swing error": pair("Error of the difference, points", "Erreur de l’écart, points"),
    "given by": pair("Source", "Source"),
    # off-ramps
    "off-ramps text": pair(
        "What each intervention would do within {months} months if it held from {date} on, in "
        "points of probability. Figures in bold go beyond two sampling errors; the others cannot "
        "be told from no effect.",
        "Ce que ferait chaque intervention d’ici {months} mois si elle tenait à partir du {date}, "
        "en points de probabilité. Les chiffres en gras dépassent deux erreurs de tirage ; les "
        "autres ne se distinguent pas d’un effet nul.",
    ),
    "off-ramps none text": pair(
        "None of the interventions lowers “{label}” beyond two sampling errors.",
        "Aucune des interventions n’abaisse « {label} » au-delà de deux erreurs de tirage.",
    ),
    "off-ramps effect": pair(
        "Interventions ranked by what they do to “{label}”, with the sampling error of each change",
        "Interventions classées selon leur effet sur « {label} », avec l’erreur de tirage de "
        "chaque variation",
    ),
    "off-ramps figure": pair(
        "Change of “{label}” within {months} months, in points; thin lines: two sampling errors. "
        "Blue lowers, orange raises, grey cannot be told from no effect.",
        "Variation de « {label} » d’ici {months} mois, en points ; traits fins : deux erreurs de "
        "tirage. Le bleu abaisse, l’orange élève, le gris ne se distingue pas d’un effet nul.",
    ),
    "change alt": pair("{label}: {change} points", "{label} : {change} point"),
    "signs figure": pair(
        "“{ramp}”: its effect on “{label}” depends on what is true. Change in points where each "
        "explanation or assumption is true, and where it is false.",
        "« {ramp} » : son effet sur « {label} » dépend de ce qui est vrai. Variation en points là "
        "où chaque explication ou hypothèse de travail est vraie, et là où elle est fausse.",
    ),
    "where true": pair("{label}: if true", "{label} : si c’est vrai"),
    "where false": pair("{label}: if false", "{label} : si c’est faux"),
    "in place": pair(
        "already in place: the effect is that of keeping it",
        "déjà en place : l’effet est celui de son maintien",
    ),
    "both ways": pair("may cut both ways", "peut jouer dans les deux sens"),
    "how off-ramps": pair(
        "What each intervention sets, why it should work, and how it would show",
        "Ce que fixe chaque intervention, pourquoi elle agirait, et à quoi on la verrait",
    ),
    "sets": pair("Sets", "Fixe"),
    "best pairs": pair(
        "The best pairs; beyond the sum: what the two do together less what each does alone",
        "Les meilleures paires ; au-delà de la somme : l’effet des deux ensemble moins celui de "
        "chacune seule",
    ),
    "pair of ramps": pair("Pair", "Paire"),
    "cost in points": pair("Cost, points", "Coût, en points"),
    "beyond sum": pair("Beyond the sum", "Au-delà de la somme"),
    "plan for budget": pair(
        "A plan for a budget of {budget} (low cost 1, medium 2, high 3): at each step the "
        "intervention that lowers “{label}” most; figures for all steps so far together",
        "Un plan pour un budget de {budget} (coût faible 1, moyen 2, élevé 3) : à chaque pas, "
        "l’intervention qui abaisse le plus « {label} » ; chiffres de tous les pas réunis",
    ),
    "step": pair("Step", "Pas"),
    "points spent": pair("Spent", "Dépensé"),
    "assumptions broken": pair(
        "Taken for granted: how probable it is today that each is false, and each outcome within "
        "{months} months if it is",
        "Tenu pour acquis : probabilité, aujourd’hui, que chacune soit fausse, et chaque issue "
        "d’ici {months} mois dans ce cas",
    ),
    "standing and if wrong": pair(
        "{standing}. If wrong: {text}", "{standing}. Si c’est faux : {text}"
    ),
    "false today": pair("False today", "Fausse aujourd’hui"),
    # premortem
    "premortem": pair("How this could be wrong", "Comment ce jugement pourrait être faux"),
    "premortem text": pair(
        "Suppose that the less expected happened. What would turn out to have been so? Below, how "
        "probable each thing is today, and how probable it would be in hindsight.",
        "Supposons que le moins attendu soit arrivé. Que découvrirait-on ? Ci-dessous, la "
        "probabilité de chaque chose aujourd’hui, puis après coup.",
    ),
    "ways caption wrong": pair(
        "Ways in which the judgement could be wrong, those beyond two sampling errors, the largest "
        "five for each outcome",
        "Façons dont le jugement pourrait être faux : celles qui dépassent deux erreurs de tirage, "
        "les cinq plus grandes pour chaque issue",
    ),
    "held unlikely": pair(
        "{label}: suppose that it starts all the same",
        "{label} : supposons un début malgré tout",
    ),
    "held likely": pair(
        "{label}: suppose that it does not start",
        "{label} : supposons qu’il n’y ait aucun début",
    ),
    "not after all": pair("Not so: {label}", "Faux : {label}"),
    "how wrong": pair("How", "Comment"),
    "would have been": pair("What would have been so", "Ce qui aurait été le cas"),
    "today probability": pair("Today", "Aujourd’hui"),
    "in hindsight": pair("In hindsight", "Après coup"),
    "believed caption": pair(
        "Each outcome within {months} months if an explanation is taken as true; in bold, what "
        "differs from the judgement beyond two sampling errors",
        "Chaque issue d’ici {months} mois si une explication est tenue pour vraie ; en gras, ce "
        "qui s’écarte du jugement au-delà de deux erreurs de tirage",
    ),
    "items left out": pair(
        "What each outcome would change by, in points, if a rated item were left out: as if it had "
        "been misread, or meant to deceive",
        "De combien varierait chaque issue, en points, si un élément coté était écarté : comme "
        "s’il avait été mal lu, ou destiné à tromper",
    ),
    "no item left out": pair(
        "No rated item moves an outcome beyond two sampling errors when it is left out.",
        "Aucun élément coté, une fois écarté, ne déplace une issue au-delà de deux erreurs de "
        "tirage.",
    ),
    # watch next
    "watch": pair("What to watch next", "Ce qu’il faut guetter"),
    "watch read": pair(
        "What seeing or not seeing each sign by {date} would do to “{label}” between then and "
        "{until}; without looking it is {p}. Expected information is the share of the doubt about "
        "the outcome that watching would remove.",
        "Ce que le fait de voir ou non chaque signe d’ici le {date} ferait à « {label} » entre "
        "cette date et le {until} ; sans regarder, {p}. L’information attendue est la part du "
        "doute sur l’issue que l’observation lèverait.",
    ),
    "watch clear": pair(
        "Signs that tell something beyond two sampling errors: {clear} of the {n} below. Those "
        "marked ° cannot be told from signs that tell nothing, so their order means little.",
        "Signes qui apprennent quelque chose au-delà de deux erreurs de tirage : {clear} sur les "
        "{n} ci-dessous. Ceux marqués ° ne se distinguent pas de signes muets, et leur ordre ne "
        "veut pas dire grand-chose.",
    ),
    "watch heard": pair(
        "Where no watch is declared, a new one is taken to hear of the sign {rate} times a year.",
        "Sans veille déclarée, une nouvelle est supposée entendre parler du signe {rate} fois par "
        "an.",
    ),
    "collection plan": pair(
        "The collection plan, most telling first", "Le plan de recueil, du plus parlant au moins"
    ),
    "sign to watch": pair("Sign", "Signe"),
    "chance seen": pair("Chance of seeing it", "Chance de le voir"),
    "once seen": pair("If seen", "Si on le voit"),
    "if not seen": pair("If not seen", "Sinon"),
    "expected information": pair("Expected information", "Information attendue"),
    "node level": pair("{node}: {level}", "{node} : {level}"),
    "declare first": pair("declare a watch first", "veille à déclarer d’abord"),
}
