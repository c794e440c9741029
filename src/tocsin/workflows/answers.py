"""What the verbs answer of one case as of one date, each computed when it is first read."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypedDict

from tocsin.case.schema import Case
from tocsin.errors import CaseError
from tocsin.results import (
    Assessment,
    Explanation,
    Indicators,
    Influences,
    KeptScenario,
    Matters,
    Obligations,
    OffRamps,
    Pathways,
    Premortem,
    Routes,
    TrackRecord,
    WatchNext,
    WeighedEvidence,
    WhatIf,
)
from tocsin.workflows.assess import assess
from tocsin.workflows.explain import explain
from tocsin.workflows.influences import influences
from tocsin.workflows.matters import matters
from tocsin.workflows.obligations import obligations
from tocsin.workflows.off_ramps import off_ramps
from tocsin.workflows.pathways import pathways
from tocsin.workflows.premortem import premortem
from tocsin.workflows.routes import routes
from tocsin.workflows.watch_next import watch_next
from tocsin.workflows.weighed import weighed
from tocsin.workflows.whatif import whatif


class Asked(TypedDict):
    """What every computing verb is asked with."""

    as_of: date | None
    seed: int
    samples: int | None
    progress: Callable[[str, float], None] | None


@dataclass(frozen=True, slots=True)
class ScenarioText:
    """A scenario as ``whatif`` takes it; empty for things as they are."""

    hold: tuple[str, ...] = ()
    put: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    named: KeptScenario | None = None

    def __bool__(self) -> bool:
        return any((self.hold, self.put, self.rates, self.given))


AS_IT_IS = ScenarioText()
OF_THE_LEDGER = ("weighed", "record")
"""The findings that tell of the workspace's ledger beside the case."""


def of_kept(kept: KeptScenario) -> ScenarioText:
    """The scenario that is kept under a name."""
    return ScenarioText(kept.hold, kept.put, kept.rates, kept.given, kept)


@dataclass
class Answers:
    """The findings of a case. ``duties`` are the two actors whose obligations are asked for."""

    case: Case
    asked: Asked
    duties: tuple[str, str]
    scenario: ScenarioText = AS_IT_IS
    workspace: str | None = None

    def under(self, scenario: ScenarioText) -> Answers:
        """The same with another scenario; what is computed already is computed for both."""
        other = copy(self)
        other.__dict__.pop("whatif", None)
        other.scenario = scenario
        return other

    def read_ledger_anew(self) -> None:
        """Forget what was read from the ledger; what was computed of the case still holds."""
        for name in OF_THE_LEDGER:
            self.__dict__.pop(name, None)

    @cached_property
    def assessment(self) -> Assessment:
        """How likely each outcome is, and where everything stands."""
        return assess(self.case, **self.asked)

    @cached_property
    def explanation(self) -> Explanation:
        """Why the gravest outcome is as likely as it is."""
        return explain(self.case, **self.asked)

    @cached_property
    def weighed(self) -> WeighedEvidence:
        """Every item behind the explanation, and how it counts."""
        return weighed(self.case, self.explanation, workspace=self.workspace)

    @cached_property
    def obligations(self) -> Obligations:
        """Who is bound to what between the two actors."""
        first, second = self.duties
        return obligations(self.case, attacked=first, by=second, as_of=self.asked["as_of"])

    @cached_property
    def routes(self) -> Routes:
        """The corridors."""
        return routes(self.case, as_of=self.asked["as_of"])

    @cached_property
    def premortem(self) -> Premortem:
        """How the judgement could be wrong."""
        return premortem(self.case, **self.asked)

    @cached_property
    def matters(self) -> Matters:
        """The inputs that move the gravest outcome."""
        return matters(self.case, **self.asked)

    @cached_property
    def watch_next(self) -> WatchNext:
        """The collection plan."""
        return watch_next(self.case, **self.asked)

    @cached_property
    def pathways(self) -> Pathways:
        """How the gravest outcome comes about."""
        return pathways(self.case, **self.asked)

    @cached_property
    def indicators(self) -> Indicators | None:
        """The counted series; None without a workspace, or where the case declares none."""
        if self.workspace is None or not self.case.indicators:
            return None
        # a query engine takes a second to import, and most cases count nothing
        from tocsin.workflows.indicators import indicator_series

        return indicator_series(self.case, workspace=self.workspace, **self.asked)

    @cached_property
    def influences(self) -> Influences:
        """Which node moves which, with the paths to the gravest outcome marked."""
        return influences(self.case, self.pathways)

    @cached_property
    def off_ramps(self) -> OffRamps | None:
        """The interventions ranked; None for a case without any."""
        return off_ramps(self.case, **self.asked) if self.case.model.off_ramps else None

    @cached_property
    def whatif(self) -> WhatIf | None:
        """The scenario beside things as they are; None where none was asked for."""
        if not self.scenario:
            return None
        steps = self.scenario
        found = whatif(
            self.case, hold=steps.hold, put=steps.put, rates=steps.rates, given=steps.given,
            **self.asked,
        )  # fmt: skip
        return found.model_copy(update={"named": steps.named})

    @cached_property
    def record(self) -> TrackRecord | None:
        """The score of what was registered; None without a workspace."""
        if self.workspace is None:
            return None
        # the database's library takes half a second to import, and a briefing needs none
        from tocsin.workflows.record import record

        return record(self.workspace, case=self.case.header.id)


def pair_of_states(case: Case, attacked: str | None, by: str | None) -> tuple[str, str]:
    """The two actors whose duties are shown; by default the case's first two states.

    Raises:
        CaseError: fewer than two states, and none named.
    """
    states = [actor.id for actor in case.actors.actors if actor.kind == "state"]
    first = attacked or next((state for state in states if state != by), None)
    second = by or next((state for state in states if state != first), None)
    if first is None or second is None:
        raise CaseError("a briefing's duties need two states; name them, or add them to the case")
    return first, second
