"""One option for every command about a case: the workspace whose ledger adds to it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

from tocsin.cli.options import day

InWorkspace = Annotated[
    str | None,
    typer.Option(
        "--workspace", metavar="DIR",
        help="Add what has been accepted into the ledger of this workspace.",
    ),
]  # fmt: skip
Workspace = Annotated[
    str, typer.Option("--workspace", metavar="DIR", help="The folder of the workspace.")
]

_CHOSEN: ContextVar[str | None] = ContextVar("workspace", default=None)


def in_workspace(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the option ``--workspace``, which ``case_of`` heeds."""
    hints = get_type_hints(command, include_extras=True)
    known = inspect.signature(command).parameters.values()
    option = inspect.Parameter(
        "workspace", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=InWorkspace
    )

    @wraps(command)
    def run(*, workspace: str | None = None, **rest: Any) -> None:
        token = _CHOSEN.set(workspace)
        try:
            command(**rest)
        finally:
            _CHOSEN.reset(token)

    stated = [
        one.replace(annotation=hints[one.name], kind=inspect.Parameter.KEYWORD_ONLY)
        for one in known
    ]
    run.__signature__ = inspect.Signature([*stated, option])  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in [*stated, option]}
    return run


def case_of(name: str, as_of: datetime | None = None) -> Any:
    """The case of that name, with what the chosen workspace knows as of the day."""
    from tocsin.workflows import cases

    return cases.load(name, workspace=_CHOSEN.get(), as_of=day(as_of))


def chosen_workspace() -> str | None:
    """What ``--workspace`` of the running command says."""
    return _CHOSEN.get()
