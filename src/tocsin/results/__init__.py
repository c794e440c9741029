"""What the verbs return: typed, versioned, the same for the API, the command line and briefings.

Probabilities are shares of one; log-odds are natural logarithms; dates are ISO 8601; times are
years unless the name says otherwise. No result holds a clock time or a machine name, so the same
inputs give the same bytes.
"""

from __future__ import annotations

from tocsin.results.assessment import (
    AnchorState,
    Assessment,
    CurvePoint,
    Health,
    HorizonForecast,
    HypothesisState,
    NodeState,
    OutcomeForecast,
    StratumHealth,
)
from tocsin.results.base import (
    RESULTS_VERSION,
    Problem,
    Result,
    RunRecord,
)
from tocsin.results.base_rates import (
    BaseRates,
    ClassRate,
    DataSource,
    EventRates,
    ModelRate,
)
from tocsin.results.benchmark import (
    Benchmark,
    Figure,
    PublishedTable,
    TableColumn,
    TableRow,
)
from tocsin.results.collection import (
    Collection,
    Compaction,
    LakePart,
    LakeStatus,
    RefusedFile,
)
from tocsin.results.desk import (
    Choice,
    ChoiceGroup,
    Option,
)
from tocsin.results.drafting import (
    Decision,
    Draft,
    DraftEntry,
    Gap,
    Proposal,
    ProposalKind,
    Reviewed,
    Silence,
)
from tocsin.results.ensemble import (
    Ensemble,
    EnsembleForecast,
    EnsembleOutcome,
)
from tocsin.results.exact import (
    Exact,
    ExactForecast,
    ExactOutcome,
)
from tocsin.results.explanation import (
    Explanation,
    ExplanationRow,
    MatrixCell,
    MatrixRow,
)
from tocsin.results.inbox import (
    Inbox,
    ProposalDecision,
    Proposed,
)
from tocsin.results.learning import (
    CountedRate,
    FactorEffect,
    FittedCases,
    Learning,
    LeaveOneOut,
    LeftOut,
    OddsRatio,
    ScoreComparison,
)
from tocsin.results.off_ramps import (
    OffRampEffect,
    OffRampPair,
    OffRamps,
    OutcomeChange,
    PlanStep,
    SignedChange,
)
from tocsin.results.premortem import (
    IfKnown,
    OutcomePremortem,
    Premortem,
    WayToBeWrong,
)
from tocsin.results.questions import (
    InputSwing,
    Matters,
    PathStep,
    Pathway,
    Pathways,
    Signpost,
    WatchNext,
    WatchValue,
)
from tocsin.results.reading import (
    Item,
    Kind,
    Reader,
    Reading,
    SourceText,
    Span,
)
from tocsin.results.record import (
    QuestionRecord,
    RecordBin,
    RecordScore,
    RegisteredForecast,
    TrackRecord,
)
from tocsin.results.scenarios import (
    Effect,
    OutcomeEffect,
    ScenarioStep,
    WhatIf,
)
from tocsin.results.ties import (
    BlocPlace,
    BoundDuty,
    DutyConflict,
    NotFound,
    Obligations,
    Routes,
    RouteState,
    Way,
)
from tocsin.results.watching import (
    CollectedFeed,
    Notice,
    Standing,
    Turn,
    WatchedOutcome,
)

__all__ = [
    "RESULTS_VERSION",
    "AnchorState",
    "Assessment",
    "BaseRates",
    "Benchmark",
    "BlocPlace",
    "BoundDuty",
    "Choice",
    "ChoiceGroup",
    "ClassRate",
    "CollectedFeed",
    "Collection",
    "Compaction",
    "CountedRate",
    "CurvePoint",
    "DataSource",
    "Decision",
    "Draft",
    "DraftEntry",
    "DutyConflict",
    "Effect",
    "Ensemble",
    "EnsembleForecast",
    "EnsembleOutcome",
    "EventRates",
    "Exact",
    "ExactForecast",
    "ExactOutcome",
    "Explanation",
    "ExplanationRow",
    "FactorEffect",
    "Figure",
    "FittedCases",
    "Gap",
    "Health",
    "HorizonForecast",
    "HypothesisState",
    "IfKnown",
    "Inbox",
    "InputSwing",
    "Item",
    "Kind",
    "LakePart",
    "LakeStatus",
    "Learning",
    "LeaveOneOut",
    "LeftOut",
    "MatrixCell",
    "MatrixRow",
    "Matters",
    "ModelRate",
    "NodeState",
    "NotFound",
    "Notice",
    "Obligations",
    "OddsRatio",
    "OffRampEffect",
    "OffRampPair",
    "OffRamps",
    "Option",
    "OutcomeChange",
    "OutcomeEffect",
    "OutcomeForecast",
    "OutcomePremortem",
    "PathStep",
    "Pathway",
    "Pathways",
    "PlanStep",
    "Premortem",
    "Problem",
    "Proposal",
    "ProposalDecision",
    "ProposalKind",
    "Proposed",
    "PublishedTable",
    "QuestionRecord",
    "Reader",
    "Reading",
    "RecordBin",
    "RecordScore",
    "RefusedFile",
    "RegisteredForecast",
    "Result",
    "Reviewed",
    "RouteState",
    "Routes",
    "RunRecord",
    "ScenarioStep",
    "ScoreComparison",
    "SignedChange",
    "Signpost",
    "Silence",
    "SourceText",
    "Span",
    "Standing",
    "StratumHealth",
    "TableColumn",
    "TableRow",
    "TrackRecord",
    "Turn",
    "WatchNext",
    "WatchValue",
    "WatchedOutcome",
    "Way",
    "WayToBeWrong",
    "WhatIf",
]
