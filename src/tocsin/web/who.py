"""Who is asking: set at the gate for each request, read by pages, decisions and the API."""

from __future__ import annotations

from contextvars import ContextVar

from tocsin.errors import DeniedError
from tocsin.results import Person, Role

PERSON: ContextVar[Person | None] = ContextVar("person", default=None)


def person() -> Person | None:
    """Who has signed in; nobody at a desk that has no accounts."""
    return PERSON.get()


def signature(given: str) -> str:
    """Who signs a decision: whoever has signed in, whatever was ``given``; else the given name."""
    found = person()
    return given if found is None else found.signature


def needed(role: Role, person: Person | None) -> None:
    """Refuse what the role of whoever asks does not allow.

    Raises:
        DeniedError: it is not enough.
    """
    if person is not None and not person.role.may(role):
        raise DeniedError(
            f"{person.name} has the role {person.role}; this needs {role}; "
            "whoever keeps the workspace can change it with tocsin account role"
        )
