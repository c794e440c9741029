"""What if: the same futures with something done or learned, beside the futures as they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tocsin.briefing.words import words
from tocsin.case.formula import parse
from tocsin.case.scenario import Known, Scenario, Set, Speed, read_scenario
from tocsin.case.schema import Case
from tocsin.case.spoken import Speaker
from tocsin.errors import CaseError
from tocsin.formats import day as written
from tocsin.formats import decimal
from tocsin.inference.intervention import Comparison, compare
from tocsin.inference.prepare import Progress, refuse_months
from tocsin.inference.standing import WARN_BELOW
from tocsin.inference.standpoint import Standpoint
from tocsin.language import Language, Text
from tocsin.periods import add_months
from tocsin.results import Effect, OutcomeEffect, ScenarioStep, WhatIf
from tocsin.workflows.cases import run_record
from tocsin.workflows.standpoints import standpoint


def whatif(
    case: Case,
    *,
    hold: Sequence[str] = (),
    put: Sequence[str] = (),
    rates: Sequence[str] = (),
    given: Sequence[str] = (),
    as_of: date | None = None,
    horizons: Sequence[int] | None = None,
    seed: int = 1,
    samples: int | None = None,
    progress: Progress | None = None,
) -> WhatIf:
    """How the probability of each onset changes if something is done, or is learned.

    What is done (``hold``, ``put``, ``rates``) changes the future and says nothing of the past or
    of the explanations. What is learned (``given``) changes nothing and says all that follows from
    it. A date that is left out means the date of knowledge.

    Args:
        case: a case that ``check`` finds no error in.
        hold: ``node=level@date``: the node is held at the level from then on. A hypothesis or an
            assumption can be set, too: ``war_binds=false``.
        put: ``node=level@date``: the node is put there and moves on by itself.
        rates: ``node.up=factor@date``, ``node.down=factor@date``: steps come that much more often.
        given: ``formula@date``: what is learned, such as ``h0`` or ``ukraine_war >= ceasefire``.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        horizons: months ahead, 1 to 120; by default the case's own.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        progress: told what is being done and how far.

    Raises:
        NotFoundError: an unknown node, level, hypothesis or assumption.
        CaseError: nothing is done or learned, a date out of range, a contradiction.
        CollapseError: too few histories agree with what is learned.
    """
    day = as_of or case.header.evidence_until
    months = sorted(set(horizons or case.header.horizons))
    refuse_months(months)
    last = add_months(day, max([*months, *case.header.horizons]))
    scenario = read_scenario(case, day, last, hold=hold, put=put, rates=rates, given=given)
    if not scenario.acts and not scenario.known:
        raise CaseError(
            "nothing is done or learned; name at least one setting (--set, --put), rate (--rate) "
            "or condition (--given)"
        )
    stand = standpoint(case, as_of, months, seed, samples, progress)
    if progress is not None:
        progress("forecast", 0.5)
    found = compare(stand, scenario)
    return WhatIf(
        case=case.header.id,
        title=case.header.title,
        as_of=day,
        steps=scenario_steps(case, scenario),
        outcomes=outcome_effects(stand, found, months),
        kept=found.kept,
        histories=found.histories,
        warnings=[*stand.health.warnings, *_warnings(scenario, found)],
        run=run_record(case, as_of=day, seed=seed, samples=len(stand.particles)),
    )


def outcome_effects(
    stand: Standpoint, found: Comparison, months: Sequence[int]
) -> list[OutcomeEffect]:
    """A comparison by outcome, at the horizons asked for and month by month."""
    effects = []
    for o, asked in enumerate(stand.case.header.asked):
        curve = [_effect(stand, found, o, m) for m in stand.months]
        effects.append(
            OutcomeEffect(
                id=asked.id,
                label=asked.label,
                horizons=[curve[stand.months.index(m)] for m in months],
                curve=curve,
            )
        )
    return effects


def _effect(stand: Standpoint, found: Comparison, onset: int, months: int) -> Effect:
    at = onset, stand.months.index(months)
    return Effect(
        months=months,
        until=add_months(stand.day, months),
        before=float(found.before[at]),
        after=float(found.after[at]),
        before_error=float(found.before_error[at]),
        after_error=float(found.after_error[at]),
        change=float(found.change[at]),
        change_error=float(found.change_error[at]),
        words=words(float(found.after[at])),
    )


def scenario_steps(case: Case, scenario: Scenario) -> list[ScenarioStep]:
    """A scenario step by step, each as it was written and in words."""
    return [
        *(_setting(case, one) for one in scenario.settings),
        *(_speed(case, one) for one in scenario.speeds),
        *(_known(case, one) for one in scenario.known),
    ]


def _both(day: date) -> tuple[str, str]:
    return written(day, Language.EN), written(day, Language.FR)


def _setting(case: Case, setting: Set) -> ScenarioStep:
    name, level = setting_labels(case, setting)
    en, fr = _both(setting.since)
    how = ("held at", "maintien au niveau") if setting.hold else ("put at", "mise au niveau")
    when = ("from", "à partir du") if setting.hold else ("on", "le")
    return ScenarioStep(
        kind="set" if setting.hold else "put",
        text=f"{setting.node}={setting.level}@{setting.since}",
        label=Text(
            en=f"{name.en}: {how[0]} “{level.en}” {when[0]} {en}",
            fr=f"{name.fr} : {how[1]} « {level.fr} » {when[1]} {fr}",
        ),
        since=setting.since,
    )


def setting_labels(case: Case, setting: Set) -> tuple[Text, Text]:
    """The labels of the node and of the level that it is set to."""
    for node in case.model.nodes:
        if node.id == setting.node:
            return node.label, next(lv.label for lv in node.levels if lv.id == setting.level)
    for derived in case.model.derived:
        if derived.id == setting.node:
            return derived.label, next(lv.label for lv in derived.levels if lv.id == setting.level)
    for group in case.header.groups:
        if group.id == setting.node:
            return group.label, next(h.label for h in group.hypotheses if h.id == setting.level)
    assumption = next(a for a in case.header.assumptions if a.id == setting.node)
    held = setting.level == "true"
    return assumption.label, Text(en="true", fr="vrai") if held else Text(en="false", fr="faux")


def _speed(case: Case, speed: Speed) -> ScenarioStep:
    label = next(n.label for n in case.model.nodes if n.id == speed.node)
    en, fr = _both(speed.since)
    up = speed.direction == "up"
    digits = len(f"{speed.factor:g}".partition(".")[2])
    times = [decimal(speed.factor, language, digits) for language in (Language.EN, Language.FR)]
    return ScenarioStep(
        kind="rate",
        text=f"{speed.node}.{speed.direction}={speed.factor:g}@{speed.since}",
        label=Text(
            en=f"{label.en}: steps {'up' if up else 'down'} {times[0]} times as often from {en}",
            fr=f"{label.fr} : pas vers le {'haut' if up else 'bas'} {times[1]} fois aussi "
            f"fréquents à partir du {fr}",
        ),
        since=speed.since,
    )


def _known(case: Case, known: Known) -> ScenarioStep:
    en, fr = _both(known.on)
    said = Speaker(case).say(parse(known.formula))
    return ScenarioStep(
        kind="given",
        text=f"{known.formula}@{known.on}",
        label=Text(en=f"As of {en}: {said.en}", fr=f"Au {fr} : {said.fr}"),
        since=known.on,
    )


def _warnings(scenario: Scenario, found: Comparison) -> list[Text]:
    if not scenario.known or found.histories >= WARN_BELOW:
        return []
    n = f"{found.histories:.0f}"
    return [
        Text(
            en=f"Only {n} effective histories agree with what is learned: raise the sample size "
            "before leaning on these figures.",
            fr=f"Seuls {n} historiques effectifs s’accordent avec ce qui est appris : augmentez "
            "la taille de l’échantillon avant de vous y fier.",
        )
    ]
