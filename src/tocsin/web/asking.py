"""What a request asks for: the desk, the day, the language, the scenario; and waiting for it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic import BeforeValidator

from tocsin.language import Language
from tocsin.workflows.answers import ScenarioText, of_kept
from tocsin.workflows.choices import chosen
from tocsin.workflows.desk import Desk, View


def desk_of(request: Request) -> Desk:
    """The desk that this application shows."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]


def _written_as_iso(value: object) -> object:
    """A day as ISO 8601 writes it: a bare number would be taken for seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("a day is written YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_written_as_iso)]
AsOf = Annotated[
    Day | None,
    Query(description="Date of knowledge; by default the latest.", examples=["2026-01-31"]),
]
Lang = Annotated[Language, Query(description="Language of the texts.")]
Sets = Annotated[
    list[str],
    Query(alias="set", description="Do: node=level@date, as in whatif.",
          examples=[["border=settled@2026-01-01"]]),
]  # fmt: skip
Given = Annotated[
    list[str],
    Query(description="Learn: a formula@date, as in whatif.", examples=[["border >= settled"]]),
]
Start = Annotated[
    Day | None,
    Query(alias="from", description="Day for what has none of its own.", examples=["2026-01-01"]),
]


Put = Annotated[
    list[str],
    Query(description="Do once and leave alone: node=level@date, as in whatif.",
          examples=[["border=settled@2026-01-01"]]),
]  # fmt: skip
Rates = Annotated[
    list[str],
    Query(alias="rate", description="Do: node.up=factor@date, as in whatif.",
          examples=[["border.up=2@2026-01-01"]]),
]  # fmt: skip


Named = Annotated[
    str | None,
    Query(alias="scenario", max_length=200, description="A kept scenario, in place of steps.",
          examples=["Calm border"]),
]  # fmt: skip


def scenario_of(
    desk: TheDesk,
    sets: Sets = [],  # noqa: B006
    put: Put = [],  # noqa: B006
    rates: Rates = [],  # noqa: B006
    given: Given = [],  # noqa: B006
    start: Start = None,
    named: Named = None,
) -> ScenarioText:
    """The scenario that the query asks for, by its name or step by step."""
    if named:
        # the database's library takes half a second to import, and most desks ask for none
        from tocsin.workflows.scenarios import kept_scenario

        return of_kept(kept_scenario(desk.folder, desk.case.header.id, named))
    return chosen(desk.case, sets, given, start, put=put, rates=rates)


TheScenario = Annotated[ScenarioText, Depends(scenario_of)]


def view_of(
    desk: TheDesk, scenario: TheScenario, lang: Lang = Language.EN, as_of: AsOf = None
) -> View:
    """The view that the query asks for."""
    return desk.view(lang, as_of, scenario)


TheView = Annotated[View, Depends(view_of)]


def day_of(desk: TheDesk, as_of: AsOf = None) -> date:
    """The date of knowledge that the query asks for."""
    return desk.view(Language.EN, as_of).as_of


TheDay = Annotated[date, Depends(day_of)]
