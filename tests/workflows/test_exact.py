"""The exact verb on a small case that ships."""

from __future__ import annotations

import pytest

from tocsin.errors import CaseError, SizeError
from tocsin.workflows.cases import load
from tocsin.workflows.exact import exact


def test_a_small_case_is_solved() -> None:
    case = load("ballot")
    ramp = case.model.off_ramps[0]
    steps = [f"{s.node}={s.level}" for s in ramp.sets]
    found = exact(case, hold=steps, samples=1024, horizons=[3, 12])
    assert found.states > 1_000
    assert [step.kind for step in found.steps] == ["set"] * len(steps)
    for outcome in found.outcomes:
        early, late = outcome.horizons
        assert 0 < early.before < late.before < 1
    assert any(h.after < h.before for outcome in found.outcomes for h in outcome.horizons)
    assert exact(case, hold=steps, samples=1024, horizons=[3, 12]) == found


def test_what_cannot_be_solved_is_refused() -> None:
    with pytest.raises(SizeError, match="joint states"):
        exact(load("kazakhstan"))
    with pytest.raises(CaseError, match="1 to 120 are allowed"):
        exact(load("river"), horizons=[0])
