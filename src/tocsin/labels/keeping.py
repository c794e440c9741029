"""The fixed words about keeping a workspace."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    "workspace made": pair(
        "Made the workspace {path}. Your own cases go into {cases}.",
        "Espace de travail créé : {path}. Vos propres cas vont dans {cases}.",
    ),
}
