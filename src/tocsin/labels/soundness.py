"""The fixed words of ensembles and exact answers."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "ensemble runs": pair(
        "{n} assessments with seeds {first} to {last}",
        "{n} évaluations, graines {first} à {last}",
    ),
    "± of mean": pair("± of mean", "± moyenne"),
    "lowest": pair("Lowest", "Min."),
    "highest": pair("Highest", "Max."),
    "spread": pair("Spread", "Écart"),
    "stated": pair("Stated", "Annoncé"),
    "ensemble note": pair(
        "Spread is the standard deviation of one run, stated the error that a run gives of itself, "
        "both in points. Runs solve their anchors anew, which the stated error leaves out.",
        "L’écart est l’écart type d’un calcul, l’annoncé l’erreur que chaque calcul s’attribue, en "
        "points. Chaque calcul refait ses ancrages, ce que l’erreur annoncée ne compte pas.",
    ),
    "exact facts": pair(
        "{states} joint states, {assignments} assignments of hypotheses and assumptions",
        "{states} états joints, {assignments} attributions d’hypothèses et de présupposés",
    ),
    "with steps": pair("With the steps", "Avec ces mesures"),
    "exact note": pair(
        "Percentage points, from the case’s start, without evidence: rates at their means, "
        "multipliers at their medians. Only the anchors’ scales are simulated. Not an assessment.",
        "En points de pourcentage, depuis le début du dossier, sans éléments : taux à leur "
        "moyenne, multiplicateurs à leur médiane. Seules les échelles des ancrages sont simulées. "
        "Ce n’est pas une évaluation.",
    ),
    "doing ensemble": pair("Running the ensemble", "Calcul de l’ensemble"),
}
