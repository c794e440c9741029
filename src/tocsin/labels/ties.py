"""The fixed words of the map, its slider, and the network of influences."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "map": pair("Blocs and duties on the map", "Blocs et devoirs sur la carte"),
    "map text": pair(
        "Memberships, duties and routes as they stood on {date}. Duties are those that an attack "
        "by {by} on {attacked} would call up or break: texts, not a forecast of conduct.",
        "Participations, devoirs et voies tels qu’ils étaient le {date}. Les devoirs sont ceux "
        "qu’une attaque ({by} contre {attacked}) appellerait ou romprait : des textes, non une "
        "prévision des conduites.",
    ),
    "bloc map caption": pair(
        "States hatched by bloc (dashed hatching: place frozen). Lines lead to {attacked}: with a "
        "tip, help (solid) or consultation (dashed) owed by a text; dotted with a bar, restraint "
        "only; thin dots, a duty that does not apply on the date. Some actors lie beyond the "
        "frame. Boundaries as Natural Earth draws them (public domain); they imply no judgement.",
        "États hachurés par bloc (hachures en tirets : place gelée). Les traits mènent à "
        "l’attaqué ({attacked}) : avec une pointe, une aide (plein) ou une consultation (tirets) "
        "due par un texte ; en pointillé avec une barre, la retenue seule ; points fins, un devoir "
        "non applicable à cette date. Certains acteurs sont hors du cadre. Frontières telles que "
        "tracées par Natural Earth (domaine public), sans jugement de notre part.",
    ),
    "bloc map alt": pair(
        "Map of {actors} actors and {blocs} blocs; the table below says the same.",
        "Carte de {actors} acteurs et {blocs} blocs ; le tableau ci-dessous dit la même chose.",
    ),
    "on no map": pair(
        "The actors are on no map of the world: the network and the tables say who is tied to "
        "whom.",
        "Les acteurs ne figurent sur aucune carte du monde : le réseau et les tableaux disent qui "
        "est lié à qui.",
    ),
    "map table": pair(
        "What each owes to {attacked} if {by} attacks it, {date}",
        "Ce que chacun doit à l’attaqué ({attacked}) en cas d’attaque ({by}), {date}",
    ),
    "blocs": pair("In the blocs", "Dans les blocs"),
    "owes": pair("Owes by the texts", "Doit selon les textes"),
    "owes help": pair("help", "une aide"),
    "owes consult": pair("consultation", "une consultation"),
    "owes restraint": pair("restraint only", "la retenue seule"),
    "owes idle": pair("a duty that does not apply", "un devoir non applicable"),
    "attacked here": pair("(the one attacked)", "(l’attaqué)"),
    # the slider
    "ties on": pair("As of", "À la date du"),
    "ties slider": pair("Day that the map and the duties are shown for",
                        "Jour pour lequel la carte et les devoirs sont montrés"),
    "ties show": pair("Show this day", "Montrer ce jour"),
    "ties earlier": pair("Earlier change", "Changement précédent"),
    "ties later": pair("Later change", "Changement suivant"),
    "ties changed": pair("What changed that day", "Ce qui a changé ce jour-là"),
    "ties unchanged": pair("Nothing changed on this very day.", "Rien n’a changé ce jour même."),
}  # fmt: skip
