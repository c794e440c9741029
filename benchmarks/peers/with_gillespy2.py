"""GillesPy2's C++ solver for the direct method: as it is shipped, and compiled with -O3."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import gillespy2
import numpy as np
from gillespy2.solvers.cpp.build import build_engine, template_gen

from benchmarks.clock import best_of
from benchmarks.peers.worker import Answer, Run, Task, main, tally

END_TO_END = 20_000
"""Futures asked for in one call of ``run``, which keeps some twenty kilobytes for each."""


class Optimised(gillespy2.SSACSolver):  # type: ignore[misc]
    """The same solver and sources, compiled with -O3; as shipped no optimisation is asked for."""

    def _build(self, model: Any, name: str, variable: bool, debug: bool = False) -> str:
        if self.build_engine is None:
            engine = build_engine.BuildEngine(debug=debug)
            shipped = Path(engine.makefile)
            text = shipped.read_text(encoding="utf-8")
            faster = text.replace("CXXFLAGS=['-std=c++14']", "CXXFLAGS=['-std=c++14', '-O3']")
            if faster == text:
                raise RuntimeError(
                    f"{shipped} sets no flags where they were; look for the new place"
                )
            # beside the shipped one: from elsewhere the libraries' build files are not found
            engine.makefile = shipped.with_name("SConstruct-O3")
            engine.makefile.write_text(faster, encoding="utf-8")
            engine.prepare(model, variable)
            self.build_engine: Any = engine
            return str(engine.build_simulation(name))
        return str(self.build_engine.get_executable_path())


def _model(task: Task) -> gillespy2.Model:
    model = gillespy2.Model(name="network")
    species = [
        gillespy2.Species(name=name, initial_value=level, mode="discrete")
        for name, level in zip(task.species, task.start, strict=True)
    ]
    model.add_species(species)
    for k, (formula, (of, change)) in enumerate(zip(task.formulas, task.changes, strict=True)):
        side = {species[of]: 1}
        made = gillespy2.Reaction(
            name=f"r{k}",
            reactants={} if change > 0 else side,
            products=side if change > 0 else {},
            propensity_function="1",
        )
        # handed in above, a formula would be written anew without its comparisons
        made.propensity_function = made.ode_propensity_function = formula
        model.add_reaction(made)
    model.timespan(gillespy2.TimeSpan.linspace(t=task.years, num_points=2))
    return model


def _propensities(task: Task, model: gillespy2.Model) -> list[list[float]]:
    """Every propensity by the very text that goes into the C++ program.

    The text uses sums, products, comparisons and parentheses alone, which mean the same in Python.
    """
    # the constants of the model, of which the volume is the first, stand as C[...]
    written = list(template_gen.SanitizedModel(model).propensities.values())
    programs = [compile(text, "<propensity>", "eval") for text in written]
    return [[float(eval(p, {"S": state, "C": [1.0]})) for p in programs] for state in task.states]


def _alone(solver: Any, futures: int, years: float, seed: int) -> bytes:
    """What the compiled program prints, run as the solver runs it."""
    timesteps = 2
    stated = {
        "trajectories": futures,
        "timesteps": timesteps,
        "end": years,
        "interval": timesteps,
        "seed": seed,
    }
    command = [solver.build_engine.get_executable_path(), *solver._make_args(stated)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def _final(output: bytes, species: int) -> Any:
    """The levels at the end of each future, (futures, species), as the program printed them."""
    # for each future twice the time and the levels; the last number is the time when it stopped
    values = np.fromstring(output.decode("ascii"), sep=",")
    return values[:-1].reshape(-1, 2, species + 1)[:, 1, 1:]


def answer(task: Task) -> Answer:
    """Both builds: end to end through Python, the compiled program alone, and one long path."""
    gillespy2.cache_enabled = False
    model = _model(task)
    found = Answer("GillesPy2", gillespy2.__version__, _propensities(task, model))
    for label, kind in (("as shipped", gillespy2.SSACSolver), ("-O3", Optimised)):
        solver = kind(model)
        solver.run(number_of_trajectories=1, seed=task.seed)
        many = min(task.futures, END_TO_END)
        python = partial(solver.run, number_of_trajectories=many, seed=task.seed)
        alone = partial(_alone, solver, task.futures, task.years, task.seed)
        path = partial(_alone, solver, 1, task.long_years, task.seed)
        found.runs += [
            Run(f"{label}, through Python", many, task.years, best_of(task.repeats, python)),
            Run(f"{label}, program alone", task.futures, task.years, best_of(task.repeats, alone)),
            Run(label, 1, task.long_years, best_of(task.repeats, path)),
        ]
        found.counts = tally(_final(alone(), len(task.species)), task.levels)
    return found


if __name__ == "__main__":
    main(answer)
