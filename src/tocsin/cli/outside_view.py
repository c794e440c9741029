"""The command of the outside view: baserate."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import AsJson, Lang, refusals, tell
from tocsin.language import Language


def baserate(
    dyad: Annotated[
        str, typer.Option("--dyad", metavar="ONE-OTHER", help="Two states, as in RUS-KAZ.")
    ],
    like: Annotated[
        list[str] | None,
        typer.Option(
            "--like", metavar="TRAIT",
            help="Count pairs with it as alike: land, major, allied, rivals, or not_land and so "
            "on. May be repeated; by default all four as they are.",
        ),
    ] = None,
    since: Annotated[int, typer.Option("--since", help="First year to count.")] = 1946,
    until: Annotated[
        int | None, typer.Option("--until", help="Last year to count; by default the last covered.")
    ] = None,
    release: Annotated[
        str, typer.Option("--release", help="Count of disputes: mid5 (to 2014) or gml (to 2010).")
    ] = "mid5",
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:  # fmt: skip
    """How often two states clashed: all pairs, those like theirs, they themselves, and a model."""
    with refusals():
        from tocsin.workflows import baserate as verb

        result = verb.baserate(dyad, alike=like, since=since, until=until, release=release)
        from tocsin.cli.render_base_rates import show_base_rates

        tell(result, as_json, lang, show_base_rates)
