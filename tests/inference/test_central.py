"""The exact answer of a whole case, against simulation with the same inputs."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.networks_for_tests import assumption, case_of, derived, group, influence, interval, node
from tocsin.case.scenario import NOTHING, Scenario, Set
from tocsin.case.schema import Case, ModelFile
from tocsin.errors import SizeError
from tocsin.inference.central import solve
from tocsin.inference.intervention import compare
from tocsin.inference.standpoint import stand

MONTHS = [3, 12]
START = date(2024, 1, 1)
HELD = Scenario(settings=(Set("n1", "l1", date(2024, 5, 1)),))


def _case(h0: float = 0.3) -> Case:
    """Rates and multipliers so narrow that their centre is all there is."""
    rate = {"events": 4e5, "years": 8e5, "source": "test"}
    fixed = {"factor": interval(2.9999, 3.0001)}
    influences = [
        influence("i0", "n0", "up", "n1 >= l1").model_copy(update=fixed),
        influence("i1", "n0", "up", "h0 and d >= l1").model_copy(update=fixed),
        influence("i2", "n2", "up", "a").model_copy(update=fixed),
    ]
    model = ModelFile(
        nodes=[node(f"n{k}", 2, up=rate, down=rate) for k in range(3)],
        derived=[derived("d", "n1 >= l1 and n2 >= l1")],
        influences=influences,
    )
    groups = [group("h", h0, 1 - h0)]
    return case_of(model, [("n0", "l1")], groups, [assumption("a", 0.4)])


def test_the_exact_answer_is_what_simulation_estimates() -> None:
    found = solve(_case(), MONTHS, HELD, seed=1, samples=64)
    assert (found.states, found.assignments) == (8, 4)
    simulated = compare(stand(_case(), START, [12], 1, 20_000), HELD, months=MONTHS)
    assert np.all(np.abs(simulated.before - found.before) < 4 * simulated.before_error)
    assert np.all(np.abs(simulated.after - found.after) < 4 * simulated.after_error)
    assert np.all(np.abs(found.after - found.before)[:, 1] > 20 * simulated.change_error[:, 1])


def test_hypotheses_are_averaged_over_by_their_priors() -> None:
    one, two = (solve(_case(p), MONTHS, NOTHING, 1, 64).before for p in (0.2, 0.8))
    half = solve(_case(0.5), MONTHS, NOTHING, 1, 64).before
    assert half == pytest.approx((one + two) / 2, rel=1e-9)
    assert not np.allclose(one, two)


def test_too_many_states_are_refused_before_anything_is_simulated() -> None:
    model = ModelFile(nodes=[node(f"n{k}", 2, up=interval(0.1, 1.0)) for k in range(17)])
    with pytest.raises(SizeError, match="131,072 joint states"):
        solve(case_of(model, [("n0", "l1")]), MONTHS, NOTHING, 1, 64)
