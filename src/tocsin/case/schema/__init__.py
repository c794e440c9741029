"""What a case may say: one model for each kind of entry in its YAML files.

Numbers carry their source; labels and definitions carry English and French. Rules that span
several entries (unknown ids, cycles, evidence counted twice) are the business of ``check``.
"""

from __future__ import annotations

from tocsin.case.schema.actors import (
    Actor,
    ActorsFile,
    Bloc,
    Duty,
    Fact,
    Membership,
    Searched,
    Treaty,
)
from tocsin.case.schema.base import (
    SCHEMA_VERSION,
    Day,
    Entry,
    Key,
    LearnedKey,
    Name,
    PartialDate,
    Positive,
    Presence,
    Share,
)
from tocsin.case.schema.evidence import (
    Consistency,
    Discriminator,
    EvidenceFile,
    Rating,
    Report,
    Sighting,
    Timeline,
    TimelineEntry,
    Watch,
)
from tocsin.case.schema.header import (
    Asked,
    Assumption,
    Header,
    Hypothesis,
    HypothesisGroup,
    Tables,
    Tlp,
)
from tocsin.case.schema.indicators import (
    Block,
    Counted,
    CountSeries,
    Indicator,
    LearnedRatio,
    PastCase,
    RaisedBy,
    Ratio,
    Regime,
    Window,
)
from tocsin.case.schema.learned import LearnedFile, LearnedFit, LearnedRate
from tocsin.case.schema.model import (
    Anchor,
    Count,
    Derived,
    DerivedLevel,
    Fit,
    Fitted,
    Influence,
    Interval,
    Learned,
    Level,
    ModelFile,
    Node,
    NodeKind,
    OffRamp,
    Rate,
    Setting,
)
from tocsin.case.schema.monitoring import Monitoring, PastInstance, Wording
from tocsin.case.schema.precedents import (
    CountedClass,
    DatedEvent,
    DyadClass,
    DyadEvent,
    DyadRelease,
    DyadTrait,
    History,
    HistoryEntry,
    PastDispute,
    Precedent,
    PrecedentsFile,
    ReferenceClass,
)
from tocsin.case.schema.questions import Question
from tocsin.case.schema.routes import Place, Route, RoutesFile, RouteStatus
from tocsin.case.schema.sources import Citation, Claim, Source


class Case(Entry):
    """A whole case, as read from its folder.

    ``counted`` is no file: it holds the series that a workspace's events give its indicators.
    """

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
    learned: LearnedFile | None = None
    indicators: list[Indicator] = []
    counted: list[CountSeries] = []


__all__ = [
    "SCHEMA_VERSION",
    "Actor",
    "ActorsFile",
    "Anchor",
    "Asked",
    "Assumption",
    "Bloc",
    "Block",
    "Case",
    "Citation",
    "Claim",
    "Consistency",
    "Count",
    "CountSeries",
    "Counted",
    "CountedClass",
    "DatedEvent",
    "Day",
    "Derived",
    "DerivedLevel",
    "Discriminator",
    "Duty",
    "DyadClass",
    "DyadEvent",
    "DyadRelease",
    "DyadTrait",
    "Entry",
    "EvidenceFile",
    "Fact",
    "Fit",
    "Fitted",
    "Header",
    "History",
    "HistoryEntry",
    "Hypothesis",
    "HypothesisGroup",
    "Indicator",
    "Influence",
    "Interval",
    "Key",
    "Learned",
    "LearnedFile",
    "LearnedFit",
    "LearnedKey",
    "LearnedRate",
    "LearnedRatio",
    "Level",
    "Membership",
    "ModelFile",
    "Monitoring",
    "Name",
    "Node",
    "NodeKind",
    "OffRamp",
    "PartialDate",
    "PastCase",
    "PastDispute",
    "PastInstance",
    "Place",
    "Positive",
    "Precedent",
    "PrecedentsFile",
    "Presence",
    "Question",
    "RaisedBy",
    "Rate",
    "Rating",
    "Ratio",
    "ReferenceClass",
    "Regime",
    "Report",
    "Route",
    "RouteStatus",
    "RoutesFile",
    "Searched",
    "Setting",
    "Share",
    "Sighting",
    "Source",
    "Tables",
    "Timeline",
    "TimelineEntry",
    "Tlp",
    "Treaty",
    "Watch",
    "Window",
    "Wording",
]
