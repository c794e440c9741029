"""Rival explanations that any thesis about a coming crisis should be held against.

They are the field's standard ones, offered as empty slots: a name and a question each, no claim, no
prior, no evidence. Which of them apply, and what they would say here, is for a person to write.

Sources of the list: Fearon (1995) and Schelling (1960) on bargaining and signals; Kuik (2008) on
hedging; Levy (1989) on domestic politics and diversion; Snyder (1984) on allies, abandonment and
entrapment; Jervis (1978) on the security dilemma; Allison (1969) on routine and organisation;
Heuer (1999) on the thesis beside its denial, and on evidence that is one statement many times told.
"""

from __future__ import annotations

from typing import NamedTuple

from tocsin.language import Text, pair


class Rival(NamedTuple):
    """A standard explanation: its id, its name, and what to ask about it."""

    id: str
    name: Text
    asks: Text


THESIS = Rival(
    "thesis",
    pair("The author’s thesis", "La thèse de l’auteur"),
    pair(
        "What does the author hold to drive events, and what would be seen if it did?",
        "Qu’est-ce qui, selon l’auteur, commande les événements, et qu’observerait-on alors ?",
    ),
)
DENIAL = Rival(
    "no_thesis",
    pair("The thesis does not hold", "La thèse ne tient pas"),
    pair(
        "What would be seen if nothing that the author names drove events?",
        "Qu’observerait-on si rien de ce que l’auteur avance ne jouait ?",
    ),
)
STANDARD = (
    Rival(
        "bargaining",
        pair("Bargaining and signals", "Négociation et signaux"),
        pair(
            "Are the steps meant to improve terms, and dropped once terms are met?",
            "Les actes visent-ils à obtenir de meilleures conditions, puis cessent-ils ?",
        ),
    ),
    Rival(
        "hedging",
        pair("Hedging", "Couverture de risque"),
        pair(
            "Does a side keep several partners at once so as to depend on none?",
            "Une partie garde-t-elle plusieurs partenaires pour ne dépendre d’aucun ?",
        ),
    ),
    Rival(
        "domestic",
        pair("Domestic politics", "Politique intérieure"),
        pair(
            "Do the steps follow votes, rivalries or troubles at home?",
            "Les actes suivent-ils des scrutins, des rivalités ou des difficultés intérieures ?",
        ),
    ),
    Rival(
        "third_party",
        pair("A third party’s aims", "Les buts d’un tiers"),
        pair(
            "Does an ally or another outside power act for ends of its own?",
            "Un allié ou une autre puissance extérieure agit-il à ses propres fins ?",
        ),
    ),
    Rival(
        "mistrust",
        pair("Two-sided mistrust", "Méfiance réciproque"),
        pair(
            "Does each side read the other’s precautions as hostile?",
            "Chacun lit-il les précautions de l’autre comme hostiles ?",
        ),
    ),
    Rival(
        "routine",
        pair("Routine and status quo", "Routine et statu quo"),
        pair(
            "Were the steps planned long before, by offices that do this every year?",
            "Les actes étaient-ils prévus de longue date, par des services dont c’est l’usage ?",
        ),
    ),
    Rival(
        "economy",
        pair("Economic interest", "Intérêt économique"),
        pair(
            "Do costs, revenue or supply explain the steps as well?",
            "Les coûts, les recettes ou l’approvisionnement suffisent-ils à expliquer les actes ?",
        ),
    ),
    Rival(
        "attention",
        pair("More talk, no more facts", "Plus de propos, pas plus de faits"),
        pair(
            "Is one statement told many times, while what can be counted stays the same?",
            "Un même propos est-il répété sans que rien de mesurable ne change ?",
        ),
    ),
)
"""The rivals of any thesis; each may hold or not, whatever the others do."""


def denied(rival: Rival) -> Text:
    """The name of the other half of a rival’s group: that it plays no part."""
    return pair(f"{rival.name.en}: no part in it", f"{rival.name.fr} : sans rôle ici")
