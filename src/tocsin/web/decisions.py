"""The inbox of the desk: what was found, and what a person decides of it."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError
from starlette.concurrency import run_in_threadpool

from tocsin.errors import LedgerError
from tocsin.language import Language
from tocsin.results import ProposalDecision
from tocsin.web.asking import TheDesk
from tocsin.web.pages import environment, frame
from tocsin.workflows import decide, inbox
from tocsin.workflows.choices import choices
from tocsin.workflows.desk import Desk

router = APIRouter()
NO_TIMELINE = ("interventions", "derived")
"""Groups of choices that no timeline can hold."""
LARGEST = 64_000
"""Bytes that a decision may take."""
ProposalId = Annotated[str, Path(max_length=40, description="Id of a proposal.", examples=["P-1"])]
EXAMPLE: dict[str, JsonValue] = {
    "verdict": "accept", "by": "Ana", "why": "both say so", "shows": "border=settled",
}  # fmt: skip
"""A decision as a program sends it."""


class Verdict(BaseModel):
    """A decision: who, why, and what is accepted, if anything is.

    ``shows`` is ``node=level``; ``says`` a formula, with its Admiralty ``code``; ``same_as`` the id
    of the proposal that this one is a copy of.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    verdict: Literal["accept", "reject", "origin"]
    by: str
    why: str
    shows: str | None = None
    says: str | None = None
    code: str | None = None
    same_as: str | None = None


@router.post("/api/v1/proposals/{proposal}/decision", operation_id="decide", tags=["workspace"])
def decision(proposal: ProposalId, verdict: Verdict, desk: TheDesk) -> ProposalDecision:
    """Record a decision; every figure is computed anew with it when it is next asked for."""
    return _decide(desk, proposal, verdict)


@router.get("/{language}/inbox", include_in_schema=False)
def show(language: Language, desk: TheDesk, every: bool = False) -> HTMLResponse:
    """The inbox as a page, with a form for each proposal."""
    found = inbox.inbox(desk.folder, case=desk.case.header.id, every=every)
    template = environment.get_template("inbox.html.jinja")
    view = desk.view(language)
    nodes = [group for group in choices(desk.case) if group.dated and group.id != "interventions"]
    page = frame(desk, view, "inbox", "")
    return HTMLResponse(
        template.render(**page, inbox=found, groups=nodes, waiting=False, every=every)
    )


@router.post("/{language}/inbox/{proposal}", include_in_schema=False)
async def decided(
    language: Language, proposal: str, desk: TheDesk, request: Request
) -> RedirectResponse:
    """What the form of a proposal says; then the inbox again."""
    body = await request.body()
    if len(body) > LARGEST:
        raise LedgerError(f"a decision of {len(body)} bytes; at most {LARGEST} are taken")
    fields = {name: values[-1].strip() for name, values in parse_qs(body.decode("utf-8")).items()}
    try:
        verdict = Verdict.model_validate({key: value for key, value in fields.items() if value})
    except ValidationError as error:
        missing = ", ".join(str(each["loc"][0]) for each in error.errors())
        raise LedgerError(
            f"a decision needs a verdict, who decides and why; mend: {missing}"
        ) from error
    await run_in_threadpool(_decide, desk, proposal, verdict)
    return RedirectResponse(f"/{language}/inbox", status_code=303)


def _decide(desk: Desk, proposal: str, verdict: Verdict) -> ProposalDecision:
    space, case = desk.folder, desk.case.header.id
    by, why = verdict.by, verdict.why
    if verdict.verdict == "reject":
        done = decide.reject(space, proposal, case=case, by=by, why=why)
    elif verdict.verdict == "origin":
        done = decide.origin(
            space,
            proposal,
            same_as=verdict.same_as,
            apart=verdict.same_as is None,
            by=by,
            why=why,
        )
    else:
        node, _, level = (verdict.shows or "").partition("=")
        done = decide.accept(
            space, proposal, node=node or None, level=level or None, says=verdict.says,
            code=verdict.code, case=case, by=by, why=why,
        )  # fmt: skip
    desk.reload()
    return done
