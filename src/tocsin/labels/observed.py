"""The fixed words of levels and series, and of what tells explanations apart."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "levels": pair("Levels of the triggers", "Niveaux des déclencheurs"),
    "levels caption": pair(
        "What would be seen at each level, and where each trigger stands",
        "Ce qui se verrait à chaque niveau, et où en est chaque déclencheur",
    ),
    "would be seen": pair("What would be seen", "Ce qui se verrait"),
    "standing now": pair("Now", "Maintenant"),
    "known here": pair("known", "établi"),
    "indicators": pair("Counted series", "Séries comptées"),
    "indicators text": pair(
        "Weekly counts beside their baseline and the mean at each level of the node that they bear "
        "on. Grey weeks were not collected: that is not the same as quiet.",
        "Comptes hebdomadaires, à côté de leur référence et de la moyenne à chaque niveau du nœud "
        "concerné. Les semaines grises n’ont pas été collectées : ce n’est pas du calme.",
    ),
    "indicators unmonitored": pair(
        "Not monitored: {list}. Counting needs a workspace whose lake holds the sources; open the "
        "desk with --workspace.",
        "Non suivi : {list}. Pour compter, il faut un espace de travail dont le lac contient les "
        "sources ; ouvrez le bureau avec --workspace.",
    ),
    "indicators caption": pair(
        "Dots: weeks; bars: blocks of four weeks as they counted; dashed lines: the mean at each "
        "level, with how probable the level is.",
        "Points : semaines ; barres : périodes de quatre semaines telles que comptées ; tirets : "
        "moyenne à chaque niveau, avec la probabilité du niveau.",
    ),
    "indicators alt": pair("Weekly series: {list}.", "Séries hebdomadaires : {list}."),
    "timeline figure": pair(
        "One dot for each dated item; the dashed line is the start of the case. A full dot leads "
        "to the desk as of its day; an arrow counts what lies before the axis.",
        "Un point par élément daté ; le trait en tirets marque le début du dossier. Un point "
        "plein "
        "mène au bureau à sa date ; une flèche compte ce qui précède l’axe.",
    ),
    "timeline alt": pair(
        "{n} dated items on one axis; the table below lists them.",
        "{n} éléments datés sur un axe ; le tableau ci-dessous les énumère.",
    ),
    "lane evidence": pair("Evidence", "Éléments"),
    "lane claims": pair("Claims", "Affirmations"),
    "lane sources": pair("Documents", "Sources"),
    "if observed": pair("If seen", "Si on l’observe"),
    "tells bits": pair("Tells (bits)", "Apprend (bits)"),
    "belief moves": pair("{label}: {before} → {after}", "{label} : {before} → {after}"),
    "discriminators note": pair(
        "Ranked by what seeing it would tell: the information, in bits, of the belief it would "
        "lead to over the present one, by the same table and exponent as the matrix. How likely it "
        "is to be seen is not stated in the case, so it does not enter.",
        "Classées par ce que leur observation apprendrait : l’information, en bits, de la "
        "croyance qui en résulterait par rapport à l’actuelle, selon la table et l’exposant de la "
        "matrice. Le dossier ne dit pas quelle est la probabilité de l’observer : elle n’entre pas "
        "en compte.",
    ),
}  # fmt: skip
