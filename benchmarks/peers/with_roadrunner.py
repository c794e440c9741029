"""libroadrunner's Gillespie integrator on the SBML model."""

from __future__ import annotations

import numpy as np
import roadrunner

from benchmarks.clock import best_of
from benchmarks.peers.worker import Answer, Run, Task, main, tally

FUTURES = 20_000


def answer(task: Task) -> Answer:
    """Futures one call each, as its interface has it, and one long path."""
    model = roadrunner.RoadRunner(task.sbml)
    propensities = []
    for state in task.states:
        for name, level in zip(task.species, state, strict=True):
            model[name] = level
        propensities.append([float(rate) for rate in model.getReactionRates()])
    model.reset()
    model.setIntegrator("gillespie")
    integrator = model.getIntegrator()
    integrator.variable_step_size = False
    integrator.nonnegative = False
    integrator.seed = task.seed
    model.timeCourseSelections = task.species
    futures = min(task.futures, FUTURES)
    final = np.empty((futures, len(task.species)))

    def run() -> None:
        for k in range(futures):
            model.reset()
            final[k] = model.simulate(0, task.years, 2)[-1]

    def long() -> None:
        model.reset()
        model.simulate(0, task.long_years, 2)

    found = Answer("libroadrunner", roadrunner.__version__, propensities)
    found.runs = [
        Run("Gillespie", futures, task.years, best_of(task.repeats, run)),
        Run("Gillespie", 1, task.long_years, best_of(task.repeats, long)),
    ]
    found.counts = tally(final, task.levels)
    return found


if __name__ == "__main__":
    main(answer)
