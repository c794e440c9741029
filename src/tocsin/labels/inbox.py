"""The fixed words of the desk's inbox: what can be decided of a proposal, and by which keys."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "decide": pair("Decide", "Décider"),
    "decide again": pair("Decide again", "Décider à nouveau"),
    "accept": pair("Accept", "Accepter"),
    "rate it": pair("Rate", "Coter"),
    "reject": pair("Reject", "Rejeter"),
    "merge": pair("Merge", "Fusionner"),
    "apart": pair("It is nobody’s copy", "Ce n’est la copie de rien"),
    "accept known": pair("It is known", "C’est établi"),
    "accept known text": pair(
        "A level that a node reached, which you vouch for.",
        "Un niveau qu’un nœud a atteint, et dont vous répondez.",
    ),
    "it shows": pair("Node and level", "Nœud et niveau"),
    "happened": pair("Day it is about", "Jour dont il s’agit"),
    "accept report": pair("Or it is reported", "Ou c’est rapporté"),
    "accept report text": pair(
        "What a source says, weighed by its Admiralty code; you do not vouch for it.",
        "Ce que dit une source, pesé selon sa cote d’Amirauté ; vous n’en répondez pas.",
    ),
    "it reports": pair("What it says: node >= level", "Ce qu’il dit : node >= level"),
    "rate text": pair(
        "How consistent is it with each explanation? NA: it does not bear on it.",
        "Est-ce compatible avec chaque explication ? NA : sans rapport avec elle.",
    ),
    "cluster": pair("Topic it shares with others", "Sujet commun avec d’autres"),
    "cluster text": pair(
        "Items of one topic are discounted together.",
        "Les éléments d’un même sujet sont décotés ensemble.",
    ),
    "reject text": pair(
        "It tells nothing about this case; what it was accepted for is withdrawn.",
        "Il n’apprend rien sur ce dossier ; ce pour quoi il avait été accepté est retiré.",
    ),
    "merge text": pair(
        "Both go back to one origin, and count once.",
        "Les deux remontent à une même origine et comptent une fois.",
    ),
    "same origin as": pair("Same origin as", "Même origine que"),
    "decided by": pair("By", "Par"),
    "decision reason": pair("Why", "Motif"),
    "signed": pair(
        "Every decision is signed, dated and kept; the figures are computed anew with it. To undo "
        "one, decide again: the new decision supersedes, nothing is erased.",
        "Chaque décision est signée, datée et conservée ; les chiffres sont recalculés avec elle. "
        "Pour revenir sur l’une d’elles, décidez à nouveau : la nouvelle remplace, rien n’est "
        "effacé.",
    ),
    "decided now": pair("Recorded", "Enregistré"),
    "decided again text": pair(
        "The figures follow. To undo it, decide again below: that supersedes it.",
        "Les chiffres suivent. Pour y revenir, décidez à nouveau ci-dessous : cela la remplace.",
    ),
    "see the figures": pair("See the figures", "Voir les chiffres"),
    "not decided": pair("Nothing was recorded", "Rien n’a été enregistré"),
    "see what was decided": pair("See what was decided", "Voir ce qui a été décidé"),
    "read it": pair("Read it at the source", "Lire à la source"),
    "whole text": pair("The whole text", "Le texte entier"),
    "passages": pair("Words that matter", "Mots qui comptent"),
    "show waiting": pair("Waiting only", "En attente seulement"),
    "show every": pair("Decided as well", "Décidées aussi"),
    "inbox part": pair("{first} to {last} of {all}", "{first} à {last} sur {all}"),
    "newer": pair("Newer", "Plus récentes"),
    "older": pair("Older", "Plus anciennes"),
    # keys
    "keys": pair("Keys", "Clavier"),
    "key next": pair("next, previous proposal", "proposition suivante, précédente"),
    "key open": pair("accept, rate, reject, merge", "accepter, coter, rejeter, fusionner"),
    "key number": pair(
        "the level of the chosen node, or the score of an explanation, by its place",
        "le niveau du nœud choisi, ou la cote d’une explication, par son rang",
    ),
    "key help": pair("show or hide these keys", "afficher ou masquer ces touches"),
    "key leave": pair("leave the form", "quitter le formulaire"),
    "close": pair("Close", "Fermer"),
    "at proposal": pair("{n} of {all}", "{n} sur {all}"),
}  # fmt: skip
