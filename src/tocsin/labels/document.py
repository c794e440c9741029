"""Every fixed word that a reader sees, in English and in French, in one place.

Command line and briefings share it, so that one thing has one name on every screen.
"""

from __future__ import annotations

from tocsin.language import Language, Text


def say(key: str, language: Language, **values: str) -> str:
    """The wording of ``key``, with ``values`` filled in; an unknown key is a ``KeyError``."""
    wording = LABELS[key].in_(language)
    return wording.format(**values) if values else wording


def _pair(en: str, fr: str) -> Text:
    return Text(en=en, fr=fr)


LABELS: dict[str, Text] = {
    # page
    "skip": _pair("Skip to the judgement", "Aller au jugement"),
    "contents": _pair("Contents", "Sommaire"),
    "as of": _pair("As of {date}", "État au {date}"),
    "evidence until": _pair("evidence coded until {date}", "éléments codés jusqu’au {date}"),
    "handling": _pair("TLP:{mark}", "TLP:{mark}"),
    "handling means": _pair(
        "Traffic Light Protocol 2.0", "Traffic Light Protocol (protocole des feux) 2.0"
    ),
    "figure": _pair("Figure {n}", "Figure {n}"),
    "table": _pair("Table {n}", "Tableau {n}"),
    "no": _pair("no", "non"),
    "yes": _pair("yes", "oui"),
    "unknown": _pair("unknown", "inconnu"),
    "none": _pair("none", "aucun"),
    "not given": _pair("not given", "non indiqué"),
    # sections
    "judgement": _pair("Judgement", "Jugement"),
    "key figures": _pair("Key figures", "Chiffres clés"),
    "probabilities": _pair("Probabilities", "Probabilités"),
    "reasons": _pair("Reasons", "Raisons"),
    "triggers": _pair("Triggers", "Déclencheurs"),
    "hypotheses": _pair("Rival hypotheses", "Hypothèses rivales"),
    "obligations": _pair("Obligations", "Obligations"),
    "routes": _pair("Routes", "Voies de passage"),
    "change": _pair("What would change the judgement", "Ce qui ferait changer le jugement"),
    "sources": _pair("Sources", "Sources"),
    "method": _pair("Method", "Méthode"),
    "run": _pair("Run record", "Fiche de calcul"),
    # judgement
    "judgement gravest": _pair(
        "Over the {months} months to {date}, the gravest outcome asked about – {label} – "
        "{predicate}",
        "Sur les {months} mois qui s’achèvent le {date}, l’issue la plus grave envisagée – "
        "{label} – {predicate}",
    ),
    "judgement likeliest": _pair(
        "Of the new onsets asked about, the most probable – {label} – {predicate}",
        "Parmi les issues envisagées, la plus probable – {label} – {predicate}",
    ),
    "against base": _pair("base rate {base}", "taux de base {base}"),
    "no base": _pair("no base rate anchored", "aucun taux de base ancré"),
    "moved most": _pair(
        "Since the base rate for {label}, the item that moved the figure most is: {item} "
        "({change} in log-odds).",
        "Depuis le taux de base ({label}), l’élément qui a le plus déplacé le chiffre est : "
        "{item} ({change} en log-cotes).",
    ),
    "going on now": _pair("Going on now", "En cours"),
    "going on text": _pair(
        "Apart from any new onset, the probability that each is going on now: {list}.",
        "Indépendamment de tout nouvel épisode, la probabilité que chacun soit en cours : {list}.",
    ),
    "nothing going on": _pair(
        "According to the coded evidence, none of these outcomes is going on at the date of "
        "knowledge; the figures are about new onsets.",
        "D’après les éléments codés, aucune de ces issues n’est en cours à la date de "
        "connaissance ; les chiffres portent sur de nouveaux épisodes.",
    ),
    "within months": _pair("within {months} months", "d’ici {months} mois"),
    "base rate short": _pair("base rate {base}", "taux de base {base}"),
    "base rate": _pair("base rate", "taux de base"),
    "today": _pair("today", "aujourd’hui"),
    "triggers observed": _pair("Triggers observed", "Déclencheurs observés"),
    "of": _pair("{n} of {total}", "{n} sur {total}"),
    "not watched too": _pair("not monitored: {n}", "non suivis : {n}"),
    "all watched": _pair("all are monitored", "tous sont suivis"),
    "leading hypothesis": _pair("Explanation that gained most", "Explication qui a le plus gagné"),
    "from prior": _pair("from {prior} to {posterior}", "de {prior} à {posterior}"),
    # probabilities
    "outcome": _pair("Outcome", "Issue"),
    "horizon": _pair("Horizon", "Horizon"),
    "months": _pair("{months} months", "{months} mois"),
    "until": _pair("Until", "Jusqu’au"),
    "probability": _pair("Probability", "Probabilité"),
    "in words": _pair("In words", "En mots"),
    "mc error": _pair("Sampling error, points", "Erreur de tirage, points"),
    "80 range": _pair("80% range over inputs", "Plage à 80 % des entrées"),
    "80 short": _pair("80% range", "Plage à 80 %"),
    "Base rate": _pair("Base rate", "Taux de base"),
    "probabilities caption": _pair(
        "Probability of a new onset within each horizon",
        "Probabilité d’un nouvel épisode à chaque horizon",
    ),
    "probabilities note": _pair(
        "The sampling error is the standard error of the simulation, in percentage points. The "
        "range holds the 10% and 90% points over uncertain inputs: what an analyst put in moves "
        "the answer more than sampling does.",
        "L’erreur de tirage est l’erreur type de la simulation, en points de pourcentage. La plage "
        "va du 10e au 90e centile sur les entrées incertaines : ce que l’analyste a introduit "
        "déplace davantage la réponse que le tirage.",
    ),
    "curve caption": _pair(
        "Probability of a new onset within {months} months, week by week, each week with only "
        "what was public then. Solid: assessment, with two sampling errors either side; dashed: "
        "base rate. Each panel has its own scale.",
        "Probabilité d’un nouvel épisode dans les {months} mois, semaine par semaine, chaque "
        "semaine avec ce qui était alors public. Trait plein : évaluation, à deux erreurs de "
        "tirage près ; tirets : taux de base. Chaque panneau a sa propre échelle.",
    ),
    "curve alt": _pair(
        "{label}: {first} at the start, {low} at the lowest, {high} at the highest ({date}), "
        "{last} on the last date.",
        "{label} : {first} au début, {low} au plus bas, {high} au plus haut ({date}), {last} à "
        "la dernière date.",
    ),
    "events shown": _pair("Events marked on the curve", "Événements repérés sur la courbe"),
    # reasons
    "reasons text": _pair(
        "From the base rate of {base} to {probability}: the change in the log-odds of “{label}” "
        "within {months} months, item by item in order of publication.",
        "Du taux de base de {base} à {probability} : la variation des log-cotes de « {label} » "
        "dans les {months} mois, élément par élément, dans l’ordre de publication.",
    ),
    "log-odds note": _pair(
        "Log-odds are the natural logarithm of p/(1−p): +0.69 doubles the odds, −0.69 halves them.",
        "Les log-cotes sont le logarithme naturel de p/(1−p) : +0,69 double la cote, −0,69 la "
        "divise par deux.",
    ),
    "waterfall caption": _pair(
        "From the base rate to today, in log-odds. Orange raises, blue lowers.",
        "Du taux de base à aujourd’hui, en log-cotes. L’orange élève, le bleu abaisse.",
    ),
    "waterfall alt": _pair(
        "Bars from a base rate of {base} to {probability}; the rows are in the table below.",
        "Barres d’un taux de base de {base} à {probability} ; les lignes figurent dans le tableau "
        "ci-dessous.",
    ),
    "reasons caption": _pair(
        "The terms of the change; the column adds up to the total",
        "Les termes de la variation ; la colonne s’additionne jusqu’au total",
    ),
    "minor row": _pair("{n} terms of less than 0.05 each", "{n} termes de moins de 0,05 chacun"),
    "minor caption": _pair(
        "The terms of less than 0.05, which the table above holds in one row",
        "Les termes de moins de 0,05, réunis en une ligne dans le tableau précédent",
    ),
    "date": _pair("Date", "Date"),
    "item": _pair("Item", "Élément"),
    "kind": _pair("Kind", "Nature"),
    "log-odds": _pair("log-odds", "log-cotes"),
    "change in log-odds": _pair("Change in log-odds", "Variation des log-cotes"),
    "error": _pair("Error", "Erreur"),
    "start row": _pair("Base rate: {p}", "Taux de base : {p}"),
    "end row": _pair("Today: {p}", "Aujourd’hui : {p}"),
    "total change": _pair("Total change", "Variation totale"),
    # triggers
    "trigger": _pair("Trigger", "Déclencheur"),
    "level": _pair("Level", "Niveau"),
    "state": _pair("State", "État"),
    "last evidence": _pair("Last evidence", "Dernier élément"),
    "age": _pair("Age", "Ancienneté"),
    "one day": _pair("{n} day", "{n} jour"),
    "days": _pair("{n} days", "{n} jours"),
    "condition": _pair("Condition", "Condition"),
    "triggers caption": _pair(
        "The state of every trigger, observed or not", "L’état de chaque déclencheur"
    ),
    "triggers note": _pair(
        "“Not monitored” means that nothing watches the trigger: its level is then an inference, "
        "never an absence. A level such as 2/4 is the second step above the lowest, of four.",
        "« Non suivi » veut dire que rien n’observe le déclencheur : son niveau est alors une "
        "inférence, jamais une absence. Un niveau tel que 2/4 est le deuxième échelon au-dessus du "
        "plus bas, sur quatre.",
    ),
    "nodes": _pair("The rest of the model", "Le reste du modèle"),
    "nodes text": _pair(
        "Where every other node of the model stands, by kind.",
        "Où en est chaque autre nœud du modèle, par nature.",
    ),
    "inferred": _pair("inferred", "inféré"),
    "most probable": _pair("{level} ({p})", "{level} ({p})"),
    # hypotheses
    "hypotheses text": _pair(
        "Exactly one explanation of each group is true; the groups are independent. Ring: prior; "
        "dot: posterior.",
        "Dans chaque groupe, une seule explication est vraie ; les groupes sont indépendants. "
        "Anneau : a priori ; point : a posteriori.",
    ),
    "hypotheses caption": _pair(
        "What is believed of each explanation, before and after the evidence",
        "Ce que l’on croit de chaque explication, avant et après les éléments",
    ),
    "hypotheses alt": _pair(
        "{label}: {prior} to {posterior}", "{label} : de {prior} à {posterior}"
    ),
    "hypothesis": _pair("Explanation", "Explication"),
    "group": _pair("Group", "Groupe"),
    "prior": _pair("Prior", "A priori"),
    "posterior": _pair("Posterior", "A posteriori"),
    "ratings only": _pair("Ratings only", "Cotations seules"),
    "undiscounted": _pair("Undiscounted", "Sans décote"),
    "inconsistency": _pair("Inconsistency", "Incohérence"),
    "rank": _pair("Rank", "Rang"),
    "hypotheses table": _pair(
        "Prior and posterior; beside them the ratings alone, the same without the discount, and "
        "the ranking by inconsistency only",
        "A priori et a posteriori ; en regard, les cotations seules, les mêmes sans décote, et le "
        "classement par la seule incohérence",
    ),
    "matrix caption": _pair(
        "Competing hypotheses: how consistent each item is with each explanation",
        "Hypothèses concurrentes : cohérence de chaque élément avec chaque explication",
    ),
    "matrix note": _pair(
        "CC very consistent, C consistent, N neutral, I inconsistent, II very inconsistent, NA "
        "does not apply. Under each code stands the log-ratio that counts, after the discount of "
        "the item’s cluster. Items in grey repeat what a timeline already says and are not "
        "counted.",
        "CC très cohérent, C cohérent, N neutre, I incohérent, II très incohérent, NA sans objet. "
        "Sous chaque code figure le log-rapport compté, après la décote du groupe de l’élément. "
        "Les éléments en gris répètent ce que dit déjà une chronologie et ne comptent pas.",
    ),
    "cluster": _pair("Cluster", "Grappe"),
    "discount": _pair("Discount", "Décote"),
    "diagnosticity": _pair("Diagnosticity", "Pouvoir discriminant"),
    "repeats": _pair("repeats {node}", "répète {node}"),
    # obligations
    "obligations text": _pair(
        "Who is bound to what if {attacked} is attacked by {by}, on {date}.",
        "Qui est tenu à quoi au {date} ? État attaqué : {attacked} ; attaquant : {by}.",
    ),
    "actor": _pair("Actor", "Acteur"),
    "duty": _pair("Duty", "Devoir"),
    "text": _pair("Text", "Texte"),
    "treaty": _pair("Treaty", "Traité"),
    "toward": _pair("Towards", "Envers"),
    "applies": _pair("Applies", "S’applique"),
    "reason": _pair("Reason", "Motif"),
    "article": _pair("art. {article}", "art. {article}"),
    "automatic": _pair("automatic", "automatique"),
    "bound caption": _pair("Duties to act", "Devoirs d’agir"),
    "restrained caption": _pair("Duties of restraint", "Devoirs de retenue"),
    "not bound": _pair(
        "No duty of defence or assistance applies to: {list}.",
        "Aucun devoir de défense ou d’assistance ne s’applique à : {list}.",
    ),
    "conflicts caption": _pair("Where duties conflict", "Où les devoirs se contredisent"),
    "first duty": _pair("One duty", "Un devoir"),
    "second duty": _pair("The other", "L’autre"),
    "conflict": _pair("Conflict", "Contradiction"),
    "searched caption": _pair("Looked for, and the answer", "Recherché, et la réponse"),
    "question": _pair("Question", "Question"),
    "answer": _pair("Answer", "Réponse"),
    "sure": _pair("Certainty", "Certitude"),
    "blocs caption": _pair("Members on the date", "Membres à cette date"),
    "bloc": _pair("Bloc", "Bloc"),
    "members": _pair("Members", "Membres"),
    "partners": _pair("Partners", "Partenaires"),
    "observers": _pair("Observers", "Observateurs"),
    "frozen": _pair("Frozen", "Gelés"),
    "network caption": _pair(
        "Actors, blocs and duties. Squares: blocs, with thin lines to their members (dashed: "
        "frozen). Thick: a duty that applies; dotted: one that does not on this date; orange: a "
        "duty of restraint.",
        "Acteurs, blocs et devoirs. Carrés : blocs, reliés par un trait fin à leurs membres "
        "(tirets : participation gelée). Trait épais : devoir applicable ; pointillé : non "
        "applicable à cette date ; orange : devoir de retenue.",
    ),
    "network alt": _pair(
        "{blocs} blocs, {actors} actors, {duties} duties; the tables below say the same.",
        "{blocs} blocs, {actors} acteurs, {duties} devoirs ; les tableaux ci-dessous disent la "
        "même chose.",
    ),
    # routes
    "route": _pair("Route", "Voie"),
    "mode": _pair("Mode", "Mode"),
    "status": _pair("Status", "Statut"),
    "since": _pair("Since", "Depuis"),
    "support": _pair("Could carry outside support", "Pourrait porter un soutien extérieur"),
    "note": _pair("Note", "Note"),
    "routes caption": _pair("Status of every route", "Statut de chaque voie"),
    "map caption": _pair(
        "The routes by status; numbers as in the table. Boundaries as Natural Earth draws them "
        "(public domain); they imply no judgement.",
        "Les voies selon leur statut ; numéros du tableau. Frontières telles que tracées par "
        "Natural Earth (domaine public), sans jugement de notre part.",
    ),
    "map alt": _pair("{route}: {status}", "{route} : {status}"),
    "ways caption": _pair("Ways between actors", "Passages entre acteurs"),
    "way": _pair("From – to", "De – à"),
    "by routes": _pair("By", "Par"),
    # change
    "discriminators caption": _pair(
        "Observations that would tell the explanations apart",
        "Observations qui départageraient les explications",
    ),
    "observation": _pair("Observation", "Observation"),
    "moves": _pair("Which way it moves", "Dans quel sens"),
    "strength": _pair("Strength", "Force"),
    "where": _pair("Where to look", "Où regarder"),
    "off-ramps caption": _pair(
        "Interventions that would lower the risk", "Interventions qui réduiraient le risque"
    ),
    "off-ramp": _pair("Intervention", "Intervention"),
    "why": _pair("Why", "Pourquoi"),
    "cost": _pair("Cost", "Coût"),
    "window": _pair("Window", "Fenêtre"),
    "signpost": _pair("Signpost", "Signe à guetter"),
    "assumptions caption": _pair("Taken for granted", "Tenu pour acquis"),
    "assumption": _pair("Assumption", "Hypothèse de travail"),
    "standing": _pair("Standing", "Solidité"),
    "if wrong": _pair("If wrong", "Si elle est fausse"),
    # sources
    "sources text": _pair("Numbered as cited above.", "Numérotées telles que citées plus haut."),
    "claims caption": _pair(
        "The text under test, claim by claim (paraphrased)",
        "Le texte mis à l’épreuve, affirmation par affirmation (paraphrasée)",
    ),
    "claim": _pair("Claim", "Affirmation"),
    # method
    "method text": _pair(
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
    "words caption": _pair(
        "Words of estimative probability (ICD 203; the lower bound belongs to the band)",
        "Vocabulaire des probabilités (ICD 203 ; la borne basse appartient à la plage)",
    ),
    "term": _pair("Term", "Terme"),
    "from": _pair("From", "À partir de"),
    "to": _pair("To", "Jusqu’à"),
    "anchors caption": _pair(
        "Anchors: how each onset is tied to its reference class, and the drift removed",
        "Ancrages : rattachement de chaque issue à sa classe de référence, et dérive retirée",
    ),
    "reference class": _pair("Reference class", "Classe de référence"),
    "events over years": _pair("{events} in {years} years", "{events} en {years} ans"),
    "class rate": _pair("Rate a year", "Taux annuel"),
    "scale": _pair("Scale, first to last quarter", "Échelle, du premier au dernier trimestre"),
    "drift": _pair("Drift removed", "Dérive retirée"),
    "start caption": _pair(
        "Start state on {date}: where each node stood when the filter began",
        "État initial au {date} : position de chaque nœud au départ du filtre",
    ),
    "node": _pair("Node", "Nœud"),
    "start": _pair("Start", "Départ"),
    "admiralty caption": _pair(
        "Admiralty code: exponents on the likelihood ratio of {ratio}",
        "Code d’Amirauté : exposants du rapport de vraisemblance de {ratio}",
    ),
    "consistency caption": _pair(
        "Consistency: likelihood ratio of an item", "Cohérence : rapport de vraisemblance"
    ),
    "code": _pair("Code", "Code"),
    "reliability": _pair("Reliability of the source", "Fiabilité de la source"),
    "credibility": _pair("Credibility of the item", "Crédibilité de l’information"),
    "exponent": _pair("Exponent", "Exposant"),
    "ratio": _pair("Ratio", "Rapport"),
    "discount text": _pair(
        "The summed log-ratios of a cluster of m items are multiplied by 1/(1+(m−1)ρ) with "
        "ρ = {rho}, then by the exponent {exponent}.",
        "La somme des log-rapports d’une grappe de m éléments est multipliée par 1/(1+(m−1)ρ) "
        "avec ρ = {rho}, puis par l’exposant {exponent}.",
    ),
    "health text": _pair(
        "{samples} simulated histories; smallest effective sample {ess} (on {date}); {ancestors} "
        "effective ancestors.",
        "{samples} histoires simulées ; plus petit échantillon effectif {ess} (le {date}) ; "
        "{ancestors} ancêtres effectifs.",
    ),
    "notes": _pair("Notes of the case", "Notes du cas"),
    # run record
    "setting": _pair("Setting", "Paramètre"),
    "value": _pair("Value", "Valeur"),
    "run caption": _pair(
        "All that is needed to repeat this result", "Tout ce qu’il faut pour refaire ce calcul"
    ),
    "run version": _pair("Tocsin", "Tocsin"),
    "run case": _pair("Case", "Cas"),
    "run hash": _pair("Case and evidence (SHA-256)", "Cas et éléments (SHA-256)"),
    "run as of": _pair("As of", "État au"),
    "run seed": _pair("Seed", "Graine"),
    "run samples": _pair("Sample size", "Taille de l’échantillon"),
    "run libraries": _pair("Libraries", "Bibliothèques"),
    "run format": _pair("Results format", "Format des résultats"),
    # progress
    "doing anchors": _pair("Tying outcomes to base rates", "Ancrage sur les taux de base"),
    "doing curve": _pair("Following the evidence", "Suivi des éléments"),
    "doing explanation": _pair("Splitting the reasons", "Décomposition des raisons"),
    "doing forecast": _pair("Simulating futures", "Simulation des avenirs"),
    "doing filter": _pair("Following the evidence", "Suivi des éléments"),
    "loading": _pair("Loading the engine", "Chargement du moteur"),
    "compiling": _pair(
        "Loading the engine (a first run compiles it, which takes a while)",
        "Chargement du moteur (un premier lancement le compile, ce qui prend un moment)",
    ),
    # command line
    "within": _pair("Within", "D’ici"),
    "points": _pair("± points", "± points"),
    "curve": _pair(
        "Within {months} months, week by week since {start}",
        "Dans les {months} mois, semaine par semaine depuis le {start}",
    ),
    "lowest highest": _pair("{low} to {high}", "{low} à {high}"),
    "bar": _pair("Lowers · raises", "Abaisse · élève"),
    "problems": _pair(
        "errors: {errors}, warnings: {warnings}", "erreurs : {errors}, alertes : {warnings}"
    ),
    "fine": _pair("No problems found.", "Aucun problème."),
    "place": _pair("Place", "Emplacement"),
    "problem": _pair("Problem", "Problème"),
    "written": _pair("Written: {path}", "Écrit : {path}"),
    "no data": _pair("Nothing to show.", "Rien à afficher."),
    "warning": _pair("Warning", "Avertissement"),
}

#: Wordings of values that results hold as identifiers, by the field they stand in.
