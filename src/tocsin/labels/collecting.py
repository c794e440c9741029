"""The fixed words about collecting events, and about the lake that holds them."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "collected from": pair("Collected: {source}", "Collecte : {source}"),
    "collect facts": pair(
        "files taken: {files} · taken before: {skipped} · refused: {refused}",
        "fichiers pris : {files} · pris auparavant : {skipped} · refusés : {refused}",
    ),
    "rows of": pair("Rows", "Lignes"),
    "rows added": pair("Added", "Ajoutées"),
    "table events": pair("events", "événements"),
    "table mentions": pair("mentions", "mentions"),
    "table proposals": pair("proposals (tocsin inbox)", "propositions (tocsin inbox)"),
    "table files": pair("files", "fichiers"),
    "nothing new": pair("Nothing new.", "Rien de nouveau."),
    "rows repeated": pair(
        "There already, and left alone: {n}.",
        "Déjà présent et laissé tel quel : {n}.",
    ),
    "rows revised": pair(
        "Superseded by a newer release: {n}. Earlier days still see the older rows.",
        "Remplacé par une édition plus récente : {n}. Une date antérieure voit toujours les "
        "anciennes lignes.",
    ),
    "rows withdrawn": pair(
        "No longer in the newest release: {n}. From its day on, these rows stand no more.",
        "Absent de l’édition la plus récente : {n}. À partir de sa date, ces lignes ne valent "
        "plus.",
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
        "Months with several small files: {n}. tocsin lake compact merges them.",
        "Mois comptant plusieurs petits fichiers : {n}. tocsin lake compact les réunit.",
    ),
    "lake leftover": pair(
        "Files that belong to no version any more: {n}. Compacting removes them after a day.",
        "Fichiers n’appartenant plus à aucune version : {n}. Le compactage les supprime au bout "
        "d’un jour.",
    ),
    "compacted": pair(
        "Files before: {before}, after: {after}. Removed as no version needs them: {removed}.",
        "Fichiers avant : {before}, après : {after}. Supprimés, car inutiles à toute version : "
        "{removed}.",
    ),
}
