"""The fixed words that only a terminal shows: progress, and the headings of its tables."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    # progress
    "doing anchors": pair("Tying outcomes to base rates", "Ancrage sur les taux de base"),
    "doing curve": pair("Following the evidence", "Suivi des éléments"),
    "doing explanation": pair("Splitting the reasons", "Décomposition des raisons"),
    "doing forecast": pair("Simulating futures", "Simulation des avenirs"),
    "doing filter": pair("Following the evidence", "Suivi des éléments"),
    "loading": pair("Loading the engine", "Chargement du moteur"),
    "compiling": pair(
        "Loading the engine (a first run compiles it, which takes a while)",
        "Chargement du moteur (un premier lancement le compile, ce qui prend un moment)",
    ),
    # command line
    "within": pair("Within", "D’ici"),
    "points": pair("± points", "± points"),
    "curve": pair(
        "Within {months} months, week by week since {start}",
        "Dans les {months} mois, semaine par semaine depuis le {start}",
    ),
    "lowest highest": pair("{low} to {high}", "{low} à {high}"),
    "bar": pair("Lowers · raises", "Abaisse · élève"),
    "problems": pair(
        "errors: {errors}, warnings: {warnings}", "erreurs : {errors}, alertes : {warnings}"
    ),
    "fine": pair("No problems found.", "Aucun problème."),
    "place": pair("Place", "Emplacement"),
    "problem": pair("Problem", "Problème"),
    "written": pair("Written: {path}", "Écrit : {path}"),
    "no data": pair("Nothing to show.", "Rien à afficher."),
    "warning text": pair("Warning: {text}", "Avertissement : {text}"),
}
