"""The tools that read: each asks one verb and gives its result, with the words of the briefing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from operator import attrgetter
from typing import Annotated

from mcp.server import MCPServer
from mcp_types import CallToolResult, ToolAnnotations
from pydantic import Field

from tocsin.errors import NotFoundError
from tocsin.language import Language
from tocsin.mcp.answers import (
    UNTRUSTED,
    AsOf,
    Board,
    CaseName,
    Cases,
    History,
    Judgement,
    Words,
    answered,
    as_json,
    refusing,
)
from tocsin.mcp.desks import Desks
from tocsin.results import (
    Evidence,
    EvidenceDetail,
    Explanation,
    Inbox,
    OffRamps,
    Pathways,
    TrackRecord,
    WatchNext,
    WhatIf,
)
from tocsin.workflows import cases, evidence, inbox
from tocsin.workflows.answers import ScenarioText
from tocsin.workflows.record import record

READING = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
Steps = Annotated[
    list[str],
    Field(description="Done: NODE=LEVEL or NODE=LEVEL@DATE, held from that day on.", max_length=20),
]
Learned = Annotated[
    list[str],
    Field(description="Learned: a formula such as 'fear >= high', or with @DATE.", max_length=20),
]


@dataclass(frozen=True)
class Reading:
    """The tools over the desks of one server."""

    desks: Desks

    def offer(self, server: MCPServer) -> None:
        """Add every tool to a server."""
        for tool in (
            self.list_cases, self.assess, self.history, self.triggers, self.explain, self.what_if,
            self.off_ramps, self.watch_next, self.pathways, self.list_evidence,
            self.read_evidence, self.read_page, self.record, self.inbox,
        ):  # fmt: skip
            server.add_tool(refusing(tool), annotations=READING)

    async def list_cases(self) -> Annotated[CallToolResult, Cases]:
        """The cases that can be asked about, with their outcomes, hypotheses, dates and handling
        marks (TLP 2.0: what is marked must not be passed on further than its mark allows)."""
        found = Cases(cases=await asyncio.to_thread(cases.listed, self.desks.workspace))
        return answered(found, as_json(found))

    async def assess(
        self, case: CaseName, as_of: AsOf = None, language: Words = Language.EN
    ) -> Annotated[CallToolResult, Judgement]:
        """How likely a new onset of each outcome is within 3, 6, 12 and 24 months of the date.

        Probabilities are shares of one. Each stands beside its base rate (what the reference class
        alone gives), its range over uncertain inputs (10 % to 90 % points) and its Monte Carlo
        error. Never tell one without its base rate and range, nor round it to more certainty.
        Confidence speaks of the evidence, not of the odds: keep the two in separate sentences.
        """
        found = await self.desks.ask(case, attrgetter("assessment"), as_of)
        text = await self.desks.text(case, ("judgement", "probabilities"), language, as_of)
        return answered(Judgement.of(found), text)

    async def history(
        self, case: CaseName, as_of: AsOf = None, language: Words = Language.EN
    ) -> Annotated[CallToolResult, History]:
        """The probability of each outcome, week by week, as it was known then, beside the base
        rate and with the Monte Carlo error; and what changed it in the last week."""
        found = await self.desks.ask(case, attrgetter("assessment"), as_of)
        told = History(case=found.case, months=found.headline_months, curve=found.curve)
        text = await self.desks.text(case, ("recent",), language, as_of)
        return answered(told, text, untrusted=True)

    async def triggers(
        self, case: CaseName, as_of: AsOf = None, language: Words = Language.EN
    ) -> Annotated[CallToolResult, Board]:
        """The board of triggers: where each stands, what would be seen, how old the last evidence
        is. 'not monitored' means that nobody looks, not that nothing happened."""
        found = await self.desks.ask(case, attrgetter("assessment"), as_of)
        told = Board(case=found.case, as_of=found.as_of, triggers=found.triggers)
        text = await self.desks.text(case, ("triggers",), language, as_of)
        return answered(told, text, untrusted=True)

    async def explain(
        self, case: CaseName, as_of: AsOf = None, language: Words = Language.EN
    ) -> Annotated[CallToolResult, Explanation]:
        """Why the gravest outcome is as likely as it is: the change in log-odds (natural
        logarithms) from the base rate to the date, item by item; the rows add up exactly.
        The id of a row of evidence, rating or report opens with read_evidence."""
        found = await self.desks.ask(case, attrgetter("explanation"), as_of)
        text = await self.desks.text(case, ("reasons",), language, as_of)
        return answered(found, text, untrusted=True)

    async def what_if(
        self, case: CaseName, done: Steps = [], learned: Learned = [],  # noqa: B006
        as_of: AsOf = None, language: Words = Language.EN,
    ) -> Annotated[CallToolResult, WhatIf]:  # fmt: skip
        """The same futures with something done (an intervention) or learned (a condition holds).

        Doing and learning differ: what is done tells nothing of why, what is learned moves all that
        it implies. Each change has its Monte Carlo error; one below two errors is no change.
        'kept' is how probable all that is learned is as of the date.
        """
        scenario = ScenarioText(hold=tuple(done), given=tuple(learned))
        if not scenario:
            raise NotFoundError("no scenario: give something done or learned; triggers and "
                                "read_page 'what-if' name the nodes and levels")  # fmt: skip
        found: WhatIf = await self.desks.ask(case, attrgetter("whatif"), as_of, scenario)
        text = await self.desks.text(case, ("what-if",), language, as_of, scenario)
        return answered(found, text)

    async def off_ramps(
        self, case: CaseName, as_of: AsOf = None, language: Words = Language.EN
    ) -> Annotated[CallToolResult, OffRamps]:
        """Interventions that would lower the risk, ranked by their effect on the gravest outcome,
        with cost, window and the Monte Carlo error of each effect."""
        found = await self.desks.ask(case, attrgetter("off_ramps"), as_of)
        if found is None:
            raise NotFoundError(f"the case {case} names no off-ramps")
        return answered(found, await self.desks.text(case, ("change",), language, as_of))

    async def watch_next(
        self, case: CaseName, as_of: AsOf = None, language: Words = Language.EN
    ) -> Annotated[CallToolResult, WatchNext]:
        """What to watch next: for each sign its probability of being seen, the outcome's after
        seeing and not seeing it, and the expected information (share of the outcome's entropy)."""
        found = await self.desks.ask(case, attrgetter("watch_next"), as_of)
        return answered(found, await self.desks.text(case, ("watch",), language, as_of))

    async def pathways(
        self, case: CaseName, as_of: AsOf = None, language: Words = Language.EN
    ) -> Annotated[CallToolResult, Pathways]:
        """How the gravest outcome would come about: the likeliest paths, each with its share of
        the outcome's probability and the median months it takes."""
        found = await self.desks.ask(case, attrgetter("pathways"), as_of)
        return answered(found, await self.desks.text(case, ("pathways",), language, as_of))

    async def list_evidence(
        self, case: CaseName, as_of: AsOf = None,
        limit: Annotated[int, Field(ge=1, le=200, description="Items to give.")] = 50,
        skip: Annotated[int, Field(ge=0, description="Items to leave out before.")] = 0,
    ) -> Annotated[CallToolResult, Evidence]:  # fmt: skip
        """What was known by the date, newest first: decided levels, sightings, reports with their
        Admiralty code (A1 to F6; F and 6 mean unknown), ratings of hypotheses, declared watches."""
        desk = await asyncio.to_thread(self.desks.of, case)
        day = desk.view(Language.EN, as_of).as_of
        found = evidence.evidence(desk.case, as_of=day)
        part = found.model_copy(update={"items": found.items[skip : skip + limit]})
        return answered(part, as_json(part), untrusted=True)

    async def read_evidence(
        self, case: CaseName,
        item: Annotated[str, Field(max_length=100, description="Id of an item or a row.")],
        as_of: AsOf = None,
    ) -> Annotated[CallToolResult, EvidenceDetail]:  # fmt: skip
        """One item of the evidence, such as a row of explain, with its sources (title, publisher,
        date, address) and the claims that it bears on. Rows of time, resampling, interaction and
        small ones rest on no item."""
        desk = await asyncio.to_thread(self.desks.of, case)
        day = desk.view(Language.EN, as_of).as_of
        found = evidence.evidence_detail(desk.case, item, as_of=day)
        return answered(found, as_json(found), untrusted=True)

    async def read_page(
        self, case: CaseName,
        page: Annotated[str, Field(max_length=40, description="Such as overview, why, triggers, "
                                   "hypotheses, outlook, ties, timeline, method.")],
        as_of: AsOf = None, language: Words = Language.EN,
    ) -> str:  # fmt: skip
        """A page of the desk as Markdown, with every section that a person would see there."""
        desk = await asyncio.to_thread(self.desks.of, case)
        if page not in desk.pages:
            raise NotFoundError(f"no page {page!r}; there are {', '.join(desk.pages)}")
        text = await self.desks.text(case, desk.pages[page], language, as_of)
        return f"{UNTRUSTED}\n\n{text}"

    async def record(self, case: CaseName) -> Annotated[CallToolResult, TrackRecord]:
        """How good earlier forecasts of the case were: Brier and log losses beside those of the
        base rate, of 50 % and of the week before, with calibration and the share of void
        questions. With few questions the intervals are wide: say how many there were."""
        desk = await asyncio.to_thread(self.desks.of, case)
        found = await asyncio.to_thread(record, desk.folder, case=desk.case.header.id)
        return answered(found, as_json(found))

    async def inbox(self, case: CaseName) -> Annotated[CallToolResult, Inbox]:
        """What was found and waits for a person's decision; nothing of it counts yet."""
        desk = await asyncio.to_thread(self.desks.of, case)
        found = await asyncio.to_thread(inbox.inbox, desk.folder, case=desk.case)
        return answered(found, as_json(found), untrusted=True)
