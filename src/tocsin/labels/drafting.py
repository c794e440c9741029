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
    "unsaid treaty": pair("{name}: {actors} are parties", "{name} : {actors} y sont parties"),
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
    "gap node without rate": pair(
        "nodes that cannot move: no rate", "nœuds immobiles : aucun taux"
    ),
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
}
