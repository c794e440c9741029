"""The fixed words of the track record."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "registered": pair(
        "{question}: {p} as of {date}, registered by {who}",
        "{question} : {p} à la date du {date}, enregistré par {who}",
    ),
    "registered base": pair("base rate {p}", "taux de base {p}"),
    "registered hash": pair("hash {sha}", "empreinte {sha}"),
    "settles by": pair("settles by {date}", "tranchée au plus tard le {date}"),
    "settled line": pair(
        "{question}: {state}, settled on {date} ({source})",
        "{question} : {state}, tranchée le {date} ({source})",
    ),
    "all too late": pair(
        "Forecasts registered, but only after the answer was there to see: {n}. Nothing is scored.",
        "Prévisions enregistrées, mais seulement une fois la réponse visible : {n}. Pas de note.",
    ),
    "losses": pair(
        "we said {p}; Brier {brier}, log {log} (0 is perfect)",
        "nous disions {p} ; Brier {brier}, log {log} (0 est parfait)",
    ),
    "track record": pair("Track record", "Bilan des prévisions"),
    "track facts": pair(
        "{registered} registered · {yes} yes · {no} no · {void} void · {pending} pending",
        "{registered} enregistrée(s) · {yes} oui · {no} non · {void} annulée(s) · "
        "{pending} en attente",
    ),
    "track void": pair(
        "Void: {rate} of those settled.", "Annulées : {rate} des questions tranchées."
    ),
    "track unscored": pair(
        "{n} settled without a forecast made in time; not scored.",
        "{n} tranchée(s) sans prévision faite à temps ; non notée(s).",
    ),
    "track nothing": pair(
        "Nothing has been settled yes or no yet, so there is no score.",
        "Rien n’a encore été tranché par oui ou non : il n’y a pas de note.",
    ),
    "track few": pair(
        "{n} questions: too few to tell skill from luck. Look at the intervals, not at the means.",
        "{n} questions : trop peu pour distinguer le talent de la chance. Regardez les "
        "intervalles, non les moyennes.",
    ),
    "track one": pair(
        "1 question: no more than an anecdote.", "1 question : rien de plus qu’une anecdote."
    ),
    "track scores": pair("Mean loss (lower is better)", "Perte moyenne (plus bas, mieux c’est)"),
    "against": pair("Against", "Face à"),
    "questions scored": pair("n", "n"),
    "ours": pair("Ours", "Nous"),
    "theirs": pair("Theirs", "Eux"),
    "difference": pair("Difference", "Différence"),
    "track interval": pair("90% interval", "Int. à 90 %"),
    "track calibration": pair(
        "Calibration: of what we called so likely, how much came true",
        "Calibration : de ce que nous disions aussi probable, combien s’est produit",
    ),
    "called": pair("Called", "Annoncé"),
    "mean called": pair("Mean", "Moyenne"),
    "came true": pair("Came true", "Produit"),
    "of n": pair("{k} of {n}", "{k} sur {n}"),
    "track questions": pair("Questions", "Questions"),
    "state of question": pair("Settled", "Réponse"),
    "we said": pair("We said", "Nous disions"),
    "brier": pair("Brier", "Brier"),
    "log loss": pair("Log", "Log"),
}
