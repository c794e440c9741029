"""COPASI's direct method and its next reaction method on the SBML model."""

from __future__ import annotations

from functools import partial
from typing import Any

import COPASI
import numpy as np

from benchmarks.clock import best_of
from benchmarks.peers.worker import Answer, Run, Task, main, tally

FUTURES = 500
"""Each takes some milliseconds, nearly all of them to begin."""
METHODS = (
    ("direct method", COPASI.CTaskEnum.Method_directMethod),
    ("next reaction", COPASI.CTaskEnum.Method_stochastic),
)


def _propensities(task: Task, model: Any) -> list[list[float]]:
    found = []
    species = [model.getMetabolite(name) for name in task.species]
    reactions = [model.getReaction(k) for k in range(model.getReactions().size())]
    for state in task.states:
        for one, level in zip(species, state, strict=True):
            one.setInitialValue(level)
        model.updateInitialValues(COPASI.CCore.Framework_ParticleNumbers)
        model.applyInitialValues()
        model.getMathContainer().updateSimulatedValues(False)
        found.append([float(reaction.getParticleFlux()) for reaction in reactions])
    for one, level in zip(species, task.start, strict=True):
        one.setInitialValue(level)
    model.updateInitialValues(COPASI.CCore.Framework_ParticleNumbers)
    return found


def _prepared(task: Task, data: Any, method: int, years: float) -> Any:
    """The time course task with one step of ``years``; its results are read off the species."""
    course = data.getTask("Time-Course")
    course.setMethodType(method)
    problem = course.getProblem()
    problem.setDuration(years)
    problem.setStepNumber(1)
    problem.setTimeSeriesRequested(False)
    course.getMethod().getParameter("Use Random Seed").setBoolValue(True)
    course.getMethod().getParameter("Max Internal Steps").setIntValue(2_000_000_000)
    if not course.initializeRaw(COPASI.CCopasiTask.NO_OUTPUT):
        raise RuntimeError(COPASI.CCopasiMessage.getAllMessageText())
    return course


def _process(course: Any) -> None:
    """One run from the initial state."""
    if not course.processRaw(True):
        raise RuntimeError(COPASI.CCopasiMessage.getAllMessageText())


def _fill(course: Any, final: Any, rows: range, species: list[Any], seed: int) -> None:
    """A future for each of some rows of ``final`` (futures, species), each with its own seed."""
    seeding = course.getMethod().getParameter("Random Seed")
    for row in rows:
        seeding.setUIntValue(seed + row)
        _process(course)
        final[row] = [one.getValue() for one in species]


def answer(task: Task) -> Answer:
    """Futures one call each, as its interface has it, and one long path, by both methods."""
    data = COPASI.CRootContainer.addDatamodel()
    if not data.importSBMLFromString(task.sbml_of_signs):
        raise RuntimeError(COPASI.CCopasiMessage.getAllMessageText())
    model = data.getModel()
    found = Answer("COPASI", COPASI.__version__, _propensities(task, model))
    species = [model.getMetabolite(name) for name in task.species]
    futures = min(task.futures, FUTURES)
    final = np.empty((len(METHODS) * futures, len(species)))
    for k, (label, method) in enumerate(METHODS):
        course = _prepared(task, data, method, task.years)
        rows = range(k * futures, (k + 1) * futures)
        many = partial(_fill, course, final, rows, species, task.seed)
        found.runs.append(Run(label, futures, task.years, best_of(1, many)))
        course = _prepared(task, data, method, task.long_years)
        seconds = best_of(task.repeats, partial(_process, course))
        found.runs.append(Run(label, 1, task.long_years, seconds))
    found.counts = tally(final, task.levels)
    return found


if __name__ == "__main__":
    main(answer)
