"""The fixed words of a watch: its turns, and what stands in them."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "doing collecting": pair("Collecting", "Collecte"),
    "watch turn": pair("{case}, as known on {date}", "{case}, tel que connu le {date}"),
    "watch steady": pair("Nothing new to tell.", "Rien de nouveau à signaler."),
    "watch news": pair("To tell", "À signaler"),
    "watch untold": pair(
        "Not delivered yet, tried again at the next turn: {n}",
        "Pas encore remis, nouvel essai au prochain tour : {n}",
    ),
    "watch waiting": pair(
        "Proposals waiting for a decision: {n} (tocsin inbox)",
        "Propositions en attente de décision : {n} (tocsin inbox)",
    ),
    "watch problem": pair("Not assessed: {reason}", "Pas d’évaluation : {reason}"),
    "watch gathered": pair(
        "{source}: {new} new, {refused} refused", "{source} : {new} nouveaux, {refused} refusés"
    ),
    "watch failed": pair("{source}: {reason}", "{source} : {reason}"),
    "watch within": pair("Within {months} months", "Dans les {months} mois"),
    "watch before": pair("On {date}", "Le {date}"),
    "watch change": pair("Change", "Variation"),
    "watch next turn": pair(
        "Next turn in {minutes} minutes (Ctrl+C ends the watch)",
        "Prochain tour dans {minutes} minutes (Ctrl+C arrête la veille)",
    ),
}
