"""What a case may say: one model for each kind of entry in its YAML files.

Numbers carry their source; labels and definitions carry English and French. Rules that span
several entries (unknown ids, cycles, evidence counted twice) are the business of ``check``.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tocsin.language import Text

SCHEMA_VERSION = 1

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""The id of something a formula can name: a node, level, hypothesis or assumption."""

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,39}$")]
"""The id of anything else: S04, C66, TR02, KAZ."""

Day = datetime.date
"""A date known to the day. (Entries have a field ``date``, so the type needs another name.)"""

PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date as precise as it is known: 2025, 2025-12 or 2025-12-16."""

Positive = Annotated[float, Field(gt=0, lt=1e9)]
Share = Annotated[float, Field(gt=0, lt=1)]
Presence = Annotated[float, Field(ge=0, le=1, multiple_of=0.5)]


class Entry(BaseModel):
    """Base of every entry: unknown keys are errors, entries do not change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Tlp(StrEnum):
    """Handling marks of the Traffic Light Protocol 2.0."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"


# --- case.yaml --------------------------------------------------------------------------------


class Asked(Entry):
    """A question of the case: a new arrival of ``node`` at ``level`` from the level below."""

    id: Name
    node: Name
    level: Name
    label: Text


class Hypothesis(Entry):
    """One explanation of a group; exactly one of the group is true."""

    id: Name
    label: Text
    claim: Text
    prior: Share
    source: str
    expects: list[Text] = []


class HypothesisGroup(Entry):
    """Explanations of which exactly one is true; groups are independent of each other."""

    id: Name
    label: Text
    hypotheses: Annotated[list[Hypothesis], Field(min_length=2)]


class Assumption(Entry):
    """Something taken for granted: true with probability ``prior``, and what follows if not."""

    id: Name
    label: Text
    prior: Share
    standing: Literal["solid", "caveated", "unsupported"]
    if_wrong: Text
    signpost: Text
    source: str


class Tables(Entry):
    """The tables that turn judgements into likelihood ratios; printed in every briefing.

    ``reliability`` (A-F) gives an exponent from 0 to 1, ``credibility`` (1-6) one from -1 to 1; a
    report multiplies the odds of what it says by ``report_ratio`` raised to their product.
    ``consistency`` gives the likelihood ratio of an item under a hypothesis.
    """

    report_ratio: Positive = 10.0
    reliability: dict[str, float] = {
        "A": 1.0, "B": 0.8, "C": 0.6, "D": 0.3, "E": 0.1, "F": 0.0,
    }  # fmt: skip
    credibility: dict[str, float] = {
        "1": 1.0, "2": 0.8, "3": 0.5, "4": -0.2, "5": -0.5, "6": 0.0,
    }  # fmt: skip
    consistency: dict[str, float] = {
        "CC": 2.0, "C": 1.4, "N": 1.0, "I": 0.6, "II": 0.3, "NA": 1.0,
    }  # fmt: skip
    cluster_correlation: Annotated[float, Field(ge=0, le=1)] = 0.5
    rating_exponent: Annotated[float, Field(gt=0, le=1)] = 0.5


class Header(Entry):
    """``case.yaml``: what is asked, when, and under which explanations."""

    schema_version: Literal[1]
    id: Name
    title: Text
    summary: Text
    start: Day
    evidence_until: Day
    tlp: Tlp
    horizons: Annotated[list[Annotated[int, Field(ge=1, le=120)]], Field(min_length=1)]
    asked: Annotated[list[Asked], Field(min_length=1)]
    groups: list[HypothesisGroup] = []
    assumptions: list[Assumption] = []
    tables: Tables = Tables()
    notes: list[Text] = []


# --- sources.yaml, claims.yaml ------------------------------------------------------------------


class Source(Entry):
    """A dated document or, where the dossier rests on memory, the statement that it does."""

    id: Key
    title: str
    publisher: str | None = None
    date: PartialDate | None = None
    date_note: str | None = None
    url: str | None = None
    type: str
    stance: Text | None = None
    note: str | None = None


class Citation(Entry):
    """Where a statement rests: a source and what it says on the point."""

    source: Key
    note: Text | None = None


class Claim(Entry):
    """One statement of the text under test, paraphrased, with speaker, kind and status."""

    id: Key
    paraphrase: Text
    section: str
    kind: Literal["event", "causal", "relation", "forecast", "conditional", "value judgement"]
    date: PartialDate | None = None
    date_note: str | None = None
    speaker: str
    status: Literal["confirmed", "contested", "unverified", "false"]
    status_detail: Text | None = None
    confidence: Literal["low", "medium", "high"]
    truth_apt: bool = True
    evidence: list[Citation] = []
    bears_on: list[Name] = []
    note: str | None = None


# --- actors.yaml, routes.yaml -------------------------------------------------------------------


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


class Place(Entry):
    """A named point on the map, and the actor it belongs to, if any."""

    id: Name
    label: Text
    lon: Annotated[float, Field(ge=-180, le=180)]
    lat: Annotated[float, Field(ge=-90, le=90)]
    actor: Key | None = None


class RouteStatus(Entry):
    """The status of a route from a date on."""

    date: PartialDate
    status: Literal[
        "idea", "agreed", "building", "open", "restricted", "closed", "label_only", "unknown"
    ]
    note: Text
    source: str


class Route(Entry):
    """A corridor between places. ``support`` says whether it could carry outside support:

    ``yes``, ``no``, ``unknown``, or ``if_open`` (only once its status is open).
    """

    id: Key
    label: Text
    mode: Literal["road_rail", "rail", "air", "sea", "pipeline", "site", "regime"]
    places: list[Name] = []
    consent: list[Key] = []
    node: Name | None = None
    support: Literal["yes", "no", "unknown", "if_open"]
    support_note: Text
    history: Annotated[list[RouteStatus], Field(min_length=1)]
    built: bool | None = None
    as_of: PartialDate


class RoutesFile(Entry):
    """``routes.yaml``."""

    places: list[Place]
    routes: list[Route]


# --- model.yaml ---------------------------------------------------------------------------------


class Count(Entry):
    """A rate known from counts: ``events`` in ``years`` of exposure (Jeffreys prior added)."""

    events: Annotated[float, Field(ge=0, lt=1e6)]
    years: Positive
    source: str
    note: str | None = None


class Interval(Entry):
    """A 90 % interval: ``low`` and ``high`` are its 5 % and 95 % points."""

    low: Positive
    high: Positive
    source: str
    note: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Interval:
        if not self.low < self.high:
            raise ValueError(f"low {self.low:g} is not below high {self.high:g}; swap or widen")
        return self


class Fitted(Entry):
    """A multiplier taken from a joint fit of past cases: its joint draws are used."""

    fit: Name
    factor: Name


Rate = Count | Interval


class Level(Entry):
    """One level of a node: its name and what would be seen if the node stood there."""

    id: Name
    label: Text
    observable: Text | None = None


class NodeKind(StrEnum):
    """What a node is shown as; the kind never changes how it is computed."""

    TRIGGER = "trigger"
    CONDITION = "condition"
    PERCEPTION = "perception"
    ROUTE = "route"
    CLOCK = "clock"
    OUTCOME = "outcome"


class Node(Entry):
    """Anything that has a state: ordered levels, and the rates (a year) at which it moves.

    ``up`` and ``down`` hold one rate for all steps of that direction, or one for each level
    that is left. Without a rate the node cannot move that way. ``up_while`` and ``down_while`` are
    formulas:
    the step can happen only while they hold.
    """

    id: Name
    kind: NodeKind
    label: Text
    definition: Text
    levels: Annotated[list[Level], Field(min_length=2, max_length=9)]
    start: Name | dict[Name, Annotated[float, Field(ge=0, le=1)]]
    up: Rate | dict[Name, Rate] | None = None
    down: Rate | dict[Name, Rate] | None = None
    up_while: str | None = None
    down_while: str | None = None
    code: str | None = None
    source: str | None = None
    note: Text | None = None


class DerivedLevel(Entry):
    """A level of a derived node: it stands at its highest level whose ``when`` holds.

    The first level has no ``when``: it is where the node stands if no other formula holds.
    """

    id: Name
    label: Text
    when: str | None = None


class Derived(Entry):
    """A node computed from the others at every moment; it has no rates of its own."""

    id: Name
    label: Text
    definition: Text
    levels: Annotated[list[DerivedLevel], Field(min_length=2, max_length=9)]


class Influence(Entry):
    """While ``when`` holds, ``node`` moves ``direction`` by ``factor`` times as often."""

    id: Name
    node: Name
    direction: Literal["up", "down"]
    leaving: list[Name] = []
    when: str
    factor: Interval | Fitted
    source: str
    note: Text | None = None


class Anchor(Entry):
    """Ties an asked onset to its reference class; ``pool`` adds wider classes at a weight."""

    asked: Name
    reference_class: Key
    pool: dict[Key, Annotated[float, Field(gt=0, le=1)]] = {}
    label: Text
    note: Text | None = None


class Fit(Entry):
    """One joint penalised logistic over the precedents: N(0, ``penalty_sd``) coefficients."""

    id: Name
    label: Text
    factors: Annotated[list[Name], Field(min_length=1)]
    positive: list[str]
    negative: list[str]
    penalty_sd: Positive = 0.5
    source: str
    note: Text | None = None


class Setting(Entry):
    """A node held at a level by an intervention."""

    node: Name
    level: Name


class OffRamp(Entry):
    """An intervention that would lower the risk: what it sets, its cost, window and signpost."""

    id: Name
    code: str
    label: Text
    direction: Literal["lowers", "ambiguous"]
    why: Text
    status: Text
    sets: Annotated[list[Setting], Field(min_length=1)]
    cost: Literal["low", "medium", "high"]
    window: Text
    signpost: Text
    source: str
    caution: Text | None = None


class ModelFile(Entry):
    """``model.yaml``."""

    nodes: Annotated[list[Node], Field(min_length=1)]
    derived: list[Derived] = []
    influences: list[Influence] = []
    anchors: list[Anchor] = []
    fits: list[Fit] = []
    off_ramps: list[OffRamp] = []


# --- evidence.yaml ------------------------------------------------------------------------------


class TimelineEntry(Entry):
    """From ``date`` on the node stands at ``level``; this was public from ``published`` on."""

    id: Key
    date: Day
    published: Day
    level: Name
    label: Text
    sources: list[Key] = []
    claims: list[Key] = []


class Sighting(Entry):
    """A dated confirmation that the level had not changed; shown, never counted by itself."""

    date: Day
    label: Text
    sources: list[Key] = []


class Timeline(Entry):
    """What a person has decided is known of a node, from the case's start to ``until``."""

    node: Name
    until: Day
    watched_by: Text
    entries: list[TimelineEntry] = []
    sightings: list[Sighting] = []
    sources: list[Key] = []


