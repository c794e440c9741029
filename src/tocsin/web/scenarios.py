"""Scenarios that have a name: listed, kept by a form or by a program, opened by their address."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool

from tocsin.errors import CaseError
from tocsin.language import Language
from tocsin.results import KeptScenario
from tocsin.web.asking import Day, TheDesk
from tocsin.web.forms import form_of
from tocsin.web.paging import ThePaging
from tocsin.web.remembered import remember
from tocsin.web.verdicts import Said
from tocsin.web.who import signature
from tocsin.workflows import scenarios as verb
from tocsin.workflows.answers import ScenarioText, of_kept
from tocsin.workflows.choices import chosen
from tocsin.workflows.desk import Desk

router = APIRouter()
DAY: TypeAdapter[date] = TypeAdapter(Day)
EXAMPLE: dict[str, JsonValue] = {
    "name": "Calm border", "hold": ["border=settled@2026-01-01"], "by": "Ana",
    "why": "for the meeting of March",
}  # fmt: skip


class Scenario(BaseModel):
    """A scenario to keep: its steps as ``whatif`` takes them, who keeps it, and why."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    name: Annotated[str, Field(max_length=200)]
    by: Said
    why: Said
    hold: list[str] = []
    put: list[str] = []
    rates: list[str] = []
    given: list[str] = []


@router.get("/api/v1/scenarios", operation_id="list_scenarios", tags=["workspace"])
def listed(desk: TheDesk, page: ThePaging) -> list[KeptScenario]:
    """List the scenarios that have a name; ``?scenario=NAME`` asks for one wherever steps do."""
    return page.of(verb.scenarios(desk.folder, desk.case.header.id), lambda one: one.name)


@router.post("/api/v1/scenarios", operation_id="keep_scenario", tags=["workspace"])
def keep(desk: TheDesk, scenario: Scenario) -> KeptScenario:
    """Give a scenario a name; one of that name before is superseded."""
    return verb.keep_scenario(
        desk.folder, desk.case, scenario.name, by=signature(scenario.by), why=scenario.why,
        hold=scenario.hold, put=scenario.put, rates=scenario.rates, given=scenario.given,
    )  # fmt: skip


@router.post("/{language}/scenarios", include_in_schema=False)
async def kept(language: Language, desk: TheDesk, request: Request) -> Response:
    """What the form under a scenario says; then the scenario under its name."""
    found = await run_in_threadpool(_keep, desk, await form_of(request))
    query = urlencode({"scenario": found.name})
    answer = RedirectResponse(f"/{language}/what-if?{query}", status_code=303)
    remember(answer, found.who)
    return answer


def _keep(desk: Desk, sent: dict[str, str]) -> KeptScenario:
    """Keep the scenario of the page's address, which the form holds as ``query``."""
    asked = parse_qs(sent.get("query", ""))
    if named := asked.get("scenario", [""])[0]:
        steps = of_kept(verb.kept_scenario(desk.folder, desk.case.header.id, named))
        return _kept(desk, sent, steps)
    steps = chosen(
        desk.case, asked.get("set", []), asked.get("given", []),
        _day(asked.get("from", [""])[0]),
        put=asked.get("put", []), rates=asked.get("rate", []),
    )  # fmt: skip
    return _kept(desk, sent, steps)


def _day(text: str) -> date | None:
    """The day that the address names for what has none of its own.

    Raises:
        CaseError: it is written in another way.
    """
    try:
        return DAY.validate_python(text) if text else None
    except ValidationError as error:
        raise CaseError(f"got from={text!r}; a day is written YYYY-MM-DD; correct it") from error


def _kept(desk: Desk, sent: dict[str, str], steps: ScenarioText) -> KeptScenario:
    return verb.keep_scenario(
        desk.folder, desk.case, sent.get("name", ""), by=signature(sent.get("by", "")),
        why=sent.get("why", ""), hold=steps.hold, put=steps.put, rates=steps.rates,
        given=steps.given,
    )  # fmt: skip
