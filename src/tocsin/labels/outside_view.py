"""The fixed words of the outside view: classes of pairs of states, events, models, caveats."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "baserate title": pair("{one} – {other}: base rates", "{one} – {other} : taux de base"),
    "baserate alike": pair("At the end of {year}: {traits}.", "Fin {year} : {traits}."),
    "baserate caption": pair(
        "{event}, {first}–{last} ({source})", "{event}, {first}-{last} ({source})"
    ),
    "baserate class": pair("Class", "Classe"),
    "baserate pair years": pair("Pair-years", "Années-paires"),
    "baserate rate a year": pair("A year", "Par an"),
    "baserate one in": pair("Every … years", "Tous les … ans"),
    "baserate model": pair(
        "Model, the year after {year}: {p} (90%: {low} to {high}), fitted to {events} of {years} "
        "pair-years, {first}–{last}",
        "Modèle, l’année suivant {year} : {p} (90 % : {low} à {high}), ajusté sur {events} des "
        "{years} "
        "années-paires, {first}-{last}",
    ),
    "baserate to": pair("–", " à "),
    "baserate mind": pair("To mind", "À garder en tête"),
    "baserate sources": pair("Data", "Données"),
    "baserate source line": pair(
        "{title}, {release} ({first}–{last}); {licence}. Ships: {shipped}.",
        "{title}, {release} ({first}-{last}) ; {licence}. Fourni : {shipped}.",
    ),
    # classes
    "baserate class all": pair("all pairs", "toutes les paires"),
    "baserate class relevant": pair("neighbours or a major power", "voisins ou puissance majeure"),
    "baserate class like": pair("those like this one", "semblables à celle-ci"),
    "baserate class pair": pair("this pair", "cette paire"),
    "counted class": pair(
        "{event}: {who}; {events} in {years} pair-years of {pairs} pairs ({source}, "
        "{first}–{last}).",
        "{event} : {who} ; {events} en {years} années-paires de {pairs} paires ({source}, "
        "{first}-{last}).",
    ),
    # traits
    "trait land": pair("a border on land", "une frontière terrestre"),
    "trait not_land": pair("no border on land", "pas de frontière terrestre"),
    "trait major": pair("a major power", "une puissance majeure"),
    "trait not_major": pair("no major power", "pas de puissance majeure"),
    "trait allied": pair("a defence pact", "un pacte de défense"),
    "trait not_allied": pair("no defence pact", "pas de pacte de défense"),
    "trait rivals": pair("strategic rivals", "rivaux stratégiques"),
    "trait not_rivals": pair("not strategic rivals", "pas rivaux stratégiques"),
    # events
    "dyad event dispute": pair("Militarised disputes", "Différends militarisés"),
    "dyad event force": pair("Disputes with use of force", "Différends avec recours à la force"),
    "dyad event fatal": pair("Disputes with a death", "Différends meurtriers"),
    "dyad event conflict": pair("Armed conflicts", "Conflits armés"),
    "dyad definition dispute": pair(
        "One state openly threatens, displays or uses force against the other.",
        "Un État menace l’autre ouvertement de la force, en fait montre ou y recourt.",
    ),
    "dyad definition force": pair(
        "Either side uses force, if only a seizure or a clash at the border.",
        "L’un des deux recourt à la force, ne serait-ce qu’une saisie ou un accrochage à la "
        "frontière.",
    ),
    "dyad definition fatal": pair(
        "At least one member of the armed forces is known to have died.",
        "La mort d’au moins un membre des forces armées est connue.",
    ),
    "dyad definition conflict": pair(
        "At least 25 deaths in battle in a year, the two states as the named parties.",
        "Au moins 25 morts au combat dans l’année, les deux États étant les parties nommées.",
    ),
    # caveats
    "baserate ends": pair(
        "The disputes are counted to {last} only. What came later is in no figure of theirs.",
        "Les différends ne sont comptés que jusqu’en {last}. La suite n’entre dans aucun de leurs "
        "chiffres.",
    ),
    "baserate carried": pair(
        "What pairs share is known to a year only and carried forward: pacts from 2012, contiguity "
        "and "
        "major powers from 2016, rivalries from 2020. Rivalries were judged with hindsight.",
        "Ce que les paires partagent n’est connu que jusqu’à une année, puis prolongé : pactes "
        "depuis "
        "2012, contiguïté et puissances majeures depuis 2016, rivalités depuis 2020. Les rivalités "
        "ont "
        "été jugées après coup.",
    ),
    "baserate independent": pair(
        "Intervals take the years of a pair as independent. They are not, so the intervals are too "
        "narrow.",
        "Les intervalles tiennent les années d’une paire pour indépendantes. Elles ne le sont pas "
        ": les "
        "intervalles sont trop étroits.",
    ),
    "baserate parties": pair(
        "UCDP names the parties: a state that supports a side in another’s war is in no armed "
        "conflict "
        "with it here.",
        "L’UCDP nomme les parties : un État qui soutient un camp dans la guerre d’un autre n’est "
        "pas ici "
        "en conflit armé avec lui.",
    ),
}
