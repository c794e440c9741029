"""The fixed words of the published table of militarised disputes."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "doing disputes": pair("foreseeing disputes", "prévision des différends"),
    "mid title": pair("Militarised disputes between states", "Différends militarisés entre États"),
    "mid interval": pair(
        "Intervals: 90%, drawing whole pairs of states again.",
        "Intervalles : 90 %, par tirage de paires d’États entières.",
    ),
    # the published logit
    "mid dangerous dyads": pair(
        "“Dangerous dyads” (Miller 2022), fitted again",
        "« Dangerous dyads » (Miller 2022), réajusté",
    ),
    "mid dangerous dyads text": pair(
        "Onset of a dispute (GML), politically relevant dyad-years, 1816–2010. Explains a year by "
        "figures of that year. The last column is our difference in published standard errors.",
        "Début d’un différend (GML), années-dyades politiquement pertinentes, 1816-2010. Explique "
        "une année par ses propres chiffres. La dernière colonne donne notre écart en erreurs "
        "types "
        "publiées.",
    ),
    "mid published": pair("Published", "Publié"),
    "mid error": pair("error", "erreur"),
    "mid refitted": pair("Ours", "Nôtre"),
    "mid refitted error": pair("error", "erreur"),
    "mid apart": pair("Apart", "Écart"),
    "mid rows": pair("dyad-years", "années-dyades"),
    "mid term land": pair("border on land", "frontière terrestre"),
    "mid term parity": pair("capability, lower over higher", "capacités, rapport faible/fort"),
    "mid term major": pair("major power", "puissance majeure"),
    "mid term defence": pair("defence pact", "pacte de défense"),
    "mid term democracy": pair("democracy, lower", "démocratie, la plus basse"),
    "mid term wealth": pair("GDP a head, lower", "PIB par tête, le plus bas"),
    "mid term militarisation": pair("militarisation, lower", "militarisation, la plus basse"),
    "mid term t": pair("t, years of peace", "t, années de paix"),
    "mid term t2": pair("t²", "t²"),
    "mid term t3": pair("t³", "t³"),
    "mid term constant": pair("constant", "constante"),
    # contests
    "mid relevant": pair(
        "Foreseeing the next year’s disputes, 1990–2014: politically relevant pairs",
        "Prévoir les différends de l’année suivante, 1990-2014 : paires politiquement pertinentes",
    ),
    "mid relevant quiet": pair(
        "The same, pairs without a dispute for five years",
        "De même, paires sans différend depuis cinq ans",
    ),
    "mid events": pair(
        "With event data, disputes of 2011–2014: all pairs of 152 states",
        "Avec données d’événements, différends de 2011-2014 : toutes les paires de 152 États",
    ),
    "mid events quiet": pair(
        "The same, pairs without a dispute for five years",
        "De même, paires sans différend depuis cinq ans",
    ),
    "mid model class": pair("class base rate", "taux de base de la classe"),
    "mid model published": pair("published terms", "termes publiés"),
    "mid model events": pair("event counts alone", "seuls nombres d’événements"),
    "mid model dyad model": pair("dyad model", "modèle des dyades"),
    "mid model dyad model and events": pair(
        "dyad model and events", "modèle des dyades et événements"
    ),
    "mid precision": pair("Av. prec.", "Préc. moy."),
    "mid precision apart": pair("over ref.", "sur réf."),
    "mid area": pair("AUC", "AUC"),
    "mid skill": pair("Brier skill", "Gain Brier"),
    "mid mean": pair("Mean %", "Moy. %"),
    "mid size": pair(
        "{events} onsets in {cases} pair-years of {pairs} pairs. Without skill, average precision "
        "is "
        "the share that came. Reference of the second column: {reference}; of the Brier skill: the "
        "class base rate.",
        "{events} débuts en {cases} années-paires de {pairs} paires. Sans habileté, la précision "
        "moyenne égale la part survenue. Référence de la deuxième colonne : {reference} ; du gain "
        "de "
        "Brier : le taux de base de la classe.",
    ),
    # calibration
    "mid relevant calibration": pair(
        "Calibration, politically relevant pairs: {model}",
        "Calibration, paires politiquement pertinentes : {model}",
    ),
    "mid events calibration": pair(
        "Calibration, 152 states: {model}", "Calibration, 152 États : {model}"
    ),
    "mid count": pair("Forecasts", "Prévisions"),
    "mid 157": pair(
        "The quick logit on event counts was reported with 157 onsets; under the codes of COW and "
        "ISO "
        "the same pairs and years hold 161.",
        "Le logit rapide sur les événements avait été donné avec 157 débuts ; selon les codes COW "
        "et "
        "ISO, les mêmes paires et années en comptent 161.",
    ),
    "mid onsets": pair("Onsets", "Débuts"),
    "mid forecast": pair("Mean %", "Moy. %"),
    "mid share": pair("Came %", "Venu %"),
    "mid calibration text": pair(
        "Bins of about equal numbers, a lower edge inclusive, in percent. Wilson intervals, which "
        "take "
        "pair-years as independent.",
        "Classes d’effectifs voisins, borne basse incluse, en pour cent. Intervalles de Wilson, "
        "qui "
        "tiennent les années-paires pour indépendantes.",
    ),
    # signals
    "mid signals": pair(
        "Material conflict in the event data (ICEWS), from one state to another",
        "Conflit matériel dans les données d’événements (ICEWS), d’un État à l’autre",
    ),
    "mid from to": pair("{one} to {other}", "{one} vers {other}"),
    # protocol
    "mid split relevant": pair(
        "Signs of one year, disputes of the next (MID 5.0). Fitted to disputes of 1947–1989, "
        "scored "
        "on 1990–2014.",
        "Signes d’une année, différends de la suivante (MID 5.0). Ajusté aux différends de "
        "1947-1989, "
        "noté sur 1990-2014.",
    ),
    "mid seen": pair(
        "The list of signs was settled in trials whose scores on the later years were seen; only "
        "penalties were chosen blindly. Boosted trees did no better there and were left out.",
        "La liste des signes a été arrêtée au cours d’essais dont les scores sur les dernières "
        "années "
        "étaient visibles ; seules les pénalités ont été choisies à l’aveugle. Des arbres boostés "
        "n’y "
        "faisaient pas mieux et ont été écartés.",
    ),
    "mid ridge": pair(
        "The dyad model’s penalty is {ridge}, by Brier score on the 1980s after a fit to 1947–1979 "
        "({scores}). It reads all pairs of states; the published terms and the class are fitted to "
        "relevant pairs.",
        "La pénalité du modèle des dyades est {ridge}, d’après le score de Brier des années 1980 "
        "après "
        "ajustement sur 1947-1979 ({scores}). Il lit toutes les paires d’États ; les termes "
        "publiés et "
        "la classe sont ajustés aux paires pertinentes.",
    ),
    "mid split events": pair(
        "With event data: signs to 2009 for fitting, signs of 2010–2013 for scoring. Class and "
        "events are "
        "fitted from 2002 on, the dyad model from 1946 on.",
        "Avec événements : signes jusqu’en 2009 pour l’ajustement, de 2010-2013 pour la note. "
        "Classe et "
        "événements sont ajustés depuis 2002, le modèle des dyades depuis 1946.",
    ),
    "mid mix": pair(
        "Dyad model and events are joined by a logit with penalty {ridge}, chosen on signs of "
        "2007–2009 "
        "after a fit to 2006 ({scores}).",
        "Modèle des dyades et événements sont réunis par un logit de pénalité {ridge}, choisie sur "
        "les "
        "signes de 2007-2009 après ajustement jusqu’en 2006 ({scores}).",
    ),
    "mid cases": pair(
        "Every forecaster is scored on the same cases. An unknown figure of a state counts as the "
        "mean of "
        "the fit.",
        "Toutes les prévisions sont notées sur les mêmes cas. Un chiffre inconnu d’un État vaut la "
        "moyenne "
        "de l’ajustement.",
    ),
    "mid hindsight": pair(
        "Rivalries and democracy scores were published after the years they describe: what the "
        "dyad model "
        "and the class read of them was not all known at the time.",
        "Rivalités et scores de démocratie ont été publiés après les années qu’ils décrivent : ce "
        "que le "
        "modèle et la classe en lisent n’était pas entièrement connu alors.",
    ),
    "mid after 2014": pair(
        "No daily or yearly counts of events between states after 2014 are in these files. Online, "
        "GDELT "
        "fills the gap.",
        "Ces fichiers ne contiennent aucun nombre d’événements entre États après 2014. En ligne, "
        "GDELT "
        "comble ce vide.",
    ),
}
