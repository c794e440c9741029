"""Handling marks (Traffic Light Protocol 2.0, FIRST 2022): to whom a case may go.

Every export and every download asks here, so that the rule is in one place. A mark says how far
what it stands on may travel; an audience is how far somebody wants to send it.
"""

from __future__ import annotations

from enum import StrEnum

from tocsin.errors import HandlingError
from tocsin.language import Text, pair


class Audience(StrEnum):
    """Who can read what is sent, from the widest to the narrowest."""

    PUBLIC = "public"
    COMMUNITY = "community"
    CLIENTS = "clients"
    ORGANISATION = "organisation"
    RECIPIENTS = "recipients"


WIDEST: dict[str, Audience] = {
    "CLEAR": Audience.PUBLIC,
    "GREEN": Audience.COMMUNITY,
    "AMBER": Audience.CLIENTS,
    "AMBER+STRICT": Audience.ORGANISATION,
    "RED": Audience.RECIPIENTS,
}
"""The widest audience that each mark permits."""

RULES: dict[str, Text] = {
    "CLEAR": pair(
        "there is no limit on disclosure",
        "la diffusion n’est pas limitée",
    ),
    "GREEN": pair(
        "recipients may share it within their community, not through channels open to the public",
        "les destinataires peuvent la partager au sein de leur communauté, jamais par un canal "
        "ouvert au public",
    ),
    "AMBER": pair(
        "recipients may share it within their organisation and with its clients who need to know",
        "les destinataires peuvent la partager dans leur organisation et avec ceux de ses clients "
        "qui ont besoin d’en connaître",
    ),
    "AMBER+STRICT": pair(
        "recipients may share it within their organisation only, with those who need to know",
        "les destinataires ne peuvent la partager que dans leur organisation, avec ceux qui ont "
        "besoin d’en connaître",
    ),
    "RED": pair(
        "it is for the individual recipients only; nobody may pass it on",
        "elle est réservée aux destinataires nommés ; nul ne peut la transmettre",
    ),
}
"""What each mark asks of whoever holds the information."""


def shown(mark: str) -> str:
    """The mark as the protocol writes it: ``TLP:CLEAR``."""
    return f"TLP:{mark}"


def permits(mark: str, audience: Audience) -> bool:
    """Whether what carries ``mark`` may go to ``audience``.

    Raises:
        HandlingError: a mark that the protocol does not have.
    """
    order = list(Audience)
    return order.index(audience) >= order.index(_widest(mark))


def require(mark: str, audience: Audience) -> None:
    """Refuse to send what carries ``mark`` to ``audience`` where the mark does not permit it.

    Raises:
        HandlingError: with the rule, and the widest audience that is allowed.
    """
    if not permits(mark, audience):
        raise HandlingError(
            f"{shown(mark)} may not go to the audience {audience.value!r}: {RULES[mark].en}; the "
            f"widest audience that the mark allows is {_widest(mark).value!r}"
        )


def _widest(mark: str) -> Audience:
    if mark not in WIDEST:
        raise HandlingError(
            f"{mark!r} is no handling mark; allowed are {', '.join(WIDEST)}; mend tlp in case.yaml"
        )
    return WIDEST[mark]
