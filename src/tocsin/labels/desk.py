"""The fixed words of the desk: its pages, its controls, and the sections that only it shows."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    # pages
    "page overview": pair("Overview", "Vue d’ensemble"),
    "page why": pair("Why", "Pourquoi"),
    "page triggers": pair("Triggers", "Déclencheurs"),
    "page hypotheses": pair("Hypotheses", "Hypothèses"),
    "page what-if": pair("What if", "Et si"),
    "page outlook": pair("Outlook", "Perspectives"),
    "page ties": pair("Map and network", "Carte et réseau"),
    "page timeline": pair("Timeline", "Chronologie"),
    "page record": pair("Record", "Bilan"),
    "page inbox": pair("Inbox", "Boîte de réception"),
    "page method": pair("Method", "Méthode"),
    # controls
    "refused": pair("This cannot be shown", "Ceci ne peut être montré"),
    "desk open": pair(
        "The desk is open at {address} (Ctrl+C closes it)",
        "Le bureau est ouvert à l’adresse {address} (Ctrl+C le ferme)",
    ),
    "desk of": pair("Tocsin desk", "Bureau Tocsin"),
    "skip to content": pair("Skip to the content", "Aller au contenu"),
    "pages": pair("Pages", "Pages"),
    "known by": pair("Known by", "Connu au"),
    "go": pair("Go", "Voir"),
    "latest": pair("Latest", "Dernier état"),
    "looking back": pair(
        "You are looking back: nothing published after {date} counts.",
        "Vous regardez en arrière : rien de ce qui a paru après le {date} ne compte.",
    ),
    "other language": pair("Français", "English"),
    "computing": pair("Computing…", "Calcul en cours…"),
    "computing without script": pair(
        "This part is being computed; the page reloads by itself.",
        "Cette partie est en cours de calcul ; la page se recharge d’elle-même.",
    ),
    "cancel": pair("Cancel", "Annuler"),
    "cancelled": pair("Cancelled; reload the page to compute it.",
                      "Annulé ; rechargez la page pour le calculer."),
    "failed": pair(
        "This part cannot be shown: {reason}", "Cette partie ne peut être montrée : {reason}"
    ),
    "machine readable": pair("This page as JSON", "Cette page en JSON"),
    # what is new
    "recent": pair("What changed in a week", "Ce qui a changé en une semaine"),
    "recent caption": pair(
        "New onset within {months} months, as known on {before} and on {now}",
        "Nouvel épisode dans les {months} mois, tel que connu le {before} et le {now}",
    ),
    "week before": pair("A week before", "Une semaine avant"),
    "recent nothing": pair(
        "Nothing dated was published after {date}: only time has passed.",
        "Rien de daté n’a paru après le {date} : seul le temps a passé.",
    ),
    "recent items": pair("Published since", "Paru depuis"),
    "recent moved": pair("What each did to “{label}”", "L’effet de chacun sur « {label} »"),
    "recent unmoved": pair(
        "None of it moved “{label}” by more than its sampling error.",
        "Rien de cela n’a déplacé « {label} » au-delà de l’erreur d’échantillonnage.",
    ),
    "log-odds change": pair("{change} in log-odds", "{change} en log-cotes"),
    "to watch": pair("Three things to watch", "Trois choses à surveiller"),
    "to watch text": pair(
        "The signs that would tell most about “{label}” by {date}:",
        "Les signes qui en diraient le plus sur « {label} » d’ici au {date} :",
    ),
    "seen would make": pair(
        "seen, the probability is {p}; not seen, {q}",
        "vu, la probabilité est de {p} ; non vu, de {q}",
    ),
    # timeline
    "timeline": pair("Timeline", "Chronologie"),
    "timeline text": pair(
        "Everything dated that was public by the date of knowledge, newest first. Choose a day to "
        "see the whole desk as of that day.",
        "Tout ce qui est daté et était public à la date de connaissance, du plus récent au plus "
        "ancien. Choisissez un jour pour voir tout le bureau à cette date.",
    ),
    "timeline caption": pair("Dated items", "Éléments datés"),
    "what": pair("What", "Quoi"),
    "decided level": pair("decided level", "niveau établi"),
    "sighting": pair("confirmation", "confirmation"),
    "document": pair("source", "source"),
    # what if
    "what if form": pair(
        "Choose what would be done from a day on, or what would be learned; the rest goes on as it "
        "would. To do something is no evidence; to learn it is.",
        "Choisissez ce qui serait fait à partir d’un jour, ou ce qui serait appris ; le reste suit "
        "son cours. Faire n’est pas une preuve ; apprendre en est une.",
    ),
    "do": pair("Done", "Fait"),
    "do text": pair(
        "Changes what comes after; says nothing of the past.",
        "Change la suite ; ne dit rien du passé.",
    ),
    "learn": pair("Learned", "Appris"),
    "learn text": pair(
        "Changes nothing; says what follows from it, for the past as well.",
        "Ne change rien ; dit ce qui en découle, pour le passé aussi.",
    ),
    "learn formula": pair(
        "Or in the case’s own words, such as node >= level",
        "Ou dans les termes du dossier, par ex. node >= level",
    ),
    "rates": pair("How often steps come", "Fréquence des pas"),
    "steps up": pair("steps up", "pas vers le haut"),
    "steps down": pair("steps down", "pas vers le bas"),
    "times 0": pair("never", "jamais"),
    "times 0.33": pair("a third as often", "trois fois moins souvent"),
    "times 0.5": pair("half as often", "deux fois moins souvent"),
    "times 2": pair("twice as often", "deux fois plus souvent"),
    "times 3": pair("three times as often", "trois fois plus souvent"),
    "what if updated": pair("The curves are up to date.", "Les courbes sont à jour."),
    "what if failed": pair(
        "No answer came; choose again, or reload the page.",
        "Aucune réponse ; choisissez à nouveau ou rechargez la page.",
    ),
    "as it is": pair("as it is", "inchangé"),
    "from day": pair("From", "À partir du"),
    "assumptions": pair("Assumptions", "Hypothèses de travail"),
    "done": pair("done", "faite"),
    "holds": pair("holds", "tient"),
    "does not hold": pair("broken", "ne tient pas"),
    "interventions": pair("Interventions", "Interventions"),
    "explanations": pair("Explanations", "Explications"),
    "compute": pair("Compute", "Calculer"),
    "reset": pair("Start again", "Recommencer"),
    "share address": pair(
        "The address of this page holds the scenario: send it, or keep it.",
        "L’adresse de cette page contient le scénario : envoyez-la ou gardez-la.",
    ),
    "no scenario": pair(
        "Nothing is chosen yet: the figures are those of the overview.",
        "Rien n’est encore choisi : les chiffres sont ceux de la vue d’ensemble.",
    ),
}  # fmt: skip
