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
    # the network of influences
    "influences": pair("Who moves what", "Qui agit sur quoi"),
    "influences text": pair(
        "How the nodes of the model bear on each other. The paths by which “{label}” most often "
        "comes stand out; each node leads to where it stands now.",
        "Comment les nœuds du modèle agissent les uns sur les autres. Les chemins par lesquels "
        "« {label} » survient le plus souvent ressortent ; chaque nœud mène à son état présent.",
    ),
    "influences caption": pair(
        "Influences between nodes. A line with a tip (orange): a rise of the first makes a rise of "
        "the second likelier; dashed with a bar (blue): less likely; grey: now one, now the other. "
        "The thicker, the stronger. Strong lines and dark frames: on a path to “{label}”. Nodes "
        "without room are in the table.",
        "Influences entre les nœuds. Trait à pointe (orange) : la hausse du premier rend celle du "
        "second plus probable ; tirets à barre (bleu) : moins probable ; gris : tantôt l’un, "
        "tantôt l’autre. Plus épais, plus fort. Traits forts et cadres foncés : sur un chemin vers "
        "« {label} ». Les nœuds qui n’y tiennent pas sont dans le tableau.",
    ),
    "influences alt": pair(
        "Network of {nodes} nodes and {edges} influences; the table below says the same.",
        "Réseau de {nodes} nœuds et {edges} influences ; le tableau ci-dessous dit la même chose.",
    ),
    "influences table": pair(
        "What moves each node, with the strongest typical multiplier",
        "Ce qui agit sur chaque nœud, avec le plus fort multiplicateur typique",
    ),
    "raised by": pair("Made likelier to rise by", "Sa hausse favorisée par"),
    "lowered by": pair("Made less likely to rise by", "Sa hausse freinée par"),
    "moved both ways by": pair("Now one, now the other", "Tantôt l’un, tantôt l’autre"),
    "and another": pair("and 1 more", "et 1 autre"),
    "and others": pair("and {n} more", "et {n} autres"),
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
