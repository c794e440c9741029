"""The fixed words of scenarios that have a name."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "kept scenarios": pair("Kept scenarios", "Scénarios conservés"),
    "no kept scenarios": pair("None is kept yet.", "Aucun n’est conservé pour l’instant."),
    "kept by": pair("kept by {who} on {date}: {why}", "conservé par {who} le {date} : {why}"),
    "keep scenario": pair("Keep this scenario", "Conserver ce scénario"),
    "keep scenario text": pair(
        "Under a name it can be opened from here and put into a briefing: tocsin brief --scenario.",
        "Sous un nom, il peut être ouvert d’ici et mis dans une note : tocsin brief --scenario.",
    ),
    "scenario name": pair("Name", "Nom"),
    "keep": pair("Keep", "Conserver"),
}  # fmt: skip
