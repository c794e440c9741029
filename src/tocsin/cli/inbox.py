"""The commands of the inbox: inbox, accept, rate, reject, origin."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from tocsin.cli.options import AsJson, Lang, day, refusals, tell, written_day
from tocsin.cli.workspaces import Workspace
from tocsin.language import Language, Text, pair

ProposalId = Annotated[str, typer.Argument(metavar="ID", help="A proposal, such as P-12.")]
By = Annotated[str, typer.Option("--by", metavar="WHO", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")]
OfCase = Annotated[
    str | None,
    typer.Option("--case", metavar="CASE", help="The case, where it was found for none."),
]
Label = Annotated[
    str | None, typer.Option("--label", help="How briefings call it; by default its title.")
]
FrenchLabel = Annotated[
    str | None, typer.Option("--label-fr", help="The same in French; by default as --label.")
]


def inbox(
    workspace: Workspace,
    case: Annotated[
        str | None, typer.Option("--case", metavar="CASE", help="Show this case's alone.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show what was decided as well.")] = False,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """What was found and waits for a decision; copies stand behind the first of their origin."""
    with refusals():
        from tocsin.workflows import inbox as verb

        result = verb.inbox(workspace, case=case, every=every)
        from tocsin.cli.render_inbox import show_inbox

        tell(result, as_json, lang, show_inbox)


def accept(
    proposal: ProposalId,
    workspace: Workspace,
    by: By,
    why: Why,
    node: Annotated[str | None, typer.Option("--node", help="The node it tells of.")] = None,
    level: Annotated[str | None, typer.Option("--level", help="The level it reached.")] = None,
    says: Annotated[
        str | None, typer.Option("--says", metavar="FORMULA", help="What the report says.")
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", help="The report's Admiralty code, such as B2.")
    ] = None,
    happened: Annotated[
        datetime | None,
        typer.Option("--date", parser=written_day, metavar="DATE", help="The day it is about."),
    ] = None,
    label: Label = None,
    label_fr: FrenchLabel = None,
    case: OfCase = None,
    revises: Annotated[
        str | None,
        typer.Option("--revises", metavar="ID", help="The accepted one whose place it takes."),
    ] = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Take a proposal as knowledge of a node's level, or as a report that says something."""
    with refusals():
        from tocsin.workflows import decide as verb

        result = verb.accept(
            workspace, proposal, by=by, why=why, node=node, level=level, says=says, code=code,
            happened=day(happened), label=_label(label, label_fr), case=case, revises=revises,
        )  # fmt: skip
        from tocsin.cli.render_inbox import show_decision

        tell(result, as_json, lang, show_decision)


def rate(
    proposal: ProposalId,
    workspace: Workspace,
    by: By,
    why: Why,
    score: Annotated[
        list[str],
        typer.Option("--score", metavar="HYPOTHESIS=C", help="CC, C, N, I, II or NA; repeat it."),
    ],
    cluster: Annotated[
        str, typer.Option("--cluster", help="The items of common topic it belongs to.")
    ],
    label: Label = None,
    label_fr: FrenchLabel = None,
    case: OfCase = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Take a proposal as an item that tells competing hypotheses apart."""
    with refusals():
        from tocsin.workflows import decide as verb

        scores = dict(_scored(one) for one in score)
        result = verb.rate(
            workspace, proposal, scores=scores, cluster=cluster, by=by, why=why,
            label=_label(label, label_fr), case=case,
        )  # fmt: skip
        from tocsin.cli.render_inbox import show_decision

        tell(result, as_json, lang, show_decision)


def reject(
    proposal: ProposalId,
    workspace: Workspace,
    by: By,
    why: Why,
    case: OfCase = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Decide that a proposal tells nothing; what it was accepted for is withdrawn."""
    with refusals():
        from tocsin.workflows import decide as verb

        result = verb.reject(workspace, proposal, by=by, why=why, case=case)
        from tocsin.cli.render_inbox import show_decision

        tell(result, as_json, lang, show_decision)


def origin(
    proposal: ProposalId,
    workspace: Workspace,
    by: By,
    why: Why,
    same_as: Annotated[
        str | None, typer.Option("--same-as", metavar="ID", help="It is a copy of this one.")
    ] = None,
    apart: Annotated[bool, typer.Option("--apart", help="It is nobody's copy.")] = False,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Say that a proposal is a copy of another one, or of an origin of its own."""
    with refusals():
        from tocsin.workflows import decide as verb

        result = verb.origin(workspace, proposal, by=by, why=why, same_as=same_as, apart=apart)
        from tocsin.cli.render_inbox import show_decision

        tell(result, as_json, lang, show_decision)


def _label(english: str | None, french: str | None) -> Text | None:
    """A label in both languages; one wording serves for both."""
    if english is None and french is None:
        return None
    return pair(english or french or "", french or english or "")


def _scored(text: str) -> tuple[str, str]:
    name, found, score = text.partition("=")
    if not found:
        raise typer.BadParameter(f"got {text!r}; write HYPOTHESIS=C, such as h0=CC")
    return name.strip(), score.strip()
