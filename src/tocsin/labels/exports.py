"""The fixed words of what leaves as data or as a site."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "data handling": pair(
        "Handling mark **{mark}** (Traffic Light Protocol 2.0): {rule}. Every row carries the mark "
        "in its column `tlp`.",
        "Marque de diffusion **{mark}** (Traffic Light Protocol 2.0) : {rule}. Chaque ligne porte "
        "la marque dans sa colonne `tlp`.",
    ),
    "data reading": pair(
        "Probabilities are shares of one, changes of log-odds natural logarithms, dates ISO 8601. "
        "CSV is UTF-8 with a point for decimals; lists are separated by spaces; an empty cell is "
        "not known. A text that begins with a sign which a spreadsheet takes for a formula has an "
        "apostrophe in front. Columns that end in `_en` and `_fr` say the same in two languages. "
        "What each column means stands in `datapackage.json`.",
        "Les probabilités sont des parts de l’unité, les variations de log-cote des logarithmes "
        "naturels, les dates au format ISO 8601. Le CSV est en UTF-8, avec un point décimal ; les "
        "listes sont séparées par des espaces ; une cellule vide n’est pas connue. Un texte qui "
        "commence par un signe qu’un tableur prendrait pour une formule est précédé d’une "
        "apostrophe. Les colonnes en `_en` et `_fr` disent la même chose en deux langues. Le sens "
        "de chaque colonne se trouve dans `datapackage.json`.",
    ),
    "data file": pair("File", "Fichier"),
    "data holds": pair("What it holds", "Contenu"),
    "data map": pair(
        "Actors, places and routes on the day (GeoJSON, RFC 7946). A point is an actor’s seat, a "
        "line joins the places of a route; neither is a territory or a course.",
        "Acteurs, lieux et voies ce jour-là (GeoJSON, RFC 7946). Un point est le siège d’un "
        "acteur, une ligne relie les lieux d’une voie ; ni territoire, ni tracé.",
    ),
    "data results": pair(
        "The results as the Python API returns them.",
        "Les résultats tels que l’API Python les renvoie.",
    ),
    "data package": pair(
        "What each table and column means (Data Package 2.0).",
        "Le sens de chaque table et de chaque colonne (Data Package 2.0).",
    ),
    "data stix": pair(
        "The case as a STIX 2.1 bundle, in English with its French, marked with TLP 2.0.",
        "Le dossier en lot STIX 2.1, en anglais avec son français, marqué selon le TLP 2.0.",
    ),
    # on the desk
    "page data": pair("Data", "Données"),
    "as data": pair("as tables", "en tableaux"),
    "feed of changes": pair("What changed", "Ce qui a changé"),
    "data of view": pair("Data as of {date}", "Données au {date}"),
    "data view text": pair(
        "All that the desk shows, as of this day and under the scenario of this address, to take "
        "into a spreadsheet, a notebook, a map or another platform.",
        "Tout ce que montre le bureau, à cette date et selon le scénario de cette adresse, à "
        "reprendre dans un tableur, un carnet de calcul, une carte ou une autre plateforme.",
    ),
    "case files": pair("The case as files", "Le dossier en fichiers"),
    "data case": pair(
        "Every file of the case, with what was accepted for it, to check, compare and version.",
        "Chaque fichier du dossier, avec ce qui a été accepté pour lui, à vérifier, comparer et "
        "versionner.",
    ),
    "data feed": pair(
        "What changed, newest first, for a feed reader.",
        "Ce qui a changé, du plus récent au plus ancien, pour un lecteur de flux.",
    ),
    "data columns": pair("What each column means (JSON)", "Le sens de chaque colonne (JSON)"),
    # on a published site
    "site enter": pair("Read in English", "Lire en français"),
    "site model": pair(
        "A figure here is the answer of one stated model to one stated body of evidence as of one "
        "day. It is not a measurement.",
        "Un chiffre est ici la réponse d’un modèle énoncé à un ensemble énoncé d’éléments, à une "
        "date donnée. Ce n’est pas une mesure.",
    ),
    "site sums": pair("SHA-256 of every file", "SHA-256 de chaque fichier"),
    "site manifest": pair("How it was made", "Comment il a été produit"),
    "site data text": pair(
        "All that this site shows, to take into a spreadsheet, a notebook, a map or another "
        "platform.",
        "Tout ce que montre ce site, à reprendre dans un tableur, un carnet de calcul, une carte "
        "ou une autre plateforme.",
    ),
    # in the feed of changes
    "reported": pair("report", "signalement"),
    "rated": pair("rated item", "élément coté"),
    "change detail": pair(
        "{kind}. Happened on {happened}, public on {published}.",
        "{kind}. Survenu le {happened}, public le {published}.",
    ),
    "change sources": pair("It rests on {sources}.", "Appui : {sources}."),
    # in a STIX bundle
    "stix forecast": pair(
        "{label}: {words}, {p} within {months} months (until {until}); {spread} over what is "
        "uncertain; base rate {base}.",
        "{label} : {words}, {p} dans les {months} mois (jusqu’au {until}) ; {spread} selon ce qui "
        "est incertain ; taux de base {base}.",
    ),
    "stix forecast alone": pair(
        "{label}: {words}, {p} within {months} months (until {until}); {spread} over what is "
        "uncertain.",
        "{label} : {words}, {p} dans les {months} mois (jusqu’au {until}) ; {spread} selon ce qui "
        "est incertain.",
    ),
    "stix hypothesis": pair(
        "{claim} Probability before any evidence {prior}, after it {now}.",
        "{claim} Probabilité avant tout élément {prior}, après {now}.",
    ),
    "stix claim": pair("Claim {claim}, by {speaker}", "Affirmation {claim}, de {speaker}"),
    "stix statement": pair("Report {report}", "Signalement {report}"),
    "stix report": pair(
        "{date}: {label} (Admiralty code {code}).", "{date} : {label} (code d’Amirauté {code})."
    ),
    "stix route": pair("Status: {status} ({since}). {note}", "Statut : {status} ({since}). {note}"),
    "stix route unknown": pair("Status: {status}. {note}", "Statut : {status}. {note}"),
    "stix duty": pair("{treaty}: {duty} {reason}", "{treaty} : {duty} {reason}"),
    "one file": pair("1 file", "1 fichier"),
    "files counted": pair("{n} files", "{n} fichiers"),
    "folder written": pair(
        "Written to {path}: {files}, {size} MB", "Écrit dans {path} : {files}, {size} Mo"
    ),
    "folder check": pair(
        "Check them with: sha256sum --check SHA256SUMS",
        "Pour les vérifier : sha256sum --check SHA256SUMS",
    ),
    "doing data": pair("Writing data", "Écriture des données"),
}
