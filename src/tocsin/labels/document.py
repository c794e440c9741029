"""The fixed words of a briefing, in the order of its sections."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    # page
    "skip": pair("Skip to the judgement", "Aller au jugement"),
    "contents": pair("Contents", "Sommaire"),
    "as of": pair("As of {date}", "État au {date}"),
    "evidence until": pair("evidence coded until {date}", "éléments codés jusqu’au {date}"),
    "handling": pair("TLP:{mark}", "TLP:{mark}"),
    "handling means": pair(
        "Traffic Light Protocol 2.0", "Traffic Light Protocol (protocole des feux) 2.0"
    ),
    "drawn elsewhere": pair(
        "Drawn in the HTML and the PDF: {caption}", "Dessiné en HTML et en PDF : {caption}"
    ),
    "figure": pair("Figure {n}", "Figure {n}"),
    "table": pair("Table {n}", "Tableau {n}"),
    "none": pair("none", "aucun"),
    # sections
    "judgement": pair("Judgement", "Jugement"),
    "key figures": pair("Key figures", "Chiffres clés"),
    "probabilities": pair("Probabilities", "Probabilités"),
    "reasons": pair("Reasons", "Raisons"),
    "triggers": pair("Triggers", "Déclencheurs"),
    "hypotheses": pair("Rival hypotheses", "Hypothèses rivales"),
    "obligations": pair("Obligations", "Obligations"),
    "routes": pair("Routes", "Voies de passage"),
    "change": pair("What would change the judgement", "Ce qui ferait changer le jugement"),
    "sources": pair("Sources", "Sources"),
    "method": pair("Method", "Méthode"),
    "run": pair("Run record", "Fiche de calcul"),
    # judgement
    "judgement gravest": pair(
        "Over the {months} months to {date}, the gravest outcome asked about, “{label}”, "
        "{predicate}",
        "Sur les {months} mois qui s’achèvent le {date}, l’issue la plus grave envisagée, "
        "« {label} », {predicate}",
    ),
    "judgement likeliest": pair(
        "Of the new onsets asked about, the most probable, “{label}”, {predicate}",
        "Parmi les issues envisagées, la plus probable, « {label} », {predicate}",
    ),
    "against base": pair("base rate {base}", "taux de base {base}"),
    "no base": pair("no base rate anchored", "aucun taux de base ancré"),
    "moved most": pair(
        "The item that moved the figure for “{label}” most from its base rate: {item} "
        "({change} in log-odds).",
        "L’élément qui a le plus éloigné le chiffre de « {label} » de son taux de base : {item} "
        "({change} en log-cotes).",
    ),
    "going on short": pair("going on now: {p}", "en cours : {p}"),
    "going on text": pair(
        "Apart from any new onset, the probability that each is going on now: {list}.",
        "Indépendamment de tout nouvel épisode, la probabilité que chacun soit en cours : {list}.",
    ),
    "nothing going on": pair(
        "According to the coded evidence, none of these outcomes is going on at the date of "
        "knowledge; the figures are about new onsets.",
        "D’après les éléments codés, aucune de ces issues n’est en cours à la date de "
        "connaissance ; les chiffres portent sur de nouveaux épisodes.",
    ),
    "within months": pair("within {months} months", "d’ici {months} mois"),
    "base rate short": pair("base rate {base}", "taux de base {base}"),
    "base rate": pair("base rate", "taux de base"),
    "today": pair("today", "aujourd’hui"),
    "triggers observed": pair("Triggers observed", "Déclencheurs observés"),
    "of": pair("{n} of {total}", "{n} sur {total}"),
    "not watched too": pair("not monitored: {n}", "non suivis : {n}"),
    "all watched": pair("all are monitored", "tous sont suivis"),
    "leading hypothesis": pair("Explanation that gained most", "Explication qui a le plus gagné"),
    "from prior": pair("from {prior} to {posterior}", "de {prior} à {posterior}"),
    # probabilities
    "outcome": pair("Outcome", "Issue"),
    "horizon": pair("Horizon", "Horizon"),
    "months": pair("{months} months", "{months} mois"),
    "until": pair("Until", "Jusqu’au"),
    "probability": pair("Probability", "Probabilité"),
    "in words": pair("In words", "En mots"),
    "mc error": pair("Sampling error, points", "Erreur de tirage, points"),
    "80 range": pair("80% range over inputs", "Plage à 80 % des entrées"),
    "80 short": pair("80% range", "Plage à 80 %"),
    "Base rate": pair("Base rate", "Taux de base"),
    "probabilities caption": pair(
        "Probability of a new onset within each horizon",
        "Probabilité d’un nouvel épisode à chaque horizon",
    ),
    "probabilities note": pair(
        "The sampling error is the standard error of the simulation, in percentage points. The "
        "range holds the 10% and 90% points over uncertain inputs: what an analyst put in moves "
        "the answer more than sampling does.",
        "L’erreur de tirage est l’erreur type de la simulation, en points de pourcentage. La plage "
        "va du 10ᵉ au 90ᵉ centile sur les entrées incertaines : ce que l’analyste a introduit "
        "déplace davantage la réponse que le tirage.",
    ),
    "curve caption": pair(
        "Probability of a new onset within {months} months, week by week, each week with only "
        "what was public then. Solid: assessment, with two sampling errors either side; dashed: "
        "base rate. Each panel has its own scale.",
        "Probabilité d’un nouvel épisode dans les {months} mois, semaine par semaine, chaque "
        "semaine avec ce qui était alors public. Trait plein : évaluation, à deux erreurs de "
        "tirage près ; tirets : taux de base. Chaque panneau a sa propre échelle.",
    ),
    "curve alt": pair(
        "{label}: {first} at the start, {low} at the lowest, {high} at the highest ({date}), "
        "{last} on the last date.",
        "{label} : {first} au début, {low} au plus bas, {high} au plus haut ({date}), {last} à "
        "la dernière date.",
    ),
    "events shown": pair("Events marked on the curve", "Événements repérés sur la courbe"),
    # reasons
    "reasons text": pair(
        "From the base rate of {base} to {probability}: the change in the log-odds of “{label}” "
        "within {months} months, item by item in order of publication.",
        "Du taux de base de {base} à {probability} : la variation des log-cotes de « {label} » "
        "dans les {months} mois, élément par élément, dans l’ordre de publication.",
    ),
    "log-odds note": pair(
        "Log-odds are the natural logarithm of p/(1−p): +0.69 doubles the odds, −0.69 halves them.",
        "Les log-cotes sont le logarithme naturel de p/(1−p) : +0,69 double la cote, −0,69 la "
        "divise par deux.",
    ),
    "waterfall caption": pair(
        "From the base rate to today, in log-odds. Orange raises, blue lowers.",
        "Du taux de base à aujourd’hui, en log-cotes. L’orange élève, le bleu abaisse.",
    ),
    "waterfall alt": pair(
        "Bars from a base rate of {base} to {probability}; the rows are in the table below.",
        "Barres d’un taux de base de {base} à {probability} ; les lignes figurent dans le tableau "
        "ci-dessous.",
    ),
    "reasons caption": pair(
        "The terms of the change; the column adds up to the total",
        "Les termes de la variation ; la colonne s’additionne jusqu’au total",
    ),
    "small terms": pair(
        "Terms below {least}, or below two Monte Carlo errors, and rounding",
        "Termes inférieurs à {least}, ou à deux erreurs de Monte-Carlo, et arrondis",
    ),
    "small terms held": pair(
        "Named in the row of small terms: below {least}",
        "Nommés dans la ligne des petits termes : moins de {least}",
    ),
    "date": pair("Date", "Date"),
    "item": pair("Item", "Élément"),
    "kind": pair("Kind", "Nature"),
    "log-odds": pair("log-odds", "log-cotes"),
    "change in log-odds": pair("Change in log-odds", "Variation des log-cotes"),
    "error": pair("Error", "Erreur"),
    "start row": pair("Base rate: {p}", "Taux de base : {p}"),
    "end row": pair("Today: {p}", "Aujourd’hui : {p}"),
    "total change": pair("Total change", "Variation totale"),
    # triggers
    "trigger": pair("Trigger", "Déclencheur"),
    "level": pair("Level", "Niveau"),
    "state": pair("State", "État"),
    "last evidence": pair("Last evidence", "Dernier élément"),
    "age": pair("Age", "Ancienneté"),
    "one day": pair("{n} day", "{n} jour"),
    "days": pair("{n} days", "{n} jours"),
    "condition": pair("Condition", "Condition"),
    "triggers caption": pair(
        "The state of every trigger, observed or not", "L’état de chaque déclencheur"
    ),
    "triggers note": pair(
        "“Not monitored” means that nothing watches the trigger: its level is then an inference, "
        "never an absence. A level such as 2/4 is the second step above the lowest, of four.",
        "« Non suivi » veut dire que rien n’observe le déclencheur : son niveau est alors une "
        "inférence, jamais une absence. Un niveau tel que 2/4 est le deuxième échelon au-dessus du "
        "plus bas, sur quatre.",
    ),
    "nodes": pair("The rest of the model", "Le reste du modèle"),
    "nodes text": pair(
        "Where every other node of the model stands, by kind.",
        "Où en est chaque autre nœud du modèle, par nature.",
    ),
    "inferred": pair("inferred", "inféré"),
    # hypotheses
    "hypotheses text": pair(
        "Exactly one explanation of each group is true; the groups are independent. Ring: prior; "
        "dot: posterior.",
        "Dans chaque groupe, une seule explication est vraie ; les groupes sont indépendants. "
        "Anneau : a priori ; point : a posteriori.",
    ),
    "hypotheses caption": pair(
        "What is believed of each explanation, before and after the evidence",
        "Ce que l’on croit de chaque explication, avant et après les éléments",
    ),
    "hypotheses alt": pair("{label}: {prior} to {posterior}", "{label} : de {prior} à {posterior}"),
    "hypothesis": pair("Explanation", "Explication"),
    "group": pair("Group", "Groupe"),
    "prior": pair("Prior", "A priori"),
    "posterior": pair("Posterior", "A posteriori"),
    "ratings only": pair("Ratings only", "Cotations seules"),
    "undiscounted": pair("Undiscounted", "Sans décote"),
    "inconsistency": pair("Inconsistency", "Incohérence"),
    "rank": pair("Rank", "Rang"),
    "hypotheses table": pair(
        "Prior and posterior; beside them the ratings alone, the same without the discount, and "
        "the ranking by inconsistency only",
        "A priori et a posteriori ; en regard, les cotations seules, les mêmes sans décote, et le "
        "classement par la seule incohérence",
    ),
    "matrix caption": pair(
        "Competing hypotheses: how consistent each item is with each explanation",
        "Hypothèses concurrentes : cohérence de chaque élément avec chaque explication",
    ),
    "matrix codes": pair(
        "CC very consistent, C consistent, N neutral, I inconsistent, II very inconsistent, NA "
        "does not apply.",
        "CC très cohérent, C cohérent, N neutre, I incohérent, II très incohérent, NA sans objet.",
    ),
    "matrix ratios": pair(
        "Under each code stands the log-ratio that counts, after the discount of the item’s "
        "cluster.",
        "Sous chaque code figure le log-rapport compté, après la décote du groupe de l’élément.",
    ),
    "matrix uncounted": pair(
        "Items marked ° repeat what a timeline already says and are not counted.",
        "Les éléments marqués ° répètent ce que dit déjà une chronologie et ne comptent pas.",
    ),
    "marked": pair("° {text}", "° {text}"),
    "in cluster": pair(
        "one of {m} items of one origin or topic, each counted at {discount}",
        "l’un de {m} éléments de même origine ou de même sujet, chacun compté à {discount}",
    ),
    "alone": pair("stands alone", "élément isolé"),
    "diagnosticity": pair("Diagnosticity", "Pouvoir discriminant"),
    "repeats": pair(
        "already in the timeline “{node}”", "figure déjà dans la chronologie « {node} »"
    ),
    # obligations
    "obligations text": pair(
        "Who is bound to what if {attacked} is attacked by {by}, on {date}.",
        "Qui est tenu à quoi au {date} ? État attaqué : {attacked} ; attaquant : {by}.",
    ),
    "actor": pair("Actor", "Acteur"),
    "duty": pair("Duty", "Devoir"),
    "text": pair("Text", "Texte"),
    "treaty": pair("Treaty", "Traité"),
    "toward": pair("Towards", "Envers"),
    "applies": pair("Applies", "S’applique"),
    "article": pair("art. {article}", "art. {article}"),
    "automatic": pair("automatic", "automatique"),
    "bound caption": pair("Duties to act", "Devoirs d’agir"),
    "restrained caption": pair("Duties of restraint", "Devoirs de retenue"),
    "not bound": pair(
        "No duty of defence or assistance applies to: {list}.",
        "Aucun devoir de défense ou d’assistance ne s’applique à : {list}.",
    ),
    "conflicts caption": pair("Where duties conflict", "Où les devoirs se contredisent"),
    "first duty": pair("One duty", "Un devoir"),
    "second duty": pair("The other", "L’autre"),
    "conflict": pair("Conflict", "Contradiction"),
    "searched caption": pair("Looked for, and the answer", "Recherché, et la réponse"),
    "question": pair("Question", "Question"),
    "answer": pair("Answer", "Réponse"),
    "sure": pair("Certainty", "Certitude"),
    "blocs caption": pair(
        "Members coded in this case, on the date",
        "Membres codés dans ce dossier, à cette date",
    ),
    "bloc": pair("Bloc", "Bloc"),
    "members": pair("Members", "Membres"),
    "none coded": pair("none coded", "aucun codé"),
    "partners": pair("Partners", "Partenaires"),
    "observers": pair("Observers", "Observateurs"),
    "frozen": pair("Frozen", "Gelés"),
    "network caption": pair(
        "Actors, blocs and duties. Squares: blocs, with thin lines to their members (dashed: "
        "frozen). Thick: a duty that applies; dotted: one that does not on this date; orange: a "
        "duty of restraint.",
        "Acteurs, blocs et devoirs. Carrés : blocs, reliés par un trait fin à leurs membres "
        "(tirets : participation gelée). Trait épais : devoir applicable ; pointillé : non "
        "applicable à cette date ; orange : devoir de retenue.",
    ),
    "network alt": pair(
        "{blocs} blocs, {actors} actors, {duties} duties; the tables below say the same.",
        "{blocs} blocs, {actors} acteurs, {duties} devoirs ; les tableaux ci-dessous disent la "
        "même chose.",
    ),
    # routes
    "route": pair("Route", "Voie"),
    "mode": pair("Mode", "Mode"),
    "status": pair("Status", "Statut"),
    "since": pair("Since", "Depuis"),
    "support": pair("Could carry outside support", "Pourrait porter un soutien extérieur"),
    "note": pair("Note", "Note"),
    "routes caption": pair("Status of every route", "Statut de chaque voie"),
    "map caption": pair(
        "The routes by status; numbers as in the table. Boundaries as Natural Earth draws them "
        "(public domain); they imply no judgement.",
        "Les voies selon leur statut ; numéros du tableau. Frontières telles que tracées par "
        "Natural Earth (domaine public), sans jugement de notre part.",
    ),
    "map alt": pair("{route}: {status}", "{route} : {status}"),
    "ways caption": pair("Ways between actors", "Passages entre acteurs"),
    "way": pair("From – to", "De – à"),
    "by routes": pair("By", "Par"),
    # change
    "discriminators caption": pair(
        "Observations that would tell the explanations apart",
        "Observations qui départageraient les explications",
    ),
    "observation": pair("Observation", "Observation"),
    "moves": pair("Which way it moves", "Dans quel sens"),
    "strength": pair("Strength", "Force"),
    "where": pair("Where to look", "Où regarder"),
    "off-ramp": pair("Intervention", "Intervention"),
    "why": pair("Why", "Pourquoi"),
    "cost": pair("Cost", "Coût"),
    "window": pair("Window", "Fenêtre"),
    "signpost": pair("Signpost", "Signe à guetter"),
    "assumption": pair("Assumption", "Hypothèse de travail"),
    "standing": pair("Standing", "Solidité"),
    # sources
    "sources text": pair("Numbered as cited above.", "Numérotées telles que citées plus haut."),
    "claims caption": pair(
        "The text under test, claim by claim (paraphrased)",
        "Le texte mis à l’épreuve, affirmation par affirmation (paraphrasée)",
    ),
    "claim": pair("Claim", "Affirmation"),
    # method
    "method text": pair(
        "Everything with a state is a node with ordered levels; it moves one level up or down at "
        "a rate per year, multiplied by factors while stated conditions hold. All rates and "
        "factors are uncertain, so every simulated future draws its own. What is known enters "
        "three ways: dated timelines (a quiet month under watch counts too), reports weighed by "
        "their Admiralty code, and items rated against rival explanations. Without evidence, each "
        "anchored outcome follows the rate of its reference class.",
        "Tout ce qui a un état est un nœud à niveaux ordonnés ; il monte ou descend d’un niveau "
        "à un taux annuel, multiplié par des facteurs tant que des conditions énoncées tiennent. "
        "Taux et facteurs sont incertains : chaque avenir simulé tire les siens. Ce que l’on sait "
        "entre de trois façons : des chronologies datées (un mois calme sous observation compte "
        "aussi), des signalements pesés selon leur code d’Amirauté, et des éléments cotés face "
        "aux explications rivales. Sans éléments, chaque issue ancrée suit le taux de sa classe "
        "de référence.",
    ),
    "words caption": pair(
        "Words of estimative probability (ICD 203; the lower bound belongs to the band)",
        "Vocabulaire des probabilités (ICD 203 ; la borne basse appartient à la plage)",
    ),
    "term": pair("Term", "Terme"),
    "from": pair("From", "À partir de"),
    "to": pair("To", "Jusqu’à"),
    "anchors caption": pair(
        "Anchors: how each onset is tied to its reference class, and the drift removed",
        "Ancrages : rattachement de chaque issue à sa classe de référence, et dérive retirée",
    ),
    "reference class": pair("Reference class", "Classe de référence"),
    "events over years": pair("{events} in {years} years", "{events} en {years} ans"),
    "class rate": pair("Rate a year", "Taux annuel"),
    "scale": pair("Scale, first to last quarter", "Échelle, du premier au dernier trimestre"),
    "drift": pair("Drift removed", "Dérive retirée"),
    "start caption": pair(
        "Start state on {date}: where each node stood when the filter began",
        "État initial au {date} : position de chaque nœud au départ du filtre",
    ),
    "node": pair("Node", "Nœud"),
    "start": pair("Start", "Départ"),
    "admiralty caption": pair(
        "Admiralty code: exponents on the likelihood ratio of {ratio}",
        "Code d’Amirauté : exposants du rapport de vraisemblance de {ratio}",
    ),
    "consistency caption": pair(
        "Consistency: likelihood ratio of an item", "Cohérence : rapport de vraisemblance"
    ),
    "code": pair("Code", "Code"),
    "reliability": pair("Reliability of the source", "Fiabilité de la source"),
    "credibility": pair("Credibility of the item", "Crédibilité de l’information"),
    "exponent": pair("Exponent", "Exposant"),
    "ratio": pair("Ratio", "Rapport"),
    "discount text": pair(
        "The summed log-ratios of a cluster of m items are multiplied by 1/(1+(m−1)ρ) with "
        "ρ = {rho}, then by the exponent {exponent}.",
        "La somme des log-rapports d’une grappe de m éléments est multipliée par 1/(1+(m−1)ρ) "
        "avec ρ = {rho}, puis par l’exposant {exponent}.",
    ),
    "health text": pair(
        "{samples} simulated histories; smallest effective sample {ess} (on {date}); {ancestors} "
        "effective ancestors.",
        "{samples} histoires simulées ; plus petit échantillon effectif {ess} (le {date}) ; "
        "{ancestors} ancêtres effectifs.",
    ),
    "notes": pair("Notes of the case", "Notes du dossier"),
    # run record
    "setting": pair("Setting", "Paramètre"),
    "value": pair("Value", "Valeur"),
    "run caption": pair(
        "All that is needed to repeat this result", "Tout ce qu’il faut pour refaire ce calcul"
    ),
    "run version": pair("Tocsin", "Tocsin"),
    "run case": pair("Case", "Dossier"),
    "run hash": pair("Case and evidence (SHA-256)", "Dossier et éléments (SHA-256)"),
    "run evidence": pair(
        "Evidence known on the day (SHA-256)", "Éléments connus ce jour-là (SHA-256)"
    ),
    "run as of": pair("As of", "État au"),
    "run seed": pair("Seed", "Graine"),
    "run samples": pair("Sample size", "Taille de l’échantillon"),
    "run libraries": pair("Libraries", "Bibliothèques"),
    "run format": pair("Results format", "Format des résultats"),
}
