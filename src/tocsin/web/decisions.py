"""The inbox of the desk: what was found, and what a person decides of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from tocsin.errors import DecidedError, TocsinError
from tocsin.formats import percent
from tocsin.language import Language
from tocsin.results import ProposalDecision, Proposed
from tocsin.terms import name
from tocsin.web.asking import TheDesk
from tocsin.web.forms import form_of
from tocsin.web.pages import environment, frame
from tocsin.web.problems import status_of
from tocsin.web.remembered import remember, remembered
from tocsin.web.verdicts import Verdict, read_form, settle
from tocsin.web.who import signature
from tocsin.workflows import inbox
from tocsin.workflows.choices import choices
from tocsin.workflows.desk import Desk

router = APIRouter()
NO_TIMELINE = ("interventions", "derived")
"""Groups of choices that no timeline can hold."""
ON_A_PAGE = 10
"""Origins that one page of the inbox shows, each with its copies."""

Every = Annotated[bool, Query(description="Show what was decided as well.")]
From = Annotated[int, Query(ge=0, alias="start", description="First origin, counted from 0.")]
ProposalId = Annotated[str, Path(max_length=40, description="Id of a proposal.", examples=["P-1"])]


@router.post("/api/v1/proposals/{proposal}/decision", operation_id="decide", tags=["workspace"])
def decision(proposal: ProposalId, verdict: Verdict, desk: TheDesk) -> ProposalDecision:
    """Record a decision; every figure is computed anew with it when it is next asked for."""
    done = settle(verdict, desk.folder, proposal, desk.case.header.id)
    desk.refresh()
    return done


@router.get("/{language}/inbox", include_in_schema=False)
def show(
    language: Language, desk: TheDesk, request: Request, every: Every = False, start: From = 0,
    done: str = "",
) -> HTMLResponse:  # fmt: skip
    """The inbox as a page, with the forms of each proposal."""
    return _page(desk, request, language, every=every, start=start, done=done)


@router.post("/{language}/inbox/{proposal}", include_in_schema=False)
async def decided(language: Language, proposal: str, desk: TheDesk, request: Request) -> Response:
    """What a form says; then the inbox again, or the form with what is wrong with it."""
    sent = {key: value.strip() for key, value in (await form_of(request)).items()}
    every, start = bool(sent.pop("every", "")), _number(sent.pop("start", ""))
    following = sent.pop("following", "")
    sent["by"] = signature(sent.get("by", ""))
    try:
        verdict = read_form(sent)
        await run_in_threadpool(decision, proposal, verdict, desk)
    except TocsinError as error:
        if not (isinstance(error, DecidedError) and _twice(desk, proposal, sent)):
            return _page(
                desk, request, language, every=every, start=start, proposal=proposal, sent=sent,
                problem=str(error), status=status_of(error),
            )  # fmt: skip
    query: dict[str, Any] = {"done": proposal}
    query |= {"every": 1} if every else {}
    query |= {"start": start} if start else {}
    place = f"#{following}" if following else ""
    answer = RedirectResponse(f"/{language}/inbox?{urlencode(query)}{place}", status_code=303)
    remember(answer, sent["by"])
    return answer


def _page(
    desk: Desk,
    request: Request,
    language: Language,
    *,
    every: bool,
    start: int,
    done: str = "",
    proposal: str = "",
    sent: Mapping[str, str] | None = None,
    problem: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The inbox; ``done`` was decided just now, ``sent`` is a form about ``proposal`` that has a
    ``problem``, which has a status of its own.
    """
    found = inbox.inbox(desk.folder, case=desk.case, every=every, words=desk.words)
    families = [list(family) for _, family in groupby(found.proposals, lambda one: one.origin)]
    part = [one for family in families[start : start + ON_A_PAGE] for one in family]
    nodes = [group for group in choices(desk.case) if group.dated and group.id not in NO_TIMELINE]
    filled = dict(sent or {})
    levels = {
        option.value: f"{choice.label.in_(language)} – {option.label.in_(language)}"
        for group in nodes
        for choice in group.choices
        for option in choice.options
    }

    def field(each: Proposed, key: str, otherwise: str = "") -> str:
        return filled.get(key, "") if each.id == proposal and filled else otherwise

    def chosen(each: Proposed, verdict: str) -> bool:
        return each.id == proposal and filled.get("verdict") == verdict

    shown = environment.get_template("inbox.html.jinja").render(
        **frame(desk, desk.view(language), "inbox", ""),
        inbox=found, part=part, origins=len(families), nodes=nodes, levels=levels,
        hypotheses=desk.case.header.groups,
        waiting=False, every=every,
        clusters=sorted({rating.cluster for rating in desk.case.evidence.ratings}),
        named=lambda kind, value: name(kind, value, language),
        percent=lambda share: percent(share / 100, language),
        analyst=remembered(request), field=field, chosen=chosen, start=start, size=ON_A_PAGE,
        done=_find(desk, done), proposal=proposal, problem=problem,
    )  # fmt: skip
    return HTMLResponse(shown, status_code=status)


def _number(text: str) -> int:
    """A number of a form, or 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() else 0


def _find(desk: Desk, proposal: str) -> Proposed | None:
    """A proposal by its id, whatever became of it."""
    if not proposal:
        return None
    found = inbox.inbox(desk.folder, case=desk.case, every=True)
    return next((one for one in found.proposals if one.id == proposal), None)


def _twice(desk: Desk, proposal: str, sent: Mapping[str, str]) -> bool:
    """Whether what a form says is what was decided last: it was sent twice."""
    found = _find(desk, proposal)
    if found is None:
        return False
    if sent["verdict"] == "merge":
        return found.because == "decided"
    if sent["verdict"] == "apart":
        return found.because is None
    last = {"verdict": found.state, "by": found.who, "why": found.why}
    return all(sent[key] == value for key, value in last.items())
