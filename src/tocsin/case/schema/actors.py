"""``actors.yaml``: actors, blocs with dated memberships, treaties and their duties."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tocsin.case.schema.base import Entry, Key, PartialDate
from tocsin.language import Text


class Actor(Entry):
    """A state or organisation, with the codes under which event data know it."""

    id: Key
    label: Text
    kind: Literal["state", "organisation"]
    iso3: str | None = None
    cameo: str | None = None
    fips: str | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    roles: list[Text] = []
    bodies: list[str] = []
    note: str | None = None


class Membership(Entry):
    """An actor's place in a bloc, from one date to another."""

    actor: Key
    role: Literal["member", "partner", "observer"] = "member"
    since: PartialDate
    until: PartialDate | None = None
    frozen_since: PartialDate | None = None
    note: Text | None = None


class Fact(Entry):
    """A checked statement about a bloc, with how sure the dossier is of it."""

    text: Text
    source: str
    sure: Literal["low", "medium", "high"]


class Bloc(Entry):
    """An organisation or grouping with dated memberships."""

    id: Key
    label: Text
    members: list[Membership]
    facts: list[Fact] = []
    source: str


class Duty(Entry):
    """What a text asks of those it binds.

    ``bound`` act for, or restrain themselves towards, ``toward``; an empty list means every party
    (towards every other party). ``area`` limits where the duty holds; ``excludes`` names actors
    outside that area, so that an attack on them is shown as left out, whoever the parties are.
    """

    kind: Literal["defence", "assistance", "consultation", "restraint", "assurance", "cooperation"]
    text: Text
    article: str | None = None
    bound: list[Key] = []
    toward: list[Key] = []
    automatic: bool = False
    nature: Literal["legal", "political"] = "legal"
    area: Text | None = None
    excludes: list[Key] = []


class Treaty(Entry):
    """A text between parties, its dates and the duties in it. Parties may name a bloc.

    It counts from ``in_force``, or from signature where no such date is known; ``pending`` says
    that it was signed and has not come into force, so it binds nobody.
    """

    id: Key
    label: Text
    signed: PartialDate
    in_force: PartialDate | None = None
    ended: PartialDate | None = None
    pending: bool = False
    parties: Annotated[list[Key], Field(min_length=1)]
    duties: list[Duty] = []
    gist: Text
    source: str
    note: Text | None = None


class Searched(Entry):
    """Something that was looked for, and what was (not) found.

    ``actors`` are those whose protection the question is about; none means anyone's.
    """

    question: Text
    answer: Text
    sure: str
    note: Text | None = None
    actors: list[Key] = []


class ActorsFile(Entry):
    """``actors.yaml``."""

    actors: list[Actor]
    blocs: list[Bloc] = []
    treaties: list[Treaty] = []
    searched: list[Searched] = []
