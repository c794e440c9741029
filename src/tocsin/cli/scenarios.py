"""The commands about what could be done or come to be known: whatif, scenario, off-ramps."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tocsin.cli.options import (
    AsJson,
    AsOf,
    CaseName,
    Cluster,
    GivenOption,
    HoldOption,
    Horizons,
    Lang,
    Months,
    Outcome,
    PutOption,
    RateOption,
    Samples,
    Seed,
    day,
    progress,
    refusals,
    tell,
)
from tocsin.cli.workspaces import Workspace, case_of
from tocsin.language import Language
from tocsin.results import KeptScenarios


def whatif(
    case: CaseName,
    hold: HoldOption = None,
    put: PutOption = None,
    rate: RateOption = None,
    given: GivenOption = None,
    horizon: Horizons = None,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """What changes if something is done (--set, --put, --rate), or is learned (--given).

    A date that is left out is the date of knowledge.
    """
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import whatif as verb

            result = verb.whatif(
                case_of(case, as_of), hold=hold or (), put=put or (), rates=rate or (),
                given=given or (), as_of=day(as_of), horizons=horizon, seed=seed,
                samples=samples, progress=report,
            )  # fmt: skip
        from tocsin.cli.render_scenarios import show_whatif

        tell(result, as_json, lang, show_whatif)


class ScenarioAction(StrEnum):
    """What to do with a kept scenario."""

    ADD = "add"
    LIST = "list"
    REMOVE = "remove"


def scenario(
    action: Annotated[
        ScenarioAction, typer.Argument(help="add, list or remove; the ledger forgets none.")
    ],
    case: CaseName,
    workspace: Workspace,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name; not for list.")] = "",
    hold: HoldOption = None,
    put: PutOption = None,
    rate: RateOption = None,
    given: GivenOption = None,
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who keeps or removes it.")] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")] = "",
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Give scenarios names, so that the desk shows them and a briefing can be asked with one."""
    with refusals():
        from tocsin.cli.render_scenarios import show_kept
        from tocsin.workflows import cases
        from tocsin.workflows import scenarios as verb

        loaded = cases.load(case, workspace=workspace)
        if action is ScenarioAction.ADD:
            verb.keep_scenario(
                workspace, loaded, name, by=by, why=why, hold=hold or (), put=put or (),
                rates=rate or (), given=given or (),
            )  # fmt: skip
        elif action is ScenarioAction.REMOVE:
            verb.drop_scenario(workspace, loaded.header.id, name, by=by, why=why)
        kept = verb.scenarios(workspace, loaded.header.id)
        tell(KeptScenarios(case=loaded.header.id, scenarios=kept), as_json, lang, show_kept)


def off_ramps(
    case: CaseName,
    outcome: Outcome = None,
    months: Months = 12,
    budget: Annotated[
        int, typer.Option("--budget", help="Points to spend: low cost 1, medium 2, high 3.")
    ] = 3,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    cluster: Cluster = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """What each intervention of the case would do, alone, in pairs, and for a budget."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import off_ramps as verb

            result = verb.off_ramps(
                case_of(case, as_of), outcome=outcome, months=months, budget=budget,
                as_of=day(as_of), seed=seed, samples=samples, cluster=cluster, progress=report,
            )  # fmt: skip
        from tocsin.cli.render_off_ramps import show_off_ramps

        tell(result, as_json, lang, show_off_ramps)
