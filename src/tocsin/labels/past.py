"""The fixed words of a case tested on its own past."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "past title": pair("{title}: tested on its past", "{title} : mis à l’épreuve du passé"),
    "past facts": pair(
        "{origins} origins, {first} to {last}; at each, only what was public by then",
        "{origins} origines, du {first} au {last} ; à chacune, seulement ce qui était public",
    ),
    "past summary": pair(
        "What this case would have said at each origin, beside three simple forecasters, scored "
        "where the period is over.",
        "Ce que ce dossier aurait dit à chaque origine, à côté de trois prévisions simples, noté "
        "là où la période est close.",
    ),
    "past scores": pair("Scores", "Notes"),
    "past scores text": pair(
        "Brier score: the squared distance from what happened; 0 is perfect, 0.25 is always saying "
        "50%. Log score: minus the logarithm of the probability of what happened; a forecast that "
        "was certain and wrong has none. “Less climatology” is the paired difference of the Brier "
        "score, below 0 better, with a 90% interval that draws whole stretches again.",
        "Score de Brier : carré de l’écart à ce qui est arrivé ; 0 est parfait, 0,25 revient à "
        "dire toujours 50 %. Score logarithmique : moins le logarithme de la probabilité de ce qui "
        "est arrivé ; une certitude démentie n’en a pas. « Moins climatologie » : différence "
        "appariée des scores de Brier, meilleure sous 0, avec un intervalle à 90 % par tirage de "
        "périodes entières.",
    ),
    "past period": pair(
        "{months}: settled {n}, with a new onset {events}",
        "{months} : périodes closes {n}, avec un nouvel épisode {events}",
    ),
    "past caption": pair(
        "{outcome}, {months}: settled {n}, with a new onset {events}",
        "{outcome}, {months} : périodes closes {n}, avec un nouvel épisode {events}",
    ),
    "past forecaster": pair("Forecaster", "Prévision"),
    "past brier": pair("Brier", "Brier"),
    "past log": pair("Log", "Log"),
    "past difference": pair("Less climatology", "Moins climatologie"),
    "past interval": pair("{value} [{low}, {high}]", "{value} [{low} ; {high}]"),
    "rival model": pair("Tocsin", "Tocsin"),
    "rival climatology": pair(
        "climatology (reference class)", "climatologie (classe de référence)"
    ),
    "rival persistence": pair("persistence", "persistance"),
    "rival last_twelve": pair("last twelve months", "douze derniers mois"),
    "past curves": pair("What would have been said", "Ce qui aurait été dit"),
    "past curves text": pair(
        "Probability of a new onset within {months} after each origin. Upright lines: new onsets, "
        "as the case has them today.",
        "Probabilité d’un nouvel épisode dans les {months} suivant chaque origine. Traits "
        "verticaux : nouveaux épisodes, tels que le dossier les connaît aujourd’hui.",
    ),
    "past curves alternative": pair(
        "{outcome}: Tocsin from {low} to {high}; new onsets: {onsets}.",
        "{outcome} : Tocsin de {low} à {high} ; nouveaux épisodes : {onsets}.",
    ),
    "past none": pair("none", "aucun"),
    "past calibration": pair("Calibration", "Calibration"),
    "past calibration text": pair(
        "Of the forecasts of like probability, the share that came true, over all outcomes and "
        "horizons. Overlapping periods are counted each, so the intervals (90%) are too narrow.",
        "Parmi les prévisions de probabilité voisine, la part qui s’est réalisée, toutes issues et "
        "tous horizons réunis. Des périodes qui se recouvrent comptent chacune : les intervalles "
        "(90 %) sont trop étroits.",
    ),
    "past range": pair("Probability", "Probabilité"),
    "past range value": pair("{low} to {high}", "{low} à {high}"),
    "past n": pair("Forecasts", "Prévisions"),
    "past mean": pair("Mean", "Moyenne"),
    "past happened": pair("Came true", "Réalisées"),
    "past said": pair("probability said", "probabilité dite"),
    "past share": pair("share that came true", "part réalisée"),
    "past table": pair("Every forecast", "Toutes les prévisions"),
    "past table text": pair(
        "All horizons are in the JSON; here is {months}.",
        "Tous les horizons sont dans le JSON ; voici {months}.",
    ),
    "past origin": pair("Origin", "Origine"),
    "past outcome": pair("Came true", "Réalisée"),
    "past yes": pair("yes", "oui"),
    "past no": pair("no", "non"),
    "past pending": pair("pending", "en cours"),
    "past caveats": pair("What this cannot show", "Ce que cela ne peut montrer"),
    "past checked": pair(
        "Checked at {day}: with everything published later taken away, the forecast is the same to "
        "the last bit. No network could be reached while this ran.",
        "Vérifié au {day} : privée de tout ce qui a été publié ensuite, la prévision est la même "
        "au dernier bit près. Aucun réseau n’était joignable pendant le calcul.",
    ),
    "backtest hindsight": pair(
        "The evidence is cut at each origin, the model is not: who wrote the case knew how it "
        "went. A good score is a test of consistency, not of foresight.",
        "Les indices sont coupés à chaque origine, le modèle non : l’auteur du dossier savait la "
        "suite. Une bonne note prouve la cohérence, non la clairvoyance.",
    ),
    "backtest overlap": pair(
        "Periods of neighbouring origins overlap; the number of independent ones is the length of "
        "the history divided by the horizon.",
        "Les périodes d’origines voisines se recouvrent ; le nombre de périodes indépendantes est "
        "la durée de l’historique divisée par l’horizon.",
    ),
    "backtest few": pair(
        "Fewer than ten onsets: they show no difference between forecasters.",
        "Moins de dix nouveaux épisodes : ils ne démontrent aucune différence entre prévisions.",
    ),
    "backtest nothing": pair(
        "No period is over yet: nothing can be scored. Shorter horizons settle sooner.",
        "Aucune période n’est close : rien ne peut être noté. Des horizons plus courts se "
        "dénouent plus tôt.",
    ),
    "past written": pair("Page written: {path}", "Page écrite : {path}"),
}
