"""Exact: what a small model says at its central inputs, without evidence and without sampling."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.case.scenario import read_scenario
from tocsin.case.schema import Case
from tocsin.inference.central import solve
from tocsin.inference.prepare import DEFAULT_SAMPLES, refuse_months
from tocsin.periods import add_months
from tocsin.results import Exact, ExactForecast, ExactOutcome
from tocsin.workflows.cases import run_record
from tocsin.workflows.whatif import scenario_steps


def exact(
    case: Case,
    *,
    hold: Sequence[str] = (),
    put: Sequence[str] = (),
    rates: Sequence[str] = (),
    horizons: Sequence[int] | None = None,
    seed: int = 1,
    samples: int | None = None,
) -> Exact:
    """Solve a model of at most 100,000 joint states, as it is and with something done.

    Rates stand at their means, multipliers at their medians, hypotheses and assumptions are
    averaged over by their priors, and time runs from the case's start without any evidence: no
    assessment, but what the structure of the model does, to the last digit.

    Args:
        case: a case that ``check`` finds no error in.
        hold, put, rates: as for ``whatif``; a date that is left out means the case's start.
        horizons: months from the start, 1 to 120; by default the case's own.
        seed, samples: of the histories from which the anchors' scales are solved.

    Raises:
        SizeError: too many joint states.
        NotFoundError, CaseError: as for ``whatif``.
    """
    start = case.header.start
    months = sorted(set(horizons or case.header.horizons))
    refuse_months(months)
    size = DEFAULT_SAMPLES if samples is None else samples
    until = add_months(start, months[-1])
    scenario = read_scenario(case, start, until, hold=hold, put=put, rates=rates)
    solved = solve(case, months, scenario, seed, size)
    return Exact(
        case=case.header.id,
        title=case.header.title,
        states=solved.states,
        assignments=solved.assignments,
        steps=scenario_steps(case, scenario),
        outcomes=[
            ExactOutcome(
                id=asked.id,
                label=asked.label,
                horizons=[
                    ExactForecast(
                        months=m,
                        before=float(solved.before[o, h]),
                        after=float(solved.after[o, h]),
                    )
                    for h, m in enumerate(months)
                ],
            )
            for o, asked in enumerate(case.header.asked)
        ],
        run=run_record(case, as_of=start, seed=seed, samples=size),
    )
