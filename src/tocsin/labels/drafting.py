"""The fixed words of drafts: what a model was asked, what a draft proposes, its review."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    # asking a language model
    "doing asking": pair("Asking the language model", "Questions au modèle de langue"),
    "part failed": pair(
        "Part {number} of {count} was not read by the model: {reason}",
        "La partie {number} sur {count} n’a pas été lue par le modèle : {reason}",
    ),
    "part broken": pair(
        "Part {number} of {count}: the model’s answer has another form than asked; left out",
        "Partie {number} sur {count} : la réponse du modèle n’a pas la forme demandée ; écartée",
    ),
    "part cut off": pair(
        "Part {number} of {count}: the model’s answer was cut off; its whole findings were kept",
        "Partie {number} sur {count} : réponse tronquée ; les éléments entiers sont gardés",
    ),
}
