"""The commands about ties: obligations and routes."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import AsJson, AsOf, CaseName, Lang, day, refusals, tell
from tocsin.cli.workspaces import case_of
from tocsin.language import Language


def obligations(
    case: CaseName,
    attacked: Annotated[str, typer.Option("--attacked", help="Actor that is attacked.")],
    by: Annotated[str, typer.Option("--by", help="Actor that attacks.")],
    as_of: AsOf = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Who is bound to what by which text, if one actor is attacked by another."""
    with refusals():
        from tocsin.workflows import obligations as verb

        result = verb.obligations(case_of(case, as_of), attacked=attacked, by=by, as_of=day(as_of))
        from tocsin.cli.render_ties import show_obligations

        tell(result, as_json, lang, show_obligations)


def routes(
    case: CaseName, as_of: AsOf = None, as_json: AsJson = False, lang: Lang = Language.EN
) -> None:
    """The status of each route, and which ways are open between which actors."""
    with refusals():
        from tocsin.workflows import routes as verb

        result = verb.routes(case_of(case, as_of), as_of=day(as_of))
        from tocsin.cli.render_ties import show_routes

        tell(result, as_json, lang, show_routes)
