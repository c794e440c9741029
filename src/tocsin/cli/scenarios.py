"""The commands about what could be done or come to be known: whatif, scenario, off-ramps."""

from __future__ import annotations

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


scenario = typer.Typer(
    help="Give scenarios names, so that the desk shows them and a briefing can be asked with one.",
    no_args_is_help=True,
)
Called = Annotated[str, typer.Argument(metavar="NAME", help="Its name.")]
Who = Annotated[str, typer.Option("--by", metavar="WHO", help="Who decides it.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")]


@scenario.command("add")
def add(
    case: CaseName,
    name: Called,
    workspace: Workspace,
    by: Who,
    why: Why,
    hold: HoldOption = None,
    put: PutOption = None,
    rate: RateOption = None,
    given: GivenOption = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Keep a scenario under a name; one of that name before is superseded."""
    with refusals():
        from tocsin.workflows import cases
        from tocsin.workflows.scenarios import keep_scenario

        loaded = cases.load(case, workspace=workspace)
        keep_scenario(
            workspace, loaded, name, by=by, why=why, hold=hold or (), put=put or (),
            rates=rate or (), given=given or (),
        )  # fmt: skip
        _tell_kept(workspace, loaded.header.id, as_json, lang)


@scenario.command("list")
def list_(
    case: CaseName, workspace: Workspace, as_json: AsJson = False, lang: Lang = Language.EN
) -> None:
    """List the scenarios that are kept for a case."""
    with refusals():
        from tocsin.workflows import cases

        _tell_kept(workspace, cases.load(case, workspace=workspace).header.id, as_json, lang)


@scenario.command("remove")
def remove(
    case: CaseName,
    name: Called,
    workspace: Workspace,
    by: Who,
    why: Why,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Take a scenario off the list; the ledger still says that it was kept."""
    with refusals():
        from tocsin.workflows import cases
        from tocsin.workflows.scenarios import drop_scenario

        loaded = cases.load(case, workspace=workspace)
        drop_scenario(workspace, loaded.header.id, name, by=by, why=why)
        _tell_kept(workspace, loaded.header.id, as_json, lang)


def _tell_kept(workspace: str, case: str, as_json: bool, language: Language) -> None:
    from tocsin.cli.render_scenarios import show_kept
    from tocsin.workflows.scenarios import scenarios

    kept = KeptScenarios(case=case, scenarios=scenarios(workspace, case))
    tell(kept, as_json, language, show_kept)


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
