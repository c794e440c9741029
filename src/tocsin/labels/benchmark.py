"""The fixed words of published tables and of tests on the past."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "doing counts": pair("forecasting counts", "prévision des nombres"),
    "doing escalation": pair("forecasting changes", "prévision des variations"),
    "doing onset": pair("forecasting onsets", "prévision des déclenchements"),
    "doing origins": pair("going through the past", "parcours du passé"),
    "benchmark model": pair("Model", "Modèle"),
    "benchmark low": pair("  from", "  de"),
    "benchmark high": pair("  to", "  à"),
    "benchmark mean": pair("mean", "moyenne"),
    "benchmark zero": pair("zero", "zéro"),
    "benchmark missing": pair(
        "What the files did not allow", "Ce que les fichiers n’ont pas permis"
    ),
    "benchmark protocol": pair("How our rows were made", "Comment nos lignes ont été établies"),
    "benchmark interval": pair(
        "Intervals: 90%, drawing whole countries again. Less is better, but for coverage.",
        "Intervalles : 90 %, par tirage de pays entiers. Moins vaut mieux, sauf pour la "
        "couverture.",
    ),
    # what was missing
    "benchmark no file": pair(
        "{model}: no forecast for {year}, because there is no file {file}.",
        "{model} : pas de prévision pour {year}, faute du fichier {file}.",
    ),
    "benchmark no vintage": pair(
        "{year}: only the revised outcomes are there, so revision cannot be told from error.",
        "{year} : seules les valeurs révisées sont là, si bien que la révision ne peut être "
        "distinguée de l’erreur.",
    ),
    # table A
    "views-2023 title": pair(
        "Deaths by country and month (VIEWS Prediction Challenge 2023/24)",
        "Morts par pays et par mois (VIEWS Prediction Challenge 2023/24)",
    ),
    "vintage revised": pair("revised outcomes", "valeurs révisées"),
    "vintage then": pair("the competition’s outcomes", "valeurs du concours"),
    "benchmark crps": pair("CRPS, {vintage}", "CRPS, {vintage}"),
    "benchmark crps ln": pair(
        "CRPS on ln(1 + deaths), {vintage}", "CRPS sur ln(1 + morts), {vintage}"
    ),
    "benchmark ignorance": pair("Ignorance in bits, {vintage}", "Ignorance en bits, {vintage}"),
    "benchmark mis": pair(
        "Mean interval score, 90%, {vintage}", "Score d’intervalle moyen, 90 %, {vintage}"
    ),
    "benchmark coverage": pair(
        "Share of months with violence inside the 90% interval, {vintage}",
        "Part des mois violents dans l’intervalle à 90 %, {vintage}",
    ),
    "benchmark coverage note": pair(
        "A month whose forecast interval is 0 to 0 counts as missed if there was violence.",
        "Un mois dont l’intervalle prévu va de 0 à 0 compte comme manqué s’il y a eu violence.",
    ),
    "short crps": pair("CRPS", "CRPS"),
    "short crps ln": pair("CRPS on ln", "CRPS sur ln"),
    "short ignorance": pair("ignorance", "ignorance"),
    "short mis": pair("MIS", "MIS"),
    "benchmark differences": pair(
        "Ours minus theirs on the same cells, revised outcomes (below 0: ours is better)",
        "Nous moins eux sur les mêmes cases, valeurs révisées (sous 0 : nous sommes meilleurs)",
    ),
    "benchmark places": pair(
        "Where months with violence fell in the forecast of amounts: share by tenth",
        "Place des mois violents dans la prévision des montants : part par dixième",
    ),
    "benchmark left out": pair("out", "exclus"),
    "benchmark places note": pair(
        "Among the positive draws only: each tenth holds 0.100 if amounts are calibrated, however "
        "many months are quiet. “Out”: violent months that no draw of the model foresaw.",
        "Parmi les seuls tirages positifs : chaque dixième vaut 0,100 si les montants sont "
        "calibrés, quel que soit le nombre de mois calmes. « Exclus » : mois violents qu’aucun "
        "tirage n’annonçait.",
    ),
    "benchmark revision": pair(
        "Revision apart from error, {years}: loss on revised data = wrong + changed",
        "Révision et erreur, {years} : perte sur valeurs révisées = erreur + effet des révisions",
    ),
    "benchmark revision note": pair(
        "“Wrong” is the loss against the competition’s outcomes; “changed” what revision added to "
        "it. The two add up exactly.",
        "« Erreur » est la perte face aux valeurs du concours ; « révision », ce que la révision y "
        "a ajouté. Les deux s’additionnent exactement.",
    ),
    "revision wrong": pair("wrong", "erreur"),
    "revision changed": pair("changed", "révision"),
    "revision total": pair("total", "total"),
    "benchmark split row": pair("{model}: {score}", "{model} : {score}"),
    "benchmark cells": pair("What the means are over", "Sur quoi portent les moyennes"),
    "cells cells": pair("country-months", "mois-pays"),
    "cells violent": pair("with violence", "avec violence"),
    "cells revised": pair("revised since the competition", "révisés depuis le concours"),
    "cells largest": pair(
        "one cell’s share of conflictology’s CRPS", "part d’une case dans le CRPS de conflictologie"
    ),
    "benchmark counts protocol": pair(
        "Counts: for a window, everything is learned from months up to October of the year before. "
        "The mixture is chosen on ten earlier windows by CRPS plus ignorance, each relative to the "
        "last twelve months.",
        "Nombres : pour une année, tout est appris des mois allant jusqu’en octobre de l’année "
        "précédente. Le mélange est choisi sur dix périodes antérieures par CRPS plus ignorance, "
        "chacun rapporté aux douze derniers mois.",
    ),
    "benchmark counts chosen": pair(
        "Counts {year}: decay {decay}, noise {noise}, midpoint {midpoint}; loss on earlier windows "
        "{loss} (2 is the last twelve months).",
        "Nombres {year} : oubli {decay}, bruit {noise}, point médian {midpoint} ; perte sur les "
        "périodes antérieures {loss} (2 : les douze derniers mois).",
    ),
}
