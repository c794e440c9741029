"""Off-ramps: what each intervention does to each outcome, alone, in pairs, and for a budget."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from tocsin.case.scenario import Set
from tocsin.case.schema import Case, OffRamp
from tocsin.errors import CaseError
from tocsin.inference.off_ramps import COSTS, Tried, attempt, pairs, plan, signs
from tocsin.inference.prepare import Progress
from tocsin.inference.standpoint import Standpoint
from tocsin.language import Text
from tocsin.results import (
    OffRampEffect,
    OffRampPair,
    OffRamps,
    OutcomeChange,
    PlanStep,
    SignedChange,
)
from tocsin.workflows.assess import HEADLINE_MONTHS
from tocsin.workflows.cases import asked_number, run_record
from tocsin.workflows.crew import crew
from tocsin.workflows.standpoints import standpoint
from tocsin.workflows.whatif import setting_labels

BUDGET = 3
"""Points that a plan may spend where nothing else is said."""
PAIRED = 10
"""Off-ramps that are tried in pairs: those that lower the outcome most by themselves."""
BLOCKS = 4
"""Tasks for each worker: enough that none waits long for the last."""


def off_ramps(
    case: Case,
    *,
    outcome: str | None = None,
    months: int = HEADLINE_MONTHS,
    budget: int = BUDGET,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> OffRamps:
    """Every off-ramp of a case, ranked by what it does to one outcome.

    Each is held from the date of knowledge on, on the very futures of the assessment. An ambiguous
    one is also shown under each hypothesis and assumption on which its effect turns.

    Args:
        case: a case that ``check`` finds no error in.
        outcome: id of the asked outcome that ranks them; by default the last, most severe one.
        months: the horizon, 1 to 120.
        budget: points that a plan may spend: low cost 1, medium 2, high 3.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        cluster: address of a Dask cluster that shares the pairs; by default this machine alone.
        progress: told what is being done and how far.

    Raises:
        NotFoundError: an outcome that is not asked.
        CaseError: a case without off-ramps, or a budget below 1.
    """
    onset = asked_number(case, outcome)
    if not case.model.off_ramps:
        raise CaseError("the case has no off-ramps; add some to model.yaml")
    if budget < 1:
        raise CaseError(
            f"a budget of {budget} points buys nothing; 1 or more are allowed: an off-ramp costs "
            + ", ".join(f"{points} if {cost}" for cost, points in COSTS.items())
        )
    stand = standpoint(case, as_of, [months], seed, samples, progress)
    alone = []
    for k, ramp in enumerate(case.model.off_ramps):
        alone.append(attempt(stand, [ramp], months))
        if progress is not None:
            progress("off-ramps", 0.2 * (k + 1) / len(case.model.off_ramps))
    ranked = sorted(alone, key=lambda t: float(t.effect.change[onset, 0]))
    told = (lambda share: progress("off-ramps", 0.2 + 0.6 * share)) if progress else None
    with crew(cluster) as hands:
        couples = pairs([t.ramps[0] for t in ranked[:PAIRED]])
        blocks_wanted = max(1, min(BLOCKS * hands.size, len(couples)))
        cut = np.array_split(np.arange(len(couples)), blocks_wanted)
        tasks = [
            (case, stand.day, months, seed, samples, [couples[k] for k in part]) for part in cut
        ]
        blocks = hands.run(_together, tasks, told) if couples else []
    both = [tried for block in blocks for tried in block]
    both.sort(key=lambda t: float(t.effect.change[onset, 0]))
    asked = case.header.asked
    return OffRamps(
        case=case.header.id,
        title=case.header.title,
        as_of=stand.day,
        outcome=asked[onset].id,
        months=months,
        outcomes={a.id: a.label for a in asked},
        alone=[_alone(stand, tried) for tried in ranked],
        pairs=[_pair(stand, tried, alone) for tried in both],
        budget=budget,
        plan=[
            PlanStep(ramp=t.ramps[-1].id, points=t.points, outcomes=_changes(stand, t))
            for t in plan(stand, alone, onset, months, budget)
        ],
        costs=dict(COSTS),
        run=run_record(case, as_of=stand.day, seed=seed, samples=len(stand.particles)),
    )


def _together(
    case: Case, day: date, months: int, seed: int, samples: int | None,
    couples: Sequence[tuple[OffRamp, ...]],
) -> list[Tried]:  # fmt: skip
    """What some pairs do; the same standpoint is reached wherever this is run."""
    stand = standpoint(case, day, [months], seed, samples, None)
    return [attempt(stand, couple, months).summary() for couple in couples]


def _changes(stand: Standpoint, tried: Tried) -> list[OutcomeChange]:
    effect = tried.effect
    return [
        OutcomeChange(
            outcome=asked.id,
            before=float(effect.before[o, 0]),
            after=float(effect.after[o, 0]),
            change=float(effect.change[o, 0]),
            change_error=float(effect.change_error[o, 0]),
        )
        for o, asked in enumerate(stand.case.header.asked)
    ]


def _alone(stand: Standpoint, tried: Tried) -> OffRampEffect:
    (ramp,) = tried.ramps
    said = [setting_labels(stand.case, Set(s.node, s.level, stand.day)) for s in ramp.sets]
    return OffRampEffect(
        id=ramp.id,
        code=ramp.code,
        label=ramp.label,
        direction=ramp.direction,
        sets=[Text(en=f"{n.en}: {lv.en}", fr=f"{n.fr} : {lv.fr}") for n, lv in said],
        cost=ramp.cost,
        points=tried.points,
        window=ramp.window,
        signpost=ramp.signpost,
        caution=ramp.caution,
        already=_already(stand, tried),
        outcomes=_changes(stand, tried),
        signs=_signs(stand, tried) if ramp.direction == "ambiguous" else [],
    )


def _already(stand: Standpoint, tried: Tried) -> bool:
    """Whether all that is set holds on the day in nearly every history."""
    compiled = stand.model.compiled
    for setting in tried.ramps[0].sets:
        node = compiled.nodes[setting.node]
        level = compiled.levels[setting.node][setting.level]
        if float(stand.weight @ (stand.particles.levels[:, node] == level)) < 0.99:
            return False
    return True


def _signs(stand: Standpoint, tried: Tried) -> list[SignedChange]:
    """The hypotheses and assumptions on which the effect turns: sides two errors apart."""
    labels = {h.id: h.label for g in stand.case.header.groups for h in g.hypotheses}
    labels |= {a.id: a.label for a in stand.case.header.assumptions}
    # of two hypotheses the first says it all
    mirrored = {g.hypotheses[1].id for g in stand.case.header.groups if len(g.hypotheses) == 2}
    found = []
    for sign in signs(stand, tried):
        if sign.name in mirrored:
            continue
        for o, asked in enumerate(stand.case.header.asked):
            (true, false), (true_error, false_error) = sign.changes[:, o], sign.errors[:, o]
            if abs(true - false) > 2 * (true_error**2 + false_error**2) ** 0.5:
                found.append(
                    SignedChange(
                        outcome=asked.id,
                        name=sign.name,
                        label=labels[sign.name],
                        if_true=float(true),
                        if_true_error=float(true_error),
                        if_false=float(false),
                        if_false_error=float(false_error),
                    )
                )
    return found


def _pair(stand: Standpoint, tried: Tried, alone: Sequence[Tried]) -> OffRampPair:
    first, second = tried.ramps
    single = {t.ramps[0].id: t.effect.change[:, 0] for t in alone}
    extra = tried.effect.change[:, 0] - single[first.id] - single[second.id]
    return OffRampPair(
        first=first.id,
        second=second.id,
        points=tried.points,
        outcomes=_changes(stand, tried),
        interaction={a.id: float(x) for a, x in zip(stand.case.header.asked, extra, strict=True)},
    )
