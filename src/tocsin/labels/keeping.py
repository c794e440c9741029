"""The fixed words about keeping a workspace."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "watched in the ledger": pair(
        "What was accepted into the ledger.", "Ce qui a été accepté dans le registre."
    ),
    "workspace made": pair(
        "Made the workspace {path}. Your own cases go into {cases}.",
        "Espace de travail créé : {path}. Vos propres dossiers vont dans {cases}.",
    ),
    "backed up": pair(
        "Wrote {file}: {files}, {size} MB, {entries} entries of the ledger.",
        "{file} écrit : {files}, {size} Mo, {entries} entrées du registre.",
    ),
    "lake left out": pair(
        "The lake is in object storage and is not in it.",
        "Le lac est en stockage objet et n’en fait pas partie.",
    ),
    "restored": pair(
        "Made {folder} from a backup of {made}: {files}, {entries} entries of the ledger, "
        "every hash checked.",
        "{folder} recréé d’une sauvegarde du {made} : {files}, {entries} entrées du "
        "registre, toutes les empreintes vérifiées.",
    ),
    "settings restored": pair(
        "Settings that came with it: {settings}.", "Réglages repris : {settings}."
    ),
    "exported": pair(
        "{case}: items {items}, sources {sources}, written to {files}",
        "{case} : éléments {items}, sources {sources}, écrits dans {files}",
    ),
    "imported": pair(
        "{case}: items {items}, sources {sources}, accepted from {files}",
        "{case} : éléments {items}, sources {sources}, acceptés depuis {files}",
    ),
    "sound": pair("The workspace is sound.", "L’espace de travail est sain."),
    "broken": pair("Something is broken: see above.", "Quelque chose est cassé : voir plus haut."),
    "inbox": pair("Inbox", "Boîte de réception"),
    "inbox empty": pair("Nothing waits for a decision.", "Rien n’attend de décision."),
    "inbox waiting": pair(
        "{n} item{s} of distinct origin waiting for a decision",
        "{n} élément{s} d’origine distincte en attente de décision",
    ),
    "published on": pair("published {date}", "publié le {date}"),
    "found by": pair("found by {what}", "trouvé par {what}"),
    "suggests": pair("Suggested, not decided: {what}", "Suggéré, non décidé : {what}"),
    "copy": pair("copy of {origin} ({because})", "copie de {origin} ({because})"),
    "copy alike": pair(
        "copy of {origin} ({because}, {likeness} alike)",
        "copie de {origin} ({because}, semblable à {likeness})",
    ),
    "decided": pair("{verdict} by {who}: {why}", "{verdict} par {who} : {why}"),
    "entry number": pair("entry {number} of the ledger", "entrée {number} du registre"),
    "origin is": pair("counts as one with {origin}", "compté avec {origin}"),
}
