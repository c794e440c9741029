"""The fixed words about keeping a workspace."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "watched in the ledger": pair(
        "What was accepted into the ledger.", "Ce qui a été accepté dans le registre."
    ),
    "workspace made": pair(
        "Made the workspace {path}. Your own cases go into {cases}.",
        "Espace de travail créé : {path}. Vos propres cas vont dans {cases}.",
    ),
    "inbox": pair("Inbox", "Corbeille d’arrivée"),
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
