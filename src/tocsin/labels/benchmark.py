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
    # table B
    "views-2020 title": pair(
        "Change of violence in Africa (ViEWS competition 2020/21, task 2)",
        "Variation de la violence en Afrique (concours ViEWS 2020/21, tâche 2)",
    ),
    "vintage prepatch": pair("pre-patch file", "fichier d’avant correction"),
    "vintage postpatch": pair("post-patch file", "fichier d’après correction"),
    "benchmark mse": pair(
        "Mean squared error of the change over s months, {vintage}",
        "Erreur quadratique moyenne de la variation sur s mois, {vintage}",
    ),
    "benchmark no change": pair("no change", "aucun changement"),
    "benchmark mean 6": pair("mean of the last 6", "moyenne des 6 derniers"),
    "benchmark no archive": pair(
        "{model}: no forecast, because there is no file {file}.",
        "{model} : pas de prévision, faute du fichier {file}.",
    ),
    "benchmark mse differences": pair(
        "Ours minus theirs on the same cells, mean over s (below 0: ours is better)",
        "Nous moins eux sur les mêmes cases, moyenne sur s (sous 0 : nous sommes meilleurs)",
    ),
    "benchmark mse revision": pair(
        "Revision apart from error: forecasts from the pre-patch file, judged on both",
        "Révision et erreur : prévisions du fichier d’avant correction, jugées sur les deux",
    ),
    "benchmark mse revision note": pair(
        "“Wrong” is the error against the pre-patch file, “changed” what the patch added to it, "
        "the forecast held fixed. In the post-patch table, ours and the baselines start from the "
        "post-patch file too.",
        "« Erreur » : l’erreur face au fichier d’avant correction ; « révision » : ce que la "
        "correction y a ajouté, la prévision restant la même. Dans la table d’après correction, "
        "notre ligne et les repères partent aussi du fichier corrigé.",
    ),
    "scope africa": pair("Africa", "l’Afrique"),
    "scope world": pair("the world", "le monde"),
    "scope both": pair("Africa and the world", "l’Afrique et le monde"),
    "benchmark mse protocol": pair(
        "Changes: a pooled ridge regression of the level for each s, on targets before 2017 only. "
        "Where it learns and its penalty are chosen on the three periods of 36 months before.",
        "Variations : pour chaque s, une régression ridge du niveau sur tous les pays, cibles "
        "antérieures à 2017 seulement. L’étendue et la pénalité sont choisies sur les trois "
        "périodes de 36 mois précédentes.",
    ),
    "benchmark mse chosen": pair(
        "Changes, {vintage}: learned from {scope}, penalty {penalty}; error on earlier periods "
        "{loss}.",
        "Variations, {vintage} : apprises sur {scope}, pénalité {penalty} ; erreur sur les "
        "périodes antérieures {loss}.",
    ),
    # table D
    "onset title": pair(
        "Onset from quiet: countries without violence for twelve months",
        "Déclenchement depuis le calme : pays sans violence depuis douze mois",
    ),
    "onset violence 36": pair("deaths of 36 months", "morts sur 36 mois"),
    "onset base rate": pair("base rate", "taux de base"),
    "onset cases": pair("Cases", "Cas"),
    "onset all": pair("all", "total"),
    "cohort known": pair("as known in October", "connu en octobre"),
    "cohort published": pair("as conflictology’s draws", "tirages de conflictologie"),
    "onset count cases": pair("months, {cohort}", "mois, {cohort}"),
    "onset count onsets": pair("violent, {cohort}", "violents, {cohort}"),
    "onset count countries": pair("countries, {cohort}", "pays, {cohort}"),
    "onset cases note": pair(
        "“Violent”: months with at least one death; “countries”: with at least one such month.",
        "« Violents » : mois avec au moins un mort ; « pays » : avec au moins un tel mois.",
    ),
    "onset months": pair(
        "Every month of the year ahead, as published: {onsets} violent in {cases}",
        "Tous les mois de l’année à venir, comme publié : {onsets} violents sur {cases}",
    ),
    "onset first": pair(
        "Months up to the first with violence: {onsets} onsets in {cases}",
        "Mois jusqu’au premier violent : {onsets} déclenchements sur {cases}",
    ),
    "onset countries": pair(
        "Countries and years: {onsets} with violence in {cases}",
        "Pays et années : {onsets} avec violence sur {cases}",
    ),
    "onset share": pair(
        "Without skill, average precision is the share of events, {share}, and AUC 0.5.",
        "Sans habileté, la précision moyenne est la part des événements, {share} ; l’AUC, 0,5.",
    ),
    "onset auc": pair("AUC", "AUC"),
    "onset precision": pair("average precision", "précision moyenne"),
    "onset skill": pair("Brier skill", "gain de Brier"),
    "onset calibration": pair(
        "Calibration of our chances by month, five bins of equal size",
        "Calibration de nos probabilités par mois, cinq classes de même taille",
    ),
    "onset calibration note": pair(
        "The interval treats months as independent; violent months come in runs: it is too narrow.",
        "L’intervalle tient les mois pour indépendants ; les mois violents se suivent, il est donc "
        "trop étroit.",
    ),
    "onset bin": pair("bin {number}", "classe {number}"),
    "calibration cases": pair("months", "mois"),
    "calibration events": pair("violent", "violents"),
    "calibration forecast": pair("mean chance", "probabilité moyenne"),
    "calibration happened": pair("share", "part"),
    "onset published cohort": pair(
        "The cases as the published figure has them: quiet by conflictology’s twelve draws",
        "Les cas du chiffre publié : calmes selon les douze tirages de conflictologie",
    ),
    "onset published note": pair(
        "The published .59 and .021 are over 2018-2023; other years need their files.",
        "Les ,59 et ,021 publiés portent sur 2018-2023 ; les autres années exigent leurs fichiers.",
    ),
    "traits known": pair("slow traits known", "traits lents connus"),
    "traits unknown": pair("no slow traits known yet", "traits lents encore inconnus"),
    "benchmark onset protocol": pair(
        "Onsets: a pooled penalised logistic regression on quiet countries since 1994, learned "
        "from months up to October of the year before. Penalty (by log loss) and shift are chosen "
        "on ten earlier windows.",
        "Déclenchements : une régression logistique pénalisée sur les pays calmes depuis 1994, "
        "apprise des mois allant jusqu’en octobre de l’année précédente. La pénalité (par perte "
        "logarithmique) et le décalage sont choisis sur dix périodes antérieures.",
    ),
    "benchmark onset chosen": pair(
        "Onsets {year}: penalty {penalty}, shift {shift} in log-odds; {traits}.",
        "Déclenchements {year} : pénalité {penalty}, décalage {shift} en log-cotes ; {traits}.",
    ),
}
