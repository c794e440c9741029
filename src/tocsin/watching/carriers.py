"""Telling people: mail, chat and webhooks through Apprise, by the addresses that it reads."""

from __future__ import annotations

from collections.abc import Sequence

from apprise import Apprise

from tocsin.errors import WatchError
from tocsin.language import Language
from tocsin.results import Notice


def carriers(addresses: Sequence[str]) -> Apprise:
    """Whoever is to be told, ready to be told.

    Raises:
        WatchError: an address that no carrier knows. It is named by its place in the list, never
            printed: it may hold a password.
    """
    known = Apprise()
    for k, address in enumerate(addresses, start=1):
        if not known.add(address):
            scheme = address.split(":", 1)[0]
            raise WatchError(
                f"address {k} to tell ({scheme}://…) is none that can be told; give one such as "
                "mailto://, slack://, json://host/path: the forms are in Apprise’s documentation"
            )
    return known


def tell(known: Apprise, notice: Notice, language: Language) -> bool:
    """Tell everyone of one notice; false where somebody could not be reached."""
    if not len(known):
        return True
    body = f"{notice.detail.in_(language)}\n{notice.case}, {notice.as_of.isoformat()}"
    return bool(known.notify(title=notice.title.in_(language), body=body))
