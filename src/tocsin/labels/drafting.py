"""The fixed words of drafts: what a model was asked, what a draft proposes, its review."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    # asking a language model
    "doing asking": pair("Asking the language model", "Questions au modèle de langue"),
    "part failed": pair(
        "Part {number} of {count} was not read by the model: {reason}",
        "La partie {number} sur {count} n’a pas été lue par le modèle : {reason}",
    ),
    "part broken": pair(
        "Part {number} of {count}: the model’s answer has another form than asked; left out",
        "Partie {number} sur {count} : la réponse du modèle n’a pas la forme demandée ; écartée",
    ),
    "part cut off": pair(
        "Part {number} of {count}: the model’s answer was cut off; its whole findings were kept",
        "Partie {number} sur {count} : réponse tronquée ; les éléments entiers sont gardés",
    ),
    # what the text does not mention
    "unsaid bloc": pair("{name}: {actors} belong to it", "{name} : {actors} en font partie"),
    "unsaid treaty": pair(
        "{name}, {date}: {actors} are parties", "{name}, {date} : {actors} y sont parties"
    ),
    # what is proposed
    "proposed outcome": pair("What is asked: the outcome", "Ce qui est demandé : l’issue"),
    "proposed trigger": pair("A trigger", "Un déclencheur"),
    "proposed off-ramp": pair("An intervention", "Une intervention"),
    "proposed chronology_events": pair("A dated event", "Un fait daté"),
    "proposed relations": pair("A tie between actors", "Un lien entre acteurs"),
    "proposed scenario_claims": pair("A scenario", "Un scénario"),
    "proposed predictions_asserted": pair("A forecast", "Une prévision"),
    "proposed attributions": pair("What somebody says or thinks", "Ce que quelqu’un dit ou pense"),
    "proposed source": pair("A dated source", "Une source datée"),
    "proposed route": pair("A route", "Une voie"),
    # what a drafted case still lacks
    "gap blank header": pair("left blank", "laissé en blanc"),
    "gap nothing asked": pair("nothing is asked yet", "rien n’est encore demandé"),
    "gap asked without level": pair(
        "asked, but no level is named", "demandé, mais aucun niveau n’est nommé"
    ),
    "gap hypothesis without claim": pair(
        "explanations without a claim", "explications sans énoncé"
    ),
    "gap hypothesis without prior": pair(
        "explanations without a prior and its source",
        "explications sans probabilité initiale ni source",
    ),
    "gap claim without paraphrase": pair(
        "claims without a paraphrase in both languages",
        "affirmations sans paraphrase dans les deux langues",
    ),
    "gap claim without kind": pair(
        "claims without a kind or a speaker", "affirmations sans nature ou sans auteur"
    ),
    "gap copied claim": pair(
        "claims in the words of the text; say them in your own",
        "affirmations reprenant les mots du texte ; à dire avec les vôtres",
    ),
    "gap node without words": pair(
        "nodes without a label or definition in both languages",
        "nœuds sans nom ou sans définition dans les deux langues",
    ),
    "gap node without levels": pair(
        "nodes without at least two levels", "nœuds sans deux niveaux au moins"
    ),
    "gap level without observable": pair("levels without an observable", "niveaux sans observable"),
    "gap node without start": pair("nodes without a start", "nœuds sans état initial"),
    "gap node without rate": pair("nodes without any rate", "nœuds sans aucun taux"),
    "gap rate without source": pair("rates without a source", "taux sans source"),
    "gap trigger not observed": pair(
        "triggers that nothing observes", "déclencheurs que rien n’observe"
    ),
    "gap class without counts": pair(
        "reference classes without counts and their source",
        "classes de référence sans décompte ni source",
    ),
    "gap asked without anchor": pair(
        "asked, but tied to no reference class",
        "demandé, mais rattaché à aucune classe de référence",
    ),
    "gap off-ramp sets nothing": pair(
        "interventions that set nothing", "interventions qui ne fixent rien"
    ),
    "gap off-ramp without words": pair(
        "interventions with blanks: cost, direction or words",
        "interventions incomplètes : coût, sens ou textes",
    ),
    "gap route without history": pair("routes without a dated status", "voies sans statut daté"),
    "gap route without words": pair(
        "routes with blanks: mode or words", "voies incomplètes : mode ou textes"
    ),
    "gap question not settled": pair(
        "questions that cannot be settled: dates, threshold or source of truth missing",
        "questions impossibles à trancher : dates, seuil ou source de vérité manquants",
    ),
    # a draft and its review on a terminal
    "draft title": pair("Draft from {name}", "Brouillon tiré de {name}"),
    "draft facts": pair(
        "{waiting} of {count} proposals wait for a decision",
        "{waiting} propositions sur {count} attendent une décision",
    ),
    "proposals caption": pair("Proposals", "Propositions"),
    "proposals kind": pair("What", "Nature"),
    "proposals number": pair("Number", "Nombre"),
    "proposals ids": pair("Ids", "Identifiants"),
    "proposals source": pair("dated sources", "sources datées"),
    "proposals claim": pair("claims", "affirmations"),
    "proposals actor": pair("actors", "acteurs"),
    "proposals route": pair("routes", "voies"),
    "proposals trigger": pair("triggers", "déclencheurs"),
    "proposals outcome": pair("outcome", "issue"),
    "proposals off_ramp": pair("interventions", "interventions"),
    "proposals rival": pair("the thesis and its rivals", "la thèse et ses rivales"),
    "proposals wording": pair("loaded words", "mots connotés"),
    "loaded caption": pair("Loaded words, and neutral ones", "Mots connotés, et mots neutres"),
    "loaded word": pair("Word", "Mot"),
    "loaded times": pair("Times", "Fois"),
    "loaded neutral": pair("In its place", "À la place"),
    "unsourced caption": pair("Claims without a source", "Affirmations sans source"),
    "unsourced text": pair(
        "For {number} claims the text names nobody but its author: {list}.",
        "Pour {number} affirmations, le texte ne nomme que son auteur : {list}.",
    ),
    "silences caption": pair(
        "What the text does not mention about its actors",
        "Ce que le texte ne dit pas de ses acteurs",
    ),
    "refused caption": pair(
        "What the model said and was refused", "Ce que le modèle a dit et qui est refusé"
    ),
    "refused quote": pair("quotes that do not stand in the text", "citations absentes du texte"),
    "refused form": pair(
        "findings of another form than asked", "éléments d’une autre forme que demandé"
    ),
    "refused known": pair("findings that were known already", "éléments déjà connus"),
    "review next": pair(
        "Nothing is in the case yet. Decide with: tocsin review {folder}",
        "Rien n’est encore dans le dossier. Pour décider : tocsin review {folder}",
    ),
    "review title": pair("Review of {folder}", "Revue de {folder}"),
    "review facts": pair(
        "accepted: {accepted} · rejected: {rejected} · waiting: {waiting}",
        "acceptées : {accepted} · refusées : {rejected} · en attente : {waiting}",
    ),
    "gaps caption": pair("What the case still lacks", "Ce qui manque encore au dossier"),
    "gaps none": pair("No blank is left.", "Il ne reste aucun blanc."),
    "gaps file": pair("File", "Fichier"),
    "gaps what": pair("What is missing", "Ce qui manque"),
    "gaps where": pair("Where", "Où"),
    "gaps check": pair(
        "tocsin check finds errors: {errors}, warnings: {warnings}; it gives the line of each.",
        "tocsin check trouve, ligne par ligne, erreurs : {errors}, alertes : {warnings}.",
    ),
    # one proposal, and what can be done with it
    "proposal head": pair("{id} · {what}", "{id} · {what}"),
    "proposal place": pair("{number} of {count}", "{number} sur {count}"),
    "proposal goes to": pair("goes to {files}", "ira dans {files}"),
    "proposal by model": pair("found by the language model", "trouvé par le modèle de langue"),
    "proposal look": pair("look twice: {flags}", "à revoir : {flags}"),
    "review ask": pair(
        "[a] accept  [e] edit and accept  [r] reject  [l] later  [q] quit: ",
        "[a] accepter  [m] modifier et accepter  [r] refuser  [p] plus tard  [q] quitter : ",
    ),
    "review keys": pair("a e r l q", "a m r p q"),
    "review which": pair("Type one of these letters: {keys}", "Tapez une de ces lettres : {keys}"),
    "review field": pair(
        "{field}, {tongue} (empty leaves it blank): ",
        "{field}, {tongue} (vide : laissé en blanc) : ",
    ),
    "review copied": pair(
        "“{words}” stands in the text; say it in your own words.",
        "« {words} » figure dans le texte ; dites-le avec vos mots.",
    ),
    "field paraphrase": pair("In your own words", "Avec vos mots"),
    "field label": pair("Name", "Nom"),
    "field claim": pair("What it claims", "Ce qu’elle soutient"),
    "field neutral": pair("Neutral words", "Mots neutres"),
    "in en": pair("in English", "en anglais"),
    "in fr": pair("in French", "en français"),
    # reasons for a second look
    "flag no year": pair("no year", "sans année"),
    "flag year inferred": pair("the year is inferred", "année déduite"),
    "flag day and month cannot be told apart": pair(
        "day and month cannot be told apart", "jour et mois indiscernables"
    ),
    "flag inline": pair("listed within a sentence", "énuméré dans une phrase"),
    "flag unclassified": pair("event type unknown", "type d’événement inconnu"),
    "flag proposed": pair(
        "read as an intervention; check it", "intervention supposée ; à vérifier"
    ),
    "flag quoted": pair("within a quotation", "dans une citation"),
    "flag may lie ahead": pair("may not have happened yet", "n’a peut-être pas encore eu lieu"),
    "flag speaker not resolved": pair("speaker not identified", "locuteur non identifié"),
    "flag two countries bear this adjective": pair(
        "two countries bear this adjective", "deux pays partagent cet adjectif"
    ),
    "flag named by the text": pair("named by the text", "nommé par le texte"),
    "flag found by a statistical model": pair(
        "found by a statistical model", "trouvé par un modèle statistique"
    ),
    "flag quote stands more than once": pair(
        "the quote stands more than once", "la citation figure plusieurs fois"
    ),
    "flag condition dropped": pair("condition not in the quote", "condition hors de la citation"),
    "flag consequence dropped": pair(
        "consequence not in the quote", "conséquence absente de la citation"
    ),
    "flag speaker dropped": pair("speaker not in the text", "locuteur absent du texte"),
    "flag date dropped": pair("date not in the quote", "date absente de la citation"),
    "flag date cut down": pair(
        "date kept as far as it is printed", "date gardée telle qu’elle est imprimée"
    ),
    "flag figure dropped": pair("figure not in the quote", "chiffre absent de la citation"),
    "flag actor dropped": pair("actor not identified", "acteur non identifié"),
    "flag negation unclear": pair("negated or not?", "nié ou non ?"),
}
