"""The fixed words about collecting events, and about the lake that holds them."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "collected from": pair("Collected: {source}", "Collecte : {source}"),
    "collect facts": pair(
        "{files} files taken, {skipped} taken before, {refused} refused",
        "{files} fichiers pris, {skipped} déjà pris, {refused} refusés",
    ),
    "rows of": pair("Rows", "Lignes"),
    "rows added": pair("Added", "Ajoutées"),
    "table events": pair("events", "événements"),
    "table mentions": pair("mentions", "mentions"),
    "table files": pair("files", "fichiers"),
    "nothing new": pair("Nothing new.", "Rien de nouveau."),
    "rows repeated": pair(
        "{n} rows were there already and were left alone.",
        "{n} lignes étaient déjà là et n’ont pas été touchées.",
    ),
    "rows revised": pair(
        "{n} rows were superseded by a newer release; earlier days still see the older ones.",
        "{n} lignes sont remplacées par une édition plus récente ; à une date antérieure, on voit "
        "toujours les anciennes.",
    ),
    "rows withdrawn": pair(
        "{n} rows are no longer in the newest release and stand no more from its day on.",
        "{n} lignes ne figurent plus dans l’édition la plus récente et ne valent plus à partir de "
        "sa date.",
    ),
    "refused files": pair("Refused", "Refusés"),
    "collect remarks": pair("Remarks", "Remarques"),
    "collecting": pair("Collecting {source}", "Collecte de {source}"),
    "collect progress": pair("{files} files, {rows} rows", "{files} fichiers, {rows} lignes"),
    "lake at": pair("Lake {place}", "Lac {place}"),
    "lake facts": pair(
        "version {version}, {bytes} MB in {files} files",
        "version {version}, {bytes} Mo dans {files} fichiers",
    ),
    "lake empty": pair(
        "The lake is empty: tocsin collect fills it.",
        "Le lac est vide : tocsin collect le remplit.",
    ),
    "lake table": pair("Table", "Table"),
    "lake source": pair("Source", "Source"),
    "lake rows": pair("Rows", "Lignes"),
    "lake files": pair("Files", "Fichiers"),
    "lake size": pair("MB", "Mo"),
    "lake known": pair("Known from, to", "Connu du, au"),
    "lake crowded": pair(
        "{n} months have several small files; tocsin lake compact merges them.",
        "{n} mois comptent plusieurs petits fichiers ; tocsin lake compact les réunit.",
    ),
    "lake leftover": pair(
        "{n} files belong to no version any more; compacting removes them after a day.",
        "{n} fichiers n’appartiennent plus à aucune version ; le compactage les supprime au bout "
        "d’un jour.",
    ),
    "compacted": pair(
        "{before} files became {after}; {removed} that no version needs were removed.",
        "{before} fichiers sont devenus {after} ; {removed} dont aucune version n’a besoin ont "
        "été supprimés.",
    ),
}