class Report(Entry):
    """A dated statement nobody has decided on yet: ``says`` is a formula over the nodes."""

    id: Key
    label: Text
    date: Day
    published: Day
    says: str
    code: Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")]
    origin: Key
    sources: list[Key] = []
    claims: list[Key] = []


Consistency = Literal["CC", "C", "N", "I", "II", "NA"]


class Rating(Entry):
    """How consistent an item is with each hypothesis. ``repeats`` names a timeline that already
    says it: the item is shown in the matrix and kept out of the count.
    """

    id: Key
    label: Text
    published: Day
    cluster: Name
    scores: dict[Name, Consistency]
    sources: list[Key] = []
    claims: list[Key] = []
    diagnosticity: Text | None = None
    repeats: Name | None = None


class Watch(Entry):
    """A declared watch: while ``says`` holds we would hear of it at ``rate`` a year."""

    id: Key
    label: Text
    says: str
    rate: Positive
    since: Day
    until: Day
    source: str


class Discriminator(Entry):
    """A future observation that would tell hypotheses apart."""

    id: Key
    observation: Text
    scores: dict[Name, Consistency]
    moves: Text
    strength: str
    where: str


class EvidenceFile(Entry):
    """``evidence.yaml``."""

    timelines: list[Timeline] = []
    reports: list[Report] = []
    ratings: list[Rating] = []
    watches: list[Watch] = []
    discriminators: list[Discriminator] = []


# --- questions.yaml, precedents.yaml, monitoring.yaml, wording.yaml -----------------------------


class Question(Entry):
    """A forecast that can be settled."""

    id: Key
    text: Text
    node: Name | None = None
    event: Text
    threshold: Text
    opened: Day
    deadline: Day | None = None
    source_of_truth: Text | None = None
    void_if: Text
    anchor: Text


class ReferenceClass(Entry):
    """``events`` onsets in ``exposure`` units (years unless said otherwise) of a class."""

    id: Key
    label: Text
    events: Annotated[float, Field(ge=0, lt=1e9)]
    exposure: Positive
    unit: Text
    source: str
    note: Text | None = None


class DatedEvent(Entry):
    """An event of a past case."""

    date: PartialDate
    event: Text


class Precedent(Entry):
    """A past case coded by hand: 1 present, 0.5 partial or disputed, 0 absent, null unknown."""

    id: Key
    label: Text
    window: str
    outcome: Text
    outcome_class: Literal["force", "no force", "incident", "invited deployment", "open"]
    factors: dict[Name, Presence | None]
    timeline: list[DatedEvent] = []
    note: Text | None = None
    source: str


class PastDispute(Entry):
    """A public dispute of the two states and how it ended."""

    date: PartialDate
    label: Text
    end: Text
    source: str


class PrecedentsFile(Entry):
    """``precedents.yaml``: the outside view of the case."""

    reference_classes: list[ReferenceClass] = []
    precedents: list[Precedent] = []
    disputes: list[PastDispute] = []


class PastInstance(Entry):
    """A dated past instance of a trigger and whether a militarised crisis followed in a year."""

    date: str
    label: Text
    level: Annotated[int, Field(ge=0, le=9)]
    source: str
    followed: str


class Monitoring(Entry):
    """How a trigger is watched: observables, opposite signals, codes, words, past instances."""

    node: Name
    claim: Key | None = None
    observables: list[Text] = []
    opposite_signals: list[Text] = []
    false_positives: Text
    base_rate: Text
    sources: list[str] = []
    cameo: list[str] = []
    plover: list[str] = []
    dyads: list[str] = []
    keywords: dict[str, list[str]] = {}
    past: list[PastInstance] = []
    note: Text | None = None


class Wording(Entry):
    """A loaded word of the text under test, its neutral replacement and the reason."""

    loaded: str
    neutral: Text
    why: Text


class Case(Entry):
    """A whole case, as read from its folder."""

    header: Header
    sources: list[Source]
    claims: list[Claim] = []
    actors: ActorsFile
    routes: RoutesFile
    model: ModelFile
    evidence: EvidenceFile
    questions: list[Question] = []
    precedents: PrecedentsFile = PrecedentsFile()
    monitoring: list[Monitoring] = []
    wording: list[Wording] = []
